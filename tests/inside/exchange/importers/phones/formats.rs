//! A small file of each format and what it yields, in one line each.

use upswing::domain::{Field, Value};
use upswing::exchange::{Context, Declared, FORMATS, Found};

use super::{context, read_as};
use crate::exchange::importers::{Life, fixture, whole};

/// Every file, the format that reads it, and its days and sessions.
pub const FILES: [(&str, &str, &str); 24] = [
    (
        "apple_health/export.xml",
        "apple",
        "2026-03-02 sleep_minutes 420, 2026-03-02 resting_hr 50, 2026-03-02 hrv_rmssd 45, 2026-03-03 hrv_rmssd 61; \
         2026-03-02 16:10 endurance 40, 2026-03-02 16:10 endurance 40, 2026-03-04 18:00 strength 45 rpe 7",
    ),
    ("fitbit/sleep.json", "fitbit_sleep", "2026-03-02 sleep_minutes 420"),
    ("fitbit/resting.json", "fitbit_rhr", "2026-03-02 resting_hr 55.2"),
    ("fitbit/exercise.json", "fitbit_exercise", "; 2026-03-02 23:30 mobility 40, 2026-03-03 18:00 strength 30"),
    ("fitbit/hrv.csv", "fitbit_hrv", "2026-03-02 hrv_rmssd 39.9"),
    ("fitbit/daily_rhr.csv", "fitbit_daily_rhr", "2026-03-02 resting_hr 54"),
    ("fitbit/user_sleeps.csv", "fitbit_user_sleeps", "2026-03-02 sleep_minutes 401, 2026-03-04 sleep_minutes 349"),
    ("fitbit/user_exercises.csv", "fitbit_user_exercises", "; 2026-03-03 00:30 endurance 45"),
    ("oura_json/sleep.json", "oura_json", "2026-03-02 sleep_minutes 400, 2026-03-02 hrv_rmssd 58, 2026-03-02 resting_hr 49"),
    ("oura_json/old.json", "oura_json", "2019-03-02 sleep_minutes 400, 2019-03-02 hrv_rmssd 44, 2019-03-02 resting_hr 51"),
    ("polar/training.json", "polar_training", "; 2026-03-02 18:00 strength 60"),
    ("polar/old.json", "polar_training", "; 2019-01-18 18:00 endurance 45"),
    ("polar/sleep.json", "polar_sleep", "2026-03-02 sleep_minutes 380"),
    ("polar/recovery.json", "polar_recovery", "2026-03-02 hrv_rmssd 48"),
    ("rr/2026-03-02 06-30.txt", "rr", "2026-03-02 hrv_rmssd 40"),
    ("rr/polar.hrm", "rr", "2026-03-02 hrv_rmssd 40"),
    (
        "health_auto_export/export.json",
        "health_auto_export",
        "2026-03-02 sleep_minutes 375, 2026-03-02 resting_hr 50, 2026-03-03 sleep_minutes 360; 2026-03-02 09:00 endurance 60",
    ),
    ("garmin_account/sleep.json", "garmin_account_sleep", "2026-03-02 sleep_minutes 380"),
    ("garmin_account/health.json", "garmin_account_health", "2026-03-02 hrv_rmssd 48"),
    ("garmin_account/days.json", "garmin_account_days", "2026-03-02 resting_hr 50"),
    ("garmin_account/activities.json", "garmin_account_activities", "; 2026-03-02 15:00 event 60 rpe 6 load 62.4"),
    (
        "garmin_account/day_sleep.json",
        "garmin_day",
        "2026-03-02 sleep_minutes 410, 2026-03-02 hrv_rmssd 47, 2026-03-02 resting_hr 49",
    ),
    ("samsung/stages.csv", "samsung_stages", "2026-03-02 sleep_minutes 340"),
    ("samsung/exercise.csv", "samsung_exercise", "; 2026-03-02 00:30 mobility 40, 2026-03-03 18:00 strength 60"),
];

fn berlin() -> Context {
    Context { zone: "Europe/Berlin".parse().ok(), ..context() }
}

/// What was found, on one line.
pub fn line(found: Found) -> String {
    let found = whole(found);
    let values = found
        .check_ins
        .iter()
        .flat_map(|check_in| check_in.fields.iter().map(move |(field, value)| (check_in.day, field, value)));
    let number = |value: &Value| match value {
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    };
    let values: Vec<String> = values.map(|(day, field, value)| format!("{day} {} {}", field.id(), number(value))).collect();
    let mut sessions: Vec<String> = Vec::new();
    for session in found.sessions.iter().map(|found| &found.session) {
        let start = session.start.unwrap();
        let minutes = session.minutes.map_or(0, |minutes| minutes.get());
        let rpe = session.rpe.map(|rpe| format!(" rpe {}", rpe.value())).unwrap_or_default();
        let load = session.load.map(|load| format!(" load {}", load.points.value())).unwrap_or_default();
        sessions.push(format!("{} {:02}:{:02} {} {minutes}{rpe}{load}", session.day, start / 60, start % 60, session.kind.id()));
    }
    sessions.sort();
    let behind = if sessions.is_empty() { String::new() } else { format!("; {}", sessions.join(", ")) };
    format!("{}{behind}", values.join(", "))
}

