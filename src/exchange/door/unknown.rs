//! A file of no format that is read.

use std::sync::LazyLock;

use crate::domain::text::one_line;
use crate::exchange::error::ImportError;
use crate::exchange::formats::FORMATS;

/// The names of the formats.
static NAMES: LazyLock<Vec<&str>> = LazyLock::new(|| FORMATS.iter().map(|format| format.name).collect());

/// The error for a file of none of them, by what it looks like.
pub fn unknown(file: &str, found: &str) -> ImportError {
    ImportError::Unknown { file: file.to_owned(), found: one_line(found).into_owned(), known: &NAMES }
}
