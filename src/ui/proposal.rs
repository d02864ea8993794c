//! A better order: the weeks now and then, what each rule costs, what changes, and what would seat who is left out.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use crate::app::proposal::{Found, Proposing, Wish};
use crate::app::{Model, words};
use crate::domain::SessionId;
use crate::engine::planner::{
    BEYOND_PRICE, Broken, DayIndex, Plan, PlanSession, Proposal, RuleId, Saved, Scope, Spot, slot_word,
};
use crate::engine::tuning::Load;

use super::look::{Look, bordered};
use super::text::{Page, cut, ends_at, spans_at};
use super::theme::Role;

/// Columns with the border, if the window has them.
pub const WIDTH: u16 = 84;
/// Columns before the days.
const LEAD: u16 = 6;
/// Most rules that are listed.
const RULES: usize = 6;
/// Most changes that are listed at once.
const CHANGES: usize = 7;
/// A load whose glyph is full.
const FULL_LOAD: i64 = 120;

/// Rows the overlay wants with its border.
pub fn rows(proposing: &Proposing) -> u16 {
    let Some(found) = &proposing.found else { return 5 };
    if found.whole().is_empty() {
        return u16::try_from(7 + stays(&found.shown).count()).unwrap_or(u16::MAX);
    }
    let weeks: usize = weeks(proposing, found).iter().map(|week| 1 + week.now.rows() + week.then.rows()).sum();
    let rules = rules(&found.shown).len().min(RULES) + 1;
    let changes = found.changes(&proposing.plan).len().min(CHANGES);
    let relax = found.shown.relax.len();
    u16::try_from(weeks + rules + changes + relax + 6 + usize::from(relax > 0)).unwrap_or(u16::MAX)
}

/// Draws the answer.
pub fn draw(model: &Model, look: Look, proposing: &Proposing, area: Rect, buf: &mut Buffer) {
    let Some(found) = &proposing.found else { return searching(look, area, buf) };
    let inner = bordered(look, &title(proposing.wish, found), true, area, buf);
    let mut page = Page::new(Rect { height: inner.height.saturating_sub(1), ..inner }, buf);
    if found.whole().is_empty() {
        nothing_better(look, &found.shown, &mut page);
    } else {
        for week in weeks(proposing, found) {
            draw_week(look, (&proposing.plan, &model.tuning.load), &week, &mut page);
        }
        page.gap();
        draw_rules(look, proposing, found, &mut page);
        page.gap();
        draw_changes(look, &proposing.plan, found, &mut page);
        draw_relax(look, found, &mut page);
    }
    let last = Rect { y: inner.bottom().saturating_sub(1), height: 1.min(inner.height), ..inner };
    let proof = proof(&found.shown, found.left_out.len());
    spans_at(last, &[(&proof, look.ink(Role::Good))], buf);
}

/// A search that takes longer than a moment.
fn searching(look: Look, area: Rect, buf: &mut Buffer) {
    let mut page = Page::new(bordered(look, "A better order", true, area, buf), buf);
    page.gap();
    page.line("Still looking.", look.ink(Role::Plain));
}

fn title(wish: Wish, found: &Found) -> String {
    let name = match wish {
        _ if found.whole().is_empty() => return "The order of the week".to_owned(),
        Wish::Order | Wish::OrderFour => "A better order",
        Wish::Repair => "Repair from today on",
    };
    let (own, then) = (found.shown.own_cost, found.shown.cost());
    if own >= BEYOND_PRICE || then >= BEYOND_PRICE || then > own {
        return name.to_owned();
    }
    format!("{name} · saves {} of {own}", own - then)
}

fn proof(proposal: &Proposal, left_out: usize) -> String {
    match (proposal.proven, left_out) {
        (true, _) => "proven best".to_owned(),
        (false, 0) if proposal.gap() < BEYOND_PRICE => format!("best found; at most {} better exists", proposal.gap()),
        (false, 0) => "best found".to_owned(),
        (false, 1) => "without one".to_owned(),
        (false, several) => format!("without {several}"),
    }
}

// ---- nothing better

/// What no order can repair: the rules that stay broken.
fn stays(proposal: &Proposal) -> impl Iterator<Item = &str> {
    let broken = proposal.judgement.broken.iter().filter(|broken| broken.rule != RuleId::Moved);
    broken.map(|broken| broken.text.as_str())
}

fn nothing_better(look: Look, proposal: &Proposal, page: &mut Page<'_>) {
    page.gap();
    page.line("Your order is already the best by these rules.", look.ink(Role::Strong));
    if stays(proposal).next().is_some() {
        page.line("What no order changes, only more, fewer or other sessions:", look.ink(Role::Muted));
    }
    for text in stays(proposal) {
        page.spans(&[
            (look.glyphs.signs[1], look.ink(Role::Caution)),
            (" ", look.ink(Role::Plain)),
            (text, look.ink(Role::Plain)),
        ]);
    }
}

// ---- now and then

/// Who stands where in a week, day by day, in time order.
struct WeekRow<'a>([Vec<&'a PlanSession>; 7]);

