//! Killed in the middle, again and again: what was acknowledged, on the screen or by the command line, is there afterwards.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};

use super::*;

use upswing::domain::{Test, TestId};

/// A count of rounds or writes, which the environment can make larger.
fn count(name: &str, usual: u32) -> u32 {
    std::env::var(name).ok().and_then(|count| count.parse().ok()).unwrap_or(usual)
}

/// The program with a line of words.
fn program(home: &Home, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_upswing"));
    command
        .args(words)
        .env("UPSWING_DATA_DIR", home.0.path())
        .env("UPSWING_CONFIG_DIR", home.0.path())
        .env("UPSWING_TODAY", "2026-11-18");
    command
}

/// The results of tests in the journal, by name: each value and how often it is there.
fn tests(home: &Home) -> BTreeMap<String, BTreeMap<u32, usize>> {
    let loaded = Store::at(home.journal()).load().unwrap();
    assert_eq!(loaded.damaged, []);
    let mut found: BTreeMap<String, BTreeMap<u32, usize>> = BTreeMap::new();
    for entry in loaded.entries {
        if let Op::PutTest(test) = entry.op {
            *found.entry(test.name).or_default().entry(test.value as u32).or_default() += 1;
        }
    }
    found
}

/// A home in which the form for a test is filled in but for the result.
fn testing(name: &str) -> Home {
    let home = Home::new();
    let day = crate::sample::today().minus(1);
    let test = Test { id: TestId("first".to_owned()), day, name: name.to_owned(), value: 0.0, unit: "cm".to_owned() };
    home.add(&Entry::batch(vec![Op::PutTest(test)], Stamp::default(), 1, 77));
    home
}

/// Types a test's result, and does not wait.
fn enter_test(terminal: &mut Terminal, value: u32) {
    terminal.keys("T");
    terminal.wait_for("Esc later");
    terminal.keys(&format!("\r{value}\x13"));
}

/// How many sessions the journal holds that were logged here.
fn found(home: &Home) -> usize {
    let loaded = Store::at(home.journal()).load().unwrap();
    assert_eq!(loaded.damaged, []);
    loaded.entries.iter().filter(|entry| matches!(entry.op, Op::PutSession(_))).count()
}

