//! GarminDB's databases and those of its cousins (garmin-health-data, garmy): days and activities.
//!
//! `day` is the day of waking, whatever the UTC stamps beside it say; the start of an activity is local. Of the
//! attributes, which also hold a name and an address, none is read.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::database::{Database, Mistake, Row};
use super::foreign::rpe;
use super::found::{Found, FoundCheckIn};
use super::kinds::{self, Guess};
use super::notes::At;
use super::timed::{self, Recorded};
use super::{Context, ImportError};
use crate::domain::{Day, Field, Kind, Origin};

/// The source of its sessions and the device of its nights and heart values.
const SOURCE: &str = "Garmin";

/// A race flag decides.
const RACE: Guess = Guess { kind: Kind::Event, said: true };

/// How hard it was, in Garmin's words.
const EFFORTS: [(&str, f64); 8] = [
    ("very light", 1.0),
    ("light", 2.0),
    ("moderate", 3.0),
    ("somewhat hard", 4.0),
    ("hard", 5.5),
    ("very hard", 7.5),
    ("extremely hard", 9.0),
    ("maximum", 10.0),
];

/// Are these GarminDB's days?
pub fn is_days(database: &Database) -> bool {
    database.has("sleep", &["day", "total_sleep"]) && database.has("resting_hr", &["day"])
}

/// Are these GarminDB's activities?
pub fn is_activities(database: &Database) -> bool {
    database.has("activities", &["activity_id", "elapsed_time", "self_eval_effort"])
}

/// Is this garmin-health-data?
pub fn is_health_data(database: &Database) -> bool {
    let sleep = database.has("sleep", &["sleep_time_seconds", "calendar_date"]);
    sleep || database.has("activity", &["activity_type_key", "start_ts", "timezone_offset_hours"])
}

/// Is this garmy's?
pub fn is_garmy(database: &Database) -> bool {
    database.has("daily_health_metrics", &["metric_date", "sleep_duration_hours"])
}

/// The values of days, each field once a day.
#[derive(Default)]
struct Days(BTreeMap<Day, Vec<(Field, f64, At)>>);

impl Days {
    fn add(&mut self, day: Option<Day>, field: Field, value: Option<f64>, at: At) {
        let (Some(day), Some(value)) = (day, value.filter(|value| *value > 0.0)) else { return };
        let values = self.0.entry(day).or_default();
        if !values.iter().any(|(known, ..)| *known == field) {
            values.push((field, value, at));
        }
    }

    fn into_found(self, mut found: Found) -> Found {
        for (day, values) in self.0 {
            let mut check_in = FoundCheckIn::new(0, day, Origin::Wearable, SOURCE);
            for (field, value, at) in values {
                check_in.line = at.line;
                timed::measure(&mut found, &mut check_in, at.table, field, value);
            }
            found.check_ins.push(check_in);
        }
        found
    }
}

/// The day of a row, which must be there.
fn day(found: &mut Found, context: &Context, row: &Row, column: &str) -> Result<Option<Day>, Mistake> {
    let date = row.read(column, "a day as 2025-03-29", timed::date)?;
    let date = date.ok_or_else(|| format!("column \"{column}\": expected a day as 2025-03-29, found nothing"))?;
    Ok(timed::day(found, context, row.at, date))
}

/// Reads GarminDB's days.
pub fn days(database: &Database, mut found: Found, context: &Context) -> Result<Found, ImportError> {
    let mut days = Days::default();
    database.each("sleep", &["day", "total_sleep"], &mut found, |found, row| {
        let seconds = row.read("total_sleep", "a duration as 07:05:30", timed::clock_duration)?;
        if seconds.is_some_and(|seconds| seconds > 0.0) {
            days.add(day(found, context, row, "day")?, Field::SleepMinutes, seconds.map(|seconds| seconds / 60.0), row.at);
        }
        Ok(())
    })?;
    for (table, column, field) in [
        ("resting_hr", "resting_heart_rate", Field::RestingHr),
        ("daily_summary", "rhr", Field::RestingHr),
        ("hrv", "last_night_avg", Field::HrvRmssd),
    ] {
        database.each(table, &["day", column], &mut found, |found, row| {
            if let Some(value) = row.number(column)? {
                days.add(day(found, context, row, "day")?, field, Some(value), row.at);
            }
            Ok(())
        })?;
    }
    Ok(days.into_found(found))
}

