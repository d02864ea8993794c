//! Devices and apps inside one file: each is a source of its own, and one of them gives a day's night.
//!
//! `formats-local.md` §1 rules 5–8: a phone holds one run three times (watch, Strava, Fit), and one night too. The device
//! with the stages gives the night, then the longest; it also gives the day's HRV and resting pulse where it has them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, Timelike};

use super::ImportError;
use super::found::{Found, FoundCheckIn};
use super::night::Night;
use super::timed;
use crate::domain::text::one_line;
use crate::domain::{Day, Field, Origin};

/// No file holds more devices and apps.
pub const MAX_DEVICES: usize = 1000;
/// A reading that lies in no night counts where it is the first of the morning, hours.
const MORNING: std::ops::Range<u32> = 4..12;

/// Which readings of a device may stand for the night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readings {
    /// Those inside the device's own night.
    OwnNight,
    /// Or inside the day's night of another device, or the first of the morning.
    OrMorning,
}

/// A value and where it stands.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// The table; empty = none.
    pub table: &'static str,
    /// The row or line, from 1; 0 = made of many.
    pub line: usize,
    /// The value.
    pub value: f64,
}

/// A single reading of the heart rate's variability, RMSSD in ms.
#[derive(Debug, Clone, Copy)]
pub struct Reading {
    /// Its moment, ms since 1970 UTC.
    pub moment: i64,
    /// Its local time.
    pub local: NaiveDateTime,
    /// What was read.
    pub seen: Seen,
}

/// What one device or app recorded.
#[derive(Debug)]
pub struct Device {
    /// Its nights by the day of waking.
    pub nights: BTreeMap<Day, Night>,
    /// Its resting pulse by day.
    pub resting: BTreeMap<Day, Seen>,
    /// When the resting pulse of a day was said, in whatever unit: the last one counts.
    pub latest: BTreeMap<Day, i64>,
    /// The HRV that it states for a night.
    pub hrv: BTreeMap<Day, Seen>,
    /// Its single readings.
    pub readings: Vec<Reading>,
    /// Its sessions, and what is to be told of it.
    pub found: Found,
}

/// The devices and apps of one file, by the name that their values keep.
#[derive(Debug)]
pub struct Devices {
    file: String,
    format: &'static str,
    all: BTreeMap<String, Device>,
}

impl Devices {
    /// None yet, of the file that is found to hold them.
    pub fn new(found: &Found) -> Devices {
        Devices { file: found.file.clone(), format: found.format, all: BTreeMap::new() }
    }

    /// The device of this name.
    ///
    /// # Errors
    /// More of them than any file holds.
    pub fn named(&mut self, name: &str) -> Result<&mut Device, ImportError> {
        // Where a device has no name its program's stands alone.
        let name = one_line(name.trim().trim_end_matches(':')).into_owned();
        if self.all.len() >= MAX_DEVICES && !self.all.contains_key(&name) {
            let what = format!("more than {MAX_DEVICES} devices and apps; no file of one person holds so many");
            return Err(ImportError::TooLarge { file: self.file.clone(), what });
        }
        let (file, format) = (format!("{} ({name})", self.file), self.format);
        let device = || Device {
            nights: BTreeMap::new(),
            resting: BTreeMap::new(),
            latest: BTreeMap::new(),
            hrv: BTreeMap::new(),
            readings: Vec::new(),
            found: Found::new(&file, format),
        };
        Ok(self.all.entry(name).or_insert_with(device))
    }

    /// Puts what they recorded into the file's [`Found`]: of each day one night, one HRV, one resting pulse.
    pub fn into_found(self, mut found: Found, origin: Origin, readings: Readings) -> Found {
        let days: BTreeSet<Day> = self.all.values().flat_map(Device::days).collect();
        let mut known: Vec<Known> = self.all.into_iter().map(|(name, device)| Known::new(name, device)).collect();
        // Who has the most days first; of equals by name.
        let mut order: Vec<(Reverse<usize>, usize)> =
            known.iter().enumerate().map(|(at, known)| (Reverse(known.device.weight()), at)).collect();
        order.sort_unstable();
        let order: Vec<usize> = order.into_iter().map(|(_, at)| at).collect();
        for day in days {
            choose(&mut known, &order, day, origin, readings);
        }
        let mut parts: Vec<Found> = known.into_iter().map(|known| known.device.found).filter(|part| !part.is_empty()).collect();
        if let [_] = parts.as_slice()
            && let Some(mut only) = parts.pop()
        {
            // One device alone is the file.
            found.check_ins.append(&mut only.check_ins);
            found.sessions.append(&mut only.sessions);
            found.skipped.extend(only.skipped);
            found.warnings.extend(only.warnings);
            found.confirm.extend(only.confirm);
            found.errors.extend(only.errors);
        }
        found.parts = parts;
        found
    }
}

