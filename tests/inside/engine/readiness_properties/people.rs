//! Made-up histories for property tests: stretches of good and bad weeks, with gaps, devices,
//! illness and sessions in them.

use proptest::prelude::*;
use upswing::domain::field::{ANSWERS, Slept};
use upswing::domain::{
    Avoid, Body, CheckIn, Day, Entry, Field, Journal, Kind, Load, LoadOrigin, Minutes, Moment, Op, Points, ProfileChange, Rpe,
    Session, SessionId, Situation, Source, Span, SpanId, SpanKind, Stamp, Status, Value, WeekKind,
};
use upswing::engine::readiness::{PlannedToday, TodayPlan};

/// The answers of one morning.
pub type Fields = Vec<(Field, Value)>;

/// The morning all made-up people are asked about.
pub fn morning() -> Day {
    Day::from_ymd(2026, 3, 29).expect("a date")
}

/// A history up to the day before the morning, the morning's check-in and its plan.
#[derive(Debug, Clone)]
pub struct Person {
    /// Rows by days before the morning, 1 = yesterday.
    pub days: Vec<(i64, Fields, Vec<Session>)>,
    pub profile: Vec<ProfileChange>,
    /// What held over days.
    pub spans: Vec<Span>,
    pub today: Fields,
    pub device: String,
    pub plan: TodayPlan,
}

/// Numbers that follow from a seed, so that a whole stretch of days is one choice of proptest.
struct Dice(u64);

impl Dice {
    /// 0 … `sides` − 1.
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }

    fn near(&mut self, level: i64) -> i64 {
        (level + self.roll(3) as i64 - 1).clamp(1, 5)
    }
}

/// A stretch of days that resemble each other.
fn stretch() -> impl Strategy<Value = (u64, i64, bool, u64)> {
    (1u64..16, 1i64..=5, prop::bool::weighted(0.1), any::<u64>())
}

fn fields(dice: &mut Dice, level: i64, ill: bool) -> Fields {
    let mut fields = Vec::new();
    for field in ANSWERS {
        if !dice.one_in(6) {
            fields.push((field, Value::Whole(dice.near(level))));
        }
    }
    if !dice.one_in(4) {
        fields.push((Field::SleepMinutes, Value::Whole(180 + level * 30 + dice.roll(220) as i64)));
    }
    for (field, worst, step) in [(Field::RestingHr, 62.0, -2.0), (Field::HrvRmssd, 30.0, 9.0), (Field::ReactionMs, 340.0, -14.0)]
    {
        if !dice.one_in(4) {
            fields.push((field, Value::Number(worst + step * (level as f64 + dice.roll(30) as f64 / 10.0))));
        }
    }
    for (field, is_set) in [(Field::Ill, ill), (Field::Pain, dice.one_in(12)), (Field::Travel, dice.one_in(25))] {
        if is_set {
            fields.push((field, Value::Flag(true)));
        }
    }
    if dice.one_in(8) {
        fields.push((Field::SleptBetter, Value::Choice([Slept::Yes, Slept::Same, Slept::No][dice.roll(3) as usize])));
    }
    fields
}

fn session(dice: &mut Dice, back: i64, number: u64, level: i64) -> Session {
    let kind = Kind::ALL[dice.roll(60) as usize % if dice.one_in(8) { 7 } else { 6 }];
    let status = if dice.one_in(8) { Status::Skipped } else { Status::Done };
    let day = morning().minus(back);
    let rpe = |halves: u64| Rpe::from_halves(halves.min(20) as u8);
    let planned = 8 + dice.roll(8);
    let answer = |dice: &mut Dice| (!dice.one_in(3)).then(|| !dice.one_in(level.unsigned_abs()));
    Session {
        minutes: if dice.one_in(15) { None } else { Minutes::try_from(20 + dice.roll(80) as u16).ok() },
        rpe: if dice.one_in(6) { None } else { rpe(planned + dice.roll(5) + 3 - level.unsigned_abs().min(3)) },
        planned_rpe: if dice.one_in(3) { None } else { rpe(planned) },
        load: dice.one_in(6).then(|| Load {
            points: Points::try_from(dice.roll(1500) as f64 / 10.0).expect("points"),
            origin: if dice.one_in(2) { LoadOrigin::Measured } else { LoadOrigin::Estimated },
        }),
        charge: (!dice.one_in(3)).then(|| dice.near(level) as u8),
        clean: answer(dice),
        recovered: answer(dice),
        supports: answer(dice),
        ..Session::new(SessionId(format!("{back}-{number}")), day, kind, status)
    }
}

fn days(stretches: &[(u64, i64, bool, u64)]) -> Vec<(i64, Fields, Vec<Session>)> {
    let mut days = Vec::new();
    let mut back = 0;
    for (length, level, ill, seed) in stretches {
        let mut dice = Dice(*seed);
        let silent = dice.one_in(12);
        for _ in 0..*length {
            back += 1;
            let fields = if silent || dice.one_in(10) { Vec::new() } else { fields(&mut dice, *level, *ill) };
            let count = if silent { 0 } else { [0, 1, 1, 2][dice.roll(4) as usize] };
            let sessions = (0..count).map(|number| session(&mut dice, back, number, *level)).collect();
            days.push((back, fields, sessions));
        }
    }
    days
}

