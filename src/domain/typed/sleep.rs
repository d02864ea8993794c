//! Sleep as people type it (`readiness.md` §1): hours, minutes, the parts of a split night.

use std::fmt;

use super::duration::clock_duration;
use crate::domain::profile::SLEEP_NEED;

/// Where something is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// In a form, which shows how it reads it.
    Form,
    /// On a line of commands, which cannot ask back.
    Line,
}

/// Why a text is no sleep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    /// None of the forms.
    Form(String),
    /// Two readings, in minutes, that differ.
    Two(String, [i64; 2]),
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unread::Form(found) => write!(f, "expected sleep as 7:10, 7h10, 7 h, 7.5, 430min or 5h30+1h30, found \"{found}\""),
            Unread::Two(found, [hours, minutes]) => {
                write!(f, "{found} is {} or {minutes}min: write which.", clock_duration(*hours))
            }
        }
    }
}

impl std::error::Error for Unread {}

/// At most so many parts of a night add up.
const PARTS: usize = 4;
/// A bare number up to here is hours.
const HOURS: f64 = 14.0;
/// Minutes of a day.
const DAY: i64 = 1440;

/// Reads sleep in minutes.
///
/// # Errors
/// None of the forms, or two readings on a line.
pub fn sleep(text: &str, place: Where) -> Result<i64, Unread> {
    let refuse = || Unread::Form(text.trim().to_owned());
    let parts: Vec<&str> = text.split('+').collect();
    if parts.len() > PARTS {
        return Err(refuse());
    }
    let mut sum = 0;
    for part in parts {
        sum += match part_of(part.trim(), place) {
            Ok(minutes) => minutes,
            Err(Unread::Form(_)) => return Err(refuse()),
            Err(two @ Unread::Two(..)) => return Err(two),
        };
    }
    if sum > DAY { Err(refuse()) } else { Ok(sum) }
}

/// Reads a nap in minutes: a bare number is minutes.
///
/// # Errors
/// None of the forms.
pub fn nap(text: &str) -> Result<i64, String> {
    let refused = || format!("expected a nap in minutes such as 20, or as 0:20 or 1h30, found \"{}\"", text.trim());
    match whole(text.trim(), 4) {
        Some(minutes) => Ok(minutes),
        None => sleep(text, Where::Form).map_err(|_| refused()),
    }
}

/// Reads the sleep that a person needs, in minutes: typed as any sleep, and as much as somebody can need.
///
/// # Errors
/// None of the forms, two readings on a line, or less or more than anybody needs.
pub fn sleep_need(text: &str, place: Where) -> Result<u16, String> {
    let minutes = sleep(text, place).map_err(|unread| unread.to_string())?;
    let possible = u16::try_from(minutes).ok().filter(|need| SLEEP_NEED.contains(need));
    possible.ok_or_else(|| {
        let [least, most] = [SLEEP_NEED.start(), SLEEP_NEED.end()].map(|end| clock_duration(i64::from(*end)));
        format!("expected a need of {least}–{most} of sleep, found {}", clock_duration(minutes))
    })
}

fn part_of(text: &str, place: Where) -> Result<i64, Unread> {
    let refuse = || Unread::Form(text.to_owned());
    let lower = text.to_lowercase();
    if let Some(minutes) = lower.strip_suffix("min") {
        return whole(minutes.trim_end(), 4).ok_or_else(refuse);
    }
    if let Some((hours, minutes)) = lower.split_once([':', 'h']) {
        let (hours, minutes) = (hours.trim_end(), minutes.trim_start());
        return match minutes {
            "" if lower.ends_with('h') => of_hours(hours, DAY as f64 / 60.0),
            _ => whole(hours, 2)
                .zip(whole(minutes, 2).filter(|minutes| *minutes < 60))
                .map(|(hours, minutes)| hours * 60 + minutes),
        }
        .filter(|minutes| *minutes <= DAY)
        .ok_or_else(refuse);
    }
    match whole(&lower, 4) {
        Some(number) if lower.len() >= 3 => bare(text, number, place),
        _ => of_hours(&lower, HOURS).ok_or_else(refuse),
    }
}

