//! What follows from entries of which nothing else is asked: no entry is kept to be undone or looked at.

use std::sync::Arc;

use crate::domain::history::History;

use super::{Entry, retracted};

impl History {
    /// What is known from these entries, in whatever order they come. What is to be changed later is a
    /// [`super::Journal`]'s.
    pub fn of(mut entries: Vec<Entry>) -> History {
        entries.sort_by_key(|entry| entry.stamp);
        entries.dedup_by_key(|entry| entry.stamp);
        let retractions = entries.iter().filter_map(Entry::retraction).collect();
        let mut history = History::default();
        history.fold_all(entries.into_iter().map(Arc::new).collect(), &retracted(&retractions));
        history
    }
}
