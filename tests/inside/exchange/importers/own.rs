//! Upswing's own tables and its backup.

use upswing::domain::{Field, Kind, LoadOrigin, Minutes, Priority, Slot, Status, Value};
use upswing::exchange::{self, Context, Found, ImportError, export};

use upswing::domain::{DayPlan, Experiment, ExperimentId, Op, ProfileChange, Registered, Span, SpanId, SpanKind, Unit, WeekKind};

use super::{Life, context, day, fixture, read};

fn values(found: &Found, at: usize) -> Vec<(&'static str, Value)> {
    found.check_ins[at].fields.iter().map(|(field, value)| (field.id(), value.clone())).collect()
}

#[test]
fn the_three_tables_and_the_backup_give_one_history() {
    let (mut tables, mut backup) = (Life::default(), Life::default());
    tables.import(&["checkins.csv", "sessions.csv", "tests.csv"].map(|name| read(name, fixture(name)).unwrap()));
    backup.import(&[read("history.jsonl", fixture("history.jsonl")).unwrap()]);
    assert_eq!(export::jsonl(tables.history()), export::jsonl(backup.history()));
}

#[test]
fn a_session_is_read_with_every_column() {
    let found = read("sessions.csv", fixture("sessions.csv")).unwrap();
    let [_, skipped, done, _, _, planned] = &found.sessions[..] else { panic!("{} sessions", found.sessions.len()) };
    assert_eq!((skipped.session.status, skipped.session.original_day), (Status::Skipped, None));
    assert_eq!(done.session.start, Some(17 * 60 + 5));
    assert_eq!(done.session.original_day, Some(day("2026-03-02")));
    assert_eq!(done.session.load.map(|load| (load.points.value(), load.origin)), Some((56.8, LoadOrigin::Measured)));
    assert_eq!(done.session.planned_rpe.map(|rpe| rpe.value()), Some(6.0));
    assert_eq!((planned.session.place.priority, planned.session.place.slot), (Priority::Must, Some(Slot::Am)));
    assert_eq!(planned.line, 7);
}

#[test]
fn a_german_spreadsheet_is_read_like_any_other() {
    let found = read("spreadsheet.csv", fixture("spreadsheet.csv")).unwrap();
    assert_eq!(found.check_ins.len(), 2);
    let first = [
        ("sleep_minutes", Value::Whole(425)),
        ("energy", Value::Whole(4)),
        ("soreness", Value::Whole(5)),
        ("resting_hr", Value::Number(52.0)),
        ("hrv_rmssd", Value::Number(61.5)),
        ("note", Value::Text("good; calm".to_owned())),
    ];
    assert_eq!(values(&found, 0), first);
    assert_eq!(found.check_ins[1].day, day("2026-03-02"));
    assert_eq!(found.skipped.get("row with a day and nothing else"), Some(&1));
    assert!(found.warnings.first()[0].text.contains("\"shoe size\""), "{:?}", found.warnings);
}

#[test]
fn a_bad_row_keeps_the_whole_file_out_and_every_mistake_is_told() {
    let error = read("bad-rows.csv", fixture("bad-rows.csv")).unwrap_err();
    let ImportError::Rows { errors, .. } = &error else { panic!("{error}") };
    let lines: Vec<_> = errors.first().iter().filter_map(|note| note.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8, 9, 9]);
    let told = error.to_string();
    for sentence in [
        "bad-rows.csv:3: column \"day\": expected a day as 2025-03-01 or 01.03.2025, found \"2026-02-30\"",
        "bad-rows.csv:4: column \"kind\": expected one of skill, strength, endurance, intervals, balance, mobility, event, \
         found \"juggling\"",
        "bad-rows.csv:5: column \"minutes\": expected whole minutes from 1 to 1440, found \"-5\"",
        "bad-rows.csv:6: column \"rpe\": expected an RPE of 0–10 in halves, found \"11\"",
        "bad-rows.csv:7: column \"day\": expected a day as 2025-03-01 or 01.03.2025 (with slashes it is ambiguous)",
        "bad-rows.csv:8: expected 5 fields as in the first line, found 4",
        "bad-rows.csv:9: column \"minutes\": expected a number of minutes, found \"abc\"",
        "Nothing of bad-rows.csv was imported.",
    ] {
        assert!(told.contains(sentence), "{sentence}\n---\n{told}");
    }
    let lenient = Context { skip_bad_rows: true, ..context() };
    let found = exchange::read("bad-rows.csv", &fixture("bad-rows.csv"), &lenient, &mut |_, _| true).unwrap();
    assert_eq!((found.sessions.len(), found.errors.len()), (1, 8));
}

