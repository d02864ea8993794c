//! What was said and measured about one morning: a value for each field, with where it came from.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::field::{Field, Value};
use super::stamp::Stamp;

/// How much a source is worth when two of them answer the same question; later variants win.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A platform that passes on other devices' values.
    Aggregator,
    /// A ring or watch.
    Wearable,
    /// A reading taken on purpose.
    OnPurpose,
    /// A file of Upswing's own formats.
    OwnFile,
    /// Typed by the person.
    Typed,
}

/// How the name of a device ends whose night is the time in bed.
const IN_BED: &str = " (window)";
/// Between a program and the device it tells of.
const OF_PROGRAM: char = ':';

/// Where values come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Source {
    /// What it is worth.
    pub origin: Origin,
    /// The device (or keyboard, for reaction times); empty = not said. Another device starts
    /// another baseline of pulse, HRV and reaction.
    pub device: String,
}

impl Source {
    /// Typed by the person, device not said.
    pub fn typed() -> Source {
        Source { origin: Origin::Typed, device: String::new() }
    }

    /// The device of a night of which only the time in bed is known, as a device or an app told it.
    pub fn in_bed(device: &str) -> String {
        format!("{device}{IN_BED}")
    }

    /// A device as a program tells of it; its program is in [`Source::order`].
    pub fn of_program(program: &str, device: &str) -> String {
        format!("{program}{OF_PROGRAM} {device}")
    }

    /// Does a value from here hold against one from there, whichever was said first? Of two programs of one rank always the
    /// same one does, the first by name: else two exports that come in turn, or two machines that read one each, would
    /// rewrite each other's days, and the days of one baseline would alternate between them. One that is not named holds
    /// against none that is, and time in bed against none that is measured. Of one program, whatever devices it tells of, what is said last holds: it has chosen.
    pub fn outranks(&self, other: &Source) -> bool {
        let both = self.origin == other.origin && self.origin < Origin::OwnFile;
        self.origin > other.origin || (both && self.order() < other.order())
    }

    /// Measured before time in bed, named before unnamed, then by the program's name: `Gadgetbridge` of
    /// `Gadgetbridge: Amazfit Balance`.
    fn order(&self) -> (bool, bool, &str) {
        let (program, _) = self.device.split_once(OF_PROGRAM).unwrap_or((&self.device, ""));
        (self.device.ends_with(IN_BED), self.device.is_empty(), program)
    }

    /// Is this [`Source::typed`]?
    pub fn is_plain(&self) -> bool {
        self.origin == Origin::Typed && self.device.is_empty()
    }
}

/// One value and where it came from.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The value; `None` where a person took it away.
    value: Option<Value>,
    /// What was said together shares this: ten years of mornings have a hundred thousand readings.
    said: Arc<Said>,
}

/// Where values came from, and when.
#[derive(Debug, PartialEq)]
pub(super) struct Said {
    pub source: Source,
    pub stamp: Stamp,
}

impl Said {
    /// Does it stay when that is said too?
    fn holds_against(&self, other: &Said) -> bool {
        self.source.outranks(&other.source) || (self.stamp > other.stamp && !other.source.outranks(&self.source))
    }
}

impl Reading {
    /// The value, if it was not taken away.
    pub fn value(&self) -> Option<&Value> {
        self.value.as_ref()
    }

    /// Where it came from.
    pub fn source(&self) -> &Source {
        &self.said.source
    }
}

/// A check-in: every answer may be missing, and missing is never a number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CheckIn {
    /// In field order.
    readings: Vec<(Field, Reading)>,
}

/// The values that have a device a person can type.
pub const HEART: [Field; 2] = [Field::RestingHr, Field::HrvRmssd];

impl CheckIn {
    /// Of what [`CheckIn::all_said`] told.
    pub(super) fn of(answers: impl ExactSizeIterator<Item = (Field, Option<Value>, Arc<Said>)>) -> CheckIn {
        let mut check_in = CheckIn { readings: Vec::with_capacity(answers.len()) };
        answers.for_each(|(field, value, said)| check_in.lay(field, value, said));
        check_in
    }

    /// Lays one answer over what is there: the better source wins ([`Source::outranks`]), then the later stamp. A value that
    /// its field cannot hold says nothing (`readiness.md` §1).
    pub fn merge(&mut self, field: Field, value: Option<Value>, source: &Source, stamp: Stamp) {
        let same = |said: &&Arc<Said>| said.stamp == stamp && said.source == *source;
        let together = self.readings.iter().map(|(_, reading)| &reading.said).find(same).cloned();
        let said = together.unwrap_or_else(|| Arc::new(Said { source: source.clone(), stamp }));
        self.lay(field, value, said);
    }

    /// Lays answers that were given together over what is there.
    pub fn merge_all(&mut self, answers: &[(Field, Option<Value>)], source: &Source, stamp: Stamp) {
        self.readings.reserve(answers.len());
        let said = Arc::new(Said { source: source.clone(), stamp });
        answers.iter().for_each(|(field, value)| self.lay(*field, value.clone(), Arc::clone(&said)));
    }

