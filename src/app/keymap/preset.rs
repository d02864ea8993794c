//! Sets of keys to begin with: those of the command table, or those of a hand that knows vim.

use crate::app::action::Command;

/// A set of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Preset {
    /// The keys of the command table.
    #[default]
    Standard,
    /// Vim's, where it has one; a person's hands know them.
    Vim,
}

impl Preset {
    /// Every set.
    pub const ALL: [Preset; 2] = [Preset::Standard, Preset::Vim];

    /// Its name in the configuration file.
    pub fn id(self) -> &'static str {
        match self {
            Preset::Standard => "standard",
            Preset::Vim => "vim",
        }
    }

    /// The keys of a command, the first one shown.
    pub fn keys(self, command: &Command) -> &'static [&'static str] {
        match self {
            Preset::Standard => command.keys,
            Preset::Vim => VIM.iter().find(|(name, _)| *name == command.name).map_or(command.keys, |(_, keys)| keys),
        }
    }
}

/// The commands whose keys differ from the table's: what gives way to a letter of vim has another one here.
pub(super) const VIM: &[(&str, &[&str])] = &[
    ("log", &["gl"]),
    ("days", &["/", "L"]),
    ("day-back", &["h", "Left"]),
    ("day-on", &["l", "Right"]),
    ("crosshair-week-back", &["k", "Up", "Shift+Left"]),
    ("crosshair-week-on", &["j", "Down", "Shift+Right"]),
    ("pan-back", &["Ctrl+u"]),
    ("pan-on", &["Ctrl+d"]),
    ("first-day", &["gg", "Home"]),
    ("last-day", &["G", "End"]),
    ("go-to", &["gd"]),
    ("next-check-in", &["]c"]),
    ("check-in-before", &["[c"]),
    ("select-day-back", &["h", "Left"]),
    ("select-day-on", &["l", "Right"]),
    ("select-up", &["k", "Up"]),
    ("select-down", &["j", "Down"]),
    ("lock", &["gp"]),
    ("week-back", &["Ctrl+u", "PageUp"]),
    ("week-on", &["Ctrl+d", "PageDown"]),
    ("this-week", &["gg", "t"]),
    ("week-go-to", &["gd"]),
    ("question-back", &["Up", "BackTab", "k"]),
    ("question-on", &["Down", "Tab", "j"]),
    ("option-back", &["Left", "h"]),
    ("option-on", &["Right", "l"]),
    ("change-up", &["Up", "k"]),
    ("change-down", &["Down", "j"]),
    ("up", &["Up", "k"]),
    ("down", &["Down", "j"]),
    ("page-up", &["PageUp", "Ctrl+u"]),
    ("page-down", &["PageDown", "Ctrl+d"]),
    ("top", &["Home", "gg"]),
    ("end", &["End", "G"]),
];
