//! The same thing twice: what is one session, one answer, one test.

use upswing::domain::{
    Day, Field, Kind, Load, LoadOrigin, Minutes, Moment, Op, Origin, Points, Rpe, Session, SessionId, Source, Status, Value, join,
};
use upswing::exchange::{Counts, Found, export};

use super::{Life, day, read};

const HEADER: &str = "day,start,kind,title,minutes,rpe,load,status,charge,notes,source,source_id";

pub(super) fn sessions(name: &str, rows: &str) -> Found {
    read(name, format!("{HEADER}\n{rows}\n")).unwrap()
}

pub(super) fn all(life: &Life) -> Vec<&Session> {
    life.history().sessions().collect()
}

pub(super) fn planned(day: Day, kind: Kind, minutes: u16) -> Op {
    let mut session = Session::new(SessionId("plan-1".to_owned()), day, kind, Status::Planned);
    session.title = "Heavy day".to_owned();
    session.minutes = Minutes::try_from(minutes).ok();
    session.rpe = Rpe::try_from(8.0).ok();
    Op::PutSession(Box::new(session))
}

#[test]
fn equal_rows_of_one_file_are_two_sessions_and_stay_two() {
    let mut life = Life::default();
    let row = "2026-03-04,,strength,,50,,,,,,log,";
    life.import(&[sessions("a.csv", &format!("{row}\n{row}"))]);
    assert_eq!(all(&life).len(), 2);
}

#[test]
fn an_edited_entry_is_an_update() {
    let mut life = Life::default();
    life.import(&[sessions("a.csv", "2026-03-04,18:00,endurance,Ride,50,,40,,,,device,x1")]);
    let import = life.import(&[sessions("a.csv", "2026-03-04,18:00,endurance,Long ride,50,6,40,,,,device,x1")]);
    assert_eq!(import.report.files[0].sessions, Counts { updated: 1, ..Counts::default() });
    let [session] = all(&life)[..] else { panic!() };
    assert_eq!((session.title.as_str(), session.rpe.map(Rpe::value)), ("Long ride", Some(6.0)));
}

#[test]
fn one_session_from_two_sources_is_one_and_keeps_what_only_one_knows() {
    let watch = sessions("watch.csv", "2026-03-04,18:02,endurance,Cycling,49,,61.5,,,,watch,w7");
    let diary = sessions("diary.csv", "2026-03-04,18:00,endurance,With Kim,50,6,,,4,windy,diary,");
    for files in [[watch.clone(), diary.clone()], [diary, watch]] {
        let mut life = Life::default();
        life.import(&files);
        let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
        assert_eq!((session.rpe.map(Rpe::value), session.load.map(|load| load.points.value())), (Some(6.0), Some(61.5)));
        assert_eq!((session.notes.as_str(), session.charge), ("windy", Some(4)));
    }
}

#[test]
fn the_same_two_sources_one_after_the_other() {
    let mut life = Life::default();
    let watch = sessions("watch.csv", "2026-03-04,18:02,endurance,Cycling,49,,61.5,,,,watch,w7");
    let diary = sessions("diary.csv", "2026-03-04,18:00,endurance,With Kim,50,6,,,4,windy,diary,");
    life.import(std::slice::from_ref(&diary));
    life.import(std::slice::from_ref(&watch));
    life.import(&[diary, watch]);
    assert_eq!(all(&life).len(), 1);
}

#[test]
fn what_only_looks_alike_stays_apart() {
    for (one, other) in [
        // Another time of day, another kind, another day, too different in length, the same source.
        ("2026-03-04,07:07,endurance,,50,,,,,,a,1", "2026-03-04,18:00,endurance,,50,,,,,,b,1"),
        ("2026-03-04,18:00,strength,,50,,,,,,a,1", "2026-03-04,18:00,endurance,,50,,,,,,b,1"),
        ("2026-03-04,,endurance,,50,,,,,,a,1", "2026-03-05,,endurance,,50,,,,,,b,1"),
        ("2026-03-04,,endurance,,50,,,,,,a,1", "2026-03-04,,endurance,,60,,,,,,b,1"),
        ("2026-03-04,18:00,endurance,,50,,,,,,a,1", "2026-03-04,18:00,endurance,,50,,,,,,a,2"),
    ] {
        let mut life = Life::default();
        life.import(&[sessions("a.csv", one), sessions("b.csv", other)]);
        assert_eq!(all(&life).len(), 2, "{one}\n{other}");
    }
}

