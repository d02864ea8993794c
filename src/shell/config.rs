//! The configuration file: theme, characters, keys, thresholds. Everything may be left out.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::app::{Keymap, Preset};
use crate::domain::{WeekStart, typed};
use crate::engine::Tuning;
use crate::exchange::Declared;
use crate::store::Keep;
use crate::ui::theme::{Glyphs, Theme};

use super::paths::home_of;
use super::sharing::{Sharing, WrittenSharing};
use super::watched::Watching;

/// When the day starts unless the file says otherwise, minutes after midnight.
const DAY_STARTS: u16 = 3 * 60;

/// The latest start of a day, minutes after midnight: from noon on nobody means the day before.
const LATEST_START: u16 = 12 * 60;

/// What the file holds, as written.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Written {
    theme: Option<String>,
    ascii: bool,
    ask_ready: bool,
    day_starts: Option<String>,
    week_starts: Option<String>,
    keys: WrittenKeys,
    thresholds: BTreeMap<String, BTreeMap<String, f64>>,
    backup: WrittenBackup,
    sync: WrittenSharing,
    import: WrittenImport,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct WrittenImport {
    watch: Vec<String>,
    sleep_windows: bool,
    hrv_kind: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
struct WrittenKeys {
    preset: Option<String>,
    #[serde(flatten)]
    own: BTreeMap<String, Vec<String>>,
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
    /// When the day starts, minutes after midnight: whoever is still up belongs to the day before.
    pub day_starts: u16,
    /// How many backups rotate by themselves.
    pub backup: Keep,
    /// How the journal is shared between devices.
    pub sync: Sharing,
    /// The folders and files that are looked at by themselves.
    pub watching: Watching,
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
            day_starts: DAY_STARTS,
            backup: Keep::default(),
            sync: Sharing::default(),
            watching: Watching::default(),
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
        let own: Vec<(String, Vec<String>)> = written.keys.own.into_iter().collect();
        let preset = written.keys.preset.map(|name| preset_of(&name)).transpose()?.unwrap_or_default();
        let week_starts = written.week_starts.map(|name| week_start_of(&name)).transpose()?.unwrap_or_default();
        let day_starts = written.day_starts.map_or(Ok(DAY_STARTS), |time| day_start_of(&time))?;
        let mut tuning = Tuning { ask_ready: written.ask_ready, week_starts, ..Tuning::default() };
        for (group, numbers) in &written.thresholds {
            for (name, value) in numbers {
                tuning.set(group, name, *value)?;
            }
        }
        let glyphs = if written.ascii { &Glyphs::ASCII } else { &Glyphs::UNICODE };
        let backup = Keep { days: written.backup.keep.unwrap_or(Keep::default().days), ..Keep::default() };
        let (sync, watching) = (Sharing::of(written.sync)?, written.import.read()?);
        let keymap = Keymap::with(preset, &own)?;
        Ok(Settings { theme, glyphs, keymap, tuning, day_starts, backup, sync, watching, problem: None })
    }
}

impl WrittenImport {
    fn read(self) -> Result<Watching, String> {
        let paths = self.watch.iter().map(|text| watched_path(text)).collect::<Result<Vec<_>, _>>()?;
        let hrv_is_rmssd = match self.hrv_kind.as_deref() {
            None => false,
            Some("rmssd") => true,
            Some(other) => return Err(format!("import.hrv_kind: expected \"rmssd\", found \"{other}\"")),
        };
        Ok(Watching { paths, declared: Declared { day: None, sleep_windows: self.sleep_windows, hrv_is_rmssd } })
    }
}

/// A whole path.
fn watched_path(text: &str) -> Result<PathBuf, String> {
    let path = home_of(text);
    if path.is_absolute() {
        return Ok(path);
    }
    Err(format!("import.watch: expected whole paths such as \"~/Sync/gadgetbridge\", found \"{text}\""))
}

fn day_start_of(text: &str) -> Result<u16, String> {
    let found = typed::time_of_day(text).ok().filter(|minutes| *minutes <= LATEST_START);
    found.ok_or_else(|| format!("day_starts: expected a time from 00:00 to 12:00 such as \"03:00\", found \"{text}\""))
}

fn week_start_of(name: &str) -> Result<WeekStart, String> {
    let names: Vec<&str> = WeekStart::ALL.iter().map(|start| start.id()).collect();
    WeekStart::from_id(name).ok_or_else(|| format!("week_starts: expected one of {}, found \"{name}\"", names.join(", ")))
}

fn preset_of(name: &str) -> Result<Preset, String> {
    let names = Preset::ALL.map(Preset::id);
    let found = Preset::ALL.into_iter().find(|preset| preset.id() == name);
    found.ok_or_else(|| format!("keys: expected preset to be one of {}, found \"{name}\"", names.join(", ")))
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
        let text = "theme = \"mono\"\nascii = true\nask_ready = true\nday_starts = \"04:30\"\nweek_starts = \"sunday\"\n[keys]\ncheck-in = [\"Space\"]\n[thresholds.readiness]\nbase = 60000\n";
        let settings = Settings::parse(text).unwrap();
        assert_eq!(settings.theme, Some(Theme::Mono));
        assert_eq!((settings.tuning.readiness.base, settings.tuning.ask_ready), (60_000, true));
        assert_eq!((settings.day_starts, settings.tuning.week_starts), (270, WeekStart::Sunday));
        assert_eq!(Settings::default().day_starts, 180);
        assert_eq!(settings.glyphs, &Glyphs::ASCII);
    }

    #[test]
    fn a_set_of_keys_is_chosen_and_own_ones_are_laid_over_it() {
        let settings = Settings::parse("[keys]\npreset = \"vim\"\nlog = [\"Z\"]\n").unwrap();
        let own = vec![("log".to_owned(), vec!["Z".to_owned()])];
        assert_eq!(settings.keymap, Keymap::with(Preset::Vim, &own).unwrap());
    }

    #[test]
    fn a_mistake_is_named() {
        for (text, word) in [
            ("theme = \"pink\"", "pink"),
            ("[import]\nwatch = [\"Sync\"]", "Sync"),
            ("[import]\nhrv_kind = \"sdnn\"", "sdnn"),
            ("colour = 1", "colour"),
            ("day_starts = \"13:00\"", "12:00"),
            ("day_starts = \"3\"", "day_starts"),
            ("week_starts = \"friday\"", "saturday"),
            ("[thresholds.readiness]\nbase = -1", "base"),
            ("[thresholds.readiness]\nno_such = 1", "no_such"),
            ("[keys]\nundo = [\"c\"]", "both"),
            ("[keys]\npreset = \"emacs\"", "emacs"),
            ("theme = ", "1"),
        ] {
            let problem = Settings::parse(text).unwrap_err();
            assert!(problem.contains(word), "{problem}");
        }
    }
}
