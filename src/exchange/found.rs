//! What a file holds: records with their lines, before anything is compared with the history.

use std::collections::BTreeMap;

use super::error::ImportError;
use super::notes::Notes;
use crate::domain::device;
use crate::domain::text::one_line;
use crate::domain::{
    Apart, Day, DayPlan, Field, Kind, Moment, Origin, ProfileChange, Registered, Session, Source, Span, Test, Value,
};

/// No file of one person holds more nights or results: those of every day for two lives.
pub const MOST_RECORDS: usize = 100_000;

/// No file of one person holds more sessions: five a day for twenty-seven years.
pub const MOST_SESSIONS: usize = 50_000;

/// Nobody does so many sessions in a day.
const MOST_A_DAY: usize = 200;

/// What one file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The file's name, as it is shown.
    pub file: String,
    /// The format's name, as it is shown.
    pub format: &'static str,
    /// Answers and measurements.
    pub check_ins: Vec<FoundCheckIn>,
    /// Sessions.
    pub sessions: Vec<FoundSession>,
    /// Test results. An empty [`crate::domain::TestId`] = the file gives them no name.
    pub tests: Vec<Test>,
    /// What is said about the person.
    pub profile: Vec<ProfileChange>,
    /// What is set for days of the plan.
    pub day_plans: Vec<(Day, DayPlan)>,
    /// Experiments, with the day they were ended.
    pub experiments: Vec<Registered>,
    /// What holds over days.
    pub spans: Vec<Span>,
    /// Entries that are kept apart.
    pub apart: Vec<Apart>,
    /// What was left out, and how often: `blank line`, `row that only names a day`.
    pub skipped: BTreeMap<&'static str, usize>,
    /// What is worth knowing, but stops nothing.
    pub warnings: Notes,
    /// Values that are possible but unusual.
    pub confirm: Notes,
    /// Rows that cannot be read. With one of them nothing is imported, unless that was asked for.
    pub errors: Notes,
    /// What other devices and apps recorded in the same file; each counts as a file of its own.
    pub parts: Vec<Found>,
}

/// One row of answers and measurements.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundCheckIn {
    /// Where it stands in the file.
    pub line: usize,
    /// The day of waking.
    pub day: Day,
    /// In the morning, or before a session.
    pub moment: Moment,
    /// What the values are worth.
    pub origin: Origin,
    /// The device of the heart values; empty = not said.
    pub device: String,
    /// What measured the night, if another program told of it; empty = not said.
    pub night_device: String,
    /// The keyboard of the reaction times; empty = not said.
    pub tap_device: String,
    /// The values.
    pub fields: Vec<(Field, Value)>,
}

impl FoundCheckIn {
    /// A row that says nothing yet, of a device whose night and heart values it may tell.
    pub fn new(line: usize, day: Day, origin: Origin, device: &str) -> FoundCheckIn {
        FoundCheckIn {
            line,
            day,
            moment: Moment::Morning,
            origin,
            device: device.to_owned(),
            night_device: device.to_owned(),
            tap_device: String::new(),
            fields: Vec::new(),
        }
    }

    /// Where the value of a field comes from.
    pub fn source(&self, field: Field) -> Source {
        let device = DeviceColumn::of(field, self.origin).map(|column| self.device_of(column).clone()).unwrap_or_default();
        Source { origin: self.origin, device }
    }

    /// One of the row's devices; empty = not said.
    pub fn device_of(&self, column: DeviceColumn) -> &String {
        match column {
            DeviceColumn::Heart => &self.device,
            DeviceColumn::Night => &self.night_device,
            DeviceColumn::Keyboard => &self.tap_device,
        }
    }

    /// One of the row's devices, to be set.
    pub fn device_mut(&mut self, column: DeviceColumn) -> &mut String {
        match column {
            DeviceColumn::Heart => &mut self.device,
            DeviceColumn::Night => &mut self.night_device,
            DeviceColumn::Keyboard => &mut self.tap_device,
        }
    }
}

/// Which of a row's devices a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeviceColumn {
    /// That of the heart values.
    Heart,
    /// That of the night.
    Night,
    /// That of the reaction times.
    Keyboard,
}

impl DeviceColumn {
    /// Each with the name of its column in our own files.
    pub const ALL: [(DeviceColumn, &str); 3] =
        [(DeviceColumn::Heart, "source"), (DeviceColumn::Night, "sleep_source"), (DeviceColumn::Keyboard, "tap_source")];

    /// That of a field; `None` where it has no device, as answers, and as a night that a person told.
    pub fn of(field: Field, origin: Origin) -> Option<DeviceColumn> {
        if device::HEART.contains(&field) {
            return Some(DeviceColumn::Heart);
        }
        match field {
            Field::SleepMinutes => (origin < Origin::OwnFile).then_some(DeviceColumn::Night),
            Field::ReactionMs => Some(DeviceColumn::Keyboard),
            _ => None,
        }
    }

