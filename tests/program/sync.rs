//! Two machines, one folder: the program as it is started, killed at any moment, with and without being asked to exchange.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A machine: its own data and configuration.
struct Machine(TempDir);

impl Machine {
    /// One that shares a folder by itself.
    fn sharing(folder: &Path, name: &str) -> Machine {
        let machine = Machine(TempDir::new().unwrap());
        machine.configure(&format!("[sync]\nfolder = {folder:?}\ndevice = \"{name}\"\n"));
        machine
    }

    fn configure(&self, text: &str) {
        fs::write(self.0.path().join("config.toml"), text).unwrap();
    }

    fn command(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_upswing"));
        command.args(line.split_whitespace()).current_dir(self.0.path());
        command.env("UPSWING_DATA_DIR", self.0.path()).env("UPSWING_CONFIG_DIR", self.0.path());
        command.env("UPSWING_TODAY", "2026-11-18");
        command
    }

    fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    #[track_caller]
    fn says(&self, line: &str) -> String {
        let output = self.run(line);
        let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        assert_eq!((output.status.code(), err.as_str()), (Some(0), ""), "{line}: {out}");
        out
    }

    fn begins(&self, line: &str) -> Child {
        self.command(line).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap()
    }

    fn sessions(&self) -> usize {
        let export: Value = serde_json::from_str(&self.says("export --format json")).unwrap();
        export.get("sessions").and_then(Value::as_array).unwrap().len()
    }
}

