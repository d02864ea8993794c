//! Why a file is not imported, in sentences.

use std::fmt;

use super::context::MAX_BYTES;
use super::notes::Notes;

/// Why a file is not imported. Nothing of it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ImportError {
    /// There is nothing in it.
    Empty {
        /// The file.
        file: String,
    },
    /// Larger than any file of these formats.
    TooLarge {
        /// The file.
        file: String,
        /// What there is too much of, and the limit.
        what: String,
    },
    /// No format that is known.
    Unknown {
        /// The file.
        file: String,
        /// What it looks like.
        found: String,
        /// The names of the formats that are known.
        known: &'static [&'static str],
    },
    /// What is known and holds nothing that belongs here.
    NotForUs {
        /// The file.
        file: String,
        /// What it is.
        what: String,
    },
    /// The file itself cannot be opened.
    NoAccess {
        /// The file.
        file: String,
        /// What the system says.
        why: String,
    },
    /// Recognised, but not whole or not readable as a whole.
    Unreadable {
        /// The file.
        file: String,
        /// What is wrong.
        why: String,
    },
    /// Rows that cannot be read.
    Rows {
        /// The file.
        file: String,
        /// What is wrong with them.
        errors: Notes,
    },
    /// Cancelled by the person.
    Cancelled,
}

impl ImportError {
    /// A file of so many bytes, which is too large.
    pub fn too_large(file: &str, bytes: u64) -> ImportError {
        let what = format!("the file has {} MiB; at most {} are read", bytes >> 20, MAX_BYTES >> 20);
        ImportError::TooLarge { file: file.to_owned(), what }
    }

    /// The file it is about; empty = every one.
    pub fn file(&self) -> &str {
        match self {
            ImportError::Empty { file }
            | ImportError::TooLarge { file, .. }
            | ImportError::Unknown { file, .. }
            | ImportError::NotForUs { file, .. }
            | ImportError::NoAccess { file, .. }
            | ImportError::Unreadable { file, .. }
            | ImportError::Rows { file, .. } => file,
            ImportError::Cancelled => "",
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ImportError::Empty { file } => write!(f, "{file}: the file is empty"),
            ImportError::TooLarge { file, what } => write!(f, "{file}: {what}"),
            ImportError::Unknown { file, found, known } => {
                write!(f, "{file}: no format that Upswing reads; found {found}\nSupported:")?;
                known.iter().try_for_each(|name| write!(f, "\n  {name}"))
            }
            ImportError::NotForUs { file, what } => write!(f, "{file}: {what}; there is nothing in it to import"),
            ImportError::NoAccess { file, why } => write!(f, "cannot read {file}: {why}. Nothing was changed."),
            ImportError::Unreadable { file, why } => write!(f, "{file}: {why}"),
            ImportError::Rows { file, errors } => {
                errors.write(f, file)?;
                write!(f, "Nothing of {file} was imported. Correct what is named, or leave it out with --skip-bad-rows.")
            }
            ImportError::Cancelled => f.write_str("cancelled; nothing was imported"),
        }
    }
}

impl std::error::Error for ImportError {}
