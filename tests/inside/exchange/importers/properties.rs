//! What holds for every file and every history.

use proptest::prelude::*;
use upswing::domain::profile::ProfileChange;
use upswing::domain::{
    Availability, Avoid, Day, DayPlan, Experiment, ExperimentId, Field, Improved, Kind, Load, LoadOrigin, Minutes, Moment, Op,
    Origin, Place, Points, Priority, Rpe, Session, SessionId, Situation, Slot, Source, Span, SpanId, SpanKind, Status, Test,
    TestId, Unit, Value, WeekKind, field::FIELDS, field::FieldKind, field::Slept,
};
use upswing::exchange::{self, Context, Found, export};

use super::{Life, context, day, fixture};

const FILES: [&str; 24] = [
    "checkins.csv",
    "sessions.csv",
    "tests.csv",
    "history.jsonl",
    "spreadsheet.csv",
    "bad-rows.csv",
    "pmdata-wellness.csv",
    "pmdata-srpe.csv",
    "intervals-wellness.csv",
    "intervals-activities.csv",
    "hevy.csv",
    "strong.csv",
    "garmin-german.csv",
    "garmin-english.csv",
    "trainingpeaks.csv",
    "whoop-cycles.csv",
    "whoop-sleeps.csv",
    "whoop-workouts.csv",
    "oura-us-dates.csv",
    "oura-semicolon.csv",
    "elite-hrv.csv",
    "strava.csv",
    "hrv4training-android.csv",
    "hrv4training-cr.csv",
];

fn lenient(name: &str, bytes: &[u8]) -> Option<Found> {
    let context = Context { skip_bad_rows: true, ..context() };
    exchange::read(name, bytes, &context, &mut |_, _| true).ok()
}

/// No text of a file reaches a terminal as an escape.
fn is_safe_to_show(found: &Found) {
    for session in found.sessions.iter().map(|found| &found.session) {
        let lines = [&session.title, &session.source, &session.source_id, &session.id.0];
        assert!(!lines.iter().any(|text| text.contains(char::is_control)), "{session:?}");
        assert!(!session.notes.contains(|letter: char| letter.is_control() && letter != '\n'), "{session:?}");
    }
    let notes = [&found.warnings, &found.confirm, &found.errors];
    assert!(!notes.iter().any(|notes| notes.first().iter().any(|note| note.text.contains(char::is_control))));
}

#[test]
fn other_encodings_and_ends_of_lines_give_the_same() {
    for name in FILES {
        let Ok(text) = String::from_utf8(fixture(name)) else { continue };
        let text = text.trim_start_matches('\u{feff}');
        let plain = lenient(name, text.as_bytes()).unwrap();
        let little: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let marked = [b"\xef\xbb\xbf", text.as_bytes()].concat();
        let returns = text.replace("\r\n", "\n").replace('\n', "\r").into_bytes();
        for bytes in [little, big, marked, returns] {
            let found = lenient(name, &bytes).unwrap_or_else(|| panic!("{name} is refused"));
            // Of the errors the lines may be others where a file ends its lines otherwise.
            let read =
                |found: &Found| format!("{:?} {:?} {:?} {}", found.check_ins, found.sessions, found.tests, found.errors.len());
            assert_eq!(read(&found), read(&plain), "{name}");
        }
    }
}

fn days() -> impl Strategy<Value = Day> {
    (0..40_i64).prop_map(|days| day("2026-01-01").plus(days))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[ -~äöü×日\\n\\t\\r\u{1b}]{0,12}", "[a-z]{1,4}"]
}

/// A value that the field accepts; nights as long as tables may hold them.
fn value(field: Field) -> BoxedStrategy<Value> {
    match field.spec().kind {
        FieldKind::Answer => (1..=5_i64).prop_map(Value::Whole).boxed(),
        FieldKind::Whole(bounds) => (30..=(bounds.max as i64).min(960)).prop_map(Value::Whole).boxed(),
        FieldKind::Number(span) => (span.min..=span.max).prop_map(Value::Number).boxed(),
        FieldKind::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        FieldKind::Choice => prop::sample::select(vec![Slept::Yes, Slept::Same, Slept::No]).prop_map(Value::Choice).boxed(),
        FieldKind::Text => text().prop_map(Value::Text).boxed(),
        FieldKind::Rating => (0..=10_i64).prop_map(Value::Whole).boxed(),
        FieldKind::Tags => "[a-zä0-9-]{1,9}( [a-zä0-9-]{1,9}){0,3}".prop_map(move |text| field.parse(&text).unwrap()).boxed(),
    }
}

