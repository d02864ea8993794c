//! The journal's file: locks and patience, looking without touching, the atomic first write, modes.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use redb::backends::FileBackend;
use redb::{Builder, Database, StorageBackend};
use xxhash_rust::xxh3::xxh3_64;

use crate::domain::Entry;

use super::carve::carve;
use super::error::Problem;
use super::guard::guarded;
use super::journal::{self, Gather, Into, Loaded, Mark, Written};
use super::memory::Memory;
use super::place::put_in_place;
use super::private;
use super::writer::writer_id;

/// How every redb file begins.
const MAGIC: &[u8] = b"redb\x1a\x0a\xa9\x0d\x0a";

/// redb's header, which every commit changes.
const HEADER_BYTES: u64 = 512;

/// Larger than any journal, small enough to be held in memory for a moment.
const MAX_BYTES: u64 = 1 << 30;

/// redb would keep up to 1 GiB.
const CACHE_BYTES: usize = 8 << 20;
/// Of what is in memory already nothing need be kept a second time.
const COPY_CACHE_BYTES: usize = 64 << 10;

/// Tells whether a file changed: the length and the hash of redb's header. One that asks the processor nothing first, which
/// takes longer than the header.
///
/// A modification time would be too coarse: two commits fit into one tick of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Cue {
    length: u64,
    header: u64,
}

/// Tells whether anybody touched a file: two that are alike are one file that nobody wrote to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Likeness {
    pub cue: Cue,
    /// Device, inode, times.
    system: [i64; 6],
}

#[cfg(unix)]
fn seen_by_system(about: &fs::Metadata) -> [i64; 6] {
    use std::os::unix::fs::MetadataExt;
    let whole = u64::cast_signed;
    [whole(about.dev()), whole(about.ino()), about.mtime(), about.mtime_nsec(), about.ctime(), about.ctime_nsec()]
}

#[cfg(not(unix))]
fn seen_by_system(about: &fs::Metadata) -> [i64; 6] {
    let since = |time: io::Result<std::time::SystemTime>| {
        let since = time.ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
        (since.as_secs().cast_signed(), i64::from(since.subsec_nanos()))
    };
    let (modified, created) = (since(about.modified()), since(about.created()));
    [0, 0, modified.0, modified.1, created.0, created.1]
}

/// Are the checksums of all pages looked at before anything is believed?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Check {
    Pages,
    Nothing,
}

/// A file that is or will be a journal.
#[derive(Debug)]
pub(super) struct JournalFile {
    path: PathBuf,
    patience: Duration,
}

impl JournalFile {
    pub fn new(path: PathBuf, patience: Duration) -> JournalFile {
        JournalFile { path, patience }
    }

    pub fn set_patience(&mut self, patience: Duration) {
        self.patience = patience;
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What the file looks like from outside; `None` if there is none.
    pub fn cue(&self) -> Result<Option<Cue>, Problem> {
        Ok(self.likeness()?.map(|likeness| likeness.cue))
    }

    /// The same, with all that the system knows of it.
    pub fn likeness(&self) -> Result<Option<Likeness>, Problem> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let foreign = |found: &str| Problem::Foreign { found: found.to_owned() };
        let about = file.metadata()?;
        if !about.is_file() {
            return Err(foreign("a folder or a device"));
        }
        let mut header = Vec::new();
        file.take(HEADER_BYTES).read_to_end(&mut header)?;
        if header.is_empty() {
            return Err(foreign("an empty file"));
        }
        if !header.starts_with(MAGIC) {
            return Err(foreign("a file of another kind"));
        }
        if about.len() > MAX_BYTES {
            return Err(foreign("a file of more than 1 GiB"));
        }
        let cue = Cue { length: about.len(), header: xxh3_64(&header) };
        Ok(Some(Likeness { cue, system: seen_by_system(&about) }))
    }

    /// Reads the whole journal.
    ///
    /// A damaged file is read as far as it goes; the error comes only if nothing can be read.
    pub fn read<E: Gather>(&self) -> Result<(Mark, Loaded<E>), Problem> {
        read_from(|| self.bytes(), None).and_then(|read| read.ok_or(Problem::Replaced))
    }

    /// Reads the entries after a mark; `None` if this is not the journal of the mark.
    pub fn read_after(&self, mark: Mark) -> Result<Option<(Mark, Loaded)>, Problem> {
        read_from(|| self.bytes(), Some(mark))
    }

    /// The file's bytes between two commits.
    pub fn bytes(&self) -> Result<Vec<u8>, Problem> {
        self.patiently(|| self.bytes_now())
    }

