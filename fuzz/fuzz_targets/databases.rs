//! Whole databases; the corpus may hold those that the tests make.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::import(&[b"SQLite format 3\0".as_slice(), data].concat());
});
