//! Reading a configuration so that one wrong line costs that line: what can be read is read, the rest is told.

use serde::de::DeserializeOwned;
use toml::{Table, Value};

/// Wrong lines that are told; a file with more is no configuration.
const MOST: usize = 20;

/// What a text says, without what cannot be read; `problems` gets a sentence for each line left out.
pub fn read<T: DeserializeOwned + Default>(text: &str, problems: &mut Vec<String>) -> T {
    let reader = Lenient::<T> { text, of: std::marker::PhantomData };
    let table = reader.keep(&mut Vec::new(), Value::Table(sound(text, problems)), problems);
    table.and_then(|table| table.try_into().ok()).unwrap_or_default()
}

/// The table of a text; lines that break its grammar are left out one by one.
fn sound(text: &str, problems: &mut Vec<String>) -> Table {
    let mut lines: Vec<&str> = text.lines().collect();
    for _ in 0..MOST {
        let error = match lines.join("\n").parse::<Table>() {
            Ok(table) => return table,
            Err(error) => error,
        };
        let text = lines.join("\n");
        let at = error.span().map_or(0, |span| text.get(..span.start).map_or(0, |before| before.matches('\n').count()));
        problems.push(format!("line {}: {}", at + 1, error.message().trim_end()));
        match lines.get_mut(at) {
            Some(line) if !line.trim().is_empty() => *line = "",
            _ => break,
        }
    }
    Table::new()
}

struct Lenient<'t, T> {
    text: &'t str,
    of: std::marker::PhantomData<T>,
}

impl<T: DeserializeOwned> Lenient<'_, T> {
    /// A value at a path if it can be meant; of a table what can be.
    fn keep(&self, path: &mut Vec<String>, value: Value, problems: &mut Vec<String>) -> Option<Value> {
        if meant::<T>(path, value.clone()).is_ok() {
            return Some(value);
        }
        let empty = meant::<T>(path, Value::Table(Table::new()));
        match value {
            Value::Table(table) if empty.is_ok() => {
                let mut kept = Table::new();
                for (key, value) in table {
                    path.push(key.clone());
                    kept.extend(self.keep(path, value, problems).map(|value| (key, value)));
                    path.pop();
                }
                Some(Value::Table(kept))
            }
            value => {
                let why = meant::<T>(path, value).err().map(|error| error.message().replace('\n', " ")).unwrap_or_default();
                problems.push(format!("{}{}: {}", self.place(path), path.join("."), why.trim_end()));
                None
            }
        }
    }

    /// `line 3: `, where the key stands by itself.
    fn place(&self, path: &[String]) -> String {
        let key = path.last().map(String::as_str).unwrap_or_default();
        let names = |line: &str| {
            let line = line.trim_start().trim_start_matches(['[', '"', '\'']);
            line.strip_prefix(key)
                .is_some_and(|rest| rest.trim_start_matches(['"', '\'']).trim_start().starts_with(['=', ']', '.']))
        };
        let line = self.text.lines().position(names);
        line.map(|line| format!("line {}: ", line + 1)).unwrap_or_default()
    }
}

/// Does the configuration know this value at this path?
fn meant<T: DeserializeOwned>(path: &[String], value: Value) -> Result<T, toml::de::Error> {
    let whole = path.iter().rev().fold(value, |value, key| {
        let mut table = Table::new();
        table.insert(key.clone(), value);
        Value::Table(table)
    });
    whole.try_into()
}
