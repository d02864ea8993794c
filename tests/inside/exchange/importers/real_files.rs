//! Every file of the collection whose format is read yields what the collection's list says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use upswing::domain::{Field, Value};
use upswing::exchange::{self, Context, FORMATS, Found, FoundSession, ImportError};

use super::{Life, collection, day, read};

/// A line of `SOURCES.tsv`, by the names of its columns.
type Expected = BTreeMap<String, String>;

fn list(folder: &Path) -> Vec<Expected> {
    let text = std::fs::read_to_string(folder.join("SOURCES.tsv")).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let row = |line: &str| {
        let mut row: Expected =
            header.iter().zip(line.split('\t')).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect();
        let extra = row.get("extra").cloned().unwrap_or_default();
        // The nights of 14 Nov, 13 Jan and 12 Feb stand there twice, with the same logId, begin and end (432, 388 and 335
        // minutes); the list adds them twice, by rule 10 a part inside another counts once.
        let by_rule = [
            ("fitbit/p03-sleep.json", "sleep_min=29590.0", "sleep_min=28435.0"),
            // The list adds all decimals of the pulses; by the format's own rule each keeps one.
            ("fitbit/p03-resting_heart_rate.json", "rhr_sum=5700.7", "rhr_sum=5700.5"),
        ];
        if let Some((_, said, meant)) = by_rule.iter().find(|(file, ..)| row["file"] == *file) {
            assert!(extra.contains(said), "the list says it otherwise now: {extra}");
            row.insert("extra".to_owned(), extra.replace(said, meant));
        }
        let extra = row.get("extra").cloned().unwrap_or_default();
        row.extend(
            extra.split(';').filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name.to_owned(), value.to_owned())),
        );
        row
    };
    lines.map(row).collect()
}

fn whole(found: &Found, field: Field) -> Vec<i64> {
    let values = found.check_ins.iter().flat_map(|check_in| &check_in.fields).filter(|(of, _)| *of == field);
    let whole = values.filter_map(|(_, value)| if let Value::Whole(number) = value { Some(*number) } else { None });
    whole.collect()
}

fn numbers(found: &Found, field: Field) -> Vec<f64> {
    let values = found.check_ins.iter().flat_map(|check_in| &check_in.fields).filter(|(of, _)| *of == field);
    values.filter_map(|(_, value)| if let Value::Number(number) = value { Some(*number) } else { None }).collect()
}

fn days(found: &Found) -> BTreeSet<upswing::domain::Day> {
    found.check_ins.iter().map(|check_in| check_in.day).collect()
}

fn minutes<'a>(sessions: impl Iterator<Item = &'a FoundSession>) -> u64 {
    sessions.filter_map(|found| found.session.minutes).map(|minutes| u64::from(minutes.get())).sum()
}

/// Compares what was found with what is expected; the first difference as a sentence.
fn compare(expected: &Expected, found: &Found) -> Result<(), String> {
    let done = || found.sessions.iter().filter(|found| found.session.is_done());
    let number = |field| numbers(found, field);
    let sum = |field| whole(found, field).iter().sum::<i64>() as f64;
    let skipped = |what| found.skipped.get(what).copied().unwrap_or(0) as f64;
    let points = |found: &FoundSession| {
        let session = &found.session;
        session.rpe.zip(session.minutes).map_or(0.0, |(rpe, minutes)| 0.238 * rpe.value() * f64::from(minutes.get()))
    };
    let all_days: BTreeSet<_> = days(found).into_iter().chain(found.sessions.iter().map(|found| found.session.day)).collect();
    // The list adds seconds; sessions have whole minutes.
    let rounding = 0.5 * (found.sessions.len() + found.check_ins.len()) as f64;
    let facts = [
        ("sessions", done().count() as f64),
        ("planned_only", (found.sessions.len() - done().count()) as f64),
        ("days", days(found).len() as f64),
        ("minutes", minutes(done()) as f64),
        ("load", found.sessions.iter().filter_map(|found| found.session.load).map(|load| load.points.value()).sum()),
        ("hrv_sum", number(Field::HrvRmssd).iter().sum()),
        ("hrv_days", number(Field::HrvRmssd).len() as f64),
        ("rhr_sum", number(Field::RestingHr).iter().sum()),
        ("rhr_days", number(Field::RestingHr).len() as f64),
        ("sleepQuality_ours_sum", sum(Field::SleepQuality)),
        ("fatigue_ours_sum", sum(Field::Energy)),
        ("motivation_ours_sum", sum(Field::Motivation)),
        ("soreness_ours_sum", sum(Field::Soreness)),
        ("stress_ours_sum", sum(Field::Stress)),
        ("sleep_min", sum(Field::SleepMinutes)),
        ("rpe", found.sessions.iter().filter(|found| found.session.rpe.is_some()).count() as f64),
        ("no_minutes", found.sessions.iter().filter(|found| found.session.minutes.is_none()).count() as f64),
        ("fatigue_sum", sum(Field::Energy)),
        ("mood_sum", sum(Field::Mood)),
        ("sleep_quality_sum", sum(Field::SleepQuality)),
        ("soreness_sum", sum(Field::Soreness)),
        ("stress_sum", sum(Field::Stress)),
        ("sleep_h_sum", sum(Field::SleepMinutes) / 60.0),
        ("srpe_points", (found.sessions.iter().map(points).sum::<f64>() * 10.0).round() / 10.0),
        ("zero_minutes", skipped("session without minutes")),
        ("same_day", skipped("earlier report of the same day")),
        ("too_short", skipped("recording of less than a minute")),
        ("naps", skipped("nap")),
        ("zero_or_null", skipped("day without a resting pulse")),
        ("nights", whole(found, Field::SleepMinutes).len() as f64),
    ];
    for (name, value) in facts {
        if let Some(number) = expected.get(name).and_then(|number| number.parse::<f64>().ok())
            && (number - value).abs()
                > match name {
                    "minutes" | "sleep_min" if number.fract() != 0.0 => rounding,
                    _ => 0.051,
                }
        {
            return Err(format!("expected {name} {number}, found {value}"));
        }
    }
    for (name, value) in [("first_day", all_days.first()), ("last_day", all_days.last())] {
        let asked = expected.get(name).filter(|text| !text.is_empty());
        if asked.is_some_and(|text| Some(&day(text)) != value) {
            return Err(format!("expected {name} {asked:?}, found {value:?}"));
        }
    }
    Ok(())
}

