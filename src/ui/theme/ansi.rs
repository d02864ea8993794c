//! The inks of a line of text on the terminal's own ground: what a command answers, without a screen.

use anstyle::{AnsiColor, Effects, Style};
use ratatui::style::{Color, Modifier};

use crate::engine::readiness::Verdict;

use super::{Role, Theme};

impl Role {
    /// The ink of a verdict.
    pub fn verdict(verdict: Verdict) -> Role {
        match verdict {
            Verdict::Build => Role::Build,
            Verdict::Train => Role::Train,
            Verdict::Ease => Role::Ease,
            Verdict::Recover => Role::Recover,
            Verdict::Rest => Role::Rest,
            Verdict::None => Role::Muted,
        }
    }

    /// The text in this ink, in the terminal's own sixteen colours: nobody knows the ground they stand on.
    pub fn painted(self, text: &str) -> String {
        let ink = Theme::Sixteen.style(self);
        let has = |modifier: Modifier, effect: Effects| if ink.add_modifier.contains(modifier) { effect } else { Effects::new() };
        let effects = has(Modifier::BOLD, Effects::BOLD) | has(Modifier::DIM, Effects::DIMMED);
        let style = Style::new().fg_color(ink.fg.and_then(ansi).map(Into::into)).effects(effects);
        format!("{style}{text}{style:#}")
    }
}

/// One of the sixteen; `None` for the terminal's own ink.
fn ansi(colour: Color) -> Option<AnsiColor> {
    Some(match colour {
        Color::Black => AnsiColor::Black,
        Color::Red => AnsiColor::Red,
        Color::Green => AnsiColor::Green,
        Color::Yellow => AnsiColor::Yellow,
        Color::Blue => AnsiColor::Blue,
        Color::Magenta => AnsiColor::Magenta,
        Color::Cyan => AnsiColor::Cyan,
        Color::Gray => AnsiColor::White,
        Color::DarkGray => AnsiColor::BrightBlack,
        Color::LightRed => AnsiColor::BrightRed,
        Color::LightGreen => AnsiColor::BrightGreen,
        Color::LightYellow => AnsiColor::BrightYellow,
        Color::LightBlue => AnsiColor::BrightBlue,
        Color::LightMagenta => AnsiColor::BrightMagenta,
        Color::LightCyan => AnsiColor::BrightCyan,
        Color::White => AnsiColor::BrightWhite,
        Color::Reset | Color::Rgb(..) | Color::Indexed(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_carry_no_command_and_a_warning_does() {
        assert_eq!(Role::Plain.painted("as it is"), "as it is");
        assert_eq!(Role::Caution.painted("!"), "\u{1b}[33m!\u{1b}[0m");
        assert_eq!(Role::Strong.painted("Why"), "\u{1b}[1mWhy\u{1b}[0m");
    }
}
