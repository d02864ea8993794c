//! Changes on their way into the file: what is shown already, and is not durable yet.

use std::collections::BTreeSet;

use crate::domain::{BatchId, Entry, Stamp};

/// A change that is not durable yet, and what is said once it is.
#[derive(Debug, Clone, PartialEq)]
struct Waiting {
    entries: Vec<Entry>,
    said: String,
}

/// All of them, in the order in which they were made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Unsaved {
    waiting: Vec<Waiting>,
    why: Option<String>,
}

impl Unsaved {
    /// Is everything durable?
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// Why the last try failed; `None` as long as it is under way.
    pub fn why(&self) -> Option<&str> {
        self.why.as_deref()
    }

    /// A change was made; `said` is what to say once it is durable.
    pub fn add(&mut self, entries: Vec<Entry>, said: String) {
        self.waiting.push(Waiting { entries, said });
    }

    /// Says one thing more of the newest change.
    pub fn say_too(&mut self, more: &str) {
        if let Some(waiting) = self.waiting.last_mut() {
            waiting.said = format!("{} {more}", waiting.said);
        }
    }

    /// A change is durable: what to say.
    pub fn saved(&mut self, batch: BatchId) -> Option<String> {
        self.why = None;
        let at = self.waiting.iter().position(|waiting| waiting.entries.first().is_some_and(|entry| entry.batch == batch))?;
        Some(self.waiting.remove(at).said)
    }

    /// A try failed. Is the reason another one than before?
    pub fn failed(&mut self, why: String) -> bool {
        let other = self.why.as_ref() != Some(&why);
        self.why = Some(why);
        other
    }

    /// What is not durable.
    pub fn entries(&self) -> Vec<Entry> {
        self.waiting.iter().flat_map(|waiting| waiting.entries.clone()).collect()
    }

    /// The changes they belong to.
    pub fn batches(&self) -> impl Iterator<Item = BatchId> {
        self.waiting.iter().filter_map(|waiting| waiting.entries.first()).map(|entry| entry.batch)
    }
}

/// What could not be saved the last time, and where it is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    /// The changes.
    pub entries: Vec<Entry>,
    /// The files.
    pub places: Vec<String>,
}

impl Left {
    /// What tells its entries from others that are kept there by now.
    pub fn stamps(&self) -> BTreeSet<Stamp> {
        self.entries.iter().map(|entry| entry.stamp).collect()
    }
}

/// What can be done with changes that are not in the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// Leave; they are kept in a file and offered at the next start.
    Keep,
    /// Leave without them.
    Drop,
    /// Take those of the last time into the journal.
    TakeBack,
    /// Forget those of the last time.
    Forget,
}
