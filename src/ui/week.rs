//! The week: a column a day, what it adds up to, and what its order breaks.

mod below;
mod card;
mod coming;
mod form_line;
mod grid;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use crate::app::{Model, Pane, Target, today, week};
use crate::domain::Day;

use super::look::Look;
use super::text::{Page, spans_at};
use super::theme::Role;
use grid::{DAYS, Grid};

/// Columns from which on the coming weeks stand beside what is below the days.
const BESIDE: u16 = 81 + coming::WIDTH;

/// Is there room for days?
fn has_room(area: Rect) -> bool {
    area.width >= DAYS * 4 && area.height >= 4
}

/// Draws the pane.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    if !has_room(area) {
        return;
    }
    let grid = Grid::of(model, area);
    let heaviest = card::heaviest(model);
    let first = model.week_shown();
    for (index, day) in (0..DAYS).zip(first.to(first.plus(6))) {
        day_column(model, look, day, &grid, heaviest, grid.column(index), buf);
    }
    form_line::draw(model, look, &grid, buf);
    let below = grid.below();
    let beside = below.width >= BESIDE;
    let width = if beside { below.width - coming::WIDTH - 3 } else { below.width };
    let mut page = Page::new(Rect { width, ..below }, buf);
    below::draw(model, look, &mut page);
    let left = page.left();
    if beside {
        coming::draw(model, look, Rect { x: below.x + width + 3, width: coming::WIDTH, ..below }, buf);
    } else if left > coming::ROWS {
        let rows = left - 1;
        coming::draw(model, look, Rect { y: below.bottom() - rows, height: rows, ..below }, buf);
    }
}

fn day_column(model: &Model, look: Look, day: Day, grid: &Grid, heaviest: i64, area: Rect, buf: &mut Buffer) {
    let inner = Rect { width: area.width.saturating_sub(1), ..area };
    if day == model.today {
        // What lies right of it is a plan.
        for y in area.top()..area.bottom() {
            spans_at(Rect { x: area.right() - 1, y, width: 1, height: 1 }, &[(look.glyphs.today, look.ink(Role::Muted))], buf);
        }
    }
    let mut page = Page::new(inner, buf);
    head(model, look, day, &mut page);
    let sessions = week::on_day(model.journal.history(), day);
    let selected = model.selected_session().filter(|_| model.week.day == day).map(|session| &session.id);
    if sessions.is_empty() {
        let off = model.journal.history().availability(day).off;
        page.line(if off { "off" } else { look.glyphs.to }, look.ink(Role::Muted));
    }
    let shown = grid.shown(sessions.len());
    for session in sessions.iter().take(shown) {
        card::draw(model, look, session, selected == Some(&session.id), (grid.card, heaviest), &mut page);
    }
    if sessions.len() > shown {
        page.line(&format!("+{} more", sessions.len() - shown), look.ink(Role::Muted));
    }
    let last = Rect { y: inner.bottom().saturating_sub(1 + grid.line), height: 1, ..inner };
    form_line::number(model, look, day, last, buf);
}

/// The day over its column, and what holds there.
fn head(model: &Model, look: Look, day: Day, page: &mut Page<'_>) {
    let chosen_day = model.week.day == day;
    let focused = model.focus == Pane::Week && model.overlay.is_none();
    let mark = if chosen_day && focused { look.glyphs.cursor } else { " " };
    let head = format!("{} {}", day.weekday_name(), day.day_of_month());
    let held = today::held_on(model.facts.season.held(), day).unwrap_or_default();
    // Where the word has no room, its first letter stands.
    let held = if head.width() + held.len() + 2 < usize::from(page.width()) { held } else { held.get(..1).unwrap_or_default() };
    let role = match (chosen_day, day == model.today) {
        (true, _) if focused => Role::Cursor,
        (true, _) | (_, true) => Role::Strong,
        _ if day < model.today => Role::Muted,
        _ => Role::Plain,
    };
    page.spans(&[
        (mark, look.ink(Role::Strong)),
        (&head, look.ink(role)),
        (" ", look.ink(role)),
        (held, look.ink(Role::Recover)),
    ]);
}

/// The day or session under the mouse.
pub fn hit(model: &Model, area: Rect, at: Position) -> Option<Target> {
    if !has_room(area) {
        return None;
    }
    let grid = Grid::of(model, area);
    let index = (0..DAYS).find(|index| grid.column(*index).contains(at))?;
    let day = model.week_shown().plus(i64::from(index));
    let row = at.y.checked_sub(area.y)?;
    let sessions = week::on_day(model.journal.history(), day);
    let place = row.checked_sub(1).map(|row| usize::from(row / grid.card)).filter(|place| *place < grid.shown(sessions.len()));
    let session = place.and_then(|place| sessions.get(place));
    Some(session.map_or(Target::WeekDay(day), |session| Target::Session(session.id.clone())))
}
