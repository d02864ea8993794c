//! The fold beside the journal: what it means, so that a start need not read it.
//!
//! It is derived, can be deleted, and is never believed but for its key: the journal's file, untouched; whatever
//! else it depends on; and a checksum over all of it. Anything else is as if it were not there. What stands in it
//! is the caller's.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::file::Likeness;
use super::journal::Mark;
use super::{Place, Seen, Store, private};

/// How a fold begins. The number is that of its form.
const MAGIC: &[u8; 16] = b"upswing fold 3\r\n";
/// Larger than any fold.
const MAX_BYTES: u64 = 256 << 20;

/// No key is longer.
const KEY_BYTES: u64 = 512;

/// What a fold is of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Key {
    journal: Likeness,
    mark: Mark,
    /// The hash of what else it depends on.
    of: u128,
}

/// The content of a fold that is believed: it begins at a place of these bytes.
#[derive(Debug)]
pub struct Recalled {
    /// The bytes of the file.
    pub bytes: Vec<u8>,
    /// Where the content begins.
    pub at: usize,
}

/// What a file says, if it is whole and of this journal, and of this.
fn read(file: &Path, journal: Likeness, of: u128) -> Option<(Key, Recalled)> {
    let mut file = File::open(file).ok()?;
    let about = file.metadata().ok().filter(|about| about.is_file() && about.len() <= MAX_BYTES)?;
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).ok()? + 1);
    let is_of_it = |key: &Key| key.journal == journal && key.of == of;
    // One of something else need not be read any further.
    file.by_ref().take(KEY_BYTES).read_to_end(&mut bytes).ok()?;
    let begin = bytes.strip_prefix(MAGIC)?.split_first_chunk::<16>()?.1;
    postcard::take_from_bytes(begin).ok().filter(|(key, _)| is_of_it(key))?;
    file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    let (sum, content) = bytes.strip_prefix(MAGIC)?.split_first_chunk::<16>()?;
    if u128::from_be_bytes(*sum) != xxh3_128(content) {
        return None;
    }
    let (key, rest) = postcard::take_from_bytes(content).ok().filter(|(key, _)| is_of_it(key))?;
    let at = bytes.len().checked_sub(rest.len())?;
    Some((key, Recalled { bytes, at }))
}

/// Writes a fold: its key, and its content in parts, which are large and not put together first.
fn write(file: &Path, key: &Key, content: &[&[u8]]) -> io::Result<()> {
    let key = postcard::to_allocvec(key).map_err(io::Error::other)?;
    let mut sum = Xxh3::new();
    let parts = || std::iter::once(key.as_slice()).chain(content.iter().copied());
    parts().for_each(|part| sum.update(part));
    let sum = sum.digest128().to_be_bytes();
    private::replace_for_now(file, [MAGIC.as_slice(), &sum].into_iter().chain(parts()))
}

impl Store {
    /// The fold that is kept in a file, if it is of the journal as it is now and of just this: `of` is whatever else
    /// it depends on. The store knows then what has been read, as after [`Store::load`].
    pub fn recall(&mut self, file: &Path, of: &[u8]) -> Option<Recalled> {
        let (key, recalled) = self.believed(file, of)?;
        let cue = key.journal.cue;
        self.seen = Some(Seen { cue: Some(cue), mark: key.mark });
        (self.trusted, self.sound) = (Some(cue), true);
        Some(recalled)
    }

    /// Would [`Store::recall`] find a fold?
    pub fn has_fold(&self, file: &Path, of: &[u8]) -> bool {
        self.believed(file, of).is_some()
    }

    fn believed(&self, file: &Path, of: &[u8]) -> Option<(Key, Recalled)> {
        let Place::File(journal) = &self.place else { return None };
        let likeness = journal.likeness().ok()??;
        read(file, likeness, xxh3_128(of))
    }

    /// Keeps the fold of all that was read and written through this store; tells whether it did.
    ///
    /// It does not if that are not just so many entries, if the journal has gone on meanwhile or something in it cannot
    /// be read, and if the system refuses: a fold is a comfort.
    pub fn keep_fold(&self, file: &Path, of: &[u8], entries: usize, content: &[&[u8]]) -> bool {
        let (Place::File(journal), Some(seen)) = (&self.place, self.seen.filter(|_| self.sound)) else { return false };
        let kept = || {
            let all = seen.mark.reached == entries as u64;
            let likeness = journal.likeness_of(seen.mark).filter(|_| all && journal.path() != file)?;
            write(file, &Key { journal: likeness, mark: seen.mark, of: xxh3_128(of) }, content).ok()
        };
        kept().is_some()
    }
}
