//! Cases of `planner.md`.

use std::path::Path;

use super::Outcome;

/// Runs every case of a folder.
pub fn run(_folder: &Path) -> Vec<Outcome> {
    Vec::new()
}
