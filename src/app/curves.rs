//! The visible days of the chart as plain numbers, a value a day, missing where nothing is known.

use crate::domain::{Day, Field, History, Kind};
use crate::engine::averages::State;
use crate::engine::load;
use crate::engine::readiness::Stage;

use super::model::Model;

/// Beyond so many days the loads are not told apart by kind: a column holds a week or more.
const BY_KIND_DAYS: i64 = 400;

/// What the chart draws, from `first` on.
#[derive(Debug, Clone, Default)]
pub struct Curves {
    /// Morning values.
    pub fitness: Vec<Option<f64>>,
    /// Morning values.
    pub fatigue: Vec<Option<f64>>,
    /// Morning values.
    pub form: Vec<Option<f64>>,
    /// Readiness scores, 0–100.
    pub score: Vec<Option<f64>>,
    /// Loads that were done, by kind; one layer without a kind where there are too many days.
    pub done: Vec<(Option<Kind>, Vec<Option<f64>>)>,
    /// Loads that are planned.
    pub planned: Vec<Option<f64>>,
    /// Stages of fatigue that are not fresh.
    pub stages: Vec<(Day, Stage)>,
    /// Days with a test.
    pub tests: Vec<Day>,
    /// Days with an event.
    pub events: Vec<Day>,
}

impl Curves {
    /// The numbers of the days that are shown.
    pub fn of(model: &Model) -> Curves {
        let (first, last) = (model.chart.first(), model.chart.last);
        let history = model.journal.history();
        let state = |day: Day| state_on(model, day);
        let of = |value: fn(State) -> f64| first.to(last).map(|day| state(day).map(value)).collect();
        let inside = |day: &Day| (first..=last).contains(day);
        Curves {
            fitness: of(|state| state.fitness),
            fatigue: of(|state| state.fatigue),
            form: of(State::form),
            score: first.to(last).map(|day| score_on(model, day)).collect(),
            done: done(model, first, last),
            planned: planned(model, first, last),
            stages: stages(model, first, last),
            tests: history.tests().map(|test| test.day).filter(inside).collect(),
            events: events(history, first, last),
        }
    }
}

/// The averages of a morning: known, or forecast from the plan; none inside a gap.
pub fn state_on(model: &Model, day: Day) -> Option<State> {
    if day > model.today {
        return model.facts.forecast_on(model.today, day).filter(|_| model.chart.forecast);
    }
    let curve = model.facts.season.curve()?;
    curve.state(day).filter(|_| !curve.in_gap(day))
}

/// The score of a morning.
pub fn score_on(model: &Model, day: Day) -> Option<f64> {
    if day == model.today {
        return model.facts.advice().score().map(|score| score as f64);
    }
    model.facts.season.morning(day)?.score_milli.map(|milli| milli.div_euclid(1000) as f64)
}

/// A measured value on each day.
pub fn measured(model: &Model, field: Field) -> Vec<Option<f64>> {
    let history = model.journal.history();
    let (first, last) = (model.chart.first(), model.chart.last);
    let mut values = vec![None; usize::try_from(model.chart.span).unwrap_or(0)];
    for (day, record) in history.days_in(first, last) {
        let slot = usize::try_from(day.since(first)).ok().and_then(|index| values.get_mut(index));
        if let Some(slot) = slot {
            *slot = record.check_in.number(field);
        }
    }
    values
}

fn done(model: &Model, first: Day, last: Day) -> Vec<(Option<Kind>, Vec<Option<f64>>)> {
    if model.chart.span > BY_KIND_DAYS {
        let curve = model.facts.season.curve();
        let total = |day| curve.and_then(|curve| curve.load(day)).filter(|milli| *milli > 0).map(|milli| milli as f64 / 1000.0);
        return vec![(None, first.to(last).map(total).collect())];
    }
    let history = model.journal.history();
    let layer = |kind: &Kind| {
        let sum = |day: Day| {
            let sessions = history.sessions_on(day).filter(|session| session.is_done() && session.kind == *kind);
            let milli: i64 = sessions.map(|session| load::session_milli(session, &model.tuning)).sum();
            (milli > 0).then_some(milli as f64 / 1000.0)
        };
        let values: Vec<Option<f64>> = first.to(last).map(sum).collect();
        values.iter().any(Option::is_some).then_some((Some(*kind), values))
    };
    Kind::ALL.iter().filter_map(layer).collect()
}

fn planned(model: &Model, first: Day, last: Day) -> Vec<Option<f64>> {
    let history = model.journal.history();
    let load = |day: Day| {
        let open = || load::expected_milli(history, day, &model.tuning) - load::day_milli(history, day, &model.tuning);
        let milli = if day < model.today { 0 } else { open() };
        (milli > 0).then_some(milli as f64 / 1000.0)
    };
    first.to(last).map(load).collect()
}

fn stages(model: &Model, first: Day, last: Day) -> Vec<(Day, Stage)> {
    let mornings = model.facts.season.mornings().iter();
    let inside = mornings.filter(|morning| (first..=last).contains(&morning.day) && morning.stage != Stage::Fresh);
    inside.map(|morning| (morning.day, morning.stage)).collect()
}

fn events(history: &History, first: Day, last: Day) -> Vec<Day> {
    let races = |day: &Day| {
        history.sessions_on(*day).any(|session| session.kind == Kind::Event && (session.is_open() || session.is_done()))
    };
    history.days_in(first, last).map(|(day, _)| day).filter(races).collect()
}
