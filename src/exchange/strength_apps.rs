//! Hevy and Strong: one row for each set, so a session is many rows.
//!
//! The RPE of a set is not that of the session, which stays missing.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDateTime;

use super::foreign::{Cells, Mistake, each_row};
use super::found::{Found, FoundSession};
use super::{Document, ImportError, Progress, words};
use crate::domain::{Kind, Session};

/// No file of one person holds more workouts: one a day for a hundred years.
const MOST_WORKOUTS: usize = 40_000;
/// Longer than this the stop button was forgotten, seconds.
const FORGOTTEN: f64 = 4.0 * 3600.0;

/// The sets of one session.
struct Workout {
    line: usize,
    session: Session,
    seconds: Option<f64>,
    sets: usize,
    exercises: BTreeSet<String>,
}

/// What one row says about its workout.
struct Set {
    /// The workout, with the name it has in the file.
    session: Session,
    seconds: Option<f64>,
    /// The exercise; `None` where the row is a rest or a note.
    exercise: Option<String>,
}

/// Is this Hevy's `workout_data.csv`?
pub fn is_hevy(document: &Document) -> bool {
    ["title", "start_time", "exercise_title", "set_index"].iter().all(|name| document.sheet.has(name))
}

/// Is this an export of Strong?
pub fn is_strong(document: &Document) -> bool {
    let sheet = document.sheet.translated(words::STRONG);
    ["workout name", "exercise name", "set order"].iter().all(|name| sheet.has(name))
}

/// Reads Hevy's table.
pub fn hevy(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    workouts(document, progress, "hevy", |cells| {
        let start = cells.time("start_time")?;
        let end = if cells.raw("end_time").is_empty() { None } else { Some(cells.time("end_time")?) };
        let title = cells.line("title")?;
        Ok(Set {
            session: session(cells, "start_time", start, title)?,
            seconds: end.map(|end| (end - start).num_seconds() as f64),
            exercise: Some(cells.line("exercise_title")?),
        })
    })
}

/// Reads Strong's table, in any of its shapes.
pub fn strong(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    workouts(&document.translated(words::STRONG), progress, "strong", |cells| {
        let start = cells.time("date")?;
        let title = cells.line("workout name")?;
        let seconds = match cells.number("duration (sec)")? {
            Some(seconds) => Some(seconds),
            None => duration(cells, "duration")?,
        };
        let set = is_set(cells.raw("set order"));
        Ok(Set {
            session: session(cells, "date", start, title)?,
            seconds,
            exercise: if set { Some(cells.line("exercise name")?) } else { None },
        })
    })
}

/// A set has a number or a letter (`W` warm-up, `F` to failure); rests and notes have words.
fn is_set(order: &str) -> bool {
    order.parse::<u32>().is_ok() || order.chars().count() <= 1
}

/// A workout is known by its start and its title.
fn session(cells: &Cells, column: &'static str, start: NaiveDateTime, title: String) -> Result<Session, Mistake> {
    let source_id = format!("{} {title}", start.format("%Y-%m-%d %H:%M:%S"));
    Ok(Session { title, source_id, ..cells.session(column, start, Kind::Strength)? })
}

/// The units of a duration, seconds.
const UNITS: [(&str, f64); 12] = [
    ("h", 3600.0),
    ("hr", 3600.0),
    ("std", 3600.0),
    ("小时", 3600.0),
    ("m", 60.0),
    ("min", 60.0),
    ("mins", 60.0),
    ("分钟", 60.0),
    ("s", 1.0),
    ("sec", 1.0),
    ("sek", 1.0),
    ("秒", 1.0),
];

/// A duration as `2h 18m`, `1h 5min` or `1小时13分钟`, in seconds.
fn duration(cells: &Cells, column: &'static str) -> Result<Option<f64>, Mistake> {
    let text = cells.raw(column);
    if text.is_empty() {
        return Ok(None);
    }
    seconds(text).map(Some).ok_or_else(|| cells.wrong(column, "a duration as 1h 20m"))
}

fn seconds(text: &str) -> Option<f64> {
    let (mut rest, mut sum) = (text.trim(), 0.0);
    while !rest.is_empty() {
        let (number, after) = rest.split_at(rest.find(|character: char| !character.is_ascii_digit())?);
        let after = after.trim_start();
        let (unit, next) = after.split_at(after.find(|character: char| character.is_ascii_digit()).unwrap_or(after.len()));
        let unit = unit.trim().trim_end_matches('.').to_lowercase();
        let (_, worth) = UNITS.iter().find(|(name, _)| *name == unit)?;
        sum += f64::from(number.parse::<u16>().ok()?) * worth;
        rest = next;
    }
    Some(sum)
}

fn workouts(
    document: &Document,
    progress: Progress,
    source: &str,
    read: impl Fn(&Cells) -> Result<Set, Mistake>,
) -> Result<Found, ImportError> {
    let mut found = document.found();
    let mut workouts: BTreeMap<String, Workout> = BTreeMap::new();
    each_row(document, progress, &mut found, |cells, _| {
        let Set { session, seconds, exercise } = read(cells)?;
        let name = session.source_id.clone();
        if workouts.len() >= MOST_WORKOUTS && !workouts.contains_key(&name) {
            let column = if source == "hevy" { "start_time" } else { "date" };
            return Err(cells.wrong(column, &format!("at most {MOST_WORKOUTS} workouts in a file")));
        }
        let workout = || Workout { line: cells.line, session, seconds, sets: 0, exercises: BTreeSet::new() };
        let workout = workouts.entry(name).or_insert_with(workout);
        workout.sets += usize::from(exercise.is_some());
        workout.exercises.extend(exercise);
        Ok(())
    })?;
    for workout in workouts.into_values() {
        take(workout, source, &mut found);
    }
    Ok(found)
}

fn take(workout: Workout, source: &str, found: &mut Found) {
    if workout.seconds.is_some_and(|seconds| seconds < 60.0) {
        found.skip("recording of less than a minute", 1);
        return;
    }
    let seconds = workout.seconds.filter(|seconds| *seconds <= FORGOTTEN);
    if seconds.is_none() && workout.seconds.is_some() {
        found.warnings.add(workout.line, "longer than 4 hours; kept with unknown minutes");
    }
    let mut session = workout.session;
    session.minutes = found.minutes(workout.line, seconds);
    session.notes = format!("{}, {}", counted(workout.sets, "set"), counted(workout.exercises.len(), "exercise"));
    session.source = source.to_owned();
    found.sessions.push(FoundSession { line: workout.line, session, kind_said: true });
}

/// `1 set`, `17 sets`.
fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
