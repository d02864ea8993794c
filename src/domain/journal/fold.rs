//! What a key is, computed from what was said about it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{BatchId, Entry, Key, Moment, Op};
use crate::domain::checkin::CheckIn;
use crate::domain::day::Day;
use crate::domain::experiment::{Experiment, Registered};
use crate::domain::history::History;
use crate::domain::plan::DayPlan;
use crate::domain::profile::Profile;
use crate::domain::session::Session;
use crate::domain::span::Span;
use crate::domain::stamp::Stamp;
use crate::domain::test::Test;

impl History {
    /// Computes what these entries are about, in stamp order, which are all there are about it; those of `retracted`
    /// batches do not count. Returns the earliest day this is about.
    pub(super) fn fold_all(&mut self, entries: Vec<Arc<Entry>>, retracted: &BTreeSet<BatchId>) -> Option<Day> {
        let mut filed: Vec<(Key, Arc<Entry>)> = entries.into_iter().filter_map(|entry| Some((entry.op.key()?, entry))).collect();
        // A stable sort: within a key the stamps stay in order.
        filed.sort_by(|(one, _), (other, _)| one.cmp(other));
        let (mut rest, mut changed, mut ops) = (filed.into_iter().peekable(), None, Vec::new());
        while let Some((key, first)) = rest.next() {
            let more = std::iter::from_fn(|| rest.next_if(|(other, _)| *other == key)).map(|(_, entry)| entry);
            let counting = std::iter::once(first).chain(more).filter(|entry| !retracted.contains(&entry.batch));
            ops.clear();
            // What nobody else keeps is moved.
            ops.extend(counting.map(Arc::unwrap_or_clone).map(|entry| (entry.stamp, entry.op)));
            changed = changed.into_iter().chain(self.fold(&key, &mut ops)).min();
        }
        changed
    }

    /// Computes one key from what counts of it, in the order of the stamps; returns the earliest day this is about. Nothing
    /// is promised about what is left of the list.
    fn fold(&mut self, key: &Key, ops: &mut Vec<(Stamp, Op)>) -> Option<Day> {
        if let Some(at) = ops.iter().rposition(|(_, op)| matches!(op, Op::Erase(_))) {
            ops.drain(..=at);
        }
        match key {
            Key::CheckIn(day, Moment::Morning) => Some(self.set_check_in(*day, fold_check_in(ops))),
            Key::CheckIn(day, Moment::Before) => Some(self.set_before(*day, fold_check_in(ops))),
            Key::Session(id) => self.set_session(id, fold_session(ops)),
            Key::Test(id) => self.set_test(id, fold_test(ops)),
            Key::DayPlan(day) => Some(self.set_day_plan(*day, fold_day_plan(ops))),
            Key::Profile => Some(self.set_profile(fold_profile(ops))),
            Key::Apart(apart) => {
                self.set_apart(apart, !ops.is_empty());
                None
            }
            Key::Experiment(id) => self.set_experiment(id, fold_experiment(ops)),
            Key::Span(id) => self.set_span(id, fold_span(ops)),
        }
    }
}

fn fold_check_in(ops: &[(Stamp, Op)]) -> CheckIn {
    let mut check_in = CheckIn::default();
    for (stamp, op) in ops {
        if let Op::SetCheckIn { fields, source, .. } = op {
            check_in.merge_all(fields, source, *stamp);
        }
    }
    check_in
}

fn fold_session(ops: &mut Vec<(Stamp, Op)>) -> Option<(Stamp, Session)> {
    let (first, _) = ops.iter().find(|(_, op)| matches!(op, Op::PutSession(_)))?;
    let first = *first;
    let session = ops.drain(..).rev().find_map(|(_, op)| match op {
        Op::PutSession(session) => Some(*session),
        _ => None,
    });
    Some((first, session?))
}

fn fold_test(ops: &[(Stamp, Op)]) -> Option<Test> {
    ops.iter().rev().find_map(|(_, op)| match op {
        Op::PutTest(test) => Some(test.clone()).filter(|test| test.value.is_finite()),
        _ => None,
    })
}

fn fold_day_plan(ops: &[(Stamp, Op)]) -> DayPlan {
    let last = ops.iter().rev().find_map(|(_, op)| match op {
        Op::PutDayPlan { plan, .. } => Some(*plan),
        _ => None,
    });
    last.unwrap_or_default()
}

fn fold_span(ops: &[(Stamp, Op)]) -> Option<Span> {
    let last = ops.iter().rev().find_map(|(_, op)| match op {
        Op::PutSpan(span) => Some(Span::clone(span)),
        _ => None,
    });
    // One that cannot be, from a journal that somebody else wrote, says nothing: here and below.
    last.filter(|span| span.possible().is_ok())
}

fn fold_experiment(ops: &[(Stamp, Op)]) -> Option<Registered> {
    let experiment = ops.iter().find_map(|(_, op)| match op {
        Op::PutExperiment(experiment) => Some(Experiment::clone(experiment)).filter(|experiment| experiment.possible().is_ok()),
        _ => None,
    })?;
    let ended = ops.iter().find_map(|(_, op)| match op {
        Op::EndExperiment { day, .. } => Some(*day),
        _ => None,
    });
    Some(Registered { experiment, ended })
}

fn fold_profile(ops: &[(Stamp, Op)]) -> Profile {
    let mut profile = Profile::default();
    for (_, op) in ops {
        if let Op::SetProfile(change) = op {
            profile.apply(change);
        }
    }
    profile
}
