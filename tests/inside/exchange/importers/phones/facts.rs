//! Every fact of the collection's list of local databases and account dumps.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use upswing::domain::{Field, Session, Value};
use upswing::exchange::{Context, Declared, FORMATS, Found};

use super::{collection, context, read_as};
use crate::exchange::importers::{Life, whole};

type Row = BTreeMap<String, String>;

fn rows(folder: &Path) -> Vec<Row> {
    let text = std::fs::read_to_string(folder.join("local/FACTS.tsv")).unwrap();
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().unwrap().split('\t').collect();
    let row = |line: &str| {
        let mut row: Row =
            header.iter().zip(line.split('\t')).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect();
        let extra = row["extra"].clone();
        for (name, value) in extra.split(';').filter_map(|pair| pair.split_once('=')) {
            // `minutes` is a column too, with the sum.
            row.entry(name.to_owned()).or_insert_with(|| value.to_owned());
        }
        row
    };
    lines.map(row).collect()
}

/// `2025-03-29:380+2025-03-30:375` as the file's values say it.
fn by_day(found: &Found, field: Field) -> String {
    let mut days = BTreeMap::new();
    for check_in in &found.check_ins {
        for (of, value) in &check_in.fields {
            let number = match value {
                Value::Whole(number) => *number as f64,
                Value::Number(number) => *number,
                _ => continue,
            };
            if *of == field {
                assert!(days.insert(check_in.day, number).is_none(), "{}: two values of {field:?}", check_in.day);
            }
        }
    }
    days.iter().map(|(day, number)| format!("{day}:{number}")).collect::<Vec<_>>().join("+")
}

fn kinds<'a>(sessions: impl Iterator<Item = &'a Session>) -> BTreeSet<String> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    sessions.for_each(|session| *kinds.entry(session.kind.id()).or_default() += 1);
    kinds.iter().map(|(kind, count)| format!("{kind}:{count}")).collect()
}

fn context_of(row: &Row) -> Context {
    Context { zone: row["options"].strip_prefix("zone=").map(|zone| zone.parse().unwrap()), ..context() }
}

fn skipped(found: &Found, what: &str) -> usize {
    found.skipped.iter().filter(|(key, _)| key.contains(what)).map(|(_, count)| count).sum()
}

fn check(row: &Row, found: &Found) {
    let file = &row["file"];
    for (name, field) in [("sleep", Field::SleepMinutes), ("rhr", Field::RestingHr), ("hrv", Field::HrvRmssd)] {
        // A night of 375.5 minutes is kept in whole ones.
        let expected = row.get(name).map_or("", String::as_str);
        assert_eq!(by_day(found, field), expected, "{file}: {name}");
    }
    let rpe: Vec<String> =
        found.sessions.iter().filter_map(|found| Some(format!("{}:{}", found.session.day, found.session.rpe?.value()))).collect();
    assert_eq!(rpe.join("+"), row.get("rpe").map_or("", String::as_str), "{file}: rpe");
    for (name, words) in [
        ("too_short", "less than a minute"),
        ("not_a_session", "no session of its own"),
        ("naps", "nap"),
        ("windows", "without stages"),
    ] {
        let expected = row.get(name).map_or(0, |count| count.parse().unwrap());
        assert_eq!(skipped(found, words), expected, "{file}: {name} of {:?}", found.skipped);
    }
    if let Some(load) = row.get("load").and_then(|load| load.parse::<f64>().ok()) {
        let sum: f64 = found.sessions.iter().filter_map(|found| found.session.load).map(|load| load.points.value()).sum();
        assert!((sum - load).abs() < 0.01, "{file}: load {sum}");
    }
}

#[test]
fn every_fact_of_the_list_holds() {
    let Some(folder) = collection() else { return };
    let mut seen = 0;
    for row in rows(&folder) {
        let bytes = std::fs::read(folder.join("local").join(&row["file"])).unwrap();
        let context = context_of(&row);
        let found = read_as(&row["file"], &bytes, &context).unwrap();
        let format = FORMATS.iter().find(|format| format.id == row["format"]).unwrap_or_else(|| panic!("{}", row["format"]));
        assert_eq!(found.format, format.name, "{}", row["file"]);
        check(&row, &whole(found.clone()));
        let mut life = Life::default();
        life.import(&[found]);
        let history = life.history();
        let sessions: Vec<_> = history.days().flat_map(|(day, _)| history.sessions_on(day)).collect();
        assert_eq!(sessions.len().to_string(), row["sessions"], "{}: sessions", row["file"]);
        if let Some(expected) = row.get("kinds") {
            let kinds = kinds(sessions.iter().copied());
            assert_eq!(kinds, expected.split('+').map(str::to_owned).collect(), "{}: kinds", row["file"]);
        }
        let minutes: f64 = sessions.iter().filter_map(|session| session.minutes).map(|minutes| f64::from(minutes.get())).sum();
        let expected: f64 = row["minutes"].parse().unwrap();
        assert!((minutes - expected).abs() <= 0.5 * sessions.len() as f64, "{}: minutes {minutes}", row["file"]);
        let nights: BTreeSet<_> = history
            .days()
            .filter(|(_, record)| record.check_in.values().next().is_some())
            .collect::<Vec<_>>()
            .iter()
            .map(|(day, _)| *day)
            .collect();
        assert_eq!(nights.len().to_string(), row["days"], "{}: days", row["file"]);
        seen += 1;
    }
    assert!(seen >= 13, "{seen}");
}

#[test]
fn what_is_declared_is_taken() {
    let Some(folder) = collection() else { return };
    let row = rows(&folder).into_iter().find(|row| row["format"] == "gadgetbridge").unwrap();
    let bytes = std::fs::read(folder.join("local").join(&row["file"])).unwrap();
    let of = |declared| whole(read_as("Gadgetbridge.db", &bytes, &Context { declared, ..context_of(&row) }).unwrap());
    let hrv = by_day(&of(Declared { hrv_is_rmssd: true, ..Declared::default() }), Field::HrvRmssd);
    assert!(hrv.contains(&row["hrv_if_declared"]), "{hrv}");
    let sleep = by_day(&of(Declared { sleep_windows: true, ..Declared::default() }), Field::SleepMinutes);
    assert!(sleep.contains(&row["sleep_with_windows"]), "{sleep}");
}
