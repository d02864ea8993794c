//! A made-up life of any length: the same for the same length, nobody's data. Weeks of build and of
//! ease, free days, a new HRV device, days without a word, gaps, tests, a plan with an event ahead.

use upswing::app::{Event, Key, Keymap, Model, Now, update};
use upswing::domain::field::ANSWERS;
use upswing::domain::{
    Day, Entry, Field, Journal, Kind, Load, LoadOrigin, Minutes, Moment, Op, Origin, Points, Rpe, Session, SessionId, Source,
    Stamp, Status, Test, TestId, Value,
};
use upswing::engine::Tuning;

/// The days before `today`, and a plan for the three weeks from it on.
pub fn journal(today: Day, days: i64) -> Journal {
    let mut ops = Vec::new();
    for index in 0..days {
        let day = today.minus(days - index);
        if (index + 40) % 200 >= 18 {
            ops.extend(session(day, index, Status::Done));
            ops.extend(check_in(day, index));
        }
        if index % 29 == 11 {
            let id = TestId(format!("t{index}"));
            let value = 250.0 + (index as f64).sqrt() * 0.7 + noise(index * 7) * 6.0;
            ops.push(Op::PutTest(Test { id, day, name: "5 min power".to_owned(), value: value.round(), unit: "W".to_owned() }));
        }
    }
    ops.extend(check_in(today, days + 3));
    ops.extend((1..20).filter_map(|ahead| session(today.plus(ahead), days + ahead, Status::Planned)));
    let mut race = Session::new(SessionId("race".to_owned()), today.plus(20), Kind::Event, Status::Planned);
    race.title = "City run".to_owned();
    race.load = load(90.0);
    ops.push(Op::PutSession(Box::new(race)));
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal
}

/// The dashboard over such a life.
pub fn model(today: Day, days: i64) -> Model {
    Model::new(journal(today, days), now(today), 1, Tuning::default(), Keymap::default())
}

/// A moment of a day.
pub fn now(today: Day) -> Now {
    Now { today, still: false, wall_ms: 1_000 }
}

/// Presses keys by name.
pub fn press(model: &mut Model, keys: &[&str]) {
    for key in keys {
        let (at, pressed) = (now(model.today), Key::parse(key));
        assert!(pressed.is_some(), "{key} is no key");
        pressed.into_iter().for_each(|key| drop(update(model, Event::Key(key), at)));
    }
}

fn load(points: f64) -> Option<Load> {
    Points::try_from(points).ok().map(|points| Load { points, origin: LoadOrigin::Measured })
}

fn session(day: Day, index: i64, status: Status) -> Option<Op> {
    let week = of_four([0.8, 1.0, 1.2, 0.5], index);
    let (kind, minutes, rpe) = match index % 7 {
        0 => (Kind::Strength, 50.0, 7.0),
        1 => (Kind::Endurance, 60.0, 4.0),
        2 => (Kind::Intervals, 48.0, 8.0),
        4 => (Kind::Skill, 30.0, 4.0),
        5 => (Kind::Endurance, 110.0, 5.0),
        6 => (Kind::Mobility, 25.0, 2.0),
        _ => return None,
    };
    let mut session = Session::new(SessionId(format!("s{index}")), day, kind, status);
    let season = 1.0 + 0.25 * (f64::from(day.month()) / 2.0).sin();
    session.minutes = Minutes::try_from((minutes * week * season * (0.9 + 0.2 * noise(index))).round()).ok();
    session.rpe = Rpe::try_from(rpe).ok();
    if status == Status::Done && index % 2 == 0 {
        session.charge = Some(1 + (noise(index) * 5.0) as u8);
    }
    Some(Op::PutSession(Box::new(session)))
}

fn check_in(day: Day, index: i64) -> Option<Op> {
    if index % 9 == 7 {
        return None;
    }
    let tired = of_four([0.0, 0.3, 0.8, 0.0], index);
    let answer = |nth: i64| Some(Value::Whole((4.4 - tired - 2.0 * noise(index * 31 + nth)).round().clamp(1.0, 5.0) as i64));
    let mut fields: Vec<(Field, Option<Value>)> = ANSWERS.iter().zip(0..).map(|(field, nth)| (*field, answer(nth))).collect();
    fields.push((Field::SleepMinutes, Some(Value::Whole(390 + (noise(index) * 90.0) as i64))));
    let tenth = |value: f64| Some(Value::Number((value * 10.0).round() / 10.0));
    fields.push((Field::RestingHr, tenth(48.0 + tired * 3.0 + 3.0 * noise(index + 5))));
    if index % 3 != 1 {
        fields.push((Field::HrvRmssd, tenth(66.0 - tired * 8.0 + 14.0 * noise(index + 9))));
        fields.push((Field::ReactionMs, tenth(240.0 + 30.0 * noise(index + 13))));
    }
    let source = Source { origin: Origin::OnPurpose, device: if index % 700 < 500 { "strap" } else { "ring" }.to_owned() };
    Some(Op::SetCheckIn { day, moment: Moment::Morning, fields, source })
}

/// The number of a day's week, of four that come again.
fn of_four(weeks: [f64; 4], index: i64) -> f64 {
    let [one, two, three, four] = weeks;
    match (index / 7).rem_euclid(4) {
        0 => one,
        1 => two,
        2 => three,
        _ => four,
    }
}

/// 0–1, the same for the same number.
fn noise(index: i64) -> f64 {
    let mixed = (index as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 11) as f64 / (1u64 << 53) as f64
}
