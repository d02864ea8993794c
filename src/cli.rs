//! The same commands without a screen, for scripts and for people who cannot use one.

mod open;

pub use open::{Opened, open};

use std::process::ExitCode;

/// Runs the program with its arguments.
pub fn run() -> ExitCode {
    let demo = std::env::args().nth(1).as_deref() == Some("demo");
    match open::dashboard(demo) {
        Ok(code) => ExitCode::from(code),
        Err(problem) => {
            eprintln!("upswing: {problem}");
            ExitCode::FAILURE
        }
    }
}
