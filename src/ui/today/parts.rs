//! The parts of Today in the order they are read, each with its rank.
//!
//! They give way from the last: feel beside data, habits, what comes, the last days, further sentences, the
//! blocks, the confidence, the ruler, more bars. Verdict, what to do and two bars stay.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::{Action, BASICS, Model, basic, explain, today, waiting, words};
use crate::engine::readiness::{Advice, ReasonClass};
use crate::ui::look::Look;
use crate::ui::text::{cut, wrap};
use crate::ui::theme::Role;

use super::part::{Part, Spans, bold, ends, verdict_mark};
use super::{session, why};

/// From this width on the last days are four weeks.
const FOUR_WEEKS_FROM: u16 = 48;
/// Columns of a label before a sparkline, of today's value and, at least, of the usual one.
const LABEL: usize = 6;
const VALUE: usize = 7;
const USUAL: usize = 7;
/// Rows from which on what comes is three sessions instead of two.
const TALL: u16 = 40;

/// Every part that says something now.
pub(super) fn all(model: &Model, look: Look, area: Rect) -> Vec<Part> {
    let advice = model.facts.advice();
    let width = usize::from(area.width);
    if advice.score_milli.is_none() {
        return without_score(model, look, advice, area);
    }
    let mut parts = vec![
        Part::fixed(0, false, vec![headline(look, advice, width)]),
        Part::fixed(4, false, why::ruler(model, look, advice, width)),
        Part::text(5, false, &today::confidence_line(advice), look.ink(Role::Muted), width, 1),
    ];
    parts.push(holding(model, look, width));
    parts.push(drafts(model, look, width));
    parts.extend(to_do(model, look, advice, width));
    parts.push(assigned(model, look, width));
    parts.push(Some(why::part(model, look, advice, area)));
    let own = explain::own_line(advice);
    parts.push(own.and_then(|own| Part::text(8, false, &own, look.ink(Role::Muted), width, 2)));
    parts.push(last_days(model, look, area));
    parts.extend(sentences(model, look, advice, width));
    parts.push(Part::fixed(12, true, evidence(look, advice, width)));
    parts.push(Part::fixed(11, true, habits(model, look, width)));
    parts.push(Part::fixed(9, true, next(model, look, area)));
    parts.into_iter().flatten().collect()
}

/// No score is no number: what is missing, the key that starts, and what stands anyway.
fn without_score(model: &Model, look: Look, advice: &Advice, area: Rect) -> Vec<Part> {
    let width = usize::from(area.width);
    let mut parts = vec![Part::fixed(0, false, vec![headline(look, advice, width)])];
    parts.push(holding(model, look, width));
    let done = today::done_today(model);
    if !model.journal.is_empty() || done.is_some() {
        parts.extend(to_do(model, look, advice, width));
    }
    parts.push(assigned(model, look, width));
    parts.push(drafts(model, look, width));
    let key = model.keymap.key_of(Action::CheckIn);
    let missing: Vec<&str> = advice.missing.iter().map(|field| field.spec().label).collect();
    let text = if advice.is_silent() {
        format!("{key} checks in: half a minute of questions, and this pane shows a score with every reason behind it.")
    } else {
        format!("Too little was said for a score. Missing: {}. {key} goes on.", missing.join(", "))
    };
    parts.push(Part::text(2, true, &text, look.ink(Role::Plain), width, 5));
    if model.journal.is_empty() {
        let you = model.keymap.key_of(Action::Profile);
        let text = format!(
            "{you} says who you are: a few questions, each can be skipped. Elsewhere, upswing import FILE brings your history, and upswing demo shows a sample year."
        );
        parts.push(Part::text(3, true, &text, look.ink(Role::Muted), width, 6));
    }
    parts.push(last_days(model, look, area));
    parts.extend(sentences(model, look, advice, width));
    parts.push(Part::fixed(11, true, habits(model, look, width)));
    parts.push(Part::fixed(9, true, next(model, look, area)));
    parts.into_iter().flatten().collect()
}

