//! The terminal: events in, effects out. The only room that reads the clock or starts a thread.

pub mod clock;
mod config;
pub mod console;
mod draft;
mod exchanger;
mod fold;
mod input;
mod paths;
mod pen;
mod proposer;
mod reader;
mod refuge;
mod run;
mod sharing;
mod terminal;
mod watched;
mod whole;
mod worker;

pub use config::Settings;
pub use fold::Fold;
pub use paths::{PathError, Paths};
pub use refuge::find as find_left;
pub use run::{Ended, OpenPerson, Opening, Themes, dashboard};
pub use sharing::{Sharing, secret};
pub use watched::{Look as LookOfWatched, Seen, Watching, look as look_at_watched, merged, told as told_of_watched};
pub use whole::{left_out, read_rest, read_whole};
pub use worker::Files;
