//! The inks of a drawing as a style sheet: each role's light ink, and its dark one for readers who prefer that.

use std::fmt::Write;

use ratatui::style::Color;

use crate::ui::theme::{Role, Theme};

/// The class of a role's things.
pub fn class(role: Role) -> String {
    format!("{role:?}").to_lowercase()
}

fn rgb(theme: Theme, role: Role) -> String {
    hex(theme.style(role).fg)
}

fn hex(colour: Option<Color>) -> String {
    match colour {
        Some(Color::Rgb(r, g, b)) => format!("#{r:02x}{g:02x}{b:02x}"),
        _ => "currentColor".to_owned(),
    }
}

/// What stands in every drawing.
const RULES: &str = "text{font:12px system-ui,sans-serif}.small{font-size:9px}.mark{font-weight:700}\
.grid,.zero,.today{stroke-width:.5;opacity:.45}.zero{opacity:.9}.today{stroke-dasharray:2 3;stroke-width:1;opacity:.9}\
.line{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}.dashed{stroke-dasharray:6 4}.dotted{stroke-dasharray:1 4}\
.ahead{opacity:.55}.wide{opacity:.16}.half{opacity:.32}.planned{opacity:.5}";

/// The style sheet of a drawing that uses these roles: plain colours, which every viewer knows, and others for the dark.
pub fn style(roles: &[Role]) -> String {
    let (light, dark) = (colours(Theme::Light, roles), colours(Theme::Dark, roles));
    format!("{RULES}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}")
}

fn colours(theme: Theme, roles: &[Role]) -> String {
    let (plain, muted, under) = (rgb(theme, Role::Plain), rgb(theme, Role::Muted), hex(theme.base().bg));
    let mut style =
        format!("text{{fill:{plain}}}.muted,.small{{fill:{muted}}}.under{{fill:{under}}}.grid,.zero,.today{{stroke:{muted}}}");
    for role in roles {
        let (name, ink) = (class(*role), rgb(theme, *role));
        // Writing to a text cannot fail.
        let _ = write!(style, ".s-{name}{{stroke:{ink}}}.f-{name},text.{name}{{fill:{ink}}}");
    }
    style
}
