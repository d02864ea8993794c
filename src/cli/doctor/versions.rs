//! What a synchroniser left or carries: second versions of the journal, and the folder that the devices share.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use crate::domain::{Entry, Stamp};
use crate::store::{Loaded, Store, conflict_copies};
use crate::sync::{self, Place};

use super::super::shown::{count, entries};

/// A second version of the journal, beside it.
#[derive(Debug, Serialize)]
pub struct SecondVersion {
    path: String,
    /// Entries that the journal lacked.
    lacking: usize,
    /// Were they brought in?
    merged: bool,
    problem: Option<String>,
}

/// The folder that the devices share.
#[derive(Debug, Serialize)]
pub struct SharedHealth {
    path: String,
    devices: usize,
    waiting: Vec<String>,
    /// Second versions of its files; they are read like the others.
    copies: Vec<String>,
    problem: Option<String>,
}

/// Looks at the second versions beside a journal; brings in what they have if that is asked for.
pub fn second_versions(journal: &Path, store: &mut Store, loaded: &Loaded, merge: bool) -> Vec<SecondVersion> {
    let mut known: BTreeSet<Stamp> = loaded.entries.iter().map(|entry| entry.stamp).collect();
    let mut found = Vec::new();
    for path in conflict_copies(journal) {
        let read = Store::at(&path).load().map(|loaded| loaded.entries);
        let lacking: Vec<Entry> =
            read.as_deref().unwrap_or_default().iter().filter(|entry| !known.contains(&entry.stamp)).cloned().collect();
        let wanted = merge && !lacking.is_empty();
        let written = if wanted { store.append(&lacking).map(drop) } else { Ok(()) };
        if wanted && written.is_ok() {
            known.extend(lacking.iter().map(|entry| entry.stamp));
        }
        let problem = read.err().or(written.err()).map(|error| error.to_string());
        let merged = wanted && problem.is_none();
        found.push(SecondVersion { path: path.display().to_string(), lacking: lacking.len(), merged, problem });
    }
    found
}

impl SecondVersion {
    /// The same in a sentence.
    pub fn line(&self) -> String {
        let SecondVersion { path, lacking, merged, problem } = self;
        let lacking_words = entries(*lacking);
        match (problem, lacking, merged) {
            (Some(problem), ..) => format!("Second version: {problem}"),
            (None, 0, _) => format!("Second version: {path} has nothing that yours lacks; you can take it away."),
            (None, _, true) => {
                format!("Second version: {lacking_words} of {path} are in your journal now; you can take it away.")
            }
            (None, _, false) => {
                format!("Second version: {path} has {lacking_words} that yours lacks; `upswing doctor --merge` brings them in.")
            }
        }
    }
}

/// How things stand in a shared folder.
pub fn shared(place: &Place) -> SharedHealth {
    let path = place.folder.display().to_string();
    match sync::status(place) {
        Ok(status) => SharedHealth {
            path,
            devices: status.devices.len(),
            copies: status.copies.iter().map(|path| path.display().to_string()).collect(),
            waiting: status.waiting,
            problem: None,
        },
        Err(error) => {
            SharedHealth { path, devices: 0, waiting: Vec::new(), copies: Vec::new(), problem: Some(error.to_string()) }
        }
    }
}

impl SharedHealth {
    /// The same in sentences.
    pub fn lines(&self) -> Vec<String> {
        if let Some(problem) = &self.problem {
            return vec![format!("Shared folder: {problem}")];
        }
        let mut lines = vec![format!("Shared folder: {}, {}.", self.path, count(self.devices, "device"))];
        lines.extend(self.waiting.iter().map(|line| format!("  {line}")));
        lines.extend(self.copies.iter().map(|path| format!("  a second version, read like the others: {path}")));
        lines
    }
}
