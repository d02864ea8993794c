//! A disk that fails on command, beneath redb: whatever fails and whenever the power is cut, an acknowledged entry is
//! there afterwards, or the file is told as damaged.

use std::io;
use std::sync::{Arc, Mutex};

use redb::StorageBackend;

use super::error::Problem;
use super::file::{Check, builder, read_from};
use super::guard::guarded;
use super::journal::{self, Into};
use crate::domain::{Day, Entry, Field, Moment, Op, Source, Stamp, Value};

/// What a disk writes at once: a power cut tears a write between these.
const SECTOR: usize = 512;

/// A change of the disk that was not synced yet.
#[derive(Debug, Clone)]
enum Change {
    Write(u64, Vec<u8>),
    Length(u64),
}

impl Change {
    fn lay_over(&self, bytes: &mut Vec<u8>) {
        match self {
            Change::Length(length) => bytes.resize(*length as usize, 0),
            Change::Write(offset, data) => {
                let end = *offset as usize + data.len();
                if bytes.len() < end {
                    bytes.resize(end, 0);
                }
                bytes[*offset as usize..end].copy_from_slice(data);
            }
        }
    }

    /// The same change as the sectors it is made of.
    fn sectors(&self) -> Vec<Change> {
        match self {
            Change::Length(length) => vec![Change::Length(*length)],
            Change::Write(offset, data) => {
                let part = |(index, part): (usize, &[u8])| Change::Write(offset + (index * SECTOR) as u64, part.to_vec());
                data.chunks(SECTOR).enumerate().map(part).collect()
            }
        }
    }
}

/// When the disk fails.
#[derive(Debug, Clone, Copy)]
struct Fault {
    /// At which operation.
    at: usize,
    /// Also at every later one?
    lasting: bool,
    /// Is the first half of the write on the disk all the same?
    torn: bool,
}

#[derive(Debug, Default)]
struct State {
    durable: Vec<u8>,
    live: Vec<u8>,
    unsynced: Vec<Change>,
    operations: usize,
    fault: Option<Fault>,
}

impl State {
    /// Counts an operation; fails if it is to.
    fn operation(&mut self, change: Option<&Change>) -> io::Result<()> {
        self.operations += 1;
        let Some(fault) = self.fault else { return Ok(()) };
        let due = self.operations == fault.at || (fault.lasting && self.operations > fault.at);
        if !due {
            return Ok(());
        }
        if let Some(Change::Write(offset, data)) = change.filter(|_| fault.torn) {
            let half = (data.len() / 2).div_ceil(SECTOR) * SECTOR;
            self.change(Change::Write(*offset, data[..half.min(data.len())].to_vec()));
        }
        Err(io::Error::other("the disk fails"))
    }

    fn change(&mut self, change: Change) {
        change.lay_over(&mut self.live);
        self.unsynced.push(change);
    }
}

/// A disk; clones are the same disk.
#[derive(Debug, Clone, Default)]
struct Disk(Arc<Mutex<State>>);

impl Disk {
    fn holding(bytes: &[u8], fault: Option<Fault>) -> Disk {
        let state = State { durable: bytes.to_vec(), live: bytes.to_vec(), fault, ..State::default() };
        Disk(Arc::new(Mutex::new(state)))
    }

    fn with<T>(&self, work: impl FnOnce(&mut State) -> T) -> T {
        work(&mut self.0.lock().unwrap())
    }

    /// What is on the disk if the program ends and the disk goes on.
    fn live(&self) -> Vec<u8> {
        self.with(|state| state.live.clone())
    }

    /// What is on the disk after a power cut that drops each unsynced sector or not, as `keeps` says.
    fn after_power_cut(&self, mut keeps: impl FnMut() -> bool) -> Vec<u8> {
        self.with(|state| {
            let mut bytes = state.durable.clone();
            let sectors = state.unsynced.iter().flat_map(Change::sectors);
            sectors.filter(|_| keeps()).for_each(|sector| sector.lay_over(&mut bytes));
            bytes
        })
    }
}

impl StorageBackend for Disk {
    fn len(&self) -> io::Result<u64> {
        Ok(self.with(|state| state.live.len() as u64))
    }

    fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        self.with(|state| {
            let part = state.live.get(offset as usize..offset as usize + out.len());
            out.copy_from_slice(part.ok_or(io::ErrorKind::UnexpectedEof)?);
            Ok(())
        })
    }

    fn set_len(&self, len: u64) -> io::Result<()> {
        self.with(|state| {
            state.operation(None)?;
            state.change(Change::Length(len));
            Ok(())
        })
    }

    fn sync_data(&self) -> io::Result<()> {
        self.with(|state| {
            state.operation(None)?;
            state.durable.clone_from(&state.live);
            state.unsynced.clear();
            Ok(())
        })
    }

    fn write(&self, offset: u64, data: &[u8]) -> io::Result<()> {
        self.with(|state| {
            let change = Change::Write(offset, data.to_vec());
            state.operation(Some(&change))?;
            state.change(change);
            Ok(())
        })
    }
}

