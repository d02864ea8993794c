//! The words of a room: one word names one type there.

use std::collections::BTreeMap;
use std::fs;

use super::floors::without_tests;
use super::rooms::{code, files, root, tokens};

/// The formats of a room stand beside each other, each in a file that no other one reads: their own things may be called alike.
const APART: &[&str] = &["exchange"];

/// One thing that is written down twice: with a feature of the program, and without it.
const WITH_AND_WITHOUT: &[(&str, &str)] = &[("sync", "Unsealed")];

/// The types that a source declares, without those inside of functions and implementations.
fn types(source: &str) -> Vec<String> {
    let code = without_tests(code(source));
    let (mut found, mut depth) = (Vec::new(), 0);
    for pair in tokens(&code).windows(2) {
        match pair {
            ["{", _] => depth += 1,
            ["}", _] => depth -= 1,
            ["struct" | "enum" | "trait" | "type", name] if depth == 0 => found.push((*name).to_owned()),
            _ => {}
        }
    }
    found
}

/// The words that name more than one type, with their files.
fn twice(sources: &[(String, String)]) -> Vec<String> {
    let mut places: BTreeMap<(String, String), Vec<&str>> = BTreeMap::new();
    for (file, source) in sources {
        let room = file.split('/').next().unwrap_or_default().trim_end_matches(".rs");
        for name in types(source) {
            places.entry((room.to_owned(), name)).or_default().push(file);
        }
    }
    let excused = |room: &str, name: &str| APART.contains(&room) || WITH_AND_WITHOUT.contains(&(room, name));
    let wrong = places.into_iter().filter(|((room, name), files)| files.len() > 1 && !excused(room, name));
    wrong.map(|((_, name), files)| format!("{name} names a type in each of {}", files.join(", "))).collect()
}

#[test]
fn no_word_names_two_types_of_a_room() {
    let src = root().join("src");
    let read = |file: &std::path::PathBuf| {
        let name = file.strip_prefix(&src).unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(file).unwrap())
    };
    let sources: Vec<_> = files(&src).iter().map(read).collect();
    assert_eq!(twice(&sources), Vec::<String>::new(), "the word of the glossary is for one of them");
}

#[test]
fn this_test_can_fail() {
    let both = [
        ("ui/a.rs", "pub struct Row { x: u8 } impl Iterator for Row { type Item = u8; }"),
        ("ui/b.rs", "enum Row {} fn f() { struct Inner; } type Item = u8;"),
        ("app/a.rs", "struct Row; #[cfg(test)]\nmod tests {\n struct Row; }"),
    ];
    let sources = both.map(|(file, source)| (file.to_owned(), source.to_owned()));
    assert_eq!(twice(&sources), ["Row names a type in each of ui/a.rs, ui/b.rs"]);
}
