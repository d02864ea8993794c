//! One value of Upswing's own files, read by what its column asks for.
//!
//! A table's cell is text; a backup's value has a type already. Both are read by the same
//! columns, so that the two formats cannot drift apart.

use std::borrow::Cow;
use std::fmt;

use chrono::NaiveDate;
use serde_json::Value as Json;

use super::number::{self, Decimal, Number};
use crate::domain::field::Raw;
use crate::domain::text::{many_lines, one_line};
use crate::domain::{Day, Field, FieldKind, Value, tags};

/// No text in a table is longer, bytes; in a backup stands what was accepted before.
const MAX_TEXT: usize = 64 * 1024;

/// A value as it stands in the file.
#[derive(Debug, Clone, Copy)]
pub enum Cell<'a> {
    /// From a table.
    Text(&'a str, Decimal),
    /// From a backup.
    Json(&'a Json),
}

/// A value that is not what its column asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    expected: String,
    found: String,
    /// The day before any other: written by a watch whose clock was never set.
    unset_clock: bool,
}

impl Wrong {
    /// The same, because the clock was never set.
    pub fn of_an_unset_clock(self) -> Wrong {
        Wrong { unset_clock: true, ..self }
    }

    /// Why the row is left out without being an error, if it is.
    pub fn left_out(&self) -> Option<String> {
        self.unset_clock
            .then(|| format!("found {}, as a watch writes whose clock was never set; the row is left out", self.found))
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found {}", self.expected, self.found)
    }
}

/// What was read; `None` = missing.
pub type Read<T> = Result<Option<T>, Wrong>;

impl<'a> Cell<'a> {
    /// Is there nothing?
    pub fn is_empty(self) -> bool {
        match self {
            Cell::Text(text, _) => text.is_empty(),
            Cell::Json(value) => value.is_null(),
        }
    }

    /// Is there nothing, or one of the signs for nothing that tables use for numbers?
    pub fn is_missing(self) -> bool {
        match self {
            Cell::Text(text, _) => ["", "-", "--", "nan", "null"].iter().any(|sign| text.eq_ignore_ascii_case(sign)),
            Cell::Json(value) => value.is_null(),
        }
    }

    /// What to say when the value is something else.
    pub fn wrong(self, expected: impl Into<String>) -> Wrong {
        let found = match self {
            Cell::Text(text, _) => format!("\"{}\"", super::text::head(text, 80)),
            Cell::Json(value) => super::text::head(&value.to_string(), 80).to_owned(),
        };
        Wrong { expected: expected.into(), found, unset_clock: false }
    }

    /// Reads with `read` what is not missing.
    fn with<T>(self, expected: &str, read: impl FnOnce(Cell<'a>) -> Option<T>) -> Read<T> {
        if self.is_missing() {
            return Ok(None);
        }
        read(self).map(Some).ok_or_else(|| self.wrong(expected))
    }

    fn raw_number(self) -> Option<Number> {
        match self {
            Cell::Text(text, decimal) => number::parse(text, decimal),
            Cell::Json(Json::Number(found)) => {
                let whole = found.is_i64() || found.is_u64();
                found.as_f64().filter(|value| value.is_finite()).map(|value| Number { value, whole })
            }
            Cell::Json(_) => None,
        }
    }

    fn raw_text(self) -> Option<&'a str> {
        match self {
            Cell::Text(text, _) => Some(text),
            Cell::Json(value) => value.as_str(),
        }
    }

    /// A finite number.
    pub fn number(self) -> Read<f64> {
        self.with("a number", |cell| cell.raw_number().map(|number| number.value))
    }

    /// A number that a type of the domain accepts.
    pub fn scaled<T: TryFrom<f64>>(self, expected: &str) -> Read<T> {
        self.with(expected, |cell| T::try_from(cell.raw_number()?.value).ok())
    }

    /// A number of minutes that a type of the domain accepts: `425`, `7:05`, `7h05`, `7h`.
    pub fn minutes<T: TryFrom<f64>>(self, possible: &str) -> Read<T> {
        match self.whole_minutes()? {
            None => Ok(None),
            Some(minutes) => T::try_from(minutes.value).map(Some).map_err(|_| self.wrong(possible)),
        }
    }

    fn whole_minutes(self) -> Read<Number> {
        let clock = match self {
            Cell::Text(text, _) => hours_and_minutes(text),
            Cell::Json(_) => None,
        };
        self.with("a number of minutes", |cell| clock.or_else(|| cell.raw_number()))
    }

