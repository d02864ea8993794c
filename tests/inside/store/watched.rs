//! A change of the journal, of a watched folder or of a named file is told without anybody asking.

use std::fs;
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use upswing::store::{Store, Watch, watch_folder};

/// Does it, and waits until something is told.
fn is_told(told: &Receiver<()>, act: impl FnOnce() -> std::io::Result<()>) -> bool {
    told.try_iter().for_each(drop);
    act().unwrap();
    told.recv_timeout(Duration::from_secs(20)).is_ok()
}

fn watching<W>(watch: impl FnOnce(Box<dyn Fn() + Send>) -> W) -> (W, Receiver<()>) {
    let (sender, told) = channel();
    let changed = move || {
        // Nobody listens any more when the test ends.
        let _ = sender.send(());
    };
    (watch(Box::new(changed)), told)
}

#[test]
fn a_folder_tells_what_happens_in_it_and_a_file_what_happens_to_it() {
    let home = tempfile::TempDir::new().unwrap();
    let [folder, deep, beside] = ["folder", "folder/deep", "beside"].map(|name| home.path().join(name));
    fs::create_dir_all(&deep).unwrap();
    fs::create_dir(&beside).unwrap();
    let (named, missing) = (beside.join("night.csv"), home.path().join("nowhere/file.csv"));
    let (watch, told) = watching(|changed| Watch::of(&[folder.clone(), named.clone(), missing], changed));
    assert!(watch.is_some(), "what is not there holds up nothing");
    for path in [folder.join("one.csv"), deep.join("two.csv"), named] {
        assert!(is_told(&told, || fs::write(&path, "day,energy\n")), "{} came", path.display());
        assert!(is_told(&told, || fs::remove_file(&path)), "{} went", path.display());
    }
}

#[test]
fn a_shared_folder_and_a_journal_tell_of_a_write_and_one_that_is_not_there_is_told() {
    let home = tempfile::TempDir::new().unwrap();
    let (shared, told) = watching(|changed| watch_folder(home.path(), changed));
    shared.as_ref().unwrap();
    assert!(is_told(&told, || fs::write(home.path().join("entries"), "")));
    let store = Store::at(home.path().join("upswing.redb"));
    let (journal, told) = watching(|changed| store.watch(changed));
    journal.as_ref().unwrap();
    let mut other = Store::at(home.path().join("upswing.redb"));
    assert!(is_told(&told, || other.append(&crate::sample::entries()).map(drop).map_err(std::io::Error::other)));
    let (nowhere, _) = watching(|changed| watch_folder(&home.path().join("nowhere"), changed));
    assert!(!nowhere.unwrap_err().is_empty());
}
