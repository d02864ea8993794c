//! Finds entries in the bytes of a damaged file, without believing anything else in it.
//!
//! Each entry is whole in one place, begins in a known way and has a checksum that takes in its
//! sequence, so that redb's trees are not needed to find it. Entries of a transaction that was
//! never finished may be among them: what a person wrote is rather kept than lost.

use std::io::Cursor;

use serde::Deserialize;

use crate::domain::Entry;

use super::codec;

/// How the content of every entry begins: a map of three, its first key.
const BEGINNING: &[u8] = b"\x83\xa5stamp";

/// No entry is smaller, so a file of so many bytes holds no higher sequence.
const SMALLEST_ENTRY: usize = 32;

/// Every entry in the bytes with its sequence, in the order of the bytes; copies come more than once.
pub(super) fn carve(bytes: &[u8]) -> Vec<(u64, Entry)> {
    let highest = (bytes.len() / SMALLEST_ENTRY) as u64;
    let mut carved: Vec<(u64, Entry)> = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(BEGINNING.len()).position(|window| window == BEGINNING) {
        let (before, content) = rest.split_at(at);
        let due = carved.last().map_or(1, |(last, _)| last.saturating_add(1));
        carved.extend(entry(before, content, due, highest));
        rest = content.get(1..).unwrap_or_default();
    }
    carved
}

/// The entry that begins with `content`; `before` ends with its prefix. The sequence `due` is tried first.
fn entry(before: &[u8], content: &[u8], due: u64, highest: u64) -> Option<(u64, Entry)> {
    let prefix = before.last_chunk::<{ codec::ENTRY_PREFIX }>()?;
    let mut reader = rmp_serde::Deserializer::new(Cursor::new(content));
    let entry = Entry::deserialize(&mut reader).ok()?;
    let content = content.get(..reader.get_ref().position() as usize)?;
    let fits = codec::sequence_test(prefix, content)?;
    let sequence = std::iter::once(due).chain(1..=highest).find(|sequence| fits(*sequence))?;
    Some((sequence, entry))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Key, Moment, Op, Stamp};

    /// The bytes of an entry with this sequence.
    fn written(sequence: u64) -> Vec<u8> {
        let entries = Entry::batch(vec![Op::Erase(Key::CheckIn(Day::MIN, Moment::Morning))], Stamp::default(), 1, 1);
        codec::encode(sequence, &entries[0]).unwrap()
    }

    #[test]
    fn an_entry_is_found_wherever_it_lies_but_not_with_a_sequence_the_bytes_have_no_room_for() {
        let sequences = |bytes: &[u8]| carve(bytes).into_iter().map(|(sequence, _)| sequence).collect::<Vec<_>>();
        let bytes = [b"whatever", written(2).as_slice(), b"lies between", &written(1)].concat();
        assert_eq!(sequences(&bytes), [2, 1]);
        let room = (bytes.len() / SMALLEST_ENTRY) as u64;
        assert!(room < 100);
        assert_eq!(sequences(&[written(2), written(100)].concat()), [2]);
    }
}