fn planned() -> impl Strategy<Value = PlannedToday> {
    (0..Kind::ALL.len(), prop::option::of(1u16..=240), prop::option::of(0u8..=20), any::<bool>()).prop_map(
        |(kind, minutes, halves, movable)| PlannedToday {
            body: Body::Full,
            id: None,
            kind: Kind::ALL[kind],
            minutes: minutes.and_then(|minutes| Minutes::try_from(minutes).ok()),
            rpe: halves.and_then(Rpe::from_halves),
            movable,
        },
    )
}

fn plan() -> impl Strategy<Value = TodayPlan> {
    let week = prop::option::weighted(0.2, Just(WeekKind::Deload));
    (week, prop::option::weighted(0.2, 0i64..5), prop::option::weighted(0.2, -5i64..120), prop::option::weighted(0.8, planned()))
        .prop_map(|(week, event_in_days, available_minutes, session)| TodayPlan {
            week,
            event_in_days,
            available_minutes,
            session,
        })
}

fn profile() -> impl Strategy<Value = Vec<ProfileChange>> {
    let situation = prop::option::of((0..Situation::ALL.len()).prop_map(|at| Situation::ALL[at]));
    let start = prop::option::weighted(0.2, (0.0..120.0, 0.0..150.0));
    (situation, prop::option::weighted(0.3, 0u16..900), start).prop_map(|(situation, need, start)| {
        vec![ProfileChange::Situation(situation), ProfileChange::SleepNeed(need), ProfileChange::Start(start)]
    })
}

/// Something that held over days, now and then still.
fn spans() -> impl Strategy<Value = Vec<Span>> {
    let span = (0..SpanKind::ALL.len(), -2i64..80, prop::option::weighted(0.8, 0i64..20), any::<bool>());
    prop::collection::vec(span, 0..3).prop_map(|spans| {
        let of = |(number, (kind, back, days, half)): (usize, (usize, i64, Option<i64>, bool))| {
            let (kind, from) = (SpanKind::ALL[kind], morning().minus(back));
            let avoid = if half {
                vec![Avoid::all(Kind::Endurance)]
            } else {
                vec![Avoid::all(Kind::Intervals), Avoid::all(Kind::Mobility)]
            };
            Span {
                id: SpanId(format!("s{number}")),
                kind,
                from,
                to: days.map(|days| from.plus(days)),
                avoid: if kind == SpanKind::Injury { avoid.into_iter().collect() } else { Default::default() },
                note: String::new(),
            }
        };
        spans.into_iter().enumerate().map(of).collect()
    })
}

/// Anyone.
pub fn person() -> impl Strategy<Value = Person> {
    let today = (1i64..=5, prop::bool::weighted(0.1), any::<u64>());
    (prop::collection::vec(stretch(), 0..8), profile(), today, prop::bool::weighted(0.15), plan(), spans()).prop_map(
        |(stretches, profile, (level, ill, seed), new_device, plan, spans)| Person {
            spans,
            days: days(&stretches),
            profile,
            today: fields(&mut Dice(seed), level, ill),
            device: if new_device { "new".to_owned() } else { String::new() },
            plan,
        },
    )
}

/// The check-in of these answers.
pub fn check_in(fields: &Fields, device: &str) -> CheckIn {
    let mut check_in = CheckIn::default();
    let source = Source { device: device.to_owned(), ..Source::typed() };
    for (field, value) in fields {
        check_in.merge(*field, Some(value.clone()), &source, Stamp::default());
    }
    check_in
}

/// The answers with one of them changed; `None` leaves it out.
pub fn with(fields: &Fields, field: Field, value: Option<Value>) -> Fields {
    let mut fields: Fields = fields.iter().filter(|(present, _)| *present != field).cloned().collect();
    fields.extend(value.map(|value| (field, value)));
    fields
}

impl Person {
    /// What is written of one day, at any distance from the morning.
    fn ops_of((back, fields, sessions): &(i64, Fields, Vec<Session>), shift: i64) -> Vec<Op> {
        let day = morning().minus(*back).plus(shift);
        let fields = fields.iter().map(|(field, value)| (*field, Some(value.clone()))).collect();
        let mut ops = vec![Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }];
        ops.extend(sessions.iter().map(|session| Op::PutSession(Box::new(Session { day, ..session.clone() }))));
        ops
    }

    fn span_ops(&self, shift: i64) -> impl Iterator<Item = Op> {
        self.spans.iter().map(move |span| {
            let to = span.to.map(|to| to.plus(shift));
            Op::PutSpan(Box::new(Span { from: span.from.plus(shift), to, ..span.clone() }))
        })
    }

    /// The journal of this person, all days moved by `shift`.
    pub fn journal(&self, shift: i64) -> Journal {
        let days = self.days.iter().rev().flat_map(|day| Person::ops_of(day, shift));
        let known = self.profile.iter().cloned().map(Op::SetProfile).chain(self.span_ops(shift));
        journal(known.chain(days).collect())
    }

    /// The same days written down in the opposite order, fields too.
    pub fn journal_backwards(&self) -> Journal {
        let mut ops: Vec<Op> = self.days.iter().flat_map(|day| Person::ops_of(day, 0)).collect();
        for op in &mut ops {
            if let Op::SetCheckIn { fields, .. } = op {
                fields.reverse();
            }
        }
        ops.extend(self.profile.iter().cloned().map(Op::SetProfile).chain(self.span_ops(0)));
        journal(ops)
    }

    /// The morning's check-in.
    pub fn check_in(&self) -> CheckIn {
        check_in(&self.today, &self.device)
    }
}

/// A journal of these ops.
pub fn journal(ops: Vec<Op>) -> Journal {
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal
}
