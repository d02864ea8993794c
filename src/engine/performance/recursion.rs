//! The two averages of `model.md` §2 over plain daily loads, and where they start.

use crate::engine::averages::{SEED_DAYS, SEED_LEAST};

/// Time constant of fitness, days. What fitness *is*: other programs use the same, so it is no threshold.
pub const FITNESS_TAU: f64 = 42.0;
/// Time constant of fatigue, days.
pub const FATIGUE_TAU: f64 = 7.0;

/// The share of the way an average with time constant `tau` days goes towards a day's load.
pub fn gain(tau: f64) -> f64 {
    1.0 - (-1.0 / tau).exp()
}

/// The next morning's value after a day with this load.
///
/// One expression, never fused: appending a day must give the same bits as computing all days again.
pub fn step(value: f64, load: f64, gain: f64) -> f64 {
    value + (load - value) * gain
}

/// Morning values 0 … `loads.len()`: element `d` has seen the loads of the days before `d`.
pub fn mornings(loads: &[f64], start: f64, tau: f64) -> Vec<f64> {
    let gain = gain(tau);
    let mut value = start;
    let mut values = Vec::with_capacity(loads.len() + 1);
    values.push(value);
    values.extend(loads.iter().map(|load| {
        value = step(value, *load, gain);
        value
    }));
    values
}

/// The automatic seed: mean load of the first days (at most 28), over at least a week, rest days counted.
pub fn auto_seed(loads: &[f64]) -> f64 {
    let days = loads.len().min(SEED_DAYS);
    loads.iter().take(days).sum::<f64>() / days.max(SEED_LEAST) as f64
}

/// Fitness and fatigue on the mornings 0 … number of loads, points a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Curves {
    /// The slow average.
    pub fitness: Vec<f64>,
    /// The fast average.
    pub fatigue: Vec<f64>,
}

impl Curves {
    /// Both averages over the loads, from their starts.
    pub fn of(loads: &[f64], start_fitness: f64, start_fatigue: f64) -> Curves {
        Curves { fitness: mornings(loads, start_fitness, FITNESS_TAU), fatigue: mornings(loads, start_fatigue, FATIGUE_TAU) }
    }

    /// Form of every morning: fitness less fatigue.
    pub fn form(&self) -> Vec<f64> {
        self.fitness.iter().zip(&self.fatigue).map(|(fitness, fatigue)| fitness - fatigue).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::averages::{FATIGUE_STEP, FITNESS_STEP};

    #[test]
    fn the_steps_are_those_of_the_averages_over_a_history() {
        assert!((gain(FITNESS_TAU) - FITNESS_STEP).abs() < 1e-15);
        assert!((gain(FATIGUE_TAU) - FATIGUE_STEP).abs() < 1e-15);
    }

    #[test]
    fn after_tau_days_a_constant_load_is_reached_to_63_percent() {
        let values = mornings(&[100.0; 42], 0.0, 42.0);
        assert_eq!(values.len(), 43);
        assert!((values[42] - 63.212_055_882_855_77).abs() < 1e-9);
    }
}
