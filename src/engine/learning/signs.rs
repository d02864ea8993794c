//! The exact test of an experiment: would the pairs, each signed by a coin, lie as far out? And the
//! shifts that are not ruled out (`learning.md` §5).
//!
//! Of 2³⁰ signings none is tried: two sorted halves of the subset sums tell how many there are.

use crate::domain::session::words;
use crate::engine::tuning::Learning;

/// What an experiment showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Showed {
    /// Too few complete pairs.
    NoResult,
    /// It differs.
    Differs,
    /// A hint, to be repeated.
    Hint,
    /// Nothing was shown.
    NotShown,
}

words!(Showed { NoResult = "no_result", Differs = "differs", Hint = "hint", NotShown = "not_shown" });

/// The numbers of a result, in whole units of its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultNumbers {
    /// Mean difference, *yes* less the other.
    pub mean: i64,
    /// The smallest shift that is not ruled out.
    pub low: i64,
    /// The largest.
    pub high: i64,
    /// Signings at least as far out, and all there are.
    pub p: (u64, u64),
}

/// The result of an experiment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Showing {
    /// Complete pairs.
    pub pairs: i64,
    /// The numbers, if there are enough pairs.
    pub numbers: Option<ResultNumbers>,
    /// What it showed.
    pub verdict: Showed,
    /// Where nothing was shown: what would probably have been seen.
    pub seen_over: Option<i64>,
}

impl Showing {
    /// The result of the differences of the complete pairs.
    pub fn of(differences: &[i64], tuning: &Learning) -> Showing {
        let pairs = differences.len() as i64;
        if pairs < tuning.pairs_needed {
            return Showing { pairs, numbers: None, verdict: Showed::NoResult, seen_over: None };
        }
        let p = chance(differences, 0);
        let at_most = |one_in: i64| p.0.saturating_mul(one_in.unsigned_abs()) <= p.1;
        let verdict = match () {
            () if at_most(tuning.differs) => Showed::Differs,
            () if at_most(tuning.hint) => Showed::Hint,
            () => Showed::NotShown,
        };
        let (low, high) = interval(differences, tuning.inside);
        let sum: i64 = differences.iter().sum();
        let mean = (2 * sum + pairs).div_euclid(2 * pairs);
        let seen_over = (verdict == Showed::NotShown).then_some(high - low);
        Showing { pairs, numbers: Some(ResultNumbers { mean, low, high, p }), verdict, seen_over }
    }
}

/// Of all signings of the differences less `shift`: how many sum up to at least as much, either way; and how many there are.
pub fn chance(differences: &[i64], shift: i64) -> (u64, u64) {
    let shifted: Vec<i64> = differences.iter().map(|d| d - shift).collect();
    let all = 1_u64 << shifted.len().min(62);
    let sum: i64 = shifted.iter().sum();
    if sum == 0 {
        return (all, all);
    }
    // A signing is a set of pairs turned round: it lies as far out where what is turned sums up to nothing or less.
    let towards: Vec<i64> = shifted.iter().map(|d| d * sum.signum()).collect();
    let (one, other) = towards.split_at(towards.len() / 2);
    (2 * not_above_zero(&sums(one), &sums(other)), all)
}

/// The sums of all subsets, sorted.
fn sums(numbers: &[i64]) -> Vec<i64> {
    numbers.iter().fold(vec![0], |sums, number| {
        let with: Vec<i64> = sums.iter().map(|sum| sum + number).collect();
        merged(&sums, &with)
    })
}

fn merged(one: &[i64], other: &[i64]) -> Vec<i64> {
    let mut both = Vec::with_capacity(one.len() + other.len());
    let (mut one, mut other) = (one.iter().copied().peekable(), other.iter().copied().peekable());
    while let (Some(left), Some(right)) = (one.peek(), other.peek()) {
        both.extend(if left <= right { one.next() } else { other.next() });
    }
    both.extend(one.chain(other));
    both
}

/// How many pairs of sums, one of each list, are 0 or less.
fn not_above_zero(one: &[i64], other: &[i64]) -> u64 {
    let mut reach = other.len();
    let mut count = 0;
    for sum in one {
        while reach > 0 && other.get(reach - 1).is_some_and(|last| sum + last > 0) {
            reach -= 1;
        }
        count += reach as u64;
    }
    count
}

/// The shifts whose chance is above 1 in `inside`, from the mean outwards; the mean's floor and ceiling if none is.
fn interval(differences: &[i64], inside: i64) -> (i64, i64) {
    let holds = |shift: i64| {
        let (count, all) = chance(differences, shift);
        count.saturating_mul(inside.unsigned_abs()) > all
    };
    let (sum, pairs) = (differences.iter().sum::<i64>(), differences.len() as i64);
    let (below, above) = (sum.div_euclid(pairs), -(-sum).div_euclid(pairs));
    let least = differences.iter().copied().min().unwrap_or(0) - 1;
    let most = differences.iter().copied().max().unwrap_or(0) + 1;
    (outermost(below, least, &holds), outermost(above, most, &holds))
}

/// The shift farthest towards `end`, which does not hold, that still holds; chances only fall on the way.
fn outermost(start: i64, end: i64, holds: &impl Fn(i64) -> bool) -> i64 {
    if !holds(start) {
        return start;
    }
    let (mut inside, mut outside) = (start, end);
    while (outside - inside).abs() > 1 {
        let middle = inside + (outside - inside) / 2;
        if holds(middle) {
            inside = middle;
        } else {
            outside = middle;
        }
    }
    inside
}
