//! Health Auto Export (an iPhone app): metrics and workouts as JSON.
//!
//! Stamps are local as written. Its `heart_rate_variability` is Apple's SDNN and never taken. A night is captured
//! several times: the longest counts.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};

use super::devices::{Device, Devices, Readings, Seen};
use super::door::Keys;
use super::found::Found;
use super::json::{self, Mistake, Record};
use super::night::{Night, Stretch, Stretches};
use super::notes::At;
use super::timed::{self, Recorded};
use super::{Context, ImportError, Stream, kinds};
use crate::domain::{Origin, Source};

/// Values of a metric whose name stands behind them wait for it; no app writes more there.
const MAX_WAITING: usize = 100_000;

/// Is this an export of the app?
pub fn is(keys: &Keys) -> bool {
    keys.have(&["data.metrics[].name", "data.metrics[].units"]) || keys.has("data.workouts[].start")
}

/// The ways to what is read.
const WAYS: [&str; 4] = ["data.metrics[].name", "data.metrics[].units", "data.metrics[].data[]", "data.workouts[]"];

/// Reads it.
pub fn parse(stream: &mut Stream) -> Result<Found, ImportError> {
    let mut export = Export::new(stream.found(), stream.context);
    json::walk(stream, &WAYS, &mut |way, places, record| {
        let (metric, place) = (places.first().copied().unwrap_or(1), places.last().copied().unwrap_or(1));
        if way == 3 {
            return export.workout(place, record);
        }
        if export.metric != metric {
            export.finish_metric()?;
            export.metric = metric;
        }
        match way {
            0 => export.name = record.text("").unwrap_or_default(),
            1 => export.units = record.text("").unwrap_or_default(),
            _ => export.wait(place, record)?,
        }
        Ok(())
    })?;
    export.finish_metric()?;
    export.into_found()
}

struct Export<'a> {
    context: &'a Context,
    found: Found,
    devices: Devices,
    sleep: BTreeMap<String, Stretches>,
    /// The metric that is read, from 1.
    metric: usize,
    name: String,
    units: String,
    waiting: Vec<(usize, Record)>,
}

