//! Ten years in the chart, everything on, beside the floor: filling the same buffer.
//!
//! `cargo bench --bench chart`. The floor moves with the machine, so the ratio is the figure to watch.

#[path = "../tests/support/life.rs"]
mod life;
#[path = "../tests/support/seasons.rs"]
mod seasons;

use std::hint::black_box;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};
use seasons::Season;
use upswing::app::chart::Shown;
use upswing::app::{Effect, Event, Series, update};
use upswing::domain::Day;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{Look, draw};

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
    dashboard();
}

/// The whole screen over ten years: every overlay on, and a key held down.
fn dashboard() {
    let today = Day::MIN.plus(46_300);
    let mut model = life::model(today, 3_653);
    let look = Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE };
    let shown = ["averages", "form", "hrv_rmssd", "performance", "score"].map(Series::from_id);
    model.show_curves(Shown { series: shown.into_iter().flatten().collect(), ..Shown::default() });
    for effect in update(&mut model, Event::Resize, life::now(today)) {
        if let Effect::Fit(request) = effect {
            let begin = Instant::now();
            request.in_steps();
            say("fit of the days on the screen, in steps", begin.elapsed());
            let begin = Instant::now();
            let fitted = Box::new(request.answer());
            say("fit of ten years, on its thread", begin.elapsed());
            update(&mut model, Event::Fitted(fitted), life::now(today));
        }
    }
    life::press(&mut model, &["2", "z", "s", "x", "y"]);
    measure("dashboard, 12 weeks, overlays", |buf| draw(&model, look, buf.area, buf));
    life::press(&mut model, &["0"]);
    measure("dashboard, ten years, overlays", |buf| draw(&model, look, buf.area, buf));
    let begin = Instant::now();
    model.refresh(Day::MIN);
    say("after a change: everything again", begin.elapsed());
    let mut buf = Buffer::empty(AREA);
    let mut held = |name: &str, key: &str| {
        let begin = Instant::now();
        for _ in 0..1_000 {
            life::press(&mut model, &[key]);
            buf.reset();
            draw(&model, look, AREA, black_box(&mut buf));
        }
        say(name, begin.elapsed() / 1_000);
    };
    held("a day back, one of 1000 with its draw", "Left");
    held("a pan, one of 1000 with its draw", "[");
    held("a session on, one of 1000 with its draw", "n");
    held("a gap back, one of 1000 with its draw", "V");
}

#[expect(clippy::print_stdout, reason = "a benchmark reports on the terminal")]
fn say(name: &str, time: Duration) {
    println!("{name:<40}        {:>8.1} µs", time.as_secs_f64() * 1e6);
}
