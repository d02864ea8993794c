//! The journal's file: what is written comes back, from several writers, and nothing bad passes silently.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use crate::entries::batch;
use proptest::prelude::*;
use upswing::domain::{Entry, Journal, Stamp};
use upswing::store::{Counted, Problem, Store, writer_id};

/// Does something to the file of a journal.
type Prepare<'a> = &'a dyn Fn(&Path);

const SHORT: Duration = Duration::from_millis(20);

/// Long enough for anything that is going to happen at all.
const LIMIT: Duration = Duration::from_secs(20);

fn stamps(entries: &[Entry]) -> Vec<Stamp> {
    entries.iter().map(|entry| entry.stamp).collect()
}

#[test]
fn looking_creates_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/upswing.redb");
    let loaded = Store::at(&path).load().unwrap();
    assert!(loaded.entries.is_empty() && loaded.whole && loaded.reached == 0);
    assert!(!path.parent().unwrap().exists());
}

#[test]
fn what_was_written_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let entries = [batch(0, 3), batch(1, 1), batch(2, 5)];
    let mut store = Store::at(&path);
    let reached: Vec<u64> = entries.iter().map(|entries| store.append(entries).unwrap()).collect();
    assert_eq!(reached, [3, 4, 9]);
    let loaded = Store::at(&path).load().unwrap();
    assert_eq!(loaded.entries, entries.concat());
    assert_eq!(loaded.damaged, []);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no draft stays");
}

#[test]
fn memory_behaves_like_a_file() {
    let folder = tempfile::tempdir().unwrap();
    for mut store in [Store::at(folder.path().join("upswing.redb")), Store::in_memory()] {
        assert_eq!(store.append(&batch(0, 3)).unwrap(), 3);
        assert_eq!(store.append(&batch(0, 3)).unwrap(), 3, "writing again changes nothing");
        let mut other = batch(1, 1);
        other[0].stamp = batch(0, 1)[0].stamp;
        let refused = store.append(&[batch(2, 1), other].concat()).unwrap_err();
        assert!(matches!(refused.problem, Problem::StampTaken(_)), "{refused}");
        assert_eq!(store.load().unwrap().entries, batch(0, 3), "all or none");
        assert_eq!(store.append(&batch(4, 2)).unwrap(), 5);
        assert!(store.news().unwrap().entries.is_empty(), "one's own entries are no news");
    }
}

#[test]
fn a_store_can_go_to_a_thread_of_its_own() {
    let mut store = Store::in_memory();
    let reached = std::thread::spawn(move || store.append(&batch(0, 2)).unwrap()).join().unwrap();
    assert_eq!(reached, 2);
}

#[test]
fn news_are_what_others_wrote() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let (mut here, mut there) = (Store::at(&path), Store::at(&path));
    here.append(&batch(0, 2)).unwrap();
    assert_eq!(here.news().unwrap().entries, batch(0, 2), "nothing was looked at before");
    there.append(&batch(1, 1)).unwrap();
    assert_eq!(here.news().unwrap().entries, batch(1, 1));
    assert!(here.news().unwrap().entries.is_empty());
    // Somebody writes between a look and the next own entry.
    there.append(&batch(2, 1)).unwrap();
    here.append(&batch(3, 1)).unwrap();
    assert_eq!(here.news().unwrap().entries, [batch(2, 1), batch(3, 1)].concat());
    here.append(&batch(4, 1)).unwrap();
    let nothing = here.news().unwrap();
    assert!(nothing.entries.is_empty() && nothing.reached == 6 && !nothing.whole);
}

#[test]
fn a_file_put_in_the_place_of_the_journal_is_given_whole() {
    let folder = tempfile::tempdir().unwrap();
    let (path, other) = (folder.path().join("upswing.redb"), folder.path().join("other.redb"));
    let mut store = Store::at(&path);
    store.append(&batch(0, 2)).unwrap();
    store.load().unwrap();
    Store::at(&other).append(&batch(1, 4)).unwrap();
    fs::rename(&other, &path).unwrap();
    let news = store.news().unwrap();
    assert!(news.whole && news.replaced);
    assert_eq!(news.entries, batch(1, 4));
}

