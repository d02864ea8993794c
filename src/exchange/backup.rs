//! A backup read back: JSON lines, whole or not at all.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::cell::Cell;
use super::found::{Found, FoundCheckIn, FoundSession};
use super::own::{self, Record, experiment, profile, span};
use super::text::head;
use super::{Document, ImportError, Progress};
use crate::domain::{SessionId, Test};

/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;

/// Progress is told after so many lines.
const LINES_A_STEP: usize = 1024;

type Object = Map<String, Json>;

/// Is this a backup?
pub fn is(document: &Document) -> bool {
    let start = head(document.text, 4096);
    start.trim_start().starts_with('{') && start.lines().find_map(header).is_some()
}

/// The first line, if it is a header of ours.
fn header(line: &str) -> Option<Object> {
    let object: Object = serde_json::from_str(line).ok()?;
    (object.get("type")? == "header" && object.get("format")? == "upswing").then_some(object)
}

/// Reads a backup.
///
/// # Errors
/// A newer version, another number of entries than the header says, a line or key that is not known.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let refuse = |why: String| ImportError::Unreadable { file: document.file.to_owned(), why };
    let mut found = document.found();
    let mut lines = document.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let header =
        lines.next().and_then(|(_, line)| header(line)).ok_or_else(|| refuse("the first line is no header".to_owned()))?;
    let version = header.get("version").and_then(Json::as_u64).unwrap_or(0);
    if version != VERSION {
        return Err(refuse(format!("expected a backup of version {VERSION}, found {version}; a newer Upswing may read it")));
    }
    let (mut counts, mut done) = (BTreeMap::new(), 0);
    for (index, line) in lines {
        done += line.len() as u64 + 1;
        if index % LINES_A_STEP == 0 && !progress(done, document.text.len() as u64) {
            return Err(ImportError::Cancelled);
        }
        let object: Object = match serde_json::from_str(line) {
            Ok(object) => object,
            Err(error) => {
                found.errors.add(index + 1, &format!("expected a JSON object, found \"{}\" ({error})", head(line, 40)));
                continue;
            }
        };
        if let Some(counted) = take(index + 1, &object, &mut found) {
            *counts.entry(counted).or_insert(0_u64) += 1;
        }
    }
    check_counts(&header, &counts).map_err(refuse)?;
    Ok(found)
}

/// The lists of an export as one JSON object.
const LISTS: [&str; 7] = ["days", "checkins", "sessions", "tests", "experiments", "spans", "apart"];

/// Is this an export as one JSON object?
pub fn is_export(document: &Document) -> bool {
    let start = head(document.text, 64).trim_start();
    start.starts_with("{\"profile\":")
}

/// Reads an export as one JSON object; it holds what a backup holds.
///
/// # Errors
/// Not whole, or with a key that is not known.
pub fn parse_export(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let refuse = |why: String| ImportError::Unreadable { file: document.file.to_owned(), why };
    let mut found = document.found();
    let whole: Object = serde_json::from_str(document.text).map_err(|error| refuse(format!("the file is not whole: {error}")))?;
    if let Some(key) = whole.keys().find(|key| *key != "profile" && !LISTS.contains(&key.as_str())) {
        return Err(refuse(format!("expected the lists of an export, found \"{key}\"")));
    }
    let listed = LISTS.iter().filter_map(|list| whole.get(*list)?.as_array()).flatten();
    for (index, value) in whole.get("profile").into_iter().filter(|person| !person.is_null()).chain(listed).enumerate() {
        if index % LINES_A_STEP == 0 && !progress(index as u64, index as u64 + 1) {
            return Err(ImportError::Cancelled);
        }
        match value.as_object() {
            Some(object) => {
                take(1, object, &mut found);
            }
            None => found.errors.add(1, &format!("expected an object, found \"{}\"", head(&value.to_string(), 40))),
        }
    }
    Ok(found)
}

/// Takes one line; returns the word under which the header counts it.
fn take(line: usize, object: &Object, found: &mut Found) -> Option<&'static str> {
    let errors = &mut found.errors;
    match object.get("type").and_then(Json::as_str) {
        Some(FoundCheckIn::TYPE) => found.check_ins.extend(record::<FoundCheckIn>(line, object, errors)),
        Some(FoundSession::TYPE) => found.sessions.extend(record::<FoundSession>(line, object, errors)),
        Some(Test::TYPE) => found.tests.extend(record::<Test>(line, object, errors)),
        Some(profile::TYPE) => match profile::read(object) {
            Ok(changes) => found.profile.extend(changes),
            Err(why) => errors.add(line, &why),
        },
        Some(profile::DAY_TYPE) => match profile::read_day(object) {
            Ok(day) => found.day_plans.push(day),
            Err(why) => errors.add(line, &why),
        },
        Some(experiment::TYPE) => match experiment::read(object) {
            Ok(experiment) => found.experiments.push(experiment),
            Err(why) => errors.add(line, &why),
        },
        Some(span::TYPE) => match span::read(object) {
            Ok(span) => found.spans.push(span),
            Err(why) => errors.add(line, &why),
        },
        Some(APART) => match (object.get("a").and_then(Json::as_str), object.get("b").and_then(Json::as_str)) {
            (Some(a), Some(b)) => found.apart.push((SessionId(a.to_owned()), SessionId(b.to_owned()))),
            _ => errors.add(line, "expected the names of two sessions, a and b"),
        },
        other => {
            errors.add(line, &format!("expected a type of entry, found \"{}\"", other.unwrap_or("")));
            return None;
        }
    }
    COUNTED.iter().find(|(of, _)| object.get("type").is_some_and(|found| found == of)).map(|(_, counted)| *counted)
}

/// The types of lines, and the key of the header that counts each.
pub const COUNTED: [(&str, &str); 8] = [
    (FoundCheckIn::TYPE, "checkins"),
    (FoundSession::TYPE, "sessions"),
    (Test::TYPE, "tests"),
    (profile::TYPE, "profiles"),
    (profile::DAY_TYPE, "days"),
    (experiment::TYPE, "experiments"),
    (span::TYPE, "spans"),
    (APART, "apart"),
];

/// What a line of two sessions that are kept apart is called.
pub const APART: &str = "apart";

fn record<R: Record>(line: usize, object: &Object, errors: &mut super::Notes) -> Option<R> {
    let unknown = object.keys().find(|key| !["type", "day"].contains(&key.as_str()) && !R::columns().any(|id| id == *key));
    if let Some(key) = unknown {
        errors.add(line, &format!("expected the keys of a {}, found \"{key}\"", R::TYPE));
        return None;
    }
    own::read(line, |column| object.get(column).map(Cell::Json), errors)
}

/// Other numbers than the header's mean that the file was torn.
fn check_counts(header: &Object, counts: &BTreeMap<&str, u64>) -> Result<(), String> {
    let known = |key: &str| ["type", "format", "version"].contains(&key) || COUNTED.iter().any(|(_, counted)| *counted == key);
    if let Some(key) = header.keys().find(|key| !known(key)) {
        return Err(format!("line 1: expected the keys of a header, found \"{key}\""));
    }
    for (_, counted) in COUNTED {
        let expected = header.get(counted).map_or(Some(0), Json::as_u64);
        let found = counts.get(counted).copied().unwrap_or(0);
        if expected != Some(found) {
            let expected = expected.map_or("something else".to_owned(), |number| number.to_string());
            return Err(format!("the first line says {expected} {counted}, found {found}: the file is not whole"));
        }
    }
    Ok(())
}
