//! The history written into files: the backup, three tables, one JSON object.
//!
//! All of them hold the columns of [`super::own`]. The backup and the tables can be read back;
//! export, restore, export gives the same bytes.
//!
//! `json` is `{"profile": {…} | null, "days": […], "checkins": […], "sessions": […], "tests": […],
//! "experiments": […], "spans": […], "apart": […]}`
//! with the backup's keys; here absent values are written as `null`. A day whose values come from
//! several devices or origins has one check-in for each.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value as Json;

use super::backup::{COUNTED, VERSION};
use super::cell::text_cell;
use super::found::{DeviceColumn, FoundCheckIn, FoundSession};
use super::own::{Record, apart, experiment, profile, span};
use crate::domain::{CheckIn, Day, Field, History, Moment, Origin, Test};

/// The three tables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables {
    /// `checkins.csv`
    pub check_ins: String,
    /// `sessions.csv`
    pub sessions: String,
    /// `tests.csv`
    pub tests: String,
}

/// The whole history as a backup (JSON lines).
pub fn jsonl(history: &History) -> String {
    jsonl_since(history, Day::MIN)
}

/// What is of a day or later as a backup; the person and the experiments are always whole.
pub fn jsonl_since(history: &History, first: Day) -> String {
    let check_ins = lines(&since(check_ins(history), first), false);
    let sessions = lines(&since(sessions(history), first), false);
    let tests = lines(&since(tests(history), first), false);
    let days: Vec<String> = days_since(history, first);
    let person: Vec<String> = profile::write(history.profile()).iter().map(Json::to_string).collect();
    let experiments: Vec<String> = experiment::write(history).map(|line| line.to_string()).collect();
    let spans: Vec<String> = span::write(history).map(|line| line.to_string()).collect();
    let apart: Vec<String> = apart::write(history).map(|line| line.to_string()).collect();
    let sorts = [&check_ins, &sessions, &tests, &person, &days, &experiments, &spans, &apart];
    let mut text = format!("{{\"type\":\"header\",\"format\":\"upswing\",\"version\":{VERSION}");
    for ((_, counted), lines) in COUNTED.iter().zip(sorts) {
        if *counted != apart::TYPE || !lines.is_empty() {
            // Writing into a string cannot fail.
            let _ = write!(text, ",\"{counted}\":{}", lines.len());
        }
    }
    text.push_str("}\n");
    for line in [person, days, check_ins, sessions, tests, experiments, spans, apart].iter().flatten() {
        text.push_str(line);
        text.push('\n');
    }
    text
}

/// The whole history as one JSON object.
pub fn json(history: &History) -> String {
    json_since(history, Day::MIN)
}

/// What is of a day or later as one JSON object; the person and the experiments are always whole.
pub fn json_since(history: &History, first: Day) -> String {
    let list = |lines: Vec<String>| format!("[{}]", lines.join(","));
    let days = days_since(history, first);
    format!(
        "{{\"profile\":{},\"days\":{},\"checkins\":{},\"sessions\":{},\"tests\":{},\"experiments\":{},\"spans\":{},\"apart\":{}}}\n",
        profile::write(history.profile()).unwrap_or(Json::Null),
        list(days),
        list(lines(&since(check_ins(history), first), true)),
        list(lines(&since(sessions(history), first), true)),
        list(lines(&since(tests(history), first), true)),
        list(experiment::write(history).map(|line| line.to_string()).collect()),
        list(span::write(history).map(|line| line.to_string()).collect()),
        list(apart::write(history).map(|line| line.to_string()).collect()),
    )
}

/// The history as three tables, without the person, the days of the plan, experiments and spans: these are no rows of a
/// day, and what a spreadsheet would make of an experiment's coin is none. The backup and the JSON hold them.
pub fn tables(history: &History) -> Tables {
    tables_since(history, Day::MIN)
}

/// What is of a day or later as three tables.
pub fn tables_since(history: &History, first: Day) -> Tables {
    Tables {
        check_ins: table(&since(check_ins(history), first)),
        sessions: table(&since(sessions(history), first)),
        tests: table(&since(tests(history), first)),
    }
}

