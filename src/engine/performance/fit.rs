//! Everything `upswing fit` shows: one kind of test of one history, seen from one morning.
//!
//! Decides which results count and how much may be said about them (`model.md` §4, "what is shown
//! when"); the estimate itself is [`Posterior`]'s.

use std::collections::BTreeMap;

use super::posterior::{Band, Data, FitWarning, Posterior, SessionEffect, Summary};
use super::series::DailyLoads;
use crate::domain::{Day, History, Test};
use crate::engine::tuning::Tuning;

/// How much may be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowledge {
    /// No test: fitness, fatigue and form need none.
    NoTest,
    /// Too few tests for a curve: they are shown as points. So many more are needed.
    Points(usize),
    /// Enough tests, but nothing to explain them with: hardly any load before the last one.
    NoLoad,
    /// Line and bands, to be read as early.
    Early,
    /// Line and bands.
    Fitted,
}

impl Knowledge {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Knowledge::NoTest => "no_test",
            Knowledge::Points(_) => "points",
            Knowledge::NoLoad => "no_load",
            Knowledge::Early => "early",
            Knowledge::Fitted => "fitted",
        }
    }

    /// The sentence on the screen.
    pub fn sentence(self) -> String {
        match self {
            Knowledge::NoTest => "fitness, fatigue and form need no test".to_owned(),
            Knowledge::Points(1) => "1 more test until a forecast".to_owned(),
            Knowledge::Points(more) => format!("{more} more tests until a forecast"),
            Knowledge::NoLoad => "hardly any load before the last test: nothing to fit".to_owned(),
            Knowledge::Early => "an early fit: more tests will change it".to_owned(),
            Knowledge::Fitted => "fitted to your tests".to_owned(),
        }
    }

    /// Is there a line with bands?
    pub fn has_curve(self) -> bool {
        matches!(self, Knowledge::Early | Knowledge::Fitted)
    }
}

/// The bands of one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayBands {
    /// The day, on its morning.
    pub day: Day,
    /// What a test would read.
    pub test: Band,
    /// The underlying level.
    pub level: Band,
}

/// A test and what the tests before it forecast for its day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// The day of the test.
    pub day: Day,
    /// What it read.
    pub found: f64,
    /// What a test was forecast to read.
    pub forecast: Band,
}

/// One kind of test, fitted.
#[derive(Debug, Clone)]
pub struct Fit {
    /// What was tested.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Is a smaller result a better one?
    pub lower_is_better: bool,
    /// The results that count, one a day, oldest first.
    pub tests: Vec<(Day, f64)>,
    /// How much may be said.
    pub knowledge: Knowledge,
    /// What to say beside it, in order.
    pub warnings: Vec<FitWarning>,
    /// The parameters; `None` where there is no curve.
    pub summary: Option<Summary>,
    series: DailyLoads,
    posterior: Option<Posterior>,
    tuning: Tuning,
}

/// The names of what was tested up to a day, most often tested first.
pub fn test_names(history: &History, today: Day) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for test in history.tests().filter(|test| test.day <= today) {
        *counts.entry(&test.name).or_default() += 1;
    }
    let mut names: Vec<(&str, usize)> = counts.into_iter().collect();
    names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    names.into_iter().map(|(name, _)| name.to_owned()).collect()
}

impl Fit {
    /// Fits the tests of one name, seen from the morning of `today`; `None` if nothing is recorded.
    pub fn of(history: &History, today: Day, name: &str, tuning: &Tuning) -> Option<Fit> {
        let series = DailyLoads::of(history, today, tuning)?;
        let results = Results::of(history, today, name);
        let mut fit = Fit {
            name: name.to_owned(),
            unit: results.unit,
            lower_is_better: results.lower_is_better,
            tests: results.tests,
            knowledge: Knowledge::NoTest,
            warnings: Vec::new(),
            summary: None,
            series,
            posterior: None,
            tuning: tuning.clone(),
        };
        fit.posterior = fit.posterior_of(&fit.tests, fit.series.done.len());
        fit.judge();
        Some(fit)
    }

