//! One command that helps against a broken rule: the single move or exchange that saves most.

use crate::domain::{Kind, SessionId, Slot};
use crate::engine::Tuning;

use super::evaluate::{Evaluation, evaluate, own_places};
use super::frame::{Frame, Role};
use super::outcome::{Broken, Help, slot_word};
use super::plan::{Plan, PlanSession, Spot};
use super::rule_id::RuleId;
use super::telling::day_name;

/// The command that helps most against a broken rule of the plan as it stands; `None` where no single one does.
///
/// A move must save more than moving costs. Some hundred plans are priced: ask when it is to be shown.
pub fn help(plan: &Plan, broken: &Broken, tuning: &Tuning) -> Option<Help> {
    if broken.rule == RuleId::LockConflict {
        // A race cannot be unlocked: its day is not the person's to choose.
        let may_move = |id: &&SessionId| plan.session(id).is_some_and(|session| session.kind != Kind::Event);
        return broken.sessions.iter().find(may_move).cloned().map(Help::Unlock);
    }
    let frame = Frame::new(plan, tuning);
    let own = own_places(&frame);
    let free = frame.with_role(|role| role == Role::Free);
    let about = |index: &&usize| {
        let session = plan.sessions.get(**index);
        broken.sessions.is_empty() || session.is_some_and(|session| broken.sessions.contains(&session.id))
    };
    // What helps beside a rule helps that rule, and does not break more elsewhere.
    let of_rule =
        |found: &Evaluation| found.broken.iter().filter(|other| other.rule == broken.rule).map(|other| other.cost).sum::<i64>();
    let own_order = evaluate(&frame, &own);
    let (before, breach) = (own_order.cost(), of_rule(&own_order));
    let mut best: Option<(i64, Help)> = None;
    for session in free.iter().filter(about) {
        for (help, places) in single_commands(&frame, &own, *session, &free) {
            let found = evaluate(&frame, &places);
            let after = found.cost();
            if of_rule(&found) < breach && after < best.as_ref().map_or(before, |(least, _)| *least) {
                best = Some((after, help));
            }
        }
    }
    best.map(|(_, help)| help).or(match broken.rule {
        RuleId::StrengthDays => Some(Help::Add(Kind::Strength)),
        RuleId::BalanceDays => Some(Help::Add(Kind::Balance)),
        _ => None,
    })
}

/// Every move of a session, and every exchange with another one.
fn single_commands(frame: &Frame<'_>, own: &[Option<Spot>], session: usize, free: &[usize]) -> Vec<(Help, Vec<Option<Spot>>)> {
    let sessions = &frame.plan.sessions;
    let (Some(plan_session), Some(from)) = (sessions.get(session), own.get(session).copied()) else { return Vec::new() };
    let mut commands = Vec::new();
    let spots = (frame.first()..frame.plan.length()).flat_map(|day| Slot::ALL.iter().map(move |slot| Spot { day, slot: *slot }));
    for to in spots.filter(|to| Some(*to) != from && frame.closed(session, *to).is_none()) {
        commands.push((Help::Move { id: plan_session.id.clone(), to }, with(own, &[(session, Some(to))])));
    }
    for other in free.iter().filter(|other| **other != session) {
        let (Some(partner), Some(to)) = (sessions.get(*other), own.get(*other).copied()) else { continue };
        if from.is_some() && to.is_some() {
            let swap = Help::Swap(plan_session.id.clone(), partner.id.clone());
            commands.push((swap, with(own, &[(session, to), (*other, from)])));
        }
    }
    commands
}

fn with(own: &[Option<Spot>], changes: &[(usize, Option<Spot>)]) -> Vec<Option<Spot>> {
    let mut places = own.to_vec();
    for (session, spot) in changes {
        if let Some(place) = places.get_mut(*session) {
            *place = *spot;
        }
    }
    places
}

impl Help {
    /// The command in words: `move run to Thu evening`.
    pub fn words(&self, plan: &Plan) -> String {
        let name = |id| plan.session(id).map_or("", PlanSession::name);
        match self {
            Help::Add(kind) => format!("add {kind}"),
            Help::Move { id, to } => format!("move {} to {} {}", name(id), day_name(plan, to.day), slot_word(to.slot)),
            Help::Swap(a, b) => format!("swap {} and {}", name(a), name(b)),
            Help::Unlock(id) => format!("unlock {}", name(id)),
        }
    }
}
