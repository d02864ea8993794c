//! Entries as they are read, packed one after the other: as a rule years of them are never all there unpacked.

use std::sync::Arc;

use super::entry::{Entry, Retractions};
use super::ledger::Ledger;
use crate::domain::packed::Deflater;

/// Entries in the order in which they were read.
#[derive(Debug, Default)]
pub struct Gathered {
    ledger: Ledger,
    deflater: Option<Deflater>,
    retractions: Retractions,
}

impl Extend<Entry> for Gathered {
    fn extend<I: IntoIterator<Item = Entry>>(&mut self, entries: I) {
        for entry in entries {
            self.retractions.extend(entry.retraction());
            self.ledger.take(Arc::new(entry), &mut self.deflater);
        }
    }
}

impl Gathered {
    /// All of them, of those with one stamp the one that was read first; and what each retraction among them takes back.
    pub(super) fn settled(mut self) -> (Ledger, Retractions) {
        self.ledger.sort();
        if !self.ledger.has_twins() {
            return (self.ledger, self.retractions);
        }
        let mut entries = self.ledger.entries();
        entries.dedup_by_key(|entry| entry.stamp);
        let retractions = entries.iter().filter_map(|entry| entry.retraction()).collect();
        let mut ledger = Ledger::default();
        ledger.add(entries);
        (ledger, retractions)
    }
}
