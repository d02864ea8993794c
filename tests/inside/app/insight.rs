//! What the chart says in sentences of the days shown: each run of days at its very ends, and nothing that is not there.

use super::week::monday;
use crate::desk::Desk;
use crate::life::now;
use upswing::app::chart::{Unit, insight};
use upswing::app::{Keymap, Model};
use upswing::domain::{
    Day, Entry, Field, Journal, Kind, Minutes, Moment, Op, Rpe, Session, SessionId, Source, Stamp, Status, Value,
};
use upswing::engine::{Stage, Tuning};

/// Days shown before today, today among them.
const SHOWN: i64 = 60;

/// A history of a hundred days, of which so many are shown up to today.
fn desk() -> Desk {
    let session = Session {
        minutes: Minutes::try_from(60_u16).ok(),
        ..Session::new(SessionId("a".to_owned()), monday().minus(100), Kind::Endurance, Status::Done)
    };
    let fields = vec![(Field::Energy, Some(Value::Whole(3)))];
    let said = Op::SetCheckIn { day: monday().minus(100), moment: Moment::Morning, fields, source: Source::typed() };
    let mut desk = Desk::new(Entry::batch(vec![Op::PutSession(Box::new(session)), said], Stamp::default(), 1, 1), monday());
    (desk.model.chart.last, desk.model.chart.span) = (monday(), SHOWN);
    desk
}

/// A value for every day known, told by how many days before today it is.
fn values(desk: &Desk, value: impl Fn(i64) -> f64) -> Vec<Option<f64>> {
    let traces = &desk.model.facts.traces;
    traces.first.to(desk.model.today).map(|day| Some(value(desk.model.today.since(day)))).collect()
}

fn said(desk: &Desk, begins: &str) -> Option<String> {
    insight::sentences(&desk.model).into_iter().find(|sentence| sentence.starts_with(begins))
}

fn ago(days: i64) -> Day {
    monday().minus(days)
}

#[test]
fn a_recovery_is_three_days_or_more_of_form_not_below_zero_and_of_equals_the_later_one() {
    let recovery = |fresh: &[i64]| {
        let mut desk = desk();
        desk.model.facts.traces.form = values(&desk, |ago| if fresh.contains(&ago) { 0.0 } else { -0.1 });
        said(&desk, "Longest recovery")
    };
    let told = |days: i64, last: i64| Some(format!("Longest recovery: {days} days to {}, form not below 0.", ago(last).short()));
    assert_eq!(recovery(&[]), None);
    assert_eq!(recovery(&[10, 11]), None);
    assert_eq!(recovery(&[10, 11, 12]), told(3, 10));
    assert_eq!(recovery(&[10, 11, 12, 20, 21, 22]), told(3, 10));
    assert_eq!(recovery(&[10, 11, 12, 20, 21, 22, 23]), told(4, 20));
    assert_eq!(recovery(&[0, 1, 2, 20, 21, 22]), told(3, 0), "today is one of them");
    assert_eq!(recovery(&[SHOWN - 1, SHOWN, SHOWN + 1, SHOWN + 2]), None, "of the days shown only one");
    assert_eq!(recovery(&[SHOWN - 1, SHOWN - 2, SHOWN - 3, SHOWN]), told(3, SHOWN - 3));
}

#[test]
fn a_build_begins_a_week_before_the_first_day_that_stands_higher_and_takes_a_week_itself() {
    let build = |fitness: fn(i64) -> f64| {
        let mut desk = desk();
        desk.model.facts.traces.fitness = values(&desk, fitness);
        said(&desk, "Longest build")
    };
    let told = |days: i64, last: i64, from: i64, to: i64| {
        Some(format!("Longest build: {days} days to {}, fitness {from} to {to}.", ago(last).short()))
    };
    assert_eq!(build(|_| 50.0), None);
    assert_eq!(build(|ago| 50.0 + ago as f64), None, "it falls");
    // A point more on each of seven days, and from then on as much.
    assert_eq!(build(|ago| 50.0 + (31 - ago).clamp(0, 7) as f64), told(19, 18, 50, 57));
    // One step stands higher than a week before for seven days.
    assert_eq!(build(|ago| if ago > 30 { 50.0 } else { 51.0 }), told(13, 24, 50, 51));
    assert_eq!(build(|ago| if (25..=30).contains(&ago) { 51.0 } else { 50.0 }), None, "six days are too few");
    assert_eq!(build(|ago| if ago > 30 { 50.0 } else { 50.4 }), None, "nobody would see it");
}

