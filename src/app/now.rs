//! The time as the application is given it.

use crate::domain::Day;

/// The time of an event. `update` is given it and never asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Now {
    /// The civil day where the person is.
    pub today: Day,
    /// Milliseconds since 1970.
    pub wall_ms: u64,
}
