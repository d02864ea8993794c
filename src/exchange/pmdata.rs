//! PMData, the lifelogging data set (CC BY 4.0: Thambawita and others, 2020, doi 10.1145/3339825.3394926).
//!
//! Stamps are UTC and the people lived in Norway, so days are those of Europe/Oslo. The answers
//! run 1–5 with 5 best already; `readiness` is another scale and not imported.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Timelike};
use chrono_tz::Europe::Oslo;
use chrono_tz::Tz;

use super::cell::{Cell, Wrong};
use super::found::{Found, FoundCheckIn, FoundSession};
use super::number::Decimal;
use super::tables::NIGHT_MINUTES;
use super::{Document, ImportError, Progress, kinds};
use crate::domain::text::one_line;
use crate::domain::{Day, Field, Kind, Minutes, Origin, Rpe, Session, SessionId, Status, Value};

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
    let mut reports: BTreeMap<Day, Report> = BTreeMap::new();
    let decimals = document.sheet.decimals()?;
    let blank = document.sheet.each(progress, |row| {
        let cell = |name: &str| cell_of(document, &decimals, name, |at| row.cell(at));
        match report(row.line, cell, &mut found) {
            Ok(report) => match reports.get_mut(&report.1.day) {
                Some(known) => {
                    found.skip("earlier report of the same day", 1);
                    if known.0 <= report.0 {
                        *known = report;
                    }
                }
                None => {
                    reports.insert(report.1.day, report);
                }
            },
            Err((column, wrong)) => found.errors.add(row.line, &format!("column \"{column}\": {wrong}")),
        }
    })?;
    found.skip("blank line", blank);
    found.check_ins = reports.into_values().map(|(_, check_in)| check_in).collect();
    found.skip("report without an answer", found.check_ins.iter().filter(|check_in| check_in.fields.is_empty()).count());
    Ok(found)
}

/// Reads the sessions; their stamp is the end.
pub fn srpe(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let decimals = document.sheet.decimals()?;
    let blank = document.sheet.each(progress, |row| {
        let cell = |name: &str| cell_of(document, &decimals, name, |at| row.cell(at));
        match session(row.line, cell) {
            Ok(Some(session)) => found.sessions.push(session),
            Ok(None) => found.skip("session without minutes", 1),
            Err((column, wrong)) => found.errors.add(row.line, &format!("column \"{column}\": {wrong}")),
        }
    })?;
    found.skip("blank line", blank);
    Ok(found)
}

fn cell_of<'a>(document: &Document, decimals: &[Decimal], name: &str, cell: impl FnOnce(usize) -> &'a str) -> Cell<'a> {
    let Some(at) = document.sheet.column(name) else { return Cell::Text("", Decimal::Point) };
    Cell::Text(cell(at), decimals.get(at).copied().unwrap_or_default())
}

/// A value that cannot be read, and its column.
type Mistake = (&'static str, Wrong);
type Report = (DateTime<Tz>, FoundCheckIn);

fn report<'a>(line: usize, cell: impl Fn(&str) -> Cell<'a>, found: &mut Found) -> Result<Report, Mistake> {
    let column = "effective_time_frame";
    let (at, day) = stamp(cell(column)).map_err(|wrong| (column, wrong))?;
    let mut check_in = FoundCheckIn::new(line, day, Origin::OwnFile);
    for (column, field) in ANSWERS {
        let answer = cell(column).number().map_err(|wrong| (column, wrong))?;
        let answer = answer.map(|answer| answer.round()).filter(|answer| (1.0..=5.0).contains(answer));
        check_in.fields.extend(answer.map(|answer| (field, Value::Whole(answer as i64))));
    }
    let column = "sleep_duration_h";
    if let Some(hours) = cell(column).number().map_err(|wrong| (column, wrong))? {
        let minutes = Value::Whole((hours * 60.0).round() as i64);
        if matches!(minutes, Value::Whole(minutes) if NIGHT_MINUTES.contains(&minutes)) {
            found.ask_about(line, Field::SleepMinutes, &minutes);
            check_in.fields.push((Field::SleepMinutes, minutes));
        } else if hours != 0.0 {
            found.warnings.add(line, &format!("a night of {hours} h is left out"));
        }
    }
    Ok((at, check_in))
}

fn session<'a>(line: usize, cell: impl Fn(&str) -> Cell<'a>) -> Result<Option<FoundSession>, Mistake> {
    let column = "end_date_time";
    let (end, _) = stamp(cell(column)).map_err(|wrong| (column, wrong))?;
    let column = "duration_min";
    let minutes = cell(column).number().map_err(|wrong| (column, wrong))?.unwrap_or(0.0);
    let Ok(whole) = Minutes::try_from(minutes.round()) else {
        let nothing = minutes < 1.0;
        return if nothing { Ok(None) } else { Err((column, cell(column).wrong("at most 1440 minutes"))) };
    };
    let start = end - TimeDelta::minutes(i64::from(whole.get()));
    let day = Day::from_date(start.date_naive()).ok_or_else(|| ("end_date_time", cell("end_date_time").wrong("a day")))?;
    let words = cell("activity_names").line().map_err(|wrong| ("activity_names", wrong))?;
    let mut session = Session::new(SessionId(String::new()), day, kinds::guess(&words), Status::Done);
    session.start = Some((start.hour() * 60 + start.minute()) as u16);
    session.minutes = Some(whole);
    session.title = title(&words);
    session.source = SOURCE.to_owned();
    let column = "perceived_exertion";
    session.rpe = cell(column).scaled::<Rpe>("an RPE of 0–10").map_err(|wrong| (column, wrong))?;
    let kind_said = session.kind != Kind::Endurance;
    Ok(Some(FoundSession { line, session, kind_said }))
}

/// The words of a Python list in text, without those that say nothing: `['team', 'soccer']`.
fn title(words: &str) -> String {
    let words = words.split(',').map(|word| word.trim_matches(|mark: char| " []{}'\"".contains(mark)));
    let words: Vec<&str> = words.filter(|word| !["", "individual", "team"].contains(word)).collect();
    one_line(&words.join(", ")).into_owned()
}

/// A UTC stamp as local time and local day.
fn stamp(cell: Cell) -> Result<(DateTime<Tz>, Day), Wrong> {
    let wrong = || cell.wrong("a time as 2019-11-01T08:31:40Z");
    let Cell::Text(text, _) = cell else { return Err(wrong()) };
    let local = DateTime::parse_from_rfc3339(text).map_err(|_| wrong())?.with_timezone(&Oslo);
    let day = Day::from_date(local.date_naive()).ok_or_else(wrong)?;
    Ok((local, day))
}
