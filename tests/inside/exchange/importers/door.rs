//! The door: what is recognised, and what is said about a file that is not.

use upswing::exchange::{self, ImportError, MAX_BYTES};

use super::{context, fixture, read};

fn refused(bytes: &[u8]) -> String {
    read("f.csv", bytes).unwrap_err().to_string()
}

#[test]
fn every_format_is_known_by_its_content() {
    for (file, format) in [
        ("checkins.csv", "Upswing check-ins (CSV)"),
        ("sessions.csv", "Upswing sessions (CSV)"),
        ("tests.csv", "Upswing tests (CSV)"),
        ("history.jsonl", "Upswing backup (JSON lines)"),
        ("pmdata-wellness.csv", "PMData wellness.csv"),
        ("pmdata-srpe.csv", "PMData srpe.csv"),
    ] {
        assert_eq!(read("any-name", fixture(file)).unwrap().format, format);
    }
}

#[test]
fn an_unknown_file_is_told_what_was_found_and_what_is_supported() {
    let told = refused(b"\nhello \x1b[31mworld,and,more\nday\n");
    assert!(told.contains("found \"hello ␛[31mworld,and,more\""), "{told}");
    assert!(exchange::FORMATS.iter().all(|format| told.contains(format.name)), "{told}");
    let long = refused("x".repeat(1000).as_bytes());
    assert!(long.contains(&"x".repeat(80)) && !long.contains(&"x".repeat(81)), "{long}");
}

#[test]
fn what_holds_nothing_or_no_text_is_refused_in_a_sentence() {
    for (bytes, sentence) in [
        (&b""[..], "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"\xef\xbb\xbf", "the file is empty"),
        (b"\xff\xfe", "the file is empty"),
        (b"x", "no format"),
        (b"{", "no format"),
        (b"[1]", "no format"),
        (b"\x1f\x8b\x08", "cannot be read"),
        (b"PK\x03\x04", "zip"),
        (b"\x0e\x10\0\0\0\0\0\0.FIT", "byte 12"),
        (b"day,energy\n2026-01-01,\0\n", "byte 22"),
    ] {
        let told = refused(bytes);
        assert!(told.starts_with("f.csv: ") && told.contains(sentence), "{told}");
    }
}

#[test]
fn a_file_that_is_too_large_is_refused() {
    let row = b"2026-01-01,4\n";
    let told = refused(&[&b"day,energy\n"[..], &row.repeat(MAX_BYTES / row.len() + 1)].concat());
    assert!(told.contains("at most 40"), "{told}");
}

#[test]
fn a_field_that_is_too_long_is_an_error_of_its_row_and_a_line_without_an_end_of_the_file() {
    let text = format!("day,energy,note\n2026-01-01,4,{}\n2026-01-02,4,fine\n", "n".repeat(100_000));
    let error = read("f.csv", text).unwrap_err().to_string();
    assert!(error.starts_with("f.csv:2: column \"note\": expected at most 65536 bytes of text"), "{error}");
    assert!(error.len() < 1000, "{} bytes of message", error.len());
    let text = format!("day,energy,note\r\n2026-01-01,4,{}\r\n", "n".repeat(10_000_000));
    let error = read("f.csv", text).unwrap_err().to_string();
    assert_eq!(error, "f.csv: line 2: expected a line of at most 1024 KiB, found a longer one");
}

#[test]
fn what_is_known_and_holds_nothing_is_told_by_name() {
    let database = [&[0x37, 0x7f, 0x06, 0x82][..], &[0; 28]].concat();
    let seconds = "[{\"dateTime\":\"03/02/26 06:00:00\",\"value\":{\"bpm\":61,\"confidence\":2}}]";
    let steps = "[{\"dateTime\":\"03/02/26 06:00:00\",\"value\":\"12\"}]";
    let pulses = "timestamp,beats per minute,data source\n2026-03-02T06:00:00Z,61,x\n2026-03-02T06:00:05Z,62,x\n";
    for (bytes, what) in [
        (&database[..], "the journal (-wal) beside a database"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 10\n", "a pointer of git-lfs"),
        (seconds.as_bytes(), "Fitbit's heart rates, second by second"),
        (steps.as_bytes(), "Fitbit's single readings"),
        (pulses.as_bytes(), "Fitbit's single readings (beats per minute)"),
    ] {
        let told = refused(bytes);
        assert!(told.starts_with(&format!("f.csv: {what}")) && told.ends_with("there is nothing in it to import"), "{told}");
    }
    let daily = "timestamp,beats per minute,data source\n2026-03-02T00:00:00Z,51,x\n";
    assert_eq!(read("d.csv", daily).unwrap().check_ins.len(), 1);
    assert!(refused(b"12\n13.5\n14\n").contains("found a list of numbers\n"));
    assert!(refused(b"\xff\xd8\xff\xe0\0\x10JFIF\0").contains("found a binary file that begins with ff d8 ff e0\n"));
}

#[test]
fn cancelling_leaves_nothing() {
    let text = format!("day,energy\n{}", "2026-01-01,4\n".repeat(5_000));
    let cancelled = exchange::read("f.csv", text.as_bytes(), &context(), &mut |_, _| false);
    assert_eq!(cancelled, Err(ImportError::Cancelled));
}

#[test]
fn the_file_name_cannot_command_a_terminal() {
    let told = read("\x1b[2Jevil.csv", b"x").unwrap_err().to_string();
    assert!(!told.contains('\x1b'), "{told}");
}

#[test]
fn every_encoding_line_end_and_delimiter_gives_the_same() {
    let text = "day,energy,note\n2026-01-01,4,müde\n2026-01-02,3,\n";
    let expected = read("f", text).unwrap().check_ins;
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let windows: Vec<u8> = text.chars().map(|character| character as u8).collect();
    let others = [text.replace('\n', "\r\n"), text.replace('\n', "\r"), text.replace(',', ";"), text.replace(',', "\t")];
    for bytes in others.into_iter().map(String::into_bytes).chain([utf16, windows]) {
        assert_eq!(read("f", bytes).unwrap().check_ins, expected);
    }
}

#[test]
fn more_sessions_in_a_day_than_one_person_does_are_refused_in_a_sentence() {
    let table = |rows: usize| {
        let row = |number: usize| format!("2026-01-01,skill,{}\n", number % 90 + 10);
        format!("day,kind,minutes\n{}", (0..rows).map(row).collect::<String>())
    };
    assert_eq!(read("f.csv", table(200).as_bytes()).unwrap().sessions.len(), 200);
    let told = refused(table(201).as_bytes());
    assert_eq!(told, "f.csv: 201 sessions on 2026-01-01; one person does at most 200 in a day");
}
