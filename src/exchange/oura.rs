//! Oura's table of sleeps (the shape of its API and of the account's download) and its trends.
//!
//! The `long_sleep`s of a day are the night. Scores are not imported.

use chrono::{DateTime, NaiveDate};

use super::foreign::{Cells, Mistake, each_row};
use super::found::Found;
use super::nights::{self, Sleep};
use super::{Document, ImportError, Progress};
use crate::domain::Field;

/// How days are written: a form for the whole column.
type Form = &'static str;

const ISO: Form = "%Y-%m-%d";
/// In the order of preference where nothing decides.
const FORMS: [Form; 3] = [ISO, "%m/%d/%Y", "%d/%m/%Y"];

/// Is this Oura's table of sleeps?
pub fn is(document: &Document) -> bool {
    ["day", "bedtime_start", "total_sleep_duration"].iter().all(|name| document.sheet.has(name))
}

/// Is this Oura's table of trends?
pub fn are_trends(document: &Document) -> bool {
    ["date", "lowest resting heart rate", "average hrv"].iter().all(|name| document.sheet.has(name))
}

/// Reads the nights.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let form = form(document, "day", "bedtime_end")?;
    found
        .not_taken(document, &[("readiness_score_delta", "a score of another program"), ("score", "a score of another program")]);
    let mut sleeps = Vec::new();
    each_row(document, progress, &mut found, |cells, found| {
        if cells.raw("type") == "long_sleep" {
            nights::room(&sleeps).map_err(|most| cells.wrong("day", &most))?;
            sleeps.push(sleep(cells, form)?);
        } else {
            found.skip("sleep that is not the night's", 1);
        }
        Ok(())
    })?;
    nights::add(&mut found, "oura", sleeps);
    Ok(found)
}

/// Reads the trends: a row a day.
pub fn trends(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let form = form(document, "date", "")?;
    let scores = [("sleep score", "a score of another program"), ("readiness score", "a score of another program")];
    found.not_taken(document, &scores);
    let slept = if document.sheet.has("total sleep time") { "total sleep time" } else { "total sleep duration" };
    let mut sleeps = Vec::new();
    each_row(document, progress, &mut found, |cells, _| {
        let heart = heart(cells, "lowest resting heart rate", "average hrv")?;
        let minutes = minutes(cells, slept)?;
        nights::room(&sleeps).map_err(|most| cells.wrong("date", &most))?;
        sleeps.push(Sleep {
            line: cells.line,
            day: cells.day("date", day(cells, "date", form)?)?,
            span: None,
            minutes,
            nap: None,
            heart,
        });
        Ok(())
    })?;
    nights::add(&mut found, "oura", sleeps);
    Ok(found)
}

fn sleep(cells: &Cells, form: Form) -> Result<Sleep, Mistake> {
    let time = |name: &str| DateTime::parse_from_rfc3339(cells.raw(name)).ok().map(|time| time.naive_local());
    Ok(Sleep {
        line: cells.line,
        day: cells.day("day", day(cells, "day", form)?)?,
        span: time("bedtime_start").zip(time("bedtime_end")),
        minutes: minutes(cells, "total_sleep_duration")?,
        nap: None,
        heart: heart(cells, "lowest_heart_rate", "average_hrv")?,
    })
}

fn minutes(cells: &Cells, column: &'static str) -> Result<Option<f64>, Mistake> {
    Ok(cells.number(column)?.filter(|seconds| *seconds > 0.0).map(|seconds| seconds / 60.0))
}

fn heart(cells: &Cells, pulse: &'static str, hrv: &'static str) -> Result<Vec<(Field, Option<f64>)>, Mistake> {
    Ok(vec![(Field::HrvRmssd, cells.number(hrv)?), (Field::RestingHr, cells.number(pulse)?)])
}

fn day(cells: &Cells, column: &'static str, form: Form) -> Result<NaiveDate, Mistake> {
    let date = NaiveDate::parse_from_str(cells.raw(column), form).ok();
    date.ok_or_else(|| cells.wrong(column, "the day of waking as 2025-03-01"))
}

/// The form in which most days are those on which the sleep ended. Single ones may differ: a sleep that ends in the
/// evening belongs to the next day.
fn form(document: &Document, column: &str, end: &str) -> Result<Form, ImportError> {
    let sheet = &document.sheet;
    let mut fits = [(0_usize, 0_usize); FORMS.len()];
    sheet.each(&mut |_, _| true, |row| {
        let text = |name: &str| sheet.column(name).map_or("", |at| row.cell(at));
        let ended = DateTime::parse_from_rfc3339(text(end)).ok().map(|time| time.date_naive());
        for (form, (same, possible)) in FORMS.iter().zip(&mut fits) {
            let date = NaiveDate::parse_from_str(text(column), form).ok();
            *possible += usize::from(date.is_some());
            *same += usize::from(date.is_some() && date == ended);
        }
    })?;
    // Of equals the first.
    let best = FORMS.iter().zip(fits).rev().max_by_key(|(_, fit)| *fit);
    Ok(best.map_or(ISO, |(form, _)| *form))
}
