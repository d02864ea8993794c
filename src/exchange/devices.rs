//! Devices and apps inside one file: each is a source of its own, and one of them gives a day's night.
//!
//! `formats-local.md` §1 rules 5–8: a phone holds one run three times (watch, Strava, Fit), and one night too. The device
//! with the stages gives the night, then the longest; it also gives the day's HRV and resting pulse where it has them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDateTime, Timelike};

use super::ImportError;
use super::found::{Found, FoundCheckIn};
use super::night::Night;
use super::timed;
use crate::domain::text::one_line;
use crate::domain::{Day, Field, Origin};

/// No file holds more devices and apps.
const MAX_DEVICES: usize = 1000;
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
        let name = one_line(name.trim()).into_owned();
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
    pub fn into_found(mut self, mut found: Found, origin: Origin, readings: Readings) -> Found {
        let days: BTreeSet<Day> = self.all.values().flat_map(Device::days).collect();
        for day in days {
            self.choose(day, origin, readings);
        }
        let mut parts: Vec<Found> = self.all.into_values().map(|device| device.found).filter(|part| !part.is_empty()).collect();
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

    fn choose(&mut self, day: Day, origin: Origin, readings: Readings) {
        let ranked = |device: &Device| device.nights.get(&day).map(Night::rank);
        let mut best: Option<(&String, (bool, i64))> = None;
        for (name, device) in &self.all {
            if let Some(rank) = ranked(device)
                && best.is_none_or(|(_, known)| rank > known)
            {
                best = Some((name, rank));
            }
        }
        let of_night = best.map(|(name, _)| name.clone());
        let night = of_night.as_ref().and_then(|name| self.all.get(name)?.nights.get(&day)).cloned();
        // The device of the night first, then the one that has the most.
        let mut order: Vec<(bool, usize, String)> =
            self.all.iter().map(|(name, device)| (of_night.as_ref() != Some(name), device.weight(), name.clone())).collect();
        order.sort_by(|one, other| (one.0, other.1, &one.2).cmp(&(other.0, one.1, &other.2)));
        let (mut resting, mut hrv) = (false, false);
        for (other, _, name) in order {
            let Some(device) = self.all.get_mut(&name) else { continue };
            let pulse = device.resting.get(&day).copied().filter(|_| !resting);
            let variability = device.hrv_of(day, night.as_ref(), readings).filter(|_| !hrv);
            (resting, hrv) = (resting || pulse.is_some(), hrv || variability.is_some());
            device.say(&name, day, origin, night.as_ref().filter(|_| !other), pulse, variability);
        }
    }
}

impl Device {
    fn days(&self) -> impl Iterator<Item = Day> {
        let readings: BTreeSet<Day> = self.readings.iter().filter_map(|reading| Day::from_date(reading.local.date())).collect();
        self.nights.keys().chain(self.resting.keys()).chain(self.hrv.keys()).copied().chain(readings)
    }

    fn weight(&self) -> usize {
        self.nights.len() + self.resting.len() + self.hrv.len()
    }

    fn hrv_of(&self, day: Day, night: Option<&Night>, readings: Readings) -> Option<Seen> {
        if let Some(stated) = self.hrv.get(&day) {
            return Some(*stated);
        }
        let within = |night: &Night| mean(self.readings.iter().filter(|reading| night.holds(reading.moment)));
        let own = self.nights.get(&day).and_then(within);
        if readings == Readings::OwnNight || own.is_some() {
            return own;
        }
        let of_day = |reading: &&Reading| Day::from_date(reading.local.date()) == Some(day);
        let morning = |reading: &&Reading| of_day(reading) && MORNING.contains(&reading.local.hour());
        let first = || self.readings.iter().filter(morning).min_by_key(|reading| reading.moment);
        night.and_then(within).or_else(|| first().map(|reading| reading.seen))
    }

    fn say(&mut self, name: &str, day: Day, origin: Origin, night: Option<&Night>, pulse: Option<Seen>, hrv: Option<Seen>) {
        if night.is_none() && pulse.is_none() && hrv.is_none() {
            return;
        }
        let line = [pulse, hrv].into_iter().flatten().map(|seen| seen.line).find(|line| *line > 0).unwrap_or(0);
        let mut check_in = FoundCheckIn::new(line, day, origin);
        name.clone_into(&mut check_in.device);
        if let Some(night) = night {
            timed::measure(&mut self.found, &mut check_in, "", Field::SleepMinutes, night.minutes());
        }
        for (field, seen) in [(Field::RestingHr, pulse), (Field::HrvRmssd, hrv)] {
            if let Some(seen) = seen {
                check_in.line = seen.line;
                timed::measure(&mut self.found, &mut check_in, seen.table, field, seen.value);
            }
        }
        check_in.line = line;
        self.found.check_ins.push(check_in);
    }
}

fn mean<'a>(readings: impl Iterator<Item = &'a Reading>) -> Option<Seen> {
    let (mut sum, mut count, mut first) = (0.0, 0_u32, None);
    for reading in readings {
        sum += reading.seen.value;
        count += 1;
        first.get_or_insert(reading.seen);
    }
    first.map(|seen| Seen { value: (sum / f64::from(count) * 10.0).round() / 10.0, line: 0, ..seen })
}
