//! The values of the chart are what was done, planned and said, each on its day and each once.

use super::week::monday;
use crate::desk::Desk;
use upswing::app::Series;
use upswing::domain::{
    Day, Entry, Field, Kind, Load, LoadOrigin, Minutes, Moment, Op, Points, Session, SessionId, Source, Stamp, Status, Value,
};
use upswing::engine::performance::week::Week;

/// A session of so many points, so many days from today.
fn session(day: i64, kind: Kind, status: Status, points: f64, charge: Option<u8>) -> Op {
    let id = SessionId(format!("{day} {kind} {points}"));
    let load = Some(Load { points: Points::try_from(points).unwrap(), origin: LoadOrigin::Typed });
    let minutes = Minutes::try_from(60_u16).ok();
    Op::PutSession(Box::new(Session { load, charge, minutes, ..Session::new(id, monday().plus(day), kind, status) }))
}

fn desk(ops: Vec<Op>) -> Desk {
    Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), monday())
}

fn on(day: i64) -> Day {
    monday().plus(day)
}

#[test]
fn a_days_loads_add_up_over_its_kinds_and_what_was_not_done_adds_nothing() {
    let desk = desk(vec![
        session(-9, Kind::Endurance, Status::Done, 10.0, None),
        session(-2, Kind::Endurance, Status::Done, 20.0, Some(2)),
        session(-2, Kind::Strength, Status::Done, 40.0, Some(5)),
        session(-2, Kind::Endurance, Status::Done, 5.0, None),
        session(-1, Kind::Strength, Status::Skipped, 30.0, None),
        session(-3, Kind::Strength, Status::Planned, 30.0, None),
        session(0, Kind::Strength, Status::Planned, 30.0, None),
        session(0, Kind::Endurance, Status::Moved, 12.0, None),
        session(3, Kind::Balance, Status::Planned, 8.0, None),
    ]);
    let traces = &desk.model.facts.traces;
    let value = |values: &[Option<f64>], day: i64| traces.on(values, on(day));
    assert_eq!([-9, -3, -2, -1, 0, 3].map(|day| value(&traces.total, day)), [Some(10.0), None, Some(65.0), None, None, None]);
    assert_eq!([-3, -2, -1, 0, 3].map(|day| value(&traces.planned, day)), [None, None, None, Some(42.0), Some(8.0)]);
    assert_eq!([-9, -2, 0].map(|day| value(&traces.charge, day)), [None, Some(3.5), None]);
    let kinds: Vec<(Kind, Option<f64>)> = traces.loads.iter().map(|(kind, values)| (*kind, value(values, -2))).collect();
    assert_eq!(kinds, [(Kind::Strength, Some(40.0)), (Kind::Endurance, Some(25.0))], "in the order of kinds");
}

#[test]
fn an_event_has_one_mark_a_day_unless_it_was_left_out() {
    let event = |day, status, points| session(day, Kind::Event, status, points, None);
    let desk = desk(vec![
        session(-9, Kind::Endurance, Status::Done, 10.0, None),
        event(-4, Status::Done, 50.0),
        event(-4, Status::Done, 60.0),
        event(-2, Status::Skipped, 50.0),
        event(5, Status::Planned, 50.0),
        event(6, Status::Skipped, 50.0),
        session(7, Kind::Endurance, Status::Planned, 10.0, None),
    ]);
    assert_eq!(desk.model.facts.traces.events, [on(-4), on(5)]);
}

#[test]
fn monotony_and_strain_are_of_the_seven_days_before_a_morning() {
    let points = |day: i64| 10.0 + (day * 7 % 11).abs() as f64 * 5.0;
    let desk = desk((-20..0).map(|day| session(day, Kind::Endurance, Status::Done, points(day), None)).collect());
    let traces = &desk.model.facts.traces;
    for day in -20..=0_i64 {
        let before: Vec<f64> = (day - 7..day).map(|day| if day < -20 { 0.0 } else { points(day) }).collect();
        let week = Week::of(&before, 0.0, 7, &desk.model.tuning.model);
        let [monotony, strain] =
            [Series::Monotony, Series::Strain].map(|series| traces.on(traces.line(series).unwrap(), on(day)));
        if day >= -13 {
            assert!(week.monotony.is_some());
            assert_eq!((monotony, strain), (week.monotony, week.strain), "{day}");
        } else {
            assert_eq!((monotony, strain), (None, None), "{day}: no seven days yet");
        }
    }
}

#[test]
fn what_was_measured_stands_on_its_day_and_a_night_in_hours() {
    let fields = vec![(Field::SleepMinutes, Some(Value::Whole(450))), (Field::RestingHr, Some(Value::Number(51.5)))];
    let said = Op::SetCheckIn { day: on(-3), moment: Moment::Morning, fields, source: Source::typed() };
    let desk = desk(vec![said]);
    let traces = &desk.model.facts.traces;
    let value = |field, day| traces.on(traces.line(Series::Field(field)).unwrap(), on(day));
    assert_eq!([value(Field::SleepMinutes, -3), value(Field::RestingHr, -3)], [Some(7.5), Some(51.5)]);
    assert_eq!([value(Field::SleepMinutes, -2), value(Field::RestingHr, 0)], [None, None]);
}

/// Tags are no answer that the averages could begin with.
#[test]
fn a_tag_is_marked_also_before_the_first_record() {
    let tagged = Op::SetCheckIn {
        day: on(-12),
        moment: Moment::Morning,
        fields: vec![(Field::Tags, Some(Value::Text("sauna".to_owned())))],
        source: Source::typed(),
    };
    let mut desk = desk(vec![tagged, session(-9, Kind::Endurance, Status::Done, 10.0, None)]);
    assert_eq!((desk.model.facts.traces.first, &desk.model.facts.traces.tagged), (on(-9), &vec![on(-12)]));
    desk.model.show_days(on(-900), on(0));
    assert_eq!(desk.model.facts.traces.tagged, [on(-12)]);
}
