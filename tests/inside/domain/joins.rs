//! One session of what several sources said: what is worth more, and what takes them apart for good.

use std::collections::BTreeSet;

use serde_json::Value as Json;
use upswing::domain::join::{laid_over, part, unlike, with_parts};
use upswing::domain::{
    Body, Day, Entry, Improved, Journal, Kind, Load, LoadOrigin, Minutes, Op, Place, Points, Rpe, Session, SessionId, Stamp,
    Status,
};

fn of(source: &str) -> Session {
    let day = Day::from_ymd(2026, 3, 2).unwrap();
    let session = Session::new(SessionId(source.to_owned()), day, Kind::Endurance, Status::Done);
    Session { source: source.to_owned(), title: source.to_owned(), ..session }
}

fn joined(sources: &[&str]) -> Session {
    let all: Vec<Session> = sources.iter().map(|source| of(source)).collect();
    with_parts(&all[0], all.clone())
}

#[test]
fn what_was_typed_is_worth_the_most_then_recordings_by_what_they_hold_then_phones_then_tables() {
    let ranks = ["", "fit", "tcx", "golden cheetah", "gpx", "Gadgetbridge", "strava"];
    for (at, better) in ranks.iter().enumerate() {
        for worse in &ranks[at + 1..] {
            let first = |sources: &[&str]| joined(sources).parts.first().map(|part| part.source.clone());
            assert_eq!(first(&[better, worse]).as_deref(), Some(*better));
            assert_eq!(first(&[worse, better]).as_deref(), Some(*better), "whichever came first");
        }
    }
}

#[test]
fn parted_sources_are_kept_apart_each_from_each_and_none_from_itself() {
    let ops = part(&joined(&["fit", "gpx", "strava"]));
    let groups: Vec<Vec<&str>> = ops
        .iter()
        .filter_map(|op| match op {
            Op::Apart(group) => Some(group.names().iter().map(|name| name.0.as_str()).collect()),
            _ => None,
        })
        .collect();
    assert_eq!(groups, [["fit", "gpx", "strava"]]);
    assert_eq!(ops.len(), 4, "the three of them, and that they are apart");
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    let apart = |one: &str, other: &str| journal.history().are_apart(&SessionId(one.to_owned()), &SessionId(other.to_owned()));
    assert!(apart("fit", "gpx") && apart("strava", "fit") && apart("gpx", "strava") && !apart("fit", "fit"));
}

/// A done session of so many minutes that begins so many minutes after the midnight of the first day.
fn lasting(source: &str, start: Option<i64>, minutes: u16) -> Session {
    let first = of(source);
    let (day, start) = (first.day.plus(start.unwrap_or(0).div_euclid(1440)), start.map(|start| start.rem_euclid(1440)));
    let start = start.and_then(|start| u16::try_from(start).ok());
    Session { day, start, minutes: Minutes::try_from(minutes).ok(), ..first }
}

/// How unlike they are, whichever is asked first.
fn apart(one: &Session, other: &Session) -> Option<u32> {
    let found = unlike(one, other);
    assert_eq!(found, unlike(other, one), "{one:?} {other:?}");
    found
}

#[test]
fn without_a_start_sessions_of_a_day_are_one_up_to_five_minutes_or_a_tenth_of_the_longer() {
    let minutes = |one, other| apart(&lasting("fit", None, one), &lasting("gpx", None, other));
    assert_eq!([minutes(30, 30), minutes(30, 35), minutes(30, 36)], [Some(0), Some(5), None]);
    assert_eq!([minutes(54, 60), minutes(53, 60)], [Some(6), None]);
    assert_eq!([minutes(100, 111), minutes(100, 112)], [Some(11), None]);
    let half_known = lasting("gpx", Some(600), 30);
    assert_eq!(apart(&lasting("fit", None, 30), &half_known), Some(0), "the day is all that both know");
    assert_eq!(apart(&lasting("fit", None, 30), &lasting("gpx", Some(1440), 30)), None, "another day");
    assert_eq!(apart(&lasting("fit", None, 30), &lasting("fit", None, 30)), None, "one source tells a session once");
    let planned = Session { status: Status::Planned, ..lasting("gpx", None, 30) };
    assert_eq!(apart(&lasting("fit", None, 30), &planned), None);
    assert_eq!(apart(&Session { minutes: None, ..lasting("fit", None, 30) }, &lasting("gpx", None, 30)), None);
}

#[test]
fn with_a_start_sessions_are_one_from_half_of_the_shorter_on_also_over_midnight() {
    for begin in [600, 1410] {
        let over = |after: i64, minutes| apart(&lasting("fit", Some(begin), 60), &lasting("gpx", Some(begin + after), minutes));
        assert_eq!([over(30, 60), over(34, 60)], [Some(0), None], "{begin}");
        assert_eq!([over(50, 20), over(51, 20)], [Some(40), None], "{begin}");
        assert_eq!([over(20, 20), over(-10, 20), over(-11, 20)], [Some(40), Some(40), None], "{begin}");
    }
}

