//! Questions over the dashboard: the one that waits stands as a sentence above the fields and is the only bright row.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use crate::app::{Action, Form, FormAction, Model, Move, Purpose, Row, RowKind, Scope, ratings, today, words};
use crate::domain::Field;

use super::look::{Look, bordered, inside};
use super::text::{Page, cut, ends_at, typed, wrap};
use super::theme::Role;

/// Columns of a short answer, and between an answer and what stands beside it.
const ANSWER: usize = 7;
const GAP: usize = 3;
/// Columns of the mark and the blanks around a label.
const AROUND: usize = 3;
/// Below so many columns nothing stands beside an answer: a few letters of a hint say nothing.
const HINT_FROM: usize = 6;

/// Columns of a form with its border, if the window has them.
pub const WIDTH: u16 = 84;

/// Rows a form needs in such a window, with its border: the question, air, questions, save line, result, hints.
pub fn rows(purpose: &Purpose, form: &Form, window: u16) -> u16 {
    let width = usize::from(inside(Rect { width: WIDTH.min(window), ..Rect::default() }).width);
    let listed = form.rows.iter().take(listed(form));
    let below = listed.map(|row| below(form, row, width).len()).max().unwrap_or(0);
    u16::try_from(self::listed(form) + below).unwrap_or(u16::MAX).saturating_add(5 + footer_rows(purpose))
}

/// Rows below the questions: the running result where there is one, and two for hints or errors.
fn footer_rows(purpose: &Purpose) -> u16 {
    match purpose {
        Purpose::Before(_) => 5,
        _ if has_result(purpose) => 4,
        _ => 2,
    }
}

/// Do the answers move the advice while they are given?
fn has_result(purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::CheckIn(_) | Purpose::Before(_))
}

/// How many questions are listed: the extra ones only once somebody goes there, or answered them.
fn listed(form: &Form) -> usize {
    let answered = form.rows.iter().skip(form.asked).rposition(Row::is_said);
    let reached = (form.asked..form.rows.len()).contains(&form.cursor);
    if reached { form.rows.len() } else { answered.map_or(form.asked, |last| form.asked + last + 1) }
}

/// Draws a form.
pub fn draw(model: &Model, look: Look, purpose: &Purpose, form: &Form, area: Rect, buf: &mut Buffer) {
    bordered(look, &purpose.title(), true, area, buf);
    let layout = FormLayout::of(purpose, form, area);
    let answered = form.rows.iter().take(form.asked).filter(|row| !row.answer.is_empty()).count();
    let at = format!(" {answered} of {} ", form.asked);
    ends_at(Rect { height: 1, width: area.width.saturating_sub(2), ..area }, &[], &[(&at, look.ink(Role::Muted))], buf);
    let width = usize::from(layout.question.width);
    let asked = form.row().map(|row| cut(row.question, width, look.glyphs.ellipsis)).unwrap_or_default();
    Page::new(layout.question, buf).line(&asked, look.ink(Role::Strong));
    let indent = " ".repeat(labels(form) + AROUND);
    for placed in &layout.lines {
        let mut page = Page::new(placed.area, buf);
        match (form.rows.get(placed.index), &placed.options) {
            (_, Some(options)) => page.spans(&[(&indent, Style::new()), (options, look.ink(Role::Plain))]),
            (Some(row), None) => question(look, form, row, placed.index == form.cursor, &mut page),
            (None, None) => save_line(model, look, (purpose, form), &mut page),
        }
    }
    let mut page = Page::new(layout.foot, buf);
    if has_result(purpose) {
        page.gap();
        if ratings::is_silent(form) {
            page.line("  the score comes after your own rating", look.ink(Role::Muted));
        } else {
            result(model, look, purpose, &mut page);
        }
    }
    last_lines(model, look, purpose, form, page.left().min(2), &mut page);
}

/// Where everything of a form stands: asked by what draws and by what is under the mouse.
struct FormLayout {
    /// The sentence above the lines.
    question: Rect,
    /// The lines that are seen.
    lines: Vec<AskedLine>,
    /// The running result, and hints or errors.
    foot: Rect,
}

/// A question, or options of the question above it; the last one does what the form is for.
struct AskedLine {
    index: usize,
    options: Option<String>,
    area: Rect,
}

impl FormLayout {
    /// A row of air stands below the sentence where there is room for it.
    fn of(purpose: &Purpose, form: &Form, area: Rect) -> FormLayout {
        let inner = inside(area);
        let above = 1 + u16::from(inner.height > 14);
        let body = Rect { y: inner.y + above, height: inner.height.saturating_sub(footer_rows(purpose) + above), ..inner };
        let lines = lines(form, usize::from(body.width));
        let first = first_shown(form, &lines, usize::from(body.height));
        let seen = lines.into_iter().skip(first).zip(body.rows());
        FormLayout {
            question: Rect { height: inner.height.min(1), ..inner },
            lines: seen.map(|((index, options), area)| AskedLine { index, options, area }).collect(),
            foot: Rect { y: body.bottom(), height: inner.bottom().saturating_sub(body.bottom()), ..inner },
        }
    }
}