/// Says for a day what holds: the night of the device that knows it best, then of each value the first that has it.
fn choose(known: &mut [Known], order: &[usize], day: Day, origin: Origin, readings: Readings) {
    let mut best: Option<(usize, &Night)> = None;
    for (at, known) in known.iter().enumerate() {
        if let Some(night) = known.device.nights.get(&day)
            && best.is_none_or(|(_, best)| night.rank() > best.rank())
        {
            best = Some((at, night));
        }
    }
    let of_night = best.map(|(at, _)| at);
    let night = best.map(|(_, night)| night.clone());
    let (mut resting, mut hrv) = (false, false);
    // The device of the night first.
    for at in of_night.into_iter().chain(order.iter().copied().filter(|at| Some(*at) != of_night)) {
        let Some(known) = known.get_mut(at) else { continue };
        let pulse = known.device.resting.get(&day).copied().filter(|_| !resting);
        let variability = if hrv { None } else { known.hrv_of(day, night.as_ref(), readings) };
        (resting, hrv) = (resting || pulse.is_some(), hrv || variability.is_some());
        known.say(day, origin, night.as_ref().filter(|_| Some(at) == of_night), pulse, variability);
        if resting && hrv {
            return;
        }
    }
}

/// A device with its name, and its readings so that those of a night are found without a look at all of them.
struct Known {
    name: String,
    device: Device,
    /// The first reading of each morning.
    mornings: BTreeMap<Day, Seen>,
}

impl Known {
    fn new(name: String, mut device: Device) -> Known {
        device.readings.sort_by_key(|reading| reading.moment);
        let mut mornings = BTreeMap::new();
        for reading in device.readings.iter().filter(|reading| MORNING.contains(&reading.local.hour())) {
            if let Some(day) = Day::from_date(reading.local.date()) {
                mornings.entry(day).or_insert(reading.seen);
            }
        }
        Known { name, device, mornings }
    }

    fn hrv_of(&self, day: Day, night: Option<&Night>, readings: Readings) -> Option<Seen> {
        if let Some(stated) = self.device.hrv.get(&day) {
            return Some(*stated);
        }
        let own = self.device.nights.get(&day).and_then(|night| self.within(night));
        if readings == Readings::OwnNight || own.is_some() {
            return own;
        }
        night.and_then(|night| self.within(night)).or_else(|| self.mornings.get(&day).copied())
    }

    /// The mean of the readings within a night.
    fn within(&self, night: &Night) -> Option<Seen> {
        let mut spans = night.spans.clone();
        spans.sort_unstable();
        let readings = &self.device.readings;
        let (mut sum, mut count, mut first, mut done) = (0.0, 0_u32, None, 0);
        for (from, to) in spans {
            // Where parts overlap a reading counts once.
            let begin = readings.partition_point(|reading| reading.moment < from).max(done);
            let end = readings.partition_point(|reading| reading.moment <= to).max(begin);
            for reading in readings.get(begin..end).unwrap_or_default() {
                sum += reading.seen.value;
                count += 1;
                first.get_or_insert(reading.seen);
            }
            done = end;
        }
        first.map(|seen| Seen { value: (sum / f64::from(count) * 10.0).round() / 10.0, line: 0, ..seen })
    }

    fn say(&mut self, day: Day, origin: Origin, night: Option<&Night>, pulse: Option<Seen>, hrv: Option<Seen>) {
        if night.is_none() && pulse.is_none() && hrv.is_none() {
            return;
        }
        let line = [pulse, hrv].into_iter().flatten().map(|seen| seen.line).find(|line| *line > 0).unwrap_or(0);
        let mut check_in = FoundCheckIn::new(line, day, origin, &self.name);
        if let Some(night) = night {
            timed::measure(&mut self.device.found, &mut check_in, "", Field::SleepMinutes, night.minutes());
        }
        for (field, seen) in [(Field::RestingHr, pulse), (Field::HrvRmssd, hrv)] {
            if let Some(seen) = seen {
                check_in.line = seen.line;
                timed::measure(&mut self.device.found, &mut check_in, seen.table, field, seen.value);
            }
        }
        check_in.line = line;
        self.device.found.check_ins.push(check_in);
    }
}

