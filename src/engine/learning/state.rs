//! What was learned up to a morning: two lines through the ratings, and the evidence between them (`learning.md` §2).

use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::engine::milli;
use crate::engine::tuning::Learning;

use super::line::{Line, Reading};
use super::weight::{ANSWERED, Weight};

/// The specified bars of a morning's answers, milli-points; `None` = not answered.
pub type Bars = [Option<i64>; ANSWERED];

/// The level and every answer.
const OWN: usize = ANSWERED + 1;

/// What both lines say of a morning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Readings {
    /// Of the line that knows one slope for all answers.
    pub population: Reading<2>,
    /// Of the line that knows one for each.
    pub own: Reading<OWN>,
}

/// What was learned before a morning.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct LearnedState {
    /// One slope for all answers.
    pub population: Line<2>,
    /// A slope for each answer.
    pub own: Line<OWN>,
    /// Evidence that the own line foretells better, natural log of the odds (Kass & Raftery 1995); not held.
    pub log_odds: f64,
    /// Rated mornings learned.
    pub ratings: i64,
    /// The last of them.
    pub last: Option<Day>,
    /// On how many each answer was given.
    pub given: [i64; ANSWERED],
    /// Whether an answer ever had a bar other than 0.
    pub moved: [bool; ANSWERED],
}

impl LearnedState {
    /// Nothing learned yet; `specified` are the weights of the table in force.
    pub fn new(specified: &[Weight; ANSWERED], tuning: &Learning) -> LearnedState {
        let noise2 = tuning.noise * tuning.noise;
        let shape = tuning.noise_weight as f64;
        let level = tuning.level_sd * tuning.level_sd / noise2;
        let slope = tuning.slope_sd * tuning.slope_sd / noise2;
        let mut m = [tuning.slope; OWN];
        let mut variances = [level; OWN];
        m.iter_mut().take(1).for_each(|first| *first = tuning.level);
        for (variance, weight) in variances.iter_mut().skip(1).zip(specified) {
            let step = tuning.own_step / (weight.worst.abs() as f64 / 1000.0);
            *variance = if weight.worst == 0 { 0.0 } else { step * step / noise2 };
        }
        LearnedState {
            population: Line::new([tuning.level, tuning.slope], [level, slope], shape, tuning.noise),
            own: Line::new(m, variances, shape, tuning.noise),
            log_odds: 0.0,
            ratings: 0,
            last: None,
            given: [0; ANSWERED],
            moved: [false; ANSWERED],
        }
    }

    /// What both lines say of a morning with these bars.
    pub fn read(&self, day: Day, bars: &Bars, tuning: &Learning) -> Readings {
        let growth = self.last.map_or(0.0, |last| tuning.drift * day.since(last) as f64);
        let points = bars.map(|milli| milli::points(milli.unwrap_or(0)));
        let mut own = [1.0; OWN];
        own.iter_mut().skip(1).zip(points).for_each(|(z, x)| *z = x);
        let sum = points.iter().fold(0.0, |sum, x| sum + x);
        Readings { population: self.population.read(&[1.0, sum], growth), own: self.own.read(&own, growth) }
    }

    /// Learns the rating of a rated morning; returns what was expected of it.
    pub fn learn(&mut self, day: Day, bars: &Bars, rating: i64, tuning: &Learning) -> Readings {
        let readings = self.read(day, bars, tuning);
        let Readings { population, own } = &readings;
        let rating = rating as f64;
        let (df, far) = (own.df, |t: f64| (1.0 + t * t / own.df).ln());
        self.log_odds +=
            (population.scale / own.scale).ln() + (df + 1.0) / 2.0 * (far(population.t(rating)) - far(own.t(rating)));
        self.population.learn(population, rating);
        self.own.learn(own, rating);
        self.ratings += 1;
        self.last = Some(day);
        for ((given, moved), bar) in self.given.iter_mut().zip(&mut self.moved).zip(bars) {
            *given += i64::from(bar.is_some());
            *moved |= bar.is_some_and(|milli| milli != 0);
        }
        readings
    }
}
