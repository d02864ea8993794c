//! How things stand in a folder, without changing anything.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use crate::domain::Stamp;
use crate::store::Store;

use super::error::SyncError;
use super::folder;
use super::keys::Keys;
use super::round::Place;
use super::state;
use super::survey::{Looking, survey};

/// A device that writes into the folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceView {
    /// The name of its files.
    pub id: u64,
    /// What the person calls it.
    pub name: String,
    /// Is it this one?
    pub own: bool,
    /// When it wrote last, by its clock, milliseconds since 1970.
    pub last_ms: u64,
    /// How many entries it wrote.
    pub entries: u64,
    /// How many of them have not arrived.
    pub behind: u64,
    /// How many of them this program does not understand, because a newer one wrote them.
    pub newer: usize,
}

/// How things stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// The devices, by their names.
    pub devices: Vec<DeviceView>,
    /// Entries of the journal that the folder lacks.
    pub to_send: usize,
    /// Entries of the folder that the journal lacks.
    pub to_take: usize,
    /// What is waited for, in sentences.
    pub waiting: Vec<String>,
    /// Second versions of files that a synchroniser kept; they are read like the others.
    pub copies: Vec<PathBuf>,
}

/// Looks how things stand.
///
/// # Errors
/// A sentence: no folder, a file that cannot be read, a key that does not fit.
pub fn status(place: &Place) -> Result<Status, SyncError> {
    let listed = folder::list(&place.folder)?;
    let state = state::recall(&place.home, &place.folder);
    let own = state.names();
    let known: HashSet<Stamp> = Store::at(&place.journal).load()?.entries.iter().map(|entry| entry.stamp).collect();
    let mut keys = Keys::of(&place.secret, &place.folder, state.keys)?;
    let looking = Looking { own: state.device, known: &known, skip: &BTreeMap::new() };
    let found = survey(listed, &mut keys, &looking)?;
    let waiting = found.waiting(&own).map(ToString::to_string).collect();
    let devices = found.devices.iter().map(|(id, device)| DeviceView {
        id: *id,
        name: device.name.clone(),
        own: *id == state.device,
        last_ms: device.last_ms,
        entries: device.written,
        behind: device.behind(),
        newer: device.foreign,
    });
    Ok(Status {
        devices: devices.collect(),
        to_send: known.iter().filter(|stamp| !found.holds(stamp)).count(),
        to_take: found.entries.iter().filter(|entry| !known.contains(&entry.stamp)).count(),
        waiting,
        copies: found.copies,
    })
}
