//! What to say aloud beside a fit, in a fixed order.

use super::{Cell, Posterior, Summary};
use crate::engine::tuning::Model;

/// A reason to read a fit with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FitWarning {
    /// Too few tests; so many more are needed.
    FewTests(usize),
    /// The last test was so many weeks ago.
    Stale(usize),
    /// The tests say little about the person.
    NotInformed,
    /// Training may not help or not tire.
    Sign,
    /// A time constant lies at an end of the grid.
    Edge,
}

impl FitWarning {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            FitWarning::FewTests(_) => "few_tests",
            FitWarning::Stale(_) => "stale",
            FitWarning::NotInformed => "not_informed",
            FitWarning::Sign => "sign",
            FitWarning::Edge => "edge",
        }
    }

    /// What their number and the age of the last one say, with or without a fit.
    pub fn of_tests(count: usize, last: Option<usize>, today: usize, model: &Model) -> Vec<FitWarning> {
        let more = (model.tests_for_curve.max(0) as usize).saturating_sub(count);
        let age = last.map_or(0, |last| today.saturating_sub(last));
        let few = (more > 0).then_some(FitWarning::FewTests(more));
        let stale = (age as i64 > model.stale_days).then_some(FitWarning::Stale(age / 7));
        few.into_iter().chain(stale).collect()
    }

    /// The sentence on the screen.
    pub fn sentence(self) -> String {
        match self {
            FitWarning::FewTests(more) => format!("too few tests: {more} more"),
            FitWarning::Stale(weeks) => format!("last test {weeks} weeks ago: the band has widened"),
            FitWarning::NotInformed => {
                "your tests say little yet about how you respond: this is mostly a typical person".to_owned()
            }
            FitWarning::Sign => "the tests do not show that training helped (or tired) you: read the curve with care".to_owned(),
            FitWarning::Edge => "your time constants lie outside the usual range".to_owned(),
        }
    }
}

impl Posterior {
    /// The warnings on the morning `today`, in order, given this posterior's own summary. With few tests
    /// nothing is said about the fit itself.
    pub fn warnings(&self, summary: &Summary, today: usize) -> Vec<FitWarning> {
        let model = &self.model;
        let mut warnings = FitWarning::of_tests(self.tests, Some(self.last_test), today, model);
        if (self.tests as i64) < model.tests_for_curve {
            return warnings;
        }
        let edge = |last: usize, place: fn(&Cell) -> usize| {
            self.weight_of(|cell| place(cell) == 0 || place(cell) + 1 == last) > model.edge_weight
        };
        let edges = edge(self.grid.tau1.len(), |cell| cell.tau1) || edge(self.grid.tau2.len(), |cell| cell.tau2);
        let sign = summary.k1_negative > model.sign_chance || summary.k2_negative > model.sign_chance;
        warnings.extend((summary.informed < model.informed_floor).then_some(FitWarning::NotInformed));
        warnings.extend(sign.then_some(FitWarning::Sign));
        warnings.extend(edges.then_some(FitWarning::Edge));
        warnings
    }
}
