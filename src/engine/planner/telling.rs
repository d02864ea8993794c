//! The words of a broken rule: days by their weekday, sessions by name and load.

use crate::domain::Kind;
use crate::engine::tuning::Planner;

use super::facts::{DayFacts, WeekFacts};
use super::frame::{Closed, Frame};
use super::plan::{DayIndex, Plan, PlanSession};

/// What a rule's sentence may speak of.
pub(super) struct Telling<'a> {
    pub frame: &'a Frame<'a>,
    /// The day it is about; of a week the first.
    pub day: DayIndex,
    /// The sessions it names, by id.
    pub sessions: &'a [usize],
    /// All of the day before, by id.
    pub before: &'a [usize],
    /// All of the day, in time order.
    pub in_order: &'a [usize],
    pub facts: &'a DayFacts,
    pub week: &'a WeekFacts,
}

impl Telling<'_> {
    pub fn numbers(&self) -> &Planner {
        &self.frame.numbers
    }

    pub fn week_facts(&self) -> &WeekFacts {
        self.week
    }

    pub fn quiet(&self) -> i64 {
        self.facts.quiet
    }

    pub fn day(&self) -> String {
        day_name(self.frame.plan, self.day)
    }

    pub fn before(&self) -> String {
        day_name(self.frame.plan, self.day - 1)
    }

    /// `this week`, or which one if the plan has several.
    pub fn week(&self) -> String {
        if self.frame.plan.days.len() < 14 {
            return "this week".to_owned();
        }
        format!("the week of {}", self.frame.plan.date(self.day).short())
    }

    pub fn count(&self) -> String {
        if self.sessions.len() == 2 { "Two".to_owned() } else { self.sessions.len().to_string() }
    }

    pub fn loads(&self) -> String {
        loads(self.frame, self.sessions)
    }

    /// What the day before held; of the day before the plan only that it drained is known.
    pub fn loads_before(&self) -> String {
        if self.before.is_empty() { "a day that drains".to_owned() } else { loads(self.frame, self.before) }
    }

    /// The session this is about, at the start of a sentence.
    pub fn first_name(&self) -> String {
        let skill = |index: &&usize| self.frame.plan.sessions.get(**index).is_some_and(|found| found.kind == Kind::Skill);
        let own: Vec<usize> = self.sessions.iter().filter(|index| !self.before.contains(index)).copied().collect();
        let name =
            own.iter().find(skill).and_then(|index| self.frame.plan.sessions.get(*index)).map_or("Skill", PlanSession::name);
        capital(name)
    }

    /// `Strength before skill`.
    pub fn in_order(&self) -> String {
        let names = self.in_order.iter().filter_map(|index| self.frame.plan.sessions.get(*index));
        capital(&names.map(PlanSession::name).collect::<Vec<_>>().join(" before "))
    }

    /// What the strictest event near the day allows, and where that event is.
    pub fn nearest_event(&self) -> (i64, &'static str) {
        let strictest = self.frame.near_of(self.day).iter().min_by_key(|near| near.over);
        strictest.map_or((0, "near the event"), |near| (near.over, event_distance(near.distance)))
    }
}

fn event_distance(distance: DayIndex) -> &'static str {
    match distance {
        -3 => "three days before the event",
        -2 => "two days before the event",
        -1 => "the day before the event",
        0 => "the day of the event",
        1 => "the day after the event",
        2 => "two days after the event",
        _ => "three days after the event",
    }
}

/// `intervals (95), strength (89)`.
pub(super) fn loads(frame: &Frame<'_>, sessions: &[usize]) -> String {
    let told = sessions.iter().filter_map(|index| frame.plan.sessions.get(*index).zip(frame.facts.get(*index)));
    told.map(|(session, facts)| format!("{} ({})", session.name(), facts.load)).collect::<Vec<_>>().join(", ")
}

/// `Tue`, or `Tue 10 Mar` where the plan has several.
pub(super) fn day_name(plan: &Plan, day: DayIndex) -> String {
    let date = plan.date(day);
    if plan.days.len() > 7 { date.short() } else { date.weekday_name().to_owned() }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Why a place is not possible, for the end of a sentence.
pub(super) fn closed_reason(closed: Closed) -> &'static str {
    match closed {
        Closed::OutsidePlan => "the plan does not reach that far",
        Closed::Past => "that day is over",
        Closed::Window => "it may not stand on that day",
        Closed::Off => "there is no training on that day",
        Closed::OtherSlot => "it is fixed to the other slot",
        Closed::Taken => "something fixed stands there",
        Closed::TooShort => "the slot is too short for it",
        Closed::DayFull => "the day has too few minutes for it",
        Closed::Injury => "the injury does not allow it",
        Closed::Verdict => "today's verdict is against it",
        Closed::OneTraining => "the day holds one training session",
    }
}
