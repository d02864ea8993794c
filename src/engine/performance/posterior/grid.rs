//! The grid of time constants and how far each pair is believed before any test.

use crate::engine::tuning::Model;

/// A pair of time constants, by their places on the axes.
#[derive(Debug, Clone, Copy)]
pub struct TimePair {
    pub tau1: usize,
    pub tau2: usize,
    pub log_prior: f64,
}

/// Both axes, rising, and the pairs that are kept.
#[derive(Debug, Clone)]
pub struct Grid {
    pub tau1: Vec<f64>,
    pub tau2: Vec<f64>,
    pub pairs: Vec<TimePair>,
}

impl Grid {
    pub fn new(model: &Model) -> Grid {
        let steps = model.tau_steps.max(2) as usize;
        let tau1 = axis(model.tau1_low, model.tau1_high, steps);
        let tau2 = axis(model.tau2_low, model.tau2_high, steps);
        let mut pairs = Vec::with_capacity(steps * steps);
        for (first, slow) in tau1.iter().enumerate() {
            for (second, fast) in tau2.iter().enumerate() {
                if *fast <= model.tau_ratio * slow {
                    let log_prior =
                        bell(*slow, model.tau1_typical, model.tau1_spread) + bell(*fast, model.tau2_typical, model.tau2_spread);
                    pairs.push(TimePair { tau1: first, tau2: second, log_prior });
                }
            }
        }
        let total = pairs.iter().map(|pair| pair.log_prior.exp()).sum::<f64>().ln();
        pairs.iter_mut().for_each(|pair| pair.log_prior -= total);
        Grid { tau1, tau2, pairs }
    }
}

/// Geometric from `low` to `high`.
fn axis(low: f64, high: f64, steps: usize) -> Vec<f64> {
    let (first, last) = (low.ln(), high.ln());
    (0..steps).map(|step| (first + step as f64 * (last - first) / (steps - 1) as f64).exp()).collect()
}

/// Logarithm of an unnormalised log-normal density around `typical`.
fn bell(tau: f64, typical: f64, spread: f64) -> f64 {
    let deviation = (tau / typical).ln() / spread;
    -0.5 * deviation * deviation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_specification_counts_525_pairs() {
        let grid = Grid::new(&Model::default());
        assert_eq!(grid.pairs.len(), 525);
        assert!((grid.pairs.iter().map(|pair| pair.log_prior.exp()).sum::<f64>() - 1.0).abs() < 1e-12);
    }
}
