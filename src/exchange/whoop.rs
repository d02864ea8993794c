//! Whoop: cycles and sleeps (the morning's values), and workouts.
//!
//! All times are local in the zone of their row. A night belongs to the day of waking, not to the
//! day its cycle began. Strain is no load.

use super::foreign::{Cells, Mistake, each_row, measure, whole_minutes};
use super::found::{Found, FoundCheckIn, FoundSession};
use super::{Document, ImportError, Progress, kinds};
use crate::domain::{Field, Origin};

/// The source of its sessions and the device of its heart values.
const SOURCE: &str = "whoop";

/// Are these cycles?
pub fn are_cycles(document: &Document) -> bool {
    ["cycle start time", "wake onset", "recovery score %"].iter().all(|name| document.sheet.has(name))
}

/// Are these sleeps?
pub fn are_sleeps(document: &Document) -> bool {
    ["cycle start time", "wake onset", "nap"].iter().all(|name| document.sheet.has(name))
}

/// Are these workouts?
pub fn are_workouts(document: &Document) -> bool {
    document.sheet.has("cycle start time") && document.sheet.has("workout start time")
}

/// Reads cycles or sleeps.
pub fn nights(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    each_row(document, progress, &mut found, |cells, found| {
        if cells.raw("wake onset").is_empty() {
            found.skip("cycle without a night", 1);
        } else if cells.raw("nap").eq_ignore_ascii_case("true") {
            found.skip("nap", 1);
        } else {
            let day = cells.day("wake onset", cells.time("wake onset")?.date())?;
            let mut check_in = FoundCheckIn::new(cells.line, day, Origin::Wearable);
            SOURCE.clone_into(&mut check_in.device);
            for (column, field) in [
                ("asleep duration (min)", Field::SleepMinutes),
                ("resting heart rate (bpm)", Field::RestingHr),
                ("heart rate variability (ms)", Field::HrvRmssd),
            ] {
                measure(found, &mut check_in, field, cells.number(column)?);
            }
            found.check_ins.push(check_in);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads workouts.
pub fn workouts(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    each_row(document, progress, &mut found, |cells, found| {
        let minutes = cells.number("duration (min)")?;
        if minutes.is_some_and(|minutes| minutes < 1.0) {
            found.skip("recording of less than a minute", 1);
        } else {
            found.sessions.push(workout(cells, minutes)?);
        }
        Ok(())
    })?;
    Ok(found)
}

fn workout(cells: &Cells, minutes: Option<f64>) -> Result<FoundSession, Mistake> {
    let name = cells.line("activity name")?;
    let start = cells.time("workout start time")?;
    let mut session = cells.session("workout start time", start, kinds::guess(&name))?;
    session.minutes = minutes.and_then(|minutes| whole_minutes(minutes * 60.0));
    session.source = SOURCE.to_owned();
    session.source_id = start.to_string();
    let kind_said = !name.is_empty();
    session.title = name;
    Ok(FoundSession { line: cells.line, session, kind_said })
}
