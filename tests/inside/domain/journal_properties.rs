//! What must hold for every journal: the order of arrival does not matter, and everything can be taken back.

use crate::any_ops::ops;
use proptest::collection::vec;
use proptest::prelude::*;
use upswing::domain::*;

/// What a person does next.
#[derive(Debug, Clone)]
enum Step {
    Do(Vec<Op>),
    Undo,
    Redo,
    /// Takes back any batch, as one takes back an import.
    TakeBack(prop::sample::Index),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        5 => ops(3).prop_map(Step::Do),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
        1 => any::<prop::sample::Index>().prop_map(Step::TakeBack),
    ]
}

/// A step, the machine it is done on, and the clock there (which may go back).
fn steps() -> impl Strategy<Value = Vec<(Step, u64, u64)>> {
    vec((step(), 0..3_u64, 1000..1010_u64), 1..16)
}

/// The batch a step would take back.
fn target(journal: &Journal, step: &Step) -> Option<BatchId> {
    match step {
        Step::Do(_) => None,
        Step::Undo => journal.undo_stacks().undo.last().copied(),
        Step::Redo => journal.undo_stacks().redo.last().copied(),
        Step::TakeBack(which) => {
            let batches: Vec<BatchId> = journal.entries().iter().map(|entry| entry.batch).collect();
            (!batches.is_empty()).then(|| *which.get(&batches))
        }
    }
}

/// So many entries on few days that most of them are packed, in batches of some.
fn long() -> Journal {
    let mut journal = Journal::default();
    for number in 0..40 {
        let day = Day::from_ymd(2026, 3, 27).unwrap().plus(number % 6);
        let answer = |field, value| {
            let fields = vec![(field, Some(Value::Whole(value)))];
            Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
        };
        let session = Session::new(SessionId("a".to_owned()), day, Kind::Endurance, Status::Planned);
        let ops =
            vec![answer(Field::Energy, 1 + number % 5), answer(Field::Mood, 1 + number % 4), Op::PutSession(Box::new(session))];
        let ops = [ops.clone(), ops].concat();
        journal.add(Entry::batch(ops, journal.last_stamp(), 990 + number.unsigned_abs() / 4, 1));
    }
    journal
}

fn lived(steps: Vec<(Step, u64, u64)>) -> Journal {
    let mut journal = if steps.len().is_multiple_of(2) { long() } else { Journal::default() };
    for (step, device, wall_ms) in steps {
        let ops = match (target(&journal, &step), step) {
            (Some(target), _) => vec![Op::Retract(target)],
            (None, Step::Do(ops)) => ops,
            (None, Step::Undo | Step::Redo | Step::TakeBack(_)) => continue,
        };
        journal.add(Entry::batch(ops, journal.last_stamp(), wall_ms, device));
    }
    journal
}

fn entries(journal: &Journal) -> Vec<Entry> {
    journal.entries().iter().map(|entry| Entry::clone(entry)).collect()
}

fn folded(entries: impl IntoIterator<Item = Entry>) -> Journal {
    let mut journal = Journal::default();
    journal.add(entries);
    journal
}

fn write(journal: &mut Journal, ops: Vec<Op>) -> BatchId {
    let batch = Entry::batch(ops, journal.last_stamp(), 0, 1);
    let id = batch[0].batch;
    journal.add(batch);
    id
}

