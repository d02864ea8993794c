//! A plan that is tried on a copy: judged beside the plan as it is, and written only when it is taken (`planner.md` §6).

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::journal::Key;
use crate::domain::{Day, History, Journal, Op, ProfileChange, Session, SessionId};
use crate::engine::Tuning;
use crate::engine::planner::{BEYOND_PRICE, Judgement, Meter};

use super::facts::Facts;
use super::week::put;
use super::words;

/// What is known without what is only tried.
#[derive(Debug, Clone)]
pub struct Tried {
    /// Everything that is or will be in the file.
    pub journal: Journal,
    /// What follows from it.
    pub facts: Facts,
    /// How many changes lead to the plan that is tried; counted again when something changes, not with every frame.
    pub changes: usize,
    /// Was it said already that leaving leaves it?
    warned: bool,
}

impl Tried {
    /// Begins to try: nothing differs yet.
    pub fn new(journal: &Journal, facts: &Facts) -> Tried {
        Tried { journal: journal.clone(), facts: facts.clone(), changes: 0, warned: false }
    }

    /// Something more is tried.
    pub fn goes_on(&mut self) {
        self.warned = false;
    }

    /// Is it still to be said that leaving leaves what was tried? Once for each change.
    pub fn warns(&mut self) -> bool {
        !std::mem::replace(&mut self.warned, true) && self.changes > 0
    }

    /// Computes again what follows, where records changed from `from` on.
    pub fn renew(&mut self, from: Day, today: Day, tuning: &Tuning) {
        self.facts.renew(self.journal.history(), from, today, tuning);
    }

    /// Judges the week that begins on `first`, beside the plan that is tried.
    pub fn judge_week(&mut self, tried: &History, first: Day, today: Day, tuning: &Tuning) {
        self.changes = self.difference(tried).len();
        self.facts.judge_week(self.journal.history(), first, today, tuning);
    }

    /// The days on which something differs, the earliest first.
    pub fn days(&self, tried: &History) -> Vec<Day> {
        let of = |history: &History, id: &SessionId| history.session(id).map(|session| session.day);
        let days = self.difference(tried).into_iter().flat_map(|op| match op {
            Op::PutDayPlan { day, .. } => vec![day],
            op => match op.key() {
                Some(Key::Session(id)) => of(self.journal.history(), &id).into_iter().chain(of(tried, &id)).collect(),
                _ => Vec::new(),
            },
        });
        let days: BTreeSet<Day> = days.collect();
        days.into_iter().collect()
    }

    /// What has to be written for the plan to become the one that was tried.
    pub fn difference(&self, tried: &History) -> Vec<Op> {
        difference(self.journal.history(), tried)
    }
}

/// Does a change belong to a plan that can be tried? What was lived is written as ever; what is taken back is what it was.
pub fn is_of_plan(op: &Op, journal: &Journal) -> bool {
    match op {
        Op::PutSession(session) => !session.is_done(),
        Op::Erase(Key::Session(_)) | Op::PutDayPlan { .. } | Op::SetProfile(ProfileChange::Weekday(..)) => true,
        // What is retracted was written before, so this comes to an end.
        Op::Retract(batch) => journal.batch(*batch).iter().all(|entry| is_of_plan(&entry.op, journal)),
        _ => false,
    }
}

/// The changes of sessions, of the time of weekdays and of what is set for days that lead from one history to another.
fn difference(from: &History, to: &History) -> Vec<Op> {
    let days = from.days_unlike(to);
    // What moved is on a day that is another one in each of the two.
    let on = |history: &History| -> BTreeMap<SessionId, Session> {
        days.iter().flat_map(|day| history.sessions_on(*day)).map(|session| (session.id.clone(), session.clone())).collect()
    };
    let (was, is) = (on(from), on(to));
    let gone = was.keys().filter(|id| !is.contains_key(id)).map(|id| Op::Erase(Key::Session(id.clone())));
    let other = is.iter().filter(|(id, session)| was.get(*id) != Some(*session)).map(|(_, session)| put(session.clone()));
    let plan = |history: &History, day| history.day(day).map(|record| record.plan).unwrap_or_default();
    let set = days.iter().filter(|day| plan(from, **day) != plan(to, **day));
    let weekdays = (0..7_u8).zip(from.profile().week.iter().zip(to.profile().week)).filter(|(_, (was, is))| **was != *is);
    let weekdays = weekdays.map(|(weekday, (_, time))| Op::SetProfile(ProfileChange::Weekday(weekday, time)));
    gone.chain(other).chain(weekdays).chain(set.map(|day| Op::PutDayPlan { day: *day, plan: plan(to, *day) })).collect()
}

/// A number of the week, as it is and as it is tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What it is.
    pub label: &'static str,
    /// In the plan as it is.
    pub before: String,
    /// In the plan that is tried.
    pub after: String,
}

/// The first week of two judgements side by side: what the order costs, what is broken, the meters, and form on the last
/// morning.
pub fn compared(before: &Judgement, after: &Judgement) -> Vec<Compared> {
    let of = |label, number: fn(&Judgement) -> String| Compared { label, before: number(before), after: number(after) };
    let meter = |judgement: &Judgement| judgement.meters.first().copied().unwrap_or_default();
    let both =
        |label, number: fn(Meter) -> String| Compared { label, before: number(meter(before)), after: number(meter(after)) };
    vec![
        of("cost", |judgement| match judgement.cost {
            possible if possible < BEYOND_PRICE => possible.to_string(),
            _ => "not possible".to_owned(),
        }),
        of("warnings", |judgement| (judgement.broken.len() + judgement.warnings.len()).to_string()),
        of("form at its end", |judgement| {
            let last = judgement.forecast.iter().rev().find_map(|form| form.state);
            last.map_or_else(|| "–".to_owned(), |state| words::signed(state.form()))
        }),
        both("load", |meter| meter.load.to_string()),
        both("aerobic", |meter| meter.aerobic.to_string()),
        both("strength days", |meter| meter.strength_days.to_string()),
        both("charge : drain", |meter| format!("{} : {}", meter.charge, meter.drain)),
    ]
}
