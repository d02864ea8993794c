//! What another device or a hand in the file wrote, and no field was asked: what cannot be says nothing.

use upswing::domain::field::FIELDS;
use upswing::domain::{
    Day, Entry, Experiment, ExperimentId, Field, FieldKind, Journal, Moment, Op, Outcome, Source, Stamp, Test, TestId, Unit,
    Value,
};
use upswing::engine::Tuning;
use upswing::engine::readiness::{Season, TodayPlan};

fn day() -> Day {
    Day::from_ymd(2026, 3, 2).unwrap()
}

fn journal(ops: Vec<Op>) -> Journal {
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal
}

fn said(answers: Vec<(Field, Value)>) -> Op {
    let fields = answers.into_iter().map(|(field, value)| (field, Some(value))).collect();
    Op::SetCheckIn { day: day(), moment: Moment::Morning, fields, source: Source::typed() }
}

#[test]
fn an_answer_that_its_field_cannot_hold_is_missing() {
    let numbers = [i64::MIN, -1, 0, 1, 5, 6, 10, 11, 100, i64::MAX].map(Value::Whole);
    let decimals = [f64::NAN, f64::INFINITY, -1.0, 0.0, 1e300].map(Value::Number);
    let others = [Value::Flag(true), Value::Text("x".to_owned())];
    for field in FIELDS.iter().map(|spec| spec.field) {
        for value in numbers.iter().chain(&decimals).chain(&others) {
            let journal = journal(vec![said(vec![(field, value.clone())])]);
            let kept = journal.history().check_in(day()).and_then(|check_in| check_in.value(field));
            let possible = match (field.spec().kind, value) {
                (FieldKind::Answer, Value::Whole(number)) => (1..=5).contains(number),
                (FieldKind::Rating, Value::Whole(number)) => (0..=10).contains(number),
                (FieldKind::Whole(of) | FieldKind::Number(of), Value::Whole(number)) => {
                    *number as f64 >= of.min && *number as f64 <= of.max
                }
                (FieldKind::Number(of), Value::Number(number)) => *number >= of.min && *number <= of.max,
                (FieldKind::Flag, Value::Flag(_)) | (FieldKind::Text | FieldKind::Tags, Value::Text(_)) => true,
                _ => false,
            };
            assert_eq!(kept.is_some(), possible, "{field:?} {value:?}");
        }
    }
}

#[test]
fn no_score_leaves_its_scale_whatever_was_written() {
    let answers = [Field::Energy, Field::Mood, Field::Motivation, Field::Stress, Field::Movement];
    let mut wild: Vec<(Field, Value)> = answers.into_iter().map(|field| (field, Value::Whole(100))).collect();
    wild.extend([(Field::RestingHr, Value::Number(1e300)), (Field::HrvRmssd, Value::Number(0.0))]);
    let journal = journal(vec![said(wild)]);
    let season = Season::new(journal.history(), day(), &Tuning::default());
    let advice = season.advise(day(), &journal.history().check_in(day()).cloned().unwrap_or_default(), &TodayPlan::default());
    assert_eq!(advice.score_milli, None, "nothing was said");
}

#[test]
fn neither_an_experiment_that_cannot_be_nor_a_result_that_is_no_number_is_there() {
    let experiment = Experiment {
        id: ExperimentId("e".to_owned()),
        registered: day(),
        question: "does tea help?".to_owned(),
        yes: "tea".to_owned(),
        unit: Unit::Day,
        kind: None,
        outcome: Outcome::Score,
        pairs: 255,
        first_day: day().plus(1),
        seed: 7,
    };
    let result = |value| Test { id: TestId("t".to_owned()), day: day(), name: "jump".to_owned(), value, unit: "cm".to_owned() };
    let journal = journal(vec![Op::PutExperiment(Box::new(experiment)), Op::PutTest(result(f64::NAN))]);
    assert_eq!((journal.history().experiments().count(), journal.history().tests().count()), (0, 0));
}
