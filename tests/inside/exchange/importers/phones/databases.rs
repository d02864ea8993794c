//! Databases: what each yields, and that one made to harm does none.

use proptest::prelude::*;
use rusqlite::Connection;
use upswing::exchange::{Context, Declared, FORMATS, ImportError};

use super::formats::line;
use super::{context, read_as};
use crate::exchange::importers::{Life, fixture};

/// A database made from SQL, as bytes.
pub fn made(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("made.db");
    let connection = Connection::open(&path).unwrap();
    connection.execute_batch(sql).unwrap();
    connection.close().unwrap();
    std::fs::read(path).unwrap()
}

fn fixture_db(name: &str) -> Vec<u8> {
    made(&String::from_utf8(fixture(name)).unwrap())
}

fn berlin() -> Context {
    Context { zone: "Europe/Berlin".parse().ok(), ..context() }
}

const FILES: [(&str, &str, &str); 6] = [
    (
        "gadgetbridge/gadgetbridge.sql",
        "gadgetbridge",
        "2026-03-06 sleep_minutes 360, 2026-03-07 sleep_minutes 400, 2026-03-05 sleep_minutes 300, \
         2026-03-03 sleep_minutes 240, 2026-03-03 resting_hr 57, 2026-03-03 hrv_rmssd 55, 2026-03-02 sleep_minutes 270; \
         2026-03-02 19:00 intervals 60",
    ),
    ("garmindb/days.sql", "garmindb", "2026-03-02 sleep_minutes 426, 2026-03-02 resting_hr 50, 2026-03-03 resting_hr 53"),
    ("garmindb/activities.sql", "garmindb_activities", "; 2026-03-02 09:00 endurance 62 rpe 4, 2026-03-03 09:00 event 60"),
    (
        "garmindb/cousins.sql",
        "garmin_health_data",
        "2026-03-02 sleep_minutes 410, 2026-03-02 hrv_rmssd 47, 2026-03-02 resting_hr 49, 2026-03-03 resting_hr 51; \
         2026-03-03 00:30 endurance 60",
    ),
    ("garmindb/garmy.sql", "garmy", "2026-03-02 sleep_minutes 420, 2026-03-02 hrv_rmssd 44, 2026-03-02 resting_hr 52"),
    (
        "health_connect/export.sql",
        "health_connect",
        "2026-03-02 sleep_minutes 340, 2026-03-02 resting_hr 51, 2026-03-02 hrv_rmssd 45.5; \
         2026-03-02 16:00 endurance 60, 2026-03-02 16:01 endurance 58, 2026-03-03 16:00 strength 60",
    ),
];

fn sorted(line: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = line.split([',', ';']).map(str::trim).collect();
    parts.sort_unstable();
    parts
}

#[test]
fn each_yields_what_it_holds_and_nothing_twice() {
    for (file, format, expected) in FILES {
        let found = read_as(file, &fixture_db(file), &berlin()).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(FORMATS.iter().find(|known| known.name == found.format).unwrap().id, format, "{file}");
        assert_eq!(sorted(&line(found.clone())), sorted(expected), "{file}");
        Life::default().import(&[found]);
    }
}

#[test]
fn what_is_not_stated_is_counted_and_taken_only_when_it_is_declared() {
    let bytes = fixture_db("gadgetbridge/gadgetbridge.sql");
    let found = read_as("g", &bytes, &berlin()).unwrap();
    let counted = |what: &str| found.skipped.iter().find(|(key, _)| key.contains(what)).map(|(_, count)| *count);
    assert_eq!((counted("unstated"), counted("without stages"), counted("less than a minute")), (Some(2), Some(2), Some(1)));
    let declared = Declared { hrv_is_rmssd: true, sleep_windows: true, ..Declared::default() };
    let all = line(read_as("g", &bytes, &Context { declared, ..berlin() }).unwrap());
    for more in ["2026-03-02 hrv_rmssd 43", "2026-03-04 sleep_minutes 420", "2026-03-08 sleep_minutes 420"] {
        assert!(all.contains(more), "{more}: {all}");
    }
}

