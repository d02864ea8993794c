//! Upswing's own records, as its files hold them: one table of columns for each sort, which the
//! tables (CSV), the backup (JSON lines) and the export all use.

pub mod apart;
mod check_in;
pub mod experiment;
pub mod profile;
mod session;
pub mod span;
mod test;

use std::ops::RangeInclusive;

use serde_json::Value as Json;

use super::Context;
use super::cell::{Cell, Wrong};
use super::notes::Notes;
use super::number::Decimal;
use crate::domain::Day;

/// A record that can stand in a row of a table or on a line of a backup.
pub trait Record: Sized {
    /// What it is called on a line of a backup; in the header an `s` is added.
    const TYPE: &'static str;

    /// The columns without which there is no such record, and what is expected there.
    const NEEDED: &'static [(&'static str, &'static str)] = &[];

    /// The names of its columns without `day`, in the order they are written and read.
    fn columns() -> impl Iterator<Item = &'static str>;

    /// A record of this day with nothing said yet.
    fn new(line: usize, day: Day) -> Self;

    /// Its day.
    fn day(&self) -> Day;

    /// The days a record like this can have.
    fn days(&self, context: &Context) -> RangeInclusive<Day> {
        context.days()
    }

    /// Takes the value of one column.
    ///
    /// # Errors
    /// The value is not what the column asks for.
    fn read(&mut self, column: &str, cell: Cell) -> Result<(), Wrong>;

    /// The value of one column; null = absent.
    fn write(&self, column: &str) -> Json;

    /// Does it say anything beside its day? Asked when every column has been read.
    fn says_something(&self) -> bool;
}

const NOTHING: Cell<'static> = Cell::Text("", Decimal::Point);

/// Reads a record from its columns; `None` where there is nothing but a day, or an error, which is
/// noted.
pub fn read<'a, R: Record>(line: usize, cell: impl Fn(&str) -> Option<Cell<'a>>, errors: &mut Notes) -> Option<R> {
    let before = errors.len();
    let mut note = |column: &str, wrong: &Wrong| errors.add(line, &format!("column \"{column}\": {wrong}"));
    let day_cell = cell("day").unwrap_or(NOTHING);
    let day = day_cell.day().and_then(|day| day.ok_or_else(|| day_cell.wrong("a day as 2025-03-01")));
    if let Err(wrong) = &day {
        note("day", wrong);
    }
    // A row without a day is read on, so that all its mistakes are told at once.
    let mut record = R::new(line, day.unwrap_or(Day::MIN));
    let mut said = false;
    for column in R::columns() {
        let Some(cell) = cell(column).filter(|cell| !cell.is_empty()) else { continue };
        said = true;
        if let Err(wrong) = record.read(column, cell) {
            note(column, &wrong);
        }
    }
    for (column, expected) in R::NEEDED {
        let value = cell(column).unwrap_or(NOTHING);
        if said && value.is_missing() {
            note(column, &value.wrong(*expected));
        }
    }
    (errors.len() == before && record.says_something()).then_some(record)
}

/// A number as it is written: without decimals where it has none.
fn number(value: f64) -> Json {
    if value.fract() == 0.0 && value.abs() < 1e15 { Json::from(value as i64) } else { Json::from(value) }
}

/// A text as it is written and read again: without blanks around it; an empty one is absent.
fn text(value: &str) -> Json {
    let value = value.trim();
    if value.is_empty() { Json::Null } else { Json::from(value) }
}