#[test]
fn two_machines_share_by_themselves_what_each_of_them_is_told() {
    let folder = TempDir::new().unwrap();
    let (laptop, phone) = (Machine::sharing(folder.path(), "laptop"), Machine::sharing(folder.path(), "phone"));
    laptop.says("checkin --energy 4 --sleep 7h10");
    phone.says("log endurance 60 4");
    let told = laptop.says("today");
    assert_eq!(told, phone.says("today"));
    assert_eq!(laptop.says("export"), phone.says("export"));
    phone.says("undo");
    assert_eq!(laptop.sessions(), 0);
    let status: Value = serde_json::from_str(&laptop.says("sync status --json")).unwrap();
    let devices = status["devices"].as_array().unwrap();
    let mut names: Vec<&str> = devices.iter().map(|device| device["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    assert_eq!(names, ["laptop", "phone"]);
    assert!(devices.iter().all(|device| device["behind"] == 0), "{status}");
    assert!(laptop.says("sync status").contains("laptop (this one)"));
    assert!(laptop.says("doctor").contains("2 devices"));
    // What is exported and read into an empty journal is the same again, also after others wrote.
    let backup = folder.path().join("backup.jsonl");
    laptop.says(&format!("backup {}", backup.display()));
    let empty = Machine(TempDir::new().unwrap());
    empty.says(&format!("restore {}", backup.display()));
    assert_eq!(empty.says("export"), laptop.says("export"));
}

#[cfg(unix)]
#[test]
fn the_dashboard_shows_what_another_machine_says_and_tells_it_what_is_saved() {
    let folder = TempDir::new().unwrap();
    let (laptop, phone) = (Machine::sharing(folder.path(), "laptop"), Machine::sharing(folder.path(), "phone"));
    let mut terminal = crate::pty::Start::upswing(laptop.0.path()).go();
    terminal.wait_for("NO SCORE YET");
    phone.says("log endurance 61 4");
    terminal.wait_for("Done: endurance 1 h 01");
    terminal.keys("c");
    terminal.wait_for("0 of 10");
    terminal.keys("4435444\x13");
    terminal.wait_for("Check-in of Wed 18 Nov saved.");
    terminal.quit();
    let export: Value = serde_json::from_str(&phone.says("export --format json")).unwrap();
    assert_eq!(export["checkins"][0]["energy"], 4, "what is saved is exchanged before it ends");
}

#[test]
fn a_folder_that_is_gone_stops_nothing() {
    let folder = TempDir::new().unwrap();
    let laptop = Machine::sharing(&folder.path().join("away"), "laptop");
    let output = laptop.run("log skill 30 5");
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8_lossy(&output.stderr).contains("found none"));
    assert_eq!(laptop.run("sync").status.code(), Some(0), "a folder whose upper folder is there is made when it is asked for");
    assert_eq!(laptop.sessions(), 1);
}

#[test]
fn a_second_version_of_the_journal_is_noticed_and_brought_in() {
    let [laptop, other] = [(); 2].map(|()| Machine(TempDir::new().unwrap()));
    laptop.says("log skill 30 5");
    other.says("log endurance 60 4");
    let copy = laptop.0.path().join("upswing.sync-conflict-20261118-101112-ABCDEFG.redb");
    fs::copy(other.0.path().join("upswing.redb"), &copy).unwrap();
    assert!(laptop.says("doctor").contains("has 1 entry that yours lacks"));
    assert_eq!(laptop.sessions(), 1);
    assert!(laptop.says("doctor --merge").contains("in your journal now"));
    assert!(laptop.says("doctor").contains("nothing that yours lacks"));
    assert_eq!(laptop.sessions(), 2);
}

#[test]
fn what_is_waited_for_is_told_once_by_itself_and_always_when_asked() {
    let folder = TempDir::new().unwrap();
    let (laptop, phone) = (Machine::sharing(folder.path(), "laptop"), Machine::sharing(folder.path(), "phone"));
    phone.says("log endurance 60 4");
    let written = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    let whole = fs::read(&written).unwrap();
    fs::write(&written, &whole[..whole.len() - 5]).unwrap();
    let heard = |line: &str| String::from_utf8(laptop.run(line).stderr).unwrap();
    let first = heard("today");
    assert!(first.contains("has not arrived whole"), "{first}");
    assert_eq!(heard("today"), "");
    assert!(laptop.says("sync").contains("has not arrived whole"));
    fs::write(&written, &whole).unwrap();
    assert_eq!(heard("today"), "");
    assert_eq!(laptop.sessions(), 1);
}

/// Lets a process run for a while, then kills it; did it say that it is done?
fn killed(mut child: Child, after: Duration) -> bool {
    let moment = Instant::now() + after;
    while Instant::now() < moment && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    let _ = child.kill();
    !child.wait_with_output().unwrap().stdout.is_empty()
}

/// So many rounds, or as many as `UPSWING_SYNC_ROUNDS` says.
const ROUNDS: u64 = 40;

#[test]
fn two_machines_that_are_killed_at_any_moment_lose_nothing() {
    let folder = TempDir::new().unwrap();
    let machines = [Machine::sharing(folder.path(), "laptop"), Machine::sharing(folder.path(), "phone")];
    let rounds = std::env::var("UPSWING_SYNC_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(ROUNDS);
    let mut said = 0;
    for round in 0..rounds {
        // Both at once, each with a moment of its own, from before anything is read to after all is written.
        let moment = |number: u64| Duration::from_micros((round * 7919 + number * 104_729) % 97 * 900);
        let children = machines.each_ref().map(|machine| machine.begins("log skill 30 5"));
        let ends: Vec<bool> = children.into_iter().zip(1..).map(|(child, number)| killed(child, moment(number))).collect();
        said += ends.into_iter().filter(|said| *said).count();
    }
    assert!(said > 0, "no round got as far as an answer");
    println!("{said} of {} changes were acknowledged before the program was killed", 2 * rounds);
    for _ in 0..2 {
        machines.iter().for_each(|machine| drop(machine.says("sync")));
    }
    let [laptop, phone] = machines.each_ref().map(|machine| machine.says("export --format json"));
    assert_eq!(laptop, phone);
    let found = machines[0].sessions();
    assert!(found >= said, "{said} acknowledged, {found} found");
    assert!(found <= 2 * rounds as usize, "{found} sessions of {rounds} rounds");
    let status: Value = serde_json::from_str(&machines[1].says("sync status --json")).unwrap();
    assert_eq!((&status["to_send"], &status["to_take"]), (&0.into(), &0.into()));
    assert!(status["devices"].as_array().unwrap().len() <= 2, "a killed program keeps its name: {status}");
}

#[test]
fn nothing_goes_out_while_a_line_about_sealing_may_be_missing() {
    let machine = Machine(TempDir::new().unwrap());
    machine.says("checkin --energy 4");
    machine.configure("[sync]\npassphrase_file = ~/phrase\n");
    let shared = TempDir::new().unwrap();
    let output = machine.run(&format!("sync {}", shared.path().display()));
    assert_eq!(output.status.code(), Some(1));
    assert!(fs::read_dir(shared.path()).unwrap().next().is_none(), "something was written");
}
