//! What a coach waits for: the table of 200 people with five years each, beside reading the bytes of their files in the
//! same run.

#![expect(clippy::unwrap_used, reason = "the dates of the sample exist")]

#[path = "support/measure.rs"]
mod measure;
#[path = "../tests/support/sample.rs"]
#[expect(dead_code, reason = "made for tests")]
mod sample;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use measure::{median, report};
use upswing::store::Store;
use upswing::sync::{Place, Secret, exchange};

const RUNS: usize = 5;
const PEOPLE: usize = 200;
const DAYS: i64 = 5 * 365;

/// The folders of everybody: what one device shares, as often as there are people.
fn fill(home: &Path) -> Result<(), Box<dyn Error>> {
    let shared = home.join("shared");
    fs::create_dir(&shared)?;
    let journal = home.join("upswing.redb");
    Store::at(&journal).append(&sample::history(sample::today().minus(DAYS), sample::today()))?;
    let place = Place { journal, home: home.to_owned(), folder: shared.clone(), secret: Secret::None, name: "laptop".to_owned() };
    exchange(&place, 1, false, &|_| {})?;
    for number in 0..PEOPLE {
        let folder = home.join(format!("people/person {number:03}"));
        fs::create_dir_all(&folder)?;
        for file in fs::read_dir(&shared)? {
            let file = file?;
            fs::copy(file.path(), folder.join(file.file_name()))?;
        }
    }
    Ok(())
}

fn bytes(folder: &Path) -> std::io::Result<usize> {
    let mut length = 0;
    for person in fs::read_dir(folder)? {
        for file in fs::read_dir(person?.path())? {
            length += fs::read(file?.path())?.len();
        }
    }
    Ok(length)
}

fn main() -> Result<(), Box<dyn Error>> {
    let home = tempfile::tempdir()?;
    fill(home.path())?;
    let people = home.path().join("people");
    let mut command = Command::new(env!("CARGO_BIN_EXE_upswing"));
    command.arg("people").arg(&people).env("UPSWING_DATA_DIR", home.path()).env("UPSWING_CONFIG_DIR", home.path());
    command.env("UPSWING_TODAY", sample::today().to_string()).stdout(Stdio::null());
    let table = median(RUNS, || (), |()| command.status());
    let floor = median(RUNS, || (), |()| bytes(&people));
    report("200 people of five years, in one table", table, "reading their files", floor);
    Ok(())
}
