//! The whole journal, read and folded.

use crate::domain::Journal;
use crate::store::{Damage, Store, StoreError};

/// The journal, with what is to be said about what could not be read of it.
pub type Whole = (Journal, Vec<String>);

/// Reads the journal.
///
/// # Errors
/// As [`Store::load`].
pub fn read_whole(store: &mut Store) -> Result<Whole, StoreError> {
    let loaded = store.load()?;
    let told = |damage: &Damage| {
        format!("left out, because it cannot be read: {damage}. `upswing doctor` puts what can be read into a new file.")
    };
    let damage = loaded.damaged.iter().map(told).collect();
    let mut journal = Journal::default();
    journal.add(loaded.entries);
    Ok((journal, damage))
}
