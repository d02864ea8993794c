//! What people type, into values and back: durations, dates, answers.
//!
//! The check-in form, the command line and the chart's "go to date" all read through here, so a
//! thing is written the same way everywhere.

mod duration;
mod sleep;

pub use duration::{clock_duration, show_duration};
pub use sleep::{Unread, Where, nap, sleep, sleep_need};

use super::day::Day;
use super::field::{Field, FieldKind, Raw, Refusal, Slept, Value};

/// Reads a duration: `7h10`, `7:10`, `7h` or plain minutes `430`.
///
/// # Errors
/// A sentence with the forms that work.
pub fn duration(text: &str) -> Result<u16, String> {
    let refuse = || format!("expected a duration such as 7h10, 7:10 or 430 minutes, found \"{text}\"");
    let lower = text.trim().to_lowercase();
    let lower = lower.trim_end_matches("min").trim_end();
    let number = |part: &str| {
        let digits = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| part.parse::<u16>().ok()).flatten().ok_or_else(refuse)
    };
    let Some((hours, minutes)) = lower.split_once([':', 'h']) else { return number(lower) };
    let minutes = if minutes.trim().is_empty() && lower.contains('h') { 0 } else { number(minutes.trim())? };
    let hours = number(hours.trim())?;
    if hours > 24 || minutes > 59 { Err(refuse()) } else { Ok(hours * 60 + minutes) }
}

/// Reads a time of day `HH:MM` as minutes after midnight.
///
/// # Errors
/// A sentence with the form that works.
pub fn time_of_day(text: &str) -> Result<u16, String> {
    let refuse = || format!("expected a time such as 07:30, found \"{text}\"");
    let (hours, minutes) = text.trim().split_once(':').ok_or_else(refuse)?;
    let plain = [hours, minutes].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    let written = plain && hours.len() <= 2 && minutes.len() == 2;
    match (hours.parse::<u16>(), minutes.parse::<u16>()) {
        (Ok(hours @ 0..=23), Ok(minutes @ 0..=59)) if written => Ok(hours * 60 + minutes),
        _ => Err(refuse()),
    }
}

/// Reads a day: `2025-03-01`, `2025-06` (its first day), `today`, `yesterday`, `tomorrow`,
/// `-3d`, `-3w`, `+2w`, `-6m`, `-1y`, `monday` (the next one), `last monday`.
///
/// # Errors
/// A sentence with the forms that work.
pub fn day(text: &str, today: Day) -> Result<Day, String> {
    let lower = text.trim().to_lowercase();
    let found = absolute_day(&lower).or_else(|| relative_day(&lower, today)).or_else(|| named_day(&lower, today));
    found.ok_or_else(|| {
        format!("expected a day such as 2025-03-01, 2025-06, -3w, today or last monday, found \"{}\"", text.trim())
    })
}

/// Most days of a typed range.
const MOST_DAYS: i64 = 366;

/// One day, or several: `2026-03-02..2026-03-09`, `mon..fri`; both ends belong to it.
///
/// # Errors
/// An end that is no day, an end before the beginning, or more than a year.
pub fn days(text: &str, today: Day) -> Result<Vec<Day>, String> {
    let Some((first, last)) = text.split_once("..") else { return Ok(vec![day(text, today)?]) };
    let first = day(first, today)?;
    // A weekday at the end is the first one that follows the beginning.
    let last = named_day(&last.trim().to_lowercase(), first).filter(|_| is_weekday(last)).map_or_else(|| day(last, today), Ok)?;
    if !(0..MOST_DAYS).contains(&last.since(first)) {
        return Err(format!("expected a last day from {first} to {}, found {last}", first.plus(MOST_DAYS - 1)));
    }
    Ok(first.to(last).collect())
}