#[test]
fn without_a_start_each_session_is_matched_once() {
    let mut life = Life::default();
    life.import(&[
        sessions("a.csv", "2026-03-04,07:00,endurance,,50,,,,,,a,1\n2026-03-04,18:00,endurance,,52,,,,,,a,2"),
        sessions("b.csv", "2026-03-04,,endurance,,52,6,,,,,b,\n2026-03-04,,endurance,,50,4,,,,,b,"),
    ]);
    let rated: Vec<_> = all(&life).iter().map(|session| (session.start, session.rpe.map(Rpe::value))).collect();
    assert_eq!(rated.len(), 2);
    assert!(rated.contains(&(Some(7 * 60), Some(4.0))) && rated.contains(&(Some(18 * 60), Some(6.0))), "{rated:?}");
}

#[test]
fn a_planned_session_that_was_done_becomes_done() {
    let mut life = Life::default();
    life.write(vec![planned(day("2026-03-04"), Kind::Strength, 60)]);
    let import = life.import(&[sessions("a.csv", "2026-03-04,18:00,strength,Gym,48,7,,,,,gym,")]);
    assert_eq!(import.report.files[0].sessions, Counts { merged: 1, ..Counts::default() });
    let [session] = all(&life)[..] else { panic!() };
    assert_eq!((session.status, session.title.as_str()), (Status::Done, "Heavy day"));
    assert_eq!((session.minutes.map(Minutes::get), session.planned_minutes.map(Minutes::get)), (Some(48), Some(60)));
    assert_eq!((session.rpe.map(Rpe::value), session.planned_rpe.map(Rpe::value)), (Some(7.0), Some(8.0)));
}

#[test]
fn a_plan_file_read_again_does_not_undo_what_was_done() {
    let mut life = Life::default();
    let plan = sessions("plan.csv", "2026-03-04,,strength,Heavy,60,8,,planned,,,plan,p1");
    life.import(std::slice::from_ref(&plan));
    life.import(&[sessions("log.csv", "2026-03-04,18:00,strength,Gym,48,7,,done,,,gym,g1")]);
    life.import(&[plan]);
    let [session] = all(&life)[..] else { panic!() };
    assert_eq!((session.status, session.minutes.map(Minutes::get)), (Status::Done, Some(48)));
}

#[test]
fn a_rating_takes_an_estimated_load_away_and_silence_does_not() {
    let mut life = Life::default();
    let bare = sessions("a.csv", "2026-03-04,18:00,endurance,,50,,,,,,a,1");
    life.import(std::slice::from_ref(&bare));
    let mut session = all(&life)[0].clone();
    session.load = Some(Load { points: 41.6.try_into().unwrap(), origin: LoadOrigin::Estimated });
    life.write(vec![Op::PutSession(Box::new(session))]);
    assert_eq!(life.import(&[bare]).ops, []);
    life.import(&[sessions("a.csv", "2026-03-04,18:00,endurance,,50,6,,,,,a,1")]);
    assert_eq!(all(&life)[0].load, None);
}

#[test]
fn what_a_person_typed_stays_and_a_device_is_remembered() {
    let mut life = Life::default();
    let morning = day("2026-03-04");
    let typed = |field, value| Op::SetCheckIn {
        day: morning,
        moment: Moment::Morning,
        fields: vec![(field, value)],
        source: Source::typed(),
    };
    life.write(vec![typed(Field::Energy, Some(Value::Whole(2))), typed(Field::Mood, None)]);
    let text = "day,energy,mood,stress,hrv_rmssd,reaction_ms,source,tap_source\n2026-03-04,5,5,3,61.5,250,ring,laptop\n";
    let import = life.import(&[read("c.csv", text).unwrap()]);
    assert_eq!(import.report.files[0].check_ins, Counts { merged: 1, ..Counts::default() });
    let check_in = life.history().check_in(morning).unwrap();
    assert_eq!((check_in.whole(Field::Energy), check_in.whole(Field::Mood)), (Some(2), None));
    let device = |field| check_in.reading(field).map(|reading| (reading.source().origin, reading.source().device.as_str()));
    assert_eq!(device(Field::HrvRmssd), Some((Origin::OwnFile, "ring")));
    assert_eq!(device(Field::ReactionMs), Some((Origin::OwnFile, "laptop")));
    assert_eq!(device(Field::Stress), Some((Origin::OwnFile, "")));
}