#[test]
fn every_listed_file_yields_what_the_list_says() {
    let Some(folder) = collection() else { return };
    let read_here: Vec<&str> = FORMATS.iter().map(|format| format.id).collect();
    let listed = list(&folder);
    let listed: Vec<&Expected> = listed.iter().filter(|row| read_here.contains(&row["format"].as_str())).collect();
    // Beats: their facts are those of the list of numbers, and most are no morning's reading.
    let listed: Vec<&Expected> = listed.into_iter().filter(|row| row["format"] != "rr").collect();
    assert!(listed.len() >= 17, "the list names {} files", listed.len());
    for row in listed {
        let zone = row["options"].strip_prefix("zone=").map(|zone| zone.parse().unwrap());
        let context = Context { zone, ..super::context() };
        let bytes = std::fs::read(folder.join(&row["file"])).unwrap();
        let found = exchange::read(&row["file"], &bytes, &context, &mut |_, _| true);
        if row.contains_key("error") {
            assert!(found.is_err(), "{}: expected {}, found {found:?}", row["file"], row["error"]);
            continue;
        }
        let found = found.unwrap_or_else(|error| panic!("{error}"));
        compare(row, &super::whole(found.clone())).unwrap_or_else(|difference| panic!("{}: {difference}", row["file"]));
        Life::default().import(&[found]);
    }
}

#[test]
fn no_file_of_the_collection_is_taken_for_another_format() {
    let Some(folder) = collection() else { return };
    for row in list(&folder) {
        // The list has no facts of Fitbit's tables.
        let listed = row["format"] == "-" && row["file"].starts_with("fitbit/synthetic-");
        let known = listed || row["file"].starts_with("upswing/") || FORMATS.iter().any(|format| format.id == row["format"]);
        if let (false, Ok(found)) = (known, read(&row["file"], std::fs::read(folder.join(&row["file"])).unwrap())) {
            panic!("{} was read as {}", row["file"], found.format);
        }
    }
}

#[test]
fn the_backup_and_the_three_tables_hold_the_same() {
    let Some(folder) = collection() else { return };
    let own = |name: &str| read(name, std::fs::read(folder.join("upswing").join(name)).unwrap()).unwrap();
    let (mut tables, mut backup) = (Life::default(), Life::default());
    let parts = ["synthetic-checkins.csv", "synthetic-sessions.csv", "synthetic-tests.csv"].map(own);
    let facts: Vec<_> = parts.iter().map(|part| (part.check_ins.len(), part.sessions.len(), part.tests.len())).collect();
    assert_eq!(facts, [(268, 0, 0), (0, 287, 0), (0, 0, 14)]);
    tables.import(&parts);
    backup.import(&[own("synthetic-history.jsonl")]);
    assert_eq!(exchange::export::jsonl(tables.history()), exchange::export::jsonl(backup.history()));
    let both = exchange::merge(tables.history(), vec![own("synthetic-history.jsonl")]);
    assert_eq!(both.ops, []);
}

#[test]
fn the_collections_own_traps_are_told_line_by_line() {
    let Some(folder) = collection() else { return };
    let own = |name: &str| read(name, std::fs::read(folder.join("upswing").join(name)).unwrap());
    let ImportError::Rows { errors, .. } = own("synthetic-bad-rows.csv").unwrap_err() else { panic!("another error") };
    let lines: Vec<_> = errors.first().iter().filter_map(|note| note.line).collect();
    assert_eq!(lines, [3, 4, 5, 6, 7, 8]);
    let sheet = own("synthetic-spreadsheet.csv").unwrap();
    assert_eq!((sheet.check_ins.len(), sheet.skipped.len(), sheet.warnings.len()), (2, 1, 1));
}
