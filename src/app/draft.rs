//! A form that was begun and not finished.

use super::purpose::Purpose;

/// The answers of a form that was left before it was saved.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// What the form is for.
    pub purpose: Purpose,
    /// Row and answer, and with them the day they are for.
    pub answers: Vec<(String, String)>,
    /// How many answers the person gave.
    #[serde(default)]
    pub given: usize,
    /// The rating as it stood when a score was first shown ([`super::form::Form::told`]).
    #[serde(default)]
    pub told: Option<String>,
}