#[test]
fn of_one_day_the_later_row_holds() {
    let mut life = Life::default();
    life.import(&[read("c.csv", "day,energy,mood\n2026-03-04,5,5\n2026-03-04,4,\n").unwrap()]);
    let check_in = life.history().check_in(day("2026-03-04")).unwrap();
    assert_eq!((check_in.whole(Field::Energy), check_in.whole(Field::Mood)), (Some(4), Some(5)));
}

#[test]
fn a_test_typed_before_is_not_doubled() {
    let mut life = Life::default();
    let id = upswing::domain::TestId("typed".to_owned());
    let test = upswing::domain::Test { id, day: day("2026-02-01"), name: "5 km".to_owned(), value: 24.5, unit: "min".to_owned() };
    life.write(vec![Op::PutTest(test)]);
    let file = "day,name,value,unit\n2026-02-01,5 km,24.5,min\n2026-03-01,5 km,24.1,min\n";
    let import = life.import(&[read("t.csv", file).unwrap()]);
    assert_eq!(import.report.files[0].tests, Counts { new: 1, same: 1, ..Counts::default() });
}

/// A session of the history, changed by hand as the week and `plan edit` do it.
pub(super) fn change(life: &mut Life, change: impl FnOnce(&mut Session)) {
    let [known] = all(life)[..] else { panic!("{:?}", all(life)) };
    let mut session = known.clone();
    change(&mut session);
    let op = Op::PutSession(Box::new(join::by_hand(Some(known), session)));
    life.write(vec![op]);
}

#[test]
fn what_was_corrected_by_hand_stays_when_the_same_file_comes_again_and_when_it_says_something_new() {
    let file =
        |title: &str, notes: &str| sessions("a.csv", &format!("2026-03-04,18:00,endurance,{title},50,6,,,,{notes},device,x1"));
    let mut life = Life::default();
    life.import(&[file("Ride", "wet")]);
    change(&mut life, |session| {
        (session.rpe, session.kind) = (Rpe::try_from(8.0).ok(), Kind::Intervals);
        (session.title, session.notes) = ("Race".to_owned(), String::new());
    });
    let by_hand = all(&life)[0].clone();
    let import = life.import(&[file("Ride", "wet")]);
    assert_eq!((import.ops, all(&life)), (Vec::new(), vec![&by_hand]), "the same file takes nothing back");
    let import = life.import(&[file("Long ride", "wind")]);
    assert_eq!(import.report.files[0].sessions, Counts { updated: 1, ..Counts::default() });
    let [session] = all(&life)[..] else { panic!() };
    assert_eq!((session.rpe.map(Rpe::value), session.kind, session.title.as_str()), (Some(8.0), Kind::Intervals, "Race"));
    assert_eq!(session.notes, "", "what was taken out stays out");
    assert!(!join::is_joined(session));
}

#[test]
fn a_session_without_a_name_is_the_same_when_it_is_taken_for_another_kind() {
    let file = |kinds: &[(&str, bool)]| {
        let rows = kinds.iter().map(|(kind, _)| format!("2026-03-04,18:00,{kind},Gym,50,,,,,,log,"));
        let mut found = sessions("a.csv", &rows.collect::<Vec<_>>().join("\n"));
        found.sessions.iter_mut().zip(kinds).for_each(|(row, (_, said))| row.kind_said = *said);
        found
    };
    let (guessed, said) = (file(&[("endurance", false)]), file(&[("strength", true)]));
    for order in [[&guessed, &said], [&said, &guessed]] {
        let mut life = Life::default();
        order.iter().for_each(|file| drop(life.import(&[(*file).clone()])));
        let [session] = all(&life)[..] else { panic!("{:?}", all(&life)) };
        assert_eq!((session.kind, session.kind_guessed), (Kind::Strength, false), "what is said holds, in either order");
    }
    let mut life = Life::default();
    life.import(&[guessed]);
    life.import(&[file(&[("strength", false), ("endurance", false)])]);
    assert_eq!(all(&life).len(), 2, "two rows of one file are two sessions");
}

