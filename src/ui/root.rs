//! The whole screen: header, panes, footer, and what stands over them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::widgets::{Clear, Widget};
use unicode_width::UnicodeWidthStr;

use crate::app::{Action, Model, Overlay, Pane, Target, Tone, words};

use super::frame::{Frame, Room, SMALLEST};
use super::hints::hints;
use super::look::{Look, bordered};
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
    let date = format!("   {}", model.today.short());
    let mut left = vec![(" upswing", look.ink(Role::Strong)), (date.as_str(), look.ink(Role::Plain))];
    if model.demo {
        let told = if frame.tabs() { "   sample year" } else { "   sample year, nothing is written" };
        left.push((told, look.ink(Role::Caution)));
    }
    if model.unsaved > 0 && !model.demo {
        left.push(("   saving", muted));
    }
    let message = model.message();
    let said = message.map(|message| format!("   {}", message.text));
    if let (Some(message), Some(said)) = (message, &said) {
        let role = if message.tone == Tone::Error { Role::Stop } else { Role::Good };
        left.push((said, look.ink(role)));
    }
    let tabs = Pane::ALL.map(|pane| (format!(" {} {} ", model.keymap.key_of(Action::Focus(pane)), tab(pane)), pane));
    let help = format!("{} help  {} commands ", model.keymap.key_of(Action::Help), model.keymap.key_of(Action::Palette));
    let right: Vec<(&str, Style)> = if frame.tabs() && said.is_none() {
        let style = |pane: &Pane| if *pane == model.focus { look.ink(Role::Cursor) } else { muted };
        tabs.iter().map(|(label, pane)| (label.as_str(), style(pane))).collect()
    } else if said.is_none() {
        vec![(help.as_str(), muted)]
    } else {
        Vec::new()
    };
    text::ends_at(frame.header, &left, &right, buf);
}

/// The title of a pane.
pub fn title(pane: Pane) -> &'static str {
    match pane {
        Pane::Today => "Today",
        Pane::Chart => "Fitness and fatigue",
        Pane::Week => "Week",
    }
}

/// The name of a pane where there is little room.
fn tab(pane: Pane) -> &'static str {
    match pane {
        Pane::Today | Pane::Week => title(pane),
        Pane::Chart => "Chart",
    }
}

fn draw_pane(model: &Model, look: Look, pane: Pane, area: Rect, buf: &mut Buffer) {
    let focused = model.focus == pane && model.overlay.is_none();
    let lighter = pane == Pane::Week && model.week.is_lighter(model.journal.history());
    let title = if lighter { "Week · lighter" } else { title(pane) };
    let inner = bordered(look, title, focused, area, buf);
    match pane {
        Pane::Today => today::draw(model, look, inner, buf),
        Pane::Chart => chart::draw(model, look, inner, buf),
        Pane::Week => week::draw(model, look, inner, buf),
    }
}

fn footer(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let hints = hints(model);
    let mut spans = vec![(" ", look.ink(Role::Plain))];
    let mut room = usize::from(area.width).saturating_sub(1);
    for (key, verb) in &hints {
        // A hint that would be cut says less than none.
        let Some(left) = room.checked_sub(key.width() + 1 + verb.width()) else { continue };
        room = left.saturating_sub(3);
        spans.extend([
            (key.as_str(), look.ink(Role::Strong)),
            (" ", look.ink(Role::Plain)),
            (*verb, look.ink(Role::Muted)),
            ("   ", look.ink(Role::Plain)),
        ]);
    }
    text::spans_at(area, &spans, buf);
}

fn draw_overlay(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let silent = |open: &&Overlay| matches!(open, Overlay::Proposal(proposing) if proposing.is_silent(model.now_ms));
    let Some(open) = model.overlay.as_ref().filter(|open| !silent(open)) else { return };
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
        Overlay::Reaction(test) => reaction::draw(look, test, over, buf),
        Overlay::Proposal(proposing) => proposal::draw(model, look, proposing, over, buf),
        Overlay::Runner(runner) => runner::draw(model, look, runner, over, buf),
        Overlay::List(list) => list::draw(model, look, list, over, buf),
    }
}

fn overlay_area(open: &Overlay, area: Rect) -> Rect {
    match open {
        Overlay::Form { purpose, form } => super::frame::overlay(area, form::WIDTH, form::rows(purpose, form)),
        Overlay::Reaction(_) => super::frame::overlay(area, reaction::SIZE.0, reaction::SIZE.1),
        Overlay::Proposal(proposing) => super::frame::overlay(area, proposal::WIDTH, proposal::rows(proposing)),
        Overlay::Runner(_) => super::frame::overlay(area, runner::SIZE.0, runner::SIZE.1),
        Overlay::List(_) => super::frame::overlay(area, 92, area.height.saturating_sub(4).max(14)),
    }
}

/// What is under a place of the screen.
pub fn hit(model: &Model, look: Look, area: Rect, x: u16, y: u16) -> Option<Target> {
    let at = Position { x, y };
    if let Some(open) = &model.overlay {
        let over = overlay_area(open, area);
        return over.contains(at).then(|| match open {
            Overlay::Form { purpose, form } => form::hit(purpose, form, over, y),
            Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_) => None,
            Overlay::List(list) => list::hit(list, over, y),
        })?;
    }
    let frame = Frame::of(model, area);
    let (pane, rect) = frame.panes.iter().find(|(_, rect)| rect.contains(at))?;
    let inner = Rect { x: rect.x + 2, y: rect.y + 1, width: rect.width.saturating_sub(4), height: rect.height.saturating_sub(2) };
    let inside = match pane {
        Pane::Chart => chart::hit(model, look, inner, x, y),
        Pane::Week => week::hit(model, inner, x, y),
        Pane::Today => None,
    };
    Some(inside.unwrap_or(Target::Pane(*pane)))
}
