//! The keys that apply now, for the footer and the feet of overlays.

use crate::app::{COMMANDS, Command, Model, why_not};

/// At most seven keys that apply now, the most likely first.
pub fn hints(model: &Model) -> Vec<(String, &'static str)> {
    let nearest = model.scopes();
    let can = |command: &&Command| nearest.contains(&command.scope) && why_not(model, command).is_none();
    let mut shown: Vec<(String, &'static str)> = Vec::new();
    for scope in nearest {
        let room = if nearest.len() > 1 && shown.is_empty() { 4 } else { 7 };
        for command in COMMANDS.iter().filter(can).filter(|command| command.scope == *scope) {
            let known = shown.iter().any(|(_, verb)| *verb == command.hint);
            if shown.len() < room && !known {
                shown.push((model.keymap.shown(command), command.hint));
            }
        }
    }
    shown
}
