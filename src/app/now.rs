//! The time as the application is given it.

use crate::domain::Day;

/// The time of an event. `update` is given it and never asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The day where the person is: it ends when one goes to bed, not at midnight.
    pub today: Day,
    /// Is it that day still, after midnight?
    pub still: bool,
    /// Milliseconds since 1970.
    pub wall_ms: u64,
}
