//! The beginning that tells the format is put in front.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::import_behind(b"{\"RIDE\":{\"STARTTIME\":\"2026/03/04 17:30:00 UTC\",", data, &["{", "\u{feff}{"]);
});
