//! What reading an Apple Health export costs, beside the bare parser in the same run; with the path of a larger one as
//! argument, that one and the most memory that it took.

#[path = "support/measure.rs"]
mod measure;

use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufReader, Write as _, stdout};
use std::path::{Path, PathBuf};

use measure::{median, report};
use upswing::domain::Day;
use upswing::exchange::{self, Context};

const RUNS: usize = 5;
/// Records of a heart rate, of which an export is full.
const RECORDS: usize = 150_000;

fn context() -> Context {
    let today = Day::MIN.plus(60_000);
    Context { today, newest: today, zone: None, skip_bad_rows: false, declared: Default::default() }
}

/// An export as phones write it: mostly heart rates and steps, some sleep.
fn export() -> Result<String, std::fmt::Error> {
    let mut text = "<?xml version=\"1.0\"?>\n<HealthData locale=\"en_GB\">\n".to_owned();
    for number in 0..RECORDS {
        let stamp =
            format!("2025-{:02}-{:02} {:02}:{:02}:00 +0100", 1 + number / 28 % 12, 1 + number % 28, number / 7 % 24, number % 60);
        let kind = match number % 50 {
            0 => "CategoryTypeIdentifierSleepAnalysis",
            1..=15 => "QuantityTypeIdentifierStepCount",
            _ => "QuantityTypeIdentifierHeartRate",
        };
        let value = if number % 50 == 0 { "HKCategoryValueSleepAnalysisAsleepCore" } else { "61" };
        writeln!(
            text,
            " <Record type=\"HK{kind}\" sourceName=\"Watch\" sourceVersion=\"10.4\" device=\"&lt;&lt;HKDevice: 0x282a45810&gt;, name:Apple Watch, manufacturer:Apple Inc., model:Watch, hardware:Watch6,2, software:10.4&gt;\" unit=\"count/min\" creationDate=\"{stamp}\" startDate=\"{stamp}\" endDate=\"{stamp}\" value=\"{value}\">\n  <MetadataEntry key=\"HKMetadataKeyHeartRateMotionContext\" value=\"1\"/>\n </Record>"
        )?;
    }
    text.push_str("</HealthData>\n");
    Ok(text)
}

fn bare(path: &Path) -> u64 {
    let Ok(file) = std::fs::File::open(path) else { return 0 };
    let mut reader = quick_xml::Reader::from_reader(BufReader::with_capacity(64 * 1024, file));
    let (mut buffer, mut events) = (Vec::new(), 0);
    while !matches!(reader.read_event_into(&mut buffer), Ok(quick_xml::events::Event::Eof) | Err(_)) {
        events += 1;
        buffer.clear();
    }
    events
}

fn apple(path: &Path, runs: usize) {
    let named = [path.to_owned()];
    let ours = median(runs, || (), |()| exchange::bring(&named, &context(), &mut |_, _| true).map(|brought| brought.found.len()));
    let mib = std::fs::metadata(path).map_or(0, |file| file.len() >> 20);
    report(&format!("Apple Health of {mib} MiB"), ours, "quick-xml alone", median(runs, || (), |()| bare(path)));
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(path) = std::env::args().nth(1).filter(|argument| !argument.starts_with("--")) {
        apple(&PathBuf::from(path), 3);
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let most = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
        return Ok(writeln!(stdout(), "{most}")?);
    }
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("export.xml");
    std::fs::write(&path, export()?)?;
    apple(&path, RUNS);
    Ok(())
}