    fn lay(&mut self, field: Field, value: Option<Value>, said: Arc<Said>) {
        if value.as_ref().is_some_and(|value| !field.holds(value)) {
            return;
        }
        let present = self.last_said(field).map(|present| &present.said);
        if !present.is_some_and(|present| present.holds_against(&said)) {
            self.put(field, Reading { value, said });
        }
    }

    /// Where a field stands, or belongs.
    fn place(&self, field: Field) -> Result<usize, usize> {
        self.readings.binary_search_by_key(&field, |(field, _)| *field)
    }

    fn put(&mut self, field: Field, reading: Reading) {
        let place = self.place(field);
        match place.map(|at| self.readings.get_mut(at)) {
            Ok(Some((_, present))) => *present = reading,
            Ok(None) => self.readings.push((field, reading)),
            Err(at) => self.readings.insert(at, (field, reading)),
        }
    }

    /// These values with those of a later moment laid over them, whatever their origin.
    #[must_use]
    pub fn overlaid(&self, later: &CheckIn) -> CheckIn {
        let mut both = self.clone();
        later.readings.iter().for_each(|(field, reading)| both.put(*field, reading.clone()));
        both
    }

    /// The value of a field and where it came from.
    pub fn reading(&self, field: Field) -> Option<&Reading> {
        self.last_said(field).filter(|reading| reading.value.is_some())
    }

    /// All that was last said, in field order, also what took a value away.
    pub(super) fn all_said(&self) -> impl Iterator<Item = (Field, Option<&Value>, &Said)> {
        self.readings.iter().map(|(field, reading)| (*field, reading.value.as_ref(), &*reading.said))
    }

    /// What was last said about a field, also where that took its value away.
    pub fn last_said(&self, field: Field) -> Option<&Reading> {
        self.place(field).ok().and_then(|at| self.readings.get(at)).map(|(_, reading)| reading)
    }

    /// The value of a field.
    pub fn value(&self, field: Field) -> Option<&Value> {
        self.reading(field).and_then(Reading::value)
    }

    /// An answer of 1–5, or whole minutes.
    pub fn whole(&self, field: Field) -> Option<i64> {
        match self.value(field) {
            Some(Value::Whole(number)) => Some(*number),
            _ => None,
        }
    }

    /// A measured number (pulse, HRV, reaction), or a whole one.
    pub fn number(&self, field: Field) -> Option<f64> {
        match self.value(field) {
            Some(Value::Number(number)) => Some(*number),
            Some(Value::Whole(number)) => Some(*number as f64),
            _ => None,
        }
    }

    /// Was this flag answered with yes?
    pub fn flag(&self, field: Field) -> bool {
        matches!(self.value(field), Some(Value::Flag(true)))
    }

    /// Was this flag answered with no?
    pub fn denied(&self, field: Field) -> bool {
        matches!(self.value(field), Some(Value::Flag(false)))
    }

    /// The note.
    pub fn note(&self) -> Option<&str> {
        match self.value(Field::Note) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The device of the heart values that were typed; `None` = none were.
    pub fn typed_device(&self) -> Option<&str> {
        let mut sources = HEART.iter().filter_map(|field| self.reading(*field)).map(Reading::source);
        sources.find(|source| source.origin == Origin::Typed).map(|source| source.device.as_str())
    }

    /// Every value that is there with where it came from, in field order.
    pub fn readings(&self) -> impl Iterator<Item = (Field, &Value, &Source)> {
        self.readings.iter().filter_map(|(field, reading)| Some((*field, reading.value()?, reading.source())))
    }

    /// Every value that is there, in field order.
    pub fn values(&self) -> impl Iterator<Item = (Field, &Value)> {
        self.readings.iter().filter_map(|(field, reading)| reading.value.as_ref().map(|value| (*field, value)))
    }

    /// A check-in in the sense of `readiness.md` §1: an answer, `ill` or `pain`. Device values
    /// alone are none.
    pub fn is_check_in(&self) -> bool {
        self.flag(Field::Ill) || self.flag(Field::Pain) || self.values().any(|(field, _)| field.is_answer())
    }

    /// The tags, in code-point order.
    pub fn tags(&self) -> impl Iterator<Item = &str> {
        let text = match self.value(Field::Tags) {
            Some(Value::Text(text)) => text.as_str(),
            _ => "",
        };
        text.split_whitespace()
    }

    /// Does this say anything: an accepted value, a true flag or a text? What only feeds learning does not count.
    pub fn says_something(&self) -> bool {
        self.values().filter(|(field, _)| !field.only_learned()).any(|(_, value)| match value {
            Value::Flag(flag) => *flag,
            Value::Text(text) => !text.is_empty(),
            Value::Whole(_) | Value::Number(_) | Value::Choice(_) => true,
        })
    }
}
