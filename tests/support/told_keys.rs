//! How keys are told in sentences and hints, and keys that no default is: for walks that look for a key that is no longer in force.

use upswing::app::{COMMANDS, Key};

/// Words that follow a key in a sentence.
const VERBS: &[&str] = &[
    "again",
    "answers ten",
    "answers this",
    "begins",
    "edits",
    "enters",
    "for more",
    "gives",
    "goes",
    "keeps",
    "leaves",
    "makes",
    "marks",
    "saves",
    "shows",
    "takes",
];

/// A key of no default for each row of the table, none of them a letter of a text.
pub fn new_keys() -> Vec<String> {
    (0x430..)
        .filter_map(char::from_u32)
        .filter(|sign| sign.is_alphabetic())
        .map(|sign| format!("Ctrl+{sign}"))
        .take(COMMANDS.len())
        .collect()
}

/// Every default key as it would be told: before a verb, or before its hint.
pub fn old_keys() -> Vec<String> {
    let mut old = Vec::new();
    for row in COMMANDS {
        let shown = row.keys.iter().filter_map(|key| Key::parse(key)).map(|key| key.to_string());
        old.extend(shown.flat_map(|key| VERBS.iter().copied().chain([row.hint]).map(move |verb| format!(" {key} {verb}"))));
    }
    old
}
