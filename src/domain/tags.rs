//! Words that mark a day: what is one, and what is not (`learning.md` §6). A tag is a mark, never an effect.

use std::collections::BTreeSet;

/// A tag has at most so many letters: one of the fixed numbers of `docs/thresholds.md`.
pub const LETTERS: usize = 24;
/// A day has at most so many tags, fixed as well: a day reads alike for everybody it is shared with.
pub const MOST: usize = 8;

/// What is expected where tags are typed.
pub fn possible() -> String {
    format!("up to {MOST} words of 1–{LETTERS} letters, digits or -")
}

/// What was typed, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TypedTags {
    /// The tags, in code-point order.
    pub tags: BTreeSet<String>,
    /// The other words, as they were typed.
    pub refused: Vec<String>,
}

impl TypedTags {
    /// The tags with blanks between, as they are kept.
    pub fn joined(&self) -> String {
        self.tags.iter().map(String::as_str).collect::<Vec<_>>().join(" ")
    }
}

/// Splits typed text at white space and commas, and lowers each word; the first [`MOST`] tags count.
pub fn read(text: &str) -> TypedTags {
    let mut typed = TypedTags::default();
    for word in text.split(|character: char| character.is_whitespace() || character == ',').filter(|word| !word.is_empty()) {
        let tag = word.to_lowercase();
        if typed.tags.contains(&tag) {
            continue;
        }
        if is_tag(&tag) && typed.tags.len() < MOST {
            typed.tags.insert(tag);
        } else {
            typed.refused.push(word.to_owned());
        }
    }
    typed
}

fn is_tag(word: &str) -> bool {
    let possible = |character: char| character.is_alphabetic() || character.is_ascii_digit() || character == '-';
    word.chars().count() <= LETTERS && word.chars().all(possible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tag_is_refused_as_it_was_typed_and_the_rest_stays() {
        let typed = read("Alcohol, late-meal a_b ALCOHOL Café");
        assert_eq!((typed.joined().as_str(), typed.refused), ("alcohol café late-meal", vec!["a_b".to_owned()]));
        assert_eq!(read("a b c d e f g h B I").refused, ["I"]);
        assert_eq!(read(" ,\t"), TypedTags::default());
    }
}
