//! A history full of escape sequences on every screen: what is drawn commands no terminal.

use crate::desk::{Desk, text};
use crate::hostile::{commands, hostile, more};
use upswing::app::COMMANDS;
use upswing::ui::theme::{Glyphs, Theme};

#[test]
fn nothing_that_is_drawn_commands_the_terminal() {
    let mut entries = crate::sample::entries();
    entries.extend(more(crate::sample::today(), entries.last().unwrap().stamp));
    let mut desk = Desk::new(hostile(&entries), crate::sample::today());
    let mut shown = String::new();
    for pane in ["1", "2", "3"] {
        for key in COMMANDS.iter().flat_map(|command| command.keys).filter(|key| **key != "Ctrl+z" && **key != "q") {
            desk.press("Esc Esc Esc");
            desk.press(pane);
            desk.press(key);
            for (width, height) in [(60, 18), (120, 36)] {
                let screen = text(&desk.draw(width, height, Theme::Dark, &Glyphs::UNICODE));
                assert!(!screen.chars().any(commands), "{pane} {key}: {:?}", screen.chars().find(|found| commands(*found)));
                shown += &screen;
            }
        }
    }
    assert!(shown.contains("named"), "nothing hostile was on a screen");
}
