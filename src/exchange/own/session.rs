//! The columns of a session.

use std::ops::RangeInclusive;

use serde_json::Value as Json;

use super::{Record, number, text};
use crate::domain::text::{many_lines, one_line};
use crate::domain::{
    Body, Day, Improved, Kind, Load, LoadOrigin, Minutes, Points, Priority, Rpe, Session, SessionId, Slot, Status,
};
use crate::exchange::Context;
use crate::exchange::cell::{Cell, Wrong};
use crate::exchange::found::FoundSession;

/// One column: how it is read and how it is written (null = absent).
struct Column {
    id: &'static str,
    read: fn(&mut Session, Cell) -> Result<(), Wrong>,
    write: fn(&Session) -> Json,
}

const MINUTES: &str = "whole minutes from 1 to 1440";
const RPE: &str = "an RPE of 0–10 in halves";
const POINTS: &str = "a load of 0–1000 points";

/// A column whose value is read by `$read` from a cell and written by `$write`.
macro_rules! column {
    ($id:literal, |$session:ident, $cell:ident| $read:expr, $write:expr) => {
        Column {
            id: $id,
            read: |$session, $cell| {
                $read;
                Ok(())
            },
            write: |$session| $write,
        }
    };
}

/// Every column, in the order of `formats.md` §2, then the others of `readiness.md` §9 and `planner.md` §1.
static COLUMNS: &[Column] = &[
    column!("start", |s, cell| s.start = cell.time()?, clock(s.start)),
    column!("kind", |s, cell| s.kind = cell.word(Kind::ALL, Kind::id)?.unwrap_or(s.kind), Json::from(s.kind.id())),
    column!("title", |s, cell| s.title = cell.line()?, text(&one_line(&s.title))),
    column!("minutes", |s, cell| s.minutes = cell.minutes(MINUTES)?, minutes(s.minutes)),
    column!("rpe", |s, cell| s.rpe = cell.scaled(RPE)?, rpe(s.rpe)),
    column!("load", |s, cell| s.load = load(cell)?, s.load.map_or(Json::Null, |load| number(load.points.value()))),
    column!("status", |s, cell| s.status = cell.word(Status::ALL, Status::id)?.unwrap_or(s.status), Json::from(s.status.id())),
    column!("planned_day", |s, cell| s.original_day = cell.day()?.filter(|day| *day != s.day), day(s.original_day)),
    column!("charge", |s, cell| s.charge = cell.whole(1, 5)?.map(|charge| charge as u8), s.charge.map_or(Json::Null, Json::from)),
    column!("clean", |s, cell| s.clean = cell.flag()?, flag(s.clean)),
    column!("notes", |s, cell| s.notes = cell.lines()?, text(&many_lines(&s.notes))),
    column!("source", |s, cell| s.source = cell.line()?, text(&one_line(&s.source))),
    column!("source_id", |s, cell| s.source_id = cell.line()?, text(&one_line(&s.source_id))),
    column!("planned_minutes", |s, cell| s.planned_minutes = cell.minutes(MINUTES)?, minutes(s.planned_minutes)),
    column!("planned_rpe", |s, cell| s.planned_rpe = cell.scaled(RPE)?, rpe(s.planned_rpe)),
    column!("load_origin", |s, cell| read_load_origin(s, cell)?, load_origin(s)),
    column!("skill", |s, cell| s.skill = cell.flag()?, flag(s.skill)),
    column!(
        "improved",
        |s, cell| s.improved = cell.word(Improved::ALL, Improved::id)?,
        s.improved.map_or(Json::Null, |improved| Json::from(improved.id()))
    ),
    column!("recovered", |s, cell| s.recovered = cell.flag()?, flag(s.recovered)),
    column!("supports", |s, cell| s.supports = cell.flag()?, flag(s.supports)),
    column!("slot", |s, cell| s.place.slot = cell.word(Slot::ALL, Slot::id)?, slot(s.place.slot)),
    column!("priority", |s, cell| s.place.priority = priority(cell)?, unusual(s.place.priority, s.place.priority.number())),
    column!("lock", |s, cell| s.place.lock = cell.flag()?.unwrap_or(false), unusual(s.place.lock, s.place.lock)),
    column!("fix_day", |s, cell| s.place.fix_day = cell.day()?, day(s.place.fix_day)),
    column!("fix_slot", |s, cell| s.place.fix_slot = cell.word(Slot::ALL, Slot::id)?, slot(s.place.fix_slot)),
    column!(
        "window",
        |s, cell| s.place.window = window(cell)?,
        s.place.window.map_or(Json::Null, |(first, last)| Json::from(format!("{first}..{last}")))
    ),
    column!(
        "body",
        |s, cell| s.place.body = cell.word(Body::ALL, Body::id)?.unwrap_or_default(),
        unusual(s.place.body, s.place.body.id())
    ),
    column!("kind_guessed", |s, cell| s.kind_guessed = cell.flag()?.unwrap_or(false), unusual(s.kind_guessed, s.kind_guessed)),
    column!("parts", |s, cell| s.parts = parts(cell)?, write_parts(&s.parts)),
    column!("id", |s, cell| s.id = SessionId(cell.line()?), text(&s.id.0)),
];

