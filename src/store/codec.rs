//! Entries and the journal's head as bytes.
//!
//! An entry is a version byte, a checksum and a MessagePack map. The checksum takes in the sequence,
//! so that an entry that turns up in another's place is found out too. Keys are fixed-width and sort.

use std::fmt;

use crate::domain::{Entry, Stamp};

use super::SCHEMA;

/// The form of an entry's bytes.
const ENTRY_VERSION: u8 = 1;

/// Version and checksum in front of an entry.
const ENTRY_PREFIX: usize = 5;

/// Bytes of a stamp as a key.
pub(super) const STAMP_BYTES: usize = 20;

/// What stands once in a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// A random name of this journal, to tell it from one put in its place.
    pub id: u64,
    /// The sequence of the last entry; they count from 1 without a gap.
    pub reached: u64,
}

/// Why bytes are no entry.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    Short,
    Checksum,
    Version(u8),
    Shape(String),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Flaw::Short => f.write_str("it is cut short"),
            Flaw::Checksum => f.write_str("its checksum differs"),
            Flaw::Version(found) => write!(f, "its form is {found}, known is {ENTRY_VERSION}"),
            Flaw::Shape(detail) => write!(f, "its content is not understood: {detail}"),
        }
    }
}

fn checksum(sequence: u64, version: u8, content: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&sequence.to_be_bytes());
    hasher.update(&[version]);
    hasher.update(content);
    hasher.finalize()
}

/// The bytes of the entry with this sequence.
pub(super) fn encode(sequence: u64, entry: &Entry) -> Result<Vec<u8>, Flaw> {
    let content = rmp_serde::to_vec_named(entry).map_err(|error| Flaw::Shape(error.to_string()))?;
    let mut bytes = Vec::with_capacity(ENTRY_PREFIX + content.len());
    bytes.push(ENTRY_VERSION);
    bytes.extend(checksum(sequence, ENTRY_VERSION, &content).to_be_bytes());
    bytes.extend(content);
    Ok(bytes)
}

/// The entry with this sequence, if the bytes are just what was written.
pub(super) fn decode(sequence: u64, bytes: &[u8]) -> Result<Entry, Flaw> {
    let (version, rest) = bytes.split_first().ok_or(Flaw::Short)?;
    let (sum, content) = rest.split_first_chunk::<4>().ok_or(Flaw::Short)?;
    if u32::from_be_bytes(*sum) != checksum(sequence, *version, content) {
        return Err(Flaw::Checksum);
    }
    if *version != ENTRY_VERSION {
        return Err(Flaw::Version(*version));
    }
    rmp_serde::from_slice(content).map_err(|error| Flaw::Shape(error.to_string()))
}

/// A stamp as a key that sorts as the stamp does.
pub(super) fn stamp_key(stamp: Stamp) -> [u8; STAMP_BYTES] {
    let mut key = [0; STAMP_BYTES];
    let parts = stamp.wall_ms.to_be_bytes().into_iter().chain(stamp.counter.to_be_bytes()).chain(stamp.device.to_be_bytes());
    key.iter_mut().zip(parts).for_each(|(byte, part)| *byte = part);
    key
}

/// What the bytes of a head say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum HeadRead {
    /// It can be used.
    Known(Head),
    /// A newer program wrote it.
    Newer(u32),
    /// It is not what was written.
    Damaged,
}

/// The head: schema, id, sequence reached, and the checksum of all that.
pub(super) fn encode_head(head: Head) -> Vec<u8> {
    let mut bytes = SCHEMA.to_be_bytes().to_vec();
    bytes.extend(head.id.to_be_bytes());
    bytes.extend(head.reached.to_be_bytes());
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes
}

/// Reads a head. Every form of it begins with the schema and ends with a checksum.
pub(super) fn decode_head(bytes: &[u8]) -> HeadRead {
    let read = || {
        let (content, sum) = bytes.split_last_chunk::<4>()?;
        let (schema, rest) = content.split_first_chunk::<4>()?;
        let whole = u32::from_be_bytes(*sum) == crc32fast::hash(content);
        whole.then_some((u32::from_be_bytes(*schema), rest))
    };
    match read() {
        None | Some((0, _)) => HeadRead::Damaged,
        Some((schema, _)) if schema > SCHEMA => HeadRead::Newer(schema),
        Some((_, rest)) => rest
            .split_first_chunk::<8>()
            .and_then(|(id, rest)| Some((id, rest.first_chunk::<8>()?)))
            .map_or(HeadRead::Damaged, |(id, reached)| {
                HeadRead::Known(Head { id: u64::from_be_bytes(*id), reached: u64::from_be_bytes(*reached) })
            }),
    }
}
