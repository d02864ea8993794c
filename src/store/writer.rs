//! Who writes: a name for each process.

use std::hash::{BuildHasher, Hasher, RandomState};

/// A name for the entries of this process ([`crate::domain::Stamp::device`]): 64 random bits.
///
/// Random instead of machine and process number, because both come again: in containers, in
/// copied home folders, after a restart.
pub fn writer_id() -> u64 {
    RandomState::new().build_hasher().finish()
}