#[test]
fn a_clock_of_another_zone_is_off_by_quarters_up_to_fourteen_hours_and_changes_no_length() {
    let off = |minutes: i64| apart(&lasting("fit", Some(1_000), 30), &lasting("gpx", Some(1_000 + minutes), 30));
    for whole in [60, 119, 121, 615, 14 * 60, 14 * 60 + 1, -60, -14 * 60] {
        assert_eq!(off(whole), Some(1_000), "{whole}");
    }
    for other in [58, 62, 118, 122, 14 * 60 + 14, 14 * 60 + 15, -62, -14 * 60 - 15] {
        assert_eq!(off(other), None, "{other}");
    }
    let lengths = |one, other| apart(&lasting("fit", Some(600), one), &lasting("gpx", Some(720), other));
    assert_eq!([lengths(42, 41), lengths(41, 42), lengths(41, 40), lengths(60, 62)], [Some(1_001), Some(1_001), None, None]);
    assert_eq!(apart(&lasting("", Some(600), 30), &lasting("gpx", Some(720), 30)), None, "who types knows the time");
}

/// A session of which everything is said.
fn full(source: &str, nth: u8) -> Session {
    let day = of(source).day;
    Session {
        original_day: Some(day.minus(i64::from(nth))),
        start: Some(600 + u16::from(nth)),
        minutes: Minutes::try_from(30 + u16::from(nth)).ok(),
        rpe: Rpe::try_from(f64::from(nth)).ok(),
        planned_minutes: Minutes::try_from(60 + u16::from(nth)).ok(),
        planned_rpe: Rpe::try_from(f64::from(nth) + 0.5).ok(),
        load: Some(Load { points: Points::try_from(f64::from(nth)).unwrap(), origin: LoadOrigin::Measured }),
        charge: Some(nth),
        clean: Some(nth == 1),
        skill: Some(nth == 1),
        improved: Some(if nth == 1 { Improved::Balance } else { Improved::Strength }),
        recovered: Some(nth == 1),
        supports: Some(nth == 1),
        place: Place { body: if nth == 1 { Body::Upper } else { Body::Lower }, ..Place::default() },
        notes: format!("note {nth}"),
        source_id: format!("name {nth}"),
        parts: vec![of(source)],
        ..of(source)
    }
}

#[test]
fn of_two_versions_of_a_session_every_field_is_the_newer_ones_where_it_says_it() {
    let fields = |session: &Session| match serde_json::to_value(session) {
        Ok(Json::Object(fields)) => fields,
        other => panic!("{other:?}"),
    };
    let versions = [of("fit"), full("fit", 1), full("gpx", 2), Session { title: String::new(), ..of("") }];
    for (old, new) in versions.iter().flat_map(|old| versions.iter().map(move |new| (old, new))) {
        let (said, before, now) = (fields(&laid_over(old, new)), fields(old), fields(new));
        assert_eq!(said.get("id"), before.get("id"));
        for field in before.keys().chain(now.keys()).chain(said.keys()).filter(|field| !["id", "parts"].contains(&field.as_str()))
        {
            assert_eq!(said.get(field), now.get(field).or(before.get(field)), "{field} of {new:?} over {old:?}");
        }
        // Each source once, and none is lost.
        let parts = laid_over(old, new).parts;
        let of_both = |part: &&Session| old.parts.contains(part) || new.parts.contains(part);
        let sources: BTreeSet<&String> = old.parts.iter().chain(&new.parts).map(|part| &part.source).collect();
        assert_eq!((parts.len(), parts.iter().filter(of_both).count()), (sources.len(), sources.len()));
    }
}

#[test]
fn what_a_newer_version_only_guesses_or_estimates_gives_way_to_what_was_said() {
    let guessed = |kind| Session { kind, kind_guessed: true, ..of("fit") };
    let kind = |old: &Session, new: &Session| (laid_over(old, new).kind, laid_over(old, new).kind_guessed);
    let known = Session { kind: Kind::Skill, ..of("fit") };
    assert_eq!(kind(&known, &guessed(Kind::Endurance)), (Kind::Skill, false));
    assert_eq!(kind(&guessed(Kind::Endurance), &known), (Kind::Skill, false));
    assert_eq!(kind(&guessed(Kind::Endurance), &guessed(Kind::Skill)), (Kind::Endurance, true), "the first guess stays");
    let back = Session { original_day: Some(of("fit").day), day: of("fit").day.plus(1), ..of("fit") };
    assert_eq!(laid_over(&back, &of("fit")).original_day, None, "it stands on its first day again");
    let load = |origin| Load { points: Points::try_from(40.0).unwrap(), origin };
    let rated = Session { rpe: Rpe::try_from(5.0).ok(), ..of("fit") };
    for (origin, stays) in [(LoadOrigin::Estimated, false), (LoadOrigin::Measured, true)] {
        let loaded = Session { load: Some(load(origin)), ..of("fit") };
        assert_eq!(laid_over(&loaded, &rated).load.is_some(), stays, "{origin:?}");
        assert_eq!(laid_over(&loaded, &of("fit")).load, loaded.load, "nobody rated it");
    }
}
