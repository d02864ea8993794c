//! Garmin Connect's activities table, in the languages whose headers were seen.
//!
//! Dates are local. The file has no ids. Distances are not stored: in a column of kilometres a pool
//! swim stands in metres.

use super::foreign::{Cells, Mistake, each_row, load, whole_minutes};
use super::found::{Found, FoundSession};
use super::{Document, ImportError, Progress, kinds};

/// The columns that are read, by what they are called.
struct Language {
    kind: &'static str,
    date: &'static str,
    title: &'static str,
    time: &'static str,
}

const LANGUAGES: [Language; 6] = [
    Language { kind: "activity type", date: "date", title: "title", time: "time" },
    Language { kind: "activity type", date: "date", title: "title", time: "activity time" },
    Language { kind: "aktivitätstyp", date: "datum", title: "titel", time: "zeit" },
    Language { kind: "aktivitetstype", date: "dato", title: "titel", time: "tid" },
    Language { kind: "aktivitetstyp", date: "datum", title: "namn", time: "tid" },
    Language { kind: "type d'activité", date: "date", title: "titre", time: "durée" },
];

fn language(document: &Document) -> Option<&'static Language> {
    let sheet = &document.sheet;
    LANGUAGES.iter().find(|language| [language.kind, language.date, language.time].iter().all(|name| sheet.has(name)))
}

/// Is this Garmin's table?
pub fn is(document: &Document) -> bool {
    language(document).is_some_and(|language| document.sheet.column(language.kind) == Some(0))
}

/// Reads the activities.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let Some(language) = language(document) else { return Ok(found) };
    each_row(document, progress, &mut found, |cells, found| {
        let seconds = seconds(cells, language.time)?;
        if seconds.is_some_and(|seconds| seconds < 60.0) {
            found.skip("recording of less than a minute", 1);
        } else {
            found.sessions.push(activity(cells, language, seconds)?);
        }
        Ok(())
    })?;
    Ok(found)
}

fn activity(cells: &Cells, language: &Language, seconds: Option<f64>) -> Result<FoundSession, Mistake> {
    let (sport, title) = (cells.line(language.kind)?, cells.line(language.title)?);
    let kind = kinds::guess(&format!("{sport} {title}"));
    let mut session = cells.session(language.date, cells.time(language.date)?, kind)?;
    session.title = title;
    session.minutes = seconds.and_then(whole_minutes);
    session.load = load(cells.number("training stress score")?);
    session.source = "garmin".to_owned();
    Ok(FoundSession { line: cells.line, session, kind_said: !sport.is_empty() })
}

/// `00:44:07,5` or `1:02:03.5` in seconds.
fn seconds(cells: &Cells, column: &'static str) -> Result<Option<f64>, Mistake> {
    let text = cells.raw(column);
    if cells.cell(column).is_missing() {
        return Ok(None);
    }
    let parts: Option<Vec<f64>> = text.split(':').map(|part| part.replace(',', ".").parse().ok()).collect();
    let parts = parts.filter(|parts| (2..=3).contains(&parts.len()) && parts.iter().all(|part| (0.0..=1e4).contains(part)));
    let seconds = parts.map(|parts| parts.into_iter().fold(0.0, |seconds, part| seconds * 60.0 + part));
    seconds.map(Some).ok_or_else(|| cells.wrong(column, "a duration as 0:44:07"))
}
