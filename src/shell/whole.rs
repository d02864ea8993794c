//! The whole journal, read and folded.

use crate::domain::{Entry, Journal};
use crate::store::{Damage, Gather, Store, StoreError};

use super::Fold;

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
    let (entries, damage) = read::<Vec<Entry>>(store)?;
    let mut journal = Journal::default();
    journal.add(entries);
    Ok((journal, damage))
}

/// Reads the entries of a journal that was taken up from its fold through this store ([`Journal::filled`]).
///
/// # Errors
/// As [`Store::load`].
pub fn read_rest(store: &mut Store, folded: &Journal, fold: Option<&Fold>) -> Result<Whole, StoreError> {
    let of_fold = store.reached().map(|(mark, _)| mark);
    let (entries, damage) = read(store)?;
    let is_same = store.reached().map(|(mark, _)| mark) == of_fold;
    let is_sound = is_same && damage.is_empty() && fold.is_none_or(Fold::is_sound);
    Ok((folded.filled(entries, is_sound), damage))
}

fn read<E: Gather>(store: &mut Store) -> Result<(E, Vec<String>), StoreError> {
    let loaded = store.gather::<E>()?;
    Ok((loaded.entries, loaded.damaged.iter().map(left_out).collect()))
}
