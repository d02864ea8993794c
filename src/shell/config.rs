//! The configuration file: theme, characters, keys, thresholds. Everything may be left out.

mod lenient;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::app::{Keymap, Preset};
use crate::domain::{WeekStart, typed};
use crate::engine::Tuning;
use crate::exchange::Declared;
use crate::store::{Keep, private};
use crate::ui::theme::{Glyphs, Theme, own};

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
    themes: BTreeMap<String, BTreeMap<String, String>>,
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
    /// The person's own inks.
    pub themes: Vec<Theme>,
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
    /// What was wrong in the file, a sentence each; the defaults stand in its place.
    pub problems: Vec<String>,
    /// The file, as it was read.
    pub text: String,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: None,
            themes: Vec::new(),
            glyphs: &Glyphs::UNICODE,
            keymap: Keymap::default(),
            tuning: Tuning::default(),
            day_starts: DAY_STARTS,
            backup: Keep::default(),
            sync: Sharing::default(),
            watching: Watching::default(),
            problems: Vec::new(),
            text: String::new(),
        }
    }
}

impl Settings {
    /// Reads the file. A wrong line costs that line, and is told.
    pub fn read(file: &Path) -> Settings {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Settings::default(),
            Err(error) => {
                let problem = format!("{} cannot be read: {error}. The defaults are used.", file.display());
                return Settings { problems: vec![problem], ..Settings::default() };
            }
        };
        let mut settings = Settings::parse(&text);
        settings
            .problems
            .iter_mut()
            .for_each(|problem| *problem = format!("{}: {problem}; the default stands in its place.", file.display()));
        settings
    }

    /// Reads the text of a configuration file.
    pub fn parse(text: &str) -> Settings {
        let mut problems = Vec::new();
        let mut written: Written = lenient::read(text, &mut problems);
        if !problems.is_empty() && written.sync.is_said() {
            // A key for sealing may have been on a line that was left out: nothing goes out unsealed by mistake.
            written.sync = WrittenSharing::default();
            problems.push("sync: nothing is exchanged until every line can be read".to_owned());
        }
        let leaked = |(name, inks): (&String, &BTreeMap<String, String>)| {
            // Read once, and as long as the program runs.
            Theme::Own(Box::leak(Box::new(own::read(name, inks, &mut problems))))
        };
        let themes: Vec<Theme> = written.themes.iter().map(leaked).collect();
        let mut told = Problems(problems);
        let theme = written.theme.and_then(|name| told.ok("theme", Theme::named(&name, &themes)));
        let week_starts = written.week_starts.and_then(|name| told.ok("week_starts", week_start_of(&name))).unwrap_or_default();
        let day_starts = written.day_starts.and_then(|time| told.ok("day_starts", day_start_of(&time))).unwrap_or(DAY_STARTS);
        let mut tuning = Tuning { ask_ready: written.ask_ready, week_starts, ..Tuning::default() };
        for (group, numbers) in &written.thresholds {
            for (name, value) in numbers {
                told.ok("thresholds", tuning.set(group, name, *value));
            }
        }
        told.0.extend(tuning.put_in_order().into_iter().map(|problem| format!("thresholds: {problem}")));
        let keymap = keymap(written.keys, &mut told);
        let glyphs = if written.ascii { &Glyphs::ASCII } else { &Glyphs::UNICODE };
        let backup = Keep { days: written.backup.keep.unwrap_or(Keep::default().days), ..Keep::default() };
        let sync = told.ok("sync", Sharing::of(written.sync)).unwrap_or_default();
        let watching = told.ok("import", written.import.read()).unwrap_or_default();
        let (problems, text) = (told.0, text.to_owned());
        Settings { theme, themes, glyphs, keymap, tuning, day_starts, backup, sync, watching, problems, text }
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
        Ok(Watching { paths, declared: Declared { sleep_windows: self.sleep_windows, hrv_is_rmssd, ..Declared::default() } })
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

/// What was wrong so far.
struct Problems(Vec<String>);

impl Problems {
    /// What is right; what is wrong is told, under the name of its setting where it does not say it itself.
    fn ok<T>(&mut self, setting: &str, read: Result<T, String>) -> Option<T> {
        let named = |problem: String| if problem.starts_with(setting) { problem } else { format!("{setting}: {problem}") };
        read.map_err(|problem| self.0.push(named(problem))).ok()
    }
}

/// The keys of the person, laid over the defaults one command after the other, so that a wrong one costs itself.
fn keymap(keys: WrittenKeys, told: &mut Problems) -> Keymap {
    let preset = keys.preset.and_then(|name| told.ok("keys", preset_of(&name))).unwrap_or_default();
    let mut own: Vec<(String, Vec<String>)> = keys.own.into_iter().collect();
    if let Ok(keymap) = Keymap::with(preset, &own) {
        return keymap;
    }
    // Two that exchange their keys are right together only: all are tried, and taken away from the end.
    let mut taken = Vec::new();
    while Keymap::with(preset, &own).is_err() {
        taken.extend(own.pop());
    }
    for command in taken.into_iter().rev() {
        own.push(command);
        if let Err(problem) = Keymap::with(preset, &own) {
            own.pop();
            told.ok::<()>("keys", Err(problem));
        }
    }
    Keymap::with(preset, &own).unwrap_or_default()
}

/// Writes a theme's name into the configuration, in place of the one that stands there; tells where.
///
/// # Errors
/// A sentence: there is no file to write, or it cannot be written.
pub fn keep_theme(file: Option<&Path>, name: &str) -> Result<String, String> {
    let Some(file) = file else { return Ok("For now: nothing is written here.".to_owned()) };
    let failed =
        |error: std::io::Error| format!("{} cannot be written: {error}. The theme lasts until you leave.", file.display());
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed(error)),
    };
    // Where it is a link, what it leads to is written.
    let place = std::fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    private::make_folder_of(&place).map_err(failed)?;
    private::replace(&place, with_theme(&text, name).as_bytes()).map_err(failed)?;
    Ok(format!("Kept in {}.", file.display()))
}

