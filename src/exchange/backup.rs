//! A backup read back: JSON lines, whole or not at all.

use std::collections::BTreeMap;

use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json};

use super::cell::Cell;
use super::found::{Found, FoundCheckIn, FoundSession};
use super::own::{self, Record, apart, experiment, profile, span};
use super::text::head;
use super::{Document, ImportError, Progress};
use crate::domain::Test;

/// The version that is written, and the newest that is read.
pub const VERSION: u64 = 1;
/// Ten years are some ten thousand.
const MOST_ENTRIES: usize = 300_000;
/// No entry is longer, bytes.
const LONGEST_ENTRY: usize = 1 << 20;

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
        few_enough(index, line).map_err(refuse)?;
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

/// The keys that an export may begin with: as it is written, and with its keys in the order of the alphabet.
const FIRST: [&str; 2] = ["profile", "apart"];

/// Is this an export as one JSON object? However its blanks and lines were set.
pub fn is_export(document: &Document) -> bool {
    let mut pieces = Pieces(head(document.text, 4096));
    let first = pieces.needs('{').and_then(|()| pieces.value()).and_then(|key| pieces.needs(':').map(|()| key));
    first.is_ok_and(|key| FIRST.contains(&key.trim_matches('"')))
}

/// Reads an export as one JSON object; it holds what a backup holds.
///
/// # Errors
/// Not whole, or with a key that is not known.
pub fn parse_export(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let refuse = |why: String| ImportError::Unreadable { file: document.file.to_owned(), why };
    let (mut found, mut index, all) = (document.found(), 0, document.text.len());
    let mut one = |value: &str, left: usize| {
        if index % LINES_A_STEP == 0 && !progress(all.saturating_sub(left) as u64, all as u64) {
            return Err(ImportError::Cancelled);
        }
        index += 1;
        few_enough(index, value).map_err(refuse)?;
        match serde_json::from_str::<Object>(value) {
            Ok(object) => drop(take(1, &object, &mut found)),
            Err(_) => found.errors.add(1, &format!("expected an object, found \"{}\"", head(value, 40))),
        }
        Ok(())
    };
    let mut pieces = Pieces(document.text);
    pieces.needs('{').map_err(refuse)?;
    loop {
        let key = pieces.value().map_err(refuse)?.trim_matches('"');
        pieces.needs(':').map_err(refuse)?;
        if key == "profile" {
            let value = pieces.value().map_err(refuse)?;
            if value != "null" {
                one(value, pieces.0.len())?;
            }
        } else if LISTS.contains(&key) {
            pieces.needs('[').map_err(refuse)?;
            let mut ended = pieces.has(']');
            while !ended {
                let value = pieces.value().map_err(refuse)?;
                one(value, pieces.0.len())?;
                ended = pieces.closes(']').map_err(refuse)?;
            }
        } else {
            return Err(refuse(format!("expected the lists of an export, found \"{}\"", head(key, 40))));
        }
        if pieces.closes('}').map_err(refuse)? {
            pieces.ends().map_err(refuse)?;
            return Ok(found);
        }
    }
}

/// A text of JSON, piece after piece, so that it never lies in memory as a whole tree.
struct Pieces<'t>(&'t str);

impl<'t> Pieces<'t> {
    /// Takes a mark if it comes next.
    fn has(&mut self, mark: char) -> bool {
        self.0 = self.0.trim_start();
        let rest = self.0.strip_prefix(mark);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    fn needs(&mut self, mark: char) -> Result<(), String> {
        if self.has(mark) { Ok(()) } else { Err(self.wrong(&format!("'{mark}'"))) }
    }

    /// Does a list or an object end here? Else a comma comes next.
    fn closes(&mut self, end: char) -> Result<bool, String> {
        let ended = self.has(end);
        if !ended {
            self.needs(',')?;
        }
        Ok(ended)
    }

    /// The text of the next value.
    fn value(&mut self) -> Result<&'t str, String> {
        self.0 = self.0.trim_start();
        let length = match self.0.starts_with(['{', '[', '"']) {
            true => {
                let mut values = serde_json::Deserializer::from_str(self.0).into_iter::<IgnoredAny>();
                match values.next() {
                    Some(Ok(_)) => values.byte_offset(),
                    Some(Err(error)) => return Err(format!("the file is not whole: {error}")),
                    None => 0,
                }
            }
            false => self.0.find([',', ']', '}', ':']).unwrap_or(0),
        };
        let (value, rest) = self.0.split_at_checked(length).unwrap_or_default();
        if value.is_empty() {
            return Err(self.wrong("a value"));
        }
        self.0 = rest;
        Ok(value.trim_end())
    }

    fn ends(&self) -> Result<(), String> {
        if self.0.trim().is_empty() { Ok(()) } else { Err(self.wrong("the end")) }
    }

    fn wrong(&self, expected: &str) -> String {
        format!("the file is not whole: expected {expected}, found \"{}\"", head(self.0, 40))
    }
}

/// More entries, or longer ones, than any life writes would only fill the memory.
fn few_enough(count: usize, entry: &str) -> Result<(), String> {
    match (count > MOST_ENTRIES, entry.len() > LONGEST_ENTRY) {
        (true, _) => Err(format!("more than {MOST_ENTRIES} entries")),
        (_, true) => Err(format!("expected entries of at most {} KiB, found a longer one", LONGEST_ENTRY >> 10)),
        (false, false) => Ok(()),
    }
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
        Some(apart::TYPE) => match apart::read(object) {
            Ok(apart) => found.apart.push(apart),
            Err(why) => errors.add(line, &why),
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
    (apart::TYPE, "apart"),
];

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
