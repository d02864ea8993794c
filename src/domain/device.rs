//! The device that heart values are typed with. It is kept as their source: another one starts another range.

use super::checkin::{CheckIn, Origin, Source};
use super::day::Day;
use super::field::{Field, Value};
use super::history::History;
use super::journal::{Moment, Op};

pub use super::checkin::HEART;

/// Where a typed value comes from: only heart values have a device.
pub fn source(field: Field, device: &str) -> Source {
    let device = if HEART.contains(&field) { device.to_owned() } else { String::new() };
    Source { origin: Origin::Typed, device }
}

/// The device that was typed with the newest heart values up to a day; empty = none was.
pub fn newest(history: &History, until: Day) -> &str {
    history.typed_device(until).unwrap_or_default()
}

/// Is there a heart value of this device on a day before?
pub fn is_known(history: &History, device: &str, before: Day) -> bool {
    let of_device = |check_in: &CheckIn| {
        let readings = HEART.iter().filter_map(|field| check_in.reading(*field));
        readings.into_iter().any(|reading| reading.source().device == device)
    };
    history.days_in(Day::MIN, before.minus(1)).rev().any(|(_, record)| of_device(&record.check_in))
}

/// The typed heart values of a morning, to be written once more with another device; not those written now.
pub fn again(check_in: Option<&CheckIn>, now: &[(Field, Option<Value>)]) -> Vec<(Field, Option<Value>)> {
    let left = HEART.iter().filter(|field| now.iter().all(|(written, _)| written != *field));
    let typed = |field: &Field| {
        let reading = check_in?.reading(*field).filter(|reading| reading.source().origin == Origin::Typed)?;
        Some((*field, reading.value().cloned()))
    };
    left.filter_map(typed).collect()
}

/// What a person answered as ops: the heart values with their device, the rest without one.
pub fn ops(day: Day, moment: Moment, fields: Vec<(Field, Option<Value>)>, device: &str) -> Vec<Op> {
    let (heart, rest): (Vec<_>, Vec<_>) = fields.into_iter().partition(|(field, _)| !device.is_empty() && HEART.contains(field));
    let op = |fields: Vec<(Field, Option<Value>)>| {
        let source = source(fields.first()?.0, device);
        Some(Op::SetCheckIn { day, moment, fields, source })
    };
    [rest, heart].into_iter().filter_map(op).collect()
}
