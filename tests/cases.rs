//! The specification's cases: every file below `tests/cases/`, or below the folder named by
//! `UPSWING_CASES` in its place.
//!
//! Read strictly (an unknown field is an error); each failing case is printed with what differs;
//! the last line is `cases: N passed, N failed`.

#![expect(clippy::print_stdout, reason = "what it prints is its result")]

#[path = "support/learning_cases.rs"]
mod learning_cases;
#[path = "support/model_cases.rs"]
mod model_cases;
#[path = "support/planner_cases.rs"]
mod planner_cases;
#[path = "support/scenarios.rs"]
mod scenarios;
#[path = "support/vectors.rs"]
mod vectors;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What became of one case.
pub struct Outcome {
    /// File and name of the case.
    pub name: String,
    /// One line for each difference; none = passed.
    pub differences: Vec<String>,
}

/// The files of a folder with one extension, sorted by name; none if the folder is not there.
pub fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(listing) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = listing.filter_map(|item| item.ok().map(|item| item.path())).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

fn main() -> ExitCode {
    let root = std::env::var_os("UPSWING_CASES")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases"), PathBuf::from);
    let mut outcomes = scenarios::run(&root.join("scenarios"));
    outcomes.extend(model_cases::run(&root.join("model")));
    outcomes.extend(planner_cases::run(&root.join("planner")));
    outcomes.extend(learning_cases::run(&root.join("learning")));
    let (passed, failed): (Vec<_>, Vec<_>) = outcomes.iter().partition(|outcome| outcome.differences.is_empty());
    for outcome in &failed {
        println!("FAILED {}", outcome.name);
        outcome.differences.iter().for_each(|line| println!("    {line}"));
    }
    if outcomes.is_empty() {
        println!("no case below {}", root.display());
    }
    println!("cases: {} passed, {} failed", passed.len(), failed.len());
    if failed.is_empty() && !outcomes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
