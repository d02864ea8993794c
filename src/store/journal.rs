//! The journal's tables: what is read from them, what is added, and what is missing.
//!
//! Entries stand under a local sequence, because what another machine wrote may carry an older
//! stamp and still be new here. A second table finds the sequence of a stamp.

use std::fmt;
use std::sync::mpsc::sync_channel;
use std::thread;

use redb::{Database, Durability, ReadableDatabase, ReadableTable, Table, TableDefinition, WriteTransaction};

use crate::domain::{Entry, Stamp};

use super::codec::{self, Flaw, Head, HeadRead, STAMP_BYTES};
use super::error::Problem;

const ENTRIES: TableDefinition<u64, &[u8]> = TableDefinition::new("entries");
const STAMPS: TableDefinition<&[u8; STAMP_BYTES], u64> = TableDefinition::new("stamps");
const META: TableDefinition<&str, &[u8]> = TableDefinition::new("meta");
const HEAD: &str = "head";

/// What entries can be read into.
pub trait Gather: Default + Extend<Entry> + Send {}

impl<E: Default + Extend<Entry> + Send> Gather for E {}

/// What was read; the entries as whoever asked for them keeps them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Loaded<E = Vec<Entry>> {
    /// The entries, in the order they arrived. From a damaged file some may be among them that were
    /// never acknowledged.
    pub entries: E,
    /// When the last of them was written.
    pub(super) last: Option<Stamp>,
    /// The local sequence of the last entry; they count from 1.
    pub reached: u64,
    /// What could not be read; empty as long as the file is sound.
    pub damaged: Vec<Damage>,
    /// Are these all entries (and not only those after the last look)?
    pub whole: bool,
    /// Is it another journal than the one that was there at the last look, or an older state of it?
    pub replaced: bool,
}

/// So many entries were read, for whoever asks for no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counted(pub usize);

impl Extend<Entry> for Counted {
    fn extend<I: IntoIterator<Item = Entry>>(&mut self, entries: I) {
        self.0 += entries.into_iter().count();
    }
}

impl<E: Gather> Loaded<E> {
    pub(super) fn whole(all: impl IntoIterator<Item = Entry>) -> Loaded<E> {
        let mut loaded = Loaded { whole: true, ..Loaded::default() };
        for entry in all {
            loaded.reached += 1;
            loaded.take(entry);
        }
        loaded
    }

    pub(super) fn nothing(reached: u64) -> Loaded<E> {
        Loaded { reached, ..Loaded::default() }
    }

    pub(super) fn take(&mut self, entry: Entry) {
        self.last = Some(entry.stamp);
        self.entries.extend([entry]);
    }
}

/// Entries that could not be read, by their local sequence (both ends included).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The first; 0 is the head of the journal.
    pub first: u64,
    /// The last.
    pub last: u64,
    /// What does not fit.
    pub why: String,
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.first, self.last) {
            (0, 0) => write!(f, "the head of the journal: {}", self.why),
            (first, last) if first == last => write!(f, "entry {first}: {}", self.why),
            (first, last) => write!(f, "entries {first}–{last}: {}", self.why),
        }
    }
}

/// An entry as it is found, good or bad, with its sequence.
pub(super) type Found = (u64, Result<Entry, Flaw>);

/// What a head says; a newer one is refused here.
fn known_head(bytes: Option<&[u8]>) -> Result<Head, Problem> {
    let bytes = bytes.ok_or_else(|| Problem::Foreign { found: "a database without a journal's head".to_owned() })?;
    match codec::decode_head(bytes) {
        HeadRead::Known(head) => Ok(head),
        HeadRead::Newer(found) => Err(Problem::Newer { found }),
        HeadRead::Damaged => Err(Problem::Damaged { detail: "its head does not fit its checksum".to_owned() }),
    }
}

/// The head of the journal.
pub(super) fn head(db: &impl ReadableDatabase) -> Result<Head, Problem> {
    let meta = db.begin_read()?.open_table(META)?;
    let bytes = meta.get(HEAD)?;
    known_head(bytes.as_ref().map(redb::AccessGuard::value))
}

/// From so many entries on it is quicker to take them on a thread of its own.
const MANY: u64 = 1_000;
/// So many entries are handed over together, and so many times more are read ahead.
const TOGETHER: usize = 64;
const AHEAD: usize = 2;

