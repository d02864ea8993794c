//! Breaks and returns: a while without training after a time with it, and the weeks of coming back
//! (`readiness.md` §5). One rule for the morning (milli-points) and for the plan (whole points).

use serde::{Deserialize, Serialize};

use super::tuning::Readiness;

/// A day as a break sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TrainingDay {
    /// A session was done whose load is over 0, or unknown.
    pub trains: bool,
    /// Its load, in the unit of the question.
    pub load: i64,
    /// How many of its sessions have a load over 0.
    pub sessions: i64,
}

/// A break that is over, or would be on the day after the last one given, and the return from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Return {
    /// The first day that trains again (e), counted from the start day.
    pub first: usize,
    /// Days without training.
    pub days: usize,
    /// The usual week (U), in the unit of the question.
    pub usual: i64,
    /// The usual session (V), in the unit of the question; 0 where none had a load.
    pub session: i64,
    /// After four weeks or more?
    long: bool,
}

impl Return {
    /// What a week of the return allows, per cent of the usual one; `None` = it is over.
    pub fn share(&self, week: usize, numbers: &Readiness) -> Option<i64> {
        let long = [numbers.return_long_1, numbers.return_long_2, numbers.return_long_3, numbers.return_long_4];
        let short = [numbers.return_short_1, numbers.return_short_2];
        if self.long { long.get(week).copied() } else { short.get(week).copied() }
    }

    /// The week of the return a day lies in, from 0, and its share; `None` = before or after it.
    pub fn week(&self, day: usize, numbers: &Readiness) -> Option<(usize, i64)> {
        let week = day.checked_sub(self.first)? / 7;
        self.share(week, numbers).map(|share| (week, share))
    }
}

/// The longest return, in days.
pub const RETURN_DAYS: i64 = 28;
/// So far back a time without a break is looked for.
const LOOK_BACK: i64 = 200;
/// A week is compared with four before it (`ramp`, `planner.md` §3), whatever makes a break.
const WEEKS_BEFORE: i64 = 28;

/// From which day on the days up to the eve of `end` tell as much of the returns that are not over, or still to come, as all
/// of them from `start` on: one after a time without a break. `trains` tells of the days from one on, up to that eve.
pub fn enough<T: IntoIterator<Item = bool>>(start: i64, end: i64, numbers: &Readiness, trains: impl FnOnce(i64) -> T) -> i64 {
    let begin = end - LOOK_BACK;
    let found = (begin > start).then(|| settled(trains(begin), numbers)).flatten();
    found.map_or(start, |found| begin + found)
}

/// A day by which every return from before is over, and after which a while is trained without a break, so that the next
/// one knows its usual week and a plan the weeks before it; counted from the first of these days.
fn settled(trains: impl IntoIterator<Item = bool>, numbers: &Readiness) -> Option<i64> {
    // The first day that trains after a break, and the last one that trains.
    let (mut since, mut last): (Option<i64>, i64) = (None, 0);
    for (day, _) in (0..).zip(trains).filter(|(_, trains)| *trains) {
        let begin = *since.get_or_insert(day);
        if day - last > numbers.break_days {
            since = Some(day);
        } else if day - begin >= RETURN_DAYS + numbers.break_window.max(WEEKS_BEFORE) {
            return Some(begin + RETURN_DAYS);
        }
        last = day;
    }
    None
}

/// All returns of these days, the first one being the start day; the last is that of the day after them if
/// nothing has been trained since. `point` = what one point is in the unit of the loads (1, or 1,000 for milli-points).
pub fn returns(days: &[TrainingDay], point: i64, numbers: &Readiness) -> Vec<Return> {
    let least = usize::try_from(numbers.break_days).unwrap_or(usize::MAX);
    let mut found: Vec<Return> = Vec::new();
    let mut last: Option<usize> = None;
    let trains = days.iter().map(|day| day.trains).chain(std::iter::once(true)).enumerate();
    for (first, _) in trains.filter(|(_, trains)| *trains) {
        let run = last.map(|last| last + 1..first).filter(|run| run.len() >= least);
        found.extend(run.and_then(|run| after(days, run, found.last(), point, numbers)));
        last = Some(first);
    }
    found
}

