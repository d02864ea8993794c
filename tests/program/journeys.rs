//! A person at a real terminal: the program as it is started, keys in, a screen out.

#![cfg(unix)]
mod fields;
mod folded;
mod kills;
mod lasting;
mod learning;
mod stranger;
mod time;
mod week;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::pty::{Start, Terminal};
use rustix::process::Signal;
use tempfile::TempDir;
use upswing::domain::{Entry, Field, Moment, Op, Source, Stamp, Value};
use upswing::store::Store;

const ESC: &str = "\x1b";
const LEFT: &str = "\x1b[D";
const SHIFT_RIGHT: &str = "\x1b[1;2C";
const CTRL_Z: &str = "\x1a";

/// A home of one journey.
struct Home(TempDir);

impl Home {
    fn new() -> Home {
        Home(TempDir::new().unwrap())
    }

    /// A home in which somebody has lived for four months.
    fn lived_in() -> Home {
        let home = Home::new();
        home.add(&crate::sample::entries());
        home
    }

    fn journal(&self) -> PathBuf {
        self.0.path().join("upswing.redb")
    }

    fn add(&self, entries: &[Entry]) {
        Store::at(self.journal()).append(entries).unwrap();
    }

    /// The command line, on the day of the screens.
    fn upswing(&self, words: &[&str]) -> std::process::Command {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_upswing"));
        command.args(words).env("UPSWING_DATA_DIR", self.0.path()).env("UPSWING_CONFIG_DIR", self.0.path());
        command.env("UPSWING_TODAY", crate::sample::today().to_string());
        command
    }

    fn start(&self) -> Start {
        Start::upswing(self.0.path())
    }

    /// The dashboard, once it stands.
    fn open(&self) -> Terminal {
        let terminal = self.start().go();
        terminal.wait_for("Enter why");
        terminal
    }
}

#[test]
fn from_nothing_to_advice_and_still_there_tomorrow() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.wait_for("NO SCORE YET");
    assert!(!home.journal().exists(), "looking alone makes no file");
    terminal.keys("c");
    terminal.wait_for("0 of 10");
    terminal.keys("4435444");
    terminal.wait_for("7 of 10");
    terminal.keys("7:20\r52\r64\r\r");
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    terminal.wait_for("energy 4");
    terminal.wait_without("saving");
    terminal.quit();

    let terminal = home.open();
    terminal.wait_for("energy 4");
    assert!(!terminal.text().contains("NO SCORE YET"));
    terminal.quit();
}

#[test]
fn a_full_check_in_takes_at_most_twenty_keys_beside_the_digits() {
    // Open; seven answers; three numbers and Enter after each; ill, pain and travel not touched; save.
    let keys = ["c", "4", "4", "3", "5", "4", "4", "4", "7:20", "\r", "52", "\r", "64", "\r", "\r"];
    let typed_numbers = ["7:20", "52", "64"];
    let presses = keys.iter().filter(|key| !typed_numbers.contains(key)).count();
    assert!(presses <= 20, "{presses}");
    let home = Home::new();
    let mut terminal = home.open();
    for key in keys {
        terminal.keys(key);
    }
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    terminal.wait_for("slept 7 h 20");
    terminal.quit();
}

#[test]
fn from_the_end_of_a_text_the_first_step_back_is_seen() {
    let home = Home::lived_in();
    let mut terminal = home.start().size(80, 18).go();
    terminal.wait_for("Enter why");
    terminal.keys("w");
    terminal.wait_for("Esc close");
    terminal.keys("\x1b[F");
    terminal.wait_for("shows what the last weeks of work led to");
    terminal.keys("\x1b[A");
    terminal.wait_without("shows what the last weeks of work led to");
    terminal.keys(ESC);
    terminal.quit();
}

#[test]
fn the_crosshair_reads_the_numbers_of_its_day() {
    let home = Home::lived_in();
    let mut terminal = home.open();
    terminal.keys("2");
    terminal.keys(&LEFT.repeat(2));
    terminal.wait_for("Mon 16 Nov fitness");
    let mut journal = upswing::domain::Journal::default();
    journal.add(crate::sample::entries());
    let history = journal.history();
    let day = crate::sample::today().minus(2);
    let tuning = upswing::engine::Tuning::default();
    let season = upswing::engine::readiness::Season::new(history, crate::sample::today(), &tuning);
    let state = season.curve().and_then(|curve| curve.state(day)).unwrap();
    let [fitness, fatigue, form] = upswing::app::words::averages(state, 0);
    terminal.wait_for(&format!("Mon 16 Nov fitness {fitness} · fatigue {fatigue} · form {form}"));
    terminal.wait_for("Squat and pull");
    terminal.quit();
}

