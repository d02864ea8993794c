//! Writing: always at the end of an own file that is whole, or into a new one; never into what somebody else may have
//! written, never over anything.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::Path;

use crate::domain::Entry;
use crate::store::private;

use super::error::SyncError;
use super::keys::Keys;
use super::{folder, frame};

/// A file that has become so long is left for good: a synchroniser carries files as wholes.
const FULL: u64 = 128 << 10;
/// A frame has about so many entries; what was done together stays together.
const MANY: usize = 256;

/// Where the device goes on.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    pub device: u64,
    /// The number of its last file; 0 before the first.
    pub number: u32,
    /// The length of that file, if it is whole.
    pub length: Option<u64>,
    /// How many entries it wrote.
    pub written: u64,
}

/// The entries of a file: from, to before.
pub(super) type Spans = BTreeMap<u32, (u64, u64)>;

/// Writes entries durably; returns what came into which file.
pub(super) fn write(
    folder: &Path,
    keys: &mut Keys,
    name: &str,
    end: &mut End,
    entries: &[Entry],
    now_ms: u64,
) -> Result<Spans, SyncError> {
    let mut spans = Spans::new();
    for group in groups(entries) {
        if end.length.is_none_or(|length| length >= FULL) {
            end.number = end.number.saturating_add(1);
            end.length = None;
        }
        let content = frame::encode_content(name, &group).map_err(SyncError::Unwritable)?;
        let content = keys.seal(end.device, content)?;
        let head = frame::head_of(end.device, end.number, end.written, group.len(), now_ms, keys.seals());
        let bytes = frame::encode(head, &content);
        let path = folder::segment(folder, end.device, end.number);
        append(&path, end.length, &bytes).map_err(SyncError::io(&path))?;
        end.length = Some(end.length.unwrap_or(0) + bytes.len() as u64);
        end.written = head.end();
        spans.entry(end.number).or_insert((head.first, head.first)).1 = head.end();
    }
    Ok(spans)
}

/// Adds bytes to a file of this length, or makes it.
fn append(path: &Path, length: Option<u64>, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = match length {
        None => private::new_file(path)?,
        Some(expected) if folder::look(path).is_some_and(|seen| seen.length == expected) => {
            File::options().append(true).open(path)?
        }
        Some(_) => return Err(std::io::Error::other("it changed just now")),
    };
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        // As it was: a half of a frame would be waited for, and an empty file would call for the next try.
        let _ = length.map_or_else(|| std::fs::remove_file(path), |expected| file.set_len(expected));
    }
    written?;
    if length.is_none() { private::sync_folder(path) } else { Ok(()) }
}

/// The entries in frames; a batch is never parted, so that an import arrives whole.
fn groups(entries: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut groups: Vec<Vec<&Entry>> = Vec::new();
    for entry in entries {
        let goes_on = |group: &&mut Vec<&Entry>| group.len() < MANY || group.last().is_some_and(|last| last.batch == entry.batch);
        match groups.last_mut().filter(goes_on) {
            Some(group) => group.push(entry),
            None => groups.push(vec![entry]),
        }
    }
    groups
}
