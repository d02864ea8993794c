//! The week: its sessions by day, the form they lead to, what the week adds up to, what is broken.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::app::week::{WeekAction, repair};
use crate::app::{Action, Model, Overlay, Pane, Target, curves, week, words};
use crate::domain::{Day, Kind, Session, Slot, Status};
use crate::engine::load;
use crate::engine::planner::Meter as WeekMeter;

use super::look::Look;
use super::text::{Page, cut, spans_at};
use super::theme::Role;
use super::widgets::Meter;

/// Days of a week.
const DAYS: u16 = 7;
/// Rows that are kept below the sessions: form, meters, two warnings, the chosen session.
const BELOW: u16 = 5;

/// Draws the pane.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    if area.width < DAYS * 4 || area.height < 4 {
        return;
    }
    let monday = model.week.monday();
    for (index, day) in monday.to(monday.plus(6)).enumerate() {
        let column = column(area, index as u16);
        day_column(model, look, day, column, buf);
    }
    let grid = grid_rows(area);
    let below = Rect { y: area.y + grid, height: area.height - grid, ..area };
    let mut page = Page::new(below, buf);
    meters(model, look, &mut page);
    offer(model, look, &mut page);
    chosen(model, look, &mut page);
    warnings(model, look, &mut page);
}

fn grid_rows(area: Rect) -> u16 {
    area.height.saturating_sub(BELOW).max(4).min(area.height)
}

/// The columns share the width evenly.
fn column(area: Rect, index: u16) -> Rect {
    let edge = |index: u16| (u32::from(area.width) * u32::from(index) / u32::from(DAYS)) as u16;
    Rect { x: area.x + edge(index), y: area.y, width: edge(index + 1) - edge(index), height: grid_rows(area) }
}

fn day_column(model: &Model, look: Look, day: Day, area: Rect, buf: &mut Buffer) {
    let chosen_day = model.week.day == day;
    let focused = model.focus == Pane::Week && model.overlay.is_none();
    let mut page = Page::new(Rect { width: area.width.saturating_sub(1), ..area }, buf);
    let head =
        if area.width < 8 { day.weekday_name().to_owned() } else { format!("{} {}", day.weekday_name(), day.day_of_month()) };
    let mark = if day == model.today { look.glyphs.cursor } else { "" };
    let role = match (chosen_day, day == model.today) {
        (true, _) if focused => Role::Cursor,
        (true, _) | (_, true) => Role::Strong,
        (false, false) => Role::Muted,
    };
    page.spans(&[(mark, look.ink(Role::Strong)), (&head, look.ink(role))]);
    let sessions = week::on_day(model.journal.history(), day);
    let selected = model.selected_session().filter(|_| chosen_day).map(|session| &session.id);
    let room = page.left().saturating_sub(1);
    if sessions.is_empty() {
        page.line(if model.journal.history().availability(day).off { "off" } else { "–" }, look.ink(Role::Muted));
    }
    let lines = if usize::from(room) >= sessions.len() * 2 { 2 } else { 1 };
    let fits = usize::from(room) / lines;
    let hidden = sessions.len().saturating_sub(fits);
    let shown = if hidden > 0 { fits.saturating_sub(1) } else { fits };
    for session in sessions.iter().take(shown) {
        session_lines(model, look, session, selected == Some(&session.id), lines, &mut page);
    }
    if hidden > 0 {
        page.line(&format!("+{} more", sessions.len() - shown), look.ink(Role::Muted));
    }
    let last = Rect { y: area.bottom().saturating_sub(1), height: 1, width: area.width.saturating_sub(1), ..area };
    form_cell(model, look, day, last, buf);
}

fn session_lines(model: &Model, look: Look, session: &Session, selected: bool, lines: usize, page: &mut Page<'_>) {
    let width = usize::from(page.width());
    let (mut glyph, role) = status_mark(look, session, model.today);
    if model.week.marked.contains(&session.id) {
        glyph = look.glyphs.signs[0];
    }
    let gap = if width >= 12 { " " } else { "" };
    let name = kind_name(session.kind, width.saturating_sub(1 + gap.len()));
    let style = if selected && model.focus == Pane::Week { look.ink(Role::Cursor) } else { look.ink(role) };
    page.spans(&[(glyph, look.ink(role)), (gap, Style::new()), (name, style)]);
    if lines > 1 {
        let minutes = session.minutes.map_or_else(|| "?".to_owned(), |minutes| minutes.to_string());
        let points = (load::session_milli(session, &model.tuning) + 500) / 1000;
        let slot = if session.slot() == Slot::Pm { "pm " } else { "" };
        let airy = if width >= 12 { format!("  {slot}{minutes} · {points}") } else { format!("{minutes} · {points}") };
        let text = if airy.width() <= width { airy } else { format!("{minutes}·{points}") };
        page.line(&cut(&text, width, look.glyphs.ellipsis), look.ink(Role::Muted));
    }
}

/// The name of a kind, or its short form where there is no room.
fn kind_name(kind: Kind, width: usize) -> &'static str {
    let short = match kind {
        Kind::Skill => "skill",
        Kind::Strength => "stren.",
        Kind::Endurance => "endur.",
        Kind::Intervals => "inter.",
        Kind::Balance => "balan.",
        Kind::Mobility => "mobil.",
        Kind::Event => "event",
    };
    if kind.id().len() <= width { kind.id() } else { short }
}

/// Done, planned, moved or skipped, as a glyph and an ink. A plan that was not done is only quiet.
fn status_mark(look: Look, session: &Session, today: Day) -> (&'static str, Role) {
    let [done, planned] = look.glyphs.dots;
    match session.status {
        Status::Done => (done, Role::Plain),
        Status::Skipped => (look.glyphs.signs[2], Role::Muted),
        Status::Planned | Status::Moved if session.day < today => (planned, Role::Muted),
        Status::Planned => (planned, Role::Train),
        Status::Moved => (look.glyphs.right, Role::Train),
    }
}

