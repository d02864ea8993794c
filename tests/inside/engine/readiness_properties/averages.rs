//! What must hold for fitness and fatigue: the invariants 1–8 of `model.md` §9.

use proptest::prelude::*;
use upswing::domain::{Day, Entry, Kind, Load, LoadOrigin, Op, Points, Session, SessionId, StartValues, Status};
use upswing::engine::Tuning;
use upswing::engine::averages::{Curve, Record, State, auto_seed};
use upswing::engine::load::day_milli;

use super::people::{journal, morning, person};

fn given((fitness, fatigue): (f64, f64)) -> StartValues {
    StartValues { fitness, fatigue, day: None }
}

fn curve(loads: &[i64], start: Option<(f64, f64)>) -> Curve {
    let mut curve = Curve::new(morning(), start.map(given));
    loads.iter().for_each(|load| curve.push(*load, Record::Row));
    curve
}

fn states(loads: &[i64], start: Option<(f64, f64)>) -> Vec<State> {
    curve(loads, start).mornings().filter_map(|morning| morning.state).collect()
}

/// Loads of up to `days` days in milli-points; every other day is rest.
fn loads(days: usize) -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec(prop_oneof![Just(0), 0i64..100_000_000], 0..days)
}

fn starts() -> impl Strategy<Value = (f64, f64)> {
    (0.0..1000.0f64, 0.0..1000.0f64)
}

