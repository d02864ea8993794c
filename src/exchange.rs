//! How data travels: files in and out.
//!
//! One way in: paths → [`bring`] (open, recognise, decode, parse, validate: [`Found`]s) → [`merge`]
//! (compare with the history: a batch of [`crate::domain::Op`]s and a [`Report`]). Writing the batch is
//! the caller's. The way out is [`export`].
//!
//! A further format is one file below `exchange/`, its line in the list of modules below and one row in
//! [`FORMATS`].

mod apple_health;
mod backup;
pub mod calendar;
mod cell;
#[cfg(feature = "databases")]
mod database;
mod devices;
mod door;
mod elite_hrv;
mod error;
pub mod export;
mod fit;
mod fitbit;
mod foreign;
mod formats;
mod found;
#[cfg(feature = "databases")]
mod gadgetbridge;
mod garmin;
mod garmin_account;
#[cfg(feature = "databases")]
mod garmindb;
mod golden_cheetah;
mod gpx;
mod health_auto_export;
#[cfg(feature = "databases")]
mod health_connect;
mod hrv4training;
mod intervals_icu;
mod json;
#[cfg(feature = "databases")]
mod kind_numbers;
mod kinds;
mod merge;
mod night;
mod nights;
mod number;
mod oura;
mod oura_json;
mod own;
pub mod page;
mod pmdata;
mod polar;
pub mod preview;
mod recorded;
mod report;
mod rr;
mod samsung;
mod sheet;
mod strava;
mod strength_apps;
mod tables;
mod tcx;
mod text;
mod timed;
mod trainingpeaks;
mod when;
mod whoop;
mod words;
mod xml;

pub use door::{Brought, Stream, bring, bring_bytes, files, read};
pub use error::ImportError;
pub use formats::{FORMATS, Format};
pub use found::{Found, FoundCheckIn, FoundSession, Note, Notes};
pub use merge::{Import, merge};
pub use report::{Counts, FileReport, Report};

use std::ops::RangeInclusive;

use crate::domain::{Day, Zone};
use sheet::Sheet;

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
}

impl Context {
    /// The days on which something can have happened (tomorrow: east of here it has begun).
    fn days(&self) -> RangeInclusive<Day> {
        first_day()..=self.newest.plus(1)
    }

    /// The days for which something can be planned, or was.
    fn planned_days(&self) -> RangeInclusive<Day> {
        first_day()..=self.newest.plus(PLANNED_AHEAD)
    }
}

/// No file holds anything earlier.
fn first_day() -> Day {
    Day::from_ymd(1990, 1, 1).unwrap_or(Day::MIN)
}

/// Told (bytes done, bytes in all) now and then; an answer of `false` cancels.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// A file that was decoded, and is being recognised and read.
pub struct Document<'a> {
    /// The file's name, safe to show.
    file: &'a str,
    text: &'a str,
    sheet: Sheet<'a>,
    context: &'a Context,
    format: &'static str,
}

impl Document<'_> {
    /// The same with its columns named as a format names them, whatever the language.
    fn translated(&self, words: &words::Words) -> Document<'_> {
        let sheet = self.sheet.translated(words);
        Document { file: self.file, text: self.text, sheet, context: self.context, format: self.format }
    }

    /// What is found in it: nothing yet.
    fn found(&self) -> Found {
        Found::new(self.file, self.format)
    }
}

/// The largest text that is read, bytes. What is read as it comes has no such limit.
pub const MAX_BYTES: usize = 40 * 1024 * 1024;
