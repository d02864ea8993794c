//! intervals.icu: the wellness and the activities table.
//!
//! All their answers are best at 1, motivation too, and 0 means not answered. `ctl`, `atl`,
//! `readiness` and `sleepScore` are computed by them or others and not imported.

use super::foreign::{Cells, Mistake, answer, each_row, measure};
use super::found::{Found, FoundCheckIn, FoundSession};
use super::{Document, ImportError, Progress, kinds};
use crate::domain::{Field, Kind, Origin, Value};

/// The source of its sessions and the device of its nights and heart values.
const SOURCE: &str = "intervals.icu";

/// Their answers, 1 best and 4 worst, and ours.
const ANSWERS: [(&str, Field); 6] = [
    ("fatigue", Field::Energy),
    ("mood", Field::Mood),
    ("motivation", Field::Motivation),
    ("soreness", Field::Soreness),
    ("stress", Field::Stress),
    ("sleepquality", Field::SleepQuality),
];

/// Columns that look as if they were read.
const NOT_TAKEN: [(&str, &str); 5] = [
    ("hrvsdnn", "SDNN is no RMSSD"),
    ("readiness", "a score of unknown source"),
    ("sleepscore", "a score of unknown source"),
    ("ctl", "it is computed here"),
    ("atl", "it is computed here"),
];

/// From this answer on `injury` is pain.
const INJURED: f64 = 3.0;

/// Is this the wellness table?
pub fn is_wellness(document: &Document) -> bool {
    let has = |name| document.sheet.has(name);
    has("date") && has("restinghr") && (has("ctl") || has("sleepsecs"))
}

/// Is this the activities table?
pub fn is_activities(document: &Document) -> bool {
    ["id", "start_date_local", "icu_training_load"].iter().all(|name| document.sheet.has(name))
}

/// Reads the wellness table; there is a row for every day of the account, even an empty one.
pub fn wellness(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    each_row(document, progress, &mut found, |cells, found| {
        let check_in = morning(cells, found)?;
        if check_in.fields.is_empty() {
            found.skip("row with a day and nothing else", 1);
        } else {
            found.check_ins.push(check_in);
        }
        Ok(())
    })?;
    found.not_taken(document, &NOT_TAKEN);
    Ok(found)
}

fn morning(cells: &Cells, found: &mut Found) -> Result<FoundCheckIn, Mistake> {
    let date = cells.raw("date").parse().map_err(|_| cells.wrong("date", "a day as 2025-03-01"))?;
    let day = cells.day("date", date)?;
    let mut check_in = FoundCheckIn::new(cells.line, day, Origin::Aggregator, SOURCE);
    for (column, field) in ANSWERS {
        let answer = answer(cells.number(column)?, 4.0, 1.0);
        check_in.fields.extend(answer.map(|answer| (field, answer)));
    }
    let minutes = cells.number("sleepsecs")?.map(|seconds| seconds / 60.0);
    measure(found, &mut check_in, Field::SleepMinutes, minutes);
    measure(found, &mut check_in, Field::RestingHr, cells.number("restinghr")?);
    measure(found, &mut check_in, Field::HrvRmssd, cells.number("hrv")?);
    if cells.number("injury")?.is_some_and(|injury| injury >= INJURED) {
        check_in.fields.push((Field::Pain, Value::Flag(true)));
    }
    let note = cells.lines("comments")?;
    if !note.is_empty() {
        check_in.fields.push((Field::Note, Value::Text(note)));
    }
    Ok(check_in)
}

/// Reads the activities table.
pub fn activities(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    each_row(document, progress, &mut found, |cells, found| {
        let seconds = cells.number("moving_time")?.or(cells.number("elapsed_time")?);
        if seconds.is_some_and(|seconds| seconds < 60.0) {
            found.skip("recording of less than a minute", 1);
        } else {
            match activity(cells, seconds, found)? {
                Some(session) => found.sessions.push(session),
                None => found.skip("entry that is no training", 1),
            }
        }
        Ok(())
    })?;
    Ok(found)
}

fn activity(cells: &Cells, seconds: Option<f64>, found: &mut Found) -> Result<Option<FoundSession>, Mistake> {
    let (sport, title) = (cells.line("type")?, cells.line("name")?);
    let race = cells.raw("race").eq_ignore_ascii_case("true");
    let Some(guess) = kinds::of(&sport, &title) else { return Ok(None) };
    let kind = if race { Kind::Event } else { guess.kind };
    let mut session = cells.session("start_date_local", cells.time("start_date_local")?, kind)?;
    session.title = title;
    session.minutes = found.minutes(cells.line, seconds);
    session.load = found.load(cells.line, cells.number("icu_training_load")?);
    session.rpe = found.rpe(cells.line, cells.number("icu_rpe")?.filter(|rpe| *rpe > 0.0));
    session.source = SOURCE.to_owned();
    session.source_id = cells.line("id")?;
    Ok(Some(FoundSession { line: cells.line, session, kind_said: race || guess.said }))
}
