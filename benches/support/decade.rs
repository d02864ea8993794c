//! Ten made-up years: check-ins, devices, doubles and answers after sessions, the same on every run.

use std::error::Error;

use upswing::domain::field::ANSWERS;
use upswing::domain::{
    Day, Entry, Field, History, Journal, Kind, Minutes, Moment, Op, Rpe, Session, SessionId, Source, Stamp, Status, Value,
};

/// Days of ten years.
pub const DAYS: i64 = 3653;

/// The first day.
pub fn first() -> Day {
    Day::MIN.plus(45_000)
}

/// Numbers that look like chance and are the same for the same seed.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// The morning of the day with this number.
pub fn check_in(number: i64) -> Op {
    let mut dice = Dice(number as u64);
    // Weeks resemble each other, so that stages, trends and limits come up as in a life.
    let level = 2 + (number / 9 % 3);
    let mut near = |spread: u64| (level + dice.roll(spread) as i64 - 1).clamp(1, 5);
    let mut fields: Vec<(Field, Option<Value>)> = ANSWERS.iter().map(|field| (*field, Some(Value::Whole(near(3))))).collect();
    fields.push((Field::SleepMinutes, Some(Value::Whole(330 + 20 * level + near(60)))));
    fields.push((Field::RestingHr, Some(Value::Number((60 - level + near(5)) as f64))));
    fields.push((Field::HrvRmssd, Some(Value::Number((50 + 5 * level + 3 * near(5)) as f64))));
    fields.push((Field::Pain, Some(Value::Flag(number % 41 == 0))));
    fields.push((Field::Ill, Some(Value::Flag(number % 180 < 4))));
    Op::SetCheckIn { day: first().plus(number), moment: Moment::Morning, fields, source: Source::typed() }
}

fn session(number: i64, nth: u64) -> Result<Op, Box<dyn Error>> {
    let mut dice = Dice(number as u64 * 31 + nth);
    let kind = Kind::ALL.get(dice.roll(6) as usize).copied().unwrap_or(Kind::Strength);
    let mut session = Session::new(SessionId(format!("{number}-{nth}")), first().plus(number), kind, Status::Done);
    session.minutes = Some(Minutes::try_from(25.0 + 5.0 * dice.roll(12) as f64)?);
    session.rpe = Some(Rpe::try_from(3.0 + 0.5 * dice.roll(12) as f64)?);
    session.charge = u8::try_from(1 + dice.roll(5)).ok();
    session.clean = Some(dice.roll(4) > 0);
    session.recovered = Some(dice.roll(4) > 0);
    Ok(Op::PutSession(Box::new(session)))
}

/// The journal of ten years: a check-in on most days, five hundred sessions a year.
pub fn journal() -> Result<Journal, Box<dyn Error>> {
    let mut ops = Vec::new();
    for number in 0..DAYS {
        if number % 23 != 0 {
            ops.push(check_in(number));
        }
        for nth in 0..[1, 2, 1, 0, 2, 2, 1].get((number % 7) as usize).copied().unwrap_or(0) {
            ops.push(session(number, nth)?);
        }
    }
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    Ok(journal)
}

/// Walks over everything once: the least that reading a history can cost.
pub fn walk(history: &History) -> i64 {
    let day = |(day, record): (Day, &upswing::domain::DayRecord)| {
        let answers: i64 = ANSWERS.iter().filter_map(|field| record.check_in.whole(*field)).sum();
        answers
            + history.sessions_on(day).filter_map(|session| session.minutes).map(|minutes| i64::from(minutes.get())).sum::<i64>()
    };
    history.days().map(day).sum()
}
