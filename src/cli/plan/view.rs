//! The plan as JSON. The names are the specification's; what is absent is `null`.
//!
//! Days are counted from the plan's first one (`start`), also in `today`, `broken` and `moves`; places are
//! `[day, "am"|"pm"]`. `load` is a session's measured load, `points` what it counts, both in points.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::{Day, Slot};
use crate::engine::planner::{self, Broken, DayIndex, Form, Judgement, Meter, PlanSession, Spot, Warning};
use crate::engine::tuning::Load;

/// All of it.
#[derive(Debug, Serialize)]
pub struct PlanView<'a> {
    start: Day,
    days: DayIndex,
    today: DayIndex,
    sessions: Vec<PlannedView<'a>>,
    cost: i64,
    broken: Vec<BrokenView<'a>>,
    warnings: Vec<WarningView<'a>>,
    meters: Vec<MeterView>,
    forecast: Vec<FormView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<ProposalView<'a>>,
}

#[derive(Debug, Serialize)]
struct PlannedView<'a> {
    id: &'a str,
    title: &'a str,
    kind: &'static str,
    minutes: u16,
    rpe: f64,
    load: Option<i64>,
    points: i64,
    priority: u8,
    day: Option<DayIndex>,
    date: Option<Day>,
    slot: Option<&'static str>,
    lock: bool,
    fix_day: Option<DayIndex>,
    fix_slot: Option<&'static str>,
    window: Option<(DayIndex, DayIndex)>,
    body: &'static str,
    status: &'static str,
}

#[derive(Debug, Serialize)]
struct BrokenView<'a> {
    rule: &'static str,
    days: &'a [DayIndex],
    sessions: Vec<&'a str>,
    cost: i64,
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct WarningView<'a> {
    rule: &'static str,
    days: &'a [DayIndex],
    text: &'a str,
}

#[derive(Debug, Serialize)]
struct MeterView {
    first: DayIndex,
    load: i64,
    aerobic: i64,
    strength_days: i64,
    balance_days: i64,
    rest_days: i64,
    charge: i64,
    drain: i64,
    monotony_high: bool,
}

#[derive(Debug, Serialize)]
struct FormView {
    day: DayIndex,
    date: Day,
    /// `null` before the start day, as the next two.
    fitness: Option<f64>,
    fatigue: Option<f64>,
    form: Option<f64>,
    settling: bool,
    event: bool,
}

#[derive(Debug, Serialize)]
struct ProposalView<'a> {
    cost: i64,
    own_cost: i64,
    bound: i64,
    proven: bool,
    moves: Vec<MoveView<'a>>,
    dropped: Vec<&'a str>,
    eased: Vec<(&'a str, &'static str, u16, f64)>,
    saved: BTreeMap<&'static str, i64>,
}

#[derive(Debug, Serialize)]
struct MoveView<'a> {
    id: &'a str,
    from: Option<(DayIndex, &'static str)>,
    to: (DayIndex, &'static str),
}

impl<'a> PlanView<'a> {
    /// A plan as it stands, with a proposal if there is one.
    pub fn of(
        plan: &'a planner::Plan,
        judgement: &'a Judgement,
        proposal: Option<&'a planner::Proposal>,
        load: &Load,
    ) -> PlanView<'a> {
        PlanView {
            start: plan.start,
            days: plan.length(),
            today: plan.today,
            sessions: plan.sessions.iter().map(|session| session_view(plan, load, session)).collect(),
            cost: judgement.cost,
            broken: judgement.broken.iter().map(broken).collect(),
            warnings: judgement.warnings.iter().map(warning).collect(),
            meters: judgement.meters.iter().map(meter).collect(),
            forecast: judgement.forecast.iter().map(|form| form_view(plan, form)).collect(),
            proposal: proposal.map(proposal_view),
        }
    }
}

fn session_view<'a>(plan: &planner::Plan, load: &Load, session: &'a PlanSession) -> PlannedView<'a> {
    PlannedView {
        id: &session.id.0,
        title: &session.title,
        kind: session.kind.id(),
        minutes: session.minutes,
        rpe: session.rpe.value(),
        load: session.load,
        points: session.points(load),
        priority: session.priority.number(),
        day: session.at.map(|at| at.day),
        date: session.at.map(|at| plan.date(at.day)),
        slot: session.at.map(|at| at.slot.id()),
        lock: session.lock,
        fix_day: session.fix_day,
        fix_slot: session.fix_slot.map(Slot::id),
        window: session.window,
        body: session.body.id(),
        status: session.status.id(),
    }
}

fn broken(broken: &Broken) -> BrokenView<'_> {
    let sessions = broken.sessions.iter().map(|id| id.0.as_str()).collect();
    BrokenView { rule: broken.rule.id(), days: &broken.days, sessions, cost: broken.cost, text: &broken.text }
}

fn warning(warning: &Warning) -> WarningView<'_> {
    WarningView { rule: warning.rule.id(), days: &warning.days, text: &warning.text }
}

fn meter(meter: &Meter) -> MeterView {
    let Meter { first, load, aerobic, strength_days, balance_days, rest_days, charge, drain, monotony_high } = *meter;
    MeterView { first, load, aerobic, strength_days, balance_days, rest_days, charge, drain, monotony_high }
}

fn form_view(plan: &planner::Plan, form: &Form) -> FormView {
    let Form { day, state, settling, event } = *form;
    FormView {
        day,
        date: plan.date(day),
        fitness: state.map(|state| state.fitness),
        fatigue: state.map(|state| state.fatigue),
        form: state.map(|state| state.form()),
        settling,
        event,
    }
}

fn proposal_view(proposal: &planner::Proposal) -> ProposalView<'_> {
    let place = |spot: Spot| (spot.day, spot.slot.id());
    let moves = proposal.moves.iter();
    let eased = proposal.eased.iter();
    ProposalView {
        cost: proposal.cost(),
        own_cost: proposal.own_cost,
        bound: proposal.bound,
        proven: proposal.proven,
        moves: moves.map(|step| MoveView { id: &step.id.0, from: step.from.map(place), to: place(step.to) }).collect(),
        dropped: proposal.dropped.iter().map(|id| id.0.as_str()).collect(),
        eased: eased.map(|eased| (eased.id.0.as_str(), eased.kind.id(), eased.minutes, eased.rpe.value())).collect(),
        saved: proposal.saved.iter().map(|(rule, saved)| (rule.id(), saved.saved())).collect(),
    }
}
