//! A person's own theme: a theme that is there with other inks for some roles.

use std::collections::BTreeMap;

use ratatui::style::Color;

use super::{INKS, Own, Role, Theme};

/// Keys of a theme that are no roles.
const BASE: &str = "base";
const BACKGROUND: &str = "background";

/// A theme as written: `base` and `background`, and a colour for each role that is to look otherwise. A wrong
/// line costs that line; `problems` gets a sentence for it.
pub fn read(name: &str, written: &BTreeMap<String, String>, problems: &mut Vec<String>) -> Own {
    let mut own = Own { name: name.to_owned(), base: Theme::Dark, background: None, inks: Vec::new() };
    for (key, value) in written {
        if let Err(problem) = take(&mut own, key, value) {
            problems.push(format!("themes.{name}.{key}: {problem}"));
        }
    }
    own
}

fn take(own: &mut Own, key: &str, value: &str) -> Result<(), String> {
    match key {
        BASE => own.base = Theme::named(value, &[])?,
        BACKGROUND => own.background = Some(rgb(value)?),
        role => own.inks.push((role_of(role)?, Color::from_u32(rgb(value)?))),
    }
    Ok(())
}

fn rgb(text: &str) -> Result<u32, String> {
    let digits =
        text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit()));
    let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
    number.ok_or_else(|| format!("expected a colour such as \"#5aa9ff\", found \"{text}\""))
}

/// A role by its name in a configuration: `border_focus`.
fn role_of(name: &str) -> Result<Role, String> {
    let found = INKS.iter().map(|ink| ink.role).find(|role| role_name(*role) == name);
    found.ok_or_else(|| {
        let all: Vec<String> = INKS.iter().map(|ink| role_name(ink.role)).collect();
        format!("there is no role of this name; the roles are {BASE}, {BACKGROUND}, {}", all.join(", "))
    })
}

/// The name of a role in a configuration.
pub fn role_name(role: Role) -> String {
    let mut name = String::new();
    for letter in format!("{role:?}").chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