    /// The file's bytes, read under a shared lock if it can be had at once.
    fn bytes_now(&self) -> Result<Vec<u8>, Problem> {
        let file = FileBackend::new(File::open(&self.path)?)?;
        if !file.try_lock_shared_range(Bound::Unbounded, Bound::Unbounded)? {
            return Err(Problem::Locked { waited: Duration::ZERO });
        }
        let mut bytes = vec![0; file.len()?.min(MAX_BYTES) as usize];
        file.read(0, &mut bytes)?;
        file.close()?;
        Ok(bytes)
    }

    /// How the file looks while nobody writes, if it is the journal of the mark and has not gone on since.
    pub fn likeness_of(&self, mark: Mark) -> Option<Likeness> {
        guarded(|| {
            let likeness = self.likeness()?;
            let db = builder(Check::Nothing).open_read_only(&self.path)?;
            let head = journal::head(&db)?;
            let same = head.reached == mark.reached && journal::knows(&db, head, mark)?;
            // As long as this is open nobody writes into it, but another file may have taken its name.
            Ok(likeness.filter(|likeness| same && self.likeness().is_ok_and(|now| now.as_ref() == Some(likeness))))
        })
        .ok()
        .flatten()
    }

    /// Writes entries in one transaction, durable when this returns. `known`: the journal that was there at the last look.
    ///
    /// A file that looks as `trusted` was found whole, or was written by this program, and is not judged again:
    /// what that costs grows with the years.
    pub fn append(&self, entries: &[Entry], known: Option<Mark>, trusted: Option<Cue>) -> Result<Written, Problem> {
        let into = known.map_or(Into::Any, Into::Known);
        self.patiently(|| match self.cue()? {
            Some(cue) => self.append_to_present(entries, into, trusted == Some(cue)),
            None if known.is_some() => Err(Problem::Gone),
            None => self.create(entries),
        })
    }

    fn append_to_present(&self, entries: &[Entry], into: Into, trusted: bool) -> Result<Written, Problem> {
        if fs::symlink_metadata(&self.path)?.file_type().is_symlink() {
            return Err(Problem::Foreign { found: "a link to a file elsewhere".to_owned() });
        }
        if !trusted {
            // Opening for writing changes the file, so a copy is judged first.
            in_copy(self.bytes_now()?, Check::Pages, |copy| {
                let head = journal::head(copy)?;
                match into {
                    Into::Known(mark) if !journal::knows(copy, head, mark)? => Err(Problem::Replaced),
                    Into::Known(_) | Into::Any | Into::New(_) => Ok(()),
                }
            })?;
        }
        self.tighten()?;
        guarded(|| {
            let db = builder(Check::Nothing).open(&self.path)?;
            journal::append(db, entries, into)
        })
    }

    /// Makes the file with its first entries: complete, or not at all.
    pub fn create(&self, entries: &[Entry]) -> Result<Written, Problem> {
        self.make_folder()?;
        let draft = self.beside(&format!("new-{:016x}", writer_id()));
        let written = fill_new(&draft, entries).inspect_err(|_| {
            let _ = fs::remove_file(&draft);
        })?;
        put_in_place(&draft, &self.path, None)?;
        Ok(written)
    }

    /// A name beside the file, hidden from a plain listing.
    pub fn beside(&self, ending: &str) -> PathBuf {
        private::beside(&self.path, ending)
    }

    /// Makes the folder, for the person alone, if it is not there.
    pub fn make_folder(&self) -> Result<(), Problem> {
        Ok(private::make_folder_of(&self.path)?)
    }

    /// Can the file be written, or made if there is none? Nothing is changed by asking.
    pub fn writable(&self) -> Result<(), Problem> {
        match File::options().write(true).open(&self.path) {
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            other => return Ok(other.map(drop)?),
        }
        #[cfg(unix)]
        if let Some(folder) = self.path.ancestors().skip(1).find(|folder| folder.exists()) {
            rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK).map_err(io::Error::from)?;
        }
        Ok(())
    }

    /// Takes the file away from group and others: it is about somebody's health.
    fn tighten(&self) -> Result<(), Problem> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mut permissions = fs::metadata(&self.path)?.permissions();
            if permissions.mode() & 0o077 != 0 {
                permissions.set_mode(0o600);
                fs::set_permissions(&self.path, permissions)?;
            }
        }
        Ok(())
    }

    /// Tries again while another program holds the file: after 2, 4, 8 … 64 ms.
    fn patiently<T>(&self, mut attempt: impl FnMut() -> Result<T, Problem>) -> Result<T, Problem> {
        let longest = Duration::from_millis(64);
        let mut pause = Duration::from_millis(2);
        let mut waited = Duration::ZERO;
        loop {
            match attempt() {
                Err(Problem::Locked { .. }) if waited < self.patience => thread::sleep(pause),
                Err(Problem::Locked { .. }) => return Err(Problem::Locked { waited }),
                other => return other,
            }
            waited += pause;
            pause = (pause * 2).min(longest);
        }
    }
}

