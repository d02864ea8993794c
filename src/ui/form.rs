//! Questions over the dashboard: the row that waits is the only bright one, its words stand on it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{Action, Form, Model, Purpose, Row, RowKind, Scope, Target, ratings, today, words};
use crate::domain::Field;

use super::look::{Look, bordered};
use super::text::{Page, cut, ends_at, typed, wrap};
use super::theme::Role;

/// Columns of the labels.
const LABELS: usize = 17;

/// Columns of a short answer, and between an answer and what stands beside it.
const ANSWER: usize = 7;
const GAP: usize = 3;

/// Columns of a form with its border, if the window has them.
pub const WIDTH: u16 = 84;

/// Rows a form needs with its border: air, questions, save line, result, hints.
pub fn rows(purpose: &Purpose, form: &Form) -> u16 {
    u16::try_from(listed(form)).unwrap_or(u16::MAX).saturating_add(4 + footer_rows(purpose))
}

/// Rows below the questions: the running result where there is one, and two for hints or errors.
fn footer_rows(purpose: &Purpose) -> u16 {
    if has_result(purpose) { 4 } else { 2 }
}

/// Do the answers move the advice while they are given?
fn has_result(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::CheckIn(_) | Purpose::Before(_))
}

/// How many questions are listed: the extra ones only once somebody goes there, or answered them.
fn listed(form: &Form) -> usize {
    let answered = form.rows.iter().skip(form.asked).rposition(|row| !row.answer.is_empty());
    let reached = (form.asked..form.rows.len()).contains(&form.cursor);
    if reached { form.rows.len() } else { answered.map_or(form.asked, |last| form.asked + last + 1) }
}

/// Draws a form.
pub fn draw(model: &Model, look: Look, purpose: &Purpose, form: &Form, area: Rect, buf: &mut Buffer) {
    let inner = bordered(look, &purpose.title(), true, area, buf);
    let answered = form.rows.iter().take(form.asked).filter(|row| !row.answer.is_empty()).count();
    let at = format!(" {answered} of {} ", form.asked);
    ends_at(Rect { height: 1, width: area.width.saturating_sub(2), ..area }, &[], &[(&at, look.ink(Role::Muted))], buf);
    let body = body(purpose, inner);
    questions(model, look, form, body, buf);
    let bottom = Rect { y: body.bottom(), height: inner.bottom().saturating_sub(body.bottom()), ..inner };
    let mut page = Page::new(bottom, buf);
    if has_result(purpose) {
        page.gap();
        if ratings::is_silent(form) {
            page.line("  the score comes after your own rating", look.ink(Role::Muted));
        } else {
            result(model, look, purpose, &mut page);
        }
    }
    last_lines(model, look, purpose, form, &mut page);
}

/// The part of a form that holds its questions: a row of air above, the footer below.
fn body(purpose: &Purpose, inner: Rect) -> Rect {
    let air = u16::from(inner.height > 14);
    Rect { y: inner.y + air, height: inner.height.saturating_sub(footer_rows(purpose) + air), ..inner }
}

/// The first row shown when not all fit: the waiting one stays in sight.
fn first_shown(form: &Form, height: usize) -> usize {
    let lines = listed(form) + 1;
    let at = if form.cursor >= form.rows.len() { lines } else { form.cursor };
    if lines <= height { 0 } else { at.saturating_sub(height / 2).min(lines - height) }
}

fn questions(model: &Model, look: Look, form: &Form, area: Rect, buf: &mut Buffer) {
    let height = usize::from(area.height);
    let listed = listed(form);
    let mut page = Page::new(area, buf);
    for (index, row) in form.rows.iter().enumerate().take(listed).skip(first_shown(form, height)) {
        question(look, row, index == form.cursor, &mut page);
    }
    let ready = form.cursor >= form.rows.len();
    let mark = if ready { look.glyphs.cursor } else { " " };
    let style = look.ink(if ready { Role::Strong } else { Role::Muted });
    let key = |action| model.keymap.key_in(Scope::Form, action);
    let hint = match () {
        () if ready => format!("   {} saves, {} goes back", key(Action::FormNext), key(Action::FormBack)),
        () if listed < form.rows.len() => format!("   {} for more questions", key(Action::FormForward)),
        () => String::new(),
    };
    page.spans(&[(mark, style), (" save", style), (&hint, look.ink(Role::Muted))]);
}

