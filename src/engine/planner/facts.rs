//! What the rules need to know of a session and of a day (`planner.md` §1, the table of words).

use crate::domain::{Body, Kind, Slot};
use crate::engine::tuning::{Load, Planner};

use super::plan::PlanSession;

/// Muscles as bits: upper 1, lower 2.
pub(super) type Muscles = u8;

pub(super) fn muscles(body: Body) -> Muscles {
    match body {
        Body::Upper => 1,
        Body::Lower => 2,
        Body::Full => 3,
    }
}

/// Does a kind give back more than it takes?
pub(super) fn charging(kind: Kind) -> bool {
    matches!(kind, Kind::Mobility | Kind::Balance)
}

/// What asks for a fresher mind has the lower rank; 0 = none.
fn rank(kind: Kind) -> u8 {
    match kind {
        Kind::Mobility => 0,
        Kind::Skill | Kind::Balance => 1,
        Kind::Strength => 2,
        Kind::Endurance | Kind::Intervals | Kind::Event => 3,
    }
}

/// A session, as the rules see it.
#[derive(Debug, Clone, Copy)]
pub(super) struct SessionFacts {
    pub kind: Kind,
    pub minutes: i64,
    pub load: i64,
    pub hard: bool,
    pub drains: bool,
    pub muscles: Muscles,
}

impl SessionFacts {
    pub fn new(session: &PlanSession, numbers: &Planner, loads: &Load) -> SessionFacts {
        let load = session.points(loads);
        let effort = i64::from(session.rpe.halves()) >= numbers.hard_rpe2 || load >= numbers.hard_load;
        let hard = !charging(session.kind) && (session.kind == Kind::Event || effort);
        SessionFacts {
            kind: session.kind,
            minutes: i64::from(session.minutes),
            load,
            hard,
            drains: !charging(session.kind) && (hard || load >= numbers.drain_load),
            muscles: if session.kind == Kind::Strength { muscles(session.body) } else { 0 },
        }
    }
}

/// What a day leaves behind for the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Mark {
    pub hard: bool,
    pub drain: bool,
    pub muscles: Muscles,
}

/// All that rules about more than one day see of a day.
///
/// The solver takes days with the same trace for the same, so a rule cannot see more than this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Trace {
    pub mark: Mark,
    pub skills: u8,
    /// A rest or charge day: no session but charging ones.
    pub rests: bool,
    pub strength: bool,
    pub balance: bool,
}

/// A day, as the rules see it: the sum of its sessions.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DayFacts {
    /// Minutes of all sessions.
    pub minutes: i64,
    /// Points of all sessions.
    pub load: i64,
    /// Points without events.
    pub quiet: i64,
    /// Sessions that are not charging.
    pub training: u8,
    pub hard_sessions: u8,
    pub drains: bool,
    pub muscles: Muscles,
    /// Two sessions of the day are for the same muscles.
    pub muscles_meet: bool,
    /// Highest rank of the morning, 0 = none.
    pub morning_rank: u8,
    /// Lowest rank of the evening, 0 = none.
    pub evening_rank: u8,
    pub skills: u8,
    pub strength: bool,
    pub balance: bool,
}

impl DayFacts {
    /// Adds a session to the day.
    pub fn add(&mut self, session: &SessionFacts, slot: Slot) {
        self.minutes += session.minutes;
        self.load += session.load;
        self.quiet += if session.kind == Kind::Event { 0 } else { session.load };
        self.training = self.training.saturating_add(u8::from(!charging(session.kind)));
        self.hard_sessions = self.hard_sessions.saturating_add(u8::from(session.hard));
        self.drains |= session.drains;
        self.muscles_meet |= self.muscles & session.muscles != 0;
        self.muscles |= session.muscles;
        self.skills = self.skills.saturating_add(u8::from(session.kind == Kind::Skill));
        self.strength |= session.kind == Kind::Strength;
        self.balance |= session.kind == Kind::Balance;
        match (slot, rank(session.kind)) {
            (_, 0) => {}
            (Slot::Am, rank) => self.morning_rank = self.morning_rank.max(rank),
            (Slot::Pm, rank) if self.evening_rank == 0 => self.evening_rank = rank,
            (Slot::Pm, rank) => self.evening_rank = self.evening_rank.min(rank),
        }
    }

    /// What rules about more than one day see of it.
    pub fn trace(&self, numbers: &Planner) -> Trace {
        let hard = self.hard_sessions > 0 || self.load >= numbers.hard_day;
        let drain = hard || self.drains || self.load >= numbers.drain_load;
        Trace {
            mark: Mark { hard, drain, muscles: self.muscles },
            skills: self.skills,
            rests: self.training == 0,
            strength: self.strength,
            balance: self.balance,
        }
    }
}

/// A week, as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct WeekFacts {
    pub rests: bool,
    pub strength_days: i64,
    pub balance_days: i64,
}

impl WeekFacts {
    /// Adds a day to the week.
    pub fn add(&mut self, day: &Trace) {
        self.rests |= day.rests;
        self.strength_days += i64::from(day.strength);
        self.balance_days += i64::from(day.balance);
    }
}
