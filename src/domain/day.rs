//! A civil date, with arithmetic that cannot overflow.
//!
//! Days are counted, never hours: a daylight-saving change is invisible here. Where a day comes
//! from (a clock, a file) is decided elsewhere.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A civil date in the person's own time zone, 1900-01-01 … 2199-12-31.
///
/// Arithmetic stops at these ends instead of overflowing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Day {
    /// 1900-01-01.
    pub const MIN: Day = Day(693_596);
    /// 2199-12-31.
    pub const MAX: Day = Day(803_168);

    /// The day of a date; `None` outside 1900 … 2199 or where the date does not exist.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Day::from_date)
    }

    /// The day of a calendar date; `None` outside 1900 … 2199.
    pub fn from_date(date: NaiveDate) -> Option<Day> {
        let day = Day(date.num_days_from_ce());
        (Day::MIN..=Day::MAX).contains(&day).then_some(day)
    }

    /// The calendar date.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.0).unwrap_or(NaiveDate::MIN)
    }

    /// This day and `days` more (fewer if negative), held inside the range.
    #[must_use]
    pub fn plus(self, days: i64) -> Day {
        let moved = i64::from(self.0).saturating_add(days);
        Day(moved.clamp(i64::from(Day::MIN.0), i64::from(Day::MAX.0)) as i32)
    }

    /// This day and `days` fewer.
    #[must_use]
    pub fn minus(self, days: i64) -> Day {
        self.plus(days.saturating_neg())
    }

    /// How many days this is after `earlier`; negative if before.
    pub fn since(self, earlier: Day) -> i64 {
        i64::from(self.0) - i64::from(earlier.0)
    }

    /// Every day from this one to `last`, both included; nothing if `last` is earlier.
    pub fn to(self, last: Day) -> impl DoubleEndedIterator<Item = Day> + Clone {
        (self.0..=last.0).map(Day)
    }

    /// Its place in a list that begins with the day `first`; `None` if it lies before.
    pub fn index_from(self, first: Day) -> Option<usize> {
        usize::try_from(self.since(first)).ok()
    }

    /// The weekday.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The Monday of this day's week.
    #[must_use]
    pub fn monday(self) -> Day {
        self.minus(i64::from(self.weekday().num_days_from_monday()))
    }

    /// The number of its week in the year, as ISO 8601 counts: the week of the year's first Thursday is 1.
    pub fn week_number(self) -> u32 {
        self.date().iso_week().week()
    }

    /// Year.
    pub fn year(self) -> i32 {
        self.date().year()
    }

    /// Month, 1–12.
    pub fn month(self) -> u32 {
        self.date().month()
    }

    /// Day of the month, 1–31.
    pub fn day_of_month(self) -> u32 {
        self.date().day()
    }

    /// `Mon` … `Sun`.
    pub fn weekday_name(self) -> &'static str {
        match self.weekday() {
            Weekday::Mon => "Mon",
            Weekday::Tue => "Tue",
            Weekday::Wed => "Wed",
            Weekday::Thu => "Thu",
            Weekday::Fri => "Fri",
            Weekday::Sat => "Sat",
            Weekday::Sun => "Sun",
        }
    }

    /// `Monday` … `Sunday`.
    pub fn weekday_full(self) -> &'static str {
        match self.weekday() {
            Weekday::Mon => "Monday",
            Weekday::Tue => "Tuesday",
            Weekday::Wed => "Wednesday",
            Weekday::Thu => "Thursday",
            Weekday::Fri => "Friday",
            Weekday::Sat => "Saturday",
            Weekday::Sun => "Sunday",
        }
    }

    /// `Jan` … `Dec`.
    pub fn month_name(self) -> &'static str {
        const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        NAMES.get(self.month().saturating_sub(1) as usize).copied().unwrap_or("")
    }

    /// `Thu 12 Nov`, for the screen.
    pub fn short(self) -> String {
        format!("{} {} {}", self.weekday_name(), self.day_of_month(), self.month_name())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date().format("%Y-%m-%d"))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Why a text is no day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADay(String);

impl fmt::Display for NotADay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a day as YYYY-MM-DD, found \"{}\"", self.0)
    }
}

impl std::error::Error for NotADay {}

impl FromStr for Day {
    type Err = NotADay;

    fn from_str(text: &str) -> Result<Day, NotADay> {
        let whole = text.len() == 10;
        NaiveDate::parse_from_str(text, "%Y-%m-%d")
            .ok()
            .filter(|_| whole)
            .and_then(Day::from_date)
            .ok_or_else(|| NotADay(text.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() { serializer.collect_str(self) } else { serializer.serialize_i32(self.0) }
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        if deserializer.is_human_readable() {
            let text = String::deserialize(deserializer)?;
            return text.parse().map_err(serde::de::Error::custom);
        }
        let day = Day(i32::deserialize(deserializer)?);
        if (Day::MIN..=Day::MAX).contains(&day) { Ok(day) } else { Err(serde::de::Error::custom("a day outside 1900 … 2199")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_the_dates_they_claim() {
        assert_eq!(Day::MIN.to_string(), "1900-01-01");
        assert_eq!(Day::MAX.to_string(), "2199-12-31");
        assert_eq!(Day::MAX.plus(1), Day::MAX);
        assert_eq!(Day::MIN.minus(i64::MAX), Day::MIN);
    }

    #[test]
    fn a_week_starts_on_monday() {
        let sunday: Day = "2026-11-22".parse().unwrap();
        assert_eq!(sunday.monday().to_string(), "2026-11-16");
        assert_eq!(sunday.short(), "Sun 22 Nov");
    }

    #[test]
    fn only_real_dates_in_one_form() {
        for text in ["2025-02-30", "2025-3-1", "03/04/2025", "", "2025-03-01 "] {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }
}
