//! The beginning that tells the format is put in front.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let start = b"<TrainingCenterDatabase><Activities><Activity Sport=\"Running\">";
    fuzz::import_behind(start, data, &["<?xml", " \n<?xml", "<Training"]);
});
