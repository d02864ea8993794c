//! A journal that was taken up from its fold and got its entries: whatever is written over it then, it is what the journal
//! is that was read, and what nobody asks for stays packed.

use proptest::prelude::*;
use upswing::app::Facts;
use upswing::domain::*;
use upswing::shell::read_rest;
use upswing::store::Store;

use super::fold::{Kept, asked, gathered};
use super::fold_far::years;
use crate::engine::renewal;

/// Taken up from its fold and filled, and as it was read.
fn both(kept: &Kept) -> (Journal, Journal) {
    let (mut fold, mut store) = (kept.fold(), kept.store());
    let (folded, _) = fold.recall_near(&mut store, &kept.settings.tuning, crate::sample::today()).unwrap();
    let (filled, damage) = read_rest(&mut store, &folded, Some(&fold)).unwrap();
    assert!(filled.is_whole() && damage.is_empty());
    (filled, kept.whole())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_written_over_it_is_what_is_written_over_everything(
        ago in prop::sample::select(vec![0, 60, 200, 400]),
        steps in renewal::steps(),
    ) {
        let (middle, tuning) = (renewal::middle(), asked().tuning);
        let mut today = middle.plus(ago);
        let kept = Kept::of(&years(today), today, asked());
        let (mut filled, mut whole) = both(&kept);
        let (begun, read) = (filled.clone(), whole.clone());
        let mut facts = Facts::new(filled.history(), today, &tuning);
        for (ops, which, days) in steps {
            let ops = ops.unwrap_or_else(|| renewal::any_batch(&whole, which));
            let entries = Entry::batch(ops, whole.last_stamp(), 1, 1);
            let (changed, expected) = (filled.add(entries.clone()), whole.add(entries));
            prop_assert_eq!(changed, expected);
            prop_assert!(filled.history() == whole.history());
            prop_assert_eq!(filled.undo_stacks(), whole.undo_stacks());
            today = today.plus(days);
            facts.renew(filled.history(), changed.unwrap_or(Day::MAX), today, &tuning);
            let anew = Facts::new(whole.history(), today, &tuning);
            prop_assert!(facts.season.mornings() == anew.season.mornings());
            prop_assert_eq!((&facts.morning, &facts.before), (&anew.morning, &anew.before));
        }
        let unlike = filled.history().days_unlike(begun.history());
        prop_assert_eq!(&unlike, &whole.history().days_unlike(read.history()));
        let records = |journal: &Journal, day: Day| journal.history().day(day).cloned();
        let mut all: Vec<Day> = [&read, &whole].into_iter().flat_map(|journal| journal.history().days()).map(|(day, _)| day).collect();
        all.sort_unstable();
        all.dedup();
        all.retain(|day| records(&read, *day) != records(&whole, *day));
        prop_assert_eq!(unlike, all);
        prop_assert!(filled.entries() == whole.entries());
        prop_assert!(filled.history().sessions().eq(whole.history().sessions()));
    }
}

#[test]
fn only_all_entries_of_a_sound_fold_fill_it() {
    let today = crate::sample::today();
    let kept = Kept::of(&years(today), today, asked());
    let (filled, whole) = both(&kept);
    assert!(filled.history().is_packed() && filled.entries() == whole.entries());
    let (folded, _) = kept.recalled().unwrap();
    let all: Vec<Entry> = whole.entries().iter().map(|entry| Entry::clone(entry)).collect();
    let fewer = all.split_last().unwrap().1.to_vec();
    let one = Entry::batch(vec![Op::SetProfile(ProfileChange::SleepNeed(Some(480)))], whole.last_stamp(), 1, 1);
    let more = [all.clone(), one].concat();
    let mut others = all.clone();
    others.last_mut().unwrap().stamp.counter += 1;
    for (entries, is_sound) in [(fewer, true), (more, true), (others, true), (all.clone(), false), (Vec::new(), true)] {
        let (other, mut expected) = (folded.filled(gathered(entries.clone()), is_sound), Journal::default());
        expected.add(entries);
        assert!(other.is_whole() && !other.history().is_packed());
        assert!(other.history() == expected.history() && other.entries() == expected.entries());
        assert!(other.revision() > folded.revision(), "what was judged of the fold says nothing of it");
    }
    assert_eq!(folded.filled(gathered([all.clone(), all].concat()), true).revision(), folded.revision(), "each once");
}

/// As many entries up to the same stamp, but of another life: what is known is read from it.
#[test]
fn a_journal_that_took_the_place_of_the_folds_is_not_filled_into_it() {
    let today = crate::sample::today();
    let kept = Kept::of(&years(today), today, asked());
    let (mut fold, mut store) = (kept.fold(), kept.store());
    let (folded, _) = fold.recall_near(&mut store, &kept.settings.tuning, today).unwrap();
    let mut others = years(today);
    let place = others.iter().rposition(|entry| matches!(entry.op, Op::SetCheckIn { .. })).unwrap();
    others[place].op = Op::SetProfile(ProfileChange::SleepNeed(Some(555)));
    let path = store.path().unwrap().to_owned();
    std::fs::remove_file(&path).unwrap();
    Store::at(&path).append(&others).unwrap();
    let (journal, _) = read_rest(&mut store, &folded, Some(&fold)).unwrap();
    assert_eq!((journal.len(), journal.last_stamp()), (folded.len(), folded.last_stamp()));
    assert!(journal.revision() > folded.revision() && journal.history() == kept.whole().history());
    assert_eq!(journal.history().profile().sleep_need(), 555);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// In whatever order, and some twice: it is what adding them is.
    #[test]
    fn a_journal_that_is_gathered_is_the_one_that_was_added_to(
        entries in long_life().prop_flat_map(|entries| Just([entries.clone(), entries].concat()).prop_shuffle()),
    ) {
        let (gathered, mut added) = (Journal::default().filled(gathered(entries.clone()), true), Journal::default());
        added.add(entries);
        prop_assert!(gathered.entries() == added.entries());
        prop_assert_eq!(gathered.history(), added.history());
        prop_assert_eq!(gathered.undo_stacks(), added.undo_stacks());
        prop_assert!(gathered.changes().eq(added.changes()));
        prop_assert!(gathered.changes().all(|batch| gathered.counts(batch) == added.counts(batch)));
    }
}

fn long_life() -> impl Strategy<Value = Vec<Entry>> {
    renewal::steps().prop_map(|steps| {
        let mut journal = Journal::default();
        journal.add(years(renewal::middle()).into_iter().take(300));
        for (ops, which, _) in steps {
            let ops = ops.unwrap_or_else(|| renewal::any_batch(&journal, which));
            journal.add(Entry::batch(ops, journal.last_stamp(), 1, 1));
        }
        journal.entries().iter().map(|entry| Entry::clone(entry)).collect()
    })
}
