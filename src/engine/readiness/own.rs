//! What a season learned from ratings (`learning.md` §2): which weights a morning is judged with, what was foretold.

use crate::domain::Day;
use crate::engine::learning::agreement::RatedMorning;
use crate::engine::learning::{LearnedState, Weights};

use super::learned::{rating, week_of};
use super::morning::Morning;
use super::season::Season;
use super::series::Row;
use super::weights::specified;

impl Season {
    /// Forgets what was learned from all mornings but the first so many.
    pub(super) fn unlearn(&mut self, first: Day, mornings: usize) {
        let season = (&self.mornings, &self.series);
        // What is asked to stay may be more than there is, when days went by.
        let mornings = mornings.min(self.mornings.len());
        if let Some(learned) = &mut self.learned {
            learned.cut(first, mornings, season, &self.tuning);
        }
    }

    /// The weights a morning is judged with.
    pub(super) fn weights_on(&self, day: Day) -> Weights {
        let own = || Weights::specified(&specified(&self.tuning.readiness));
        self.week_on(day).map_or_else(own, |(_, weights)| weights)
    }

    /// What the week of a day began with, and the weights that hold in it; `None` where nobody is asked.
    pub(super) fn week_on(&self, day: Day) -> Option<(LearnedState, Weights)> {
        let learned = self.learned.as_ref()?;
        let tuning = &self.tuning.learning;
        let begun = |state: LearnedState| (state, Weights::of(&state, &learned.specified, tuning));
        let Some(first) = self.curve.as_ref().map(|curve| curve.first()).filter(|first| *first <= day) else {
            return Some(begun(LearnedState::new(&learned.specified, tuning)));
        };
        let week = week_of(first, day).and_then(|week| learned.weeks.get(week));
        Some(week.map_or_else(|| begun(learned.now), |week| (week.state, week.weights)))
    }

    /// What was learned from all mornings before a day; `None` where nobody is asked.
    pub fn learned_on(&self, day: Day) -> Option<LearnedState> {
        let learned = self.learned.as_ref()?;
        let (state, _) = self.week_on(day)?;
        let Some(first) = self.curve.as_ref().map(|curve| curve.first()).filter(|first| *first <= day) else {
            return Some(state);
        };
        let season = (&self.mornings, &self.series);
        let begun = week_of(first, day).is_some_and(|week| week < learned.weeks.len());
        let from = day.monday().max(first);
        let state_on = || learned.replayed(&state, first, from, day.minus(1), season, &self.tuning);
        Some(if begun && from < day { state_on() } else { state })
    }

    /// The rated mornings up to and with a day, in day order, each as it was foretold.
    pub fn rated(&self, through: Day) -> Vec<RatedMorning> {
        let rows = self.series.rows_in(0, self.mornings.len() as i64);
        let until = self.mornings.all().iter().zip(rows).take_while(|(morning, _)| morning.day <= through);
        let rated = |(morning, row): (&Morning, &Row)| {
            Some(RatedMorning {
                day: morning.day,
                rating: rating(row, morning.score_milli.is_some())?,
                score: morning.specified.score,
                energy: row.answer(crate::domain::Field::Energy),
                own: morning.score_milli.filter(|_| morning.own),
                expected: morning.expected,
            })
        };
        until.filter_map(rated).collect()
    }

    /// Was a morning one of an ill day, flagged or by a span?
    pub fn is_ill(&self, day: Day) -> bool {
        let first = self.curve.as_ref().map(|curve| curve.first());
        let index = first.map(|first| day.since(first));
        index.is_some_and(|index| self.series.rows_in(index, index).iter().any(|row| row.ill))
    }

    /// The scored days of a range with what their sessions were like.
    pub fn session_days(&self, first: Day, last: Day) -> impl Iterator<Item = SessionDay> {
        let start = self.curve.as_ref().map(|curve| curve.first());
        let inside = self.mornings_from(first).iter().take_while(move |morning| morning.day <= last);
        inside.filter_map(move |morning| {
            let index = morning.day.since(start?);
            let done = || self.series.sessions_in(index, index).iter();
            Some(SessionDay {
                score: morning.score_milli?,
                beyond: mean(done().filter_map(|session| session.beyond), 10.0),
                charge: mean(done().filter_map(|session| session.charge.map(i64::from)), 1.0),
            })
        })
    }
}

/// A day's score and the mean of its sessions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SessionDay {
    /// The score in force, milli-points.
    pub score: i64,
    /// RPE less the one expected, points of RPE.
    pub beyond: Option<f64>,
    /// What they gave or took, 1–5.
    pub charge: Option<f64>,
}

fn mean(values: impl Iterator<Item = i64>, unit: f64) -> Option<f64> {
    let (sum, count) = values.fold((0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum as f64 / unit / f64::from(count))
}
