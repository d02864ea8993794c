//! What the loads look like to each time constant, and the whitening that the drift of the level asks for.
//!
//! A start hypothesis only adds a decaying share of itself to an average, so the columns are
//! computed once, from a start of 0, and every hypothesis is a sum of two of them.

use super::super::recursion;
use super::cell::{Prior, Regression, Vector};
use super::grid::Grid;
use crate::engine::tuning::Model;

/// One time constant seen from some mornings: the average from a start of 0 in units of the
/// reference load, and what is left of a start of 1.
#[derive(Debug, Clone)]
pub struct Column {
    pub average: Vec<f64>,
    pub decay: Vec<f64>,
}

/// The columns of a time constant on the given mornings; days after the last load are rest.
pub fn column(loads: &[f64], reference: f64, tau: f64, mornings: &[usize]) -> Column {
    let values = recursion::mornings(loads, 0.0, tau);
    let last = loads.len();
    let left = |days: usize| (-(days as f64) / tau).exp();
    let average = |morning: usize| match values.get(morning) {
        Some(value) => value / reference,
        None => values.last().map_or(0.0, |value| value / reference * left(morning - last)),
    };
    Column {
        average: mornings.iter().map(|morning| average(*morning)).collect(),
        decay: mornings.iter().map(|morning| left(*morning)).collect(),
    }
}

/// The tests, whitened.
#[derive(Debug, Clone)]
pub struct Design {
    whitening: Whitening,
    results: Vec<f64>,
    ones: Vec<f64>,
    tau1: Vec<Column>,
    tau2: Vec<Column>,
}

impl Design {
    pub fn new(loads: &[f64], tests: &[(usize, f64)], reference: f64, unit: f64, grid: &Grid, model: &Model) -> Design {
        let mornings: Vec<usize> = tests.iter().map(|(morning, _)| *morning).collect();
        let seen = loads.get(..mornings.last().map_or(0, |last| loads.len().min(*last))).unwrap_or(loads);
        let drift = (model.drift / model.noise).powi(2) / model.drift_days;
        let whitening = Whitening::new(&mornings, drift);
        let columns = |taus: &[f64]| -> Vec<Column> {
            let whiten =
                |column: Column| Column { average: whitening.apply(column.average), decay: whitening.apply(column.decay) };
            taus.iter().map(|tau| whiten(column(seen, reference, *tau, &mornings))).collect()
        };
        Design {
            results: whitening.apply(tests.iter().map(|(_, value)| value / unit).collect()),
            ones: whitening.apply(vec![1.0; tests.len()]),
            tau1: columns(&grid.tau1),
            tau2: columns(&grid.tau2),
            whitening,
        }
    }

    /// Logarithm of the whitening's determinant.
    pub fn log_volume(&self) -> f64 {
        self.whitening.log_volume
    }

    /// The columns under a start hypothesis, in units of the reference load.
    pub fn under(&self, start: f64) -> Hypothesis<'_> {
        let shift =
            |column: &Column| column.average.iter().zip(&column.decay).map(|(average, decay)| average + start * decay).collect();
        Hypothesis { design: self, tau1: self.tau1.iter().map(shift).collect(), tau2: self.tau2.iter().map(shift).collect() }
    }

    /// What the tests leave to say about a morning.
    pub fn seen_from(&self, morning: usize) -> View<'_> {
        let shared = self.whitening.shared(morning);
        let spread = self.whitening.drift * morning as f64 - dot(&shared, &shared);
        View { design: self, drift: spread.max(0.0), location: dot(&shared, &self.results), shared }
    }
}

/// The design under one start hypothesis.
pub struct Hypothesis<'a> {
    design: &'a Design,
    tau1: Vec<Vec<f64>>,
    tau2: Vec<Vec<f64>>,
}

impl Hypothesis<'_> {
    /// The regression of one pair of time constants, by their places on the axes.
    pub fn regress(&self, tau1: usize, tau2: usize, prior: &Prior) -> Regression {
        let none: &[f64] = &[];
        let benefit = self.tau1.get(tau1).map_or(none, Vec::as_slice);
        let cost = self.tau2.get(tau2).map_or(none, Vec::as_slice);
        let decay = self.design.tau1.get(tau1).map_or(none, |column| column.decay.as_slice());
        let columns = self.design.ones.iter().zip(benefit).zip(cost).zip(decay);
        let rows = columns.map(|(((one, benefit), cost), decay)| -> Vector { [*one, *benefit, -cost, *decay] });
        Regression::new(prior, rows.zip(self.design.results.iter().copied()))
    }
}

