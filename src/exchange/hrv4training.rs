//! HRV4Training: readings taken on purpose, with the tags of the day.
//!
//! Which end of its sliders is the good one is not said, so they are not imported. Its Android
//! version wrote days as `YYYY-DD-MM`; the rows of the file decide together which it is.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::foreign::{Cells, Mistake, each_ragged_row, measure};
use super::found::{Found, FoundCheckIn};
use super::{Document, ImportError, Progress};
use crate::domain::{Day, Field, Origin, Value};

/// A slider's direction.
const SLIDER: &str = "which end of the slider is the good one is not said";

/// Columns that look as if they were read.
const NOT_TAKEN: [(&str, &str); 7] = [
    ("sdnn", "SDNN is no RMSSD"),
    ("hrv4t_recovery_points", "a score of another program"),
    ("sleep_quality", SLIDER),
    ("mental_energy", SLIDER),
    ("muscle_soreness", SLIDER),
    ("fatigue", SLIDER),
    ("physical_condition", SLIDER),
];

/// What stands in the middle of a written day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Middle {
    Month,
    Day,
}

/// A written day: the year and the two numbers after it.
type Written = (i32, u32, u32);

/// Is this a file of HRV4Training?
pub fn is(document: &Document) -> bool {
    ["rmssd", "hr", "hrv4t_recovery_points"].iter().all(|name| document.sheet.has(name))
}

/// Reads the first measurement of each day.
pub fn parse(document: &Document, progress: Progress) -> Result<Found, ImportError> {
    let mut found = document.found();
    let column = if document.sheet.has("date") { "date" } else { "timestamp_measurement" };
    let at = document.sheet.column(column).unwrap_or(0);
    let mut days = Vec::new();
    document.sheet.each(progress, |row| days.extend(written(row.cell(at))))?;
    let middle = middle(&days).unwrap_or_else(|| {
        found.warnings.add(None, "the days could be read as year-month-day or year-day-month; read as year-month-day");
        Middle::Month
    });
    let mut measured = BTreeSet::new();
    each_ragged_row(document, progress, &mut found, |cells, found| {
        let (hrv, pulse) = (cells.number("rmssd")?.unwrap_or(0.0), cells.number("hr")?.unwrap_or(0.0));
        // Without a pulse nothing was measured, whatever else stands there.
        if pulse == 0.0 {
            found.skip("day without a measurement", 1);
            return Ok(());
        }
        let date = written(cells.raw(column)).and_then(|written| date(written, middle));
        let day = cells.day(column, date.ok_or_else(|| cells.wrong(column, "a day"))?)?;
        if measured.insert(day) {
            let check_in = morning(cells, day, hrv, pulse, found)?;
            found.check_ins.push(check_in);
        } else {
            found.skip("second measurement of a day", 1);
        }
        Ok(())
    })?;
    found.not_taken(document, &NOT_TAKEN);
    Ok(found)
}

fn morning(cells: &Cells, day: Day, hrv: f64, pulse: f64, found: &mut Found) -> Result<FoundCheckIn, Mistake> {
    let mut check_in = FoundCheckIn::new(cells.line, day, Origin::OnPurpose, "HRV4Training");
    measure(found, &mut check_in, Field::HrvRmssd, Some(hrv));
    measure(found, &mut check_in, Field::RestingHr, Some(pulse));
    if cells.raw("sleep_time").contains(':') {
        let slept = cells.cell("sleep_time").field(Field::SleepMinutes).map_err(|wrong| ("sleep_time", wrong))?;
        let minutes = if let Some(Value::Whole(minutes)) = slept { Some(minutes as f64) } else { None };
        measure(found, &mut check_in, Field::SleepMinutes, minutes);
    }
    if !cells.cell("sickness").is_missing() && !cells.raw("sickness").eq_ignore_ascii_case("not sick") {
        check_in.fields.push((Field::Ill, Value::Flag(true)));
    }
    let note = cells.lines("note")?;
    if !["", "-"].contains(&note.as_str()) {
        check_in.fields.push((Field::Note, Value::Text(note)));
    }
    Ok(check_in)
}

/// The day at the beginning of `2018-05-18 7:33:16 a. m. +0000`; its offset is not to be trusted.
fn written(text: &str) -> Option<Written> {
    let mut parts = text.get(..10)?.split('-');
    let written = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some(written)
}

fn date((year, first, second): Written, middle: Middle) -> Option<NaiveDate> {
    match middle {
        Middle::Month => NaiveDate::from_ymd_opt(year, first, second),
        Middle::Day => NaiveDate::from_ymd_opt(year, second, first),
    }
}

/// A number over 12 decides; else the reading in which no day jumps back; `None` = both or neither.
fn middle(days: &[Written]) -> Option<Middle> {
    if days.iter().any(|(_, first, _)| *first > 12) {
        return Some(Middle::Day);
    }
    if days.iter().any(|(_, _, second)| *second > 12) {
        return Some(Middle::Month);
    }
    let in_order = |middle| days.iter().map(|day| date(*day, middle)).is_sorted();
    match (in_order(Middle::Month), in_order(Middle::Day)) {
        (true, false) => Some(Middle::Month),
        (false, true) => Some(Middle::Day),
        (true, true) | (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_decide_together_what_stands_in_the_middle() {
        for (days, expected) in [
            (vec![(2017, 8, 3), (2017, 27, 7)], Some(Middle::Day)),
            (vec![(2017, 8, 3), (2017, 7, 27)], Some(Middle::Month)),
            (vec![(2017, 11, 7), (2017, 12, 7), (2017, 1, 8)], Some(Middle::Day)),
            (vec![(2017, 1, 11), (2017, 1, 12), (2017, 2, 1)], Some(Middle::Month)),
            (vec![(2017, 3, 3)], None),
        ] {
            assert_eq!(middle(&days), expected, "{days:?}");
        }
    }
}
