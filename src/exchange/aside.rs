//! What is known and holds nothing for us. It is told by its name, so that nobody looks for what was left out, and a folder
//! or an archive that also holds such files is read without them.

#[cfg(feature = "databases")]
use super::database::Database;
use super::door::Keys;
use super::sheet::Sheet;

/// What a file is by its first bytes.
pub fn by_bytes(head: &[u8]) -> Option<&'static str> {
    match head {
        [0x37, 0x7f, 0x06, 0x82 | 0x83, ..] => {
            Some("the journal (-wal) beside a database; close the program that writes it, or use its export")
        }
        [0x18, 0xe2, 0x2d, 0x00, ..] => Some("the index of a journal (-shm) beside a database"),
        [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7, ..] => Some("the journal (-journal) beside a database"),
        _ => None,
    }
}

/// What a text is by its beginning.
pub fn by_text(start: &str) -> Option<&'static str> {
    start.starts_with("version https://git-lfs").then_some("a pointer of git-lfs, not the data (git lfs pull fetches it)")
}

/// What a file is that says nothing of itself, by its name.
pub fn by_name(file: &str) -> Option<&'static str> {
    file.contains("nightly_recovery_blob").then_some("Polar's nightly_recovery_blob, which names no day")
}

/// What a JSON is by its keys.
pub fn by_keys(keys: &Keys) -> Option<&'static str> {
    let seconds = keys.has("[].value.bpm").then_some("Fitbit's heart rates, second by second");
    let readings =
        || keys.have(&["[].dateTime", "[].value"]).then_some("Fitbit's single readings (steps, calories, distance, …)");
    seconds.or_else(readings)
}

/// What a table is by its columns.
pub fn by_columns(sheet: &Sheet) -> Option<&'static str> {
    let fitbit = ["timestamp", "rmssd", "coverage"].iter().all(|name| sheet.has(name));
    fitbit.then_some("Fitbit's readings of HRV, five minutes each; the daily summary is read")
}

/// What a database is by its tables.
#[cfg(feature = "databases")]
pub fn by_tables(database: &Database) -> Option<&'static str> {
    let summary = database.has("days_summary", &[]).then_some("GarminDB's summary, derived from its other databases");
    let minutes = || database.has("monitoring_hr", &[]).then_some("GarminDB's monitoring, minute by minute");
    summary.or_else(minutes)
}

/// Is every line a number?
pub fn are_numbers(start: &str) -> bool {
    let mut lines = start.lines().map(str::trim).filter(|line| !line.is_empty()).peekable();
    lines.peek().is_some() && lines.all(|line| line.parse::<f64>().is_ok_and(f64::is_finite))
}
