//! One session of what several sources said: what is worth more, and what takes them apart for good.

use upswing::domain::join::{part, with_parts};
use upswing::domain::{Day, Entry, Journal, Kind, Op, Session, SessionId, Stamp, Status};

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
