//! The performance line: asked for when it is to be seen, computed away from the keys.
//!
//! A fit of ten years takes longer than a key may. `update` asks for it, the shell runs
//! [`FitRequest::in_steps`] and [`FitRequest::answer`] each on a thread, and the answers come back as events: first what
//! is on the screen as finely as it can be seen there, then every morning.

use crate::domain::{Day, History};
use crate::engine::Tuning;
use crate::engine::performance::fit::DayBands;
use crate::engine::performance::{Fit, FitWarning, fit};

use super::traces::{Edges, Values};

/// So many steps are as fine as a line of ten years is drawn, and take a few hundredths of a second.
const STEPS: i64 = 96;

/// What a fit is of; an answer to an older question is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FitQuestion {
    /// The journal's revision.
    pub revision: u64,
    /// The morning it is seen from.
    pub today: Day,
    /// Which test; `None` = the one done most often.
    pub test: Option<String>,
}

/// All that a fit needs, to be taken to another thread.
#[derive(Debug, Clone, PartialEq)]
pub struct FitRequest {
    /// What is asked.
    pub question: FitQuestion,
    /// The first and the last day on the screen.
    seen: (Day, Day),
    history: History,
    tuning: Tuning,
}

/// A fitted kind of test, as the chart shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// What was asked.
    pub question: FitQuestion,
    /// Has every morning its own bands? Else straight lines join those of [`FitRequest::in_steps`].
    pub whole: bool,
    /// What was tested; empty where nothing was.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// The day of the first value of the lists.
    pub first: Day,
    /// Results, up to today.
    pub tests: Values,
    /// The level.
    pub level: Values,
    /// Where half of the tests lie.
    pub half: Edges,
    /// Where four fifths of the tests lie.
    pub wide: Edges,
    /// How much may be said.
    pub knowledge: String,
    /// What to say beside it.
    pub warnings: Vec<String>,
}

impl FitRequest {
    /// A question with what it needs; `seen` are the days on the screen.
    pub fn new(question: FitQuestion, seen: (Day, Day), history: &History, tuning: &Tuning) -> FitRequest {
        FitRequest { question, seen, history: history.clone(), tuning: tuning.clone() }
    }

    /// Fits what is on the screen, in so many steps that it is there at once.
    pub fn in_steps(&self) -> Fitted {
        let (first, last) = self.seen;
        self.fitted(false, |reach| {
            let (first, last) = (first.max(reach.0), last.min(reach.1));
            let step = last.since(first) / STEPS + 1;
            first.to(last).filter(|day| day.since(first) % step == 0 || *day == last).collect()
        })
    }

    /// Fits every morning. Takes up to a good part of a second.
    pub fn answer(&self) -> Fitted {
        self.fitted(true, |(first, last)| first.to(last).collect())
    }

    fn fitted(&self, whole: bool, mornings: impl FnOnce((Day, Day)) -> Vec<Day>) -> Fitted {
        let today = self.question.today;
        let names = fit::test_names(&self.history, today);
        let asked = self.question.test.clone().filter(|name| names.contains(name));
        let name = asked.or_else(|| names.first().cloned()).unwrap_or_default();
        let fit = Fit::of(&self.history, today, &name, &self.tuning);
        let mut fitted = Fitted {
            question: self.question.clone(),
            whole,
            name,
            unit: String::new(),
            first: today,
            tests: Vec::new(),
            level: Vec::new(),
            half: [Vec::new(), Vec::new()],
            wide: [Vec::new(), Vec::new()],
            knowledge: "no test result yet".to_owned(),
            warnings: Vec::new(),
        };
        if let Some(fit) = fit {
            fitted.fill(&fit, mornings);
        }
        fitted
    }
}

impl Fitted {
    fn fill(&mut self, fit: &Fit, mornings: impl FnOnce((Day, Day)) -> Vec<Day>) {
        let series = fit.series();
        self.unit.clone_from(&fit.unit);
        self.first = series.first;
        self.knowledge = fit.knowledge.sentence();
        self.warnings = fit.warnings.iter().map(|warning| FitWarning::sentence(*warning)).collect();
        self.tests = vec![None; series.done.len() + 1];
        for (day, value) in &fit.tests {
            if let Some(slot) = series.index(*day).and_then(|index| self.tests.get_mut(index)) {
                *slot = Some(*value);
            }
        }
        let last = series.today.plus(series.plan.len() as i64);
        let bands = fit.bands(mornings((series.first, last)));
        let joined = |value: fn(&DayBands) -> f64| joined(series.first, bands.iter().map(|day| (day.day, value(day))));
        self.level = joined(|day| day.level.q50);
        self.half = [joined(|day| day.test.q25), joined(|day| day.test.q75)];
        self.wide = [joined(|day| day.test.q10), joined(|day| day.test.q90)];
    }

    /// The value of one of the lists on a day.
    pub fn on(&self, values: &[Option<f64>], day: Day) -> Option<f64> {
        day.index_from(self.first).and_then(|index| values.get(index)).copied().flatten()
    }
}

/// A value for each day from `first` on: where days are left out, on the straight line between those beside them.
fn joined(first: Day, values: impl Iterator<Item = (Day, f64)>) -> Values {
    let mut list = Values::new();
    let mut before: Option<f64> = None;
    for (day, value) in values {
        let index = usize::try_from(day.since(first)).unwrap_or(0);
        let ways = index.saturating_sub(list.len());
        match before {
            Some(before) => list.extend((1..=ways).map(|way| Some(before + (value - before) * way as f64 / (ways + 1) as f64))),
            None => list.resize(index, None),
        }
        list.push(Some(value));
        before = Some(value);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_between_lie_on_the_line() {
        let first = Day::MIN.plus(100);
        let at = |(days, value): (i64, f64)| (first.plus(days), value);
        let values = joined(first, [(2, 1.0), (3, 2.0), (6, 5.0)].into_iter().map(at));
        assert_eq!(values, [None, None, Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(5.0)]);
        assert_eq!(joined(first, std::iter::empty()), Values::new());
    }
}
