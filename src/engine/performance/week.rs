//! Figures of the seven days before a morning (`model.md` §8), from the loads that were done.

use super::recursion;
use crate::engine::tuning::Model;

/// Foster's and other week figures; `None` = cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Week {
    /// Points of the seven days.
    pub total: Option<f64>,
    /// Mean over population standard deviation; none for a same-every-day week.
    pub monotony: Option<f64>,
    /// Total × monotony.
    pub strain: Option<f64>,
    /// Rise of fitness in seven days, points a day.
    pub ramp: Option<f64>,
    /// Mean of the seven days over the mean of the 21 before; for the expert view only.
    pub acwr: Option<f64>,
}

/// How fast fitness rises; coaching custom, not a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rise {
    /// Worth a hint.
    Fast,
    /// Worth a warning.
    TooFast,
}

impl Week {
    /// What to say about the ramp, if anything.
    pub fn rise(&self, model: &Model) -> Option<Rise> {
        match self.ramp {
            Some(ramp) if ramp > model.ramp_warning => Some(Rise::TooFast),
            Some(ramp) if ramp > model.ramp_hint => Some(Rise::Fast),
            _ => None,
        }
    }

    /// The figures on morning `morning`, fitness starting at `start`; none at all before day 7.
    pub fn of(loads: &[f64], start: f64, morning: usize, model: &Model) -> Week {
        let Some(first) = morning.checked_sub(7) else { return Week::default() };
        let load = |day: usize| loads.get(day).copied().unwrap_or(0.0);
        let sum = |from: usize, to: usize| (from..to).map(load).sum::<f64>();
        let total = sum(first, morning);
        let monotony = monotony(&[0, 1, 2, 3, 4, 5, 6].map(|day| load(first + day)), model);
        let done: Vec<f64> = (0..morning).map(load).collect();
        let fitness = recursion::mornings(&done, start, recursion::FITNESS_TAU);
        let ramp = fitness.get(morning).zip(fitness.get(first)).map(|(now, before)| now - before);
        let chronic = first.checked_sub(21).map(|start| sum(start, first) / 21.0).filter(|mean| *mean >= model.acwr_floor);
        Week {
            total: Some(total),
            monotony,
            strain: monotony.map(|monotony| total * monotony),
            ramp,
            acwr: chronic.map(|chronic| total / 7.0 / chronic),
        }
    }
}

fn monotony(loads: &[f64; 7], model: &Model) -> Option<f64> {
    let mean = loads.iter().sum::<f64>() / 7.0;
    let variance = loads.iter().map(|load| (load - mean) * (load - mean)).sum::<f64>() / 7.0;
    let sd = variance.sqrt();
    (sd > model.monotony_flat * mean.max(1.0)).then(|| mean / sd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rise_is_named_above_its_limits_only() {
        let model = Model::default();
        let rise = |ramp| Week { ramp: Some(ramp), ..Week::default() }.rise(&model);
        assert_eq!([rise(5.0), rise(5.1), rise(8.0), rise(8.1)], [None, Some(Rise::Fast), Some(Rise::Fast), Some(Rise::TooFast)]);
        assert_eq!(Week::default().rise(&model), None);
    }

    #[test]
    fn the_ratio_needs_four_weeks_and_some_load() {
        let model = Model::default();
        assert_eq!(Week::of(&[50.0; 40], 0.0, 27, &model).acwr, None);
        assert_eq!(Week::of(&[50.0; 40], 0.0, 28, &model).acwr, Some(1.0));
        assert_eq!(Week::of(&[4.9; 40], 0.0, 28, &model).acwr, None);
        assert_eq!(Week::of(&[50.0; 40], 0.0, 6, &model), Week::default());
    }
}
