//! What a file adds to the history: the rules of `formats.md` §1, "The same thing twice".

use super::found::Found;
use super::report::Report;
use crate::domain::{History, Op};

/// What to write, and what to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// One batch; empty where the history already holds everything.
    pub ops: Vec<Op>,
    /// What became of each file.
    pub report: Report,
}

/// Compares files with the history and with each other.
///
/// Sessions keep a load of `None` where no file states one; the caller asks the engine for the
/// typical load before it writes the batch.
pub fn merge(_history: &History, _files: Vec<Found>) -> Import {
    Import { ops: Vec::new(), report: Report::default() }
}
