//! Days as people live them: zones, the nights the clock is changed, a clock set back, midnight while it is open, a year's pause.
//!
//! The clock of a program that runs is not touched: its zone is chosen so that the moment wanted is now.

use super::*;

use chrono::Datelike;
use upswing::domain::Day;

const DAY: i64 = 86_400;

/// Seconds since 1970.
fn seconds() -> i64 {
    std::time::UNIX_EPOCH.elapsed().unwrap().as_secs().try_into().unwrap()
}

/// A rule of a zone in which it is now so many seconds after midnight, and the date there.
///
/// The letters of the zone are as POSIX writes them, its sign too: west is positive.
fn zone(name: &str, since_midnight: i64) -> (String, Day) {
    let now = seconds();
    let east = since_midnight - now % DAY;
    // Soon after midnight in Greenwich it is late in the evening there a day ago: no zone lies a day to the east, with an
    // hour of summer time least of all.
    let (east, now) = if east > DAY - 2 * 3600 { (east - DAY, now - DAY) } else { (east, now) };
    let (sign, off) = if east < 0 { ("", -east) } else { ("-", east) };
    let date = chrono::DateTime::from_timestamp(now, 0).unwrap().date_naive();
    (format!("{name}{sign}{}:{:02}:{:02}", off / 3600, off / 60 % 60, off % 60), Day::from_date(date).unwrap())
}

/// A day as a rule of a zone names it: counted without 29 February.
fn julian(day: Day) -> String {
    let date = day.date();
    format!("J{}", date.ordinal() - u32::from(date.leap_year() && date.month() > 2))
}

/// A home whose days begin at midnight.
fn home() -> Home {
    let home = Home::new();
    std::fs::write(home.0.path().join("config.toml"), "day_starts = \"00:00\"\n").unwrap();
    home
}

/// The dashboard by the machine's clock in a zone.
fn in_zone(home: &Home, zone: &str) -> Terminal {
    let terminal = home.start().env("UPSWING_TODAY", "").env("TZ", zone).go();
    terminal.wait_for("Fitness and fatigue");
    terminal
}

/// How long before midnight a dashboard has to be opened so that there is time to do something: some seconds, more on a
/// machine that is slow just now.
fn margin(home: &Home) -> i64 {
    let begun = Instant::now();
    in_zone(home, "AAA0").quit();
    (6 + 4 * i64::try_from(begun.elapsed().as_secs()).unwrap()).min(16)
}

fn wait_for_day(terminal: &Terminal, day: Day) {
    let first = |screen: &vt100::Screen| screen.contents().lines().next().unwrap_or_default().contains(&day.short());
    terminal.wait(&format!("{} in the first line", day.short()), first);
}

fn check_in(terminal: &mut Terminal, answers: &str, day: Day) {
    terminal.keys("c");
    terminal.wait_for("Esc later");
    terminal.keys("\x1b[H");
    terminal.keys(answers);
    terminal.wait_for("7 of 10");
    terminal.keys("\x13");
    terminal.wait_for(&format!("Check-in of {} saved.", day.short()));
}

fn energy(home: &Home, day: Day) -> Option<i64> {
    let mut journal = upswing::domain::Journal::default();
    journal.add(Store::at(home.journal()).load().unwrap().entries);
    journal.history().check_in(day).and_then(|check_in| check_in.whole(Field::Energy))
}

#[test]
fn midnight_while_it_is_open() {
    let home = home();
    let (zone, day) = zone("AAA", DAY - margin(&home));
    let mut terminal = in_zone(&home, &zone);
    wait_for_day(&terminal, day);
    check_in(&mut terminal, "4444444", day);
    // Nobody presses a key: the dashboard is woken by its own clock.
    wait_for_day(&terminal, day.plus(1));
    terminal.wait_for("NO SCORE YET");
    check_in(&mut terminal, "3333333", day.plus(1));
    terminal.quit();
    assert_eq!((energy(&home, day), energy(&home, day.plus(1))), (Some(4), Some(3)));
}

