//! The trend as numbers: an object or a line for each day from the first one that says anything.
//!
//! `load`, `fitness`, `fatigue` and `form` are in points, the last three on the morning; `score` is 0–100. Then the
//! fields of the check-in, by their names.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::domain::field::FIELDS;
use crate::domain::{CheckIn, Day, History, Value};
use crate::engine::averages::State;
use crate::engine::milli;
use crate::engine::readiness::Season;
use crate::exchange::text_cell;

/// The whole answer.
#[derive(Debug, serde::Serialize)]
pub struct TrendView<'a> {
    pub from: Day,
    pub to: Day,
    pub days: Vec<TrendDay<'a>>,
}

/// One day.
#[derive(Debug)]
pub struct TrendDay<'a> {
    pub day: Day,
    /// Points.
    pub load: f64,
    /// Of the morning, points a day; `None` = before the start day of the newest morning.
    pub state: Option<State>,
    pub settling: bool,
    pub gap: bool,
    pub score: Option<i64>,
    pub check_in: Option<&'a CheckIn>,
}

/// The days of a range, from the first one that says anything, as `today` sees them.
pub fn days<'a>(history: &'a History, season: &Season, (first, last): (Day, Day), today: Day) -> Vec<TrendDay<'a>> {
    let Some(curve) = season.curve() else { return Vec::new() };
    let of_day = |day: Day| {
        Some(TrendDay {
            day,
            load: milli::points(curve.load(day)?),
            state: curve.state(day).filter(|_| curve.start_day().is_some_and(|start| start <= day)),
            settling: curve.settling(day),
            gap: curve.in_gap(day, today),
            score: season.morning(day).and_then(|morning| morning.score_milli).map(milli::full),
            check_in: history.check_in(day),
        })
    };
    first.max(curve.first()).to(last).filter_map(of_day).collect()
}

impl Serialize for TrendDay<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("day", &self.day)?;
        for (name, number) in self.numbers() {
            map.serialize_entry(name, &number)?;
        }
        map.serialize_entry("before_start", &self.state.is_none())?;
        map.serialize_entry("settling", &self.settling)?;
        map.serialize_entry("gap", &self.gap)?;
        map.serialize_entry("score", &self.score)?;
        for spec in &FIELDS {
            let value = self.check_in.and_then(|check_in| check_in.value(spec.field));
            map.serialize_entry(spec.id, &value.map(json))?;
        }
        map.end()
    }
}

impl TrendDay<'_> {
    fn numbers(&self) -> [(&'static str, Option<f64>); 4] {
        let of = |value: fn(State) -> f64| self.state.map(value);
        [
            ("load", Some(self.load)),
            ("fitness", of(|state| state.fitness)),
            ("fatigue", of(|state| state.fatigue)),
            ("form", of(State::form)),
        ]
    }

    fn row(&self) -> Vec<String> {
        let mut cells = vec![self.day.to_string()];
        cells.extend(self.numbers().map(|(_, number)| number.map(|number| format!("{number:.3}")).unwrap_or_default()));
        cells.extend([self.settling, self.gap].map(|flag| u8::from(flag).to_string()));
        cells.push(self.score.map(|score| score.to_string()).unwrap_or_default());
        let field = |spec: &crate::domain::FieldSpec| self.check_in.and_then(|check_in| check_in.value(spec.field)).map(cell);
        cells.extend(FIELDS.iter().map(|spec| field(spec).unwrap_or_default()));
        cells
    }
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Whole(number) => (*number).into(),
        Value::Number(number) => (*number).into(),
        Value::Flag(flag) => (*flag).into(),
        Value::Choice(slept) => slept.id().into(),
        Value::Text(text) => text.as_str().into(),
    }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Flag(flag) => u8::from(*flag).to_string(),
        Value::Text(text) => text_cell(text),
        Value::Choice(slept) => slept.id().to_owned(),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => number.to_string(),
    }
}

/// The days as a table.
pub fn table(days: &[TrendDay<'_>]) -> String {
    let mut text = ["day", "load", "fitness", "fatigue", "form", "settling", "gap", "score"].join(",");
    FIELDS.iter().for_each(|spec| text.extend([",", spec.id]));
    text.push('\n');
    for day in days {
        text.push_str(&day.row().join(","));
        text.push('\n');
    }
    text
}