#[test]
fn what_the_command_line_imports_is_shown_while_the_dashboard_is_open() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.wait_for("NO SCORE YET");
    let file = home.0.path().join("sessions.csv");
    std::fs::write(
        &file,
        "day,kind,minutes,rpe,title\n2026-11-14,strength,60,7,Deadlifts\n2026-11-16,endurance,60,4,Long walk\n",
    )
    .unwrap();
    let program = std::process::Command::new(env!("CARGO_BIN_EXE_upswing"))
        .args(["import".as_ref(), file.as_os_str()])
        .env("UPSWING_DATA_DIR", home.0.path())
        .env("UPSWING_CONFIG_DIR", home.0.path())
        .env("UPSWING_TODAY", crate::sample::today().to_string())
        .output();
    assert!(program.unwrap().status.success());
    // The crosshair goes no further back than the first day that is known.
    terminal.wait_for("fitness 24 · fatigue 28");
    // Day 0 is the 14th; its 99.96 points, as a mean over at least seven days, are the seed of both averages on the 15th.
    terminal.keys("2");
    terminal.keys(&LEFT.repeat(3));
    terminal.wait_for("Sun 15 Nov fitness");
    terminal.keys(LEFT);
    terminal.wait_for("Deadlifts");
    terminal.quit();
}

#[test]
fn a_moved_session_moves_back_with_undo() {
    let home = Home::lived_in();
    let mut terminal = home.open();
    terminal.keys("3");
    terminal.wait_for("Handstand 35 min");
    terminal.keys(SHIFT_RIGHT);
    terminal.wait_for("Handstand: Wed 18 Nov → Thu 19 Nov");
    terminal.keys("u");
    terminal.wait_for("Undone: Handstand");
    terminal.keys("U");
    terminal.wait_for("Done again: Handstand");
    terminal.wait_without("saving");
    terminal.quit();
    let loaded = Store::at(home.journal()).load().unwrap();
    let mut journal = upswing::domain::Journal::default();
    journal.add(loaded.entries);
    let tomorrow = crate::sample::today().plus(1);
    let moved = journal.history().sessions_on(tomorrow).any(|session| session.title == "Handstand");
    assert!(moved, "what was done again is not in the file");
}

#[test]
fn the_window_changes_its_size_while_a_form_is_open() {
    let home = Home::lived_in();
    let mut terminal = home.open();
    terminal.keys("c");
    terminal.wait_for("of 10");
    for (columns, rows) in [(80, 24), (60, 18), (200, 60), (30, 8), (1, 1), (120, 36)] {
        terminal.resize(columns, rows);
        if columns >= 60 {
            let right_edge =
                |screen: &vt100::Screen| screen.contents().contains("of 10") && screen.contents().contains("Esc later");
            terminal.wait(&format!("the form at {columns}×{rows}"), right_edge);
        }
    }
    terminal.keys(ESC);
    terminal.wait_for("Enter why");
    terminal.quit();
}

#[test]
fn a_window_that_is_too_small_says_so_until_it_grows() {
    let home = Home::new();
    let terminal = home.start().size(30, 8).go();
    terminal.wait_for("60×18");
    terminal.resize(60, 18);
    terminal.wait_for("NO SCORE YET");
    terminal.quit();
}

#[test]
fn the_terminal_is_given_back_however_it_ends() {
    let home = Home::new();
    let terminal = home.open();
    terminal.wait_taken();
    terminal.quit();
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut terminal = home.open();
        terminal.wait_taken();
        terminal.signal(signal);
        assert_eq!(terminal.end(), code);
        terminal.wait_given_back();
    }
}

#[test]
fn a_panic_gives_the_terminal_back_and_tells_what_happened() {
    let home = Home::new();
    let mut terminal = home.start().env("UPSWING_PANIC_ON", "key").go();
    terminal.wait_for("NO SCORE YET");
    terminal.wait_taken();
    terminal.keys("z");
    assert_eq!(terminal.end(), 101);
    terminal.wait_given_back();
    terminal.wait_for("asked for by UPSWING_PANIC_ON");
}

