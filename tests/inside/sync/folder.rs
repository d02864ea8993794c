//! One folder, several devices: what is written where, and what happens to it.

use std::fs;

use tempfile::TempDir;
use upswing::sync::{exchange, read_folder, status};

use super::*;

/// Two devices that look at one folder, each with something of its own.
fn two() -> (TempDir, Device, Device) {
    let folder = TempDir::new().unwrap();
    let (mut one, mut other) = (Device::at(folder.path(), 1_700_000_000_000), Device::at(folder.path(), 1_600_000_000_000));
    one.does(note(1));
    other.does(note(2));
    (folder, one, other)
}

#[test]
fn two_devices_know_the_same_after_an_exchange() {
    let (folder, mut one, mut other) = two();
    let first = one.exchange().unwrap();
    assert_eq!((first.arrived, first.sent), (0, 1));
    let second = other.exchange().unwrap();
    assert_eq!((second.arrived, second.sent), (1, 1));
    assert_eq!(one.exchange().unwrap().arrived, 1);
    assert_eq!(one.history(), other.history());
    for device in [&mut one, &mut other] {
        assert_eq!(device.exchange().unwrap(), Round::default(), "nothing is left to do");
    }
    assert_eq!(read_folder(folder.path(), &Secret::None).unwrap().entries.len(), 2);
}

#[test]
fn undo_means_the_same_everywhere() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.journal().undo_stacks(), other.journal().undo_stacks());
    // The clock of the one is years ahead: what it wrote is the last change for both.
    other.takes_back();
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    assert_eq!(one.journal().undo_stacks(), other.journal().undo_stacks());
    assert_eq!(one.history().days().count(), 1);
}

#[test]
fn a_device_writes_its_own_files_only_and_only_at_their_end() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let before: Vec<(PathBuf, Vec<u8>)> = one.files().into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect();
    other.exchange().unwrap();
    other.does(note(3));
    other.exchange().unwrap();
    for (path, bytes) in &before {
        assert_eq!(&fs::read(path).unwrap(), bytes, "{}", path.display());
    }
    one.does(note(4));
    one.exchange().unwrap();
    for (path, bytes) in before {
        let after = fs::read(&path).unwrap();
        assert!(after.starts_with(&bytes) && after.len() > bytes.len(), "{}", path.display());
    }
    assert_eq!(one.files().len(), 2);
}

#[test]
fn a_long_file_is_left_and_a_new_one_begun() {
    let (_folder, mut one, mut other) = two();
    for number in 10..15 {
        one.does(crate::entries::batch(number, 300).into_iter().map(|entry| entry.op).collect());
        one.exchange().unwrap();
    }
    assert!(one.files().len() > 1);
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
}

#[test]
fn a_torn_file_is_waited_for_and_told() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let path = one.files().remove(0);
    let end_of_first = fs::read(&path).unwrap().len();
    one.does(note(3));
    one.exchange().unwrap();
    let whole = fs::read(&path).unwrap();
    for length in (0..whole.len()).step_by(29) {
        fs::write(&path, &whole[..length]).unwrap();
        let mut late = Device::at(&one.folder, 1_500_000_000_000);
        late.exchange().unwrap();
        let status = status(&late.place()).unwrap();
        // Where a frame ends nobody can know that there is more.
        assert_eq!(status.waiting.is_empty(), length == end_of_first, "cut at {length}");
        assert_eq!(late.entries().len(), usize::from(length >= end_of_first), "cut at {length}");
        fs::write(&path, &whole).unwrap();
        late.exchange().unwrap();
        assert_eq!(late.history(), one.history(), "cut at {length}");
        late.files().iter().filter(|file| **file != path).for_each(|file| fs::remove_file(file).unwrap());
    }
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
}

