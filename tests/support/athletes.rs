//! Simulated athletes with known truth: do the bands hold what they promise?
//!
//! Parameters are drawn evenly from ranges of the literature, not from the estimator's prior. Half of
//! the athletes trained before their first recorded day, half did not, and the estimator is not told.
#![expect(clippy::indexing_slicing, reason = "a simulation makes its own days")]

use upswing::engine::performance::impulse::{Response, steady_sum};
use upswing::engine::performance::posterior::Band;
use upswing::engine::performance::{Data, Posterior, Start, recursion};
use upswing::engine::tuning::Model;

/// Days after the last test on which a result is held back.
pub const HORIZONS: [usize; 3] = [0, 7, 28];

/// SplitMix64: the same athletes on every machine.
pub struct Dice(u64);

impl Dice {
    /// The dice of a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// Evenly between two numbers.
    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * ((self.next() >> 11) as f64 / (1_u64 << 53) as f64)
    }

    /// Normal with mean 0 and deviation 1.
    fn normal(&mut self) -> f64 {
        let radius = (-2.0 * (1.0 - self.between(0.0, 1.0)).ln()).sqrt();
        radius * (std::f64::consts::TAU * self.between(0.0, 1.0)).cos()
    }
}

/// One forecast against what was held back.
pub struct Forecast {
    /// The band of a test.
    pub test: Band,
    /// The band of the level.
    pub level: Band,
    /// What a test read.
    pub read: f64,
    /// Where the level truly was.
    pub truth: f64,
    /// The last result before it.
    pub last: f64,
}

/// Makes an athlete with between `fewest` and `most` tests and forecasts the results held back, one a horizon.
pub fn forecasts(dice: &mut Dice, fewest: usize, most: usize, model: &Model) -> Vec<Forecast> {
    let usual = dice.between(25.0, 90.0);
    let days = dice.between(90.0, 360.0) as usize;
    let before = if dice.next().is_multiple_of(2) { 0 } else { 150 };
    let loads = training(dice, usual, before + days + 29);
    let (response, base, level) = person(dice, usual);
    // Performance from the loads of all days; the estimator sees those from `before` on.
    let truth = response.performance(base, &loads, if before > 0 { usual } else { 0.0 });
    let noise = dice.between(0.009, 0.02) * level;
    let mut read = |day: usize| truth[before + day] + noise * dice.normal();

    let count = read_count(fewest, most, days);
    let tests: Vec<(usize, f64)> = (1..=count).map(|nth| days * nth / count).map(|day| (day, read(day))).collect();
    let held_back = HORIZONS.map(|ahead| (days + ahead, read(days + ahead)));
    let seen = &loads[before..];
    let starts = [Start { load: 0.0, prior: 0.5 }, Start { load: recursion::auto_seed(seen), prior: 0.5 }];
    let data = Data { loads: &seen[..days], tests: &tests, starts: &starts, higher_is_better: true };
    let Some(posterior) = Posterior::of(&data, model) else { return Vec::new() };
    let bands = posterior.bands(seen, &held_back.map(|(day, _)| day));
    let last = tests.last().map_or(0.0, |(_, value)| *value);
    let both = bands.iter().zip(held_back);
    both.map(|(bands, (day, read))| Forecast { test: bands.test, level: bands.level, read, truth: truth[before + day], last })
        .collect()
}

/// More days, more tests; at most one a week.
fn read_count(fewest: usize, most: usize, days: usize) -> usize {
    (fewest + (most - fewest) * (days - 90) / 270).clamp(fewest, most)
}

/// Weeks of five sessions, three building and one easy, with sessions that differ.
fn training(dice: &mut Dice, usual: f64, days: usize) -> Vec<f64> {
    let mut block = 1.0;
    (0..days)
        .map(|day| {
            if day % 7 == 0 {
                block = [0.9, 1.1, 1.3, 0.6][day / 7 % 4] * dice.between(0.7, 1.3);
            }
            let rest = matches!(day % 7, 0 | 4);
            let session = usual * 1.4 * block * dice.between(0.3, 1.7);
            if rest { 0.0 } else { session }
        })
        .collect()
}

/// What load does to the person, the performance without training and the one at the usual load, W.
fn person(dice: &mut Dice, usual: f64) -> (Response, f64, f64) {
    let level = dice.between(150.0, 400.0);
    let (tau1, tau2) = (dice.between(30.0, 60.0), dice.between(4.0, 15.0));
    let benefit = dice.between(0.1, 0.5);
    let cost = benefit * dice.between(0.3, 0.7);
    let per_point = |share: f64, tau: f64| share * level / (usual * steady_sum(tau));
    let response = Response { k1: per_point(benefit, tau1), k2: per_point(cost, tau2), tau1, tau2 };
    (response, level * (1.0 - benefit + cost), level)
}

/// How often the bands held what they promise, and how far the line was off.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    /// Forecasts made.
    pub count: usize,
    /// Results inside the 80 % test band.
    pub test80: usize,
    /// Results inside the 50 % test band.
    pub test50: usize,
    /// True levels inside the 80 % level band.
    pub level80: usize,
    squares: f64,
    squares_last: f64,
}

impl Tally {
    /// Adds a forecast.
    pub fn add(&mut self, forecast: &Forecast) {
        let Forecast { test, level, read, truth, last } = *forecast;
        let inside = |value: f64, low: f64, high: f64| usize::from((low..=high).contains(&value));
        self.count += 1;
        self.test80 += inside(read, test.q10, test.q90);
        self.test50 += inside(read, test.q25, test.q75);
        self.level80 += inside(truth, level.q10, level.q90);
        self.squares += (level.q50 - truth).powi(2);
        self.squares_last += (last - truth).powi(2);
    }

    /// A number of forecasts as a share.
    pub fn share(&self, number: usize) -> f64 {
        number as f64 / self.count.max(1) as f64
    }

    /// Root mean square error of the line, and of "as in the last test", W.
    pub fn errors(&self) -> (f64, f64) {
        let root = |squares: f64| (squares / self.count.max(1) as f64).sqrt();
        (root(self.squares), root(self.squares_last))
    }
}

/// Tallies so many athletes, one tally a horizon.
pub fn tally(seed: u64, athletes: usize, fewest: usize, most: usize, model: &Model) -> [Tally; 3] {
    let mut dice = Dice::new(seed);
    let mut tallies = [Tally::default(); 3];
    for _ in 0..athletes {
        for (tally, forecast) in tallies.iter_mut().zip(&forecasts(&mut dice, fewest, most, model)) {
            tally.add(forecast);
        }
    }
    tallies
}
