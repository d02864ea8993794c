//! The session planner: which session on which day and slot, and why (`planner.md`).
//!
//! [`judge`] prices a plan as it stands, [`propose`] finds the best order of its free sessions.
//! Both are pure: a proposal changes nothing until [`accept`] makes a new plan of it.

mod blocks;
mod outcome;
mod plan;

pub use blocks::blocks;
pub use outcome::{Broken, Eased, Form, Judgement, Meter, Move, Proposal, Relaxation, Saved, Warning, slot_word};
pub use plan::{DayIndex, MOST_DAYS, Morning, OwnRules, Plan, PlanSession, Spot, Yesterday, usual, whole_points};

use super::Tuning;

/// How long to search.
pub struct Limits<'a> {
    /// The widest pass, states per day; the specification's passes are 64, 512, 4,096 … 262,144.
    pub width: usize,
    /// Asked every 1,024 states; a pass during which it says no is thrown away.
    pub keep_going: &'a mut dyn FnMut() -> bool,
}

/// Prices a plan as it stands: costs, broken rules, warnings, meters.
pub fn judge(_plan: &Plan, _tuning: &Tuning) -> Judgement {
    Judgement { cost: 0, changes: 0, broken: Vec::new(), warnings: Vec::new(), meters: Vec::new(), forecast: Vec::new() }
}

/// Finds the best order of the free sessions; at stages `deeper` and `overreaching` of the eased week.
pub fn propose(plan: &Plan, _limits: &mut Limits<'_>, tuning: &Tuning) -> Proposal {
    let judgement = judge(plan, tuning);
    Proposal {
        places: Vec::new(),
        own_cost: judgement.cost,
        bound: judgement.cost,
        judgement,
        proven: false,
        moves: Vec::new(),
        dropped: Vec::new(),
        eased: Vec::new(),
        lapsed: Vec::new(),
        relax: Vec::new(),
        saved: std::collections::BTreeMap::new(),
    }
}

/// The plan that a proposal proposes.
pub fn accept(plan: &Plan, _proposal: &Proposal) -> Plan {
    plan.clone()
}
