//! What the journal costs after ten years: folding it, reading its file, adding to it.

#[path = "support/measure.rs"]
mod measure;

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use measure::{median, report};
use upswing::domain::{
    Day, Entry, Field, Journal, Kind, Minutes, Moment, Op, Rpe, Session, SessionId, Source, Stamp, Status, Value,
};
use upswing::store::Store;

const RUNS: usize = 25;
const DAYS: i64 = 3653;
const MINUTE_MS: u64 = 60_000;

fn check_in(day: Day, number: i64) -> Op {
    let answers = [Field::Energy, Field::Mood, Field::Motivation, Field::Soreness, Field::Stress, Field::Movement];
    let answer = |(at, field): (usize, Field)| (field, Some(Value::Whole((number + at as i64) % 5 + 1)));
    let mut fields: Vec<(Field, Option<Value>)> = answers.into_iter().enumerate().map(answer).collect();
    fields.push((Field::SleepMinutes, Some(Value::Whole(400 + number % 90))));
    fields.push((Field::RestingHr, Some(Value::Number((52 + number % 7) as f64))));
    fields.push((Field::HrvRmssd, Some(Value::Number((60 + number % 19) as f64 + 0.5))));
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

fn session(day: Day, status: Status) -> Result<Op, Box<dyn Error>> {
    let mut session = Session::new(SessionId(format!("{day}-strength")), day, Kind::Strength, status);
    session.minutes = Some(Minutes::try_from(50.0)?);
    session.rpe = Some(Rpe::try_from(7.0)?);
    session.title = "Squat and pull".to_owned();
    Ok(Op::PutSession(Box::new(session)))
}

/// Ten years: a check-in each day; on six days of seven a session that was planned first.
fn ten_years() -> Result<Vec<Entry>, Box<dyn Error>> {
    let mut entries: Vec<Entry> = Vec::new();
    for number in 0..DAYS {
        let day = Day::MIN.plus(40_000 + number);
        let mut ops = vec![check_in(day, number)];
        if number % 7 != 6 {
            ops.extend([session(day, Status::Planned)?, session(day, Status::Done)?]);
        }
        for op in ops {
            let last = entries.last().map_or(Stamp::default(), |entry| entry.stamp);
            entries.extend(Entry::batch(vec![op], last, last.wall_ms + MINUTE_MS, 1));
        }
    }
    Ok(entries)
}

fn fold(entries: &[Entry]) {
    let copy = median(RUNS, || (), |()| entries.to_vec());
    let add = |entries: Vec<Entry>| {
        let mut journal = Journal::default();
        journal.add(entries);
        journal
    };
    report(&format!("fold {} entries", entries.len()), median(RUNS, || entries.to_vec(), add), "copying them", copy);

    let mut journal = add(entries.to_vec());
    let mut number = 0;
    let mut next = || {
        number += 1;
        let day = Day::MIN.plus(40_000 + i64::from(number));
        Entry::batch(vec![check_in(day, 1)], Stamp { wall_ms: u64::MAX / 2, counter: number, device: 0 }, 0, 2)
    };
    let one = median(RUNS, &mut next, |entry| journal.add(entry));
    let alone = median(RUNS, &mut next, |entry| entry.to_vec());
    report("add one entry to the fold", one, "copying it", alone);
    report("what can be undone", median(RUNS, || (), |()| journal.undo_stacks()), "copying the entries", copy);
}

fn load(path: &Path) {
    let bytes = median(RUNS, || (), |()| fs::read(path).map(|bytes| bytes.len()));
    report(
        "load the file",
        median(RUNS, || Store::at(path), |mut store| store.load().map(|loaded| loaded.reached)),
        "reading its bytes",
        bytes,
    );
    let mut store = Store::at(path);
    let _ = store.load();
    report("look when nothing changed", median(RUNS, || (), |()| store.news()), "reading its bytes", bytes);
}

/// One transaction of redb with the same content, opened and closed like ours.
fn bare_commit(path: &Path, sequence: u64, bytes: &[u8]) -> Result<(), redb::Error> {
    let db = redb::Database::open(path)?;
    let write = db.begin_write()?;
    write.open_table(redb::TableDefinition::<u64, &[u8]>::new("bare"))?.insert(sequence, bytes)?;
    write.commit()?;
    Ok(db.close()?)
}

fn commit(folder: &Path, path: &Path) -> Result<(), Box<dyn Error>> {
    let mut number = 0;
    let mut next = || {
        number += 1;
        let stamp = Stamp { wall_ms: u64::MAX / 2 + number, ..Stamp::default() };
        Entry::batch(vec![check_in(Day::MAX, 1)], stamp, 0, 3)
    };
    let mut store = Store::at(path);
    let ours = median(RUNS, &mut next, |entries| store.append(&entries));
    let new = folder.join("small.redb");
    let mut small = Store::at(&new);
    let ours_small = median(RUNS, &mut next, |entries| small.append(&entries));

    let bare = folder.join("bare.redb");
    redb::Database::create(&bare)?.close()?;
    let mut sequence = 0;
    let floor = median(
        RUNS,
        || (),
        |()| {
            sequence += 1;
            bare_commit(&bare, sequence, &[7; 250])
        },
    );
    let mut file = File::create(folder.join("plain"))?;
    let sync = median(RUNS, || (), |()| file.write_all(&[7; 250]).and_then(|()| file.sync_all()));
    report("save one entry, first year", ours_small, "a bare commit of redb", floor);
    report("save one entry, after ten years", ours, "a bare commit of redb", floor);
    report("a bare commit of redb", floor, "one fsync", sync);
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("upswing.redb");
    let entries = ten_years()?;
    Store::at(&path).append(&entries)?;
    fold(&entries);
    load(&path);
    commit(folder.path(), &path)
}
