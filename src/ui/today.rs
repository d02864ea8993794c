//! Today: the verdict and what to do, then why, then how.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::app::{Action, BASICS, Model, basic, words};
use crate::domain::Field;
use crate::engine::readiness::{Advice, Bar, Verdict};

use super::look::Look;
use super::text::{Page, cut, spans_at, wrap};
use super::theme::Role;
use super::widgets::{Dots, SignedBar};

/// Columns over which the eye still finds the number of a label.
const READABLE: u16 = 76;

/// Rows the bars take before the texts below them take any: the start, three bars, how many more.
const BARS_FIRST: usize = 5;

/// Draws the pane.
pub fn draw(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let area = Rect { width: area.width.min(READABLE), ..area };
    let advice = model.facts.advice();
    let mut page = Page::new(area, buf);
    if area.height > 16 {
        page.gap();
    }
    headline(look, advice, &mut page);
    page.wrapped(&what_to_do(model, advice), look.ink(Role::Strong), 3);
    if advice.score_milli.is_none() {
        invitation(model, look, &mut page);
    }
    page.gap();
    let below = below(model);
    let reserved: usize = below.iter().map(|text| wrap(text, usize::from(page.width())).len() + 1).sum();
    let free = usize::from(page.left()).saturating_sub(reserved + 1);
    bars(look, advice, free.max(BARS_FIRST), &mut page);
    for text in below {
        let most = page.left().saturating_sub(1);
        page.gap();
        page.wrapped(&text, look.ink(Role::Plain), most);
    }
    basics(model, look, &mut page);
    why_hint(model, look, area, buf);
}

/// The basics of four weeks, quietly, where there is room for all that were ever said.
fn basics(model: &Model, look: Look, page: &mut Page<'_>) {
    const LABEL: u16 = 15;
    let said = |field: &Field| Some((field.spec().label, basic(model.journal.history(), *field, model.today)));
    let rows: Vec<_> = BASICS.iter().filter_map(said).filter(|(_, days)| !days.is_empty()).collect();
    if rows.is_empty() || usize::from(page.left()) < rows.len() + 2 {
        return;
    }
    page.gap();
    for (label, days) in &rows {
        let Some(row) = page.next_row() else { return };
        spans_at(row, &[(label, look.ink(Role::Muted))], page.buffer());
        let room = row.width.saturating_sub(LABEL);
        let strip = Rect { x: row.x + LABEL.min(row.width), width: room.min(days.len() as u16), ..row };
        (&Dots { days, theme: look.theme, glyphs: look.glyphs }).render(strip, page.buffer());
    }
}

/// The glyph and ink of a verdict.
pub fn verdict_mark(look: Look, verdict: Verdict) -> (&'static str, Role) {
    let [build, train, ease, recover, rest] = look.glyphs.verdicts;
    match verdict {
        Verdict::Build => (build, Role::Build),
        Verdict::Train => (train, Role::Train),
        Verdict::Ease => (ease, Role::Ease),
        Verdict::Recover => (recover, Role::Recover),
        Verdict::Rest => (rest, Role::Rest),
        Verdict::None => (look.glyphs.missing, Role::Muted),
    }
}

fn headline(look: Look, advice: &Advice, page: &mut Page<'_>) {
    let (glyph, role) = verdict_mark(look, advice.verdict);
    let ink = look.ink(role).patch(Style::new().add_modifier(ratatui::style::Modifier::BOLD));
    let score = advice.score().map(|score| format!("{score}  ")).unwrap_or_default();
    let confidence = if advice.score_milli.is_some() { advice.confidence.id() } else { "" };
    let right = [(score.as_str(), look.ink(Role::Strong)), (confidence, look.ink(Role::Muted))];
    page.ends(&[(glyph, ink), (" ", ink), (words::verdict_title(advice.verdict), ink)], &right);
}

/// What an advice says to do, beside what was planned.
pub fn what_to_do(model: &Model, advice: &Advice) -> String {
    let planned = advice.action.id.as_ref().and_then(|id| model.journal.history().session(id));
    let minutes = planned.and_then(|session| session.minutes).map(|minutes| i64::from(minutes.get()));
    words::what_to_do(&advice.action, minutes)
}