fn near(found: f64, expected: f64, size: f64) -> bool {
    (found - expected).abs() <= 1e-9 * size.max(1.0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn linear((u, v) in (loads(120), loads(120)), (s, r) in (starts(), starts())) {
        let days = u.len().min(v.len());
        let (u, v) = (&u[..days], &v[..days]);
        let sum: Vec<i64> = u.iter().zip(v).map(|(u, v)| 2 * u + 3 * v).collect();
        let both = states(&sum, Some((2.0 * s.0 + 3.0 * r.0, 2.0 * s.1 + 3.0 * r.1)));
        for ((a, b), both) in states(u, Some(s)).iter().zip(states(v, Some(r))).zip(both) {
            prop_assert!(near(both.fitness, 2.0 * a.fitness + 3.0 * b.fitness, both.fitness));
            prop_assert!(near(both.fatigue, 2.0 * a.fatigue + 3.0 * b.fatigue, both.fatigue));
        }
    }

    #[test]
    fn causal(loads in loads(120), at in 0usize..120, other in 0i64..1_000_000, start in prop::option::of(starts())) {
        prop_assume!(at < loads.len());
        let mut changed = loads.clone();
        changed[at] = other;
        let (before, after) = (states(&loads, start), states(&changed, start));
        prop_assert_eq!(&before[..=at], &after[..=at]);
        for (before, after) in before.iter().zip(&after).skip(at + 1) {
            // Far from a large load a small difference may be lost to rounding, but never turned round.
            let (less, more) = if other < loads[at] { (after, before) } else { (before, after) };
            prop_assert!(less.fitness <= more.fitness && less.fatigue <= more.fatigue);
        }
    }

    #[test]
    fn zero_days_in_front_only_shift(loads in loads(90), zeros in 0usize..40) {
        let shifted: Vec<i64> = std::iter::repeat_n(0, zeros).chain(loads.iter().copied()).collect();
        prop_assert_eq!(&states(&shifted, Some((0.0, 0.0)))[zeros..], &states(&loads, Some((0.0, 0.0)))[..]);
    }

    #[test]
    fn without_load_it_decays_and_a_constant_load_stays(start in 0i64..200_000, days in 0usize..400) {
        let points = start as f64 / 1000.0;
        let rest = states(&vec![0; days], Some((points, points)))[days];
        prop_assert!(near(rest.fitness, points * (-(days as f64) / 42.0).exp(), points));
        prop_assert!(near(rest.fatigue, points * (-(days as f64) / 7.0).exp(), points));
        let same = states(&vec![start; days], Some((points, points)))[days];
        prop_assert_eq!(same, State { fitness: points, fatigue: points });
    }

    #[test]
    fn every_morning_is_its_own_full_computation(loads in loads(90), start in prop::option::of(starts())) {
        for (day, found) in states(&loads, start).iter().enumerate() {
            let seed = auto_seed(&loads[..day]);
            let (fitness, fatigue) = start.unwrap_or((seed, seed));
            let full = loads[..day].iter().fold(State { fitness, fatigue }, |state, load| state.next(*load as f64 / 1000.0));
            prop_assert_eq!(*found, full);
        }
    }

    #[test]
    fn finite_and_between_the_least_and_the_most(loads in loads(400), start in prop::option::of(starts())) {
        let most = loads.iter().max().map_or(0.0, |most| *most as f64 / 1000.0);
        let most = start.map_or(most, |(fitness, fatigue)| most.max(fitness).max(fatigue));
        for state in states(&loads, start) {
            for value in [state.fitness, state.fatigue] {
                prop_assert!(value.is_finite() && value >= -1e-9 && value <= most * (1.0 + 1e-12) + 1e-9, "{value} of {most}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_history_grows_and_is_taken_back_bit_for_bit(person in person(), added in person()) {
        let tuning = Tuning::default();
        let mut grown = person.journal(0);
        let curve = |journal: &upswing::domain::Journal| Curve::of(journal.history(), morning().minus(1), &tuning);
        let before = curve(&grown);
        if let Some(full) = &before {
            let mut step_by_step = Curve::new(full.first(), grown.history().profile().start());
            for day in full.first().to(Day::MAX).take(full.days()) {
                let load = full.load(day).unwrap_or(0);
                prop_assert_eq!(day_milli(grown.history(), day, &tuning), load);
                step_by_step.extend(grown.history(), day, &tuning);
            }
            prop_assert!(full.mornings().map(|morning| morning.state).eq(step_by_step.mornings().map(|morning| morning.state)));
        }
        let sessions = added.days.iter().flat_map(|(_, _, sessions)| sessions.iter().cloned());
        let ops = sessions.map(|session| Session { id: SessionId(format!("more {}", session.id)), ..session });
        let batch = Entry::batch(ops.map(|session| Op::PutSession(Box::new(session))).collect(), grown.last_stamp(), 2, 1);
        let retraction = batch.first().map(|entry| Op::Retract(entry.batch));
        grown.add(batch);
        grown.add(Entry::batch(retraction.into_iter().collect(), grown.last_stamp(), 3, 1));
        prop_assert_eq!(curve(&grown), before);
    }

    #[test]
    fn two_sessions_are_one_with_their_sum(a in 0u32..1000, b in 0u32..1000) {
        let session = |id: &str, points: u32| {
            let points = Points::try_from(f64::from(points) / 2.0).expect("points");
            let load = Some(Load { points, origin: LoadOrigin::Measured });
            let done = Session::new(SessionId(id.to_owned()), morning(), Kind::Skill, Status::Done);
            Op::PutSession(Box::new(Session { load, ..done }))
        };
        let tuning = Tuning::default();
        let curve = |ops: Vec<Op>| Curve::of(journal(ops).history(), morning().plus(30), &tuning);
        let one = curve(vec![session("both", a + b)]);
        prop_assert_eq!(&curve(vec![session("a", a), session("b", b)]), &one);
        prop_assert_eq!(&curve(vec![session("b", b), session("a", a), session("a", a)]), &one);
    }
}

#[test]
fn fourteen_empty_days_are_a_gap_and_four_weeks_settle() {
    let mut curve = Curve::new(morning(), Some(given((50.0, 50.0))));
    let days = |count: usize, recorded: bool| std::iter::repeat_n(recorded, count);
    for recorded in days(10, true).chain(days(13, false)).chain(days(1, true)).chain(days(14, false)).chain(days(40, true)) {
        curve.push(0, if recorded { Record::Row } else { Record::Empty });
    }
    let marked = |wanted: fn(&upswing::engine::averages::CurveMorning) -> bool| -> Vec<i64> {
        curve.mornings().filter(wanted).map(|found| found.day.since(morning())).collect()
    };
    assert_eq!(marked(|morning| morning.gap), (24..38).collect::<Vec<i64>>(), "thirteen empty days are none");
    assert_eq!(marked(|morning| morning.settling), (38..66).collect::<Vec<i64>>());
}

#[test]
fn an_automatic_start_settles_for_six_weeks() {
    let auto: Vec<bool> = curve(&[50_000; 60], None).mornings().map(|morning| morning.settling).collect();
    assert_eq!(auto.iter().filter(|settling| **settling).count(), 42);
    assert!(curve(&[50_000; 60], Some((0.0, 0.0))).mornings().all(|morning| !morning.settling));
}

#[test]
fn a_forecast_goes_on_from_the_morning_it_is_asked_for() {
    let whole = curve(&[50_000, 0, 80_000], None);
    let last = morning().plus(3);
    let forecast = whole.forecast(last, [60.0, 0.0]);
    let state = whole.state(last).expect("a state");
    assert_eq!(forecast, [state.next(60.0), state.next(60.0).next(0.0)]);
    assert!(whole.forecast(last.plus(1), [60.0]).is_empty());
}
