//! Judging morning after morning, and only those again that a change may have touched.

use crate::domain::{Day, History, Profile};
use crate::engine::Tuning;
use crate::engine::averages::{Curve, first_day};
use crate::engine::lane::Lane;

use super::context::Context;
use super::judged::Judged;
use super::learned::Learned;
use super::plan::{TodayPlan, week_of};
use super::season::Season;
use super::series::Series;

impl Season {
    /// Judges every morning from the first day that says something up to and including `through`.
    pub fn new(history: &History, through: Day, tuning: &Tuning) -> Season {
        let mut season = Season {
            series: Series::default(),
            curve: None,
            mornings: Lane::default(),
            tallies: Lane::default(),
            learned: Learned::new(tuning),
            profile: Profile::default(),
            held: Vec::new(),
            tuning: tuning.clone(),
        };
        season.renew(history, Day::MIN, through);
        season
    }

    /// Judges again what a change may have touched: the same as judging everything, for less.
    ///
    /// `from` is the earliest day whose record changed ([`crate::domain::Journal::add`]), `through`
    /// the last morning there is to be.
    pub fn renew(&mut self, history: &History, from: Day, through: Day) {
        self.held = history.held();
        self.keep_before(history, from, through);
        let Some(curve) = &mut self.curve else { return };
        curve.extend(history, through, &self.tuning);
        self.series.extend(history, &self.held, curve, &self.tuning);
        self.judge(history, through);
    }

    /// Forgets the mornings that a change from this day on may have touched, and those after `through`.
    fn keep_before(&mut self, history: &History, from: Day, through: Day) {
        let from = from.min(through.plus(1));
        match &mut self.curve {
            // Nothing changed up to the first day, so it still is the first: it lies too far back to be looked at again.
            Some(curve) if curve.first() < from => {
                let first = curve.first();
                let days = from.index_from(first).unwrap_or(0);
                curve.cut(from);
                self.unlearn(first, days);
                self.series.cut(days);
                self.mornings.truncate(days);
                self.tallies.truncate(days);
            }
            _ => {
                self.curve = first_day(history, through).map(|first| Curve::new(first, history.profile().start()));
                self.series = Series::default();
                (self.mornings, self.tallies) = Default::default();
                self.learned = Learned::new(&self.tuning);
                self.profile = history.profile().clone();
            }
        }
    }

    /// Judges the mornings up to `through` that are not judged yet.
    fn judge(&mut self, history: &History, through: Day) {
        let Some(first) = self.curve.as_ref().map(Curve::first) else { return };
        let days = first.to(through).zip(0..).skip(self.mornings.len());
        self.mornings.reserve_all(usize::try_from(through.since(first) + 1).unwrap_or(0));
        let mut windows = Default::default();
        for (day, index) in days {
            let row = self.series.rows_in(index, index).first().copied().unwrap_or_default();
            // What was planned on a past morning is not kept: an event of later says nothing about it.
            let plan = TodayPlan { week: week_of(history, day, self.tuning.week_starts), ..TodayPlan::default() };
            if let Some(learned) = &mut self.learned {
                learned.begin(first, day, &self.tuning);
            }
            let judged = Judged::of(&Context::after(self, day, &row, &mut windows), &row, &plan);
            let learned = self.learned.as_mut();
            let expected = learned.and_then(|learned| learned.learn(day, &row, judged.raw.is_some(), &self.tuning));
            self.mornings.push(judged.morning(day, row.is_check_in(), expected));
            self.tallies.push(judged.tally);
        }
    }
}
