//! The entries of a journal: packed, and found again by their stamp, by their batch and by what they are about. Ten years
//! are ten thousand of them, of which hardly one is looked at again.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use xxhash_rust::xxh3::Xxh3;

use super::entry::{BatchId, Entry, Key};
use crate::domain::packed::{Deflater, inflated};
use crate::domain::stamp::Stamp;

/// So many entries are packed together, and unpacked for one of them.
const TOGETHER: usize = 128;

/// Where an entry stands in the order of arrival.
type Arrival = u32;

/// What is found by a hash may be another: whoever looks by it looks at the entry too.
type Filed = (u32, Arrival);

/// Entries, each with a stamp of its own.
#[derive(Debug, Clone, Default)]
pub(super) struct Ledger {
    /// In the order of arrival, [`TOGETHER`] in each.
    packs: Vec<Arc<Pack>>,
    /// Those that came last and are not packed yet.
    newest: Vec<Arc<Entry>>,
    // Each in order.
    by_stamp: Vec<Filed>,
    by_key: Vec<Filed>,
    runs: Vec<Run>,
    last_stamp: Option<Stamp>,
}

/// Entries of a batch that arrived one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    batch: BatchId,
    first: Arrival,
    /// Where the next one stands.
    end: Arrival,
}

impl PartialEq for Ledger {
    fn eq(&self, other: &Ledger) -> bool {
        self.entries() == other.entries()
    }
}

/// Entries as deflated MessagePack, and how long that was.
#[derive(Debug)]
struct Pack {
    deflated: Vec<u8>,
    length: usize,
}

impl Pack {
    /// `None` only if there is no room.
    fn of(entries: &[Arc<Entry>], deflater: &mut Deflater) -> Option<Pack> {
        let plain: Vec<&Entry> = entries.iter().map(AsRef::as_ref).collect();
        let bytes = rmp_serde::to_vec_named(&plain).ok()?;
        Some(Pack { deflated: deflater.deflated(&bytes)?, length: bytes.len() })
    }

    fn entries(&self) -> Vec<Arc<Entry>> {
        let unpacked = || rmp_serde::from_slice(&inflated(&self.deflated, self.length)?).ok();
        // Nobody else made them, and what could not be read again could not be read from the journal's file either.
        let entries: Vec<Entry> = unpacked().unwrap_or_default();
        entries.into_iter().map(Arc::new).collect()
    }
}

impl Ledger {
    pub fn len(&self) -> usize {
        self.by_stamp.len()
    }

    pub fn last_stamp(&self) -> Option<Stamp> {
        self.last_stamp
    }

    pub fn holds_batch(&self, batch: BatchId) -> bool {
        self.runs.binary_search_by_key(&batch, |run| run.batch).is_ok()
    }

    /// Every batch, each once, in order.
    pub fn batches(&self) -> impl DoubleEndedIterator<Item = BatchId> {
        self.runs.chunk_by(|one, other| one.batch == other.batch).filter_map(|runs| runs.first()).map(|run| run.batch)
    }

    /// Adds entries whose stamps are not there yet.
    pub fn add(&mut self, new: impl IntoIterator<Item = Arc<Entry>>) {
        let mut deflater = None;
        new.into_iter().for_each(|entry| self.take(entry, &mut deflater));
        self.sort();
    }

    /// Adds an entry without putting anything in order: [`Ledger::sort`] comes after. The deflater is made when it is
    /// needed.
    pub fn take(&mut self, entry: Arc<Entry>, deflater: &mut Option<Deflater>) {
        // Nobody has so many entries.
        let place = Arrival::try_from(self.len()).unwrap_or(Arrival::MAX);
        self.by_stamp.push((hash_of(&entry.stamp), place));
        self.by_key.extend(entry.op.key().map(|key| (hash_of(&key), place)));
        match self.runs.last_mut() {
            Some(run) if run.batch == entry.batch && run.end == place => run.end = run.end.saturating_add(1),
            _ => self.runs.push(Run { batch: entry.batch, first: place, end: place.saturating_add(1) }),
        }
        self.last_stamp = self.last_stamp.max(Some(entry.stamp));
        self.newest.push(entry);
        let mut pack = |entries| Pack::of(entries, deflater.get_or_insert_default());
        if let Some(pack) = self.newest.get(..TOGETHER).and_then(&mut pack) {
            self.packs.push(Arc::new(pack));
            self.newest.drain(..TOGETHER);
        }
    }

