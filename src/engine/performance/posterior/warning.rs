//! What to say aloud beside a fit, in a fixed order.

use super::{Cell, Posterior, Summary};

/// A reason to read a fit with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Warning {
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

impl Warning {
    /// The name in JSON.
    pub fn id(self) -> &'static str {
        match self {
            Warning::FewTests(_) => "few_tests",
            Warning::Stale(_) => "stale",
            Warning::NotInformed => "not_informed",
            Warning::Sign => "sign",
            Warning::Edge => "edge",
        }
    }

    /// The sentence on the screen.
    pub fn sentence(self) -> String {
        match self {
            Warning::FewTests(more) => format!("too few tests: {more} more"),
            Warning::Stale(weeks) => format!("last test {weeks} weeks ago: the band has widened"),
            Warning::NotInformed => "your tests say little yet about how you respond: this is mostly a typical person".to_owned(),
            Warning::Sign => "the tests do not show that training helped (or tired) you: read the curve with care".to_owned(),
            Warning::Edge => "your time constants lie outside the usual range".to_owned(),
        }
    }
}

impl Posterior {
    /// The warnings on the morning `today`, in order, given this posterior's own summary. With few tests
    /// nothing is said about the fit itself.
    pub fn warnings(&self, summary: &Summary, today: usize) -> Vec<Warning> {
        let model = &self.model;
        let needed = model.tests_for_curve.max(0) as usize;
        let age = today.saturating_sub(self.last_test);
        let stale = (age as i64 > model.stale_days).then_some(Warning::Stale(age / 7));
        if self.tests < needed {
            return std::iter::once(Warning::FewTests(needed - self.tests)).chain(stale).collect();
        }
        let edge = |last: usize, place: fn(&Cell) -> usize| {
            self.weight_of(|cell| place(cell) == 0 || place(cell) + 1 == last) > model.edge_weight
        };
        let edges = edge(self.grid.tau1.len(), |cell| cell.tau1) || edge(self.grid.tau2.len(), |cell| cell.tau2);
        let sign = summary.k1_negative > model.sign_chance || summary.k2_negative > model.sign_chance;
        let mut warnings = Vec::from_iter(stale);
        warnings.extend((summary.informed < model.informed_floor).then_some(Warning::NotInformed));
        warnings.extend(sign.then_some(Warning::Sign));
        warnings.extend(edges.then_some(Warning::Edge));
        warnings
    }
}
