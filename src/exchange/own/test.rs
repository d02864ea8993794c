//! The columns of a test result.

use serde_json::Value as Json;

use super::{Record, number, text};
use crate::domain::text::one_line;
use crate::domain::{Day, Test, TestId};
use crate::exchange::cell::{Cell, Wrong};

impl Record for Test {
    const TYPE: &'static str = "test";
    const NEEDED: &'static [(&'static str, &'static str)] = &[("name", "the name of a test"), ("value", "a number")];

    fn columns() -> impl Iterator<Item = &'static str> {
        ["name", "value", "unit", "id"].into_iter()
    }

    fn new(_line: usize, day: Day) -> Test {
        // A result without a number is none: NaN marks it until the column was read.
        Test { id: TestId(String::new()), day, name: String::new(), value: f64::NAN, unit: String::new() }
    }

    fn day(&self) -> Day {
        self.day
    }

    fn read(&mut self, column: &str, cell: Cell) -> Result<(), Wrong> {
        match column {
            "name" => self.name = cell.line()?,
            "value" => self.value = cell.number()?.unwrap_or(f64::NAN),
            "unit" => self.unit = cell.line()?,
            "id" => self.id = TestId(cell.line()?),
            _ => {}
        }
        Ok(())
    }

    fn write(&self, column: &str) -> Json {
        match column {
            "name" => text(&one_line(&self.name)),
            "value" => number(self.value),
            "unit" => text(&one_line(&self.unit)),
            "id" => text(&self.id.0),
            _ => Json::Null,
        }
    }

    fn says_something(&self) -> bool {
        !self.name.is_empty() && self.value.is_finite()
    }
}
