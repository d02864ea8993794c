//! Joins: one session of several sources, in whatever order they come, told and parted.

use std::collections::BTreeSet;

use proptest::prelude::*;
use upswing::domain::{Apart, Key, Kind, Minutes, Op, Rpe, Session, SessionId, Status, join, settle};
use upswing::exchange::{Found, export};

use super::{Life, day, read};

const HEADER: &str = "day,start,kind,title,minutes,rpe,load,source,source_id";

fn file(name: &str, rows: &str) -> Found {
    read(name, format!("{HEADER}\n{rows}\n")).unwrap()
}

fn typed(id: &str, start: Option<u16>, kind: Kind, minutes: u16, rpe: Option<f64>) -> Session {
    let mut session = Session::new(SessionId(id.to_owned()), day("2026-03-10"), kind, Status::Done);
    (session.start, session.minutes) = (start, Minutes::try_from(minutes).ok());
    session.rpe = rpe.map(|rpe| Rpe::try_from(rpe).unwrap());
    session
}

fn kind() -> impl Strategy<Value = Kind> {
    prop::sample::select(vec![Kind::Endurance, Kind::Mobility, Kind::Strength])
}

fn any_session() -> impl Strategy<Value = Session> {
    let source = prop::sample::select(vec!["", "garmin", "strava", "fit"]);
    (prop::option::of(600..720_u16), kind(), 30..70_u16, source, any::<bool>()).prop_map(
        |(start, kind, minutes, source, guessed)| {
            let mut session = typed(&format!("x{source}"), start, kind, minutes, None);
            session.source = source.to_owned();
            session.kind_guessed = guessed;
            session
        },
    )
}

/// The sessions without their names, which tell who came first.
fn nameless(life: &Life) -> Vec<Session> {
    let without = |session: &Session| {
        let id = SessionId(String::new());
        let part = |part: &Session| Session { id: id.clone(), ..part.clone() };
        Session { id: id.clone(), parts: session.parts.iter().map(part).collect(), ..session.clone() }
    };
    let mut all: Vec<Session> = life.history().sessions().map(without).collect();
    all.sort_by_key(|session| format!("{session:?}"));
    all
}

fn type_in(life: &mut Life, session: &Session) {
    life.write(settle::typed(life.history(), session.clone(), false).ops);
}

/// Something that a person does: types a session in, or imports a file.
#[derive(Debug, Clone)]
enum Done {
    Typed(Session),
    Imported(Found),
}

impl Done {
    fn file(&self) -> Option<Found> {
        match self {
            Done::Imported(file) => Some(file.clone()),
            Done::Typed(_) => None,
        }
    }

    fn to(&self, life: &mut Life) {
        match self {
            Done::Typed(session) => type_in(life, session),
            Done::Imported(file) => drop(life.import(std::slice::from_ref(file))),
        }
    }
}

/// A day on which much looks alike: starts a quarter of an hour apart or in another zone, lengths that nearly fit.
fn deeds() -> impl Strategy<Value = Vec<Done>> {
    deeds_named("t")
}

/// The same, with this before the names of what is typed.
fn deeds_named(typed_as: &'static str) -> impl Strategy<Value = Vec<Done>> {
    let start = || prop::option::weighted(0.7, prop::sample::select(vec![1020_u16, 1035, 1050, 1080, 1081, 1140]));
    let minutes = prop::sample::select(vec![30_u16, 33, 50, 55, 59, 60, 61, 65]);
    let row = (start(), kind(), minutes, prop::sample::select(vec!["garmin", "strava", "whoop", "fit"]), any::<bool>());
    let rows = prop::collection::vec(row, 1..3).prop_map(Some);
    let deed = prop_oneof![3 => rows.boxed(), 1 => Just(None).boxed()];
    prop::collection::vec((deed, start(), kind(), 28..66_u16), 2..6).prop_map(move |deeds| {
        let deed = |(number, (rows, start, kind, minutes)): (usize, (Option<Vec<_>>, _, _, _))| match rows {
            None => Done::Typed(typed(&format!("{typed_as}{number}"), start, kind, minutes, None)),
            Some(rows) => {
                let row = |(start, kind, minutes, source, named): (Option<u16>, Kind, u16, &str, bool)| {
                    let clock = start.map(|start| format!("{:02}:{:02}", start / 60, start % 60)).unwrap_or_default();
                    // The same entry has the same name in whatever file it stands.
                    let id = if named { format!("{}{}{minutes}", clock, kind.id()) } else { String::new() };
                    format!("2026-03-10,{clock},{},,{minutes},,,{source},{id}", kind.id())
                };
                let rows: Vec<String> = rows.into_iter().map(row).collect();
                Done::Imported(file(&format!("{number}.csv"), &rows.join("\n")))
            }
        };
        deeds.into_iter().enumerate().map(deed).collect()
    })
}

