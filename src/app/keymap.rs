//! Which key does what: the command table's defaults, with a person's own keys laid over them.

mod preset;

use std::collections::HashMap;
use std::fmt;

use super::action::{Action, COMMANDS, Command, Scope};
use super::key::Key;

pub use preset::Preset;

/// What is pressed for a command: a key, or two one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Pressed {
    One(Key),
    Two(Key, Key),
}

impl Pressed {
    /// Reads a key, or two letters such as `gg`.
    fn parse(text: &str) -> Option<Pressed> {
        if let Some(key) = Key::parse(text) {
            return Some(Pressed::One(key));
        }
        let mut letters = text.chars();
        match (letters.next(), letters.next(), letters.next()) {
            (Some(first), Some(second), None) => Some(Pressed::Two(Key::char(first), Key::char(second))),
            _ => None,
        }
    }
}

impl fmt::Display for Pressed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Pressed::One(key) => key.fmt(f),
            Pressed::Two(first, second) => write!(f, "{first}{second}"),
        }
    }
}

/// Keys to commands, for each scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Keymap {
    keys: HashMap<(Scope, Key), usize>,
    pairs: HashMap<(Scope, Key, Key), usize>,
    shown: Vec<Option<Pressed>>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        Keymap::of(Preset::Standard)
    }
}

impl Keymap {
    /// The keys of a set as they stand.
    pub fn of(preset: Preset) -> Keymap {
        // No set's own keys collide; a test says so.
        Keymap::with(preset, &[]).unwrap_or(Keymap { keys: HashMap::new(), pairs: HashMap::new(), shown: Vec::new() })
    }

    /// The keys of a set, with `own` (command name, keys) in place of the defaults of those commands.
    ///
    /// # Errors
    /// A sentence: an unknown command, an unknown key, or one key for two commands of a scope.
    pub fn with(preset: Preset, own: &[(String, Vec<String>)]) -> Result<Keymap, String> {
        if let Some((name, _)) = own.iter().find(|(name, _)| COMMANDS.iter().all(|command| command.name != name)) {
            return Err(format!("keys: there is no command \"{name}\"; upswing's help lists them all"));
        }
        let shown = Vec::with_capacity(COMMANDS.len());
        // Two keys a command, as a rule.
        let mut keymap = Keymap { keys: HashMap::with_capacity(2 * COMMANDS.len()), pairs: HashMap::new(), shown };
        for (index, command) in COMMANDS.iter().enumerate() {
            let mine = own.iter().find(|(name, _)| name == command.name).map(|(_, keys)| keys);
            match mine {
                Some(keys) => keymap.bind(index, command, keys)?,
                None => keymap.bind(index, command, preset.keys(command))?,
            }
        }
        keymap.no_key_begins_another()?;
        Ok(keymap)
    }

    fn bind(&mut self, index: usize, command: &Command, names: &[impl AsRef<str>]) -> Result<(), String> {
        let mut first = None;
        for name in names.iter().map(AsRef::as_ref) {
            let pressed = Pressed::parse(name).ok_or_else(|| {
                format!("keys: \"{name}\" for {} is no key; write it like c, Enter, Shift+Left, Ctrl+r or gg", command.name)
            })?;
            first = first.or(Some(pressed));
            let before = match pressed {
                Pressed::One(key) => self.keys.insert((command.scope, key), index),
                Pressed::Two(one, two) => self.pairs.insert((command.scope, one, two), index),
            };
            if let Some(other) = before.and_then(|other| COMMANDS.get(other)) {
                return Err(format!("keys: {pressed} stands for both {} and {}; choose one", other.name, command.name));
            }
        }
        self.shown.push(first);
        Ok(())
    }

    /// A key that does something is not waited after.
    fn no_key_begins_another(&self) -> Result<(), String> {
        let name = |index: &usize| COMMANDS.get(*index).map_or("", |command| command.name);
        for ((scope, one, two), index) in &self.pairs {
            if let Some(other) = self.keys.get(&(*scope, *one)) {
                let (long, short) = (name(index), name(other));
                return Err(format!("keys: {one} for {short} is how {one}{two} for {long} begins; choose one"));
            }
        }
        Ok(())
    }

    /// Does another key have to follow this one? The nearest scope that knows the key decides.
    pub fn waits_after(&self, scopes: &[Scope], key: Key) -> bool {
        let begins = |scope: &Scope| self.pairs.keys().any(|(of, one, _)| of == scope && *one == key);
        scopes.iter().find(|scope| self.keys.contains_key(&(**scope, key)) || begins(scope)).is_some_and(begins)
    }