/// Three mornings of a device that reads a field, as a reader of its files tells them.
fn mornings(device: &str, field: Field, value: u16, origin: Origin) -> Found {
    let rows = (1..4).map(|day| format!("2026-03-0{day},{value},{device}"));
    let of = if field == Field::SleepMinutes { "sleep_source" } else { "source" };
    let text = format!("day,{},{of}\n{}\n", field.id(), rows.collect::<Vec<_>>().join("\n"));
    let mut found = read("a.csv", text).unwrap();
    found.check_ins.iter_mut().for_each(|check_in| check_in.origin = origin);
    found
}

#[test]
fn two_devices_of_one_rank_do_not_rewrite_each_others_days() {
    for field in [Field::RestingHr, Field::HrvRmssd, Field::SleepMinutes] {
        let ring = mornings("Ring", field, 50, Origin::Wearable);
        let watch = mornings("Watch", field, 52, Origin::Wearable);
        let said = |life: &Life| {
            let check_in = life.history().check_in(day("2026-03-02")).cloned();
            check_in.map(|check_in| format!("{:?}", check_in.value(field)))
        };
        let mut lives = Vec::new();
        for order in [[&ring, &watch, &ring, &watch], [&watch, &ring, &watch, &ring]] {
            let mut life = Life::default();
            let wrote: Vec<bool> = order.iter().map(|file| !life.import(&[(*file).clone()]).ops.is_empty()).collect();
            assert_eq!(wrote[2..], [false, false], "what both said is known: {field:?}");
            lives.push(life);
        }
        assert_eq!(said(&lives[0]), said(&lives[1]), "in whichever order they came");
        // Two machines that read one each say the same once they know of each other, whoever was last.
        for (first, second) in [(&ring, &watch), (&watch, &ring)] {
            let mut both = Life::default();
            both.import(&[(*first).clone()]);
            both.hear_of(&[(*second).clone()]);
            assert_eq!(said(&both), said(&lives[0]));
            assert!(both.import(&[ring.clone(), watch.clone()]).ops.is_empty(), "and reading either again writes nothing");
        }
        // What a device learns of a night later is taken up.
        lives[0].import(&[mornings("Ring", field, 51, Origin::Wearable)]);
        assert_ne!(said(&lives[0]), said(&lives[1]), "{field:?}");
    }
    // One's own sheet says what it says now, whatever the device is called.
    let mut life = Life::default();
    life.import(&[mornings("Ring", Field::RestingHr, 50, Origin::OwnFile)]);
    life.import(&[mornings("Watch", Field::RestingHr, 52, Origin::OwnFile)]);
    assert_eq!(life.history().check_in(day("2026-03-02")).unwrap().value(Field::RestingHr), Some(&Value::Number(52.0)));
}

/// What a life says of the second morning's sleep, and from where, after these files one after the other.
fn night_after(files: &[&Found]) -> (Life, String) {
    let mut life = Life::default();
    files.iter().for_each(|file| drop(life.import(&[(*file).clone()])));
    let check_in = life.history().check_in(day("2026-03-02")).unwrap();
    let (_, value, source) = check_in.readings().find(|(field, ..)| *field == Field::SleepMinutes).unwrap();
    let said = format!("{value:?} {}", source.device);
    (life, said)
}

fn nights(device: &str, minutes: u16) -> Found {
    mornings(device, Field::SleepMinutes, minutes, Origin::Wearable)
}

#[test]
fn a_night_that_named_no_device_takes_a_name_once() {
    // As an older program kept it.
    let (unnamed, ring, watch) = (nights("", 430), nights("Ring", 430), nights("Watch", 440));
    for order in [[&unnamed, &ring, &watch], [&unnamed, &watch, &ring], [&ring, &unnamed, &watch], [&watch, &ring, &unnamed]] {
        let (mut life, said) = night_after(&order);
        assert_eq!(said, "Whole(430) Ring", "in whichever order they came");
        for file in order {
            assert!(life.import(std::slice::from_ref(file)).ops.is_empty(), "what all said is known");
        }
    }
}

