//! A proposal of another order: asked for, looked at, taken whole or in part, or left.
//!
//! The search runs elsewhere ([`Question::answer`] is what the world calls); the answer is shown over the dashboard,
//! and nothing is changed before it is accepted.

use std::collections::BTreeSet;

use crate::domain::SessionId;
use crate::engine::Tuning;
use crate::engine::planner::{self, Given, Judgement, Limits, Plan, Proposal, accepted_sessions};

use super::action::{Action, Direction};
use super::commands::commit;
use super::event::{Effect, Now};
use super::model::{Model, Overlay, Tone};
use super::week::{self, WeekAction, repair};

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
        self.found.is_none() && now_ms < self.number + PATIENCE_MS
    }

    /// Milliseconds until a search that goes on says so.
    pub fn deadline(&self, now_ms: u64) -> Option<u64> {
        self.is_silent(now_ms).then(|| self.number + PATIENCE_MS - now_ms)
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
        Wish::OrderFour => (model.week.monday(), planner::MOST_DAYS),
        Wish::Repair => (model.today.monday(), repair::DAYS),
    };
    let (history, advice) = (model.journal.history(), model.facts.advice());
    let known = model.facts.season.curve().and_then(|curve| curve.state(start)).filter(|_| start <= model.today);
    let given = Given {
        start,
        days,
        today: model.today,
        verdict: advice.verdict,
        stage: advice.stage,
        morning: known.or_else(|| model.facts.forecast_on(model.today, start)),
    };
    Plan::from_history(history, &given, &model.tuning)
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
    commit(model, sessions.into_iter().map(week::put).collect(), &format!("{said} changed; {undo} takes it back."), now)
}
