//! The short values that are typed into a form: which characters they take, what is possible.

use super::words;
use crate::domain::profile::valid_start;
use crate::domain::{Day, Field, Minutes, Rpe, read_result, typed};

/// A short typed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ask {
    /// A number or duration of the check-in.
    Field(Field),
    /// Minutes of a session.
    Minutes,
    /// Minutes there are for training; may be none.
    Time,
    /// Effort.
    Rpe,
    /// A day, told from this one on where it is a word.
    Day(Day),
    /// A day and a last one, or none; told from this day on.
    Days(Day),
    /// Any number.
    Number,
    /// The sleep that is needed.
    SleepNeed,
    /// Fitness or fatigue to start from.
    Start,
    /// The result of a test: a number, or a time.
    Result,
}

/// What becomes of a typed value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// Taken.
    Fine,
    /// Possible, but unusual: the sentence asks, a second Enter takes it.
    Unusual(String),
    /// Not possible: the sentence says what is.
    Refused(String),
}

impl Ask {
    /// Can the character be part of it?
    pub fn takes(self, character: char) -> bool {
        match self {
            Ask::Field(Field::SleepMinutes | Field::Nap) | Ask::SleepNeed => {
                character.is_ascii_digit() || ":hmin+., ".contains(character)
            }
            Ask::Minutes | Ask::Time => character.is_ascii_digit() || matches!(character, ':' | 'h'),
            Ask::Field(Field::Ready) => character.is_ascii_digit(),
            Ask::Field(_) | Ask::Rpe => character.is_ascii_digit() || matches!(character, '.' | ','),
            Ask::Number | Ask::Start => character.is_ascii_digit() || matches!(character, '.' | ',' | '-'),
            Ask::Result => character.is_ascii_digit() || matches!(character, '.' | ',' | '-' | ':'),
            Ask::Day(_) | Ask::Days(_) => !character.is_control(),
        }
    }

    /// What is to be typed, for a refused character.
    pub fn expected(self) -> &'static str {
        match self {
            Ask::Field(Field::SleepMinutes | Field::Nap) | Ask::SleepNeed | Ask::Minutes | Ask::Time => "a duration such as 7:10",
            Ask::Field(Field::Ready) => "a number from 0 to 10",
            Ask::Field(_) | Ask::Number | Ask::Start => "a number",
            Ask::Result => "a number, or a time such as 21:34",
            Ask::Rpe => "an effort from 0 to 10",
            Ask::Days(_) => "days such as mon..fri, or today..",
            Ask::Day(_) => "a day such as +8d or next fri",
        }
    }

    /// Is nothing more to be expected after this text, so that the form may go on by itself?
    pub fn is_complete(self, text: &str) -> bool {
        match self {
            // 1 may become 10, and 0 may become 0.5.
            Ask::Rpe => matches!(text, "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "10") || text.len() == 3,
            Ask::Field(_)
            | Ask::Minutes
            | Ask::Time
            | Ask::Day(_)
            | Ask::Days(_)
            | Ask::Number
            | Ask::SleepNeed
            | Ask::Start
            | Ask::Result => false,
        }
    }

    /// What becomes of a text.
    pub fn check(self, text: &str) -> Check {
        match self {
            Ask::Field(field) => check_field(field, text),
            Ask::Minutes => refused_or_fine(minutes(text)),
            Ask::Time => refused_or_fine(typed::duration(text)),
            Ask::Rpe => refused_or_fine(rpe(text)),
            Ask::Days(today) => refused_or_fine(typed::range(text, today)),
            Ask::Day(today) => refused_or_fine(typed::day(text, today)),
            Ask::Number => refused_or_fine(number(text)),
            Ask::SleepNeed => refused_or_fine(typed::sleep_need(text, typed::Where::Form)),
            Ask::Start => refused_or_fine(start(text)),
            Ask::Result => refused_or_fine(read_result(text, "")),
        }
    }
}

impl Ask {
    /// How a duration or a day is read while it is typed: `= 4 h 30`, `= Fri 4 Dec`; none for what is read as it stands.
    pub fn reading(self, text: &str) -> Option<String> {
        match self {
            Ask::Field(Field::SleepMinutes | Field::Nap) | Ask::SleepNeed => {
                let minutes = typed::sleep(text, typed::Where::Form).ok()?;
                Some(format!("= {}", typed::show_duration(minutes)))
            }
            Ask::Day(today) => {
                let day = typed::day(text, today).ok()?;
                Some(format!("= {}", words::date(day, today)))
            }
            Ask::Days(today) => {
                let (from, to) = typed::range(text, today).ok()?;
                let first = words::date(from, today);
                Some(match to {
                    None => format!("= from {first} on, open"),
                    Some(to) if to == from => format!("= {first}"),
                    Some(to) => format!("= {first} to {}", words::date(to, today)),
                })
            }
            Ask::Result => {
                let (seconds, _) = read_result(text, "").ok().filter(|_| text.contains(':'))?;
                Some(format!("= {seconds} s"))
            }
            Ask::Field(_) | Ask::Minutes | Ask::Time | Ask::Rpe | Ask::Number | Ask::Start => None,
        }
    }
}

fn check_field(field: Field, text: &str) -> Check {
    match field.parse_in(text, typed::Where::Form) {
        Ok(value) if field.unusual(&value) => {
            Check::Unusual(format!("{} {} is unusual; take it again to keep it.", field.spec().label, field.show(&value)))
        }
        Ok(_) => Check::Fine,
        // The screen calls a field by its label; its name is one of files and the command line.
        Err(refusal) => Check::Refused(format!("{}: {}", field.spec().label, refusal.reason())),
    }
}

fn refused_or_fine<T>(read: Result<T, String>) -> Check {
    read.map_or_else(Check::Refused, |_| Check::Fine)
}

/// Reads the minutes of a session, plain or as a duration.
///
/// # Errors
/// What is expected.
pub fn minutes(text: &str) -> Result<Minutes, String> {
    typed::duration(text).and_then(|minutes| Minutes::try_from(minutes).map_err(|error| error.to_string()))
}

/// Reads an RPE.
///
/// # Errors
/// What is expected.
pub fn rpe(text: &str) -> Result<Rpe, String> {
    let value = number(text).map_err(|_| format!("expected an RPE of 0–10 in halves, found \"{text}\""))?;
    Rpe::try_from(value).map_err(|error| error.to_string())
}

/// Reads fitness or fatigue to start from, in points a day.
///
/// # Errors
/// What is expected.
pub fn start(text: &str) -> Result<f64, String> {
    number(text).and_then(|points| valid_start(points).map_err(|error| error.to_string()))
}

/// Reads a finite number with a decimal point or comma.
///
/// # Errors
/// What is expected.
pub fn number(text: &str) -> Result<f64, String> {
    let read = text.trim().replace(',', ".").parse::<f64>().ok();
    read.filter(|number| number.is_finite()).ok_or_else(|| format!("expected a number, found \"{text}\""))
}