    /// Sets how much may be said.
    fn judge(&mut self) {
        let model = &self.tuning.model;
        let (enough, fitted) = (model.tests_for_curve.max(0) as usize, model.tests_fitted.max(0) as usize);
        let count = self.tests.len();
        let summary = self.posterior.as_ref().map(Posterior::summary);
        let today = self.series.done.len();
        self.warnings = match (&self.posterior, &summary) {
            (Some(posterior), Some(summary)) => posterior.warnings(summary, today),
            _ => FitWarning::of_tests(count, self.tests.last().and_then(|(day, _)| self.series.index(*day)), today, model),
        };
        self.knowledge = match (count, &self.posterior) {
            (0, _) => Knowledge::NoTest,
            (count, _) if count < enough => Knowledge::Points(enough - count),
            (_, None) => Knowledge::NoLoad,
            (count, Some(_)) if count < fitted || !self.warnings.is_empty() => Knowledge::Early,
            (_, Some(_)) => Knowledge::Fitted,
        };
        self.summary = summary.filter(|_| self.knowledge.has_curve());
    }

    /// The posterior of some tests, the start seen from the morning of day `index`.
    fn posterior_of(&self, tests: &[(Day, f64)], index: usize) -> Option<Posterior> {
        let tests: Vec<(usize, f64)> = tests.iter().filter_map(|(day, value)| Some((self.series.index(*day)?, *value))).collect();
        let starts = self.series.starts(index, &self.tuning);
        let data = Data { loads: &self.series.done, tests: &tests, starts: &starts, higher_is_better: !self.lower_is_better };
        Posterior::of(&data, &self.tuning.model)
    }

    /// The loads this was fitted to and what is planned.
    pub fn series(&self) -> &DailyLoads {
        &self.series
    }

    /// The posterior, where there is a curve.
    pub fn posterior(&self) -> Option<&Posterior> {
        self.posterior.as_ref().filter(|_| self.knowledge.has_curve())
    }

    /// The bands of these days if what is planned is done; none where there is no curve. Days before the
    /// first record are left out. A quarter of a millisecond a day: years are asked for in steps.
    pub fn bands(&self, days: impl IntoIterator<Item = Day>) -> Vec<DayBands> {
        self.bands_under(&self.series.plan, days)
    }

    /// The same with other loads from today on.
    pub fn bands_under(&self, ahead: &[f64], days: impl IntoIterator<Item = Day>) -> Vec<DayBands> {
        let Some(posterior) = self.posterior() else { return Vec::new() };
        let mornings: Vec<usize> = days.into_iter().filter_map(|day| self.series.index(day)).collect();
        let bands = posterior.bands(&self.series.followed_by(ahead), &mornings);
        bands.iter().map(|bands| DayBands { day: self.series.day(bands.morning), test: bands.test, level: bands.level }).collect()
    }

    /// What a session of this load does, with chances; `None` where there is no curve.
    pub fn session(&self, load: f64) -> Option<SessionEffect> {
        self.posterior().map(|posterior| posterior.session(load))
    }

    /// Each test forecast from those before it, from the fifth on: what a fit is worth. One fit for
    /// each, so not for every draw of a screen.
    pub fn trials(&self) -> Vec<Trial> {
        let enough = self.tuning.model.tests_for_curve.max(1) as usize;
        let trial = |(count, (day, found)): (usize, &(Day, f64))| {
            let index = self.series.index(*day)?;
            let bands = self.posterior_of(self.tests.get(..count)?, index)?.bands(self.series.done.get(..index)?, &[index]);
            Some(Trial { day: *day, found: *found, forecast: bands.first()?.test })
        };
        self.tests.iter().enumerate().skip(enough).filter_map(trial).collect()
    }
}

/// The results that count.
struct Results {
    unit: String,
    lower_is_better: bool,
    tests: Vec<(Day, f64)>,
}

impl Results {
    /// The best result of each day, in the unit of the newest: other units cannot be compared.
    fn of(history: &History, today: Day, name: &str) -> Results {
        let mut tests: Vec<&Test> = history.tests().filter(|test| test.name == name && test.day <= today).collect();
        tests.sort_by_key(|test| test.day);
        let Some(newest) = tests.last() else {
            return Results { unit: String::new(), lower_is_better: false, tests: Vec::new() };
        };
        let lower_is_better = newest.lower_is_better();
        let mut best: BTreeMap<Day, f64> = BTreeMap::new();
        for test in tests.iter().filter(|test| test.unit == newest.unit && test.value.is_finite()) {
            let value = best.entry(test.day).or_insert(test.value);
            *value = if lower_is_better { value.min(test.value) } else { value.max(test.value) };
        }
        Results { unit: newest.unit.clone(), lower_is_better, tests: best.into_iter().collect() }
    }
}
