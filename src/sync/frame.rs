//! What stands in a device's file: one frame after the other, each with two checksums.
//!
//! The checksum of the head is its own, so that a frame whose content has not arrived yet still says how much it will
//! be. Places are counted: a frame says how many entries its device wrote before it, so that a gap is seen.

use crate::domain::Entry;

/// How a frame begins.
const MAGIC: &[u8; 4] = b"UPSW";
/// The newest form that is known.
const FORM: u8 = 1;
/// Bytes of a head.
const HEAD: usize = 50;
/// The longest name of a device, bytes.
const NAME: usize = 64;

/// What a frame says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    pub form: u8,
    /// Is the content encrypted?
    pub sealed: bool,
    pub device: u64,
    /// The number of the file among those of its device.
    pub segment: u32,
    /// How many entries the device wrote before this frame.
    pub first: u64,
    /// How many entries are in it.
    pub count: u32,
    /// When it was written, by the device's clock, milliseconds since 1970.
    pub written_ms: u64,
}

impl Head {
    /// How many entries the device had written with this frame.
    pub fn end(&self) -> u64 {
        self.first.saturating_add(u64::from(self.count))
    }
}

/// A part of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part<'b> {
    /// A frame with its content.
    Whole(Head, &'b [u8]),
    /// A frame whose content is not, or not yet, what was written.
    Torn(Head),
    /// So many bytes that are no frame, or only the beginning of one.
    Unknown(usize),
}

/// The bytes of a frame.
pub(super) fn encode(head: Head, content: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend([head.form, u8::from(head.sealed)]);
    bytes.extend(head.device.to_be_bytes());
    bytes.extend(head.segment.to_be_bytes());
    bytes.extend(head.first.to_be_bytes());
    bytes.extend(head.count.to_be_bytes());
    bytes.extend(head.written_ms.to_be_bytes());
    bytes.extend(u32::try_from(content.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend(crc32fast::hash(content).to_be_bytes());
    bytes.extend(crc32fast::hash(&bytes).to_be_bytes());
    bytes.extend(content);
    bytes
}

/// A head at the beginning of the bytes, the length of its content and that content's checksum.
fn head(bytes: &[u8]) -> Option<(Head, usize, u32)> {
    let whole = bytes.first_chunk::<HEAD>()?;
    let (said, sum) = whole.split_last_chunk::<4>()?;
    if !said.starts_with(MAGIC) || crc32fast::hash(said) != u32::from_be_bytes(*sum) {
        return None;
    }
    let mut rest = said.get(MAGIC.len()..)?;
    let mut take = |count: usize| -> Option<u64> {
        let (taken, after) = rest.split_at_checked(count)?;
        rest = after;
        Some(taken.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
    };
    let form = take(1)? as u8;
    let head = Head {
        form,
        sealed: take(1)? != 0,
        device: take(8)?,
        segment: take(4)? as u32,
        first: take(8)?,
        count: take(4)? as u32,
        written_ms: take(8)?,
    };
    Some((head, take(4)? as usize, take(4)? as u32))
}

/// The parts of a file, in their order. Past what is damaged the next frame is looked for.
pub(super) fn parts(bytes: &[u8]) -> Vec<Part<'_>> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let Some((head, length, sum)) = head(rest) else {
            let skipped = next_frame(rest);
            found.push(Part::Unknown(skipped));
            rest = rest.get(skipped..).unwrap_or_default();
            continue;
        };
        let content = rest.get(HEAD..).and_then(|content| content.get(..length));
        match content.filter(|content| crc32fast::hash(content) == sum) {
            Some(content) => {
                found.push(Part::Whole(head, content));
                rest = rest.get(HEAD + length..).unwrap_or_default();
            }
            None => {
                found.push(Part::Torn(head));
                rest = rest.get(next_frame(rest)..).unwrap_or_default();
            }
        }
    }
    found
}

/// Where the next frame begins, after the first byte; else the end.
fn next_frame(bytes: &[u8]) -> usize {
    let begins = |at: &usize| bytes.get(*at..).and_then(head).is_some();
    let magic = |(at, window): (usize, &[u8])| (window == MAGIC).then_some(at + 1);
    let after = bytes.get(1..).unwrap_or_default();
    after.windows(MAGIC.len()).enumerate().filter_map(magic).find(begins).unwrap_or(bytes.len())
}

