//! The journal and its fold: everything that ever happened, and what is known because of it.
//!
//! Entries may arrive in any order (several machines, one life): the fold of each key looks at
//! its entries in stamp order, so the result is the same. Nothing is overwritten. Undo retracts a
//! batch, redo retracts the retraction, taking an import back is the same thing.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::checkin::{CheckIn, Source};
use super::day::Day;
use super::field::{Field, Value};
use super::history::History;
use super::plan::DayPlan;
use super::profile::{Profile, ProfileChange};
use super::session::{Session, SessionId};
use super::test::{Test, TestId};

/// A hybrid logical clock: wall time, a counter within it, and who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970, never going back within a journal.
    pub wall_ms: u64,
    /// Counts what happened in the same millisecond.
    pub counter: u32,
    /// The machine and process that wrote.
    pub device: u64,
}

impl Stamp {
    /// The next stamp of `device` at `wall_ms`, later than this one even if the clock went back.
    #[must_use]
    pub fn next(self, wall_ms: u64, device: u64) -> Stamp {
        if wall_ms > self.wall_ms {
            return Stamp { wall_ms, counter: 0, device };
        }
        match self.counter.checked_add(1) {
            Some(counter) => Stamp { wall_ms: self.wall_ms, counter, device },
            None => Stamp { wall_ms: self.wall_ms.saturating_add(1), counter: 0, device },
        }
    }
}

/// What was done together and is undone together; named by its first stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BatchId(pub Stamp);

/// Which check-in of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// In the morning.
    Morning,
    /// Before a session.
    Before,
}

/// What an entry is about; entries of different keys never touch each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A check-in.
    CheckIn(Day, Moment),
    /// A session.
    Session(SessionId),
    /// A test result.
    Test(TestId),
    /// What was set for a day of the plan.
    DayPlan(Day),
    /// The person.
    Profile,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Answers were given (`None` takes one away); they merge field by field.
    SetCheckIn {
        /// The day of waking.
        day: Day,
        /// Morning, or before a session.
        moment: Moment,
        /// The answers.
        fields: Vec<(Field, Option<Value>)>,
        /// Where they come from.
        source: Source,
    },
    /// A session is now this.
    PutSession(Box<Session>),
    /// A test result is now this.
    PutTest(Test),
    /// A day of the plan is now this.
    PutDayPlan {
        /// The day.
        day: Day,
        /// What is set for it.
        plan: DayPlan,
    },
    /// The person changed.
    SetProfile(ProfileChange),
    /// Forget everything before this about one thing.
    Erase(Key),
    /// A batch counts no longer; of a retraction: it counts again.
    Retract(BatchId),
}

impl Op {
    /// What this is about; `None` for a retraction, which is about a batch.
    pub fn key(&self) -> Option<Key> {
        match self {
            Op::SetCheckIn { day, moment, .. } => Some(Key::CheckIn(*day, *moment)),
            Op::PutSession(session) => Some(Key::Session(session.id.clone())),
            Op::PutTest(test) => Some(Key::Test(test.id.clone())),
            Op::PutDayPlan { day, .. } => Some(Key::DayPlan(*day)),
            Op::SetProfile(_) => Some(Key::Profile),
            Op::Erase(key) => Some(key.clone()),
            Op::Retract(_) => None,
        }
    }
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When, and by whom.
    pub stamp: Stamp,
    /// What it belongs to.
    pub batch: BatchId,
    /// What happened.
    pub op: Op,
}

impl Entry {
    /// Makes one batch of what happened together, with stamps after `last`.
    pub fn batch(ops: Vec<Op>, last: Stamp, wall_ms: u64, device: u64) -> Vec<Entry> {
        let mut stamp = last;
        let mut batch = None;
        let enter = |op| {
            stamp = stamp.next(wall_ms, device);
            Entry { stamp, batch: *batch.get_or_insert(BatchId(stamp)), op }
        };
        ops.into_iter().map(enter).collect()
    }
}

/// Everything that happened, and the history that follows from it.
#[derive(Debug, Clone, Default)]
pub struct Journal {
    entries: BTreeMap<Stamp, Entry>,
    by_key: BTreeMap<Key, BTreeSet<Stamp>>,
    by_batch: BTreeMap<BatchId, BTreeSet<Stamp>>,
    retractions: BTreeMap<Stamp, (BatchId, BatchId)>,
    retracted: BTreeSet<BatchId>,
    history: History,
    revision: u64,
}

impl Journal {
    /// What is known.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Counts the changes; equal revisions mean an equal history.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The latest stamp; the next one comes after it.
    pub fn last_stamp(&self) -> Stamp {
        self.entries.keys().next_back().copied().unwrap_or_default()
    }

    /// Every entry in stamp order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Is nothing written?
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// A name for something new: when, how many entries there were, and who.
    pub fn new_name(&self, wall_ms: u64, device: u64) -> String {
        format!("{wall_ms:x}-{:x}-{device:x}", self.len())
    }

