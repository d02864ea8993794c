//! What changes between the person's order and a proposal, and the plan that follows from accepting it.

use std::collections::BTreeMap;

use crate::domain::{SessionId, Status};

use super::frame::{Frame, window};
use super::outcome::{Broken, Move, Proposal, Saved};
use super::plan::{Plan, Spot};
use super::rule_id::RuleId;

/// The names of sessions.
pub(super) fn ids(frame: &Frame<'_>, sessions: &[usize]) -> Vec<SessionId> {
    sessions.iter().filter_map(|index| frame.plan.sessions.get(*index)).map(|session| session.id.clone()).collect()
}

/// Where every free session goes, by id.
pub(super) fn places(frame: &Frame<'_>, places: &[Option<Spot>]) -> Vec<(SessionId, Option<Spot>)> {
    let free = frame.free();
    let spots = free.iter().map(|index| places.get(*index).copied().flatten());
    ids(frame, &free).into_iter().zip(spots).collect()
}

/// The free sessions without a place, by id.
pub(super) fn dropped(frame: &Frame<'_>, places: &[Option<Spot>]) -> Vec<usize> {
    let placed = |index: &usize| places.get(*index).copied().flatten().is_some();
    frame.free().into_iter().filter(|index| !placed(index)).collect()
}

/// The sessions that go elsewhere, by id.
pub(super) fn moves(frame: &Frame<'_>, places: &[Option<Spot>]) -> Vec<Move> {
    let to_move = |index: usize| {
        let session = frame.plan.sessions.get(index)?;
        let to = places.get(index).copied().flatten()?;
        (session.at != Some(to)).then(|| Move { id: session.id.clone(), from: session.at, to })
    };
    frame.free().into_iter().filter_map(to_move).collect()
}

/// Rule by rule, what it costs before and after.
pub(super) fn saved(before: &[Broken], after: &[Broken]) -> BTreeMap<RuleId, Saved> {
    let mut saved: BTreeMap<RuleId, Saved> = BTreeMap::new();
    for broken in before {
        saved.entry(broken.rule).or_default().before += broken.cost;
    }
    for broken in after {
        saved.entry(broken.rule).or_default().after += broken.cost;
    }
    saved.retain(|_, saved| saved.before != 0 || saved.after != 0);
    saved
}

/// The plan that a proposal proposes: moved, eased, and without places for who is dropped.
///
/// A dropped session keeps its window, so that a later week may not take it by accident.
pub fn accept(plan: &Plan, proposal: &Proposal) -> Plan {
    let mut accepted = plan.clone();
    for session in &mut accepted.sessions {
        if let Some(eased) = proposal.eased.iter().find(|eased| eased.id == session.id) {
            session.kind = eased.kind;
            session.minutes = eased.minutes;
            session.rpe = eased.rpe;
            session.load = None;
            session.milli = None;
            session.eased = true;
        }
        let Some((_, place)) = proposal.places.iter().find(|(id, _)| *id == session.id) else { continue };
        if place.is_none() && session.at.is_some() {
            session.window = Some(window(plan, session));
        }
        if session.at.zip(*place).is_some_and(|(from, to)| from.day != to.day) {
            session.status = Status::Moved;
        }
        // The lock of a free session is void; it must not come back to life in the new place.
        session.lock = false;
        session.at = *place;
    }
    accepted
}
