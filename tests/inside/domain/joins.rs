//! One session of what several sources said: what is worth more, and what takes them apart for good.

use upswing::domain::join::{part, with_parts};
use upswing::domain::{Day, Kind, Op, Session, SessionId, Status};

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
    let mut apart = Vec::new();
    for op in &ops {
        let Op::Apart(group) = op else { continue };
        apart.push(group.names().iter().map(|name| name.0.as_str()).collect::<Vec<_>>());
    }
    apart.sort_unstable();
    assert_eq!(apart, [["fit", "gpx"], ["fit", "strava"], ["gpx", "strava"]]);
    assert_eq!(ops.len(), 6, "the three of them, and the three pairs");
}
