//! What follows from entries of which nothing else is asked: no entry is kept to be undone or looked at.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::domain::history::History;

use super::{BatchId, Entry, Key, Op, retracted};

impl History {
    /// What is known from these entries, in whatever order they come. What is to be changed later is a
    /// [`super::Journal`]'s.
    pub fn of(mut entries: Vec<Entry>) -> History {
        entries.sort_by_key(|entry| entry.stamp);
        entries.dedup_by_key(|entry| entry.stamp);
        let takes_back = entries.iter().filter_map(|entry| match entry.op {
            Op::Retract(target) => Some((entry.batch, target)),
            _ => None,
        });
        let retracted: BTreeSet<BatchId> = retracted(takes_back.rev());
        let counting = entries.iter().enumerate().filter(|(_, entry)| !retracted.contains(&entry.batch));
        let mut filed: Vec<(Key, usize)> = counting.filter_map(|(at, entry)| Some((entry.op.key()?, at))).collect();
        // Within a key the stamps stay in order.
        filed.sort_unstable();
        let mut entries: Vec<Option<Entry>> = entries.into_iter().map(Some).collect();
        let mut history = History::default();
        let mut ops = Vec::new();
        for group in filed.chunk_by(|(one, _), (other, _)| one == other) {
            let of_key = group.iter().filter_map(|(_, at)| entries.get_mut(*at)?.take());
            ops.clear();
            ops.extend(of_key.map(|entry| (entry.stamp, Cow::Owned(entry.op))));
            if let Some((key, _)) = group.first() {
                history.fold(key, &mut ops);
            }
        }
        history
    }
}
