//! Phones, watches and the databases beside them: what each sample must yield, and what harms must not.

#[cfg(feature = "databases")]
mod databases;
mod facts;
mod formats;
mod hostile;

#[cfg(feature = "databases")]
pub use databases::made;

use upswing::exchange::{self, Context, Found, ImportError};

use super::{collection, context, day};

fn read_as(name: &str, bytes: &[u8], context: &Context) -> Result<Found, ImportError> {
    exchange::read(name, bytes, context, &mut |_, _| true)
}
