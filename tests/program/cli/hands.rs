//! Several sessions at once, weeks to begin with, and the plan as a calendar.

use super::Home;

/// A Monday with a week.
fn home() -> Home {
    let home = Home::on("2026-11-23");
    for line in ["plan add strength 60 7 --day today", "plan add endurance 45 3 --day wed", "plan add skill 30 4 --day fri"] {
        home.says(line);
    }
    home
}

#[test]
fn only_what_is_said_changes() {
    let home = home();
    assert_eq!(
        home.says("plan edit strength --minutes 40 --title Legs"),
        "Changed: Legs 40 min RPE 7 (planned) on Mon 23 Nov.\n"
    );
    home.run("plan edit legs --minutes 40").refused(2, &["found nothing new"]);
    home.says("undo");
    assert!(home.says("plan show").contains("strength 1 h 00 RPE 7"));
}

#[test]
fn a_session_may_be_held_to_a_day_a_half_of_it_or_some_days() {
    let home = home();
    home.says("plan edit strength --only-on tue --only-in pm --between today..thu");
    let place = |home: &Home| home.json("export")["sessions"][0].clone();
    let held = place(&home);
    assert_eq!(held["fix_day"], "2026-11-24", "{held}");
    home.says("plan edit strength --only-on any --only-in any --between any");
    assert!(place(&home)["fix_day"].is_null());
    home.run("plan edit strength --between thu..tue").refused(2, &["the earlier first"]);
    home.says("plan add mobility 20 1 --day sat --only-in am");
}

#[test]
fn two_sessions_exchange_their_places() {
    let home = home();
    assert_eq!(
        home.says("plan swap strength wed"),
        "They have exchanged their places: strength on Wed 25 Nov, endurance on Mon 23 Nov.\n"
    );
    home.run("plan swap skill skill").refused(1, &["expected two sessions"]);
    home.says("plan skip skill");
    home.run("plan swap skill wed").refused(1, &["found none"]);
}

#[test]
fn several_are_locked_and_freed_in_one_step() {
    let home = home();
    home.says("plan lock strength skill");
    assert_eq!(home.says("plan clear"), "1 session taken out. `upswing undo` brings them back.\n");
    home.says("undo");
    home.says("plan unlock strength skill");
    assert_eq!(home.json("plan clear --json")["sessions"].as_array().unwrap().len(), 3);
    assert_eq!(home.says("plan clear"), "Nothing to change in that week.\n");
}

#[test]
fn a_week_is_copied_or_begun_on_its_empty_days() {
    let home = home();
    assert_eq!(home.says("plan copy --week +1w"), "3 sessions copied from the week before.\n");
    assert_eq!(home.says("plan copy --week +1w"), "Nothing to change in that week.\n");
    assert_eq!(home.says("plan template parent --week +2w"), "5 sessions planned, as for parent.\n");
    let late = Home::on("2026-11-27").says("plan template desk-worker");
    assert!(late.contains(": over already"), "{late}");
    assert_eq!(late.matches("over already").count(), 1, "a reason is told once: {late}");
    let left = "4 sessions planned, as for parent. Left out: mobility on Mon: something stands there.\n";
    assert_eq!(home.says("plan template parent"), left, "Monday is taken");
    let kept = home.says("plan template athlete --week +3w");
    assert!(kept.contains("Left out: ") && !kept.contains("is the template's now"), "the time of days stays: {kept}");
    home.says("undo");
    let taken = home.says("plan template athlete --week +3w --take-time");
    assert!(taken.starts_with("9 sessions planned") && taken.contains("is the template's now"), "{taken}");
    assert_eq!(home.says("plan duplicate today/strength"), "Once more: strength on Mon 23 Nov.\n");
}

#[test]
fn a_second_calendar_updates_the_first() {
    let home = home();
    let first = home.says("export --format ics");
    assert_eq!(first, home.says("export --format ics"));
    home.says("plan move strength tue");
    home.says("plan delete skill");
    let second = home.says("export --format ics");
    let uids = |text: &str| {
        let mut uids: Vec<String> = text.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect();
        uids.sort();
        uids
    };
    assert_eq!((uids(&first).len(), uids(&first)), (3, uids(&second)));
    assert!(second.contains("SEQUENCE:1\r\nDTSTART;VALUE=DATE:20261124"), "{second}");
    assert_eq!(second.matches("STATUS:CANCELLED").count(), 1);
}

#[test]
fn a_change_is_tried_on_a_copy_and_told_side_by_side() {
    let home = home();
    let (before, undo) = (home.says("export --format json"), home.says("undo --list"));
    for words in
        ["move strength +1d", "skip strength", "delete strength", "clear", "template desk-worker", "day today --time 0+20"]
    {
        let said = home.says(&format!("plan {words} --try"));
        assert!(said.starts_with("Only tried; nothing is written.\n"), "{words}: {said}");
        for row in ["as it is", "tried", "cost", "warnings", "form at its end", "aerobic"] {
            assert!(said.contains(row), "{words}: {said}");
        }
    }
    let said = home.says("plan delete strength --try");
    assert!(!said.contains("undo"), "there is nothing to take back: {said}");
    let far = home.says("plan move strength +5w --try");
    assert_eq!(far.matches("Week of").count(), 2, "the week it leaves and the one it goes to: {far}");
    let tried = home.json("plan --try move strength +1d --json");
    assert_eq!(tried["tried"], true);
    assert_eq!(tried["said"].get("id"), None);
    assert_eq!(home.json("plan auto --try --json")["weeks"], serde_json::json!([]));
    let days =
        |at: &str| tried["weeks"][0][at]["sessions"].as_array().unwrap().iter().map(|one| one["day"].clone()).collect::<Vec<_>>();
    assert_ne!(days("before"), days("after"));
    assert_eq!((home.says("export --format json"), home.says("undo --list")), (before, undo));
}
