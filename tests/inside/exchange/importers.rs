//! Files in and out: what each file must yield, and what holds for every file.
//!
//! `real_files` reads the collection of licensed files beside the project, where there is one, and
//! compares with its list; everything else has its own small files in `tests/fixtures/exchange`.

mod again;
mod archives;
mod door;
mod fit;
mod fixtures;
mod hostile;
mod joins;
mod languages;
mod own;
mod phones;
mod platforms;
mod properties;
mod real_files;
mod recordings;
mod same;

use std::path::{Path, PathBuf};

use upswing::domain::{Day, Entry, History, Journal, Op, Stamp};
use upswing::exchange::{self, Context, Found, Import, ImportError};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn context() -> Context {
    Context {
        today: day("2026-11-22"),
        newest: day("2026-11-22"),
        zone: None,
        skip_bad_rows: false,
        declared: Default::default(),
    }
}

fn read(name: &str, bytes: impl AsRef<[u8]>) -> Result<Found, ImportError> {
    exchange::read(name, bytes.as_ref(), &context(), &mut |_, _| true)
}

fn fixture(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exchange").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The collection of files beside the project, if it is there.
fn collection() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if path.join("SOURCES.tsv").is_file() {
        return Some(path);
    }
    println!("skipped: there is no collection of files beside the project");
    None
}

/// The devices and apps of a file as one.
fn whole(found: Found) -> Found {
    let mut parts = found.flatten().into_iter();
    let mut whole = parts.next().unwrap();
    for part in parts {
        whole.check_ins.extend(part.check_ins);
        whole.sessions.extend(part.sessions);
        for (what, count) in part.skipped {
            whole.skip(what, count);
        }
    }
    whole
}

/// A journal that files are imported into.
#[derive(Debug, Default)]
struct Life {
    journal: Journal,
}

impl Life {
    fn history(&self) -> &History {
        self.journal.history()
    }

    fn write(&mut self, ops: Vec<Op>) {
        let entries = Entry::batch(ops, self.journal.last_stamp(), 1_000, 1);
        self.journal.add(entries);
    }

    /// Hears what another machine wrote later, which read these files and knew nothing else.
    fn hear_of(&mut self, files: &[Found]) {
        let ops = exchange::merge(&History::default(), files.to_vec()).ops;
        self.journal.add(Entry::batch(ops, Stamp::default(), 2_000, 2));
    }

    /// Imports files and checks that importing them again would write nothing.
    fn import(&mut self, files: &[Found]) -> Import {
        let import = exchange::merge(self.history(), files.to_vec());
        self.write(import.ops.clone());
        let again = exchange::merge(self.history(), files.to_vec());
        assert_eq!(again.ops, [], "a second import changed something");
        import
    }
}
