//! Entries that are kept apart, as lines of a backup.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::domain::{Apart, History};

/// What such a line is called.
pub const TYPE: &str = "apart";

const KEYS: [&str; 4] = ["type", "a", "b", "others"];

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    #[serde(rename = "type")]
    of: String,
    #[serde(flatten)]
    apart: Apart,
}

/// The lines of all of them.
pub fn write(history: &History) -> impl Iterator<Item = Json> {
    let line = |apart: &Apart| serde_json::to_value(Line { of: TYPE.to_owned(), apart: apart.clone() }).ok();
    history.apart().iter().filter_map(line)
}

/// The entries of a line.
///
/// # Errors
/// No names, or another key: a sentence.
pub fn read(object: &Map<String, Json>) -> Result<Apart, String> {
    if let Some(key) = object.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(format!("expected the names of two sessions or more, a, b and others, found \"{key}\""));
    }
    let line: Result<Line, _> = serde_json::from_value(Json::Object(object.clone()));
    line.map(|line| line.apart).map_err(|_| "expected the names of two sessions or more, a, b and others".to_owned())
}