#[test]
fn the_shell_has_the_terminal_between_ctrl_z_and_fg() {
    let home = Home::lived_in();
    let shell = Start::program("bash", home.0.path()).arg("--noprofile").arg("--norc").arg("--noediting").arg("-i");
    let mut terminal = shell.env("PS1", "prompt: ").go();
    terminal.wait_for("prompt: ");
    terminal.keys(&format!("{}\r", env!("CARGO_BIN_EXE_upswing")));
    for _ in 0..2 {
        terminal.wait_for("Enter why");
        terminal.wait_taken();
        terminal.keys(CTRL_Z);
        terminal.wait_for("Stopped");
        terminal.wait_given_back();
        // What another program writes meanwhile does not stay when the dashboard comes back.
        terminal.keys("clear; fg\r");
    }
    terminal.wait_for("Enter why");
    terminal.keys("3");
    terminal.wait_for("move");
    terminal.keys("q");
    terminal.wait("the shell's prompt", |screen| screen.contents().trim_end().ends_with("prompt:"));
    terminal.wait_given_back();
    terminal.keys("exit\r");
    assert_eq!(terminal.end(), 0);
}

#[test]
fn what_a_prompt_left_on_is_not_under_the_first_frame() {
    let home = Home::lived_in();
    let bold_on_blue = format!("printf '\\033[1;44m'; exec {}", env!("CARGO_BIN_EXE_upswing"));
    let terminal = Start::program("sh", home.0.path()).arg("-c").arg(&bold_on_blue).env("NO_COLOR", "1").go();
    terminal.wait_for("Enter why");
    terminal.wait("no blue", |screen| {
        let (rows, columns) = screen.size();
        let cells = |row: u16| (0..columns.get()).filter_map(move |column| screen.cell(row, column));
        (0..rows.get()).flat_map(cells).all(|cell| cell.bgcolor() == vt100::Color::Default)
    });
    terminal.quit();
}

#[test]
fn without_colour_the_chosen_line_is_inverse() {
    let home = Home::lived_in();
    let mut terminal = home.start().env("NO_COLOR", "1").go();
    terminal.wait_for("Enter why");
    terminal.keys(":");
    terminal.wait_for("type to look for");
    terminal.wait("the chosen line inverse, and no colour", |screen| {
        let (rows, columns) = screen.size();
        let cells = |row: u16| (0..columns.get()).filter_map(move |column| screen.cell(row, column));
        let coloured = (0..rows.get()).flat_map(cells).any(|cell| cell.fgcolor() != vt100::Color::Default);
        let line = |text: &str| screen.rows(0, columns.get()).position(|row| row.contains(text)).unwrap_or_default();
        let inverse = |text: &str| cells(line(text) as u16).filter(|cell| cell.inverse()).count();
        !coloured && inverse("Answer this morning") > 20 && inverse("Log a session") == 0
    });
    terminal.keys(ESC);
    terminal.wait_for("Enter why");
    terminal.quit();
}

#[test]
fn what_another_program_adds_is_shown_within_a_second() {
    let home = Home::lived_in();
    let terminal = home.open();
    terminal.wait_for("mood 2");
    let mut journal = upswing::domain::Journal::default();
    journal.add(crate::sample::entries());
    let fields = vec![(Field::Mood, Some(Value::Whole(5)))];
    let op = Op::SetCheckIn { day: crate::sample::today(), moment: Moment::Morning, fields, source: Source::typed() };
    let last: Stamp = journal.last_stamp();
    home.add(&Entry::batch(vec![op], last, last.wall_ms + 1, 77));
    let durable = Instant::now();
    terminal.wait_for("mood 5");
    assert!(durable.elapsed() < Duration::from_secs(1), "{:?}", durable.elapsed());
    terminal.quit();
}

#[test]
fn escape_keeps_a_check_in_as_a_draft_also_across_quit() {
    let home = Home::new();
    let mut terminal = home.open();
    terminal.keys("c");
    terminal.wait_for("0 of 10");
    terminal.keys("45");
    terminal.wait_for("2 of 10");
    terminal.keys(ESC);
    terminal.wait_for("2 answers kept as a draft");
    assert!(terminal.text().contains("NO SCORE YET"));
    terminal.quit();

    let mut terminal = home.open();
    terminal.wait_for("2 answers wait, c goes on.");
    terminal.keys("c");
    terminal.wait_for("2 of 10");
    terminal.wait_for("●●●●○   good");
    terminal.keys("33433");
    terminal.wait_for("7 of 10");
    terminal.keys("\r\r\r\r");
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    terminal.wait_for("energy 4");
    terminal.quit();
    assert!(!home.0.path().join("draft.json").exists(), "a draft that was saved is no draft any more");
}
