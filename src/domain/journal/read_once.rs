//! What follows from entries of which nothing else is asked: no entry is kept to be undone or looked at.

use std::collections::BTreeSet;

use crate::domain::history::History;

use super::{BatchId, Entry, Key, Op, fold, retracted};

impl History {
    /// What is known from these entries, in whatever order they come. What is to be changed later is a
    /// [`super::Journal`]'s.
    pub fn of(entries: &[Entry]) -> History {
        let mut in_order: Vec<&Entry> = entries.iter().collect();
        in_order.sort_by_key(|entry| entry.stamp);
        in_order.dedup_by_key(|entry| entry.stamp);
        let takes_back = in_order.iter().filter_map(|entry| match entry.op {
            Op::Retract(target) => Some((entry.batch, target)),
            _ => None,
        });
        let retracted: BTreeSet<BatchId> = retracted(takes_back.rev());
        let mut filed: Vec<(Key, &Entry)> = in_order.iter().filter_map(|entry| Some((entry.op.key()?, *entry))).collect();
        // A stable sort: within a key the stamps stay in order.
        filed.sort_by(|(one, _), (other, _)| one.cmp(other));
        let mut history = History::default();
        let mut of_key: Vec<&Entry> = Vec::new();
        for group in filed.chunk_by(|(one, _), (other, _)| one == other) {
            of_key.clear();
            of_key.extend(group.iter().map(|(_, entry)| *entry));
            if let Some((key, _)) = group.first() {
                fold(&mut history, &retracted, key, &of_key);
            }
        }
        history
    }
}