proptest! {
    #[test]
    fn likeness_is_symmetric(one in any_session(), other in any_session()) {
        prop_assert_eq!(join::unlike(&one, &other), join::unlike(&other, &one));
    }

    #[test]
    fn typing_first_or_importing_first_gives_the_same_history(
        start in prop::option::of(600..720_u16), kind in kind(), minutes in 30..70_u16, rpe in prop::option::of(1..10_u8),
        other in (prop::option::of(600..720_u16), kind(), 30..70_u16),
    ) {
        let typed = typed("t1", start, kind, minutes, rpe.map(f64::from));
        let clock = other.0.map(|start| format!("{:02}:{:02}", start / 60, start % 60)).unwrap_or_default();
        let watch = file("w.csv", &format!("2026-03-10,{clock},{},Lap,{},,61,garmin,g1", other.1.id(), other.2));
        let (mut first, mut last) = (Life::default(), Life::default());
        type_in(&mut first, &typed);
        first.import(std::slice::from_ref(&watch));
        last.import(&[watch]);
        type_in(&mut last, &typed);
        prop_assert_eq!(nameless(&first), nameless(&last));
    }

    #[test]
    fn any_order_of_importing_and_typing_gives_the_same_history(
        (deeds, other) in deeds().prop_flat_map(|deeds| (Just(deeds.clone()), Just(deeds).prop_shuffle())),
    ) {
        let (mut one, mut two) = (Life::default(), Life::default());
        deeds.iter().for_each(|deed| deed.to(&mut one));
        other.iter().for_each(|deed| deed.to(&mut two));
        prop_assert_eq!(nameless(&one), nameless(&two));
        for whole in [export::json(one.history()), export::jsonl(one.history())] {
            let mut copy = Life::default();
            copy.import(&[read("whole", &whole).unwrap()]);
            prop_assert_eq!(export::json(copy.history()), export::json(one.history()), "into an empty store everything comes back");
        }
        let files: Vec<Found> = deeds.iter().filter_map(Done::file).collect();
        let mut at_once = Life::default();
        deeds.iter().filter(|deed| matches!(deed, Done::Typed(_))).for_each(|deed| deed.to(&mut at_once));
        at_once.import(&files);
        prop_assert_eq!(nameless(&one), nameless(&at_once));
    }

    #[test]
    fn whatever_is_imported_together_twice_is_imported_once(
        before in deeds(), other in deeds_named("o"), beside in deeds(), plan in prop::option::of(30..62_u16),
    ) {
        let (mut life, mut another) = (Life::default(), Life::default());
        let mut files: Vec<Found> = beside.iter().filter_map(Done::file).collect();
        if let Some(minutes) = plan {
            // Planned by hand, and in a table that was not made here; of a kind that stays what it is whatever joins.
            let planned = Session { status: Status::Planned, ..typed("p", None, Kind::Strength, minutes, None) };
            life.write(vec![Op::PutSession(Box::new(planned))]);
            let row = format!("day,kind,minutes,status\n2026-03-10,strength,{minutes},planned\n");
            files.push(read("plan.csv", row).unwrap());
        }
        let (early, late) = before.split_at(before.len() / 2);
        early.iter().for_each(|deed| deed.to(&mut life));
        let earlier = export::jsonl(life.history());
        late.iter().for_each(|deed| deed.to(&mut life));
        other.iter().for_each(|deed| deed.to(&mut another));
        files.push(read("another", export::jsonl(another.history())).unwrap());
        // The words of a plan that has meanwhile become part of another session go where its deed is, which the files may part.
        if plan.is_none() {
            files.push(read("earlier", earlier).unwrap());
        }
        // What was typed and says the same is the same, whatever it is called.
        let name = |part: &Session| match part.source.as_str() {
            "" => format!("{:?} {} {:?}", part.start, part.kind, part.minutes),
            _ => part.id.0.clone(),
        };
        let told = |life: &Life| -> BTreeSet<String> {
            life.history().sessions().filter(|session| session.is_done()).flat_map(join::parts).map(name).collect()
        };
        let known = &told(&life) | &told(&another);
        life.import(&files);
        prop_assert!(told(&life).is_superset(&known), "an entry is lost: {:?}", &known - &told(&life));
    }

    #[test]
    fn three_sources_in_any_order_are_one(order in Just([0_usize, 1, 2]).prop_shuffle()) {
        let files = [
            file("a.csv", "2026-03-10,18:00,endurance,Evening,60,,55,garmin,g1"),
            file("b.csv", "2026-03-10,17:00,endurance,Run,60,6,,strava,s1"),
            file("c.csv", "2026-03-10,18:02,endurance,,58,,,whoop,w1"),
        ];
        let mut life = Life::default();
        for at in order {
            life.import(&files[at..=at]);
        }
        let all = nameless(&life);
        prop_assert_eq!(all.len(), 1);
        let session = &all[0];
        prop_assert_eq!((session.parts.len(), session.rpe.map(Rpe::value), session.title.as_str()), (3, Some(6.0), "Evening"));
        for file in &files {
            prop_assert_eq!(upswing::exchange::merge(life.history(), vec![file.clone()]).ops, vec![]);
        }
    }
}