/// What holds over the day, a short line under the verdict.
fn holding(model: &Model, look: Look, width: usize) -> Option<Part> {
    let told = today::holding(model.journal.history(), model.today)?;
    Part::text(3, false, &told, look.ink(Role::Plain), width, 1)
}

/// What was typed and not saved yet, with the key that goes on.
fn drafts(model: &Model, look: Look, width: usize) -> Option<Part> {
    let told = waiting(model);
    Part::text(2, true, &told.join(" "), look.ink(Role::Strong), width, 3).filter(|_| !told.is_empty())
}

/// What the coin of an experiment decided for today and tomorrow.
fn assigned(model: &Model, look: Look, width: usize) -> Option<Part> {
    let told = explain::assignments(model.experiment().as_ref()?);
    let lines = told.iter().flat_map(|told| wrap(told, width).into_iter().take(2));
    let mut lines: Vec<Spans> = lines.map(|line| vec![(line, look.ink(Role::Plain))]).collect();
    if !lines.is_empty() {
        lines.insert(0, vec![("EXPERIMENT".to_owned(), look.ink(Role::Muted))]);
    }
    Part::fixed(2, true, lines)
}

fn headline(look: Look, advice: &Advice, width: usize) -> Spans {
    let (glyph, role) = verdict_mark(look, advice.verdict);
    let ink = bold(look.ink(role));
    let score = advice.score().map(|score| score.to_string()).unwrap_or_default();
    ends(
        &[(glyph, ink), (" ", ink), (words::verdict_title(advice.verdict), ink)],
        (&score, bold(look.ink(Role::Strong))),
        width,
        look,
    )
}

/// What was done, or what to do with its blocks.
fn to_do(model: &Model, look: Look, advice: &Advice, width: usize) -> Vec<Option<Part>> {
    let strong = look.ink(Role::Strong);
    let done = today::done_today(model);
    let is_over = done.is_some() && advice.action.id.is_none();
    let mut parts: Vec<Option<Part>> = done.map(|done| Part::text(1, true, &done, strong, width, 3)).into_iter().collect();
    if !is_over {
        parts.push(Part::text(1, parts.is_empty(), &today::what_to_do(model, advice), strong, width, 3));
        parts.extend(advice.action.blocks.map(|blocks| Part::fixed(7, false, session::blocks(look, blocks, width))));
    }
    parts
}

/// What the front says in words: since this morning, the first reasons, what would change it.
fn sentences(model: &Model, look: Look, advice: &Advice, width: usize) -> Vec<Option<Part>> {
    let mut texts: Vec<String> =
        model.facts.before.iter().map(|before| words::since_morning(&model.facts.morning, before)).collect();
    // What binds where there is no score, the place of the score says.
    let said_above = |class: ReasonClass| class == ReasonClass::Binding && advice.score_milli.is_none();
    let told = advice.reasons.iter().filter(|reason| !reason.class.is_bar() && !said_above(reason.class));
    texts.extend(told.take(3).map(|reason| reason.text.clone()));
    texts.extend(advice.change.up.as_ref().map(words::lifts));
    let part = |(place, text): (usize, &String)| {
        let rank = if place == 0 { 3 } else { 10 };
        let lines = session::hanging(look.glyphs.bullet, text, look.ink(Role::Plain), width);
        Part::fixed(rank, place == 0, lines)
    };
    texts.iter().enumerate().map(part).collect()
}

