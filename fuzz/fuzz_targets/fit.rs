//! FIT: a sound header is put in front, so that the messages are reached.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let mut file = b"\x0c\x20\0\0".to_vec();
    file.extend((data.len() as u32).to_le_bytes());
    file.extend(b".FIT");
    file.extend(data);
    fuzz::import(&file);
});
