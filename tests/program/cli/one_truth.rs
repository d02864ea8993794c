//! Numbers and keys are told as they are in force, in every answer of the command line (`tests/inside/ui/one_truth.rs` asks the
//! screens): the same lines in several lives, some of them with every threshold moved. A number that stands at the same place of
//! the same sentence in all of them is written in the program; what is meant to be is listed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use tempfile::TempDir;
use upswing::app::COMMANDS;
use upswing::engine::tuning::{Threshold, rows};
use upswing::store::Store;

use super::Home;
use super::told::commands;
use crate::moved::moved;
use crate::told_keys::{new_keys, old_keys};

/// What only tells.
const ASKED: &[&str] = &[
    "today",
    "why",
    "status",
    "plan show",
    "plan show --days 28",
    "plan auto",
    "plan repair",
    "trend",
    "fit",
    "proof",
    "experiment list",
    "experiment show",
    "tags",
    "profile",
    "span list",
    "chart",
    "report page.html",
    "undo --list",
    "doctor",
    "sync status",
    "sync athletes/Me",
    "sync status athletes/Me",
    "people athletes",
    "experiment",
];

/// What writes, and asks what follows from it. Of two words with `|` between them the first is said where nothing is moved: what a
/// person says is no number of the program.
const SAID: &[&str] = &[
    "profile --sleep-need 7:40|8:20",
    "checkin --energy 2|1 --motivation 2|1 --stress 2|1 --movement 2|1 --sleep 4:10|3:20 --travel --rhr 66|67",
    "today",
    "why",
    "checkin --energy 2|1 --mood 2|1 --before",
    "log strength 80|70 9|8",
    "log intervals 60|50 9|8 --day yesterday",
    "test 5k 21:34|22:45",
    "plan add intervals 60|50 9|8 --day +1d",
    "plan add strength 60|50 9|8 --day +1d",
    "plan move +1d/strength +2d --try",
    "plan swap +1d/strength +1d/intervals",
    "plan edit +1d/strength --minutes 90|80",
    "plan lock +1d/strength",
    "plan unlock +1d/strength",
    "plan duplicate +1d/strength",
    "plan skip +1d/strength",
    "plan delete +1d/intervals",
    "plan done +1d/strength",
    "plan day +3d --time off",
    "plan copy --week +1w",
    "plan template parent --week +2w",
    "plan clear --week +2w",
    "plan show --days 28",
    "plan repair",
    "experiment new --question tea --yes tea --outcome score",
    "experiment show",
    "experiment end",
    "span injury -20d..-10d",
    "span end",
    "span remove injury",
    "checkin --ill --pain --sleep 2:10|1:20",
    "today",
    "why",
    "part yesterday",
    "undo",
    "profile --situation older-adult",
    "plan show",
];

/// Commands of which no answer is a judgement: they draw the dashboard, copy files, or print what is made from the help.
const SILENT: &[&str] = &["demo", "import", "export", "backup", "restore", "completions", "man"];

/// Numbers that are no threshold: why, and parts of the lines they stand in, with every number told as `#`.
const MEANT: &[(&str, &[&str])] = &[
    (
        "what a number is counted in, as it is defined",
        &[
            "# of # REST",
            "The score is # of #",
            "on # of # days (judgement)",
            "HRV low on # of # days",
            "resting pulse high on # of # days",
            "the mean of the last # weeks is",
            "Load of the last # days",
            "# points are an hour at threshold",
            "# points build",
            "the slow memory of load (# days)",
            "W today, # in #.",
            "where half and # fifths of tests lie",
            "on one of # days",
            "where the # differ",
            "ill: days of the last #; load: the last # days against the usual of # weeks",
        ],
    ),
    ("how much a page shows", &["# weeks, and the next # as planned", "# weeks; shaded"]),
    ("the number of a text the program was founded on", &["(seed text #)"]),
    ("an example", &["`upswing span ill", "`upswing plan add strength # --day tomorrow`", "`upswing test"]),
    (
        "what was said, planned or counted",
        &[
            "# min power",
            "(planned)",
            "energy #",
            "Energy # would",
            "You are ill (day #).",
            "Strength on # day;",
            "rest days #",
            "charged : drained #",
            "Charge and drain: # of #",
            "a night, mean # h",
            "rest on # days; # sessions charge",
            "Sat # Nov form",
            "athletes/Me: # device",
            "wrote last",
        ],
    ),
    ("chance, by the number of pairs", &["It would find an effect of #"]),
    ("what tests tell", &["What a session builds fades over"]),
];

