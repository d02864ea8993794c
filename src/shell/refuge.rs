//! A small file for changes that the journal does not take, so that leaving loses nothing.
//!
//! It holds the entries as they were made: taking them into the journal later, or twice, is the same.

use std::fs;
use std::io;
use std::path::PathBuf;

use crate::app::Left;
use crate::domain::Entry;
use crate::store::private;

/// Keeps entries in the first place that takes them, durably; returns which.
///
/// # Errors
/// No place takes them: what the last one said.
pub fn keep(entries: &[Entry], places: &[PathBuf]) -> io::Result<PathBuf> {
    let bytes = serde_json::to_vec(entries)?;
    let mut refused = io::Error::from(io::ErrorKind::NotFound);
    for place in places {
        match private::replace(place, &bytes) {
            Ok(()) => return Ok(place.clone()),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// What was kept, and where. A file that cannot be read is left where it is.
pub fn find(places: &[PathBuf]) -> Option<Left> {
    places.iter().find_map(|place| {
        let entries: Vec<Entry> = serde_json::from_slice(&fs::read(place).ok()?).ok()?;
        (!entries.is_empty()).then(|| Left { entries, place: place.display().to_string() })
    })
}

/// Takes every such file away.
pub fn forget(places: &[PathBuf]) {
    for place in places {
        // One that is not there need not be taken away; another that stays is offered again, which does no harm.
        let _ = fs::remove_file(place);
    }
}
