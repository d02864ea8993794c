//! The only place that asks what time it is.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{Local, NaiveDate, NaiveTime, TimeDelta};

use crate::app::Now;
use crate::domain::Day;

/// The day fixed by `UPSWING_TODAY`, if it is set.
///
/// # Errors
/// A sentence, if it is set to something that is no day.
pub fn fixed_day() -> Result<Option<Day>, String> {
    match std::env::var("UPSWING_TODAY") {
        Ok(text) if !text.is_empty() => text.parse().map(Some).map_err(|error| format!("UPSWING_TODAY: {error}")),
        _ => Ok(None),
    }
}

/// The zone of this machine: `TZ` where it names one, else what the system is set to; `None` = it cannot be found out.
pub fn zone() -> Option<chrono_tz::Tz> {
    let named = std::env::var("TZ").ok().and_then(|name| name.trim_start_matches(':').parse().ok());
    named.or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok())
}

/// Now, with the day fixed if one is given.
pub fn now(fixed: Option<Day>) -> Now {
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let today = fixed.or_else(|| Day::from_date(Local::now().date_naive())).unwrap_or(Day::MIN);
    Now { today, wall_ms: u64::try_from(wall.as_millis()).unwrap_or(u64::MAX) }
}

/// How long until the day changes here, at most an hour: a laptop sleeps and travels.
///
/// Where midnight does not exist (a clock change), the day begins an hour later.
pub fn until_next_day() -> Duration {
    let hour = Duration::from_secs(3600);
    let now = Local::now();
    let midnight = |date: NaiveDate| {
        let start = date.and_time(NaiveTime::MIN);
        start.and_local_timezone(Local).earliest().or_else(|| (start + TimeDelta::hours(1)).and_local_timezone(Local).earliest())
    };
    let next = now.date_naive().succ_opt().and_then(midnight);
    // A moment past midnight, so that the clock certainly shows the new day.
    let wait = next.and_then(|next| (next - now + TimeDelta::milliseconds(50)).to_std().ok());
    wait.unwrap_or(hour).min(hour)
}
