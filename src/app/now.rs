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

/// On which date a clock showed a time, milliseconds since 1970; `None` for no time at all.
pub type DateOf = fn(u64) -> Option<Day>;

/// The date of a clock in Greenwich.
pub fn date_in_greenwich(wall_ms: u64) -> Option<Day> {
    let days = i64::try_from(wall_ms / (24 * 60 * 60 * 1000)).ok().filter(|_| wall_ms > 0)?;
    Day::from_ymd(1970, 1, 1).map(|epoch| epoch.plus(days))
}
