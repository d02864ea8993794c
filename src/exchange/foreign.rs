//! Rows of other programs' tables: the cells by name, and how their values become ours.
//!
//! More lenient than our own tables: a measured value that is not possible is left out with a
//! warning and the rest of the row stays; what cannot be read at all is still an error.

use std::ops::RangeInclusive;

use chrono::{NaiveDate, NaiveDateTime, Timelike};

use super::cell::{Cell, Wrong};
use super::found::{Found, FoundCheckIn};
use super::notes::At;
use super::number::Decimal;
use super::sheet::Row;
use super::when::local_time;
use super::{Context, Document, ImportError, Progress};
use crate::domain::field::Raw;
use crate::domain::{Day, Field, FieldKind, Kind, Load, LoadOrigin, Minutes, Points, Rpe, Session, SessionId, Status, Value};

/// An imported night has so many minutes; longer ones are errors of a device.
pub const NIGHT_MINUTES: RangeInclusive<i64> = 30..=960;

/// How rows are counted that a watch dated whose clock was never set.
pub const UNSET_CLOCK: &str = "row from before 1990";

/// A value that cannot be read, and its column.
pub type Mistake = (&'static str, Wrong);

/// One row, by the names of its columns.
pub struct Cells<'a> {
    /// Where it stands in the file.
    pub line: usize,
    header: &'a [String],
    decimals: &'a [Decimal],
    row: &'a Row<'a>,
    context: &'a Context,
}

/// What is expected where day and month cannot be told apart.
const SAVED_AGAIN: &str = "a date with a time as the program writes it (with slashes it is ambiguous: export the file again \
                           and do not open it in a spreadsheet)";

/// Reads every row with `take`; a row it cannot read, or with more cells than the header, is noted
/// as an error.
pub fn each_row(
    document: &Document,
    progress: Progress,
    found: &mut Found,
    mut take: impl FnMut(&Cells, &mut Found) -> Result<(), Mistake>,
) -> Result<(), ImportError> {
    each_ragged_row(document, progress, found, |cells, found| {
        let (columns, cells_here) = (cells.header.len(), cells.row.len(cells.header.len()));
        if cells_here > columns {
            found.errors.add(cells.line, &format!("expected at most {columns} fields, found {cells_here}"));
            return Ok(());
        }
        take(cells, found)
    })
}

/// As [`each_row`], for a program whose rows have cells that its header does not name.
pub fn each_ragged_row(
    document: &Document,
    progress: Progress,
    found: &mut Found,
    mut take: impl FnMut(&Cells, &mut Found) -> Result<(), Mistake>,
) -> Result<(), ImportError> {
    let decimals = document.sheet.decimals()?;
    let header = &document.sheet.header;
    let blank = document.sheet.try_each(progress, |row| {
        let cells = Cells { line: row.line, header, decimals: &decimals, row, context: document.context };
        if let Err((column, wrong)) = take(&cells, found) {
            let column = document.sheet.shown(column);
            match wrong.left_out() {
                Some(why) => {
                    found.warnings.add(row.line, &format!("column \"{column}\": {why}"));
                    found.skip(UNSET_CLOCK, 1);
                }
                None => found.errors.add(row.line, &format!("column \"{column}\": {wrong}")),
            }
        }
        found.is_of_one_person()
    })?;
    found.skip("blank line", blank);
    Ok(())
}

impl Cells<'_> {
    /// The cell of a column; of several columns of one name the last one that is not empty.
    pub fn cell(&self, name: &str) -> Cell<'_> {
        let named = self.header.iter().enumerate().rev().filter(|(_, column)| *column == name);
        let filled = named.map(|(at, _)| (at, self.row.cell(at))).find(|(_, text)| !text.is_empty());
        filled.map_or(Cell::Text("", Decimal::Point), |(at, text)| {
            Cell::Text(text, self.decimals.get(at).copied().unwrap_or_default())
        })
    }

    /// The text of a cell as it stands there.
    pub fn raw(&self, name: &str) -> &str {
        match self.cell(name) {
            Cell::Text(text, _) => text,
            Cell::Json(_) => "",
        }
    }

    /// A number.
    pub fn number(&self, name: &'static str) -> Result<Option<f64>, Mistake> {
        self.cell(name).number().map_err(|wrong| (name, wrong))
    }

    /// A title on one line.
    pub fn line(&self, name: &'static str) -> Result<String, Mistake> {
        self.cell(name).line().map_err(|wrong| (name, wrong))
    }

    /// A note.
    pub fn lines(&self, name: &'static str) -> Result<String, Mistake> {
        self.cell(name).lines().map_err(|wrong| (name, wrong))
    }

    /// What to say of a cell that is something else than expected.
    pub fn wrong(&self, name: &'static str, expected: &str) -> Mistake {
        (name, self.cell(name).wrong(expected))
    }

    /// A local time, in one of the forms that programs write.
    pub fn time(&self, name: &'static str) -> Result<NaiveDateTime, Mistake> {
        let slashes = self.raw(name).matches('/').count() == 2;
        let expected = if slashes { SAVED_AGAIN } else { "a date with a time" };
        local_time(self.raw(name)).ok_or_else(|| self.wrong(name, expected))
    }

    /// The day of a date in this column on which something happened.
    pub fn day(&self, name: &'static str, date: NaiveDate) -> Result<Day, Mistake> {
        self.day_within(name, date, &self.context.days())
    }

    /// The day of a date in this column, if it is one of these.
    pub fn day_within(&self, name: &'static str, date: NaiveDate, days: &RangeInclusive<Day>) -> Result<Day, Mistake> {
        let expected = || self.wrong(name, &format!("a day from {} to {}", days.start(), days.end()));
        let day = Day::from_date(date).ok_or_else(expected)?;
        if day < *days.start() {
            let (name, wrong) = expected();
            return Err((name, wrong.of_an_unset_clock()));
        }
        if days.contains(&day) { Ok(day) } else { Err(expected()) }
    }

    /// A session that was done, with the start of this column.
    pub fn session(&self, name: &'static str, start: NaiveDateTime, kind: Kind) -> Result<Session, Mistake> {
        let day = self.day(name, start.date())?;
        let start = Some((start.hour() * 60 + start.minute()) as u16);
        Ok(Session { start, ..Session::new(SessionId(String::new()), day, kind, Status::Done) })
    }
}