impl<'a> Export<'a> {
    fn new(found: Found, context: &'a Context) -> Export<'a> {
        let (devices, sleep) = (Devices::new(&found), BTreeMap::new());
        Export { context, found, devices, sleep, metric: 0, name: String::new(), units: String::new(), waiting: Vec::new() }
    }

    fn wait(&mut self, place: usize, record: &Record) -> Result<(), ImportError> {
        if !matches!(self.name.as_str(), "" | "sleep_analysis" | "resting_heart_rate" | "heart_rate_variability") {
            return Ok(());
        }
        if self.waiting.len() >= MAX_WAITING {
            let what = format!("more than {MAX_WAITING} values of one metric; export fewer days at once");
            return Err(ImportError::TooLarge { file: self.found.file.clone(), what });
        }
        // Only what is needed of it, so that what waits stays small.
        self.waiting.push((
            place,
            record.only(&[
                "date",
                "sleepEnd",
                "totalSleep",
                "asleep",
                "start",
                "end",
                "startDate",
                "endDate",
                "value",
                "qty",
                "source",
            ]),
        ));
        Ok(())
    }

    fn finish_metric(&mut self) -> Result<(), ImportError> {
        let (name, units) = (std::mem::take(&mut self.name), std::mem::take(&mut self.units));
        for (place, record) in std::mem::take(&mut self.waiting) {
            let taken = match name.as_str() {
                "sleep_analysis" => self.sleep(place, &record, &units)?,
                "resting_heart_rate" => self.pulse(place, &record)?,
                "heart_rate_variability" => {
                    self.found.skip("heart rate variability as SDNN, which is not RMSSD", 1);
                    Ok(())
                }
                _ => Ok(()),
            };
            if let Err(mistake) = taken {
                self.found.errors.add(place, &mistake);
            }
        }
        Ok(())
    }

    fn device(&mut self, record: &Record) -> Result<(String, &mut Device), ImportError> {
        const PROGRAM: &str = "Health Auto Export";
        let source = record.text("source").unwrap_or_default().replace('\u{a0}', " ");
        let name = if source.trim().is_empty() { PROGRAM.to_owned() } else { Source::of_program(PROGRAM, &source) };
        self.devices.named(&name).map(|device| (name, device))
    }

    fn sleep(&mut self, place: usize, record: &Record, units: &str) -> Result<Result<(), Mistake>, ImportError> {
        let read = |key| record.read(key, "a time as 2025-03-29 06:00:00 +0100", timed::with_offset);
        let stretch = || -> Result<Option<(i64, i64, i64)>, Mistake> {
            let (from, to) = (read("start")?.or(read("startDate")?), read("end")?.or(read("endDate")?));
            Ok(from.zip(to).map(|(from, to)| (from.timestamp_millis(), to.timestamp_millis(), offset(&to))))
        };
        let whole = || -> Result<Option<(DateTime<FixedOffset>, f64)>, Mistake> {
            let asleep = record.number("totalSleep")?.filter(|asleep| *asleep > 0.0);
            let asleep = match asleep {
                None => record.number("asleep")?.filter(|asleep| *asleep > 0.0),
                some => some,
            };
            Ok(read("sleepEnd")?.zip(asleep))
        };
        let (stretch, whole) = match (stretch(), whole()) {
            (Ok(stretch), Ok(whole)) => (stretch, whole),
            (Err(mistake), _) | (_, Err(mistake)) => return Ok(Err(mistake)),
        };
        if let Some((end, asleep)) = whole {
            let factor = if units.starts_with("min") { 60_000.0 } else { 3_600_000.0 };
            self.night(place, record, end, (asleep * factor).round() as i64)?;
        } else if let Some((from, to, offset)) = stretch {
            let value = record.text("value").unwrap_or_default();
            let staged = matches!(value.as_str(), "Core" | "Deep" | "REM");
            let asleep = staged || value.starts_with("Asleep") || value == "Unspecified";
            if asleep || value == "Awake" {
                let (name, _) = self.device(record)?;
                // Kept in local time: that is all that the day needs.
                let (from, to) = (from.saturating_add(offset * 1000), to.saturating_add(offset * 1000));
                self.sleep.entry(name).or_default().add(Stretch { from, to, asleep, staged });
            }
        }
        Ok(Ok(()))
    }

    /// Takes a night that is stated as a whole, unless a longer one of its day is known.
    fn night(&mut self, place: usize, record: &Record, end: DateTime<FixedOffset>, asleep: i64) -> Result<(), ImportError> {
        let day = timed::day(&mut self.found, self.context, At::line(place), end.naive_local().date());
        if let Some(day) = day {
            let end = end.timestamp_millis();
            let night = Night { asleep, staged: false, spans: vec![(end.saturating_sub(asleep), end)] };
            let (_, device) = self.device(record)?;
            if device.nights.get(&day).is_none_or(|known| known.asleep < asleep) {
                device.nights.insert(day, night);
            }
        }
        Ok(())
    }

    fn pulse(&mut self, place: usize, record: &Record) -> Result<Result<(), Mistake>, ImportError> {
        let date = record.needed("date", "a time as 2025-03-29 06:00:00 +0100", timed::with_offset);
        let (date, value) = match (date, record.number("qty")) {
            (Ok(date), Ok(value)) => (date, value.filter(|value| *value > 0.0)),
            (Err(mistake), _) | (_, Err(mistake)) => return Ok(Err(mistake)),
        };
        let day = timed::day(&mut self.found, self.context, At::line(place), date.naive_local().date());
        if let (Some(value), Some(day)) = (value, day) {
            let moment = date.timestamp();
            let (_, device) = self.device(record)?;
            // The last of the day, in whatever order they stand there.
            if device.latest.get(&day).is_none_or(|known| *known <= moment) {
                device.latest.insert(day, moment);
                device.resting.insert(day, Seen { table: "", line: place, value });
            }
        }
        Ok(Ok(()))
    }

    fn workout(&mut self, place: usize, record: &Record) -> Result<(), ImportError> {
        let start = match record.needed("start", "a time as 2025-03-29 09:00:00 +0100", timed::with_offset) {
            Ok(start) => start,
            Err(mistake) => {
                self.found.errors.add(place, &mistake);
                return Ok(());
            }
        };
        let (name, id) = (record.text("name").unwrap_or_default(), record.text("id").unwrap_or_default());
        let end = record.read("end", "a time", timed::with_offset).ok().flatten();
        let seconds = record.number("duration").ok().flatten();
        let recorded = Recorded {
            at: At::line(place),
            start: start.naive_local(),
            seconds: seconds.or_else(|| end.map(|end| (end - start).num_seconds() as f64)),
            guess: kinds::of(&name, ""),
            title: &name,
            source: "Health Auto Export",
            id: if id.is_empty() { format!("{name} {}", start.timestamp()) } else { id },
        };
        let session = timed::session(&mut self.found, self.context, recorded);
        self.found.sessions.extend(session);
        self.found.is_of_one_person()
    }

    fn into_found(mut self) -> Result<Found, ImportError> {
        for (name, stretches) in std::mem::take(&mut self.sleep) {
            let (found, context) = (&mut self.found, self.context);
            let nights = stretches.nights(|end| {
                let local = DateTime::from_timestamp_millis(end)?.naive_utc();
                timed::day(found, context, At::default(), local.date())
            });
            self.found.skip("nap", nights.naps);
            let device = self.devices.named(&name)?;
            for (day, night) in nights.nights {
                device.nights.entry(day).or_insert(night);
            }
        }
        Ok(self.devices.into_found(self.found, Origin::Aggregator, Readings::OwnNight))
    }
}

fn offset(stamp: &DateTime<FixedOffset>) -> i64 {
    i64::from(stamp.offset().local_minus_utc())
}
