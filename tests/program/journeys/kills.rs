//! Killed in the middle, again and again: what was acknowledged, on the screen or by the command line, is there afterwards.

use std::process::{Command, Stdio};

use super::*;

/// How many sessions the journal holds that were logged here.
fn found(home: &Home) -> usize {
    let loaded = Store::at(home.journal()).load().unwrap();
    assert_eq!(loaded.damaged, []);
    loaded.entries.iter().filter(|entry| matches!(entry.op, Op::PutSession(_))).count()
}

#[test]
fn the_command_line_is_killed_and_what_it_acknowledged_is_there() {
    let home = Home::new();
    let mut acknowledged = 0;
    for round in 0..60_u32 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_upswing"))
            .args(["log", "skill", "30", "5"])
            .env("UPSWING_DATA_DIR", home.0.path())
            .env("UPSWING_CONFIG_DIR", home.0.path())
            .env("UPSWING_TODAY", "2026-11-18")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Another moment each time, from before it is read to after it is written.
        let moment = Instant::now() + Duration::from_micros(u64::from(round * 7919 % 61) * 400);
        while Instant::now() < moment && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        let output = child.wait_with_output().unwrap();
        // The answer comes after the commit.
        acknowledged += usize::from(!output.stdout.is_empty());
        let there = found(&home);
        assert!(there >= acknowledged, "round {round}: {acknowledged} acknowledged, {there} found");
    }
    assert!(acknowledged > 0, "no round got as far as an answer");
}

#[test]
fn the_screen_is_killed_the_moment_it_says_saved() {
    for answer in ["2", "3", "4", "5"] {
        let home = Home::new();
        let mut terminal = home.open();
        terminal.keys("c");
        terminal.wait_for("of 10");
        terminal.keys(&answer.repeat(7));
        terminal.wait_for("7 of 10");
        terminal.keys("\x13");
        terminal.wait_for("Check-in of Wed 18 Nov saved.");
        terminal.signal(Signal::KILL);
        terminal.end();
        let mut journal = upswing::domain::Journal::default();
        journal.add(Store::at(home.journal()).load().unwrap().entries);
        let energy = journal.history().check_in(crate::sample::today()).and_then(|check_in| check_in.whole(Field::Energy));
        assert_eq!(energy, answer.parse().ok());
    }
}
