//! A plan made ready for judging and solving: who is free, what is fixed, which places are open.

use crate::domain::{Kind, Situation, Slot, Status};
use crate::engine::tuning::{Planner, Readiness};
use crate::engine::{Tuning, Verdict};

use super::facts::{DayFacts, Mark, SessionFacts, charging, muscles};
use super::plan::{DayIndex, Plan, PlanSession, Spot};
use super::rule_id::is_own_number;

/// What the planner may do with a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Stays where it is, whatever the rules say.
    Base(Spot),
    /// May be put anywhere in its window.
    Free,
    /// Its window is over.
    Lapsed,
    /// Skipped.
    Out,
}

/// Why a place is closed to a free session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    OutsidePlan,
    Past,
    Window,
    Off,
    OtherSlot,
    Taken,
    TooShort,
    DayFull,
    Verdict,
    Injury,
    /// Only of a locked session.
    OneTraining,
}

/// What an event allows on a day near it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Near {
    /// Distance from the event in days.
    pub distance: DayIndex,
    /// Quiet load allowed.
    pub over: i64,
    /// Cost of each started 10 points above it.
    pub cost: i64,
}

/// A plan made ready.
pub(super) struct Frame<'a> {
    pub plan: &'a Plan,
    pub numbers: Planner,
    /// What a break is, and the return from it.
    pub returns: Readiness,
    /// In the order of the plan's sessions, as the next three.
    pub facts: Vec<SessionFacts>,
    pub roles: Vec<Role>,
    millis: Vec<i64>,
    pub windows: Vec<(DayIndex, DayIndex)>,
    /// Day by day, what is fixed there.
    pub base: Vec<DayFacts>,
    base_slots: Vec<[u8; 2]>,
    /// Day by day, the events near it.
    pub near: Vec<Vec<Near>>,
}

/// The numbers in force for a plan.
pub(super) fn numbers(plan: &Plan, table: &Planner) -> Planner {
    let mut numbers = table.clone();
    if plan.situation != Some(Situation::OlderAdult) {
        numbers.balance_target = 0;
    }
    for (name, value) in plan.rules.iter().filter(|(name, _)| is_own_number(name)) {
        numbers.set_within(name, *value);
    }
    numbers
}

/// The days on which a session may stand.
pub(super) fn window(plan: &Plan, session: &PlanSession) -> (DayIndex, DayIndex) {
    let day = session.at.map(|spot| spot.day);
    if let (Kind::Event, Some(day)) = (session.kind, day) {
        return (day, day);
    }
    if let Some(day) = session.fix_day {
        return (day, day);
    }
    let last = plan.length() - 1;
    match (session.window, day) {
        (Some(window), _) => window,
        (None, Some(day)) => {
            let first = day.div_euclid(7) * 7;
            (first, (first + 6).min(last.max(day)))
        }
        (None, None) => (0, last),
    }
}

fn role(plan: &Plan, session: &PlanSession) -> Role {
    let locked = session.lock || session.kind == Kind::Event;
    match (session.status, session.at) {
        (Status::Skipped, _) | (Status::Done, None) => Role::Out,
        (Status::Done, Some(spot)) => Role::Base(spot),
        (Status::Planned | Status::Moved, Some(spot)) if locked && spot.day >= plan.today => Role::Base(spot),
        (Status::Planned | Status::Moved, _) if session.kind == Kind::Event => Role::Lapsed,
        (Status::Planned | Status::Moved, _) if window(plan, session).1 >= plan.today => Role::Free,
        (Status::Planned | Status::Moved, _) => Role::Lapsed,
    }
}

/// Index of a slot.
pub(super) fn slot_index(slot: Slot) -> usize {
    match slot {
        Slot::Am => 0,
        Slot::Pm => 1,
    }
}

