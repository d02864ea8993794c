//! Questions over the dashboard: the row that waits is the only bright one, its words stand on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{Form, Model, Purpose, Row, RowKind, Target, words};

use super::root::{Look, bordered, form_title};
use super::text::{Page, cut, ends_at, wrap};
use super::theme::Role;

/// Columns of the labels.
const LABELS: usize = 17;

/// Columns of an answer that is chosen, not typed.
const CHOICE: usize = 7;

/// Rows a form needs with its border: air, questions, result, error, save line, hints.
pub fn rows(purpose: &Purpose, form: &Form) -> u16 {
    let result = u16::from(matches!(purpose, Purpose::CheckIn(_)));
    u16::try_from(form.rows.len()).unwrap_or(u16::MAX).saturating_add(6 + 2 * result)
}

/// Draws a form.
pub fn draw(model: &Model, look: Look, purpose: &Purpose, form: &Form, area: Rect, buf: &mut Buffer) {
    let inner = bordered(look, &form_title(purpose), true, area, buf);
    let at = format!(" {} of {} ", (form.cursor + 1).min(form.rows.len()), form.rows.len());
    ends_at(Rect { height: 1, width: area.width.saturating_sub(2), ..area }, &[], &[(&at, look.ink(Role::Muted))], buf);
    let footer = if matches!(purpose, Purpose::CheckIn(_)) { 4 } else { 2 };
    let body = Rect { height: inner.height.saturating_sub(footer), ..inner };
    questions(look, form, body, buf);
    let bottom = Rect { y: body.bottom(), height: inner.height - body.height, ..inner };
    let mut page = Page::new(bottom, buf);
    if matches!(purpose, Purpose::CheckIn(_)) {
        result(model, look, &mut page);
        page.gap();
    }
    last_lines(look, purpose, form, &mut page);
}

/// The first row shown when not all fit: the waiting one stays in sight.
fn first_shown(form: &Form, height: usize) -> usize {
    let lines = form.rows.len() + 1;
    if lines <= height { 0 } else { form.cursor.saturating_sub(height / 2).min(lines - height) }
}

fn questions(look: Look, form: &Form, area: Rect, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let first = first_shown(form, height);
    let mut page = Page::new(area, buf);
    for (index, row) in form.rows.iter().enumerate().skip(first).take(height) {
        question(look, row, index == form.cursor, &mut page);
    }
    if page.left() > 0 {
        let ready = form.cursor >= form.rows.len();
        let mark = if ready { look.glyphs.cursor } else { " " };
        let style = look.ink(if ready { Role::Strong } else { Role::Muted });
        page.spans(&[(mark, style), (" save", style), ("   Enter saves, ↑ goes back", look.ink(Role::Muted))]);
    }
}

fn question(look: Look, row: &Row, waits: bool, page: &mut Page<'_>) {
    let style = look.ink(if waits { Role::Strong } else { Role::Plain });
    let muted = look.ink(Role::Muted);
    let label = format!(" {:<LABELS$} ", row.label);
    let mark = if waits { look.glyphs.cursor } else { " " };
    let room = room(page.width());
    let answer = shown_answer(look, row, waits, room);
    let answered = !row.answer.is_empty();
    let words = if waits { choices(row) } else { chosen_word(row) };
    let words = cut(&words, room.saturating_sub(answer.width() + 1), look.glyphs.ellipsis);
    let answer_style = if answered { style } else { muted };
    let words_style = if waits { look.ink(Role::Plain) } else { muted };
    page.spans(&[(mark, style), (&label, style), (&answer, answer_style), (" ", style), (&words, words_style)]);
}

/// Columns for an answer and what stands beside it.
fn room(width: u16) -> usize {
    usize::from(width).saturating_sub(LABELS + 3)
}

fn shown_answer(look: Look, row: &Row, waits: bool, room: usize) -> String {
    let empty = if waits { "_" } else { look.glyphs.missing };
    match &row.kind {
        RowKind::Scale(_) | RowKind::Choice(_) if row.answer.is_empty() => format!("{empty:<CHOICE$}"),
        RowKind::Scale(_) => {
            let filled = row.answer.parse::<usize>().unwrap_or(0).min(5);
            let [full, hollow] = look.glyphs.dots;
            format!("{} {}{}", row.answer, full.repeat(filled), hollow.repeat(5 - filled))
        }
        RowKind::Flag => match row.flag() {
            Some(true) => "yes    ".to_owned(),
            Some(false) => "no     ".to_owned(),
            None => format!("{empty:<CHOICE$}"),
        },
        RowKind::Choice(_) => format!("{:<CHOICE$}", row.answer),
        RowKind::Typed(_) | RowKind::Text if waits => format!("{:<CHOICE$}", end_of(&format!("{}_", row.answer), room)),
        RowKind::Typed(_) | RowKind::Text if row.answer.is_empty() => format!("{empty:<CHOICE$}"),
        RowKind::Typed(_) | RowKind::Text => format!("{:<CHOICE$}", cut(&row.answer, room, look.glyphs.ellipsis)),
    }
}

