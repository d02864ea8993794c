//! Elite HRV: readings taken on purpose. `HRV` is a score of theirs; the reading is `Rmssd`.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::foreign::{each_row, measure};
use super::found::{Found, FoundCheckIn};
use super::{Document, ImportError, Progress};
use crate::domain::{Day, Field, Origin};

/// Is this an export of Elite HRV?
pub fn is(document: &Document) -> bool {
    ["datetime", "type", "lnrmssd", "rmssd", "hr"].iter().all(|name| document.sheet.has(name))
}

/// Reads the first reading of each morning.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    // The first of a day by the clock; the file may begin with the newest.
    let mut days: BTreeMap<Day, (NaiveDateTime, FoundCheckIn)> = BTreeMap::new();
    each_row(document, progress, &mut found, |cells, found| {
        if !cells.raw("type").eq_ignore_ascii_case("readiness") {
            found.skip("reading that is no morning's", 1);
            return Ok(());
        }
        let time = cells.time("datetime")?;
        let day = cells.day("datetime", time.date())?;
        let known = days.get(&day).map(|(first, _)| *first);
        if known.is_some() {
            found.skip("second reading of a morning", 1);
        }
        if known.is_some_and(|first| first <= time) {
            return Ok(());
        }
        let mut check_in = FoundCheckIn::new(cells.line, day, Origin::OnPurpose, "Elite HRV");
        measure(found, &mut check_in, Field::HrvRmssd, cells.number("rmssd")?);
        measure(found, &mut check_in, Field::RestingHr, cells.number("hr")?);
        days.insert(day, (time, check_in));
        Ok(())
    })?;
    found.check_ins = days.into_values().map(|(_, check_in)| check_in).collect();
    found.not_taken(document, &[("hrv", "a score of theirs; the reading is Rmssd"), ("sdnn", "SDNN is no RMSSD")]);
    Ok(found)
}
