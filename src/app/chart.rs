//! What the chart shows, and how the keys move it.

use crate::domain::{Day, History};

use super::action::{Direction, Step};

/// Spans that zooming goes through, days.
const SPANS: [i64; 9] = [28, 56, 84, 126, 182, 365, 730, 1_825, 3_660];

/// A curve that can be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Series {
    /// Fitness and fatigue.
    Averages,
    /// Form.
    Form,
    /// Readiness score.
    Score,
    /// Resting pulse.
    RestingHr,
    /// Heart-rate variability.
    Hrv,
    /// Sleep.
    Sleep,
}

impl Series {
    /// Every series, in the order of the list.
    pub const ALL: [Series; 6] = [Series::Averages, Series::Form, Series::Score, Series::RestingHr, Series::Hrv, Series::Sleep];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Series::Averages => "fitness and fatigue",
            Series::Form => "form",
            Series::Score => "readiness score",
            Series::RestingHr => "resting pulse",
            Series::Hrv => "HRV",
            Series::Sleep => "sleep",
        }
    }
}

/// What the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartView {
    /// The day whose numbers are read out.
    pub crosshair: Day,
    /// The last day shown.
    pub last: Day,
    /// How many days are shown.
    pub span: i64,
    /// The curves shown.
    pub series: Vec<Series>,
    /// Is the forecast shown?
    pub forecast: bool,
}

/// Days shown after today when the chart is at rest: the forecast's room.
const AHEAD: i64 = 14;

impl ChartView {
    /// Twelve weeks that end two weeks after today.
    pub fn new(today: Day) -> ChartView {
        ChartView {
            crosshair: today,
            last: today.plus(AHEAD),
            span: 84,
            series: vec![Series::Averages, Series::Form],
            forecast: true,
        }
    }

    /// The first day shown.
    pub fn first(&self) -> Day {
        self.last.minus(self.span - 1)
    }

    /// Moves the crosshair and keeps it on the screen.
    pub fn step(&mut self, step: Step, history: &History, today: Day) {
        self.go_to(self.crosshair.plus(step.days()), history, today);
    }

    /// Puts the crosshair on a day, inside what is known or planned, and shows it.
    pub fn go_to(&mut self, day: Day, history: &History, today: Day) {
        let (first, last) = reach(history, today);
        self.crosshair = day.clamp(first, last);
        if self.crosshair < self.first() {
            self.last = self.crosshair.plus(self.span - 1);
        } else if self.crosshair > self.last {
            self.last = self.crosshair;
        }
    }

    /// Back to today, as at the start.
    pub fn home(&mut self, today: Day) {
        self.crosshair = today;
        self.last = today.plus(AHEAD.min(self.span / 4));
    }

    /// Shows fewer (`Back`) or more (`On`) days; the crosshair stays where it is on the screen.
    pub fn zoom(&mut self, direction: Direction) {
        let next = match direction {
            Direction::Back => SPANS.iter().rev().find(|span| **span < self.span),
            Direction::On => SPANS.iter().find(|span| **span > self.span),
        };
        let Some(span) = next else { return };
        let behind = self.last.since(self.crosshair).max(0);
        self.last = self.crosshair.plus(behind * span / self.span);
        self.span = *span;
    }

    /// To the next or the last day with a session or a test.
    pub fn to_mark(&mut self, direction: Direction, history: &History, today: Day) -> bool {
        let marked = |day: Day| history.sessions_on(day).next().is_some() || history.tests().any(|test| test.day == day);
        let (first, last) = reach(history, today);
        let found = match direction {
            Direction::Back => first.to(self.crosshair.minus(1)).rev().find(|day| marked(*day)),
            Direction::On => self.crosshair.plus(1).to(last).find(|day| marked(*day)),
        };
        if let Some(day) = found {
            self.go_to(day, history, today);
        }
        found.is_some()
    }

    /// Shows a series, or hides it; at most five at once. False if there was no room.
    pub fn toggle(&mut self, series: Series) -> bool {
        if let Some(at) = self.series.iter().position(|shown| *shown == series) {
            self.series.remove(at);
            return true;
        }
        let room = self.series.len() < 5;
        if room {
            self.series.push(series);
        }
        room
    }
}

/// The days the crosshair can be on: from the first day with a record to the forecast's end.
fn reach(history: &History, today: Day) -> (Day, Day) {
    let known = history.days().next().map_or(today, |(day, _)| day);
    let planned = history.days().next_back().map_or(today, |(day, _)| day);
    (known.min(today), planned.max(today.plus(28)).min(today.plus(180)))
}
