//! Whoop: cycles and sleeps (the morning's values), and workouts.
//!
//! All times are local in the zone of their row. A night belongs to the day of waking, not to the
//! day its cycle began. Strain is no load.

use super::foreign::{Cells, Mistake, each_row};
use super::found::{Found, FoundSession};
use super::nights::{self, Sleep};
use super::{Document, ImportError, Progress, kinds, words};
use crate::domain::Field;

/// The source of its sessions and the device of its heart values.
const SOURCE: &str = "whoop";

fn has(document: &Document, names: &[&str]) -> bool {
    let sheet = document.sheet.translated(words::WHOOP);
    names.iter().all(|name| sheet.has(name))
}

/// Are these cycles?
pub fn are_cycles(document: &Document) -> bool {
    has(document, &["cycle start time", "wake onset", "recovery score %"])
}

/// Are these sleeps?
pub fn are_sleeps(document: &Document) -> bool {
    has(document, &["cycle start time", "wake onset", "nap"])
}

/// Are these workouts?
pub fn are_workouts(document: &Document) -> bool {
    has(document, &["cycle start time", "workout start time"])
}

/// Is this the journal, which holds nothing that is read?
pub fn is_journal(document: &Document) -> bool {
    has(document, &["cycle start time", "question text"])
}

/// Says what the journal is.
///
/// # Errors
/// Always: it is not for us.
pub fn journal(document: &Document, _: Progress) -> Result<Found, ImportError> {
    Err(ImportError::NotForUs { file: document.file.to_owned(), what: "Whoop's journal".to_owned() })
}

/// Reads cycles or sleeps.
pub fn nights(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let document = &document.translated(words::WHOOP);
    let mut found = document.found();
    let scores = [("recovery score %", "a score of another program"), ("day strain", "strain is no load")];
    found.not_taken(document, &scores);
    let mut sleeps = Vec::new();
    each_row(document, progress, &mut found, |cells, found| {
        if cells.raw("wake onset").is_empty() {
            found.skip("cycle without a night", 1);
        } else {
            nights::room(&sleeps).map_err(|most| cells.wrong("wake onset", &most))?;
            sleeps.push(sleep(cells)?);
        }
        Ok(())
    })?;
    nights::add(&mut found, SOURCE, sleeps);
    Ok(found)
}

fn sleep(cells: &Cells) -> Result<Sleep, Mistake> {
    let end = cells.time("wake onset")?;
    let start = if cells.raw("sleep onset").is_empty() { None } else { Some(cells.time("sleep onset")?) };
    Ok(Sleep {
        line: cells.line,
        day: cells.day("wake onset", end.date())?,
        span: start.map(|start| (start, end)),
        minutes: cells.number("asleep duration (min)")?.filter(|minutes| *minutes > 0.0),
        nap: cells.raw("nap").eq_ignore_ascii_case("true").then_some(true),
        heart: vec![
            (Field::RestingHr, cells.number("resting heart rate (bpm)")?),
            (Field::HrvRmssd, cells.number("heart rate variability (ms)")?),
        ],
    })
}

/// Reads workouts.
pub fn workouts(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let document = &document.translated(words::WHOOP);
    let mut found = document.found();
    found.not_taken(document, &[("activity strain", "strain is no load")]);
    each_row(document, progress, &mut found, |cells, found| {
        let minutes = cells.number("duration (min)")?;
        if minutes.is_some_and(|minutes| minutes < 1.0) {
            found.skip("recording of less than a minute", 1);
            return Ok(());
        }
        match workout(cells, minutes, found)? {
            Some(session) => found.sessions.push(session),
            None => found.skip("entry that is no training", 1),
        }
        Ok(())
    })?;
    Ok(found)
}

fn workout(cells: &Cells, minutes: Option<f64>, found: &mut Found) -> Result<Option<FoundSession>, Mistake> {
    let name = cells.line("activity name")?;
    let start = cells.time("workout start time")?;
    // Who rode or walked to work moved.
    let moved = cells.number("distance (meters)")?.is_some_and(|metres| metres > 0.0);
    let sport = if moved && name.eq_ignore_ascii_case("commuting") { "cycling" } else { &name };
    let Some(guess) = kinds::of(sport, "") else { return Ok(None) };
    let mut session = cells.session("workout start time", start, guess.kind)?;
    session.minutes = found.minutes(cells.line, minutes.map(|minutes| minutes * 60.0));
    session.source = SOURCE.to_owned();
    session.source_id = start.to_string();
    session.title = name;
    Ok(Some(FoundSession { line: cells.line, session, kind_said: guess.said }))
}
