//! A person's last four months, always the same: every kind of session, sensors, days without a
//! word, an illness, a travel gap, tests, a week that is planned and a race ahead.

use upswing::domain::{
    Availability, Day, Entry, Field, Kind, Minutes, Moment, Op, Origin, Priority, ProfileChange, Rpe, Session, SessionId,
    Situation, Slot, Source, Stamp, Status, Test, TestId, Value,
};

/// The day it is: a Wednesday.
pub fn today() -> Day {
    Day::from_ymd(2026, 11, 18).unwrap()
}

/// How far back it goes.
pub const DAYS: i64 = 120;

/// What happened, in the order it happened, one batch a line of it.
pub fn entries() -> Vec<Entry> {
    history(today().minus(DAYS), today())
}

/// The same life, from any day on.
pub fn history(first: Day, today: Day) -> Vec<Entry> {
    let mut batches = vec![profile()];
    for day in first.to(today) {
        let number = day.since(today);
        batches.push(check_in(day, number));
        batches.push(sensors(day, number));
        batches.push(done(day, number));
        batches.push(test(day, number));
    }
    batches.push(today.to(today.plus(11)).filter_map(|day| planned(day, today)).collect());
    let mut entries: Vec<Entry> = Vec::new();
    for ops in batches.into_iter().filter(|ops| !ops.is_empty()) {
        let last = entries.last().map_or(Stamp::default(), |entry| entry.stamp);
        entries.extend(Entry::batch(ops, last, last.wall_ms + 60_000, 1));
    }
    entries
}

fn profile() -> Vec<Op> {
    let time = Availability { am: 60, pm: 90, ..Availability::default() };
    let mut changes = vec![
        ProfileChange::Situation(Some(Situation::DeskWorker)),
        ProfileChange::SleepNeed(Some(450)),
        ProfileChange::Goal(Some("a hilly half marathon, and strong at eighty".to_owned())),
    ];
    changes.extend((0..7).map(|weekday| ProfileChange::Weekday(weekday, time)));
    changes.into_iter().map(Op::SetProfile).collect()
}

/// A number of 0 … `below` − 1 that looks like chance and never changes.
fn chance(day: i64, salt: i64, below: i64) -> i64 {
    let mixed = (day.wrapping_mul(0x9E37_79B9) ^ salt.wrapping_mul(0x85EB_CA6B)).wrapping_mul(0xC2B2_AE35);
    (mixed >> 13).rem_euclid(below)
}

fn ill(number: i64) -> bool {
    (-45..-40).contains(&number)
}

fn away(number: i64) -> bool {
    (-78..-74).contains(&number)
}

fn check_in(day: Day, number: i64) -> Vec<Op> {
    if away(number) || (chance(number, 1, 9) == 0 && number < -2) {
        return Vec::new();
    }
    let answers =
        [Field::Energy, Field::Mood, Field::Motivation, Field::Soreness, Field::Stress, Field::Movement, Field::SleepQuality];
    // Better and worse weeks follow each other.
    let wave = if (number.div_euclid(9)).rem_euclid(3) == 0 { -1 } else { 0 };
    let base = if ill(number) { 1 } else { 3 + wave };
    let answer = |(salt, field): (i64, Field)| (field, Some(Value::Whole((base + chance(number, salt, 3)).clamp(1, 5))));
    let mut fields: Vec<(Field, Option<Value>)> = (10..).zip(answers).map(answer).collect();
    fields.push((Field::SleepMinutes, Some(Value::Whole(395 + chance(number, 20, 90)))));
    if ill(number) {
        fields.push((Field::Ill, Some(Value::Flag(true))));
    }
    if number == -30 {
        fields.push((Field::Note, Some(Value::Text("slept in a tent, cold but happy".to_owned()))));
    }
    vec![Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }]
}

fn sensors(day: Day, number: i64) -> Vec<Op> {
    if away(number) || chance(number, 2, 14) == 0 {
        return Vec::new();
    }
    let strain = if ill(number) { 7.0 } else { 0.0 };
    let fields = vec![
        (Field::RestingHr, Some(Value::Number(51.0 + strain + chance(number, 3, 5) as f64))),
        (Field::HrvRmssd, Some(Value::Number(58.0 - 2.0 * strain + chance(number, 4, 13) as f64))),
    ];
    vec![Op::SetCheckIn {
        day,
        moment: Moment::Morning,
        fields,
        source: Source { origin: Origin::Wearable, device: "ring".into() },
    }]
}

/// Kind, title, minutes and effort of each weekday from Monday on.
const WEEK: [Option<(Kind, &str, u16, f64)>; 7] = [
    Some((Kind::Strength, "Squat and pull", 55, 7.0)),
    Some((Kind::Endurance, "", 45, 4.0)),
    Some((Kind::Skill, "Handstand", 35, 3.0)),
    Some((Kind::Intervals, "5 × 4 min", 50, 8.5)),
    Some((Kind::Mobility, "", 25, 2.0)),
    Some((Kind::Endurance, "Long run", 90, 5.0)),
    Some((Kind::Balance, "Slackline", 30, 2.5)),
];

fn usual(day: Day, status: Status) -> Option<Session> {
    let weekday = day.weekday().num_days_from_monday() as usize;
    let (kind, title, minutes, rpe) = (*WEEK.get(weekday)?)?;
    let mut session = Session::new(SessionId(format!("{day}-{kind}")), day, kind, status);
    session.title = title.to_owned();
    session.minutes = Minutes::try_from(minutes).ok();
    session.rpe = Rpe::try_from(rpe).ok();
    session.place.slot = Some(if kind == Kind::Mobility { Slot::Am } else { Slot::Pm });
    Some(session)
}

fn done(day: Day, number: i64) -> Vec<Op> {
    let Some(mut session) = usual(day, Status::Done) else { return Vec::new() };
    if number == 0 || ill(number) || away(number) {
        return Vec::new();
    }
    if number == -60 {
        session = Session { title: "Autumn 10 km".to_owned(), kind: Kind::Event, rpe: Rpe::try_from(9.5).ok(), ..session };
    }
    session.planned_minutes = session.minutes;
    session.planned_rpe = session.rpe;
    if chance(number, 5, 8) == 0 {
        session.status = Status::Skipped;
    } else {
        session.minutes = session
            .minutes
            .and_then(|usual| Minutes::try_from(f64::from(usual.get()) + chance(number, 6, 21) as f64 - 10.0).ok());
        session.charge = u8::try_from(1 + chance(number, 7, 5)).ok();
        session.clean = Some(chance(number, 8, 4) != 0);
    }
    vec![Op::PutSession(Box::new(session))]
}

fn test(day: Day, number: i64) -> Vec<Op> {
    if !matches!(number, -110 | -82 | -54 | -26 | -5) {
        return Vec::new();
    }
    let value = 262.0 + (number + 110) as f64 / 6.0;
    vec![Op::PutTest(Test {
        id: TestId(format!("{day}-power")),
        day,
        name: "5 min power".to_owned(),
        value: value.round(),
        unit: "W".to_owned(),
    })]
}

/// This week and the next; the race stands on the second Sunday.
fn planned(day: Day, today: Day) -> Option<Op> {
    let mut session = usual(day, Status::Planned)?;
    if day == today.plus(11) {
        session.kind = Kind::Event;
        session.title = "Half marathon".to_owned();
        session.minutes = Minutes::try_from(105_u16).ok();
        session.rpe = Rpe::try_from(9.0).ok();
        session.place.priority = Priority::Must;
        session.place.fix_day = Some(day);
        session.place.slot = Some(Slot::Am);
    }
    Some(Op::PutSession(Box::new(session)))
}
