//! The dashboard: on the person's journal, or on the sample year.

use crate::app::{Model, Tone};
use crate::shell::{Opening, Settings, dashboard as run_dashboard};
use crate::store::Store;
use crate::ui::Look;
use crate::ui::theme::Theme;

use super::answer::Problem;
use super::open::{Opened, open};
use super::sample;

/// Opens the dashboard on the person's journal; returns the exit code.
///
/// # Errors
/// The journal cannot be read, or there is no terminal.
pub fn own() -> Result<u8, Problem> {
    let opened = open()?;
    let draft = Some(opened.paths.data.join("draft.json"));
    let look = look(&opened.settings);
    let fixed_day = opened.fixed_day;
    let (model, store) = model(opened);
    run(Opening { model, store, look, fixed_day, draft })
}

/// Opens the dashboard on the sample year. It is kept in memory; nothing is read or written.
///
/// # Errors
/// There is no terminal.
pub fn demo() -> Result<u8, Problem> {
    let opened = sample::opened()?;
    let look = look(&opened.settings);
    let fixed_day = opened.fixed_day;
    let (mut model, store) = model(opened);
    model.demo = true;
    run(Opening { model, store, look, fixed_day, draft: None })
}

fn model(opened: Opened) -> (Model, Store) {
    let Opened { journal, now, device, settings, problems, store, .. } = opened;
    let mut model = Model::new(journal, now, device, settings.tuning, settings.keymap);
    for problem in problems {
        model.say(Tone::Error, problem, now);
    }
    (model, store)
}

fn run(opening: Opening) -> Result<u8, Problem> {
    let no_terminal =
        |error| Problem::Failed(format!("expected a terminal to draw on: {error}. In a script, use `upswing today`."));
    run_dashboard(opening).map_err(no_terminal)
}

/// Inks and characters: the person's, as far as the terminal can show them.
fn look(settings: &Settings) -> Look {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let true_colour = std::env::var("COLORTERM").is_ok_and(|value| value == "truecolor" || value == "24bit");
    Look { theme: Theme::chosen(settings.theme, set("NO_COLOR"), true_colour), glyphs: settings.glyphs }
}
