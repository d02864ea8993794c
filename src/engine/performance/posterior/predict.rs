//! Bands: what a test would read on a morning, and where the underlying level is.

use super::super::student::{Mixture, Part};
use super::Posterior;
use super::design::{Column, column};

/// Quantiles and mean on one morning, in the test's own unit and sense.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// Mean.
    pub mean: f64,
    /// 10 % lie below.
    pub q10: f64,
    /// 25 % lie below.
    pub q25: f64,
    /// The line.
    pub q50: f64,
    /// 75 % lie below.
    pub q75: f64,
    /// 90 % lie below.
    pub q90: f64,
}

/// Both bands of one morning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bands {
    /// Morning, as a day index.
    pub morning: usize,
    /// What a test would read.
    pub test: Band,
    /// The underlying level.
    pub level: Band,
}

/// Average and decay of each time constant on one morning.
type Raw = Vec<(f64, f64)>;

impl Posterior {
    /// The bands of these mornings under daily loads from day 0 on, done and planned. The loads
    /// before the last test belong to the posterior: they must be those it was made of.
    pub fn bands(&self, loads: &[f64], mornings: &[usize]) -> Vec<Bands> {
        let columns = |taus: &[f64]| -> Vec<Column> { taus.iter().map(|tau| column(loads, self.load, *tau, mornings)).collect() };
        let (tau1, tau2) = (columns(&self.grid.tau1), columns(&self.grid.tau2));
        let at = |columns: &[Column], index: usize| -> Raw {
            columns.iter().filter_map(|column| column.average.get(index).copied().zip(column.decay.get(index).copied())).collect()
        };
        mornings
            .iter()
            .enumerate()
            .map(|(index, morning)| {
                let points = self.points(*morning, &at(&tau1, index), &at(&tau2, index));
                let band = |noise: f64| {
                    let parts = points.iter().map(|point| point.part(noise)).collect();
                    self.band(&Mixture::new(&self.student, parts))
                };
                Bands { morning: *morning, test: band(1.0), level: band(0.0) }
            })
            .collect()
    }

    /// Every cell's prediction of a morning.
    fn points(&self, morning: usize, tau1: &Raw, tau2: &Raw) -> Vec<Point> {
        let view = self.design.seen_from(morning);
        let (one, tau1, tau2) = (view.one(), view.tau1(tau1), view.tau2(tau2));
        let point = |cell: &super::Cell| {
            let start = self.starts.get(cell.start)?.load / self.load;
            let (benefit, decay) = *tau1.get(cell.tau1)?;
            let (cost, cost_decay) = *tau2.get(cell.tau2)?;
            let features = [one, benefit + start * decay, -(cost + start * cost_decay), decay];
            let (location, variance) = cell.regression.of(&features);
            Some(Point {
                weight: cell.weight,
                location: view.location + location,
                variance: view.drift + variance,
                unit: cell.regression.variance(),
            })
        };
        self.cells.iter().filter_map(point).collect()
    }

    /// A mixture in units of the median test, brought back to the test's unit and sense.
    fn band(&self, mixture: &Mixture) -> Band {
        let mean = self.unit * mixture.mean();
        let [a, b, q50, d, e] = mixture.quantiles([0.1, 0.25, 0.5, 0.75, 0.9]).map(|value| self.unit * value);
        if self.unit > 0.0 {
            Band { mean, q10: a, q25: b, q50, q75: d, q90: e }
        } else {
            Band { mean, q10: e, q25: d, q50, q75: b, q90: a }
        }
    }
}

/// One cell's prediction.
struct Point {
    weight: f64,
    location: f64,
    /// Without the test's own noise, relative to `unit`.
    variance: f64,
    unit: f64,
}

impl Point {
    fn part(&self, noise: f64) -> Part {
        Part { weight: self.weight, location: self.location, scale: (self.unit * (noise + self.variance)).sqrt() }
    }
}
