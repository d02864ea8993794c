//! What was learned from ratings, week by week (`learning.md` §2): which weights a morning is judged with, and
//! which rating it lets expect.
//!
//! A week keeps the state it began with, so a change renews from its own week on, bit for bit as from nothing.

use crate::domain::Day;
use crate::engine::Tuning;
use crate::engine::learning::agreement::RatedMorning;
use crate::engine::learning::expected::{self, Expected};
use crate::engine::learning::state::Bars;
use crate::engine::learning::{ANSWERED, LearnedState, Weight, Weights};

use super::advice::{AsSpecified, Own};
use super::score;
use super::season::{Judged, Morning, Season};
use super::series::Row;

/// A week and what it began with.
#[derive(Debug, Clone)]
struct LearnedWeek {
    state: LearnedState,
    weights: Weights,
}

/// All that was learned.
#[derive(Debug, Clone)]
pub(super) struct Learned {
    specified: [Weight; ANSWERED],
    /// From the week of the first morning on, without a gap.
    weeks: Vec<LearnedWeek>,
    /// After the last morning.
    now: LearnedState,
}

/// The week of a day, counted from that of the first morning.
fn week_of(first: Day, day: Day) -> Option<usize> {
    usize::try_from(day.monday().since(first.monday()) / 7).ok()
}

impl Learned {
    /// Nothing learned yet; `None` where nobody is asked.
    pub fn new(tuning: &Tuning) -> Option<Learned> {
        let specified = score::specified(&tuning.readiness);
        let now = LearnedState::new(&specified, &tuning.learning);
        tuning.ask_ready.then(|| Learned { specified, weeks: Vec::new(), now })
    }

    /// What was learned from these mornings; `None` where nobody is asked.
    pub fn of(first: Day, mornings: &[Morning], rows: &[Row], tuning: &Tuning) -> Option<Learned> {
        let mut learned = Learned::new(tuning)?;
        for (morning, row) in mornings.iter().zip(rows) {
            learned.begin(first, morning.day, tuning);
            learned.learn(morning.day, row, morning.score_milli.is_some(), tuning);
        }
        Some(learned)
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
    fn cut(&mut self, first: Day, mornings: usize, season: (&[Morning], &[Row]), tuning: &Tuning) {
        let last = first.plus(mornings as i64 - 1);
        self.weeks.truncate(if mornings == 0 { 0 } else { week_of(first, last).map_or(0, |week| week + 1) });
        self.now = match self.weeks.last() {
            Some(week) => self.replayed(&week.state, first, last.monday(), last, season, tuning),
            None => LearnedState::new(&self.specified, &tuning.learning),
        };
    }

    /// A week's state after the rated mornings of some of its days.
    fn replayed(
        &self,
        state: &LearnedState,
        first: Day,
        from: Day,
        to: Day,
        (mornings, rows): (&[Morning], &[Row]),
        tuning: &Tuning,
    ) -> LearnedState {
        let mut state = *state;
        let skipped = from.index_from(first).unwrap_or(0);
        for (morning, row) in mornings.iter().zip(rows).skip(skipped).take_while(|(morning, _)| morning.day <= to) {
            if let Some(rating) = rating(row, morning.score_milli.is_some()) {
                state.learn(morning.day, &bars(row, &self.specified), rating, &tuning.learning);
            }
        }
        state
    }
}

/// The rating of a rated morning: one with a score, and nobody ill.
fn rating(row: &Row, scored: bool) -> Option<i64> {
    row.ready.filter(|_| scored && !row.ill).map(i64::from)
}

/// The specified bars of the answers.
fn bars(row: &Row, specified: &[Weight; ANSWERED]) -> Bars {
    let mut bars = [None; ANSWERED];
    for ((bar, answer), weight) in bars.iter_mut().zip(row.answers).zip(specified) {
        *bar = answer.map(|answer| score::answer_bar(i64::from(answer), *weight));
    }
    bars
}

impl Season {
    /// Forgets what was learned from all mornings but the first so many.
    pub(super) fn unlearn(&mut self, first: Day, mornings: usize) {
        let season = (self.mornings.as_slice(), self.series.rows_in(0, self.mornings.len() as i64));
        // What is asked to stay may be more than there is, when days went by.
        let mornings = mornings.min(self.mornings.len());
        if let Some(learned) = &mut self.learned {
            learned.cut(first, mornings, season, &self.tuning);
        }
    }

    /// The weights a morning is judged with.
    pub(super) fn weights_on(&self, day: Day) -> Weights {
        let specified = || Weights::specified(&score::specified(&self.tuning.readiness));
        self.week_on(day).map_or_else(specified, |(_, weights)| weights)
    }

    /// What the week of a day began with, and the weights that hold in it; `None` where nobody is asked.
    fn week_on(&self, day: Day) -> Option<(LearnedState, Weights)> {
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
        let season = (self.mornings.as_slice(), self.series.rows_in(0, self.mornings.len() as i64));
        let begun = week_of(first, day).is_some_and(|week| week < learned.weeks.len());
        let from = day.monday().max(first);
        let state_on = || learned.replayed(&state, first, from, day.minus(1), season, &self.tuning);
        Some(if begun && from < day { state_on() } else { state })
    }

    /// Own weights on a morning, with what would be said as specified; and the rating to expect of it.
    pub(super) fn own(&self, day: Day, today: &Row, judged: &Judged) -> (Option<Own>, Option<Expected>) {
        let (Some((week, weights)), Some(state)) = (self.week_on(day), self.learned_on(day)) else { return (None, None) };
        let tuning = &self.tuning.learning;
        let specified = &judged.specified;
        let own = Own {
            ratings: state.ratings,
            used: week.ratings,
            since: day.monday(),
            log_odds: week.log_odds,
            weights,
            as_specified: AsSpecified { score_milli: specified.score, band: specified.band, verdict: specified.verdict },
        };
        let told = judged.raw.is_some() && !today.ill && expected::is_known(&state, day, tuning);
        let bars = bars(today, &score::specified(&self.tuning.readiness));
        let expected = told.then(|| Expected::of(&state.read(day, &bars, tuning), weights.share, tuning));
        (Some(own), expected)
    }

    /// The rated mornings up to and with a day, in day order, each as it was foretold.
    pub fn rated(&self, through: Day) -> Vec<RatedMorning> {
        let rows = self.series.rows_in(0, self.mornings.len() as i64);
        let until = self.mornings.iter().zip(rows).take_while(|(morning, _)| morning.day <= through);
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
        let inside = self.mornings.iter().filter(move |morning| (first..=last).contains(&morning.day));
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
