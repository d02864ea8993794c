//! How far a long import is: one line on a terminal, gone when it ends.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use crate::app::words;
use crate::shell::console;

/// What is done sooner needs no line; before this, the rate says little as well.
const QUIET: Duration = Duration::from_millis(500);
/// How often the line is written at most.
const EVERY: Duration = Duration::from_millis(200);
/// Back to the start of the line, and nothing on it.
const CLEAR: &str = "\r\x1b[K";

/// The line on standard error. It writes nothing where that is no terminal, or one that cannot go back in a line.
pub struct Line {
    shown: bool,
    draws: bool,
    start: Instant,
    last: Duration,
}

impl Line {
    /// From now on; nothing is shown yet.
    pub fn new() -> Line {
        Line {
            shown: false,
            draws: io::stderr().is_terminal() && console::dumb().is_none(),
            start: Instant::now(),
            last: Duration::ZERO,
        }
    }

    /// So many bytes of so many are read.
    pub fn tell(&mut self, done: u64, total: u64) {
        let spent = self.start.elapsed();
        if !self.draws || spent < QUIET || (self.shown && spent.saturating_sub(self.last) < EVERY) {
            return;
        }
        // A line that cannot be written is no reason to stop reading.
        let _ = write!(io::stderr(), "{CLEAR}{}", words::reading(done, total, spent));
        (self.shown, self.last) = (true, spent);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.shown {
            let _ = write!(io::stderr(), "{CLEAR}");
        }
    }
}
