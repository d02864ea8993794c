//! Everything that is tested inside the process, one module a room; `house` holds what is true of the
//! sources as a whole.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "helpers of tests may panic as tests do, and say what they skipped"
)]

mod app;
mod domain;
mod engine;
mod exchange;
mod house;
mod store;
mod sync;
mod ui;

#[path = "../support/any_ops.rs"]
mod any_ops;
#[path = "../support/athletes.rs"]
mod athletes;
#[path = "../support/desk.rs"]
mod desk;
#[path = "../support/entries.rs"]
mod entries;
#[path = "../support/hostile.rs"]
mod hostile;
#[path = "../support/life.rs"]
mod life;
#[path = "../support/moved.rs"]
mod moved;
#[path = "../support/pictures.rs"]
mod pictures;
#[path = "../support/planner_weeks.rs"]
mod planner_weeks;
#[path = "../support/pmdata.rs"]
mod pmdata;
#[path = "../support/pmdata_report.rs"]
mod pmdata_report;
#[path = "../support/raters.rs"]
mod raters;
#[path = "../support/sample.rs"]
mod sample;
#[path = "../support/seasons.rs"]
mod seasons;
#[path = "../support/told_keys.rs"]
mod told_keys;
