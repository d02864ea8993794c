//! The program as it is started: the command line, and a person at a real terminal.

#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests may panic as tests do")]

mod cli;
mod drawn_files;
mod journeys;
mod memory;
mod sync;

#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/moved.rs"]
mod moved;
#[path = "../support/pty.rs"]
mod pty;
#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/told_keys.rs"]
mod told_keys;