impl WeekRow<'_> {
    fn rows(&self) -> usize {
        self.0.iter().map(Vec::len).max().unwrap_or(0).max(1)
    }
}

/// A week in which something changes.
struct Week<'a> {
    first: DayIndex,
    now: WeekRow<'a>,
    then: WeekRow<'a>,
}

/// The weeks that differ between now and then.
fn weeks<'a>(proposing: &'a Proposing, found: &Found) -> Vec<Week<'a>> {
    let plan = &proposing.plan;
    let then = |session: &PlanSession| match found.shown.places.iter().find(|(id, _)| *id == session.id) {
        Some((_, place)) => *place,
        None => session.at,
    };
    let touched: Vec<SessionId> = found.changes(plan);
    let all = (0..plan.length()).step_by(7).map(|first| Week {
        first,
        now: row(plan, first, |session| session.at),
        then: row(plan, first, then),
    });
    let concerned = |week: &Week<'_>| {
        let both = week.now.0.iter().chain(&week.then.0).flatten();
        both.into_iter().any(|session| touched.contains(&session.id))
    };
    all.filter(concerned).collect()
}

fn row(plan: &Plan, first: DayIndex, place: impl Fn(&PlanSession) -> Option<Spot>) -> WeekRow<'_> {
    WeekRow(std::array::from_fn(|day| {
        let day = first + DayIndex::try_from(day).unwrap_or(0);
        let here = |session: &&PlanSession| place(session).is_some_and(|spot| spot.day == day);
        let mut sessions: Vec<&PlanSession> = plan.sessions.iter().filter(here).collect();
        sessions.sort_by_key(|session| (place(session), session.id.clone()));
        sessions
    }))
}

fn draw_week(look: Look, (plan, load): (&Plan, &Load), week: &Week<'_>, page: &mut Page<'_>) {
    let head = |day: usize| {
        let date = plan.date(week.first + DayIndex::try_from(day).unwrap_or(0));
        (format!("{} {}", date.weekday_name(), date.day_of_month()), Role::Muted)
    };
    cells(look, "", head, page);
    for (name, row, other) in [("now", &week.now, &week.then), ("then", &week.then, &week.now)] {
        for line in 0..row.rows() {
            let cell = |day: usize| {
                let day_of =
                    |row: &WeekRow<'_>| row.0.get(day).and_then(|sessions| sessions.get(line)).map(|session| session.id.clone());
                let same = day_of(row) == day_of(other);
                let session = row.0.get(day).and_then(|sessions| sessions.get(line));
                let role = if same || name == "now" { Role::Plain } else { Role::Strong };
                let empty = if line == 0 { "–" } else { "" };
                session.map_or((empty.to_owned(), Role::Muted), |session| (cell_text(look, session, load), role))
            };
            cells(look, if line == 0 { name } else { "" }, cell, page);
        }
    }
}

/// A row of seven cells after a name.
fn cells(look: Look, name: &str, cell: impl Fn(usize) -> (String, Role), page: &mut Page<'_>) {
    let Some(row) = page.next_row() else { return };
    spans_at(row, &[(name, look.ink(Role::Muted))], page.buffer());
    let width = row.width.saturating_sub(LEAD) / 7;
    for day in 0..7_u16 {
        let (text, role) = cell(usize::from(day));
        let text = cut(&text, usize::from(width.saturating_sub(1)), look.glyphs.ellipsis);
        let area = Rect { x: (row.x + LEAD + day * width).min(row.right()), width, ..row }.intersection(row);
        spans_at(area, &[(&text, look.ink(role))], page.buffer());
    }
}

/// How much and what: `▇ str`.
fn cell_text(look: Look, session: &PlanSession, load: &Load) -> String {
    let level = (session.points(load) * 8 / FULL_LOAD).clamp(0, 7);
    let glyph = usize::try_from(level).ok().and_then(|level| look.glyphs.eighths.get(level)).copied().unwrap_or_default();
    format!("{glyph} {}", session.kind)
}

// ---- rules

/// The rules that cost something before or after, those that change most first.
fn rules(proposal: &Proposal) -> Vec<(RuleId, Saved)> {
    let mut rules: Vec<_> = proposal.saved.iter().map(|(rule, saved)| (*rule, *saved)).collect();
    rules.sort_by_key(|(_, saved)| std::cmp::Reverse(saved.saved()));
    rules
}

fn draw_rules(look: Look, proposing: &Proposing, found: &Found, page: &mut Page<'_>) {
    let rules = rules(&found.shown);
    for (rule, saved) in rules.iter().take(RULES) {
        let days = days_of(proposing, &found.shown, *rule);
        let times = |broken: &[Broken]| broken.iter().filter(|broken| broken.rule == *rule).count();
        let told = if saved.before.max(saved.after) < BEYOND_PRICE {
            [saved.before.to_string(), saved.after.to_string(), change(look, *saved)]
        } else {
            // Beyond a price only the number of them says something.
            let (before, after) = (times(&proposing.own.broken), times(&found.shown.judgement.broken));
            [format!("{before} ×"), format!("{after} ×"), String::new()]
        };
        rule_line(look, (rule.short(), &days), &told, page);
    }
    let all = Saved { before: found.shown.own_cost, after: found.shown.cost() };
    if all.before.max(all.after) < BEYOND_PRICE {
        rule_line(look, ("in all", ""), &[all.before.to_string(), all.after.to_string(), change(look, all)], page);
    }
}

