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

/// A picture: its file in `docs/pictures`, and the drawing.
pub struct Drawn {
    pub file: &'static str,
    pub svg: String,
}

/// What is drawn: a file of `docs/pictures`, what it shows, and how to get there.
struct Shot {
    file: &'static str,
    title: &'static str,
    /// Days after the sample year's last morning.
    later: i64,
    /// None: those that are shown at first.
    curves: &'static [&'static str],
    keys: &'static str,
    theme: Theme,
    size: (u16, u16),
}

const SHOTS: &[Shot] = &[
    Shot {
        file: "dashboard.svg",
        title: "The dashboard: today, the chart, the week",
        later: 0,
        curves: &[],
        keys: "",
        theme: Theme::Dark,
        size: (124, 40),
    },
    Shot {
        file: "check-in.svg",
        title: "The check-in: a question a line, the score moves with every answer",
        later: 1,
        curves: &[],
        keys: "c 4 4 3 2",
        theme: Theme::Dark,
        size: (100, 32),
    },
    Shot {
        file: "chart.svg",
        title: "Twelve weeks, the plan ahead, and this week rested beside it",
        later: -3,
        curves: &[],
        keys: "2 z x",
        theme: Theme::Dark,
        size: (120, 34),
    },
    Shot {
        file: "readings.svg",
        title: "Half a year of HRV and resting pulse with their usual ranges, beside the score",
        later: 0,
        curves: &["averages", "score", "hrv_rmssd", "resting_hr"],
        keys: "2 z - -",
        theme: Theme::Dark,
        size: (120, 34),
    },
    Shot {
        file: "performance.svg",
        title: "A year of tests with the fitted level and its bands",
        later: 0,
        curves: &["loads", "performance"],
        keys: "2 z 0",
        theme: Theme::Light,
        size: (120, 30),
    },
];

/// All of them.
pub fn all() -> Vec<Drawn> {
    SHOTS.iter().map(drawn).collect()
}

fn drawn(shot: &Shot) -> Drawn {
    let mut model = model(shot.later);
    if !shot.curves.is_empty() {
        let series = shot.curves.iter().filter_map(|name| Series::from_id(name)).collect();
        model.show_curves(Shown { series, ..Shown::default() });
    }
    send(&mut model, Event::Resize);
    for key in shot.keys.split_whitespace() {
        send(&mut model, Event::Key(Key::parse(key).unwrap_or_else(|| panic!("{key} is no key"))));
    }
    model.message_shown = false;
    let look = Look { theme: shot.theme, glyphs: &Glyphs::UNICODE };
    let (width, height) = shot.size;
    Drawn { file: shot.file, svg: Picture::screen(&model, look, width, height).svg(shot.title) }
}

/// Lays an event over the model and answers a fit at once.
fn send(model: &mut Model, event: Event) {
    let now = Now { today: model.today, still: false, wall_ms: 1_000 };
    for effect in update(model, event, now) {
        if let Effect::Fit(request) = effect {
            update(model, Event::Fitted(Box::new(request.answer())), now);
        }
    }
}

/// The dashboard so many days after the sample year's last morning.
fn model(later: i64) -> Model {
    let today: Day = TODAY.parse().unwrap_or_else(|_| panic!("{TODAY} is no day"));
    let year = include_str!("../../assets/sample-year.jsonl");
    let context = Context { today, newest: today, zone: None, skip_bad_rows: false, declared: Default::default() };
    let found = exchange::read("sample-year.jsonl", year.as_bytes(), &context, &mut |_, _| true);
    let found = found.unwrap_or_else(|error| panic!("the sample year: {error}"));
    let ops = exchange::merge(Journal::default().history(), vec![found]).ops;
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    Model::new(journal, Now { today: today.plus(later), still: false, wall_ms: 1_000 }, 1, Tuning::default(), Keymap::default())
}
