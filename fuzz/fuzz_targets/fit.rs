//! FIT: a sound header is put in front, so that the messages are reached; a file that has one keeps it.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut start = b"\x0c\x20\0\0".to_vec();
    start.extend((data.len() as u32).to_le_bytes());
    start.extend(b".FIT");
    if data.get(8..12) == Some(b".FIT") {
        start.clear();
    }
    fuzz::import_behind(&start, data, &[]);
});
