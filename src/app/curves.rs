//! The state of one morning as the screen reads it out: known, forecast, or nothing.

use crate::domain::Day;
use crate::engine::averages::State;

use super::model::Model;

/// The averages of a morning as the chart shows them: without the forecast where that is hidden.
pub fn state_on(model: &Model, day: Day) -> Option<State> {
    morning_state(model, day).filter(|_| day <= model.today || model.chart.shown.forecast)
}

/// The averages of a morning: known, or forecast from the plan; none inside a gap.
pub fn morning_state(model: &Model, day: Day) -> Option<State> {
    if day > model.today {
        return model.facts.forecast_on(model.today, day);
    }
    let curve = model.facts.season.curve()?;
    curve.state(day).filter(|_| !curve.in_gap(day, model.today))
}

/// The score of a morning.
pub fn score_on(model: &Model, day: Day) -> Option<f64> {
    model.facts.traces.on(&model.facts.traces.score, day)
}