fn check_in() -> impl Strategy<Value = Op> {
    let all: Vec<Field> = FIELDS.iter().map(|spec| spec.field).collect();
    let answer = prop::sample::select(all).prop_flat_map(|field| (Just(field), prop::option::weighted(0.9, value(field))));
    let origins = vec![Origin::Aggregator, Origin::Wearable, Origin::OnPurpose, Origin::OwnFile, Origin::Typed];
    let moment = prop::sample::select(vec![Moment::Morning, Moment::Before]);
    let source = (prop::sample::select(origins), prop::sample::select(vec!["", "ring", "strap"]));
    (days(), moment, prop::collection::vec(answer, 1..6), source).prop_map(|(day, moment, fields, (origin, device))| {
        Op::SetCheckIn { day, moment, fields, source: Source { origin, device: device.to_owned() } }
    })
}

fn minutes() -> impl Strategy<Value = Option<Minutes>> {
    prop::option::of((1..=1440_u16).prop_map(|minutes| Minutes::try_from(minutes).unwrap()))
}

fn rpe() -> impl Strategy<Value = Option<Rpe>> {
    prop::option::of((0..=20_u8).prop_map(|halves| Rpe::from_halves(halves).unwrap()))
}

fn load() -> impl Strategy<Value = Option<Load>> {
    let origin = prop::sample::select(LoadOrigin::ALL);
    let load = (0.0..=1000.0_f64, origin).prop_map(|(points, origin)| Load { points: Points::try_from(points).unwrap(), origin });
    prop::option::of(load)
}

fn place() -> impl Strategy<Value = Place> {
    let slot = || prop::option::of(prop::sample::select(Slot::ALL));
    let window = prop::option::of((days(), 0..5_i64).prop_map(|(first, more)| (first, first.plus(more))));
    let priority = prop::sample::select(Priority::ALL);
    let place = (slot(), priority, any::<bool>(), prop::option::of(days()), slot(), window);
    place.prop_map(|(slot, priority, lock, fix_day, fix_slot, window)| Place {
        slot,
        priority,
        lock,
        fix_day,
        fix_slot,
        window,
        ..Place::default()
    })
}

fn session() -> impl Strategy<Value = Op> {
    let first = ("[a-e][0-9]", days(), prop::option::of(0..1440_u16), prop::sample::select(Kind::ALL), text());
    let second = (prop::sample::select(Status::ALL), minutes(), rpe(), minutes(), rpe(), load(), place());
    let flags = prop::option::of(any::<bool>());
    let third = (prop::option::of(1..=5_u8), flags, prop::option::of(prop::sample::select(Improved::ALL)), text());
    let source = (prop::sample::select(vec!["", "log", "watch"]), "[0-9]{0,2}", prop::option::of(days()));
    (first, second, third, source).prop_map(|(first, second, third, (source, source_id, original))| {
        let mut session = Session::new(SessionId(first.0), first.1, first.3, second.0);
        (session.start, session.title) = (first.2, first.4);
        (session.minutes, session.rpe, session.planned_minutes) = (second.1, second.2, second.3);
        (session.planned_rpe, session.load, session.place) = (second.4, second.5, second.6);
        (session.charge, session.clean, session.improved, session.notes) = third;
        session.original_day = original.filter(|original| *original != session.day);
        (session.source, session.source_id) = (source.to_owned(), source_id);
        Op::PutSession(Box::new(session))
    })
}

fn test() -> impl Strategy<Value = Op> {
    let value = prop_oneof![0.0..500.0_f64, prop::num::f64::NORMAL];
    ("[a-c]", days(), "[a-z]{1,3}", value, text()).prop_map(|(id, day, name, value, unit)| {
        let unit = unit.trim().to_owned();
        Op::PutTest(Test { id: TestId(id), day, name, value, unit })
    })
}