#[test]
fn a_clock_that_is_off_by_whole_quarters_of_an_hour_is_another_zone() {
    for (start, minutes, sessions) in [("19:00", 62, 1), ("19:15", 62, 1), ("19:07", 62, 2), ("19:00", 64, 2), ("04:00", 62, 1)] {
        let mut life = Life::default();
        life.import(&[
            file("a.csv", "2026-03-10,18:00,endurance,,62,,,garmin,g1"),
            file("b.csv", &format!("2026-03-10,{start},endurance,,{minutes},,,strava,s1")),
        ]);
        assert_eq!(life.history().sessions().count(), sessions, "{start} {minutes}");
    }
}

#[test]
fn a_join_is_told_by_name_and_a_parted_pair_stays_two() {
    let mut life = Life::default();
    life.write(vec![Op::PutSession(Box::new(typed("t1", None, Kind::Endurance, 62, Some(3.0))))]);
    let watch = file("w.csv", "2026-03-10,18:00,endurance,Evening,60,,55,garmin,g1");
    let import = life.import(std::slice::from_ref(&watch));
    let told = import.report.to_string();
    assert!(
        told.contains("Evening 60 min, of Tue 2026-03-10 is joined with your endurance 62 min, RPE 3, of Tue 2026-03-10"),
        "{told}"
    );
    let joined = life.history().sessions().next().unwrap().clone();
    assert_eq!((joined.minutes.map(Minutes::get), joined.title.as_str(), joined.parts.len()), (Some(62), "Evening", 2));
    // What is changed by hand afterwards stays through the parting.
    life.write(vec![Op::PutSession(Box::new(Session { charge: Some(4), ..joined.clone() }))]);
    let joined = life.history().session(&joined.id).unwrap().clone();
    life.write(join::part(&joined));
    let parts: Vec<_> = life.history().sessions().map(|session| (session.minutes.map(Minutes::get), session.charge)).collect();
    assert_eq!(parts.len(), 2);
    assert!(parts.contains(&(Some(62), Some(4))) && parts.contains(&(Some(60), None)), "{parts:?}");
    assert_eq!(life.import(std::slice::from_ref(&watch)).ops, [], "a parted pair is joined again");
    let all: Vec<&Session> = life.history().sessions().collect();
    assert_eq!(join::fits(life.history(), all[0], all[1]), None);
    let backup = export::jsonl(life.history());
    let mut copy = Life::default();
    copy.import(&[read("b", &backup).unwrap()]);
    assert_eq!(export::jsonl(copy.history()), backup);
    assert_eq!(copy.import(&[watch]).ops, []);
}

