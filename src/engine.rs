//! What follows from what is known: pure, total functions. No clock, no files, no screen.
//!
//! Every state is a *morning value*: the state on the morning of a day has seen the loads of the
//! days before it and none of the day itself.

pub mod averages;
pub mod blocks;
pub mod breaks;
pub mod experiments;
mod lane;
pub mod learning;
pub mod load;
pub mod milli;
pub mod performance;
pub mod planner;
pub mod proof;
pub mod readiness;
pub mod round;
pub mod tuning;

pub use readiness::{Stage, Verdict};
pub use tuning::Tuning;
