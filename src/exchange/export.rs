//! The history written into files.

use crate::domain::History;

/// The whole history as a backup (JSON lines).
pub fn jsonl(_history: &History) -> String {
    String::new()
}
