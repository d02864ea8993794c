//! Ten years in the chart, everything on, beside the floor: filling the same buffer.
//!
//! `cargo bench --bench chart`. The floor moves with the machine, so the ratio is the figure to watch.

#[path = "../tests/support/seasons.rs"]
mod seasons;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};
use seasons::Season;
use upswing::domain::Day;
use upswing::ui::theme::{Glyphs, Theme};

const AREA: Rect = Rect { x: 0, y: 0, width: 200, height: 60 };
const ROUNDS: usize = 400;

/// Median and worst time of a drawing on a cleared buffer.
#[expect(clippy::print_stdout, reason = "a benchmark reports on the terminal")]
fn measure(name: &str, mut draw: impl FnMut(&mut Buffer)) {
    let mut buf = Buffer::empty(AREA);
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            buf.reset();
            let begin = Instant::now();
            draw(black_box(&mut buf));
            begin.elapsed()
        })
        .collect();
    times.sort_unstable();
    let micros = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1e6);
    let (median, worst) = (micros(times.get(ROUNDS / 2)), micros(times.last()));
    println!("{name:<40} median {median:>8.1} µs   worst {worst:>8.1} µs");
}

fn main() {
    let today = Day::MIN.plus(46_300);
    let season = Season::new(today, 3_653);
    let paragraph = Paragraph::new(vec![Line::from("▒".repeat(200)); 60]);
    measure("floor: set every cell", |buf| {
        for cell in &mut buf.content {
            cell.set_char('▒');
        }
    });
    measure("floor: Paragraph of as many cells", |buf| (&paragraph).render(buf.area, buf));
    for (name, days) in [("4 weeks", 28), ("half a year", 183), ("ten years", 3_653)] {
        let plain = season.chart(days, Theme::Dark, &Glyphs::UNICODE);
        let full = season.full_chart(days, Theme::Dark, &Glyphs::UNICODE);
        measure(&format!("chart, {name}"), |buf| (&plain).render(buf.area, buf));
        measure(&format!("chart, {name}, overlays"), |buf| (&full).render(buf.area, buf));
    }
}
