//! A journal that is not whole is told in our words, once, and the exit code says so; whether a check-in is due.

use std::fs;

use super::Home;

/// A home with a few sessions in its journal; the journal's bytes.
fn begun() -> (Home, std::path::PathBuf, Vec<u8>) {
    let home = Home::new();
    for day in ["-3d", "-2d", "-1d"] {
        home.says(&format!("log endurance 60 4 --day {day}"));
    }
    let journal = home.folder.path().join("data/upswing.redb");
    let bytes = fs::read(&journal).unwrap();
    (home, journal, bytes)
}

#[test]
fn a_missing_record_is_an_exit_code_of_its_own() {
    let (home, journal, _) = begun();
    home.says("checkin --energy 4 --note marker");
    home.says("log skill 30 5");
    let mut bytes = fs::read(&journal).unwrap();
    let found: Vec<usize> = (0..bytes.len() - 6).filter(|at| bytes.get(*at..*at + 6) == Some(b"marker")).collect();
    found.into_iter().for_each(|at| bytes[at] ^= 1);
    fs::write(&journal, &bytes).unwrap();
    for line in ["export", "today", "doctor"] {
        let told = home.run(line);
        assert_eq!(told.code, 3, "{line}: {}", told.err);
        assert!(!told.err.contains("panicked") && !told.err.contains("RUST_BACKTRACE"), "{line}: {}", told.err);
    }
    assert_eq!(home.run("doctor").code, 0, "what can be read is in a new file");
}

/// Makes a fold one of the journal as the system sees it now: as if its disk had changed it, without a write.
#[cfg(unix)]
fn follow(fold: &std::path::Path, journal: &std::path::Path) {
    use std::os::unix::fs::MetadataExt;
    let (bytes, about) = (fs::read(fold).unwrap(), fs::metadata(journal).unwrap());
    let (magic, behind) = bytes.split_at(16);
    let (_, content) = behind.split_at(16);
    let ((cue, mut system), rest) = postcard::take_from_bytes::<((u64, u64), [i64; 6])>(content).unwrap();
    let now = [about.mtime(), about.mtime_nsec(), about.ctime(), about.ctime_nsec()];
    system.iter_mut().skip(2).zip(now).for_each(|(kept, now)| *kept = now);
    let content = [postcard::to_allocvec(&(cue, system)).unwrap().as_slice(), rest].concat();
    let sum = xxhash_rust::xxh3::xxh3_128(&content).to_be_bytes();
    fs::write(fold, [magic, &sum, &content].concat()).unwrap();
}

#[cfg(unix)]
#[test]
fn what_a_disk_changed_behind_the_fold_is_told_by_the_first_change_of_a_day() {
    let home = Home::new();
    home.says("checkin --day yesterday --energy 4 --note marker");
    home.says("today");
    let (journal, fold) = (home.folder.path().join("data/upswing.redb"), home.folder.path().join("data/upswing.fold"));
    let mut bytes = fs::read(&journal).unwrap();
    let found: Vec<usize> = (0..bytes.len() - 6).filter(|at| bytes.get(*at..*at + 6) == Some(b"marker")).collect();
    found.into_iter().for_each(|at| bytes[at] ^= 1);
    fs::write(&journal, &bytes).unwrap();
    follow(&fold, &journal);
    assert_eq!(home.run("status").code, 0, "looking is content with the fold");
    let told = home.run("checkin --energy 3");
    assert_eq!(told.code, 3, "{}", told.err);
    assert_eq!(told.err.matches("entry 1: missing").count(), 1, "{}", told.err);
    assert!(fs::read_dir(home.folder.path().join("data/backups")).unwrap().next().is_none(), "it is no good copy");
    // No fold hides it from now on.
    for line in ["status", "today", "checkin --mood 3"] {
        let told = home.run(line);
        assert!(told.code == 3 && told.err.contains("left out, because it cannot be read"), "{line}: {}", told.err);
    }
}

#[test]
fn a_file_cut_anywhere_is_told_in_our_words() {
    let (home, journal, bytes) = begun();
    let mut nothing_left = 0;
    for length in (0..bytes.len()).step_by(bytes.len() / 24) {
        fs::write(&journal, &bytes[..length]).unwrap();
        let told = home.run("doctor");
        assert!([1, 3].contains(&told.code), "cut at {length}: {} {}", told.code, told.err);
        assert!(!told.err.contains("panicked") && !told.err.contains("upswing doctor"), "cut at {length}: {}", told.err);
        nothing_left += usize::from(told.code == 1);
        for aside in fs::read_dir(journal.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()) {
            if aside.to_string_lossy().contains("damaged") {
                fs::remove_file(aside).unwrap();
            }
        }
    }
    assert!(nothing_left > 0);
}

#[test]
fn whether_a_check_in_is_due_is_an_exit_code() {
    let home = Home::new();
    assert_eq!(home.says("status --due"), "");
    home.says("checkin --energy 4 --mood 4");
    home.run("status --due").refused(1, &[]);
    assert_eq!(home.run("status --due").err, "");
}

#[test]
fn a_backup_of_the_day_is_made_and_can_be_put_back_and_that_undone() {
    let (home, journal, _) = begun();
    let backup = home.folder.path().join("data/backups/upswing-2026-11-22.redb");
    assert!(backup.exists(), "made before the second change of the day, which found a journal");
    let words = |path: &std::path::Path| home.run_words(&["restore", path.to_str().unwrap()]).done();
    assert!(words(&backup).contains("Restored: "));
    assert_eq!(home.json("undo --list --json").as_array().unwrap().len(), 1);
    words(&journal.with_file_name("upswing.redb.replaced-1"));
    assert_eq!(home.json("undo --list --json").as_array().unwrap().len(), 3);
    let off = Home::new();
    fs::create_dir(off.folder.path().join("config")).unwrap();
    fs::write(off.folder.path().join("config/config.toml"), "[backup]\nkeep = 0\n").unwrap();
    off.says("log skill 30 5");
    off.says("log skill 30 5");
    assert!(!off.folder.path().join("data/backups").exists());
}
