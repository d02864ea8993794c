//! What judging and solving a plan say.

use std::collections::BTreeMap;

use crate::domain::{Kind, Rpe, SessionId, Slot};
use crate::engine::averages::State;

use super::plan::{DayIndex, Spot};
use super::rule_id::RuleId;

/// A cost from here on is no price any more: something is dropped, or not possible.
pub const BEYOND_PRICE: i64 = 100_000;

/// A broken rule of one place in the plan; the costs of all of them sum to the plan's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The rule's id.
    pub rule: RuleId,
    /// The days it is about; for `moved` (from, to).
    pub days: Vec<DayIndex>,
    /// The sessions it is about, by id.
    pub sessions: Vec<SessionId>,
    /// What it costs; 0 = only told.
    pub cost: i64,
    /// The sentence for a person.
    pub text: String,
}

/// One command that helps against a broken rule or a warning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Help {
    /// Add a session of this kind.
    Add(Kind),
    /// Move a session.
    Move {
        /// Which.
        id: SessionId,
        /// To where.
        to: Spot,
    },
    /// Let two sessions exchange their places.
    Swap(SessionId, SessionId),
    /// Take a lock away.
    Unlock(SessionId),
}

/// What a week says that order cannot change; never in the cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The rule's id.
    pub rule: RuleId,
    /// The days it is about.
    pub days: Vec<DayIndex>,
    /// The numbers of the sentence, in its order; none where they are no whole numbers.
    pub numbers: Vec<i64>,
    /// The sentence for a person.
    pub text: String,
    /// One command that helps; `None` where there is none.
    pub help: Option<Help>,
}

/// The meters of one full week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Meter {
    /// First day of the week.
    pub first: DayIndex,
    /// Points.
    pub load: i64,
    /// Aerobic minutes, vigorous ones double.
    pub aerobic: i64,
    /// Days with strength.
    pub strength_days: i64,
    /// Days with balance.
    pub balance_days: i64,
    /// Days that only charge.
    pub rest_days: i64,
    /// Sessions that charge.
    pub charge: i64,
    /// Sessions that drain.
    pub drain: i64,
    /// Is every day like the other?
    pub monotony_high: bool,
}

/// Fitness, fatigue and form of one morning of the plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Form {
    /// Which day.
    pub day: DayIndex,
    /// Fitness and fatigue, points a day; `None` = before the start day.
    pub state: Option<State>,
    /// Not to be trusted yet.
    pub settling: bool,
    /// Is there an event on this day?
    pub event: bool,
}

/// A plan as it stands, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The sum of the broken rules' costs.
    pub cost: i64,
    /// The part of the cost that is for moving.
    pub changes: i64,
    /// The broken rules, dearest first.
    pub broken: Vec<Broken>,
    /// What is told and not counted.
    pub warnings: Vec<Warning>,
    /// One for each full week.
    pub meters: Vec<Meter>,
    /// One for each day.
    pub forecast: Vec<Form>,
}

/// A session that goes elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Which.
    pub id: SessionId,
    /// From where; `None` = it had no place.
    pub from: Option<Spot>,
    /// To where.
    pub to: Spot,
}

/// A session that a deload made easier: what it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eased {
    /// Which.
    pub id: SessionId,
    /// Its kind now.
    pub kind: Kind,
    /// Its minutes now.
    pub minutes: u16,
    /// Its effort now.
    pub rpe: Rpe,
}

/// What would seat a dropped session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relaxation {
    /// So many more minutes here.
    Minutes {
        /// How many.
        minutes: i64,
        /// Where.
        spot: Spot,
    },
    /// Two training sessions on this day.
    Two {
        /// Which day.
        day: DayIndex,
    },
    /// No single change seats it.
    Nothing,
}

/// A dropped session and what would seat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relax {
    /// Which.
    pub session: SessionId,
    /// The smallest single change.
    pub relaxation: Relaxation,
    /// The sentence for a person.
    pub text: String,
}

/// What a rule costs before and after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Saved {
    /// In the person's order.
    pub before: i64,
    /// As proposed.
    pub after: i64,
}

impl Saved {
    /// What is saved; negative = it costs more.
    pub fn saved(self) -> i64 {
        self.before - self.after
    }
}

/// A proposed plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Where every free session goes, by id; `None` = dropped.
    pub places: Vec<(SessionId, Option<Spot>)>,
    /// The judgement of the proposed plan.
    pub judgement: Judgement,
    /// The cost of the person's own order (of the eased week, if it was eased).
    pub own_cost: i64,
    /// Nothing cheaper than this exists.
    pub bound: i64,
    /// Is it the one best plan?
    pub proven: bool,
    /// Sessions that move.
    pub moves: Vec<Move>,
    /// Sessions that are dropped, by id.
    pub dropped: Vec<SessionId>,
    /// Sessions made easier first, by id.
    pub eased: Vec<Eased>,
    /// Sessions whose time has passed, by id.
    pub lapsed: Vec<SessionId>,
    /// What would seat each dropped session.
    pub relax: Vec<Relax>,
    /// Rule by rule, what it costs before and after.
    pub saved: BTreeMap<RuleId, Saved>,
}

impl Proposal {
    /// What it costs.
    pub fn cost(&self) -> i64 {
        self.judgement.cost
    }

    /// How much of that is for moving.
    pub fn changes(&self) -> i64 {
        self.judgement.changes
    }

    /// Does it keep every hard rule?
    pub fn is_possible(&self) -> bool {
        self.judgement.broken.iter().all(|broken| broken.rule != RuleId::Illegal)
    }

    /// Does it change anything at all?
    pub fn is_empty(&self) -> bool {
        self.moves.is_empty() && self.dropped.is_empty() && self.eased.is_empty()
    }

    /// How much better a plan could be at most; 0 if proven.
    pub fn gap(&self) -> i64 {
        (self.judgement.cost - self.bound).max(0)
    }

    /// Where a free session goes.
    pub fn place(&self, id: &SessionId) -> Option<Spot> {
        self.places.iter().find(|(other, _)| other == id).and_then(|(_, spot)| *spot)
    }
}

impl std::fmt::Display for Spot {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.day, self.slot)
    }
}

/// `morning` or `evening`.
pub fn slot_word(slot: Slot) -> &'static str {
    match slot {
        Slot::Am => "morning",
        Slot::Pm => "evening",
    }
}