#[test]
fn of_one_program_what_it_says_last_holds() {
    // It has chosen among its devices, and chooses anew once another one is synchronised.
    let (early, late) = (nights("Health Connect: AutoSleep", 480), nights("Health Connect: Oura", 430));
    assert_eq!(night_after(&[&early, &late]).1, "Whole(430) Health Connect: Oura");
    assert_eq!(night_after(&[&early, &late, &early]).1, "Whole(480) Health Connect: AutoSleep");
}

#[test]
fn time_in_bed_holds_against_no_measured_night_of_its_rank() {
    let window = nights(&Source::in_bed("Gadgetbridge: Band"), 424);
    for device in ["Garmin", "Gadgetbridge: Other", ""] {
        let measured = nights(device, 386);
        for order in [[&window, &measured], [&measured, &window]] {
            assert_eq!(night_after(&order).1, format!("Whole(386) {device}"));
        }
    }
}

#[test]
fn nights_and_pulse_of_two_devices_come_back_as_they_were() {
    let mut life = Life::default();
    life.import(&[mornings("Ring", Field::SleepMinutes, 430, Origin::Wearable)]);
    life.import(&[mornings("Strap", Field::HrvRmssd, 61, Origin::Wearable)]);
    life.import(&[mornings("Strap", Field::RestingHr, 48, Origin::Wearable)]);
    let table = export::tables(life.history()).check_ins;
    assert_eq!(table.lines().count(), 1 + 3, "a row a day: {table}");
    let mut other = Life::default();
    other.import(&[read("checkins.csv", table.clone()).unwrap()]);
    assert_eq!(export::tables(other.history()).check_ins, table);
    assert_eq!(export::jsonl(other.history()), export::jsonl(life.history()));
    let check_in = other.history().check_in(day("2026-03-02")).unwrap();
    let from = |wanted| check_in.readings().find(|(field, ..)| *field == wanted).map(|(_, _, source)| source.device.as_str());
    assert_eq!((from(Field::SleepMinutes), from(Field::HrvRmssd)), (Some("Ring"), Some("Strap")));
}

#[test]
fn a_load_that_was_estimated_of_what_the_file_said_is_estimated_anew_of_what_was_said_instead() {
    let file = |title: &str| sessions("a.csv", &format!("2026-03-04,18:00,endurance,{title},60,,,,,,device,x1"));
    let mut life = Life::default();
    life.import(&[file("Run")]);
    change(&mut life, |session| {
        session.load = Some(Load { points: Points::try_from(60.0).unwrap(), origin: LoadOrigin::Estimated });
    });
    change(&mut life, |session| session.minutes = Minutes::try_from(30_u16).ok());
    life.import(&[file("Long run")]);
    let [session] = all(&life)[..] else { panic!() };
    assert_eq!((session.minutes.map(Minutes::get), session.load), (Some(30), None), "no load of 60 minutes for 30");
}

#[test]
fn what_was_corrected_stays_with_the_first_of_those_that_are_parted() {
    let fit = sessions("fit.csv", "2026-03-04,18:00,endurance,Ride,50,6,,,,,fit,f1");
    let strava = sessions("strava.csv", "2026-03-04,18:00,endurance,Ride,50,6,,,,,strava,s1");
    let mut life = Life::default();
    life.import(&[fit.clone(), strava]);
    change(&mut life, |session| session.title = "Race".to_owned());
    let ops = join::part(all(&life)[0]);
    life.write(ops);
    let titles = |life: &Life| {
        let mut titles: Vec<String> = all(life).iter().map(|session| format!("{} {}", session.source, session.title)).collect();
        titles.sort();
        titles
    };
    let parted = titles(&life);
    assert_eq!(parted, ["fit Race", "strava Ride"]);
    life.import(&[fit]);
    assert_eq!(titles(&life), parted, "the same file takes nothing back");
}
