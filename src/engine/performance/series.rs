//! One history as the performance model sees it on a morning: daily loads by index, done and planned.

use super::posterior::Start;
use super::recursion;
use super::week::Week;
use crate::domain::{Day, History, Kind, Session, StartValues};
use crate::engine::averages::{self, State};
use crate::engine::tuning::Tuning;
use crate::engine::{load, milli};

/// Daily loads around a morning. Day 0 is the start day as that morning knows it (`model.md` §2).
#[derive(Debug, Clone, PartialEq)]
pub struct DailyLoads {
    /// Day 0.
    pub first: Day,
    /// The morning everything is seen from.
    pub today: Day,
    /// Loads of the days before today, points.
    pub done: Vec<f64>,
    /// Loads from today on as planned, points; what is done of today counts.
    pub plan: Vec<f64>,
    /// The next event, as an index in `plan`.
    pub event: Option<usize>,
    /// Fitness and fatigue this morning.
    pub state: State,
    /// Fitness and fatigue before day 0, if the person gave them.
    pub start: Option<(f64, f64)>,
}

impl DailyLoads {
    /// The series on the morning of `today`; `None` before the start day.
    pub fn of(history: &History, today: Day, tuning: &Tuning) -> Option<DailyLoads> {
        let curve = averages::Curve::of(history, today.minus(1), tuning);
        // A test alone says nothing, but where there is no more it is drawn.
        let tested = || history.tests().map(|test| test.day).min().filter(|first| *first <= today);
        let first = match &curve {
            Some(curve) => curve.start_day()?,
            None => averages::first_day(history, today).or_else(tested)?,
        };
        let (plan, event) = planned(history, today, tuning);
        let start = history.profile().start().map(StartValues::both);
        let state = curve.and_then(|curve| curve.state(today));
        Some(DailyLoads {
            first,
            today,
            done: first.to(today.minus(1)).map(|day| milli::points(load::day_milli(history, day, tuning))).collect(),
            plan,
            event,
            state: state.unwrap_or_else(|| start.map_or_else(State::default, |(fitness, fatigue)| State { fitness, fatigue })),
            start,
        })
    }

    /// The index of a day; `None` before day 0.
    pub fn index(&self, day: Day) -> Option<usize> {
        day.index_from(self.first)
    }

    /// The day of an index.
    pub fn day(&self, index: usize) -> Day {
        self.first.plus(index as i64)
    }

    /// Done and other loads from today on, in one piece.
    pub fn followed_by(&self, ahead: &[f64]) -> Vec<f64> {
        self.done.iter().chain(ahead).copied().collect()
    }

    /// The figures of the last weeks, each ending before its day, today's first; from done sessions only.
    pub fn weeks(&self, count: usize, tuning: &Tuning) -> Vec<(Day, Week)> {
        let start = self.start.map_or_else(|| recursion::auto_seed(&self.done), |(fitness, _)| fitness);
        let mornings = (0..count).map_while(|back| self.done.len().checked_sub(7 * back));
        mornings.map(|morning| (self.day(morning), Week::of(&self.done, start, morning, &tuning.model))).collect()
    }

    /// What may have been trained before day 0, seen from the morning of day `index`: what the person
    /// gave, or else nothing and the automatic seed.
    pub fn starts(&self, index: usize, tuning: &Tuning) -> Vec<Start> {
        if let Some((fitness, _)) = self.start {
            return vec![Start { load: fitness, prior: 1.0 }];
        }
        let seed = recursion::auto_seed(self.done.get(..index).unwrap_or(&self.done));
        let nothing = tuning.model.start_zero_prior;
        vec![Start { load: 0.0, prior: nothing }, Start { load: seed, prior: 1.0 - nothing }]
    }
}

/// Loads from today on as planned, points, and the next event as an index in them.
pub fn planned(history: &History, today: Day, tuning: &Tuning) -> (Vec<f64>, Option<usize>) {
    let last = last_day(history, today, tuning);
    let has_event = |day: Day| history.sessions_on(day).any(|session| session.kind == Kind::Event && session.is_open());
    let loads = today.to(last).map(|day| milli::points(load::expected_milli(history, day, today, tuning)));
    (loads.collect(), today.to(last).position(has_event))
}

/// The last day of the forecast: four weeks, or as far as something is planned, within its limit.
fn last_day(history: &History, today: Day, tuning: &Tuning) -> Day {
    let ahead = |days: i64| today.plus(days.max(1) - 1);
    let limit = ahead(tuning.model.forecast_limit);
    let planned = history.days_in(today, limit).rev();
    let mut planned = planned.map(|(day, _)| day).filter(|day| history.sessions_on(*day).any(Session::is_open));
    ahead(tuning.model.forecast_days).max(planned.next().unwrap_or(today)).min(limit)
}
