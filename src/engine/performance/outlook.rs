//! The alternatives side by side on the morning that counts (`model.md` §7).

use super::fit::Fit;
use super::posterior::Band;
use super::recursion::Curves;
use super::series::DailyLoads;
use super::what_if::Alternative;
use crate::domain::Day;
use crate::engine::tuning::Tuning;

/// What one alternative leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// Which one.
    pub alternative: Alternative,
    /// Its loads from today on, points.
    pub loads: Vec<f64>,
    /// Fitness and fatigue on the mornings from today to the day after the last load.
    pub curves: Curves,
    /// The morning that counts: the event's, or else the last day's.
    pub day: Day,
    /// Form on that morning.
    pub form: f64,
    /// Form there, less the plan's.
    pub form_difference: f64,
    /// The level there, where there is a curve.
    pub performance: Option<Performance>,
}

/// Performance on the morning that counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Performance {
    /// What a test would read.
    pub test: Band,
    /// The underlying level.
    pub level: Band,
    /// The line, less the plan's; in the test's unit and sense.
    pub difference: f64,
    /// Is it large enough to be called a difference?
    pub differs: bool,
}

/// Every alternative, the plan first; the taper only with an event ahead. `fit` is of the same history and morning.
pub fn outlooks(series: &DailyLoads, fit: Option<&Fit>, tuning: &Tuning) -> Vec<Outlook> {
    let ahead = series.event.unwrap_or(series.plan.len().saturating_sub(1));
    let mut outlooks: Vec<Outlook> = Vec::new();
    for alternative in Alternative::ALL {
        let Some(loads) = alternative.loads(&series.done, &series.plan, series.event, &tuning.model) else { continue };
        let mut outlook = outlook(series, fit, alternative, loads, ahead);
        if let Some(plan) = outlooks.first() {
            outlook.compare(plan, tuning);
        }
        outlooks.push(outlook);
    }
    outlooks
}

fn outlook(series: &DailyLoads, fit: Option<&Fit>, alternative: Alternative, loads: Vec<f64>, ahead: usize) -> Outlook {
    let curves = Curves::of(&loads, series.state.fitness, series.state.fatigue);
    let day = series.today.plus(ahead as i64);
    let bands = fit.map(|fit| fit.bands_under(&loads, [day])).unwrap_or_default();
    Outlook {
        alternative,
        day,
        form: curves.form().get(ahead).copied().unwrap_or(0.0),
        form_difference: 0.0,
        performance: bands.first().map(|bands| Performance {
            test: bands.test,
            level: bands.level,
            difference: 0.0,
            differs: false,
        }),
        curves,
        loads,
    }
}

impl Outlook {
    fn compare(&mut self, plan: &Outlook, tuning: &Tuning) {
        self.form_difference = self.form - plan.form;
        if let (Some(own), Some(planned)) = (&mut self.performance, &plan.performance) {
            own.difference = own.level.q50 - planned.level.q50;
            let width = planned.level.q90 - planned.level.q10;
            own.differs = own.difference.abs() >= tuning.model.no_difference * width;
        }
    }
}
