//! What is kept of a judged morning.

use serde::{Deserialize, Serialize};

use crate::domain::Day;

use super::ids::{Confidence, Stage, Verdict};
use super::stage::StageState;

/// What is kept of a morning, for the chart and for the mornings after it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Morning {
    /// The morning.
    pub day: Day,
    /// Was there a check-in?
    pub checked_in: bool,
    /// The score in milli-points.
    pub score_milli: Option<i64>,
    /// How much of the evidence was there.
    pub confidence: Confidence,
    /// The band of the score, before any limit.
    pub band: Option<Verdict>,
    /// What the day was for.
    pub verdict: Verdict,
    /// Accumulated fatigue.
    pub stage: Stage,
    /// How many signs there were.
    pub signs: i64,
    /// What the specified weights alone would say.
    pub specified: Specified,
    /// Was it judged with own weights?
    pub own: bool,
    /// The rating that was expected, if the morning was rated and one was expected.
    pub expected: Option<f64>,
    pub(super) state: StageState,
}

/// A morning as the specified weights judge it, their own margin included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specified {
    /// The score before limits, milli-points.
    pub raw: Option<i64>,
    /// The score, milli-points.
    pub score: Option<i64>,
    /// The band, before any limit.
    pub band: Option<Verdict>,
    /// What the day would be for.
    pub verdict: Verdict,
}
