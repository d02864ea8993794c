//! The whole journal, read and folded.

use crate::app::Facts;
use crate::domain::{Day, Journal};
use crate::engine::Tuning;
use crate::store::{Store, StoreError};

/// The journal, with what is to be said about what could not be read of it.
///
/// # Errors
/// As [`Store::load`].
pub fn read_whole(store: &mut Store) -> Result<(Journal, Vec<String>), StoreError> {
    let loaded = store.load()?;
    let told = |damage: &crate::store::Damage| {
        format!("left out, because it cannot be read: {damage}. `upswing doctor` puts what can be read into a new file.")
    };
    let damage = loaded.damaged.iter().map(told).collect();
    let mut journal = Journal::default();
    journal.add(loaded.entries);
    Ok((journal, damage))
}

/// Everything that a screen drawn from the fold still lacks.
pub struct Whole {
    /// The journal.
    pub journal: Journal,
    /// What follows from it on a day.
    pub facts: Facts,
    /// The day.
    pub today: Day,
    /// What could not be read.
    pub damage: Vec<String>,
}

impl Whole {
    /// Reads everything.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn read(store: &mut Store, today: Day, tuning: &Tuning) -> Result<Whole, StoreError> {
        let (journal, damage) = read_whole(store)?;
        let facts = Facts::new(journal.history(), today, tuning);
        Ok(Whole { journal, facts, today, damage })
    }
}
