//! What a person at a terminal sees of the command line: inks, whole words, and questions one by one.

#![cfg(unix)]

use tempfile::TempDir;
use upswing::store::Store;
use vt100::{Color, Screen};

use super::Home;
use crate::pty::{Start, Terminal};

const CTRL_D: &str = "\x04";

fn lived_in() -> TempDir {
    let folder = TempDir::new().unwrap();
    Store::at(folder.path().join("upswing.redb")).append(&crate::sample::entries()).unwrap();
    folder
}

/// Runs a line of words in a terminal to its end; what it wrote is on the screen then.
fn ran(start: Start, words: &[&str], last: &str) -> Terminal {
    let mut terminal = words.iter().fold(start, |start, word| start.arg(word)).go();
    terminal.wait_for(last);
    assert_eq!(terminal.end(), 0, "{}", terminal.text());
    terminal
}

/// Is a cell of the screen bold, or in another ink than the terminal's own?
fn is_inked(screen: &Screen) -> bool {
    let (rows, columns) = screen.size();
    let mut cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
    cells.any(|(row, column)| screen.cell(row, column).is_some_and(|cell| cell.fgcolor() != Color::Default || cell.bold()))
}

#[test]
fn a_terminal_shows_inks_unless_it_is_not_to() {
    let folder = lived_in();
    let today = |start: Start| ran(start.size(120, 40), &["today"], "More: upswing why");
    today(Start::upswing(folder.path())).wait("some ink", is_inked);
    today(Start::upswing(folder.path()).env("NO_COLOR", "1")).wait("no ink", |screen| !is_inked(screen));
    today(Start::upswing(folder.path()).env("TERM", "dumb")).wait("no ink", |screen| !is_inked(screen));
}

#[test]
fn a_narrow_terminal_breaks_lines_at_words() {
    let folder = lived_in();
    let whole = ran(Start::upswing(folder.path()).size(200, 40), &["today"], "More: upswing why").text();
    let narrow = ran(Start::upswing(folder.path()).size(44, 60), &["today"], "More: upswing why").text();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(&narrow), words(&whole));
    assert!(narrow.lines().count() > whole.lines().count());
    let help = ran(Start::upswing(folder.path()).size(60, 90), &["checkin", "--help"], "Example:").text();
    assert!(help.contains("question by"), "{help}");
    assert!(help.lines().all(|line| line.chars().count() <= 60));
}

#[test]
fn a_check_in_alone_asks_question_by_question_and_saves_once() {
    let folder = TempDir::new().unwrap();
    // Told to only write: nothing here needs more.
    let mut terminal = Start::upswing(folder.path()).env("TERM", "dumb").size(120, 60).arg("checkin").go();
    for (asked, typed) in [
        ("1 of 10. How full is the tank? 1 empty, 2 low, 3 my usual, 4 good, 5 full.", "4\r"),
        ("2 of 10. How is your mood?", "9\r"),
        ("9 is not possible here: 1–5.", "b\r"),
        ("Now 4:", "3\r"),
        ("2 of 10. How is your mood?", "4\r"),
        ("3 of 10. How keen are you?", "4\r"),
        ("4 of 10. How sore are you?", "\r"),
        ("5 of 10. How calm is life?", "4\r"),
        ("6 of 10. How does movement feel?", "4\r"),
        ("7 of 10. How did you sleep?", "\r"),
        ("8 of 10. How long did you sleep?", "7h20\r"),
        ("9 of 10. Resting pulse?", "\r"),
        ("10 of 10. Heart-rate variability?", "\r"),
        ("y or Enter?", "y\r"),
        ("How long did you nap", "q\r"),
        ("Nothing was kept.", ""),
    ] {
        terminal.wait_for(asked);
        terminal.keys(typed);
    }
    assert_eq!(terminal.end(), 0);
    assert!(!folder.path().join("upswing.redb").exists(), "who leaves keeps nothing");

    let mut terminal = Start::upswing(folder.path()).size(80, 60).arg("checkin").go();
    terminal.wait_for("1 of 10.");
    terminal.keys("4\r4\r4\r4\r4\r4\r4\r7:20\r\r\r\r");
    terminal.wait_for("Saved for Wed 18 Nov: energy 4");
    terminal.wait_for("Score 8");
    assert_eq!(terminal.end(), 0);
    let mut store = Store::at(folder.path().join("upswing.redb"));
    assert_eq!(store.load().unwrap().entries.len(), 1, "one change");

    let mut terminal = Start::upswing(folder.path()).arg("checkin").arg("--before").go();
    terminal.wait_for("1 of 4. How full is the tank?");
    terminal.keys(CTRL_D);
    terminal.wait_for("Nothing was kept.");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn without_a_terminal_a_check_in_without_answers_is_refused_as_ever() {
    Home::new().run("checkin").refused(2, &["expected at least one answer"]);
}

#[test]
fn nothing_is_warned_of_before_anything_was_entered() {
    let home = Home::new();
    for line in ["today", "why", "plan show", "trend", "proof", "profile"] {
        let said = home.says(line);
        assert!(!said.lines().any(|line| line.trim_start().starts_with('!')), "{line}: {said}");
        assert!(!said.contains("are asked for"), "{line}: {said}");
    }
}