#[test]
fn a_form_that_is_open_at_midnight_keeps_its_day() {
    let home = home();
    let (zone, day) = zone("AAA", DAY - margin(&home));
    let mut terminal = in_zone(&home, &zone);
    terminal.keys("c");
    terminal.wait_for("Esc later");
    terminal.keys("55");
    wait_for_day(&terminal, day.plus(1));
    terminal.keys("55555\x13");
    terminal.wait_for(&format!("Check-in of {} saved.", day.short()));
    terminal.quit();
    assert_eq!((energy(&home, day), energy(&home, day.plus(1))), (Some(5), None));
}

/// Nothing is pressed after `fg`: the day is the one that it is by then.
#[test]
fn midnight_while_it_is_stopped() {
    let home = home();
    let (zone, day) = zone("AAA", DAY - margin(&home));
    let shell = Start::program("bash", home.0.path()).arg("--noprofile").arg("--norc").arg("--noediting").arg("-i");
    let mut terminal = shell.env("PS1", "prompt: ").env("UPSWING_TODAY", "").env("TZ", &zone).go();
    terminal.wait_for("prompt: ");
    terminal.keys(&format!("{}\r", env!("CARGO_BIN_EXE_upswing")));
    wait_for_day(&terminal, day);
    terminal.wait_taken();
    terminal.keys(CTRL_Z);
    terminal.wait_for("Stopped");
    terminal.wait_given_back();
    terminal.keys(&format!("until [ $(date +%F) = {} ]; do sleep 0.1; done; clear; fg\r", day.plus(1)));
    wait_for_day(&terminal, day.plus(1));
    terminal.keys("q");
    terminal.wait("the shell's prompt", |screen| screen.contents().trim_end().ends_with("prompt:"));
    terminal.keys("exit\r");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn a_midnight_that_does_not_exist_is_passed_all_the_same() {
    let home = home();
    let (standard, day) = zone("AAA", DAY - margin(&home));
    let zone = format!("{standard}BBB,{}/0,{}/0", julian(day.plus(1)), julian(day.plus(60)));
    let mut terminal = in_zone(&home, &zone);
    wait_for_day(&terminal, day);
    // From 23:59:59 to 01:00.
    wait_for_day(&terminal, day.plus(1));
    check_in(&mut terminal, "3333333", day.plus(1));
    terminal.quit();
    assert_eq!(energy(&home, day.plus(1)), Some(3));
}

#[test]
fn the_hour_that_comes_twice_is_of_one_day() {
    let home = home();
    // An hour's difference between the two is what makes the clock go back from midnight to 23:00.
    for since_midnight in [DAY - 300, DAY + 300] {
        let (standard, day) = zone("AAA", since_midnight - 3600);
        let zone = format!("{standard}BBB,{}/0,{}/0", julian(day.minus(60)), julian(day.plus(1)));
        let mut terminal = in_zone(&home, &zone);
        wait_for_day(&terminal, day);
        check_in(&mut terminal, if since_midnight < DAY { "2222222" } else { "4444444" }, day);
        terminal.quit();
        assert_eq!(energy(&home, day), Some(if since_midnight < DAY { 2 } else { 4 }), "{zone}");
    }
    assert_eq!(Store::at(home.journal()).load().unwrap().damaged, []);
}

#[test]
fn who_travels_west_lives_a_day_twice_and_loses_none() {
    let home = home();
    // Noon on both sides of the date line.
    let (here, day) = zone("AAA", DAY / 2);
    let there = format!("AAA{}", west_by_a_day(&here));
    let mut terminal = in_zone(&home, &here);
    wait_for_day(&terminal, day);
    check_in(&mut terminal, "4444444", day);
    terminal.quit();
    let mut terminal = in_zone(&home, &there);
    wait_for_day(&terminal, day.minus(1));
    terminal.wait_for("NO SCORE YET");
    check_in(&mut terminal, "3333333", day.minus(1));
    // The change that was made last is the one that is undone, whatever the day.
    terminal.keys("u");
    terminal.wait_for("Undone: ");
    terminal.keys("U");
    terminal.wait_for("Done again: ");
    terminal.quit();
    let terminal = in_zone(&home, &here);
    wait_for_day(&terminal, day);
    terminal.wait_for("energy 4");
    terminal.quit();
    assert_eq!((energy(&home, day.minus(1)), energy(&home, day)), (Some(3), Some(4)));
}

/// The offset of a zone a day further west, or as far as a zone can be.
fn west_by_a_day(zone: &str) -> String {
    let off = zone.trim_start_matches("AAA");
    let (sign, off) = off.strip_prefix('-').map_or((1, off), |off| (-1, off));
    let mut parts = off.split(':').map(|part| part.parse::<i64>().unwrap());
    let [hours, minutes, seconds] = std::array::from_fn(|_| parts.next().unwrap());
    // The date changes with at most 24 hours; what is left of the day before is enough.
    let west = (sign * (hours * 3600 + minutes * 60 + seconds) + DAY).min(DAY - 1);
    format!("{}:{:02}:{:02}", west / 3600, west / 60 % 60, west % 60)
}

#[test]
fn a_clock_that_was_ahead_leaves_nothing_that_cannot_be_changed() {
    let home = Home::new();
    // Written by a machine whose clock was a year ahead: every stamp lies in the future.
    let day = crate::sample::today();
    let ahead = u64::try_from(seconds() + 365 * DAY).unwrap() * 1000;
    let fields = vec![(Field::Energy, Some(Value::Whole(1)))];
    let op = Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() };
    home.add(&Entry::batch(vec![op], Stamp::default(), ahead, 77));
    let mut terminal = home.open();
    check_in_again(&mut terminal, "4", day);
    terminal.wait_for("energy 4");
    terminal.keys("u");
    terminal.wait_for("Undone: ");
    terminal.wait_for("energy 1");
    terminal.keys("U");
    terminal.wait_for("energy 4");
    terminal.quit();
    assert_eq!(energy(&home, day), Some(4));
}