fn question(look: Look, row: &Row, waits: bool, page: &mut Page<'_>) {
    let style = look.ink(if waits { Role::Strong } else { Role::Plain });
    let muted = look.ink(Role::Muted);
    let label = format!(" {:<LABELS$} ", row.label);
    let mark = if waits { look.glyphs.cursor } else { " " };
    let room = room(page.width());
    let answered = !row.answer.is_empty();
    let answer = if waits && row.is_text() {
        typed(&row.answer, row.caret, room, style, look.ink(Role::Cursor))
    } else {
        vec![(shown_answer(look, row, waits, room), if answered { style } else { muted })]
    };
    let width: usize = answer.iter().map(|(text, _)| text.width()).sum();
    let offers = waits && !row.is_text();
    let gap = if offers { "  ".to_owned() } else { " ".repeat(ANSWER.saturating_sub(width) + GAP) };
    let beside = room.saturating_sub(width + gap.len());
    let words = if waits { beside_or_below(choices(row), beside) } else { cut(&chosen_word(row), beside, look.glyphs.ellipsis) };
    let words_style = if waits { look.ink(Role::Plain) } else { muted };
    let mut spans = vec![(mark, style), (label.as_str(), style)];
    spans.extend(answer.iter().map(|(text, style)| (text.as_str(), *style)));
    spans.extend([(gap.as_str(), style), (words.as_str(), words_style)]);
    page.spans(&spans);
}

fn shown_answer(look: Look, row: &Row, waits: bool, room: usize) -> String {
    let answer = &row.answer;
    match &row.kind {
        _ if answer.is_empty() => if waits { "_" } else { look.glyphs.missing }.to_owned(),
        RowKind::Scale(_) if waits => answer.clone(),
        RowKind::Scale(_) => {
            let filled = answer.parse::<usize>().unwrap_or(0).min(5);
            let [full, hollow] = look.glyphs.dots;
            format!("{answer} {}{}", full.repeat(filled), hollow.repeat(5 - filled))
        }
        RowKind::Flag => if row.flag() == Some(true) { "yes" } else { "no" }.to_owned(),
        RowKind::Choice(_) => answer.clone(),
        RowKind::Typed(_) | RowKind::Text | RowKind::Words(_) => cut(answer, room, look.glyphs.ellipsis),
    }
}

/// Columns for an answer and what stands beside it.
fn room(width: u16) -> usize {
    usize::from(width).saturating_sub(LABELS + 3)
}

/// The words if they fit beside the answer; they stand below the questions otherwise.
fn beside_or_below(words: String, room: usize) -> String {
    if words.width() <= room { words } else { String::new() }
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
        // How it is read stands before the hint while it is typed.
        RowKind::Typed(ask) => ask.reading(&row.answer).map_or_else(|| row.hint.clone(), |read| format!("{read}   {}", row.hint)),
        RowKind::Text | RowKind::Words(_) => row.hint.clone(),
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
        RowKind::Typed(_) | RowKind::Text | RowKind::Words(_) => row.hint.clone(),
    }
}

/// The running result, one line that the eye can ignore.
fn result(model: &Model, look: Look, purpose: &Purpose, page: &mut Page<'_>) {
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
    let beside = match purpose {
        Purpose::Before(_) => format!("   {}", today::what_to_do(model, advice)),
        _ => format!("   confidence {}", advice.confidence),
    };
    page.spans(&[
        ("  so far   ", muted),
        (glyph, look.ink(role)),
        (" ", muted),
        (&text, look.ink(Role::Plain)),
        (&beside, muted),
    ]);
}

/// The error, or the words of the row that waits where they did not fit, or the keys.
fn last_lines(model: &Model, look: Look, purpose: &Purpose, form: &Form, page: &mut Page<'_>) {
    let width = usize::from(page.width());
    if let Some(error) = &form.error {
        for line in wrap(&format!("{} {error}", look.glyphs.signs[1]), width).iter().take(2) {
            page.line(line, look.ink(Role::Caution));
        }
        return;
    }
    let words = form.row().map(choices).unwrap_or_default();
    let beside = width.saturating_sub(LABELS + 3 + 3);
    page.line(if words.width() > beside { &words } else { "" }, look.ink(Role::Plain));
    page.line(&fitting(&hints(model, purpose, form), width), look.ink(Role::Muted));
}

/// What the frame does not say: how questions are answered, and the flags of a check-in.
fn hints(model: &Model, purpose: &Purpose, form: &Form) -> Vec<String> {
    let key = |action| model.keymap.key_in(Scope::Form, action);
    let hint = |field, verb: &str| format!("{} {verb}", key(Action::Flag(field)));
    match purpose {
        Purpose::CheckIn(_) if !form.takes_text() => {
            vec!["1–5 answer".to_owned(), hint(Field::Ill, "ill"), hint(Field::Pain, "pain"), hint(Field::Travel, "travel")]
        }
        _ => vec![format!("{} save", key(Action::FormSave))],
    }
}

/// As many hints as fit as a whole, the first first.
fn fitting(hints: &[String], width: usize) -> String {
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
    let inner = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let body = body(purpose, inner);
    let line = usize::from(y.checked_sub(body.y).filter(|line| *line < body.height)?);
    Some(Target::Line(first_shown(form, usize::from(body.height)) + line))
}
