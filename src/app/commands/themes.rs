//! Themes: tried on while their list is open, kept when one is taken.

use crate::app::event::Effect;
use crate::app::list::{Content, Pick};
use crate::app::model::{Model, Overlay};

/// Shows the theme under the cursor, and the chosen one again once the list is closed.
pub fn preview(model: &mut Model) -> Option<Effect> {
    let wanted = match &model.overlay {
        Some(Overlay::List(list)) if list.content == Content::Themes => match list.pick() {
            Pick::Theme(name) => name,
            _ => model.themes.chosen.clone(),
        },
        _ => model.themes.chosen.clone(),
    };
    (wanted != model.themes.seen).then(|| {
        model.themes.seen.clone_from(&wanted);
        Effect::ShowTheme(wanted)
    })
}

/// Takes a theme. It is kept in the configuration.
pub fn take(model: &mut Model, name: String) -> Vec<Effect> {
    model.overlay = None;
    model.themes.chosen.clone_from(&name);
    vec![Effect::KeepTheme(name)]
}
