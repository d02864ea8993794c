//! The pictures of the documentation: the program's own screen over the sample year.

use upswing::app::chart::Shown;
use upswing::app::{Effect, Event, Key, Keymap, Model, Now, Series, update};
use upswing::domain::{Day, Entry, Journal, Stamp};
use upswing::engine::Tuning;
use upswing::exchange::{self, Context};
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{Look, Picture};

/// The last morning of the sample year.
const TODAY: &str = "2025-06-29";

/// A picture: its file in `docs/pictures`, what it shows, and the drawing.
pub struct Drawn {
    pub file: &'static str,
    pub svg: String,
}

/// All of them.
pub fn all() -> Vec<Drawn> {
    vec![
        drawn("dashboard.svg", "The dashboard: today, the chart, the week", &[], "", Theme::Dark, (124, 40)),
        drawn("chart.svg", "Twelve weeks, the plan ahead, and this week rested beside it", &[], "2 z x", Theme::Dark, (120, 34)),
        drawn(
            "readings.svg",
            "Half a year of HRV and resting pulse with their usual ranges, beside the score",
            &["averages", "score", "hrv_rmssd", "resting_hr"],
            "2 z - -",
            Theme::Dark,
            (120, 34),
        ),
        drawn(
            "performance.svg",
            "A year of tests with the fitted level and its bands",
            &["loads", "performance"],
            "2 z 0",
            Theme::Light,
            (120, 30),
        ),
    ]
}

fn drawn(file: &'static str, title: &str, curves: &[&str], keys: &str, theme: Theme, (width, height): (u16, u16)) -> Drawn {
    let mut model = model();
    if !curves.is_empty() {
        let series = curves.iter().filter_map(|name| Series::from_id(name)).collect();
        model.show_curves(Shown { series, ..Shown::default() });
    }
    send(&mut model, Event::Resize);
    for key in keys.split_whitespace() {
        send(&mut model, Event::Key(Key::parse(key).unwrap_or_else(|| panic!("{key} is no key"))));
    }
    model.message_shown = false;
    let look = Look { theme, glyphs: &Glyphs::UNICODE };
    Drawn { file, svg: Picture::screen(&model, look, width, height).svg(title) }
}

/// Lays an event over the model and answers a fit at once.
fn send(model: &mut Model, event: Event) {
    let now = Now { today: model.today, wall_ms: 1_000 };
    for effect in update(model, event, now) {
        if let Effect::Fit(request) = effect {
            update(model, Event::Fitted(Box::new(request.answer())), now);
        }
    }
}

fn model() -> Model {
    let today: Day = TODAY.parse().unwrap_or_else(|_| panic!("{TODAY} is no day"));
    let year = include_str!("../../assets/sample-year.jsonl");
    let context = Context { today, zone: None, skip_bad_rows: false };
    let found = exchange::read("sample-year.jsonl", year.as_bytes(), &context, &mut |_, _| true);
    let found = found.unwrap_or_else(|error| panic!("the sample year: {error}"));
    let ops = exchange::merge(Journal::default().history(), vec![found]).ops;
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    Model::new(journal, Now { today, wall_ms: 1_000 }, 1, Tuning::default(), Keymap::default())
}
