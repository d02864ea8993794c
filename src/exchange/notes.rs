//! Remarks about a file, and the places in it that they are about.

use std::fmt;

use crate::domain::text::one_line;

/// A recorder's place in its file: a row, and the table where there are several.
#[derive(Debug, Clone, Copy, Default)]
pub struct At {
    /// The table of a database; empty = the file has no tables.
    pub table: &'static str,
    /// The row, line or place in a list, from 1.
    pub line: usize,
}

impl At {
    /// A place in a file without tables.
    pub fn line(line: usize) -> At {
        At { table: "", line }
    }

    /// The line, for a remark; `None` = it is about the whole file.
    pub fn place(self) -> Option<usize> {
        Some(self.line).filter(|line| *line > 0)
    }
}

impl From<usize> for At {
    fn from(line: usize) -> At {
        At::line(line)
    }
}

/// A remark about a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The line, from 1; `None` = the whole file.
    pub line: Option<usize>,
    /// The table of a database that the line is a row of; empty = the file has no tables.
    pub table: &'static str,
    /// The remark.
    pub text: String,
}

/// Remarks: the first ones in full, the rest counted, so that a hopeless file costs no memory.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notes {
    first: Vec<Note>,
    count: usize,
}

impl Notes {
    /// How many are kept in full.
    pub const SHOWN: usize = 20;

    /// Adds a remark; its text is made safe to show.
    pub fn add(&mut self, line: impl Into<Option<usize>>, text: &str) {
        self.add_in("", line, text);
    }

    /// Adds a remark about a row of a table of a database.
    pub fn add_in(&mut self, table: &'static str, line: impl Into<Option<usize>>, text: &str) {
        self.count += 1;
        if self.first.len() < Notes::SHOWN {
            self.first.push(Note { line: line.into(), table, text: one_line(text).into_owned() });
        }
    }

    /// Adds the remarks of another part of the same file.
    pub fn extend(&mut self, other: Notes) {
        self.count += other.count;
        let room = Notes::SHOWN.saturating_sub(self.first.len());
        self.first.extend(other.first.into_iter().take(room));
    }

    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The first ones, in the order of the file.
    pub fn first(&self) -> &[Note] {
        &self.first
    }

    /// One remark a line as `FILE:LINE: text`, then how many more there are.
    pub fn write(&self, f: &mut fmt::Formatter<'_>, file: &str) -> fmt::Result {
        let file = one_line(file);
        for note in &self.first {
            match note.line {
                Some(line) if !note.table.is_empty() => writeln!(f, "{file}:{}:{line}: {}", note.table, note.text)?,
                Some(line) => writeln!(f, "{file}:{line}: {}", note.text)?,
                None => writeln!(f, "{file}: {}", note.text)?,
            }
        }
        match self.count.saturating_sub(self.first.len()) {
            0 => Ok(()),
            rest => writeln!(f, "… and {rest} more"),
        }
    }
}
