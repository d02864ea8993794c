//! A journal's file that was cut, altered, or never was one: told, left as it is, and nothing wrong believed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::entries::batch;
use redb::ReadableTable;
use upswing::domain::Entry;
use upswing::store::{Loaded, Problem, Store, StoreError};

/// A folder with a journal of 60 entries in it, in batches.
fn sound() -> (tempfile::TempDir, PathBuf, Vec<Entry>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let batches: Vec<Vec<Entry>> = (0..12).map(|number| batch(number, 5)).collect();
    let mut store = Store::at(&path);
    for entries in &batches {
        store.append(entries).unwrap();
    }
    (folder, path, batches.concat())
}

/// Asserts that neither looking nor writing alters the file, and returns the two answers' sentences.
fn refused_untouched(path: &Path) -> [StoreError; 2] {
    let before = fs::read(path).unwrap();
    let errors = [Store::at(path).load().unwrap_err(), Store::at(path).append(&batch(99, 1)).unwrap_err()];
    assert!(fs::read(path).unwrap() == before, "the file was altered");
    for error in &errors {
        let sentence = error.to_string();
        assert!(sentence.contains("left as it is"), "{sentence}");
    }
    errors
}

#[test]
fn what_is_no_journal_is_refused() {
    let (folder, _, _) = sound();
    for content in ["", "day,energy\n2026-03-29,4\n", "re", "redb\u{1a}\n"] {
        let path = folder.path().join("other");
        fs::write(&path, content).unwrap();
        for error in refused_untouched(&path) {
            assert!(matches!(error.problem, Problem::Foreign { .. }), "{content:?}: {error}");
        }
    }
    assert!(matches!(Store::at(folder.path()).load().unwrap_err().problem, Problem::Foreign { .. }));
}

#[test]
fn another_programs_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.redb");
    let db = redb::Database::create(&path).unwrap();
    let write = db.begin_write().unwrap();
    write.open_table(redb::TableDefinition::<u64, u64>::new("theirs")).unwrap().insert(1, 2).unwrap();
    write.commit().unwrap();
    db.close().unwrap();
    for error in refused_untouched(&path) {
        assert!(matches!(error.problem, Problem::Foreign { .. }), "{error}");
    }
}

#[test]
fn a_newer_journal_is_refused() {
    let (_folder, path, _) = sound();
    // A head of the form 2: the form, whatever it holds, and the checksum of all that.
    let mut head = 2_u32.to_be_bytes().to_vec();
    head.extend(b"what is not known yet");
    head.extend(crc32fast::hash(&head).to_be_bytes());
    let db = redb::Database::open(&path).unwrap();
    let write = db.begin_write().unwrap();
    write.open_table(redb::TableDefinition::<&str, &[u8]>::new("meta")).unwrap().insert("head", head.as_slice()).unwrap();
    write.commit().unwrap();
    db.close().unwrap();
    for error in refused_untouched(&path) {
        assert!(matches!(error.problem, Problem::Newer { found: 2 }), "{error}");
    }
}

/// The bytes of a batch that stand in the file, altered behind redb's back but with its checksums right.
#[test]
fn a_damaged_entry_is_told_and_the_others_are_kept() {
    let (_folder, path, entries) = sound();
    let table = redb::TableDefinition::<u64, &[u8]>::new("entries");
    let db = redb::Database::open(&path).unwrap();
    let write = db.begin_write().unwrap();
    {
        let mut table = write.open_table(table).unwrap();
        let moved = table.get(10).unwrap().unwrap().value().to_vec();
        table.insert(20, moved.as_slice()).unwrap();
        table.insert(30, [].as_slice()).unwrap();
        table.remove(40).unwrap();
    }
    write.commit().unwrap();
    db.close().unwrap();
    let mut store = Store::at(&path);
    let loaded = store.load().unwrap();
    let told: Vec<String> = loaded.damaged.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["entry 20: its checksum differs", "entry 30: it is cut short", "entry 40: missing"]);
    let kept = |at: usize| ![20, 30, 40].contains(&(at + 1));
    let others: Vec<Entry> = entries.iter().enumerate().filter(|(at, _)| kept(*at)).map(|(_, entry)| entry.clone()).collect();
    assert_eq!(loaded.entries, others);
    // What is still known elsewhere can be written again.
    store.append(&entries).unwrap();
    let mut again = store.load().unwrap().entries;
    again.sort_by_key(|entry| entry.stamp);
    again.dedup();
    assert_eq!(again, entries);
}

/// How a damaged file was taken.
#[derive(Default, Debug)]
struct Tally {
    whole: usize,
    some: usize,
    refused: usize,
    saved: usize,
}

/// Looks at an altered file and judges: nothing but original entries, and a loss is never silent.
fn judge(path: &Path, entries: &[Entry], tally: &mut Tally, what: &str) {
    let before = fs::read(path).unwrap();
    let result = Store::at(path).load();
    assert!(fs::read(path).unwrap() == before, "{what}: looking altered the file");
    let loaded = match result {
        Ok(loaded) => loaded,
        Err(error) => {
            assert!(matches!(error.problem, Problem::Foreign { .. } | Problem::Damaged { .. }), "{what}: {error}");
            tally.refused += 1;
            return;
        }
    };
    assert!(loaded.entries.iter().all(|entry| entries.contains(entry)), "{what}: an entry nobody wrote");
    if loaded.damaged.is_empty() {
        assert!(loaded.entries == entries, "{what}: {} of {} and silent", loaded.entries.len(), entries.len());
        tally.whole += 1;
    } else {
        tally.some += 1;
        tally.saved += loaded.entries.len();
    }
    judge_writing(path, &loaded, &before, what);
}

