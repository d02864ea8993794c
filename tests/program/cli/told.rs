//! What is said, word by word: the help of every command, and the answers on a small history.

use super::Home;

/// The commands that the help of a command lists.
fn below(home: &Home, command: &str) -> Vec<String> {
    let help = home.says(&format!("{command} --help"));
    let (_, listed) = help.split_once("\nCommands:\n").unwrap_or_default();
    let names = listed.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  "));
    let names = names.filter_map(|line| line.split_whitespace().next().filter(|_| !line.starts_with(' ')));
    names.filter(|name| *name != "help").map(|name| format!("{command} {name}").trim_start().to_owned()).collect()
}

/// Every command and every command of a command, as the help lists them; the program itself first.
pub fn commands(home: &Home) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut at = 0;
    while let Some(command) = all.get(at).cloned() {
        let found = below(home, &command);
        all.splice(at + 1..at + 1, found);
        at += 1;
    }
    all
}

#[test]
fn the_help_of_every_command() {
    let home = Home::new();
    let help = |command: &String| format!("$ upswing {command} --help\n{}\n", home.says(&format!("{command} --help")));
    insta::assert_snapshot!("help", commands(&home).iter().map(help).collect::<String>());
}

#[test]
fn every_command_shows_an_example() {
    let home = Home::new();
    let none = |command: &String| !home.says(&format!("{command} --help")).contains("Example: ");
    let without: Vec<String> = commands(&home).into_iter().skip(1).filter(none).collect();
    assert_eq!(without, Vec::<String>::new());
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let home = Home::new();
    for command in commands(&home) {
        let page = home.says(&format!("man {command}"));
        let name = format!("upswing {command}").trim_end().replace(' ', "\\-");
        assert!(page.contains(".TH ") && page.contains(".SH SYNOPSIS"), "{command}: {page}");
        assert!(page.contains(&name), "{command}: expected {name} in {page}");
    }
}

/// Five weeks with a rhythm, a plan, and a morning.
fn lived() -> Home {
    let home = Home::on("2026-11-25");
    let mut checkins =
        "day,energy,mood,motivation,soreness,stress,movement,sleep_quality,sleep_minutes,resting_hr,hrv_rmssd,source\n"
            .to_owned();
    let mut sessions = "day,kind,minutes,rpe,charge,recovered\n".to_owned();
    let first = upswing::domain::Day::from_ymd(2026, 10, 21).unwrap();
    for (index, day) in first.to(first.plus(34)).enumerate() {
        let answer = |step: usize| 3 + (index * step / 3) % 2;
        checkins += &format!(
            "{day},{},{},{},3,{},{},4,{},{},{},ring\n",
            answer(1),
            answer(2),
            answer(5),
            answer(4),
            answer(7),
            400 + index * 37 % 60,
            50 + index * 5 % 4,
            58 + index * 7 % 9
        );
        let kinds = [("strength", 50, 7), ("endurance", 60, 4), ("intervals", 45, 8), ("mobility", 20, 1)];
        if let Some((kind, minutes, rpe)) = kinds.get(index % 7) {
            sessions += &format!("{day},{kind},{minutes},{rpe},{},yes\n", 3 + index % 3);
        }
    }
    std::fs::write(home.folder.path().join("checkins.csv"), checkins).unwrap();
    std::fs::write(home.folder.path().join("sessions.csv"), sessions).unwrap();
    home.says("import checkins.csv sessions.csv");
    home.says("checkin --energy 2 --mood 3 --motivation 3 --stress 2 --movement 3 --soreness 2 --sleep-quality 2 --sleep 5:20 --rhr 56 --hrv 48");
    home.says("plan add strength 50 7");
    home.says("plan add intervals 45 8 --day thu --slot pm");
    home.says("plan add endurance 75 4 --day sat --title Hills");
    home
}

/// Ids and days of writing are other ones each time.
fn without_ids(said: &str) -> String {
    let is_id =
        |word: &str| word.matches('-').count() == 2 && word.chars().all(|letter| letter == '-' || letter.is_ascii_hexdigit());
    let line = |line: &str| match line.split_once("  ") {
        Some((id, rest)) if is_id(id) => format!("ID  DAY{}\n", rest.get(10..).unwrap_or_default()),
        _ => format!("{line}\n"),
    };
    said.lines().map(line).collect()
}

#[test]
fn the_answers_on_a_small_history() {
    let home = lived();
    let lines = ["today", "why", "status", "plan show", "plan auto", "trend", "undo --list"];
    let told = |line: &&str| format!("$ upswing {line}\n{}\n", without_ids(&home.says(line)));
    insta::assert_snapshot!("answers", lines.iter().map(told).collect::<String>());
}

#[test]
fn completions_and_the_manual_are_made_for_every_command() {
    let home = Home::new();
    for shell in ["bash", "zsh", "fish", "nushell", "elvish", "powershell"] {
        assert!(home.says(&format!("completions {shell}")).contains("sleep-quality"), "{shell}");
    }
    assert!(home.says("man").contains("upswing"));
    assert!(home.says("man plan add").contains("upswing plan add"));
    home.run("man dance").refused(2, &["found \"dance\""]);
    assert_eq!(home.says("--version"), format!("upswing {}\n", env!("CARGO_PKG_VERSION")));
}
