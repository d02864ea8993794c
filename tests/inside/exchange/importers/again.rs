//! What comes again: corrected by its file, after a plan was done with it, or in a backup of another life.

use upswing::domain::{Day, Kind, Minutes, Op, ProfileChange, Rpe, Session, SessionId, Status, join, settle};
use upswing::exchange::{Found, export};

use super::same::{all, change, planned, sessions};
use super::{Life, day, read};

/// The same name in the file as that of a plan, which is done with it: the plan's words and day stay, what the file said
/// decides whether another source tells of the same.
#[test]
fn a_plan_done_under_its_name_within_its_source_stays_its_day_also_where_another_source_joins() {
    for (done_on, kind, together) in [("2026-01-08", Kind::Endurance, true), ("2026-01-01", Kind::Skill, false)] {
        let mut life = Life::default();
        life.import(&[sessions("log.csv", "2026-01-08,,endurance,,959,,,done,,,log,")]);
        let mut plan = Session::new(SessionId("a1".to_owned()), day("2026-01-08"), Kind::Event, Status::Planned);
        plan.source_id = "5".to_owned();
        life.write(vec![Op::PutSession(Box::new(plan))]);
        let mut done = Session::new(SessionId("b0".to_owned()), day(done_on), kind, Status::Done);
        (done.source_id, done.minutes) = ("5".to_owned(), Minutes::try_from(864).ok());
        let mut other = Life::default();
        other.write(vec![Op::PutSession(Box::new(done))]);
        // Life::import imports twice, and nothing may change the second time.
        life.import(&[read("backup", export::jsonl(other.history())).unwrap()]);
        assert_eq!(all(&life).len(), if together { 1 } else { 2 });
        let session = life.history().session(&SessionId("a1".to_owned())).unwrap();
        assert_eq!((session.day, session.kind, session.is_done()), (day("2026-01-08"), Kind::Event, true));
        assert_eq!(join::is_joined(session), together);
    }
}

#[test]
fn what_was_parted_takes_an_edited_title_of_its_file() {
    let garmin = |title: &str| sessions("garmin.csv", &format!("2026-03-04,18:00,endurance,{title},62,,,,,,garmin,g1"));
    let mut life = Life::default();
    life.write(vec![planned(day("2026-03-04"), Kind::Endurance, 60)]);
    change(&mut life, |session| session.title = String::new());
    life.import(&[garmin("Ride")]);
    life.import(&[sessions("strava.csv", "2026-03-04,18:00,endurance,Evening,62,,,,,,strava,s1")]);
    let ops = join::part(all(&life)[0]);
    life.write(ops);
    life.import(&[garmin("Long ride")]);
    let mut titles: Vec<&str> = all(&life).iter().map(|session| session.title.as_str()).collect();
    titles.sort_unstable();
    assert_eq!(titles, ["Evening", "Long ride"]);
}

#[test]
fn what_was_taken_for_another_kind_takes_an_edited_title_of_its_file() {
    let log = |kind: &str, title: &str| sessions("log.csv", &format!("2026-03-04,18:00,{kind},{title},62,,,,,,log,"));
    for joined in [false, true] {
        let mut life = Life::default();
        life.import(&[log("", "Circuit")]);
        if joined {
            life.import(&[sessions("strava.csv", "2026-03-04,18:00,,,62,,,,,,strava,s1")]);
        }
        life.import(&[log("strength", "Circuit")]);
        life.import(&[log("strength", "Long circuit")]);
        let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
        assert_eq!((session.kind, session.title.as_str()), (Kind::Strength, "Long circuit"), "joined: {joined}");
    }
}

