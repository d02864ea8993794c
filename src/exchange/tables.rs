//! Upswing's own tables: check-ins, sessions and tests as CSV, from any spreadsheet.
//!
//! Stricter than with other programs' files: what is out of range is an error, because here a
//! person can correct it.

use super::cell::Cell;
use super::foreign::{NIGHT_MINUTES, UNSET_CLOCK};
use super::found::{Found, FoundCheckIn, FoundSession};
use super::own::{self, Record};
use super::sheet::Row;
use super::{Document, ImportError, Progress, kinds};
use crate::domain::{Field, Test, Value};

/// Is this a table of test results?
pub fn are_tests(document: &Document) -> bool {
    let columns = columns(document);
    ["day", "name", "value"].iter().all(|needed| columns.iter().any(|column| column == needed))
}

/// Is this a table of sessions?
pub fn are_sessions(document: &Document) -> bool {
    let columns = columns(document);
    columns.iter().any(|column| column == "day") && columns.iter().any(|column| matches!(column.as_str(), "minutes" | "kind"))
}

/// Is this a table of check-ins?
pub fn are_check_ins(document: &Document) -> bool {
    let columns = columns(document);
    columns.iter().any(|column| column == "day") && columns.iter().any(|column| Field::from_id(column).is_some())
}

/// Reads a table of test results.
pub fn tests(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    parse(document, progress, |found, _, test: Test| found.tests.push(test))
}

/// Reads a table of sessions.
pub fn sessions(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    parse(document, progress, |found, line, mut session: FoundSession| {
        if !session.kind_said {
            session.session.kind = kinds::guess(&session.session.title);
        }
        if let Some(minutes) = session.session.minutes {
            found.ask_about_minutes(line, minutes);
        }
        found.sessions.push(session);
    })
}

/// Reads a table of check-ins.
pub fn check_ins(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    parse(document, progress, |found, line, check_in: FoundCheckIn| {
        for (field, value) in &check_in.fields {
            if let (Field::SleepMinutes, Value::Whole(minutes)) = (field, value)
                && !NIGHT_MINUTES.contains(minutes)
            {
                let (first, last) = (NIGHT_MINUTES.start(), NIGHT_MINUTES.end());
                let text = format!("column \"sleep_minutes\": expected a night of {first}–{last} minutes, found {minutes}");
                found.errors.add(line, &text);
                return;
            }
            found.ask_about(line, *field, value);
        }
        found.check_ins.push(check_in);
    })
}

/// The names of the columns as our own files write them.
fn columns(document: &Document) -> Vec<String> {
    document.sheet.header.iter().map(|name| name.replace(' ', "_")).collect()
}

fn parse<R: Record>(document: &Document, progress: Progress, take: impl Fn(&mut Found, usize, R)) -> Result<Found, ImportError> {
    let mut found = document.found();
    let columns = columns(document);
    let known: Vec<&str> = std::iter::once("day").chain(R::columns()).collect();
    check_header(document, &columns, &known, &mut found)?;
    let decimals = document.sheet.decimals()?;
    let blank = document.sheet.try_each(progress, |row| {
        if let Some(wrong) = wrong_length(row, &columns) {
            found.errors.add(row.line, &wrong);
            return Ok(());
        }
        let cell = |name: &str| {
            let at = columns.iter().position(|column| column == name)?;
            Some(Cell::Text(row.cell(at), decimals.get(at).copied().unwrap_or_default()))
        };
        let bad = found.errors.len();
        if columns.iter().all(|name| cell(name).is_none_or(Cell::is_empty)) {
            found.skip("blank row", 1);
        } else if let Some(record) = own::read::<R>(row.line, cell, &mut found.errors) {
            let (day, days) = (record.day(), record.days(document.context));
            if days.contains(&day) {
                take(&mut found, row.line, record);
            } else if day < *days.start() {
                found.warnings.add(row.line, &format!("column \"day\": found {day}; days before {} are left out", days.start()));
                found.skip(UNSET_CLOCK, 1);
            } else {
                let (first, last) = (days.start(), days.end());
                found.errors.add(row.line, &format!("column \"day\": expected a day from {first} to {last}, found {day}"));
            }
        } else if found.errors.len() == bad {
            found.skip("row with a day and nothing else", 1);
        }
        found.is_of_one_person()
    })?;
    found.skip("blank line", blank);
    Ok(found)
}

/// A column that stands twice is refused, an unknown one is named once.
fn check_header(document: &Document, columns: &[String], known: &[&str], found: &mut Found) -> Result<(), ImportError> {
    let twice = known.iter().find(|name| columns.iter().filter(|column| column == *name).count() > 1);
    if let Some(name) = twice {
        let why = format!("line 1: column \"{name}\" stands there twice; rename or remove one of them");
        return Err(ImportError::Unreadable { file: found.file.clone(), why });
    }
    let unknown = document.sheet.header.iter().zip(columns).filter(|(_, column)| !known.contains(&column.as_str()));
    let unknown: Vec<String> = unknown.map(|(name, _)| format!("\"{name}\"")).filter(|name| name != "\"\"").collect();
    if !unknown.is_empty() {
        found.warnings.add(None, &format!("not known here and ignored: {}", unknown.join(", ")));
    }
    Ok(())
}

/// A row that breaks off or overflows was torn or not quoted; its values may stand in wrong columns.
fn wrong_length(row: &Row, columns: &[String]) -> Option<String> {
    let (expected, found) = (columns.len(), row.len(columns.len()));
    let only_a_day = found == 1 && columns.first().is_some_and(|column| column == "day");
    let what = if found < expected { "the row breaks off" } else { "a text with the delimiter in it needs quotes" };
    (found != expected && !only_a_day).then(|| format!("expected {expected} fields as in the first line, found {found}: {what}"))
}
