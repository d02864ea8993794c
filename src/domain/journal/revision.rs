//! How it is told that a history is another one now.

use super::Journal;

impl Journal {
    /// Counts the changes; equal revisions mean an equal history.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Takes the place of another journal: no revision of that one is met again.
    pub fn follow(&mut self, other: &Journal) {
        self.revision = self.revision.max(other.revision) + 1;
    }
}