/// The last days as small columns, with today's value and the usual one.
fn last_days(model: &Model, look: Look, area: Rect) -> Option<Part> {
    let width = usize::from(area.width);
    let days = if area.width >= FOUR_WEEKS_FROM { 28 } else { 14 };
    let recent = today::recent(model, days);
    // Rather a day less than a word that is cut.
    let usual = recent.iter().map(|row| row.usual.width() + 1).max().unwrap_or(0).max(USUAL);
    let room = width.checked_sub(LABEL + VALUE + usual)?;
    let days = usize::try_from(days).unwrap_or(0).min(room);
    let muted = look.ink(Role::Muted);
    let head = format!("{:<w$}{:>VALUE$}{:>usual$}", format!("{days} DAYS"), "today", "usual", w = LABEL + days);
    let mut lines = vec![vec![(head, muted)]];
    for row in &recent {
        let from = row.values.len().saturating_sub(days);
        let columns = session::columns(look, row.values.get(from..).unwrap_or_default());
        lines.push(vec![
            (format!("{:<LABEL$}", row.label), muted),
            (columns, look.ink(Role::Plain)),
            (format!("{:>VALUE$}", shown(&row.today, look)), look.ink(Role::Strong)),
            (format!("{:>usual$}", row.usual), muted),
        ]);
    }
    if recent.is_empty() { None } else { Part::fixed(8, true, lines) }
}

fn shown(text: &str, look: Look) -> &str {
    if text.is_empty() { look.glyphs.missing } else { text }
}

/// Feel beside data: four sums on one scale.
fn evidence(look: Look, advice: &Advice, width: usize) -> Vec<Spans> {
    let parts = today::evidence(advice);
    let mut lines = vec![vec![("FEEL BESIDE DATA".to_owned(), look.ink(Role::Muted))]];
    let rows: Vec<why::Row<'_>> =
        parts.iter().map(|(label, milli)| why::Row { label, milli: *milli, tenths: milli.div_euclid(100) }).collect();
    lines.extend(why::rows(look, &rows, width));
    lines
}

/// The basics of four weeks, quietly; nothing of what was never said.
fn habits(model: &Model, look: Look, width: usize) -> Vec<Spans> {
    const NAME: usize = 15;
    let [yes, no] = look.glyphs.dots;
    let said = |field| Some((crate::domain::Field::spec(field).label, basic(model.journal.history(), field, model.today)));
    let rows = BASICS.iter().filter_map(|field| said(*field)).filter(|(_, days)| !days.is_empty());
    rows.map(|(label, days)| {
        let week = days.get(days.len().saturating_sub(7)..).unwrap_or_default();
        let count = format!(" {} of {}", week.iter().flatten().filter(|yes| **yes).count(), week.iter().flatten().count());
        let room = width.saturating_sub(NAME + count.width());
        let mark = |day: &Option<bool>| day.map_or(look.glyphs.missing, |said| if said { yes } else { no });
        let strip: String = days.get(days.len().saturating_sub(room)..).unwrap_or_default().iter().map(mark).collect();
        let muted = look.ink(Role::Muted);
        vec![(format!("{label:<NAME$}"), muted), (strip, look.ink(Role::Plain)), (count, muted)]
    })
    .collect()
}

/// The next sessions and the next event.
fn next(model: &Model, look: Look, area: Rect) -> Vec<Spans> {
    let width = usize::from(area.width);
    let (muted, plain) = (look.ink(Role::Muted), look.ink(Role::Plain));
    let mut lines = Vec::new();
    for coming in today::coming(model, if area.height >= TALL { 3 } else { 2 }) {
        let date = format!("{:<9}", format!("{} {}", coming.day.weekday_name(), coming.day.day_of_month()));
        let numbers = format!("{:>9}{:>5}", coming.minutes, coming.points);
        lines.push(ends(&[(&date, muted), (&coming.name, plain)], (&numbers, plain), width, look));
    }
    if let Some((day, name, days, form)) = today::next_event(model) {
        let date = format!("{} ", day.short());
        let away = if days == 1 { "tomorrow".to_owned() } else { format!("in {days} days") };
        lines.push(ends(&[(&date, muted), (&name, plain)], (&away, plain), width, look));
        let form = form.map(|form| format!("{:<w$}form {} that morning", "", words::signed(form), w = date.width()));
        lines.extend(form.map(|form| vec![(cut(&form, width, look.glyphs.ellipsis), muted)]));
    }
    if !lines.is_empty() {
        lines.insert(0, vec![("NEXT".to_owned(), muted)]);
    }
    lines
}