#[test]
fn a_journal_that_was_replaced_is_not_written_to_before_it_was_looked_at() {
    let folder = tempfile::tempdir().unwrap();
    let (path, aside) = (folder.path().join("upswing.redb"), folder.path().join("aside.redb"));
    // Another journal; an older state of the same; one that went on otherwise from an older state.
    let another = |_: &Path| Store::at(&aside).append(&batch(1, 4)).map(drop).unwrap();
    let older = |path: &Path| fs::copy(path, &aside).map(drop).unwrap();
    let otherwise = |path: &Path| {
        older(path);
        Store::at(&aside).append(&batch(8, 3)).unwrap();
    };
    let prepare: [(&str, Prepare<'_>); 3] = [("another", &another), ("older", &older), ("otherwise", &otherwise)];
    for (what, prepare) in prepare {
        for moved in [true, false] {
            let _ = (fs::remove_file(&path), fs::remove_file(&aside));
            let mut store = Store::at(&path);
            store.append(&batch(0, 2)).unwrap();
            prepare(&path);
            store.load().unwrap();
            store.append(&batch(2, 1)).unwrap();
            if moved {
                fs::rename(&aside, &path).unwrap();
            } else {
                fs::copy(&aside, &path).map(drop).unwrap();
            }
            let before = fs::read(&path).unwrap();
            let error = store.append(&batch(3, 1)).unwrap_err();
            assert!(matches!(error.problem, Problem::Replaced), "{what}: {error}");
            assert!(fs::read(&path).unwrap() == before, "{what}: written to without a word");
            let news = store.news().unwrap();
            assert!(news.replaced && news.whole, "{what}");
            store.append(&batch(3, 1)).unwrap();
            assert!(!store.news().unwrap().replaced, "{what}: told once");
        }
    }
}

/// What a write reads and writes must not grow with the journal: nobody waits longer after ten years.
#[cfg(target_os = "linux")]
#[test]
fn a_write_moves_as_many_bytes_on_ten_years_as_on_one() {
    let folder = tempfile::tempdir().unwrap();
    let moved = |years: u64| {
        let path = folder.path().join(format!("{years}.redb"));
        let mut store = Store::at(&path);
        store.append(&batch(0, years * 900)).unwrap();
        store.load().unwrap();
        let before = bytes_moved();
        for number in 1..=5 {
            store.append(&batch(number, 1)).unwrap();
        }
        bytes_moved() - before
    };
    let (one, ten) = (moved(1), moved(10));
    assert!(ten < one + one / 2 + 200_000, "{one} bytes on one year, {ten} on ten");
}

/// What this thread read and wrote so far.
#[cfg(target_os = "linux")]
fn bytes_moved() -> u64 {
    let told = fs::read_to_string("/proc/thread-self/io").unwrap();
    told.lines().filter(|line| line.contains("char")).filter_map(|line| line.split(' ').nth(1)?.parse::<u64>().ok()).sum()
}

#[test]
fn a_file_that_is_gone_is_not_silently_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let mut store = Store::at(&path);
    store.append(&batch(0, 2)).unwrap();
    store.load().unwrap();
    fs::remove_file(&path).unwrap();
    assert!(matches!(store.news().unwrap_err().problem, Problem::Gone));
    assert!(matches!(store.append(&batch(1, 1)).unwrap_err().problem, Problem::Gone));
    assert!(!path.exists());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_kind_of_entry_survives_the_file(batches in proptest::collection::vec(crate::any_ops::ops(20), 1..4)) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::at(folder.path().join("upswing.redb"));
        let mut journal = Journal::default();
        for ops in batches {
            let entries = Entry::batch(ops, journal.last_stamp(), 7, writer_id());
            store.append(&entries).unwrap();
            journal.add(entries);
        }
        let mut again = Journal::default();
        again.add(store.load().unwrap().entries);
        prop_assert_eq!(again.history(), journal.history());
        prop_assert_eq!(again.entries(), journal.entries());
    }
}

/// Writes a few entries one by one, as this writer.
fn write_singly(path: &Path, writer: u64, count: u64) {
    let mut store = Store::waiting(path, LIMIT);
    for number in 0..count {
        store.append(&batch(writer * 1000 + number, 1)).unwrap();
    }
}

#[test]
fn threads_with_their_own_handles_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    std::thread::scope(|scope| {
        for writer in 0..3 {
            let path = &path;
            scope.spawn(move || write_singly(path, writer, 8));
        }
    });
    let mut found = stamps(&Store::at(&path).load().unwrap().entries);
    found.sort();
    found.dedup();
    assert_eq!(found.len(), 24);
}

const CHILD: &str = "UPSWING_TEST_WRITES_TO";

/// Runs one of this file's tests in a process of its own.
fn in_another_process(test: &str, path: &Path) -> std::process::Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    // The harness names a test by its path inside the binary.
    let (_, module) = module_path!().split_once("::").unwrap();
    command
        .args(["--exact", &format!("{module}::{test}"), "--nocapture"])
        .env(CHILD, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// The other process of [`processes_write_in_turns`]; alone it does nothing.
#[test]
fn the_other_process() {
    if let Some(path) = std::env::var_os(CHILD) {
        write_singly(Path::new(&path), 1, 12);
    }
}

#[test]
fn processes_write_in_turns() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let child = in_another_process("the_other_process", &path);
    write_singly(&path, 0, 12);
    assert!(child.wait_with_output().unwrap().status.success());
    assert_eq!(Store::at(&path).load().unwrap().entries.len(), 24);
}

