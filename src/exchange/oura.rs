//! Oura's table of sleeps (the shape of its API and of the account's download).
//!
//! Only the longest `long_sleep` of a day is the night. Scores are not imported.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate};

use super::foreign::{Cells, Mistake, each_row, measure};
use super::found::{Found, FoundCheckIn};
use super::{Document, ImportError, Progress};
use crate::domain::{Day, Field, Origin};

/// Is this Oura's table of sleeps?
pub fn is(document: &Document) -> bool {
    ["day", "bedtime_start", "total_sleep_duration"].iter().all(|name| document.sheet.has(name))
}

/// Reads the nights.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let mut nights: BTreeMap<Day, (f64, FoundCheckIn)> = BTreeMap::new();
    each_row(document, progress, &mut found, |cells, found| {
        if cells.raw("type") != "long_sleep" {
            found.skip("sleep that is not the night's", 1);
            return Ok(());
        }
        let seconds = cells.number("total_sleep_duration")?.unwrap_or(0.0);
        let night = night(cells, seconds, found)?;
        match nights.get_mut(&night.day) {
            Some((known, _)) if *known >= seconds => found.skip("sleep that is not the night's", 1),
            _ => {
                nights.insert(night.day, (seconds, night));
            }
        }
        Ok(())
    })?;
    found.check_ins = nights.into_values().map(|(_, night)| night).collect();
    Ok(found)
}

fn night(cells: &Cells, seconds: f64, found: &mut Found) -> Result<FoundCheckIn, Mistake> {
    let mut check_in = FoundCheckIn::new(cells.line, day(cells)?, Origin::Wearable);
    "oura".clone_into(&mut check_in.device);
    measure(found, &mut check_in, Field::SleepMinutes, Some(seconds / 60.0));
    measure(found, &mut check_in, Field::HrvRmssd, cells.number("average_hrv")?);
    measure(found, &mut check_in, Field::RestingHr, cells.number("lowest_heart_rate")?);
    Ok(check_in)
}

/// The day of waking; `7/11/2025` counts where the end of the night says that it is July.
fn day(cells: &Cells) -> Result<Day, Mistake> {
    let text = cells.raw("day");
    let american = || {
        let date = NaiveDate::parse_from_str(text, "%m/%d/%Y").ok()?;
        let end = DateTime::parse_from_rfc3339(cells.raw("bedtime_end")).ok()?;
        (end.date_naive() == date).then_some(date)
    };
    let date = text.parse().ok().or_else(american);
    cells.day("day", date.ok_or_else(|| cells.wrong("day", "the day of waking as 2025-03-01"))?)
}
