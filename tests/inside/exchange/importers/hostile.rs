//! Recordings and archives that were damaged, or made to harm: a sentence, never a panic.

use proptest::prelude::*;
use upswing::exchange::{self, Context, FilesRead};

use super::fit::{activity, session, stamp};
use super::{Life, context, fixture, read};

fn fit() -> Vec<u8> {
    let start = stamp(2026, 3, 4, 17, 30, 10);
    let mut file = activity(start, 3600);
    file.message(18, &session(start, 1, 1_800_000));
    file.odd_session(start + 86_400, 1_800_000);
    file.compressed();
    file.big_endian_session(start + 172_800, 1_800_000);
    file.bytes()
}

fn sound() -> Vec<Vec<u8>> {
    let mut files = vec![fit()];
    files.extend(
        ["tcx/multi.tcx", "gpx/walk.gpx", "golden_cheetah/ride.json", "packed/export.zip", "packed/walk.gpx.gz"].map(fixture),
    );
    files
}

fn lenient(bytes: &[u8]) -> FilesRead {
    let context = Context { skip_bad_rows: true, ..context() };
    exchange::bring_bytes("f", bytes, &context, &mut |_, _| true).unwrap()
}

#[test]
fn every_beginning_of_a_file_is_read_or_refused() {
    for file in sound() {
        assert!(lenient(&file).refused.is_empty());
        for end in 0..file.len() {
            lenient(&file[..end]);
        }
    }
}

#[test]
fn what_is_nested_or_written_without_end_is_refused() {
    let deep = format!("<gpx>{}", "<a>".repeat(100_000));
    assert!(read("d", deep).unwrap_err().to_string().contains("nested"));
    let long = format!("<gpx><trk><name>{}</name></trk></gpx>", "n".repeat(5 << 20));
    assert!(read("l", long).unwrap_err().to_string().contains("more than 4 MiB"));
    let entities = "<!DOCTYPE gpx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><gpx><trk><name>&b;</name><trkseg><trkpt><time>2026-01-01T10:00:00Z</time></trkpt><trkpt><time>2026-01-01T10:30:00Z</time></trkpt></trkseg></trk></gpx>";
    assert_eq!(read("e", entities).unwrap().sessions[0].session.title, "");
    let json = format!("{{\"RIDE\":{{\"STARTTIME\":\"x\",\"SAMPLES\":{}", "[".repeat(100_000));
    assert!(read("j", json).is_err());
    // A header that promises four gigabytes and definitions of the largest messages there can be.
    let mut huge = b"\x0e\x20\0\0\xff\xff\xff\xff.FIT\0\0".to_vec();
    huge.extend([0x60, 0, 0, 18, 0, 255]);
    huge.extend([1, 255, 0x0d].repeat(255));
    huge.push(255);
    huge.extend([1, 255, 0].repeat(255));
    huge.extend(vec![0; 200_000]);
    assert!(read("h", huge).unwrap_err().to_string().contains("byte"));
}

proptest! {
    #[test]
    fn a_damaged_recording_is_refused_or_read_the_same_twice(
        which in 0..6_usize,
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6),
    ) {
        let mut bytes = sound().swap_remove(which);
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes[at] ^= 1 << (byte & 7),
            }
        }
        let brought = lenient(&bytes);
        Life::default().import(&brought.found);
    }

    #[test]
    fn any_bytes_behind_a_known_beginning_are_read_or_refused(which in 0..6_usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let starts: [&[u8]; 6] = [b"\x0c\x20\0\0\x40\x01\0\0.FIT", b"<gpx><trk>", b"<TrainingCenterDatabase>", b"{\"RIDE\":{", b"PK\x03\x04", b"\x1f\x8b\x08\0"];
        lenient(&[starts[which], &bytes].concat());
    }
}