    /// A whole number in a range.
    pub fn whole(self, from: u16, to: u16) -> Read<u16> {
        let expected = format!("a whole number {from}–{to}");
        let inside = |number: &Number| number.whole && (f64::from(from)..=f64::from(to)).contains(&number.value);
        self.with(&expected, |cell| cell.raw_number().filter(inside).map(|number| number.value as u16))
    }

    /// Yes or no; in a backup only `true` or `false`.
    pub fn flag(self) -> Read<bool> {
        self.with("yes or no", |cell| match cell {
            Cell::Json(value) => value.as_bool(),
            Cell::Text(text, _) => match text.to_lowercase().as_str() {
                "1" | "yes" | "true" | "x" => Some(true),
                "0" | "no" | "false" => Some(false),
                _ => None,
            },
        })
    }

    /// One of the words of a list, in any case.
    pub fn word<T: Copy>(self, all: &[T], id: fn(T) -> &'static str) -> Read<T> {
        let words: Vec<&str> = all.iter().map(|value| id(*value)).collect();
        let expected = format!("one of {}", words.join(", "));
        self.with(&expected, |cell| {
            let text = cell.raw_text()?;
            all.iter().copied().find(|value| id(*value).eq_ignore_ascii_case(text))
        })
    }

    /// A day: `2025-03-01`, or in a table also `01.03.2025`.
    pub fn day(self) -> Read<Day> {
        let ambiguous = matches!(self, Cell::Text(text, _) if text.matches('/').count() == 2);
        let expected = match self {
            Cell::Text(..) if ambiguous => "a day as 2025-03-01 or 01.03.2025 (with slashes it is ambiguous)",
            Cell::Text(..) => "a day as 2025-03-01 or 01.03.2025",
            Cell::Json(_) => "a day as \"2025-03-01\"",
        };
        self.with(expected, |cell| match cell {
            Cell::Text(text, _) => text.parse().ok().or_else(|| day_month_year(text)),
            Cell::Json(value) => value.as_str()?.parse().ok(),
        })
    }

    /// A time of day as `HH:MM`, in minutes after midnight.
    pub fn time(self) -> Read<u16> {
        self.with("a time as HH:MM", |cell| {
            let (hours, minutes) = cell.raw_text()?.split_once(':')?;
            let (hours, minutes) = (digits(hours)?, digits(minutes)?);
            (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
        })
    }

    /// A name or title on one line.
    pub fn line(self) -> Result<String, Wrong> {
        self.text(|text| one_line(text).into_owned())
    }

    /// A note, with its line breaks.
    pub fn lines(self) -> Result<String, Wrong> {
        self.text(|text| many_lines(text).into_owned())
    }

    fn text(self, clean: impl FnOnce(&str) -> String) -> Result<String, Wrong> {
        if self.is_empty() {
            return Ok(String::new());
        }
        let text = self.raw_text().ok_or_else(|| self.wrong("a text"))?;
        if matches!(self, Cell::Text(..)) && text.len() > MAX_TEXT {
            return Err(self.wrong(format!("at most {MAX_TEXT} bytes of text (here are {})", text.len())));
        }
        let text = text.trim();
        // The mark that keeps a spreadsheet from running a text is no part of it.
        let marked = text.strip_prefix('\'').filter(|rest| matches!(self, Cell::Text(..)) && is_formula(rest));
        Ok(clean(marked.unwrap_or(text)))
    }

    /// Words that mark a day; a file with a word that is none is told so.
    fn tags(self) -> Read<Raw> {
        let text = self.lines()?;
        if tags::read(&text).refused.is_empty() {
            Ok(Some(Raw::Text(text)).filter(|_| !self.is_empty()))
        } else {
            Err(self.wrong(tags::possible()))
        }
    }

    /// A value that a field of the check-in accepts.
    pub fn field(self, field: Field) -> Read<Value> {
        let kind = field.spec().kind;
        let raw = match kind {
            FieldKind::Flag => self.flag()?.map(Raw::Flag),
            FieldKind::Text => Some(Raw::Text(self.lines()?)).filter(|_| !self.is_empty()),
            FieldKind::Tags => self.tags()?,
            FieldKind::Choice if self.is_missing() => None,
            FieldKind::Choice => self.raw_text().map(|text| Raw::Text(text.to_lowercase())),
            FieldKind::Whole(_) => self.whole_minutes()?.map(raw),
            FieldKind::Answer | FieldKind::Number(_) | FieldKind::Rating => {
                let what = match kind {
                    FieldKind::Answer => "a whole number 1–5",
                    FieldKind::Rating => "a whole number 0–10",
                    _ => "a number",
                };
                self.with(what, Cell::raw_number)?.map(raw)
            }
        };
        let expected = match kind {
            FieldKind::Answer => "a whole number 1–5".to_owned(),
            FieldKind::Rating => "a whole number 0–10".to_owned(),
            FieldKind::Whole(_) => format!("whole minutes {}", field.possible()),
            _ => field.possible(),
        };
        raw.map(|raw| field.accept(&raw).map_err(|_| self.wrong(expected))).transpose()
    }
}

/// Would a spreadsheet run this text, or take the mark in front of it away? Then it is written with a `'` before it.
fn is_formula(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    match text.chars().next() {
        // The wide ones are taken for the others where such letters are usual.
        Some('=' | '+' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => true,
        // A number may have its sign; `-2+3` and `- slept badly` are calculated.
        Some('-') => text.len() > 1 && (text.parse::<f64>().is_err() || text.contains(char::is_alphabetic)),
        _ => false,
    }
}

/// A text as a cell of a table: harmless where a spreadsheet would run it, quoted where it has to be.
pub fn text_cell(text: &str) -> String {
    let text = if is_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) };
    let needed = text.contains([',', ';', '\t', '"', '\n', '\r']);
    if needed { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.into_owned() }
}

