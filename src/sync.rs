//! How one life is shared by several machines: a folder that the person's own synchroniser carries.
//!
//! Each device writes only its own files there, and only at their end; it reads those of all others. Entries are a set,
//! known by their stamps, and the journal's fold orders them: whatever arrives late, twice, in another order or in part,
//! the history is the same everywhere. What an entry means is decided in [`crate::domain::journal`], how it lasts here
//! in [`crate::store`]; when to exchange, and what to tell of it, belongs to the caller.

mod error;
mod folder;
mod frame;
mod keys;
mod round;
#[cfg_attr(not(feature = "encryption"), path = "sync/unsealed.rs")]
mod seal;
mod segment;
mod state;
mod status;
mod survey;

pub use error::SyncError;
pub use keys::Secret;
pub use round::{Place, Round, exchange};
pub use status::{DeviceView, Status, status};
pub use survey::{Shared, read_folder};
