//! What stands at the ends of a command: a terminal of some width, with colour or without, or something that keeps bytes.

use std::ffi::OsStr;
use std::io::{self, IsTerminal};

/// What a command speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Console {
    /// Is it a terminal at all?
    pub is_terminal: bool,
    /// Columns of the terminal; `None` = no terminal, or one that does not say.
    pub width: Option<u16>,
    /// Does it show colours, and are they wanted?
    pub colour: bool,
}

impl Console {
    /// What reads the answers.
    pub fn of_answers() -> Console {
        Console::of(io::stdout().is_terminal())
    }

    /// What reads the problems.
    pub fn of_problems() -> Console {
        Console::of(io::stderr().is_terminal())
    }

    fn of(is_terminal: bool) -> Console {
        if !is_terminal {
            return Console::default();
        }
        let width = crossterm::terminal::size().ok().map(|(columns, _)| columns).filter(|columns| *columns > 0);
        Console { is_terminal, width, colour: !colours_unwanted() && draws_colours(std::env::var_os("TERM").as_deref()) }
    }
}

/// Can a person be asked: do answers come from a terminal, and is one read?
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// What the terminal is that says it cannot draw: `TERM=dumb`, or `no TERM`; none for one that can.
pub fn dumb() -> Option<String> {
    let told = std::env::var("TERM").unwrap_or_default();
    let dumb = cfg!(unix) && matches!(told.as_str(), "" | "dumb");
    dumb.then(|| if told.is_empty() { "no TERM".to_owned() } else { format!("TERM={told}") })
}

/// Does the person want no colours (`NO_COLOR`)?
pub fn colours_unwanted() -> bool {
    std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
}

/// A terminal that does not say what it is, or says that it only writes, gets no colours.
fn draws_colours(term: Option<&OsStr>) -> bool {
    term.is_some_and(|term| !term.is_empty() && term != "dumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dumb_terminal_and_no_terminal_get_no_colours() {
        let draws = |term: &str| draws_colours(Some(OsStr::new(term)));
        assert_eq!((draws("xterm-256color"), draws("dumb"), draws("")), (true, false, false));
        assert!(!draws_colours(None));
        assert_eq!(Console::of(false), Console::default());
    }
}
