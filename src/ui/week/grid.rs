//! How the rows and columns of the week are shared: asked by what draws and by what is under the mouse.

use ratatui::layout::Rect;

use crate::app::{Model, week};

/// Days of a week.
pub const DAYS: u16 = 7;
/// Rows that are kept below the days: meters, the chosen session, what can be put right, two sentences.
const BELOW: u16 = 5;
/// Rows of a day beside its sessions: its name and its form.
const AROUND: u16 = 2;
/// Rows of the line of form.
const LINE: u16 = 2;
/// Columns of a day from which on a card has a fourth row: what it is, how hard, what it gave.
const WIDE: u16 = 18;

/// The rows of the days, and what they are for.
#[derive(Debug, Clone, Copy)]
pub struct Grid {
    area: Rect,
    /// Rows of the days in all.
    pub rows: u16,
    /// Rows of a session, 1–4.
    pub card: u16,
    /// Rows of the line of form at the foot of the days; 0 where there is no room.
    pub line: u16,
}

impl Grid {
    /// As many rows as the fullest day needs, and no more: what is below stays near.
    pub fn of(model: &Model, area: Rect) -> Grid {
        let first = model.week_shown();
        let count = |day| week::on_day(model.journal.history(), day).len();
        let fullest = u16::try_from(first.to(first.plus(6)).map(count).max().unwrap_or(0)).unwrap_or(u16::MAX).max(1);
        let room = area.height.saturating_sub(BELOW + AROUND).max(1);
        let wide = area.width / DAYS >= WIDE;
        let fits = |card: &u16| fullest.saturating_mul(*card) <= room;
        let card = [4, 3, 2].into_iter().filter(|card| *card < 4 || wide).find(fits).unwrap_or(1);
        let sessions = fullest.saturating_mul(card).min(room);
        let free = room - sessions;
        let line = if free >= LINE + 3 { LINE } else { 0 };
        // A row of air above the form where nothing is lost by it.
        let air = u16::from(free > line);
        Grid { area, rows: (sessions + air + AROUND + line).min(area.height), card, line }
    }

    /// The columns share the width evenly; the last cell of each is air.
    pub fn column(&self, index: u16) -> Rect {
        let Rect { x, y, width, .. } = self.area;
        let edge = |index: u16| (u32::from(width) * u32::from(index) / u32::from(DAYS)) as u16;
        Rect { x: x + edge(index), y, width: edge(index + 1) - edge(index), height: self.rows }
    }

    /// The rows of the line of form, over the whole width.
    pub fn line_area(&self) -> Rect {
        Rect { y: self.area.y + self.rows - self.line, height: self.line, ..self.area }
    }

    /// What is left below the days.
    pub fn below(&self) -> Rect {
        Rect { y: self.area.y + self.rows, height: self.area.height - self.rows, ..self.area }
    }

    /// How many of a day's sessions are shown; the others are counted in a row of their own.
    pub fn shown(&self, sessions: usize) -> usize {
        let fits = usize::from(self.rows.saturating_sub(AROUND + self.line) / self.card);
        if sessions > fits { fits.saturating_sub(1) } else { sessions }
    }
}
