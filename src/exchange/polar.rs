//! Polar Flow's account export: training sessions, nights and nightly recovery as JSON.
//!
//! Times are local. The mean beat interval of the night is no resting pulse; scores and cardio load are not taken.

use super::door::Keys;
use super::found::{Found, FoundCheckIn};
use super::json::{self, Mistake, Record};
use super::notes::At;
use super::timed::{self, Recorded};
use super::{Context, ImportError, Stream, kinds};
use crate::domain::{Field, Origin};

/// The source of its sessions and the device of its heart values.
const SOURCE: &str = "Polar";

/// The sports by number, as words.
pub const SPORTS: [(&str, &str); 13] = [
    ("1", "running"),
    ("2", "cycling"),
    ("3", "walking"),
    ("11", "hiking"),
    ("13", "squash"),
    ("15", "strength training"),
    ("16", "other outdoor"),
    ("17", "treadmill running"),
    ("18", "indoor cycling"),
    ("38", "road cycling"),
    ("39", "football"),
    ("50", "futsal"),
    ("83", "other indoor"),
];

/// Is this a training session?
pub fn is_training(keys: &Keys) -> bool {
    keys.have(&["startTime", "exercises"]) && (keys.has("durationMillis") || keys.has("duration") || keys.has("exportVersion"))
}

/// Are these nights?
pub fn are_nights(keys: &Keys) -> bool {
    keys.has("[].night") && (keys.has("[].evaluation") || keys.has("[].sleepResult"))
}

/// Are these nightly recoveries?
pub fn are_recoveries(keys: &Keys) -> bool {
    keys.have(&["[].night", "[].meanNightlyRecoveryRmssd"])
}

/// Reads a training session.
pub fn training(stream: &mut Stream) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    // The older form names the sport in its exercises only; the newer one at the top.
    let mut words = Vec::new();
    let mut top = None;
    json::walk(stream, &TRAINING, &mut |way, _, record| {
        match (way, top_key(way)) {
            (_, Some(key)) => top.get_or_insert_with(Record::default).put_in(key, record),
            _ if words.len() < 20 => words.push(exercise_sport(record)),
            _ => {}
        }
        Ok(())
    })?;
    let record = top.unwrap_or_default();
    match session(&mut found, context, &record, &words) {
        Ok(()) => {}
        Err(mistake) => found.errors.add(1, &mistake),
    }
    Ok(found)
}

fn exercise_sport(record: &Record) -> String {
    let named = |number: &str| SPORTS.iter().find(|(known, _)| *known == number).map(|(_, words)| (*words).to_owned());
    record.text("sport").or_else(|_| record.text("sport.id").map(|number| named(&number).unwrap_or_default())).unwrap_or_default()
}

/// What of a training session is read; samples and routes are passed over.
const TRAINING: [&str; 8] =
    ["identifier.id", "startTime", "stopTime", "durationMillis", "duration", "name", "sport.id", "exercises[]"];

fn top_key(way: usize) -> Option<&'static str> {
    TRAINING.get(way).copied().filter(|key| *key != "exercises[]")
}

fn session(found: &mut Found, context: &Context, record: &Record, words: &[String]) -> Result<(), Mistake> {
    let start = record.needed("startTime", "a time as 2025-03-29T09:00:00", |text| {
        timed::without_offset(text).or_else(|| timed::with_offset(text).map(|stamp| stamp.naive_local()))
    })?;
    let stop = record.read("stopTime", "a time as 2025-03-29T10:00:00", timed::without_offset)?;
    let stated = match record.number("durationMillis")? {
        Some(ms) => Some(ms / 1000.0),
        None => record.read("duration", "a duration as PT45M", timed::iso_duration)?,
    };
    let number = record.text("sport.id")?;
    let sport = SPORTS.iter().find(|(known, _)| *known == number).map(|(_, words)| (*words).to_owned());
    let sport = sport.or_else(|| words.first().map(|word| word.replace('_', " ").to_lowercase())).unwrap_or_default();
    let (id, name) = (record.text("identifier.id")?, record.text("name")?);
    let recorded = Recorded {
        at: At::line(1),
        start,
        seconds: stated.or_else(|| Some((stop? - start).num_seconds() as f64)),
        guess: kinds::of(if sport.starts_with("other") { "" } else { &sport }, &name),
        title: if name.is_empty() { &sport } else { &name },
        source: SOURCE,
        id,
    };
    let session = timed::session(found, context, recorded);
    found.sessions.extend(session);
    Ok(())
}

/// Reads nights.
pub fn nights(stream: &mut Stream) -> Result<Found, ImportError> {
    by_night(stream, Field::SleepMinutes, |record| {
        let seconds = record.read("evaluation.asleepDuration", "a duration as PT6H20M", timed::iso_duration)?;
        Ok(seconds.map(|seconds| seconds / 60.0))
    })
}

/// Reads nightly recoveries: the RMSSD of four hours.
pub fn recoveries(stream: &mut Stream) -> Result<Found, ImportError> {
    by_night(stream, Field::HrvRmssd, |record| record.number("meanNightlyRecoveryRmssd"))
}

fn by_night(
    stream: &mut Stream,
    field: Field,
    read: impl Fn(&Record) -> Result<Option<f64>, Mistake>,
) -> Result<Found, ImportError> {
    let (mut found, context) = (stream.found(), stream.context);
    json::each(stream, "[]", &mut found, |found, place, record| {
        let Some(value) = read(record)?.filter(|value| *value > 0.0) else {
            found.skip("night without a value", 1);
            return Ok(());
        };
        let date = record.needed("night", "a day as 2025-03-29", timed::date)?;
        if let Some(day) = timed::day(found, context, At::line(place), date) {
            let mut check_in = FoundCheckIn::new(place, day, Origin::Wearable, SOURCE);
            timed::measure(found, &mut check_in, "", field, value);
            found.check_ins.push(check_in);
        }
        Ok(())
    })?;
    Ok(found)
}
