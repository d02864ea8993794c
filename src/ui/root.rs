//! The whole screen: header, panes, footer, and what stands over them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use crate::app::week::WeekAction;
use crate::app::{Action, Content, Direction, Model, Overlay, Pane, Target, Tone, key_now, words};
use crate::domain::text::one_line;

use super::frame::{Frame, Room, SMALLEST};
use super::hints;
use super::look::{Look, bordered, inside};
use super::theme::Role;
use super::{chart, form, list, proposal, reaction, runner, text, today, week};

/// Draws everything; any size draws.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    buf.set_style(area, look.theme.base());
    let frame = Frame::of(model, area);
    if frame.room == Room::Tiny {
        tiny(model, look, area, buf);
    } else {
        header(model, look, &frame, buf);
        for (pane, rect) in &frame.panes {
            draw_pane(model, look, *pane, *rect, buf);
        }
        footer(model, look, frame.footer, buf);
        draw_overlay(model, look, area, buf);
        notice(model, look, frame.footer, buf);
    }
    if !look.glyphs.braille {
        text::to_ascii(buf);
    }
}

/// One honest line: what is said today, and how much room is missing.
fn tiny(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let score = model.facts.advice().score().map(|score| format!("{score} ")).unwrap_or_default();
    let verdict = words::verdict_word(model.facts.advice().verdict);
    let line = format!("{score}{verdict} – upswing needs {}×{}, this is {}×{}", SMALLEST.0, SMALLEST.1, area.width, area.height);
    text::Page::new(area, buf).wrapped(&line, look.ink(Role::Plain), area.height);
}

fn header(model: &Model, look: Look, frame: &Frame, buf: &mut Buffer) {
    let muted = look.ink(Role::Muted);
    let date = format!("   {}{}", if model.still { "still " } else { "" }, model.today.short());
    let mut left = vec![(" upswing", look.ink(Role::Strong)), (date.as_str(), look.ink(Role::Plain))];
    let borrowed = model.borrowed.as_ref().map(|whose| match frame.tabs() {
        true => format!("   {}", one_line(whose)),
        false => format!("   {}, nothing is written", one_line(whose)),
    });
    left.extend(borrowed.as_deref().map(|told| (told, look.ink(Role::Caution))));
    if model.tried.is_some() {
        left.push(("   plan only tried", look.ink(Role::Caution)));
    }
    if !model.unsaved.is_empty() && model.borrowed.is_none() {
        left.push(("   saving", muted));
    }
    let label = |pane| format!("{} {}", key_now(model, Action::Focus(pane)), tab(pane));
    let tabs = Pane::ALL.map(|pane| (format!(" {} ", label(pane).trim_start()), pane));
    let style = |pane: &Pane| if *pane == model.focus { look.ink(Role::Cursor) } else { muted };
    let right: Vec<(&str, Style)> =
        if frame.tabs() { tabs.iter().map(|(label, pane)| (label.as_str(), style(pane))).collect() } else { Vec::new() };
    let taken: usize = right.iter().map(|(label, _)| label.width()).sum();
    let mut room = usize::from(frame.header.width).saturating_sub(taken + 1);
    // Whose days these are, and whether they are written, says more than the program's name.
    if left.iter().map(|(told, _)| told.width()).sum::<usize>() > room {
        left.remove(0);
        left.first_mut().into_iter().for_each(|(date, _)| *date = date.get(2..).unwrap_or(date));
    }
    let left = left.into_iter().map(|(told, style)| {
        let told = text::cut(told, room, look.glyphs.ellipsis);
        room = room.saturating_sub(told.width());
        (told, style)
    });
    let left: Vec<(String, Style)> = left.collect();
    let left: Vec<(&str, Style)> = left.iter().map(|(told, style)| (told.as_str(), *style)).collect();
    text::ends_at(frame.header, &left, &right, buf);
}

/// The name of a pane where there is little room.
fn tab(pane: Pane) -> &'static str {
    match pane {
        Pane::Today | Pane::Week => pane.title(),
        Pane::Chart => "Chart",
    }
}