#[test]
fn an_unknown_database_is_refused_with_its_tables() {
    let error = read_as("garmin.db", &made("CREATE TABLE laps (a); CREATE TABLE \"x\u{1b}[31m\" (b);"), &context()).unwrap_err();
    let text = error.to_string();
    assert!(matches!(error, ImportError::Unknown { .. }) && text.contains("laps") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn a_wrong_type_is_an_error_with_table_and_row() {
    let sql = String::from_utf8(fixture("gadgetbridge/gadgetbridge.sql")).unwrap();
    let sql = format!("{sql}INSERT INTO BASE_ACTIVITY_SUMMARY VALUES (3, NULL, 'soon', x'00', 16, 4);");
    let error = read_as("g.db", &made(&sql), &context()).unwrap_err().to_string();
    assert!(
        error.contains("g.db:BASE_ACTIVITY_SUMMARY:3: column \"START_TIME\": expected a whole number, found \"soon\""),
        "{error}"
    );
}

/// A day's sleep in one row of GarminDB, and something beside it that is made to harm.
fn beside(harm: &str) -> Vec<u8> {
    made(&format!(
        "CREATE TABLE sleep (day DATETIME, total_sleep TIME); INSERT INTO sleep VALUES ('2026-03-02', '07:00:00');
         CREATE TABLE resting_hr (day DATETIME, resting_heart_rate FLOAT); {harm}"
    ))
}

#[test]
fn what_is_made_to_harm_is_not_run() {
    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS day, i AS last_night_avg FROM n";
    let bomb = "day TEXT, last_night_avg INTEGER AS (length(hex(zeroblob(100000000))))";
    for (name, harm) in [
        ("a view without end", format!("CREATE VIEW hrv AS {endless};")),
        ("a trigger", "CREATE TRIGGER t AFTER INSERT ON sleep BEGIN DELETE FROM sleep; END;".to_owned()),
        ("a generated column", format!("CREATE TABLE hrv ({bomb}); INSERT INTO hrv(day) VALUES ('2026-03-02');")),
        ("an index with a bomb", "CREATE INDEX i ON sleep(length(hex(day)));".to_owned()),
        (
            "a name that shadows",
            "CREATE TABLE pragma_table_xinfo (name, hidden); INSERT INTO pragma_table_xinfo VALUES ('day', 0);".to_owned(),
        ),
        ("a name with quotes", "CREATE TABLE \"a\"\"; DROP TABLE sleep; --\" (x);".to_owned()),
    ] {
        let bytes = beside(&harm);
        let found = read_as(name, &bytes, &context()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(line(found), "2026-03-02 sleep_minutes 420", "{name}");
    }
}

#[test]
fn a_schema_that_was_tampered_with_does_no_harm() {
    for harm in [
        // An index that is the table of another, tables that share their pages, a table that is no table.
        "CREATE INDEX i ON sleep(day, total_sleep); PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'resting_hr') WHERE name = 'i';",
        "PRAGMA writable_schema = ON;
         UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema WHERE name = 'sleep') WHERE name = 'resting_hr';",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 4000000 WHERE name = 'sleep';",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 1 WHERE name = 'sleep';",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'CREATE VIRTUAL TABLE sleep USING fts5(day, total_sleep)' WHERE name = 'sleep';",
        "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = 'nonsense' WHERE name = 'sleep';",
    ] {
        if let Ok(found) = read_as("t", &beside(harm), &context()) {
            assert!(found.check_ins.len() <= 1, "{harm}");
        }
    }
}

#[test]
fn encodings_sizes_and_write_ahead_logs() {
    let utf16 = made(
        "PRAGMA encoding = 'UTF-16le'; CREATE TABLE sleep (day, total_sleep); CREATE TABLE resting_hr (day); INSERT INTO sleep VALUES ('2026-03-02', '07:00:00');",
    );
    assert_eq!(line(read_as("u", &utf16, &context()).unwrap()), "2026-03-02 sleep_minutes 420");
    let mut logged = beside("");
    logged[18] = 2;
    logged[19] = 2;
    assert_eq!(line(read_as("w", &logged, &context()).unwrap()), "2026-03-02 sleep_minutes 420");
    let many: String = (0..1100).map(|number| format!("CREATE TABLE t{number} (a);")).collect();
    assert!(read_as("m", &beside(&many), &context()).unwrap_err().to_string().contains("more than 1000 tables"));
    let blob = "INSERT INTO sleep VALUES (zeroblob(20000000), '07:00:00'), (zeroblob(2000000), '07:00:00');";
    assert!(read_as("b", &beside(blob), &context()).is_err());
    for end in [16, 99, 100, 101, 512, 4096, 5000] {
        let bytes = beside("");
        assert!(read_as("t", &bytes[..end.min(bytes.len() - 1)], &context()).is_err(), "{end}");
    }
}

#[test]
fn more_stretches_than_any_life_holds_are_refused_as_a_whole() {
    let rows = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 500009) INSERT INTO";
    let ring =
        "CREATE TABLE USER (_id INTEGER); CREATE TABLE DEVICE (_id INTEGER, NAME TEXT, MANUFACTURER TEXT, IDENTIFIER TEXT);
        CREATE TABLE COLMI_SLEEP_STAGE_SAMPLE (TIMESTAMP INTEGER, DEVICE_ID INTEGER, DURATION INTEGER, STAGE INTEGER);";
    let ring = format!("{ring} {rows} COLMI_SLEEP_STAGE_SAMPLE SELECT 1772402400000 + i * 120000, 1, 1, 2 FROM n;");
    let app = "CREATE TABLE application_info_table (row_id INTEGER, package_name TEXT);
        CREATE TABLE sleep_session_record_table (row_id INTEGER, app_info_id INTEGER, start_time INTEGER, end_time INTEGER);
        INSERT INTO sleep_session_record_table VALUES (1, 1, 1772402400000, 1772402500000);
        CREATE TABLE sleep_stages_table (parent_key INTEGER, stage_start_time INTEGER, stage_end_time INTEGER, stage_type INTEGER);";
    let app =
        format!("{app} {rows} sleep_stages_table SELECT 1, 1772402400000 + i * 120000, 1772402460000 + i * 120000, 4 FROM n;");
    let lenient = Context { skip_bad_rows: true, ..berlin() };
    for (sql, what) in [(ring, "more than 500000 stretches of sleep"), (app, "more than 500000 stages of sleep")] {
        let error = read_as("s.db", &made(&sql), &lenient).unwrap_err();
        assert!(matches!(error, ImportError::TooLarge { .. }) && error.to_string().contains(what), "{error}");
    }
}

/// As large as three years of a watch's minutes make it.
fn large() -> Vec<u8> {
    let minutes = "CREATE TABLE MI_BAND_ACTIVITY_SAMPLE (TIMESTAMP INTEGER, DATA BLOB);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        INSERT INTO MI_BAND_ACTIVITY_SAMPLE SELECT i, zeroblob(4600) FROM n;";
    let sql = String::from_utf8(fixture("gadgetbridge/gadgetbridge.sql")).unwrap();
    made(&format!("{}{minutes}", sql.replace("MI_BAND_ACTIVITY_SAMPLE", "OTHER")))
}

#[test]
fn years_of_minutes_are_read_and_reading_them_can_be_cancelled() {
    let bytes = large();
    assert!(bytes.len() > 44 << 20, "{} bytes", bytes.len());
    let found = read_as("Gadgetbridge", &bytes, &berlin()).unwrap();
    assert!(found.skipped.values().any(|count| *count == 10_000), "{:?}", found.skipped);
    let size = bytes.len() as u64;
    let mut whole = 0;
    let cancelled = upswing::exchange::read("g", &bytes, &berlin(), &mut |done, _| {
        whole += usize::from(done >= size);
        whole < 2
    });
    assert_eq!(cancelled, Err(ImportError::Cancelled), "also when every byte is read, but not every row");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_database_is_refused_or_read_the_same_twice(
        which in 0..FILES.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        end in any::<prop::sample::Index>(),
        cut in any::<bool>(),
    ) {
        static MADE: std::sync::OnceLock<Vec<Vec<u8>>> = std::sync::OnceLock::new();
        let made = MADE.get_or_init(|| FILES.iter().map(|(file, ..)| fixture_db(file)).collect());
        let mut bytes = made[which].clone();
        for (at, byte) in damage {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if cut {
            bytes.truncate(end.index(bytes.len()));
        }
        let lenient = Context { skip_bad_rows: true, ..berlin() };
        if let Ok(found) = read_as("d", &bytes, &lenient) {
            Life::default().import(&[found]);
        }
    }
}