/// The end of a text, where its cursor is.
fn end_of(text: &str, width: usize) -> &str {
    let starts = text.char_indices().map(|(at, _)| text.get(at..).unwrap_or_default());
    starts.into_iter().find(|rest| rest.width() <= width).unwrap_or_default()
}

/// What can be answered, on the row that waits.
fn choices(row: &Row) -> String {
    let numbered = |words: &[&str]| {
        words.iter().enumerate().map(|(index, word)| format!("{} {word}", index + 1)).collect::<Vec<_>>().join("  ")
    };
    match &row.kind {
        RowKind::Scale(words) => numbered(words),
        RowKind::Choice(options) => numbered(options),
        RowKind::Flag => "y yes  n no".to_owned(),
        RowKind::Typed(_) => row.hint.clone(),
        RowKind::Text => hint_of_text(row),
    }
}

/// The word of the answer, on the other rows.
fn chosen_word(row: &Row) -> String {
    let chosen = row.chosen();
    let word = |words: &[&'static str]| chosen.and_then(|index| words.get(index)).copied().unwrap_or_default();
    match &row.kind {
        RowKind::Scale(words) => word(words).to_owned(),
        RowKind::Choice(options) => word(options).to_owned(),
        RowKind::Flag => String::new(),
        RowKind::Typed(_) => row.hint.clone(),
        RowKind::Text => hint_of_text(row),
    }
}

/// What to write is said until something is written.
fn hint_of_text(row: &Row) -> String {
    if row.answer.is_empty() { row.hint.clone() } else { String::new() }
}

/// The running result, one line that the eye can ignore.
fn result(model: &Model, look: Look, page: &mut Page<'_>) {
    let Some(advice) = &model.facts.preview else { return page.gap() };
    let muted = look.ink(Role::Muted);
    let (glyph, role) = super::today::verdict_mark(look, advice.verdict);
    let text = match advice.score() {
        Some(score) => format!("{score} {}", words::verdict_word(advice.verdict)),
        None => format!(
            "{} more of energy, mood, motivation, stress, movement for a score",
            3usize.saturating_sub(5 - advice.missing.len())
        ),
    };
    let confidence = format!("   confidence {}", advice.confidence);
    page.spans(&[
        ("  so far   ", muted),
        (glyph, look.ink(role)),
        (" ", muted),
        (&text, look.ink(Role::Plain)),
        (&confidence, muted),
    ]);
}

fn last_lines(look: Look, purpose: &Purpose, form: &Form, page: &mut Page<'_>) {
    let width = usize::from(page.width());
    if let Some(error) = &form.error {
        for line in wrap(&format!("{} {error}", look.glyphs.signs[1]), width).iter().take(2) {
            page.line(line, look.ink(Role::Caution));
        }
        return;
    }
    // Options that do not fit beside their question stand here.
    let choices = form.row().map(choices).unwrap_or_default();
    if choices.width() + CHOICE + 1 > room(page.width()) {
        return page.wrapped(&choices, look.ink(Role::Plain), 2);
    }
    page.gap();
    page.line(&fitting(hints(purpose), width), look.ink(Role::Muted));
}

fn hints(purpose: &Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::CheckIn(_) => &["1–5 answer", "Enter skip", "↑ back", "Esc later", "i ill", "p pain", "t travel"],
        _ => &["Enter take or skip", "↑ back", "Esc close", "Ctrl+s save", "←→ choose"],
    }
}

/// As many hints as fit as a whole, the first first.
fn fitting(hints: &[&str], width: usize) -> String {
    let mut line = String::new();
    for hint in hints {
        let gap = if line.is_empty() { "" } else { "  " };
        if line.width() + gap.width() + hint.width() <= width {
            line = line + gap + hint;
        }
    }
    line
}

/// The row under the mouse.
pub fn hit(purpose: &Purpose, form: &Form, area: Rect, y: u16) -> Option<Target> {
    let footer = if matches!(purpose, Purpose::CheckIn(_)) { 4 } else { 2 };
    let height = area.height.saturating_sub(2 + footer);
    let line = usize::from(y.checked_sub(area.y + 1).filter(|line| *line < height)?);
    Some(Target::Line(first_shown(form, usize::from(height)) + line))
}