#[test]
fn the_command_line_is_killed_and_what_it_acknowledged_is_there() {
    let home = Home::new();
    // How long one takes that nobody kills, on this machine and with what else it does.
    let begun = Instant::now();
    assert!(program(&home, &["log", "skill", "30", "5"]).output().unwrap().status.success());
    let usual = begun.elapsed();
    let mut acknowledged = 1;
    for round in 0..count("UPSWING_KILLS", 60) {
        let mut child =
            program(&home, &["log", "skill", "30", "5"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        // Another moment each time, from before it is read to after it is written.
        let moment = Instant::now() + usual * (round * 7919 % 61) / 45;
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
    assert!(acknowledged > 1, "no round got as far as an answer");
    println!("{acknowledged} acknowledged, {} found", found(&home));
}

/// What the command line says, with the fold that is there.
fn says(home: &Home, words: &[&str]) -> String {
    let output = home.upswing(words).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn whoever_is_killed_while_the_fold_is_kept_leaves_none_that_is_believed_and_wrong() {
    let home = Home::lived_in();
    let fold = home.0.path().join("upswing.fold");
    for round in 0..60_u32 {
        let energy = (1 + round % 5).to_string();
        let words: &[&str] = if round % 2 == 0 { &["checkin", "--energy", &energy] } else { &["status"] };
        let _ = (round % 4 == 1).then(|| std::fs::remove_file(&fold));
        let mut child = home.upswing(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let moment = Instant::now() + Duration::from_micros(u64::from(round * 7919 % 61) * 400);
        while Instant::now() < moment && child.try_wait().unwrap().is_none() {
            std::thread::yield_now();
        }
        let _ = child.kill();
        child.wait().unwrap();
        for words in [["status"], ["today"]] {
            let with = says(&home, &words);
            let _ = std::fs::rename(&fold, home.0.path().join("aside"));
            assert_eq!(with, says(&home, &words), "round {round}");
            let _ = std::fs::rename(home.0.path().join("aside"), &fold);
        }
        let drafts = std::fs::read_dir(home.0.path()).unwrap().flatten();
        let drafts = drafts.filter(|file| file.file_name().to_string_lossy().starts_with(".upswing.fold")).count();
        assert!(drafts <= 1, "what was killed does not pile up");
    }
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

#[test]
fn the_screen_is_killed_in_the_middle_and_what_it_acknowledged_is_there() {
    let home = testing("jump");
    let (mut acknowledged, mut value) = (Vec::new(), 0);
    for round in 0..count("UPSWING_KILLS", 24) {
        let mut terminal = home.open();
        for _ in 0..round % 3 {
            value += 1;
            enter_test(&mut terminal, value);
            terminal.wait_for(&format!("jump {value} cm saved."));
            acknowledged.push(value);
        }
        // One more, of which nobody waits to hear; it may be there or not, but whole.
        value += 1;
        enter_test(&mut terminal, value);
        let moment = Instant::now() + Duration::from_micros(u64::from(round * 7919 % 61) * 300);
        while Instant::now() < moment {
            std::thread::yield_now();
        }
        terminal.signal(Signal::KILL);
        terminal.end();
        let found = tests(&home).remove("jump").unwrap_or_default();
        let lost: Vec<_> = acknowledged.iter().filter(|value| found.get(value) != Some(&1)).collect();
        assert_eq!(lost, Vec::<&u32>::new(), "round {round}: {} acknowledged", acknowledged.len());
    }
    println!("{} acknowledged, {} found", acknowledged.len(), tests(&home).remove("jump").unwrap_or_default().len() - 1);
}

/// Writes; whom the others leave no turn for two seconds is told so, has written nothing, and tries again.
fn write_in_turn(home: &Home, args: &[&str]) {
    for _ in 0..20 {
        let told = program(home, args).output().unwrap();
        let said = String::from_utf8_lossy(&told.stderr);
        if told.status.success() {
            return;
        }
        assert!(said.contains("kept it open"), "{said}");
    }
    panic!("no turn in twenty times: {args:?}");
}

/// By hand: `UPSWING_WRITES=10000`.
#[test]
fn two_dashboards_and_four_writers_at_once_lose_nothing_and_double_nothing() {
    let home = testing("jump");
    let each = count("UPSWING_WRITES", 60).div_ceil(6);
    let mut dashboards = [home.open(), home.open()];
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let home = &home;
            scope.spawn(move || {
                for value in 1..=each {
                    write_in_turn(home, &["test", &format!("writer{writer}"), &value.to_string(), "cm"]);
                }
            });
        }
        for (number, terminal) in dashboards.iter_mut().enumerate() {
            scope.spawn(move || {
                for value in 1..=each {
                    let value = value * 2 + u32::try_from(number).unwrap();
                    // The name and unit are those of the newest test, whoever wrote it.
                    enter_test(terminal, value);
                    terminal.wait_for(&format!(" {value} cm saved."));
                }
            });
        }
    });
    for terminal in dashboards {
        terminal.quit();
    }
    let loaded = Store::at(home.journal()).load().unwrap();
    let results = loaded.entries.iter().filter(|entry| matches!(entry.op, Op::PutTest(_))).count();
    assert_eq!((results, loaded.damaged), (usize::try_from(each * 6).unwrap() + 1, vec![]));
    let mut ids: Vec<TestId> = loaded
        .entries
        .into_iter()
        .filter_map(|entry| {
            Some(match entry.op {
                Op::PutTest(test) => test.id,
                _ => return None,
            })
        })
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), results, "doubled");
}