/// Every number of the table moved, as a configuration says it.
fn moved_numbers() -> String {
    let mut groups: BTreeMap<&str, String> = BTreeMap::new();
    for (row, value) in moved() {
        *groups.entry(row.group).or_default() += &format!("{} = {value}\n", row.name);
    }
    groups.iter().map(|(group, numbers)| format!("[thresholds.{group}]\n{numbers}")).collect()
}

fn rebound() -> String {
    let keys = new_keys();
    COMMANDS.iter().zip(&keys).map(|(row, key)| format!("{} = [\"{key}\"]\n", row.name)).collect()
}

/// What is told to all lines in a life that begins with a configuration and, perhaps, with a past.
fn told(today: &'static str, config: &str, begin: impl FnOnce(&Home), lines: &[&[&'static str]]) -> Vec<String> {
    let home = Home { folder: TempDir::new().unwrap(), today };
    for folder in ["config", "athletes/Me"] {
        fs::create_dir_all(home.folder.path().join(folder)).unwrap();
    }
    fs::write(home.folder.path().join("config/config.toml"), config).unwrap();
    begin(&home);
    let said = |word: &'static str| word.split('|').nth(usize::from(!config.is_empty())).unwrap_or(word);
    let words = |line: &&'static str| line.split_whitespace().map(said).collect::<Vec<_>>();
    lines.concat().iter().map(|line| answer(&home, &words(line))).collect()
}

/// What a line says, on both its ways; of a page its words.
fn answer(home: &Home, line: &[&str]) -> String {
    let told = home.run_words(line);
    let page = home.folder.path().join("page.html");
    let page = if line.first() == Some(&"report") { fs::read_to_string(page).unwrap_or_default() } else { String::new() };
    let mut words = String::new();
    for part in page.split('<').filter(|part| !part.starts_with("style")) {
        words += part.split_once('>').map(|(_, text)| text).unwrap_or_default();
        words.push('\n');
    }
    told.out + &told.err + &words
}

/// Words that are numbers.
const COUNTS: &[&str] =
    &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fourteen", "twenty", "thirty"];

/// A line with `#` for each of its numbers, and the numbers.
fn numbers(line: &str) -> (String, Vec<String>) {
    let (mut sentence, mut numbers) = (String::new(), Vec::new());
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let is_word = first.is_alphanumeric();
        let part = |letter: char| letter.is_alphanumeric() || (first.is_ascii_digit() && (letter == '.' || letter == ','));
        let end = if is_word { rest.find(|letter| !part(letter)).unwrap_or(rest.len()) } else { first.len_utf8() };
        let (word, after) = rest.split_at(end);
        let trimmed = word.trim_end_matches(['.', ',']);
        if trimmed.parse::<f64>().is_ok() && first.is_ascii_digit() || COUNTS.contains(&trimmed.to_lowercase().as_str()) {
            sentence.push('#');
            sentence += word.get(trimmed.len()..).unwrap_or_default();
            numbers.push(trimmed.to_owned());
        } else {
            sentence += &word.replace(['+', '−'], "-");
        }
        rest = after;
    }
    (sentence.split_whitespace().collect::<Vec<_>>().join(" "), numbers)
}

/// For each sentence of all answers the numbers that stand at each of its places.
fn places(answers: &[String]) -> BTreeMap<(String, usize), BTreeSet<String>> {
    let mut places: BTreeMap<(String, usize), BTreeSet<String>> = BTreeMap::new();
    for line in answers.iter().flat_map(|answer| answer.lines()) {
        let (sentence, found) = numbers(line);
        for (place, number) in found.into_iter().enumerate() {
            places.entry((sentence.clone(), place)).or_default().insert(number);
        }
    }
    places
}

