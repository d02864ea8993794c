//! It learns: a month of mornings with ratings, and an experiment from registering to its result, a program started each day.

use super::*;

use upswing::domain::Day;

const CTRL_E: &str = "\x05";

/// A home whose check-in asks how ready one is.
fn asking() -> Home {
    let home = Home::new();
    std::fs::write(home.0.path().join("config.toml"), "ask_ready = true\n").unwrap();
    home
}

fn first() -> Day {
    "2026-03-02".parse().unwrap()
}

/// The dashboard on a morning.
fn morning(home: &Home, day: Day) -> Terminal {
    let terminal = home.start().env("UPSWING_TODAY", &day.to_string()).go();
    terminal.wait_for("Enter why");
    terminal
}

/// Checks in: the seven answers, nothing measured, and whatever is asked after that.
fn check_in(terminal: &mut Terminal, answers: &str, more: &str, day: Day) {
    terminal.keys("c");
    terminal.wait_for("Esc later");
    terminal.keys(&format!("{answers}\r\r\r"));
    terminal.wait_for("7 of 1");
    assert!(!terminal.text().contains("so far"), "a score before the own rating:\n{}", terminal.text());
    terminal.keys(more);
    terminal.wait_for("so far");
    terminal.keys("\r");
    terminal.wait_for(&format!("Check-in of {} saved.", day.short()));
}

#[test]
fn a_month_of_mornings_with_ratings() {
    let home = asking();
    for number in 0..30_i64 {
        let day = first().plus(number);
        let mood = 1 + number * 7 % 5;
        let mut terminal = morning(&home, day);
        assert!(!terminal.text().contains("expected at"), "before anything was said:\n{}", terminal.text());
        check_in(&mut terminal, &format!("3{mood}33333"), &format!("{}\r", 4 + mood), day);
        match number {
            // Fourteen ratings are needed before the next one is expected; own weights begin on the Monday after.
            13 => assert!(!terminal.text().contains("expected at")),
            14 => terminal.wait_for("expected at"),
            29 => {
                terminal.keys("w");
                terminal.wait_for("ratings). As specified today would be");
                terminal.keys(ESC);
                terminal.wait_for("Enter why");
                terminal.keys("p");
                terminal.wait_for("Of two mornings you rated differently");
                terminal.wait_for("not performance, not health");
                terminal.keys(ESC);
                terminal.wait_for("Enter why");
            }
            _ => {}
        }
        terminal.quit();
    }
}

/// What the screen says of a day's half: was it a *yes*?
fn told(terminal: &Terminal, when: &str) -> bool {
    let (yes, no) = (format!("{when}: dinner before seven."), format!("{when}: not “dinner before seven”."));
    terminal.wait("what the coin decided", |screen| [&yes, &no].iter().any(|told| screen.contents().contains(told.as_str())));
    terminal.text().contains(&yes)
}

#[test]
fn an_experiment_from_registering_to_its_result() {
    let home = asking();
    let mut terminal = morning(&home, first());
    terminal.keys(CTRL_E);
    terminal.wait_for("An experiment on yourself");
    terminal.keys("does an early dinner help?\rdinner before seven\r2\r\r10\r\r\r");
    terminal.wait_for("Registered: it begins on Tue 3 Mar.");
    terminal.wait_for("ask a doctor");
    let mut yesterday = None;
    let mut tomorrow = told(&terminal, "Tomorrow");
    terminal.quit();
    for after in 1..=21_i64 {
        let day = first().plus(after);
        let mut terminal = morning(&home, day);
        // Who did as the screen said the evening before: what it says in the morning is the same.
        if after <= 20 {
            assert_eq!(told(&terminal, "Today"), tomorrow, "after {after} days");
        }
        let rating = if yesterday == Some(true) { "8" } else { "5" };
        let kept = if after > 1 { "y" } else { "" };
        check_in(&mut terminal, "3333333", &format!("{kept}{rating}\r"), day);
        yesterday = Some(tomorrow);
        match after {
            1..=19 => tomorrow = told(&terminal, "Tomorrow"),
            _ => terminal.wait_without("Tomorrow:"),
        }
        if after == 11 {
            terminal.keys("O");
            terminal.wait_for("The result stays hidden until the end.");
            terminal.keys(ESC);
            terminal.wait_for("Enter why");
        }
        if after == 21 {
            terminal.keys("O");
            terminal.wait_for("It differs.");
            terminal.wait_for("Yes less the other: +3.0 points, in 4 of 5 cases +3.0 to +3.0");
            terminal.wait_for("As assigned on 20 of 20 days you answered.");
            terminal.keys(ESC);
            terminal.wait_for("Enter why");
        }
        terminal.quit();
    }
}
