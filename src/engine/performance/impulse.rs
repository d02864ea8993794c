//! The published impulse-response model (`model.md` §3), in the strict convention: a morning has
//! seen the loads of the days before it and none of its own day.

/// Sum of a constant load of 1 a day in steady state: impulse sum = this × average.
pub fn steady_sum(tau: f64) -> f64 {
    1.0 / (1.0 / tau).exp_m1()
}

/// Impulse sums on the mornings 0 … number of loads, from a steady load of `start` points a day.
pub fn sums(loads: &[f64], start: f64, tau: f64) -> Vec<f64> {
    let decay = (-1.0 / tau).exp();
    let mut sum = start * steady_sum(tau);
    let mut sums = Vec::with_capacity(loads.len() + 1);
    sums.push(sum);
    sums.extend(loads.iter().map(|load| {
        sum = (sum + load) * decay;
        sum
    }));
    sums
}

/// What a load of 1 does to performance: a benefit that fades slowly, a cost that fades fast.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Response {
    /// Benefit of one point, in the test's unit.
    pub k1: f64,
    /// Cost of one point, in the test's unit.
    pub k2: f64,
    /// Time constant of the benefit, days.
    pub tau1: f64,
    /// Time constant of the cost, days.
    pub tau2: f64,
}

impl Response {
    /// Performance on the mornings 0 … number of loads, from `base` and a steady load of `start` before.
    pub fn performance(&self, base: f64, loads: &[f64], start: f64) -> Vec<f64> {
        let benefit = sums(loads, start, self.tau1);
        let cost = sums(loads, start, self.tau2);
        benefit.iter().zip(&cost).map(|(benefit, cost)| base + self.k1 * benefit - self.k2 * cost).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_steady_load_stays() {
        let sums = sums(&[30.0; 5], 30.0, 42.0);
        assert!(sums.iter().all(|sum| (sum - 1_245.059_523_247_139).abs() < 1e-9));
    }
}