/// The process that is killed in [`what_was_acknowledged_survives_a_kill`]; alone it does nothing.
#[test]
fn the_process_that_is_killed() {
    if let Some(path) = std::env::var_os(CHILD) {
        let mut store = Store::at(Path::new(&path));
        for number in 0..10_000 {
            let reached = store.append(&batch(number, 3)).unwrap();
            println!("saved {reached}");
        }
    }
}

#[test]
fn what_was_acknowledged_survives_a_kill() {
    for acknowledgements in [1, 2, 5, 9] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("upswing.redb");
        let mut child = in_another_process("the_process_that_is_killed", &path);
        let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let saved = lines.filter(|line| line.starts_with("saved")).nth(acknowledgements - 1).unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        let loaded = Store::at(&path).load().unwrap();
        assert_eq!(loaded.damaged, []);
        assert!(loaded.entries.len() >= acknowledgements * 3, "{saved}, {} there", loaded.entries.len());
        assert_eq!(loaded.entries.len() % 3, 0, "a batch is there whole or not at all");
        assert_eq!(Store::at(&path).append(&batch(20_000, 1)).unwrap(), loaded.reached + 1);
    }
}

#[test]
fn a_locked_file_is_told_after_the_patience_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    Store::at(&path).append(&batch(0, 1)).unwrap();
    let holder = redb::Database::open(&path).unwrap();
    let mut store = Store::waiting(&path, SHORT);
    for error in [store.append(&batch(1, 1)).unwrap_err(), store.load().unwrap_err()] {
        assert!(matches!(error.problem, Problem::Locked { waited } if waited >= SHORT), "{error}");
        assert!(error.to_string().contains("another program"), "{error}");
    }
    holder.close().unwrap();
    assert_eq!(store.append(&batch(1, 1)).unwrap(), 2);
}

#[test]
fn a_watch_tells_what_another_handle_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/upswing.redb");
    let mut here = Store::at(&path);
    let (told, changes) = mpsc::channel();
    let watch = here.watch(move || told.send(()).unwrap_or_default()).unwrap().unwrap();
    assert!(here.load().unwrap().entries.is_empty());
    for number in 0..3 {
        Store::at(&path).append(&batch(number, 1)).unwrap();
        while here.news().unwrap().reached <= number {
            changes.recv_timeout(LIMIT).unwrap();
        }
    }
    drop(watch);
    while changes.recv_timeout(LIMIT).is_ok() {}
    here.news().unwrap();
    assert!(changes.try_recv().is_err(), "it is quiet once nobody watches");
}

#[test]
fn looking_is_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let mut store = Store::at(&path);
    store.append(&batch(0, 1)).unwrap();
    let (told, changes) = mpsc::channel();
    let _watch = store.watch(move || told.send(()).unwrap_or_default()).unwrap();
    let before = (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap());
    store.load().unwrap();
    Store::at(&path).load().unwrap();
    store.news().unwrap();
    assert_eq!((fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap()), before);
    assert_eq!(changes.recv_timeout(SHORT), Err(mpsc::RecvTimeoutError::Timeout));
}

#[cfg(unix)]
#[test]
fn only_the_person_can_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("deep/data/upswing.redb");
    let mut store = Store::at(&path);
    store.append(&batch(0, 1)).unwrap();
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    store.append(&batch(1, 1)).unwrap();
    assert_eq!(mode(&path), 0o600, "a wider mode is tightened");
    let copy = folder.path().join("copy.redb");
    assert_eq!(store.backup(&copy).unwrap().entries, Counted(2));
    assert_eq!(Store::at(&copy).load().unwrap().entries, [batch(0, 1), batch(1, 1)].concat());
    assert_eq!(mode(&copy), 0o600);
    assert!(store.backup(&copy).is_err(), "a backup is never written over");
}

#[test]
fn a_copy_of_a_journal_that_is_open_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("upswing.redb");
    let mut store = Store::at(&path);
    store.append(&batch(0, 3)).unwrap();
    // As a crash leaves it, or a backup program that copies while somebody has it open.
    let torn = folder.path().join("torn.redb");
    let holder = redb::Database::open(&path).unwrap();
    fs::copy(&path, &torn).unwrap();
    holder.close().unwrap();
    let mut torn = Store::at(&torn);
    assert_eq!(torn.load().unwrap().entries, batch(0, 3));
    assert_eq!(torn.append(&batch(1, 1)).unwrap(), 4);
    assert_eq!(torn.load().unwrap().damaged, []);
}
