//! Random things to write into a journal. They meet on few days and few names, so that they touch each other.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use upswing::domain::field::{FIELDS, Slept};
use upswing::domain::*;

pub fn day() -> impl Strategy<Value = Day> {
    (0..4_i64).prop_map(|offset| Day::from_ymd(2026, 3, 28).unwrap().plus(offset))
}

fn session_id() -> impl Strategy<Value = SessionId> {
    prop::sample::select(vec!["a", "b", "ü"]).prop_map(|id| SessionId(id.to_owned()))
}

fn test_id() -> impl Strategy<Value = TestId> {
    prop::sample::select(vec!["t1", "t2"]).prop_map(|id| TestId(id.to_owned()))
}

fn moment() -> impl Strategy<Value = Moment> {
    prop::sample::select(vec![Moment::Morning, Moment::Before])
}

fn source() -> impl Strategy<Value = Source> {
    let origins = vec![Origin::Aggregator, Origin::Wearable, Origin::OnPurpose, Origin::OwnFile, Origin::Typed];
    let devices = prop::sample::select(vec!["", "ring"]).prop_map(str::to_owned);
    (prop::sample::select(origins), devices).prop_map(|(origin, device)| Source { origin, device })
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        (1..=1440_i64).prop_map(Value::Whole),
        (1.0..2000.0_f64).prop_map(Value::Number),
        any::<bool>().prop_map(Value::Flag),
        prop::sample::select(vec![Slept::Yes, Slept::Same, Slept::No]).prop_map(Value::Choice),
        "[a-zé☀ ]{0,8}".prop_map(Value::Text),
    ]
}

fn answers() -> impl Strategy<Value = Vec<(Field, Option<Value>)>> {
    let fields: Vec<Field> = FIELDS.iter().map(|spec| spec.field).collect();
    vec((prop::sample::select(fields), option::of(value())), 0..4)
}

fn word<T: Copy + std::fmt::Debug + 'static>(words: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(words)
}

fn place() -> impl Strategy<Value = Place> {
    let fixed = (option::of(day()), option::of(word(Slot::ALL)), option::of((day(), day())));
    let rest = (option::of(word(Slot::ALL)), word(Priority::ALL), any::<bool>(), word(Body::ALL));
    (fixed, rest).prop_map(|((fix_day, fix_slot, window), (slot, priority, lock, body))| Place {
        slot,
        priority,
        lock,
        fix_day,
        fix_slot,
        window,
        body,
    })
}

fn load() -> impl Strategy<Value = Load> {
    (0.0..=1000.0_f64, word(LoadOrigin::ALL))
        .prop_map(|(points, origin)| Load { points: Points::try_from(points).unwrap(), origin })
}

fn minutes() -> impl Strategy<Value = Option<Minutes>> {
    option::of((1..=1440_u16).prop_map(|minutes| Minutes::try_from(minutes).unwrap()))
}

fn rpe() -> impl Strategy<Value = Option<Rpe>> {
    option::of((0..=20_u8).prop_map(|halves| Rpe::from_halves(halves).unwrap()))
}

fn session() -> impl Strategy<Value = Session> {
    let what = (session_id(), day(), word(Kind::ALL), word(Status::ALL), option::of(day()), option::of(0..1440_u16));
    let effort = (minutes(), rpe(), minutes(), rpe(), option::of(load()));
    let yes_no = || option::of(any::<bool>());
    let after = (option::of(1..=5_u8), yes_no(), yes_no(), option::of(word(Improved::ALL)), yes_no(), yes_no());
    let texts = ("[a-z]{0,6}", "[a-zß\n\"]{0,12}", prop::sample::select(vec!["", "garmin"]), "[0-9]{0,4}");
    (what, effort, after, texts, place()).prop_map(|(what, effort, after, texts, place)| {
        let (id, day, kind, status, original_day, start) = what;
        let (minutes, rpe, planned_minutes, planned_rpe, load) = effort;
        let (charge, clean, skill, improved, recovered, supports) = after;
        let (title, notes, source, source_id) = texts;
        Session {
            original_day,
            start,
            title,
            minutes,
            rpe,
            planned_minutes,
            planned_rpe,
            load,
            charge,
            clean,
            skill,
            improved,
            recovered,
            supports,
            place,
            notes,
            source: source.to_owned(),
            source_id,
            ..Session::new(id, day, kind, status)
        }
    })
}

fn test() -> impl Strategy<Value = Test> {
    (test_id(), day(), "[a-z0-9 ]{1,10}", -1e6..1e6_f64, "[a-zA-Z/]{0,6}").prop_map(|(id, day, name, value, unit)| Test {
        id,
        day,
        name,
        value,
        unit,
    })
}

