//! A small file for changes that the journal does not take, so that leaving loses nothing.
//!
//! It holds the entries as they were made: taking them into the journal later, or twice, is the same. What is kept may
//! stand in several places, one for each that was full, and another dashboard may add to them at any time: all of them are
//! read, and only what was taken is taken away.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::app::Left;
use crate::domain::{Entry, Stamp};
use crate::store::{hold, private};

/// How long another program of ours is waited for: leaving must not take long.
const PATIENCE: Duration = Duration::from_secs(2);

/// Keeps entries in the first place that takes them, durably, with what is kept there; returns which.
///
/// # Errors
/// No place takes them: what the last one said.
pub fn keep(entries: &[Entry], places: &[PathBuf]) -> io::Result<PathBuf> {
    let mut refused = io::Error::from(io::ErrorKind::NotFound);
    for place in places {
        // Where the system knows no locks, or another program holds this one for long, what was said is kept all the same.
        let _alone = alone(place).ok();
        match add(entries, place) {
            Ok(true) => return Ok(place.clone()),
            // What another program or a newer one left there, and cannot be merged, is not written over.
            Ok(false) => refused = io::Error::other(format!("{} holds what is not understood", place.display())),
            Err(error) => refused = error,
        }
    }
    Err(refused)
}

/// Writes into a place what is kept there, and these; false where something stands that cannot be read.
fn add(entries: &[Entry], place: &Path) -> io::Result<bool> {
    let all = merged(read(place).into_iter().chain(entries.iter().cloned()).collect());
    let ours = is_ours(place)?;
    if ours {
        private::replace(place, &serde_json::to_vec(&all)?)?;
    }
    Ok(ours)
}

/// Nobody else changes a place as long as this lives: what came between reading and replacing it would be lost.
fn alone(place: &Path) -> io::Result<File> {
    hold(&private::beside(place, "lock"), PATIENCE)
}

/// What was kept, in the order in which it was made, and where. A file that cannot be read is left where it is.
pub fn find(places: &[PathBuf]) -> Option<Left> {
    let (mut entries, mut named) = (Vec::new(), Vec::new());
    for place in places {
        let kept = read(place);
        named.extend((!kept.is_empty()).then(|| place.display().to_string()));
        entries.extend(kept);
    }
    let entries = merged(entries);
    (!entries.is_empty()).then_some(Left { entries, places: named })
}

/// Each entry once, the changes in the order in which they were made.
fn merged(mut entries: Vec<Entry>) -> Vec<Entry> {
    // The entries of a change stay together, whatever else was written in the same moment.
    entries.sort_by_key(|entry| (entry.batch, entry.stamp));
    entries.dedup_by_key(|entry| entry.stamp);
    entries
}

/// Is nothing there, or something that is understood?
fn is_ours(place: &Path) -> io::Result<bool> {
    match fs::read(place) {
        Ok(bytes) => Ok(bytes.is_empty() || serde_json::from_slice::<Vec<Entry>>(&bytes).is_ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

fn read(place: &Path) -> Vec<Entry> {
    fs::read(place).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default()
}

/// Takes away what was taken; what came meanwhile stays, and so does a file that cannot be read.
pub fn forget(taken: &BTreeSet<Stamp>, places: &[PathBuf]) {
    let holds = |place: &&PathBuf| read(place).iter().any(|entry| taken.contains(&entry.stamp));
    for place in places.iter().filter(holds) {
        let _alone = match alone(place) {
            // What stays is offered again, which does no harm.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => continue,
            // Where the system knows no locks nobody else waits for one.
            lock => lock.ok(),
        };
        let _ = take_away(taken, place);
    }
}

fn take_away(taken: &BTreeSet<Stamp>, place: &Path) -> io::Result<()> {
    let mut kept = read(place);
    kept.retain(|entry| !taken.contains(&entry.stamp));
    if kept.is_empty() { fs::remove_file(place) } else { private::replace(place, &serde_json::to_vec(&kept)?) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{BatchId, Day, Key, Moment, Op};

    fn entry(number: u64) -> Entry {
        let stamp = Stamp { wall_ms: number, counter: 0, device: 7 };
        Entry { stamp, batch: BatchId(stamp), op: Op::Erase(Key::CheckIn(Day::MIN, Moment::Morning)) }
    }

    #[test]
    fn what_comes_while_something_is_forgotten_stays() {
        let folder = tempfile::tempdir().unwrap();
        let places = [folder.path().join("unsaved.json")];
        let (old, new): (Vec<Entry>, Vec<Entry>) = ((0..10).map(entry).collect(), (10..20).map(entry).collect());
        // Whoever waits looks again after a while: the other one has to leave it free for a moment.
        let pause = || std::thread::sleep(Duration::from_millis(5));
        keep(&old, &places).unwrap();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                old.iter().for_each(|entry| {
                    forget(&BTreeSet::from([entry.stamp]), &places);
                    pause();
                });
            });
            new.chunks(1).for_each(|one| {
                keep(one, &places).unwrap();
                pause();
            });
        });
        assert_eq!(find(&places).unwrap().entries, new);
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over_and_the_next_place_takes_it() {
        let folder = tempfile::tempdir().unwrap();
        let places = [folder.path().join("unsaved.json"), folder.path().join("other.json")];
        // Nobody can read a folder as a file, whoever they are.
        fs::create_dir(&places[0]).unwrap();
        assert_eq!(keep(&[entry(1)], &places).unwrap(), places[1]);
        assert!(places[0].is_dir());
        fs::remove_dir(&places[0]).unwrap();
        fs::write(&places[0], "of a newer program").unwrap();
        assert!(keep(&[entry(2)], &places[..1]).unwrap_err().to_string().contains("is not understood"));
        assert_eq!(fs::read(&places[0]).unwrap(), b"of a newer program");
    }

    #[test]
    fn where_no_lock_can_be_had_what_was_said_is_kept_all_the_same() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("unsaved.json");
        fs::create_dir(private::beside(&place, "lock")).unwrap();
        assert_eq!(keep(&[entry(1)], std::slice::from_ref(&place)).unwrap(), place);
        let places = [place];
        assert_eq!(find(&places).unwrap().entries, [entry(1)]);
        forget(&BTreeSet::from([entry(1).stamp]), &places);
        assert!(find(&places).is_none(), "and what was taken is not offered again");
    }
}