#[test]
fn a_backup_of_the_same_sources_under_another_name_takes_no_words_of_the_plan() {
    let garmin = sessions("garmin.csv", "2026-03-04,18:00,strength,Gym,62,,,,,,garmin,g1");
    let strava = sessions("strava.csv", "2026-03-04,18:00,strength,Evening,62,7,,,,windy,strava,s1");
    let mut other = Life::default();
    other.import(&[garmin.clone(), strava]);
    let mut life = Life::default();
    life.write(vec![planned(day("2026-03-04"), Kind::Strength, 60)]);
    life.import(&[garmin]);
    life.import(&[read("backup", export::jsonl(other.history())).unwrap()]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert_eq!((session.title.as_str(), session.notes.as_str()), ("Heavy day", "windy"));
    assert_eq!((join::parts(session).len(), session.planned_minutes.map(Minutes::get)), (2, Some(60)));
}

/// A backup of what another life made of the same sources.
fn backup(of: &Life) -> Found {
    read("backup", export::jsonl(of.history())).unwrap()
}

#[test]
fn what_was_corrected_in_another_life_comes_with_its_backup_where_nothing_was_here() {
    let garmin = sessions("garmin.csv", "2026-03-04,18:00,strength,Gym,62,5,,,,,garmin,g1");
    let mut other = Life::default();
    other.import(std::slice::from_ref(&garmin));
    change(&mut other, |session| (session.rpe, session.title) = (Rpe::try_from(9.0).ok(), "Felt great".to_owned()));
    let mut life = Life::default();
    life.write(vec![planned(day("2026-03-04"), Kind::Strength, 60)]);
    life.import(&[garmin]);
    life.import(&[backup(&other)]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert_eq!((session.title.as_str(), session.rpe.map(Rpe::value)), ("Heavy day", Some(9.0)));
    other.import(&[backup(&life)]);
    let [session] = all(&other)[..] else { panic!("{:?}", all(&other)) };
    assert_eq!((session.title.as_str(), session.rpe.map(Rpe::value)), ("Felt great", Some(9.0)));
    assert_eq!(session.planned_minutes.map(Minutes::get), Some(60));
}

#[test]
fn an_older_backup_takes_no_source_away() {
    let garmin = sessions("garmin.csv", "2026-03-04,18:00,strength,Gym,62,5,,,,,garmin,g1");
    let strava = sessions("strava.csv", "2026-03-04,18:00,strength,,62,,,,,windy,strava,s1");
    let mut life = Life::default();
    life.import(&[garmin]);
    change(&mut life, |session| session.title = "Heavy day".to_owned());
    let before = backup(&life);
    life.import(std::slice::from_ref(&strava));
    for again in [&before, &strava, &before] {
        life.import(std::slice::from_ref(again));
        let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
        assert_eq!((join::parts(session).len(), session.notes.as_str()), (2, "windy"));
        assert_eq!(session.title, "Heavy day");
    }
}

#[test]
fn what_another_session_is_made_of_stays_with_it() {
    let file = |id: &str, start: &str| sessions(id, &format!("2026-03-04,{start},strength,Gym,62,7,,,,,garmin,{id}"));
    let strava = sessions("strava.csv", "2026-03-04,18:00,strength,,62,,,,,windy,strava,s1");
    let mut other = Life::default();
    other.import(&[file("g2", "18:05"), strava.clone()]);
    change(&mut other, |session| session.title = "Heavy".to_owned());
    let mut life = Life::default();
    life.import(&[file("g1", "18:00"), strava]);
    for _ in 0..2 {
        life.import(&[backup(&other)]);
        let told: Vec<_> = all(&life).iter().flat_map(|session| join::parts(session)).map(|part| &part.source_id).collect();
        assert!(told.iter().filter(|id| **id == "g1").count() == 1, "{told:?}");
    }
}

#[test]
fn a_plan_that_was_skipped_and_is_done_after_all_keeps_its_words_and_what_was_planned() {
    let mut life = Life::default();
    life.write(vec![planned(day("2026-03-04"), Kind::Strength, 60)]);
    change(&mut life, |session| session.status = Status::Skipped);
    life.import(&[sessions("log.csv", "2026-03-04,,strength,Gym,60,,,done,,,,")]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert_eq!((session.title.as_str(), session.status, session.rpe), ("Heavy day", Status::Done, None));
    assert_eq!((session.planned_rpe.map(Rpe::value), session.planned_minutes.map(Minutes::get)), (Some(8.0), Some(60)));
}

#[test]
fn an_older_backup_pins_no_numbers_and_takes_no_correction_away() {
    let garmin = sessions("garmin.csv", "2026-03-04,18:00,strength,Gym,62,5,,,,,garmin,g1");
    let fit = |minutes: u16| sessions("fit.csv", &format!("2026-03-04,18:00,strength,,{minutes},6,,,,,fit,f1"));
    let mut life = Life::default();
    life.import(std::slice::from_ref(&garmin));
    change(&mut life, |session| session.title = "Heavy day".to_owned());
    let before = backup(&life);
    life.import(&[fit(64)]);
    life.import(&[before]);
    life.import(&[fit(67)]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert_eq!((session.minutes.map(Minutes::get), session.title.as_str()), (Some(67), "Heavy day"));
    let (mut one, mut other) = (Life::default(), Life::default());
    [&mut one, &mut other].into_iter().for_each(|life| drop(life.import(std::slice::from_ref(&garmin))));
    change(&mut one, |session| session.rpe = Rpe::try_from(8.0).ok());
    change(&mut other, |session| session.title = "Felt great".to_owned());
    one.import(&[backup(&other)]);
    let [session] = all(&one)[..] else { panic!("{:?}", all(&one)) };
    assert_eq!((session.title.as_str(), session.rpe.map(Rpe::value)), ("Felt great", Some(8.0)));
}

/// A session of a journal, by our name for it, and by its source's.
fn named(id: &str, on: &str, status: Status, source: &str, source_id: &str) -> Session {
    let mut session = Session::new(SessionId(id.to_owned()), day(on), Kind::Skill, status);
    (session.source, session.source_id) = (source.to_owned(), source_id.to_owned());
    session
}

fn life_of(sessions: &[Session]) -> Life {
    let mut life = Life::default();
    life.write(sessions.iter().cloned().map(Box::new).map(Op::PutSession).collect());
    life
}

#[test]
fn which_of_two_with_one_name_within_their_source_an_entry_finds_does_not_depend_on_the_day_it_says() {
    let planned = |id, on| named(id, on, Status::Planned, "log", "9");
    let mut life = life_of(&[planned("a", "2026-01-01"), planned("b", "2026-01-01")]);
    life.import(&[backup(&life_of(&[planned("c", "2026-01-02")]))]);
    let days: Vec<(&str, Day)> = all(&life).iter().map(|session| (session.id.0.as_str(), session.day)).collect();
    assert_eq!(days, [("a", day("2026-01-02")), ("b", day("2026-01-01"))]);
}

#[test]
fn an_entry_that_comes_again_by_our_name_is_the_part_of_that_name_where_it_says_no_source() {
    let of = |minutes: u16, session: Session| Session { minutes: Minutes::try_from(minutes).ok(), ..session };
    let typed = of(30, named("a", "2026-01-01", Status::Done, "", ""));
    let mut life = life_of(&[typed, named("b", "2026-01-01", Status::Planned, "log", "")]);
    life.import(&[backup(&life_of(&[of(31, named("b", "2026-01-01", Status::Done, "", ""))]))]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    let told: Vec<(&str, Option<u16>)> =
        join::parts(session).iter().map(|part| (part.id.0.as_str(), part.minutes.map(Minutes::get))).collect();
    assert_eq!(told, [("a", Some(30)), ("b", Some(31))]);
}

#[test]
fn what_is_taken_for_another_kind_is_the_part_of_its_source_whoever_gave_the_session_its_name() {
    let log = |kind: &str, title: &str| sessions("log.csv", &format!("2026-03-04,18:00,{kind},{title},62,,,,,,log,"));
    let mut life = Life::default();
    life.import(&[sessions("strava.csv", "2026-03-04,18:00,,,62,,,,,,strava,s1")]);
    life.import(&[log("", "Circuit")]);
    life.import(&[log("strength", "Circuit")]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    let mut told: Vec<(&str, Kind)> = join::parts(session).iter().map(|part| (part.source.as_str(), part.kind)).collect();
    told.sort_unstable();
    assert_eq!(told.iter().map(|(source, _)| *source).collect::<Vec<_>>(), ["log", "strava"]);
    assert_eq!((session.kind, told[0].1), (Kind::Strength, Kind::Strength));
}

#[test]
fn a_row_that_tells_of_a_whole_without_its_parts_tears_nothing() {
    let mut life = Life::default();
    life.import(&[sessions("log.csv", "2026-03-04,18:00,endurance,Run,62,,,,,,log,")]);
    life.import(&[sessions("fit.csv", "2026-03-04,18:00,endurance,,61,,,,,,fit,f1")]);
    let whole = all(&life)[0].clone();
    assert_eq!((whole.source.as_str(), join::parts(&whole).len()), ("fit", 2));
    let row =
        format!("id,day,start,kind,title,minutes,source,source_id\n{},2026-03-04,18:00,endurance,Run,61,fit,f1\n", whole.id.0);
    life.import(&[read("table.csv", row).unwrap()]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert_eq!(join::parts(session).len(), 2);
}

#[test]
fn a_plan_of_a_table_is_not_planned_again_once_it_is_done() {
    let plan = sessions("plan.csv", "2026-03-04,,strength,Heavy day,60,8,,planned,,,,");
    let gym = sessions("gym.csv", "2026-03-04,18:00,strength,Gym,48,7,,done,,,gym,g1");
    let [plan, gym] = [[plan], [gym]];
    let both = [plan.clone(), gym.clone()].concat();
    let lives: [&[&[Found]]; 3] = [&[&both], &[&gym, &plan], &[&plan, &gym, &plan]];
    for imports in lives {
        let mut life = Life::default();
        life.write(vec![planned(day("2026-03-04"), Kind::Strength, 60)]);
        imports.iter().for_each(|files| drop(life.import(files)));
        let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
        assert_eq!((session.status, session.planned_minutes.map(Minutes::get)), (Status::Done, Some(60)));
    }
}

#[test]
fn what_a_backup_brings_of_a_session_is_known_to_the_files_beside_it() {
    let garmin = sessions("garmin.csv", "2026-03-04,18:00,endurance,Run,60,,,,,,garmin,g1");
    let fit = |rpe: &str| sessions("b.csv", &format!("2026-03-04,18:00,endurance,,60,{rpe},,,,,fit,f1"));
    let mut other = Life::default();
    other.import(std::slice::from_ref(&garmin));
    other.import(&[fit("")]);
    let mut life = Life::default();
    life.import(&[garmin]);
    life.import(&[backup(&other), fit("6")]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert_eq!(session.rpe.map(Rpe::value), Some(6.0));
}

#[test]
fn a_session_that_another_life_joined_otherwise_is_not_lost() {
    let whoop = "2026-03-10,17:15,endurance,,55,,,,,,whoop,w1";
    let garmin = |minutes: u16| sessions("garmin.csv", &format!("2026-03-10,,endurance,,{minutes},,,,,,garmin,"));
    let mut other = Life::default();
    other.import(&[sessions("whoop.csv", whoop)]);
    other.import(&[garmin(50)]);
    let mut life = Life::default();
    life.import(&[sessions("whoop.csv", whoop)]);
    life.import(&[garmin(59)]);
    assert_eq!((all(&life).len(), all(&other).len()), (1, 1));
    life.import(&[backup(&other)]);
    let parts = all(&life).into_iter().flat_map(join::parts);
    let mut told: Vec<(&str, Option<u16>)> = parts.map(|part| (part.source.as_str(), part.minutes.map(Minutes::get))).collect();
    told.sort_unstable();
    assert_eq!(told, [("garmin", Some(50)), ("garmin", Some(59)), ("whoop", Some(55))]);
}

#[test]
fn of_what_two_backups_say_of_the_person_the_end_is_written_once() {
    let person = |goal: &str| {
        let mut life = Life::default();
        life.write(vec![Op::SetProfile(ProfileChange::Goal(Some(goal.to_owned())))]);
        export::jsonl(life.history())
    };
    let files = [read("a.jsonl", person("Run")).unwrap(), read("b.jsonl", person("Climb")).unwrap()];
    let mut life = Life::default();
    assert_eq!(life.import(&files).ops, [Op::SetProfile(ProfileChange::Goal(Some("Climb".to_owned())))]);
}

#[test]
fn of_those_that_say_the_same_the_first_that_no_row_of_the_file_has_is_found() {
    let of = |minutes: u16, id: &str| {
        let session = named(id, "2026-01-01", Status::Done, "log", "");
        Session { minutes: Minutes::try_from(minutes).ok(), ..session }
    };
    for (here, there, ids) in [
        ([of(31, "a"), of(30, "b")], vec![of(30, "y"), of(30, "a")], vec!["a", "b"]),
        ([of(30, "a"), of(30, "b")], vec![of(31, "a"), of(30, "x"), of(30, "y")], vec!["a", "b", "y"]),
    ] {
        let mut life = life_of(&here);
        life.import(&[backup(&life_of(&there))]);
        assert_eq!(all(&life).iter().map(|session| session.id.0.as_str()).collect::<Vec<_>>(), ids);
    }
}

/// The plan of [`planned`], done by hand.
fn done_by_hand(minutes: u16) -> Op {
    let Op::PutSession(mut session) = planned(day("2026-03-04"), Kind::Strength, 60) else { unreachable!() };
    (session.planned_minutes, session.planned_rpe) = (session.minutes, session.rpe.take());
    (session.status, session.minutes) = (Status::Done, Minutes::try_from(minutes).ok());
    Op::PutSession(session)
}

#[test]
fn a_plan_done_by_hand_here_and_by_a_file_there_is_one_session() {
    let gym = sessions("gym.csv", "2026-03-04,18:00,strength,Gym,62,7,,,,,gym,g1");
    let (mut life, mut other) = (Life::default(), Life::default());
    life.write(vec![done_by_hand(40)]);
    other.write(vec![planned(day("2026-03-04"), Kind::Strength, 60)]);
    other.import(&[gym]);
    life.import(&[backup(&other)]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert_eq!((session.title.as_str(), session.minutes.map(Minutes::get)), ("Heavy day", Some(62)));
}

#[test]
fn a_plan_is_not_planned_again_by_a_table_beside_the_backup_in_which_it_is_done() {
    let (mut life, mut other) = (Life::default(), Life::default());
    life.write(vec![planned(day("2026-03-04"), Kind::Strength, 60)]);
    other.write(vec![done_by_hand(48)]);
    life.import(&[sessions("plan.csv", "2026-03-04,,strength,Heavy day,60,8,,planned,,,,"), backup(&other)]);
    let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
    assert!(session.is_done());
}

#[test]
fn a_plan_of_another_kind_is_planned_beside_what_is_done() {
    let mut life = Life::default();
    let Op::PutSession(stretched) = done_by_hand(60) else { unreachable!() };
    life.write(vec![Op::PutSession(Box::new(Session { kind: Kind::Mobility, ..*stretched }))]);
    life.import(&[sessions("plan.csv", "2026-03-04,,endurance,Easy run,60,,,planned,,,,")]);
    assert_eq!(all(&life).iter().filter(|session| session.is_open()).count(), 1);
}

#[test]
fn a_part_without_a_name_is_the_same_where_it_was_taken_for_another_kind() {
    let strava = sessions("strava.csv", "2026-03-04,18:00,,,62,,,,,,strava,s1");
    let garmin = |kind: &str| sessions("garmin.csv", &format!("2026-03-04,18:00,{kind},Circuit,62,,,,,,garmin,"));
    for is_first in [false, true] {
        let lived = |kind: &str| {
            let mut files = [strava.clone(), garmin(kind)];
            files.rotate_left(usize::from(is_first));
            let mut life = Life::default();
            files.into_iter().for_each(|file| drop(life.import(&[file])));
            life
        };
        let (mut life, other) = (lived(""), lived("strength"));
        life.import(&[backup(&other)]);
        let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
        assert_eq!((session.kind, join::parts(session).len()), (Kind::Strength, 2));
    }
}

/// What is typed, whatever else was told of it.
fn typed_rides() -> [Session; 2] {
    [("t1", 2.0), ("t2", 7.0)].map(|(id, rpe)| {
        let mut ride = named(id, "2026-03-04", Status::Done, "", "");
        (ride.kind, ride.minutes, ride.rpe) = (Kind::Endurance, Minutes::try_from(25_u16).ok(), Rpe::try_from(rpe).ok());
        ride
    })
}

/// Every entry of a life, with what was typed of it.
fn told(life: &Life) -> Vec<(String, Option<f64>)> {
    let parts = all(life).into_iter().flat_map(join::parts);
    let mut told: Vec<_> = parts.map(|part| (part.id.0.clone(), part.rpe.map(Rpe::value))).collect();
    told.sort_by(|one, other| one.0.cmp(&other.0));
    told
}

#[test]
fn two_typed_sessions_that_say_the_same_are_two_beside_their_recordings() {
    let watch =
        sessions("watch.csv", "2026-03-04,08:00,endurance,,25,,,,,,whoop,w1\n2026-03-04,17:30,endurance,,25,,,,,,whoop,w2");
    let mut life = Life::default();
    life.import(std::slice::from_ref(&watch));
    typed_rides().into_iter().for_each(|ride| life.write(settle::typed(life.history(), ride, false).ops));
    assert_eq!((all(&life).len(), told(&life).len()), (2, 4));
    for first in [&watch, &backup(&life)] {
        let mut copy = Life::default();
        copy.import(std::slice::from_ref(first));
        copy.import(&[backup(&life), watch.clone()]);
        assert_eq!(told(&copy), told(&life));
    }
}

#[test]
fn a_typed_session_that_says_the_same_in_another_life_is_another_one() {
    let lived = |at: usize, row: &str| {
        let mut life = Life::default();
        life.import(&[sessions("watch.csv", row)]);
        life.write(settle::typed(life.history(), typed_rides()[at].clone(), false).ops);
        life
    };
    let mut life = lived(0, "2026-03-04,08:00,endurance,,25,,,,,,whoop,w1");
    let other = lived(1, "2026-03-04,17:30,endurance,,25,,,,,,whoop,w2");
    let mut both = [told(&life), told(&other)].concat();
    both.sort_by(|one, other| one.0.cmp(&other.0));
    life.import(&[backup(&other)]);
    assert_eq!(told(&life), both);
}
