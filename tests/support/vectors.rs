//! Files of vectors: `{spec, topic, cases: [{id, call, source, tolerance, input, expect}]}`, read strictly,
//! and every expected number compared (`model.md` §11).

use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::{Outcome, files};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "spec")]
    _spec: String,
    #[serde(rename = "topic")]
    _topic: String,
    #[serde(rename = "note")]
    _note: Option<String>,
    #[serde(rename = "licence")]
    _licence: Option<String>,
    #[serde(rename = "data")]
    _data: Option<Value>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    call: String,
    #[serde(rename = "source")]
    _source: String,
    tolerance: Tolerance,
    input: Value,
    expect: Value,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(deny_unknown_fields)]
struct Tolerance {
    abs: f64,
    rel: f64,
}

/// What computes a call's output from its input.
pub type Answer = fn(&str, &Value) -> Result<Value, String>;

/// Runs every case of a folder.
pub fn run(folder: &Path, answer: Answer) -> Vec<Outcome> {
    files(folder, "json").iter().flat_map(|path| run_file(path, answer)).collect()
}

fn run_file(path: &Path, answer: Answer) -> Vec<Outcome> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let read = std::fs::read_to_string(path)
        .map_err(|error| error.to_string())
        .and_then(|text| serde_json::from_str::<File>(&text).map_err(|error| error.to_string()));
    match read {
        Err(error) => vec![Outcome { name, differences: vec![error] }],
        Ok(file) => file.cases.iter().map(|case| outcome(&name, case, answer)).collect(),
    }
}

fn outcome(file: &str, case: &Case, answer: Answer) -> Outcome {
    let mut differences = Vec::new();
    match answer(&case.call, &case.input) {
        Ok(found) => compare("", &case.expect, &found, case.tolerance, &mut differences),
        Err(error) => differences.push(error),
    }
    if case.expect.as_object().is_some_and(Map::is_empty) {
        differences.push("nothing is expected".to_owned());
    }
    Outcome { name: format!("{file} {}", case.id), differences }
}

/// Notes where `found` is not what was expected: every expected output must be there, names and order exact.
fn compare(at: &str, expected: &Value, found: &Value, tolerance: Tolerance, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Number(expected), Value::Number(found)) => {
            let (expected, found) = (expected.as_f64().unwrap_or(f64::NAN), found.as_f64().unwrap_or(f64::NAN));
            let close = (expected - found).abs() <= tolerance.abs + tolerance.rel * expected.abs();
            if !close {
                differences.push(format!("{at}: expected {expected}, found {found}"));
            }
        }
        (Value::Array(expected), Value::Array(found)) if expected.len() == found.len() => {
            for (index, (expected, found)) in expected.iter().zip(found).enumerate() {
                compare(&format!("{at}[{index}]"), expected, found, tolerance, differences);
            }
        }
        (Value::Object(expected), Value::Object(found)) => {
            for (key, expected) in expected {
                let at = format!("{at}.{key}");
                match found.get(key) {
                    Some(found) => compare(&at, expected, found, tolerance, differences),
                    None => differences.push(format!("{at}: there is no such output")),
                }
            }
        }
        (expected, found) if expected == found => {}
        // Where there is no fit, there is none of its outputs.
        (Value::Object(expected), Value::Null) if expected.values().all(Value::is_null) => {}
        (expected, found) => differences.push(format!("{at}: expected {expected}, found {found}")),
    }
}

/// The input of a call.
pub fn read<T: DeserializeOwned>(input: &Value) -> Result<T, String> {
    serde_json::from_value(input.clone()).map_err(|error| format!("input: {error}"))
}
