//! After any change, what is computed again from the changed day on is what computing everything gives.

use proptest::collection::vec;
use proptest::prelude::*;
use upswing::app::{Facts, Series};
use upswing::domain::*;
use upswing::engine::Tuning;

/// In the middle of the days that [`any_ops`] is about.
pub fn middle() -> Day {
    Day::from_ymd(2026, 3, 29).unwrap()
}

fn check_in(day: Day, energy: i64, pulse: f64, device: &str) -> Op {
    let field = |field, value| (field, Some(value));
    let answers = [Field::Energy, Field::Mood, Field::Motivation, Field::Stress, Field::Movement];
    let mut fields: Vec<_> = answers.into_iter().map(|answer| field(answer, Value::Whole(energy))).collect();
    fields.push(field(Field::Ready, Value::Whole(energy * 2)));
    fields.push(field(Field::RestingHr, Value::Number(pulse)));
    fields.push(field(Field::Travel, Value::Flag(pulse > 68.0)));
    let source = Source { origin: Origin::OwnFile, device: device.to_owned() };
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source }
}

fn session(day: Day, kind: Kind, minutes: u16, halves: u8) -> Op {
    let mut session = Session::new(SessionId(format!("own {day}")), day, kind, Status::Done);
    (session.minutes, session.rpe) = (Minutes::try_from(minutes).ok(), Rpe::from_halves(halves));
    session.charge = Some(1 + halves % 5);
    Op::PutSession(Box::new(session))
}

fn span(from: Day, kind: SpanKind, days: Option<i64>) -> Op {
    let (id, to) = (SpanId(format!("own {kind}")), days.map(|days| from.plus(days)));
    Op::PutSpan(Box::new(Span { id, kind, from, to, avoid: Default::default(), note: String::new() }))
}

/// A day somewhere in half a year: answered, trained, or forgotten again.
fn life() -> impl Strategy<Value = Op> {
    let day = || (-120..40_i64).prop_map(|offset| middle().plus(offset));
    let kinds = || prop::sample::select(Kind::ALL);
    prop_oneof![
        3 => (day(), 1..=5_i64, 50.0..70.0_f64, prop::sample::select(vec!["ring", "strap"]))
            .prop_map(|(day, energy, pulse, device)| check_in(day, energy, pulse, device)),
        3 => (day(), kinds(), 5..120_u16, 2..=20_u8).prop_map(|(day, kind, minutes, rpe)| session(day, kind, minutes, rpe)),
        1 => day().prop_map(|day| Op::Erase(Key::CheckIn(day, Moment::Morning))),
        1 => day().prop_map(|day| Op::PutDayPlan { day: day.monday(), plan: DayPlan { week: Some(WeekKind::Deload), availability: None } }),
        1 => (day(), prop::sample::select(SpanKind::ALL), prop::option::of(0..20_i64)).prop_map(|(from, kind, days)| span(from, kind, days)),
        1 => day().prop_map(|day| Op::Erase(Key::Session(SessionId(format!("own {day}"))))),
    ]
}

/// Something is written, or any batch taken back; and so many days go by.
pub fn steps() -> impl Strategy<Value = Vec<(Option<Vec<Op>>, prop::sample::Index, i64)>> {
    let ops = prop_oneof![2 => vec(life(), 1..3), 1 => crate::any_ops::ops(2)];
    let days = prop_oneof![8 => Just(0), 1 => Just(1), 1 => -40..40_i64];
    vec((prop::option::weighted(0.8, ops), any::<prop::sample::Index>(), days), 1..8)
}

pub fn months() -> impl Strategy<Value = Vec<Op>> {
    prop_oneof![1 => vec(life(), 0..3), 3 => vec(life(), 60..200)]
}

fn write(journal: &mut Journal, ops: Vec<Op>) -> Day {
    journal.add(Entry::batch(ops, journal.last_stamp(), 1, 1)).unwrap_or(Day::MAX)
}

pub fn any_batch(journal: &Journal, which: prop::sample::Index) -> Vec<Op> {
    let batches: Vec<BatchId> = journal.entries().iter().map(|entry| entry.batch).collect();
    if batches.is_empty() { Vec::new() } else { vec![Op::Retract(*which.get(&batches))] }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_renewed_is_what_follows_anew(months in months(), steps in steps(), week in prop::sample::select(WeekStart::ALL)) {
        let tuning = Tuning { ask_ready: true, week_starts: week, ..Tuning::default() };
        let (mut journal, mut today) = (Journal::default(), middle());
        let shown = [Series::Field(Field::RestingHr)];
        write(&mut journal, months);
        let begun = today;
        let mut facts = Facts::new(journal.history(), today, &tuning);
        let mut resting = facts.clone();
        facts.look_back(Day::MIN, journal.history(), today, &tuning);
        for (ops, which, days) in steps {
            let ops = ops.unwrap_or_else(|| any_batch(&journal, which));
            let changed = write(&mut journal, ops);
            today = today.plus(days);
            facts.renew(journal.history(), changed, today, &tuning);
            resting.renew(journal.history(), changed, today, &tuning);
            facts.traces.add_usual(&facts.season, &shown);
            let mut anew = Facts::new(journal.history(), today, &tuning);
            // Somebody who did not look back, on the day on which it began: later ones begin later.
            prop_assert!(today != begun || resting.traces == anew.traces);
            anew.look_back(Day::MIN, journal.history(), today, &tuning);
            anew.traces.add_usual(&anew.season, &shown);
            prop_assert_eq!(facts.season.curve(), anew.season.curve());
            prop_assert_eq!(facts.season.mornings(), anew.season.mornings());
            prop_assert_eq!(&facts.morning, &anew.morning);
            prop_assert_eq!(&facts.before, &anew.before);
            prop_assert_eq!(&facts.traces, &anew.traces);
        }
    }
}
