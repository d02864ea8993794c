//! The session planner: which session on which day and slot, and why (`planner.md`).
//!
//! [`judge`] prices a plan as it stands, [`propose`] finds the best order of its free sessions.
//! Both are pure: a proposal changes nothing until [`accept`] makes a new plan of it.

mod assignment;
mod bound;
mod classes;
mod deload;
mod diff;
mod evaluate;
mod facts;
mod frame;
mod help;
mod instance;
mod meters;
mod outcome;
mod partial;
mod plan;
mod record;
mod relax;
mod rule_id;
mod rules;
mod search;
mod solve;
mod telling;
mod templates;
mod warnings;

pub use diff::accept;
pub use help::help;
pub use outcome::{
    BEYOND_PRICE, Broken, Eased, Form, Help, Judgement, Meter, Move, Proposal, Relax, Relaxation, Saved, Warning, slot_word,
};
pub use partial::leave_out;
pub use plan::{DayIndex, Known, MOST_DAYS, OwnRules, Plan, PlanSession, PlanSpan, Spot, Yesterday};
pub use record::{PlanBasis, accepted_sessions};
pub use rule_id::{RuleId, Scope, is_own_number};
pub use solve::Limits;
pub use templates::{Suggested, TEMPLATES, Template, template};

use deload::eased;
use evaluate::{evaluate, own_places};
use frame::{Frame, Role};
use meters::{forecast, meters};
use solve::solve;
use warnings::warnings;

use super::Tuning;

/// Prices a plan as it stands: costs, broken rules, warnings, meters.
pub fn judge(plan: &Plan, tuning: &Tuning) -> Judgement {
    let frame = Frame::new(plan, tuning);
    judgement(&frame, &own_places(&frame))
}

fn judgement(frame: &Frame<'_>, places: &[Option<Spot>]) -> Judgement {
    let evaluation = evaluate(frame, places);
    let meters = meters(frame, &evaluation);
    let forecast = forecast(frame, &evaluation);
    Judgement {
        cost: evaluation.cost(),
        changes: evaluation.changes,
        warnings: warnings(frame, &evaluation, &meters, &forecast),
        broken: evaluation.broken,
        meters,
        forecast,
    }
}

/// Finds the best order of the free sessions; at stages `deeper` and `overreaching` of the eased week.
pub fn propose(plan: &Plan, limits: &mut Limits<'_>, tuning: &Tuning) -> Proposal {
    let (week, eased) = eased(plan, tuning);
    let frame = Frame::new(&week, tuning);
    let solution = solve(&frame, limits);
    let own = evaluate(&frame, &own_places(&frame));
    let judgement = judgement(&frame, &solution.places);
    let dropped = diff::dropped(&frame, &solution.places);
    Proposal {
        places: diff::places(&frame, &solution.places),
        own_cost: own.cost(),
        bound: solution.bound.min(judgement.cost),
        proven: solution.proven,
        moves: diff::moves(&frame, &solution.places),
        relax: relax::relaxations(&frame, &solution.places, &dropped, limits, tuning),
        dropped: diff::ids(&frame, &dropped),
        eased,
        lapsed: diff::ids(&frame, &frame.with_role(|role| role == Role::Lapsed)),
        saved: diff::saved(&own.broken, &judgement.broken),
        judgement,
    }
}
