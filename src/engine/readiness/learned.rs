//! What ratings taught, week by week (`learning.md` §2).
//!
//! A week keeps the state it began with, so a change renews from its own week on, bit for bit as from nothing.

use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::domain::packed::NEAR;
use crate::engine::Tuning;
use crate::engine::lane::{Freezing, Lane, Thawing};
use crate::engine::learning::expected;
use crate::engine::learning::state::Bars;
use crate::engine::learning::{ANSWERED, LearnedState, Weight, Weights};

use super::morning::Morning;
use super::series::{Row, Series};
use super::weights::{answer_bar, specified};

/// A week and what it began with.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct LearnedWeek {
    pub state: LearnedState,
    pub weights: Weights,
}

/// All that was learned.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    pub specified: [Weight; ANSWERED],
    /// From the week of the first morning on, without a gap.
    pub weeks: Lane<LearnedWeek>,
    /// After the last morning.
    pub now: LearnedState,
}

/// The week of a day, counted from that of the first morning.
pub(super) fn week_of(first: Day, day: Day) -> Option<usize> {
    usize::try_from(day.monday().since(first.monday()) / 7).ok()
}

impl Learned {
    /// Nothing learned yet; `None` where nobody is asked.
    pub fn new(tuning: &Tuning) -> Option<Learned> {
        let specified = specified(&tuning.readiness);
        let now = LearnedState::new(&specified, &tuning.learning);
        tuning.ask_ready.then(|| Learned { specified, weeks: Lane::default(), now })
    }

    /// Writes what was learned, so that [`Learned::thaw`] takes it up; `None` only if there is no room for it.
    pub fn freeze(&self, out: &mut Freezing) -> Option<()> {
        out.put(&self.now)?;
        out.put_lane_of(&self.weeks, NEAR / 7)
    }

    /// Takes up what was learned; `None` if [`Learned::freeze`] cannot have written it.
    pub fn thaw(from: &mut Thawing, tuning: &Tuning) -> Option<Learned> {
        Some(Learned { specified: specified(&tuning.readiness), now: from.take()?, weeks: from.take_lane()? })
    }

    /// Lets the week of this morning begin, if it has not.
    pub fn begin(&mut self, first: Day, day: Day, tuning: &Tuning) {
        let week = week_of(first, day).unwrap_or(0);
        while self.weeks.len() <= week {
            let weights = Weights::of(&self.now, &self.specified, &tuning.learning);
            self.weeks.push(LearnedWeek { state: self.now, weights });
        }
    }

    /// Learns a morning; returns the rating that was expected of it, if one was and it was rated.
    pub fn learn(&mut self, day: Day, row: &Row, scored: bool, tuning: &Tuning) -> Option<f64> {
        let rating = rating(row, scored)?;
        let known = expected::is_known(&self.now, day, &tuning.learning);
        let share = self.weeks.last().map_or(0.0, |week| week.weights.share);
        let readings = self.now.learn(day, &bars(row, &self.specified), rating, &tuning.learning);
        known.then(|| expected::told(expected::mean(&readings, share)))
    }

    /// Forgets all mornings but the first so many.
    pub fn cut(&mut self, first: Day, mornings: usize, season: (&Lane<Morning>, &Series), tuning: &Tuning) {
        let last = first.plus(mornings as i64 - 1);
        self.weeks.truncate(if mornings == 0 { 0 } else { week_of(first, last).map_or(0, |week| week + 1) });
        self.now = match self.weeks.last() {
            Some(week) => self.replayed(&week.state, first, last.monday(), last, season, tuning),
            None => LearnedState::new(&self.specified, &tuning.learning),
        };
    }

    /// A week's state after the rated mornings of some of its days.
    pub fn replayed(
        &self,
        state: &LearnedState,
        first: Day,
        from: Day,
        to: Day,
        (mornings, series): (&Lane<Morning>, &Series),
        tuning: &Tuning,
    ) -> LearnedState {
        let mut state = *state;
        let (begin, end) = (from.since(first).max(0), to.since(first));
        for (morning, row) in mornings.between(begin, end).iter().zip(series.rows_in(begin, end)) {
            if let Some(rating) = rating(row, morning.score_milli.is_some()) {
                state.learn(morning.day, &bars(row, &self.specified), rating, &tuning.learning);
            }
        }
        state
    }
}

/// The rating of a rated morning: one with a score, and nobody ill.
pub(super) fn rating(row: &Row, scored: bool) -> Option<i64> {
    row.ready.filter(|_| scored && !row.ill).map(i64::from)
}

/// The specified bars of the answers.
pub(super) fn bars(row: &Row, specified: &[Weight; ANSWERED]) -> Bars {
    let mut bars = [None; ANSWERED];
    for ((bar, answer), weight) in bars.iter_mut().zip(row.answers).zip(specified) {
        *bar = answer.map(|answer| answer_bar(i64::from(answer), *weight));
    }
    bars
}
