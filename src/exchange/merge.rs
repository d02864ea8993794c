//! What files add to the history: the rules of `formats.md` §1, "The same thing twice".
//!
//! Pure: the same history and the same files give the same batch, in whatever order the files
//! are named. A record that is known already gives no [`Op`], so importing twice is importing once.

mod check_ins;
mod content;
mod others;
mod sessions;
mod tests;

use std::collections::BTreeSet;

use super::found::Found;
use super::report::{Counts, FileReport, Report};
use crate::domain::{Field, History, Op};
use others::Others;
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
    let (mut ops, others) = others::merge(history, &files);
    let (check_in_ops, check_ins) = check_ins::merge(history, &files);
    let (session_ops, sessions) = sessions::merge(history, &files);
    let (test_ops, tests) = tests::merge(history, &files);
    ops.extend(check_in_ops.into_iter().chain(session_ops).chain(test_ops));
    let counts = check_ins.into_iter().zip(sessions).zip(tests.into_iter().zip(others));
    let report = |(file, ((check_ins, sessions), (tests, others)))| report(file, check_ins, sessions, tests, others);
    let reports = files.into_iter().zip(counts).map(report);
    Import { ops, report: Report { files: reports.collect() } }
}

fn report(file: Found, check_ins: Counts, sessions: Merged, tests: Counts, others: Others) -> FileReport {
    let days: BTreeSet<_> = file
        .check_ins
        .iter()
        .map(|check_in| check_in.day)
        .chain(file.sessions.iter().map(|found| found.session.day))
        .chain(file.tests.iter().map(|test| test.day))
        .chain(file.day_plans.iter().map(|(day, _)| *day))
        .chain(file.experiments.iter().flat_map(|known| [Some(known.experiment.first_day), known.ended]).flatten())
        .chain(file.spans.iter().flat_map(|span| [Some(span.from), span.to]).flatten())
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
        others,
        skipped,
        minutes,
        warnings,
        confirm,
        errors,
    }
}
