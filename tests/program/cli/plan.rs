//! Changing what is to come.

use super::Home;

#[test]
fn a_session_is_found_by_kind_title_day_or_id() {
    let home = Home::new();
    home.says("plan add strength 50 7 --day tue");
    home.says("plan add strength 50 7 --day fri --title Legs");
    let id = home.json("plan add endurance 60 4 --day sat --json")["session"].as_str().unwrap().to_owned();
    home.run("plan skip strength").refused(1, &["means 2", "Tue 24 Nov strength", "DAY/KIND"]);
    home.run("plan skip swimming").refused(1, &["found none", "open are"]);
    assert_eq!(home.says("plan move tue/strength wed"), "Moved: strength from Tue 24 Nov to Wed 25 Nov.\n");
    assert_eq!(home.says("plan move legs thu --slot pm"), "Moved: Legs from Fri 27 Nov to Thu 26 Nov, evening.\n");
    assert_eq!(home.says(&format!("plan skip {id}")), "Left out: endurance on Sat 28 Nov. Rest counts too.\n");
    home.run(&format!("plan skip {id}")).refused(1, &["still open", "skipped"]);
    assert!(home.says("plan delete legs").contains("`upswing undo` brings it back"));
}

#[test]
fn a_session_moved_back_home_is_planned_again() {
    let home = Home::new();
    home.says("plan add strength 50 7 --day tue");
    home.says("plan move strength thu");
    assert_eq!(home.json("plan show --start monday --json")["sessions"][0]["status"], "moved");
    home.says("plan move strength tue");
    assert_eq!(home.json("plan show --start monday --json")["sessions"][0]["status"], "planned");
    home.run("plan move strength tue").refused(1, &["already", "Nothing was changed"]);
}

#[test]
fn the_days_before_today_are_closed() {
    let home = Home::new();
    home.run("plan add strength 50 7 --day yesterday").refused(2, &["from today, 2026-11-22, on", "upswing log"]);
    home.says("plan add strength 50 7 --day tue");
    home.run("plan move strength 2026-11-20").refused(2, &["from today"]);
    home.run("plan done strength --rpe 7").refused(1, &["has not come yet"]);
}

#[test]
fn done_keeps_the_plan_beside_what_was_done() {
    let home = Home::new();
    home.says("plan add strength 50 7");
    let said = home.says("plan done today --rpe 8 --minutes 55 --charge 3");
    assert_eq!(said, "Logged for Sun 22 Nov: strength 55 min, RPE 8: 105 points. It stood in the plan and is done.\n");
}

#[test]
fn a_proposal_changes_nothing_until_it_is_accepted_and_is_undone_as_one() {
    let home = Home::on("2026-11-23");
    for line in ["plan add strength 60 8 --day tue", "plan add intervals 50 8 --day wed", "plan add strength 45 7 --day thu"] {
        home.says(line);
    }
    let before = home.json("plan show --json");
    let said = home.says("plan auto");
    assert!(said.contains("Move ") && said.contains("Nothing was changed; the same with --accept does it."), "{said}");
    assert_eq!(home.json("plan show --json"), before);
    assert!(home.says("plan auto --accept").contains("`upswing undo` takes all of it back"));
    assert!(home.json("plan show --json")["cost"].as_i64() < before["cost"].as_i64());
    assert!(home.says("plan repair").starts_with("Your order is already the best by these rules."));
    home.says("undo");
    assert_eq!(home.json("plan show --json"), before);
}

#[test]
fn a_day_has_its_own_time_and_its_week_a_purpose() {
    let home = Home::on("2026-11-25");
    let said = home.says("plan day sat --time 120+0 --two yes --week deload");
    assert_eq!(
        said,
        "Sat 28 Nov: 120 min in the morning, 0 in the evening, two sessions allowed. The week of Mon 23 Nov is a lighter one.\n"
    );
    let limits = home.json("today --json")["limits"].clone();
    assert!(limits.as_array().unwrap().iter().any(|limit| limit["id"] == "deload_week"), "{limits}");
    home.says("plan day 2026-11-23 --week usual");
    assert_eq!(home.json("plan day sat --json")["week"], serde_json::Value::Null);
    let said = home.says("plan day sat --time usual");
    assert!(said.starts_with("Sat 28 Nov: 90 min in the morning, 90 in the evening. The week"), "{said}");
    home.run("plan day sat --time lots").refused(2, &["such as 0+90"]);
    home.run("plan day sat --week holiday").refused(2, &["deload, build, usual"]);
}
