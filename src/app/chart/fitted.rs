//! The performance line: asked for when it is to be seen, computed away from the keys.
//!
//! A fit of ten years takes longer than a key may. `update` asks for it, the shell runs
//! [`FitRequest::answer`] on a thread, and the answer comes back as an event.

use crate::domain::{Day, History};
use crate::engine::Tuning;
use crate::engine::performance::{Fit, Warning, fit};

use super::traces::{Edges, Values};

/// What a fit is of; an answer to an older question is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
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
    pub question: Question,
    history: History,
    tuning: Tuning,
}

/// A fitted kind of test, as the chart shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// What was asked.
    pub question: Question,
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
    /// A question with what it needs.
    pub fn new(question: Question, history: &History, tuning: &Tuning) -> FitRequest {
        FitRequest { question, history: history.clone(), tuning: tuning.clone() }
    }

    /// Fits. Takes up to a good part of a second.
    pub fn answer(&self) -> Fitted {
        let today = self.question.today;
        let names = fit::test_names(&self.history, today);
        let asked = self.question.test.clone().filter(|name| names.contains(name));
        let name = asked.or_else(|| names.first().cloned()).unwrap_or_default();
        let fit = Fit::of(&self.history, today, &name, &self.tuning);
        let mut fitted = Fitted {
            question: self.question.clone(),
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
            fitted.fill(&fit);
        }
        fitted
    }
}

impl Fitted {
    fn fill(&mut self, fit: &Fit) {
        let series = fit.series();
        self.unit.clone_from(&fit.unit);
        self.first = series.first;
        self.knowledge = fit.knowledge.sentence();
        self.warnings = fit.warnings.iter().map(|warning| Warning::sentence(*warning)).collect();
        self.tests = vec![None; series.done.len() + 1];
        for (day, value) in &fit.tests {
            if let Some(slot) = series.index(*day).and_then(|index| self.tests.get_mut(index)) {
                *slot = Some(*value);
            }
        }
        let last = series.today.plus(series.plan.len() as i64);
        let bands = fit.bands(series.first.to(last));
        self.level = bands.iter().map(|day| Some(day.level.q50)).collect();
        self.half = [bands.iter().map(|day| Some(day.test.q25)).collect(), bands.iter().map(|day| Some(day.test.q75)).collect()];
        self.wide = [bands.iter().map(|day| Some(day.test.q10)).collect(), bands.iter().map(|day| Some(day.test.q90)).collect()];
    }

    /// The value of one of the lists on a day.
    pub fn on(&self, values: &[Option<f64>], day: Day) -> Option<f64> {
        usize::try_from(day.since(self.first)).ok().and_then(|index| values.get(index)).copied().flatten()
    }
}
