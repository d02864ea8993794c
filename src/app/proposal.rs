//! A proposal of another order: asked for, looked at, taken whole or in part, or left.
//!
//! The search runs elsewhere ([`Question::answer`] is what the world calls); the answer is shown over the dashboard,
//! and nothing is changed before it is accepted.

pub mod commands;

use std::collections::BTreeSet;

use crate::domain::SessionId;
use crate::engine::Tuning;
use crate::engine::planner::{self, Judgement, Limits, Plan, Proposal};

/// The longest a search takes, milliseconds (`planner.md` §5).
pub const BUDGET_MS: u64 = 250;
/// A search that takes longer than this says that it goes on, milliseconds.
const PATIENCE_MS: u64 = 1_000;
/// How wide a search may become, states a day: the last pass of the specification.
const WIDTH: usize = 262_144;

/// What is wished for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    /// The best order of the week that is shown.
    Order,
    /// The best order of four weeks from the one that is shown.
    OrderFour,
    /// This week right again from today on, with few changes.
    Repair,
}

/// A question that takes a moment to answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Tells it from other questions.
    pub number: u64,
    /// The plan as it stands.
    pub plan: Plan,
    /// The numbers in force.
    pub tuning: Tuning,
}

impl Question {
    /// The best order found while `keep_going` says yes.
    pub fn answer(&self, keep_going: &mut dyn FnMut() -> bool) -> Proposal {
        planner::propose(&self.plan, &mut Limits { width: WIDTH, keep_going }, &self.tuning)
    }
}

/// A question over the dashboard, and its answer once it has come.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposing {
    /// What was wished for.
    pub wish: Wish,
    /// The number of the question: when it was asked, milliseconds since 1970.
    pub number: u64,
    /// The plan it is about.
    pub plan: Plan,
    /// That plan, judged.
    pub own: Judgement,
    /// The answer; `None` while it is looked for.
    pub found: Option<Found>,
    /// The journal that the plan was read from.
    revision: u64,
}

impl Proposing {
    /// Is there nothing to show yet? A short search leaves the screen still.
    pub fn is_silent(&self, now_ms: u64) -> bool {
        self.found.is_none() && now_ms < self.number.saturating_add(PATIENCE_MS)
    }

    /// Milliseconds until a search that goes on says so.
    pub fn deadline(&self, now_ms: u64) -> Option<u64> {
        self.is_silent(now_ms).then(|| self.number.saturating_add(PATIENCE_MS) - now_ms)
    }
}

/// An answer, with what the person leaves out of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// As it was found.
    whole: Proposal,
    /// Without what is left out.
    pub shown: Proposal,
    /// Sessions that stay as they are.
    pub left_out: BTreeSet<SessionId>,
    /// The chosen line of [`Found::changes`].
    pub cursor: usize,
}

impl Found {
    /// Sessions that the proposal changes, in the order of the plan.
    pub fn changes(&self, plan: &Plan) -> Vec<SessionId> {
        let moved = self.whole.moves.iter().map(|step| &step.id);
        let eased = self.whole.eased.iter().map(|eased| &eased.id);
        let ids: BTreeSet<&SessionId> = moved.chain(eased).chain(&self.whole.dropped).collect();
        let mut ids: Vec<SessionId> = ids.into_iter().cloned().collect();
        ids.sort_by_key(|id| plan.session(id).and_then(|session| session.at));
        ids
    }

    /// What the proposal says about a session, whether or not it is left out.
    pub fn whole(&self) -> &Proposal {
        &self.whole
    }
}
