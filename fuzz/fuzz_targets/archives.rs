//! Zip and gzip: whatever is packed in them is read too.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    fuzz::import(data);
});