    /// Adds entries, in any order; an entry that is there already changes nothing.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) {
        let mut touched = BTreeSet::new();
        let mut retractions = false;
        for entry in entries {
            if self.entries.contains_key(&entry.stamp) {
                continue;
            }
            self.by_batch.entry(entry.batch).or_default().insert(entry.stamp);
            match (&entry.op, entry.op.key()) {
                (Op::Retract(target), _) => {
                    self.retractions.insert(entry.stamp, (entry.batch, *target));
                    retractions = true;
                }
                (_, Some(key)) => {
                    self.by_key.entry(key.clone()).or_default().insert(entry.stamp);
                    touched.insert(key);
                }
                (_, None) => {}
            }
            self.entries.insert(entry.stamp, entry);
        }
        if retractions {
            touched.extend(self.settle_retractions());
        }
        for key in &touched {
            self.fold(key);
        }
        if retractions || !touched.is_empty() {
            self.revision += 1;
        }
    }

    /// Decides again which batches count; returns the keys of those whose state changed.
    ///
    /// The newest retraction is decided first: nothing later can take it back.
    fn settle_retractions(&mut self) -> Vec<Key> {
        let mut retracted = BTreeSet::new();
        for (batch, target) in self.retractions.values().rev() {
            if !retracted.contains(batch) {
                retracted.insert(*target);
            }
        }
        let changed: Vec<BatchId> = retracted.symmetric_difference(&self.retracted).copied().collect();
        self.retracted = retracted;
        let stamps = changed.iter().filter_map(|batch| self.by_batch.get(batch)).flatten();
        stamps.filter_map(|stamp| self.entries.get(stamp)?.op.key()).collect()
    }

    /// Computes one key from its entries that count.
    fn fold(&mut self, key: &Key) {
        let ops: Vec<(Stamp, &Op)> = self.counting(key).map(|entry| (entry.stamp, &entry.op)).collect();
        let after_erase = ops.iter().rposition(|(_, op)| matches!(op, Op::Erase(_))).map_or(0, |at| at + 1);
        let ops = ops.get(after_erase..).unwrap_or_default();
        match key {
            Key::CheckIn(day, Moment::Morning) => self.history.set_check_in(*day, fold_check_in(ops)),
            Key::CheckIn(day, Moment::Before) => self.history.set_before(*day, fold_check_in(ops)),
            Key::Session(id) => self.history.set_session(id, fold_session(ops)),
            Key::Test(id) => self.history.set_test(id, fold_test(ops)),
            Key::DayPlan(day) => self.history.set_day_plan(*day, fold_day_plan(ops)),
            Key::Profile => self.history.set_profile(fold_profile(ops)),
        }
    }

    /// The entries of a key whose batch counts, in stamp order.
    fn counting<'a>(&'a self, key: &Key) -> impl Iterator<Item = &'a Entry> {
        let stamps = self.by_key.get(key).into_iter().flatten();
        stamps.filter_map(|stamp| self.entries.get(stamp)).filter(|entry| !self.retracted.contains(&entry.batch))
    }

    /// The entries of a batch, in stamp order.
    pub fn batch(&self, batch: BatchId) -> impl Iterator<Item = &Entry> {
        self.by_batch.get(&batch).into_iter().flatten().filter_map(|stamp| self.entries.get(stamp))
    }

    /// What can be undone, the latest last, and what can be done again, the latest last.
    ///
    /// Each is the batch to retract next.
    pub fn undo_stacks(&self) -> UndoStacks {
        let mut stacks = UndoStacks::default();
        for batch in self.by_batch.keys() {
            let Some(target) = self.retraction_of(*batch) else {
                stacks.undo.push(*batch);
                stacks.redo.clear();
                continue;
            };
            let (root, takes_away) = self.root(*batch);
            stacks.undo.retain(|done| *done != root);
            stacks.redo.retain(|undone| *undone != target);
            if takes_away {
                stacks.redo.push(*batch);
            } else {
                stacks.undo.push(root);
            }
        }
        // What two machines took back and one gave back is still taken back.
        stacks.undo.retain(|done| !self.retracted.contains(done));
        stacks
    }

    /// What a chain of retractions is about in the end, and whether this batch takes it away.
    fn root(&self, batch: BatchId) -> (BatchId, bool) {
        let (mut root, mut takes_away) = (batch, false);
        // Only what was before can be taken back, so the chain has an end.
        while let Some(target) = self.retraction_of(root).filter(|target| *target < root) {
            (root, takes_away) = (target, !takes_away);
        }
        (root, takes_away)
    }

    /// The batch that this batch retracts, if it is a retraction.
    pub fn retraction_of(&self, batch: BatchId) -> Option<BatchId> {
        self.batch(batch).find_map(|entry| match entry.op {
            Op::Retract(target) => Some(target),
            _ => None,
        })
    }
}

/// What can be undone and done again; retract the last of either.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoStacks {
    /// Batches that count.
    pub undo: Vec<BatchId>,
    /// Retractions that can themselves be retracted.
    pub redo: Vec<BatchId>,
}

fn fold_check_in(ops: &[(Stamp, &Op)]) -> CheckIn {
    let mut check_in = CheckIn::default();
    for (stamp, op) in ops {
        if let Op::SetCheckIn { fields, source, .. } = op {
            for (field, value) in fields {
                check_in.merge(*field, value.clone(), source, *stamp);
            }
        }
    }
    check_in
}

fn fold_session(ops: &[(Stamp, &Op)]) -> Option<(Stamp, Session)> {
    let mut versions = ops.iter().filter_map(|(stamp, op)| match op {
        Op::PutSession(session) => Some((*stamp, session)),
        _ => None,
    });
    let (first, only) = versions.next()?;
    let session = versions.next_back().map_or(only, |(_, last)| last);
    Some((first, Session::clone(session)))
}

fn fold_test(ops: &[(Stamp, &Op)]) -> Option<Test> {
    ops.iter().rev().find_map(|(_, op)| match op {
        Op::PutTest(test) => Some(test.clone()),
        _ => None,
    })
}

fn fold_day_plan(ops: &[(Stamp, &Op)]) -> DayPlan {
    let last = ops.iter().rev().find_map(|(_, op)| match op {
        Op::PutDayPlan { plan, .. } => Some(*plan),
        _ => None,
    });
    last.unwrap_or_default()
}

fn fold_profile(ops: &[(Stamp, &Op)]) -> Profile {
    let mut profile = Profile::default();
    for (_, op) in ops {
        if let Op::SetProfile(change) = op {
            profile.apply(change);
        }
    }
    profile
}
