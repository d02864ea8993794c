//! How data travels: files in and out.
//!
//! One way in: bytes → [`read`] (recognise, decode, parse, validate: a [`Found`]) → [`merge`]
//! (compare with the history: a batch of [`crate::domain::Op`]s and a [`Report`]). Both are pure;
//! opening files and writing the batch is the caller's. The way out is [`export`].
//!
//! A further format is one file below `exchange/` and one row in [`FORMATS`].

mod backup;
pub mod calendar;
mod cell;
mod elite_hrv;
mod error;
pub mod export;
mod foreign;
mod found;
mod garmin;
mod hrv4training;
mod intervals_icu;
mod kinds;
mod merge;
mod number;
mod oura;
mod own;
pub mod page;
mod pmdata;
mod report;
mod sheet;
mod strava;
mod strength_apps;
mod tables;
mod text;
mod trainingpeaks;
mod whoop;

pub use error::ImportError;
pub use found::{Found, FoundCheckIn, FoundSession, Note, Notes};
pub use merge::{Import, merge};
pub use report::{Counts, FileReport, Report};

use std::ops::RangeInclusive;

use crate::domain::Day;
use crate::domain::text::one_line;
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
    pub zone: Option<chrono_tz::Tz>,
    /// Import the good rows of a file with bad ones.
    pub skip_bad_rows: bool,
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
    /// What is found in it: nothing yet.
    fn found(&self) -> Found {
        Found::new(self.file, self.format)
    }
}

/// A row of [`FORMATS`].
pub struct Format {
    /// A short name.
    pub id: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// Is this file of this format? Decided by content, never by the file's name.
    recognise: fn(&Document) -> bool,
    /// Reads the file; rows with mistakes are noted in [`Found::errors`].
    parse: fn(&Document, Progress) -> Result<Found, ImportError>,
}

/// Every format that can be read, the most particular first.
pub const FORMATS: &[Format] = &[
    Format { id: "backup", name: "Upswing backup (JSON lines)", recognise: backup::is, parse: backup::parse },
    Format { id: "pmdata_wellness", name: "PMData wellness.csv", recognise: pmdata::is_wellness, parse: pmdata::wellness },
    Format { id: "pmdata_srpe", name: "PMData srpe.csv", recognise: pmdata::is_srpe, parse: pmdata::srpe },
    Format {
        id: "intervals_wellness",
        name: "intervals.icu wellness (CSV)",
        recognise: intervals_icu::is_wellness,
        parse: intervals_icu::wellness,
    },
    Format {
        id: "intervals_activities",
        name: "intervals.icu activities (CSV)",
        recognise: intervals_icu::is_activities,
        parse: intervals_icu::activities,
    },
    Format { id: "hevy", name: "Hevy workout_data.csv", recognise: strength_apps::is_hevy, parse: strength_apps::hevy },
    Format { id: "strong", name: "Strong (CSV)", recognise: strength_apps::is_strong, parse: strength_apps::strong },
    Format { id: "garmin", name: "Garmin Connect activities (CSV)", recognise: garmin::is, parse: garmin::parse },
    Format { id: "strava", name: "Strava activities.csv", recognise: strava::is, parse: strava::parse },
    Format { id: "trainingpeaks", name: "TrainingPeaks workouts.csv", recognise: trainingpeaks::is, parse: trainingpeaks::parse },
    Format { id: "whoop_workouts", name: "Whoop workouts.csv", recognise: whoop::are_workouts, parse: whoop::workouts },
    Format { id: "whoop_cycles", name: "Whoop physiological_cycles.csv", recognise: whoop::are_cycles, parse: whoop::nights },
    Format { id: "whoop_sleeps", name: "Whoop sleeps.csv", recognise: whoop::are_sleeps, parse: whoop::nights },
    Format { id: "oura_csv", name: "Oura sleep (CSV)", recognise: oura::is, parse: oura::parse },
    Format { id: "elitehrv", name: "Elite HRV (CSV)", recognise: elite_hrv::is, parse: elite_hrv::parse },
    Format { id: "hrv4training", name: "HRV4Training (CSV)", recognise: hrv4training::is, parse: hrv4training::parse },
    Format { id: "tests", name: "Upswing tests (CSV)", recognise: tables::are_tests, parse: tables::tests },
    Format { id: "sessions", name: "Upswing sessions (CSV)", recognise: tables::are_sessions, parse: tables::sessions },
    Format { id: "checkins", name: "Upswing check-ins (CSV)", recognise: tables::are_check_ins, parse: tables::check_ins },
];

/// The largest file that is read, bytes.
pub const MAX_BYTES: usize = 256 * 1024 * 1024;

/// Reads one file.
///
/// # Errors
/// Not recognised, not readable, or (unless `skip_bad_rows`) with a bad row; cancelled.
pub fn read(name: &str, bytes: &[u8], context: &Context, progress: Progress) -> Result<Found, ImportError> {
    let file = one_line(name).into_owned();
    if bytes.len() > MAX_BYTES {
        let what = format!("the file has {} MiB; at most {} are read", bytes.len() >> 20, MAX_BYTES >> 20);
        return Err(ImportError::TooLarge { file, what });
    }
    if let Some(found) = known_binary(bytes) {
        return Err(ImportError::Unknown { file, found: found.to_owned() });
    }
    let text = text::decode(bytes).map_err(|why| ImportError::Unreadable { file: file.clone(), why })?;
    if text.trim().is_empty() {
        return Err(ImportError::Empty { file });
    }
    let sheet = Sheet::new(&file, &text);
    let mut document = Document { file: &file, text: &text, sheet, context, format: "" };
    let Some(format) = FORMATS.iter().find(|format| (format.recognise)(&document)) else {
        let line = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        let found = format!("\"{}\"", line.chars().take(80).collect::<String>());
        return Err(ImportError::Unknown { file: file.clone(), found: one_line(&found).into_owned() });
    };
    document.format = format.name;
    let found = (format.parse)(&document, progress)?;
    if found.errors.is_empty() || context.skip_bad_rows {
        return Ok(found);
    }
    Err(ImportError::Rows { file: found.file, errors: found.errors })
}

/// Files that are no text, by their first bytes.
fn known_binary(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x1f, 0x8b, ..] => Some("a gzip archive; unpack it first"),
        [b'P', b'K', 3 | 5 | 7, ..] => Some("a zip archive; unpack it first"),
        [_, _, _, _, _, _, _, _, b'.', b'F', b'I', b'T', ..] => Some("a FIT recording"),
        _ => None,
    }
}