/// No session is longer, seconds.
const LONGEST: f64 = 24.0 * 3600.0;
/// A longer session is asked about, minutes.
pub const UNUSUAL_MINUTES: u16 = 16 * 60;

impl Found {
    /// Whole minutes of a session; one of over a day has none, which is told, and one of over 16 hours is asked about.
    pub fn minutes(&mut self, at: impl Into<At>, seconds: Option<f64>) -> Option<Minutes> {
        let (seconds, at) = (seconds?, at.into());
        if seconds > LONGEST {
            let hours = seconds / 3600.0;
            let text = format!("a duration of {hours:.1} h, longer than a day; kept with unknown minutes");
            self.warnings.add_in(at.table, at.place(), &text);
            return None;
        }
        let minutes = whole_minutes(seconds)?;
        self.ask_about_minutes(at, minutes);
        Some(minutes)
    }

    /// Lists a session that is longer than sessions are.
    pub fn ask_about_minutes(&mut self, at: impl Into<At>, minutes: Minutes) {
        if minutes.get() > UNUSUAL_MINUTES {
            let (at, text) = (at.into(), format!("{} minutes are unusual for a session; imported, have a look", minutes.get()));
            self.confirm.add_in(at.table, at.place(), &text);
        }
    }

    /// An RPE to the half; what is rounded or not possible is told.
    pub fn rpe(&mut self, at: impl Into<At>, value: Option<f64>) -> Option<Rpe> {
        let (value, at) = (value?, at.into());
        let taken = rpe(Some(value));
        let told = match taken {
            None => Some(format!("an RPE of {value} is not possible (0–10) and left out")),
            Some(taken) => (taken.value() != value).then(|| format!("RPE {value} is taken as {taken}")),
        };
        told.iter().for_each(|text| self.warnings.add_in(at.table, at.place(), text));
        taken
    }

    /// A load that the file states in points; one that is not possible is told, 0 means that there is none.
    pub fn load(&mut self, at: impl Into<At>, points: Option<f64>) -> Option<Load> {
        let taken = load(points);
        if let (None, Some(points)) = (taken, points.filter(|points| *points != 0.0)) {
            let (at, text) = (at.into(), format!("a load of {points} points is not possible (0–1000) and left out"));
            self.warnings.add_in(at.table, at.place(), &text);
        }
        taken
    }

    /// Names once the columns that are known and not taken, with the reason.
    pub fn not_taken(&mut self, document: &Document, columns: &[(&str, &str)]) {
        for (column, why) in columns.iter().filter(|(column, _)| document.sheet.has(column)) {
            self.warnings.add(None, &format!("column \"{}\" is not taken: {why}", document.sheet.shown(column)));
        }
    }
}

/// Whole minutes of a duration; `None` = too long to be one session.
pub fn whole_minutes(seconds: f64) -> Option<Minutes> {
    Minutes::try_from((seconds / 60.0).round()).ok()
}

/// An RPE that is possible, to the half.
pub fn rpe(value: Option<f64>) -> Option<Rpe> {
    value.and_then(|value| Rpe::try_from((value * 2.0).round() / 2.0).ok())
}

/// A load that a file states in points; 0 means that there is none.
fn load(points: Option<f64>) -> Option<Load> {
    let points = points.filter(|points| *points > 0.0).and_then(|points| Points::try_from(points).ok());
    points.map(|points| Load { points, origin: LoadOrigin::Measured })
}

/// An answer on our scale from one that runs from `worst` to `best`; outside of it there is none.
pub fn answer(value: Option<f64>, worst: f64, best: f64) -> Option<Value> {
    let share = (value? - worst) / (best - worst);
    (0.0..=1.0).contains(&share).then(|| Value::Whole((1.0 + 4.0 * share).round() as i64))
}

/// Adds a measured value, or a warning where it is not possible.
pub fn measure(found: &mut Found, check_in: &mut FoundCheckIn, field: Field, value: Option<f64>) {
    let Some(number) = value.filter(|number| *number != 0.0) else { return };
    let whole = matches!(field.spec().kind, FieldKind::Whole(_));
    let raw = if whole { Raw::Whole(number.round() as i64) } else { Raw::Decimal(number) };
    let possible = field != Field::SleepMinutes || NIGHT_MINUTES.contains(&(number.round() as i64));
    match field.accept(&raw) {
        Ok(value) if possible => {
            found.ask_about(check_in.line, field, &value);
            check_in.fields.push((field, value));
        }
        _ => found.warnings.add(check_in.line, &format!("{} of {number} is not possible and left out", field.id())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scales_are_turned_round() {
        let ours: Vec<_> = [1.0, 2.0, 3.0, 4.0].map(|value| answer(Some(value), 4.0, 1.0)).into_iter().flatten().collect();
        assert_eq!(ours, [5, 4, 2, 1].map(Value::Whole));
        assert_eq!((answer(Some(0.0), 4.0, 1.0), answer(None, 4.0, 1.0)), (None, None));
    }
}