fn draw_pane(model: &Model, look: Look, pane: Pane, area: Rect, buf: &mut Buffer) {
    let focused = model.focus == pane && model.overlay.is_none();
    let (title, range) = title(model, look, pane);
    let inner = bordered(look, &title, focused, area, buf);
    let room = usize::from(area.width).saturating_sub(title.width() + 7);
    if !range.is_empty() && range.width() <= room {
        let width = u16::try_from(range.width() + 2).unwrap_or(0);
        let at = Rect { x: area.right() - 2 - width, width, height: 1, ..area };
        text::spans_at(at, &[(&format!(" {range} "), look.ink(Role::Muted))], buf);
    }
    match pane {
        Pane::Today => today::draw(model, look, inner, buf),
        Pane::Chart => chart::draw(model, look, inner, buf),
        Pane::Week => week::draw(model, look, inner, buf),
    }
    if focused {
        hints::foot(model, look, area, buf);
    }
}

/// The title of a pane, and what stands at the right end of it: of the week its number, days and ways to others.
fn title(model: &Model, look: Look, pane: Pane) -> (String, String) {
    if pane != Pane::Week {
        return (pane.title().to_owned(), String::new());
    }
    let week = model.tuning.week_starts;
    let (first, last) = (model.week_shown(), model.week_shown().plus(6));
    let lighter = if model.week.is_lighter(model.journal.history(), week) { " · lighter" } else { "" };
    let month = if first.month() == last.month() { String::new() } else { format!(" {}", first.month_name()) };
    let days = format!("{}{month}{}{} {}", first.day_of_month(), look.glyphs.to, last.day_of_month(), last.month_name());
    let [back, on] = [Direction::Back, Direction::On].map(|way| model.keymap.key_of(Action::Week(WeekAction::Week(way))));
    (
        format!("{} {}{lighter}", pane.title(), week.mark(first).week_number()),
        format!("{days} · {back} {} {on}", look.glyphs.missing),
    )
}

/// The keys that work anywhere, and at the right end the ways on and out, which are kept where there is no room for all.
fn footer(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let ways = if model.overlay.is_some() { Vec::new() } else { hints::ways(model) };
    let room = usize::from(area.width).saturating_sub(hints::width(&ways) + 5);
    let said = |(_, verb): &hints::Hint| !ways.iter().any(|(_, way)| way == verb);
    let shown = hints::fitting(hints::of_footer(model).into_iter().filter(said).collect(), room);
    let edge = (" ", Style::new());
    let left = [&[edge], hints::spans(look, &shown).as_slice()].concat();
    let right = [hints::spans(look, &ways).as_slice(), &[edge]].concat();
    text::ends_at(area, &left, &right, buf);
}

/// What was said last: in the last line, or above it in as many rows as it needs. It covers neither tabs nor ways out,
/// those of what stands over the dashboard included.
fn notice(model: &Model, look: Look, footer: Rect, buf: &mut Buffer) {
    let Some(message) = model.message() else { return };
    let role = if message.tone == Tone::Error { Role::Stop } else { Role::Good };
    let whole = usize::from(footer.width).saturating_sub(2);
    // What stands over the dashboard tells its ways out in its frame and leaves the last line free: there it is said, whole
    // again as soon as that is closed.
    let is_below = model.overlay.is_some();
    let beside = if is_below { whole } else { usize::from(footer.width).saturating_sub(hints::width(&hints::ways(model)) + 5) };
    let alone = is_below || message.text.width() <= beside;
    let lines =
        if alone { vec![text::cut(&message.text, beside, look.glyphs.ellipsis)] } else { text::wrap(&message.text, whole) };
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(footer.y);
    let width = if alone { u16::try_from(beside + 3).unwrap_or(footer.width).min(footer.width) } else { footer.width };
    let top = footer.y + u16::from(alone) - rows;
    let over = Rect { y: top, width, height: rows, ..footer };
    Clear.render(over, buf);
    buf.set_style(over, look.theme.base());
    let mut page = text::Page::new(over, buf);
    lines.iter().for_each(|line| page.spans(&[(" ", Style::new()), (line, look.ink(role))]));
}

/// What stands over the dashboard, once there is something to show of it.
fn drawn_overlay(model: &Model) -> Option<&Overlay> {
    let silent = |open: &&Overlay| matches!(open, Overlay::Proposal(proposing) if proposing.is_silent(model.now_ms));
    model.overlay.as_ref().filter(|open| !silent(open))
}

