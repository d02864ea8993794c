//! The journal and its fold: everything that ever happened, and what is known because of it.
//!
//! Entries may arrive in any order (several machines, one life): the fold of each key looks at
//! its entries in stamp order, so the result is the same. Nothing is overwritten. Undo retracts a
//! batch, redo retracts the retraction, taking an import back is the same thing.

mod answers;
mod fold;
mod folded;
mod read_once;
mod revision;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::apart::Apart;
use super::checkin::Source;
use super::day::Day;
use super::experiment::{Experiment, ExperimentId};
use super::field::{Field, Value};
use super::history::History;
use super::plan::DayPlan;
use super::profile::ProfileChange;
use super::session::{Session, SessionId};
use super::span::{Span, SpanId};
use super::stamp::Stamp;
use super::test::{Test, TestId};

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
    /// Whether these entries are kept apart.
    Apart(Apart),
    /// An experiment.
    Experiment(ExperimentId),
    /// A span.
    Span(SpanId),
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
        #[serde(with = "answers")]
        fields: Vec<(Field, Option<Value>)>,
        /// Where they come from.
        #[serde(default = "Source::typed", skip_serializing_if = "Source::is_plain")]
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
    /// An experiment is registered; of a name the first one holds (`learning.md` §5).
    PutExperiment(Box<Experiment>),
    /// An experiment is ended early; the first end holds.
    EndExperiment {
        /// Which one.
        id: ExperimentId,
        /// The day it was ended.
        day: Day,
    },
    /// A span is now this.
    PutSpan(Box<Span>),
    /// Entries that may look like one session are as many, and are never joined.
    Apart(Apart),
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
            Op::PutExperiment(experiment) => Some(Key::Experiment(experiment.id.clone())),
            Op::EndExperiment { id, .. } => Some(Key::Experiment(id.clone())),
            Op::PutSpan(span) => Some(Key::Span(span.id.clone())),
            Op::Apart(apart) => Some(Key::Apart(apart.in_order())),
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

/// Everything that happened, and the history that follows from it. A copy costs nothing until one of the two changes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Journal {
    entries: Arc<BTreeMap<Stamp, Arc<Entry>>>,
    by_key: Arc<BTreeMap<Key, Vec<Arc<Entry>>>>,
    by_batch: Arc<BTreeMap<BatchId, Vec<Arc<Entry>>>>,
    retractions: BTreeMap<Stamp, (BatchId, BatchId)>,
    retracted: BTreeSet<BatchId>,
    stacks: UndoStacks,
    history: Arc<History>,
    revision: u64,
    /// Of a journal that was taken up from its fold: what it does not hold.
    folded: Option<Folded>,
}

/// What is known of entries that are not there, because their fold is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Folded {
    last: Stamp,
    entries: usize,
}

impl Journal {
    /// What is known.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The latest stamp; the next one comes after it.
    pub fn last_stamp(&self) -> Stamp {
        let folded = self.folded.map(|folded| folded.last);
        self.entries.keys().next_back().copied().or(folded).unwrap_or_default()
    }

