//! A list over the dashboard: help, commands, days, messages, why, curves.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{Line, List, Model, Target, Weight, words};

use super::look::{Look, bordered};
use super::text::{Page, ends_at, typed, wrap};
use super::theme::Role;
use super::widgets::SignedBar;

/// Before what is looked for.
const LOOK_FOR: &str = "type to look for: ";

/// Draws a list.
pub fn draw(model: &Model, look: Look, list: &List, area: Rect, buf: &mut Buffer) {
    let inner = bordered(look, list.content.title(), true, area, buf);
    let body = Rect { y: inner.y + search_rows(list), height: inner.height.saturating_sub(search_rows(list)), ..inner };
    if list.content.searchable() {
        let found = words::counted(list.len(), "line");
        let row = Rect { height: 1, ..inner };
        let room = usize::from(row.width).saturating_sub(LOOK_FOR.len() + found.width() + 1);
        let query = typed(&list.query, list.caret, room, look.ink(Role::Strong), look.ink(Role::Cursor));
        let mut left = vec![(LOOK_FOR, look.ink(Role::Muted))];
        left.extend(query.iter().map(|(text, style)| (text.as_str(), *style)));
        ends_at(row, &left, &[(&found, look.ink(Role::Muted))], buf);
    }
    let history = model.journal.history();
    let lead = list.lead_width(history).min(16);
    let mut page = Page::new(body, buf);
    let mut index = first_shown(list, body.height);
    while page.left() > 0 {
        let Some(line) = list.line(index, history) else { break };
        draw_line(look, &line, lead, list.content.chooses() && index == list.cursor, &mut page);
        index += 1;
    }
}

fn search_rows(list: &List) -> u16 {
    if list.content.searchable() { 2 } else { 0 }
}

/// A list that chooses keeps its cursor in the middle; a text begins at it.
fn first_shown(list: &List, height: u16) -> usize {
    let height = usize::from(height);
    let last = list.len().saturating_sub(height);
    if list.content.chooses() { list.cursor.saturating_sub(height / 2).min(last) } else { list.cursor.min(last) }
}

fn draw_line(look: Look, line: &Line, lead: usize, chosen: bool, page: &mut Page<'_>) {
    let role = match line.weight {
        Weight::Heading | Weight::Strong => Role::Strong,
        Weight::Plain => Role::Plain,
        Weight::Muted => Role::Muted,
    };
    let style = if chosen { look.ink(Role::Cursor) } else { look.ink(role) };
    let key = if line.weight == Weight::Heading || lead == 0 { String::new() } else { format!("{:>lead$}  ", line.lead) };
    if let Some(milli) = line.bar {
        return bar_line(look, &key, line, milli, page);
    }
    let mark = if chosen { look.glyphs.cursor } else { " " };
    let note = if line.note.is_empty() { 0 } else { line.note.width() + 2 };
    let room = usize::from(page.width()).saturating_sub(key.width() + 1 + note);
    for (index, part) in wrap_keeping(&line.text, room).iter().enumerate() {
        let blank = " ".repeat(key.width());
        let (lead, note) = if index == 0 { (&key, line.note.as_str()) } else { (&blank, "") };
        page.ends(&[(mark, style), (lead, style), (part, style)], &[(note, look.ink(Role::Muted))]);
    }
}

/// Wraps what is too long; columns made with blanks stay, and what is wrapped goes on under the last one.
fn wrap_keeping(text: &str, width: usize) -> Vec<String> {
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let last_column = text.rfind("  ").and_then(|at| text.split_at_checked(at + 2));
    let (columns, rest) = last_column.filter(|(columns, _)| columns.width() < width / 2).unwrap_or(("", text));
    let blank = " ".repeat(columns.width());
    let lines = wrap(rest, width - columns.width());
    let begun = |(index, line): (usize, String)| if index == 0 { columns.to_owned() + &line } else { blank.clone() + &line };
    lines.into_iter().enumerate().map(begun).collect()
}

/// A reason's number, its bar and its words in columns.
fn bar_line(look: Look, key: &str, line: &Line, milli: i64, page: &mut Page<'_>) {
    const BAR: u16 = 14;
    let Some(row) = page.next_row() else { return };
    let lead = u16::try_from(key.width()).unwrap_or(0) + 1;
    super::text::spans_at(row, &[(" ", look.ink(Role::Plain)), (key, look.ink(Role::Plain))], page.buffer());
    let area = Rect { x: row.x + lead.min(row.width), width: BAR.min(row.width.saturating_sub(lead)), ..row };
    let bar = SignedBar {
        value: milli as f64 / 1000.0,
        scale: 14.0,
        decimals: 0,
        number_width: 0,
        theme: look.theme,
        glyphs: look.glyphs,
    };
    bar.draw_bar(area, page.buffer());
    let text = Rect { x: (area.right() + 2).min(row.right()), width: row.right().saturating_sub(area.right() + 2), ..row };
    ends_at(text, &[(&line.text, look.ink(Role::Plain))], &[(&line.note, look.ink(Role::Muted))], page.buffer());
}

/// The line under the mouse.
pub fn hit(list: &List, area: Rect, y: u16) -> Option<Target> {
    let top = area.y + 1 + search_rows(list);
    let height = area.height.saturating_sub(2 + search_rows(list));
    let line = y.checked_sub(top).filter(|line| *line < height)?;
    Some(Target::Line(first_shown(list, height) + usize::from(line)))
}
