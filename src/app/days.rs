//! Which days can be told of: those that have come, and those that are still open for the plan. One rule for the forms and
//! the command line; what else there is for the other days is said by whoever asks.

use crate::domain::Day;

use super::now::Now;

/// Has a day come? After midnight the new date can be named, though it is still the day before.
pub fn has_come(day: Day, now: Now) -> bool {
    day <= if now.still { now.today.plus(1) } else { now.today }
}

/// A day of which something is told that has happened.
///
/// # Errors
/// It has not come yet.
pub fn happened(day: Day, now: Now) -> Result<Day, String> {
    if has_come(day, now) { Ok(day) } else { Err(format!("expected a day up to today, {}, found {day}.", now.today)) }
}

/// A day for which something is planned; the days before today are closed for the plan.
///
/// # Errors
/// It is over.
pub fn to_come(day: Day, today: Day) -> Result<Day, String> {
    if day >= today { Ok(day) } else { Err(format!("expected a day from today, {today}, on, found {day}.")) }
}
