//! From a key press to its frame, with ten years of history beside three months.

#![expect(clippy::unwrap_used, reason = "the sample's dates exist")]

#[path = "support/measure.rs"]
mod measure;
#[path = "../tests/support/sample.rs"]
mod sample;

use std::time::{Duration, Instant};

use measure::report;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use upswing::app::{Event, Key, Keymap, Model, Now, update};
use upswing::domain::Journal;
use upswing::engine::Tuning;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{self, Look};

/// Going about: panes, crosshair, zoom, lists, a form; and what writes, which computes everything again.
const LOOKING: &str =
    "2 Left Left Shift+Left + + - - - Home End t 3 Right Left Down 1 w Down Esc ? Down Esc L s q Esc c Down Up Esc Tab z z";
const WRITING: &str = "3 Shift+Right u U u k u 1 c 4 5 4 4 3 4 4 Ctrl+s u";

/// The time of each key, the shortest first.
fn times(days: i64, keys: &str) -> Vec<Duration> {
    let mut journal = Journal::default();
    journal.add(sample::history(sample::today().minus(days), sample::today()));
    let mut now = Now { today: sample::today(), wall_ms: 1_800_000_000_000 };
    let mut model = Model::new(journal, now, 1, Tuning::default(), Keymap::default());
    let look = Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE };
    let mut times = Vec::new();
    for _ in 0..10 {
        for key in keys.split_whitespace().filter_map(Key::parse) {
            now.wall_ms += 100;
            let mut buf = Buffer::empty(Rect::new(0, 0, 160, 48));
            let start = Instant::now();
            update(&mut model, Event::Key(key), now);
            ui::draw(&model, look, buf.area, &mut buf);
            times.push(start.elapsed());
        }
    }
    times.sort_unstable();
    times
}

fn main() {
    for (what, keys) in [("looking", LOOKING), ("writing", WRITING)] {
        let (long, short) = (times(3653, keys), times(90, keys));
        for percent in [50, 99] {
            let at = |times: &[Duration]| times.get(times.len() * percent / 100).copied().unwrap_or_default();
            report(&format!("key to frame, {what}, p{percent}, ten years"), at(&long), "with three months", at(&short));
        }
    }
}
