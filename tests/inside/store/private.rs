//! Files are for their owner alone, whatever the umask, and never written through a link.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use crate::entries::batch;
use upswing::store::{Counted, Keep, Problem, Store, private, rotate};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

const CHILD: &str = "UPSWING_TEST_WRITES_PRIVATELY";

/// The process with an umask of [`files_are_for_their_owner_under_any_umask`]; alone it does nothing.
#[test]
fn the_process_with_an_umask() {
    let Some(folder) = std::env::var_os(CHILD) else { return };
    let folder = Path::new(&folder);
    let mut store = Store::at(folder.join("deep/data/upswing.redb"));
    store.append(&batch(0, 1)).unwrap();
    store.append(&batch(1, 1)).unwrap();
    private::replace(&folder.join("other/config/unsaved.json"), b"[]").unwrap();
    rotate(&store, &folder.join("state/backups"), upswing::domain::Day::MIN, Keep::default()).unwrap();
}

#[test]
fn files_are_for_their_owner_under_any_umask() {
    for umask in ["000", "022", "077", "277", "777"] {
        let folder = tempfile::tempdir().unwrap();
        let (_, module) = module_path!().split_once("::").unwrap();
        let script = format!("umask {umask}; exec \"$0\" --exact {module}::the_process_with_an_umask --nocapture");
        let program = std::env::current_exe().unwrap();
        let status = Command::new("sh").args(["-c", &script]).arg(program).env(CHILD, folder.path()).status().unwrap();
        assert!(status.success(), "umask {umask}");
        let mut folders = vec![folder.path().to_owned()];
        let mut files = 0;
        while let Some(next) = folders.pop() {
            for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
                let wanted = if path.is_dir() { 0o700 } else { 0o600 };
                assert_eq!(mode(&path), wanted, "umask {umask}: {}", path.display());
                files += usize::from(path.is_file());
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        assert_eq!(files, 3, "umask {umask}");
    }
}

#[test]
fn a_link_is_never_written_through() {
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("target"), folder.path().join("link"));
    fs::write(&target, "theirs").unwrap();
    symlink(&target, &link).unwrap();
    assert!(private::create(&link, b"ours").is_err());
    private::replace(&link, b"ours").unwrap();
    assert_eq!((fs::read(&target).unwrap(), fs::read(&link).unwrap()), (b"theirs".to_vec(), b"ours".to_vec()));
    // A journal that is a link: somebody may have put it there.
    let (journal, link) = (folder.path().join("real.redb"), folder.path().join("upswing.redb"));
    Store::at(&journal).append(&batch(0, 1)).unwrap();
    symlink(&journal, &link).unwrap();
    let before = fs::read(&journal).unwrap();
    let error = Store::at(&link).append(&batch(1, 1)).unwrap_err();
    assert!(matches!(error.problem, Problem::Foreign { .. }) && error.to_string().contains("link"), "{error}");
    assert!(fs::read(&journal).unwrap() == before);
}

#[test]
fn a_backup_a_day_is_made_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backups) = (folder.path().join("upswing.redb"), folder.path().join("backups"));
    let day = upswing::domain::Day::from_ymd(2026, 11, 18).unwrap();
    let mut store = Store::at(&path);
    assert_eq!(rotate(&store, &backups, day, Keep::default()).unwrap(), None, "there is nothing to keep yet");
    store.append(&batch(0, 3)).unwrap();
    let made = rotate(&store, &backups, day, Keep::default()).unwrap().unwrap();
    assert_eq!(made.entries, Counted(3));
    let copy = backups.join(format!("upswing-{day}.redb"));
    assert_eq!(Store::at(copy).load().unwrap().entries, batch(0, 3));
    assert_eq!(rotate(&store, &backups, day, Keep::default()).unwrap(), None, "once a day");
    assert_eq!(rotate(&store, &backups, day.plus(1), Keep { days: 0, ..Keep::default() }).unwrap(), None, "turned off");
    for later in 1..40 {
        rotate(&store, &backups, day.plus(later), Keep::default()).unwrap().unwrap();
    }
    let kept = upswing::store::backups(&backups);
    assert!((7..=7 + 4 + 12).contains(&kept.len()), "{kept:?}");
    // A damaged journal takes the place of no good backup.
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(4).rposition(|window| window == b"0.2 ").unwrap();
    bytes[at] ^= 1;
    fs::write(&path, &bytes).unwrap();
    let made = rotate(&store, &backups, day.plus(50), Keep::default()).unwrap().unwrap();
    assert!(!made.damaged.is_empty());
    assert_eq!(upswing::store::backups(&backups), kept);
}

#[test]
fn several_who_make_the_days_backup_at_once_make_one() {
    let folder = tempfile::tempdir().unwrap();
    let (path, backups) = (folder.path().join("upswing.redb"), folder.path().join("backups"));
    Store::at(&path).append(&batch(0, 3)).unwrap();
    for ahead in 0..8 {
        let day = upswing::domain::Day::MIN.plus(ahead);
        let start = std::sync::Barrier::new(4);
        let one = || {
            start.wait();
            rotate(&Store::at(&path), &backups, day, Keep::default())
        };
        let made = std::thread::scope(|scope| {
            let all: Vec<_> = (0..4).map(|_| scope.spawn(one)).collect();
            all.into_iter().map(|one| one.join().unwrap().unwrap()).collect::<Vec<_>>()
        });
        assert_eq!(made.iter().flatten().count(), 1);
    }
}
