//! When something was written, and by whom: what orders entries and decides between two of them.

use serde::{Deserialize, Serialize};

/// A hybrid logical clock: wall time, a counter within it, and who wrote.
///
/// It is written as its three numbers without names, because every entry has two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "(u64, u32, u64)", into = "(u64, u32, u64)")]
pub struct Stamp {
    /// Milliseconds since 1970, never going back within a journal.
    pub wall_ms: u64,
    /// Counts what happened in the same millisecond.
    pub counter: u32,
    /// The machine and process that wrote.
    pub device: u64,
}

impl From<(u64, u32, u64)> for Stamp {
    fn from((wall_ms, counter, device): (u64, u32, u64)) -> Stamp {
        Stamp { wall_ms, counter, device }
    }
}

impl From<Stamp> for (u64, u32, u64) {
    fn from(stamp: Stamp) -> (u64, u32, u64) {
        (stamp.wall_ms, stamp.counter, stamp.device)
    }
}

impl Stamp {
    /// The next stamp of `device` at `wall_ms`, later than this one even if the clock went back.
    #[must_use]
    pub fn next(self, wall_ms: u64, device: u64) -> Stamp {
        if wall_ms > self.wall_ms {
            return Stamp { wall_ms, counter: 0, device };
        }
        match self.counter.checked_add(1) {
            Some(counter) => Stamp { wall_ms: self.wall_ms, counter, device },
            None => Stamp { wall_ms: self.wall_ms.saturating_add(1), counter: 0, device },
        }
    }
}
