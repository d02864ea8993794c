//! The chart of the dashboard: any history at any size with any keys, what it reads out, how fast it is.

#[path = "support/life.rs"]
mod life;

use life::{model, press};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use upswing::app::Model;
use upswing::domain::Day;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{Look, draw};

fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

fn look() -> Look {
    Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE }
}

fn screen(model: &Model, width: u16, height: u16) -> String {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw(model, look(), area, &mut buf);
    let rows = buf.content.chunks(usize::from(width));
    rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned() + "\n").collect()
}

#[test]
fn look_at_it() {
    let mut model = model(today(), 800);
    press(&mut model, &["2", "z"]);
    println!("{}", screen(&model, 120, 36));
    press(&mut model, &["-", "-", "x", "s"]);
    model.chart.shown.toggle(upswing::app::Series::Field(upswing::domain::Field::HrvRmssd));
    model.refresh();
    println!("{}", screen(&model, 120, 36));
    let begin = std::time::Instant::now();
    let ten = life::model(today(), 3650);
    println!("model {:?}", begin.elapsed());
    let mut ten = ten;
    let begin = std::time::Instant::now();
    ten.refresh();
    println!("refresh {:?}", begin.elapsed());
}
