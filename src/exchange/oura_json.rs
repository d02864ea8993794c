//! Oura's JSON: sleeps as its API gives them, alone or under `data` or `sleep`; also the old form.
//!
//! Of a day's records `long_sleep` counts, several add up. In the old form `summary_date` is the day before waking.

use super::door::Keys;
use super::found::Found;
use super::json::{self, Mistake, Record};
use super::nights::{self, Sleep};
use super::notes::At;
use super::timed;
use super::{Context, ImportError, Stream};
use crate::domain::Field;

/// The lists that hold the records.
const LISTS: [&str; 3] = ["data[]", "sleep[]", "[]"];

/// Are these Oura's sleeps?
pub fn is(keys: &Keys) -> bool {
    LISTS.iter().any(|list| {
        let have = |names: [&str; 2]| names.iter().all(|name| keys.has(&format!("{list}.{name}")));
        have(["bedtime_start", "total_sleep_duration"]) || (have(["summary_date", "bedtime_start"]) && have(["rmssd", "total"]))
    })
}

/// Reads the nights.
pub fn parse(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    let mut sleeps = Vec::new();
    json::walk(stream, &LISTS, &mut |_, places, record| {
        let place = places.last().copied().unwrap_or(1);
        if let Err(mistake) = sleep(&mut found, context, &mut sleeps, place, record) {
            found.errors.add(place, &mistake);
        }
        Ok(())
    })?;
    nights::add(&mut found, "oura", sleeps);
    Ok(found)
}

fn sleep(found: &mut Found, context: &Context, sleeps: &mut Vec<Sleep>, place: usize, record: &Record) -> Result<(), Mistake> {
    let old = record.has("summary_date") && !record.has("day");
    let main = if old { record.number("is_longest")? != Some(0.0) } else { record.text("type")? == "long_sleep" };
    if !main {
        found.skip("sleep that is not the night's", 1);
        return Ok(());
    }
    let (day, total, hrv, pulse) = if old {
        ("summary_date", "total", "rmssd", "hr_lowest")
    } else {
        ("day", "total_sleep_duration", "average_hrv", "lowest_heart_rate")
    };
    let date = record.needed(day, "a day as 2025-03-29", timed::date)?;
    let date = if old { date.succ_opt().unwrap_or(date) } else { date };
    let value = |key| record.number(key).map(|value| value.filter(|value| *value > 0.0));
    let (seconds, hrv, pulse) = (value(total)?.unwrap_or(0.0), value(hrv)?, value(pulse)?);
    let Some(day) = timed::day(found, context, At::line(place), date) else { return Ok(()) };
    let time = |key| record.read(key, "a time as 2025-03-28T23:10:00+01:00", timed::with_offset);
    let span = time("bedtime_start")?.zip(time("bedtime_end")?).map(|(from, to)| (from.naive_local(), to.naive_local()));
    nights::room(sleeps)?;
    let heart = vec![(Field::HrvRmssd, hrv), (Field::RestingHr, pulse)];
    sleeps.push(Sleep { line: place, day, span, minutes: Some(seconds / 60.0), nap: None, heart });
    Ok(())
}
