//! The soft rules, one row each (`planner.md` §3): what they cost, whom they name, what they say.
//!
//! Judging and solving both read these rows. A new rule is a row here, its cost in
//! `engine/tuning/planner.rs` and a case; what it looks at is in `facts.rs`.

use crate::engine::tuning::Planner;

use super::facts::{DayFacts, Mark, Trace, WeekFacts};
use super::frame::Near;
use super::rule_id::RuleId;
use super::telling::Telling;

/// A day for the rules that look at one day.
pub(super) struct DayView<'a> {
    pub numbers: &'a Planner,
    pub facts: &'a DayFacts,
    pub trace: &'a Trace,
    /// Is this today, and does the morning say ease?
    pub ease: bool,
    pub near: &'a [Near],
}

/// A day and the one before it.
pub(super) struct LinkView<'a> {
    pub numbers: &'a Planner,
    pub before: Mark,
    pub trace: &'a Trace,
}

/// What a rule looks at, and what it costs there; 0 = not broken.
#[derive(Clone, Copy)]
pub(super) enum Check {
    Day(fn(&DayView<'_>) -> i64),
    Link(fn(&LinkView<'_>) -> i64),
    Week(fn(&Planner, &WeekFacts) -> i64),
}

/// The sessions a broken rule names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    Nobody,
    /// All of the day.
    Day,
    /// All of the day but events.
    Quiet,
    /// The hard ones of the day.
    Hard,
    /// Strength of the day.
    Strength,
    /// All of both days.
    Both,
    /// Strength of both days.
    BothStrength,
    /// An entry for each skill session, with all of the day before.
    EachSkill,
}

/// A row of [`RULES`].
pub(super) struct Rule {
    pub id: RuleId,
    pub check: Check,
    pub about: About,
    pub says: fn(&Telling<'_>) -> String,
}

/// Started tens of a number; none below 1.
fn tens(points: i64) -> i64 {
    if points > 0 { (points + 9) / 10 } else { 0 }
}

fn when(broken: bool, cost: i64) -> i64 {
    if broken { cost } else { 0 }
}

/// Every soft rule but `moved`, which compares two plans.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: RuleId::HardRow,
        check: Check::Link(|view| when(view.before.hard && view.trace.mark.hard, view.numbers.hard_row)),
        about: About::Both,
        says: |told| format!("Hard on {} and on {}: {}. No day between to respond.", told.before(), told.day(), told.loads()),
    },
    Rule {
        id: RuleId::DoubleHard,
        check: Check::Day(|view| when(view.facts.hard_sessions > 1, view.numbers.double_hard)),
        about: About::Hard,
        says: |told| format!("{} hard sessions on {}.", told.count(), told.day()),
    },
    Rule {
        id: RuleId::TodayEase,
        check: Check::Day(|view| when(view.ease && view.trace.mark.hard, view.numbers.today_ease)),
        about: About::Day,
        says: |told| format!("Today says ease; {} is hard.", told.loads()),
    },
    Rule {
        id: RuleId::StrengthGap,
        check: Check::Link(|view| when(view.before.muscles & view.trace.mark.muscles != 0, view.numbers.strength_gap)),
        about: About::BothStrength,
        says: |told| format!("Strength on {} and {}: under 48 h for the same muscles.", told.before(), told.day()),
    },
    Rule {
        id: RuleId::StrengthGap,
        check: Check::Day(|view| when(view.facts.muscles_meet, view.numbers.strength_gap)),
        about: About::Strength,
        says: |told| format!("Strength twice on {}: under 48 h for the same muscles.", told.day()),
    },
    Rule {
        id: RuleId::RestDay,
        check: Check::Week(|numbers, week| when(!week.rests, numbers.rest_day)),
        about: About::Nobody,
        says: |told| format!("No day of {} only charges.", told.week()),
    },
    Rule {
        id: RuleId::StrengthDays,
        check: Check::Week(|numbers, week| numbers.strength_days * (numbers.strength_target - week.strength_days).max(0)),
        about: About::Nobody,
        says: |told| {
            let (found, asked) = (told.week_facts().strength_days, told.numbers().strength_target);
            format!("Strength on {}; {asked} are asked for.", days(found))
        },
    },
    Rule {
        id: RuleId::BalanceDays,
        check: Check::Week(|numbers, week| numbers.balance_days * (numbers.balance_target - week.balance_days).max(0)),
        about: About::Nobody,
        says: |told| {
            let (found, asked) = (told.week_facts().balance_days, told.numbers().balance_target);
            format!("Balance on {}; {asked} are asked for.", days(found))
        },
    },
    Rule {
        id: RuleId::Order,
        check: Check::Day(|view| {
            let (morning, evening) = (view.facts.morning_rank, view.facts.evening_rank);
            when(evening > 0 && morning > evening, view.numbers.order)
        }),
        about: About::Day,
        says: |told| format!("{} on {}.", told.in_order(), told.day()),
    },
    Rule {
        id: RuleId::SkillFresh,
        check: Check::Link(|view| when(view.before.drain, view.numbers.skill_fresh * i64::from(view.trace.skills))),
        about: About::EachSkill,
        says: |told| format!("{} on {}, the day after {}.", told.first_name(), told.day(), told.loads_before()),
    },
    Rule {
        id: RuleId::NearEvent,
        check: Check::Day(|view| view.near.iter().map(|near| near.cost * tens(view.facts.quiet - near.over)).sum()),
        about: About::Quiet,
        says: |told| {
            let (over, place) = told.nearest_event();
            format!("{} points on {}, {place}; {over} are fine.", told.quiet(), told.day())
        },
    },
    Rule {
        id: RuleId::Spread,
        check: Check::Day(|view| view.numbers.spread * tens(view.facts.quiet - view.numbers.spread_over)),
        about: About::Quiet,
        says: |told| {
            let over = told.numbers().spread_over;
            format!("{} points on {}, {} over {over}.", told.quiet(), told.day(), told.quiet() - over)
        },
    },
];

fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}

/// Cost of the rules that look at one day.
pub(super) fn day_cost(view: &DayView<'_>) -> i64 {
    let cost = |rule: &Rule| if let Check::Day(check) = rule.check { check(view) } else { 0 };
    RULES.iter().map(cost).sum()
}

/// Cost of the rules that look at a day and the one before it.
pub(super) fn link_cost(view: &LinkView<'_>) -> i64 {
    let cost = |rule: &Rule| if let Check::Link(check) = rule.check { check(view) } else { 0 };
    RULES.iter().map(cost).sum()
}

/// Cost of the rules that look at a full week.
pub(super) fn week_cost(numbers: &Planner, week: &WeekFacts) -> i64 {
    let cost = |rule: &Rule| if let Check::Week(check) = rule.check { check(numbers, week) } else { 0 };
    RULES.iter().map(cost).sum()
}