#[test]
fn only_the_first_mistakes_are_shown_and_the_rest_counted() {
    let text = format!("day,energy\n{}", "2026-01-01,9\n".repeat(5_000));
    let told = read("f.csv", text).unwrap_err().to_string();
    assert_eq!(told.matches("column \"energy\": expected a whole number 1–5, found \"9\"").count(), 20);
    assert!(told.contains("… and 4980 more"), "{told}");
}

#[test]
fn limits_of_our_own_tables_are_errors_and_unusual_values_are_listed() {
    for (row, sentence) in [
        ("2026-11-24,,,", "expected a day from 1990-01-01 to 2026-11-23"),
        ("2026-01-01,1270,,", "expected a night of 30–960 minutes, found 1270"),
        ("2026-01-01,,141,", "column \"resting_hr\": expected 25–140, found \"141\""),
        ("2026-01-01,,,4.0", "column \"energy\": expected a whole number 1–5, found \"4.0\""),
        (",,,4", "column \"day\": expected a day"),
        ("2026-01-01,,,4,5", "expected 5 fields"),
    ] {
        let text = format!("day,sleep_minutes,resting_hr,energy,mood\n{row},3\n");
        let told = read("f.csv", text).unwrap_err().to_string();
        assert!(told.contains(sentence), "{row}: {told}");
    }
    let found = read("f.csv", "day,energy\n1989-12-31,3\n2026-01-01,3\n").unwrap();
    assert_eq!((found.check_ins.len(), found.warnings.first()[0].line), (1, Some(2)), "an unset clock is told");
    let found = read("f.csv", "day,resting_hr\n2026-01-01,33\n").unwrap();
    assert_eq!(found.confirm.first()[0].text, "resting_hr 33 is unusual; imported, have a look");
}

#[test]
fn a_column_that_stands_twice_is_refused() {
    let told = read("f.csv", "day,energy,Energy\n2026-01-01,4,3\n").unwrap_err().to_string();
    assert!(told.contains("\"energy\" stands there twice"), "{told}");
}

#[test]
fn a_test_without_a_number_is_an_error() {
    let told = read("f.csv", "day,name,value,unit\n2026-01-01,5 km,,min\n").unwrap_err().to_string();
    assert!(told.contains("column \"value\": expected a number, found \"\""), "{told}");
}

#[test]
fn a_session_without_a_kind_is_understood_by_its_title() {
    let found = read("f.csv", "day,title,minutes\n2026-01-01,Yoga,30\n2026-01-02,,40\n").unwrap();
    let kinds: Vec<Kind> = found.sessions.iter().map(|found| found.session.kind).collect();
    assert_eq!(kinds, [Kind::Mobility, Kind::Endurance]);
    assert_eq!(found.sessions[0].session.minutes.map(Minutes::get), Some(30));
}

#[test]
fn titles_and_notes_cannot_command_a_terminal() {
    let found = read("f.csv", "day,kind,title,notes\n2026-01-01,skill,\x1b[31mred\x07,\"one\ntwo\x1b]0;x\"\n").unwrap();
    assert_eq!(found.sessions[0].session.title, "␛[31mred␇");
    assert_eq!(found.sessions[0].session.notes, "one\ntwo␛]0;x");
}

#[test]
fn a_backup_that_is_not_whole_newer_or_not_understood_is_refused() {
    let whole = String::from_utf8(fixture("history.jsonl")).unwrap();
    let torn: String = whole.lines().take(8).flat_map(|line| [line, "\n"]).collect();
    for (text, sentence) in [
        (torn, "the first line says 6 sessions, found 4: the file is not whole"),
        (whole.replace("\"version\": 1", "\"version\": 2"), "expected a backup of version 1, found 2"),
        (whole.replace("\"movement\"", "\"mojo\""), "history.jsonl:3: expected the keys of a checkin, found \"mojo\""),
        (whole.replace("\"type\": \"test\"", "\"type\": \"toast\""), "the first line says 2 tests, found 0"),
        (whole.replace("\"energy\": 3", "\"energy\": \"3\""), "history.jsonl:3: column \"energy\": expected a whole number 1–5"),
    ] {
        let told = read("history.jsonl", text).unwrap_err().to_string();
        assert!(told.contains(sentence), "{sentence}\n---\n{told}");
    }
}

