//! Which key does what: the command table's defaults, with a person's own keys laid over them.

use std::collections::HashMap;

use super::action::{Action, COMMANDS, Command, Scope};
use super::key::Key;

/// Keys to commands, for each scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Keymap {
    keys: HashMap<(Scope, Key), usize>,
    shown: Vec<Option<Key>>,
}

impl Default for Keymap {
    fn default() -> Keymap {
        // The table's own keys do not collide; a test says so.
        Keymap::with(&[]).unwrap_or(Keymap { keys: HashMap::new(), shown: Vec::new() })
    }
}

impl Keymap {
    /// The table's keys, with `own` (command name, keys) in place of the defaults of those commands.
    ///
    /// # Errors
    /// A sentence: an unknown command, an unknown key, or one key for two commands of a scope.
    pub fn with(own: &[(String, Vec<String>)]) -> Result<Keymap, String> {
        if let Some((name, _)) = own.iter().find(|(name, _)| COMMANDS.iter().all(|command| command.name != name)) {
            return Err(format!("keys: there is no command \"{name}\"; upswing's help lists them all"));
        }
        let mut keymap = Keymap { keys: HashMap::new(), shown: Vec::with_capacity(COMMANDS.len()) };
        for (index, command) in COMMANDS.iter().enumerate() {
            let mine = own.iter().find(|(name, _)| name == command.name).map(|(_, keys)| keys);
            let names: Vec<&str> = mine.map_or_else(|| command.keys.to_vec(), |keys| keys.iter().map(String::as_str).collect());
            keymap.bind(index, command, &names)?;
        }
        Ok(keymap)
    }

    fn bind(&mut self, index: usize, command: &Command, names: &[&str]) -> Result<(), String> {
        let mut first = None;
        for name in names {
            let key = Key::parse(name).ok_or_else(|| {
                format!("keys: \"{name}\" for {} is no key; write it like c, Enter, Shift+Left or Ctrl+r", command.name)
            })?;
            first = first.or(Some(key));
            let taken = self.keys.insert((command.scope, key), index).and_then(|other| COMMANDS.get(other));
            if let Some(other) = taken {
                return Err(format!("keys: {key} stands for both {} and {}; choose one", other.name, command.name));
            }
        }
        self.shown.push(first);
        Ok(())
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

    #[test]
    fn the_tables_own_keys_do_not_collide() {
        assert!(Keymap::with(&[]).is_ok());
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
        let keymap = Keymap::with(&own).unwrap();
        assert_eq!(keymap.lookup(&[Scope::Everywhere], Key::char(' ')).map(|row| row.action), Some(Action::CheckIn));
        assert!(keymap.lookup(&[Scope::Everywhere], Key::char('c')).is_none());
        assert_eq!(keymap.key_of(Action::CheckIn), "Space");
    }

    #[test]
    fn wrong_keys_are_refused_with_a_sentence() {
        let clash = vec![("undo".to_owned(), vec!["c".to_owned()])];
        assert!(Keymap::with(&clash).unwrap_err().contains("both"));
        let unknown = vec![("undoo".to_owned(), vec!["c".to_owned()])];
        assert!(Keymap::with(&unknown).unwrap_err().contains("undoo"));
        let no_key = vec![("undo".to_owned(), vec!["Hyper+c".to_owned()])];
        assert!(Keymap::with(&no_key).unwrap_err().contains("Hyper+c"));
        assert_eq!(Key::plain(Code::Tab).to_string(), "Tab");
    }
}