#[test]
fn a_crash_in_the_middle_of_writing_costs_a_new_file_and_nothing_else() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let path = one.files().remove(0);
    let mut torn = fs::read(&path).unwrap();
    torn.extend(&torn.clone()[..60]);
    fs::write(&path, &torn).unwrap();
    one.does(note(3));
    one.exchange().unwrap();
    assert_eq!(fs::read(&path).unwrap(), torn);
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    assert_eq!(status(&other.place()).unwrap().waiting, Vec::<String>::new());
}

#[test]
fn both_versions_that_a_synchroniser_kept_are_read() {
    for name in
        ["{}.sync-conflict-20260301-101112-ABCDEFG.segment", "{} (Ann's conflicted copy 2026-03-01).segment", "{} (1).segment"]
    {
        let (_folder, mut one, mut other) = two();
        one.exchange().unwrap();
        let path = one.files().remove(0);
        let early = fs::read(&path).unwrap();
        one.does(note(3));
        one.exchange().unwrap();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let copy = path.with_file_name(name.replace("{}", &stem));
        fs::rename(&path, &copy).unwrap();
        fs::write(&path, early).unwrap();
        other.exchange().unwrap();
        let told = status(&other.place()).unwrap();
        assert_eq!(told.copies, [copy]);
        assert_eq!(other.entries().len(), 3, "{name}");
        // Whose name is in use elsewhere takes another one.
        one.does(note(4));
        assert!(one.exchange().unwrap().renamed);
        other.exchange().unwrap();
        assert!(!one.exchange().unwrap().renamed);
        assert_eq!(one.history(), other.history());
    }
}

/// The whole data folder, as a backup of the machine keeps it.
fn copied(device: &Device) -> TempDir {
    let copy = TempDir::new().unwrap();
    for file in fs::read_dir(device.home.path()).unwrap().flatten().filter(|file| file.path().is_file()) {
        fs::copy(file.path(), copy.path().join(file.file_name())).unwrap();
    }
    copy
}

#[test]
fn a_device_put_back_from_an_old_backup_takes_another_name_and_gets_everything_again() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let backup = copied(&one);
    one.does(note(3));
    one.exchange().unwrap();
    let before = one.files();
    let bytes = fs::read(&before[0]).unwrap();
    one.home = backup;
    one.does(note(4));
    let round = one.exchange().unwrap();
    assert_eq!(round.arrived, 1, "what was written after the backup comes back");
    assert_eq!(fs::read(&before[0]).unwrap(), bytes, "what was written under the old name stays");
    assert_eq!(one.files().len(), before.len() + 1);
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    assert_eq!(one.entries().len(), 4);
}

#[test]
fn a_journal_put_back_alone_gets_everything_again() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let journal = fs::read(one.place().journal).unwrap();
    one.does(note(3));
    one.exchange().unwrap();
    fs::write(one.place().journal, journal).unwrap();
    one.does(note(4));
    let round = one.exchange().unwrap();
    assert_eq!((round.arrived, round.renamed), (1, true));
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    assert_eq!(one.entries().len(), 4);
}

#[test]
fn a_folder_that_was_emptied_is_filled_again() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    other.exchange().unwrap();
    one.files().iter().for_each(|path| fs::remove_file(path).unwrap());
    one.exchange().unwrap();
    let mut new = Device::at(&one.folder, 1);
    new.exchange().unwrap();
    assert_eq!(new.history(), one.history());
    assert!(!new.entries().is_empty());
    other.exchange().unwrap();
    one.exchange().unwrap();
    new.exchange().unwrap();
    assert_eq!((new.history(), other.history()), (one.history(), one.history()));
}

#[test]
fn a_folder_that_is_not_there_is_told_and_not_made() {
    let mut one = Device::new(1);
    one.folder = one.folder.join("not/there");
    let told = one.exchange().unwrap_err().to_string();
    assert!(told.contains("found none") && !one.folder.exists(), "{told}");
}

