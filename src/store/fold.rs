//! The fold beside the journal: what it means, so that a start need not read it.
//!
//! It is derived, can be deleted, and is never believed but for its key: the journal's file, untouched; whatever
//! else it depends on; and checksums over all of it. Anything else is as if it were not there. What lies far has its own,
//! and may be found damaged after what is near was believed: whoever goes on with it looks first. What stands in it is
//! the caller's.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::file::Likeness;
use super::journal::Mark;
use super::{Place, Seen, Store, private};
use crate::domain::packed::{Away, Kept};

/// How a fold begins. The number is that of its form.
const MAGIC: &[u8; 16] = b"upswing fold 5\r\n";
/// Larger than any fold.
const MAX_BYTES: u64 = 256 << 20;

/// Magic and checksum stand before the key.
const KEY_AT: usize = MAGIC.len() + 16;
/// What stands before the content is no longer.
const KEY_BYTES: u64 = 512;
/// As long as a season and the days of one are as a rule.
const NEAR_BYTES: usize = 1 << 18;

/// What a fold is of, and how long its parts are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Key {
    journal: Likeness,
    mark: Mark,
    /// The hash of what else it depends on.
    of: u128,
    /// Bytes of what is near.
    near: u64,
    /// Of each part that lies far, in the order in which they follow: how many bytes, and their hash.
    far: Vec<(u64, u128)>,
}

/// The content of a fold that is believed: what is near begins at a place of its bytes.
#[derive(Debug)]
pub struct Recalled {
    /// The bytes of the file up to where those that lie far begin, and the way to these.
    pub kept: Kept,
    /// Where the content begins.
    pub at: usize,
}

/// The parts of a fold that lie far. The file stays open, so they are those of this fold also when a newer one has its place.
#[derive(Debug)]
struct Far {
    file: Mutex<File>,
    parts: Vec<Part>,
}

#[derive(Debug)]
struct Part {
    begin: u64,
    /// How many bytes it has, and their hash.
    about: (u64, u128),
    /// What the first look found: who reads it later is told the same.
    read: OnceLock<Option<Vec<u8>>>,
}

impl Far {
    fn read(&self, part: &Part) -> Option<Vec<u8>> {
        let (length, sum) = part.about;
        let mut file = self.file.lock().ok()?;
        file.seek(SeekFrom::Start(part.begin)).ok()?;
        let mut bytes = Vec::with_capacity(usize::try_from(length).ok()?);
        file.by_ref().take(length).read_to_end(&mut bytes).ok()?;
        (xxh3_128(&bytes) == sum).then_some(bytes)
    }
}

impl Away for Far {
    fn part(&self, number: usize) -> Option<&[u8]> {
        let part = self.parts.get(number)?;
        part.read.get_or_init(|| self.read(part)).as_deref()
    }

    fn is_whole(&self) -> bool {
        (0..self.parts.len()).all(|number| self.part(number).is_some())
    }
}

/// What a file says, if what is near is whole and of this journal, and of this; what lies far is read when it is asked for.
fn read(file: &Path, journal: Likeness, of: u128) -> Option<(Key, Recalled)> {
    let mut file = File::open(file).ok()?;
    let length = file.metadata().ok().filter(|about| about.is_file() && about.len() <= MAX_BYTES)?.len();
    let mut bytes = Vec::with_capacity(NEAR_BYTES);
    // One of something else need not be read any further.
    file.by_ref().take(KEY_BYTES).read_to_end(&mut bytes).ok()?;
    let of_it = |bytes: &[u8]| {
        let (key, rest) = postcard::take_from_bytes::<Key>(bytes.get(KEY_AT..)?).ok()?;
        let at = bytes.len().checked_sub(rest.len())?;
        (key.journal == journal && key.of == of).then_some((key, at))
    };
    let (key, at) = of_it(&bytes).filter(|_| bytes.starts_with(MAGIC))?;
    let mut end = u64::try_from(at).ok()?.checked_add(key.near)?;
    let near = usize::try_from(end).ok().filter(|_| end <= length)?;
    match end.checked_sub(u64::try_from(bytes.len()).ok()?) {
        Some(missing) => drop(file.by_ref().take(missing).read_to_end(&mut bytes).ok()?),
        None => bytes.truncate(near),
    }
    let (sum, content) = bytes.get(MAGIC.len()..)?.split_first_chunk::<16>()?;
    if u128::from_be_bytes(*sum) != xxh3_128(content) {
        return None;
    }
    let mut parts = Vec::with_capacity(key.far.len());
    for about in &key.far {
        parts.push(Part { begin: end, about: *about, read: OnceLock::new() });
        end = end.checked_add(about.0)?;
    }
    let kept = Kept { near: Arc::new(bytes), away: Arc::new(Far { file: Mutex::new(file), parts }) };
    (end == length).then_some((key, Recalled { kept, at }))
}

