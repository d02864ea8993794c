//! What one session does under the fitted model, with chances (`model.md` §6).

use super::super::impulse::steady_sum;
use super::super::student::{Mixture, Part};
use super::{Cell, Posterior};

/// A session's effect on the mornings 1, 2, … after it, in the test's unit; positive = better.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionEffect {
    /// 10 % lie below.
    pub q10: Vec<f64>,
    /// Median.
    pub q50: Vec<f64>,
    /// 90 % lie below.
    pub q90: Vec<f64>,
    /// Chance that the effect is not below 0.
    pub chance: Vec<f64>,
    /// First morning with an even chance of being paid back; `None` = none of them, or no load.
    pub paid_back: Option<usize>,
    /// First morning on which it surely is (9 in 10).
    pub sure: Option<usize>,
}

impl Posterior {
    /// The effect of a load (points) on the mornings that are shown.
    pub fn session(&self, load: f64) -> SessionEffect {
        let mut effect =
            SessionEffect { q10: Vec::new(), q50: Vec::new(), q90: Vec::new(), chance: Vec::new(), paid_back: None, sure: None };
        for morning in 1..=self.model.effect_mornings.max(0) as usize {
            let parts = self.cells.iter().map(|cell| self.effect(cell, load, morning)).collect();
            let mixture = Mixture::new(&self.student, parts);
            let [q10, q50, q90] = mixture.quantiles([0.1, 0.5, 0.9]);
            effect.q10.push(q10);
            effect.q50.push(q50);
            effect.q90.push(q90);
            effect.chance.push(if load == 0.0 { 1.0 } else { 1.0 - mixture.cdf(0.0) });
        }
        if load > 0.0 {
            let first = |chance: f64| effect.chance.iter().position(|found| *found >= chance).map(|index| index + 1);
            (effect.paid_back, effect.sure) = (first(self.model.paid_back_chance), first(self.model.sure_chance));
        }
        effect
    }

    fn effect(&self, cell: &Cell, load: f64, morning: usize) -> Part {
        let (tau1, tau2) = self.time_constants(cell);
        let per_point = |tau: f64| (-(morning as f64) / tau).exp() / (self.load * steady_sum(tau));
        let (location, variance) = cell.regression.of(&[0.0, per_point(tau1), -per_point(tau2), 0.0]);
        let factor = load * self.scale();
        Part { weight: cell.weight, location: factor * location, scale: factor * (cell.regression.variance() * variance).sqrt() }
    }
}
