//! What files add to the history: the rules of `formats.md` §1, "The same thing twice".
//!
//! Pure: the same history and the same files give the same batch, in whatever order the files
//! are named. A record that is known already gives no [`Op`], so importing twice is importing once.

mod check_ins;
mod content;
mod sessions;
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::found::Found;
use super::report::{Counts, FileReport, Report};
use crate::domain::{DayPlan, Field, History, Op, Profile, Registered};
use sessions::Merged;

/// What to write, and what to say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// One batch; empty where the history already holds everything.
    pub ops: Vec<Op>,
    /// What became of each file.
    pub report: Report,
}

/// Compares files with the history and with each other.
///
/// Sessions keep a load of `None` where no file states one; the caller asks the engine for the
/// typical load before it writes the batch.
pub fn merge(history: &History, files: Vec<Found>) -> Import {
    // Devices and apps of one file may have recorded the same session.
    let mut files: Vec<Found> = files.into_iter().flat_map(Found::flatten).collect();
    // Between equals the later file wins: the order must not depend on how they were named.
    files.sort_by(|one, other| (&one.file, one.format).cmp(&(&other.file, other.format)));
    let mut ops = plan_ops(history, &files);
    let (check_in_ops, check_ins) = check_ins::merge(history, &files);
    let (session_ops, sessions) = sessions::merge(history, &files);
    let (test_ops, tests) = tests::merge(history, &files);
    ops.extend(experiment_ops(history, &files));
    ops.extend(span_ops(history, &files));
    ops.extend(check_in_ops.into_iter().chain(session_ops).chain(test_ops));
    let counts = check_ins.into_iter().zip(sessions).zip(tests);
    let reports =
        files.into_iter().zip(counts).map(|(file, ((check_ins, sessions), tests))| report(file, check_ins, sessions, tests));
    Import { ops, report: Report { files: reports.collect() } }
}

/// The person and the days of the plan: what a file says about them holds, if it is new.
fn plan_ops(history: &History, files: &[Found]) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut profile: Profile = history.profile().clone();
    for change in files.iter().flat_map(|file| &file.profile) {
        let before = profile.clone();
        profile.apply(change);
        if profile != before {
            ops.push(Op::SetProfile(change.clone()));
        }
    }
    let mut plans: Vec<_> = files.iter().flat_map(|file| &file.day_plans).copied().collect();
    // Stable, and of each day the last one is kept.
    plans.sort_by_key(|(day, _)| *day);
    plans.reverse();
    plans.dedup_by_key(|(day, _)| *day);
    let known = |day| history.day(day).map_or_else(DayPlan::default, |record| record.plan);
    let changed = plans.into_iter().rev().filter(|(day, plan)| known(*day) != *plan);
    ops.extend(changed.map(|(day, plan)| Op::PutDayPlan { day, plan }));
    ops
}

/// Experiments that are not known yet, and ends of those that have none: nothing of one changes later.
fn experiment_ops(history: &History, files: &[Found]) -> Vec<Op> {
    let mut ops = Vec::new();
    let mut seen = BTreeSet::new();
    for Registered { experiment, ended } in files.iter().flat_map(|file| &file.experiments) {
        let known = history.experiment(&experiment.id);
        if !seen.insert(&experiment.id) {
            continue;
        }
        if known.is_none() {
            ops.push(Op::PutExperiment(Box::new(experiment.clone())));
        }
        let end = ended.filter(|_| known.is_none_or(|known| known.ended.is_none()));
        ops.extend(end.map(|day| Op::EndExperiment { id: experiment.id.clone(), day }));
    }
    ops
}

/// Spans that are new or another: of a name the last one holds.
fn span_ops(history: &History, files: &[Found]) -> Vec<Op> {
    let of_name: BTreeMap<_, _> = files.iter().flat_map(|file| &file.spans).map(|span| (&span.id, span)).collect();
    let changed = of_name.into_values().filter(|span| history.span(&span.id) != Some(*span));
    changed.map(|span| Op::PutSpan(Box::new(span.clone()))).collect()
}

fn report(file: Found, check_ins: Counts, sessions: Merged, tests: Counts) -> FileReport {
    let days: BTreeSet<_> = file
        .check_ins
        .iter()
        .map(|check_in| check_in.day)
        .chain(file.sessions.iter().map(|found| found.session.day))
        .chain(file.tests.iter().map(|test| test.day))
        .collect();
    let nights: BTreeSet<_> = file
        .check_ins
        .iter()
        .filter(|check_in| check_in.fields.iter().any(|(field, _)| *field == Field::SleepMinutes))
        .map(|check_in| check_in.day)
        .collect();
    let done = file.sessions.iter().filter(|found| found.session.is_done());
    let minutes = done.filter_map(|found| found.session.minutes).map(|minutes| u64::from(minutes.get())).sum();
    let Found { file, format, skipped, warnings, confirm, errors, .. } = file;
    FileReport {
        days: days.first().copied().zip(days.last().copied()),
        nights: nights.len(),
        file,
        format,
        check_ins,
        sessions: sessions.counts,
        joins: sessions.joins,
        tests,
        skipped,
        minutes,
        warnings,
        confirm,
        errors,
    }
}
