//! The beginning that tells the format is put in front.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::import_behind(b"<gpx><trk><trkseg>", data, &["<?xml", "<gpx"]);
});
