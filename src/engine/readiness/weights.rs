//! What each signal may give and take (`readiness.md` §4), as the table in force has it.

use crate::engine::learning::{ANSWERED, Weight};
use crate::engine::tuning::Readiness;

use super::ids::Signal;

/// The most a signal can take and give, milli-points.
pub(super) fn weights(signal: Signal, tuning: &Readiness) -> (i64, i64) {
    match signal {
        Signal::Energy => (tuning.energy_worst, tuning.energy_best),
        Signal::Mood => (tuning.mood_worst, tuning.mood_best),
        Signal::Motivation => (tuning.motivation_worst, tuning.motivation_best),
        Signal::Soreness => (tuning.soreness_worst, tuning.soreness_best),
        Signal::Stress => (tuning.stress_worst, tuning.stress_best),
        Signal::Movement => (tuning.movement_worst, tuning.movement_best),
        Signal::SleepQuality => (tuning.sleep_quality_worst, tuning.sleep_quality_best),
        Signal::SleepNight => (tuning.sleep_night_worst, tuning.sleep_night_best),
        Signal::Hrv | Signal::Rhr | Signal::Reaction => (tuning.sensor_worst, tuning.sensor_best),
        Signal::Form => (tuning.form_worst, 0),
        Signal::Charge => (tuning.charge_worst, tuning.charge_best),
        Signal::HrvTrend | Signal::RhrTrend => (tuning.trend_five, 0),
    }
}

/// How much could be lost if everything were known, milli-points: the most evidence there is.
pub fn most_evidence(tuning: &Readiness) -> i64 {
    Signal::ALL.iter().map(|signal| weights(*signal, tuning).0.abs()).sum()
}

/// The bar of an answer of 1–5, milli-points.
pub(super) fn answer_bar(answer: i64, Weight { worst, best }: Weight) -> i64 {
    if answer < 3 { ((3 - answer) * worst).div_euclid(2) } else { ((answer - 3) * best).div_euclid(2) }
}

/// The weights of the seven answers as the table in force has them.
pub fn specified(tuning: &Readiness) -> [Weight; ANSWERED] {
    let mut specified = [Weight::default(); ANSWERED];
    for (weight, signal) in specified.iter_mut().zip(Signal::ALL) {
        let (worst, best) = weights(*signal, tuning);
        *weight = Weight { worst, best };
    }
    specified
}