impl Record for FoundSession {
    const TYPE: &'static str = "session";

    fn columns() -> impl Iterator<Item = &'static str> {
        COLUMNS.iter().map(|column| column.id)
    }

    fn new(line: usize, day: Day) -> FoundSession {
        let session = Session::new(SessionId(String::new()), day, Kind::Endurance, Status::Done);
        FoundSession { line, session, kind_said: false }
    }

    fn day(&self) -> Day {
        self.session.day
    }

    fn days(&self, context: &Context) -> RangeInclusive<Day> {
        if self.session.is_done() { context.days() } else { context.planned_days() }
    }

    fn read(&mut self, column: &str, cell: Cell) -> Result<(), Wrong> {
        self.kind_said |= column == "kind";
        let column = COLUMNS.iter().find(|known| known.id == column);
        column.map_or(Ok(()), |column| (column.read)(&mut self.session, cell))
    }

    fn write(&self, column: &str) -> Json {
        let column = COLUMNS.iter().find(|known| known.id == column);
        column.map_or(Json::Null, |column| (column.write)(&self.session))
    }

    fn says_something(&self) -> bool {
        let silent = FoundSession::new(self.line, self.session.day);
        self.kind_said || self.session != silent.session
    }
}

/// What each source of a session said, as it is stored.
fn parts(cell: Cell) -> Result<Vec<Session>, Wrong> {
    let wrong = || cell.wrong("the parts of a session as they were exported");
    let parts: Vec<Session> = match cell {
        Cell::Json(value) => serde_json::from_value(value.clone()).map_err(|_| wrong())?,
        Cell::Text(text, _) => serde_json::from_str(text).map_err(|_| wrong())?,
    };
    let clean = |part: Session| Session {
        title: one_line(&part.title).into_owned(),
        notes: many_lines(&part.notes).into_owned(),
        source: one_line(&part.source).into_owned(),
        source_id: one_line(&part.source_id).into_owned(),
        parts: Vec::new(),
        ..part
    };
    Ok(parts.into_iter().map(clean).collect())
}

fn write_parts(parts: &[Session]) -> Json {
    if parts.is_empty() { Json::Null } else { serde_json::to_value(parts).unwrap_or(Json::Null) }
}

fn load(cell: Cell) -> Result<Option<Load>, Wrong> {
    let points: Option<Points> = cell.scaled(POINTS)?;
    Ok(points.map(|points| Load { points, origin: LoadOrigin::Measured }))
}

fn read_load_origin(session: &mut Session, cell: Cell) -> Result<(), Wrong> {
    if let (Some(load), Some(origin)) = (&mut session.load, cell.word(LoadOrigin::ALL, LoadOrigin::id)?) {
        load.origin = origin;
    }
    Ok(())
}

fn load_origin(session: &Session) -> Json {
    let said = session.load.map(|load| load.origin).filter(|origin| *origin != LoadOrigin::Measured);
    said.map_or(Json::Null, |origin| Json::from(origin.id()))
}

/// The planner's number (1 must, 2 should, 3 could) or its word.
fn priority(cell: Cell) -> Result<Priority, Wrong> {
    let number =
        cell.whole(1, 3).or_else(|_| Ok(cell.word(Priority::ALL, Priority::id)?.map(|word| u16::from(word.number()))))?;
    let priority = Priority::ALL.iter().copied().find(|priority| Some(u16::from(priority.number())) == number);
    Ok(priority.unwrap_or_default())
}

/// Two days, `2025-03-01..2025-03-05`.
fn window(cell: Cell) -> Result<Option<(Day, Day)>, Wrong> {
    let text = cell.line()?;
    if text.is_empty() {
        return Ok(None);
    }
    let days = text.split_once("..").and_then(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)));
    let days = days.filter(|(first, last): &(Day, Day)| first <= last);
    days.map(Some).ok_or_else(|| cell.wrong("two days as 2025-03-01..2025-03-05"))
}

/// Written only where it is not as usual.
fn unusual<T: Default + PartialEq + Copy>(value: T, written: impl Into<Json>) -> Json {
    if value == T::default() { Json::Null } else { written.into() }
}

fn clock(start: Option<u16>) -> Json {
    let start = start.filter(|minutes| *minutes < 24 * 60);
    start.map_or(Json::Null, |minutes| Json::from(format!("{:02}:{:02}", minutes / 60, minutes % 60)))
}

fn minutes(minutes: Option<Minutes>) -> Json {
    minutes.map_or(Json::Null, |minutes| Json::from(minutes.get()))
}

fn rpe(rpe: Option<Rpe>) -> Json {
    rpe.map_or(Json::Null, |rpe| number(rpe.value()))
}

fn day(day: Option<Day>) -> Json {
    day.map_or(Json::Null, |day| Json::from(day.to_string()))
}

fn slot(slot: Option<Slot>) -> Json {
    slot.map_or(Json::Null, |slot| Json::from(slot.id()))
}

fn flag(flag: Option<bool>) -> Json {
    flag.map_or(Json::Null, Json::from)
}
