//! Garmin's account export (`DI_CONNECT/`), and Connect's day files as other programs keep them.
//!
//! Days are Garmin's `calendarDate`, never its shifted local stamps. Naps, scores, the night's mean pulse and
//! Garmin's own training load are not taken.

use super::door::Keys;
use super::found::{Found, FoundCheckIn};
use super::json::{self, Mistake, Record};
use super::kinds::{self, Guess};
use super::notes::At;
use super::timed::{self, Recorded};
use super::{Context, ImportError, Stream};
use crate::domain::{Field, Kind, Origin};

/// The source of its sessions and the device of its nights and heart values.
const SOURCE: &str = "Garmin";

/// A race flag decides.
const RACE: Guess = Guess { kind: Kind::Event, said: true };

/// Are these the nights of the account export?
pub fn are_nights(keys: &Keys) -> bool {
    keys.has("[].calendarDate") && keys.has("[].sleepStartTimestampGMT")
}

/// Are these the health states of the account export?
pub fn are_states(keys: &Keys) -> bool {
    keys.have(&["[].calendarDate", "[].metrics[].type", "[].metrics[].value"])
}

/// Are these the days of the account export?
pub fn are_days(keys: &Keys) -> bool {
    keys.has("[].calendarDate") && (keys.has("[].restingHeartRate") || keys.has("[].allDayStress") || keys.has("[].totalSteps"))
}

/// Are these the activities of the account export?
pub fn are_activities(keys: &Keys) -> bool {
    keys.has("[].summarizedActivitiesExport")
}

/// Is this one of Connect's files of a day?
pub fn is_day_file(keys: &Keys) -> bool {
    let plain = keys.has("wellnessStartTimeGmt") && keys.has("calendarDate");
    plain || keys.has("dailySleepDTO") || keys.has("allMetrics.metricsMap") || keys.has("hrvSummary")
}

/// Reads the nights: deep, light and REM; there is no total.
pub fn nights(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    json::each(stream, "[]", &mut found, |found, place, record| {
        found.skip("nap", record.count("napList"));
        let stages = ["deepSleepSeconds", "lightSleepSeconds", "remSleepSeconds"];
        let seconds = stages.iter().map(|key| record.number(key)).collect::<Result<Vec<_>, _>>()?;
        let asleep: f64 = seconds.into_iter().flatten().sum();
        if asleep <= 0.0 {
            found.skip("day without a measured night", 1);
            return Ok(());
        }
        value(found, context, place, record, Field::SleepMinutes, asleep / 60.0)
    })?;
    Ok(found)
}

/// Reads the days: the resting pulse.
pub fn days(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    json::each(stream, "[]", &mut found, |found, place, record| {
        match record.number("restingHeartRate")?.filter(|pulse| *pulse > 0.0) {
            Some(pulse) => value(found, context, place, record, Field::RestingHr, pulse),
            None => {
                found.skip("day without a resting pulse", 1);
                Ok(())
            }
        }
    })?;
    Ok(found)
}

/// Reads the health states: of the metrics only the HRV; `HR` is the mean of the night.
pub fn states(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    let mut state = State::default();
    json::walk(stream, &["[].calendarDate", "[].metrics[]"], &mut |way, places, record| {
        let place = places.first().copied().unwrap_or(1);
        if state.place != place {
            std::mem::replace(&mut state, State { place, ..State::default() }).finish(&mut found, context);
        }
        if way == 0 {
            state.day.put_in("calendarDate", record);
        } else {
            match variability(record) {
                Ok(hrv) => state.hrv = hrv.or(state.hrv),
                Err(mistake) => {
                    state.wrong = true;
                    found.errors.add(place, &mistake);
                }
            }
        }
        Ok(())
    })?;
    state.finish(&mut found, context);
    Ok(found)
}

/// The HRV of a metric; `None` = it is another metric, or says that there is none.
fn variability(record: &Record) -> Result<Option<f64>, Mistake> {
    if record.text("type")? != "HRV" {
        return Ok(None);
    }
    let (hrv, known) = (record.number("value")?, record.text("status")? != "UNKNOWN");
    Ok(hrv.filter(|hrv| known && *hrv > 0.0))
}

/// The health state of a day while it is read.
#[derive(Default)]
struct State {
    /// Its place in the list; 0 = none yet.
    place: usize,
    day: Record,
    hrv: Option<f64>,
    /// Something of it cannot be read, which is told.
    wrong: bool,
}

impl State {
    fn finish(self, found: &mut Found, context: &Context) {
        if self.place == 0 || self.wrong {
            return;
        }
        let Some(hrv) = self.hrv else { return found.skip("day without HRV", 1) };
        if let Err(mistake) = value(found, context, self.place, &self.day, Field::HrvRmssd, hrv) {
            found.errors.add(self.place, &mistake);
        }
    }
}

