//! What holds over days: noted, told, ended, taken out.

use super::Home;

#[test]
fn an_illness_is_noted_without_a_single_check_in() {
    let home = Home::on("2026-03-06");
    assert_eq!(home.says("span ill 2026-03-02..2026-03-09"), "Noted: ill from Mon 2 Mar to Mon 9 Mar.\n");
    assert_eq!(home.json("today --json")["verdict"], "rest");
    let listed = home.json("span list --json");
    assert_eq!((&listed[0]["kind"], &listed[0]["to"]), (&"ill".into(), &"2026-03-09".into()), "{listed}");
    home.run("span ill yesterday..").refused(1, &["expected days that are not said yet", "ill from Mon 2 Mar to Mon 9 Mar"]);
}

#[test]
fn an_open_span_is_ended_by_its_kind_its_id_or_alone() {
    let home = Home::on("2026-03-06");
    assert_eq!(home.says("span ill -3d.."), "Noted: ill from Tue 3 Mar, open.\n");
    assert_eq!(home.says("span end ill yesterday"), "Ended: ill from Tue 3 Mar to Thu 5 Mar.\n");
    home.says("undo");
    assert_eq!(home.says("span end yesterday"), "Ended: ill from Tue 3 Mar to Thu 5 Mar.\n");
    home.run("span end").refused(1, &["expected an open span, found none"]);
    home.says("span pause");
    home.says("span holiday today");
    let listed = home.json("span list --json");
    let id = listed.as_array().unwrap().iter().find(|span| span["kind"] == "pause").unwrap()["id"].as_str().unwrap().to_owned();
    home.run(&format!("span end {id} yesterday")).refused(2, &["expected an end on 2026-03-06 or later", "2026-03-05"]);
    assert_eq!(home.says(&format!("span end {id}")), "Ended: pause on Fri 6 Mar.\n");
}

#[test]
fn an_injury_names_what_it_does_not_allow() {
    let home = Home::on("2026-03-06");
    let said = home.says("span injury -1d.. --avoid strength:lower,intervals --note knee");
    assert_eq!(said, "Noted: injury from Thu 5 Mar, open; without strength:lower, intervals; knee.\n");
    home.run("span injury --avoid run").refused(2, &["expected a kind of session", "\"run\""]);
    home.run("span holiday --avoid strength").refused(2, &["only with an injury"]);
    home.run("span flu").refused(2, &["flu"]);
    home.run("span ill 2026-03-06..2026-03-02").refused(2, &["expected a last day from 2026-03-06"]);
}

#[test]
fn a_span_is_taken_out_by_its_id_and_brought_back() {
    let home = Home::on("2026-03-06");
    let id = home.json("span ill --json")["id"].as_str().unwrap().to_owned();
    home.run("span remove nothing").refused(1, &["found none"]);
    assert!(home.says(&format!("span remove {id}")).starts_with("Taken out: ill from Fri 6 Mar, open."));
    assert!(home.says("span").starts_with("No span is known."));
    home.says("undo");
    assert_eq!(home.json("span list --json")[0]["id"], id);
}

#[test]
fn today_tells_what_holds() {
    let home = Home::on("2026-03-06");
    home.says("span ill -3d..");
    home.says("span injury yesterday.. --avoid strength:lower");
    assert!(home.says("today").contains("\nDay 4 ill · Injury, day 2\n"), "{}", home.says("today"));
    home.says("checkin --ill=no --energy 3 --nap 25min");
    assert!(home.says("today").contains("\nInjury, day 2 · Nap 25 min\n"), "{}", home.says("today"));
}

#[test]
fn several_days_of_illness_are_one_check_in() {
    let home = Home::on("2026-03-06");
    let said = home.says("checkin --ill --day 2026-03-02..2026-03-04");
    assert!(said.ends_with(" So on each of 3 days up to it.\n"), "{said}");
    let ill = |day: &str| home.json(&format!("today --json --day {day}"))["verdict"] == "rest";
    assert!(ill("2026-03-02") && ill("2026-03-03") && ill("2026-03-04") && !ill("2026-03-01"));
    home.says("undo");
    assert!(!ill("2026-03-02") && !ill("2026-03-04"));
    home.run("checkin --energy 3 --day -2d..today").refused(2, &["expected one day with energy"]);
    home.run("checkin --ill --day today..+2d").refused(2, &["expected a day up to today", "2026-03-08"]);
}

#[test]
fn start_values_are_of_the_day_they_are_set_unless_said() {
    let home = Home::on("2026-03-06");
    assert_eq!(home.json("profile --start-fitness 40 --start-fatigue 50 --json")["start_day"], "2026-03-06");
    let said = home.json("profile --start-fitness 40 --start-fatigue 50 --start-day 2026-01-05 --json");
    assert_eq!(said["start_day"], "2026-01-05");
    home.run("profile --start-day 2026-01-05").refused(2, &["--start-fitness"]);
}
