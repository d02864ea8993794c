//! On which day a week starts. Everything that draws, plans, counts or tells weeks asks here.

use super::day::Day;
use super::session::words;

/// The day a week starts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum WeekStart {
    /// Monday to Sunday.
    #[default]
    Monday,
    /// Sunday to Saturday.
    Sunday,
    /// Saturday to Friday.
    Saturday,
}

words!(WeekStart { Monday = "monday", Sunday = "sunday", Saturday = "saturday" });

impl WeekStart {
    /// The first day of a day's week.
    #[must_use]
    pub fn first(self, day: Day) -> Day {
        let days_before_monday = match self {
            WeekStart::Monday => 0,
            WeekStart::Sunday => 1,
            WeekStart::Saturday => 2,
        };
        day.plus(days_before_monday).monday().minus(days_before_monday)
    }

    /// The last day of a day's week.
    #[must_use]
    pub fn last(self, day: Day) -> Day {
        self.first(day).plus(6)
    }

    /// The day that what a week is for is kept on: its Monday. So weeks keep what was said of them when another start
    /// is chosen.
    #[must_use]
    pub fn mark(self, day: Day) -> Day {
        self.last(day).monday()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_week_has_seven_days_one_of_them_a_monday() {
        let begin: Day = "2026-11-01".parse().unwrap();
        for start in WeekStart::ALL {
            for day in begin.to(begin.plus(30)) {
                let (first, last, mark) = (start.first(day), start.last(day), start.mark(day));
                assert!((first..=last).contains(&day) && last.since(first) == 6, "{start} {day}");
                assert!((first..=last).contains(&mark) && mark.weekday_name() == "Mon", "{start} {day}");
                assert!(first.to(last).all(|other| start.first(other) == first && start.mark(other) == mark));
                assert!(start.id().starts_with(&first.weekday_name().to_lowercase()));
            }
        }
    }
}
