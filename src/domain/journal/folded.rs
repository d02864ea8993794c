//! A journal of which only the fold is there: enough to say what today is for and to take a check-in.

use std::sync::Arc;

use crate::domain::day::Day;
use crate::domain::history::History;
use crate::domain::stamp::Stamp;

use super::{Entry, Folded, Gathered, Journal, Moment, Op};

impl Journal {
    /// A journal of which only the fold is there, with the latest stamp of so many entries.
    ///
    /// What is known is whole, and later check-ins can be added. Nothing can be undone and no entry be looked at.
    pub fn folded(history: History, last: Stamp, entries: usize) -> Journal {
        Journal { history: Arc::new(history), folded: Some(Folded { last, entries }), revision: 1, ..Journal::default() }
    }

    /// Are its entries there, and not only their fold?
    pub fn is_whole(&self) -> bool {
        self.folded.is_none()
    }

    /// The same journal with its entries, if these are as many up to the same stamp, its fold `is_sound` and nothing was
    /// laid over it: what is known of it stays, and nothing of what lies far is asked for. Else the journal of these
    /// entries alone, with a revision that this one never had.
    #[must_use]
    pub fn filled(&self, entries: Gathered, is_sound: bool) -> Journal {
        let (ledger, retractions) = entries.settled();
        let of_fold = self.folded.filter(|_| is_sound && self.ledger.len() == 0);
        let of_these = ledger.last_stamp().map(|last| Folded { last, entries: ledger.len() });
        let (history, revision) = (Arc::clone(&self.history), self.revision);
        let mut filled = Journal { ledger: Arc::new(ledger), retractions, history, revision, ..Journal::default() };
        filled.settle_retractions();
        filled.stack_all();
        if of_fold.is_none() || of_fold != of_these {
            let mut history = History::default();
            history.fold_all(filled.entries(), &filled.retracted);
            filled.history = Arc::new(history);
            filled.follow(self);
        }
        filled
    }

    /// Lays later check-ins over the fold; what else there is would need the entries that are not there, and is left.
    pub(super) fn add_check_ins(&mut self, new: Vec<Arc<Entry>>) -> Option<Day> {
        let mut changed = None;
        for entry in new {
            let Op::SetCheckIn { day, moment, fields, source } = &entry.op else { continue };
            if entry.stamp <= self.last_stamp() {
                continue;
            }
            let day = Arc::make_mut(&mut self.history).answer(*day, *moment == Moment::Before, fields, source, entry.stamp);
            changed = changed.into_iter().chain([day]).min();
            Arc::make_mut(&mut self.ledger).add([entry]);
            self.revision += 1;
        }
        changed
    }
}
