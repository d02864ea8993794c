//! A list over the dashboard: help, commands, days, messages, why, curves.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthStr;

use crate::app::{Content, DAY_HEADS, Line, List, Model, Weight, words};

use super::look::{Look, bordered, inside};
use super::text::{cut, ends_at, spans_at, typed, wrap};
use super::theme::Role;
use super::widgets::SignedBar;
use crate::engine::milli;

/// Points that fill one side of a bar when none of the list is larger: small bars stay small.
const BAR_SCALE: f64 = 14.0;
/// Before what is looked for.
const LOOK_FOR: &str = "type to look for: ";

/// Draws a list.
pub fn draw(model: &Model, look: Look, list: &List, area: Rect, buf: &mut Buffer) {
    bordered(look, list.content.title(), true, area, buf);
    let history = model.journal.history();
    let layout = ListLayout::of(model, list, area);
    if list.content.searchable() {
        let found = words::counted(list.len(), "line");
        let row = layout.search;
        let room = usize::from(row.width).saturating_sub(LOOK_FOR.len() + found.width() + 1);
        let query = typed(&list.query, list.caret, room, look.ink(Role::Strong), look.ink(Role::Cursor));
        let mut left = vec![(LOOK_FOR, look.ink(Role::Muted))];
        left.extend(query.iter().map(|(text, style)| (text.as_str(), *style)));
        ends_at(row, &left, &[(&found, look.ink(Role::Muted))], buf);
    }
    if list.content == Content::Days {
        let lead = " ".repeat(list.lead_width(history) + 3);
        spans_at(layout.heads, &[(&lead, look.ink(Role::Muted)), (DAY_HEADS, look.ink(Role::Muted))], buf);
    }
    let scale = milli::points(list.largest_bar(history)).max(BAR_SCALE);
    for line in &layout.lines {
        line.draw(look, scale, buf);
    }
}

/// Where everything of a list stands: asked by what draws and by what is under the mouse.
struct ListLayout<'a> {
    /// What is looked for, in a list that can be looked through.
    search: Rect,
    /// The row above the lines.
    heads: Rect,
    /// The lines that are seen.
    lines: Vec<SeenLine<'a>>,
    /// The last line that can stand first.
    last_first: usize,
}

/// A line in its place.
struct SeenLine<'a> {
    index: usize,
    line: Cow<'a, Line>,
    /// Where its rows begin.
    key: String,
    /// Its text, a row each.
    parts: Vec<String>,
    chosen: bool,
    area: Rect,
}

impl<'a> ListLayout<'a> {
    fn of(model: &'a Model, list: &'a List, area: Rect) -> ListLayout<'a> {
        let inner = inside(area);
        let row = |at: u16| Rect { y: inner.y + at, height: 1.min(inner.height.saturating_sub(at)), ..inner };
        let above = search_rows(list);
        let mut left = Rect { y: inner.y + above, height: inner.height.saturating_sub(above), ..inner };
        let seen = Seen::of(model, list, left);
        let mut lines = Vec::new();
        let mut index = seen.first;
        while left.height > 0 {
            let Some(line) = list.line(index, model.journal.history()) else { break };
            let (chosen, key) = (seen.is_chosen(index), seen.key(&line));
            let parts = seen.parts(&line, chosen);
            let height = u16::try_from(parts.len()).unwrap_or(u16::MAX).min(left.height);
            lines.push(SeenLine { index, line, key, parts, chosen, area: Rect { height, ..left } });
            left = Rect { y: left.y + height, height: left.height - height, ..left };
            index += 1;
        }
        ListLayout { search: row(0), heads: row(1), lines, last_first: seen.last_first }
    }
}

fn search_rows(list: &List) -> u16 {
    if list.content.searchable() { 2 } else { 0 }
}

/// Columns that wrapped text needs beside others.
const LEAST_TEXT: usize = 20;

/// Columns of a reason's bar, and between it and its words.
const BAR: u16 = 14;
const BAR_GAP: u16 = 2;

/// What of a list is seen: lines take as many rows as they need, so what fits is counted in rows.
struct Seen<'a> {
    model: &'a Model,
    list: &'a List,
    width: usize,
    /// Columns of the widest lead.
    lead: usize,
    /// The first line that is seen, and the last one that can be.
    first: usize,
    last_first: usize,
}

