//! Which day it is after midnight, and on which day weeks start.

use std::fs;

use super::Home;

/// A Friday, half past one in the night.
const NIGHT: &str = "2026-11-27T01:30";

fn set(home: &Home, text: &str) {
    fs::create_dir_all(home.folder.path().join("config")).unwrap();
    fs::write(home.folder.path().join("config/config.toml"), text).unwrap();
}

#[test]
fn the_day_ends_when_one_goes_to_bed() {
    let home = Home::on(NIGHT);
    let said = home.says("log strength 50 7");
    assert!(said.starts_with("Logged for Thu 26 Nov") && said.ends_with("It is still Thu 26 Nov, until 03:00.\n"), "{said}");
    let said = home.says("checkin --energy 4 --mood 4 --stress 4");
    assert!(said.starts_with("Saved for Thu 26 Nov") && said.contains("It is still Thu 26 Nov, until 03:00."), "{said}");
    assert!(home.says("today").starts_with("Thu 26 Nov 2026: still Thu 26 Nov, until 03:00.\n"));
    assert_eq!(home.json("today --json")["day"], "2026-11-26");
    // Who gets up this early names the new day.
    let said = home.says("checkin --energy 3 --day 2026-11-27");
    assert!(said.starts_with("Saved for Fri 27 Nov") && !said.contains("still"), "{said}");
    home.run("checkin --energy 3 --day 2026-11-28").refused(2, &["up to today", "2026-11-28"]);
}

/// Whatever asks for the day looks first at what it would ask.
#[cfg(unix)]
#[test]
fn a_zone_that_is_none_is_told_by_every_command() {
    let home = Home::on("2026-11-27");
    for line in ["sync shared", "sync status shared", "demo", "today", "doctor"] {
        let words: Vec<&str> = line.split_whitespace().collect();
        let told = super::Told::of(home.command().args(words).env("TERM", "xterm").env("TZ", "/dev/zero").output().unwrap());
        let said = told.err.contains("TZ: expected the name of a time zone");
        assert!(said && told.code == 1, "{line}: {} {}", told.code, told.err);
    }
    assert!(!home.folder.path().join("shared").exists());
}

#[test]
fn when_the_day_starts_is_set_in_the_configuration() {
    let home = Home::on(NIGHT);
    set(&home, "day_starts = \"01:30\"\n");
    let said = home.says("log strength 50 7");
    assert!(said.starts_with("Logged for Fri 27 Nov") && !said.contains("still"), "{said}");
    set(&home, "day_starts = \"soon\"\n");
    let told = home.run("today");
    assert!(
        told.err.contains("day_starts: expected a time from 00:00 to 12:00") && told.out.contains("Thu 26 Nov"),
        "{}",
        told.err
    );
}

#[test]
fn weeks_are_planned_counted_and_told_from_their_first_day_on() {
    let home = Home::on("2026-11-26");
    for (start, first) in [("monday", "Mon 23 Nov"), ("sunday", "Sun 22 Nov"), ("saturday", "Sat 21 Nov")] {
        set(&home, &format!("week_starts = \"{start}\"\n"));
        let shown = home.says("plan show");
        let line = shown.lines().next().unwrap().trim_start();
        assert!(line.starts_with(first) && shown.contains(&format!("Week of {first}:")), "{start}: {shown}");
        assert!(home.says("plan day today").ends_with(&format!("The week of {first} is an ordinary one.\n")));
    }
    // Saturday's and Sunday's session: of one week, or of two.
    home.says("log strength 100 8 --day 2026-11-14");
    home.says("log strength 100 8 --day 2026-11-15");
    home.says("log mobility 20 2 --day 2026-11-02");
    set(&home, "");
    assert!(home.says("trend").contains("The biggest week began on Mon 9 Nov with 381 points"), "{}", home.says("trend"));
    set(&home, "week_starts = \"saturday\"\n");
    assert!(home.says("trend").contains("The biggest week began on Sat 14 Nov with 381 points"), "{}", home.says("trend"));
}