impl Device {
    /// The days that it says something of.
    fn days(&self) -> impl Iterator<Item = Day> {
        let readings: BTreeSet<Day> = self.readings.iter().filter_map(|reading| Day::from_date(reading.local.date())).collect();
        self.nights.keys().chain(self.resting.keys()).chain(self.hrv.keys()).copied().chain(readings)
    }

    /// How many values of days it has.
    fn weight(&self) -> usize {
        self.nights.len() + self.resting.len() + self.hrv.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Value;

    const HOUR: i64 = 3_600_000;

    fn reading(moment: i64, value: f64) -> Reading {
        let local = chrono::DateTime::from_timestamp_millis(moment).unwrap().naive_utc();
        Reading { moment, local, seen: Seen { table: "", line: 1, value } }
    }

    fn night(spans: &[(i64, i64)]) -> Night {
        let spans: Vec<(i64, i64)> = spans.iter().map(|(from, to)| (from * HOUR, to * HOUR)).collect();
        Night { asleep: spans.iter().map(|(from, to)| to - from).sum(), staged: true, spans }
    }

    fn said(found: Found) -> Vec<(Day, f64)> {
        let parts = found.flatten();
        let check_ins = parts.iter().flat_map(|part| &part.check_ins);
        let hrv = |check_in: &FoundCheckIn| match check_in.fields.iter().find(|(field, _)| *field == Field::HrvRmssd) {
            Some((_, Value::Number(value))) => Some((check_in.day, *value)),
            _ => None,
        };
        let mut said: Vec<(Day, f64)> = check_ins.filter_map(hrv).collect();
        said.sort_by_key(|(day, _)| *day);
        said
    }

    /// If every day looked at every reading, this would take minutes.
    #[test]
    fn readings_of_ten_years_are_found_by_their_moment() {
        let found = Found::new("f", "f");
        let mut devices = Devices::new(&found);
        let first = Day::from_ymd(2016, 1, 1).unwrap();
        let start = 1_451_606_400_000;
        for name in ["one", "two"] {
            let device = devices.named(name).unwrap();
            for day in 0..3650 {
                let from = start + day * 24 * HOUR;
                let night = Night { asleep: 7 * HOUR, staged: name == "one", spans: vec![(from, from + 7 * HOUR)] };
                device.nights.insert(first.plus(day), night);
            }
            // A reading every quarter of an hour, the newest first.
            device.readings.extend((0..350_400).rev().map(|quarter| reading(start + quarter * HOUR / 4, 40.0)));
        }
        let said = said(devices.into_found(found, Origin::Wearable, Readings::OrMorning));
        assert_eq!((said.len(), said.first(), said.last()), (3650, Some(&(first, 40.0)), Some(&(first.plus(3649), 40.0))));
    }

    #[test]
    fn the_mean_is_that_of_the_night_each_reading_once_and_else_the_first_of_the_morning() {
        let hrv = |nights: &[(i64, i64)], own: bool, hours: &[(i64, f64)], readings: Readings| {
            let found = Found::new("f", "f");
            let mut devices = Devices::new(&found);
            if !nights.is_empty() {
                let name = if own { "band" } else { "watch" };
                devices.named(name).unwrap().nights.insert(Day::from_ymd(1970, 1, 2).unwrap(), night(nights));
            }
            let band = devices.named("band").unwrap();
            band.readings.extend(hours.iter().map(|(hour, value)| reading(hour * HOUR, *value)));
            said(devices.into_found(found, Origin::Wearable, readings)).into_iter().map(|(_, value)| value).collect::<Vec<_>>()
        };
        // Parts that overlap, a reading at either end and one outside, in no order.
        let hours = [(32, 90.0), (24, 60.0), (22, 40.0), (30, 50.0)];
        assert_eq!(hrv(&[(24, 30), (22, 26)], true, &hours, Readings::OwnNight), [50.0]);
        assert_eq!(hrv(&[(22, 24)], true, &hours, Readings::OwnNight), [50.0]);
        assert_eq!(hrv(&[(22, 30)], false, &hours, Readings::OwnNight), [0.0; 0]);
        assert_eq!(hrv(&[(22, 30)], false, &hours, Readings::OrMorning), [50.0]);
        assert_eq!(hrv(&[], true, &[(25, 80.0), (29, 61.0), (28, 62.0)], Readings::OrMorning), [62.0]);
        assert_eq!(hrv(&[], true, &[(25, 80.0), (40, 61.0)], Readings::OrMorning), [0.0; 0]);
    }
}
