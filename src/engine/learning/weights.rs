//! The weights in force for a week: the specified ones, moved as far as the evidence goes (`learning.md` §2).
//!
//! What the answers can take and give together never changes; it is only apportioned anew.

use serde::{Deserialize, Serialize};

use crate::engine::tuning::Learning;

use super::state::LearnedState;
use super::weight::{ANSWERED, Weight};
use crate::engine::round::half_up;

/// The weights of the seven answers, in table order.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Weights {
    /// How much of the own line is believed, 0–1.
    pub share: f64,
    /// Of the specified weight, before apportioning.
    pub percent: [i64; ANSWERED],
    /// In force.
    pub of: [Weight; ANSWERED],
}

/// Where soreness stands among the answers.
const SORENESS: usize = 3;

impl Weights {
    /// The specified weights: nothing is believed.
    pub fn specified(of: &[Weight; ANSWERED]) -> Weights {
        Weights { share: 0.0, percent: [100; ANSWERED], of: *of }
    }

    /// The weights of a week that begins with `state`.
    pub fn of(state: &LearnedState, specified: &[Weight; ANSWERED], tuning: &Learning) -> Weights {
        let share = share(state, tuning);
        let learned = learned(state, specified, tuning);
        let percent = percents(state, share, specified, &learned, tuning);
        let worst = specified.map(|weight| weight.worst.abs());
        let best = specified.map(|weight| weight.best);
        let worst = share_out(&worst, &percent, &learned, tuning.soreness_worst);
        let best = share_out(&best, &percent, &learned, tuning.soreness_best);
        let mut weights = Weights { share, percent, ..Weights::specified(specified) };
        for (weight, (worst, best)) in weights.of.iter_mut().zip(worst.into_iter().zip(best)) {
            *weight = Weight { worst: -worst, best };
        }
        weights
    }
}

/// How much of the own line is believed: the odds against the ones it has to earn.
pub fn share(state: &LearnedState, tuning: &Learning) -> f64 {
    if state.ratings < tuning.ratings {
        return 0.0;
    }
    let odds = state.log_odds.clamp(-tuning.odds_held, tuning.odds_held).exp();
    odds / (odds + tuning.against)
}

/// The answers that something was learned of.
fn learned(state: &LearnedState, specified: &[Weight; ANSWERED], tuning: &Learning) -> [bool; ANSWERED] {
    let mut learned = [false; ANSWERED];
    let known = state.given.iter().zip(&state.moved).zip(specified);
    for (slot, ((given, moved), weight)) in learned.iter_mut().zip(known) {
        *slot = *given >= tuning.ratings && *moved && weight.worst != 0;
    }
    learned
}

fn percents(
    state: &LearnedState,
    share: f64,
    specified: &[Weight; ANSWERED],
    learned: &[bool; ANSWERED],
    tuning: &Learning,
) -> [i64; ANSWERED] {
    let slopes = || state.own.m.iter().skip(1).zip(specified).zip(learned).filter(|(_, learned)| **learned);
    let weight = |weight: &Weight| weight.worst.abs() as f64;
    let all = slopes().fold(0.0, |sum, ((_, of), _)| sum + weight(of));
    let mean = slopes().fold(0.0, |sum, ((k, of), _)| sum + weight(of) * k) / all;
    let mut percent = [100; ANSWERED];
    // Of no answer at all the mean is none either.
    if mean.is_finite() && mean > tuning.contrary {
        for (percent, (k, learned)) in percent.iter_mut().zip(state.own.m.iter().skip(1).zip(learned)) {
            let own = half_up(100.0 * (1.0 + share * (k / mean - 1.0))).clamp(0.0, tuning.percent_most as f64);
            *percent = if *learned { own as i64 } else { 100 };
        }
    }
    percent
}

/// Apportions what the learned answers have together by weight and percent; soreness takes at most `most`.
fn share_out(specified: &[i64; ANSWERED], percent: &[i64; ANSWERED], learned: &[bool; ANSWERED], most: i64) -> [i64; ANSWERED] {
    let of = |learned: &[bool; ANSWERED], total: i64| {
        let mut numbers = [0; ANSWERED];
        let mut plain = [0; ANSWERED];
        let each = specified.iter().zip(percent).zip(learned);
        for ((number, plain), ((weight, percent), learned)) in numbers.iter_mut().zip(&mut plain).zip(each) {
            (*number, *plain) = if *learned { (weight * percent, *weight) } else { (0, 0) };
        }
        apportion(total, if numbers.iter().all(|number| *number == 0) { &plain } else { &numbers })
    };
    let total = specified.iter().zip(learned).filter(|(_, learned)| **learned).map(|(weight, _)| weight).sum::<i64>();
    let mut shared = of(learned, total);
    let cap = specified.get(SORENESS).map_or(most, |weight| most.max(*weight));
    if shared.get(SORENESS).is_some_and(|soreness| *soreness > cap) {
        let mut others = *learned;
        others.iter_mut().skip(SORENESS).take(1).for_each(|soreness| *soreness = false);
        shared = of(&others, total - cap);
        shared.iter_mut().skip(SORENESS).take(1).for_each(|soreness| *soreness = cap);
    }
    for ((slot, weight), learned) in shared.iter_mut().zip(specified).zip(learned) {
        *slot = if *learned { *slot } else { *weight };
    }
    shared
}

/// Shares a total by whole numbers: floors, then one more to the largest remainders, ties to the earlier.
fn apportion(total: i64, numbers: &[i64; ANSWERED]) -> [i64; ANSWERED] {
    let all: i64 = numbers.iter().sum();
    if all == 0 {
        return [0; ANSWERED];
    }
    let mut shares = numbers.map(|number| (total * number).div_euclid(all));
    let mut order: [usize; ANSWERED] = std::array::from_fn(|at| at);
    let left = total - shares.iter().sum::<i64>();
    order.sort_by_key(|at| std::cmp::Reverse(numbers.get(*at).map_or(0, |number| (total * number).rem_euclid(all))));
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        shares.iter_mut().skip(at).take(1).for_each(|share| *share += 1);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_goes_to_the_largest_remainders_the_earlier_first() {
        assert_eq!(apportion(10, &[1, 1, 1, 0, 0, 0, 0]), [4, 3, 3, 0, 0, 0, 0]);
        assert_eq!(apportion(10, &[2, 3, 3, 3, 0, 0, 0]), [2, 3, 3, 2, 0, 0, 0]);
        assert_eq!(apportion(5, &[0; ANSWERED]), [0; ANSWERED]);
    }
}