/// Does the file begin as every redb file does?
pub(super) fn begins_as_journal(path: &Path) -> bool {
    let mut beginning = Vec::new();
    let read = File::open(path).and_then(|file| file.take(MAGIC.len() as u64).read_to_end(&mut beginning));
    read.is_ok() && beginning == MAGIC
}

/// Reads a journal's bytes as far as they go; `None` if they are not the journal of the mark.
///
/// They are asked for again if they are damaged: a journal that is whole is held once.
pub(super) fn read_from<E: Gather>(
    bytes: impl Fn() -> Result<Vec<u8>, Problem>,
    mark: Option<Mark>,
) -> Result<Option<(Mark, Loaded<E>)>, Problem> {
    let after = mark.map_or(0, |mark| mark.reached);
    let read = in_copy(bytes()?, Check::Pages, |copy| {
        let head = journal::head(copy)?;
        if let Some(mark) = mark
            && !journal::knows(copy, head, mark)?
        {
            return Ok(None);
        }
        Ok(Some((head.id, journal::collect(copy, after, head.reached)?)))
    });
    let found = match read {
        Err(Problem::Damaged { detail }) => Some(salvage(&bytes()?, after, detail)?),
        other => other?,
    };
    let foreign = |id: u64| mark.is_some_and(|mark| mark.id != id);
    Ok(found.filter(|(id, loaded)| !foreign(*id) && loaded.reached >= after).map(|(id, loaded)| {
        let last = loaded.last.or(mark.and_then(|mark| mark.last));
        // With damage the last entry that can be read need not be the one at the end.
        let last = last.filter(|_| loaded.damaged.is_empty());
        (Mark { id, reached: loaded.reached, last }, loaded)
    }))
}

pub(super) fn builder(check: Check) -> Builder {
    let mut builder = Builder::new();
    builder.set_cache_size(CACHE_BYTES).set_check_integrity_on_open(check == Check::Pages);
    builder
}

/// Works on a copy in memory. What a crash left behind is repaired there.
fn in_copy<T>(bytes: Vec<u8>, check: Check, work: impl FnOnce(&Database) -> Result<T, Problem>) -> Result<T, Problem> {
    let copied = || builder(check).set_cache_size(COPY_CACHE_BYTES).create_with_backend(Memory::new(bytes));
    let result = guarded(|| work(&copied()?));
    result.map_err(|problem| match problem {
        // Memory does not fail: the file's own numbers lead outside of it.
        Problem::Io(error) => Problem::Damaged { detail: error.to_string() },
        other => other,
    })
}

/// Reads what can be read of a damaged file; `detail` is what the matter is with it.
fn salvage<E>(bytes: &[u8], after: u64, detail: String) -> Result<(u64, Loaded<E>), Problem>
where
    E: Gather,
{
    let head = match in_copy(bytes.to_vec(), Check::Nothing, journal::head) {
        Err(refused @ Problem::Newer { .. }) => return Err(refused),
        other => other.ok(),
    };
    let mut found = BTreeMap::new();
    let mut rivals = Vec::new();
    for (sequence, entry) in carve(bytes).into_iter().filter(|(sequence, _)| *sequence > after) {
        match found.entry(sequence).or_insert_with(|| Ok(entry.clone())) {
            Ok(present) if *present != entry => rivals.push(entry),
            Ok(_) | Err(_) => {}
        }
    }
    if head.is_none() && found.is_empty() {
        return Err(Problem::Damaged { detail });
    }
    let last = found.keys().next_back().copied().unwrap_or(after);
    let mut loaded: Loaded<E> = journal::sort_out(found, after, head.map_or(0, |head| head.reached).max(last));
    loaded.entries.extend(rivals);
    loaded.damaged.insert(0, journal::Damage { first: 0, last: 0, why: detail });
    Ok((head.map_or(0, |head| head.id), loaded))
}

/// Writes a journal of its own into a new file.
fn fill_new(path: &Path, entries: &[Entry]) -> Result<Written, Problem> {
    let file = private::new_file(path)?;
    guarded(|| {
        let db = builder(Check::Nothing).create_with_backend(FileBackend::new(file)?)?;
        journal::append(db, entries, Into::New(writer_id()))
    })
}
