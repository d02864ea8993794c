//! The parameters as `upswing fit` shows them.

use super::super::impulse::steady_sum;
use super::super::student::{Mixture, Part, ln_gamma_half};
use super::cell::{BASE, BENEFIT, COST};
use super::{Cell, Posterior};

/// Mean, median and 80 % interval of a parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Mean.
    pub mean: f64,
    /// 10 % lie below.
    pub q10: f64,
    /// Median.
    pub q50: f64,
    /// 90 % lie below.
    pub q90: f64,
}

/// What the tests say about the parameters.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// Time constant of the benefit, days.
    pub tau1: Interval,
    /// Time constant of the cost, days.
    pub tau2: Interval,
    /// Performance without any training, in the test's unit and sense.
    pub p0: Interval,
    /// Benefit of one point, in the test's unit; positive = better.
    pub k1: Interval,
    /// Cost of one point, in the test's unit; positive = tires.
    pub k2: Interval,
    /// Mean test error, in the test's unit.
    pub sigma: f64,
    /// Probability of each start hypothesis, in their order.
    pub start: Vec<f64>,
    /// Chance that training does not help.
    pub k1_negative: f64,
    /// Chance that training does not tire.
    pub k2_negative: f64,
    /// Share of the prior's variance of the benefit that the tests have taken away, 0–1.
    pub informed: f64,
}

impl Posterior {
    /// What the tests say about the parameters.
    pub fn summary(&self) -> Summary {
        let per_point = |tau: f64| self.scale() / (self.load * steady_sum(tau));
        let of_each = |part: &dyn Fn(&Cell) -> Part| self.cells.iter().map(part).collect::<Vec<Part>>();
        let base = of_each(&|cell| cell.coefficient(BASE, self.unit));
        let k1 = of_each(&|cell| cell.coefficient(BENEFIT, per_point(self.time_constants(cell).0)));
        let k2 = of_each(&|cell| cell.coefficient(COST, per_point(self.time_constants(cell).1)));
        let (k1, k2) = (Mixture::new(&self.student, k1), Mixture::new(&self.student, k2));
        Summary {
            tau1: self.time_constant(&self.grid.tau1, |cell| cell.tau1),
            tau2: self.time_constant(&self.grid.tau2, |cell| cell.tau2),
            p0: interval(&Mixture::new(&self.student, base)),
            sigma: self.sigma(),
            start: (0..self.starts.len()).map(|start| self.weight_of(|cell| cell.start == start)).collect(),
            k1_negative: k1.cdf(0.0),
            k2_negative: k2.cdf(0.0),
            informed: self.informed(),
            k1: interval(&k1),
            k2: interval(&k2),
        }
    }

    /// Total weight of some cells.
    pub(super) fn weight_of(&self, which: impl Fn(&Cell) -> bool) -> f64 {
        self.cells.iter().filter(|cell| which(cell)).map(|cell| cell.weight).sum()
    }

    fn informed(&self) -> f64 {
        let variance = |cell: &Cell| cell.regression.of(&[0.0, 1.0, 0.0, 0.0]).1;
        let left: f64 = self.cells.iter().map(|cell| cell.weight * variance(cell)).sum();
        (1.0 - left / self.prior.benefit_variance).max(0.0)
    }

    /// Mean of the test error's standard deviation.
    fn sigma(&self) -> f64 {
        let mean = |cell: &Cell| {
            let shape = cell.regression.shape_halves;
            cell.weight * (0.5 * cell.regression.rate.ln() + ln_gamma_half(shape.saturating_sub(1)) - ln_gamma_half(shape)).exp()
        };
        self.scale() * self.cells.iter().map(mean).sum::<f64>()
    }

    /// A time constant lies on the grid: its quantile is the smallest value with enough weight up to it.
    fn time_constant(&self, taus: &[f64], place: impl Fn(&Cell) -> usize) -> Interval {
        let weights: Vec<f64> = (0..taus.len()).map(|index| self.weight_of(|cell| place(cell) == index)).collect();
        let quantile = |p: f64| {
            let mut sum = 0.0;
            let enough = taus.iter().zip(&weights).find(|(_, weight)| {
                sum += *weight;
                sum >= p - 1e-12
            });
            enough.map_or_else(|| taus.last().copied().unwrap_or(0.0), |(tau, _)| *tau)
        };
        let mean = taus.iter().zip(&weights).map(|(tau, weight)| tau * weight).sum();
        Interval { mean, q10: quantile(0.1), q50: quantile(0.5), q90: quantile(0.9) }
    }
}

impl Cell {
    /// One coefficient, times a factor.
    fn coefficient(&self, which: usize, factor: f64) -> Part {
        let mut one = [0.0; 4];
        if let Some(place) = one.get_mut(which) {
            *place = 1.0;
        }
        let (location, variance) = self.regression.of(&one);
        let scale = factor.abs() * (self.regression.variance() * variance).sqrt();
        Part { weight: self.weight, location: factor * location, scale }
    }
}

fn interval(mixture: &Mixture) -> Interval {
    let [q10, q50, q90] = mixture.quantiles([0.1, 0.5, 0.9]);
    Interval { mean: mixture.mean(), q10, q50, q90 }
}
