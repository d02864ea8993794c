//! How machines share a life: the folder, whatever a synchroniser does to it, and keys.

mod carrier;
mod folder;
mod locked;
mod orders;

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use upswing::domain::{Entry, History, Journal, Op};
use upswing::store::{Store, writer_id};
use upswing::sync::{Place, Round, Secret, SyncError, exchange};

/// A device: its journal, and its own copy of the folder.
pub(super) struct Device {
    home: TempDir,
    folder: PathBuf,
    secret: Secret,
    /// What its clock says, milliseconds since 1970.
    clock: u64,
}

impl Device {
    /// One whose folder is carried by a synchroniser.
    fn new(clock: u64) -> Device {
        let home = TempDir::new().unwrap();
        let folder = home.path().join("shared");
        std::fs::create_dir(&folder).unwrap();
        Device { home, folder, secret: Secret::None, clock }
    }

    /// One that looks at a folder directly, as on a network drive.
    fn at(folder: &Path, clock: u64) -> Device {
        Device { home: TempDir::new().unwrap(), folder: folder.to_owned(), secret: Secret::None, clock }
    }

    fn place(&self) -> Place {
        Place {
            journal: self.home.path().join("upswing.redb"),
            home: self.home.path().to_owned(),
            folder: self.folder.clone(),
            secret: self.secret.clone(),
            name: "device".to_owned(),
        }
    }

    fn exchange(&mut self) -> Result<Round, SyncError> {
        self.clock += 1_000;
        exchange(&self.place(), self.clock, false, &|_| {})
    }

    fn entries(&self) -> Vec<Entry> {
        Store::at(self.place().journal).load().unwrap().entries
    }

    fn journal(&self) -> Journal {
        let mut journal = Journal::default();
        journal.add(self.entries());
        journal
    }

    fn history(&self) -> History {
        self.journal().history().clone()
    }

    /// Does something, as the program does it.
    fn does(&mut self, ops: Vec<Op>) {
        self.clock += 1_000;
        let entries = Entry::batch(ops, self.journal().last_stamp(), self.clock, writer_id());
        Store::at(self.place().journal).append(&entries).unwrap();
    }

    /// Takes the last change back that is not taken back yet.
    fn takes_back(&mut self) {
        let last = self.journal().undo_stacks().undo.last().copied();
        if let Some(batch) = last {
            self.does(vec![Op::Retract(batch)]);
        }
    }

    /// The files of the folder.
    fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().path()).collect();
        files.sort();
        files
    }
}

/// An answer that tells its number apart from all others.
fn note(number: u64) -> Vec<Op> {
    crate::entries::batch(number, 1).into_iter().map(|entry| entry.op).collect()
}
