//! What an import needs to know beside the files, and what it tells while it goes on.

use std::ops::RangeInclusive;

use crate::domain::{Day, Kind, Zone};

/// The largest text that is read, bytes. What is read as it comes has no such limit.
pub const MAX_BYTES: usize = 40 * 1024 * 1024;

/// Nobody plans further ahead, days.
const PLANNED_AHEAD: i64 = 2 * 366;

/// What an import needs to know beside the file.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// Today; decides what is still planned.
    pub today: Day,
    /// The last day on which anything can have happened: not before the real one, also where a past
    /// day is looked at. Later days than the next are refused.
    pub newest: Day,
    /// The person's time zone, for stamps without an offset of their own; `None` = UTC.
    pub zone: Option<Zone>,
    /// Import the good rows of a file with bad ones.
    pub skip_bad_rows: bool,
    /// What the person says of the files that they do not say themselves.
    pub declared: Declared,
}

/// What the person says of a file that it does not say itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Declared {
    /// The day of a reading whose name holds none.
    pub day: Option<Day>,
    /// Take nights of which only the begin and the end are known.
    pub sleep_windows: bool,
    /// HRV of unstated kind is RMSSD.
    pub hrv_is_rmssd: bool,
    /// What every session is, whatever its sport and title say.
    pub kind: Option<Kind>,
}

impl Context {
    /// The days on which something can have happened (tomorrow: east of here it has begun).
    pub(super) fn days(&self) -> RangeInclusive<Day> {
        first_day()..=self.newest.plus(1)
    }

    /// The days for which something can be planned, or was.
    pub(super) fn planned_days(&self) -> RangeInclusive<Day> {
        first_day()..=self.newest.plus(PLANNED_AHEAD)
    }
}

/// No file holds anything earlier.
fn first_day() -> Day {
    Day::from_ymd(1990, 1, 1).unwrap_or(Day::MIN)
}

/// Told (bytes done, bytes in all) now and then; an answer of `false` cancels.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;
