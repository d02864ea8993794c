//! Made-up people who rate their mornings, and experiments on series without any effect: the same on every run.

use upswing::domain::field::ANSWERS;
use upswing::domain::{Day, Entry, Field, Journal, Moment, Op, Source, Stamp, Value};
use upswing::engine::Tuning;
use upswing::engine::learning::agreement::Proof;
use upswing::engine::learning::signs::chance;
use upswing::engine::learning::trial::{splitmix64, yes_first};
use upswing::engine::readiness::Season;

/// Numbers that look random.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(splitmix64(seed))
    }

    /// From 0 up to 1.
    pub fn even(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(1);
        (splitmix64(self.0) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// About normal, mean 0, spread 1.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.even()).sum::<f64>() - 6.0
    }
}

/// Why somebody calls themselves ready.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rater {
    /// By the answers, as much as the specified weights say.
    AsSpecified,
    /// By the answers, with weights of their own.
    OwnWeights,
    /// For no reason that the answers know.
    Randomly,
    /// They rate nothing.
    Never,
}

/// What came of a person.
#[derive(Debug, Clone, Copy)]
pub struct Outcome {
    /// How often the specified score ranked two mornings as the person did, last 60 mornings.
    pub specified: f64,
    /// The same of the score in force.
    pub own: f64,
    /// How far own weights were believed at the end.
    pub share: f64,
    /// Mornings whose score was another one than specified.
    pub changed: f64,
    /// How far the score that was shown lay from the specified one, points, mean of all mornings.
    pub moved: f64,
}

/// A mean with its Monte Carlo error: two standard errors over the people or runs it was taken of.
#[derive(Debug, Clone, Copy)]
pub struct Mean {
    pub mean: f64,
    pub error: f64,
}

impl Mean {
    fn of(values: impl Iterator<Item = f64> + Clone) -> Mean {
        let count = values.clone().count().max(2) as f64;
        let mean = values.clone().sum::<f64>() / count;
        let spread = values.map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
        Mean { mean, error: 2.0 * (spread / count).sqrt() }
    }
}

/// What came of many people.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    pub specified: Mean,
    pub own: Mean,
    /// The score in force less the specified one, person by person.
    pub gain: Mean,
    pub share: Mean,
    pub changed: Mean,
    pub moved: Mean,
}

const MORNINGS: i64 = 150;
const BARS: [f64; 7] = [14.0, 5.0, 5.0, 3.0, 5.0, 7.0, 4.0];

/// The mornings of a person: what was answered and how it was rated.
pub fn mornings(rater: Rater, seed: u64) -> Journal {
    let mut random = Random::new(seed);
    // Points of rating from the worst to the usual answer, in all as many as the specified weights give.
    let own: Vec<f64> =
        BARS.iter().map(|bar| if rater == Rater::OwnWeights { random.even().powi(3) * 43.0 } else { *bar }).collect();
    let scale = BARS.iter().sum::<f64>() / own.iter().sum::<f64>();
    let mut level = 6.5;
    let mut ops = Vec::new();
    for after in 0..MORNINGS {
        let day = Day::MIN.plus(46_000 + after);
        let answers: Vec<i64> = own.iter().map(|_| (3.2 + random.normal()).round().clamp(1.0, 5.0) as i64).collect();
        let points: f64 = answers.iter().zip(&own).map(|(answer, weight)| (answer - 3) as f64 / 2.0 * weight * scale).sum();
        level += 0.08 * random.normal();
        let rating = match rater {
            Rater::Randomly => 6.5 + 1.3 * random.normal(),
            Rater::AsSpecified | Rater::OwnWeights | Rater::Never => level + 0.12 * points + 0.8 * random.normal(),
        };
        let mut fields: Vec<_> =
            ANSWERS.into_iter().zip(&answers).map(|(field, answer)| (field, Some(Value::Whole(*answer)))).collect();
        if rater != Rater::Never {
            fields.push((Field::Ready, Some(Value::Whole(rating.round().clamp(0.0, 10.0) as i64))));
        }
        ops.push(Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() });
    }
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal
}

/// Follows a person.
pub fn follow(rater: Rater, seed: u64) -> Outcome {
    let tuning = Tuning { ask_ready: true, ..Tuning::default() };
    let journal = mornings(rater, seed);
    let last = Day::MIN.plus(46_000 + MORNINGS - 1);
    let season = Season::new(journal.history(), last, &tuning);
    let shown = season.mornings().iter().filter_map(|morning| Some((morning.score_milli?, morning.specified.score?)));
    let changed = shown.clone().filter(|(shown, specified)| shown != specified).count() as f64;
    let moved = shown.map(|(shown, specified)| (shown - specified).abs() as f64 / 1000.0).sum::<f64>() / MORNINGS as f64;
    let rated = season.rated(last);
    let numbers = Proof::of(&rated, &tuning.learning).numbers;
    let share = season.mornings().last().filter(|morning| morning.own).map_or(0.0, |_| share(&season, last));
    let specified = numbers.as_ref().map_or(0.5, |numbers| numbers.score.c);
    let own = numbers.as_ref().map_or(0.5, |numbers| numbers.own.as_ref().map_or(specified, |own| own.c));
    Outcome { specified, own, share, changed, moved }
}