/// The morning's form: known up to today, forecast after it.
fn form_cell(model: &Model, look: Look, day: Day, area: Rect, buf: &mut Buffer) {
    let forecast = day > model.today;
    let state = if forecast { model.facts.forecast_on(model.today, day) } else { curves::state_on(model, day) };
    let text = match state {
        Some(state) if area.width >= 9 => format!("form {}", words::signed(state.form())),
        Some(state) => words::signed(state.form()),
        None => look.glyphs.missing.to_owned(),
    };
    let role = if forecast { Role::Muted } else { Role::Form };
    spans_at(area, &[(&text, look.ink(role))], buf);
}

fn meters(model: &Model, look: Look, page: &mut Page<'_>) {
    let Some(row) = page.next_row() else { return };
    let Some(meter) = model.facts.judgement.meters.first() else { return };
    let count = |value: i64| u32::try_from(value).unwrap_or(0);
    let of = |value: i64, low: i64, high: i64| Meter {
        value: count(value),
        low: count(low),
        high: count(high),
        theme: look.theme,
        glyphs: look.glyphs,
    };
    let numbers = &model.tuning.planner;
    let aerobic = of(meter.aerobic, numbers.aerobic_least, numbers.aerobic_most);
    let strength = of(meter.strength_days, numbers.strength_target, numbers.strength_target);
    let mut x = row.x;
    for (label, meter, cells) in [("aerobic ", aerobic, 8), ("  strength ", strength, 2)] {
        let label_width = label.width() as u16;
        spans_at(Rect { x, width: row.right().saturating_sub(x), ..row }, &[(label, look.ink(Role::Muted))], page.buffer());
        let width = (meter.text().width() as u16 + 1 + cells).min(row.right().saturating_sub(x + label_width));
        (&meter).render(Rect { x: x + label_width, width, ..row }, page.buffer());
        x = (x + label_width + width).min(row.right());
    }
    let rest = week_words(meter);
    spans_at(Rect { x, width: row.right().saturating_sub(x), ..row }, &[(&rest, look.ink(Role::Muted))], page.buffer());
}

fn week_words(meter: &WeekMeter) -> String {
    format!("  load {}  charge {} : drain {}  rest days {}", meter.load, meter.charge, meter.drain, meter.rest_days)
}

/// What can be gone on with or put right, in one line.
fn offer(model: &Model, look: Look, page: &mut Page<'_>) {
    let key = |action| model.keymap.key_of(Action::Week(action));
    let begun = model.kept_session().filter(|_| !matches!(model.overlay, Some(Overlay::Runner(_))));
    let text = if let Some(kept) = begun {
        format!("{} stopped in {}: {} goes on", kept.name, kept.block().unwrap_or("its end"), key(WeekAction::Start))
    } else if let Some(reason) = repair::reason(model) {
        format!("{reason}: {} makes the week right again", key(WeekAction::Repair))
    } else {
        return;
    };
    let line = cut(&text, usize::from(page.width()), look.glyphs.ellipsis);
    page.line(&line, look.ink(Role::Good));
}

/// The chosen session in full.
fn chosen(model: &Model, look: Look, page: &mut Page<'_>) {
    let width = usize::from(page.width());
    let text = match model.selected_session() {
        Some(session) => {
            let points = (load::session_milli(session, &model.tuning) + 500) / 1000;
            let mut text = format!("{} · {points} points", crate::app::lists::session_line(session));
            text.extend(words::felt(session, &model.tuning));
            if session.is_open() {
                let when = if session.slot() == Slot::Am { "morning" } else { "evening" };
                text += &format!(" · {when} · {}", session.place.priority.id());
            }
            if session.place.lock {
                text += " · stays there";
            }
            if let Some(original) = session.original_day {
                text += &format!(" · from {}", original.short());
            }
            text
        }
        None => format!(
            "Nothing on {}. {} adds a session.",
            model.week.day.short(),
            model.keymap.key_of(Action::Week(WeekAction::Add))
        ),
    };
    let line = cut(&text, width, look.glyphs.ellipsis);
    page.line(&line, look.ink(Role::Plain));
}

/// What the order breaks, the dearest first, then what the week says.
fn warnings(model: &Model, look: Look, page: &mut Page<'_>) {
    let all = &model.facts.warnings;
    let width = usize::from(page.width());
    let mut shown = 0;
    for text in all {
        if page.left() == 0 {
            break;
        }
        shown += 1;
        let more = if page.left() == 1 && all.len() > shown { format!("  (+{})", all.len() - shown) } else { String::new() };
        let line = cut(&format!("{} {text}", look.glyphs.signs[1]), width.saturating_sub(more.width()), look.glyphs.ellipsis);
        page.spans(&[(&line, look.ink(Role::Caution)), (&more, look.ink(Role::Muted))]);
    }
}

/// The day or session under the mouse.
pub fn hit(model: &Model, area: Rect, x: u16, y: u16) -> Option<Target> {
    let index = (0..DAYS).find(|index| column(area, *index).right() > x).filter(|_| x >= area.x)?;
    let day = model.week.monday().plus(i64::from(index));
    let row = usize::from(y.checked_sub(area.y)?);
    let sessions = week::on_day(model.journal.history(), day);
    let room = usize::from(grid_rows(area).saturating_sub(2));
    let lines = if room >= sessions.len() * 2 { 2 } else { 1 };
    let session = row.checked_sub(1).and_then(|row| sessions.get(row / lines));
    Some(session.map_or(Target::WeekDay(day), |session| Target::Session(session.id.clone())))
}
