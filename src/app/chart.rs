//! What the chart shows, and how the keys move it.

mod action;
pub mod ahead;
pub mod commands;
pub mod effect;
pub mod fitted;
pub mod insight;
pub mod marks;
mod series;
pub mod traces;

pub use action::{ChartAction, Step};
pub use ahead::WhatIf;
pub use marks::Mark;
pub use series::{MOST, Series, Unit};
pub use traces::Reach;

use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::engine::Tuning;

use effect::SessionEffect;

use crate::app::direction::Direction;

/// Spans that zooming goes through, days; the whole history is one more.
const SPANS: [i64; 9] = [28, 56, 84, 126, 182, 365, 730, 1_825, 3_660];

/// A year of whole weeks: weekdays stand on weekdays.
pub const SEASON_DAYS: i64 = 364;

/// The fewest days that are shown.
const SHORTEST: i64 = 28;

/// What the chart shows.
#[derive(Debug, Clone, PartialEq)]
pub struct ChartView {
    /// The day whose numbers are read out.
    pub crosshair: Day,
    /// The last day shown.
    pub last: Day,
    /// How many days are shown.
    pub span: i64,
    /// What is remembered from one start to the next.
    pub shown: Shown,
    /// Is last season's fitness beside this one's?
    pub compare: bool,
    /// Another way through this week, beside the plan.
    pub what_if: Option<WhatIf>,
    /// What a chosen session does, if it is shown.
    pub effect: Option<SessionEffect>,
}

/// Which curves are shown; kept from one start to the next.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shown {
    /// The curves, in the order they were chosen.
    #[serde(with = "series::names")]
    pub series: Vec<Series>,
    /// Which test; `None` = the one that was done most often.
    pub test: Option<String>,
    /// Is the forecast shown?
    pub forecast: bool,
}

impl Default for Shown {
    fn default() -> Shown {
        Shown { series: vec![Series::Loads, Series::Averages, Series::Form], test: None, forecast: true }
    }
}