/// Writing to an altered file either works and keeps what could be read, or leaves it as it is.
fn judge_writing(path: &Path, loaded: &Loaded, before: &[u8], what: &str) {
    let mut store = Store::at(path);
    match store.append(&batch(99, 1)) {
        Ok(_) => {
            let after = store.load().unwrap().entries;
            let kept = loaded.entries.iter().all(|entry| after.contains(entry));
            assert!(kept && after.ends_with(&batch(99, 1)), "{what}: writing lost something");
        }
        Err(error) => {
            assert!(matches!(error.problem, Problem::Damaged { .. }), "{what}: {error}");
            assert!(fs::read(path).unwrap() == before, "{what}: the refused file was altered");
        }
    }
}

#[test]
fn a_file_cut_at_any_length_is_told() {
    let (folder, path, entries) = sound();
    let bytes = fs::read(&path).unwrap();
    let torn = folder.path().join("torn.redb");
    let mut tally = Tally::default();
    let lengths = (0..=bytes.len()).rev().step_by(bytes.len() / 60).chain([1, 9, 100, 320, 511, 512, 4095, 4096, 4097, 8192]);
    for length in lengths {
        fs::write(&torn, &bytes[..length]).unwrap();
        judge(&torn, &entries, &mut tally, &format!("cut at {length}"));
    }
    assert!(tally.whole == 1 && tally.some > tally.refused, "{tally:?}");
}

#[test]
fn flipped_bits_never_pass_silently() {
    let (folder, path, entries) = sound();
    let bytes = fs::read(&path).unwrap();
    let used: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at] != 0).collect();
    let altered = folder.path().join("altered.redb");
    let mut tally = Tally::default();
    // Every header byte, and a spread of all bytes that hold something.
    let spread = used.iter().copied().step_by((used.len() / 250).max(1));
    for (number, at) in (0..320).chain(spread).enumerate() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (number % 8);
        fs::write(&altered, &flipped).unwrap();
        judge(&altered, &entries, &mut tally, &format!("bit {} of byte {at}", number % 8));
    }
    // One bit costs one entry at most, unless it takes the mark away that makes it a redb file.
    assert!(tally.saved >= tally.some * (entries.len() - 1), "{tally:?}");
    assert!(tally.refused < 20, "{tally:?}");
}

#[test]
fn a_damaged_journal_can_be_put_into_a_new_file() {
    let (folder, path, entries) = sound();
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(4).rposition(|window| window == b"5.2 ").unwrap();
    bytes[at] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let mut store = Store::at(&path);
    let loaded = store.load().unwrap();
    assert!(!loaded.damaged.is_empty() && loaded.entries.len() > entries.len() / 2, "{} left", loaded.entries.len());
    let aside = store.rescue().unwrap().unwrap();
    assert!(fs::read(aside).unwrap() == bytes, "the damaged file is kept");
    let rescued = store.load().unwrap();
    assert_eq!((rescued.entries, rescued.damaged), (loaded.entries, vec![]));
    store.append(&entries).unwrap();
    assert_eq!(store.load().unwrap().entries.len(), entries.len());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "no draft stays");
}

#[cfg(target_os = "linux")]
mod full_disk {
    use super::*;

    const CHILD: &str = "UPSWING_TEST_FILLS";

    /// The process with too little room of [`a_full_disk_is_told_and_loses_nothing`]; alone it does nothing.
    #[test]
    fn the_process_without_room() {
        let Some(path) = std::env::var_os(CHILD) else { return };
        let error = Store::at(&path).append(&batch(50, 20_000)).unwrap_err();
        let sentence = error.to_string();
        assert!(sentence.contains("File too large"), "{sentence}");
        println!("{sentence}");
    }

    #[test]
    fn a_full_disk_is_told_and_loses_nothing() {
        let (folder, path, entries) = sound();
        let new = folder.path().join("new.redb");
        for file in [&path, &new] {
            // A limit on the size of files stands for the end of the disk.
            // The harness names a test by its path inside the binary.
            let (_, module) = module_path!().split_once("::").unwrap();
            let script =
                format!("trap '' XFSZ; ulimit -f 2400; exec \"$0\" --exact {module}::the_process_without_room --nocapture");
            let program = std::env::current_exe().unwrap();
            let status = Command::new("sh").args(["-c", &script]).arg(program).env(CHILD, file).status().unwrap();
            assert!(status.success());
        }
        assert!(!new.exists(), "no half file");
        let mut store = Store::at(&path);
        assert_eq!(store.load().unwrap().entries, entries);
        assert_eq!(store.append(&batch(60, 1)).unwrap(), 61);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft stays");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    // Nobody can make a folder below /proc, not even an administrator.
    let error = Store::at("/proc/upswing/upswing.redb").append(&batch(0, 1)).unwrap_err();
    let sentence = error.to_string();
    assert!(matches!(error.problem, Problem::Io(_)) && sentence.starts_with("Cannot write the journal /proc"), "{sentence}");
}
