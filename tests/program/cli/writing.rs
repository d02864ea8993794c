//! What is written: check-ins, sessions, tests, undo; and what is refused.

use std::process::Stdio;

use super::Home;

#[test]
fn a_check_in_is_saved_and_answers_with_the_score() {
    let home = Home::new();
    let said = home.says("checkin --energy 4 --mood 4 --motivation 4 --stress 3 --movement 4 --sleep 7h10 --rhr 52 --hrv 61,5");
    assert_eq!(
        said,
        "Saved for Sun 22 Nov: energy 4, mood 4, motivation 4, stress 3, movement 4, slept 7 h 10, resting pulse 52, \
         HRV (rMSSD) 61.5. Score 79: build.\n"
    );
    assert_eq!(home.json("today --json")["score"], 79);
}

#[test]
fn a_later_answer_replaces_an_earlier_one_and_a_dash_takes_it_back() {
    let home = Home::new();
    home.says("checkin --energy 2 --mood 3 --ill");
    home.says("checkin --energy 4 --ill=no");
    let said = home.says("checkin --mood -");
    assert!(said.starts_with("Saved for Sun 22 Nov: energy 4. No score yet"), "{said}");
}

#[test]
fn a_day_can_be_said_in_words_and_a_day_to_come_is_refused() {
    let home = Home::new();
    assert!(home.says("checkin --day yesterday --energy 3").starts_with("Saved for Sat 21 Nov"));
    assert!(home.says("checkin --day -3d --energy 3").starts_with("Saved for Thu 19 Nov"));
    let said = home.run_words(&["log", "balance", "20", "2", "--day", "last friday"]).done();
    assert!(said.starts_with("Logged for Fri 20 Nov: balance 20 min"), "{said}");
    home.run("checkin --day 2026-11-23 --energy 3").refused(2, &["expected a day up to today, 2026-11-22", "2026-11-23"]);
    home.run("checkin --day soon --energy 3").refused(2, &["expected a day such as", "soon"]);
}

#[test]
fn what_is_not_possible_is_refused_and_nothing_of_the_line_is_saved() {
    let home = Home::new();
    let cases = [
        ("checkin --energy 6 --mood 3", "energy: 6 is not possible here (1–5)."),
        ("checkin --energy 3.0", "energy: \"3.0\" is not possible here (1–5)."),
        ("checkin --mood 3 --hrv 900", "hrv_rmssd: 900 is not possible here (1–300)."),
        ("checkin --rhr -5", "resting_hr: -5 is not possible here (25–140)."),
        ("checkin --sleep 7:75", "sleep_minutes: expected sleep as 7:10"),
        ("checkin --ill=perhaps", "ill: \"perhaps\" is not possible here (yes or no)."),
        ("checkin", "expected at least one answer"),
        ("log strength 0 5", "whole minutes from 1 to 1440"),
        ("log strength 50 11", "an RPE of 0–10 in halves"),
        ("log strength 50 7.3", "an RPE of 0–10 in halves"),
        ("log dancing 50 5", "skill, strength, endurance"),
        ("log strength 50 5 --charge 6", "1..=5"),
        ("log strength 50 5 --load -1", "a load of 0–1000 points"),
        ("test power many W", "expected a number"),
        ("today --day 2027-01-01", "up to today"),
        ("nonsense", "nonsense"),
    ];
    for (line, words) in cases {
        home.run(line).refused(2, &[words]);
    }
    assert!(!home.folder.path().join("data").exists(), "nothing was made");
}

