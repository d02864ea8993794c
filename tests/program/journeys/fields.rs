//! Fields that edit, forms that are gone on with, what holds over days, the keys of vim, a click beside what is open.

use super::{ESC, Home};

const CTRL_S: &str = "\x13";
const CTRL_U: &str = "\x15";
const HOME: &str = "\x1b[H";
const DELETE: &str = "\x1b[3~";
/// The left button, down and up again, in the first cell of the window.
const CLICK_OUTSIDE: &str = "\x1b[<0;1;1M\x1b[<0;1;1m";

#[test]
fn a_session_is_planned_on_a_day_in_words_under_a_pasted_name() {
    let home = Home::lived_in();
    let mut terminal = home.open();
    terminal.keys("3n");
    terminal.wait_for("What kind of session is it?");
    terminal.keys("2");
    terminal.wait_for("How many minutes?");
    terminal.keys("45\r7");
    terminal.wait_for("On which day?");
    terminal.keys("+8d");
    terminal.wait_for("= Thu 26 Nov");
    terminal.keys("\r");
    terminal.wait_for("What do you call it?");
    terminal.keys("\x1b[200~Heavy\r\nlegs\x1b[201~");
    terminal.wait_for("Heavy legs");
    terminal.keys(HOME);
    terminal.keys(DELETE);
    terminal.keys("L");
    terminal.wait_for("Leavy legs");
    terminal.keys(CTRL_U);
    terminal.keys(CTRL_S);
    terminal.wait_for("eavy legs planned for Thu 26 Nov.");
    terminal.quit();
}

#[test]
fn the_session_to_log_waits_over_a_restart_and_a_click_beside_it_loses_nothing() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.keys("l");
    terminal.wait_for("What kind of session was it?");
    terminal.keys("245");
    terminal.wait_for("2 of 11");
    terminal.keys(CLICK_OUTSIDE);
    terminal.wait_for("2 answers kept as a draft; l goes on.");
    terminal.quit();

    let mut terminal = home.open();
    terminal.wait_for("2 answers in “Log a session”");
    terminal.keys("l");
    terminal.wait_for("2 of 11");
    terminal.keys(CTRL_S);
    terminal.wait_for("strength of Wed 18 Nov logged.");
    terminal.wait_without("2 answers in");
    terminal.keys("?");
    terminal.wait_for("type to look for");
    terminal.keys(CLICK_OUTSIDE);
    terminal.wait_without("type to look for");
    terminal.quit();
}

#[test]
fn an_illness_is_told_until_a_morning_says_that_it_is_over() {
    let home = Home::lived_in();
    let mut terminal = home.open();
    terminal.keys("I");
    terminal.wait_for("What holds?");
    terminal.keys("1");
    terminal.wait_for("= from Wed 18 Nov on, open");
    terminal.keys(CTRL_S);
    terminal.wait_for("Day 1 ill");
    terminal.wait_without("saving");
    terminal.quit();

    let mut terminal = home.start().env("UPSWING_TODAY", "2026-11-20").go();
    terminal.wait_for("Day 3 ill");
    terminal.keys("c");
    terminal.wait_for("Are you still ill?");
    terminal.keys("n");
    terminal.keys(CTRL_S);
    terminal.wait_without("Day 3 ill");
    terminal.keys("u");
    terminal.wait_for("Day 3 ill");
    terminal.quit();
}

#[test]
fn the_keys_of_vim_are_one_line_of_the_configuration() {
    let home = Home::lived_in();
    std::fs::write(home.0.path().join("config.toml"), "[keys]\npreset = \"vim\"\nlog = [\"Z\"]\n").unwrap();
    let mut terminal = home.open();
    terminal.keys("2hh");
    terminal.wait_for("Mon 16 Nov fitness");
    terminal.keys("l");
    terminal.wait_for("Tue 17 Nov fitness");
    terminal.keys("gg");
    terminal.wait_without("Tue 17 Nov fitness");
    terminal.keys("gd");
    terminal.wait_for("Which day?");
    terminal.keys("yesterday\r");
    terminal.wait_for("Tue 17 Nov fitness");
    terminal.keys("Z");
    terminal.wait_for("What kind of session was it?");
    terminal.keys(ESC);
    terminal.wait_without("What kind of session was it?");
    terminal.keys("/");
    terminal.wait_for("type to look for");
    terminal.keys(ESC);
    terminal.wait_without("type to look for");
    terminal.quit();
}

#[test]
fn the_question_stands_as_a_sentence_in_the_smallest_window() {
    let home = Home::new();
    let mut terminal = home.start().size(60, 18).go();
    terminal.wait_for("NO SCORE YET");
    terminal.keys("c");
    terminal.wait_for("How full is the tank?");
    terminal.keys("444");
    terminal.wait_for("How sore are you?");
    terminal.wait_for("5 none");
    terminal.keys(ESC);
    terminal.wait_for("3 answers kept as a draft");
    terminal.wait_for("3 answers wait, c goes on.");
    terminal.quit();
}