#[test]
fn each_yields_what_it_holds_and_nothing_twice() {
    for (file, format, expected) in FILES {
        let found = read_as(file, &fixture(file), &berlin()).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(FORMATS.iter().find(|known| known.name == found.format).unwrap().id, format, "{file}");
        assert_eq!(line(found.clone()), expected, "{file}");
        Life::default().import(&[found]);
    }
}

#[test]
fn the_other_files_of_a_day() {
    for (file, expected) in [("day_rhr", "2026-03-02 resting_hr 51"), ("day_hrv", "2026-03-02 hrv_rmssd 45")] {
        let bytes = fixture(&format!("garmin_account/{file}.json"));
        assert_eq!(line(read_as(file, &bytes, &berlin()).unwrap()), expected);
    }
}

#[test]
fn windows_are_taken_only_when_they_are_declared() {
    let bytes = fixture("samsung/sleep.csv");
    let found = read_as("s", &bytes, &berlin()).unwrap();
    assert_eq!((line(found.clone()).as_str(), found.skipped.values().sum::<usize>()), ("", 1));
    let declared = Declared { sleep_windows: true, ..Declared::default() };
    let found = read_as("s", &bytes, &Context { declared, ..berlin() }).unwrap();
    assert_eq!(line(found.clone()), "2026-03-02 sleep_minutes 424");
    assert!(found.check_ins[0].device.ends_with("(window)"));
    let mut life = Life::default();
    life.import(&[read_as("a", &fixture("samsung/stages.csv"), &berlin()).unwrap(), found]);
    let slept = life.history().check_in(super::day("2026-03-02")).and_then(|check_in| check_in.whole(Field::SleepMinutes));
    assert_eq!(slept, Some(340), "what was measured stays");
}

#[test]
fn what_is_long_or_not_possible_is_told_with_its_place() {
    let day = "com.samsung.shealth.exercise,1,1\nstart_time,time_offset,exercise_type,duration,datauuid\n\
               2026-03-01 01:30:00.000,UTC+0100,1001,72000000,u1,\n2026-03-03 01:30:00.000,UTC+0100,1001,90000000,u2,\n";
    let found = read_as("s.csv", day.as_bytes(), &berlin()).unwrap();
    assert_eq!(line(found.clone()), "; 2026-03-01 02:30 mobility 1200, 2026-03-03 02:30 mobility 0");
    assert_eq!(found.confirm.first()[0].text, "1200 minutes are unusual for a session; imported, have a look");
    assert_eq!(found.warnings.first()[0].text, "a duration of 25.0 h, longer than a day; kept with unknown minutes");
    let activity = "[{\"summarizedActivitiesExport\":[{\"activityId\":1,\"activityType\":\"running\",\"startTimeLocal\":1772524800000,\
                    \"duration\":3600000,\"trainingStressScore\":4000,\"workoutRpe\":63}]}]";
    let found = read_as("a.json", activity.as_bytes(), &berlin()).unwrap();
    let told: Vec<&str> = found.warnings.first().iter().map(|note| note.text.as_str()).collect();
    assert_eq!(told, ["a load of 4000 points is not possible (0–1000) and left out", "RPE 6.3 is taken as 6.5"]);
}

#[test]
fn fitbit_is_known_by_what_is_read_of_it() {
    let exercise = "[{\"activityName\":\"Run\",\"activeDuration\":1800000,\"startTime\":\"03/02/26 17:00:00\"}]";
    assert_eq!(line(read_as("e.json", exercise.as_bytes(), &berlin()).unwrap()), "; 2026-03-02 18:00 endurance 30");
    let pulse = "[{\"dateTime\":\"03/02/26 00:00:00\",\"value\":{\"date\":\"03/02/26\",\"value\":51.26}}]";
    assert_eq!(line(read_as("r.json", pulse.as_bytes(), &berlin()).unwrap()), "2026-03-02 resting_hr 51.3");
}

#[test]
fn one_run_of_a_watch_and_of_an_app_is_one() {
    let mut life = Life::default();
    life.import(&[read_as("export.xml", &fixture("apple_health/export.xml"), &berlin()).unwrap()]);
    let history = life.history();
    assert_eq!(history.days().map(|(day, _)| history.sessions_on(day).count()).sum::<usize>(), 2);
}

