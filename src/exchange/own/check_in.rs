//! The columns of a check-in. The fields themselves come from the domain's table.

use serde_json::Value as Json;

use super::{Record, number, text};
use crate::domain::field::FIELDS;
use crate::domain::text::many_lines;
use crate::domain::{Day, Field, Moment, Origin, Value};
use crate::exchange::cell::{Cell, Wrong};
use crate::exchange::found::{DeviceColumn, FoundCheckIn};

/// The columns a spreadsheet begins with; every other field follows.
const FIRST: [&str; 15] = [
    "sleep_minutes",
    "sleep_quality",
    "energy",
    "mood",
    "motivation",
    "soreness",
    "stress",
    "movement",
    "resting_hr",
    "hrv_rmssd",
    "reaction_ms",
    "ill",
    "pain",
    "note",
    "source",
];

/// What is not a field: the keyboard, what measured the night, which check-in of the day, what the values are worth.
const LAST: [&str; 4] = ["tap_source", "sleep_source", "moment", "origin"];

const ORIGINS: [Origin; 5] = [Origin::Aggregator, Origin::Wearable, Origin::OnPurpose, Origin::OwnFile, Origin::Typed];
const MOMENTS: [Moment; 2] = [Moment::Morning, Moment::Before];

fn origin_id(origin: Origin) -> &'static str {
    match origin {
        Origin::Aggregator => "aggregator",
        Origin::Wearable => "wearable",
        Origin::OnPurpose => "on_purpose",
        Origin::OwnFile => "own_file",
        Origin::Typed => "typed",
    }
}

fn moment_id(moment: Moment) -> &'static str {
    match moment {
        Moment::Morning => "morning",
        Moment::Before => "before",
    }
}

impl Record for FoundCheckIn {
    const TYPE: &'static str = "checkin";

    fn columns() -> impl Iterator<Item = &'static str> {
        let others = FIELDS.iter().map(|spec| spec.id).filter(|id| !FIRST.contains(id));
        FIRST.into_iter().chain(others).chain(LAST)
    }

    fn new(line: usize, day: Day) -> FoundCheckIn {
        FoundCheckIn::new(line, day, Origin::OwnFile, "")
    }

    fn day(&self) -> Day {
        self.day
    }

    fn read(&mut self, column: &str, cell: Cell) -> Result<(), Wrong> {
        match column {
            "moment" => self.moment = cell.word(&MOMENTS, moment_id)?.unwrap_or(Moment::Morning),
            "origin" => self.origin = cell.word(&ORIGINS, origin_id)?.unwrap_or(Origin::OwnFile),
            _ => {
                if let Some(device) = DeviceColumn::named(column) {
                    *self.device_mut(device) = cell.line()?;
                } else if let Some(field) = Field::from_id(column) {
                    self.fields.extend(cell.field(field)?.map(|value| (field, value)));
                }
            }
        }
        Ok(())
    }

    fn write(&self, column: &str) -> Json {
        let has = |wanted| self.fields.iter().any(|(field, _)| DeviceColumn::of(*field, self.origin) == Some(wanted));
        if let Some(device) = DeviceColumn::named(column) {
            return if has(device) { text(self.device_of(device)) } else { Json::Null };
        }
        match column {
            "moment" if self.moment != Moment::Morning => Json::from(moment_id(self.moment)),
            "origin" if self.origin != Origin::OwnFile => Json::from(origin_id(self.origin)),
            _ => {
                let value = self.fields.iter().find(|(field, _)| field.id() == column).map(|(_, value)| value);
                value.map_or(Json::Null, write)
            }
        }
    }

    fn says_something(&self) -> bool {
        !self.fields.is_empty()
    }
}

fn write(value: &Value) -> Json {
    match value {
        Value::Whole(whole) => Json::from(*whole),
        Value::Number(decimal) => number(*decimal),
        Value::Flag(flag) => Json::from(*flag),
        Value::Choice(slept) => Json::from(slept.id()),
        Value::Text(note) => text(&many_lines(note)),
    }
}
