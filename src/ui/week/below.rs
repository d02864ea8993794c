//! What stands below the days: the week's meters, what can be gone on with, the chosen session, what the week says.

use ratatui::layout::Rect;
use ratatui::widgets::Widget;
use unicode_width::UnicodeWidthStr;

use crate::app::tried::{Compared, Tried, compared};
use crate::app::week::{Issue, WeekAction, repair};
use crate::app::{Action, Model, Overlay, words};
use crate::domain::Slot;
use crate::engine::milli;
use crate::engine::planner::Meter as WeekMeter;
use crate::ui::look::Look;
use crate::ui::text::{Page, cut, spans_at, wrap};
use crate::ui::theme::Role;
use crate::ui::widgets::Meter;

/// Everything below the days, the most useful first.
pub fn draw(model: &Model, look: Look, page: &mut Page<'_>) {
    meters(model, look, page);
    match &model.tried {
        Some(plan) => tried(model, plan, look, page),
        None => offer(model, look, page),
    }
    chosen(model, look, page);
    issues(model, look, page);
}

fn meters(model: &Model, look: Look, page: &mut Page<'_>) {
    let Some(row) = page.next_row() else { return };
    let Some(meter) = model.facts.judgement.meters.first() else { return };
    let count = |value: i64| u32::try_from(value).unwrap_or(0);
    let of = |value: i64, low: i64, high: i64| Meter {
        value: count(value),
        low: count(low),
        high: count(high),
        theme: look.theme,
        glyphs: look.glyphs,
    };
    let numbers = &model.tuning.planner;
    let aerobic = of(meter.aerobic, numbers.aerobic_least, numbers.aerobic_most);
    let strength = of(meter.strength_days, numbers.strength_target, numbers.strength_target);
    let mut x = row.x;
    for (label, meter, cells) in [("aerobic ", aerobic, 8), ("  strength ", strength, 2)] {
        let label_width = label.width() as u16;
        spans_at(Rect { x, width: row.right().saturating_sub(x), ..row }, &[(label, look.ink(Role::Muted))], page.buffer());
        let width = (meter.text().width() as u16 + 1 + cells).min(row.right().saturating_sub(x + label_width));
        (&meter).render(Rect { x: x + label_width, width, ..row }, page.buffer());
        x = (x + label_width + width).min(row.right());
    }
    for part in week_words(meter) {
        let width = u16::try_from(part.width()).unwrap_or(u16::MAX);
        if x.saturating_add(width) > row.right() {
            break;
        }
        spans_at(Rect { x, width, ..row }, &[(&part, look.ink(Role::Muted))], page.buffer());
        x += width;
    }
}

/// What else the week adds up to, the most telling first; what has no room as a whole is left out.
fn week_words(meter: &WeekMeter) -> [String; 3] {
    let WeekMeter { load, charge, drain, rest_days, .. } = meter;
    [format!("  load {load}"), format!("  charge {charge} : drain {drain}"), format!("  rest days {rest_days}")]
}

/// Columns of the number of parts that have no room.
const MORE: usize = 3;

/// The plan that is tried beside the one that is: what differs, as much as has room, and what takes it.
fn tried(model: &Model, plan: &Tried, look: Look, page: &mut Page<'_>) {
    let [take, leave] = [WeekAction::Try, WeekAction::TryNot].map(|action| model.keymap.key_of(Action::Week(action)));
    let changes = words::counted(plan.changes, "change");
    page.line(&format!("tried, {changes}: {take} takes it, {leave} leaves it"), look.ink(Role::Strong));
    let (mut line, mut hidden) = (String::new(), 0);
    for Compared { label, before, after } in compared(&plan.facts.judgement, &model.facts.judgement) {
        let between = if line.is_empty() { "" } else { " · " };
        let part = format!("{between}{label} {before} {} {after}", look.glyphs.right);
        match before != after {
            true if line.width() + part.width() + MORE <= usize::from(page.width()) => line += &part,
            true => hidden += 1,
            false => {}
        }
    }
    if hidden > 0 {
        line += &format!(" +{hidden}");
    }
    let told = if line.is_empty() { "No number of this week differs." } else { line.trim_start() };
    page.line(told, look.ink(Role::Plain));
}

