//! Stamps of other programs into local times, and what is recorded at them.
//!
//! For phones, watches and their dumps: a session from its start and seconds, a measured value of a
//! day. What is too short, too long or on no possible day is left out and told here, for all alike.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeZone, Timelike};

use super::Context;
use super::foreign::{NIGHT_MINUTES, UNSET_CLOCK};
use super::found::{Found, FoundCheckIn, FoundSession};
use super::kinds::Guess;
use super::notes::At;
use crate::domain::field::Raw;
use crate::domain::text::one_line;
use crate::domain::{Day, Field, FieldKind, Session, SessionId, Status, Value};

/// A shorter recording is no session, seconds.
const SHORTEST: f64 = 60.0;

/// The local time of a moment in the profile's zone (UTC where there is none).
pub fn local(context: &Context, utc_ms: i64) -> Option<NaiveDateTime> {
    let utc = DateTime::from_timestamp_millis(utc_ms)?.naive_utc();
    Some(context.zone.map_or(utc, |zone| zone.local(utc)))
}

/// The local time of a moment at an offset of its own, or else in the profile's zone.
pub fn local_at(context: &Context, utc_ms: i64, offset_seconds: Option<i64>) -> Option<NaiveDateTime> {
    let Some(offset) = offset_seconds.filter(|offset| offset.abs() <= 18 * 3600) else { return local(context, utc_ms) };
    let utc = DateTime::from_timestamp_millis(utc_ms)?.naive_utc();
    utc.checked_add_signed(chrono::TimeDelta::try_seconds(offset)?)
}

/// A stamp with its offset: `2016-11-14 07:25:41 -0700`, or as ISO 8601 writes it.
pub fn with_offset(text: &str) -> Option<DateTime<FixedOffset>> {
    let text = text.trim();
    let plain = || DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z").ok();
    let tight = || DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f%z").ok();
    usual(text).or_else(plain).or_else(tight).or_else(|| DateTime::parse_from_rfc3339(text).ok())
}

/// `2016-11-14 07:25:41 -0700` as phones write it a hundred thousand times: every digit in its place. What is otherwise
/// is left to a real parser.
fn usual(text: &str) -> Option<DateTime<FixedOffset>> {
    let bytes: &[u8; 25] = text.as_bytes().try_into().ok()?;
    let fits = |(byte, form): (&u8, &u8)| match form {
        b'0' => byte.is_ascii_digit(),
        b'+' => matches!(byte, b'+' | b'-'),
        _ => byte == form,
    };
    if !bytes.iter().zip(b"0000-00-00 00:00:00 +0000").all(fits) {
        return None;
    }
    let number = |from: usize, to: usize| {
        let digits = bytes.get(from..to).unwrap_or_default();
        digits.iter().fold(0, |number: u32, digit| number * 10 + u32::from(digit - b'0'))
    };
    let date = NaiveDate::from_ymd_opt(number(0, 4) as i32, number(5, 7), number(8, 10))?;
    let local = date.and_hms_opt(number(11, 13), number(14, 16), number(17, 19))?;
    let (hours, minutes) = (number(21, 23), number(23, 25));
    let seconds = i32::try_from(hours * 3600 + minutes * 60).ok().filter(|_| minutes < 60)?;
    let west = bytes.get(20) == Some(&b'-');
    FixedOffset::east_opt(if west { -seconds } else { seconds })?.from_local_datetime(&local).single()
}

/// A stamp without an offset: `2025-03-29T09:00:00.000`, `2025-03-29 09:00`, `11/01/19 14:56:32`; a `Z` is passed over.
pub fn without_offset(text: &str) -> Option<NaiveDateTime> {
    const FORMS: [&str; 5] =
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%m/%d/%y %H:%M:%S"];
    let text = text.trim().trim_end_matches('Z');
    FORMS.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
}

