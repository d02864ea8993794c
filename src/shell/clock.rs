//! The only place that asks what time it is.

use std::path::{Path, PathBuf};
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

/// The largest zone file there is has some 4 KiB.
const MAX_ZONE_BYTES: u64 = 64 << 10;

/// Where the system's zone files are.
const ZONE_FOLDERS: [&str; 4] = ["/usr/share/zoneinfo", "/etc/zoneinfo", "/share/zoneinfo", "/usr/lib/zoneinfo"];

/// Is `TZ` something that can be asked for the day? A rule such as `CET-1CEST` is; a device, which never ends, is not.
///
/// # Errors
/// A sentence, if it names something that is no zone file.
pub fn check_zone() -> Result<(), String> {
    let Some(value) = std::env::var_os("TZ").filter(|value| !value.is_empty()) else { return Ok(()) };
    let told = value.to_string_lossy().into_owned();
    let name = told.strip_prefix(':').unwrap_or(&told);
    let places = std::iter::once(PathBuf::from(name)).filter(|path| path.is_absolute());
    let known = ZONE_FOLDERS.iter().map(|folder| Path::new(folder).join(name));
    let found = places.chain(known).find_map(|path| std::fs::metadata(path).ok());
    match found {
        Some(about) if !about.is_file() || about.len() > MAX_ZONE_BYTES => Err(format!(
            "TZ: expected the name of a time zone or its file, found \"{name}\"; set it to one such as Europe/Madrid, or unset it."
        )),
        Some(_) | None => Ok(()),
    }
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
