//! The conjugate regression of one cell: four coefficients (base, benefit, cost, start error) and
//! the test error, all in units of the median test.
#![expect(clippy::indexing_slicing, reason = "4×4 algebra: every index runs over 0..4")]

use super::super::student::ln_gamma_half;
use crate::engine::tuning::Model;

pub type Vector = [f64; 4];
pub type Matrix = [[f64; 4]; 4];

/// Places of the coefficients.
pub const BASE: usize = 0;
pub const BENEFIT: usize = 1;
pub const COST: usize = 2;

/// What is believed before any test.
#[derive(Debug, Clone)]
pub struct Prior {
    /// Expected coefficients.
    pub mean: Vector,
    /// Precision relative to the test error.
    pub precision: Matrix,
    /// Variance of the benefit relative to the test error.
    pub benefit_variance: f64,
    log_determinant: f64,
    /// Shape and rate of the inverse gamma of the error's variance; the shape in halves.
    shape_halves: u32,
    rate: f64,
}

impl Prior {
    /// The prior for results where better means `sense` (±1).
    pub fn new(model: &Model, sense: f64) -> Prior {
        let noise = model.noise * model.noise;
        let relative = |sd: f64| noise / (sd * sd);
        let (level, benefit) = (relative(model.level_sd), relative(model.benefit_sd));
        let (cost, start) = (relative(model.cost_sd), relative(model.start_error_sd));
        // The level is base + benefit − cost; independent beliefs about it and the rest add up.
        let along = [1.0, 1.0, -1.0, 0.0];
        let mut precision = along.map(|row| along.map(|column| level * row * column));
        precision[1][1] += benefit;
        precision[2][2] += cost;
        precision[3][3] += start;
        Prior {
            mean: [sense - model.benefit + model.cost, model.benefit, model.cost, 0.0],
            precision,
            benefit_variance: 1.0 / benefit,
            log_determinant: (level * benefit * cost * start).ln(),
            shape_halves: 2 * model.noise_strength.max(1) as u32,
            rate: model.noise_strength.max(1) as f64 * noise,
        }
    }
}

/// What the tests make of a cell.
#[derive(Debug, Clone)]
pub struct Regression {
    /// Expected coefficients.
    pub mean: Vector,
    /// Their covariance relative to the error's variance; set by [`Regression::finish`].
    pub covariance: Matrix,
    /// Shape of the error's variance, in halves, and its rate.
    pub shape_halves: u32,
    pub rate: f64,
    /// Without the volume of the whitening, which all cells share.
    pub log_likelihood: f64,
    lower: Matrix,
}

impl Regression {
    /// Regresses whitened results on whitened rows.
    pub fn new(prior: &Prior, rows: impl Iterator<Item = (Vector, f64)> + Clone) -> Regression {
        let mut precision = prior.precision;
        let mut pull = multiply(&prior.precision, &prior.mean);
        let mut tests = 0_u32;
        for (row, result) in rows.clone() {
            for i in 0..4 {
                pull[i] += row[i] * result;
                for j in 0..=i {
                    precision[i][j] += row[i] * row[j];
                }
            }
            tests += 1;
        }
        let lower = cholesky(&precision);
        let mean = solve(&lower, &pull);
        let residual: f64 = rows.map(|(row, result)| (result - dot(&row, &mean)).powi(2)).sum();
        let shift = [0, 1, 2, 3].map(|i| mean[i] - prior.mean[i]);
        // The residual form: the textbook difference of squares loses digits.
        let rate = prior.rate + 0.5 * (residual + dot(&shift, &multiply(&prior.precision, &shift)));
        let shape_halves = prior.shape_halves + tests;
        let log_root: f64 = (0..4).map(|i| lower[i][i].ln()).sum();
        let log_likelihood = 0.5 * prior.log_determinant - log_root + 0.5 * f64::from(prior.shape_halves) * prior.rate.ln()
            - 0.5 * f64::from(shape_halves) * rate.ln()
            + ln_gamma_half(shape_halves)
            - ln_gamma_half(prior.shape_halves)
            - 0.5 * f64::from(tests) * std::f64::consts::TAU.ln();
        Regression { mean, covariance: [[0.0; 4]; 4], shape_halves, rate, log_likelihood, lower }
    }

    /// Computes the covariance; left out until the cell is known to matter.
    pub fn finish(&mut self) {
        self.covariance = [0, 1, 2, 3].map(|column| {
            let mut unit = [0.0; 4];
            unit[column] = 1.0;
            solve(&self.lower, &unit)
        });
    }

    /// Expected variance of the test error: the square of the t distributions' common factor.
    pub fn variance(&self) -> f64 {
        self.rate / (0.5 * f64::from(self.shape_halves))
    }

    /// Location and relative variance of a sum of the coefficients.
    pub fn of(&self, factors: &Vector) -> (f64, f64) {
        (dot(factors, &self.mean), dot(factors, &multiply(&self.covariance, factors)).max(0.0))
    }
}

fn dot(a: &Vector, b: &Vector) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]
}

fn multiply(matrix: &Matrix, vector: &Vector) -> Vector {
    [dot(&matrix[0], vector), dot(&matrix[1], vector), dot(&matrix[2], vector), dot(&matrix[3], vector)]
}

/// The lower root of a positive definite matrix; reads its lower half only.
fn cholesky(matrix: &Matrix) -> Matrix {
    let mut lower = [[0.0; 4]; 4];
    for i in 0..4 {
        for j in 0..=i {
            let rest = matrix[i][j] - (0..j).map(|k| lower[i][k] * lower[j][k]).sum::<f64>();
            lower[i][j] = if i == j { rest.sqrt() } else { rest / lower[j][j] };
        }
    }
    lower
}

/// Solves lower · lowerᵀ · x = right.
fn solve(lower: &Matrix, right: &Vector) -> Vector {
    let mut x = *right;
    for i in 0..4 {
        for j in 0..i {
            x[i] -= lower[i][j] * x[j];
        }
        x[i] /= lower[i][i];
    }
    for i in (0..4).rev() {
        for j in i + 1..4 {
            x[i] -= lower[j][i] * x[j];
        }
        x[i] /= lower[i][i];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solving_undoes_multiplying() {
        let matrix = [[4.0, 1.0, 0.5, 0.0], [1.0, 3.0, 0.2, 0.1], [0.5, 0.2, 2.0, 0.3], [0.0, 0.1, 0.3, 1.0]];
        let x = [1.0, -2.0, 3.0, 0.5];
        let back = solve(&cholesky(&matrix), &multiply(&matrix, &x));
        assert!(back.iter().zip(x).all(|(back, x)| (back - x).abs() < 1e-12));
    }

    #[test]
    fn without_tests_the_prior_comes_back() {
        let prior = Prior::new(&Model::default(), 1.0);
        let mut regression = Regression::new(&prior, std::iter::empty());
        regression.finish();
        assert!(regression.mean.iter().zip(prior.mean).all(|(a, b)| (a - b).abs() < 1e-12));
        let (level, variance) = regression.of(&[1.0, 1.0, -1.0, 0.0]);
        assert!((level - 1.0).abs() < 1e-12);
        assert!((variance * 0.015 * 0.015 - 0.01).abs() < 1e-12);
        assert!(regression.log_likelihood.abs() < 1e-9);
    }
}
