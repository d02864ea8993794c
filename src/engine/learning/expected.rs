//! The rating to expect of a morning, and the set it will probably lie in (`learning.md` §3).

use crate::domain::Day;
use crate::engine::performance::student;
use crate::engine::tuning::Learning;

use super::state::{LearnedState, Readings};
use crate::engine::round::half_up;

/// Ratings are whole, 0–10.
const TOP: i64 = 10;
/// Chances nearer than this are one.
const ALIKE: f64 = 1e-12;

/// The rating to expect.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Expected {
    /// Its mean, 0–10.
    pub mean: f64,
    /// The lowest rating of the set.
    pub low: i64,
    /// The highest.
    pub high: i64,
}

/// Are there enough ratings before this morning, and recent ones?
pub fn is_known(state: &LearnedState, day: Day, tuning: &Learning) -> bool {
    state.ratings >= tuning.ratings && state.last.is_some_and(|last| day.since(last) <= tuning.silent_after)
}

/// The mean of both lines, each as far as it is believed; not held in 0–10.
pub fn mean(readings: &Readings, share: f64) -> f64 {
    (1.0 - share) * readings.population.mean + share * readings.own.mean
}

/// The mean as it is told.
pub fn told(mean: f64) -> f64 {
    mean.clamp(0.0, TOP as f64)
}

impl Expected {
    /// What to expect where the lines say this and the own one is believed so far.
    pub fn of(readings: &Readings, share: f64, tuning: &Learning) -> Expected {
        let scale = if share >= tuning.own_spread { readings.own.scale } else { readings.population.scale };
        let middle = mean(readings, share);
        let (low, high) = set(middle, scale, readings.own.df as u32, tuning.set_chance);
        Expected { mean: told(middle), low, high }
    }
}

/// The smallest set around the mean that holds the rating with this chance.
pub fn set(mean: f64, scale: f64, df: u32, enough: f64) -> (i64, i64) {
    let up_to = |edge: f64| student::cdf(df, (edge - mean) / scale);
    let chance = |k: i64| {
        if !(0..=TOP).contains(&k) {
            return -1.0;
        }
        let above = if k == TOP { 1.0 } else { up_to(k as f64 + 0.5) };
        above - if k == 0 { 0.0 } else { up_to(k as f64 - 0.5) }
    };
    let first = half_up(mean).clamp(0.0, TOP as f64) as i64;
    let (mut low, mut high, mut sum) = (first, first, chance(first));
    while sum < enough - ALIKE && (low > 0 || high < TOP) {
        let (below, above) = (chance(low - 1), chance(high + 1));
        if below - above > ALIKE {
            (low, sum) = (low - 1, sum + below);
        } else {
            (high, sum) = (high + 1, sum + above);
        }
    }
    (low, high)
}
