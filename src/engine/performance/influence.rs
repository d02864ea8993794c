//! What one session does on the mornings after it (`model.md` §6): dip, pay-back, overshoot, return.

use super::impulse::{Response, steady_sum};
use super::recursion::{FATIGUE_TAU, FITNESS_TAU};
use crate::engine::tuning::Model;

/// The two turning points of an influence curve, days; `None` = never.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Turns {
    /// The net effect crosses zero; loads closer to an event than this cost performance on the day.
    pub net: Option<f64>,
    /// The greatest gain; loads near this many days before an event give most.
    pub gain: Option<f64>,
}

/// The marks of a session's effect on the mornings after it; `None` = not within the mornings searched.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Marks {
    /// Lowest morning and its value, only below 0.
    pub dip: Option<(usize, f64)>,
    /// First morning from the dip on that is not below 0.
    pub paid_back: Option<usize>,
    /// Greatest morning from there and its value.
    pub peak: Option<(usize, f64)>,
    /// First morning after the peak with less than a tenth of it.
    pub back: Option<usize>,
}

impl Response {
    /// The average person's response in form points: fitness and fatigue of `model.md` §2.
    pub fn form() -> Response {
        let (tau1, tau2) = (FITNESS_TAU, FATIGUE_TAU);
        Response { k1: 1.0 / steady_sum(tau1), k2: 1.0 / steady_sum(tau2), tau1, tau2 }
    }

    /// Effect of a load on the `morning`-th morning after it; 0 on its own morning.
    pub fn effect(&self, load: f64, morning: usize) -> f64 {
        if morning == 0 {
            return 0.0;
        }
        let days = morning as f64;
        load * (self.k1 * (-days / self.tau1).exp() - self.k2 * (-days / self.tau2).exp())
    }

    /// Where the effect turns.
    pub fn turns(&self) -> Turns {
        let stretch = self.tau1 * self.tau2 / (self.tau1 - self.tau2);
        let turn = |cost: f64, benefit: f64| {
            let days = if cost <= benefit { 0.0 } else { (cost / benefit).ln() * stretch };
            (days.is_finite() && days >= 0.0).then_some(days)
        };
        Turns { net: turn(self.k2, self.k1), gain: turn(self.k2 * self.tau1, self.k1 * self.tau2) }
    }

    /// The marks of a load; none for a load of 0.
    pub fn marks(&self, load: f64, model: &Model) -> Marks {
        let mut marks = Marks::default();
        if load == 0.0 {
            return marks;
        }
        let effects: Vec<(usize, f64)> =
            (1..=model.mark_mornings.max(0) as usize).map(|morning| (morning, self.effect(load, morning))).collect();
        let lowest = first_greatest(&effects, |value| -value);
        marks.dip = lowest.filter(|(_, value)| *value < 0.0);
        let from = marks.dip.map_or(1, |(morning, _)| morning);
        marks.paid_back = effects.iter().skip(from - 1).find(|(_, value)| *value >= 0.0).map(|(morning, _)| *morning);
        let Some(paid_back) = marks.paid_back else { return marks };
        marks.peak = effects.get(paid_back - 1..).and_then(|rest| first_greatest(rest, |value| value));
        marks.back = marks.peak.and_then(|(day, peak)| {
            effects
                .iter()
                .find(|(morning, value)| *morning > day && *value < model.back_share * peak)
                .map(|(morning, _)| *morning)
        });
        marks
    }
}

/// The first morning whose value has the greatest `rank`.
fn first_greatest(effects: &[(usize, f64)], rank: impl Fn(f64) -> f64) -> Option<(usize, f64)> {
    effects.iter().copied().reduce(|best, next| if rank(next.1) > rank(best.1) { next } else { best })
}

/// Last morning on which a load leaves form more than the noticeable 2 points lower; `None` = never.
pub fn noticeable_until(load: f64, model: &Model) -> Option<usize> {
    let response = Response::form();
    (1..=model.mark_mornings.max(0) as usize).rev().find(|morning| response.effect(load, *morning) < -model.noticeable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_harder_session_is_felt_longer_but_paid_back_on_the_same_morning() {
        let model = Model::default();
        let felt: Vec<_> = [30.0, 60.0, 100.0, 150.0].map(|load| noticeable_until(load, &model)).into();
        assert_eq!(felt, [Some(3), Some(7), Some(9), Some(11)]);
        for load in [1.0, 30.0, 400.0] {
            assert_eq!(Response::form().marks(load, &model).paid_back, Some(16));
        }
    }

    #[test]
    fn without_a_benefit_nothing_is_ever_paid_back() {
        let model = Model::default();
        let response = Response { k1: 0.0, k2: 1.0, tau1: 42.0, tau2: 7.0 };
        let marks = response.marks(50.0, &model);
        assert_eq!((marks.paid_back, marks.peak, marks.back), (None, None, None));
        assert_eq!(response.turns(), Turns { net: None, gain: None });
    }
}
