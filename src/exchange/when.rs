//! Dates with times as programs write them for people, in any of the languages of [`super::words`].
//!
//! What could be read in two ways (`3/6/2024 3:23`) is not read.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::words::month;

/// Words that may stand in a date and say nothing.
const FILLERS: [&str; 14] = ["de", "à", "a", "at", "um", "uhr", "kl", "om", "alle", "às", "den", "il", "o", "ore"];

/// A local date with its time; `None` where it is none or can be read in two ways.
pub fn local_time(text: &str) -> Option<NaiveDateTime> {
    iso(text.trim()).or_else(|| for_people(text))
}

/// `2025-03-28 15:24:28`, with a `T`, without seconds or with parts of them.
fn iso(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = (text.get(..10)?, text.get(11..)?);
    let between = text.get(10..11)?;
    let date = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok()?;
    (between == " " || between == "T").then(|| clock(time.trim(), None).map(|time| date.and_time(time))).flatten()
}

/// The second half of the day, as told by `am` or `pm`.
fn afternoon(word: &str) -> Option<bool> {
    match word {
        "am" => Some(false),
        "pm" => Some(true),
        _ => None,
    }
}

/// `Jun 4, 2024, 6:13:47 AM`, `24 mai 2012 à 16:27:40`, `15.08.2025, 17:04:07`.
fn for_people(text: &str) -> Option<NaiveDateTime> {
    let blank = |character: char| character == ',' || character.is_whitespace();
    let plain = text.to_lowercase().replace(blank, " ");
    let plain = plain.replace("a. m.", "am").replace("p. m.", "pm").replace("a.m.", "am").replace("p.m.", "pm");
    let (mut parts, mut date, mut time, mut half) = (Parts::default(), None, None, None);
    for token in plain.split_whitespace() {
        let word = token.trim_end_matches('.');
        if let Some(known) = afternoon(word) {
            half = Some(known);
        } else if token.contains(':') {
            time = Some(word);
        } else if word.matches('.').count() == 2 && date.is_none() && parts.is_empty() {
            date = Some(day_month_year(word)?);
        } else if word.contains('.') && time.is_none() {
            time = Some(word);
        } else if !FILLERS.contains(&word) {
            parts.take(word)?;
        }
    }
    let date = date.or_else(|| parts.date())?;
    Some(date.and_time(clock(&time?.replace('.', ":"), half)?))
}

/// `15.08.2025`.
fn day_month_year(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%d.%m.%Y").ok().filter(|_| text.rsplit('.').next().is_some_and(|year| year.len() == 4))
}

/// The parts of a date in words; their order does not matter, because each can only be one of them.
#[derive(Default)]
struct Parts {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
}

impl Parts {
    fn is_empty(&self) -> bool {
        self.year.is_none() && self.month.is_none() && self.day.is_none()
    }

    /// Takes one word; `None` = it is no part of a date, or one that is there already.
    fn take(&mut self, word: &str) -> Option<()> {
        let number: Option<u32> = word.parse().ok();
        match number {
            Some(number) if word.len() == 4 && self.year.is_none() => self.year = i32::try_from(number).ok(),
            Some(number) if word.len() <= 2 && self.day.is_none() => self.day = Some(number),
            None if self.month.is_none() => self.month = Some(month(word)?),
            _ => return None,
        }
        Some(())
    }

    fn date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year?, self.month?, self.day?)
    }
}

/// `6:13:47` in the given half of the day, or of the whole day.
fn clock(text: &str, afternoon: Option<bool>) -> Option<NaiveTime> {
    let forms = ["%H:%M:%S%.f", "%H:%M"];
    let time = forms.iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok())?;
    let Some(afternoon) = afternoon else { return Some(time) };
    let hour = chrono::Timelike::hour(&time);
    if !(1..=12).contains(&hour) {
        return None;
    }
    chrono::Timelike::with_hour(&time, hour % 12 + if afternoon { 12 } else { 0 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn local_times_in_every_form_and_language() {
        for (text, expected) in [
            ("30 Jun 2025, 19:56", "2025-06-30 19:56:00"),
            ("Jan 1, 2025, 10:00\u{202f}AM", "2025-01-01 10:00:00"),
            ("18 Sept. 2026, 16:01", "2026-09-18 16:01:00"),
            ("2025-03-28 15:24:28", "2025-03-28 15:24:28"),
            ("2025-03-28 15:24", "2025-03-28 15:24:00"),
            ("2025-03-11T23:40:10", "2025-03-11 23:40:10"),
            ("2025-03-11T23:40:10.5", "2025-03-11 23:40:10.500"),
            ("Jun 4, 2024, 6:13:47 PM", "2024-06-04 18:13:47"),
            ("Jun 4, 2024, 12:13:47 AM", "2024-06-04 00:13:47"),
            ("12 sep. 2021 18:30:05", "2021-09-12 18:30:05"),
            ("12 sep 2025, 18:30:05", "2025-09-12 18:30:05"),
            ("12 jul 2025, 06:30:05 a.\u{a0}m.", "2025-07-12 06:30:05"),
            ("12 jul 2025, 06:30:05 p.m.", "2025-07-12 18:30:05"),
            ("12 jul 2025, 06:30:05 p.\u{2009}m.", "2025-07-12 18:30:05"),
            ("15.08.2025, 17:04:07", "2025-08-15 17:04:07"),
            ("24 mai 2012 à 16:27:40", "2012-05-24 16:27:40"),
            ("12 de set. de 2021, 18:30:05", "2021-09-12 18:30:05"),
            ("12. sep. 2021 18.30.05", "2021-09-12 18:30:05"),
            ("3 maj 2021, 07:05", "2021-05-03 07:05:00"),
            ("3 paź 2021, 07:05:00", "2021-10-03 07:05:00"),
            ("2021. szept. 12. 18:30:05", "2021-09-12 18:30:05"),
            ("1 mrt. 2022 07:05:00", "2022-03-01 07:05:00"),
        ] {
            assert_eq!(local_time(text).map(|time| time.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_time_or_two_is_none() {
        for bad in [
            "",
            "3/6/2024 3:23",
            "5/12/26 15:07",
            "2025-02-30 10:00",
            "yesterday",
            "1.2.3",
            "12 foo 2021 10:00",
            "12 Mai 2021",
            "13 13 2021 10:00",
            "30 Feb 2021 10:00",
            "1 Mai 2021 13:00 PM",
            "10:00",
            "é",
        ] {
            assert_eq!(local_time(bad), None, "{bad}");
        }
    }
}