/// A line of a table: name and days, before and after, and the difference.
fn rule_line(look: Look, (name, days): (&str, &str), [before, after, change]: &[String; 3], page: &mut Page<'_>) {
    let numbers = format!("{before:>6} {} {after:<6}{change:>6}", look.glyphs.right);
    let room = usize::from(page.width()).saturating_sub(numbers.width() + 1);
    let text = cut(&format!("{name:<28} {days}"), room, look.glyphs.ellipsis);
    page.ends(&[(&text, look.ink(Role::Plain))], &[(&numbers, look.ink(Role::Plain))]);
}

/// By how much the cost changes, with its sign.
fn change(look: Look, saved: Saved) -> String {
    look.glyphs.signed(-(saved.saved() as f64), 0)
}

/// The days on which a rule is broken now, or then if it is not broken now.
fn days_of(proposing: &Proposing, then: &Proposal, rule: RuleId) -> String {
    match rule.scope() {
        _ if rule == RuleId::Moved => return words::counted(then.moves.len(), "session"),
        Scope::Week => return String::new(),
        Scope::Day | Scope::Session => {}
    }
    let of = |broken: &[Broken]| {
        let told = broken.iter().filter(|broken| broken.rule == rule).map(|broken| {
            let day = |day: Option<&DayIndex>| day.map(|day| proposing.plan.date(*day).weekday_name()).unwrap_or_default();
            let (first, last) = (day(broken.days.first()), day(broken.days.last()));
            if first == last || broken.days.len() > 2 { first.to_owned() } else { format!("{first}–{last}") }
        });
        let mut told: Vec<String> = told.filter(|day| !day.is_empty()).collect();
        told.dedup();
        told.join(", ")
    };
    let now = of(&proposing.own.broken);
    if now.is_empty() { of(&then.judgement.broken) } else { now }
}

// ---- changes

fn draw_changes(look: Look, plan: &Plan, found: &Found, page: &mut Page<'_>) {
    let changes = found.changes(plan);
    let first = found.cursor.saturating_sub(CHANGES / 2).min(changes.len().saturating_sub(CHANGES));
    for (index, id) in changes.iter().enumerate().skip(first).take(CHANGES) {
        let (cursor, out) = (index == found.cursor, found.left_out.contains(id));
        let mark = if cursor { look.glyphs.cursor } else { " " };
        let sign = if out { look.glyphs.missing } else { look.glyphs.signs[0] };
        let role = match (out, cursor) {
            (true, _) => Role::Muted,
            (false, true) => Role::Strong,
            (false, false) => Role::Plain,
        };
        let stays = if out { "stays as it is" } else { "" };
        let beside = 3 + if out { stays.width() + 1 } else { 0 };
        let text = change_text(look, plan, found.whole(), id);
        let text = cut(&text, usize::from(page.width()).saturating_sub(beside), look.glyphs.ellipsis);
        let ink = look.ink(role);
        let Some(row) = page.next_row() else { return };
        ends_at(row, &[(mark, look.ink(Role::Strong)), (sign, ink), (" ", ink), (&text, ink)], &[(stays, ink)], page.buffer());
    }
}

/// What becomes of a session, in one line.
fn change_text(look: Look, plan: &Plan, proposal: &Proposal, id: &SessionId) -> String {
    let Some(session) = plan.session(id) else { return String::new() };
    let place = |spot: Spot| {
        let date = plan.date(spot.day);
        let day = if plan.days.len() > 7 {
            format!("{} {}", date.weekday_name(), date.day_of_month())
        } else {
            date.weekday_name().to_owned()
        };
        format!("{day} {}", slot_word(spot.slot))
    };
    let mut text = format!("{:<14}", cut(session.name(), 14, look.glyphs.ellipsis));
    if let Some(step) = proposal.moves.iter().find(|step| step.id == *id) {
        let from = step.from.map(place).unwrap_or_default();
        text += &format!(" {from} {} {}", look.glyphs.right, place(step.to));
    } else if let Some(at) = session.at {
        text += &format!(" {}", place(at));
    }
    if let Some(eased) = proposal.eased.iter().find(|eased| eased.id == *id) {
        text += &format!("   eased to {} {} min, RPE {}", eased.kind, eased.minutes, eased.rpe);
    }
    if proposal.dropped.contains(id) {
        text += "   left out: there is no place for it";
    }
    text
}

fn draw_relax(look: Look, found: &Found, page: &mut Page<'_>) {
    if found.shown.relax.is_empty() {
        return;
    }
    page.gap();
    for relax in &found.shown.relax {
        let line = cut(&relax.text, usize::from(page.width()).saturating_sub(2), look.glyphs.ellipsis);
        page.spans(&[
            (look.glyphs.signs[1], look.ink(Role::Caution)),
            (" ", look.ink(Role::Plain)),
            (&line, look.ink(Role::Plain)),
        ]);
    }
}