/// The first day and the last: as [`days`] reads them; `2026-03-02..` is open, without a last day.
///
/// # Errors
/// As [`days`].
pub fn range(text: &str, today: Day) -> Result<(Day, Option<Day>), String> {
    if let Some(from) = text.trim().strip_suffix("..") {
        return Ok((day(from, today)?, None));
    }
    let days = days(text, today)?;
    Ok((days.first().copied().unwrap_or(today), days.last().copied()))
}

fn is_weekday(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    text.len() >= 3 && WEEKDAYS.iter().any(|full| full.starts_with(&text))
}

fn absolute_day(text: &str) -> Option<Day> {
    if text.len() == 7 { format!("{text}-01").parse().ok() } else { text.parse().ok() }
}

fn relative_day(text: &str, today: Day) -> Option<Day> {
    if !text.starts_with(['-', '+', '−']) {
        return None;
    }
    let text = text.replace('−', "-");
    let unit = text.chars().last()?;
    let amount: i64 = text.get(..text.len() - unit.len_utf8())?.parse().ok().filter(|amount: &i64| amount.abs() < 100_000)?;
    match unit {
        'd' => Some(today.plus(amount)),
        'w' => Some(today.plus(amount * 7)),
        'm' => Some(months_on(today, amount)),
        'y' => Some(months_on(today, amount * 12)),
        _ => None,
    }
}

/// The same day of another month, or that month's last day.
fn months_on(day: Day, months: i64) -> Day {
    let index = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + months;
    let (year, month) = (index.div_euclid(12), index.rem_euclid(12) as u32 + 1);
    let fits = (0..4).find_map(|less| Day::from_ymd(i32::try_from(year).ok()?, month, day.day_of_month().checked_sub(less)?));
    fits.unwrap_or(if months < 0 { Day::MIN } else { Day::MAX })
}