/// A head of the form that is written.
pub(super) fn head_of(device: u64, segment: u32, first: u64, count: usize, written_ms: u64, sealed: bool) -> Head {
    Head { form: FORM, sealed, device, segment, first, count: u32::try_from(count).unwrap_or(u32::MAX), written_ms }
}

/// Is a frame of a form that is known?
pub(super) fn is_known(head: &Head) -> bool {
    head.form <= FORM
}

/// What is in a frame.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Content {
    /// What the person calls the device.
    pub name: String,
    /// The entries.
    pub entries: Vec<Entry>,
    /// Entries that this program does not understand.
    pub foreign: usize,
}

/// The bytes of a frame's content; each entry with its length, so that one that is not understood hides no other.
pub(super) fn encode_content(name: &str, entries: &[&Entry]) -> Result<Vec<u8>, String> {
    let end = (0..=name.len().min(NAME)).rev().find(|end| name.is_char_boundary(*end)).unwrap_or(0);
    let name = name.get(..end).unwrap_or_default().as_bytes();
    let mut bytes = vec![name.len() as u8];
    bytes.extend(name);
    for entry in entries {
        let entry = rmp_serde::to_vec_named(entry).map_err(|error| error.to_string())?;
        bytes.extend(u32::try_from(entry.len()).map_err(|error| error.to_string())?.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// Reads a frame's content; `None` if it is not built as one.
pub(super) fn decode_content(bytes: &[u8]) -> Option<Content> {
    let (length, rest) = bytes.split_first()?;
    let (name, mut rest) = rest.split_at_checked(usize::from(*length))?;
    let mut content = Content { name: String::from_utf8_lossy(name).into_owned(), ..Content::default() };
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let (entry, after) = after.split_at_checked(u32::from_be_bytes(*length) as usize)?;
        rest = after;
        match rmp_serde::from_slice(entry) {
            Ok(entry) => content.entries.push(entry),
            Err(_) => content.foreign += 1,
        }
    }
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Field, Moment, Op, Source, Stamp, Value};

    fn frame(first: u64) -> (Head, Vec<u8>) {
        let fields = vec![(Field::Note, Some(Value::Text("UPSW".to_owned())))];
        let op = Op::SetCheckIn { day: Day::MIN, moment: Moment::Morning, fields, source: Source::typed() };
        let entries = Entry::batch(vec![op], Stamp::default(), 1_774_742_400_000, 42);
        let content = encode_content("laptop", &entries.iter().collect::<Vec<_>>()).unwrap();
        let head = head_of(7, 1, first, entries.len(), 9, false);
        (head, encode(head, &content))
    }

    #[test]
    fn a_frame_cut_anywhere_is_torn_and_the_one_before_it_is_whole() {
        let ((first, mut bytes), (second, more)) = (frame(0), frame(1));
        let before = bytes.len();
        bytes.extend(&more);
        for length in before + 1..bytes.len() {
            let found = parts(&bytes[..length]);
            assert!(matches!(found.first(), Some(Part::Whole(head, _)) if *head == first), "cut at {length}");
            let torn = if length - before < HEAD { Part::Unknown(length - before) } else { Part::Torn(second) };
            assert_eq!(found.get(1), Some(&torn), "cut at {length}");
        }
        assert!(matches!(parts(&bytes).as_slice(), [Part::Whole(..), Part::Whole(..)]));
    }

    #[test]
    fn a_flipped_bit_hides_its_frame_and_no_other() {
        let ((_, mut bytes), (second, more)) = (frame(0), frame(1));
        let before = bytes.len();
        bytes.extend(&more);
        for bit in 0..before * 8 {
            let mut flipped = bytes.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let found = parts(&flipped);
            let whole: Vec<Head> =
                found.iter().filter_map(|part| if let Part::Whole(head, _) = part { Some(*head) } else { None }).collect();
            assert_eq!(whole, [second], "bit {bit}");
        }
    }

    #[test]
    fn an_entry_of_a_newer_program_hides_no_other() {
        let (_, bytes) = frame(0);
        let mut content = bytes[HEAD..].to_vec();
        content.extend([0, 0, 0, 2, 0x81, 0xc0]);
        content.extend(&bytes[HEAD + 7..]);
        let read = decode_content(&content).unwrap();
        assert_eq!((read.name.as_str(), read.entries.len(), read.foreign), ("laptop", 2, 1));
    }
}
