//! Files of other programs, with the traps of each.

use upswing::domain::{Field, Kind, Minutes, Rpe, Value};
use upswing::exchange::Found;

use super::{fixture, read};

fn found(name: &str) -> Found {
    read(name, fixture(name)).unwrap()
}

fn value(found: &Found, at: usize, field: Field) -> Option<&Value> {
    found.check_ins[at].fields.iter().find(|(of, _)| *of == field).map(|(_, value)| value)
}

#[test]
fn intervals_answers_are_turned_round_and_their_scores_left_out() {
    let found = found("intervals-wellness.csv");
    assert_eq!((found.format, found.check_ins.len()), ("intervals.icu wellness (CSV)", 4));
    for field in [Field::Energy, Field::Mood, Field::Motivation, Field::Soreness, Field::Stress, Field::SleepQuality] {
        assert_eq!(value(&found, 0, field), Some(&Value::Whole(5)), "{field:?}");
        assert_eq!(value(&found, 1, field), Some(&Value::Whole(1)), "{field:?}");
    }
    assert_eq!(value(&found, 0, Field::SleepMinutes), Some(&Value::Whole(458)));
    assert_eq!(value(&found, 1, Field::Pain), Some(&Value::Flag(true)));
    assert_eq!(value(&found, 1, Field::HrvRmssd), None, "SDNN is no RMSSD");
    assert_eq!(value(&found, 3, Field::SleepMinutes), None, "a night of 21 hours");
    assert_eq!(value(&found, 3, Field::RestingHr), Some(&Value::Number(50.0)));
    assert_eq!(found.skipped.get("row with a day and nothing else"), Some(&1));
    assert!(found.warnings.first()[0].text.contains("sleep_minutes"), "{:?}", found.warnings);
}

#[test]
fn intervals_activities_have_local_times_and_loads() {
    let found = found("intervals-activities.csv");
    let facts: Vec<_> = found
        .sessions
        .iter()
        .map(|found| &found.session)
        .map(|s| (s.start, s.kind, s.minutes.map(Minutes::get), s.load.map(|load| load.points.value()), s.rpe.map(Rpe::value)))
        .collect();
    let expected = [
        (Some(23 * 60 + 40), Kind::Endurance, Some(45), Some(31.0), Some(3.0)),
        (Some(18 * 60), Kind::Strength, Some(55), None, Some(7.0)),
        (Some(9 * 60), Kind::Endurance, Some(25), Some(29.0), None),
        (Some(9 * 60), Kind::Event, Some(60), Some(66.0), None),
    ];
    assert_eq!(facts, expected);
    assert_eq!(found.sessions[0].session.source_id, "i900000004");
}

#[test]
fn hevy_sets_become_sessions_and_a_forgotten_stop_button_no_load() {
    let found = found("hevy.csv");
    let [short, long] = &found.sessions[..] else { panic!("{} sessions", found.sessions.len()) };
    assert_eq!((short.session.minutes.map(Minutes::get), short.session.start), (Some(52), Some(600)));
    assert_eq!((short.session.title.as_str(), short.session.notes.as_str()), ("Push 💪, short", "2 sets, 1 exercise"));
    assert_eq!((short.session.kind, short.session.rpe), (Kind::Strength, None));
    assert_eq!(long.session.minutes, None);
    assert_eq!(found.warnings.len(), 1);
}

#[test]
fn strong_is_read_in_each_of_its_shapes() {
    let found = found("strong.csv");
    let facts: Vec<_> =
        found.sessions.iter().map(|found| (found.session.minutes.map(Minutes::get), found.session.notes.as_str())).collect();
    assert_eq!(facts, [(Some(21), "2 sets, 1 exercise"), (Some(74), "2 sets, 1 exercise")]);
    let header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE";
    for (written, minutes) in [("31m", Some(31)), ("1h", Some(60)), ("2h 18m", Some(138)), ("5h", None), ("", None)] {
        let row = format!("2021-02-10 16:46:13,Legs,{written},Squat,1,75,8,0,0,,,");
        let found = read("strong.csv", format!("{header}\n{row}\n")).unwrap();
        assert_eq!(found.sessions[0].session.minutes.map(Minutes::get), minutes, "{written}");
    }
    let told =
        read("strong.csv", format!("{header}\n2021-02-10 16:46:13,Legs,long,Squat,1,75,8,0,0,,,\n")).unwrap_err().to_string();
    assert!(told.contains("column \"duration\": expected a duration as 1h 20m, found \"long\""), "{told}");
}
