//! What reading recordings costs, beside a bare parser in the same run: a thousand FIT files of an hour
//! (by every core, as an import does it), and one long GPX and TCX each. And ten times the rows of a table, which shall
//! take ten times as long.

#[path = "../tests/inside/exchange/importers/fit.rs"]
#[expect(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "made for tests")]
mod fit;
#[path = "support/measure.rs"]
mod measure;

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use measure::{median, report};
use upswing::domain::{Day, Entry, Journal};
use upswing::exchange::{self, Context};

const FILES: usize = 1000;
const RUNS: usize = 5;
const POINTS: u32 = 100_000;
const ROWS: usize = 50_000;

fn context() -> Context {
    let today = Day::MIN.plus(60_000);
    Context { today, newest: today, zone: None, skip_bad_rows: false, declared: Default::default() }
}

/// An hour of a run, a record each second.
fn hour() -> Vec<u8> {
    let start = fit::stamp(2026, 3, 4, 17, 30, 10);
    let mut file = fit::activity(start, 3600);
    let record = |second: u32| {
        vec![
            fit::field(253, 4, start + second),
            fit::field(0, 4, second),
            fit::field(1, 4, second),
            fit::field(3, 1, 120),
            fit::field(5, 4, second),
        ]
    };
    file.message(20, &record(0));
    for second in 1..3600 {
        file.again(&record(second));
    }
    file.message(18, &fit::session(start, 1, 3_600_000));
    file.bytes()
}

fn many_fit() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let bytes = hour();
    for number in 0..FILES {
        fs::write(folder.path().join(format!("{number}.fit")), &bytes)?;
    }
    let named = [folder.path().to_owned()];
    let ours = median(RUNS, || (), |()| exchange::bring(&named, &context(), &mut |_, _| true).map(|brought| brought.found.len()));
    let files: Vec<PathBuf> = fs::read_dir(folder.path())?.map(|file| file.map(|file| file.path())).collect::<Result<_, _>>()?;
    let what = format!("{FILES} FIT files of {} KiB", bytes.len() >> 10);
    report(&what, ours, "fitparser on every core", median(1, || (), |()| bare(&files)));
    Ok(())
}

/// Decodes every file and does nothing with it, on every core.
fn bare(files: &[PathBuf]) -> usize {
    let hands = thread::available_parallelism().map_or(1, usize::from);
    let decode = |files: &[PathBuf]| {
        let bytes = files.iter().filter_map(|file| fs::read(file).ok());
        bytes.filter_map(|bytes| fitparser::from_bytes(&bytes).ok()).map(|records| records.len()).sum::<usize>()
    };
    thread::scope(|scope| {
        let shares = files.chunks(files.len().div_ceil(hands).max(1));
        let hands: Vec<_> = shares.map(|share| scope.spawn(move || decode(share))).collect();
        hands.into_iter().filter_map(|hand| hand.join().ok()).sum()
    })
}

/// A table as Strava exports it, four activities a day.
fn table(rows: usize) -> Result<String, std::fmt::Error> {
    let mut text =
        "Activity ID,Activity Date,Activity Name,Activity Type,Elapsed Time,Moving Time,Perceived Exertion\n".to_owned();
    for number in 0..rows {
        let day = Day::MIN.plus(60_000 - (number / 4) as i64).date().format("%b %-d, %Y");
        let hour = 5 + number % 4;
        writeln!(text, "{number},\"{day}, {hour}:13:47 AM\",Morning {number},Ride,3700,3600,{}", 1 + number % 10)?;
    }
    Ok(text)
}

/// Reads a table and compares it with the history: one that knows nothing, then one that knows all of it.
fn import(text: &str) -> Result<[Duration; 2], Box<dyn Error>> {
    let found = || exchange::read("activities.csv", text.as_bytes(), &context(), &mut |_, _| true);
    let mut journal = Journal::default();
    let merged = |journal: &Journal| found().map(|found| exchange::merge(journal.history(), vec![found]).ops);
    let first = median(RUNS, || (), |()| merged(&journal));
    let ops = merged(&journal)?;
    journal.add(Entry::batch(ops, journal.last_stamp(), 1_000, 1));
    Ok([first, median(RUNS, || (), |()| merged(&journal))])
}

fn many_rows() -> Result<(), Box<dyn Error>> {
    let (few, many) = (import(&table(ROWS / 10)?)?, import(&table(ROWS)?)?);
    for ((what, few), many) in ["new", "known already"].iter().zip(few).zip(many) {
        report(&format!("{ROWS} Strava rows, {what}"), many, "a tenth of them", few);
    }
    Ok(())
}

fn long_xml(name: &str, begin: &str, point: &str, end: &str) {
    let mut text = begin.to_owned();
    for number in 0..POINTS {
        let stamp = format!("2026-03-04T{:02}:{:02}:{:02}Z", 6 + number / 3600 % 12, number / 60 % 60, number % 60);
        text.push_str(&point.replace("STAMP", &stamp));
    }
    text.push_str(end);
    let ours = median(
        RUNS,
        || (),
        |()| exchange::read(name, text.as_bytes(), &context(), &mut |_, _| true).map(|found| found.sessions.len()),
    );
    let bare = || {
        let mut reader = quick_xml::Reader::from_reader(text.as_bytes());
        let (mut buffer, mut events) = (Vec::new(), 0_u64);
        while !matches!(reader.read_event_into(&mut buffer), Ok(quick_xml::events::Event::Eof) | Err(_)) {
            events += 1;
            buffer.clear();
        }
        events
    };
    report(&format!("{name} of {} KiB", text.len() >> 10), ours, "quick-xml alone", median(RUNS, || (), |()| bare()));
}

fn main() -> Result<(), Box<dyn Error>> {
    many_fit()?;
    many_rows()?;
    let point = "<trkpt lat=\"45.772163216\" lon=\"14.357652292\"><ele>600.1</ele><time>STAMP</time></trkpt>\n";
    long_xml("track.gpx", "<gpx><trk><trkseg>", point, "</trkseg></trk></gpx>");
    let begin = "<TrainingCenterDatabase><Activities><Activity Sport=\"Running\"><Id>2026-03-04T06:00:00Z</Id><Lap><TotalTimeSeconds>3600</TotalTimeSeconds><Track>";
    let point = "<Trackpoint><Time>STAMP</Time><HeartRateBpm><Value>140</Value></HeartRateBpm></Trackpoint>\n";
    long_xml("activity.tcx", begin, point, "</Track></Lap></Activity></Activities></TrainingCenterDatabase>");
    Ok(())
}
