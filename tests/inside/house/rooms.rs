//! The walls of the house: which room may use which, and what each may use of the world.
//!
//! The sources are read as text. Every path in them (also inside `use {…}` groups) is compared with
//! the table below, so that an arrow that points upwards fails here, with its file.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A room, the rooms it may use, and the crates of its own.
struct Room {
    name: &'static str,
    uses: &'static [&'static str],
    /// No files, no environment, no clock, no threads: the same arguments always give the same answer.
    pure: bool,
}

const ROOMS: &[Room] = &[
    Room { name: "domain", uses: &[], pure: true },
    Room { name: "engine", uses: &["domain"], pure: true },
    Room { name: "app", uses: &["domain", "engine"], pure: true },
    Room { name: "ui", uses: &["domain", "engine", "app"], pure: true },
    Room { name: "store", uses: &["domain"], pure: false },
    Room { name: "sync", uses: &["domain", "store"], pure: false },
    Room { name: "exchange", uses: &["domain"], pure: false },
    Room { name: "shell", uses: &["domain", "engine", "app", "ui", "store", "sync", "exchange"], pure: false },
    Room { name: "cli", uses: &["domain", "engine", "app", "ui", "store", "sync", "exchange", "shell"], pure: false },
];

/// Crates that stay behind one door, so that replacing them is one room's work.
const DOORS: &[(&str, &[&str])] = &[
    ("redb", &["store"]),
    ("notify", &["store"]),
    ("age", &["sync"]),
    ("crossterm", &["shell"]),
    ("ratatui", &["ui", "shell"]),
    ("signal_hook", &["shell"]),
    ("rustix", &["shell", "store"]),
    ("clap", &["cli"]),
];

/// What a pure room does not name.
const IMPURE: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "env"],
    &["std", "net"],
    &["std", "process"],
    &["std", "thread"],
    &["SystemTime"],
    &["Instant"],
    &["Local"],
    &["Utc"],
];

const MOST_LINES: usize = 500;

pub(super) fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    found.sort();
    found
}

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The source without comments, texts and characters, so that only code is judged.
pub(super) fn code(source: &str) -> String {
    let mut bare = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if rest.starts_with("r\"") {
            rest.get(2..).and_then(|text| text.find('"')).map_or(rest.len(), |at| at + 3)
        } else if rest.starts_with("r#\"") {
            rest.find("\"#").map_or(rest.len(), |at| at + 2)
        } else if first == '"' {
            quoted(rest, '"')
        } else if rest.starts_with("'\\") || (first == '\'' && rest.chars().nth(2) == Some('\'')) {
            quoted(rest, '\'')
        } else {
            bare.push(first);
            rest = rest.get(first.len_utf8()..).unwrap_or_default();
            continue;
        };
        let (gone, after) = rest.split_at(skipped);
        bare.push(' ');
        // Lines are counted in what is left.
        bare.extend(gone.chars().filter(|character| *character == '\n'));
        rest = after;
    }
    bare
}

/// The length of a quoted literal at the start of a text, both quotes included.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|(_, character)| {
        let ends = *character == quote && !escaped;
        escaped = *character == '\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// Names, `::`, and single signs.
pub(super) fn tokens(code: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() || first == '_' {
            rest.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(rest.len())
        } else if rest.starts_with("::") {
            2
        } else {
            first.len_utf8()
        };
        let (token, after) = rest.split_at(length);
        if !token.trim().is_empty() {
            found.push(token);
        }
        rest = after;
    }
    found
}

fn is_name(token: &str) -> bool {
    token.chars().all(|character| character.is_alphanumeric() || character == '_')
}

/// Every path of the code, groups laid out: `a::{b, c::d}` is `a::b` and `a::c::d`.
pub(super) fn paths(code: &str) -> Vec<Vec<String>> {
    let tokens = tokens(code);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        at = path(&tokens, at, &[], &mut found).max(at + 1);
    }
    found
}

/// Takes the path that begins at `at`, under what stands before it; returns where it ends.
fn path(tokens: &[&str], mut at: usize, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let token = |at: usize| tokens.get(at).copied().unwrap_or_default();
    let mut parts = before.to_vec();
    while is_name(token(at)) && !token(at).is_empty() {
        parts.push(token(at).to_owned());
        at += 1;
        if token(at) != "::" {
            found.push(parts);
            return at;
        }
        at += 1;
        if token(at) == "{" {
            at += 1;
            while !matches!(token(at), "}" | "") {
                at = path(tokens, at, &parts, found).max(at + 1);
            }
            return at + 1;
        }
    }
    if parts.len() > before.len() {
        found.push(parts);
    }
    at
}

