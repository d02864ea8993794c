//! What can be asked of the chart.

use crate::app::direction::Direction;

use super::marks::Mark;

/// What a person can ask of the chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChartAction {
    /// Crosshair by days.
    Step(Step),
    /// Crosshair to the first day.
    First,
    /// Crosshair to the last planned day.
    Last,
    /// Show fewer (`Back`) or more (`On`) days.
    Zoom(Direction),
    /// Show everything.
    ZoomAll,
    /// Show the half before or after.
    Pan(Direction),
    /// To the nearest mark.
    To(Mark, Direction),
    /// Choose the curves.
    Choose,
    /// Show or hide the forecast.
    Forecast,
    /// This season beside the last one.
    Compare,
    /// Another way through this week.
    WhatIf,
    /// The effect of the session at the crosshair.
    Effect,
    /// What the curves mean, and what they show here.
    Explain,
    /// To the morning of the best form before the event.
    Best,
}

/// How far the crosshair goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// A day.
    Day(Direction),
    /// A week.
    Week(Direction),
    /// Four weeks: the same weekday.
    Month(Direction),
}

impl Step {
    /// Days, negative = back.
    pub fn days(self) -> i64 {
        match self {
            Step::Day(direction) => direction.sign(),
            Step::Week(direction) => direction.sign() * 7,
            Step::Month(direction) => direction.sign() * 28,
        }
    }
}
