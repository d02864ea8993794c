//! How data travels: files in and out.
//!
//! One way in: paths → [`bring`] (open, recognise, decode, parse, validate: [`Found`]s) → [`merge`]
//! (compare with the history: a batch of [`crate::domain::Op`]s and a [`Report`]). Writing the batch is
//! the caller's. The way out is [`export`].
//!
//! A further format is one file below `exchange/`, its line in the list of modules below and one row in
//! [`FORMATS`]; what else there is to do for one is in CONTRIBUTING.md.

mod apple_health;
mod aside;
mod backup;
pub mod calendar;
mod cell;
mod context;
#[cfg(feature = "databases")]
mod database;
mod devices;
mod document;
mod door;
mod elite_hrv;
mod error;
pub mod export;
mod fit;
mod fitbit;
mod foreign;
mod format;
mod formats;
mod found;
#[cfg(feature = "databases")]
mod gadgetbridge;
mod garmin;
mod garmin_account;
#[cfg(feature = "databases")]
mod garmindb;
mod golden_cheetah;
mod gpx;
mod health_auto_export;
#[cfg(feature = "databases")]
mod health_connect;
mod hrv4training;
mod intervals_icu;
mod json;
#[cfg(feature = "databases")]
mod kind_numbers;
mod kinds;
mod merge;
mod night;
mod nights;
mod notes;
mod number;
mod oura;
mod oura_json;
mod own;
pub mod page;
mod pmdata;
mod polar;
pub mod preview;
mod recorded;
mod report;
mod rr;
mod samsung;
mod sheet;
mod strava;
mod strength_apps;
mod tables;
mod tcx;
mod text;
mod timed;
mod trainingpeaks;
mod when;
mod whoop;
mod words;
mod xml;

pub use cell::text_cell;
pub use context::{Context, Declared, MAX_BYTES, Progress};
pub use document::Document;
pub use door::{FilesRead, Stream, bring, bring_bytes, files, read};
pub use error::ImportError;
pub use format::Format;
pub use formats::FORMATS;
pub use found::{Found, FoundCheckIn, FoundSession};
pub use merge::{Import, merge};
pub use notes::{Note, Notes};
pub use report::{Counts, FileReport, Report};
