//! How it lasts: the journal in one redb file. The only room that knows redb.
//!
//! Looking never touches the file: its bytes are copied into memory under a shared lock, and the
//! copy is opened. Writing opens the file for one transaction and closes it, so that the dashboard
//! and the command line can be used side by side. What an entry means is decided in
//! [`crate::domain::journal`]; threads, retries of a whole change and messages belong to the caller.
//!
//! Every call is synchronous and may take as long as a disk and another program's lock take.

mod beside;
mod carve;
mod codec;
mod error;
#[cfg(test)]
mod faults;
mod file;
mod fold;
mod guard;
mod journal;
mod lock;
mod memory;
mod place;
pub mod private;
mod rescue;
mod rotate;
mod watch;
mod writer;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::domain::{Entry, Stamp};

pub use beside::conflict_copies;
pub use codec::SCHEMA;
pub use error::{Problem, StoreError};
pub use file::Cue;
pub use fold::Recalled;
pub use guard::{is_guarded, silence_guarded};
pub use journal::{Counted, Damage, Gather, Loaded, Mark};
pub use lock::hold;
pub use rotate::{Backup, Keep, backups, rotate};
pub use watch::{Watch, watch_folder};
pub use writer::writer_id;

use error::Doing;
use file::JournalFile;

/// How long a locked file is waited for, unless said otherwise.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// The journal of one person, in a file or in memory.
///
/// It remembers how far it has been read, so that [`Store::news`] gives each foreign entry once.
#[derive(Debug)]
pub struct Store {
    place: Place,
    seen: Option<Seen>,
    /// How the file looked when it was last found whole or written by us.
    trusted: Option<Cue>,
    /// Could all that was there be read?
    sound: bool,
}

#[derive(Debug)]
enum Place {
    File(JournalFile),
    Memory(BTreeMap<Stamp, Entry>),
}

/// What was found at the last look.
#[derive(Debug, Clone, Copy)]
struct Seen {
    /// `None` after an own write: somebody may have written since.
    cue: Option<Cue>,
    mark: Mark,
}

impl Store {
    /// The journal in the file at `path`. Nothing is opened or created before it is needed.
    pub fn at(path: impl Into<PathBuf>) -> Store {
        Store::waiting(path, PATIENCE)
    }

    /// Like [`Store::at`], waiting for another program at most `patience`.
    pub fn waiting(path: impl Into<PathBuf>, patience: Duration) -> Store {
        Store { place: Place::File(JournalFile::new(path.into(), patience)), seen: None, trusted: None, sound: false }
    }

    /// A journal that is forgotten at the end.
    pub fn in_memory() -> Store {
        Store { place: Place::Memory(BTreeMap::new()), seen: None, trusted: None, sound: false }
    }

    /// Does this file begin as a journal's does?
    pub fn is_journal(path: &Path) -> bool {
        file::begins_as_journal(path)
    }