/// Reads GarminDB's activities.
pub fn activities(database: &Database, mut found: Found, context: &Context) -> Result<Found, ImportError> {
    let columns =
        ["activity_id", "name", "type", "sport", "sub_sport", "self_eval_effort", "start_time", "elapsed_time", "moving_time"];
    database.each("activities", &columns, &mut found, |found, row| {
        let Some(start) = row.read("start_time", "a time as 2025-03-29 09:00:00", timed::without_offset)? else {
            found.skip("activity without a start", 1);
            return Ok(());
        };
        let seconds = |column| row.read(column, "a duration as 01:02:00", timed::clock_duration);
        let moving = seconds("moving_time")?.filter(|seconds| *seconds > 0.0);
        let elapsed = seconds("elapsed_time")?.filter(|seconds| *seconds > 0.0);
        let (sport, sub) = (row.text("sport")?, row.text("sub_sport")?);
        let words = format!("{} {}", sport.replace('_', " "), sub.replace("generic", "").replace('_', " "));
        let effort = row.text("self_eval_effort")?.to_lowercase();
        let activity = Activity {
            start,
            seconds: moving.or(elapsed),
            words: words.trim(),
            race: row.text("type")? == "race",
            id: row.text("activity_id")?,
            title: row.text("name")?,
            effort: EFFORTS.iter().find(|(word, _)| *word == effort).map(|(_, effort)| *effort),
        };
        activity.put(found, context, row.at);
        Ok(())
    })?;
    Ok(found)
}

struct Activity<'a> {
    start: NaiveDateTime,
    seconds: Option<f64>,
    words: &'a str,
    race: bool,
    id: String,
    title: String,
    effort: Option<f64>,
}

impl Activity<'_> {
    fn put(self, found: &mut Found, context: &Context, at: At) {
        if self.words.starts_with("transition") {
            found.skip("no session of its own", 1);
            return;
        }
        let recorded = Recorded {
            at,
            start: self.start,
            seconds: self.seconds,
            guess: if self.race { Some(RACE) } else { kinds::of(self.words, &self.title) },
            title: if self.title.is_empty() { self.words } else { &self.title },
            source: SOURCE,
            id: self.id,
        };
        if let Some(mut session) = timed::session(found, context, recorded) {
            session.session.rpe = rpe(self.effort);
            found.sessions.push(session);
        }
    }
}

/// Reads garmin-health-data.
pub fn health_data(database: &Database, mut found: Found, context: &Context) -> Result<Found, ImportError> {
    let mut days = Days::default();
    let columns = ["calendar_date", "sleep_time_seconds", "avg_overnight_hrv", "resting_heart_rate"];
    database.each("sleep", &columns, &mut found, |found, row| {
        let day = day(found, context, row, "calendar_date")?;
        let seconds = row.number("sleep_time_seconds")?;
        days.add(day, Field::SleepMinutes, seconds.map(|seconds| seconds / 60.0), row.at);
        days.add(day, Field::HrvRmssd, row.number("avg_overnight_hrv")?, row.at);
        days.add(day, Field::RestingHr, row.number("resting_heart_rate")?, row.at);
        Ok(())
    })?;
    let columns = ["activity_id", "activity_name", "activity_type_key", "start_ts", "timezone_offset_hours", "duration"];
    database.each("activity", &columns, &mut found, |found, row| {
        let utc = row.read("start_ts", "a time as 2025-03-29 08:00:00", |text| {
            timed::with_offset(text).map(|stamp| stamp.naive_utc()).or_else(|| timed::without_offset(text))
        })?;
        let offset = row.number("timezone_offset_hours")?.map(|hours| (hours * 3600.0) as i64);
        let Some(start) = utc.and_then(|utc| timed::local_at(context, utc.and_utc().timestamp_millis(), offset)) else {
            found.skip("activity without a start", 1);
            return Ok(());
        };
        let words = row.text("activity_type_key")?.replace('_', " ");
        let (id, title, seconds) = (row.text("activity_id")?, row.text("activity_name")?, row.number("duration")?);
        Activity { start, seconds, words: &words, race: false, id, title, effort: None }.put(found, context, row.at);
        Ok(())
    })?;
    Ok(days.into_found(found))
}

/// Reads garmy's database.
pub fn garmy(database: &Database, mut found: Found, context: &Context) -> Result<Found, ImportError> {
    let mut days = Days::default();
    let columns = ["metric_date", "sleep_duration_hours", "hrv_last_night_avg", "resting_heart_rate"];
    database.each("daily_health_metrics", &columns, &mut found, |found, row| {
        let day = day(found, context, row, "metric_date")?;
        days.add(day, Field::SleepMinutes, row.number("sleep_duration_hours")?.map(|hours| hours * 60.0), row.at);
        days.add(day, Field::HrvRmssd, row.number("hrv_last_night_avg")?, row.at);
        days.add(day, Field::RestingHr, row.number("resting_heart_rate")?, row.at);
        Ok(())
    })?;
    let columns = ["activity_id", "activity_name", "start_time", "duration_seconds"];
    database.each("activities", &columns, &mut found, |found, row| {
        let Some(start) = row.read("start_time", "a time as 2025-03-29 09:00:00", timed::without_offset)? else {
            found.skip("activity without a start", 1);
            return Ok(());
        };
        let (id, title, seconds) = (row.text("activity_id")?, row.text("activity_name")?, row.number("duration_seconds")?);
        Activity { start, seconds, words: &title.clone(), race: false, id, title, effort: None }.put(found, context, row.at);
        Ok(())
    })?;
    Ok(days.into_found(found))
}