#[test]
fn another_one_is_kept_apart_from_what_it_looks_like() {
    let mut life = Life::default();
    life.import(&[file("w.csv", "2026-03-10,18:00,endurance,Evening,60,,55,garmin,g1")]);
    let settle::Typed { ops, joined, .. } =
        settle::typed(life.history(), typed("t1", None, Kind::Endurance, 62, Some(3.0)), true);
    assert!(joined.is_none() && ops.iter().any(|op| matches!(op.key(), Some(Key::Apart(..)))));
    life.write(ops);
    assert_eq!(life.history().sessions().count(), 2);
}

#[test]
fn a_changed_part_changes_the_whole() {
    let mut life = Life::default();
    life.import(&[
        file("a.csv", "2026-03-10,18:00,endurance,Evening,60,,55,garmin,g1"),
        file("b.csv", "2026-03-10,18:00,endurance,Run,60,,,strava,s1"),
    ]);
    life.import(&[file("b.csv", "2026-03-10,18:00,endurance,Run,60,7,,strava,s1")]);
    let session = life.history().sessions().next().unwrap();
    assert_eq!((session.rpe.map(Rpe::value), session.load.map(|load| load.points.value())), (Some(7.0), Some(55.0)));
}

/// A table of so many rows from nine sources, eleven a day.
fn of_nine_sources(rows: usize) -> Found {
    let row = |number: usize| {
        let day = day("2025-03-10").plus((number / 11) as i64);
        format!("{day},,skill,,{},,,s{},", 30 + number % 60, number % 9)
    };
    file("nine.csv", &(0..rows).map(row).collect::<Vec<_>>().join("\n"))
}

#[test]
fn what_one_table_keeps_apart_grows_with_its_rows() {
    let rows = 3_000;
    let table = of_nine_sources(rows);
    let mut life = Life::default();
    let import = life.import(std::slice::from_ref(&table));
    assert_eq!(life.history().sessions().count(), rows);
    assert!(import.ops.len() <= 2 * rows, "{} entries for {rows} rows", import.ops.len());
    let names: usize = life.history().apart().iter().map(|apart| apart.names().len()).sum();
    assert!(names <= 2 * rows, "{names} names for {rows} rows");
    assert_eq!(life.import(&[table]).ops, []);
    let longer = life.import(&[of_nine_sources(rows + 11)]);
    assert!(longer.ops.len() < 30, "of a longer table only what is new is written: {}", longer.ops.len());
}

#[test]
fn what_an_older_journal_keeps_apart_is_known() {
    let table = of_nine_sources(40);
    let mut new = Life::default();
    let import = new.import(std::slice::from_ref(&table));
    let pairs = |apart: &Apart| {
        let names = apart.names().to_vec();
        let pair =
            |at: usize, one: &SessionId| names[at + 1..].iter().map(|other| Apart::of([one.clone(), other.clone()])).collect();
        names.iter().enumerate().flat_map(|(at, one)| -> Vec<Apart> { pair(at, one) }).map(Op::Apart).collect()
    };
    let older = import.ops.into_iter().flat_map(|op| match op {
        Op::Apart(apart) => pairs(&apart),
        op => vec![op],
    });
    let mut life = Life::default();
    life.write(older.collect());
    assert_eq!(life.import(&[table]).ops, []);
    let names: Vec<SessionId> = life.history().sessions().map(|session| session.id.clone()).collect();
    for (one, other) in names.iter().flat_map(|one| names.iter().map(move |other| (one, other))) {
        assert_eq!(life.history().are_apart(one, other), new.history().are_apart(one, other), "{one} {other}");
    }
}

#[test]
fn two_rows_of_one_table_stay_two_beside_what_looks_like_both() {
    let table = file("a.csv", "2026-03-10,18:00,endurance,,60,,,garmin,\n2026-03-10,19:10,endurance,,60,,,strava,");
    let both = file("b.csv", "2026-03-10,18:20,endurance,,110,,,whoop,w1");
    for files in [[&table, &both], [&both, &table]] {
        let mut life = Life::default();
        for file in files {
            life.import(std::slice::from_ref(file));
        }
        assert_eq!(life.history().sessions().count(), 2);
        let backup = export::jsonl(life.history());
        let mut copy = Life::default();
        copy.import(&[read("b", &backup).unwrap()]);
        assert_eq!(export::jsonl(copy.history()), backup);
    }
}
