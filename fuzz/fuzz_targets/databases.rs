//! Whole databases; where the first bytes are other ones, those of a database are put in front.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::import_behind(b"SQLite format 3\0", data, &["SQLite format 3\0"]);
});
