//! A line of text that is typed: where its cursor stands, and what an editing key does to it.
//!
//! Forms, the search of lists and every typed date share it. How letters and words are told apart is `tui-input`'s.

use tui_input::{Input, InputRequest};

use crate::domain::text::one_line;

/// What a key does to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edit {
    /// The cursor a letter back.
    Left,
    /// The cursor a letter on.
    Right,
    /// The cursor a word back.
    WordLeft,
    /// The cursor a word on.
    WordRight,
    /// The cursor before the first letter.
    Start,
    /// The cursor behind the last letter.
    End,
    /// Away with the letter before the cursor.
    Back,
    /// Away with the letter at the cursor.
    Delete,
    /// Away with the word before the cursor.
    WordBack,
    /// Away with all before the cursor.
    ToStart,
    /// Away with all from the cursor on.
    ToEnd,
}

impl Edit {
    fn request(self) -> InputRequest {
        match self {
            Edit::Left => InputRequest::GoToPrevChar,
            Edit::Right => InputRequest::GoToNextChar,
            Edit::WordLeft => InputRequest::GoToPrevWord,
            Edit::WordRight => InputRequest::GoToNextWord,
            Edit::Start => InputRequest::GoToStart,
            Edit::End => InputRequest::GoToEnd,
            Edit::Back => InputRequest::DeletePrevChar,
            Edit::Delete => InputRequest::DeleteNextChar,
            Edit::WordBack => InputRequest::DeletePrevWord,
            Edit::ToStart => InputRequest::DeleteFromStart,
            Edit::ToEnd => InputRequest::DeleteTillEnd,
        }
    }
}

/// The cursor of a text that stands elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Caret {
    /// Code points before it; `None` = as long as nothing was typed or moved: behind the last letter.
    at: Option<usize>,
}

impl Caret {
    /// Is the text as it was found, so that the first letter typed takes its place?
    pub fn is_fresh(self) -> bool {
        self.at.is_none()
    }

    /// The text before the cursor, and from it on.
    pub fn split(self, text: &str) -> (&str, &str) {
        text.split_at(self.byte(text))
    }

    fn byte(self, text: &str) -> usize {
        self.at.and_then(|at| text.char_indices().nth(at)).map_or(text.len(), |(byte, _)| byte)
    }

    /// Does an editing key; tells whether the text is another one now.
    pub fn edit(&mut self, text: &mut String, edit: Edit) -> bool {
        let at = self.at.unwrap_or(usize::MAX);
        let mut input = Input::new(std::mem::take(text)).with_cursor(at);
        let changed = input.handle(edit.request()).is_some_and(|change| change.value);
        self.at = Some(input.cursor());
        *text = input.into();
        changed
    }

    /// Puts text in at the cursor, up to `longest` letters in all; line breaks become blanks.
    pub fn insert(&mut self, text: &mut String, new: &str, longest: usize) {
        if self.is_fresh() {
            text.clear();
        }
        let room = longest.saturating_sub(text.chars().count());
        // One line break is one blank, however the system writes it.
        let line: String = one_line(&new.replace("\r\n", "\n")).chars().take(room).collect();
        let byte = self.byte(text);
        let before = text.get(..byte).map_or(0, |before| before.chars().count());
        text.insert_str(byte, &line);
        self.at = Some(before + line.chars().count());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(text: &str, edits: &[Edit]) -> String {
        let (mut text, mut caret) = (text.to_owned(), Caret::default());
        for edit in edits {
            caret.edit(&mut text, *edit);
        }
        let (before, after) = caret.split(&text);
        format!("{before}|{after}")
    }

    #[test]
    fn every_editing_key_does_what_a_line_of_a_shell_does() {
        use Edit as E;
        for (edits, expected) in [
            (vec![], "next fri|"),
            (vec![E::Left, E::Left], "next f|ri"),
            (vec![E::Start, E::Right], "n|ext fri"),
            (vec![E::WordLeft], "next |fri"),
            (vec![E::Start, E::WordRight], "next |fri"),
            (vec![E::WordLeft, E::End], "next fri|"),
            (vec![E::Back], "next fr|"),
            (vec![E::Start, E::Delete], "|ext fri"),
            (vec![E::WordBack], "next |"),
            (vec![E::WordLeft, E::ToStart], "|fri"),
            (vec![E::WordLeft, E::ToEnd], "next |"),
            (vec![E::Start, E::Back, E::Left], "|next fri"),
            (vec![E::End, E::Delete, E::Right], "next fri|"),
        ] {
            assert_eq!(edited("next fri", &edits), expected, "{edits:?}");
        }
    }

    #[test]
    fn a_found_text_gives_way_to_the_first_letter_unless_the_cursor_was_moved() {
        let (mut text, mut caret) = ("2026-11-28".to_owned(), Caret::default());
        caret.insert(&mut text, "+", 100);
        caret.insert(&mut text, "8d", 100);
        assert_eq!(text, "+8d");
        let (mut text, mut caret) = ("2026-11-28".to_owned(), Caret::default());
        caret.edit(&mut text, Edit::Back);
        caret.insert(&mut text, "9", 100);
        assert_eq!(text, "2026-11-29");
    }

    #[test]
    fn what_is_pasted_is_one_line_of_a_bounded_length() {
        let (mut text, mut caret) = (String::new(), Caret::default());
        caret.insert(&mut text, "one\r\ntwo\nthree", 100);
        assert_eq!(text, "one two three");
        caret.edit(&mut text, Edit::Start);
        caret.insert(&mut text, "zwölf Äpfel", 18);
        assert_eq!(text, "zwölfone two three");
        assert_eq!(caret.split(&text), ("zwölf", "one two three"));
    }
}
