//! The file of a device in a shared folder. The first byte says whether checksums are mended, so that what they cover
//! is reached; with an odd one they are not.

#![no_main]

use upswing::sync::{Secret, read_folder};

const MAGIC: &[u8] = b"UPSW";
/// Where the length of the content, the checksum of the content and that of the head stand, and where the content begins.
const LENGTH: usize = 38;
const SUM: usize = 42;
const HEAD_SUM: usize = 46;
const CONTENT: usize = 50;

/// Gives every frame the length of what is left of it at most, and sound checksums.
fn mend(bytes: &mut [u8]) {
    let mut at = 0;
    while let Some(begins) = bytes[at..].windows(MAGIC.len()).position(|window| window == MAGIC) {
        at += begins;
        let frame = &mut bytes[at..];
        if frame.len() < CONTENT {
            return;
        }
        let said = u32::from_be_bytes([frame[LENGTH], frame[LENGTH + 1], frame[LENGTH + 2], frame[LENGTH + 3]]);
        let length = (said as usize).min(frame.len() - CONTENT);
        let sum = crc32fast::hash(&frame[CONTENT..CONTENT + length]);
        frame[LENGTH..SUM].copy_from_slice(&(length as u32).to_be_bytes());
        frame[SUM..HEAD_SUM].copy_from_slice(&sum.to_be_bytes());
        let sum = crc32fast::hash(&frame[..HEAD_SUM]);
        frame[HEAD_SUM..CONTENT].copy_from_slice(&sum.to_be_bytes());
        at += CONTENT + length;
    }
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let mut bytes = rest.to_vec();
    if first % 2 == 0 {
        mend(&mut bytes);
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("upswing-0000000000000007-000001.segment"), bytes).unwrap();
    let read = || format!("{:?}", read_folder(folder.path(), &Secret::None));
    assert_eq!(read(), read());
});
