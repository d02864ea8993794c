//! Opening what every command needs: the settings, the journal, the day.

use crate::app::{Model, Now, Tone};
use crate::domain::{Day, Journal};
use crate::shell::{Opening, Paths, Settings, clock, dashboard as run_dashboard};
use crate::store::{Store, writer_id};
use crate::ui::Look;
use crate::ui::theme::Theme;

/// What every command needs.
pub struct Opened {
    /// Where the files are.
    pub paths: Paths,
    /// The configuration.
    pub settings: Settings,
    /// The store that was read.
    pub store: Store,
    /// What was read from it.
    pub journal: Journal,
    /// The day and time.
    pub now: Now,
    /// The day fixed by the environment.
    pub fixed_day: Option<Day>,
    /// What was wrong but did not stop: a damaged entry, a mistake in the configuration.
    pub problems: Vec<String>,
}

/// Reads the settings and the journal. Nothing is created.
///
/// # Errors
/// A sentence: no home folder, a day that is none, a journal that cannot be read.
pub fn open() -> Result<Opened, String> {
    let fixed_day = clock::fixed_day()?;
    let paths = Paths::find().map_err(|error| error.to_string())?;
    let settings = Settings::read(&paths.config_file());
    let mut store = Store::at(paths.journal());
    let loaded = store.load().map_err(|error| error.to_string())?;
    let mut problems: Vec<String> = settings.problem.iter().cloned().collect();
    problems.extend(loaded.damaged.iter().map(|damage| format!("Left out, because it cannot be read: {damage}.")));
    let mut journal = Journal::default();
    journal.add(loaded.entries);
    Ok(Opened { paths, settings, store, journal, now: clock::now(fixed_day), fixed_day, problems })
}

/// Opens the dashboard on the person's journal, or on the sample year.
///
/// # Errors
/// A sentence: the journal cannot be read, or there is no terminal.
pub fn dashboard(_demo: bool) -> Result<u8, String> {
    let opened = open()?;
    let look = look(&opened.settings);
    let mut model = Model::new(opened.journal, opened.now, writer_id(), opened.settings.tuning, opened.settings.keymap);
    for problem in opened.problems {
        model.say(Tone::Error, problem, opened.now);
    }
    let draft = Some(opened.paths.data.join("draft.json"));
    let opening = Opening { model, store: opened.store, look, fixed_day: opened.fixed_day, draft };
    run_dashboard(opening).map_err(|error| format!("expected a terminal to draw on: {error}. In a script, use upswing today."))
}

/// Inks and characters: the person's, as far as the terminal can show them.
fn look(settings: &Settings) -> Look {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let true_colour = std::env::var("COLORTERM").is_ok_and(|value| value == "truecolor" || value == "24bit");
    Look { theme: Theme::chosen(settings.theme, set("NO_COLOR"), true_colour), glyphs: settings.glyphs }
}
