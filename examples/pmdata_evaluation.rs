//! Does the morning score follow how ready people call themselves? Prints the tables of `docs/pmdata.md`.
//!
//! `cargo run --release --example pmdata_evaluation -- FOLDER`, where FOLDER holds `pNN-wellness.csv` and
//! `pNN-srpe.csv` of PMData (CC BY 4.0: Thambawita and others, 2020, doi 10.1145/3339825.3394926).

#[path = "../tests/support/pmdata.rs"]
mod pmdata;
#[path = "../tests/support/pmdata_report.rs"]
mod pmdata_report;

use std::error::Error;
use std::io::Write;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("expected the folder with PMData's files as the argument")?;
    let people = pmdata::people(Path::new(&folder))?;
    std::io::stdout().write_all(pmdata_report::report(&people)?.as_bytes())?;
    Ok(())
}