/// Reads activities: milliseconds, and local times as if they were UTC.
pub fn activities(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    json::each(stream, "[].summarizedActivitiesExport[]", &mut found, |found, place, record| {
        let kind = record.text("activityType")?;
        if record.flag("parent") || kind.starts_with("transition") {
            found.skip("no session of its own", 1);
            return Ok(());
        }
        let session = activity(found, context, place, record, &kind)?;
        found.sessions.extend(session);
        Ok(())
    })?;
    Ok(found)
}

fn activity(
    found: &mut Found,
    context: &Context,
    place: usize,
    record: &Record,
    kind: &str,
) -> Result<Option<super::FoundSession>, Mistake> {
    let ms = |number: f64| chrono::DateTime::from_timestamp_millis(number as i64).map(|stamp| stamp.naive_utc());
    let start = match record.number("startTimeLocal")?.and_then(ms) {
        Some(local) => Some(local),
        None => record.number("beginTimestamp")?.and_then(|utc| timed::local(context, utc as i64)),
    };
    let start = start.ok_or_else(|| record.wrong("startTimeLocal", "milliseconds since 1970"))?;
    let race = record.number("eventTypeId")? == Some(1.0);
    let words = kind.replace('_', " ");
    let name = record.text("name")?;
    let recorded = Recorded {
        at: At::line(place),
        start,
        seconds: record.number("duration")?.map(|ms| ms / 1000.0),
        guess: if race { Some(RACE) } else { kinds::of(&words, &name) },
        title: if name.is_empty() { &words } else { &name },
        source: SOURCE,
        id: record.text("activityId")?,
    };
    let mut session = timed::session(found, context, recorded);
    if let Some(session) = &mut session {
        session.session.load = found.load(place, record.number("trainingStressScore")?);
        session.session.rpe = found.rpe(place, record.number("workoutRpe")?.filter(|rpe| *rpe > 0.0).map(|rpe| rpe / 10.0));
    }
    Ok(session)
}

/// The ways in Connect's files of a day.
const DAY_FILE: [&str; 6] = [
    "dailySleepDTO",
    "avgOvernightHrv",
    "restingHeartRate",
    "calendarDate",
    "hrvSummary",
    "allMetrics.metricsMap.WELLNESS_RESTING_HEART_RATE[]",
];

/// Reads one of Connect's files of a day.
pub fn day_file(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    let mut day = Record::default();
    let mut wrong = Vec::new();
    json::walk(stream, &DAY_FILE, &mut |way, places, record| {
        let place = places.last().copied().unwrap_or(1);
        let said = of_day(way, record, &mut day);
        let mut take = |(field, number)| value(&mut found, context, place, record, field, number);
        wrong.extend(said.and_then(|said| said.map_or(Ok(()), &mut take)).err());
        Ok(())
    })?;
    let date = day.text("day").unwrap_or_default();
    day.put("calendarDate", &date);
    for (key, field) in [("hrv", Field::HrvRmssd), ("pulse", Field::RestingHr)] {
        let said = day.number(key).map(|number| number.filter(|number| *number > 0.0 && !date.is_empty()));
        let mut take = |number| value(&mut found, context, 1, &day, field, number);
        wrong.extend(said.and_then(|said| said.map_or(Ok(()), &mut take)).err());
    }
    wrong.iter().for_each(|mistake| found.errors.add(1, mistake));
    Ok(found)
}

/// What a record of a day's file says together with its day; what stands alone is put beside the `day` for later.
fn of_day(way: usize, record: &Record, day: &mut Record) -> Result<Option<(Field, f64)>, Mistake> {
    let (field, number) = match way {
        0 => {
            day.put("day", &record.text("calendarDate").unwrap_or_default());
            (Field::SleepMinutes, record.number("sleepTimeSeconds")?.map(|seconds| seconds / 60.0))
        }
        4 => (Field::HrvRmssd, record.number("lastNightAvg")?),
        5 => (Field::RestingHr, record.number("value")?),
        _ => {
            let key = ["", "hrv", "pulse", "day"].get(way).copied().unwrap_or_default();
            if way != 3 || !day.has("day") {
                day.put_in(key, record);
            }
            return Ok(None);
        }
    };
    Ok(number.filter(|number| *number > 0.0).map(|number| (field, number)))
}

/// Adds a value of the day that the record names.
fn value(found: &mut Found, context: &Context, place: usize, record: &Record, field: Field, number: f64) -> Result<(), Mistake> {
    let date = record.needed("calendarDate", "a day as 2025-03-29", timed::date)?;
    if let Some(day) = timed::day(found, context, At::line(place), date) {
        let mut check_in = FoundCheckIn::new(place, day, Origin::Wearable, SOURCE);
        timed::measure(found, &mut check_in, "", field, number);
        found.check_ins.push(check_in);
    }
    Ok(())
}