fn raw(number: Number) -> Raw {
    if number.whole { Raw::Whole(number.value as i64) } else { Raw::Decimal(number.value) }
}

/// Up to four digits and nothing else.
fn digits(text: &str) -> Option<u16> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// `7:05`, `7h05`, `7h` as minutes.
fn hours_and_minutes(text: &str) -> Option<Number> {
    let lower = text.to_lowercase();
    let (hours, minutes) = lower.split_once([':', 'h'])?;
    let minutes = match minutes {
        "" if lower.ends_with('h') => 0,
        two if two.len() == 2 => digits(two).filter(|minutes| *minutes < 60)?,
        _ => return None,
    };
    let value = f64::from(digits(hours)?) * 60.0 + f64::from(minutes);
    Some(Number { value, whole: true })
}

fn day_month_year(text: &str) -> Option<Day> {
    let mut parts = text.split('.').map(digits);
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    Day::from_date(date).filter(|_| parts.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Minutes, Rpe};

    fn text(text: &str) -> Cell<'_> {
        Cell::Text(text, Decimal::Point)
    }

    #[test]
    fn durations_in_every_form() {
        for (written, minutes) in [("425", 425), ("7:05", 425), ("7h05", 425), ("7h", 420), ("0:30", 30)] {
            assert_eq!(text(written).field(Field::SleepMinutes), Ok(Some(Value::Whole(minutes))), "{written}");
        }
        for bad in ["7:5", "7:60", "abc", "7:05:00", "h", ":30", "425.0", "1441"] {
            assert!(text(bad).field(Field::SleepMinutes).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_wrong_value_is_told_with_what_was_expected() {
        let possible = "whole minutes from 1 to 1440";
        let told = |cell: &str| text(cell).minutes::<Minutes>(possible).unwrap_err().to_string();
        assert_eq!(told("abc"), "expected a number of minutes, found \"abc\"");
        assert_eq!(told("-5"), "expected whole minutes from 1 to 1440, found \"-5\"");
        assert!(text("03/04/2025").day().unwrap_err().to_string().contains("ambiguous"));
    }

    #[test]
    fn days_and_times() {
        assert_eq!(text("01.03.2025").day(), text("2025-03-01").day());
        for bad in ["2025-02-30", "30.02.2025", "1.3.25.4", "2025-3-1", "yesterday"] {
            assert!(text(bad).day().is_err(), "{bad}");
        }
        assert_eq!(text("7:05").time(), Ok(Some(425)));
        assert!(text("24:00").time().is_err() && text("12:60").time().is_err());
    }

    #[test]
    fn missing_is_never_zero() {
        for missing in ["", "-", "--", "NaN", "null"] {
            assert_eq!(text(missing).scaled::<Rpe>(""), Ok(None), "{missing}");
            assert_eq!(text(missing).flag(), Ok(None), "{missing}");
            assert_eq!(text(missing).field(Field::HrvRmssd), Ok(None), "{missing}");
        }
    }

    #[test]
    fn a_backup_is_read_by_type() {
        let (word, whole, decimal) = (Json::from("4"), Json::from(4), Json::from(4.0));
        assert!(Cell::Json(&word).field(Field::Energy).is_err());
        assert!(Cell::Json(&decimal).field(Field::Energy).is_err());
        assert_eq!(Cell::Json(&whole).field(Field::Energy), Ok(Some(Value::Whole(4))));
        assert!(Cell::Json(&whole).flag().is_err());
    }
}
