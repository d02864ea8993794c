//! The answer to whether a session helped the night.

use serde::{Deserialize, Serialize};

/// The answer to "slept better?".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slept {
    /// Better.
    Yes,
    /// As usual.
    Same,
    /// Worse.
    No,
}

impl Slept {
    /// The word of files and JSON.
    pub fn id(self) -> &'static str {
        match self {
            Slept::Yes => "yes",
            Slept::Same => "same",
            Slept::No => "no",
        }
    }

    /// The answer of a word.
    pub fn from_id(id: &str) -> Option<Slept> {
        [Slept::Yes, Slept::Same, Slept::No].into_iter().find(|slept| slept.id() == id)
    }
}
