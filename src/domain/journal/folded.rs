//! A journal of which only the fold is there: enough to say what today is for and to take a check-in.

use std::sync::Arc;

use crate::domain::day::Day;
use crate::domain::history::History;
use crate::domain::stamp::Stamp;

use super::{Entry, Folded, Journal, Moment, Op};

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