impl<'a> Seen<'a> {
    /// A list that chooses keeps its cursor in the middle; a text begins at it.
    fn of(model: &'a Model, list: &'a List, body: Rect) -> Seen<'a> {
        let lead = list.lead_width(model.journal.history()).min(16);
        let mut seen = Seen { model, list, width: usize::from(body.width), lead, first: 0, last_first: 0 };
        let height = usize::from(body.height);
        seen.last_first = seen.back_from(list.len(), height);
        let first = if list.content.chooses() { seen.back_from(list.cursor, height / 2) } else { list.cursor };
        seen.first = first.min(seen.last_first);
        seen
    }

    /// The first line from which on the lines before `end` fit into so many rows.
    fn back_from(&self, end: usize, rows: usize) -> usize {
        let (mut first, mut left) = (end, rows);
        while let Some(before) = first.checked_sub(1) {
            let Some(rest) = left.checked_sub(self.rows(before)) else { break };
            (first, left) = (before, rest);
        }
        first
    }

    fn is_chosen(&self, index: usize) -> bool {
        self.list.content.chooses() && index == self.list.cursor
    }

    /// How many rows a line takes.
    fn rows(&self, index: usize) -> usize {
        let line = self.list.line(index, self.model.journal.history());
        line.map_or(0, |line| self.parts(&line, self.is_chosen(index)).len())
    }

    /// Where a heading or a line begins, and the note at its end.
    fn key(&self, line: &Line) -> String {
        let no_lead = line.weight == Weight::Heading || self.lead == 0;
        if no_lead { String::new() } else { format!("{:>w$}  ", line.lead, w = self.lead) }
    }

    /// The rows of a line's text. Of a day that is not chosen there is one, and of a curve its name: they are looked over,
    /// not read.
    fn parts(&self, line: &Line, chosen: bool) -> Vec<String> {
        let note = if line.note.is_empty() { 0 } else { line.note.width() + 2 };
        let bar = if line.bar.is_some() { usize::from(BAR + BAR_GAP) } else { 0 };
        let room = self.width.saturating_sub(self.key(line).width() + 1 + bar + note);
        match self.list.content {
            Content::Days if !chosen => vec![line.text.clone()],
            Content::Series if !chosen => vec![line.text.split("  ").next().unwrap_or_default().to_owned()],
            // Lines that are chosen among stand below heads of their columns.
            _ => wrap_keeping(&line.text, room, if self.list.content.chooses() { 0 } else { LEAST_TEXT }),
        }
    }
}

impl SeenLine<'_> {
    fn draw(&self, look: Look, scale: f64, buf: &mut Buffer) {
        let line = &self.line;
        if let Some(milli) = line.bar {
            return self.draw_bar(look, (milli, scale), buf);
        }
        let role = match line.weight {
            Weight::Heading | Weight::Strong => Role::Strong,
            Weight::Plain => Role::Plain,
            Weight::Muted => Role::Muted,
        };
        let style = if self.chosen { look.ink(Role::Cursor) } else { look.ink(role) };
        let mark = if self.chosen { look.glyphs.cursor } else { " " };
        let blank = " ".repeat(self.key.width());
        for (index, (part, row)) in self.parts.iter().zip(self.area.rows()).enumerate() {
            let (lead, note) = if index == 0 { (&self.key, line.note.as_str()) } else { (&blank, "") };
            let part = cut(part, usize::from(row.width).saturating_sub(lead.width() + 1), look.glyphs.ellipsis);
            ends_at(row, &[(mark, style), (lead, style), (&part, style)], &[(note, look.ink(Role::Muted))], buf);
        }
    }

    /// A reason's number, its bar and its words in columns.
    fn draw_bar(&self, look: Look, (milli, scale): (i64, f64), buf: &mut Buffer) {
        let row = Rect { height: self.area.height.min(1), ..self.area };
        let lead = u16::try_from(self.key.width()).unwrap_or(0) + 1;
        spans_at(row, &[(" ", look.ink(Role::Plain)), (&self.key, look.ink(Role::Plain))], buf);
        let area = Rect { x: row.x + lead.min(row.width), width: BAR.min(row.width.saturating_sub(lead)), ..row };
        let bar = SignedBar {
            value: milli::points(milli),
            scale,
            decimals: 0,
            number_width: 0,
            theme: look.theme,
            glyphs: look.glyphs,
        };
        bar.draw_bar(area, buf);
        let begin = (area.right() + BAR_GAP).min(row.right());
        for (index, (part, row)) in self.parts.iter().zip(self.area.rows()).enumerate() {
            let text = Rect { x: begin, width: row.right().saturating_sub(begin), ..row };
            let note = if index == 0 { self.line.note.as_str() } else { "" };
            let part = cut(part, usize::from(text.width), look.glyphs.ellipsis);
            ends_at(text, &[(&part, look.ink(Role::Plain))], &[(note, look.ink(Role::Muted))], buf);
        }
    }
}

/// Wraps what is too long; columns made with blanks stay, and what is wrapped goes on under the last one.
fn wrap_keeping(text: &str, width: usize, least: usize) -> Vec<String> {
    if text.width() <= width {
        return vec![text.to_owned()];
    }
    let last_column = text.rfind("  ").and_then(|at| text.split_at_checked(at + 2));
    // Beside columns that leave little room, words would stand one below the other.
    let fits = |columns: &str| columns.width() < width * 2 / 3 && width - columns.width() >= least;
    let (columns, rest) = last_column.filter(|(columns, _)| fits(columns)).unwrap_or(("", text));
    let blank = " ".repeat(columns.width());
    let lines = wrap(rest, width - columns.width());
    let begun = |(index, line): (usize, String)| if index == 0 { columns.to_owned() + &line } else { blank.clone() + &line };
    lines.into_iter().enumerate().map(begun).collect()
}

/// The line under the mouse.
pub fn hit(model: &Model, list: &List, area: Rect, at: Position) -> Option<usize> {
    let layout = ListLayout::of(model, list, area);
    layout.lines.iter().find(|line| line.area.contains(at)).map(|line| line.index)
}

/// The last line of a list that can stand first: from it on all the others have room.
pub fn last_first(model: &Model, list: &List, area: Rect) -> usize {
    ListLayout::of(model, list, area).last_first
}
