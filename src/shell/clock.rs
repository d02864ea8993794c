//! The only place that asks what time it is.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use chrono::{DateTime, Local, NaiveDateTime, NaiveTime, TimeDelta};

use crate::app::Now;
use crate::domain::{Day, Zone, typed};

/// Where the day comes from: the machine's clock, or what `UPSWING_TODAY` fixes. The only place that says which day it is.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    fixed: Option<NaiveDateTime>,
    day_starts: NaiveTime,
}

impl Clock {
    /// A clock whose days start so many minutes after midnight. `UPSWING_TODAY` fixes a day, `2026-03-01`, or a moment,
    /// `2026-03-01T01:30`.
    ///
    /// # Errors
    /// A sentence, if `UPSWING_TODAY` is neither, or `TZ` is nothing that can be asked for the day.
    pub fn new(day_starts: u16) -> Result<Clock, String> {
        check_zone()?;
        let fixed = match std::env::var("UPSWING_TODAY") {
            Ok(text) if !text.is_empty() => Some(moment(&text).map_err(|error| format!("UPSWING_TODAY: {error}"))?),
            _ => None,
        };
        Ok(Clock { fixed, day_starts: time(day_starts) })
    }

    /// Is the day fixed by the environment?
    pub fn is_fixed(&self) -> bool {
        self.fixed.is_some()
    }

    /// What a clock on the wall shows.
    fn shown(&self) -> NaiveDateTime {
        self.fixed.unwrap_or_else(|| Local::now().naive_local())
    }

    /// Now.
    pub fn now(&self) -> Now {
        let (today, still) = day_at(self.shown(), self.day_starts);
        Now { today, still, wall_ms: wall_ms() }
    }

    /// The date on the calendar, whenever the day starts.
    pub fn date(&self) -> Day {
        day_at(self.shown(), NaiveTime::MIN).0
    }

    /// How long until the day or the date changes here, at most an hour: a laptop sleeps and travels.
    ///
    /// Where such a moment does not exist (a clock change), it is an hour later.
    pub fn until_change(&self) -> Duration {
        let hour = Duration::from_secs(3600);
        let now = Local::now();
        let at = |moment: NaiveDateTime| {
            let exact = moment.and_local_timezone(Local).earliest();
            exact.or_else(|| (moment + TimeDelta::hours(1)).and_local_timezone(Local).earliest())
        };
        let today = now.date_naive();
        let moments = [Some(today.and_time(self.day_starts)), today.succ_opt().map(|next| next.and_time(NaiveTime::MIN))];
        let next = moments.into_iter().flatten().filter_map(at).find(|next| *next > now);
        // A moment past it, so that the clock certainly shows the change.
        let wait = next.and_then(|next| (next - now + TimeDelta::milliseconds(50)).to_std().ok());
        wait.unwrap_or(hour).min(hour)
    }
}

/// The last date that can have been lived, as the machine knows it.
pub fn real_date() -> Day {
    day_at(Local::now().naive_local(), NaiveTime::MIN).0
}

/// The day of a moment, and whether it is one that goes on after midnight.
fn day_at(shown: NaiveDateTime, day_starts: NaiveTime) -> (Day, bool) {
    let date = Day::from_date(shown.date()).unwrap_or(Day::MIN);
    let still = shown.time() < day_starts && date > Day::MIN;
    (if still { date.minus(1) } else { date }, still)
}

fn time(minutes: u16) -> NaiveTime {
    NaiveTime::from_num_seconds_from_midnight_opt(u32::from(minutes) * 60, 0).unwrap_or(NaiveTime::MIN)
}

/// A day, at noon, or a moment.
fn moment(text: &str) -> Result<NaiveDateTime, String> {
    let (day, minutes) = match text.split_once('T') {
        Some((day, time)) => (day, typed::time_of_day(time)?),
        None => (text, 12 * 60),
    };
    let day: Day = day.parse().map_err(|error| format!("{error}"))?;
    Ok(day.date().and_time(time(minutes)))
}

