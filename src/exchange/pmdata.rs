//! PMData, the lifelogging data set (CC BY 4.0: Thambawita and others, 2020, doi 10.1145/3339825.3394926).
//!
//! Stamps are UTC and the people lived in Norway, so days are those of Europe/Oslo. The answers
//! run 1–5 with 5 best already; `readiness` is another scale and not imported.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};

use super::foreign::{Cells, Mistake, answer, each_row, measure};
use super::found::{Found, FoundCheckIn, FoundSession};
use super::{Document, ImportError, Progress, kinds};
use crate::domain::{Day, Field, Kind, Origin, Zone};

/// The source of its sessions.
const SOURCE: &str = "pmdata";

/// Their columns and ours.
const ANSWERS: [(&str, Field); 5] = [
    ("fatigue", Field::Energy),
    ("mood", Field::Mood),
    ("sleep_quality", Field::SleepQuality),
    ("soreness", Field::Soreness),
    ("stress", Field::Stress),
];

/// Is this `wellness.csv`?
pub fn is_wellness(document: &Document) -> bool {
    ["effective_time_frame", "fatigue", "sleep_duration_h"].iter().all(|name| document.sheet.has(name))
}

/// Is this `srpe.csv`?
pub fn is_srpe(document: &Document) -> bool {
    ["end_date_time", "perceived_exertion", "duration_min"].iter().all(|name| document.sheet.has(name))
}

/// Reads the morning reports. The latest of a day counts, also where it takes answers back: a
/// report of zeros says nothing.
pub fn wellness(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let mut reports: BTreeMap<Day, (NaiveDateTime, FoundCheckIn)> = BTreeMap::new();
    each_row(document, progress, &mut found, |cells, found| {
        let (at, report) = report(cells, found)?;
        match reports.get_mut(&report.day) {
            Some(known) => {
                found.skip("earlier report of the same day", 1);
                if known.0 <= at {
                    *known = (at, report);
                }
            }
            None => {
                reports.insert(report.day, (at, report));
            }
        }
        Ok(())
    })?;
    found.check_ins = reports.into_values().map(|(_, check_in)| check_in).collect();
    found.skip("report without an answer", found.check_ins.iter().filter(|check_in| check_in.fields.is_empty()).count());
    Ok(found)
}

fn report(cells: &Cells, found: &mut Found) -> Result<(NaiveDateTime, FoundCheckIn), Mistake> {
    let at = local(stamp(cells, "effective_time_frame")?);
    let day = cells.day("effective_time_frame", at.date())?;
    let mut check_in = FoundCheckIn::new(cells.line, day, Origin::OwnFile, "");
    for (column, field) in ANSWERS {
        let answer = answer(cells.number(column)?, 1.0, 5.0);
        check_in.fields.extend(answer.map(|answer| (field, answer)));
    }
    let minutes = cells.number("sleep_duration_h")?.map(|hours| hours * 60.0);
    measure(found, &mut check_in, Field::SleepMinutes, minutes);
    Ok((at, check_in))
}

/// Reads the sessions; their stamp is the end.
pub fn srpe(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    each_row(document, progress, &mut found, |cells, found| {
        let minutes = cells.number("duration_min")?.unwrap_or(0.0);
        if minutes < 1.0 {
            found.skip("session without minutes", 1);
        } else {
            let session = session(cells, minutes, found)?;
            found.sessions.push(session);
        }
        Ok(())
    })?;
    Ok(found)
}

fn session(cells: &Cells, minutes: f64, found: &mut Found) -> Result<FoundSession, Mistake> {
    let end = stamp(cells, "end_date_time")?;
    let minutes = found.minutes(cells.line, Some(minutes * 60.0));
    let words = cells.line("activity_names")?;
    let before = minutes.map(|minutes| TimeDelta::minutes(i64::from(minutes.get())));
    let start = before.and_then(|before| end.checked_sub_signed(before));
    let mut session = cells.session("end_date_time", local(start.unwrap_or(end)), kinds::guess(&words))?;
    session.minutes = minutes;
    // Without minutes nothing says when it began.
    session.start = session.start.filter(|_| start.is_some());
    session.title = title(&words);
    session.source = SOURCE.to_owned();
    session.rpe = found.rpe(cells.line, cells.number("perceived_exertion")?);
    let kind_said = session.kind != Kind::Endurance;
    Ok(FoundSession { line: cells.line, session, kind_said })
}

/// The words of a Python list in text, without those that say nothing: `['team', 'soccer']`.
fn title(words: &str) -> String {
    let words = words.split(',').map(|word| word.trim_matches(|mark: char| " []{}'\"".contains(mark)));
    let words: Vec<&str> = words.filter(|word| !["", "individual", "team"].contains(word)).collect();
    words.join(", ")
}

/// What clocks in Norway showed.
fn local(utc: DateTime<Utc>) -> NaiveDateTime {
    static OSLO: LazyLock<Option<Zone>> = LazyLock::new(|| "Europe/Oslo".parse().ok());
    OSLO.map_or(utc.naive_utc(), |oslo| oslo.local(utc.naive_utc()))
}

/// A stamp, which is UTC.
fn stamp(cells: &Cells, column: &'static str) -> Result<DateTime<Utc>, Mistake> {
    let utc = DateTime::parse_from_rfc3339(cells.raw(column));
    let utc = utc.map_err(|_| cells.wrong(column, "a time as 2019-11-01T08:31:40Z"))?;
    Ok(utc.to_utc())
}
