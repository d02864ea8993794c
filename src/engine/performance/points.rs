//! Load points from effort and heart rate (`model.md` §1): pure formulas, 100 = one hour at threshold.
//!
//! Which of a session's values counts is decided elsewhere.

use crate::engine::tuning::Model;

/// Points of a session from its RPE (0–10) and minutes.
pub fn from_rpe(rpe: f64, minutes: f64, model: &Model) -> f64 {
    model.srpe_points * rpe * minutes
}

/// Banister's weights: `factor × e^(exponent × r)` for each minute at the share `r` of heart-rate reserve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// a.
    pub factor: f64,
    /// b.
    pub exponent: f64,
}

impl Weights {
    /// Of men; also where the sex is not known.
    pub fn men(model: &Model) -> Weights {
        Weights { factor: model.trimp_men_factor, exponent: model.trimp_men_exponent }
    }

    /// Of women.
    pub fn women(model: &Model) -> Weights {
        Weights { factor: model.trimp_women_factor, exponent: model.trimp_women_exponent }
    }

    /// Banister's TRIMP of so many minutes at a mean share of heart-rate reserve, not in points.
    pub fn trimp(self, minutes: f64, reserve: f64) -> f64 {
        minutes * reserve * self.factor * (self.exponent * reserve).exp()
    }

    /// TRIMP in points; `None` if the threshold's TRIMP is no positive number.
    pub fn points(self, minutes: f64, reserve: f64, threshold: f64) -> Option<f64> {
        let hour = self.trimp(60.0, threshold);
        let points = 100.0 * self.trimp(minutes, reserve) / hour;
        (hour > 0.0 && points.is_finite()).then_some(points)
    }
}

/// Points from the minutes in Edwards' zones 1–5.
pub fn from_zones(minutes: [f64; 5], model: &Model) -> f64 {
    let weighted: f64 = (1_u8..).zip(minutes).map(|(zone, minutes)| minutes * f64::from(zone)).sum();
    weighted / model.edwards_per_point
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_at_threshold_is_100_by_every_road() {
        let model = Model::default();
        assert!((from_rpe(7.0, 60.0, &model) - 99.96).abs() < 1e-9);
        assert_eq!(Weights::men(&model).points(60.0, 0.85, 0.85), Some(100.0));
        assert_eq!(Weights::women(&model).points(60.0, 0.85, 0.85), Some(100.0));
        assert!((from_zones([0.0, 0.0, 0.0, 60.0, 0.0], &model) - 100.0).abs() < 1e-9);
    }

    #[test]
    fn a_threshold_at_rest_gives_no_points() {
        assert_eq!(Weights::men(&Model::default()).points(60.0, 0.7, 0.0), None);
    }
}
