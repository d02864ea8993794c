//! Does the score rank mornings as the person does? Concordance over the last rated mornings, with an
//! interval from leaving out week after week (`learning.md` §4; Künsch 1989, doi 10.1214/aos/1176347265).

use crate::domain::Day;
use crate::domain::session::words;
use crate::engine::tuning::Learning;

/// A rated morning, as it was foretold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RatedMorning {
    /// The morning.
    pub day: Day,
    /// The rating, 0–10.
    pub rating: i64,
    /// The score as specified, milli-points.
    pub score: Option<i64>,
    /// The answer about energy.
    pub energy: Option<i64>,
    /// The score in force, where own weights had a share.
    pub own: Option<i64>,
    /// The rating expected before it, as it was told.
    pub expected: Option<f64>,
}

/// What can be said, in the specification's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Too little to tell.
    Unknown,
    /// The score ranks mornings as the person does.
    MeansSomething,
    /// It was not shown to.
    NotShown,
}

words!(Meaning { Unknown = "unknown", MeansSomething = "means_something", NotShown = "not_shown" });

/// Why nothing can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// Too few rated mornings.
    Few,
    /// The ratings hardly differ.
    Alike,
}

words!(Unknown { Few = "few", Alike = "alike" });

/// How one value compares with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compared {
    /// It ranks mornings better.
    Better,
    /// It ranks them worse.
    Worse,
    /// Nobody can tell.
    NoClearDifference,
}

words!(Compared { Better = "better", Worse = "worse", NoClearDifference = "no_clear_difference" });

/// How often a value was the higher one where the rating was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Of all pairs of mornings rated differently; ½ is chance.
    pub c: f64,
    /// Its standard error.
    pub se: f64,
    /// The interval, held in 0–1.
    pub low: f64,
    /// Its other end.
    pub high: f64,
    /// Does it mean something by itself?
    pub verdict: Meaning,
}

/// How much more often one value agrees than another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Of the two shares.
    pub diff: f64,
    /// Its standard error.
    pub se: f64,
    /// Which is better.
    pub verdict: Compared,
}

/// How far expected ratings lay from those given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Errors {
    /// Mornings looked at.
    pub mornings: i64,
    /// Mean distance of the expected rating.
    pub error: f64,
    /// Mean distance of the mean of the ratings before.
    pub last_error: f64,
}

/// The numbers of the panel; none of them where nothing can be told.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    /// Of the score as specified.
    pub score: Agreement,
    /// Of the answer about energy alone; its own verdict is not told.
    pub energy: Agreement,
    /// Of the score in force, if own weights had a share.
    pub own: Option<Agreement>,
    /// Score against energy.
    pub score_energy: Difference,
    /// Own score against energy.
    pub own_energy: Option<Difference>,
    /// Own score against the specified one.
    pub own_score: Option<Difference>,
    /// How far expected ratings lay off.
    pub expected: Option<Errors>,
}

/// What the last ratings say about the score.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proof {
    /// Rated mornings in all.
    pub ratings: i64,
    /// Those looked at.
    pub window: i64,
    /// Weeks among them; `None` for too few ratings.
    pub weeks: Option<i64>,
    /// Pairs with different ratings; `None` for too few ratings.
    pub pairs: Option<i64>,
    /// What can be said.
    pub verdict: Meaning,
    /// Why nothing, if nothing.
    pub why: Option<Unknown>,
    /// The numbers behind it.
    pub numbers: Option<Numbers>,
}

impl Proof {
    /// What the rated mornings, in day order, say.
    pub fn of(mornings: &[RatedMorning], tuning: &Learning) -> Proof {
        let ratings = mornings.len();
        let begin = ratings.saturating_sub(usize::try_from(tuning.proof_window).unwrap_or(0));
        let window = mornings.get(begin..).unwrap_or_default();
        let nothing = Proof {
            ratings: ratings as i64,
            window: window.len() as i64,
            weeks: None,
            pairs: None,
            verdict: Meaning::Unknown,
            why: Some(Unknown::Few),
            numbers: None,
        };
        if (ratings as i64) < tuning.proof_ratings {
            return nothing;
        }
        let weeks = weeks(window);
        let pairs = Pairs::of(window, &weeks);
        let counted = Proof { weeks: Some(pairs.weeks() as i64), pairs: Some(pairs.all), ..nothing };
        if pairs.touched.contains(&pairs.all) {
            return Proof { why: Some(Unknown::Alike), ..counted };
        }
        let numbers = Numbers::of(mornings, window, &weeks, &pairs, tuning);
        let verdict = numbers.own.as_ref().unwrap_or(&numbers.score).verdict;
        Proof { verdict, why: None, numbers: Some(numbers), ..counted }
    }
}

impl Numbers {
    fn of(all: &[RatedMorning], window: &[RatedMorning], weeks: &[usize], pairs: &Pairs, tuning: &Learning) -> Numbers {
        let ranked = |value: &dyn Fn(&RatedMorning) -> Option<i64>| Ranked::of(window, weeks, pairs, value);
        let (score, energy) = (ranked(&|morning| morning.score), ranked(&|morning| morning.energy));
        let known = window.iter().any(|morning| morning.own.is_some());
        let own = known.then(|| ranked(&|morning| morning.own.or(morning.score)));
        let against = |one: &Ranked, other: &Ranked| one.against(other, tuning);
        Numbers {
            score: score.agreement(tuning),
            energy: energy.agreement(tuning),
            own: own.as_ref().map(|own| own.agreement(tuning)),
            score_energy: against(&score, &energy),
            own_energy: own.as_ref().map(|own| against(own, &energy)),
            own_score: own.as_ref().map(|own| against(own, &score)),
            expected: errors(all, window.len(), tuning),
        }
    }
}