/// The return after a run of days without training, if that is a break.
fn after(
    days: &[TrainingDay],
    run: std::ops::Range<usize>,
    before: Option<&Return>,
    point: i64,
    numbers: &Readiness,
) -> Option<Return> {
    let long = i64::try_from(run.len()).is_ok_and(|days| days >= numbers.break_long);
    let next = Return { first: run.end, days: run.len(), usual: 0, session: 0, long };
    if let Some(before) = before.filter(|before| before.week(run.start, numbers).is_some()) {
        return Some(Return { usual: before.usual, session: before.session, long: long || before.long, ..next });
    }
    let window = usize::try_from(numbers.break_window).unwrap_or(0);
    let lived = days.get(run.start.saturating_sub(window)..run.start).unwrap_or_default();
    let (load, sessions) = lived.iter().fold((0, 0), |(load, count), day| (load + day.load, count + day.sessions));
    let (old, much) = (run.end >= window, load >= numbers.break_load * point);
    (old && much).then(|| Return {
        usual: (load * 7).div_euclid(numbers.break_window.max(1)),
        session: load.div_euclid(sessions.max(1)),
        ..next
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// So many days, each with one session of that load.
    fn lived(parts: &[(usize, i64)]) -> Vec<TrainingDay> {
        let day = |load: i64| TrainingDay { trains: load > 0, load, sessions: i64::from(load > 0) };
        parts.iter().flat_map(|(count, load)| std::iter::repeat_n(day(*load), *count)).collect()
    }

    fn found(parts: &[(usize, i64)]) -> Vec<(usize, usize, i64, bool)> {
        let found = returns(&lived(parts), 1, &Readiness::default());
        found.iter().map(|found| (found.first, found.days, found.usual, found.long)).collect()
    }

    proptest! {
        #[test]
        fn enough_days_tell_of_the_returns_that_matter_what_all_days_tell(
            parts in proptest::collection::vec((1..70_usize, prop_oneof![Just(0_i64), Just(0), 1..40_i64]), 1..14),
            gaps in proptest::collection::vec(0..3_usize, 600),
            (break_days, break_window) in (7..40_i64, 7..90_i64),
        ) {
            let mut days = lived(&parts);
            // Not every day trains.
            days.iter_mut().zip(gaps).filter(|(_, gap)| *gap > 0).for_each(|(day, _)| *day = TrainingDay::default());
            let numbers = Readiness { break_days, break_window, ..Readiness::default() };
            let end = days.len() as i64;
            let trains = |from: i64| days.iter().skip(from as usize).map(|day| day.trains).collect::<Vec<_>>();
            let begin = enough(0, end, &numbers, trains) as usize;
            let matters = |found: &Return| found.first as i64 + RETURN_DAYS > end;
            let all: Vec<Return> = returns(&days, 1, &numbers).into_iter().filter(matters).collect();
            let some = returns(days.get(begin..).unwrap(), 1, &numbers).into_iter();
            let some: Vec<Return> = some.map(|found| Return { first: found.first + begin, ..found }).filter(matters).collect();
            prop_assert_eq!(some, all);
            prop_assert!(begin == 0 || days.len() - begin >= WEEKS_BEFORE as usize, "the weeks before are there");
        }
    }

    #[test]
    fn a_break_is_two_weeks_after_a_time_with_training() {
        assert_eq!(found(&[(30, 20), (13, 0), (1, 20)]), []);
        assert_eq!(found(&[(30, 20), (14, 0), (1, 20)]), [(44, 14, 140, false)]);
        assert_eq!(found(&[(30, 20), (28, 0), (1, 20)]), [(58, 28, 140, true)]);
        assert_eq!(found(&[(30, 20), (14, 0)]), [(44, 14, 140, false)], "it would end on the day after");
        assert_eq!(found(&[(30, 4), (14, 0)]), [], "too little before it");
        assert_eq!(found(&[(13, 20), (14, 0)]), [], "too soon after the start");
        assert_eq!(found(&[(60, 0)]), [], "nothing before it");
    }

    #[test]
    fn the_usual_week_is_a_week_whatever_window_is_set() {
        for break_window in [7, 14, 28, 56, 90] {
            let numbers = Readiness { break_window, ..Readiness::default() };
            let usual: Vec<i64> = returns(&lived(&[(120, 20), (14, 0)]), 1, &numbers).iter().map(|found| found.usual).collect();
            assert_eq!(usual, [140], "{break_window}");
        }
    }

    #[test]
    fn a_run_within_a_return_starts_it_again() {
        let again = found(&[(30, 20), (28, 0), (1, 1), (14, 0), (1, 1)]);
        assert_eq!(again, [(58, 28, 140, true), (73, 14, 140, true)]);
    }

    #[test]
    fn a_return_has_its_weeks() {
        let numbers = Readiness::default();
        let back = *returns(&lived(&[(30, 20), (14, 0), (1, 20)]), 1, &numbers).first().unwrap();
        assert_eq!(
            (back.week(43, &numbers), back.week(44, &numbers), back.week(57, &numbers)),
            (None, Some((0, 70)), Some((1, 90)))
        );
        assert_eq!((back.week(58, &numbers), back.session), (None, 20));
    }
}