fn plan() -> impl Strategy<Value = Op> {
    let time = (0..=1440_u16, 0..=1440_u16, prop::option::of(0..=1440_u16), any::<bool>(), any::<bool>());
    let time = time.prop_map(|(am, pm, day, two, off)| Availability { am, pm, day, two, off }).boxed();
    let week = prop::option::of(prop::sample::select(vec![WeekKind::Build, WeekKind::Deload]));
    let plan = (prop::option::of(time.clone()), week).prop_map(|(availability, week)| DayPlan { availability, week });
    let change = prop_oneof![
        prop::option::of(prop::sample::select(Situation::ALL)).prop_map(ProfileChange::Situation),
        prop::option::of(any::<u16>()).prop_map(ProfileChange::SleepNeed),
        prop::option::of((0.0..=1000.0_f64, 0.0..=1000.0_f64)).prop_map(ProfileChange::Start),
        prop::option::of(days()).prop_map(ProfileChange::StartDay),
        prop::option::of(text()).prop_map(ProfileChange::Goal),
        (0..7_u8, time).prop_map(|(weekday, time)| ProfileChange::Weekday(weekday, time)),
    ];
    prop_oneof![(days(), plan).prop_map(|(day, plan)| Op::PutDayPlan { day, plan }), change.prop_map(Op::SetProfile)]
}

fn experiment() -> impl Strategy<Value = Op> {
    let id = "[f-g]".prop_map(ExperimentId).boxed();
    let put = (id.clone(), days(), "[a-zä \\n]{1,9}", prop::sample::select(Unit::ALL), 10..=30_u8, 0..=Experiment::MAX_SEED);
    let put = put.prop_map(|(id, day, question, unit, pairs, seed)| {
        let kind = (unit == Unit::Session).then_some(Kind::Strength);
        let (unit, outcome, yes) = (unit, unit.outcomes()[0], question.clone());
        let first_day = day.plus(1);
        Op::PutExperiment(Box::new(Experiment {
            id,
            registered: day,
            question,
            yes,
            unit,
            kind,
            outcome,
            pairs,
            first_day,
            seed,
        }))
    });
    prop_oneof![2 => put, 1 => (id, days()).prop_map(|(id, day)| Op::EndExperiment { id, day })]
}

fn span() -> impl Strategy<Value = Op> {
    let avoid = prop::collection::btree_set(prop::sample::select(Avoid::choices().collect::<Vec<_>>()), 0..3);
    ("[h-i]", prop::sample::select(SpanKind::ALL), days(), prop::option::of(0..40_i64), avoid, text()).prop_map(
        |(id, kind, from, more, avoid, note)| {
            let avoid = if kind == SpanKind::Injury { avoid } else { Default::default() };
            let to = more.map(|more| from.plus(more));
            Op::PutSpan(Box::new(Span { id: SpanId(id), kind, from, to, avoid, note }))
        },
    )
}

fn life() -> impl Strategy<Value = Life> {
    prop::collection::vec(
        prop_oneof![4 => check_in(), 4 => session(), 1 => test(), 1 => plan(), 1 => experiment(), 1 => span()],
        0..30,
    )
    .prop_map(|ops| {
        let mut life = Life::default();
        life.write(ops);
        life
    })
}

/// Sessions of a few days that have their names within their sources in common, and look alike.
fn alike() -> impl Strategy<Value = Life> {
    let name = ("[a-e]", prop::sample::select(vec!["", "log", "watch"]), "[01]?");
    let said = (0..3_i64, prop::option::of(30..34_u16), prop::sample::select(Status::ALL), any::<bool>(), text());
    let kind = prop::sample::select(vec![Kind::Skill, Kind::Strength]);
    let session = (name, kind, said).prop_map(|((id, source, source_id), kind, (days, minutes, status, guessed, title))| {
        let mut session = Session::new(SessionId(id), day("2026-01-01").plus(days), kind, status);
        session.minutes = minutes.and_then(|minutes| Minutes::try_from(minutes).ok());
        (session.source, session.source_id) = (source.to_owned(), source_id);
        (session.kind_guessed, session.title) = (guessed, title);
        Op::PutSession(Box::new(session))
    });
    prop::collection::vec(session, 0..6).prop_map(|ops| {
        let mut life = Life::default();
        life.write(ops);
        life
    })
}