fn since<R: Record>(mut records: Vec<R>, first: Day) -> Vec<R> {
    records.retain(|record| record.day() >= first);
    records
}

fn days_since(history: &History, first: Day) -> Vec<String> {
    profile::write_days(history).filter(|(day, _)| *day >= first).map(|(_, line)| line.to_string()).collect()
}

/// One object for each record, its keys in the order of the columns.
fn lines<R: Record>(records: &[R], absent: bool) -> Vec<String> {
    let line = |record: &R| {
        let mut line = format!("{{\"type\":\"{}\",\"day\":\"{}\"", R::TYPE, record.day());
        for (column, value) in R::columns().map(|column| (column, record.write(column))) {
            if absent || !value.is_null() {
                let _ = write!(line, ",\"{column}\":{value}");
            }
        }
        line.push('}');
        line
    };
    records.iter().map(line).collect()
}

fn table<R: Record>(records: &[R]) -> String {
    let mut text = "day".to_owned();
    R::columns().for_each(|column| text.extend([",", column]));
    text.push('\n');
    for record in records {
        text.push_str(&record.day().to_string());
        for column in R::columns() {
            text.push(',');
            text.push_str(&cell(&record.write(column)));
        }
        text.push('\n');
    }
    text
}

fn cell(value: &Json) -> String {
    match value {
        Json::Null => String::new(),
        Json::Bool(flag) => u8::from(*flag).to_string(),
        Json::String(text) => text_cell(text),
        Json::Array(_) | Json::Object(_) => text_cell(&value.to_string()),
        Json::Number(_) => value.to_string(),
    }
}

fn sessions(history: &History) -> Vec<FoundSession> {
    let sessions = history.days().flat_map(|(day, _)| history.sessions_on(day));
    sessions.map(|session| FoundSession { line: 0, session: session.clone(), kind_said: true }).collect()
}

fn tests(history: &History) -> Vec<Test> {
    let mut tests: Vec<Test> = history.tests().cloned().collect();
    tests.sort_by(|one, other| (one.day, &one.name, &one.id).cmp(&(other.day, &other.name, &other.id)));
    tests
}

fn check_ins(history: &History) -> Vec<FoundCheckIn> {
    let of_day = |(day, record): (Day, &crate::domain::DayRecord)| {
        let mut found = split(day, Moment::Morning, &record.check_in);
        found.extend(split(day, Moment::Before, &record.before));
        found
    };
    history.days().flat_map(of_day).filter(says_something).collect()
}

/// A row holds one origin, one device of heart values, one of the night and one keyboard: as many rows as that takes.
fn split(day: Day, moment: Moment, check_in: &CheckIn) -> Vec<FoundCheckIn> {
    let mut rows: BTreeMap<Origin, Vec<FoundCheckIn>> = BTreeMap::new();
    for (field, value, source) in check_in.readings() {
        let rows = rows.entry(source.origin).or_default();
        let at = rows.iter().position(|row| device_fits(row, field, &source.device)).unwrap_or(rows.len());
        if at == rows.len() {
            rows.push(FoundCheckIn { moment, ..FoundCheckIn::new(0, day, source.origin, "") });
        }
        if let Some(row) = rows.get_mut(at) {
            if let Some(column) = DeviceColumn::of(field, source.origin) {
                row.device_mut(column).clone_from(&source.device);
            }
            row.fields.push((field, value.clone()));
        }
    }
    rows.into_values().flatten().collect()
}

/// Can this row say where the value of the field comes from?
fn device_fits(row: &FoundCheckIn, field: Field, device: &str) -> bool {
    let column = |field| DeviceColumn::of(field, row.origin);
    let taken = column(field).is_some() && row.fields.iter().any(|(other, _)| column(*other) == column(field));
    !taken || row.source(field).device == device
}

fn says_something(row: &FoundCheckIn) -> bool {
    row.fields.iter().any(|(field, _)| !row.write(field.id()).is_null())
}