#[test]
fn beats_need_a_day_and_rest() {
    let bytes = fixture("rr/2026-03-02 06-30.txt");
    let error = read_as("beats.txt", &bytes, &context()).unwrap_err().to_string();
    assert!(error.contains("--day"), "{error}");
    let declared = Declared { day: Some(super::day("2026-03-05")), ..Declared::default() };
    assert_eq!(line(read_as("beats.txt", &bytes, &Context { declared, ..context() }).unwrap()), "2026-03-05 hrv_rmssd 40");
    let wrong = String::from_utf8(bytes).unwrap().replacen("1040\n", "s\n", 30);
    let error = read_as("2026-03-02.txt", format!("rri\n{wrong}").as_bytes(), &context()).unwrap_err().to_string();
    assert!(error.contains("2026-03-02.txt:2: expected the length of a beat, found \"s\""), "{error}");
}

#[test]
fn apple_writes_into_no_field_what_is_not_of_it() {
    let text = String::from_utf8(fixture("apple_health/export.xml")).unwrap();
    for (from, to, why) in [
        ("sourceName=\"Phone\"", "sourceName=\"Phone\" sourceName=\"Phone\"", "twice"),
        ("</HealthData>", "", "breaks off"),
        ("</Workout>", "</Work>", "expected whole XML"),
        ("value=\"61\"", "value=\"lots\"", "expected a number, found \"lots\""),
        ("startDate=\"2026-03-03 07:10:00 +0100\"", "startDate=\"soon\"", "startDate"),
    ] {
        assert!(text.contains(from), "{from}");
        let error = read_as("export.xml", text.replacen(from, to, 1).as_bytes(), &context()).unwrap_err().to_string();
        assert!(error.contains(why), "{why}: {error}");
    }
}

#[test]
fn of_elite_hrv_the_first_reading_of_a_day_counts_whatever_the_order() {
    let text = "Member,Date,Datetime,Type,HRV,lnRmssd,Rmssd,HR\nme,2026-03-02,2026-03-02 09:00:00,readiness,50,3.7,40.0,60\n\
                me,2026-03-02,2026-03-02 06:00:00,readiness,60,3.9,50.0,52\n";
    let found = read_as("e", text.as_bytes(), &context()).unwrap();
    assert_eq!(line(found.clone()), "2026-03-02 hrv_rmssd 50, 2026-03-02 resting_hr 52");
    assert_eq!(found.skipped.values().sum::<usize>(), 1);
}

#[test]
fn an_hrv_of_unknown_status_is_none_and_one_that_is_no_number_is_told() {
    let read = |metrics: &str| {
        let text = format!(
            "[{{\"calendarDate\":\"2026-03-02\",\"metrics\":[{metrics}]}},{{\"metrics\":[],\"calendarDate\":\"2026-03-03\"}}]"
        );
        read_as("h.json", text.as_bytes(), &context())
    };
    let found = read("{\"type\":\"HRV\",\"value\":48.0,\"status\":\"UNKNOWN\"}").unwrap();
    assert_eq!((found.check_ins.len(), found.skipped.get("day without HRV")), (0, Some(&2)));
    assert_eq!(line(read("{\"type\":\"HRV\",\"value\":48.0,\"status\":\"LOW\"}").unwrap()), "2026-03-02 hrv_rmssd 48");
    for (metric, why) in [
        ("{\"type\":\"HRV\",\"value\":[48]}", "h.json:1: \"value\": expected a number, found a list or an object"),
        ("{\"type\":\"HRV\",\"value\":\"high\"}", "h.json:1: \"value\": expected a number, found \"high\""),
        ("{\"type\":true,\"value\":48}", "h.json:1: \"type\": expected a text, found true"),
    ] {
        let error = read(metric).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
    let lenient = Context { skip_bad_rows: true, ..context() };
    let text = "[{\"calendarDate\":\"2026-03-02\",\"metrics\":[{\"type\":\"HRV\",\"value\":true}]}]";
    let found = read_as("h.json", text.as_bytes(), &lenient).unwrap();
    assert_eq!((found.check_ins.len(), found.skipped.len(), found.errors.len()), (0, 0, 1));
}

#[test]
fn no_day_has_more_sessions_than_one_person_does_however_many_devices_say_so() {
    let workouts: String = (0..201)
        .map(|number| {
            let at = format!("2026-03-02 {:02}:{:02}:00 +0000", number / 20, number % 20 * 3);
            format!("<Workout workoutActivityType=\"HKWorkoutActivityTypeYoga\" sourceName=\"app {}\" duration=\"2\" durationUnit=\"min\" startDate=\"{at}\" endDate=\"{at}\"/>", number % 3)
        })
        .collect();
    let error = read_as("e.xml", format!("<HealthData>{workouts}</HealthData>").as_bytes(), &context()).unwrap_err();
    assert!(error.to_string().contains("201 sessions on 2026-03-02"), "{error}");
}
