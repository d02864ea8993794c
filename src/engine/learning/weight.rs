//! What an answer weighs.

use serde::{Deserialize, Serialize};

/// How many answers are learned from: the seven of the check-in, in table order.
pub const ANSWERED: usize = crate::domain::field::ANSWERS.len();

/// The most an answer can take and give, milli-points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Weight {
    /// At the worst answer, not above 0.
    pub worst: i64,
    /// At the best answer.
    pub best: i64,
}
