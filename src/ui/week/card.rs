//! A session in one to four rows: its name, how long it takes, how heavy it is, what it is and gave.

use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::{Model, Pane, week};
use crate::domain::typed::show_duration;
use crate::domain::{Day, Session, Slot, Status};
use crate::engine::milli;
use crate::ui::look::Look;
use crate::ui::text::{Page, cut};
use crate::ui::theme::Role;

/// The load of the week's heaviest session, in milli-points: the whole of a bar.
pub fn heaviest(model: &Model) -> i64 {
    let first = model.week_shown();
    let sessions = first.to(first.plus(6)).flat_map(|day| week::on_day(model.journal.history(), day));
    sessions.map(|session| model.session_milli(session)).max().unwrap_or(0)
}

/// A card of so many rows; `heaviest` is the load of a full bar.
pub fn draw(model: &Model, look: Look, session: &Session, selected: bool, (rows, heaviest): (u16, i64), page: &mut Page<'_>) {
    let width = usize::from(page.width());
    let (mut glyph, role) = status_mark(look, session, model.today);
    if model.week.marked.contains(&session.id) {
        glyph = look.glyphs.signs[0];
    }
    let gap = if width >= 11 { " " } else { "" };
    let name = cut(session.name(), width.saturating_sub(1 + gap.len()), look.glyphs.ellipsis);
    let style = if selected && model.focus == Pane::Week { look.ink(Role::Cursor) } else { look.ink(role) };
    page.spans(&[(glyph, look.ink(role)), (gap, Style::new()), (&name, style)]);
    let indent = " ".repeat(1 + gap.len());
    let muted = look.ink(Role::Muted);
    let minutes = session.minutes.map_or_else(|| "? min".to_owned(), |minutes| show_duration(i64::from(minutes.get())));
    let milli = model.session_milli(session);
    let points = milli::rounded(milli);
    let slot = if session.slot() == Slot::Pm { " pm" } else { "" };
    if rows == 2 {
        let airy = format!("{indent}{minutes} · {points}");
        let text = if airy.width() <= width {
            airy
        } else {
            format!("{}·{points}", session.minutes.map_or_else(|| "?".to_owned(), |minutes| minutes.to_string()))
        };
        page.line(&cut(&text, width, look.glyphs.ellipsis), muted);
    }
    if rows > 2 {
        // Half of the day is said where it fits; the detail line below says it anyway.
        let long = format!("{indent}{minutes}{slot}");
        page.line(if long.width() <= width { &long } else { long.trim_end_matches(slot) }, muted);
        let top = look.glyphs.eighths.len() - 1;
        let height = usize::try_from(milli * top as i64 / heaviest.max(1)).unwrap_or(0).min(top);
        let bar = look.glyphs.eighths.get(height).copied().unwrap_or_default();
        let told = weighed_and_gave(look, session, points, width.saturating_sub(indent.width() + 1));
        page.spans(&[(&indent, muted), (bar, look.ink(Role::load(session.kind))), (&told, muted)]);
    }
    if rows > 3 {
        let effort = session.rpe.map(|rpe| format!(" RPE {rpe}")).unwrap_or_default();
        page.line(&cut(&format!("{indent}{}{effort}", session.kind), width, look.glyphs.ellipsis), muted);
    }
}

/// What it weighs and, where there is room for all of that, what it gave: a sign alone says nothing.
fn weighed_and_gave(look: Look, session: &Session, points: i64, room: usize) -> String {
    let gave = session.charge.map(|charge| format!(" {points}  {}", look.glyphs.signed(f64::from(charge), 0)));
    gave.filter(|both| both.width() <= room).unwrap_or_else(|| format!(" {points}"))
}

/// Done, planned, moved or skipped, as a glyph and an ink. A plan that was not done is only quiet.
fn status_mark(look: Look, session: &Session, today: Day) -> (&'static str, Role) {
    let [_, planned] = look.glyphs.dots;
    match session.status {
        Status::Done => (look.glyphs.done, Role::Plain),
        Status::Skipped => (look.glyphs.signs[2], Role::Muted),
        Status::Planned | Status::Moved if session.day < today => (planned, Role::Muted),
        Status::Planned => (planned, Role::Train),
        Status::Moved => (look.glyphs.right, Role::Train),
    }
}