#[test]
fn pmdata_is_read_in_the_time_of_norway() {
    let found = read("wellness.csv", fixture("pmdata-wellness.csv")).unwrap();
    let days: Vec<String> = found.check_ins.iter().map(|check_in| check_in.day.to_string()).collect();
    assert_eq!(days, ["2025-03-30", "2025-03-31"]);
    assert!(values(&found, 0).contains(&("energy", Value::Whole(4))));
    assert!(found.check_ins[1].fields.iter().all(|(field, _)| *field != Field::SleepMinutes));
    assert_eq!(found.warnings.first()[0].line, Some(4));
    let found = read("srpe.csv", fixture("pmdata-srpe.csv")).unwrap();
    let starts: Vec<_> = found.sessions.iter().map(|found| (found.session.start, found.session.kind)).collect();
    // The second one begins before the clocks go forward and ends after.
    assert_eq!(starts, [(Some(60), Kind::Endurance), (Some(90), Kind::Intervals)]);
    assert_eq!(found.skipped.get("session without minutes"), Some(&1));
}

#[test]
fn the_report_says_what_was_done() {
    let mut life = Life::default();
    let import = life.import(&[
        read("checkins.csv", fixture("checkins.csv")).unwrap(),
        read("sessions.csv", fixture("sessions.csv")).unwrap(),
    ]);
    let expected = "\
checkins.csv: Upswing check-ins (CSV), 2026-03-01 to 2026-03-03
  check-ins  3 new
  in all     0 minutes of training, 3 nights
  left out   1 × blank line
  left out   1 × row with a day and nothing else
Have a look:
checkins.csv:6: resting_hr 33 is unusual; imported, have a look
checkins.csv:6: hrv_rmssd 4.5 is unusual; imported, have a look
sessions.csv: Upswing sessions (CSV), 2026-03-01 to 2026-12-01
  sessions   6 new
  in all     179 minutes of training, 0 nights
";
    assert_eq!(import.report.to_string(), expected);
}

#[test]
fn an_export_that_is_not_whole_or_holds_something_else_is_refused() {
    let whole = export::json_since(Life::default().history(), upswing::domain::Day::MIN);
    assert!(read("e", whole.clone()).is_ok());
    let long = format!("{{\"profile\":null,\"days\":[[{}1]]}}", "1,".repeat(600_000));
    let wrong = [
        (whole.trim_end().trim_end_matches('}').to_owned(), "the file is not whole"),
        (format!("{whole} {{}}"), "expected the end"),
        ("{\"profile\":null,\"days\":[{} {}]}".to_owned(), "expected ','"),
        ("{\"profile\":null,\"days\":[,]}".to_owned(), "expected a value"),
        ("{\"profile\":null,\"days\":[1]}".to_owned(), "expected an object, found \"1\""),
        ("{\"profile\":null,\"nights\":[]}".to_owned(), "expected the lists of an export, found \"nights\""),
        (long, "expected entries of at most 1024 KiB"),
        (format!("{{\"profile\":null,\"days\":[{}1]}}", "1,".repeat(300_000)), "more than 300000 entries"),
    ];
    for (text, why) in wrong {
        let error = read("e", text).unwrap_err().to_string();
        assert!(error.contains(why), "{error}");
    }
}

/// A text of JSON with every piece on a line of its own, as other programs set it.
fn on_many_lines(json: &str) -> String {
    let (mut text, mut inside, mut escaped) = (String::new(), false, false);
    for character in json.chars() {
        text.push(character);
        if character == '"' && !escaped {
            inside = !inside;
        }
        escaped = character == '\\' && !escaped;
        if !inside && matches!(character, '{' | '[' | ',' | ':') {
            text.push_str(if character == ':' { " " } else { "\n  " });
        }
    }
    text
}

