//! Writes the sample year that `upswing demo` shows, `assets/sample-year.jsonl`.
//!
//! A made-up person lives a year by simple rules; the same numbers come out every time. The last morning is a Sunday.

mod chance;
mod life;
mod plan;

use upswing::domain::{Entry, Journal, Stamp};
use upswing::exchange::export;

/// Writes the file.
///
/// # Errors
///
/// If it cannot be written.
pub fn make() -> std::io::Result<()> {
    let mut ops = life::person();
    ops.extend(life::year());
    ops.extend(plan::weeks_ahead());
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/sample-year.jsonl");
    std::fs::write(path, export::jsonl(journal.history()))
}