impl Shown {
    /// Shows a series, or hides it; at most [`MOST`] at once. False if there was no room.
    pub fn toggle(&mut self, series: Series) -> bool {
        if let Some(at) = self.series.iter().position(|shown| *shown == series) {
            self.series.remove(at);
            return true;
        }
        let room = self.series.len() < MOST;
        if room {
            self.series.push(series);
        }
        room
    }
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
            shown: Shown::default(),
            compare: false,
            what_if: None,
            effect: None,
        }
    }

    /// The first day shown.
    pub fn first(&self) -> Day {
        self.last.minus(self.span - 1)
    }

    /// The first day whose numbers are asked for by what is shown: the season before may stand beside it, and what is told
    /// of its first days is told beside the week before them, or the weeks that a lighter one is measured by.
    pub fn looks_back_to(&self, tuning: &Tuning) -> Day {
        let season = if self.compare { SEASON_DAYS } else { 0 };
        self.first().minus(season + 7 + tuning.readiness.deload_base.max(7))
    }

    /// Moves the crosshair and keeps it on the screen.
    pub fn step(&mut self, step: Step, reach: Reach) {
        self.go_to(self.crosshair.plus(step.days()), reach);
    }

    /// Puts the crosshair on a day, inside what is known or planned, and shows it.
    pub fn go_to(&mut self, day: Day, (first, last): Reach) {
        self.crosshair = day.clamp(first, last);
        if self.crosshair < self.first() {
            self.last = self.crosshair.plus(self.span - 1);
        } else if self.crosshair > self.last {
            self.last = self.crosshair;
        }
    }

    /// Shows the days up to `last` beside the crosshair, with as many days as that takes.
    pub fn hold(&mut self, last: Day) {
        if last > self.last {
            self.last = last;
        }
        self.span = self.span.max(self.last.since(self.crosshair) + self.span / 8 + 1);
    }

    /// Moves what is shown by half its width, at most a quarter of it beyond what there is; the crosshair goes with it.
    pub fn pan(&mut self, direction: Direction, reach: Reach) {
        let (way, beyond) = (direction.sign() * (self.span / 2).max(1), self.span / 4);
        // Nobody is taken the other way, however little there is and whatever is held in view.
        let end = reach.1.plus(beyond).max(self.last);
        let begin = reach.0.plus(self.span - 1 - beyond).min(self.last).min(end);
        self.last = self.last.plus(way).clamp(begin, end);
        let day = self.crosshair.plus(way).clamp(self.first(), self.last);
        self.go_to(day, reach);
    }

    /// Back to today, as at the start.
    pub fn home(&mut self, today: Day) {
        self.crosshair = today;
        self.last = today.plus(AHEAD.min(self.span / 4));
    }

    /// Shows fewer (`Back`) or more (`On`) days, never more than there are; the crosshair stays where it is on the screen.
    pub fn zoom(&mut self, direction: Direction, reach: Reach) {
        let whole = (reach.1.since(reach.0) + 1).max(SHORTEST);
        if direction == Direction::On && SPANS.iter().all(|span| *span <= self.span || *span >= whole) {
            return self.zoom_all(reach);
        }
        let next = match direction {
            Direction::Back => SPANS.iter().rev().find(|span| **span < self.span),
            Direction::On => SPANS.iter().find(|span| **span > self.span),
        };
        let Some(span) = next else { return };
        let behind = self.last.since(self.crosshair).max(0);
        self.last = self.crosshair.plus(behind * span / self.span);
        self.span = *span;
    }

    /// Shows everything there is.
    pub fn zoom_all(&mut self, (first, last): Reach) {
        self.span = (last.since(first) + 1).max(SHORTEST);
        self.last = last;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_crosshair_stays_where_it_is_when_zooming() {
        let today: Day = "2026-11-22".parse().unwrap();
        let mut view = ChartView::new(today);
        view.go_to(today.minus(20), (today.minus(900), today.plus(28)));
        let share = |view: &ChartView| view.crosshair.since(view.first()) as f64 / view.span as f64;
        let before = share(&view);
        for direction in [Direction::On, Direction::On, Direction::Back, Direction::Back, Direction::Back] {
            view.zoom(direction, (today.minus(900), today.plus(28)));
            assert!((share(&view) - before).abs() < 0.05, "{} of {}", share(&view), view.span);
        }
    }

    /// A view over two years and four weeks ahead, and its reach.
    fn view() -> (ChartView, Day, Reach) {
        let today: Day = "2026-11-22".parse().unwrap();
        (ChartView::new(today), today, (today.minus(730), today.plus(28)))
    }

    #[test]
    fn the_crosshair_moves_what_is_shown_only_where_it_would_leave_it() {
        let (mut view, today, reach) = view();
        let (first, last) = (view.first(), view.last);
        assert_eq!((last.since(first) + 1, last), (view.span, today.plus(14)));
        for (day, shown_to) in [
            (first, last),
            (first.minus(1), last.minus(1)),
            (last.minus(1), last.minus(1)),
            (last.plus(3), last.plus(3)),
            (reach.1.plus(1), reach.1),
            (reach.0.minus(1), reach.0.plus(view.span - 1)),
        ] {
            view.go_to(day, reach);
            assert_eq!((view.crosshair, view.last), (day.clamp(reach.0, reach.1), shown_to), "{day}");
        }
        view.home(today);
        assert_eq!((view.crosshair, view.last), (today, last));
        view.span = 28;
        view.home(today);
        assert_eq!((view.crosshair, view.last), (today, today.plus(7)), "a quarter is enough to look ahead");
    }

    #[test]
    fn half_of_what_is_shown_is_turned_over_up_to_a_quarter_beyond_either_end() {
        let (mut view, today, reach) = view();
        view.pan(Direction::Back, reach);
        assert_eq!((view.crosshair, view.last), (today.minus(42), today.plus(14 - 42)));
        view.pan(Direction::On, reach);
        assert_eq!((view.crosshair, view.last), (today, today.plus(14)));
        for _ in 0..3 {
            view.pan(Direction::On, reach);
        }
        assert_eq!((view.crosshair, view.last), (reach.1, reach.1.plus(21)));
        for _ in 0..40 {
            view.pan(Direction::Back, reach);
        }
        assert_eq!((view.crosshair, view.last), (reach.0, reach.0.plus(84 - 1 - 21)), "a quarter before the first day");
        // All there is is shown already.
        let (mut view, today, _) = self::view();
        let few = (today.minus(9), today.plus(28));
        view.pan(Direction::Back, few);
        assert_eq!((view.first(), view.last), (today.plus(14 - 83), today.plus(14)));
        assert_eq!(view.crosshair, few.0);
        view.pan(Direction::On, few);
        assert_eq!(view.last, few.1.plus(21));
        view.hold(few.1.plus(40));
        view.pan(Direction::On, few);
        assert_eq!(view.last, few.1.plus(40));
    }

    #[test]
    fn a_later_day_is_held_beside_the_crosshair_and_an_earlier_one_moves_nothing() {
        let (mut view, today, _) = view();
        let before = view.clone();
        view.hold(today.plus(3));
        assert_eq!(view, before);
        view.hold(today.plus(100));
        assert_eq!((view.last, view.span), (today.plus(100), 100 + 84 / 8 + 1));
        assert!(view.first() < view.crosshair);
    }

    #[test]
    fn zooming_goes_through_every_span_up_to_all_there_is_and_back_down_to_four_weeks() {
        let (mut view, _, reach) = view();
        let mut spans = |direction| {
            let step = |_| {
                view.zoom(direction, reach);
                view.span
            };
            (0..7).map(step).collect::<Vec<i64>>()
        };
        let whole = reach.1.since(reach.0) + 1;
        assert_eq!(spans(Direction::On), [126, 182, 365, 730, whole, whole, whole]);
        assert_eq!(spans(Direction::Back), [730, 365, 182, 126, 84, 56, 28]);
        assert_eq!(spans(Direction::Back), [28; 7]);
        let few = (reach.1.minus(3), reach.1);
        view.zoom(Direction::On, few);
        assert_eq!((view.span, view.last), (28, few.1), "never fewer, however little there is");
    }

    #[test]
    fn no_more_curves_than_can_be_told_apart() {
        let mut shown = Shown::default();
        let added =
            Series::all().filter(|series| !Shown::default().series.contains(series)).filter(|it| shown.toggle(*it)).count();
        assert_eq!((added, shown.series.len()), (2, MOST));
        assert!(shown.toggle(Series::Form) && !shown.series.contains(&Series::Form));
    }
}
