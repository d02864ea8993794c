//! Does the morning score follow how ready people call themselves? Prints the tables of `docs/pmdata.md`.

use std::error::Error;
use std::io::Write;
use std::path::Path;

use crate::{pmdata, pmdata_report};

/// Prints them; the folder holds `pNN-wellness.csv` and `pNN-srpe.csv` of PMData (CC BY 4.0: Thambawita and others, 2020,
/// doi 10.1145/3339825.3394926).
///
/// # Errors
///
/// If a file cannot be read, or the tables not written out.
pub fn make(folder: &Path) -> Result<(), Box<dyn Error>> {
    let people = pmdata::people(folder)?;
    std::io::stdout().write_all(pmdata_report::report(&people)?.as_bytes())?;
    Ok(())
}
