//! Every format has a fixture: who adds one adds both.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use upswing::exchange::{self, Context, FORMATS};

use super::{Life, context};

/// Every file of a folder and those below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect();
    files.sort();
    files
}

/// A file as it would be imported; of a database lies the SQL there that makes it.
fn bytes(path: &Path) -> Vec<u8> {
    #[cfg(feature = "databases")]
    if path.extension().is_some_and(|ending| ending == "sql") {
        return super::phones::made(&fs::read_to_string(path).unwrap());
    }
    fs::read(path).unwrap()
}

#[test]
fn every_format_has_one_and_reading_it_twice_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exchange");
    // Of these nothing is read, so that they are told by name alone.
    let read = FORMATS.iter().filter(|format| !format.takes.starts_with("nothing"));
    let mut missing: BTreeSet<&str> = read.map(|format| format.name).collect();
    for path in files(&folder) {
        let context = Context { skip_bad_rows: true, ..context() };
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let brought = exchange::bring_bytes(&name, &bytes(&path), &context, &mut |_, _| true).unwrap();
        for found in brought.found {
            missing.remove(found.format);
            Life::default().import(&[found]);
        }
    }
    assert_eq!(missing, BTreeSet::new(), "no file in tests/fixtures/exchange is of these formats");
}