/// The text with this theme; every other line stays as it was written.
fn with_theme(text: &str, name: &str) -> String {
    let line = format!("theme = \"{name}\"");
    let mut lines: Vec<&str> = text.lines().collect();
    // Settings of the file itself stand before the first table.
    let tables = lines.iter().position(|line| line.trim_start().starts_with('[')).unwrap_or(lines.len());
    let says_theme = |line: &&str| line.trim_start().strip_prefix("theme").is_some_and(|rest| rest.trim_start().starts_with('='));
    match lines.iter().take(tables).position(says_theme).and_then(|place| lines.get_mut(place)) {
        Some(stands) => *stands = &line,
        None => lines.insert(0, &line),
    }
    lines.join("\n") + "\n"
}

fn day_start_of(text: &str) -> Result<u16, String> {
    let found = typed::time_of_day(text).ok().filter(|minutes| *minutes <= LATEST_START);
    found.ok_or_else(|| format!("expected a time from 00:00 to 12:00 such as \"03:00\", found \"{text}\""))
}

fn week_start_of(name: &str) -> Result<WeekStart, String> {
    let names: Vec<&str> = WeekStart::ALL.iter().map(|start| start.id()).collect();
    WeekStart::from_id(name).ok_or_else(|| format!("expected one of {}, found \"{name}\"", names.join(", ")))
}

fn preset_of(name: &str) -> Result<Preset, String> {
    let names = Preset::ALL.map(Preset::id);
    let found = Preset::ALL.into_iter().find(|preset| preset.id() == name);
    found.ok_or_else(|| format!("keys: expected preset to be one of {}, found \"{name}\"", names.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_own_file_is_laid_over_the_defaults() {
        let text = "theme = \"mono\"\nascii = true\nask_ready = true\nday_starts = \"04:30\"\nweek_starts = \"sunday\"\n[keys]\ncheck-in = [\"Space\"]\n[thresholds.readiness]\nbase = 60000\n";
        let settings = Settings::parse(text);
        assert!(settings.problems.is_empty(), "{:?}", settings.problems);
        assert_eq!(settings.theme, Some(Theme::Mono));
        assert_eq!((settings.tuning.readiness.base, settings.tuning.ask_ready), (60_000, true));
        assert_eq!((settings.day_starts, settings.tuning.week_starts), (270, WeekStart::Sunday));
        assert_eq!(Settings::default().day_starts, 180);
        assert_eq!(settings.glyphs, &Glyphs::ASCII);
    }

    #[test]
    fn a_set_of_keys_is_chosen_and_own_ones_are_laid_over_it() {
        let settings = Settings::parse("[keys]\npreset = \"vim\"\nlog = [\"Z\"]\n");
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
            ("[thresholds.readiness]\nbuild_from = 10", "train_from"),
            ("[keys]\nundo = [\"c\"]", "both"),
            ("[keys]\npreset = \"emacs\"", "emacs"),
            ("theme = ", "1"),
        ] {
            let problem = Settings::parse(text).problems.join("; ");
            assert!(problem.contains(word), "{problem}");
        }
    }

    #[test]
    fn a_theme_is_written_and_nothing_else_changes() {
        assert_eq!(with_theme("", "dark"), "theme = \"dark\"\n");
        let text = "# mine\nascii = true\n theme=\"mono\" # tried\n[themes.theme]\ntheme = \"x\"\n";
        let written = "# mine\nascii = true\ntheme = \"light\"\n[themes.theme]\ntheme = \"x\"\n";
        assert_eq!(with_theme(text, "light"), written);
        assert_eq!(with_theme("[keys]\nundo = [\"z\"]\n", "light"), "theme = \"light\"\n[keys]\nundo = [\"z\"]\n");
    }

    #[test]
    fn a_wrong_line_costs_that_line() {
        let text = "theme = \"light\"\nascii = 3\nask_ready = true\nwhat is this\n[keys]\nundo = [\"c\"]\nlog = [\"Hyper+x\"]\nredo = [\"Ctrl+y\"]\n\
                    [thresholds.readiness]\nbase = \"high\"\nno_such = 1\n[themes.sea]\nfatigue = \"#ff8800\"\nfitness = \"blue\"\nfog = \"#111111\"\n";
        let settings = Settings::parse(text);
        assert_eq!((settings.theme, settings.tuning.ask_ready), (Some(Theme::Light), true));
        assert!(settings.keymap.key_of(crate::app::Action::Redo) == "Ctrl+y");
        let sea = Theme::named("sea", &settings.themes).unwrap();
        assert_eq!(sea.style(crate::ui::theme::Role::Fatigue).fg, Some(ratatui::style::Color::Rgb(0xff, 0x88, 0)));
        for word in [
            "line 4",
            "line 2: ascii",
            "undo",
            "Hyper+x",
            "line 10: thresholds.readiness.base",
            "no_such",
            "sea.fitness",
            "sea.fog",
        ] {
            assert!(settings.problems.iter().any(|problem| problem.contains(word)), "{word}: {:#?}", settings.problems);
        }
        assert_eq!(settings.problems.len(), 8, "{:#?}", settings.problems);
    }
}
