//! Recorded activities: what a file of each kind yields, and what it must not be taken for.

use upswing::domain::{Kind, Minutes, Rpe, Session};
use upswing::exchange::{self, Context, Found, ImportError};

use super::fit::{Fit, activity, field, session};
use super::{context, fixture, read};

fn only(found: &Found) -> &Session {
    let [found] = &found.sessions[..] else { panic!("{:?}", found.sessions) };
    &found.session
}

fn in_oslo(name: &str, bytes: &[u8]) -> Found {
    exchange::read(name, bytes, &Context { zone: "Europe/Oslo".parse().ok(), ..context() }, &mut |_, _| true).unwrap()
}

#[test]
fn a_fit_session_has_its_own_offset_timer_load_and_rating() {
    // 2026-03-04T17:30:10Z; one hour before UTC; 50 min on the clock of 13 hours.
    let start = super::fit::stamp(2026, 3, 4, 17, 30, 10);
    let mut file = activity(start, 3600);
    file.message(
        18,
        &[
            field(2, 4, start),
            field(5, 1, 1),
            field(7, 4, 46_800_000),
            field(8, 4, 3_000_000),
            field(35, 2, 615),
            field(193, 1, 65),
        ],
    );
    let found = in_oslo("run.fit", &file.bytes());
    let session = only(&found);
    assert_eq!((session.day, session.start, session.kind), (super::day("2026-03-04"), Some(18 * 60 + 30), Kind::Endurance));
    assert_eq!((session.minutes.map(Minutes::get), session.rpe.map(Rpe::value)), (Some(50), Some(6.5)));
    assert_eq!((session.load.map(|load| load.points.value()), session.source.as_str()), (Some(61.5), "fit"));
    assert_eq!(session.source_id, format!("4711-{start}-0"));
}

#[test]
fn without_an_offset_the_zone_of_the_person_holds() {
    let start = super::fit::stamp(2026, 7, 4, 22, 30, 0);
    let mut file = Fit::new();
    file.message(0, &[field(0, 1, 4)]);
    file.message(18, &[field(2, 4, start), field(5, 1, 11), field(8, 4, 1_800_000)]);
    let found = in_oslo("walk", &file.bytes());
    let session = only(&found);
    assert_eq!((session.day, session.start, session.kind), (super::day("2026-07-05"), Some(30), Kind::Mobility));
}

#[test]
fn three_of_five_parts_of_a_triathlon_are_sessions_and_a_snapshot_is_none() {
    let start = super::fit::stamp(2026, 5, 2, 7, 0, 0);
    let mut file = activity(start, 7200);
    for (sport, minutes) in [(5, 20), (3, 2), (2, 70), (3, 1), (1, 40), (60, 2)] {
        file.message(18, &session(start, sport, minutes * 60_000));
    }
    let found = read("tri.fit", file.bytes()).unwrap();
    assert_eq!(found.sessions.len(), 3);
    let ids: std::collections::BTreeSet<_> = found.sessions.iter().map(|found| &found.session.source_id).collect();
    assert_eq!((ids.len(), found.skipped.values().sum::<usize>()), (3, 3));
}

#[test]
fn fit_files_of_other_things_are_refused_by_name() {
    for (kind, word) in
        [(2, "settings"), (9, "weight"), (32, "monitoring b"), (5, "workout"), (6, "course"), (49, "sleep"), (68, "HRV status")]
    {
        let mut file = Fit::new();
        file.message(0, &[field(0, 1, kind)]);
        let error = read("f.fit", file.bytes()).unwrap_err();
        assert!(matches!(&error, ImportError::NotForUs { what, .. } if what.contains(word)), "{error}");
    }
}

#[test]
fn what_a_fit_file_may_hold_beside_is_read_past() {
    let start = super::fit::stamp(2026, 3, 4, 17, 30, 10);
    let mut file = Fit::new();
    file.message(0, &[field(0, 1, 4)]);
    // A message nobody knows, a field of an odd size, compressed stamps, big-endian, developer fields.
    file.message(0xff00, &[field(7, 3, 0x01_02_03)]);
    file.odd_session(start, 1_800_000);
    file.compressed();
    file.big_endian_session(start + 7200, 1_800_000);
    let found = read("odd.fit", file.bytes()).unwrap();
    assert_eq!(found.sessions.len(), 2, "{found:?}");
}