/// Undoes (or redoes) the last batch that can be; was there one?
fn step_back(journal: &mut Journal, step: &Step) -> bool {
    let Some(target) = target(journal, step) else { return false };
    write(journal, vec![Op::Retract(target)]);
    true
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_order_of_arrival_with_duplicates_gives_the_same_history(
        (expected, arrived) in steps().prop_map(lived).prop_flat_map(|journal| {
            let twice = [entries(&journal), entries(&journal)].concat();
            (Just(journal), Just(twice).prop_shuffle())
        }),
        piece in 1..7_usize,
    ) {
        let mut journal = Journal::default();
        for chunk in arrived.chunks(piece) {
            journal.add(chunk.to_vec());
        }
        prop_assert_eq!(journal.history(), expected.history());
        prop_assert_eq!(journal.undo_stacks(), expected.undo_stacks());
        prop_assert_eq!(entries(&journal), entries(&expected));
    }

    #[test]
    fn the_history_kept_is_the_fold_from_nothing(steps in steps()) {
        let journal = lived(steps);
        let again = folded(entries(&journal));
        prop_assert_eq!(again.history(), journal.history());
        let (arrived, back) = (entries(&journal), entries(&journal).into_iter().rev());
        let twice: Vec<Entry> = arrived.into_iter().chain(back).collect();
        prop_assert_eq!(&History::of(twice), journal.history());
    }

    #[test]
    fn undo_then_redo_changes_nothing(steps in steps()) {
        let mut journal = lived(steps);
        let before = journal.clone();
        if step_back(&mut journal, &Step::Undo) {
            prop_assert!(step_back(&mut journal, &Step::Redo));
            prop_assert_eq!(journal.history(), before.history());
            prop_assert_eq!(&journal.undo_stacks().undo, &before.undo_stacks().undo);
        }
    }

    #[test]
    fn any_batch_taken_back_and_given_back_restores_the_history(steps in steps(), which in any::<prop::sample::Index>()) {
        let mut journal = lived(steps);
        let batches: Vec<BatchId> = entries(&journal).iter().map(|entry| entry.batch).filter(|batch| journal.counts(*batch)).collect();
        if !batches.is_empty() {
            let (before, batch) = (journal.clone(), *which.get(&batches));
            write(&mut journal, vec![Op::Retract(batch)]);
            prop_assert!(!journal.counts(batch));
            let holding: Vec<Op> = journal.holding_back(batch).map(Op::Retract).collect();
            write(&mut journal, holding);
            prop_assert!(journal.counts(batch));
            prop_assert_eq!(journal.history(), before.history());
        }
    }

    #[test]
    fn only_what_counts_can_be_undone_and_each_once(steps in steps()) {
        let mut journal = lived(steps);
        let undo = journal.undo_stacks().undo.clone();
        let distinct: std::collections::BTreeSet<BatchId> = undo.iter().copied().collect();
        prop_assert_eq!(distinct.len(), undo.len());
        for _ in undo {
            prop_assert!(step_back(&mut journal, &Step::Undo));
        }
        prop_assert_eq!(journal.history(), &History::default());
    }

    #[test]
    fn everything_can_be_undone_and_done_again(batches in vec(ops(3), 1..8)) {
        let mut journal = Journal::default();
        let mut histories = vec![History::default()];
        for ops in batches {
            write(&mut journal, ops);
            histories.push(journal.history().clone());
        }
        for expected in histories.iter().rev().skip(1) {
            prop_assert!(step_back(&mut journal, &Step::Undo));
            prop_assert_eq!(journal.history(), expected);
        }
        prop_assert!(!step_back(&mut journal, &Step::Undo));
        for expected in histories.iter().skip(1) {
            prop_assert!(step_back(&mut journal, &Step::Redo));
            prop_assert_eq!(journal.history(), expected);
        }
        prop_assert!(!step_back(&mut journal, &Step::Redo));
    }

    #[test]
    fn an_import_taken_back_leaves_what_was_before_and_came_after(
        before in steps(), import in ops(6), after in vec(ops(3), 0..4),
    ) {
        let mut journal = lived(before);
        let import = write(&mut journal, import);
        for ops in after {
            write(&mut journal, ops);
        }
        let others = entries(&journal).into_iter().filter(|entry| entry.batch != import);
        let expected = folded(others);
        write(&mut journal, vec![Op::Retract(import)]);
        prop_assert_eq!(journal.history(), expected.history());
    }

    #[test]
    fn stamps_only_go_forward(steps in steps(), wall_ms in any::<u64>()) {
        let journal = lived(steps);
        let last = journal.last_stamp();
        prop_assert!(last.next(wall_ms, 0) > last);
    }

    #[test]
    fn an_equal_revision_means_an_equal_history(steps in steps(), again in any::<prop::sample::Index>()) {
        let mut journal = lived(steps);
        let before = journal.clone();
        if let Some(entry) = before.entries().get(again.index(before.len().max(1))) {
            journal.add([Entry::clone(entry)]);
        }
        prop_assert_eq!(journal.revision(), before.revision());
        prop_assert_eq!(journal.history(), before.history());
    }
}

#[test]
fn a_day_at_the_end_of_the_calendar_is_not_its_own_neighbour() {
    let said = |day: Day| {
        let fields = vec![(Field::Energy, Some(Value::Whole(3)))];
        Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
    };
    for (end, other) in [(Day::MAX, Day::MAX.minus(3)), (Day::MIN, Day::MIN.plus(3))] {
        let mut journal = Journal::default();
        journal.add(Entry::batch(vec![said(end)], Stamp::default(), 1, 1));
        assert_eq!(journal.history().days_from_others(end), None, "{end}");
        journal.add(Entry::batch(vec![said(other)], journal.last_stamp(), 2, 1));
        assert_eq!(journal.history().days_from_others(end), Some(3), "{end}");
    }
}
