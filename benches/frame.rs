//! From a key press to its frame, with ten years of history beside four months.

#![expect(clippy::unwrap_used, reason = "the sample's dates exist")]

#[path = "support/measure.rs"]
mod measure;
#[path = "../tests/support/sample.rs"]
mod sample;

use std::time::{Duration, Instant};

use measure::{median, report};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use upswing::app::{Event, Key, Keymap, Model, Now, update};
use upswing::domain::{Entry, Journal};
use upswing::engine::Tuning;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{self, Look};

/// Going about: panes, crosshair, zoom, lists, a form; and what writes, which computes everything again.
const LOOKING: &str =
    "2 Left Left Shift+Left + + - - - Home End t 3 Right Left Down 1 w Down Esc ? Down Esc L s q Esc c Down Up Esc Tab z z";
const WRITING: &str = "3 Shift+Right u U u k u 1 c 4 5 4 4 3 4 4 Ctrl+s u";

const LOOK: Look = Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE };

fn model(entries: Vec<Entry>) -> Model {
    let mut journal = Journal::default();
    journal.add(entries);
    let now = Now { today: sample::today(), still: false, wall_ms: 1_800_000_000_000 };
    Model::new(journal, now, 1, Tuning::default(), Keymap::default())
}

fn draw(model: &Model) -> Buffer {
    let mut buf = Buffer::empty(Rect::new(0, 0, 160, 48));
    ui::draw(model, LOOK, buf.area, &mut buf);
    buf
}

/// The time of each key, the shortest first.
fn times(mut model: Model, keys: &str) -> Vec<Duration> {
    let mut now = Now { today: sample::today(), still: false, wall_ms: 1_800_000_000_000 };
    let mut times = Vec::new();
    for key in (0..10).flat_map(|_| keys.split_whitespace().filter_map(Key::parse)) {
        now.wall_ms += 100;
        let start = Instant::now();
        update(&mut model, Event::Key(key), now);
        draw(&model);
        times.push(start.elapsed());
    }
    times.sort_unstable();
    times
}

fn main() {
    let ten_years = model(sample::history(sample::today().minus(3653), sample::today()));
    let four_months = model(sample::entries());
    let frame = |model: &Model| median(50, || (), |()| draw(model));
    report("a frame, ten years", frame(&ten_years), "with four months", frame(&four_months));
    for (what, keys) in [("looking", LOOKING), ("writing", WRITING)] {
        let (long, short) = (times(ten_years.clone(), keys), times(four_months.clone(), keys));
        for percent in [50, 99] {
            let at = |times: &[Duration]| times.get(times.len() * percent / 100).copied().unwrap_or_default();
            report(&format!("key to frame, {what}, p{percent}, ten years"), at(&long), "with four months", at(&short));
        }
    }
}