/// What can be gone on with or put right, in one line.
fn offer(model: &Model, look: Look, page: &mut Page<'_>) {
    let key = |action| model.keymap.key_of(Action::Week(action));
    let begun = model.kept_session().filter(|_| !matches!(model.overlay, Some(Overlay::Runner(_))));
    let text = if let Some(kept) = begun {
        format!("{} stopped in {}: {} goes on", kept.name, kept.block().unwrap_or("its end"), key(WeekAction::Start))
    } else if let Some(reason) = repair::reason(model) {
        format!("{reason}: {} makes the week right again", key(WeekAction::Repair))
    } else {
        return;
    };
    let line = cut(&text, usize::from(page.width()), look.glyphs.ellipsis);
    page.line(&line, look.ink(Role::Good));
}

/// The chosen session in full.
fn chosen(model: &Model, look: Look, page: &mut Page<'_>) {
    let width = usize::from(page.width());
    let text = match model.selected_session() {
        Some(session) => {
            let points = milli::rounded(model.session_milli(session));
            let mut text = format!("{} · {points} points", crate::app::lists::session_line(session));
            text.extend(words::felt(session, &model.tuning));
            if session.is_open() {
                let when = if session.slot() == Slot::Am { "morning" } else { "evening" };
                text += &format!(" · {when} · {}", session.place.priority.id());
            }
            if session.place.lock {
                text += " · stays there";
            }
            if let Some(original) = session.original_day {
                text += &format!(" · from {}", original.short());
            }
            text
        }
        None => format!(
            "Nothing on {}. {} adds a session.",
            model.week.day.short(),
            model.keymap.key_of(Action::Week(WeekAction::Add))
        ),
    };
    let line = cut(&text, width, look.glyphs.ellipsis);
    page.line(&line, look.ink(Role::Plain));
}

/// The sentences of the week from the one scrolled to: in full where all have room, else a line each.
fn issues(model: &Model, look: Look, page: &mut Page<'_>) {
    let all = model.facts.issues.get(model.week.from..).unwrap_or_default();
    let width = usize::from(page.width()).saturating_sub(HEAD);
    let lines: Vec<Vec<String>> = all.iter().map(|issue| wrap(&said(look, issue), width)).collect();
    let in_full = lines.iter().map(Vec::len).sum::<usize>() <= usize::from(page.left());
    for (place, (issue, lines)) in all.iter().zip(&lines).enumerate() {
        if in_full {
            lines.iter().enumerate().for_each(|(row, line)| sentence(look, (row == 0).then_some(issue), line, "", page));
            continue;
        }
        let rest = all.len() - place - 1;
        let more = if page.left() == 1 && rest > 0 { more(model, rest) } else { String::new() };
        let line = cut(&said(look, issue), width.saturating_sub(more.width()), look.glyphs.ellipsis);
        sentence(look, Some(issue), &line, &more, page);
        if page.left() == 0 {
            break;
        }
    }
}

/// Columns before a sentence: its digit and its sign.
const HEAD: usize = 4;

fn said(look: Look, issue: &Issue) -> String {
    match &issue.proposal {
        Some(proposal) => format!("{} {} {}", issue.text, look.glyphs.right, proposal.words),
        None => issue.text.clone(),
    }
}

/// `(+2, ] scrolls)`.
fn more(model: &Model, rest: usize) -> String {
    let key = model.keymap.key_of(Action::Week(WeekAction::Scroll(crate::app::Direction::On)));
    format!("  (+{rest}, {key} scrolls)")
}

fn sentence(look: Look, issue: Option<&Issue>, line: &str, more: &str, page: &mut Page<'_>) {
    let ink = look.ink(Role::Caution);
    let digit = issue.and_then(|issue| issue.proposal.as_ref()?.digit).map_or_else(|| " ".to_owned(), |digit| digit.to_string());
    let sign = if issue.is_some() { look.glyphs.signs[1] } else { " " };
    page.spans(&[
        (&digit, look.ink(Role::Strong)),
        (" ", ink),
        (sign, ink),
        (" ", ink),
        (line, ink),
        (more, look.ink(Role::Muted)),
    ]);
}