/// Writes a fold: its key, what is near and what lies far, in parts, which are large and not put together first.
fn write(file: &Path, key: &Key, near: &[&[u8]], far: &[&[u8]]) -> io::Result<()> {
    let key = postcard::to_allocvec(key).map_err(io::Error::other)?;
    let mut sum = Xxh3::new();
    let parts = || std::iter::once(key.as_slice()).chain(near.iter().copied());
    parts().for_each(|part| sum.update(part));
    let sum = sum.digest128().to_be_bytes();
    private::replace_for_now(file, [MAGIC.as_slice(), &sum].into_iter().chain(parts()).chain(far.iter().copied()))
}

impl Store {
    /// The fold that is kept in a file, if it is of the journal as it is now and of just this: `of` is whatever else
    /// it depends on. The store knows then what has been read, as after [`Store::load`].
    pub fn recall(&mut self, file: &Path, of: &[u8]) -> Option<Recalled> {
        let (key, recalled) = self.believed(file, of).filter(|(_, recalled)| recalled.kept.away.is_whole())?;
        self.recalled(&key);
        Some(recalled)
    }

    /// As [`Store::recall`], but what lies far is not read yet: whoever asks for it may find it damaged.
    pub fn recall_near(&mut self, file: &Path, of: &[u8]) -> Option<Recalled> {
        let (key, recalled) = self.believed(file, of)?;
        self.recalled(&key);
        Some(recalled)
    }

    fn recalled(&mut self, key: &Key) {
        let cue = key.journal.cue;
        self.seen = Some(Seen { cue: Some(cue), mark: key.mark });
        (self.trusted, self.sound) = (Some(cue), true);
    }

    /// Would [`Store::recall`] find a fold?
    pub fn has_fold(&self, file: &Path, of: &[u8]) -> bool {
        self.believed(file, of).is_some_and(|(_, recalled)| recalled.kept.away.is_whole())
    }

    fn believed(&self, file: &Path, of: &[u8]) -> Option<(Key, Recalled)> {
        let Place::File(journal) = &self.place else { return None };
        let likeness = journal.likeness().ok()??;
        read(file, likeness, xxh3_128(of))
    }

    /// Keeps the fold of all that was read and written through this store, what is near and what lies far of it; tells
    /// whether it did.
    ///
    /// It does not if that are not just so many entries, if the journal has gone on meanwhile or something in it cannot
    /// be read, and if the system refuses: a fold is a comfort.
    pub fn keep_fold(&self, file: &Path, of: &[u8], entries: usize, near: &[&[u8]], far: &[&[u8]]) -> bool {
        let (Place::File(journal), Some(seen)) = (&self.place, self.seen.filter(|_| self.sound)) else { return false };
        let kept = || {
            let all = seen.mark.reached == entries as u64;
            let likeness = journal.likeness_of(seen.mark).filter(|_| all && journal.path() != file)?;
            let key = Key {
                journal: likeness,
                mark: seen.mark,
                of: xxh3_128(of),
                near: near.iter().map(|part| part.len() as u64).sum(),
                far: far.iter().map(|part| (part.len() as u64, xxh3_128(part))).collect(),
            };
            write(file, &key, near, far).ok()
        };
        kept().is_some()
    }
}
