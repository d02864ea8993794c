//! The journal and its fold: everything that ever happened, and what is known because of it.
//!
//! Entries may arrive in any order (several machines, one life): the fold of each key looks at
//! its entries in stamp order, so the result is the same. Nothing is overwritten. Undo retracts a
//! batch, redo retracts the retraction, taking an import back is the same thing.

mod answers;
mod entry;
mod fold;
mod folded;
mod gathered;
mod ledger;
mod read_once;
mod revision;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::day::Day;
use super::history::History;
use super::stamp::Stamp;

pub use entry::{BatchId, Entry, Key, Moment, Op};
pub use gathered::Gathered;

use entry::Retractions;
use ledger::Ledger;

/// Everything that happened, and the history that follows from it. A copy costs nothing until one of the two changes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Journal {
    ledger: Arc<Ledger>,
    retractions: Retractions,
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
        self.ledger.last_stamp().or(folded).unwrap_or_default()
    }

    /// Every entry in stamp order.
    pub fn entries(&self) -> Vec<Arc<Entry>> {
        self.ledger.entries()
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.folded.map_or(0, |folded| folded.entries) + self.ledger.len()
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
        let new = self.unknown(entries);
        if new.is_empty() {
            return None;
        }
        if self.folded.is_some() { self.add_check_ins(new) } else { self.add_unknown(new) }
    }

    fn add_unknown(&mut self, new: Vec<Arc<Entry>>) -> Option<Day> {
        let turned = self.enter(&new);
        // Of a journal that was just read every entry is at hand.
        let about = if new.len() == self.ledger.len() { new } else { self.about(&new, &turned) };
        let changed = Arc::make_mut(&mut self.history).fold_all(about, &self.retracted);
        self.revision += 1;
        changed
    }

    /// Those of these entries that are not there, each once, in the order of stamps.
    fn unknown(&self, entries: impl IntoIterator<Item = Entry>) -> Vec<Arc<Entry>> {
        let mut reader = self.ledger.reader();
        let unknown = entries.into_iter().filter(|entry| !reader.holds(entry.stamp));
        let mut new: Vec<Arc<Entry>> = unknown.map(Arc::new).collect();
        new.sort_by_key(|entry| entry.stamp);
        new.dedup_by_key(|entry| entry.stamp);
        new
    }

    /// Files new entries, and tells of which batches it is another question now whether they count.
    fn enter(&mut self, new: &[Arc<Entry>]) -> Vec<BatchId> {
        let newest = self.ledger.batches().next_back();
        Arc::make_mut(&mut self.ledger).add(new.iter().cloned());
        let before = self.retractions.len();
        self.retractions.extend(new.iter().filter_map(|entry| entry.retraction()));
        let turned = if self.retractions.len() > before { self.settle_retractions() } else { Vec::new() };
        self.stack(newest, new);
        turned
    }

    /// Decides again which batches count; returns those of which it is another answer now.
    fn settle_retractions(&mut self) -> Vec<BatchId> {
        let retracted = retracted(&self.retractions);
        let turned = retracted.symmetric_difference(&self.retracted).copied().collect();
        self.retracted = retracted;
        turned
    }

    /// Every entry about what these entries and these batches are about.
    fn about(&self, new: &[Arc<Entry>], turned: &[BatchId]) -> Vec<Arc<Entry>> {
        let mut reader = self.ledger.reader();
        let turned = turned.iter().flat_map(|batch| reader.batch(*batch)).filter_map(|entry| entry.op.key());
        self.ledger.about(&new.iter().filter_map(|entry| entry.op.key()).chain(turned).collect())
    }

    /// The entries of a batch, in stamp order.
    pub fn batch(&self, batch: BatchId) -> Vec<Arc<Entry>> {
        self.ledger.reader().batch(batch)
    }

    /// How many entries a batch has.
    pub fn batch_len(&self, batch: BatchId) -> usize {
        self.ledger.batch_len(batch)
    }

    /// Every batch that is no retraction, the oldest first, whether it counts or was taken back.
    pub fn changes(&self) -> impl DoubleEndedIterator<Item = BatchId> + '_ {
        self.ledger.batches().filter(|batch| self.retraction_of(*batch).is_none())
    }

    /// The same, each with its entries in stamp order; all are looked up together.
    pub fn told_changes(&self) -> BTreeMap<BatchId, Vec<Arc<Entry>>> {
        let mut told: BTreeMap<BatchId, Vec<Arc<Entry>>> = BTreeMap::new();
        for entry in self.entries() {
            told.entry(entry.batch).or_default().push(entry);
        }
        told.retain(|batch, _| self.retraction_of(*batch).is_none());
        told
    }

    /// Does a batch count? False if it was taken back, or is not there.
    pub fn counts(&self, batch: BatchId) -> bool {
        self.ledger.holds_batch(batch) && !self.retracted.contains(&batch)
    }

    /// The retractions because of which a batch does not count: retract all of them to give it back.
    pub fn holding_back(&self, batch: BatchId) -> impl Iterator<Item = BatchId> + '_ {
        let holds = move |(of, target): (BatchId, BatchId)| target == batch && !self.retracted.contains(&of);
        self.retractions.iter().filter(move |((of, _), target)| holds((*of, **target))).map(|((of, _), _)| *of)
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
        let only_adds = |entry: &Arc<Entry>| Some(entry.batch) > newest && !matches!(entry.op, Op::Retract(_));
        if new.iter().all(only_adds) {
            let batches: BTreeSet<BatchId> = new.iter().map(|entry| entry.batch).collect();
            let stacks = std::mem::take(&mut self.stacks);
            self.stack_over(stacks, batches);
        } else {
            self.stack_all();
        }
    }

    fn stack_all(&mut self) {
        let ledger = Arc::clone(&self.ledger);
        self.stack_over(UndoStacks::default(), ledger.batches());
    }

    fn stack_over(&mut self, mut stacks: UndoStacks, batches: impl IntoIterator<Item = BatchId>) {
        batches.into_iter().for_each(|batch| self.stack_batch(&mut stacks, batch));
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
        let of_it = self.retractions.range((batch, Stamp::default())..).next();
        of_it.filter(|((of, _), _)| *of == batch).map(|(_, target)| *target)
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

/// Which batches do not count because of these retractions.
fn retracted(retractions: &Retractions) -> BTreeSet<BatchId> {
    let mut newest_last: Vec<_> = retractions.iter().map(|((batch, stamp), target)| (*stamp, *batch, *target)).collect();
    newest_last.sort_unstable();
    let mut retracted = BTreeSet::new();
    // The newest first: nothing later can take that back.
    for (_, batch, target) in newest_last.into_iter().rev() {
        if !retracted.contains(&batch) {
            retracted.insert(target);
        }
    }
    retracted
}
