//! Entries and the journal's head as bytes.
//!
//! An entry is a version byte, a checksum and a MessagePack map. The checksum takes in the sequence,
//! so that an entry that turns up in another's place is found out too. Keys are fixed-width and sort.

use std::fmt;

use crate::domain::{Entry, Stamp};

/// The form of the journal this program writes. There was none before it.
pub const SCHEMA: u32 = 1;

/// The form of an entry's bytes.
const ENTRY_VERSION: u8 = 1;

/// Version and checksum in front of an entry.
pub(super) const ENTRY_PREFIX: usize = 5;

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

/// The checksum of an entry, still without its sequence.
fn begun(version: u8, content: &[u8]) -> crc32fast::Hasher {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&[version]);
    hasher.update(content);
    hasher
}

fn finished(mut hasher: crc32fast::Hasher, sequence: u64) -> u32 {
    hasher.update(&sequence.to_be_bytes());
    hasher.finalize()
}

/// The bytes of the entry with this sequence.
pub(super) fn encode(sequence: u64, entry: &Entry) -> Result<Vec<u8>, Flaw> {
    let content = rmp_serde::to_vec_named(entry).map_err(|error| Flaw::Shape(error.to_string()))?;
    let mut bytes = Vec::with_capacity(ENTRY_PREFIX + content.len());
    bytes.push(ENTRY_VERSION);
    bytes.extend(finished(begun(ENTRY_VERSION, &content), sequence).to_be_bytes());
    bytes.extend(content);
    Ok(bytes)
}

/// The entry with this sequence, if the bytes are just what was written.
pub(super) fn decode(sequence: u64, bytes: &[u8]) -> Result<Entry, Flaw> {
    let (version, rest) = bytes.split_first().ok_or(Flaw::Short)?;
    let (sum, content) = rest.split_first_chunk::<4>().ok_or(Flaw::Short)?;
    if u32::from_be_bytes(*sum) != finished(begun(*version, content), sequence) {
        return Err(Flaw::Checksum);
    }
    if *version != ENTRY_VERSION {
        return Err(Flaw::Version(*version));
    }
    rmp_serde::from_slice(content).map_err(|error| Flaw::Shape(error.to_string()))
}

/// A test for the sequence that bytes were written with; `None` if their form is not known.
pub(super) fn sequence_test(prefix: &[u8; ENTRY_PREFIX], content: &[u8]) -> Option<impl Fn(u64) -> bool> {
    let (version, sum) = prefix.split_first()?;
    let sum = u32::from_be_bytes(*sum.first_chunk()?);
    let begun = (*version == ENTRY_VERSION).then(|| begun(*version, content))?;
    Some(move |sequence| finished(begun.clone(), sequence) == sum)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Field, Moment, Op, Source, Value};

    fn entry() -> Entry {
        let day = Day::from_ymd(2026, 3, 29).unwrap();
        let fields = vec![(Field::Energy, Some(Value::Whole(4))), (Field::Note, None)];
        let op = Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() };
        Entry::batch(vec![op], Stamp::default(), 1_774_742_400_000, 42).remove(0)
    }

    /// What the first release wrote; later ones must read it for ever.
    const FIRST_FORM: &str = "01f2351ff083a57374616d7093cf0000019d36e3ec00002aa5626174636893cf0000019d36e3ec00002aa26f7081ac7365745f63\
        6865636b5f696e83a3646179ce000b4978a66d6f6d656e74a76d6f726e696e67a66669656c647382a6656e6572677904a46e6f7465c0";

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn the_first_form_is_read_for_ever() {
        assert_eq!(hex(&encode(5, &entry()).unwrap()), FIRST_FORM);
        let bytes: Vec<u8> = FIRST_FORM
            .as_bytes()
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
            .collect();
        assert_eq!(decode(5, &bytes), Ok(entry()));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_found_out() {
        let bytes = encode(5, &entry()).unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(decode(5, &flipped), Err(Flaw::Checksum), "bit {bit}");
        }
        for length in 0..bytes.len() {
            assert!(decode(5, &bytes[..length]).is_err(), "cut at {length}");
        }
    }

    #[test]
    fn an_entry_in_the_place_of_another_is_found_out() {
        assert_eq!(decode(6, &encode(5, &entry()).unwrap()), Err(Flaw::Checksum));
    }

    #[test]
    fn stamps_sort_as_keys() {
        let stamps = [(0, 0, 9), (0, 1, 0), (1, 0, 0), (256, 0, 0), (256, 0, u64::MAX)];
        let keys = stamps.map(|(wall_ms, counter, device)| stamp_key(Stamp { wall_ms, counter, device }));
        assert!(keys.is_sorted());
    }

    #[test]
    fn a_head_tells_newer_from_damaged() {
        let head = Head { id: 7, reached: 300 };
        let mut bytes = encode_head(head);
        assert_eq!(decode_head(&bytes), HeadRead::Known(head));
        bytes[0] ^= 1;
        assert_eq!(decode_head(&bytes), HeadRead::Damaged);
        let mut newer = (SCHEMA + 1).to_be_bytes().to_vec();
        newer.extend(crc32fast::hash(&newer).to_be_bytes());
        assert_eq!(decode_head(&newer), HeadRead::Newer(SCHEMA + 1));
        assert_eq!(decode_head(&[]), HeadRead::Damaged);
    }
}
