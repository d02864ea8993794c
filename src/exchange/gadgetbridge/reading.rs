//! What every table of the database is read with.

use std::collections::BTreeMap;

use crate::exchange::context::Context;
use crate::exchange::database::{Database, Mistake, Row};
use crate::exchange::devices::Devices;
use crate::exchange::found::Found;

/// What is needed while the tables are read.
pub(super) struct Reading<'a, 's> {
    pub database: &'a Database<'s>,
    pub context: &'a Context,
    /// The devices by number.
    pub names: &'a BTreeMap<i64, String>,
    pub found: &'a mut Found,
    pub devices: &'a mut Devices,
}

impl Reading<'_, '_> {
    /// The device of a row.
    pub fn device(names: &BTreeMap<i64, String>, row: &Row) -> Result<String, Mistake> {
        let number = row.needed("DEVICE_ID", "the number of a device")?;
        Ok(names.get(&number).cloned().unwrap_or_else(|| "Gadgetbridge".to_owned()))
    }
}