#[test]
fn a_file_of_a_newer_program_is_told_and_hides_nothing_else() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let path = one.files().remove(0);
    let mut bytes = fs::read(&path).unwrap();
    // The form stands after the four letters; the head's checksum covers it.
    bytes[4] = 2;
    let sum = crc32fast::hash(&bytes[..46]).to_be_bytes();
    bytes[46..50].copy_from_slice(&sum);
    fs::write(&path, bytes).unwrap();
    let round = other.exchange().unwrap();
    assert!(round.waiting.iter().any(|line| line.contains("newer")), "{:?}", round.waiting);
    assert_eq!((round.arrived, round.sent), (0, 1));
}

#[cfg(unix)]
#[test]
fn the_files_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, mut one, _) = two();
    one.folder = one.folder.join("new");
    one.place().make_folder().unwrap();
    exchange(&one.place(), 1, false, &|_| {}).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&one.folder), 0o700);
    one.files().iter().for_each(|path| assert_eq!(mode(path), 0o600, "{}", path.display()));
    let remembered = fs::read_dir(one.home.path()).unwrap().flatten().filter(|file| file.path().is_file());
    remembered.for_each(|file| assert_eq!(mode(&file.path()), 0o600, "{}", file.path().display()));
}

#[test]
fn what_was_cut_while_it_was_written_is_written_again_without_a_gap() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let state = copied(&one);
    let path = one.files().remove(0);
    let before = fs::read(&path).unwrap().len();
    one.does(note(3));
    one.exchange().unwrap();
    // The machine went out in the middle: of the second frame the head and a little more is there, and nobody noted it.
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..before + (bytes.len() - before) * 9 / 10]).unwrap();
    for file in
        fs::read_dir(state.path()).unwrap().flatten().filter(|file| file.path().extension().is_some_and(|end| end == "json"))
    {
        fs::copy(file.path(), one.home.path().join(file.file_name())).unwrap();
    }
    one.exchange().unwrap();
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    let told = status(&other.place()).unwrap();
    assert!(told.waiting.is_empty() && told.devices.iter().all(|device| device.behind == 0), "{told:?}");
}

#[test]
fn what_was_written_whole_and_is_damaged_since_is_written_again() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let path = one.files().remove(0);
    let whole = fs::read(&path).unwrap();
    let mut damaged = whole.clone();
    damaged.iter_mut().skip(whole.len() / 2).take(9).for_each(|byte| *byte = 0);
    fs::write(&path, &damaged).unwrap();
    // Whether anything is new or not, and more than once.
    assert!(one.exchange().unwrap().renamed);
    assert_eq!(one.exchange().unwrap(), Round::default(), "once is enough");
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    assert_eq!(other.entries().len(), 2);
}

#[test]
fn a_file_lost_in_the_middle_is_written_again() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let first = one.files().remove(0);
    // A torn end makes the device go on in a second file.
    let mut torn = fs::read(&first).unwrap();
    torn.extend(&torn.clone()[..60]);
    fs::write(&first, &torn).unwrap();
    one.does(note(3));
    one.exchange().unwrap();
    fs::remove_file(&first).unwrap();
    one.exchange().unwrap();
    other.exchange().unwrap();
    one.exchange().unwrap();
    assert_eq!(one.history(), other.history());
    assert_eq!(other.entries().len(), 3);
    assert_eq!(one.exchange().unwrap(), Round::default(), "and then there is nothing left to do");
}

#[test]
fn what_is_waited_for_is_told_as_long_as_it_is() {
    let (_folder, mut one, mut other) = two();
    one.exchange().unwrap();
    let path = one.files().remove(0);
    let whole = fs::read(&path).unwrap();
    fs::write(&path, &whole[..whole.len() - 10]).unwrap();
    let told = other.exchange().unwrap().waiting;
    assert_eq!(told.len(), 1);
    assert_eq!(other.exchange().unwrap().waiting, told);
    fs::write(&path, &whole).unwrap();
    assert!(other.exchange().unwrap().waiting.is_empty());
}
