//! How data travels: files in and out.
//!
//! One way in: bytes → [`read`] (recognise, decode, parse, validate: a [`Found`]) → [`merge`]
//! (compare with the history: a batch of [`crate::domain::Op`]s and a [`Report`]). Both are pure;
//! opening files and writing the batch is the caller's. The way out is [`export`].
//!
//! A further format is one file below `exchange/` and one row in [`FORMATS`].

mod error;
pub mod export;
mod found;
mod merge;
mod report;

pub use error::ImportError;
pub use found::{Found, FoundCheckIn, FoundSession, Note, Notes};
pub use merge::{Import, merge};
pub use report::{Counts, FileReport, Report};

use crate::domain::Day;

/// What an import needs to know beside the file.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// Today; later days than tomorrow are refused for what already happened.
    pub today: Day,
    /// The person's time zone, for stamps without an offset of their own; `None` = UTC.
    pub zone: Option<chrono_tz::Tz>,
    /// Import the good rows of a file with bad ones.
    pub skip_bad_rows: bool,
}

/// Told (bytes done, bytes in all) now and then; an answer of `false` cancels.
pub type Progress<'a> = &'a mut dyn FnMut(u64, u64) -> bool;

/// A row of [`FORMATS`].
pub struct Format {
    /// A short name.
    pub id: &'static str,
    /// The name shown.
    pub name: &'static str,
}

/// Every format that can be read, the most particular first.
pub const FORMATS: &[Format] = &[];

/// Reads one file.
///
/// # Errors
/// Not recognised, not readable, or (unless `skip_bad_rows`) with a bad row; cancelled.
pub fn read(name: &str, _bytes: &[u8], _context: &Context, _progress: Progress) -> Result<Found, ImportError> {
    Err(ImportError::Empty { file: name.to_owned() })
}
