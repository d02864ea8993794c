//! An experiment on oneself, as it was registered (`learning.md` §5). Nothing of it changes later.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::session::{Kind, words};

/// The name of an experiment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ExperimentId(pub String);

/// What is decided by the coin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// One of two days.
    Day,
    /// One of two pairs of days: for what lasts over a day.
    Block,
    /// One of two sessions of a kind.
    Session,
}

words!(Unit { Day = "day", Block = "block", Session = "session" });

/// What is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// The next morning's score, as specified and before limits.
    Score,
    /// The next morning's rating.
    Ready,
    /// The next morning's resting pulse.
    Rhr,
    /// The next morning's heart-rate variability.
    Hrv,
    /// The night's sleep.
    SleepMinutes,
    /// What a session gave or took.
    Charge,
    /// How hard a session was.
    Rpe,
    /// Whether a session stayed clean.
    Clean,
}

words!(Outcome {
    Score = "score",
    Ready = "ready",
    Rhr = "rhr",
    Hrv = "hrv",
    SleepMinutes = "sleep_minutes",
    Charge = "charge",
    Rpe = "rpe",
    Clean = "clean",
});

impl Unit {
    /// The outcomes it can have.
    pub fn outcomes(self) -> &'static [Outcome] {
        match self {
            Unit::Day | Unit::Block => &[Outcome::Score, Outcome::Ready, Outcome::Rhr, Outcome::Hrv, Outcome::SleepMinutes],
            Unit::Session => &[Outcome::Charge, Outcome::Rpe, Outcome::Clean],
        }
    }
}

/// An experiment, as it was registered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Experiment {
    /// Its name in the journal.
    pub id: ExperimentId,
    /// The day it was registered.
    pub registered: Day,
    /// What one wants to know.
    pub question: String,
    /// What is done on a *yes* half.
    pub yes: String,
    /// What is decided by the coin.
    pub unit: Unit,
    /// The kind of session, where sessions are decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<Kind>,
    /// What is looked at.
    pub outcome: Outcome,
    /// How many pairs, within [`Experiment::PAIRS`].
    pub pairs: u8,
    /// The first day.
    pub first_day: Day,
    /// What the coin is made of, 0 … 2⁵³ − 1.
    pub seed: u64,
}

impl Experiment {
    /// The largest seed: whole numbers up to here are exact in every program that reads JSON.
    pub const MAX_SEED: u64 = (1 << 53) - 1;

    /// How many pairs an experiment can have: two of the fixed numbers of `docs/thresholds.md`, as a design has to be
    /// possible on every device it is shared with.
    pub const PAIRS: RangeInclusive<u8> = 10..=30;

    /// The same in words: `10–30`.
    pub fn pairs_words() -> String {
        format!("{}–{}", Experiment::PAIRS.start(), Experiment::PAIRS.end())
    }

    /// A number of pairs, as it was typed.
    ///
    /// # Errors
    /// What is expected in its place, and why.
    pub fn pairs_of(typed: u64) -> Result<u8, String> {
        let (range, least, most) = (Experiment::pairs_words(), *Experiment::PAIRS.start(), *Experiment::PAIRS.end());
        match u8::try_from(typed) {
            Ok(pairs) if Experiment::PAIRS.contains(&pairs) => Ok(pairs),
            _ if typed < u64::from(least) => {
                Err(format!("expected {range} pairs, found {typed}: fewer can hardly find anything. Take at least {least}."))
            }
            _ => Err(format!("expected {range} pairs, found {typed}: so many hardly come to an end. Take at most {most}.")),
        }
    }

    /// Is this a design that can be: pairs, seed, an outcome of its unit, a kind just where sessions are decided?
    ///
    /// # Errors
    /// What is expected in its place.
    pub fn possible(&self) -> Result<(), String> {
        Experiment::pairs_of(u64::from(self.pairs))?;
        if self.seed > Experiment::MAX_SEED {
            return Err(format!("expected a seed of at most {}, found {}.", Experiment::MAX_SEED, self.seed));
        }
        if !self.unit.outcomes().contains(&self.outcome) {
            let can: Vec<&str> = self.unit.outcomes().iter().map(|outcome| outcome.id()).collect();
            let (unit, outcome) = (self.unit, self.outcome);
            return Err(format!(
                "expected one outcome of {} for a {unit}, found {outcome}. Choose one of these, or another unit.",
                can.join(", ")
            ));
        }
        match (self.unit, self.kind) {
            (Unit::Session, None) => {
                let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.id()).collect();
                Err(format!("expected the kind of session, found none: say which one the coin decides ({}).", kinds.join(", ")))
            }
            (Unit::Day | Unit::Block, Some(kind)) => Err(format!(
                "expected no kind of session for a {}, found {kind}: leave it out, or let the coin decide sessions.",
                self.unit
            )),
            (Unit::Session, Some(_)) | (Unit::Day | Unit::Block, None) => Ok(()),
        }
    }
}

/// An experiment of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    /// As it was registered.
    pub experiment: Experiment,
    /// The day it was ended early, if it was.
    pub ended: Option<Day>,
}
