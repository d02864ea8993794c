//! The keys that apply now: on the frame of what has the focus, and in the last line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::{Action, COMMANDS, Command, Model, Scope, why_not};

use super::look::Look;
use super::text::spans_at;
use super::theme::Role;

/// A key and its verb.
pub type Hint = (String, &'static str);

/// Hints of a scope at most.
const MOST: usize = 9;

/// The keys of a scope that apply now, the most likely first; what closes comes before all.
fn of(model: &Model, scope: Scope) -> Vec<Hint> {
    let can = |command: &&Command| command.scope == scope && why_not(model, command).is_none();
    let mut rows: Vec<&Command> = COMMANDS.iter().filter(can).collect();
    rows.sort_by_key(|command| command.action != Action::Close);
    let mut shown: Vec<Hint> = Vec::new();
    for command in rows {
        let key = model.keymap.shown(command);
        if shown.len() < MOST && !key.is_empty() && !shown.iter().any(|(_, verb)| *verb == command.hint) {
            shown.push((key, command.hint));
        }
    }
    shown
}

/// The keys on the frame of the focused pane or of what stands over the dashboard.
pub fn of_frame(model: &Model) -> Vec<Hint> {
    model.scopes().iter().find(|scope| **scope != Scope::Text).map(|scope| of(model, *scope)).unwrap_or_default()
}

/// The keys that work wherever one is; none while something stands over the dashboard.
pub fn of_footer(model: &Model) -> Vec<Hint> {
    if model.overlay.is_some() { Vec::new() } else { of(model, Scope::Everywhere) }
}

/// The ways on that stand at every size: help, commands, out.
pub fn ways(model: &Model) -> Vec<Hint> {
    let ways = [(Action::Help, "help"), (Action::Palette, "commands"), (Action::Quit, "quit")];
    ways.map(|(action, verb)| (model.keymap.key_of(action), verb)).into_iter().filter(|(key, _)| !key.is_empty()).collect()
}

/// As many hints as fit in a width as a whole, the first first.
pub fn fitting(hints: Vec<Hint>, width: usize) -> Vec<Hint> {
    let mut room = width;
    let fits = |(key, verb): &Hint| {
        let Some(left) = room.checked_sub(key.width() + 1 + verb.width()) else { return false };
        room = left.saturating_sub(BETWEEN.width());
        true
    };
    hints.into_iter().filter(fits).collect()
}

/// Between two hints.
const BETWEEN: &str = "   ";

/// The columns that hints take.
pub fn width(hints: &[Hint]) -> usize {
    let all: usize = hints.iter().map(|(key, verb)| key.width() + 1 + verb.width()).sum();
    all + BETWEEN.width() * hints.len().saturating_sub(1)
}

/// The hints as spans.
pub fn spans(look: Look, hints: &[Hint]) -> Vec<(&str, Style)> {
    let mut spans = Vec::new();
    for (place, (key, verb)) in hints.iter().enumerate() {
        if place > 0 {
            spans.push((BETWEEN, Style::new()));
        }
        spans.extend([(key.as_str(), look.ink(Role::Strong)), (" ", Style::new()), (*verb, look.ink(Role::Muted))]);
    }
    spans
}

/// Writes the keys of what has the focus on the lower border of its frame.
pub fn foot(model: &Model, look: Look, frame: Rect, buf: &mut Buffer) {
    let room = usize::from(frame.width).saturating_sub(6);
    let hints = fitting(of_frame(model), room);
    if hints.is_empty() || frame.height < 2 {
        return;
    }
    let mut line = vec![(" ", Style::new())];
    line.extend(spans(look, &hints));
    line.push((" ", Style::new()));
    let width = u16::try_from(width(&hints) + 2).unwrap_or(u16::MAX);
    let row = Rect { x: frame.x + 2, y: frame.bottom() - 1, width: width.min(frame.width.saturating_sub(3)), height: 1 };
    spans_at(row, &line, buf);
}
