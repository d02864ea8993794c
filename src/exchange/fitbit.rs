//! Fitbit and Google Takeout: sleep, resting pulse, exercises as JSON; the newer tables as CSV.
//!
//! Two clocks in one export: sleep is written in local time, exercises in UTC. `dateOfSleep` is the day of
//! waking. Only the main sleep counts; a sleep that stands there twice counts once.

use chrono::{NaiveDate, NaiveDateTime};

use super::door::Keys;
use super::foreign::{Cells, Mistake, each_row};
use super::found::{Found, FoundCheckIn};
use super::json::{self, Record};
use super::nights::{self, Sleep};
use super::notes::At;
use super::timed::{self, Recorded};
use super::{Context, Document, ImportError, Progress, Stream, kinds};
use crate::domain::{Day, Field, Origin};

/// The source of its sessions and the device of its heart values.
const SOURCE: &str = "Fitbit";

/// Are these sleeps?
pub fn are_sleeps(keys: &Keys) -> bool {
    keys.have(&["[].dateOfSleep", "[].minutesAsleep"])
}

/// Are these resting pulses?
pub fn are_pulses(keys: &Keys) -> bool {
    keys.have(&["[].value.date", "[].value.value"])
}

/// Are these exercises?
pub fn are_exercises(keys: &Keys) -> bool {
    keys.have(&["[].activityName", "[].startTime"]) && (keys.has("[].logId") || keys.has("[].activeDuration"))
}

/// Reads sleeps.
pub fn sleeps(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    let mut sleeps = Vec::new();
    json::each(stream, "[]", &mut found, |found, place, record| {
        let date = record.needed("dateOfSleep", "a day as 2025-03-29", timed::date)?;
        let time = |key| record.read(key, "a time as 2025-03-29 01:48:00", timed::without_offset);
        let span = time("startTime")?.zip(time("endTime")?);
        let (minutes, nap) = (record.number("minutesAsleep")?, Some(!record.flag("mainSleep")));
        if let Some(day) = timed::day(found, context, At::line(place), date) {
            nights::room(&sleeps)?;
            sleeps.push(Sleep { line: place, day, span, minutes, nap, heart: Vec::new() });
        }
        Ok(())
    })?;
    nights::add(&mut found, SOURCE, sleeps);
    Ok(found)
}

