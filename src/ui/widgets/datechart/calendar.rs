//! Which days of the calendar are named on the time axis, and how.

use super::scale::TimeScale;
use crate::domain::{Day, WeekStart};

/// A rhythm of the calendar.
#[derive(Debug, Clone, Copy)]
enum Beat {
    Day,
    /// First days of a week, every so many weeks.
    Weeks(i64),
    /// Firsts of a month, every so many months counted from January of year 0.
    Months(i32),
}

/// A way to label the axis.
struct Level {
    every: Beat,
    /// The fewest days between two labels.
    days: i64,
    /// The columns of the widest label.
    width: i64,
    label: fn(Day) -> String,
}

/// From fine to coarse; the first that fits is used.
const LEVELS: &[Level] = &[
    Level { every: Beat::Day, days: 1, width: 6, label: weekday_label },
    Level { every: Beat::Day, days: 1, width: 3, label: number_label },
    Level { every: Beat::Weeks(1), days: 7, width: 6, label: date_label },
    Level { every: Beat::Weeks(2), days: 14, width: 6, label: date_label },
    Level { every: Beat::Months(1), days: 28, width: 4, label: month_label },
    Level { every: Beat::Months(3), days: 90, width: 4, label: month_label },
    Level { every: Beat::Months(6), days: 181, width: 4, label: month_label },
    Level { every: Beat::Months(12), days: 365, width: 4, label: month_label },
    Level { every: Beat::Months(24), days: 730, width: 4, label: month_label },
    Level { every: Beat::Months(60), days: 1_826, width: 4, label: month_label },
    Level { every: Beat::Months(120), days: 3_652, width: 4, label: month_label },
    Level { every: Beat::Months(600), days: 18_262, width: 4, label: month_label },
];
/// Between two labels, one of them for the rounding of columns.
const SPACE: i64 = 2;

/// The labelled days of a scale, in order; none if there is room for none. Labels never meet; which level is used depends on the
/// zoom alone, so that it stays when the days move.
pub(super) fn ticks(time: &TimeScale, week: WeekStart) -> Vec<(Day, String)> {
    let columns = i64::from(time.columns);
    let fits = |level: &&Level| level.days * columns >= (level.width + SPACE) * time.days;
    let Some(level) = LEVELS.iter().find(fits) else { return Vec::new() };
    let last = time.first.plus(time.days - 1);
    let named = |day: Day| (day, (level.label)(day));
    match level.every {
        Beat::Day => time.first.to(last).map(named).collect(),
        Beat::Weeks(weeks) => begins(time.first, last, weeks, week).map(named).collect(),
        Beat::Months(months) => firsts(time.first, last, months).map(named).collect(),
    }
}

fn begins(first: Day, last: Day, weeks: i64, week: WeekStart) -> impl Iterator<Item = Day> {
    let zero = week.first(Day::MIN.plus(6));
    let from = first.since(zero) + 7 * weeks - 1;
    let begin = Day::MIN.plus(from / (7 * weeks) * 7 * weeks - Day::MIN.since(zero));
    begin.to(last).step_by(7 * weeks as usize)
}

fn firsts(first: Day, last: Day, months: i32) -> impl Iterator<Item = Day> {
    let number = |day: Day| day.year() * 12 + day.month() as i32 - 1;
    let begin = number(first) / months * months;
    let all = (begin..=number(last)).step_by(months as usize);
    all.filter_map(|number| Day::from_ymd(number / 12, (number % 12) as u32 + 1, 1)).filter(move |day| *day >= first)
}

/// `Mon 12`.
fn weekday_label(day: Day) -> String {
    format!("{} {}", day.weekday_name(), day.day_of_month())
}

/// `12`, and on the first the month.
fn number_label(day: Day) -> String {
    if day.day_of_month() == 1 { day.month_name().to_owned() } else { day.day_of_month().to_string() }
}

/// `12 Oct`.
fn date_label(day: Day) -> String {
    format!("{} {}", day.day_of_month(), day.month_name())
}

/// `Oct`, and in January the year.
fn month_label(day: Day) -> String {
    if day.month() == 1 { day.year().to_string() } else { day.month_name().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(first: &str, days: i64, columns: u16) -> Vec<String> {
        let time = TimeScale { first: first.parse().unwrap(), days, left: 0, columns };
        ticks(&time, WeekStart::Monday).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn labels_suit_the_zoom() {
        assert_eq!(labels("2024-02-27", 4, 40), ["Tue 27", "Wed 28", "Thu 29", "Fri 1"]);
        assert_eq!(labels("2024-02-27", 4, 20), ["27", "28", "29", "Mar"]);
        assert_eq!(labels("2026-10-26", 28, 60), ["26 Oct", "2 Nov", "9 Nov", "16 Nov"]);
        assert_eq!(labels("2025-11-15", 92, 30), ["Dec", "2026", "Feb"]);
        assert_eq!(
            labels("2024-12-31", 366, 80),
            ["2025", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        );
        assert_eq!(labels("2024-06-15", 800, 40), ["Jul", "2025", "Jul", "2026", "Jul"]);
        assert_eq!(
            labels("2016-11-22", 3652, 90),
            ["2017", "2018", "2019", "2020", "2021", "2022", "2023", "2024", "2025", "2026"]
        );
    }

    #[test]
    fn every_second_monday_stays_the_same_when_the_days_move() {
        let one = labels("2026-01-01", 100, 60);
        let other = labels("2026-01-09", 100, 60);
        assert!(other.iter().all(|label| one.contains(label) || label.ends_with("Apr")), "{one:?} {other:?}");
    }

    #[test]
    fn labels_never_meet() {
        for days in (1..120).chain([150, 183, 365, 366, 730, 1461, 3650, 36_500]) {
            for columns in [1, 5, 10, 30, 57, 80, 150, 293] {
                let time = TimeScale { first: Day::from_ymd(2023, 12, 28).unwrap(), days, left: 0, columns };
                let mut end = None;
                for (day, label) in ticks(&time, WeekStart::Saturday) {
                    let begin = i32::from(time.column_of(day).unwrap()) - label.len() as i32 / 2;
                    assert!(end.is_none_or(|end| begin > end), "{days} days, {columns} columns: {label}");
                    end = Some(begin + label.len() as i32);
                }
            }
        }
    }
}
