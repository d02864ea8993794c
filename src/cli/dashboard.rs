//! The dashboard: on the person's journal, or on the sample year.

use crate::app::{self, Action, Model, Tone};
use crate::shell::clock::{self, Clock};
use crate::shell::{Ended, Files, Opening, Settings, Themes, Watching, console, dashboard as run_dashboard, find_left};
use crate::store::Store;
use crate::ui::Look;
use crate::ui::theme::Theme;

use super::answer::Problem;
use super::open::{Opened, Wanted, configured, open};
use super::sample;

/// Opens the dashboard on the person's journal; tells how it ended.
///
/// # Errors
/// The journal cannot be read, or there is no terminal.
pub fn own() -> Result<Ended, Problem> {
    terminal()?;
    let configured = configured()?;
    // What is offered first is worked on with all entries.
    let left = find_left(&configured.paths.refuges());
    let opened = open(configured, if left.is_some() { Wanted::Whole } else { Wanted::Near })?;
    let look = look(&opened.settings);
    let themes = Themes { own: opened.settings.themes.clone(), file: Some(opened.paths.config_file()) };
    let clock = opened.clock;
    let fold = Some(opened.fold.clone());
    let (paths, now) = (&opened.paths, opened.now);
    let files = Files {
        draft: Some(paths.data.join("draft.json")),
        watched: Some(paths.watched()),
        refuges: paths.refuges(),
        backups: Some((paths.backups(), opened.settings.backup, opened.today())),
    };
    let shared = opened.settings.sync.own_place(paths);
    let watching = opened.settings.watching.clone();
    let (mut model, store) = model(opened);
    model.arriving.watches = !watching.paths.is_empty();
    if let Err(error) = store.writable() {
        model.say(Tone::Error, format!("{error} What you enter is kept, and offered at the next start."), now);
    }
    run(with_themes(Opening { model, store, look, themes, clock, files, shared, watching, people: None, fold }))
}

/// Opens the dashboard on the sample year. It is kept in memory; nothing is read or written.
///
/// # Errors
/// There is no terminal.
pub fn demo() -> Result<Ended, Problem> {
    terminal()?;
    let opened = sample::opened()?;
    let look = look(&opened.settings);
    let themes = Themes { own: opened.settings.themes.clone(), file: None };
    let clock = opened.clock;
    let (mut model, store) = model(opened);
    model.borrowed = Some("sample year".to_owned());
    run(borrowed(model, store, look, themes, clock))
}

/// Opens the dashboard on what somebody else shares. It is kept in memory; nothing is written.
///
/// # Errors
/// There is no terminal.
pub fn of(name: &str, opened: Opened) -> Result<Ended, Problem> {
    terminal()?;
    let look = look(&opened.settings);
    let themes = Themes { own: opened.settings.themes.clone(), file: None };
    let clock = opened.clock;
    let (model, store) = somebody(name, opened);
    run(borrowed(model, store, look, themes, clock))
}

/// Opens the list of everybody; who is taken is opened by `open`, and left to the list.
///
/// # Errors
/// There is no terminal.
pub fn of_people(
    people: Vec<app::Line>,
    opened: Opened,
    open: impl Fn(&str) -> Result<Opened, Problem> + 'static,
) -> Result<Ended, Problem> {
    terminal()?;
    let look = look(&opened.settings);
    let themes = Themes { own: opened.settings.themes.clone(), file: None };
    let clock = opened.clock;
    let (mut model, store) = model(opened);
    app::show_people(&mut model, people);
    model.borrowed = Some("people".to_owned());
    let open = move |name: &str| Ok(somebody(name, open(name).map_err(|problem| problem.sentence().to_owned())?));
    run(Opening { people: Some(Box::new(open)), ..borrowed(model, store, look, themes, clock) })
}

fn somebody(name: &str, opened: Opened) -> (Model, Store) {
    let (mut model, store) = model(opened);
    model.borrowed = Some(name.to_owned());
    (model, store)
}

/// A dashboard that writes nothing.
fn borrowed(model: Model, store: Store, look: Look, themes: Themes, clock: Clock) -> Opening {
    let (files, watching) = (Files::default(), Watching::default());
    with_themes(Opening { model, store, look, themes, clock, files, shared: None, watching, people: None, fold: None })
}

/// Tells the model which themes there are. Where the environment wants no colour there is nothing to choose.
fn with_themes(mut opening: Opening) -> Opening {
    let seen = opening.look.theme.id().to_owned();
    let all = opening.themes.own.iter().chain(&Theme::ALL).map(|theme| theme.id().to_owned());
    let names = if console::colours_unwanted() { vec![seen.clone()] } else { all.collect() };
    opening.model.themes = app::themes::Themes { names, chosen: seen.clone(), seen };
    opening
}

fn model(opened: Opened) -> (Model, Store) {
    let Opened { journal, now, device, settings, problems, store, season, .. } = opened;
    let mut model = match season {
        Some(season) => Model::soon(journal, season, now, device, settings.tuning, settings.keymap),
        None => Model::new(journal, now, device, settings.tuning, settings.keymap),
    };
    model.date_of = clock::date_of;
    let (last, more) = (problems.len().saturating_sub(1), model.keymap.key_of(Action::Messages));
    for (place, problem) in problems.into_iter().enumerate() {
        // One is shown at a time; what else there is is not kept quiet.
        let others = if place == last && last > 0 { format!(" {last} more: {more} shows all.") } else { String::new() };
        model.say(Tone::Error, problem + &others, now);
    }
    (model, store)
}

/// Can the terminal draw? One that says it cannot gets a sentence and no screen.
fn terminal() -> Result<(), Problem> {
    if let Some(found) = console::dumb() {
        return Err(Problem::Failed(format!(
            "expected a terminal that can draw, found {found}. The command line says the same: `upswing today`, `upswing --help`."
        )));
    }
    Ok(())
}

fn run(opening: Opening) -> Result<Ended, Problem> {
    let no_terminal =
        |error| Problem::Failed(format!("expected a terminal to draw on: {error}. In a script, use `upswing today`."));
    run_dashboard(opening).map_err(no_terminal)
}

/// Inks and characters: the person's, as far as the terminal can show them.
fn look(settings: &Settings) -> Look {
    let true_colour = std::env::var("COLORTERM").is_ok_and(|value| value == "truecolor" || value == "24bit");
    Look { theme: Theme::chosen(settings.theme, console::colours_unwanted(), true_colour), glyphs: settings.glyphs }
}