/// All lines, seen or not: the index of the question each belongs to, and the options it lists.
fn lines(form: &Form, width: usize) -> Vec<(usize, Option<String>)> {
    let mut lines = Vec::new();
    for (index, row) in form.rows.iter().enumerate().take(listed(form)) {
        lines.push((index, None));
        if index == form.cursor {
            lines.extend(below(form, row, width).into_iter().map(|options| (index, Some(options))));
        }
    }
    lines.push((form.rows.len(), None));
    lines
}

/// The first line shown when not all fit: the waiting question stays in sight.
fn first_shown(form: &Form, lines: &[(usize, Option<String>)], height: usize) -> usize {
    let at = lines.iter().rposition(|(index, _)| *index == form.cursor).unwrap_or(lines.len());
    if lines.len() <= height { 0 } else { at.saturating_sub(height / 2).min(lines.len() - height) }
}

fn save_line(model: &Model, look: Look, (purpose, form): (&Purpose, &Form), page: &mut Page<'_>) {
    let (verb, does) = purpose.verbs();
    let ready = form.cursor >= form.rows.len();
    let mark = if ready { look.glyphs.cursor } else { " " };
    let style = look.ink(if ready { Role::Strong } else { Role::Muted });
    let key = |action| model.keymap.key_in(Scope::Form, action);
    let more = format!("{} for more questions", key(Action::Form(FormAction::Go(Move::Forward))));
    let hint = match (ready, listed(form) < form.rows.len()) {
        (true, true) => format!("   {} {does}, {more}", key(Action::Form(FormAction::Go(Move::Next)))),
        (true, false) => format!(
            "   {} {does}, {} goes back",
            key(Action::Form(FormAction::Go(Move::Next))),
            key(Action::Form(FormAction::Go(Move::Back)))
        ),
        (false, true) => format!("   {more}"),
        (false, false) => String::new(),
    };
    page.spans(&[(mark, style), (" ", style), (verb, style), (&hint, look.ink(Role::Muted))]);
}

fn question(look: Look, form: &Form, row: &Row, waits: bool, page: &mut Page<'_>) {
    let style = look.ink(if waits { Role::Strong } else { Role::Plain });
    let muted = look.ink(Role::Muted);
    let label = format!(" {:<w$} ", row.label, w = labels(form));
    let mark = if waits { look.glyphs.cursor } else { " " };
    let room = room(form, usize::from(page.width()));
    let answered = !row.answer.is_empty();
    let answer = if waits && row.is_text() {
        typed(&row.answer, row.caret, room, style, look.ink(Role::Cursor))
    } else {
        vec![(shown_answer(look, row, waits, room), if answered { style } else { muted })]
    };
    let width: usize = answer.iter().map(|(text, _)| text.width()).sum();
    let options = options(row).filter(|_| waits);
    let gap = if options.is_some() { OFFERED.len() - 1 } else { ANSWER.saturating_sub(width) + GAP };
    let beside = room.saturating_sub(width + gap);
    let words = match options {
        Some(options) => Some(options.join("  ")).filter(|all| all.width() <= beside).unwrap_or_default(),
        None if beside < HINT_FROM => String::new(),
        None => cut(&beside_answer(row, waits), beside, look.glyphs.ellipsis),
    };
    let words_style = if waits { look.ink(Role::Plain) } else { muted };
    let gap = " ".repeat(gap);
    let mut spans = vec![(mark, style), (label.as_str(), style)];
    spans.extend(answer.iter().map(|(text, style)| (text.as_str(), *style)));
    spans.extend([(gap.as_str(), style), (words.as_str(), words_style)]);
    page.spans(&spans);
}

/// What stands where an answer is chosen and none was yet, with the blanks before its options.
const OFFERED: &str = "_  ";