    /// Puts in order what was taken.
    pub fn sort(&mut self) {
        // What was there before is in order already, for which a stable sort is quick.
        self.by_stamp.sort();
        self.by_key.sort();
        self.runs.sort();
        // What was read is kept for long, and hardly ever grows by half.
        self.by_stamp.shrink_to(self.by_stamp.len() + TOGETHER);
        self.by_key.shrink_to(self.by_key.len() + TOGETHER);
    }

    /// Have some entries one stamp?
    pub fn has_twins(&self) -> bool {
        let alike = self.by_stamp.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1);
        let found = self.read(alike.flatten().map(|(_, place)| *place).collect());
        !found.is_sorted_by(|one, other| one.stamp < other.stamp)
    }

    /// Every entry, in the order of stamps.
    pub fn entries(&self) -> Vec<Arc<Entry>> {
        self.read(self.by_stamp.iter().map(|(_, place)| *place).collect())
    }

    /// Every entry that is about one of these, in the order of stamps.
    pub fn about(&self, keys: &BTreeSet<Key>) -> Vec<Arc<Entry>> {
        let places = keys.iter().flat_map(|key| places_of(&self.by_key, hash_of(key)));
        let mut found = self.read(places.collect());
        found.retain(|entry| entry.op.key().is_some_and(|key| keys.contains(&key)));
        found
    }

    /// The entries at these places, in the order of stamps.
    fn read(&self, mut places: Vec<Arrival>) -> Vec<Arc<Entry>> {
        // In the order of arrival each pack is unpacked once.
        places.sort_unstable();
        places.dedup();
        let mut reader = self.reader();
        let mut found: Vec<Arc<Entry>> = places.into_iter().filter_map(|place| reader.entry(place)).collect();
        found.sort_by_key(|entry| entry.stamp);
        found
    }

    /// How many entries a batch has.
    pub fn batch_len(&self, batch: BatchId) -> usize {
        self.runs_of(batch).map(|run| run.end.saturating_sub(run.first) as usize).sum()
    }

    fn runs_of(&self, batch: BatchId) -> impl Iterator<Item = &Run> {
        let begin = self.runs.partition_point(|run| run.batch < batch);
        self.runs.get(begin..).unwrap_or_default().iter().take_while(move |run| run.batch == batch)
    }

    /// Looks entries up, one after the other.
    pub fn reader(&self) -> Reader<'_> {
        Reader { ledger: self, unpacked: None }
    }
}

/// Looks entries up: what stands together is unpacked once, as long as nothing else is asked for.
pub(super) struct Reader<'l> {
    ledger: &'l Ledger,
    unpacked: Option<(usize, Vec<Arc<Entry>>)>,
}

impl Reader<'_> {
    /// Is there an entry with this stamp?
    pub fn holds(&mut self, stamp: Stamp) -> bool {
        let mut alike = places_of(&self.ledger.by_stamp, hash_of(&stamp));
        alike.any(|place| self.entry(place).is_some_and(|entry| entry.stamp == stamp))
    }

    /// The entries of a batch, in the order of stamps.
    pub fn batch(&mut self, batch: BatchId) -> Vec<Arc<Entry>> {
        let places = self.ledger.runs_of(batch).flat_map(|run| run.first..run.end);
        let mut found: Vec<Arc<Entry>> = places.filter_map(|place| self.entry(place)).collect();
        found.sort_by_key(|entry| entry.stamp);
        found
    }

    fn entry(&mut self, place: Arrival) -> Option<Arc<Entry>> {
        let (number, within) = (place as usize / TOGETHER, place as usize % TOGETHER);
        let Some(pack) = self.ledger.packs.get(number) else {
            let newest = place as usize - self.ledger.packs.len() * TOGETHER;
            return self.ledger.newest.get(newest).cloned();
        };
        if self.unpacked.as_ref().is_none_or(|(unpacked, _)| *unpacked != number) {
            self.unpacked = Some((number, pack.entries()));
        }
        self.unpacked.as_ref().and_then(|(_, entries)| entries.get(within)).cloned()
    }
}

/// The places that stand beside this hash in a list that is in order.
fn places_of(filed: &[Filed], wanted: u32) -> impl Iterator<Item = Arrival> {
    let begin = filed.partition_point(|(known, _)| *known < wanted);
    let from = filed.get(begin..).unwrap_or_default().iter();
    from.take_while(move |(known, _)| *known == wanted).map(|(_, place)| *place)
}

