//! A check-in that was begun and not finished.

use crate::domain::Day;

/// The answers of a check-in that was not finished.
#[derive(Debug, Clone, PartialEq, Default, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// The morning they are about.
    pub day: Option<Day>,
    /// Row and answer.
    pub answers: Vec<(String, String)>,
    /// The rating as it stood when a score was first shown ([`super::form::Form::told`]).
    #[serde(default)]
    pub told: Option<String>,
}
