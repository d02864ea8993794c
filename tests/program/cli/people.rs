//! A coach's folder: everybody in one table, who needs a word first; one of them read-only.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::Home;

/// A coach, and a folder with three people.
fn folder() -> (Home, PathBuf) {
    let coach = Home::new();
    let athletes = coach.folder.path().join("athletes");
    for (name, lines) in [
        ("Well", vec!["checkin --energy 5 --mood 5 --stress 5 --soreness 5 --motivation 5 --sleep 8h"]),
        ("Ill", vec!["checkin --energy 2 --ill --day -1d", "checkin --energy 1 --ill"]),
        ("Silent", vec!["checkin --energy 4 --day -9d"]),
    ] {
        let person = Home::new();
        lines.iter().for_each(|line| drop(person.says(line)));
        let folder = athletes.join(name);
        fs::create_dir_all(&folder).unwrap();
        person.says(&format!("sync {}", folder.display()));
    }
    (coach, athletes)
}

#[test]
fn who_needs_a_word_stands_first_and_nothing_is_written() {
    let (coach, athletes) = folder();
    fs::create_dir(athletes.join("empty")).unwrap();
    let torn = athletes.join("Torn");
    fs::create_dir(&torn).unwrap();
    fs::write(torn.join("upswing-00000000000000ab-000001.segment"), "UPSW").unwrap();
    let listed = || {
        let mut files: Vec<_> = fs::read_dir(&athletes)
            .unwrap()
            .flatten()
            .flat_map(|folder| fs::read_dir(folder.path()).unwrap())
            .collect::<Result<Vec<_>, _>>()
            .unwrap()
            .into_iter()
            .map(|file| (file.path(), fs::read(file.path()).unwrap()))
            .collect();
        files.sort();
        files
    };
    let before = listed();
    let told: Value = coach.json(&format!("people {} --json", athletes.display()));
    let people = told["people"].as_array().unwrap();
    let names: Vec<&str> = people.iter().map(|person| person["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Ill", "Silent", "Torn", "Well"]);
    assert_eq!((&people[0]["ill_days"], &people[0]["word"]), (&2.into(), &"ill, 2 days of four weeks".into()));
    assert_eq!((&people[1]["last_checkin"], &people[1]["word"]), (&"2026-11-13".into(), &"no check-in for 9 days".into()));
    assert_eq!((&people[2]["waiting"], &people[2]["last_checkin"]), (&1.into(), &Value::Null));
    assert_eq!(people[3]["word"], Value::Null);
    let table = coach.says(&format!("people {}", athletes.display()));
    assert!(table.contains("4 people, 3 with something") && table.contains("1 file not arrived"), "{table}");
    assert_eq!(listed(), before);
    assert!(!coach.folder.path().join("data").exists(), "a coach who looks has no journal made");
    coach.run(&format!("people {} Nobody", athletes.display())).refused(2, &["Ill, Silent", "found \"Nobody\""]);
}

#[cfg(unix)]
#[test]
fn from_the_list_enter_opens_somebody_and_leaving_leads_back() {
    let (coach, athletes) = folder();
    let start = crate::pty::Start::upswing(&coach.folder.path().join("data")).size(100, 30);
    let mut terminal = start.arg("people").arg(&athletes.display().to_string()).go();
    terminal.wait("the list", |screen| screen.contents().contains("a word today") && screen.contents().contains("Silent"));
    // What is typed looks for somebody.
    terminal.keys("wel");
    terminal.wait("who is looked for", |screen| !screen.contents().contains("Silent"));
    terminal.keys("\r");
    terminal.wait_for("Well, nothing is written");
    terminal.keys("q");
    terminal.wait("the list again", |screen| screen.contents().contains("a word today"));
    terminal.keys("\u{1b}");
    assert_eq!(terminal.end(), 0);
    assert!(!coach.folder.path().join("data").exists());
}