/// The entries after a sequence, of a journal that has reached another.
pub(super) fn collect<E>(db: &Database, after: u64, reached: u64) -> Result<Loaded<E>, Problem>
where
    E: Gather,
{
    if reached.saturating_sub(after) < MANY {
        let mut found = Vec::new();
        read_rows(db, after, |some| {
            found.extend(some);
            true
        })?;
        return Ok(sort_out(found, after, reached));
    }
    thread::scope(|scope| {
        let (sender, found) = sync_channel(AHEAD);
        // What stays is made on a thread on which nothing else is: what comes and goes meanwhile leaves no holes in it.
        let taking = scope.spawn(move || sort_out(found.into_iter().flatten(), after, reached));
        read_rows(db, after, |some| sender.send(some).is_ok())?;
        drop(sender);
        Ok(taking.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// Reads what stands after a sequence and gives it on, some at a time, as long as it is taken.
fn read_rows(db: &Database, after: u64, mut give: impl FnMut(Vec<Found>) -> bool) -> Result<(), Problem> {
    let table = db.begin_read()?.open_table(ENTRIES)?;
    let mut found = Vec::with_capacity(TOGETHER);
    for row in table.range(after.saturating_add(1)..)? {
        let (key, value) = row?;
        found.push((key.value(), codec::decode(key.value(), value.value())));
        if found.len() == TOGETHER && !give(std::mem::replace(&mut found, Vec::with_capacity(TOGETHER))) {
            break;
        }
    }
    give(found);
    Ok(())
}

/// Sorts what was found, in the order of sequences, into entries and damage, and notices what is missing up to `reached`.
pub(super) fn sort_out<E>(found: impl IntoIterator<Item = Found>, after: u64, reached: u64) -> Loaded<E>
where
    E: Gather,
{
    let mut loaded = Loaded { reached, whole: after == 0, ..Loaded::default() };
    let mut due = after.saturating_add(1);
    for (sequence, result) in found {
        loaded.damaged.extend(missing(due, sequence.min(reached.saturating_add(1))));
        due = due.max(sequence.saturating_add(1));
        match result {
            Ok(entry) => loaded.take(entry),
            Err(flaw) => loaded.damaged.push(Damage { first: sequence, last: sequence, why: flaw.to_string() }),
        }
    }
    loaded.damaged.extend(missing(due, reached.saturating_add(1)));
    loaded
}

/// The sequences from `due` to before `next`, which are not there.
fn missing(due: u64, next: u64) -> Option<Damage> {
    (due < next).then(|| Damage { first: due, last: next - 1, why: "missing".to_owned() })
}

/// How far a journal has been read: enough to know it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Mark {
    /// The journal.
    pub(super) id: u64,
    /// The sequence reached.
    pub(super) reached: u64,
    /// What stands there, as far as it can be read.
    pub(super) last: Option<Stamp>,
}

impl Mark {
    /// How many entries of a journal that was read just now come up to the mark; `None` if that is not the journal of
    /// the mark, or not whole.
    pub fn within(&self, now: Mark, loaded: &Loaded) -> Option<usize> {
        let reached = usize::try_from(self.reached).ok()?;
        let there = reached.checked_sub(1).map_or(Some(None), |at| loaded.entries.get(at).map(|entry| Some(entry.stamp)))?;
        let same = self.id == now.id && loaded.whole && loaded.damaged.is_empty() && there == self.last;
        same.then_some(reached)
    }

    /// Is this the journal of the mark, as far as it was then or further?
    ///
    /// A backup that was put back has the same id, but is shorter, or goes on otherwise.
    fn is_in(&self, head: Head, table: &impl ReadableTable<u64, &'static [u8]>) -> Result<bool, Problem> {
        if head.id != self.id || head.reached < self.reached {
            return Ok(false);
        }
        let there = stamp_at(table, self.reached)?;
        Ok(self.last.is_none() || there.is_none() || there == self.last)
    }
}

/// Whose entry stands at a sequence; `None` if none does that can be read.
fn stamp_at(table: &impl ReadableTable<u64, &'static [u8]>, sequence: u64) -> Result<Option<Stamp>, Problem> {
    let row = table.get(sequence)?;
    Ok(row.and_then(|row| codec::decode(sequence, row.value()).ok()).map(|entry| entry.stamp))
}

/// Is this the journal that was read up to the mark?
pub(super) fn knows(db: &impl ReadableDatabase, head: Head, mark: Mark) -> Result<bool, Problem> {
    mark.is_in(head, &db.begin_read()?.open_table(ENTRIES)?)
}

/// Into which journal a batch goes.
#[derive(Debug, Clone, Copy)]
pub(super) enum Into {
    /// A new one of this id, which begins with the batch.
    New(u64),
    /// Whichever is there.
    Any,
    /// The one that was read up to here, and no other.
    Known(Mark),
}

/// What became of a batch.
#[derive(Debug, Clone, Copy)]
pub(super) struct Written {
    /// The sequence reached before it.
    pub before: u64,
    /// The journal it went into, with it.
    pub mark: Mark,
}

/// Adds entries in one transaction and closes the journal: with that they are durable, not before.
///
/// Closing commits durably anyway, with what it notes of the free pages. One wait for the disk does for both.
pub(super) fn append(db: Database, entries: &[Entry], into: Into) -> Result<Written, Problem> {
    let mut write = db.begin_write()?;
    write.set_durability(Durability::None).map_err(redb::Error::from)?;
    let written = add(&write, entries, into)?;
    write.commit().map_err(|error| Problem::Uncertain(error.to_string()))?;
    db.close().map_err(|error| Problem::Uncertain(error.to_string()))?;
    Ok(written)
}

fn add(write: &WriteTransaction, entries: &[Entry], into: Into) -> Result<Written, Problem> {
    let mut meta = write.open_table(META)?;
    let head = match into {
        Into::New(id) => Head { id, reached: 0 },
        Into::Any | Into::Known(_) => known_head(meta.get(HEAD)?.as_ref().map(redb::AccessGuard::value))?,
    };
    let mut stamps = write.open_table(STAMPS)?;
    let mut table = write.open_table(ENTRIES)?;
    if let Into::Known(mark) = into
        && !mark.is_in(head, &table)?
    {
        return Err(Problem::Replaced);
    }
    let mut reached = head.reached;
    for entry in entries {
        let key = codec::stamp_key(entry.stamp);
        if is_there(&table, stamps.get(&key)?.map(|sequence| sequence.value()), entry)? {
            continue;
        }
        let no_more = || Problem::Damaged { detail: "its sequence has come to an end".to_owned() };
        reached = reached.checked_add(1).ok_or_else(no_more)?;
        let bytes = codec::encode(reached, entry).map_err(|flaw| Problem::Damaged { detail: flaw.to_string() })?;
        table.insert(reached, bytes.as_slice())?;
        stamps.insert(&key, reached)?;
    }
    meta.insert(HEAD, codec::encode_head(Head { reached, ..head }).as_slice())?;
    Ok(Written { before: head.reached, mark: Mark { id: head.id, reached, last: stamp_at(&table, reached)? } })
}

/// Is just this entry there? One with its stamp that cannot be read any more is written again.
fn is_there(table: &Table<u64, &[u8]>, sequence: Option<u64>, entry: &Entry) -> Result<bool, Problem> {
    let Some(sequence) = sequence else { return Ok(false) };
    let Some(bytes) = table.get(sequence)? else { return Ok(false) };
    match codec::decode(sequence, bytes.value()) {
        Ok(present) if present == *entry => Ok(true),
        Ok(_) => Err(Problem::StampTaken(entry.stamp)),
        Err(_) => Ok(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told_in_ranges() {
        let found = [(2, Err(Flaw::Checksum)), (5, Err(Flaw::Short)), (900, Err(Flaw::Checksum))];
        let told: Vec<String> = sort_out::<Vec<Entry>>(found, 0, 7).damaged.iter().map(Damage::to_string).collect();
        let expected = [
            "entry 1: missing",
            "entry 2: its checksum differs",
            "entries 3–4: missing",
            "entry 5: it is cut short",
            "entries 6–7: missing",
            "entry 900: its checksum differs",
        ];
        assert_eq!(told, expected);
    }
}
