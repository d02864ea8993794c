//! A proposal taken in part (`planner.md` §6), on weeks by number: what stays, stays, and the price is that of the plan
//! that comes of it.

use crate::planner_weeks::{four_weeks, full_week, small_plan, too_full_week};
use upswing::domain::SessionId;
use upswing::engine::Tuning;
use upswing::engine::planner::{Limits, Plan, Proposal, accept, leave_out, propose};

fn best(plan: &Plan) -> Proposal {
    propose(plan, &mut Limits { width: 512, keep_going: &mut || true }, &Tuning::default())
}

/// Everybody whom a proposal changes.
fn changed(proposal: &Proposal) -> Vec<SessionId> {
    let moved = proposal.moves.iter().map(|step| step.id.clone());
    let eased = proposal.eased.iter().map(|eased| eased.id.clone());
    moved.chain(eased).chain(proposal.dropped.iter().cloned()).collect()
}

fn plans() -> impl Iterator<Item = Plan> {
    (0..60).map(small_plan).chain((0..3).flat_map(|seed| [full_week(seed), too_full_week(seed), four_weeks(seed, 6)]))
}

#[test]
fn leaving_nothing_out_is_the_whole_proposal() {
    for plan in plans() {
        let proposal = best(&plan);
        assert_eq!(leave_out(&plan, &proposal, &[], &Tuning::default()), proposal);
    }
}

#[test]
fn leaving_everything_out_changes_nothing_and_costs_what_the_plan_costs() {
    for plan in plans() {
        let proposal = best(&plan);
        let nothing = leave_out(&plan, &proposal, &changed(&proposal), &Tuning::default());
        assert!(nothing.is_empty());
        assert_eq!(nothing.cost(), nothing.own_cost);
        for (session, before) in accept(&plan, &nothing).sessions.iter().zip(&plan.sessions) {
            assert_eq!((session.at, session.minutes, session.kind), (before.at, before.minutes, before.kind));
        }
    }
}

#[test]
fn who_is_left_out_stays_and_nobody_else_does_anything_new() {
    for plan in plans() {
        let proposal = best(&plan);
        for stay in changed(&proposal) {
            let part = leave_out(&plan, &proposal, std::slice::from_ref(&stay), &Tuning::default());
            let accepted = accept(&plan, &part);
            assert_eq!(accepted.session(&stay), plan.session(&stay));
            let whole = accept(&plan, &proposal);
            let others = accepted.sessions.iter().filter(|session| session.id != stay);
            assert!(others.into_iter().all(|session| whole.session(&session.id) == Some(session)));
            assert!(part.bound <= part.cost());
        }
    }
}
