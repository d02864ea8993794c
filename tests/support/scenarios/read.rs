//! The file as it is written; an unknown key is an error.

use serde::Deserialize;
use toml::{Table, Value};

use super::expect::Expect;

/// One scenario.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    #[serde(rename = "title", default)]
    pub _title: String,
    #[serde(rename = "seed")]
    pub _seed: Option<String>,
    #[serde(rename = "why")]
    pub _why: Option<String>,
    pub day: String,
    #[serde(default)]
    pub profile: Profile,
    #[serde(default)]
    pub today: Table,
    #[serde(default)]
    pub plan: Plan,
    #[serde(default)]
    pub span: Vec<Span>,
    #[serde(default)]
    pub history: Vec<Block>,
    #[serde(default)]
    pub expect: Expect,
}

/// The person. What is not possible counts as not said.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub situation: Option<String>,
    pub sleep_need: Option<Value>,
    pub start_fitness: Option<Value>,
    pub start_fatigue: Option<Value>,
    /// Offset from the day looked at.
    pub start_day: Option<i64>,
    /// Only in cases of `learning.md`.
    #[serde(default)]
    pub ask_ready: bool,
}

/// What the plan says about the day.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Plan {
    pub week: Option<String>,
    pub event_in_days: Option<Value>,
    pub available_minutes: Option<Value>,
    pub session: Option<PlannedSession>,
}

/// The planned session.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlannedSession {
    pub kind: String,
    pub minutes: Option<Value>,
    pub rpe: Option<Value>,
    pub movable: Option<Value>,
    pub body: Option<String>,
}

/// What holds over days; offsets from the day looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    pub kind: String,
    pub from: i64,
    pub to: Option<i64>,
    #[serde(default)]
    pub avoid: Vec<String>,
    #[serde(default)]
    pub note: String,
}

/// What is written into every date of a range; the rest of its keys are check-in fields.
#[derive(Deserialize)]
pub struct Block {
    pub from: i64,
    pub to: i64,
    pub every: Option<i64>,
    #[serde(default)]
    pub add: bool,
    pub session: Option<Value>,
    pub sessions: Option<Vec<Table>>,
    #[serde(default)]
    pub missing: Vec<String>,
    #[serde(flatten)]
    pub fields: Table,
}

/// The item of a list for the `index`-th date; anything else is the same for every date.
pub fn cycled(value: &Value, index: usize) -> Result<&Value, String> {
    match value {
        Value::Array(list) => list.get(index % list.len().max(1)).ok_or_else(|| "an empty list".to_owned()),
        _ => Ok(value),
    }
}

/// A whole number written without a decimal point.
pub fn whole(value: Option<&Value>) -> Option<i64> {
    value.and_then(Value::as_integer)
}

/// A number with or without a decimal point.
pub fn number(value: Option<&Value>) -> Option<f64> {
    value.and_then(|value| value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64)))
}