/// Three or four bare digits: h:mm, or minutes.
fn bare(text: &str, number: i64, place: Where) -> Result<i64, Unread> {
    let hours = Some(number / 100 * 60 + number % 100).filter(|minutes| number % 100 < 60 && *minutes <= DAY);
    let minutes = Some(number).filter(|minutes| *minutes <= DAY);
    match (hours, minutes, place) {
        (Some(hours), Some(minutes), Where::Line) if hours != minutes => Err(Unread::Two(text.to_owned(), [hours, minutes])),
        (first, second, _) => first.or(second).ok_or_else(|| Unread::Form(text.to_owned())),
    }
}

fn whole(text: &str, digits: usize) -> Option<i64> {
    let fits = !text.is_empty() && text.len() <= digits && text.bytes().all(|byte| byte.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// Hours with a point or a comma, at most so many, in whole minutes.
fn of_hours(text: &str, most: f64) -> Option<i64> {
    let plain = text.len() <= 5 && text.starts_with(|first: char| first.is_ascii_digit());
    let known = plain && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.');
    let hours: f64 = known.then(|| text.replace(',', ".").parse().ok()).flatten()?;
    (hours <= most).then(|| (hours * 60.0).round() as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_split_night_adds_up_and_four_parts_are_enough() {
        assert_eq!(sleep("5h30+1h30", Where::Line), Ok(420));
        assert_eq!(sleep("1+1+1+1", Where::Form), Ok(240));
        assert!(sleep("1+1+1+1+1", Where::Form).is_err());
        assert!(sleep("14+14", Where::Form).is_err(), "more than a day");
        for bad in ["", "+", "7+", "h", "min", "7:", "-3", "7:5:1", "1e1", "7..5", ".", "15", "3000", "25:00"] {
            assert!(sleep(bad, Where::Form).is_err(), "{bad}");
        }
    }

    #[test]
    fn two_readings_are_both_named() {
        let refused = sleep("430", Where::Line).unwrap_err();
        assert_eq!(refused.to_string(), "430 is 4:30 or 430min: write which.");
        assert_eq!(sleep("430", Where::Form), Ok(270));
    }

    #[test]
    fn every_form_of_sleep_ends_where_a_day_or_fourteen_hours_do() {
        for (text, minutes) in [
            ("14", 840),
            ("13,9", 834),
            ("7.25", 435),
            ("0", 0),
            ("24h", 1440),
            ("23.5h", 1410),
            ("24:00", 1440),
            ("7 h 05", 425),
            ("1440min", 1440),
            ("430 MIN", 430),
            ("12:00+12:00", 1440),
        ] {
            assert_eq!((sleep(text, Where::Form), sleep(text, Where::Line)), (Ok(minutes), Ok(minutes)), "{text}");
        }
        for bad in ["14.1", "24.1h", "24:01", "1441min", "12345min", "7:60", "100:00", "7:001", "12:00+12:01", "7.123456"] {
            assert!(sleep(bad, Where::Form).is_err() && sleep(bad, Where::Line).is_err(), "{bad}");
        }
    }

    #[test]
    fn three_digits_are_a_clock_in_a_form_and_where_they_are_none_minutes() {
        let read = |text: &str| (sleep(text, Where::Form).ok(), sleep(text, Where::Line).ok());
        assert_eq!(read("459"), (Some(299), None), "4:59 or 459 minutes");
        assert_eq!(read("460"), (Some(460), Some(460)), "no clock shows it");
        assert_eq!(read("000"), (Some(0), Some(0)), "both are the same");
        assert_eq!(read("2400"), (Some(1440), Some(1440)), "no day has so many minutes");
        assert_eq!((read("1440"), read("1460")), ((Some(880), None), (None, None)));
        assert_eq!(read("2401"), (None, None));
    }

    #[test]
    fn a_nap_is_minutes_and_a_need_is_one_that_somebody_can_have() {
        assert_eq!([nap("20"), nap("90"), nap("0:20"), nap("1h30"), nap("1440")], [Ok(20), Ok(90), Ok(20), Ok(90), Ok(1440)]);
        assert_eq!(nap("20 winks").unwrap_err(), "expected a nap in minutes such as 20, or as 0:20 or 1h30, found \"20 winks\"");
        let (least, most) = (*SLEEP_NEED.start(), *SLEEP_NEED.end());
        let need = |minutes: u16| sleep_need(&format!("{minutes}min"), Where::Form);
        assert_eq!((need(least), need(most)), (Ok(least), Ok(most)));
        assert!(need(least - 1).is_err() && need(most + 1).is_err());
    }
}