fn named_day(text: &str, today: Day) -> Option<Day> {
    match text {
        "today" => return Some(today),
        "yesterday" => return Some(today.minus(1)),
        "tomorrow" => return Some(today.plus(1)),
        _ => {}
    }
    let (last, name) = text.strip_prefix("last ").map_or((false, text), |name| (true, name.trim()));
    let (next, name) = name.strip_prefix("next ").map_or((false, name), |name| (true, name.trim()));
    let is_named = |day: &Day| {
        name.len() >= 3
            && WEEKDAYS.iter().any(|full| full.starts_with(name) && full.starts_with(&day.weekday_name().to_lowercase()))
    };
    // On a Monday, `mon` is that day.
    let first = i64::from(last || next);
    let near = (first..=first + 6).map(|distance| if last { today.minus(distance) } else { today.plus(distance) });
    near.into_iter().find(is_named)
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

impl Field {
    /// Reads an answer typed on a line of commands.
    ///
    /// # Errors
    /// A refusal that names what is possible.
    pub fn parse(self, text: &str) -> Result<Value, Refusal> {
        self.parse_in(text, Where::Line)
    }

    /// Reads a typed answer.
    ///
    /// # Errors
    /// A refusal that names what is possible.
    pub fn parse_in(self, text: &str, place: Where) -> Result<Value, Refusal> {
        let text = text.trim();
        let raw = match self.spec().kind {
            FieldKind::Answer | FieldKind::Rating => text.parse().map(Raw::Whole).ok(),
            FieldKind::Whole(_) => {
                let minutes =
                    if self == Field::Nap { nap(text) } else { sleep(text, place).map_err(|unread| unread.to_string()) };
                let unread = |forms| Refusal { field: self, found: text.to_owned(), forms: Some(forms) };
                Some(Raw::Whole(minutes.map_err(unread)?))
            }
            FieldKind::Number(_) => text.replace(',', ".").parse().map(Raw::Decimal).ok(),
            FieldKind::Flag => match text.to_lowercase().as_str() {
                "y" | "yes" | "true" | "1" => Some(Raw::Flag(true)),
                "n" | "no" | "false" | "0" => Some(Raw::Flag(false)),
                _ => None,
            },
            FieldKind::Choice | FieldKind::Text | FieldKind::Tags => Some(Raw::Text(text.to_owned())),
        };
        let refusal = || Refusal { field: self, found: format!("\"{text}\""), forms: None };
        self.accept(&raw.ok_or_else(refusal)?)
    }

    /// A value as it is typed and shown: `6:10`, `52`, `yes`.
    pub fn show(self, value: &Value) -> String {
        match value {
            Value::Whole(minutes) if matches!(self.spec().kind, FieldKind::Whole(_)) => clock_duration(*minutes),
            Value::Whole(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Flag(true) => "yes".to_owned(),
            Value::Flag(false) => "no".to_owned(),
            Value::Choice(slept @ (Slept::Yes | Slept::Same | Slept::No)) => slept.id().to_owned(),
            Value::Text(text) => text.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekday_is_today_on_that_day_and_ranges_have_both_ends() {
        let monday: Day = "2026-11-23".parse().unwrap();
        let of = |text: &str| day(text, monday).map(|day| day.since(monday));
        assert_eq!((of("mon"), of("next mon"), of("last mon"), of("sun")), (Ok(0), Ok(7), Ok(-7), Ok(6)));
        let ends = |text: &str, today: Day| {
            let days = days(text, today).unwrap();
            (days.first().unwrap().since(monday), days.last().unwrap().since(monday), days.len())
        };
        assert_eq!(range("tomorrow..", monday), Ok((monday.plus(1), None)));
        assert_eq!(range("mon..fri", monday), Ok((monday, Some(monday.plus(4)))));
        assert_eq!(ends("mon..fri", monday), (0, 4, 5));
        assert_eq!(ends("mon..fri", monday.plus(2)), (7, 11, 5));
        assert_eq!(ends("2026-11-20..2026-11-24", monday), (-3, 1, 5));
        assert_eq!(ends("tomorrow", monday), (1, 1, 1));
        assert!(days("2026-11-24..2026-11-20", monday).is_err());
    }

    #[test]
    fn durations_in_every_form_of_the_specification() {
        for (text, minutes) in [("425", 425), ("7:05", 425), ("7h05", 425), ("7h", 420), ("0:45", 45), ("45 min", 45)] {
            assert_eq!(duration(text), Ok(minutes), "{text}");
        }
        for bad in ["", "7:", "7:60", "h", "-5", "7h5x", "25:00", "99999", ":30"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
        assert_eq!(show_duration(370), "6 h 10");
    }

    #[test]
    fn days_as_people_type_them() {
        let today: Day = "2026-11-22".parse().unwrap();
        let cases = [
            ("2025-06", "2025-06-01"),
            ("2025-06-15", "2025-06-15"),
            ("-3w", "2026-11-01"),
            ("+2d", "2026-11-24"),
            ("-9m", "2026-02-22"),
            ("-1y", "2025-11-22"),
            ("last monday", "2026-11-16"),
            ("monday", "2026-11-23"),
            ("last sun", "2026-11-15"),
            ("yesterday", "2026-11-21"),
        ];
        for (text, expected) in cases {
            assert_eq!(day(text, today).map(|day| day.to_string()), Ok(expected.to_owned()), "{text}");
        }
        for bad in ["", "soon", "2025-13", "-w", "mo", "--3w"] {
            assert!(day(bad, today).is_err(), "{bad}");
        }
        let leap: Day = "2024-02-29".parse().unwrap();
        assert_eq!(day("-1y", leap).map(|day| day.to_string()), Ok("2023-02-28".to_owned()));
    }

    #[test]
    fn answers_are_read_as_they_are_shown() {
        for (field, text) in [(Field::Energy, "4"), (Field::SleepMinutes, "7:10"), (Field::HrvRmssd, "61.5"), (Field::Ill, "yes")]
        {
            let value = field.parse(text).unwrap();
            assert_eq!(field.show(&value), text);
        }
        assert_eq!(Field::Energy.parse("6").unwrap_err().to_string(), "energy: 6 is not possible here (1–5).");
        assert!(Field::RestingHr.parse("NaN").is_err());
    }

    #[test]
    fn times_of_day() {
        assert_eq!((time_of_day("07:30"), time_of_day("7:30")), (Ok(450), Ok(450)));
        for bad in ["07:+30", "07:0030", "7:5", "+7:30", "07:30:00"] {
            assert!(time_of_day(bad).is_err(), "{bad}");
        }
        for bad in ["24:00", "7", "07:60", "007:30", "aa:bb", "-1:00"] {
            assert!(time_of_day(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn durations_and_ranges_end_where_they_say() {
        for (text, minutes) in [("24:59", 1499), ("0:59", 59), ("9999", 9999), ("24h", 1440), (" 7 h 5 ", 425), ("7H05", 425)] {
            assert_eq!(duration(text), Ok(minutes), "{text}");
        }
        for bad in ["10000", "25h", "0:60", "7h 5 x", "00001:00"] {
            assert!(duration(bad).is_err(), "{bad}");
        }
        assert_eq!((time_of_day("00:00"), time_of_day("23:59")), (Ok(0), Ok(1439)));
        assert_eq!([0, 59, 60, 61].map(show_duration), ["0 min", "59 min", "1 h 00", "1 h 01"]);
        assert_eq!([0, 59, 60, 1439].map(clock_duration), ["0:00", "0:59", "1:00", "23:59"]);
        let first: Day = "2026-01-01".parse().unwrap();
        let range = |last: i64| days(&format!("{first}..{}", first.plus(last)), first).map(|days| days.len());
        assert_eq!((range(0), range(365)), (Ok(1), Ok(366)));
        assert!(range(366).is_err() && range(-1).is_err());
    }

    #[test]
    fn days_told_from_today_are_as_far_as_they_say_and_months_end_with_their_last_day() {
        let today: Day = "2026-11-22".parse().unwrap();
        let from = |text: &str| day(text, today).map(|day| day.since(today));
        assert_eq!(
            [from("-3d"), from("−3d"), from("+3w"), from("tomorrow"), from("today")],
            [Ok(-3), Ok(-3), Ok(21), Ok(1), Ok(0)]
        );
        assert_eq!(
            [from("sun"), from("next sun"), from("last sun"), from("sat"), from("last sat")],
            [Ok(0), Ok(7), Ok(-7), Ok(6), Ok(-1)]
        );
        assert_eq!(from("99999d"), Err(day("99999d", today).unwrap_err()), "nobody says which way");
        assert!(from("+99999d").is_ok() && from("+100000d").is_err() && from("-100000d").is_err());
        assert!(["+d", "+3x", "+3", "su", "sundays", "last", "next x"].into_iter().all(|text| from(text).is_err()));
        let of = |text: &str, today: &str| day(text, today.parse().unwrap()).map(|day| day.to_string());
        for (text, today, then) in [
            ("-1m", "2026-03-31", "2026-02-28"),
            ("+1m", "2026-03-31", "2026-04-30"),
            ("+1m", "2024-01-30", "2024-02-29"),
            ("+2m", "2026-11-15", "2027-01-15"),
            ("-11m", "2026-11-15", "2025-12-15"),
            ("+12m", "2026-12-15", "2027-12-15"),
            ("-1y", "2024-02-29", "2023-02-28"),
            ("+4y", "2024-02-29", "2028-02-29"),
        ] {
            assert_eq!(of(text, today), Ok(then.to_owned()), "{text} of {today}");
        }
        assert_eq!(
            (of("+99999y", "2026-11-15"), of("-99999y", "2026-11-15")),
            (Ok(Day::MAX.to_string()), Ok(Day::MIN.to_string()))
        );
    }
}