/// The date at the beginning of `2025-03-29`, `2025-03-29 00:00:00.000000`, `2025-03-29T00:00:00Z`.
pub fn date(text: &str) -> Option<NaiveDate> {
    let (date, rest) = text.trim().split_at_checked(10)?;
    let alone = rest.is_empty() || rest.starts_with(['T', ' ']);
    alone.then(|| date.parse().ok()).flatten()
}

/// Seconds of an offset as `+05:30`, `UTC+0530`, `-04:00:00`, `Z`.
pub fn offset(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches("UTC").trim_start_matches("GMT");
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = text.chars().skip(1).filter(|character| *character != ':').collect();
    let whole = (4..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let two = |at: usize| digits.get(at..at + 2).and_then(|two| two.parse::<i64>().ok());
    whole.then(|| Some(sign * (two(0)? * 3600 + two(2)? * 60))).flatten().filter(|seconds| seconds.abs() <= 18 * 3600)
}

/// Seconds of `PT6H20M`, `PT2700.000S`, `PT45M`.
pub fn iso_duration(text: &str) -> Option<f64> {
    let mut seconds = 0.0;
    let mut rest = text.trim().strip_prefix("PT")?;
    let mut parts = 0;
    while !rest.is_empty() {
        let end = rest.find(|character: char| !character.is_ascii_digit() && character != '.')?;
        let (number, unit) = rest.split_at_checked(end)?;
        let factor = match unit.chars().next()? {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += number.parse::<f64>().ok()? * factor;
        rest = unit.get(1..)?;
        parts += 1;
    }
    (1..=3).contains(&parts).then_some(seconds)
}

/// Seconds of `07:05:30.000000`.
#[cfg(any(feature = "databases", test))]
pub fn clock_duration(text: &str) -> Option<f64> {
    let mut parts = text.trim().split(':');
    let (hours, minutes, seconds) = (parts.next()?, parts.next()?, parts.next()?);
    let whole = |text: &str| text.parse::<u32>().ok().map(f64::from);
    let seconds: f64 = seconds.parse().ok().filter(|seconds| (0.0..60.0).contains(seconds))?;
    let minutes = whole(minutes).filter(|minutes| *minutes < 60.0)?;
    parts.next().is_none().then_some(whole(hours)? * 3600.0 + minutes * 60.0 + seconds)
}

/// A session as a recorder knows it.
pub struct Recorded<'a> {
    /// Where it stands.
    pub at: At,
    /// The local start.
    pub start: NaiveDateTime,
    /// How long, seconds; `None` = not known.
    pub seconds: Option<f64>,
    /// What it was; `None` = no training.
    pub guess: Option<Guess>,
    /// What the person called it; may be empty.
    pub title: &'a str,
    /// The program and the device.
    pub source: &'a str,
    /// Its name there; empty = none.
    pub id: String,
}

/// The session of a recording; `None` = it is none, which is counted or told.
pub fn session(found: &mut Found, context: &Context, recorded: Recorded) -> Option<FoundSession> {
    let seconds = recorded.seconds.filter(|seconds| seconds.is_finite());
    if seconds.is_some_and(|seconds| seconds < SHORTEST) {
        found.skip("recording of less than a minute", 1);
        return None;
    }
    let Some(guess) = recorded.guess else {
        found.skip("activity that is no training", 1);
        return None;
    };
    let day = day(found, context, recorded.at, recorded.start.date())?;
    let mut session = Session::new(SessionId(String::new()), day, guess.kind, Status::Done);
    session.start = Some((recorded.start.hour() * 60 + recorded.start.minute()) as u16);
    session.minutes = found.minutes(recorded.at, seconds);
    session.title = one_line(recorded.title.trim()).into_owned();
    session.source = one_line(recorded.source).into_owned();
    session.source_id = recorded.id;
    Some(FoundSession { line: recorded.at.line, session, kind_said: guess.said })
}

/// The day of a date on which something can have happened; else it is told.
pub fn day(found: &mut Found, context: &Context, at: At, date: NaiveDate) -> Option<Day> {
    let days = context.days();
    let day = Day::from_date(date);
    if day.is_none_or(|day| day < *days.start()) {
        let text = format!("a day of {date} is left out: the clock of the device was not set");
        found.warnings.add_in(at.table, at.place(), &text);
        found.skip(UNSET_CLOCK, 1);
        return None;
    }
    let inside = day.filter(|day| days.contains(day));
    if inside.is_none() {
        let text = format!("expected a day from {} to {}, found {date}", days.start(), days.end());
        found.errors.add_in(at.table, at.place(), &text);
    }
    inside
}

/// Adds a measured value, or a warning where it is not possible.
pub fn measure(found: &mut Found, check_in: &mut FoundCheckIn, table: &'static str, field: Field, number: f64) {
    let whole = matches!(field.spec().kind, FieldKind::Whole(_));
    let raw = if whole { Raw::Whole(number.round() as i64) } else { Raw::Decimal(number) };
    let possible = number.is_finite() && (field != Field::SleepMinutes || NIGHT_MINUTES.contains(&(number.round() as i64)));
    let accepted = possible.then(|| field.accept(&raw).ok()).flatten();
    let Some(value) = accepted else {
        let text = format!("{} of {number} is not possible and left out", field.id());
        found.warnings.add_in(table, Some(check_in.line).filter(|line| *line > 0), &text);
        return;
    };
    if field.unusual(&value)
        && let Value::Whole(_) | Value::Number(_) = value
    {
        let text = format!("{} {number} is unusual; imported, have a look", field.id());
        found.confirm.add_in(table, Some(check_in.line).filter(|line| *line > 0), &text);
    }
    check_in.fields.push((field, value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_form_is_read_as_any_other() {
        for text in [
            "2016-11-14 07:25:41 -0700",
            "2024-02-29 23:59:59 +0545",
            "2023-02-29 00:00:00 +0000",
            "2016-12-31 23:59:60 +0000",
            "2016-11-14 24:00:00 +0000",
            "2016-11-14 07:25:41 +2400",
            "2016-11-14 07:25:41 +0060",
            "2016-11-14T07:25:41 +0100",
            "+016-11-14 07:25:41 +0100",
        ] {
            let read = DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S %z").ok();
            assert_eq!(with_offset(text), read, "{text}");
            assert!(usual(text).is_none_or(|usual| read == Some(usual)), "{text}");
        }
    }

    #[test]
    fn durations_in_every_form() {
        for (text, seconds) in [("PT6H20M", 22_800.0), ("PT2700.000S", 2700.0), ("PT45M", 2700.0), ("PT1H1M1S", 3661.0)] {
            assert_eq!(iso_duration(text), Some(seconds), "{text}");
        }
        for bad in ["", "PT", "P1D", "PT5", "PTM", "PT1X", "PT1H1H1H1H", "PTé"] {
            assert_eq!(iso_duration(bad), None, "{bad}");
        }
        assert_eq!(clock_duration("07:05:30.000000"), Some(25_530.0));
        for bad in ["", "7:05", "1:2:3:4", "1:60:00", "a:b:c", "-1:00:00", "1:00:NaN"] {
            assert_eq!(clock_duration(bad), None, "{bad}");
        }
    }

    #[test]
    fn stamps_in_every_form() {
        for text in ["2025-03-29T09:00:00.000", "2025-03-29 09:00", "03/29/25 09:00:00", "2025-03-29T09:00:00Z"] {
            assert_eq!(without_offset(text).unwrap().to_string(), "2025-03-29 09:00:00", "{text}");
        }
        for text in ["2016-11-14 07:25:41 -0700", "2016-11-14T07:25:41-07:00", "2016-11-14T14:25:41Z", "2016-11-14 14:25:41+0000"]
        {
            assert_eq!(with_offset(text).unwrap().timestamp(), 1_479_133_541, "{text}");
        }
        assert_eq!(date("2025-03-30 00:00:00.000000"), NaiveDate::from_ymd_opt(2025, 3, 30));
        assert_eq!((date("2025-03-300"), date("2025-02-30"), date("ä025-03-30")), (None, None, None));
    }
}
