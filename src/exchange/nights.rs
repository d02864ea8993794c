//! Sleeps that end on the same day become one night (`formats.md` §1, rule 10).
//!
//! Parts add up, a part inside another counts once, heart values are those of the longest. A nap is told and left out.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta, Timelike};

use super::foreign::measure;
use super::found::{Found, FoundCheckIn, MOST_RECORDS};
use crate::domain::{Day, Field, Origin};

/// A sleep that is shorter, minutes, and begins by day is a nap.
const SHORT: f64 = 180.0;
/// By day: from this hour on.
const BY_DAY: u32 = 10;
/// … and before this one.
const BY_NIGHT: u32 = 20;

/// One sleep of a file.
#[derive(Debug, Clone)]
pub struct Sleep {
    /// Where it stands in the file.
    pub line: usize,
    /// The day of waking.
    pub day: Day,
    /// From falling asleep to waking, local; `None` = not said.
    pub span: Option<(NaiveDateTime, NaiveDateTime)>,
    /// Minutes asleep; `None` = not said.
    pub minutes: Option<f64>,
    /// Is it a nap, where the source says so; `None` = not said.
    pub nap: Option<bool>,
    /// The heart values of it.
    pub heart: Vec<(Field, Option<f64>)>,
}

impl Sleep {
    fn is_nap(&self) -> bool {
        let by_day = self.span.is_some_and(|(start, _)| (BY_DAY..BY_NIGHT).contains(&start.hour()));
        self.nap.unwrap_or_else(|| by_day && self.minutes.is_some_and(|minutes| minutes < SHORT))
    }

    fn is_inside(&self, other: &Sleep) -> bool {
        let margin = TimeDelta::minutes(1);
        match (self.span, other.span) {
            (Some((start, end)), Some((from, to))) => start + margin >= from && end <= to + margin,
            _ => false,
        }
    }
}

/// Is there room for another sleep?
///
/// # Errors
/// No file of one person holds more; what is expected.
pub fn room(sleeps: &[Sleep]) -> Result<(), String> {
    if sleeps.len() < MOST_RECORDS { Ok(()) } else { Err(format!("at most {MOST_RECORDS} sleeps in a file")) }
}

/// Adds the nights of one source to what was found.
pub fn add(found: &mut Found, device: &str, sleeps: Vec<Sleep>) {
    let mut nights: BTreeMap<Day, Vec<Sleep>> = BTreeMap::new();
    for sleep in sleeps {
        if sleep.is_nap() {
            let slept = sleep.minutes.map(|minutes| format!(" of {minutes:.0} min")).unwrap_or_default();
            found.warnings.add(sleep.line, &format!("a nap{slept} is told here and left out of the night"));
            found.skip("nap", 1);
        } else {
            nights.entry(sleep.day).or_default().push(sleep);
        }
    }
    for parts in nights.into_values() {
        let night = night(found, device, parts);
        found.check_ins.extend(night);
    }
}

fn night(found: &mut Found, device: &str, mut parts: Vec<Sleep>) -> Option<FoundCheckIn> {
    // Stable: of equals the one that stands first in the file.
    parts.sort_by(|one, other| other.minutes.unwrap_or(0.0).total_cmp(&one.minutes.unwrap_or(0.0)));
    let mut counted: Vec<&Sleep> = Vec::new();
    for part in &parts {
        if counted.iter().any(|other| part.is_inside(other)) {
            found.skip("sleep inside another", 1);
        } else {
            counted.push(part);
        }
    }
    let longest = *counted.first()?;
    let minutes = counted.iter().filter_map(|part| part.minutes).reduce(|sum, more| sum + more);
    if counted.len() > 1 {
        let sum = minutes.unwrap_or(0.0);
        found.warnings.add(longest.line, &format!("{} sleeps that end on {} add up to {sum:.0} min", counted.len(), longest.day));
    }
    let mut check_in = FoundCheckIn::new(longest.line, longest.day, Origin::Wearable, device);
    measure(found, &mut check_in, Field::SleepMinutes, minutes);
    for (field, value) in &longest.heart {
        measure(found, &mut check_in, *field, *value);
    }
    Some(check_in)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Value;

    fn sleep(line: usize, span: (&str, &str), minutes: f64, hrv: f64) -> Sleep {
        let time = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        let heart = vec![(Field::HrvRmssd, Some(hrv))];
        let day = Day::from_date(time(span.1).date()).unwrap();
        Sleep { line, day, span: Some((time(span.0), time(span.1))), minutes: Some(minutes), nap: None, heart }
    }

    #[test]
    fn parts_add_up_one_inside_another_counts_once_and_a_nap_is_left_out() {
        let mut found = Found::new("f", "f");
        let parts = vec![
            sleep(2, ("2026-03-01 23:00", "2026-03-02 03:00"), 220.0, 40.0),
            sleep(3, ("2026-03-02 04:00", "2026-03-02 08:00"), 230.0, 50.0),
            sleep(4, ("2026-03-02 05:00", "2026-03-02 06:00"), 55.0, 90.0),
            sleep(5, ("2026-03-02 14:00", "2026-03-02 15:00"), 50.0, 30.0),
        ];
        add(&mut found, "ring", parts);
        let fields = &found.check_ins.first().unwrap().fields;
        assert_eq!(fields[..], [(Field::SleepMinutes, Value::Whole(450)), (Field::HrvRmssd, Value::Number(50.0))]);
        assert_eq!((found.check_ins.len(), found.skipped.get("nap"), found.warnings.len()), (1, Some(&1), 2));
    }
}