/// A morning, less what the tests' shared drift already says about it.
pub struct View<'a> {
    design: &'a Design,
    shared: Vec<f64>,
    /// Relative variance that the drift adds.
    pub drift: f64,
    /// What the drift adds to the location.
    pub location: f64,
}

impl View<'_> {
    /// What is left of the constant column.
    pub fn one(&self) -> f64 {
        1.0 - dot(&self.design.ones, &self.shared)
    }

    /// What is left of average and decay of each benefit's time constant.
    pub fn tau1(&self, raw: &[(f64, f64)]) -> Vec<(f64, f64)> {
        self.less(&self.design.tau1, raw)
    }

    /// What is left of average and decay of each cost's time constant.
    pub fn tau2(&self, raw: &[(f64, f64)]) -> Vec<(f64, f64)> {
        self.less(&self.design.tau2, raw)
    }

    fn less(&self, columns: &[Column], raw: &[(f64, f64)]) -> Vec<(f64, f64)> {
        let less = |(column, (average, decay)): (&Column, &(f64, f64))| {
            (average - dot(&column.average, &self.shared), decay - dot(&column.decay, &self.shared))
        };
        columns.iter().zip(raw).map(less).collect()
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The lower root of the tests' error covariance: noise of 1 and a level that wanders.
#[derive(Debug, Clone)]
struct Whitening {
    mornings: Vec<usize>,
    /// Variance a day relative to the noise.
    drift: f64,
    /// Row `i` has `i + 1` elements.
    rows: Vec<Vec<f64>>,
    log_volume: f64,
}

impl Whitening {
    fn new(mornings: &[usize], drift: f64) -> Whitening {
        let mut whitening = Whitening { mornings: mornings.to_vec(), drift, rows: Vec::new(), log_volume: 0.0 };
        for morning in mornings {
            // A new row's off-diagonal part is what it shares with the rows so far.
            let mut row = whitening.shared(*morning);
            let root = (1.0 + drift * *morning as f64 - dot(&row, &row)).sqrt();
            whitening.log_volume += root.ln();
            row.push(root);
            whitening.rows.push(row);
        }
        whitening
    }

    /// What a morning's drift has in common with the tests, whitened.
    fn shared(&self, morning: usize) -> Vec<f64> {
        self.apply(self.mornings.iter().map(|test| self.drift * morning.min(*test) as f64).take(self.rows.len()).collect())
    }

    /// Solves rows · x = values, in place.
    fn apply(&self, mut values: Vec<f64>) -> Vec<f64> {
        for (index, row) in self.rows.iter().enumerate() {
            let Some((known, rest)) = values.split_at_mut_checked(index) else { break };
            if let (Some(value), Some(root)) = (rest.first_mut(), row.last()) {
                *value = (*value - dot(row, known)) / root;
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whitening_is_the_root_of_the_covariance() {
        let (mornings, drift) = ([10, 10, 40, 90], 0.01);
        let whitening = Whitening::new(&mornings, drift);
        for (i, first) in whitening.rows.iter().enumerate() {
            for (j, second) in whitening.rows.iter().enumerate() {
                let expected = drift * mornings[i].min(mornings[j]) as f64 + f64::from(u8::from(i == j));
                assert!((dot(first, second) - expected).abs() < 1e-12, "{i} {j}");
            }
        }
    }

    #[test]
    fn after_the_last_test_the_drift_grows_by_the_same_every_day() {
        let whitening = Whitening::new(&[10, 40, 40, 90], 0.01);
        let left = |morning: usize| {
            let shared = whitening.shared(morning);
            0.01 * morning as f64 - dot(&shared, &shared)
        };
        for morning in 90..180 {
            assert!((left(morning + 1) - left(morning) - 0.01).abs() < 1e-12, "{morning}");
        }
        assert!(left(41) > 0.0 && left(41) < left(65), "between tests it is held from both sides");
    }

    #[test]
    fn days_after_the_last_load_are_rest() {
        let long = column(&[50.0, 60.0, 0.0, 0.0, 0.0], 30.0, 20.0, &[2, 5]);
        let short = column(&[50.0, 60.0], 30.0, 20.0, &[2, 5]);
        assert!(long.average.iter().zip(&short.average).all(|(a, b)| (a - b).abs() < 1e-12));
    }
}