fn draw_overlay(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let Some(open) = drawn_overlay(model) else { return };
    let over = overlay_area(open, area);
    // What lies behind is still there, but not what the eye is for.
    for row in area.rows() {
        buf.set_style(row, Style::new().add_modifier(Modifier::DIM));
    }
    buf.set_style(over, Style::new().remove_modifier(Modifier::all()));
    Clear.render(over, buf);
    buf.set_style(over, look.theme.base());
    match open {
        Overlay::Form { purpose, form } => form::draw(model, look, purpose, form, over, buf),
        Overlay::Reaction(test) => reaction::draw(model, look, test, over, buf),
        Overlay::Proposal(proposing) => proposal::draw(model, look, proposing, over, buf),
        Overlay::Runner(runner) => runner::draw(model, look, runner, over, buf),
        Overlay::List(list) => list::draw(model, look, list, over, buf),
    }
    hints::foot(model, look, over, buf);
}

/// Where something stands over the dashboard. Where it would leave but a strip of the panes above and below it takes
/// all their height: a strip of frames looks like a second frame.
fn overlay_area(open: &Overlay, area: Rect) -> Rect {
    let wanted = wanted_area(open, area);
    let panes = Rect { y: area.y + 1.min(area.height), height: area.height.saturating_sub(2), ..area };
    let strips = panes.height.saturating_sub(wanted.height);
    if (0..=STRIPS).contains(&strips) && wanted.height <= panes.height {
        Rect { y: panes.y, height: panes.height, ..wanted }
    } else {
        wanted
    }
}

/// Columns of the list of curves.
const CURVES: u16 = 42;
/// Rows above and below an overlay that would show too little of the panes.
const STRIPS: u16 = 4;

fn wanted_area(open: &Overlay, area: Rect) -> Rect {
    // The last line stays free for what is said meanwhile.
    let area = Rect { height: area.height.saturating_sub(1), ..area };
    match open {
        Overlay::Form { purpose, form } => super::frame::overlay(area, form::WIDTH, form::rows(purpose, form, area.width)),
        Overlay::Reaction(_) => super::frame::overlay(area, reaction::SIZE.0, reaction::SIZE.1),
        Overlay::Proposal(proposing) => super::frame::overlay(area, proposal::WIDTH, proposal::rows(proposing)),
        Overlay::Runner(_) => super::frame::overlay(area, runner::SIZE.0, runner::SIZE.1),
        // Below it there is nothing.
        Overlay::List(list) if list.content == Content::People => area,
        // The curves that are chosen are seen beside their list.
        Overlay::List(list) if list.content == Content::Series => {
            let place = super::frame::overlay(area, CURVES, area.height.saturating_sub(1).max(14));
            Rect { x: area.x, ..place }
        }
        Overlay::List(_) => super::frame::overlay(area, 92, area.height.saturating_sub(1).max(14)),
    }
}

/// What is under a place of the screen; nothing where there is room for one line only.
pub fn hit(model: &Model, look: Look, area: Rect, x: u16, y: u16) -> Option<Target> {
    let at = Position { x, y };
    let frame = Frame::of(model, area);
    if frame.room == Room::Tiny {
        return None;
    }
    if model.overlay.is_some() {
        // A click beside what is not drawn yet was not meant to close it.
        let open = drawn_overlay(model)?;
        let over = overlay_area(open, area);
        if !over.contains(at) {
            return Some(Target::Outside);
        }
        let line = match open {
            Overlay::Form { purpose, form } => form::hit(purpose, form, over, at),
            Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_) => None,
            Overlay::List(list) => list::hit(model, list, over, at),
        };
        return Some(line.map_or(Target::Over, Target::Line));
    }
    let Some((pane, rect)) = frame.panes.iter().find(|(_, rect)| rect.contains(at)) else {
        return Some(Target::Outside);
    };
    let inner = inside(*rect);
    let found = match pane {
        Pane::Chart => chart::hit(model, look, inner, at),
        Pane::Week => week::hit(model, inner, at),
        Pane::Today => None,
    };
    Some(found.unwrap_or(Target::Pane(*pane)))
}

/// How far the open text can be scrolled: its last line that can stand first.
pub fn reach(model: &Model, area: Rect) -> Option<usize> {
    match &model.overlay {
        Some(open @ Overlay::List(list)) if !list.content.chooses() => {
            Some(list::last_first(model, list, overlay_area(open, area)))
        }
        _ => None,
    }
}
