//! Gadgetbridge's database: nights, resting pulse, HRV and workouts of every watch that it knows.
//!
//! Two clocks: activity samples count seconds, everything else milliseconds since 1970 UTC; there is no zone in it. Names
//! and addresses are not read. Each watch is a part of its own.

mod nights;
mod reading;
mod values;

use std::collections::BTreeMap;

use super::database::{Database, Mistake, Row, room};
use super::devices::{Devices, MAX_DEVICES, Readings};
use super::found::{Found, MOST_SESSIONS};
use super::kind_numbers::{self, Told};
use super::timed::{self, Recorded};
use super::{Context, ImportError};
use crate::domain::{Origin, Source};
use reading::Reading;

/// Is this Gadgetbridge's?
pub fn is(database: &Database) -> bool {
    database.has("DEVICE", &["IDENTIFIER", "MANUFACTURER"])
        && database.has("USER", &[])
        && database.has("DEVICE", &["_id", "NAME"])
}

/// Reads it.
pub fn parse(database: &Database, mut found: Found, context: &Context) -> Result<Found, ImportError> {
    let names = names(database, &mut found)?;
    let mut devices = Devices::new(&found);
    for name in names.values() {
        devices.named(name)?;
    }
    let mut reading = Reading { database, context, names: &names, found: &mut found, devices: &mut devices };
    nights::read(&mut reading)?;
    values::read(&mut reading)?;
    workouts(&mut reading)?;
    let minutes = ["MI_BAND_ACTIVITY_SAMPLE", "HUAMI_EXTENDED_ACTIVITY_SAMPLE"];
    for table in minutes {
        let mut count = 0;
        database.each(table, &["TIMESTAMP"], &mut found, |_, _| {
            count += 1;
            Ok(())
        })?;
        found.skip("minutes only, whose sleep is a guess", count);
    }
    Ok(devices.into_found(found, Origin::Wearable, Readings::OwnNight))
}

fn names(database: &Database, found: &mut Found) -> Result<BTreeMap<i64, String>, ImportError> {
    let mut names = BTreeMap::new();
    database.each("DEVICE", &["_id", "NAME"], found, |_, row| {
        let (number, name) = (row.needed("_id", "the number of a device")?, row.text("NAME")?);
        room(names.len(), MAX_DEVICES, "devices")?;
        names.insert(number, Source::of_program("Gadgetbridge", super::text::head(name.trim(), 80)));
        Ok(())
    })?;
    Ok(names)
}

fn workouts(reading: &mut Reading) -> Result<(), ImportError> {
    let (names, context) = (reading.names, reading.context);
    let columns = ["START_TIME", "END_TIME", "ACTIVITY_KIND", "NAME", "DEVICE_ID", "SUMMARY_DATA"];
    let mut sessions = Vec::new();
    reading.database.each("BASE_ACTIVITY_SUMMARY", &columns, reading.found, |found, row| {
        let device = Reading::device(names, row)?;
        if let Some(session) = workout(found, context, row, &device)? {
            room(sessions.len(), MOST_SESSIONS, "workouts")?;
            sessions.push((device, session));
        }
        Ok(())
    })?;
    for (device, session) in sessions {
        reading.devices.named(&device)?.found.sessions.push(session);
    }
    Ok(())
}

fn workout(found: &mut Found, context: &Context, row: &Row, device: &str) -> Result<Option<super::FoundSession>, Mistake> {
    let told = kind_numbers::gadgetbridge(row.whole("ACTIVITY_KIND")?.unwrap_or(0));
    if told == Told::NoSession {
        found.skip("no session of its own", 1);
        return Ok(None);
    }
    let (start, end) = (row.needed("START_TIME", "milliseconds since 1970")?, row.needed("END_TIME", "milliseconds since 1970")?);
    let local = timed::local(context, start).ok_or("column \"START_TIME\": expected a possible time")?;
    let summary = Summary::of(found, row)?;
    let title = row.text("NAME")?;
    let recorded = Recorded {
        at: row.at,
        start: local,
        seconds: Some(summary.number("activeSeconds").unwrap_or(end.saturating_sub(start) as f64 / 1000.0)),
        guess: told.guess(&title),
        title: &title,
        source: device,
        id: start.to_string(),
    };
    let mut session = timed::session(found, context, recorded);
    if let Some(session) = &mut session {
        session.session.load = found.load(row.at, summary.number("training_stress_score"));
        let effort = summary.number("ratingOfPerceivedExertion").filter(|effort| (10.0..=100.0).contains(effort));
        session.session.rpe = found.rpe(row.at, effort.map(|effort| effort / 10.0));
    }
    Ok(session)
}

/// What a watch told of a workout: `{"key": {"value": …, "unit": …}}`.
struct Summary(serde_json::Value);

impl Summary {
    fn of(found: &mut Found, row: &Row) -> Result<Summary, Mistake> {
        let text = row.text("SUMMARY_DATA")?;
        if text.trim().is_empty() {
            return Ok(Summary(serde_json::Value::Null));
        }
        Ok(Summary(serde_json::from_str(&text).unwrap_or_else(|_| {
            found.warnings.add_in(row.at.table, row.at.line, "SUMMARY_DATA is no whole JSON; read without it");
            serde_json::Value::Null
        })))
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.0.get(key)?.get("value")?.as_f64().filter(|number| *number > 0.0)
    }
}