/// For each morning which week it belongs to, counted from 0.
fn weeks(window: &[RatedMorning]) -> Vec<usize> {
    let mut mondays: Vec<Day> = Vec::new();
    let week = |morning: &RatedMorning| {
        let monday = morning.day.monday();
        if mondays.last() != Some(&monday) {
            mondays.push(monday);
        }
        mondays.len() - 1
    };
    window.iter().map(week).collect()
}

/// Adds to the weeks of both mornings of a pair, once if it is the same week.
fn add(of_weeks: &mut [i64], (one, other): (usize, usize), value: i64) {
    of_weeks.iter_mut().skip(one).take(1).for_each(|sum| *sum += value);
    if one != other {
        of_weeks.iter_mut().skip(other).take(1).for_each(|sum| *sum += value);
    }
}

/// The pairs of mornings that were rated differently.
struct Pairs {
    all: i64,
    /// Those with a morning of each week.
    touched: Vec<i64>,
}

impl Pairs {
    fn of(window: &[RatedMorning], weeks: &[usize]) -> Pairs {
        let mut pairs = Pairs { all: 0, touched: vec![0; weeks.last().map_or(0, |last| last + 1)] };
        each(window, weeks, |_, _, weeks| {
            pairs.all += 1;
            add(&mut pairs.touched, weeks, 1);
        });
        pairs
    }

    fn weeks(&self) -> usize {
        self.touched.len()
    }
}

/// Every pair rated differently, the lower rated one first, with the weeks of both.
fn each<'a>(
    window: &'a [RatedMorning],
    weeks: &[usize],
    mut found: impl FnMut(&'a RatedMorning, &'a RatedMorning, (usize, usize)),
) {
    for (at, (one, week)) in window.iter().zip(weeks).enumerate() {
        for (other, other_week) in window.iter().zip(weeks).skip(at + 1).filter(|(other, _)| other.rating != one.rating) {
            let (low, high) = if one.rating < other.rating { (one, other) } else { (other, one) };
            found(low, high, (*week, *other_week));
        }
    }
}

/// How one value ranks the pairs: over all, and without each week.
struct Ranked {
    c: f64,
    without: Vec<f64>,
}

impl Ranked {
    fn of(window: &[RatedMorning], weeks: &[usize], pairs: &Pairs, value: &dyn Fn(&RatedMorning) -> Option<i64>) -> Ranked {
        let (mut hits, mut touched) = (0, vec![0; pairs.weeks()]);
        each(window, weeks, |low, high, weeks| {
            let hit = match (value(low), value(high)) {
                (Some(low), Some(high)) if high > low => 2,
                (Some(low), Some(high)) if high < low => 0,
                _ => 1,
            };
            hits += hit;
            add(&mut touched, weeks, hit);
        });
        let share = |hits: i64, pairs: i64| hits as f64 / (2 * pairs) as f64;
        let without = touched.iter().zip(&pairs.touched).map(|(of_week, gone)| share(hits - of_week, pairs.all - gone));
        Ranked { c: share(hits, pairs.all), without: without.collect() }
    }

    fn agreement(&self, tuning: &Learning) -> Agreement {
        let (c, se) = (self.c, jackknife(&self.without));
        let half = tuning.proof_factor * se;
        let verdict = if c - half > 0.5 { Meaning::MeansSomething } else { Meaning::NotShown };
        Agreement { c, se, low: (c - half).clamp(0.0, 1.0), high: (c + half).clamp(0.0, 1.0), verdict }
    }

    fn against(&self, other: &Ranked, tuning: &Learning) -> Difference {
        let apart: Vec<f64> = self.without.iter().zip(&other.without).map(|(one, other)| one - other).collect();
        let (diff, se) = (self.c - other.c, jackknife(&apart));
        let half = tuning.proof_factor * se;
        let verdict = match diff {
            _ if diff - half > 0.0 => Compared::Better,
            _ if diff + half < 0.0 => Compared::Worse,
            _ => Compared::NoClearDifference,
        };
        Difference { diff, se, verdict }
    }
}

/// The standard error that leaving out each week in turn tells.
fn jackknife(without: &[f64]) -> f64 {
    let weeks = without.len() as f64;
    let mean = without.iter().sum::<f64>() / weeks;
    let spread = without.iter().map(|c| (c - mean) * (c - mean)).sum::<f64>();
    ((weeks - 1.0) / weeks * spread).sqrt()
}

/// How far the expected ratings of the last `window` mornings lay off, if there are enough of them.
fn errors(all: &[RatedMorning], window: usize, tuning: &Learning) -> Option<Errors> {
    let last = usize::try_from(tuning.last_ratings).unwrap_or(1).max(1);
    let (mut mornings, mut error, mut last_error) = (0, 0.0, 0.0);
    for (at, morning) in all.iter().enumerate().skip(all.len() - window) {
        let Some(expected) = morning.expected.filter(|_| at as i64 >= tuning.ratings) else { continue };
        let before = all.get(at.saturating_sub(last)..at).unwrap_or_default();
        let mean = before.iter().map(|morning| morning.rating).sum::<i64>() as f64 / before.len().max(1) as f64;
        mornings += 1;
        error += (expected - morning.rating as f64).abs();
        last_error += (mean - morning.rating as f64).abs();
    }
    let of = mornings as f64;
    (mornings >= tuning.error_mornings).then(|| Errors { mornings, error: error / of, last_error: last_error / of })
}
