//! Every format has a fixture, and what each fixture yields is written down: who adds a format adds all three.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use upswing::domain::{Day, Session};
use upswing::exchange::{self, Context, FORMATS, Found};

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

/// What a file yields, in a line: how much of what, from when to when.
fn yields(name: &str, found: &Found) -> String {
    let parts = found.clone().flatten();
    let check_ins: Vec<Day> = parts.iter().flat_map(|part| &part.check_ins).map(|check_in| check_in.day).collect();
    let sessions: Vec<&Session> = parts.iter().flat_map(|part| &part.sessions).map(|found| &found.session).collect();
    let tests: Vec<Day> = parts.iter().flat_map(|part| &part.tests).map(|test| test.day).collect();
    let others: usize = parts
        .iter()
        .map(|part| part.profile.len() + part.day_plans.len() + part.experiments.len() + part.spans.len() + part.apart.len())
        .sum();
    let fields: usize = parts.iter().flat_map(|part| &part.check_ins).map(|check_in| check_in.fields.len()).sum();
    let minutes: u64 = sessions.iter().filter_map(|session| session.minutes).map(|minutes| u64::from(minutes.get())).sum();
    let counts = [
        (check_ins.len(), "check-ins"),
        (fields, "values"),
        (sessions.len(), "sessions"),
        (usize::try_from(minutes).unwrap(), "minutes"),
        (tests.len(), "tests"),
        (others, "others"),
        (parts.iter().flat_map(|part| part.skipped.values()).sum(), "skipped"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    let days: BTreeSet<Day> = check_ins.into_iter().chain(sessions.iter().map(|session| session.day)).chain(tests).collect();
    let days = days.first().zip(days.last()).map(|(first, last)| format!(", {first} to {last}")).unwrap_or_default();
    format!("{name}: {}: {}{days}\n", found.format, told.join(", "))
}

#[test]
fn every_format_has_one_and_reading_it_twice_changes_nothing() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/exchange");
    // Of these nothing is read, so that they are told by name alone.
    let read = FORMATS.iter().filter(|format| !format.takes.starts_with("nothing"));
    let mut told = String::new();
    let mut missing: BTreeSet<&str> = read.map(|format| format.name).collect();
    for path in files(&folder) {
        let context = Context { skip_bad_rows: true, ..context() };
        let name = path.strip_prefix(&folder).unwrap().display().to_string();
        let brought = exchange::bring_bytes(&name, &bytes(&path), &context, &mut |_, _| true).unwrap();
        for found in brought.found {
            missing.remove(found.format);
            told += &yields(&name, &found);
            Life::default().import(&[found]);
        }
    }
    assert_eq!(missing, BTreeSet::new(), "no file in tests/fixtures/exchange is of these formats");
    // Without databases fewer files are read.
    if cfg!(feature = "databases") {
        insta::assert_snapshot!("fixtures_yield", told);
    }
}
