//! Keys as the application knows them, so that it compiles without a terminal.

use std::fmt;

/// A key, with what was held down. Shift is part of a character and only told for other keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// Control held.
    pub ctrl: bool,
    /// Shift held (never for characters: `A` is its own character).
    pub shift: bool,
}

/// Which key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Code {
    /// A character as typed.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// The names of keys, as they are shown and as a configuration file writes them.
const NAMES: &[(Code, &str, &str)] = &[
    (Code::Enter, "Enter", "Enter"),
    (Code::Esc, "Esc", "Esc"),
    (Code::Tab, "Tab", "Tab"),
    (Code::BackTab, "BackTab", "Shift+Tab"),
    (Code::Backspace, "Backspace", "Backspace"),
    (Code::Delete, "Delete", "Delete"),
    (Code::Up, "Up", "↑"),
    (Code::Down, "Down", "↓"),
    (Code::Left, "Left", "←"),
    (Code::Right, "Right", "→"),
    (Code::Home, "Home", "Home"),
    (Code::End, "End", "End"),
    (Code::PageUp, "PageUp", "PgUp"),
    (Code::PageDown, "PageDown", "PgDn"),
    (Code::Char(' '), "Space", "Space"),
];

impl Key {
    /// A key with nothing held down.
    pub const fn plain(code: Code) -> Key {
        Key { code, ctrl: false, shift: false }
    }

    /// A typed character.
    pub const fn char(character: char) -> Key {
        Key::plain(Code::Char(character))
    }

    /// The character that this key types into a text, if it types one.
    pub fn text(self) -> Option<char> {
        match self.code {
            Code::Char(character) if !self.ctrl => Some(character),
            _ => None,
        }
    }

    /// Reads a name such as `c`, `Shift+Left`, `Ctrl+z`, `Space`; `None` if there is no such key.
    pub fn parse(text: &str) -> Option<Key> {
        if let Some(rest) = text.strip_prefix("Ctrl+") {
            return Key::parse(rest).map(|key| Key { ctrl: true, ..key });
        }
        if let Some(rest) = text.strip_prefix("Shift+") {
            return Key::parse(rest).map(|key| Key { shift: true, ..key });
        }
        if let Some((code, ..)) = NAMES.iter().find(|(_, name, _)| *name == text) {
            return Some(Key::plain(*code));
        }
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Some(Key::char(character)),
            _ => None,
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            f.write_str("Ctrl+")?;
        }
        if self.shift {
            f.write_str("Shift+")?;
        }
        match (NAMES.iter().find(|(code, ..)| *code == self.code), self.code) {
            (Some((.., shown)), _) => f.write_str(shown),
            (None, Code::Char(character)) => write!(f, "{character}"),
            (None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_key_can_be_written_and_read() {
        for (code, name, _) in NAMES {
            assert_eq!(Key::parse(name), Some(Key::plain(*code)), "{name}");
        }
        assert_eq!(Key::parse("Shift+Left"), Some(Key { code: Code::Left, ctrl: false, shift: true }));
        assert_eq!(Key::parse("Ctrl+z").map(|key| key.to_string()), Some("Ctrl+z".to_owned()));
        assert_eq!(Key::parse("no such key"), None);
    }
}