    /// Every entry in stamp order.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().map(AsRef::as_ref)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.folded.map_or(0, |folded| folded.entries) + self.entries.len()
    }

    /// Is nothing written?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A name for something new: when, how many entries there were, and who.
    pub fn new_name(&self, wall_ms: u64, device: u64) -> String {
        format!("{wall_ms:x}-{:x}-{device:x}", self.len())
    }

    /// Adds entries, in any order; an entry that is there already changes nothing.
    ///
    /// Returns the earliest day whose record may be another one now: [`Day::MIN`] if the person
    /// changed, `None` if nothing did. What is computed day after day need not look before it.
    pub fn add(&mut self, entries: impl IntoIterator<Item = Entry>) -> Option<Day> {
        let unknown = |entry: &Entry| !self.entries.contains_key(&entry.stamp);
        let mut new: Vec<Arc<Entry>> = entries.into_iter().filter(unknown).map(Arc::new).collect();
        new.sort_by_key(|entry| entry.stamp);
        new.dedup_by_key(|entry| entry.stamp);
        if new.is_empty() {
            return None;
        }
        if self.folded.is_some() {
            return self.add_check_ins(new);
        }
        let newest = self.by_batch.keys().next_back().copied();
        file(Arc::make_mut(&mut self.by_batch), new.iter().map(|entry| (entry.batch, entry)).collect());
        let mut touched = self.sort_in(&new);
        if new.iter().any(|entry| matches!(entry.op, Op::Retract(_))) {
            touched.extend(self.settle_retractions());
        }
        let stamped = new.iter().map(|entry| (entry.stamp, Arc::clone(entry)));
        let known = Arc::make_mut(&mut self.entries);
        if known.is_empty() {
            *known = stamped.collect();
        } else {
            known.extend(stamped);
        }
        let changed = self.fold_all(&touched);
        self.stack(newest, &new);
        self.revision += 1;
        changed
    }

    /// Files new entries under what they are about; returns that, each once.
    fn sort_in(&mut self, new: &[Arc<Entry>]) -> Vec<Key> {
        for entry in new {
            if let Op::Retract(target) = entry.op {
                self.retractions.insert(entry.stamp, (entry.batch, target));
            }
        }
        file(Arc::make_mut(&mut self.by_key), new.iter().filter_map(|entry| Some((entry.op.key()?, entry))).collect())
    }

    /// Decides again which batches count; returns the keys of those whose state changed.
    fn settle_retractions(&mut self) -> Vec<Key> {
        let retracted = retracted(self.retractions.values().rev().copied());
        let changed: Vec<BatchId> = retracted.symmetric_difference(&self.retracted).copied().collect();
        self.retracted = retracted;
        changed.iter().filter_map(|batch| self.by_batch.get(batch)).flatten().filter_map(|entry| entry.op.key()).collect()
    }

    /// Computes these keys from their entries that count; returns the earliest day this is about.
    fn fold_all(&mut self, touched: &[Key]) -> Option<Day> {
        let (by_key, retracted, history) = (&self.by_key, &self.retracted, Arc::make_mut(&mut self.history));
        // A journal that was just read: nothing needs to be looked up.
        let whole = touched.len() == by_key.len();
        let looked_up = touched.iter().filter(|_| !whole).filter_map(|key| by_key.get_key_value(key));
        let mut ops = Vec::new();
        let changed = by_key.iter().filter(|_| whole).chain(looked_up).filter_map(|(key, entries)| {
            let counting = entries.iter().filter(|entry| !retracted.contains(&entry.batch));
            ops.clear();
            ops.extend(counting.map(|entry| (entry.stamp, Cow::Borrowed(&entry.op))));
            history.fold(key, &mut ops)
        });
        changed.min()
    }

    /// The entries of a batch, in stamp order.
    pub fn batch(&self, batch: BatchId) -> impl Iterator<Item = &Entry> {
        self.by_batch.get(&batch).into_iter().flatten().map(AsRef::as_ref)
    }

    /// Every batch that is no retraction, the oldest first, whether it counts or was taken back.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = BatchId> + '_ {
        self.by_batch.keys().copied().filter(|batch| self.retraction_of(*batch).is_none())
    }

    /// Does a batch count? False if it was taken back, or is not there.
    pub fn counts(&self, batch: BatchId) -> bool {
        self.by_batch.contains_key(&batch) && !self.retracted.contains(&batch)
    }

    /// The retractions because of which a batch does not count: retract all of them to give it back.
    pub fn holding_back(&self, batch: BatchId) -> impl Iterator<Item = BatchId> + '_ {
        let holds = move |(of, target): &&(BatchId, BatchId)| *target == batch && !self.retracted.contains(of);
        self.retractions.values().filter(holds).map(|(of, _)| *of)
    }

    /// What can be undone, the latest last, and what can be done again, the latest last.
    ///
    /// Each is the batch to retract next.
    pub fn undo_stacks(&self) -> &UndoStacks {
        &self.stacks
    }

    /// Lays new entries over the stacks; all of them again if they do not come after `newest`, the last
    /// batch before, or take something back: what counts then may have changed further down.
    fn stack(&mut self, newest: Option<BatchId>, new: &[Arc<Entry>]) {
        let mut stacks = std::mem::take(&mut self.stacks);
        let only_adds = |entry: &Arc<Entry>| Some(entry.batch) > newest && !matches!(entry.op, Op::Retract(_));
        if new.iter().all(only_adds) {
            let mut batches: Vec<BatchId> = new.iter().map(|entry| entry.batch).collect();
            batches.sort_unstable();
            batches.dedup();
            batches.into_iter().for_each(|batch| self.stack_batch(&mut stacks, batch));
        } else {
            stacks = UndoStacks::default();
            self.by_batch.keys().for_each(|batch| self.stack_batch(&mut stacks, *batch));
        }
        // What two machines took back and one gave back is still taken back.
        if !self.retracted.is_empty() {
            stacks.undo.retain(|done| !self.retracted.contains(done));
        }
        self.stacks = stacks;
    }

    fn stack_batch(&self, stacks: &mut UndoStacks, batch: BatchId) {
        let Some(target) = self.retraction_of(batch) else {
            stacks.undo.push(batch);
            stacks.redo.clear();
            return;
        };
        let (root, takes_away) = self.root(batch);
        // Two machines may take back or give back the same thing: what holds decides, not who was last.
        let counts = !self.retracted.contains(&root);
        stacks.undo.retain(|done| *done != root);
        stacks.redo.retain(|undone| *undone != target && !(counts && self.root(*undone).0 == root));
        if counts {
            stacks.undo.push(root);
        } else if takes_away && !self.retracted.contains(&batch) {
            stacks.redo.push(batch);
        }
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

/// Files entries, which come in stamp order, under what they belong to; returns that, each once.
fn file<K: Ord + Clone>(known: &mut BTreeMap<K, Vec<Arc<Entry>>>, mut filed: Vec<(K, &Arc<Entry>)>) -> Vec<K> {
    // A stable sort: within a key the stamps stay in order.
    filed.sort_by(|(one, _), (other, _)| one.cmp(other));
    let groups = filed.chunk_by(|(one, _), (other, _)| one == other).filter_map(|group| {
        let (key, _) = group.first()?;
        Some((key.clone(), group.iter().map(|(_, entry)| Arc::clone(entry)).collect::<Vec<_>>()))
    });
    if known.is_empty() {
        // Built as a whole: years of entries come at once.
        *known = groups.collect();
    } else {
        for (key, entries) in groups {
            let known = known.entry(key).or_default();
            entries.into_iter().for_each(|entry| in_order(known, entry));
        }
    }
    filed.dedup_by(|(one, _), (other, _)| one == other);
    filed.into_iter().map(|(key, _)| key).collect()
}

/// Puts an entry where its stamp belongs.
fn in_order(entries: &mut Vec<Arc<Entry>>, entry: Arc<Entry>) {
    let at = entries.partition_point(|before| before.stamp < entry.stamp);
    entries.insert(at, entry);
}

/// Which batches do not count, of retractions with their batches, the newest first: nothing later can take that back.
fn retracted(retractions: impl Iterator<Item = (BatchId, BatchId)>) -> BTreeSet<BatchId> {
    let mut retracted = BTreeSet::new();
    for (batch, target) in retractions {
        if !retracted.contains(&batch) {
            retracted.insert(target);
        }
    }
    retracted
}
