//! Garmin Connect's activities table, in the languages whose headers were seen.
//!
//! Dates are local. The file has no ids. Distances are not stored: in a column of kilometres a pool
//! swim stands in metres.

use super::cell::Cell;
use super::foreign::{Cells, Mistake, each_row};
use super::found::{Found, FoundSession};
use super::{Document, ImportError, Progress, kinds, words};

/// What the two parts of a duration such as `1:02` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parts {
    HoursMinutes,
    MinutesSeconds,
}

/// Is this Garmin's table?
pub fn is(document: &Document) -> bool {
    let sheet = document.sheet.translated(words::GARMIN);
    sheet.column("activity type") == Some(0) && sheet.has("date") && sheet.has("time")
}

/// Reads the activities.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let document = &document.translated(words::GARMIN);
    let mut found = document.found();
    let parts = two_parts(document)?;
    each_row(document, progress, &mut found, |cells, found| {
        let seconds = seconds(cells, parts)?;
        if seconds.is_some_and(|seconds| seconds < 60.0) {
            found.skip("recording of less than a minute", 1);
            return Ok(());
        }
        match activity(cells, seconds, found)? {
            Some(session) => found.sessions.push(session),
            None => found.skip("entry that is no training", 1),
        }
        Ok(())
    })?;
    found.not_taken(document, &[("aerobic te", "training effect is not in points of load")]);
    Ok(found)
}

fn activity(cells: &Cells, seconds: Option<f64>, found: &mut Found) -> Result<Option<FoundSession>, Mistake> {
    let (sport, title) = (cells.line("activity type")?, cells.line("title")?);
    let Some(guess) = kinds::of(&sport, &title) else { return Ok(None) };
    let mut session = cells.session("date", cells.time("date")?, guess.kind)?;
    session.title = title;
    session.minutes = found.minutes(cells.line, seconds);
    session.load = found.load(cells.line, cells.number("training stress score")?);
    session.source = "garmin".to_owned();
    Ok(Some(FoundSession { line: cells.line, session, kind_said: guess.said }))
}

/// The seconds of the column of durations: `00:44:07,5`, `1:02:03.5`, and `1:02` where it is clear what that is.
fn seconds(cells: &Cells, parts: Option<Parts>) -> Result<Option<f64>, Mistake> {
    if cells.cell("time").is_missing() {
        return Ok(None);
    }
    let numbers = clock(cells.raw("time"));
    match (numbers.as_deref(), parts) {
        (Some([hours, minutes, seconds]), _) => Ok(Some(hours * 3600.0 + minutes * 60.0 + seconds)),
        (Some([hours, minutes]), Some(Parts::HoursMinutes)) => Ok(Some(hours * 3600.0 + minutes * 60.0)),
        (Some([minutes, seconds]), Some(Parts::MinutesSeconds)) => Ok(Some(minutes * 60.0 + seconds)),
        (Some([_, _]), None) => {
            Err(cells.wrong("time", "a duration as 0:44:07, because this may be hours and minutes or minutes and seconds"))
        }
        _ => Err(cells.wrong("time", "a duration as 0:44:07")),
    }
}

/// The numbers of a clock: two or three.
fn clock(text: &str) -> Option<Vec<f64>> {
    let part = |part: &str| part.replace(',', ".").parse().ok().filter(|part| (0.0..=1e4).contains(part));
    let parts: Option<Vec<f64>> = text.split(':').map(part).collect();
    parts.filter(|parts| (2..=3).contains(&parts.len()))
}

/// What a duration of two parts is in this file: what other values of its rows say, else minutes and seconds where
/// another duration has three parts; `None` = nothing decides.
fn two_parts(document: &Document) -> Result<Option<Parts>, ImportError> {
    let sheet = &document.sheet;
    let decimals = sheet.decimals()?;
    let (mut said, mut three) = (None, false);
    sheet.each(&mut |_, _| true, |row| {
        let text = |name: &str| sheet.column(name).map_or("", |at| row.cell(at));
        let number = |name: &str| {
            let at = sheet.column(name)?;
            Cell::Text(row.cell(at), decimals.get(at).copied().unwrap_or_default()).number().ok().flatten()
        };
        match clock(text("time")).as_deref() {
            Some([_, _, _]) => three = true,
            Some([first, second]) => {
                let whole = |name: &str| match clock(text(name)).as_deref() {
                    Some([hours, minutes, seconds]) => Some(hours * 3600.0 + minutes * 60.0 + seconds),
                    _ => None,
                };
                let pace = clock(text("avg pace"))
                    .filter(|pace| pace.len() == 2)
                    .map(|pace| pace.iter().fold(0.0, |sum, part| sum * 60.0 + part));
                let covered = pace.zip(number("distance")).map(|(pace, distance)| pace * distance);
                let evidence = [whole("moving time"), whole("elapsed time"), covered];
                let near = |seconds: f64| evidence.iter().flatten().any(|known| (known - seconds).abs() <= 0.25 * seconds + 60.0);
                let row_says = match (near(first * 3600.0 + second * 60.0), near(first * 60.0 + second)) {
                    (true, false) => Some(Parts::HoursMinutes),
                    (false, true) => Some(Parts::MinutesSeconds),
                    _ => None,
                };
                said = said.or(row_says);
            }
            _ => {}
        }
    })?;
    Ok(said.or(three.then_some(Parts::MinutesSeconds)))
}