    /// The file, if there is one to be.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::File(file) => Some(file.path()),
            Place::Memory(_) => None,
        }
    }

    /// Reads everything. No file yet is an empty journal; damaged entries are told beside the others.
    ///
    /// # Errors
    /// The file cannot be read, is no journal, is newer than this program, or nothing in it can be
    /// read. It is left as it is.
    pub fn load(&mut self) -> Result<Loaded, StoreError> {
        self.gather()
    }

    /// The same, with the entries as somebody else keeps them.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn gather<E: Gather>(&mut self) -> Result<Loaded<E>, StoreError> {
        let file = match &self.place {
            Place::Memory(entries) => return Ok(Loaded::whole(entries.values().cloned())),
            Place::File(file) => file,
        };
        let told = |problem| StoreError::new(file.path(), Doing::Read, problem);
        self.seen = None;
        let Some(cue) = file.cue().map_err(told)? else { return Ok(Loaded::whole([])) };
        let (mark, loaded) = file.read().map_err(told)?;
        self.sound = true;
        self.saw(cue, mark, &loaded);
        Ok(loaded)
    }

    fn saw<E>(&mut self, cue: Cue, mark: Mark, loaded: &Loaded<E>) {
        self.seen = Some(Seen { cue: Some(cue), mark });
        self.trusted = Some(cue).filter(|_| loaded.damaged.is_empty());
        self.sound &= loaded.damaged.is_empty();
    }

    /// Reads what was added since the last look; costs next to nothing if the file did not change.
    ///
    /// Entries written through this store are among them if another program wrote in between;
    /// [`crate::domain::Journal::add`] passes over what it knows. If the file is another one than
    /// at the last look, or an older state of it, all of it is given and [`Loaded::replaced`] says so.
    ///
    /// # Errors
    /// As [`Store::load`], and if the file that was there is gone.
    pub fn news(&mut self) -> Result<Loaded, StoreError> {
        let (Place::File(file), Some(seen)) = (&self.place, self.seen) else {
            return match &self.place {
                Place::Memory(entries) => Ok(Loaded::nothing(entries.len() as u64)),
                Place::File(_) => self.load(),
            };
        };
        let told = |problem| StoreError::new(file.path(), Doing::Read, problem);
        let cue = file.cue().map_err(told)?.ok_or(Problem::Gone).map_err(told)?;
        if Some(cue) == seen.cue {
            return Ok(Loaded::nothing(seen.mark.reached));
        }
        let Some((mark, loaded)) = file.read_after(seen.mark).map_err(told)? else {
            return Ok(Loaded { replaced: true, ..self.load()? });
        };
        self.saw(cue, mark, &loaded);
        Ok(loaded)
    }

    /// Writes entries, all or none, and returns the sequence reached once they are durable.
    ///
    /// An entry that is there already is passed over, so a call that failed can be repeated.
    ///
    /// # Errors
    /// The file is locked, damaged, newer, no journal, another journal than the one that was read, or cannot be
    /// written; or another entry has the same stamp. Nothing was written then, unless the error says that it is not certain.
    pub fn append(&mut self, entries: &[Entry]) -> Result<u64, StoreError> {
        let file = match &mut self.place {
            Place::Memory(known) => return append_to_memory(known, entries),
            Place::File(file) => file,
        };
        let told = |problem| StoreError::new(file.path(), Doing::Write, problem);
        let known = self.seen.map(|seen| seen.mark);
        let written = file.append(entries, known, self.trusted).map_err(told)?;
        // Whoever wrote since then wrote as we do.
        self.trusted = file.cue().ok().flatten();
        // If nobody else wrote in between there is nothing new up to here.
        if let Some(seen) = &mut self.seen {
            seen.cue = None;
            if seen.mark.reached == written.before {
                seen.mark = written.mark;
            }
        }
        Ok(written.mark.reached)
    }

    /// How far the journal was read, and how the file looked then if nobody wrote since; `None` before the first look.
    pub fn reached(&self) -> Option<(Mark, Option<Cue>)> {
        self.seen.map(|seen| (seen.mark, seen.cue))
    }

    /// How the file looks from outside; equal looks mean an equal journal. `None` if there is none that can be read.
    pub fn glance(&self) -> Option<Cue> {
        let Place::File(file) = &self.place else { return None };
        file.cue().ok().flatten()
    }

    /// Waits for another program at most this long from now on.
    pub fn set_patience(&mut self, patience: Duration) {
        if let Place::File(file) = &mut self.place {
            file.set_patience(patience);
        }
    }

    /// Can the journal be written? Asking changes nothing.
    ///
    /// # Errors
    /// The system would refuse.
    pub fn writable(&self) -> Result<(), StoreError> {
        let Place::File(file) = &self.place else { return Ok(()) };
        file.writable().map_err(|problem| StoreError::new(file.path(), Doing::Write, problem))
    }

    /// Tells through `changed` that the file may have changed, by whomever; look with [`Store::news`].
    ///
    /// The call comes from a thread of its own and goes on as long as the [`Watch`] lives. Without a
    /// file (in memory) there is nothing to watch and `None` is returned.
    ///
    /// # Errors
    /// The system cannot watch the folder. Everything else works without it.
    pub fn watch(&self, changed: impl Fn() + Send + 'static) -> Result<Option<Watch>, StoreError> {
        let Place::File(file) = &self.place else { return Ok(None) };
        let told = |problem| StoreError::new(file.path(), Doing::Watch, problem);
        file.make_folder().map_err(told)?;
        Watch::new(file.path(), changed).map(Some).map_err(told)
    }
}

fn append_to_memory(known: &mut BTreeMap<Stamp, Entry>, entries: &[Entry]) -> Result<u64, StoreError> {
    let other = |entry: &&Entry| known.get(&entry.stamp).is_some_and(|present| present != *entry);
    if let Some(taken) = entries.iter().find(other) {
        return Err(StoreError::new(Path::new("in memory"), Doing::Write, Problem::StampTaken(taken.stamp)));
    }
    known.extend(entries.iter().map(|entry| (entry.stamp, entry.clone())));
    Ok(known.len() as u64)
}
