//! Strava's `activities.csv` of the bulk export.
//!
//! Several column names stand there twice; the last one that is not empty counts. Dates are UTC and
//! become the person's own time. Relative Effort is not our unit.

use chrono::TimeZone;
use chrono_tz::Tz;

use super::foreign::{Cells, Mistake, each_row, rpe, whole_minutes};
use super::found::{Found, FoundSession};
use super::{Document, ImportError, Progress, kinds};

/// Is this Strava's table?
pub fn is(document: &Document) -> bool {
    ["activity id", "activity date", "activity name"].iter().all(|name| document.sheet.has(name))
}

/// Reads the activities.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let zone = document.context.zone.unwrap_or(Tz::UTC);
    each_row(document, progress, &mut found, |cells, found| {
        let seconds = cells.number("moving time")?.or(cells.number("elapsed time")?);
        if seconds.is_some_and(|seconds| seconds < 60.0) {
            found.skip("recording of less than a minute", 1);
        } else {
            found.sessions.push(activity(cells, zone, seconds)?);
        }
        Ok(())
    })?;
    Ok(found)
}

fn activity(cells: &Cells, zone: Tz, seconds: Option<f64>) -> Result<FoundSession, Mistake> {
    let (sport, title) = (cells.line("activity type")?, cells.line("activity name")?);
    let kind = kinds::guess(&format!("{sport} {title}"));
    let start = zone.from_utc_datetime(&cells.time("activity date")?).naive_local();
    let mut session = cells.session("activity date", start, kind)?;
    session.title = title;
    session.notes = cells.lines("activity private note")?;
    session.minutes = seconds.and_then(whole_minutes);
    session.rpe = rpe(cells.number("perceived exertion")?.filter(|rpe| *rpe > 0.0));
    session.source = "strava".to_owned();
    session.source_id = cells.line("activity id")?;
    Ok(FoundSession { line: cells.line, session, kind_said: !sport.is_empty() })
}
