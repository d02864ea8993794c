//! The score: a base and one bar for each thing that is known (`readiness.md` §4).

use crate::engine::learning::{ANSWERED, Weight};
use crate::engine::tuning::Readiness;

use super::baseline::SensorToday;
use super::context::Context;
use super::ids::{BarGroup, Confidence, NEEDED, Signal};
use super::series::Row;
use super::weights::{answer_bar, weights};

/// What every signal contributes, in milli-points; `None` = nothing is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Contributions([Option<i64>; Signal::ALL.len()]);

impl Contributions {
    /// Weighs everything that is known on a morning, the answers by these weights.
    pub fn of(context: &Context, today: &Row, answers: &[Weight; ANSWERED]) -> Contributions {
        let mut contributions = Contributions::default();
        for (bar, signal) in contributions.0.iter_mut().zip(Signal::ALL) {
            *bar = weigh(*signal, context, today);
        }
        let given = today.answers.iter().zip(answers);
        for (bar, (answer, weight)) in contributions.0.iter_mut().zip(given) {
            *bar = answer.map(|answer| answer_bar(i64::from(answer), *weight));
        }
        contributions
    }

    /// The signals that have a bar, in table order.
    pub fn bars(&self) -> impl Iterator<Item = (Signal, i64)> {
        self.0.iter().zip(Signal::ALL).filter_map(|(milli, signal)| milli.map(|milli| (*signal, milli)))
    }

    pub fn sum(&self) -> i64 {
        self.0.iter().flatten().sum()
    }

    /// The sum of the bars of some groups.
    pub fn sum_of(&self, groups: &[BarGroup]) -> i64 {
        self.bars().filter(|(signal, _)| groups.contains(&signal.group())).map(|(_, milli)| milli).sum()
    }

    /// How much could have been lost by what is known.
    pub fn evidence(&self, tuning: &Readiness) -> i64 {
        self.bars().map(|(signal, _)| weights(signal, tuning).0.abs()).sum()
    }
}

/// How many of the answers that make a score were given.
pub(super) fn said(today: &Row) -> i64 {
    NEEDED.iter().filter(|field| today.answer(**field).is_some()).count() as i64
}

/// The confidence of a score with this evidence.
pub(super) fn confidence(scored: bool, evidence: i64, tuning: &Readiness) -> Confidence {
    match evidence {
        _ if !scored => Confidence::None,
        _ if evidence < tuning.evidence_medium => Confidence::Low,
        _ if evidence < tuning.evidence_high => Confidence::Medium,
        _ => Confidence::High,
    }
}

/// 0 up to `dead`, all of `weight` from `full` on, in proportion between.
fn ramp(x: i64, dead: i64, full: i64, weight: i64) -> i64 {
    match x {
        _ if x <= dead => 0,
        _ if x >= full => weight,
        _ => (weight * (x - dead)).div_euclid(full - dead),
    }
}

fn weigh(signal: Signal, context: &Context, today: &Row) -> Option<i64> {
    let tuning = context.tuning;
    let (worst, best) = weights(signal, tuning);
    match signal {
        // The answers, first in the table, have weights of their own.
        Signal::Energy
        | Signal::Mood
        | Signal::Motivation
        | Signal::Soreness
        | Signal::Stress
        | Signal::Movement
        | Signal::SleepQuality => None,
        Signal::SleepNight => today.sleep.map(|slept| {
            let short = context.need - slept;
            ramp(-short, 0, tuning.extra_full, best) - ramp(short, tuning.short_dead, tuning.short_full, -worst)
        }),
        Signal::Hrv => position(&context.sensors.hrv, tuning.z_full, tuning),
        Signal::Rhr => position(&context.sensors.rhr, tuning.z_full, tuning),
        Signal::Reaction => position(&context.sensors.reaction, tuning.z_full_single, tuning),
        Signal::Form => context.averages.form_known.then(|| form(context, tuning)),
        Signal::Charge => charge(context, tuning),
        Signal::HrvTrend => trend(&context.sensors.hrv, tuning),
        Signal::RhrTrend => trend(&context.sensors.rhr, tuning),
    }
}

fn position(sensor: &SensorToday, full_down: i64, tuning: &Readiness) -> Option<i64> {
    let z = sensor.position?;
    let down = ramp(-z, tuning.z_dead, full_down, -tuning.sensor_worst);
    Some(ramp(z, tuning.z_dead, tuning.z_full, tuning.sensor_best) - down)
}

fn trend(sensor: &SensorToday, tuning: &Readiness) -> Option<i64> {
    let speaks = sensor.counts && sensor.recent >= 3;
    speaks.then_some(match sensor.bad {
        ..=2 => 0,
        3 => tuning.trend_three,
        4 => tuning.trend_four,
        5.. => tuning.trend_five,
    })
}

fn form(context: &Context, tuning: &Readiness) -> i64 {
    let share = ((context.averages.fitness - context.averages.fatigue) * 1000)
        .div_euclid(context.averages.fitness.max(tuning.form_floor));
    -ramp(-share, tuning.form_dead, tuning.form_full, -tuning.form_worst)
}

fn charge(context: &Context, tuning: &Readiness) -> Option<i64> {
    let charge = context.charge;
    if charge.answers < tuning.charge_answers {
        return None;
    }
    let balance = ((charge.charged - charge.drained) * 1000).div_euclid(charge.answers);
    let down = ramp(-balance, 0, tuning.charge_drain_full, -tuning.charge_worst);
    Some(ramp(balance, tuning.charge_dead, tuning.charge_full, tuning.charge_best) - down)
}

/// Tenths of a point for each bar, so that base and bars add up to the shown total: the tenths
/// lost to rounding go to the largest remainders, the earlier bar first.
pub(super) fn tenths(bars: &[i64], base: i64) -> Vec<i64> {
    let mut tenths: Vec<i64> = bars.iter().map(|milli| milli.div_euclid(100)).collect();
    let total = (base + bars.iter().sum::<i64>()).div_euclid(100) - base.div_euclid(100);
    let lost = total - tenths.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..bars.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(bars.get(*at).map(|milli| milli.rem_euclid(100))));
    for at in order.into_iter().take(usize::try_from(lost).unwrap_or(0)) {
        if let Some(tenth) = tenths.get_mut(at) {
            *tenth += 1;
        }
    }
    tenths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Tuning;

    #[test]
    fn without_limits_the_range_is_exactly_0_to_100() {
        let tuning = Tuning::default().readiness;
        let worst: i64 = Signal::ALL.iter().map(|signal| weights(*signal, &tuning).0).sum();
        let best: i64 = Signal::ALL.iter().map(|signal| weights(*signal, &tuning).1).sum();
        assert_eq!((tuning.base + worst, tuning.base + best), (0, 100_000));
    }

    #[test]
    fn a_ramp_is_floored_between_its_ends() {
        assert_eq!(ramp(30, 30, 180, 4000), 0);
        assert_eq!(ramp(90, 30, 180, 4000), 1600);
        assert_eq!(ramp(31, 30, 180, 4000), 26);
        assert_eq!(ramp(181, 30, 180, 4000), 4000);
        assert_eq!(ramp(5, 9, 3, 4000), 0, "crossed ends");
    }

    #[test]
    fn lost_tenths_go_to_the_largest_remainders_first_bar_first() {
        assert_eq!(tenths(&[150, -50, 50], 70_000), [2, -1, 0]);
        assert_eq!(tenths(&[-1428], 70_000), [-15]);
        assert_eq!(tenths(&[], 70_000), [0; 0]);
    }
}