/// What is wrong in a file of a room; `depth` is how many `super` lead out of the room.
fn faults(room: &Room, depth: usize, source: &str) -> BTreeSet<String> {
    let mut wrong = BTreeSet::new();
    for path in paths(&code(source)) {
        // `use ::name` reads as one path here.
        let names: Vec<&str> = path.iter().map(String::as_str).skip_while(|name| *name == "use").collect();
        let supers = names.iter().take_while(|name| **name == "super").count();
        let other = match names.as_slice() {
            ["crate" | "upswing", other, ..] => Some(*other),
            _ if supers >= depth => names.get(supers).copied(),
            _ => None,
        };
        let is_room = |name: &&str| ROOMS.iter().any(|room| room.name == *name);
        if let Some(other) = other.filter(is_room).filter(|other| *other != room.name && !room.uses.contains(other)) {
            wrong.insert(format!("{} uses {other}, which is not below it", room.name));
        }
        // A name alone is a word of ours; a crate is named for what is in it.
        let named_in = |name: &str| names.len() > 1 && names.first() == Some(&name);
        let foreign = DOORS.iter().find(|(name, doors)| named_in(name) && !doors.contains(&room.name));
        if let Some((name, doors)) = foreign {
            wrong.insert(format!("{} uses {name}, which only {} may", room.name, doors.join(" and ")));
        }
        let named = |parts: &&&[&str]| names.windows(parts.len()).any(|window| window == **parts);
        if let Some(parts) = IMPURE.iter().find(named).filter(|_| room.pure) {
            wrong.insert(format!("{} uses {}, and is pure", room.name, parts.join("::")));
        }
    }
    wrong
}

fn room_of(file: &Path) -> Option<(&'static Room, usize)> {
    let parts: Vec<&str> = file.strip_prefix(root().join("src")).ok()?.iter().filter_map(|part| part.to_str()).collect();
    let name = parts.first()?.trim_end_matches(".rs");
    Some((ROOMS.iter().find(|room| room.name == name)?, parts.len()))
}

#[test]
fn no_room_uses_one_above_it() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for file in files(&root().join("src")) {
        let Some((room, depth)) = room_of(&file) else { continue };
        seen.insert(room.name);
        let source = fs::read_to_string(&file).unwrap();
        wrong.extend(faults(room, depth, &source).into_iter().map(|fault| format!("{}: {fault}", file.display())));
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert_eq!(seen.len(), ROOMS.len(), "a room of the table was not found: {seen:?}");
}

#[test]
fn every_room_has_its_row() {
    let source = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let declared: BTreeSet<&str> = source.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let known: BTreeSet<&str> = ROOMS.iter().map(|room| room.name).collect();
    assert_eq!(declared, known, "lib.rs and the table of this test differ");
    for name in declared {
        assert!(source.contains(&format!("//! | [`{name}`] |")), "lib.rs does not tell what {name} decides");
    }
}

#[test]
fn files_are_small_and_modules_are_named() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests", "benches", "examples"] {
        for file in files(&root().join(folder)) {
            let source = fs::read_to_string(&file).unwrap();
            let lines = source.lines().count();
            if lines > MOST_LINES {
                wrong.push(format!("{} has {lines} lines, more than {MOST_LINES}", file.display()));
            }
            if folder == "src" && file.ends_with("mod.rs") {
                wrong.push(format!("{} hides its name", file.display()));
            }
            if !source.starts_with("//!") {
                wrong.push(format!("{} does not say what it decides", file.display()));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn this_test_can_fail() {
    let room = |name: &str| ROOMS.iter().find(|room| room.name == name).unwrap();
    for (name, depth, source, expected) in [
        ("engine", 1, "use crate::store::Store;", "engine uses store, which is not below it"),
        ("engine", 2, "use super::super::store::Store;", "engine uses store, which is not below it"),
        ("engine", 2, "use crate::{domain::Day, store::{self, Store}};", "engine uses store, which is not below it"),
        ("domain", 2, "fn f() { let _ = crate::engine::VERSION; }", "domain uses engine, which is not below it"),
        ("exchange", 1, "use crate::app::Model;", "exchange uses app, which is not below it"),
        ("ui", 1, "let db = redb::Database::open(p);", "ui uses redb, which only store may"),
        ("ui", 1, "use ::redb::Database;", "ui uses redb, which only store may"),
        ("app", 1, "use ratatui::style::Style;", "app uses ratatui, which only ui and shell may"),
        ("app", 1, "use std::{fmt, fs};", "app uses std::fs, and is pure"),
        ("engine", 1, "let t = std::time::Instant::now();", "engine uses Instant, and is pure"),
        ("ui", 1, "let '\"' = c else { return Local::now() };", "ui uses Local, and is pure"),
    ] {
        assert_eq!(faults(room(name), depth, source), BTreeSet::from([expected.to_owned()]), "{source}");
    }
    for (name, depth, source) in [
        ("engine", 1, "use crate::domain::{Day, History}; // crate::store"),
        ("engine", 2, "use super::store::Shelf; /* crate::store */ let text = \"crate::store::Store\";"),
        ("shell", 1, "use crate::store::Store; use std::env;"),
        ("store", 2, "use redb::Database; use super::super::domain::Day;"),
    ] {
        assert_eq!(faults(room(name), depth, source), BTreeSet::new(), "{source}");
    }
}