fn hash_of(of: &impl Hash) -> u32 {
    let mut hasher = Xxh3::new();
    of.hash(&mut hasher);
    hasher.finish() as u32
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;
    use crate::domain::{Day, DayPlan, Op};

    fn day(number: i64) -> Day {
        Day::MIN.plus(number)
    }

    /// Entries of few batches about few days.
    fn entries() -> impl Strategy<Value = Vec<Arc<Entry>>> {
        let entry = |(wall_ms, (batch, about)): (u64, (u64, i64))| {
            let stamp = |wall_ms| Stamp { wall_ms, ..Stamp::default() };
            let batch = BatchId(stamp(batch));
            let plan = Op::PutDayPlan { day: day(about), plan: DayPlan::default() };
            let op = if about == 0 { Op::Retract(batch) } else { plan };
            Arc::new(Entry { stamp: stamp(wall_ms), batch, op })
        };
        let known = btree_map(any::<u64>(), (0..9_u64, 0..7_i64), 0..500);
        known.prop_map(move |known| known.into_iter().map(entry).collect())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(128))]

        #[test]
        fn what_arrived_is_found_again(entries in entries(), sizes in vec(1..300_usize, 1..6), at in any::<prop::sample::Index>()) {
            let mut arriving = entries.clone();
            arriving.rotate_left(at.index(entries.len().max(1)));
            let mut ledger = Ledger::default();
            for size in sizes.into_iter().chain([usize::MAX]) {
                ledger.add(arriving.drain(..size.min(arriving.len())));
            }
            prop_assert_eq!(ledger.newest.len(), entries.len() % TOGETHER);
            prop_assert_eq!(&ledger.entries(), &entries);
            prop_assert_eq!((ledger.len(), ledger.last_stamp()), (entries.len(), entries.last().map(|entry| entry.stamp)));
            let batches: BTreeSet<BatchId> = entries.iter().map(|entry| entry.batch).collect();
            prop_assert!(ledger.batches().eq(batches.iter().copied()));
            let mut reader = ledger.reader();
            for batch in (0..9).map(|wall_ms| BatchId(Stamp { wall_ms, ..Stamp::default() })) {
                let of_it: Vec<_> = entries.iter().filter(|entry| entry.batch == batch).cloned().collect();
                prop_assert_eq!(ledger.holds_batch(batch), !of_it.is_empty());
                prop_assert_eq!(ledger.batch_len(batch), of_it.len());
                prop_assert_eq!(reader.batch(batch), of_it);
            }
            for keys in [vec![], vec![3], vec![0, 1, 5], vec![1, 2, 3, 4, 5, 6, 7]] {
                let keys: BTreeSet<Key> = keys.into_iter().map(|about| Key::DayPlan(day(about))).collect();
                let is_about = |entry: &&Arc<Entry>| entry.op.key().is_some_and(|key| keys.contains(&key));
                prop_assert_eq!(ledger.about(&keys), entries.iter().filter(is_about).cloned().collect::<Vec<_>>());
            }
            prop_assert!(entries.iter().all(|entry| reader.holds(entry.stamp)));
            let other = Stamp { device: 1, ..Stamp::default() };
            prop_assert!(!reader.holds(other));
        }
    }

    /// Two of one hash: neither is told what the other is.
    #[test]
    fn keys_and_stamps_that_look_alike_are_told_apart() {
        let stamp = |wall_ms| Stamp { wall_ms, ..Stamp::default() };
        let op = |number| Op::PutDayPlan { day: day(number), plan: DayPlan::default() };
        let entry = |wall_ms, number| Arc::new(Entry { stamp: stamp(wall_ms), batch: BatchId(stamp(1)), op: op(number) });
        let mut ledger = Ledger::default();
        ledger.add([entry(1, 1), entry(2, 2)]);
        let hash = hash_of(&Key::DayPlan(day(1)));
        ledger.by_key = vec![(hash, 0), (hash, 1)];
        assert_eq!(ledger.about(&BTreeSet::from([Key::DayPlan(day(1))])), [entry(1, 1)]);
        ledger.by_stamp = vec![(hash_of(&stamp(2)), 0), (hash_of(&stamp(2)), 1), (hash_of(&stamp(3)), 0)];
        assert!(!ledger.has_twins(), "each has a stamp of its own");
        let mut reader = ledger.reader();
        assert_eq!([1, 2, 3].map(|wall_ms| reader.holds(stamp(wall_ms))), [false, true, false]);
    }
}
