//! What a format is: how it is told, recognised and read.

use super::door::{Keys, Stream};
#[cfg(feature = "databases")]
use super::{Context, database::Database};
use super::{Document, Found, ImportError, Progress};

/// A row of [`super::FORMATS`].
pub struct Format {
    /// A short name.
    pub id: &'static str,
    /// The name shown.
    pub name: &'static str,
    /// What the file is called where it comes from.
    pub file: &'static str,
    /// What is read of it.
    pub takes: &'static str,
    /// What is left out, although it is in many of these files.
    pub leaves: &'static str,
    /// How it is recognised and read.
    pub(super) way: Way,
}

/// Reads a file as it comes.
pub(super) type Read = fn(&mut Stream) -> Result<Found, ImportError>;

/// How a format is recognised, always by what is in the file, and how it is read. Rows with mistakes are
/// noted in [`Found::errors`].
pub(super) enum Way {
    /// By its first bytes (64 KiB at most).
    Bytes(fn(&[u8]) -> bool, Read),
    /// XML: by the name of its root element or document type.
    Xml(&'static str, Read),
    /// JSON: by the keys at its beginning.
    Json(fn(&Keys) -> bool, Read),
    /// A database: by its tables and their columns.
    #[cfg(feature = "databases")]
    Database(fn(&Database) -> bool, fn(&Database, Found, &Context) -> Result<Found, ImportError>),
    /// A text that is whole in memory, mostly a table.
    Text(fn(&Document) -> bool, fn(&Document, Progress) -> Result<Found, ImportError>),
}