fn availability() -> impl Strategy<Value = Availability> {
    (0..=1440_u16, 0..=1440_u16, option::of(0..=1440_u16), any::<bool>(), any::<bool>())
        .prop_map(|(am, pm, day, two, off)| Availability { am, pm, day, two, off })
}

fn day_plan() -> impl Strategy<Value = DayPlan> {
    (option::of(availability()), option::of(word(WeekKind::ALL))).prop_map(|(availability, week)| DayPlan { availability, week })
}

fn profile_change() -> impl Strategy<Value = ProfileChange> {
    prop_oneof![
        option::of(word(Situation::ALL)).prop_map(ProfileChange::Situation),
        option::of(300..=660_u16).prop_map(ProfileChange::SleepNeed),
        option::of((0.0..200.0_f64, 0.0..200.0_f64)).prop_map(ProfileChange::Start),
        option::of(day()).prop_map(ProfileChange::StartDay),
        option::of("[a-z ]{0,12}").prop_map(ProfileChange::Goal),
        (0..8_u8, availability()).prop_map(|(weekday, availability)| ProfileChange::Weekday(weekday, availability)),
    ]
}

fn experiment_id() -> impl Strategy<Value = ExperimentId> {
    prop::sample::select(vec!["e1", "e2"]).prop_map(|id| ExperimentId(id.to_owned()))
}

fn experiment() -> impl Strategy<Value = Experiment> {
    let days = (day(), day());
    let of = prop_oneof![
        (word(&[Unit::Day, Unit::Block]), word(&[Outcome::Score, Outcome::Rhr]))
            .prop_map(|(unit, outcome)| (unit, outcome, None)),
        word(Kind::ALL).prop_map(|kind| (Unit::Session, Outcome::Charge, Some(kind))),
    ];
    (experiment_id(), days, of, "[a-zé ]{1,12}", 10..=30_u8, 0..=Experiment::MAX_SEED).prop_map(
        |(id, (registered, first_day), (unit, outcome, kind), question, pairs, seed)| Experiment {
            id,
            registered,
            yes: question.clone(),
            question,
            unit,
            kind,
            outcome,
            pairs,
            first_day,
            seed,
        },
    )
}

fn span_id() -> impl Strategy<Value = SpanId> {
    prop::sample::select(vec!["s1", "s2"]).prop_map(|id| SpanId(id.to_owned()))
}

fn span() -> impl Strategy<Value = Span> {
    let avoid = prop::collection::btree_set(prop::sample::select(Avoid::choices().collect::<Vec<_>>()), 0..3);
    (span_id(), word(SpanKind::ALL), day(), option::of(0..4_i64), avoid, "[a-zé ]{0,8}").prop_map(
        |(id, kind, from, days, avoid, note)| Span {
            id,
            kind,
            from,
            to: days.map(|days| from.plus(days)),
            avoid: if kind == SpanKind::Injury { avoid } else { Default::default() },
            note,
        },
    )
}

fn apart() -> impl Strategy<Value = Apart> {
    let names = prop::sample::subsequence(vec!["a", "b", "ü"], 2..=3);
    names.prop_map(|names| Apart::of(names.into_iter().map(|id| SessionId(id.to_owned()))))
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![
        (day(), moment()).prop_map(|(day, moment)| Key::CheckIn(day, moment)),
        session_id().prop_map(Key::Session),
        test_id().prop_map(Key::Test),
        day().prop_map(Key::DayPlan),
        Just(Key::Profile),
        experiment_id().prop_map(Key::Experiment),
        span_id().prop_map(Key::Span),
    ]
}

/// Anything that can happen but a retraction, which needs a batch to be about.
pub fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        4 => (day(), moment(), answers(), source())
            .prop_map(|(day, moment, fields, source)| Op::SetCheckIn { day, moment, fields, source }),
        4 => session().prop_map(|session| Op::PutSession(Box::new(session))),
        1 => test().prop_map(Op::PutTest),
        1 => (day(), day_plan()).prop_map(|(day, plan)| Op::PutDayPlan { day, plan }),
        1 => profile_change().prop_map(Op::SetProfile),
        1 => experiment().prop_map(|experiment| Op::PutExperiment(Box::new(experiment))),
        1 => (experiment_id(), day()).prop_map(|(id, day)| Op::EndExperiment { id, day }),
        1 => span().prop_map(|span| Op::PutSpan(Box::new(span))),
        1 => apart().prop_map(Op::Apart),
        1 => key().prop_map(Op::Erase),
    ]
}

/// Some of what can happen together.
pub fn ops(most: usize) -> impl Strategy<Value = Vec<Op>> {
    vec(op(), 1..=most)
}
