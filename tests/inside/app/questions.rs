//! A question of the check-in is whole: asked, scored or said to be unscored, drawn where it is a number.
//!
//! What each one is for is said here once more, so that a new one does not compile before somebody has thought of it.

use upswing::app::{Overlay, Series};
use upswing::domain::field::{ANSWERS, FIELDS, Slept};
use upswing::domain::{Day, Entry, Field, Journal, Moment, Op, Source, Stamp, Value};
use upswing::engine::Tuning;
use upswing::engine::readiness::{Advice, Signal, TodayPlan, evaluate};
use upswing::engine::tuning::Readiness;

use crate::desk::Desk;

/// What an answer is for.
enum Use {
    /// It moves the score by itself: a low value takes.
    Scored(Value),
    /// It moves the score once its usual range is known: a usual value, and one that takes.
    Range(f64, f64),
    /// It holds the verdict, or is told, and moves no score by itself.
    Heeded(Value),
    /// It is kept and shown, and no advice asks for it.
    Unscored(Value),
}

fn used(field: Field) -> Use {
    match field {
        Field::Energy
        | Field::Mood
        | Field::Motivation
        | Field::Soreness
        | Field::Stress
        | Field::Movement
        | Field::SleepQuality => Use::Scored(Value::Whole(1)),
        Field::SleepMinutes => Use::Scored(Value::Whole(300)),
        Field::RestingHr => Use::Range(50.0, 70.0),
        Field::HrvRmssd => Use::Range(60.0, 30.0),
        Field::ReactionMs => Use::Range(250.0, 350.0),
        Field::Ill | Field::Pain => Use::Scored(Value::Flag(true)),
        Field::Travel | Field::RestWorry => Use::Heeded(Value::Flag(true)),
        Field::SleptBetter => Use::Heeded(Value::Choice(Slept::No)),
        Field::Nap => Use::Unscored(Value::Whole(60)),
        Field::AteWell | Field::DrankEnough | Field::SomeCalm | Field::BedInTime | Field::Kept => {
            Use::Unscored(Value::Flag(false))
        }
        Field::Note | Field::Tags => Use::Unscored(Value::Text("late".to_owned())),
        Field::Ready | Field::ReadyLater => Use::Unscored(Value::Whole(2)),
    }
}

/// The morning that is looked at.
fn day() -> Day {
    Day::from_ymd(2026, 3, 2).unwrap()
}

fn said(day: Day, fields: Vec<(Field, Option<Value>)>) -> Op {
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

/// The advice of a morning on which everything was answered as usual, but for one answer; after these changes.
fn advice_after(mut ops: Vec<Op>, other: Option<(Field, Value)>) -> Advice {
    let usual = ANSWERS.into_iter().map(|field| (field, Some(Value::Whole(3))));
    let other = other.map(|(field, value)| (field, Some(value)));
    let mut fields: Vec<_> = usual.filter(|(field, _)| other.as_ref().is_none_or(|(moved, _)| moved != field)).collect();
    fields.extend(other);
    ops.push(said(day(), fields));
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    evaluate(journal.history(), day(), &TodayPlan::default(), &Tuning::default())
}

fn advice(other: Option<(Field, Value)>) -> Advice {
    advice_after(Vec::new(), other)
}

/// The score of a morning with a reading, after weeks of usual ones, the last days like this morning's.
fn score_of(field: Field, usual: f64, now: f64) -> Option<i64> {
    let reading = |ago: i64| Value::Number(if ago < 4 { now } else { usual + (ago % 3) as f64 });
    let before = (1..60).map(|ago| said(day().minus(ago), vec![(field, Some(reading(ago)))])).collect();
    advice_after(before, Some((field, reading(0)))).score_milli
}

#[test]
fn every_question_is_scored_or_said_to_be_unscored() {
    let usual = advice(None).score_milli;
    assert!(usual.is_some());
    for spec in &FIELDS {
        let (id, field) = (spec.id, spec.field);
        match used(field) {
            Use::Scored(low) => assert!(advice(Some((field, low))).score_milli < usual, "{id} moves no score"),
            Use::Range(common, low) => {
                assert!(score_of(field, common, low) < score_of(field, common, common), "{id} moves no score");
            }
            Use::Heeded(value) => assert_eq!(advice(Some((field, value))).score_milli, usual, "{id} moves the score"),
            Use::Unscored(value) => {
                let with = advice(Some((field, value)));
                assert_eq!((with.score_milli, with.verdict), (usual, advice(None).verdict), "{id} moves the advice");
            }
        }
    }
}

#[test]
fn every_answer_of_five_has_its_place_weights_and_curve() {
    for spec in FIELDS.iter().filter(|spec| spec.field.is_answer()) {
        let id = spec.id;
        assert!(ANSWERS.contains(&spec.field), "{id} stands not among ANSWERS, so no rule reads it");
        assert!(Signal::from_id(id).is_some(), "{id} has no bar: a row of Signal is missing");
        for name in [format!("{id}_worst"), format!("{id}_best")] {
            assert!(Readiness::ROWS.iter().any(|row| row.name == name), "{name} is no threshold");
        }
        assert!(Series::all().any(|series| series == Series::Field(spec.field)), "{id} is drawn nowhere");
        assert!(spec.words.iter().all(|word| !word.is_empty()), "{id} needs a word for each of its five answers");
    }
    assert_eq!(
        ANSWERS.map(Field::id).to_vec(),
        Signal::ALL[..ANSWERS.len()].iter().map(|signal| signal.id()).collect::<Vec<_>>()
    );
}

#[test]
fn every_question_is_asked_in_the_form() {
    let mut desk = Desk::new(crate::sample::entries(), crate::sample::today());
    desk.press("c");
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no form is open") };
    // These wait for an experiment, a rated morning, or a session of the day before.
    let asked = |field: &Field| !matches!(field, Field::Kept | Field::Ready | Field::ReadyLater | Field::SleptBetter);
    for spec in FIELDS.iter().filter(|spec| asked(&spec.field)) {
        assert!(form.rows.iter().any(|row| row.id == spec.id), "{} is asked nowhere", spec.id);
    }
}
