//! What an import did, or would do.

use std::collections::BTreeMap;
use std::fmt;

use super::found::Notes;
use crate::domain::Day;

/// What became of the records of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Not known before.
    pub new: usize,
    /// Known, and nothing to add.
    pub same: usize,
    /// Known from elsewhere, and completed.
    pub merged: usize,
    /// Known from here, and changed since.
    pub updated: usize,
}

/// What became of one file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReport {
    /// The file.
    pub file: String,
    /// The format's name.
    pub format: &'static str,
    /// Days with answers or measurements.
    pub check_ins: Counts,
    /// Sessions.
    pub sessions: Counts,
    /// Test results.
    pub tests: Counts,
    /// What was left out, and how often.
    pub skipped: BTreeMap<&'static str, usize>,
    /// The first and the last day.
    pub days: Option<(Day, Day)>,
    /// Minutes of the sessions that were done.
    pub minutes: u64,
    /// Nights with a duration.
    pub nights: usize,
    /// What is worth knowing.
    pub warnings: Notes,
    /// Values that are possible but unusual.
    pub confirm: Notes,
    /// Rows left out because they cannot be read.
    pub errors: Notes,
}

/// What an import did, file by file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Report {
    /// The files, in the order of their names.
    pub files: Vec<FileReport>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files.iter().try_for_each(|file| writeln!(f, "{}", file.file))
    }
}