#[test]
fn fatigue_that_gathered_is_counted_by_stage_in_the_days_shown() {
    let mut desk = desk();
    let stages = [
        (SHOWN, Stage::Surface),
        (SHOWN - 1, Stage::Surface),
        (20, Stage::Surface),
        (19, Stage::Deeper),
        (0, Stage::Surface),
        (-1, Stage::Overreaching),
    ];
    assert_eq!(said(&desk, "Fatigue"), None);
    desk.model.facts.traces.stages = stages.map(|(days, stage)| (ago(days), stage)).to_vec();
    let told = format!("Fatigue that gathered: {} 3 days, {} 1 day.", Stage::Surface, Stage::Deeper);
    assert_eq!(said(&desk, "Fatigue"), Some(told));
    desk.model.chart.last = ago(90);
    assert_eq!(said(&desk, "Fatigue"), None);
    desk.model.chart.last = ago(400);
    assert_eq!(insight::sentences(&desk.model), Vec::<String>::new(), "before everything");
}

#[test]
fn a_number_is_read_out_with_the_unit_of_its_curve() {
    for (unit, value, told) in [
        (Unit::Points, -3.6, "−4"),
        (Unit::Score, 61.4, "61"),
        (Unit::Bpm, 51.6, "52 bpm"),
        (Unit::Hrv, 66.4, "66 ms"),
        (Unit::Reaction, 290.0, "290 ms"),
        (Unit::Hours, 7.51, "7 h 31"),
        (Unit::Answer, 3.25, "3.2"),
        (Unit::Test, 312.0, "312.0"),
        (Unit::Ratio, 1.26, "1.3"),
        (Unit::Strain, 512.7, "513"),
    ] {
        assert_eq!(insight::with_unit(value, unit), told, "{unit:?}");
    }
}

/// A Sunday: its week is whole.
fn today() -> Day {
    "2026-11-22".parse().unwrap()
}

/// Sixty minutes on each of these days before today, none on those of which `off` says so.
fn training(days: i64, off: impl Fn(i64) -> bool) -> Model {
    let session = |back: i64| {
        let mut session = Session::new(SessionId(format!("s{back}")), today().minus(back), Kind::Endurance, Status::Done);
        (session.minutes, session.rpe) = (Minutes::try_from(60_u16).ok(), Rpe::try_from(5.0).ok());
        Op::PutSession(Box::new(session))
    };
    let mut journal = Journal::default();
    journal.add(Entry::batch((0..days).filter(|back| !off(*back)).map(session).collect(), Stamp::default(), 1, 1));
    Model::new(journal, now(today()), 1, Tuning::default(), Keymap::default())
}

#[test]
fn every_whole_week_that_is_shown_can_be_a_lighter_one() {
    let lighter = |model: &Model| insight::sentences(model).into_iter().find(|sentence| sentence.contains("lighter week"));
    assert_eq!(lighter(&training(120, |_| false)), None, "even weeks");
    // Today is a Sunday: this week is whole.
    let this = training(120, |back| back < 7);
    assert_eq!(lighter(&this).as_deref(), Some("1 lighter week, the last from Mon 16 Nov."));
    let first = training(120, |back| (28..35).contains(&back) || (7..14).contains(&back));
    assert_eq!(lighter(&first).as_deref(), Some("2 lighter weeks, the last from Mon 9 Nov."));
}

/// Also before the first key: a report is told of a model that was only made.
#[test]
fn a_lighter_week_is_told_however_long_the_weeks_are_that_it_is_measured_by() {
    for deload_base in [7, 42, 90] {
        let mut tuning = Tuning::default();
        tuning.readiness.deload_base = deload_base;
        let journal = training(400, |back| (57..64).contains(&back)).journal;
        let model = Model::new(journal, now(today()), 1, tuning, Keymap::default());
        let said = insight::sentences(&model).join(" ");
        assert!(said.contains("1 lighter week, the last from Mon 21 Sep."), "{deload_base}: {said}");
    }
}