#[test]
fn an_export_is_known_however_its_lines_and_keys_are_set() {
    let text = String::from_utf8(fixture("upswing-export.json")).unwrap();
    let whole = read("e", &text).unwrap();
    assert_eq!(read("e", on_many_lines(&text)).unwrap(), whole);
    let by_alphabet: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut life = Life::default();
    life.import(&[whole]);
    let mut other = Life::default();
    other.import(&[read("e", serde_json::to_string_pretty(&by_alphabet).unwrap()).unwrap()]);
    assert_eq!(export::json(life.history()), export::json(other.history()));
    assert!(matches!(read("e", "{ \"person\": null }"), Err(ImportError::Unknown { .. })));
}

fn experiment(name: &str) -> Experiment {
    let (question, yes) = ("Does it help?".to_owned(), "it was done".to_owned());
    let (registered, first_day) = (day("2026-01-10"), day("2026-01-11"));
    let (unit, outcome) = (Unit::Day, Unit::Day.outcomes()[0]);
    Experiment {
        id: ExperimentId(name.to_owned()),
        registered,
        question,
        yes,
        unit,
        kind: None,
        outcome,
        pairs: 10,
        first_day,
        seed: 1,
    }
}

/// A backup of a life in which an experiment is open, or was ended.
fn of_experiment(file: &str, ended: Option<&str>) -> Found {
    let mut life = Life::default();
    life.write(vec![Op::PutExperiment(Box::new(experiment("e")))]);
    life.write(ended.map(|end| Op::EndExperiment { id: ExperimentId("e".to_owned()), day: day(end) }).into_iter().collect());
    read(file, export::jsonl(life.history())).unwrap()
}

#[test]
fn an_experiment_ends_on_the_first_day_that_any_file_says_and_what_is_known_holds() {
    let (open, march, april) = (|name| of_experiment(name, None), Some("2026-03-20"), Some("2026-04-02"));
    for (files, expected) in [
        ([open("jan.jsonl"), of_experiment("mar.jsonl", march)], march),
        ([of_experiment("jan.jsonl", march), open("mar.jsonl")], march),
        ([of_experiment("jan.jsonl", april), of_experiment("mar.jsonl", march)], march),
    ] {
        let mut life = Life::default();
        let import = life.import(&files);
        let ended = life.history().experiments().map(|known: &Registered| known.ended).collect::<Vec<_>>();
        assert_eq!(ended, [expected.map(day)]);
        assert!(import.report.files.iter().all(|file| !file.is_empty()));
        life.import(&[of_experiment("other.jsonl", Some("2026-02-01"))]);
        assert_eq!(life.history().experiments().next().unwrap().ended, expected.map(day), "what is known holds");
    }
}

#[test]
fn what_is_no_row_of_a_day_is_something_too_and_is_known_the_second_time() {
    let monday = day("2026-03-02");
    let week = DayPlan { week: Some(WeekKind::Deload), ..DayPlan::default() };
    let id = SpanId("h".to_owned());
    let span = Span {
        id,
        kind: SpanKind::Holiday,
        from: monday,
        to: Some(day("2026-03-09")),
        avoid: Default::default(),
        note: String::new(),
    };
    for (op, expected) in [
        (Op::SetProfile(ProfileChange::SleepNeed(Some(450))), "\n  profile    1 new\n"),
        (Op::PutDayPlan { day: monday, plan: week }, ", 2026-03-02 to 2026-03-02\n  plan days  1 new\n"),
        (Op::PutSpan(Box::new(span)), ", 2026-03-02 to 2026-03-09\n  spans      1 new\n"),
        (Op::PutExperiment(Box::new(experiment("e"))), ", 2026-01-11 to 2026-01-11\n  experiment 1 new\n"),
    ] {
        let mut life = Life::default();
        life.write(vec![op]);
        let backup = read("b", export::jsonl(life.history())).unwrap();
        let mut other = Life::default();
        let told = other.import(std::slice::from_ref(&backup)).report.to_string();
        assert!(told.ends_with(expected), "{told}");
        let again = exchange::merge(other.history(), vec![backup]).report;
        assert!(!again.files[0].is_empty() && again.to_string().contains("1 known already"), "{again}");
    }
    let empty = read("b", export::jsonl(Life::default().history())).unwrap();
    let report = exchange::merge(Life::default().history(), vec![empty]).report;
    assert!(report.files[0].is_empty() && report.to_string().ends_with(", no entries\n"), "{report}");
}