/// No score is no number: what is missing, and the key that starts.
fn invitation(model: &Model, look: Look, page: &mut Page<'_>) {
    let key = model.keymap.key_of(Action::CheckIn);
    page.gap();
    let missing: Vec<&str> = model.facts.advice().missing.iter().map(|field| field.spec().label).collect();
    let text = if missing.len() == 5 {
        format!("{key} checks in: half a minute of questions, and this pane shows a score with every reason behind it.")
    } else {
        format!("Too little was said for a score. Missing: {}. {key} goes on.", missing.join(", "))
    };
    page.wrapped(&text, look.ink(Role::Plain), 5);
    if model.journal.is_empty() {
        page.gap();
        let you = model.keymap.key_of(Action::Profile);
        let text = format!(
            "{you} says who you are: a few questions, each can be skipped. Elsewhere, upswing import FILE brings your history, and upswing demo shows a sample year."
        );
        page.wrapped(&text, look.ink(Role::Muted), 6);
    }
}

/// The blocks, the reasons of the front and what would change the advice: what stands below the bars.
fn below(model: &Model) -> Vec<String> {
    let advice = model.facts.advice();
    let mut texts: Vec<String> = advice.action.blocks.map(words::blocks_line).into_iter().collect();
    texts.extend(model.facts.before.as_ref().map(|before| words::since_morning(&model.facts.morning, before)));
    // What classes 5 and 6 say, the bars say.
    let told = advice
        .reasons
        .iter()
        .filter(|reason| !matches!(reason.class, 2 | 5 | 6) || advice.score_milli.is_some() && reason.class == 2);
    texts.extend(told.take(3).map(|reason| reason.text.clone()));
    texts.extend(advice.change.up.as_ref().map(words::change_sentence));
    texts
}

/// The bars on one axis and one scale from day to day; the smallest give way when there is no room.
fn bars(look: Look, advice: &Advice, rows: usize, page: &mut Page<'_>) {
    if advice.score_milli.is_none() || rows < 2 {
        return;
    }
    row(look, "start", None, "70.0", page);
    let mut shown: Vec<&Bar> = advice.bars.iter().collect();
    let hidden = (shown.len() + 1).saturating_sub(rows);
    if hidden > 0 {
        let mut sizes: Vec<i64> = shown.iter().map(|bar| bar.milli.abs()).collect();
        sizes.sort_unstable();
        let least = sizes.get(hidden).copied().unwrap_or(i64::MAX);
        shown.retain(|bar| bar.milli.abs() >= least);
    }
    for bar in shown.iter().take(rows.saturating_sub(1 + usize::from(hidden > 0))) {
        row(look, &bar.label, Some(bar.milli), &words::signed_tenths(bar.shown), page);
    }
    if hidden > 0 {
        page.line(
            &format!("and {} more, smaller ones", advice.bars.len() - shown.len().min(rows.saturating_sub(2))),
            look.ink(Role::Muted),
        );
    }
}

/// One bar: label, bar, number.
fn row(look: Look, label: &str, milli: Option<i64>, number: &str, page: &mut Page<'_>) {
    const NUMBER: u16 = 6;
    let Some(row) = page.next_row() else { return };
    let bar_width = (row.width / 5).clamp(6, 14);
    let label_width = row.width.saturating_sub(bar_width + NUMBER + 1);
    let label = cut(label, usize::from(label_width), look.glyphs.ellipsis);
    spans_at(Rect { width: label_width, ..row }, &[(&label, look.ink(Role::Plain))], page.buffer());
    if let Some(milli) = milli {
        let area = Rect { x: row.x + label_width, width: bar_width.min(row.width - label_width), ..row };
        let bar = SignedBar {
            value: milli as f64 / 1000.0,
            scale: 14.0,
            decimals: 1,
            number_width: 0,
            theme: look.theme,
            glyphs: look.glyphs,
        };
        bar.draw_bar(area, page.buffer());
    }
    let width = u16::try_from(number.width()).unwrap_or(NUMBER);
    let right = Rect { x: row.right().saturating_sub(width).max(row.x), width: width.min(row.width), ..row };
    spans_at(right, &[(number, look.ink(Role::Plain))], page.buffer());
}

fn why_hint(model: &Model, look: Look, area: Rect, buf: &mut Buffer) {
    let text = format!("{} why", model.keymap.key_of(Action::Why));
    let width = u16::try_from(text.width()).unwrap_or(0);
    if area.height > 8 && area.width > width {
        let at = Rect { x: area.right() - width, y: area.bottom() - 1, width, height: 1 };
        spans_at(at, &[(&text, look.ink(Role::Muted))], buf);
    }
}