/// Reads resting pulses; a day without one has a 0 or no date.
pub fn pulses(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    json::each(stream, "[]", &mut found, |found, place, record| {
        let pulse = record.number("value.value")?.filter(|pulse| *pulse > 0.0);
        let form = "a day as 03/29/25";
        let date = record.read("value.date", form, |text| NaiveDate::parse_from_str(text, "%m/%d/%y").ok())?;
        let (Some(pulse), Some(date)) = (pulse, date) else {
            found.skip("day without a resting pulse", 1);
            return Ok(());
        };
        if let Some(day) = timed::day(found, context, At::line(place), date) {
            value(found, place, day, Field::RestingHr, (pulse * 10.0).round() / 10.0);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads exercises.
pub fn exercises(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    json::each(stream, "[]", &mut found, |found, place, record| exercise(found, context, place, record))?;
    Ok(found)
}

fn exercise(found: &mut Found, context: &Context, place: usize, record: &Record) -> Result<(), json::Mistake> {
    let form = "a time as 11/01/19 14:56:32";
    let start = record.needed("startTime", form, |text| {
        let stamp = timed::with_offset(text).map(|stamp| stamp.naive_utc());
        timed::local(context, stamp.or_else(|| timed::without_offset(text))?.and_utc().timestamp_millis())
    })?;
    let active = record.number("activeDuration")?;
    let duration = if active.is_some() { active } else { record.number("duration")? };
    let name = record.text("activityName")?;
    let recorded = Recorded {
        at: At::line(place),
        start,
        seconds: duration.map(|ms| ms / 1000.0),
        guess: kinds::of(&name, ""),
        title: &name,
        source: SOURCE,
        id: record.text("logId")?,
    };
    let session = timed::session(found, context, recorded);
    found.sessions.extend(session);
    Ok(())
}

fn value(found: &mut Found, line: usize, day: Day, field: Field, number: f64) {
    let mut check_in = FoundCheckIn::new(line, day, Origin::Wearable, SOURCE);
    timed::measure(found, &mut check_in, "", field, number);
    if !check_in.fields.is_empty() {
        found.check_ins.push(check_in);
    }
}

/// Is this the table of nightly HRV: the older summary or the newer one?
pub fn is_variability(document: &Document) -> bool {
    let has = |names: &[&str]| names.iter().all(|name| document.sheet.has(name));
    has(&["timestamp", "rmssd", "nremhr"]) || (document.sheet.has("timestamp") && newer_variability(document).is_some())
}

/// The newer table's column, which says that it is in milliseconds.
fn newer_variability(document: &Document) -> Option<&'static str> {
    ["average heart rate variability milliseconds", "heart rate variability milliseconds"]
        .into_iter()
        .find(|name| document.sheet.has(name))
}

/// Is this the newer table of resting pulses?
pub fn is_daily_pulse(document: &Document) -> bool {
    document.sheet.header.iter().map(String::as_str).eq(["timestamp", "beats per minute", "data source"])
}

/// Are these the newer sleeps?
pub fn are_user_sleeps(document: &Document) -> bool {
    ["sleep_id", "minutes_asleep", "sleep_end", "end_utc_offset"].iter().all(|name| document.sheet.has(name))
}

/// Are these the newer exercises?
pub fn are_user_exercises(document: &Document) -> bool {
    ["exercise_start", "exercise_end", "activity_name"].iter().all(|name| document.sheet.has(name))
}

/// Reads the nightly HRV.
pub fn variability(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    daily(document, progress, Field::HrvRmssd, newer_variability(document).unwrap_or("rmssd"))
}

/// Reads the newer resting pulses.
pub fn daily_pulse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    daily(document, progress, Field::RestingHr, "beats per minute")
}

/// Has a stamp another time than midnight? Then these are the readings of a day, in a table with the same header.
fn are_single(document: &Document) -> Result<bool, ImportError> {
    let at = document.sheet.column("timestamp").unwrap_or(0);
    let mut single = false;
    document.sheet.each(&mut |_, _| true, |row| {
        let time = row.cell(at).get(11..19).unwrap_or("00:00:00");
        single |= !time.starts_with("00:00:00");
    })?;
    Ok(single)
}

/// One value a day; the date of the stamp is the local one, whatever stands behind it.
fn daily(document: &Document, progress: Progress, field: Field, column: &'static str) -> Result<Found, ImportError> {
    let mut found = document.found();
    if are_single(document)? {
        let what = format!("Fitbit's single readings ({})", document.sheet.shown(column));
        return Err(ImportError::NotForUs { file: found.file, what });
    }
    each_row(document, progress, &mut found, |cells, found| {
        let Some(number) = cells.number(column)?.filter(|number| *number > 0.0) else {
            found.skip("day without a value", 1);
            return Ok(());
        };
        let date = timed::date(cells.raw("timestamp")).ok_or_else(|| cells.wrong("timestamp", "a day as 2025-03-29"))?;
        if let Some(day) = timed::day(found, document.context, At::line(cells.line), date) {
            value(found, cells.line, day, field, number);
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads the newer sleeps: UTC with an offset, the day is that of the local end.
pub fn user_sleeps(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let (mut sleeps, mut typed) = (Vec::new(), 0_usize);
    each_row(document, progress, &mut found, |cells, found| {
        let Some(minutes) = cells.number("minutes_asleep")? else { return Ok(()) };
        let end = local(cells, document.context, "sleep_end", "end_utc_offset")?;
        let start = local(cells, document.context, "sleep_start", "start_utc_offset")?;
        if cells.raw("data_source").eq_ignore_ascii_case("manual") {
            typed += 1;
        }
        if let Some(day) = timed::day(found, document.context, At::line(cells.line), end.date()) {
            // Nothing says what is a nap: what is short and begins by day is one.
            let (line, span, minutes) = (cells.line, Some((start, end)), Some(minutes));
            nights::room(&sleeps).map_err(|most| cells.wrong("sleep_end", &most))?;
            sleeps.push(Sleep { line, day, span, minutes, nap: None, heart: Vec::new() });
        }
        Ok(())
    })?;
    if typed > 0 {
        found.warnings.add(None, &format!("typed by hand, not measured, and taken: {typed} of the sleeps"));
    }
    nights::add(&mut found, SOURCE, sleeps);
    Ok(found)
}

/// Reads the newer exercises.
pub fn user_exercises(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    each_row(document, progress, &mut found, |cells, found| {
        let start = local(cells, document.context, "exercise_start", "utc_offset")?;
        let end = local(cells, document.context, "exercise_end", "utc_offset")?;
        let name = cells.line("activity_name")?;
        let id = cells.raw("exercise_id");
        let recorded = Recorded {
            at: At::line(cells.line),
            start,
            seconds: Some((end - start).num_seconds() as f64),
            guess: kinds::of(&name, ""),
            title: &name,
            source: SOURCE,
            id: if id.is_empty() { cells.raw("exercise_start").to_owned() } else { id.to_owned() },
        };
        let session = timed::session(found, document.context, recorded);
        found.sessions.extend(session);
        Ok(())
    })?;
    Ok(found)
}

/// A UTC stamp at the offset of another column.
fn local(cells: &Cells, context: &Context, name: &'static str, offset: &'static str) -> Result<NaiveDateTime, Mistake> {
    let text = cells.raw(name);
    let utc = timed::with_offset(text).map(|stamp| stamp.naive_utc()).or_else(|| timed::without_offset(text));
    let utc = utc.ok_or_else(|| cells.wrong(name, "a time as 2025-03-04 22:10:00+0000"))?;
    let offset = timed::offset(cells.raw(offset));
    timed::local_at(context, utc.and_utc().timestamp_millis(), offset).ok_or_else(|| cells.wrong(name, "a possible time"))
}