    /// That of a column.
    pub fn named(column: &str) -> Option<DeviceColumn> {
        DeviceColumn::ALL.iter().find(|(_, name)| *name == column).map(|(device, _)| *device)
    }
}

/// One session of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundSession {
    /// Where it stands in the file.
    pub line: usize,
    /// The session. An empty name = the file gives none, one is derived from the content.
    ///
    /// Its load is `None` where the file states none: the typical load of its kind is the
    /// engine's business, and whoever writes the import asks the engine for it.
    pub session: Session,
    /// Does the file say what kind it is, or was that guessed?
    pub kind_said: bool,
}

impl Found {
    /// A file of this format with nothing in it yet.
    pub fn new(file: &str, format: &'static str) -> Found {
        Found {
            file: one_line(file).into_owned(),
            format,
            check_ins: Vec::new(),
            sessions: Vec::new(),
            tests: Vec::new(),
            profile: Vec::new(),
            day_plans: Vec::new(),
            experiments: Vec::new(),
            spans: Vec::new(),
            apart: Vec::new(),
            skipped: BTreeMap::new(),
            warnings: Notes::default(),
            confirm: Notes::default(),
            errors: Notes::default(),
            parts: Vec::new(),
        }
    }

    /// Is there nothing in it, and nothing to tell of it?
    pub fn is_empty(&self) -> bool {
        let records = [
            self.check_ins.len(),
            self.sessions.len(),
            self.tests.len(),
            self.profile.len(),
            self.day_plans.len(),
            self.experiments.len(),
            self.spans.len(),
            self.apart.len(),
            self.parts.len(),
        ];
        records == [0; 9]
            && self.skipped.is_empty()
            && self.warnings.is_empty()
            && self.confirm.is_empty()
            && self.errors.is_empty()
    }

    /// The file and the devices and apps in it.
    fn all(&self) -> impl Iterator<Item = &Found> {
        std::iter::once(self).chain(&self.parts)
    }

    /// Has no day more sessions than one person does? Those of all devices and apps together.
    ///
    /// # Errors
    /// One has.
    pub fn days_are_of_one_person(&self) -> Result<(), ImportError> {
        let mut days: BTreeMap<Day, usize> = BTreeMap::new();
        self.all().flat_map(|part| &part.sessions).for_each(|found| *days.entry(found.session.day).or_default() += 1);
        match days.into_iter().find(|(_, count)| *count > MOST_A_DAY) {
            None => Ok(()),
            Some((day, count)) => {
                let what = format!("{count} sessions on {day}; one person does at most {MOST_A_DAY} in a day");
                Err(ImportError::TooLarge { file: self.file.clone(), what })
            }
        }
    }

    /// Are there no more records than one person has? Those of all devices and apps together.
    ///
    /// # Errors
    /// There are more of a sort.
    pub fn is_of_one_person(&self) -> Result<(), ImportError> {
        let count = |of: fn(&Found) -> usize| self.all().map(of).sum::<usize>();
        let sorts = [
            (count(|part| part.sessions.len()), MOST_SESSIONS, "sessions"),
            (count(|part| part.check_ins.len()), MOST_RECORDS, "check-ins"),
            (count(|part| part.tests.len()), MOST_RECORDS, "test results"),
        ];
        match sorts.iter().find(|(count, most, _)| count > most) {
            None => Ok(()),
            Some((_, most, sort)) => {
                let what = format!("more than {most} {sort}; a file of one person holds fewer, import it in parts");
                Err(ImportError::TooLarge { file: self.file.clone(), what })
            }
        }
    }

    /// Every session is of this kind: the person says so.
    pub fn declare(&mut self, kind: Kind) {
        for found in &mut self.sessions {
            found.session.kind = kind;
            found.kind_said = true;
        }
        self.parts.iter_mut().for_each(|part| part.declare(kind));
    }

    /// The devices and apps of the file, each for itself.
    pub fn flatten(mut self) -> Vec<Found> {
        let parts = std::mem::take(&mut self.parts);
        std::iter::once(self).chain(parts).collect()
    }

    /// Lists a value that is possible but unusual.
    pub fn ask_about(&mut self, line: usize, field: Field, value: &Value) {
        let number = match value {
            Value::Whole(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Flag(_) | Value::Choice(_) | Value::Text(_) => return,
        };
        if field.unusual(value) {
            self.confirm.add(line, &format!("{} {number} is unusual; imported, have a look", field.id()));
        }
    }

    /// Counts something that was left out.
    pub fn skip(&mut self, what: &'static str, times: usize) {
        if times > 0 {
            *self.skipped.entry(what).or_default() += times;
        }
    }
}
