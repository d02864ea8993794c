//! What a week holds, and where fitness and fatigue go with it (`planner.md` §7).

use crate::domain::Kind;
use crate::engine::averages::State;
use crate::engine::blocks::Blocks;
use crate::engine::milli;
use crate::engine::tuning::Planner;

use super::evaluate::Evaluation;
use super::facts::{SessionFacts, WeekFacts};
use super::frame::Frame;
use super::outcome::{Form, Meter};
use super::plan::{DayIndex, Known, PlanSession, Spot};

/// The meters of each full week.
pub(super) fn meters(frame: &Frame<'_>, evaluation: &Evaluation) -> Vec<Meter> {
    frame.plan.full_weeks().map(|first| meter(frame, evaluation, first)).collect()
}

fn meter(frame: &Frame<'_>, evaluation: &Evaluation, first: DayIndex) -> Meter {
    let numbers = &frame.numbers;
    let skip = usize::try_from(first).unwrap_or(usize::MAX);
    let mut meter = Meter { first, ..Meter::default() };
    let mut week = WeekFacts::default();
    let mut squares = 0;
    for facts in evaluation.facts.iter().skip(skip).take(7) {
        let trace = facts.trace(numbers);
        week.add(&trace);
        meter.rest_days += i64::from(trace.rests);
        meter.load += facts.load;
        squares += facts.load * facts.load;
    }
    meter.strength_days = week.strength_days;
    meter.balance_days = week.balance_days;
    meter.monotony_high = monotonous(numbers, meter.load, squares);
    for (_, index) in evaluation.standing.iter().skip(skip).take(7).flatten() {
        let (Some(session), Some(facts)) = (frame.plan.sessions.get(*index), frame.facts.get(*index)) else { continue };
        meter.aerobic += aerobic(numbers, session);
        let feel = session.feel.unwrap_or_else(|| expected_feel(numbers, facts));
        meter.charge += i64::from(feel >= numbers.charges_from);
        meter.drain += i64::from(feel <= numbers.drains_to);
    }
    meter
}

/// Mean over sd of seven loads above the limit; without a square root `5·S1² > 28·S2` at 2.
fn monotonous(numbers: &Planner, sum: i64, squares: i64) -> bool {
    let limit = numbers.monotony * numbers.monotony;
    let (sum, squares) = (sum as f64, squares as f64);
    (1.0 + limit) * sum * sum > 7.0 * limit * squares
}

/// Aerobic minutes, vigorous ones double.
fn aerobic(numbers: &Planner, session: &PlanSession) -> i64 {
    let effort = i64::from(session.rpe.halves());
    let times = i64::from(effort >= numbers.aerobic_rpe2) + i64::from(effort >= numbers.vigorous_rpe2);
    i64::from(Blocks::of(session.kind, session.minutes).aerobic) * times
}

/// What a person is expected to answer after a session, in tenths.
fn expected_feel(numbers: &Planner, session: &SessionFacts) -> i64 {
    match session.kind {
        _ if session.hard => numbers.feel_hard,
        Kind::Mobility => numbers.feel_mobility,
        Kind::Balance => numbers.feel_balance,
        Kind::Skill | Kind::Endurance => numbers.feel_steady,
        Kind::Strength | Kind::Intervals | Kind::Event => numbers.feel_training,
    }
}

/// Fitness, fatigue and form of each morning: as known, then what the loads of the plan lead to.
pub(super) fn forecast(frame: &Frame<'_>, evaluation: &Evaluation) -> Vec<Form> {
    let events: Vec<DayIndex> = frame.event_days().chain(frame.plan.events.iter().copied()).collect();
    let mut last = Known { state: None, settling: true };
    let mut before: Option<f64> = None;
    let row = |(day, standing): (DayIndex, &Vec<(Spot, usize)>)| {
        let known = usize::try_from(day).ok().and_then(|day| frame.plan.mornings.get(day));
        let next = |load| last.state.unwrap_or_default().next(load);
        last = known.copied().unwrap_or_else(|| Known { state: Some(before.map_or_else(State::default, next)), ..last });
        before = Some(milli::points(standing.iter().map(|(_, index)| frame.milli(*index)).sum()));
        Form { day, state: last.state, settling: last.settling, event: events.contains(&day) }
    };
    (0..).zip(&evaluation.standing).map(row).collect()
}