fn share(season: &Season, day: Day) -> f64 {
    let none = upswing::domain::CheckIn::default();
    let advice = season.advise(day, &none, &upswing::engine::readiness::TodayPlan::default());
    advice.own.map_or(0.0, |own| own.weights.share)
}

/// The means of many people.
pub fn group(rater: Rater, people: u64) -> Group {
    let all: Vec<Outcome> = (0..people).map(|seed| follow(rater, 1000 * (rater as u64 + 1) + seed)).collect();
    let mean = |value: fn(&Outcome) -> f64| Mean::of(all.iter().map(value));
    Group {
        specified: mean(|of| of.specified),
        own: mean(|of| of.own),
        gain: mean(|of| of.own - of.specified),
        share: mean(|of| of.share),
        changed: mean(|of| of.changed),
        moved: mean(|of| of.moved),
    }
}

/// Shares of experiments without any effect that "find" something.
#[derive(Debug, Clone, Copy)]
pub struct False {
    /// By the exact test at the end, p ≤ .05 and p ≤ .10.
    pub differs: Mean,
    pub hint: Mean,
    /// By looking after each pair from the tenth on, p ≤ .05 and p ≤ .10.
    pub peeking: Mean,
    pub peeking_hint: Mean,
    /// By comparing the days with and without a tag that is set when one feels low, |t| > 1.96.
    pub tag: Mean,
}

/// A morning score that remembers yesterday, in whole units, without any effect in it.
fn series(random: &mut Random, days: usize, memory: f64) -> Vec<f64> {
    let mut x = random.normal();
    let step = (1.0 - memory * memory).sqrt();
    let mut next = || {
        x = memory * x + step * random.normal();
        (100.0 * x).round()
    };
    (0..days).map(|_| next()).collect()
}

/// Runs many experiments of 20 pairs of days on series that remember so much.
pub fn experiments(runs: u64, memory: f64) -> False {
    let found: Vec<[bool; 5]> = (0..runs).map(|run| experiment(run, memory)).collect();
    let share = |at: usize| Mean::of(found.iter().map(move |found| f64::from(u8::from(found.get(at) == Some(&true)))));
    False { differs: share(0), hint: share(1), peeking: share(2), peeking_hint: share(3), tag: share(4) }
}

/// What one run "finds", in the order of [`False`].
fn experiment(run: u64, memory: f64) -> [bool; 5] {
    let mut random = Random::new(77_000_000 + run);
    let mornings = series(&mut random, 60, memory);
    let at = |day: usize| mornings.get(day).copied().unwrap_or(0.0) as i64;
    let difference = |k: u64| {
        let (first, second) = (at(2 * k as usize + 1), at(2 * k as usize + 2));
        if yes_first(run.wrapping_mul(7919), k) { first - second } else { second - first }
    };
    let differences: Vec<i64> = (0..20).map(difference).collect();
    let p = |pairs: usize| {
        let (count, all) = chance(differences.get(..pairs).unwrap_or_default(), 0);
        count as f64 / all as f64
    };
    let (end, lowest) = (p(20), (10..=20).map(p).fold(1.0, f64::min));
    [end <= 0.05, end <= 0.10, lowest <= 0.05, lowest <= 0.10, tag_works(&mut random, memory)]
}

/// Ninety days; the tag, which does nothing, is more often set on a low day, and the next mornings are compared.
fn tag_works(random: &mut Random, memory: f64) -> bool {
    let mornings = series(random, 91, memory);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for pair in mornings.windows(2) {
        let [today, tomorrow] = pair else { continue };
        let low = *today < 0.0;
        if random.even() < if low { 0.6 } else { 0.2 } { with.push(*tomorrow) } else { without.push(*tomorrow) }
    }
    let moments = |of: &[f64]| {
        let mean = of.iter().sum::<f64>() / of.len() as f64;
        (mean, of.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / (of.len() as f64 - 1.0) / of.len() as f64)
    };
    let ((one, one_var), (other, other_var)) = (moments(&with), moments(&without));
    ((one - other) / (one_var + other_var).sqrt()).abs() > 1.96
}
