//! The whole journal, read and folded.

use crate::domain::Journal;
use crate::store::{Damage, Store, StoreError};

/// The journal, with what is to be said about what could not be read of it.
pub type Whole = (Journal, Vec<String>);

/// What is to be said about what could not be read.
pub fn left_out(damage: &Damage) -> String {
    format!("left out, because it cannot be read: {damage}. `upswing doctor` puts what can be read into a new file.")
}

/// Reads the journal.
///
/// # Errors
/// As [`Store::load`].
pub fn read_whole(store: &mut Store) -> Result<Whole, StoreError> {
    let loaded = store.load()?;
    let damage = loaded.damaged.iter().map(left_out).collect();
    let mut journal = Journal::default();
    journal.add(loaded.entries);
    Ok((journal, damage))
}
