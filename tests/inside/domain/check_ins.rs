//! Which of several values of one answer holds, and when a check-in says something.

use upswing::domain::{CheckIn, Field, Origin, Source, Stamp, Value};

fn source(origin: Origin, device: &str) -> Source {
    Source { origin, device: device.to_owned() }
}

/// The first of each row holds against all that follow it, in whatever order they came.
#[test]
fn of_one_answer_the_better_source_holds_then_measured_then_named_then_the_first_name() {
    let bed = Source::in_bed;
    let ranks = [
        source(Origin::Typed, ""),
        source(Origin::OwnFile, "scale"),
        source(Origin::OnPurpose, "belt"),
        source(Origin::OnPurpose, ""),
        source(Origin::Wearable, "Garmin: Fenix"),
        source(Origin::Wearable, "Oura: Ring"),
        source(Origin::Wearable, ""),
        source(Origin::Wearable, &bed("Garmin")),
        source(Origin::Wearable, &bed("Oura")),
        source(Origin::Aggregator, "Apple Health: Watch"),
        source(Origin::Aggregator, "Health Connect: Ring"),
    ];
    for (at, one) in ranks.iter().enumerate() {
        for (place, other) in ranks.iter().enumerate() {
            assert_eq!(one.outranks(other), at < place, "{one:?} {other:?}");
        }
    }
}

#[test]
fn of_one_program_or_one_person_what_is_said_last_holds() {
    let last = [
        (source(Origin::Wearable, "Garmin: Fenix"), source(Origin::Wearable, "Garmin: Edge")),
        (source(Origin::OwnFile, "a"), source(Origin::OwnFile, "b")),
        (source(Origin::Typed, ""), source(Origin::Typed, "belt")),
    ];
    for (one, other) in &last {
        assert!(!one.outranks(other) && !other.outranks(one), "{one:?} {other:?}");
        for (first, second) in [(one, other), (other, one)] {
            let mut check_in = CheckIn::default();
            check_in.merge(Field::RestingHr, Some(Value::Number(50.0)), first, stamp(1));
            check_in.merge(Field::RestingHr, Some(Value::Number(60.0)), second, stamp(2));
            assert_eq!(check_in.number(Field::RestingHr), Some(60.0));
            // An older entry that arrives late changes nothing.
            check_in.merge(Field::RestingHr, Some(Value::Number(40.0)), first, stamp(1));
            assert_eq!(check_in.number(Field::RestingHr), Some(60.0));
        }
    }
    assert_eq!(Source::of_program("Garmin", "Fenix"), "Garmin: Fenix");
    let plain = [Source::typed(), source(Origin::Typed, "belt"), source(Origin::OwnFile, "")].map(|source| source.is_plain());
    assert_eq!(plain, [true, false, false]);
}

fn stamp(wall_ms: u64) -> Stamp {
    Stamp { wall_ms, ..Stamp::default() }
}

#[test]
fn a_better_source_holds_whichever_came_first_and_what_it_takes_away_is_gone() {
    let (typed, worn) = (Source::typed(), source(Origin::Wearable, "Oura"));
    let of = |value| Some(Value::Number(value));
    for (first, second) in [(1, 2), (2, 1)] {
        let mut check_in = CheckIn::default();
        check_in.merge(Field::RestingHr, of(50.0), &typed, stamp(first));
        check_in.merge(Field::RestingHr, of(60.0), &worn, stamp(second));
        assert_eq!(check_in.number(Field::RestingHr), Some(50.0));
        check_in.merge(Field::RestingHr, None, &typed, stamp(3));
        check_in.merge(Field::RestingHr, of(60.0), &worn, stamp(4));
        assert_eq!((check_in.value(Field::RestingHr), check_in.reading(Field::RestingHr)), (None, None), "taken away");
        assert!(check_in.last_said(Field::RestingHr).is_some_and(|said| said.source() == &typed));
        assert_eq!((check_in.values().count(), check_in.readings().count()), (0, 0));
    }
}

#[test]
fn what_no_field_can_hold_changes_nothing_that_was_said() {
    let mut check_in = CheckIn::default();
    check_in.merge_all(
        &[(Field::Energy, Some(Value::Whole(4))), (Field::Mood, Some(Value::Whole(9)))],
        &Source::typed(),
        stamp(1),
    );
    check_in.merge(Field::Energy, Some(Value::Whole(6)), &Source::typed(), stamp(2));
    assert_eq!((check_in.whole(Field::Energy), check_in.whole(Field::Mood)), (Some(4), None));
    assert_eq!(check_in.number(Field::Energy), Some(4.0));
    let later = |fields: &[(Field, Option<Value>)]| {
        let mut later = CheckIn::default();
        later.merge_all(fields, &source(Origin::Aggregator, ""), stamp(0));
        later
    };
    let both = check_in.overlaid(&later(&[(Field::Energy, Some(Value::Whole(2))), (Field::Stress, Some(Value::Whole(1)))]));
    assert_eq!(
        [Field::Energy, Field::Stress].map(|field| both.whole(field)),
        [Some(2), Some(1)],
        "the later moment, whoever told it"
    );
    assert_eq!(both.values().map(|(field, _)| field).collect::<Vec<_>>(), [Field::Energy, Field::Stress], "in field order");
}

#[test]
fn a_check_in_is_an_answer_or_a_yes_and_says_something_with_anything_but_a_rating() {
    let text = |text: &str| Value::Text(text.to_owned());
    for (field, value, is_check_in, says) in [
        (Field::Energy, Value::Whole(3), true, true),
        (Field::Ill, Value::Flag(true), true, true),
        (Field::Pain, Value::Flag(true), true, true),
        (Field::Ill, Value::Flag(false), false, false),
        (Field::AteWell, Value::Flag(true), false, true),
        (Field::AteWell, Value::Flag(false), false, false),
        (Field::RestingHr, Value::Number(50.0), false, true),
        (Field::SleepMinutes, Value::Whole(400), false, true),
        (Field::Note, text("late"), false, true),
        (Field::Note, text(""), false, false),
        (Field::Ready, Value::Whole(7), false, false),
    ] {
        let mut check_in = CheckIn::default();
        check_in.merge(field, Some(value.clone()), &Source::typed(), stamp(1));
        assert_eq!((check_in.is_check_in(), check_in.says_something()), (is_check_in, says), "{field:?} {value:?}");
        let flag = matches!(value, Value::Flag(_));
        let yes = value == Value::Flag(true);
        assert_eq!((check_in.flag(field), check_in.denied(field)), (flag && yes, flag && !yes), "{field:?} {value:?}");
    }
    let mut check_in = CheckIn::default();
    assert!(!check_in.is_check_in() && !check_in.says_something() && check_in.note().is_none() && check_in.tags().count() == 0);
    check_in.merge(Field::Note, Some(text("slept badly")), &Source::typed(), stamp(1));
    check_in.merge(Field::Tags, Some(text("late sauna")), &Source::typed(), stamp(1));
    assert_eq!((check_in.note(), check_in.tags().collect::<Vec<_>>()), (Some("slept badly"), vec!["late", "sauna"]));
}
