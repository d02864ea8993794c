//! What an experiment can find, said before it starts (`learning.md` §5). The chances were simulated with
//! 15–30 % of days unanswered.

use crate::domain::{Outcome, Unit};
use crate::engine::tuning::Learning;

/// The effects the chances are for, in own standard deviations.
pub const EFFECTS: [f64; 3] = [0.3, 0.5, 0.8];

/// Chances in per cent to find each of [`EFFECTS`] at p ≤ .10, for 10, 20 and 30 pairs.
type Chances = [Option<[i64; 3]>; 3];

const SCORE_DAY: Chances = [Some([24, 36, 58]), Some([28, 51, 79]), Some([36, 61, 90])];
const RHR_DAY: Chances = [Some([50, 79, 97]), Some([72, 95, 99]), Some([85, 99, 99])];
const SCORE_BLOCK: Chances = [Some([21, 34, 55]), None, None];
const RHR_BLOCK: Chances = [Some([29, 58, 84]), None, None];
const SESSION: Chances = [Some([2, 7, 16]), Some([10, 22, 45]), Some([15, 33, 66])];
const UNKNOWN: Chances = [None, None, None];

/// What an experiment can find.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Power {
    /// The outcome's own standard deviation, in its units.
    pub sd: Option<f64>,
    /// Chances in per cent for each of [`EFFECTS`].
    pub chances: Option<[i64; 3]>,
}

impl Power {
    /// What an experiment with so many pairs can find where the outcome had these values before.
    pub fn of(unit: Unit, outcome: Outcome, pairs: u8, values: &[i64], tuning: &Learning) -> Power {
        let columns = usize::from(pairs / 10).min(3);
        let chances = row(unit, outcome).iter().take(columns).flatten().next_back().copied();
        let enough = values.len() as i64 >= tuning.find_values;
        Power { sd: enough.then(|| deviation(values)), chances }
    }
}

fn row(unit: Unit, outcome: Outcome) -> Chances {
    match (unit, outcome) {
        (Unit::Day, Outcome::Score | Outcome::Ready) => SCORE_DAY,
        (Unit::Day, Outcome::Rhr) => RHR_DAY,
        (Unit::Block, Outcome::Score | Outcome::Ready) => SCORE_BLOCK,
        (Unit::Block, Outcome::Rhr) => RHR_BLOCK,
        (Unit::Session, Outcome::Charge | Outcome::Rpe | Outcome::Clean) => SESSION,
        (Unit::Day | Unit::Block, Outcome::Hrv | Outcome::SleepMinutes | Outcome::Charge | Outcome::Rpe | Outcome::Clean)
        | (Unit::Session, Outcome::Score | Outcome::Ready | Outcome::Rhr | Outcome::Hrv | Outcome::SleepMinutes) => UNKNOWN,
    }
}

/// The standard deviation of these values as a whole.
fn deviation(values: &[i64]) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<i64>() as f64 / count;
    let spread = values.iter().map(|value| (*value as f64 - mean) * (*value as f64 - mean)).sum::<f64>();
    (spread / count).sqrt()
}