fn shown_answer(look: Look, row: &Row, waits: bool, room: usize) -> String {
    let answer = &row.answer;
    match &row.kind {
        _ if answer.is_empty() => if waits { "_" } else { look.glyphs.missing }.to_owned(),
        RowKind::Scale(_) | RowKind::Choice(_) | RowKind::Flag if waits => answer.clone(),
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

/// Columns of the labels: of the longest.
fn labels(form: &Form) -> usize {
    form.rows.iter().map(|row| row.label.width()).max().unwrap_or(0)
}

/// Columns for an answer and what stands beside it.
fn room(form: &Form, width: usize) -> usize {
    width.saturating_sub(labels(form) + AROUND)
}

/// What can be chosen, each with its key; none where text is typed.
fn options(row: &Row) -> Option<Vec<String>> {
    let numbered = |words: &[&str]| words.iter().enumerate().map(|(index, word)| format!("{} {word}", index + 1)).collect();
    match &row.kind {
        RowKind::Scale(words) => Some(numbered(words)),
        RowKind::Choice(options) => Some(numbered(options)),
        RowKind::Flag => Some(vec!["y yes".to_owned(), "n no".to_owned()]),
        RowKind::Typed(_) | RowKind::Text | RowKind::Words(_) => None,
    }
}

/// The options in rows of their own where they have no room beside the answer; no option is broken.
fn below(form: &Form, row: &Row, width: usize) -> Vec<String> {
    let Some(options) = options(row) else { return Vec::new() };
    let room = room(form, width);
    if options.join("  ").width() + OFFERED.len() <= room {
        return Vec::new();
    }
    let mut rows: Vec<String> = Vec::new();
    for option in options {
        match rows.last_mut().filter(|last| last.width() + 2 + option.width() <= room) {
            Some(last) => *last += &format!("  {option}"),
            None => rows.push(option),
        }
    }
    rows
}

/// What stands beside an answer: the word of a digit, how a text is read, what it is compared with.
fn beside_answer(row: &Row, waits: bool) -> String {
    let chosen = row.chosen();
    let word = |words: &[&'static str]| chosen.and_then(|index| words.get(index)).copied().unwrap_or_default();
    match &row.kind {
        RowKind::Scale(words) => word(words).to_owned(),
        RowKind::Choice(options) => word(options).to_owned(),
        // How it is read stands before the hint while it is typed.
        RowKind::Typed(ask) if waits => {
            ask.reading(&row.answer).map_or_else(|| row.hint.clone(), |read| format!("{read}   {}", row.hint))
        }
        RowKind::Flag | RowKind::Typed(_) | RowKind::Text | RowKind::Words(_) => row.hint.clone(),
    }
}

/// The running result, which the eye can ignore.
fn result(model: &Model, look: Look, purpose: &Purpose, page: &mut Page<'_>) {
    const BEFORE: &str = "  so far   ";
    let Some(advice) = &model.facts.preview else { return page.gap() };
    let muted = look.ink(Role::Muted);
    let (glyph, role) = super::today::verdict_mark(look, advice.verdict);
    let text = match advice.score() {
        Some(score) => format!("{score} {}", words::verdict_word(advice.verdict)),
        None => {
            let more = advice.lacking(&model.tuning.readiness);
            format!("{} for a score", words::counted(more, "more answer"))
        }
    };
    let beside = match purpose {
        Purpose::Before(_) => today::what_to_do(model, advice),
        _ => format!("confidence {}", advice.confidence),
    };
    let used = BEFORE.len() + glyph.width() + 1 + text.width() + GAP;
    let beside = wrap(&beside, usize::from(page.width()).saturating_sub(used));
    let first = format!("   {}", beside.first().map(String::as_str).unwrap_or_default());
    let plain = look.ink(Role::Plain);
    page.spans(&[(BEFORE, muted), (glyph, look.ink(role)), (" ", muted), (&text, plain), (&first, muted)]);
    if matches!(purpose, Purpose::Before(_)) {
        let second = beside.get(1).map(|line| " ".repeat(used) + line).unwrap_or_default();
        page.line(&second, muted);
    }
}

/// The error, or how questions are answered, in the last rows.
fn last_lines(model: &Model, look: Look, purpose: &Purpose, form: &Form, rows: u16, page: &mut Page<'_>) {
    let width = usize::from(page.width());
    if let Some(error) = &form.error {
        for line in wrap(&format!("{} {error}", look.glyphs.signs[1]), width).iter().take(usize::from(rows)) {
            page.line(line, look.ink(Role::Caution));
        }
        return;
    }
    if rows > 1 {
        page.gap();
    }
    page.line(&fitting(&hints(model, purpose, form), width), look.ink(Role::Muted));
}

/// What the frame does not say: how questions are answered, and the flags of a check-in.
fn hints(model: &Model, purpose: &Purpose, form: &Form) -> Vec<String> {
    let key = |action| model.keymap.key_in(Scope::Form, action);
    let hint = |action, verb: &str| format!("{} {verb}", key(action));
    let mut hints = match form.row().map(|row| &row.kind) {
        Some(RowKind::Scale(words)) => vec![format!("1–{} answer", words.len())],
        Some(RowKind::Choice(options)) => vec![format!("1–{} choose", options.len())],
        Some(RowKind::Flag) => vec!["y or n".to_owned()],
        Some(RowKind::Typed(_) | RowKind::Text | RowKind::Words(_)) | None => Vec::new(),
    };
    if matches!(purpose, Purpose::CheckIn(_)) && !form.takes_text() {
        let flags = [(Field::Ill, "ill"), (Field::Pain, "pain"), (Field::Travel, "travel")];
        hints.extend(flags.map(|(field, verb)| hint(Action::Form(FormAction::Flag(field)), verb)));
    }
    hints.push(hint(Action::Form(FormAction::Save), purpose.verbs().0));
    hints
}

/// As many hints as fit as a whole, the first first.
fn fitting(hints: &[String], width: usize) -> String {
    let mut line = String::new();
    for hint in hints {
        let gap = if line.is_empty() { "" } else { "   " };
        if line.width() + gap.width() + hint.width() <= width {
            line = line + gap + hint;
        }
    }
    line
}

/// The row under the mouse.
pub fn hit(purpose: &Purpose, form: &Form, area: Rect, at: Position) -> Option<usize> {
    let layout = FormLayout::of(purpose, form, area);
    layout.lines.iter().find(|line| line.area.contains(at)).map(|line| line.index)
}
