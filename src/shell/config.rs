//! The configuration file: theme, characters, keys, thresholds. Everything may be left out.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::app::Keymap;
use crate::engine::Tuning;
use crate::store::Keep;
use crate::ui::theme::{Glyphs, Theme};

/// What the file holds, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    theme: Option<String>,
    ascii: bool,
    ask_ready: bool,
    keys: BTreeMap<String, Vec<String>>,
    thresholds: BTreeMap<String, BTreeMap<String, f64>>,
    backup: WrittenBackup,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenBackup {
    keep: Option<usize>,
}

/// What it means.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The inks asked for.
    pub theme: Option<Theme>,
    /// The characters.
    pub glyphs: &'static Glyphs,
    /// The keys.
    pub keymap: Keymap,
    /// The numbers.
    pub tuning: Tuning,
    /// How many backups rotate by themselves.
    pub backup: Keep,
    /// What was wrong in the file; the defaults stand in its place.
    pub problem: Option<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: None,
            glyphs: &Glyphs::UNICODE,
            keymap: Keymap::default(),
            tuning: Tuning::default(),
            backup: Keep::default(),
            problem: None,
        }
    }
}

impl Settings {
    /// Reads the file. A file with a mistake is told and left aside as a whole: a half-read
    /// configuration would be a second truth.
    pub fn read(file: &Path) -> Settings {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Settings::default(),
            Err(error) => {
                return Settings::with_problem(format!("{} cannot be read: {error}. The defaults are used.", file.display()));
            }
        };
        Settings::parse(&text)
            .unwrap_or_else(|problem| Settings::with_problem(format!("{}: {problem}. The defaults are used.", file.display())))
    }

    fn with_problem(problem: String) -> Settings {
        Settings { problem: Some(problem), ..Settings::default() }
    }

    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// A sentence with what was expected and found, and where.
    pub fn parse(text: &str) -> Result<Settings, String> {
        let written: Written = toml::from_str(text).map_err(|error| error.to_string().trim_end().replace('\n', " "))?;
        let theme = written.theme.map(|name| theme_of(&name)).transpose()?;
        let own: Vec<(String, Vec<String>)> = written.keys.into_iter().collect();
        let mut tuning = Tuning { ask_ready: written.ask_ready, ..Tuning::default() };
        for (group, numbers) in &written.thresholds {
            for (name, value) in numbers {
                tuning.set(group, name, *value)?;
            }
        }
        let glyphs = if written.ascii { &Glyphs::ASCII } else { &Glyphs::UNICODE };
        let backup = Keep { days: written.backup.keep.unwrap_or(Keep::default().days), ..Keep::default() };
        Ok(Settings { theme, glyphs, keymap: Keymap::with(&own)?, tuning, backup, problem: None })
    }
}

fn theme_of(name: &str) -> Result<Theme, String> {
    let names: Vec<&str> = Theme::ALL.iter().map(|theme| theme.id()).collect();
    Theme::from_id(name).ok_or_else(|| format!("theme: expected one of {}, found \"{name}\"", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_file_is_laid_over_the_defaults() {
        let text = "theme = \"mono\"\nascii = true\nask_ready = true\n[keys]\ncheck-in = [\"Space\"]\n[thresholds.readiness]\nbase = 60000\n";
        let settings = Settings::parse(text).unwrap();
        assert_eq!(settings.theme, Some(Theme::Mono));
        assert_eq!((settings.tuning.readiness.base, settings.tuning.ask_ready), (60_000, true));
        assert_eq!(settings.glyphs, &Glyphs::ASCII);
    }

    #[test]
    fn a_mistake_is_named() {
        for (text, word) in [
            ("theme = \"pink\"", "pink"),
            ("colour = 1", "colour"),
            ("[thresholds.readiness]\nbase = -1", "base"),
            ("[thresholds.readiness]\nno_such = 1", "no_such"),
            ("[keys]\nundo = [\"c\"]", "both"),
            ("theme = ", "1"),
        ] {
            let problem = Settings::parse(text).unwrap_err();
            assert!(problem.contains(word), "{problem}");
        }
    }
}
