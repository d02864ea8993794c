//! The root that tells the format is put in front.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::import(&[b"<HealthData locale=\"en_GB\">".as_slice(), data].concat());
});