#[test]
fn chained_files_are_each_read_and_one_broken_part_is_an_error() {
    let start = super::fit::stamp(2026, 3, 4, 17, 30, 10);
    let file = |start| {
        let mut file = activity(start, 3600);
        file.message(18, &session(start, 1, 1_800_000));
        file.bytes()
    };
    let both = [file(start), file(start + 86_400)].concat();
    assert_eq!(read("two.fit", &both).unwrap().sessions.len(), 2);
    let torn = &both[..both.len() - 1];
    let error = read("two.fit", torn).unwrap_err().to_string();
    assert!(error.contains("byte") && error.contains("breaks off"), "{error}");
    let lenient = Context { skip_bad_rows: true, ..context() };
    let kept = exchange::read("two.fit", torn, &lenient, &mut |_, _| true).unwrap();
    assert!(kept.sessions.len() == 2 && kept.errors.len() == 1, "{kept:?}");
    let mut flipped = file(start);
    flipped[40] ^= 1;
    assert!(read("two.fit", &flipped).unwrap_err().to_string().contains("damaged"));
    let mut nameless = both.clone();
    nameless[file(start).len() + 8] = b'#';
    let error = read("two.fit", &nameless).unwrap_err().to_string();
    assert!(error.contains(&format!("byte {}", file(start).len())) && error.contains(".FIT"), "{error}");
}

#[test]
fn the_laps_of_a_tcx_activity_add_up() {
    let found = in_oslo("a.tcx", &fixture("tcx/multi.tcx"));
    let facts = found
        .sessions
        .iter()
        .map(|found| &found.session)
        .map(|session| (session.start, session.minutes.map(Minutes::get), session.kind, session.notes.as_str()));
    let facts: Vec<_> = facts.collect();
    let expected =
        [(Some(20 * 60 + 8), Some(37), Kind::Endurance, "Rain & wind"), (Some(21 * 60), Some(12), Kind::Endurance, "")];
    assert_eq!(facts, expected);
    assert_eq!(found.skipped.get("activity without a lap"), Some(&1));
}

#[test]
fn a_course_is_no_activity() {
    let course = "<TrainingCenterDatabase><Courses><Course><Name>x</Name><Lap><TotalTimeSeconds>900</TotalTimeSeconds></Lap></Course></Courses></TrainingCenterDatabase>";
    assert!(matches!(read("c.tcx", course), Err(ImportError::NotForUs { .. })));
}

#[test]
fn gpx_tracks_close_to_each_other_are_one_session_without_the_pauses() {
    let found = in_oslo("walk.gpx", &fixture("gpx/walk.gpx"));
    let facts: Vec<_> =
        found.sessions.iter().map(|found| (found.session.start, found.session.minutes.map(Minutes::get))).collect();
    assert_eq!(facts, [(Some(10 * 60), Some(45)), (Some(15 * 60), Some(30))]);
    assert_eq!((found.sessions[0].session.title.as_str(), found.sessions[0].session.kind), ("Over the hill", Kind::Mobility));
}

#[test]
fn what_holds_no_timed_track_is_refused() {
    for body in [
        "",
        "<rte><rtept lat='1' lon='2'><time>2026-01-01T10:00:00Z</time></rtept></rte>",
        "<trk><trkseg/></trk>",
        "<metadata><time>2026-01-01T10:00:00Z</time></metadata><trk><trkseg><trkpt lat='1' lon='2'/></trkseg></trk>",
    ] {
        let error = read("r.gpx", format!("\u{feff}<gpx xmlns='http://www.topografix.com/GPX/1/1'>{body}</gpx>")).unwrap_err();
        assert!(matches!(&error, ImportError::NotForUs { what, .. } if what.contains("no timed track")), "{error}");
    }
}

#[test]
fn a_ride_of_golden_cheetah_has_utc_and_its_samples_as_minutes() {
    let found = in_oslo("2026_03_04_19_30_00.json", &fixture("golden_cheetah/ride.json"));
    let session = only(&found);
    assert_eq!((session.start, session.minutes.map(Minutes::get), session.notes.as_str()), (Some(18 * 60 + 30), Some(2), "Easy"));
    assert_eq!((session.kind, found.sessions[0].kind_said), (Kind::Endurance, true));
}

#[test]
fn every_encoding_of_a_recording_gives_the_same() {
    let text = String::from_utf8(fixture("gpx/walk.gpx")).unwrap();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let expected = read("w", &text).unwrap().sessions;
    for bytes in [utf16, text.replace('\n', "\r").into_bytes(), [b"\xef\xbb\xbf", text.as_bytes()].concat()] {
        assert_eq!(read("w", bytes).unwrap().sessions, expected);
    }
}