fn batch(number: u64) -> Vec<Entry> {
    let answer = |part: i64| Op::SetCheckIn {
        day: Day::MIN.plus(number as i64),
        moment: Moment::Morning,
        fields: vec![(Field::Note, Some(Value::Text(format!("{number}.{part} {}", "·".repeat(700)))))],
        source: Source::typed(),
    };
    Entry::batch((0..4).map(answer).collect(), Stamp::default(), 1_000_000 + number, 7)
}

/// Adds a batch as a program that opens, writes and closes; was it acknowledged?
fn add(disk: &Disk, number: u64, into: Into) -> bool {
    let written = guarded(|| {
        let db = builder(Check::Nothing).create_with_backend(disk.clone())?;
        journal::append(db, &batch(number), into)
    });
    written.is_ok()
}

/// How many batches stand in the journal before anything fails, and how many are tried then.
const BEFORE: u64 = 3;
const TRIED: u64 = 3;

fn sound() -> Vec<u8> {
    let disk = Disk::default();
    for number in 0..BEFORE {
        assert!(add(&disk, number, if number == 0 { Into::New(9) } else { Into::Any }));
    }
    disk.live()
}

/// Tries to add batches on a disk that fails; what was acknowledged.
fn lived(disk: &Disk) -> Vec<Entry> {
    let acknowledged = (BEFORE..BEFORE + TRIED).filter(|number| add(disk, *number, Into::Any));
    (0..BEFORE).chain(acknowledged).flat_map(batch).collect()
}

/// How many images held everything, and how many were told as damaged.
#[derive(Debug, Default)]
struct Tally {
    whole: usize,
    told: usize,
}

impl Tally {
    fn points(&self) -> usize {
        self.whole + self.told
    }

    fn judge(&mut self, image: &[u8], acknowledged: &[Entry], what: &str) {
        let everything: Vec<Entry> = (0..BEFORE + TRIED).flat_map(batch).collect();
        match read_from::<Vec<Entry>>(|| Ok(image.to_vec()), None) {
            Ok(Some((_, loaded))) => {
                assert!(loaded.entries.iter().all(|entry| everything.contains(entry)), "{what}: an entry nobody wrote");
                let there = acknowledged.iter().all(|entry| loaded.entries.contains(entry));
                assert!(there || !loaded.damaged.is_empty(), "{what}: silently short");
                if loaded.damaged.is_empty() { self.whole += 1 } else { self.told += 1 }
            }
            Ok(None) => panic!("{what}: no mark was asked for"),
            Err(Problem::Damaged { .. }) => self.told += 1,
            Err(other) => panic!("{what}: {other}"),
        }
    }
}

/// Numbers that look random and are the same each time.
fn random(seed: u64) -> impl FnMut() -> u64 {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    }
}

fn operations(image: &[u8]) -> usize {
    let disk = Disk::holding(image, None);
    lived(&disk);
    disk.with(|state| state.operations)
}

#[test]
fn every_operation_may_fail_once_or_for_good() {
    let image = sound();
    let mut tally = Tally::default();
    for at in 1..=operations(&image) {
        for (lasting, torn) in [(false, false), (false, true), (true, false), (true, true)] {
            let disk = Disk::holding(&image, Some(Fault { at, lasting, torn }));
            let acknowledged = lived(&disk);
            tally.judge(&disk.live(), &acknowledged, &format!("operation {at}, lasting {lasting}, torn {torn}"));
        }
    }
    assert!(tally.points() > 100 && tally.whole * 10 > tally.points() * 9, "{tally:?}");
}

#[test]
fn the_power_may_be_cut_at_every_operation() {
    let image = sound();
    let mut tally = Tally::default();
    for at in 1..=operations(&image) {
        // Nothing reaches the disk from this operation on; what was not synced before it may be there or not.
        let disk = Disk::holding(&image, Some(Fault { at, lasting: true, torn: at % 2 == 0 }));
        let acknowledged = lived(&disk);
        for cut in 0..24 {
            let mut next = random((at * 64 + cut) as u64);
            // All dropped, all kept, and mixtures in between.
            let bytes = disk.after_power_cut(|| next() % 23 < cut as u64);
            tally.judge(&bytes, &acknowledged, &format!("operation {at}, cut {cut}"));
        }
    }
    assert!(tally.points() > 1_000 && tally.whole * 10 > tally.points() * 9, "{tally:?}");
}

#[test]
fn after_a_power_cut_writing_goes_on() {
    let image = sound();
    for at in (1..=operations(&image)).step_by(3) {
        let disk = Disk::holding(&image, Some(Fault { at, lasting: true, torn: false }));
        let acknowledged = lived(&disk);
        let mut next = random(at as u64);
        let again = Disk::holding(&disk.after_power_cut(|| next().is_multiple_of(2)), None);
        let more = lived(&again);
        let mut tally = Tally::default();
        tally.judge(&again.live(), &acknowledged, &format!("operation {at}"));
        tally.judge(&again.live(), &more[BEFORE as usize * 4..], &format!("operation {at}, what was added after"));
    }
}
