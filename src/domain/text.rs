//! Text that came from outside, made safe to show.
//!
//! A file or a paste may carry escape sequences that would command a terminal, or marks that
//! turn the reading direction. What is stored or printed has passed through here.

use std::borrow::Cow;

/// The text on one line: every control character is replaced by its picture (`␛`), line breaks
/// and tabs by a blank.
pub fn one_line(text: &str) -> Cow<'_, str> {
    cleaned(text, |character| matches!(character, '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}'), |_| false)
}

/// The text as text of XML or HTML, without a character that commands a terminal where it is looked at in one.
pub fn escaped(text: &str) -> String {
    many_lines(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The text with its line breaks; every other control character is replaced as in [`one_line`].
pub fn many_lines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        let unix = text.replace("\r\n", "\n").replace('\r', "\n");
        return Cow::Owned(many_lines(&unix).into_owned());
    }
    cleaned(text, |character| character == '\t', |character| character == '\n')
}

/// Replaces control characters: some by a blank, some not at all, the rest by their picture.
fn cleaned(text: &str, blank: impl Fn(char) -> bool, keep: impl Fn(char) -> bool) -> Cow<'_, str> {
    let safe = |character: char| keep(character) || !(commands(character) || blank(character));
    if text.chars().all(safe) {
        return Cow::Borrowed(text);
    }
    let replace = |character: char| match character {
        _ if safe(character) => character,
        _ if blank(character) => ' ',
        _ => picture(character),
    };
    Cow::Owned(text.chars().map(replace).collect())
}

/// Could this character command a terminal, or make text read otherwise than it is written?
fn commands(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Unicode has a picture for each of the old control characters; the others get the mark for
/// something that cannot be shown.
fn picture(character: char) -> char {
    match u32::from(character) {
        code @ 0..=0x1f => char::from_u32(0x2400 + code).unwrap_or(char::REPLACEMENT_CHARACTER),
        0x7f => '\u{2421}',
        _ => char::REPLACEMENT_CHARACTER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_is_shown_not_obeyed() {
        assert_eq!(one_line("\u{1b}[2Jred\u{9b}31m"), "␛[2Jred\u{fffd}31m");
        assert_eq!(one_line("a\r\nb\tc"), "a  b c");
        // Every mark that turns the direction of reading (Unicode's Bidi_Control).
        let turns = ['\u{61c}', '\u{200e}', '\u{200f}'].into_iter().chain('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}');
        turns.for_each(|mark| assert_eq!(one_line(&format!("{mark}evil")), "\u{fffd}evil"));
    }

    #[test]
    fn a_note_keeps_its_lines_and_plain_text_is_untouched() {
        assert_eq!(many_lines("first\r\nsecond\rthird\u{7}"), "first\nsecond\nthird␇");
        assert!(matches!(one_line("müde, aber gut"), Cow::Borrowed(_)));
        assert!(matches!(many_lines("5 × 4 min\n日本"), Cow::Borrowed(_)));
    }
}
