//! What this device remembers of a folder, beside its journal: who it is there, how far it has read and written.
//!
//! All of it can be lost: then everything is read again, and the device takes a new name. A name is taken anew as well
//! when the files were put back from a backup or copied to another machine, because what was written under it since then
//! must not be written over.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::store::{Cue, Mark, hold, private, writer_id};

use super::error::SyncError;
use super::folder::{Listed, Seen};

/// How long another program of ours is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// A file whose every byte was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Known {
    pub seen: Seen,
    pub device: u64,
    pub number: u32,
    /// The device's entries that are in it: from, to before.
    pub from: u64,
    pub to: u64,
    pub written_ms: u64,
    pub name: String,
}

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct State {
    /// The program that wrote this; another one may understand more.
    pub program: String,
    /// Which file on which disk the lock was; another one tells that this was copied, or put back.
    pub lock: Option<(u64, i64, i64)>,
    pub device: u64,
    /// The names it had before.
    pub former: Vec<u64>,
    /// Was what it wrote encrypted? Then nothing is written in the open any more.
    pub sealed: bool,
    /// How far the journal is in the folder.
    pub mark: Option<Mark>,
    /// How the journal looked then.
    pub journal: Option<Cue>,
    pub files: BTreeMap<String, Known>,
    /// Files with something in them that could not be read.
    pub troubled: BTreeMap<String, Seen>,
    /// What was waited for, in sentences.
    pub waiting: Vec<String>,
    /// Must everything be read again, because something is missing in the folder?
    pub again: bool,
    /// The highest number of an own file.
    pub number: u32,
    /// How many entries were written under this name.
    pub written: u64,
    /// The keys that the passphrase opened, by device.
    pub keys: BTreeMap<u64, String>,
}

impl State {
    /// Did nothing change since the last time, neither here nor there?
    pub fn is_settled(&self, listed: &[Listed], journal: Option<Cue>) -> bool {
        let as_it_was = |file: &Listed| {
            let known = self.files.get(&file.name).map(|known| known.seen);
            known.or_else(|| self.troubled.get(&file.name).copied()) == Some(file.seen)
        };
        let all = self.files.len() + self.troubled.len() == listed.len() && listed.iter().all(as_it_was);
        all && !self.again && self.journal.is_some() && self.journal == journal
    }

    /// Is a file of this device gone, be it one that was not whole?
    pub fn misses_own(&self, listed: &[Listed]) -> bool {
        let is_own = |file: &&Listed| file.named.is_some_and(|(device, number)| device == self.device && number <= self.number);
        listed.iter().filter(is_own).count() < self.number as usize
    }

    /// Every name of this device.
    pub fn names(&self) -> Vec<u64> {
        self.former.iter().copied().chain([self.device]).collect()
    }

    /// From now on this device is another one.
    pub fn take_new_name(&mut self) {
        if self.device != 0 {
            self.former.push(self.device);
        }
        (self.device, self.number, self.written) = (writer_id(), 0, 0);
    }
}

/// What is remembered of one folder, held by this process alone.
#[derive(Debug)]
pub(super) struct Memory {
    pub state: State,
    path: PathBuf,
    _lock: File,
}

impl Memory {
    /// Takes what is remembered of a folder in the data folder `home`, and waits for other programs of ours.
    pub fn take(home: &Path, folder: &Path) -> Result<Memory, SyncError> {
        let path = file(home, folder);
        let beside = path.with_extension("lock");
        let lock = hold(&beside, PATIENCE).map_err(|error| match error.kind() {
            ErrorKind::WouldBlock => std::io::Error::other("another Upswing is exchanging since some time"),
            _ => error,
        });
        let lock = lock.map_err(SyncError::io(&beside))?;
        let mut state = read(&path);
        let (is, was) = (identity(&lock), state.lock);
        if was.is_none() || was != is {
            state.take_new_name();
            state.lock = is;
        }
        let program = env!("CARGO_PKG_VERSION");
        if state.program != program {
            state.files.clear();
            state.troubled.clear();
            // What was damaged meanwhile in this device's own files would not be known for that.
            state.again = true;
            state.program = program.to_owned();
        }
        Ok(Memory { state, path, _lock: lock })
    }

    /// Keeps it for the next time.
    pub fn keep(&self) -> Result<(), SyncError> {
        let text = serde_json::to_vec(&self.state).map_err(|error| SyncError::Unwritable(error.to_string()))?;
        private::replace(&self.path, &text).map_err(SyncError::io(&self.path))
    }
}

/// What is remembered of a folder, to look at.
pub(super) fn recall(home: &Path, folder: &Path) -> State {
    read(&file(home, folder))
}

fn read(path: &Path) -> State {
    // What cannot be read is as good as lost: everything is read again.
    fs::read(path).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

fn file(home: &Path, folder: &Path) -> PathBuf {
    let whole = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    home.join(format!("sync-{:08x}.json", crc32fast::hash(whole.as_os_str().as_encoded_bytes())))
}

/// What tells a file from a copy of it: its number on the disk, and when it got it.
fn identity(file: &File) -> Option<(u64, i64, i64)> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        file.metadata().ok().map(|about| (about.ino(), about.ctime(), about.ctime_nsec()))
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        Some((0, 0, 0))
    }
}
