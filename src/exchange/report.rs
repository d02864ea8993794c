//! What an import did, or would do.

use std::collections::BTreeMap;
use std::fmt;

use super::notes::Notes;
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
    /// Sessions that became one with what was known, by name.
    pub joins: Notes,
    /// Test results.
    pub tests: Counts,
    /// What is no row of a day, by what it is: `profile`, `plan days`, `experiment`, `spans`, `kept apart`.
    pub others: BTreeMap<&'static str, Counts>,
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

impl Counts {
    /// `4 new, 2 updated`; empty where there is none.
    fn words(self) -> String {
        let Counts { new, same, merged, updated } = self;
        let words = [(new, "new"), (same, "known already"), (merged, "completed"), (updated, "updated")];
        let words = words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        words.collect::<Vec<_>>().join(", ")
    }
}

impl FileReport {
    /// Was nothing in it that could be taken?
    pub fn is_empty(&self) -> bool {
        let counts = [self.check_ins, self.sessions, self.tests];
        counts.iter().all(|counts| *counts == Counts::default()) && self.others.is_empty() && self.days.is_none()
    }

    /// Does something come of it that was not known?
    pub fn brings_something(&self) -> bool {
        let mut counts = [self.check_ins, self.sessions, self.tests].into_iter().chain(self.others.values().copied());
        counts.any(|counts| counts.new + counts.merged + counts.updated > 0)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.files.iter().try_for_each(|file| file.fmt(f))
    }
}

impl fmt::Display for FileReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.format)?;
        match self.days {
            Some((first, last)) => writeln!(f, ", {first} to {last}")?,
            None if self.is_empty() => writeln!(f, ", no entries")?,
            None => writeln!(f)?,
        }
        let of_days = [("check-ins", self.check_ins), ("sessions", self.sessions), ("tests", self.tests)];
        for (name, counts) in of_days.into_iter().chain(self.others.iter().map(|(name, counts)| (*name, *counts))) {
            let words = counts.words();
            if !words.is_empty() {
                writeln!(f, "  {name:<10} {words}")?;
            }
        }
        if self.minutes > 0 || self.nights > 0 {
            let minutes = if self.minutes == 1 { "minute" } else { "minutes" };
            let nights = if self.nights == 1 { "night" } else { "nights" };
            writeln!(f, "  {:<10} {} {minutes} of training, {} {nights}", "in all", self.minutes, self.nights)?;
        }
        for (what, count) in &self.skipped {
            writeln!(f, "  {:<10} {count} × {what}", "left out")?;
        }
        for (title, notes) in [
            ("Joined (`upswing part DAY` makes two of them again):", &self.joins),
            ("Have a look:", &self.confirm),
            ("Worth knowing:", &self.warnings),
            ("Left out:", &self.errors),
        ] {
            if !notes.is_empty() {
                writeln!(f, "{title}")?;
                notes.write(f, &self.file)?;
            }
        }
        Ok(())
    }
}
