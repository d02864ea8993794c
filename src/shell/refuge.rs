//! A small file for changes that the journal does not take, so that leaving loses nothing.
//!
//! It holds the entries as they were made: taking them into the journal later, or twice, is the same. What is kept may
//! stand in several places, one for each that was full, and another dashboard may add to them at any time: all of them are
//! read, and only what was taken is taken away.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::app::Left;
use crate::domain::{Entry, Stamp};
use crate::store::private;

/// Keeps entries in the first place that takes them, durably; returns which.
///
/// # Errors
/// No place takes them: what the last one said.
pub fn keep(entries: &[Entry], places: &[PathBuf]) -> io::Result<PathBuf> {
    let bytes = serde_json::to_vec(entries)?;
    let mut refused = io::Error::from(io::ErrorKind::NotFound);
    // What another program or a newer one left there, and cannot be merged, is not written over.
    for place in places.iter().filter(|place| is_ours(place)) {
        match private::replace(place, &bytes) {
            Ok(()) => return Ok(place.clone()),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// What was kept, in the order in which it was made, and where. A file that cannot be read is left where it is.
pub fn find(places: &[PathBuf]) -> Option<Left> {
    let (mut entries, mut named) = (Vec::new(), Vec::new());
    for place in places {
        let kept = read(place);
        named.extend((!kept.is_empty()).then(|| place.display().to_string()));
        entries.extend(kept);
    }
    let entries = merged(entries);
    (!entries.is_empty()).then_some(Left { entries, places: named })
}

/// Each entry once, the changes in the order in which they were made.
pub fn merged(mut entries: Vec<Entry>) -> Vec<Entry> {
    // The entries of a change stay together, whatever else was written in the same moment.
    entries.sort_by_key(|entry| (entry.batch, entry.stamp));
    entries.dedup_by_key(|entry| entry.stamp);
    entries
}

/// Is nothing there, or something that can be read?
fn is_ours(place: &Path) -> bool {
    match fs::read(place) {
        Ok(bytes) => bytes.is_empty() || serde_json::from_slice::<Vec<Entry>>(&bytes).is_ok(),
        Err(error) => error.kind() != io::ErrorKind::InvalidData,
    }
}

fn read(place: &Path) -> Vec<Entry> {
    fs::read(place).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Takes away what was taken; what came meanwhile stays, and so does a file that cannot be read.
pub fn forget(taken: &BTreeSet<Stamp>, places: &[PathBuf]) {
    for place in places {
        let kept = read(place);
        let rest: Vec<&Entry> = kept.iter().filter(|entry| !taken.contains(&entry.stamp)).collect();
        if rest.len() == kept.len() {
            continue;
        }
        // What stays in a file that cannot be changed is offered again, which does no harm.
        let _ = match serde_json::to_vec(&rest) {
            Ok(bytes) if !rest.is_empty() => private::replace(place, &bytes),
            Ok(_) => fs::remove_file(place),
            Err(_) => Ok(()),
        };
    }
}
