//! Journals of every form there was: each is read and goes on; one of a form still to come is refused and left as it is.
//!
//! `tests/fixtures/store/schema-N.redb.gz` is a small journal as the program of form N wrote it, `schema-N.json` what is in
//! it. `UPDATE_FIXTURES=1 cargo test --test inside versions` writes those of a form that has none yet, and never another.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use upswing::domain::{Entry, Journal, Op};
use upswing::store::{Problem, SCHEMA, Store};

use crate::entries::batch;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store").join(name)
}

/// The journal of a fixture in a folder of its own, and its bytes.
fn unpacked(name: &str) -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let mut bytes = Vec::new();
    GzDecoder::new(File::open(fixture(name)).unwrap()).read_to_end(&mut bytes).unwrap();
    fs::write(&path, &bytes).unwrap();
    (folder, path, bytes)
}

/// A little of everything.
fn life() -> Vec<Entry> {
    let sample = crate::sample::entries().into_iter().enumerate();
    let some = sample.filter(|(at, entry)| at % 7 == 0 || matches!(entry.op, Op::PutTest(_))).map(|(_, entry)| entry);
    let mut entries: Vec<Entry> = some.collect();
    let last = entries.last().unwrap().stamp;
    entries.extend(crate::hostile::more(crate::sample::today(), last));
    entries
}

fn packed(name: &str, bytes: &[u8]) {
    fs::create_dir_all(fixture("")).unwrap();
    let mut out = GzEncoder::new(File::create(fixture(name)).unwrap(), Compression::best());
    out.write_all(bytes).unwrap();
    out.finish().unwrap();
}

/// Writes the fixtures of the form of today if there are none.
fn write_fixtures() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    Store::at(&path).append(&life()).unwrap();
    let name = format!("schema-{SCHEMA}.redb.gz");
    if !fixture(&name).exists() {
        packed(&name, &fs::read(&path).unwrap());
        fs::write(fixture(&format!("schema-{SCHEMA}.json")), serde_json::to_string(&life()).unwrap() + "\n").unwrap();
    }
    if !fixture("newer.redb.gz").exists() {
        // The form comes first and a checksum last; nothing else of a head is known for ever.
        let mut head = u32::MAX.to_be_bytes().to_vec();
        head.extend(b"of a program that nobody has written yet");
        head.extend(crc32fast::hash(&head).to_be_bytes());
        let db = redb::Database::open(&path).unwrap();
        let write = db.begin_write().unwrap();
        write.open_table(redb::TableDefinition::<&str, &[u8]>::new("meta")).unwrap().insert("head", head.as_slice()).unwrap();
        write.commit().unwrap();
        db.close().unwrap();
        packed("newer.redb.gz", &fs::read(&path).unwrap());
    }
}

#[test]
fn a_journal_of_every_form_is_read_and_goes_on() {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        write_fixtures();
    }
    for schema in 1..=SCHEMA {
        let (_folder, path, _) = unpacked(&format!("schema-{schema}.redb.gz"));
        let known: Vec<Entry> = serde_json::from_slice(&fs::read(fixture(&format!("schema-{schema}.json"))).unwrap()).unwrap();
        let mut store = Store::at(&path);
        let loaded = store.load().unwrap();
        assert_eq!((&loaded.entries, loaded.damaged), (&known, vec![]), "form {schema}");
        let (mut found, mut expected) = (Journal::default(), Journal::default());
        found.add(loaded.entries);
        expected.add(known.clone());
        assert_eq!(found.history(), expected.history(), "form {schema}");
        assert!(found.history().experiments().count() == 1 && found.history().tests().count() > 0, "form {schema}");
        // It is written to as one of today, and everything is still there.
        store.append(&batch(500, 2)).unwrap();
        let after = Store::at(&path).load().unwrap();
        assert_eq!((after.entries, after.damaged), ([known, batch(500, 2)].concat(), vec![]), "form {schema}");
    }
}

#[test]
fn a_journal_of_a_newer_form_is_refused_and_left_as_it_is() {
    let (folder, path, bytes) = unpacked("newer.redb.gz");
    let mut store = Store::at(&path);
    let backup = folder.path().join("backup.redb");
    let errors = [
        store.load().unwrap_err(),
        store.append(&batch(0, 1)).unwrap_err(),
        store.backup(&backup).unwrap_err(),
        store.rescue().unwrap_err(),
        Store::at(folder.path().join("other.redb")).put_back(&path).unwrap_err(),
    ];
    for error in errors {
        assert!(matches!(error.problem, Problem::Newer { found: u32::MAX }), "{error}");
    }
    assert!(fs::read(&path).unwrap() == bytes, "it was written to");
    let beside: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["upswing.redb"], "nothing is left beside it");
}
