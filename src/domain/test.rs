//! A performance test: what was measured, in its own unit.

use serde::{Deserialize, Serialize};

use super::day::Day;

/// The name of a test entry.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TestId(pub String);

/// One result.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// Its name in the journal.
    pub id: TestId,
    /// The day; a test stands before its day's own load.
    pub day: Day,
    /// What was tested, for instance `5 min power`. Results of one name belong together.
    pub name: String,
    /// The result; finite.
    pub value: f64,
    /// Its unit.
    pub unit: String,
}

impl Test {
    /// Does a smaller result mean a better one? Times do; everything else does not.
    pub fn lower_is_better(&self) -> bool {
        matches!(self.unit.trim().to_lowercase().as_str(), "s" | "sec" | "min" | "h" | "ms" | "min/km" | "s/km" | "min/mi")
    }
}