    /// What two keys do one after the other.
    pub fn lookup_pair(&self, scopes: &[Scope], first: Key, second: Key) -> Option<&'static Command> {
        let index = scopes.iter().find_map(|scope| self.pairs.get(&(*scope, first, second)));
        index.and_then(|index| COMMANDS.get(*index))
    }

    /// What a key does in these scopes, the nearest first.
    pub fn lookup(&self, scopes: &[Scope], key: Key) -> Option<&'static Command> {
        scopes.iter().find_map(|scope| self.keys.get(&(*scope, key))).and_then(|index| COMMANDS.get(*index))
    }

    /// The key to show for a row of the table; empty if it has none.
    pub fn shown(&self, command: &Command) -> String {
        let index = COMMANDS.iter().position(|row| std::ptr::eq(row, command));
        index.and_then(|index| *self.shown.get(index)?).map(|key| key.to_string()).unwrap_or_default()
    }

    /// The key to show for an action in a scope.
    pub fn key_in(&self, scope: Scope, action: Action) -> String {
        let row = COMMANDS.iter().find(|command| command.scope == scope && command.action == action);
        row.map(|command| self.shown(command)).unwrap_or_default()
    }

    /// The key to show for an action, from the first row that has it.
    pub fn key_of(&self, action: Action) -> String {
        COMMANDS.iter().find(|command| command.action == action).map(|command| self.shown(command)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::Code;
    use crate::app::pane::Pane;

    #[test]
    fn no_sets_own_keys_collide() {
        for preset in Preset::ALL {
            assert_eq!(Keymap::with(preset, &[]).err(), None, "{preset:?}");
        }
    }

    #[test]
    fn the_keys_of_vim_are_those_of_commands_and_can_be_reached() {
        for (name, keys) in preset::VIM {
            let command = COMMANDS.iter().find(|command| command.name == *name).unwrap();
            assert_ne!(command.keys, *keys, "{name} has these keys already");
        }
        let vim = Keymap::of(Preset::Vim);
        for pane in Pane::ALL {
            let scopes = Scope::of_pane(pane);
            for (scope, one, two) in vim.pairs.keys().filter(|(scope, ..)| scopes.contains(scope)) {
                assert!(vim.waits_after(scopes, *one), "{one}{two} of {scope:?} is never waited for in {pane:?}");
            }
        }
    }

    #[test]
    fn own_keys_are_laid_over_a_set_and_a_key_never_begins_another() {
        let own = |name: &str, key: &str| vec![(name.to_owned(), vec![key.to_owned()])];
        let keymap = Keymap::with(Preset::Vim, &own("first-day", "gh")).unwrap();
        let [g, h] = [Key::char('g'), Key::char('h')];
        assert_eq!(keymap.lookup_pair(&[Scope::Chart], g, h).map(|row| row.name), Some("first-day"));
        assert_eq!(keymap.lookup_pair(&[Scope::Chart], g, g).map(|row| row.name), None);
        assert_eq!(keymap.lookup(&[Scope::Chart], h).map(|row| row.name), Some("day-back"));
        let problem = Keymap::with(Preset::Vim, &own("series", "g")).unwrap_err();
        assert!(problem.contains("begins"), "{problem}");
    }

    #[test]
    fn names_are_unique() {
        for (index, command) in COMMANDS.iter().enumerate() {
            assert!(COMMANDS.iter().skip(index + 1).all(|other| other.name != command.name), "{}", command.name);
        }
    }

    #[test]
    fn own_keys_replace_the_defaults() {
        let own = vec![("check-in".to_owned(), vec!["Space".to_owned()])];
        let keymap = Keymap::with(Preset::Standard, &own).unwrap();
        assert_eq!(keymap.lookup(&[Scope::Everywhere], Key::char(' ')).map(|row| row.action), Some(Action::CheckIn));
        assert!(keymap.lookup(&[Scope::Everywhere], Key::char('c')).is_none());
        assert_eq!(keymap.key_of(Action::CheckIn), "Space");
    }

    #[test]
    fn wrong_keys_are_refused_with_a_sentence() {
        let clash = vec![("undo".to_owned(), vec!["c".to_owned()])];
        assert!(Keymap::with(Preset::Standard, &clash).unwrap_err().contains("both"));
        let unknown = vec![("undoo".to_owned(), vec!["c".to_owned()])];
        assert!(Keymap::with(Preset::Standard, &unknown).unwrap_err().contains("undoo"));
        let no_key = vec![("undo".to_owned(), vec!["Hyper+c".to_owned()])];
        assert!(Keymap::with(Preset::Standard, &no_key).unwrap_err().contains("Hyper+c"));
        assert_eq!(Key::plain(Code::Tab).to_string(), "Tab");
    }
}
