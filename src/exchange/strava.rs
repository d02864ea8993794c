//! Strava's `activities.csv` of the bulk export, in any of its languages and as it was before July 2019.
//!
//! Several column names stand there twice; the last one that is not empty counts. Dates are UTC and
//! become the person's own time. Relative Effort is not our unit.

use super::foreign::{Cells, Mistake, each_row};
use super::found::{Found, FoundSession};
use super::{Document, ImportError, Progress, kinds, words};
use crate::domain::Zone;

/// Is this Strava's table?
pub fn is(document: &Document) -> bool {
    let sheet = document.sheet.translated(words::STRAVA);
    let needed = ["activity id", "activity date", "activity name"].iter().all(|name| sheet.has(name));
    // The short names of the older files are those of many tables.
    needed && (!document.sheet.has("id") || ["elapsed_time", "gear", "filename"].iter().all(|name| document.sheet.has(name)))
}

/// Reads the activities.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let document = &document.translated(words::STRAVA);
    let mut found = document.found();
    let zone = document.context.zone;
    found.not_taken(document, &[("relative effort", "it is not in points of load")]);
    each_row(document, progress, &mut found, |cells, found| {
        let seconds = cells.number("moving time")?.or(cells.number("elapsed time")?);
        if seconds.is_some_and(|seconds| seconds < 60.0) {
            found.skip("recording of less than a minute", 1);
            return Ok(());
        }
        match activity(cells, zone, seconds, found)? {
            Some(session) => found.sessions.push(session),
            None => found.skip("entry that is no training", 1),
        }
        Ok(())
    })?;
    Ok(found)
}

fn activity(cells: &Cells, zone: Option<Zone>, seconds: Option<f64>, found: &mut Found) -> Result<Option<FoundSession>, Mistake> {
    let (sport, title) = (cells.line("activity type")?, cells.line("activity name")?);
    let utc = cells.time("activity date")?;
    let start = zone.map_or(utc, |zone| zone.local(utc));
    let Some(guess) = kinds::of(&sport, &title) else { return Ok(None) };
    let mut session = cells.session("activity date", start, guess.kind)?;
    session.title = title;
    session.notes = cells.lines("activity private note")?;
    session.minutes = found.minutes(cells.line, seconds);
    session.rpe = found.rpe(cells.line, cells.number("perceived exertion")?.filter(|rpe| *rpe > 0.0));
    session.source = "strava".to_owned();
    session.source_id = cells.line("activity id")?;
    Ok(Some(FoundSession { line: cells.line, session, kind_said: guess.said }))
}
