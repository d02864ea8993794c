//! Makes the files of the project that nobody writes by hand: `cargo run --release --example made -- WHICH`.
//!
//! One program for all, because `cargo test` builds every example; only the floor of the bench of starts stands apart, which
//! has to be as small as it gets.

#[path = "../../tests/support/athletes.rs"]
mod athletes;
#[path = "../../tests/support/pictures.rs"]
#[expect(clippy::panic, reason = "a picture that cannot be drawn is a mistake in this program")]
mod drawn;
#[path = "../../tests/support/pmdata.rs"]
mod pmdata;
#[path = "../../tests/support/pmdata_report.rs"]
mod pmdata_report;
#[path = "../../tests/support/raters.rs"]
mod raters;

mod calibration;
mod learning;
mod pictures;
mod pmdata_tables;
mod sample_year;

use std::error::Error;
use std::io::Write as _;
use std::path::Path;

const USAGE: &str = "expected one of:
  calibration     writes docs/calibration.md
  learning        writes docs/learning-simulated.md
  pictures        writes docs/pictures/*.svg
  pmdata FOLDER   prints the tables of docs/pmdata.md
  sample-year     writes assets/sample-year.jsonl
";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["calibration"] => calibration::make()?,
        ["learning"] => learning::make()?,
        ["pictures"] => pictures::make()?,
        ["pmdata", folder] => pmdata_tables::make(Path::new(folder))?,
        ["sample-year"] => sample_year::make()?,
        _ => {
            std::io::stderr().write_all(USAGE.as_bytes())?;
            std::process::exit(2);
        }
    }
    Ok(())
}
