//! Files of other programs, with the traps of each.

use upswing::domain::{Field, Kind, Minutes, Rpe, Session, Status, Value};
use upswing::exchange::{self, Context, Found};

use super::{Life, context, day, fixture, read};

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

/// Day, kind, start, minutes and load of a session.
type Facts<D> = (D, Kind, Option<u16>, Option<u16>, Option<f64>);
/// Day, minutes asleep, resting pulse and HRV of a night.
type Night = (String, Option<Value>, Option<Value>, Option<Value>);

fn facts(found: &Found) -> Vec<Facts<String>> {
    let fact = |session: &Session| {
        let (minutes, load) = (session.minutes.map(Minutes::get), session.load.map(|load| load.points.value()));
        (session.day.to_string(), session.kind, session.start, minutes, load)
    };
    found.sessions.iter().map(|found| fact(&found.session)).collect()
}

fn assert_facts(found: &Found, expected: &[Facts<&str>]) {
    let facts = facts(found);
    let facts: Vec<Facts<&str>> =
        facts.iter().map(|(day, kind, start, minutes, load)| (day.as_str(), *kind, *start, *minutes, *load)).collect();
    assert_eq!(facts, expected, "{}", found.file);
}

fn nights(found: &Found) -> Vec<Night> {
    let night = |at: usize| {
        let value = |field| value(found, at, field).cloned();
        (found.check_ins[at].day.to_string(), value(Field::SleepMinutes), value(Field::RestingHr), value(Field::HrvRmssd))
    };
    (0..found.check_ins.len()).map(night).collect()
}

fn night(day: &str, slept: Option<i64>, pulse: Option<f64>, hrv: Option<f64>) -> Night {
    (day.to_owned(), slept.map(Value::Whole), pulse.map(Value::Number), hrv.map(Value::Number))
}

#[test]
fn garmin_is_read_in_german_and_english_and_a_stress_score_of_zero_is_none() {
    let german = [
        ("2025-01-02", Kind::Endurance, Some(490), Some(44), None),
        ("2025-01-04", Kind::Endurance, Some(780), Some(91), Some(73.4)),
        ("2025-01-05", Kind::Strength, Some(1110), Some(40), None),
    ];
    assert_facts(&found("garmin-german.csv"), &german);
    let english = found("garmin-english.csv");
    assert_eq!(english.sessions[0].session.title, "Pool Swim");
    assert_eq!(english.sessions[0].session.load, None);
}

#[test]
fn strava_is_utc_and_the_last_filled_column_of_a_name_counts() {
    let berlin = Context { zone: "Europe/Berlin".parse().ok(), ..context() };
    let found = exchange::read("activities.csv", &fixture("strava.csv"), &berlin, &mut |_, _| true).unwrap();
    // 22:13 in Greenwich is 00:13 of the next day in Berlin.
    assert_facts(&found, &[("2024-06-05", Kind::Endurance, Some(13), Some(85), None)]);
    let ride = &found.sessions[0].session;
    assert_eq!((ride.rpe.map(Rpe::value), ride.notes.as_str(), ride.source_id.as_str()), (Some(6.0), "tail wind", "900001"));
    assert_eq!(found.skipped.get("recording of less than a minute"), Some(&1));
}

#[test]
fn trainingpeaks_tells_done_from_planned_and_rest() {
    let found = found("trainingpeaks.csv");
    let statuses: Vec<Status> = found.sessions.iter().map(|found| found.session.status).collect();
    assert_eq!(statuses, [Status::Done, Status::Done, Status::Skipped, Status::Done]);
    let run = &found.sessions[0].session;
    assert_eq!((run.minutes.map(Minutes::get), run.planned_minutes.map(Minutes::get)), (Some(83), Some(80)));
    assert_eq!((run.rpe.map(Rpe::value), run.notes.as_str()), (Some(2.0), "feeling 1"));
    let before = Context { today: day("2025-02-01"), ..context() };
    let found = exchange::read("workouts.csv", &fixture("trainingpeaks.csv"), &before, &mut |_, _| true).unwrap();
    assert_eq!(found.sessions[2].session.status, Status::Planned);
}

