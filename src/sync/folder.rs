//! The files of a folder: whose they are by their names, and whether they changed.
//!
//! A synchroniser that meets two versions of a file keeps both, one under a name of its own making
//! (`….sync-conflict-….segment`, `… (conflicted copy).segment`). Whatever a name adds, the file is read: who wrote it
//! stands inside.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::error::SyncError;

/// How every file of ours begins.
const PREFIX: &str = "upswing-";
/// How a file of entries ends.
const SEGMENT: &str = ".segment";
/// How a device's key ends.
const KEY: &str = ".key";
/// No segment becomes so large; a file that is larger is none.
const LARGEST: u64 = 512 << 20;

/// A file that may hold entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    pub path: PathBuf,
    pub name: String,
    pub seen: Seen,
    /// The device and the number in the name; `None` if the name is a synchroniser's.
    pub named: Option<(u64, u32)>,
}

/// How a file looks from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Seen {
    pub length: u64,
    /// When it was changed, nanoseconds since 1970.
    pub changed: u64,
}

/// The name of a segment.
pub(super) fn segment(folder: &Path, device: u64, number: u32) -> PathBuf {
    folder.join(format!("{PREFIX}{device:016x}-{number:06}{SEGMENT}"))
}

/// The name of a device's key.
pub(super) fn key(folder: &Path, device: u64) -> PathBuf {
    folder.join(format!("{PREFIX}{device:016x}{KEY}"))
}

/// The files that may hold entries, by name. What a synchroniser is still writing has a hidden name and is none.
pub(super) fn list(folder: &Path) -> Result<Vec<Listed>, SyncError> {
    let read = match fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(SyncError::NoFolder(folder.to_owned())),
        other => other.map_err(SyncError::io(folder))?,
    };
    let mut found = Vec::new();
    for file in read {
        let file = file.map_err(SyncError::io(folder))?;
        let Ok(name) = file.file_name().into_string() else { continue };
        if !name.starts_with(PREFIX) || !name.contains(SEGMENT) {
            continue;
        }
        // One that is taken away meanwhile is not there.
        let Some(seen) = look(&file.path()).filter(|seen| seen.length <= LARGEST) else { continue };
        found.push(Listed { path: file.path(), named: named(&name), name, seen });
    }
    found.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(found)
}

fn named(name: &str) -> Option<(u64, u32)> {
    let (device, number) = name.strip_prefix(PREFIX)?.strip_suffix(SEGMENT)?.split_once('-')?;
    let whole = device.len() == 16 && number.len() >= 6;
    let named = (u64::from_str_radix(device, 16).ok()?, number.parse().ok()?);
    whole.then_some(named)
}

/// How a file looks; `None` if there is none, or it is no plain file.
pub(super) fn look(path: &Path) -> Option<Seen> {
    let about = fs::symlink_metadata(path).ok().filter(fs::Metadata::is_file)?;
    let changed = about.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    Some(Seen { length: about.len(), changed: changed.map_or(0, |at| u64::try_from(at.as_nanos()).unwrap_or(0)) })
}

/// The bytes of a file; nothing if it was taken away meanwhile.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, SyncError> {
    let mut bytes = Vec::new();
    match File::open(path).and_then(|file| file.take(LARGEST).read_to_end(&mut bytes)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        other => other.map(|_| bytes).map_err(SyncError::io(path)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_whose_a_file_is_or_that_it_is_a_copy() {
        let name = segment(Path::new(""), 0xab, 12).display().to_string();
        assert_eq!(named(&name), Some((0xab, 12)));
        for copy in [
            "upswing-00000000000000ab-000012.sync-conflict-20260301-101112-ABCDEFG.segment",
            "upswing-00000000000000ab-000012 (Ann's conflicted copy 2026-03-01).segment",
            "upswing-00000000000000ab-000012.segment.orig",
        ] {
            assert_eq!(named(copy), None, "{copy}");
        }
    }
}
