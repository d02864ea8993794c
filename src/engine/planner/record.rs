//! Between the history and a plan: what is known becomes a plan, an accepted proposal becomes sessions.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Body, Day, History, Kind, LoadOrigin, Minutes, Rpe, Session, Span, Status};
use crate::engine::{Stage, Tuning, Verdict};
use crate::engine::{load, milli};

use super::facts::{DayFacts, SessionFacts};
use super::frame::numbers;
use super::outcome::Proposal;
use super::plan::{DayIndex, Known, Plan, PlanSession, PlanSpan, Spot, Yesterday};

/// How far an event reaches, days.
const EVENT_REACH: i64 = 3;

/// What a plan needs beside the history.
#[derive(Debug, Clone)]
pub struct PlanBasis {
    /// The date of day 0; the first day of a week where weeks are to be the calendar's.
    pub start: Day,
    /// How many days, 1–28.
    pub days: usize,
    /// Today.
    pub today: Day,
    /// What this morning says.
    pub verdict: Verdict,
    /// How deep fatigue sits.
    pub stage: Stage,
    /// The start day of the averages, as this morning knows it, or a later one that is enough for breaks and returns.
    pub first: Option<Day>,
    /// The mornings from `start` on, as far as they are known.
    pub mornings: Vec<Known>,
    /// Whole points of each day from that day to the eve of `start` or of today; `None` = trained, load unknown.
    pub lived: Vec<Option<i64>>,
    /// The expected answer after a session of a kind, in tenths.
    pub feels: BTreeMap<Kind, i64>,
}

impl Plan {
    /// The plan that stands in the history.
    pub fn from_history(history: &History, given: &PlanBasis, tuning: &Tuning) -> Plan {
        let end = given.start.plus(given.days.min(super::plan::MOST_DAYS) as i64 - 1);
        let index = |day: Day| DayIndex::try_from(day.since(given.start)).unwrap_or(DayIndex::MAX);
        let days = given.start.to(end).map(|day| history.availability(day)).collect();
        let mut plan = Plan::empty(given.start, index(given.today), days);
        plan.verdict = given.verdict;
        plan.stage = given.stage;
        plan.situation = history.profile().situation;
        plan.mornings.clone_from(&given.mornings);
        plan.own = own_days(history, given.start, end, index);
        plan.spans = history.spans().map(|span| plan_span(span, index)).collect();
        let inside = history.days_in(given.start.minus(super::plan::MOST_DAYS as i64), end);
        let belongs = |session: &&Session| session.day >= given.start || reaches(session, given.start);
        let inside = inside.flat_map(|(_, record)| record.sessions()).filter(belongs);
        let recorder = Recorder { history, given, tuning };
        plan.sessions = inside.map(|session| recorder.session(session)).collect();
        plan.yesterday = recorder.yesterday(&plan);
        plan.events = recorder.events(end);
        plan.past = recorder.past();
        plan
    }
}

/// The days of a plan whose time was set for this very day.
fn own_days(history: &History, start: Day, end: Day, index: impl Fn(Day) -> DayIndex) -> BTreeSet<DayIndex> {
    let own = history.days_in(start, end).filter(|(_, record)| record.plan.availability.is_some());
    own.map(|(day, _)| index(day)).collect()
}

fn plan_span(span: &Span, index: impl Fn(Day) -> DayIndex) -> PlanSpan {
    PlanSpan { kind: span.kind, from: index(span.from), to: span.to.map(index), avoid: span.avoid.iter().copied().collect() }
}

/// May a session of before the plan still be done in it?
fn reaches(session: &Session, start: Day) -> bool {
    let last = session.place.fix_day.or(session.place.window.map(|(_, last)| last));
    session.is_open() && last.is_some_and(|last| last >= start)
}

struct Recorder<'a> {
    history: &'a History,
    given: &'a PlanBasis,
    tuning: &'a Tuning,
}