#[test]
fn a_night_of_whoop_belongs_to_the_day_of_waking() {
    let expected = [
        night("2025-01-07", Some(455), Some(50.0), Some(70.0)),
        night("2025-01-09", Some(318), Some(58.0), Some(41.0)),
        night("2025-01-10", Some(412), Some(52.0), Some(63.0)),
    ];
    assert_eq!(nights(&found("whoop-cycles.csv")), expected);
    assert_eq!(found("whoop-sleeps.csv").skipped.get("nap"), Some(&1));
    assert_facts(&found("whoop-workouts.csv"), &[("2025-01-09", Kind::Endurance, Some(1082), Some(47), None)]);
    let resaved = "Cycle start time,Workout start time,Duration (min),Activity name\n3/5/2024 3:00,3/6/2024 3:23,30,Running\n";
    assert!(read("w.csv", resaved).unwrap_err().to_string().contains("found \"3/6/2024 3:23\""));
}

#[test]
fn only_the_longest_long_sleep_of_oura_is_the_night() {
    let american =
        [night("2025-07-11", Some(445), Some(49.0), Some(70.0)), night("2025-07-12", Some(410), Some(51.0), Some(64.0))];
    assert_eq!(nights(&found("oura-us-dates.csv")), american);
    let download =
        [night("2025-04-13", Some(446), Some(50.0), Some(58.0)), night("2025-04-14", Some(286), Some(56.0), Some(44.0))];
    assert_eq!(nights(&found("oura-semicolon.csv")), download);
}

#[test]
fn elite_hrv_gives_the_reading_and_not_the_score() {
    let expected = [night("2025-09-06", None, Some(50.46), Some(40.87)), night("2025-09-07", None, Some(53.84), Some(28.03))];
    assert_eq!(nights(&found("elite-hrv.csv")), expected);
}

#[test]
fn a_reading_on_purpose_beats_a_ring_and_a_ring_an_aggregator() {
    let header = "Member,Datetime,Type,lnRmssd,Rmssd,HR\n";
    let purpose = read("a.csv", format!("{header}x,2025-03-12 06:00:00,readiness,3.9,50,48\n")).unwrap();
    let ring = "day,bedtime_start,bedtime_end,total_sleep_duration,lowest_heart_rate,average_hrv,type\n\
                2025-03-12,2025-03-11T23:00:00+01:00,2025-03-12T07:00:00+01:00,27000,45,70,long_sleep\n";
    let files = [found("intervals-wellness.csv"), purpose, read("z.csv", ring).unwrap()];
    let mut life = Life::default();
    life.import(&files);
    let check_in = life.history().check_in(day("2025-03-12")).unwrap();
    assert_eq!((check_in.number(Field::HrvRmssd), check_in.number(Field::RestingHr)), (Some(50.0), Some(48.0)));
    assert_eq!(check_in.whole(Field::SleepMinutes), Some(450));
    assert_eq!(check_in.reading(Field::HrvRmssd).map(|reading| reading.source().device.as_str()), Some("Elite HRV"));
}

#[test]
fn a_day_of_the_future_is_an_error_and_one_of_an_unset_clock_is_left_out() {
    let header = "Member,Datetime,Type,lnRmssd,Rmssd,HR";
    let read = |day: &str| read("e.csv", format!("{header}\nx,{day} 06:00:00,readiness,3.9,50,48\n"));
    let told = read("2026-11-24").unwrap_err().to_string();
    assert!(told.contains("e.csv:2: column \"datetime\": expected a day from 1990-01-01 to 2026-11-23"), "{told}");
    for unset in ["1989-12-31", "1970-01-01"] {
        let found = read(unset).unwrap();
        assert_eq!((found.check_ins.len(), found.skipped.get("row from before 1990")), (0, Some(&1)));
        assert_eq!(found.warnings.first()[0].line, Some(2));
    }
}

#[test]
fn hrv4training_is_read_from_both_telephones() {
    let android = found("hrv4training-android.csv");
    let days: Vec<String> = android.check_ins.iter().map(|check_in| check_in.day.to_string()).collect();
    assert_eq!(days, ["2025-08-03", "2025-07-28"], "days stand before months");
    assert_eq!(android.skipped.get("day without a measurement"), Some(&1));
    let expected = [night("2025-04-28", None, Some(48.2), Some(58.3)), night("2025-04-29", None, Some(50.9), Some(49.9))];
    assert_eq!(nights(&found("hrv4training-cr.csv")), expected);
}

#[test]
fn of_hrv4training_a_row_without_a_pulse_is_no_measurement() {
    let rows = "date,HR,rMSSD,HRV4T_Recovery_Points\n2026-03-01,0.0,58.3,8.0\n2026-03-13,-,58.3,8.0\n2026-03-14,48.2,0.0,8.0\n";
    let found = read("h.csv", rows).unwrap();
    assert_eq!(nights(&found), [night("2026-03-14", None, Some(48.2), None)]);
    assert_eq!(found.skipped.get("day without a measurement"), Some(&2));
}