impl<'a> Frame<'a> {
    pub fn new(plan: &'a Plan, tuning: &Tuning) -> Frame<'a> {
        let numbers = numbers(plan, &tuning.planner);
        let mut frame = Frame {
            facts: plan.sessions.iter().map(|session| SessionFacts::new(session, &numbers, &tuning.load)).collect(),
            millis: plan.sessions.iter().map(|session| session.milli(&tuning.load)).collect(),
            roles: plan.sessions.iter().map(|session| role(plan, session)).collect(),
            windows: plan.sessions.iter().map(|session| window(plan, session)).collect(),
            base: vec![DayFacts::default(); plan.days.len()],
            base_slots: vec![[0; 2]; plan.days.len()],
            near: vec![Vec::new(); plan.days.len()],
            plan,
            numbers,
            returns: tuning.readiness.clone(),
        };
        frame.add_base();
        frame.add_events();
        frame
    }

    fn add_base(&mut self) {
        for (role, facts) in self.roles.iter().zip(&self.facts) {
            let Role::Base(spot) = role else { continue };
            let Ok(day) = usize::try_from(spot.day) else { continue };
            if let Some(base) = self.base.get_mut(day) {
                base.add(facts, spot.slot);
            }
            if let Some(count) = self.base_slots.get_mut(day).and_then(|slots| slots.get_mut(slot_index(spot.slot))) {
                *count = count.saturating_add(1);
            }
        }
    }

    fn add_events(&mut self) {
        let mut events = self.plan.events.clone();
        events.extend(self.event_days());
        events.sort_unstable();
        events.dedup();
        for (day, near) in (0..).zip(&mut self.near) {
            near.extend(events.iter().filter_map(|event| near_event(&self.numbers, day - event)));
        }
    }

    /// The days of the plan's own events that count.
    pub fn event_days(&self) -> impl Iterator<Item = DayIndex> {
        self.roles.iter().zip(&self.facts).filter_map(|(role, facts)| match role {
            Role::Base(spot) if facts.kind == Kind::Event => Some(spot.day),
            _ => None,
        })
    }

    /// The first day that is judged and open.
    pub fn first(&self) -> DayIndex {
        self.plan.today.max(0)
    }

    /// What the day before `day` leaves behind, for the first day of the plan.
    pub fn yesterday(&self) -> Mark {
        let before = self.plan.yesterday;
        Mark { hard: before.hard, drain: before.drain, muscles: before.body.map_or(0, muscles) }
    }

    /// Is this today, and does the morning say ease?
    pub fn eases(&self, day: DayIndex) -> bool {
        day == self.plan.today && self.plan.verdict == Verdict::Ease
    }

    /// The events near a day.
    pub fn near_of(&self, day: DayIndex) -> &[Near] {
        usize::try_from(day).ok().and_then(|day| self.near.get(day)).map_or(&[], Vec::as_slice)
    }

    /// What is fixed on a day.
    pub fn base_of(&self, day: DayIndex) -> DayFacts {
        usize::try_from(day).ok().and_then(|day| self.base.get(day)).copied().unwrap_or_default()
    }

    /// What is fixed on a day beside its events.
    fn base_without_events(&self, day: DayIndex) -> DayFacts {
        let mut base = DayFacts::default();
        for (role, facts) in self.roles.iter().zip(&self.facts).filter(|(_, facts)| facts.kind != Kind::Event) {
            if let Role::Base(spot) = role
                && spot.day == day
            {
                base.add(facts, spot.slot);
            }
        }
        base
    }

    /// How many fixed sessions a slot holds.
    pub fn base_in(&self, spot: Spot) -> u8 {
        let slots = usize::try_from(spot.day).ok().and_then(|day| self.base_slots.get(day));
        slots.and_then(|slots| slots.get(slot_index(spot.slot))).copied().unwrap_or(0)
    }

    /// Has a day no slots?
    pub fn is_off(&self, day: DayIndex) -> bool {
        self.plan.away(day) || self.plan.availability(day).is_some_and(|time| time.off)
    }

    /// Is the person away so much that the week of a day is asked for nothing?
    pub fn is_away_week(&self, day: DayIndex) -> bool {
        let first = day - day.rem_euclid(7);
        let away = (first..first + 7).filter(|day| self.plan.away(*day)).count();
        i64::try_from(away).is_ok_and(|away| away >= self.numbers.away_days)
    }

    /// Is today against a kind?
    pub fn verdict_forbids(&self, kind: Kind) -> bool {
        match self.plan.verdict {
            Verdict::Rest => true,
            Verdict::Recover => kind != Kind::Mobility,
            Verdict::Build | Verdict::Train | Verdict::Ease | Verdict::None => false,
        }
    }

    /// A session's load as the averages count it, milli-points.
    pub fn milli(&self, session: usize) -> i64 {
        self.millis.get(session).copied().unwrap_or(0)
    }

    /// Why a place is closed to a free session; `None` = it is open.
    pub fn closed(&self, session: usize, spot: Spot) -> Option<Closed> {
        let Some(day) = self.plan.availability(spot.day) else { return Some(Closed::OutsidePlan) };
        let (Some(facts), Some(window), Some(own)) =
            (self.facts.get(session), self.windows.get(session), self.plan.sessions.get(session))
        else {
            return Some(Closed::OutsidePlan);
        };
        let checks = [
            (spot.day < self.plan.today, Closed::Past),
            (spot.day < window.0 || spot.day > window.1, Closed::Window),
            (self.is_off(spot.day), Closed::Off),
            (self.plan.avoids(own, spot.day), Closed::Injury),
            (own.fix_slot.is_some_and(|slot| slot != spot.slot), Closed::OtherSlot),
            (self.base_in(spot) > 0, Closed::Taken),
            (slot_minutes(day, spot.slot) < facts.minutes, Closed::TooShort),
            (over_day(day, self.base_of(spot.day).minutes + facts.minutes), Closed::DayFull),
            (spot.day == self.plan.today && self.verdict_forbids(facts.kind), Closed::Verdict),
        ];
        checks.iter().find(|(is_closed, _)| *is_closed).map(|(_, why)| *why)
    }

    /// Why a locked session stands where a free one may not; `None` = it does not.
    pub fn lock_conflict(&self, session: usize) -> Option<Closed> {
        let (facts, plan_session) = (self.facts.get(session)?, self.plan.sessions.get(session)?);
        let Some(Role::Base(spot)) = self.roles.get(session).copied() else { return None };
        if plan_session.status == Status::Done || spot.day < self.plan.today {
            return None;
        }
        let day = self.plan.availability(spot.day)?;
        // A race is no training and is not measured against the time for it.
        let trains = facts.kind != Kind::Event;
        let base = self.base_without_events(spot.day);
        let checks = [
            (trains && self.is_off(spot.day), Closed::Off),
            (self.plan.avoids(plan_session, spot.day), Closed::Injury),
            (trains && slot_minutes(day, spot.slot) < facts.minutes, Closed::TooShort),
            (self.base_in(spot) > 1, Closed::Taken),
            (trains && over_day(day, base.minutes), Closed::DayFull),
            (trains && !day.two && !charging(facts.kind) && base.training > 1, Closed::OneTraining),
            (spot.day == self.plan.today && self.verdict_forbids(facts.kind), Closed::Verdict),
        ];
        checks.iter().find(|(conflict, _)| *conflict).map(|(_, why)| *why)
    }

    /// The free sessions, by id.
    pub fn free(&self) -> Vec<usize> {
        self.with_role(|role| role == Role::Free)
    }

    /// The sessions with a role, by id.
    pub fn with_role(&self, wanted: impl Fn(Role) -> bool) -> Vec<usize> {
        let mut found: Vec<usize> =
            self.roles.iter().enumerate().filter(|(_, role)| wanted(**role)).map(|(index, _)| index).collect();
        found.sort_by_key(|index| self.plan.sessions.get(*index).map(|session| &session.id));
        found
    }
}

/// Minutes of a slot.
pub(super) fn slot_minutes(day: &crate::domain::Availability, slot: Slot) -> i64 {
    i64::from(match slot {
        Slot::Am => day.am,
        Slot::Pm => day.pm,
    })
}

/// Are these more minutes than the day has?
pub(super) fn over_day(day: &crate::domain::Availability, minutes: i64) -> bool {
    day.day.is_some_and(|limit| minutes > i64::from(limit))
}

/// What an event `distance` days before a day (negative: after it) allows there.
fn near_event(numbers: &Planner, distance: DayIndex) -> Option<Near> {
    let (over, cost) = match distance {
        -3 => (numbers.event_m3_over, numbers.event_m3),
        -2 => (numbers.event_m2_over, numbers.event_m2),
        -1 => (numbers.event_m1_over, numbers.event_m1),
        0 => (numbers.event_0_over, numbers.event_0),
        1 => (numbers.event_p1_over, numbers.event_p1),
        2 => (numbers.event_p2_over, numbers.event_p2),
        3 => (numbers.event_p3_over, numbers.event_p3),
        _ => return None,
    };
    Some(Near { distance, over, cost })
}
