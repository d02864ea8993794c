//! The dashboard without a terminal: keys in, cells out. Time stands still unless it is moved.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use upswing::app::{Effect, Event, Key, Keymap, Model, Now, update};
use upswing::domain::{Day, Entry, Journal};
use upswing::engine::Tuning;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{self, Look};

#[derive(Clone)]
pub struct Desk {
    pub model: Model,
    pub now: Now,
}

impl Desk {
    pub fn new(entries: Vec<Entry>, today: Day) -> Desk {
        let mut journal = Journal::default();
        journal.add(entries);
        let now = Now { today, still: false, wall_ms: 1_800_000_000_000 };
        Desk { model: Model::new(journal, now, 9, Tuning::default(), Keymap::default()), now }
    }

    /// Presses keys by their names, separated by blanks; what is asked of the world is done at once.
    pub fn press(&mut self, keys: &str) -> Vec<Effect> {
        let key = |name: &str| Key::parse(name).unwrap_or_else(|| panic!("{name} is no key"));
        keys.split_whitespace().flat_map(|name| self.send(Event::Key(key(name)))).collect()
    }

    /// Types a text, letter by letter.
    pub fn write(&mut self, text: &str) -> Vec<Effect> {
        text.chars().flat_map(|letter| self.send(Event::Key(Key::char(letter)))).collect()
    }

    pub fn send(&mut self, event: Event) -> Vec<Effect> {
        let effects = update(&mut self.model, event, self.now);
        let batches = effects.iter().filter_map(|effect| match effect {
            Effect::Append(entries) => entries.first().map(|entry| entry.batch),
            _ => None,
        });
        let fits = effects.iter().filter_map(|effect| match effect {
            Effect::TellFits(ask) => Some(ask.lines()),
            _ => None,
        });
        for lines in fits {
            update(&mut self.model, Event::FitsTold(lines), self.now);
        }
        for batch in batches.collect::<Vec<_>>() {
            update(&mut self.model, Event::Saved(batch), self.now);
        }
        for effect in &effects {
            if let Effect::Propose(question) = effect {
                // As much as a quick machine does in its time; the same on every machine.
                let mut looks = 0..200;
                let proposal = question.answer(&mut || looks.next().is_some());
                update(&mut self.model, Event::Proposed(question.number, Box::new(proposal)), self.now);
            }
        }
        effects
    }

    /// Draws as the program does: the model is told how far a text can be scrolled.
    pub fn see(&mut self, width: u16, height: u16) -> Buffer {
        if let Some(last) = ui::reach(&self.model, Rect::new(0, 0, width, height)) {
            self.send(Event::Reaches(last));
        }
        self.draw(width, height, Theme::Dark, &Glyphs::UNICODE)
    }

    pub fn draw(&self, width: u16, height: u16, theme: Theme, glyphs: &'static Glyphs) -> Buffer {
        let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
        ui::draw(&self.model, Look { theme, glyphs }, buf.area, &mut buf);
        buf
    }
}

/// One sign a cell, as `show` says; rows without the blanks at their end.
pub fn dump<'a>(buf: &'a Buffer, show: impl Fn(&'a Cell) -> &'a str) -> String {
    let rows = buf.content().chunks(usize::from(buf.area.width).max(1));
    rows.map(|row| row.iter().map(&show).collect::<String>().trim_end().to_owned() + "\n").collect()
}

/// The characters of a screen.
pub fn text(buf: &Buffer) -> String {
    dump(buf, |cell| cell.symbol())
}