fn restored(backup: &str) -> Life {
    let mut life = Life::default();
    life.import(&[super::read("backup", backup).unwrap()]);
    life
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        lenient("f", &bytes);
    }

    #[test]
    fn a_damaged_file_is_refused_or_read_the_same_twice(
        which in prop::sample::select(&FILES[..]),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..8),
    ) {
        let mut bytes = fixture(which);
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => bytes.truncate(at.max(1)),
            }
        }
        if let Some(found) = lenient(which, &bytes) {
            is_safe_to_show(&found);
            Life::default().import(&[found]);
        }
    }

    #[test]
    fn a_backup_restores_to_the_same_bytes(life in life()) {
        let backup = export::jsonl(life.history());
        let restored = restored(&backup);
        prop_assert_eq!(&export::jsonl(restored.history()), &backup);
        let own = super::read("backup", &backup).unwrap();
        prop_assert_eq!(exchange::merge(restored.history(), vec![own]).ops, vec![]);
    }

    #[test]
    fn the_tables_hold_the_same_as_the_backup(life in life()) {
        let tables = export::tables(life.history());
        let mut copy = Life::default();
        for (name, table) in [("c", &tables.check_ins), ("s", &tables.sessions), ("t", &tables.tests)] {
            copy.import(&[super::read(name, table).unwrap()]);
        }
        prop_assert_eq!(export::tables(copy.history()), tables);
    }

    #[test]
    fn the_order_of_files_changes_nothing(
        life in life(),
        files in Just(FILES.map(|name| lenient(name, &fixture(name)).unwrap()).to_vec()).prop_shuffle(),
    ) {
        let forward = exchange::merge(life.history(), files.clone());
        let backward = exchange::merge(life.history(), files.into_iter().rev().collect());
        prop_assert_eq!(forward, backward);
    }

    #[test]
    fn import_twice_is_import_once(mut life in life(), other in life()) {
        let files = [super::read("backup", export::jsonl(other.history())).unwrap(), lenient("s", &fixture("sessions.csv")).unwrap()];
        life.import(&files);
    }

    #[test]
    fn a_backup_of_sessions_that_look_alike_twice_is_once(mut life in alike(), other in alike()) {
        life.import(&[super::read("backup", export::jsonl(other.history())).unwrap()]);
    }

    #[test]
    fn the_whole_export_gives_the_same_history(life in life()) {
        let whole = export::json(life.history());
        let mut copy = Life::default();
        copy.import(&[super::read("upswing.json", &whole).unwrap()]);
        prop_assert_eq!(export::json(copy.history()), whole);
    }

    #[test]
    fn no_cell_is_run_by_a_spreadsheet(
        title in "(=|\\+|@|-|'|'=|''@|＝|－|-[0-9]|- a)?[a-z=+@'0-9.-]{0,6}", days in 0..3_i64,
    ) {
        let mut life = Life::default();
        let mut session = Session::new(SessionId("a".to_owned()), day("2026-01-01").plus(days), Kind::Skill, Status::Done);
        session.title = title;
        life.write(vec![Op::PutSession(Box::new(session))]);
        let tables = export::tables(life.history());
        let mut copy = Life::default();
        copy.import(&[super::read("s", &tables.sessions).unwrap()]);
        prop_assert_eq!(copy.history().sessions().next(), life.history().sessions().next());
        let mut reader = csv::Reader::from_reader(tables.sessions.as_bytes());
        for record in reader.records() {
            for cell in &record.unwrap() {
                prop_assert!(!cell.starts_with(['=', '+', '@', '\t', '\r', '＝', '－']), "{cell}");
                let is_number = cell.parse::<f64>().is_ok() && !cell.contains(char::is_alphabetic);
                prop_assert!(!cell.starts_with('-') || cell == "-" || is_number, "{cell}");
            }
        }
    }

    #[test]
    fn since_a_day_leaves_out_what_was_before(life in life(), days in 0..40_i64) {
        let first = day("2026-01-01").plus(days);
        let mut copy = Life::default();
        copy.import(&[super::read("b", export::jsonl_since(life.history(), first)).unwrap()]);
        prop_assert!(copy.history().days().all(|(day, _)| day >= first));
        prop_assert_eq!(export::jsonl_since(copy.history(), first), export::jsonl_since(life.history(), first));
    }

    #[test]
    fn the_json_is_one_object(life in life()) {
        let object: serde_json::Value = serde_json::from_str(&export::json(life.history())).unwrap();
        prop_assert_eq!(object.as_object().map(|object| object.len()), Some(8));
    }
}