impl Recorder<'_> {
    fn index(&self, day: Day) -> DayIndex {
        DayIndex::try_from(day.since(self.given.start)).unwrap_or(DayIndex::MAX)
    }

    fn session(&self, session: &Session) -> PlanSession {
        let place = &session.place;
        let mut planned = PlanSession {
            id: session.id.clone(),
            title: session.title.clone(),
            kind: session.kind,
            minutes: self.minutes(session),
            rpe: self.effort(session),
            load: self.load(session),
            milli: None,
            priority: place.priority,
            at: Some(Spot { day: self.index(session.day), slot: session.slot() }),
            lock: place.lock,
            fix_day: place.fix_day.map(|day| self.index(day)),
            fix_slot: place.fix_slot,
            window: place.window.map(|(first, last)| (self.index(first), self.index(last))),
            body: place.body,
            status: session.status,
            feel: session.charge.map(|answer| i64::from(answer) * 10).or_else(|| self.given.feels.get(&session.kind).copied()),
            eased: session.is_open() && (session.planned_minutes.is_some() || session.planned_rpe.is_some()),
        };
        let milli = load::planned_milli(self.history, session, self.given.today, self.tuning);
        planned.milli = (milli != planned.milli(&self.tuning.load)).then_some(milli);
        planned
    }

    /// As said or planned, else as typical for the person. Of what was done no minutes are made up.
    fn minutes(&self, session: &Session) -> u16 {
        if session.is_done() {
            return session.minutes.map_or(0, Minutes::get);
        }
        let typical = || load::typical_minutes(self.history, session.kind, self.given.today, &self.tuning.load);
        session.minutes.or(session.planned_minutes).map_or_else(typical, Minutes::get)
    }

    /// As said or planned, else as typical for the person, as its load is estimated. Of what was done and is unknown none is
    /// made up.
    fn effort(&self, session: &Session) -> Rpe {
        if session.is_done() && load::is_unknown(session) {
            return session.rpe.unwrap_or_default();
        }
        let typical = || {
            let tenths = load::typical_effort(self.history, session.kind, self.given.today, &self.tuning.load);
            u8::try_from((tenths + 2) / 5).ok().and_then(Rpe::from_halves).unwrap_or_default()
        };
        session.rpe.or(session.planned_rpe).unwrap_or_else(typical)
    }

    /// A load that is better than RPE × minutes, or all there is.
    fn load(&self, session: &Session) -> Option<i64> {
        let better = |load: &crate::domain::Load| load.origin != LoadOrigin::Estimated || session.rpe.is_none();
        session.load.filter(better).map(|load| milli::rounded(load.points.milli()))
    }

    /// Was it done, or is it still to be?
    fn counts(&self, session: &Session) -> bool {
        session.is_done() || (session.is_open() && session.day >= self.given.today)
    }

    fn yesterday(&self, plan: &Plan) -> Yesterday {
        let numbers = numbers(plan, &self.tuning.planner);
        let mut facts = DayFacts::default();
        for session in self.history.sessions_on(self.given.start.minus(1)).filter(|session| self.counts(session)) {
            facts.add(&SessionFacts::new(&self.session(session), &numbers, &self.tuning.load), session.slot());
        }
        let mark = facts.trace(&numbers).mark;
        let body = Body::ALL.iter().copied().find(|body| super::facts::muscles(*body) == mark.muscles);
        Yesterday { hard: mark.hard, drain: mark.drain, body }
    }

    /// The event days close enough to the plan to matter.
    fn events(&self, end: Day) -> Vec<DayIndex> {
        let start = self.given.start;
        let near = start.minus(EVENT_REACH).to(start.minus(1)).chain(end.plus(1).to(end.plus(EVENT_REACH)));
        let is_event = |session: &Session| session.kind == Kind::Event && self.counts(session);
        near.filter(|day| self.history.sessions_on(*day).any(is_event)).map(|day| self.index(day)).collect()
    }

    /// Whole points of each day to the eve of the plan, from the first one that is given; `None` = trained, load unknown.
    fn past(&self) -> Vec<Option<i64>> {
        let Some(first) = self.given.first.filter(|first| *first < self.given.start) else { return Vec::new() };
        let lived = self.given.lived.iter().copied();
        let to_come = first.to(self.given.start.minus(1)).skip(self.given.lived.len()).map(|day| self.past_day(day));
        lived.chain(to_come).collect()
    }

    fn past_day(&self, day: Day) -> Option<i64> {
        let counting = self.history.sessions_on(day).filter(|session| self.counts(session));
        let milli = |session| load::planned_milli(self.history, session, self.given.today, self.tuning);
        load::lived_points(counting.map(|session| (session, milli(session))))
    }
}

/// The sessions that an accepted proposal changes, as they are to be stored.
///
/// A moved session keeps its first day; an eased one keeps what was planned before; a dropped one is skipped.
pub fn accepted_sessions(history: &History, plan: &Plan, proposal: &Proposal) -> Vec<Session> {
    let mut changed = Vec::new();
    for (id, place) in &proposal.places {
        let Some(before) = history.session(id) else { continue };
        let mut session = before.clone();
        match place {
            Some(spot) => put(&mut session, plan.date(spot.day), *spot),
            None => session.status = Status::Skipped,
        }
        if let Some(eased) = proposal.eased.iter().find(|eased| eased.id == *id) {
            session.planned_minutes = session.planned_minutes.or(session.minutes);
            session.planned_rpe = session.planned_rpe.or(session.rpe);
            session.kind = eased.kind;
            session.minutes = Minutes::try_from(eased.minutes).ok();
            session.rpe = Some(eased.rpe);
            session.load = None;
        }
        if session != *before {
            changed.push(session);
        }
    }
    changed
}

/// Moves a session; where it comes back to its first day it was never moved.
fn put(session: &mut Session, day: Day, spot: Spot) {
    if session.slot() != spot.slot {
        session.place.slot = Some(spot.slot);
    }
    if session.day == day {
        return;
    }
    let original = session.original_day.unwrap_or(session.day);
    session.day = day;
    session.original_day = (day != original).then_some(original);
    session.status = if day == original { Status::Planned } else { Status::Moved };
    session.place.lock = false;
}