/// Could it be the default of a number of the table, as one tells it: whole, in tenths, halves or thousandths, or as a share?
fn is_told_default(number: &str) -> bool {
    // A number in words is one that a person may set like any other.
    let Ok(told) = number.parse::<f64>() else { return true };
    let near = |value: f64| (value - told).abs() < 1e-9;
    let forms = |row: &Threshold| [1.0, 0.1, 0.5, 0.001, 100.0].iter().any(|factor| near(row.default.abs() * factor));
    told != 0.0 && rows().filter(|row| row.min < row.max).any(forms)
}

/// What is told as the program is, and with every number moved and every key bound anew: in two lives, and before anything was
/// entered.
fn everything_told() -> [Vec<String>; 2] {
    let year = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample-year.jsonl");
    let config = format!("{}[keys]\n{}", moved_numbers(), rebound());
    let with_year = |home: &Home| drop(home.says(&format!("import {year}")));
    let with_sample = |home: &Home| {
        Store::at(home.folder.path().join("data/upswing.redb")).append(&crate::sample::entries()).unwrap();
    };
    std::thread::scope(|scope| {
        let as_it_is = scope
            .spawn(|| [told("2025-06-29", "", with_year, &[ASKED, SAID]), told("2026-11-22", "", |_| {}, &[ASKED])].concat());
        let moved = [told("2026-11-18", &config, with_sample, &[ASKED, SAID]), told("2026-11-25", &config, |_| {}, &[ASKED])];
        [as_it_is.join().unwrap(), moved.concat()]
    })
}

#[test]
fn no_answer_tells_a_number_or_a_key_that_is_not_in_force() {
    let [as_it_is, moved] = everything_told();
    let says = |what: &str| moved.iter().find(|told| told.contains(what));
    assert_eq!(says("config/config.toml: "), None, "the moved numbers and keys are no good");
    assert!(says("74.9  start").is_some(), "nothing is moved");
    let (as_it_is, as_moved) = (places(&as_it_is), places(&moved));
    let stays = |((sentence, place), found): (&(String, usize), &BTreeSet<String>)| {
        let number = found.first().filter(|_| found.len() == 1)?;
        let is_same = as_moved.get(&(sentence.clone(), *place)) == Some(found);
        let is_meant = MEANT.iter().flat_map(|(_, parts)| *parts).any(|part| sentence.contains(part));
        (is_same && !is_meant && is_told_default(number)).then(|| format!("\"{number}\" at place {place} of: {sentence}"))
    };
    let mut wrong: Vec<String> = as_it_is.iter().filter_map(stays).collect();
    for key in old_keys() {
        let lines = moved.iter().flat_map(|told| told.lines());
        wrong.extend(lines.filter(|line| line.contains(&key)).map(|line| format!("the key\"{key}\" in: {line}")));
    }
    assert!(wrong.is_empty(), "{} numbers or keys stay when they are moved:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_command_is_asked_or_said_to_judge_nothing() {
    let home = Home::new();
    let commands = commands(&home);
    // A line asks the longest command it begins with, not the ones that command is a part of.
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let asked_by = |line: &&str| {
        let begun = commands.iter().filter(|command| words(line).starts_with(&words(command)));
        begun.max_by_key(|command| words(command).len()).cloned()
    };
    let asked: BTreeSet<String> = ASKED.iter().chain(SAID).filter_map(asked_by).collect();
    // Of itself it does nothing if the help says that one of its own commands has to follow.
    let has_action =
        |command: &&String| !home.says(&format!("{command} --help")).contains(&format!("upswing {command} [OPTIONS] <COMMAND>"));
    let forgotten: Vec<&String> = commands
        .iter()
        .filter(|command| !command.is_empty() && !asked.contains(*command) && !SILENT.contains(&command.as_str()))
        .filter(has_action)
        .collect();
    assert!(forgotten.is_empty(), "asked by no line: {forgotten:?}");
}
