//! The days one can jump to, by what makes them worth a look.

use crate::domain::{Day, History, Kind, Session};
use crate::engine::averages::Curve;

use crate::app::direction::Direction;

/// What makes a day worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// A race or another fixed day.
    Event,
    /// A test result.
    Test,
    /// A session that was done or is planned.
    Session,
    /// Answers.
    CheckIn,
    /// The first day of a stretch without any record.
    Gap,
}

impl Mark {
    /// Its name in a sentence.
    pub fn word(self) -> &'static str {
        match self {
            Mark::Event => "event",
            Mark::Test => "test",
            Mark::Session => "session",
            Mark::CheckIn => "check-in",
            Mark::Gap => "gap",
        }
    }

    /// The nearest such day before or after `from`, as `today` sees them.
    pub fn nearest(self, from: Day, direction: Direction, history: &History, curve: Option<&Curve>, today: Day) -> Option<Day> {
        let counts = |session: &Session| session.is_done() || session.is_open();
        match self {
            Mark::Event => {
                recorded(from, direction, history, |day| history.sessions_on(day).any(|it| counts(it) && it.kind == Kind::Event))
            }
            Mark::Session => recorded(from, direction, history, |day| history.sessions_on(day).any(counts)),
            Mark::CheckIn => {
                recorded(from, direction, history, |day| history.check_in(day).is_some_and(|it| it.says_something()))
            }
            Mark::Test => nearest_of(history.tests().map(|test| test.day), from, direction),
            Mark::Gap => nearest_of(gaps(curve?, today), from, direction),
        }
    }
}

/// The nearest day with a record that is wanted.
fn recorded(from: Day, direction: Direction, history: &History, wanted: impl Fn(Day) -> bool) -> Option<Day> {
    match direction {
        Direction::Back if from == Day::MIN => None,
        Direction::Back => history.days_in(Day::MIN, from.minus(1)).rev().map(|(day, _)| day).find(|day| wanted(*day)),
        Direction::On if from == Day::MAX => None,
        Direction::On => history.days_in(from.plus(1), Day::MAX).map(|(day, _)| day).find(|day| wanted(*day)),
    }
}

fn nearest_of(days: impl Iterator<Item = Day>, from: Day, direction: Direction) -> Option<Day> {
    match direction {
        Direction::Back => days.filter(|day| *day < from).max(),
        Direction::On => days.filter(|day| *day > from).min(),
    }
}

/// The first day of each gap.
fn gaps(curve: &Curve, today: Day) -> impl Iterator<Item = Day> {
    let first = curve.first();
    let in_gap = move |day: Day| curve.in_gap(day, today);
    first.to(today).filter(move |day| in_gap(*day) && (*day == first || !in_gap(day.minus(1))))
}