#[test]
fn a_session_that_stood_in_the_plan_becomes_done_and_keeps_its_planned_numbers() {
    let home = Home::new();
    home.says("plan add strength 60 8");
    let said = home.says("log strength 50 7 --charge 4 --clean --recovered=no --improved strength --start 18:30");
    assert_eq!(said, "Logged for Sun 22 Nov: strength 50 min, RPE 7: 83 points. It stood in the plan and is done.\n");
    let all = home.json("export");
    let sessions = all["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 1);
    let session = &sessions[0];
    let planned = (&session["planned_minutes"], &session["planned_rpe"]);
    assert_eq!(planned, (&60.into(), &8.into()));
    assert_eq!((&session["status"], &session["clean"], &session["recovered"]), (&"done".into(), &true.into(), &false.into()));
    assert!(!home.says("log strength 30 5").contains("plan"), "the plan held only one");
}

#[test]
fn an_unrated_session_carries_an_estimated_load() {
    let home = Home::new();
    let said = home.json("log endurance 60 --json");
    assert!(said["said"].as_str().unwrap().contains("not rated: 50 points, estimated"), "{said}");
    assert_eq!(said["load"], 49.98);
}

#[test]
fn a_test_is_compared_with_the_one_before_and_takes_over_its_unit() {
    let home = Home::new();
    assert_eq!(
        home.run_words(&["test", "5 min power", "300", "W", "--day", "-2w"]).done(),
        "Saved for Sun 8 Nov: 5 min power 300 W.\n"
    );
    let said = home.run_words(&["test", "5 min power", "312,5"]).done();
    assert_eq!(said, "Saved for Sun 22 Nov: 5 min power 312.5 W; before, on Sun 8 Nov, it was 300 W.\n");
    assert_eq!(home.run_words(&["test", "5 km", "21:34"]).done(), "Saved for Sun 22 Nov: 5 km 1294 s (21:34).\n");
    home.run_words(&["test", "5 min power", "21:34"]).refused(2, &["21:34 is a time, and W is no unit of time; expected s, min"]);
}

#[test]
fn undo_takes_back_the_last_change_and_redo_does_it_again() {
    let home = Home::new();
    home.run("undo").refused(1, &["expected a change that can be undone, found none"]);
    home.says("checkin --energy 4");
    home.says("log skill 40 5");
    let listed = home.says("undo --list");
    let what: Vec<&str> = listed.lines().filter_map(|line| line.splitn(3, "  ").nth(2)).collect();
    assert_eq!(what, ["skill on Sun 22 Nov (done)", "check-in of Sun 22 Nov, 1 answer"]);
    assert_eq!(home.says("undo"), "Undone: skill on Sun 22 Nov (done).\n");
    assert_eq!(home.json("export")["sessions"], serde_json::json!([]));
    assert_eq!(home.says("undo --redo"), "Done again: skill on Sun 22 Nov (done).\n");
    home.run("undo --redo").refused(1, &["done again, found none"]);
    assert_eq!(home.json("undo --list --json").as_array().unwrap().len(), 2);
}

#[test]
fn any_change_is_taken_back_alone_and_given_back() {
    let home = Home::new();
    home.says("checkin --energy 4");
    home.says("log skill 40 5");
    let before = home.json("export");
    let listed = home.json("undo --list --json");
    let id = listed[1]["id"].as_str().unwrap().to_owned();
    assert_eq!(home.says(&format!("undo {id}")), "Taken back: check-in of Sun 22 Nov, 1 answer.\n");
    assert_eq!(home.json("export")["sessions"].as_array().unwrap().len(), 1, "the later change stays");
    home.run(&format!("undo {id}")).refused(1, &["was taken back already", "--redo gives it back"]);
    home.run("undo nothing").refused(1, &["expected the id of a change, found nothing"]);
    assert_eq!(home.says(&format!("undo {id} --redo")), "Given back: check-in of Sun 22 Nov, 1 answer.\n");
    assert_eq!(home.json("export"), before);
}

#[test]
fn programs_that_write_at_the_same_time_lose_nothing() {
    let home = Home::new();
    let days = 1..=8;
    let running: Vec<_> = days
        .map(|ago| {
            home.command().args(["checkin", "--day", &format!("-{ago}d"), "--energy", "4"]).stdout(Stdio::null()).spawn().unwrap()
        })
        .collect();
    for mut program in running {
        assert!(program.wait().unwrap().success());
    }
    assert_eq!(home.json("export")["checkins"].as_array().unwrap().len(), 8);
}

#[test]
fn text_that_would_command_a_terminal_is_shown_and_not_obeyed() {
    let home = Home::new();
    let said = home.run_words(&["checkin", "--energy", "4", "--note", "\u{1b}[2Jgone\u{202e}"]).done();
    assert!(said.contains("␛[2Jgone") && !said.contains('\u{1b}') && !said.contains('\u{202e}'), "{said:?}");
    for line in ["why", "export", "trend --csv", "today --json"] {
        assert!(!home.says(line).contains('\u{1b}'), "{line}");
    }
    home.run_words(&["checkin", "--day", "\u{1b}[31m", "--energy", "4"]).refused(2, &["␛[31m"]);
}

#[test]
fn the_check_before_a_session_is_kept_beside_the_mornings_answers() {
    let home = Home::new();
    home.says("checkin --energy 4 --mood 4 --motivation 4 --stress 3 --movement 4");
    let said = home.says("checkin --before --energy 2 --movement 2");
    assert_eq!(said, "Saved for Sun 22 Nov, before the session: energy 2, movement 2. Score 62: train.\n");
    home.run("checkin --before --sleep 7:00").refused(2, &["expected only energy, mood, motivation, movement", "sleep_minutes"]);
    let moments: Vec<_> = home.json("export")["checkins"].as_array().unwrap().iter().map(|row| row["energy"].clone()).collect();
    assert_eq!(moments, [4, 2]);
}

#[test]
fn the_person_is_said_in_flags_and_shown_without() {
    let home = Home::new();
    home.run_words(&["profile", "--situation", "parent", "--sleep-need", "7h30", "--time", "mon,wed=0+60", "--time", "sun=off"])
        .done();
    let said = home.says("profile");
    for line in [
        "Situation   parent",
        "Sleep need  7 h 30",
        "Goal        not said",
        "sun         off",
        "wed         0 min in the morning, 60",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(home.json("profile --json")["sleep_need"], 450);
    home.run("profile --start-fitness 40").refused(2, &["--start-fatigue"]);
    home.run("profile --time someday=60+60").refused(2, &["mon,wed=0+90"]);
    home.run("profile --start-fitness 40 --start-fatigue -2").refused(2, &["0–1000 points a day"]);
    assert!(home.says("undo").starts_with("Undone"));
}

#[test]
fn the_sleep_that_is_needed_is_said_as_any_sleep() {
    let home = Home::new();
    for (typed, minutes) in [("8", 480), ("7.5", 450), ("435min", 435)] {
        home.says(&format!("profile --sleep-need {typed}"));
        assert_eq!(home.json("profile --json")["sleep_need"], minutes, "{typed}");
    }
    home.run("profile --sleep-need 12").refused(2, &["expected a need of 5:00–11:00 of sleep, found 12:00"]);
    home.run("profile --sleep-need 430").refused(2, &["430 is 4:30 or 430min"]);
    assert_eq!(home.json("profile --json")["sleep_need"], 435);
}

#[test]
fn a_note_does_nothing_in_a_spreadsheet() {
    let home = Home::new();
    home.run_words(&["checkin", "--energy", "4", "--note", "=1+1; really"]).done();
    let table = home.says("trend --csv");
    assert!(table.contains("\"'=1+1; really\""), "{table}");
}

#[test]
fn counts_agree_with_what_is_counted() {
    let home = Home::new();
    home.says("log strength 50 7 --day yesterday --charge 4");
    let said = home.says("today");
    assert!(said.contains("1 session charged, 0 drained in "), "{said}");
}
