//! Damaged and malicious exports of phones: a sentence, never a panic, and little memory.

use proptest::prelude::*;
use upswing::exchange::Context;

use super::formats::FILES;
use super::{context, read_as};
use crate::exchange::importers::{Life, fixture};

fn lenient() -> Context {
    Context { skip_bad_rows: true, ..context() }
}

#[test]
fn every_beginning_is_read_or_refused() {
    for (file, ..) in FILES {
        let bytes = fixture(file);
        // All of them of a short file; of a long one as many.
        for end in (0..bytes.len()).step_by(1 + bytes.len() / 400) {
            let _ = read_as(file, &bytes[..end], &lenient());
        }
    }
}

#[test]
fn other_encodings_give_the_same() {
    for (file, ..) in FILES {
        let text = String::from_utf8(fixture(file)).unwrap();
        let plain = read_as(file, text.as_bytes(), &context()).unwrap();
        let marked = [b"\xef\xbb\xbf", text.trim_start_matches('\u{feff}').as_bytes()].concat();
        let units = text.trim_start_matches('\u{feff}').encode_utf16();
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(units.flat_map(u16::to_le_bytes)).collect();
        let returns = text.replace("\r\n", "\n").replace('\n', "\r").into_bytes();
        for bytes in [marked, wide, returns] {
            let found = read_as(file, &bytes, &context()).unwrap_or_else(|error| panic!("{file}: {error}"));
            assert_eq!((found.check_ins.len(), found.sessions.len()), (plain.check_ins.len(), plain.sessions.len()), "{file}");
        }
    }
}

#[test]
fn what_is_nested_long_or_full_of_entities_is_refused() {
    let refused = |text: String| read_as("h", text.as_bytes(), &context()).unwrap_err().to_string();
    assert!(refused(format!("<HealthData>{}", "<a>".repeat(1000))).contains("nested"));
    assert!(refused(format!("<HealthData><Record type=\"{}\"/></HealthData>", "x".repeat(5 << 20))).contains("longer"));
    assert!(refused(format!("<!DOCTYPE HealthData [{}", "<!ELEMENT a EMPTY>\n".repeat(300_000))).contains("longer"));
    let attributes: String = (0..100).map(|number| format!(" a{number}=\"\"")).collect();
    assert!(refused(format!("<HealthData><Record{attributes}/></HealthData>")).contains("more attributes"));
    let head = "[{\"dateOfSleep\":\"2026-03-02\",\"minutesAsleep\":400,\"mainSleep\":true,\"levels\":";
    assert!(refused(format!("{head}{}", "[".repeat(100_000))).contains("nested"));
    assert!(refused(format!("{head}\"{}\"}}]", "x".repeat(5 << 20))).contains("longer"));
    assert!(refused(format!("{head}{}}}]", "1".repeat(5000))).contains("longer"));
}

#[test]
fn an_entity_stays_what_it_is() {
    let text = "<!DOCTYPE HealthData [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><HealthData><Workout workoutActivityType=\"HKWorkoutActivityTypeYoga\" sourceName=\"&b;\" duration=\"30\" durationUnit=\"min\" startDate=\"2026-03-02 10:00:00 +0100\" endDate=\"2026-03-02 10:30:00 +0100\"/></HealthData>";
    let found = read_as("e", text.as_bytes(), &context()).unwrap();
    assert_eq!(found.sessions[0].session.source, "Apple Health: &b;");
}

#[test]
fn a_text_of_a_file_never_reaches_the_terminal_as_an_escape() {
    let text = String::from_utf8(fixture("polar/training.json")).unwrap().replace("\"name\":\"\"", "\"name\":\"a\\u001b[31mb\"");
    let found = read_as("p", text.as_bytes(), &context()).unwrap();
    assert!(!found.sessions[0].session.title.contains('\u{1b}'));
    let wrong = "[{\"night\":\"\\u001b[31m\",\"evaluation\":{\"asleepDuration\":\"PT6H\"}}]";
    assert!(!read_as("p", wrong.as_bytes(), &context()).unwrap_err().to_string().contains('\u{1b}'));
}

#[test]
fn cancelling_stops() {
    let record = "<Record type=\"HKQuantityTypeIdentifierStepCount\" value=\"1\"/>\n".repeat(50_000);
    let text = format!("<HealthData>{record}</HealthData>");
    let error = upswing::exchange::read("c", text.as_bytes(), &context(), &mut |_, _| false).unwrap_err();
    assert_eq!(error, upswing::exchange::ImportError::Cancelled);
}

proptest! {
    #[test]
    fn a_damaged_file_is_refused_or_read_the_same_twice(
        which in 0..FILES.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..6),
    ) {
        let file = FILES[which].0;
        let mut bytes = fixture(file);
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes[at] ^= 1 << (byte & 7),
            }
        }
        if let Ok(found) = read_as(file, &bytes, &lenient()) {
            Life::default().import(&[found]);
        }
    }
}