/// Changes the first answer of a check-in that is there.
fn check_in_again(terminal: &mut Terminal, energy: &str, day: Day) {
    terminal.keys("c");
    terminal.wait_for("Esc later");
    terminal.keys("\x1b[H");
    terminal.keys(&format!("{energy}\x13"));
    terminal.wait_for(&format!("Check-in of {} saved.", day.short()));
}

#[test]
fn after_a_years_pause_it_begins_again() {
    let home = Home::lived_in();
    let day = crate::sample::today().plus(365);
    let mut terminal = home.start().env("UPSWING_TODAY", &day.to_string()).go();
    terminal.wait_for("Enter why");
    terminal.wait_for("NO SCORE YET");
    check_in(&mut terminal, "4444444", day);
    terminal.wait_for("energy 4");
    terminal.wait_without("NO SCORE YET");
    terminal.keys("2");
    terminal.wait_for("fitness 0 · fatigue 0");
    // The last year is a key away.
    terminal.keys("0");
    terminal.keys("g2026-11-16\r");
    terminal.wait_for("Mon 16 Nov");
    terminal.wait_for("Squat and pull");
    // A key in the very moment of a resize waits in the terminal library for the next one: each size is seen first.
    terminal.resize(80, 24);
    terminal.wait_for("1 Today");
    terminal.resize(120, 36);
    terminal.wait_for("as usual 70.0");
    terminal.keys("1w");
    terminal.wait_for("Why");
    terminal.keys(ESC);
    terminal.wait_for("Enter why");
    terminal.quit();
    assert_eq!(energy(&home, day), Some(4));
}
