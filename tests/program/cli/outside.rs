//! Texts that came from outside never command the terminal, and no link is followed where something is written.

use std::fs;

use upswing::domain::Entry;
use upswing::store::Store;

use super::Home;
use crate::hostile::{commands, hostile, more};

/// A home with a history full of escape sequences.
fn lived_in_by_somebody_hostile() -> Home {
    let home = Home::on("2026-11-18");
    let mut entries = crate::sample::entries();
    entries.extend(more(crate::sample::today(), entries.last().unwrap().stamp));
    let entries: Vec<Entry> = hostile(&entries);
    let written = serde_json::to_string(&entries).unwrap();
    assert!(written.matches("[2J").count() > 300, "the history is not hostile");
    Store::at(home.folder.path().join("data/upswing.redb")).append(&entries).unwrap();
    home
}

#[test]
fn nothing_that_is_said_commands_the_terminal() {
    let home = lived_in_by_somebody_hostile();
    let lines = [
        "today",
        "why",
        "trend",
        "fit",
        "chart",
        "plan show",
        "plan auto",
        "plan repair",
        "profile",
        "export",
        "export --format json",
        "export --format jsonl",
        "proof",
        "experiment",
        "experiment list",
        "experiment show",
        "tags",
        "undo --list",
        "status",
        "doctor",
        "span list",
        "checkin --energy 4 --note \u{1b}[2J",
        "log skill 30 5 --title \u{1b}[2J",
        "plan add skill 20 --title \u{9b}2J",
        "test \u{1b}[2J 4 \u{7}",
        "experiment end",
        "undo",
        "import \u{1b}[2J.csv",
        "restore \u{1b}[2J",
        "man \u{1b}[2J",
        "\u{1b}[2J",
        "today --day \u{1b}[2J",
        "plan move \u{1b}[2J tomorrow",
        "undo \u{1b}[2J",
    ];
    let mut commanded = Vec::new();
    for line in lines.iter().flat_map(|line| [(*line).to_owned(), format!("{line} --json")]) {
        let told = home.run_words(&line.split(' ').collect::<Vec<_>>());
        assert!([0, 1, 2].contains(&told.code), "{line}: {} {}", told.code, told.err);
        if format!("{}{}", told.out, told.err).chars().any(commands) {
            let found: String = format!("{}{}", told.out, told.err).chars().filter(|found| commands(*found)).take(3).collect();
            commanded.push(format!("{line:?}: {found:?}"));
        }
    }
    assert_eq!(commanded, Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn a_table_for_another_program_commands_no_terminal_that_shows_it() {
    let home = lived_in_by_somebody_hostile();
    for (words, begins) in [(["trend", "--csv"], "day,"), (["export", "--format=ics"], "BEGIN:VCALENDAR")] {
        let start = crate::pty::Start::upswing(&home.folder.path().join("data")).size(200, 500);
        let mut terminal = words.into_iter().fold(start, crate::pty::Start::arg).go();
        assert_eq!(terminal.end(), 0, "{words:?}");
        // The screen was not cleared: the first line still stands there. Where a text is told, an escape is its picture.
        terminal.wait("the first line", |screen| screen.contents().contains(begins));
        if words[0] == "trend" {
            terminal.wait("a picture of an escape", |screen| screen.contents().contains('␛'));
        }
    }
}

#[test]
fn files_that_are_drawn_hold_no_control_characters() {
    let home = lived_in_by_somebody_hostile();
    for (line, file) in [("chart --svg chart.svg", "chart.svg"), ("report page.html", "page.html")] {
        home.says(line);
        let text = fs::read_to_string(home.folder.path().join(file)).unwrap();
        assert!(!text.chars().any(commands), "{file}: {:?}", text.chars().find(|found| commands(*found)));
    }
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_where_something_is_written() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let home = Home::new();
    home.says("log skill 30 5");
    let theirs = home.folder.path().join("theirs");
    for (line, name) in [
        ("chart --svg out", "out"),
        ("report out", "out"),
        ("backup out", "out"),
        ("export --format json --out out", "out"),
        ("export --format csv --out tables", "tables/checkins.csv"),
    ] {
        fs::write(&theirs, "theirs").unwrap();
        let link = home.folder.path().join(name);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(&theirs, &link).unwrap();
        let told = home.run(line);
        assert_eq!((told.code, fs::read_to_string(&theirs).unwrap().as_str()), (1, "theirs"), "{line}: {}", told.err);
        // Nor one that points to nothing.
        fs::remove_file(&theirs).unwrap();
        assert_eq!(home.run(line).code, 1, "{line}");
        assert!(!theirs.exists(), "{line}");
        fs::remove_file(&link).unwrap();
        let _ = fs::remove_dir_all(home.folder.path().join("tables"));
    }
    // What is written is for its owner alone, under any umask.
    for (umask, line) in [("000", "backup one"), ("022", "report two"), ("027", "chart --svg three")] {
        let script = format!("umask {umask}; exec \"$0\" {line}");
        let mut command = std::process::Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_upswing")]).current_dir(home.folder.path());
        command.envs(home.command().get_envs().filter_map(|(name, value)| Some((name, value?))));
        assert!(command.output().unwrap().status.success(), "{line}");
        let file = home.folder.path().join(line.split(' ').next_back().unwrap());
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600, "{line} with umask {umask}");
    }
}

/// Every call to the system that speaks to a network, of the command line and of the dashboard, as `strace` saw it.
#[cfg(target_os = "linux")]
#[test]
fn no_call_to_the_system_speaks_to_a_network() {
    let home = Home::on("2026-11-18");
    Store::at(home.folder.path().join("data/upswing.redb")).append(&crate::sample::entries()).unwrap();
    let trace = home.folder.path().join("trace");
    let traced = |words: &[&str]| {
        let program =
            [&["-f", "-qq", "-e", "trace=%network", "-o", trace.to_str().unwrap(), env!("CARGO_BIN_EXE_upswing")], words];
        std::process::Command::new("strace")
            .args(program.concat())
            .current_dir(home.folder.path())
            .envs(home.command().get_envs().filter_map(|(name, value)| Some((name, value?))))
            .output()
    };
    if !traced(&["--version"]).is_ok_and(|output| output.status.success()) {
        return println!("skipped: strace is not here, or may not look");
    }
    fs::write(home.folder.path().join("rows.csv"), "day,energy\n2026-11-01,4\n").unwrap();
    let mut seen = Vec::new();
    for line in [
        "today",
        "checkin --energy 4",
        "log skill 30 5",
        "import rows.csv",
        "export",
        "backup one",
        "restore one",
        "report page.html",
        "chart --svg chart.svg",
        "plan auto",
        "proof",
        "doctor",
        "undo",
        "status",
    ] {
        let words: Vec<&str> = line.split(' ').collect();
        assert!(traced(&words).unwrap().status.success(), "{line}");
        seen.extend(spoken(&fs::read_to_string(&trace).unwrap()));
    }
    // The dashboard, with a check-in on it.
    // Without a home the system's library would ask a service of this machine where that is.
    let start = crate::pty::Start::program("strace", &home.folder.path().join("data")).env("HOME", "/");
    let args = ["-f", "-qq", "-e", "trace=%network", "-o", trace.to_str().unwrap(), env!("CARGO_BIN_EXE_upswing")];
    let mut terminal = args.into_iter().fold(start, crate::pty::Start::arg).go();
    terminal.wait_for("Enter why");
    terminal.keys("c");
    terminal.wait_for("Esc later");
    terminal.keys("5\x13");
    terminal.wait_for("saved.");
    terminal.quit();
    seen.extend(spoken(&fs::read_to_string(&trace).unwrap()));
    assert_eq!(seen, Vec::<String>::new());
}

/// The lines of a trace but those of pairs that a process makes for its own threads.
#[cfg(target_os = "linux")]
fn spoken(trace: &str) -> Vec<String> {
    let opens = ["socket(", "connect(", "bind(", "listen(", "accept(", "accept4(", "sendto(", "AF_INET", "AF_NETLINK"];
    let own = |line: &str| line.contains("socketpair(AF_UNIX");
    trace.lines().filter(|line| !own(line) && opens.iter().any(|call| line.contains(call))).map(str::to_owned).collect()
}
