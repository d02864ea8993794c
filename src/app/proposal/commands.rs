//! What the keys of a proposal do: asked for, looked at, taken whole or in part.

use std::collections::BTreeSet;

use crate::app::action::Action;
use crate::app::direction::Direction;
use crate::app::doing::commit;
use crate::app::event::Effect;
use crate::app::model::{Model, Overlay, Tone};
use crate::app::now::Now;
use crate::app::week::{WeekAction, put, repair};
use crate::domain::SessionId;
use crate::engine::planner::{self, Plan, Proposal, accepted_sessions};

use super::{Found, Proposing, Question, Wish};

/// Asks for a better order.
pub fn ask(model: &mut Model, wish: Wish, now: Now) -> Vec<Effect> {
    let plan = plan_for(model, wish);
    let own = planner::judge(&plan, &model.tuning);
    let (number, revision) = (now.wall_ms, model.journal.revision());
    let proposing = Proposing { wish, number, plan: plan.clone(), own, found: None, revision };
    model.overlay = Some(Overlay::Proposal(Box::new(proposing)));
    vec![Effect::Propose(Box::new(Question { number, plan, tuning: model.tuning.clone() }))]
}

/// The plan a wish is about.
fn plan_for(model: &Model, wish: Wish) -> Plan {
    let (start, days) = match wish {
        Wish::Order => return model.facts.plan.clone(),
        Wish::OrderFour => (model.week_shown(), planner::MOST_DAYS),
        Wish::Repair => (model.this_week(), repair::days(model)),
    };
    let given = model.facts.given(start, days, model.today);
    Plan::from_history(model.journal.history(), &given, &model.tuning)
}

/// The answer has come; one that nobody waits for any more is dropped.
pub fn arrived(model: &mut Model, number: u64, proposal: Proposal) {
    if let Some(Overlay::Proposal(proposing)) = &mut model.overlay
        && proposing.number == number
    {
        let (whole, left_out) = (proposal.clone(), BTreeSet::new());
        proposing.found = Some(Found { whole, shown: proposal, left_out, cursor: 0 });
    }
}

/// Another line.
pub fn choose(model: &mut Model, direction: Direction) -> Vec<Effect> {
    if let Some(Overlay::Proposal(proposing)) = &mut model.overlay
        && let Some(found) = &mut proposing.found
    {
        let last = found.changes(&proposing.plan).len().saturating_sub(1);
        found.cursor = found.cursor.saturating_add_signed(direction.sign() as isize).min(last);
    }
    Vec::new()
}

/// Leaves the chosen change out, or takes it in again; the rest is priced anew.
pub fn leave_out(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Proposal(proposing)) = &mut model.overlay else { return Vec::new() };
    let Some(found) = &mut proposing.found else { return Vec::new() };
    let Some(id) = found.changes(&proposing.plan).into_iter().nth(found.cursor) else { return Vec::new() };
    if !found.left_out.remove(&id) {
        found.left_out.insert(id);
    }
    let stay: Vec<SessionId> = found.left_out.iter().cloned().collect();
    found.shown = planner::leave_out(&proposing.plan, &found.whole, &stay, &model.tuning);
    Vec::new()
}

/// Does what is proposed, as one step.
pub fn accept(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Proposal(proposing)) = &model.overlay else { return Vec::new() };
    let Some(found) = &proposing.found else { return Vec::new() };
    let same_day = proposing.plan.date(proposing.plan.today) == model.today;
    if proposing.revision != model.journal.revision() || !same_day {
        let key = model.keymap.key_of(Action::Week(WeekAction::Order));
        model.overlay = None;
        model.say(Tone::Notice, format!("The plan has changed meanwhile. {key} looks again."), now);
        return Vec::new();
    }
    if !found.shown.is_possible() && found.shown.own_cost < found.shown.cost() {
        model.say(Tone::Notice, "That is not possible: leave more out, or take one in again.", now);
        return Vec::new();
    }
    let sessions = accepted_sessions(model.journal.history(), &proposing.plan, &found.shown);
    model.overlay = None;
    let (count, undo) = (sessions.len(), model.keymap.key_of(Action::Undo));
    let said = if count == 1 { "One session".to_owned() } else { format!("{count} sessions") };
    commit(model, sessions.into_iter().map(put).collect(), &format!("{said} changed; {undo} takes it back."), now)
}