/// The zone of this machine: `TZ` where it names one, else what the system is set to; `None` = it cannot be found out.
pub fn zone() -> Option<Zone> {
    let named = std::env::var("TZ").ok().and_then(|name| name.trim_start_matches(':').parse().ok());
    named.or_else(|| iana_time_zone::get_timezone().ok()?.parse().ok())
}

/// The largest zone file there is has some 4 KiB.
const MAX_ZONE_BYTES: u64 = 64 << 10;

/// Where the system's zone files are.
const ZONE_FOLDERS: [&str; 4] = ["/usr/share/zoneinfo", "/etc/zoneinfo", "/share/zoneinfo", "/usr/lib/zoneinfo"];

/// Is `TZ` something that can be asked for the day? A rule such as `CET-1CEST` is; a device, which never ends, is not, nor is
/// a name that this machine, which knows zones, has none for: the day would silently be another place's.
///
/// # Errors
/// A sentence, if it names something that is no zone file.
fn check_zone() -> Result<(), String> {
    let Some(value) = std::env::var_os("TZ").filter(|value| !value.is_empty()) else { return Ok(()) };
    let told = value.to_string_lossy().into_owned();
    let name = told.strip_prefix(':').unwrap_or(&told);
    let places = std::iter::once(PathBuf::from(name)).filter(|path| path.is_absolute());
    let known = ZONE_FOLDERS.iter().map(|folder| Path::new(folder).join(name));
    let found = places.chain(known).find_map(|path| std::fs::metadata(path).ok());
    // Every rule holds a number of hours.
    let is_rule = name.contains(|letter: char| letter.is_ascii_digit());
    let sound = match found {
        Some(about) => about.is_file() && about.len() <= MAX_ZONE_BYTES,
        None => is_rule || name == "localtime" || !ZONE_FOLDERS.iter().any(|folder| Path::new(folder).is_dir()),
    };
    if sound {
        return Ok(());
    }
    Err(format!(
        "TZ: expected the name of a time zone or its file, found \"{name}\"; set it to one such as Europe/Madrid, or unset it."
    ))
}

/// Milliseconds since 1970, as the machine's clock has it.
pub fn wall_ms() -> u64 {
    let wall = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(wall.as_millis()).unwrap_or(u64::MAX)
}

/// The date on which some clock showed this time, here; `None` for no time at all, or one that no clock should show.
pub fn date_of(wall_ms: u64) -> Option<Day> {
    let at = DateTime::from_timestamp_millis(i64::try_from(wall_ms).ok().filter(|ms| *ms > 0)?)?;
    Day::from_date(at.with_timezone(&Local).date_naive())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_ends_when_one_goes_to_bed() {
        let at = |text: &str, starts: u16| {
            let (day, still) = day_at(moment(text).unwrap(), time(starts));
            format!("{day}{}", if still { " still" } else { "" })
        };
        let three = 180;
        assert_eq!(at("2026-11-26T23:59", three), "2026-11-26");
        assert_eq!(at("2026-11-27T00:00", three), "2026-11-26 still");
        assert_eq!(at("2026-11-27T02:59", three), "2026-11-26 still");
        assert_eq!(at("2026-11-27T03:00", three), "2026-11-27");
        assert_eq!(at("2026-11-27", three), "2026-11-27");
        assert_eq!(at("2026-11-27T00:00", 0), "2026-11-27");
        assert_eq!(at("2026-03-01T01:00", three), "2026-02-28 still");
        assert_eq!(at("1900-01-01T01:00", three), "1900-01-01");
    }

    #[test]
    fn what_is_no_moment_is_refused() {
        for text in ["today", "2026-11-27T", "2026-11-27T25:00", "2026-11-31", "2026-11-27 01:30"] {
            assert!(moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn it_looks_again_within_the_hour() {
        let clock = Clock { fixed: None, day_starts: time(180) };
        assert!(clock.until_change() <= Duration::from_secs(3600));
    }
}
