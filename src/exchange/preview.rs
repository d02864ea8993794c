//! What an import would write, by day and field, before anything is written.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::domain::text::one_line;
use crate::domain::{Apart, Day, Field, History, Key, Op, Session, SessionId, Value, join};

/// What would become of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// It was not there.
    Added,
    /// It was there with another value.
    Changed,
    /// Several entries become one.
    Joined,
    /// It becomes part of another one, or is taken away.
    Gone,
}

impl Change {
    /// The word for it.
    pub fn id(self) -> &'static str {
        match self {
            Change::Added => "added",
            Change::Changed => "changed",
            Change::Joined => "joined",
            Change::Gone => "gone",
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The day it is about; `None` = no day.
    pub day: Option<Day>,
    /// What would become of it.
    pub change: Change,
    /// What it is: `sleep 6:58`, `HRV 48 → 50`.
    pub text: String,
}

/// Every change of a batch, in the order of the days.
pub fn preview(history: &History, ops: &[Op]) -> Vec<Row> {
    let mut rows: Vec<Row> = ops.iter().flat_map(|op| rows(history, op)).collect();
    rows.extend(apart(ops));
    rows.iter_mut().for_each(|row| row.text = one_line(&row.text).into_owned());
    // Stable: of one day in the order of the batch.
    rows.sort_by_key(|row| row.day);
    rows
}

/// What is kept apart, in one row: of a table with several sources that are the rows of every day.
fn apart(ops: &[Op]) -> Option<Row> {
    let groups = ops.iter().filter_map(|op| if let Op::Apart(apart) = op { Some(apart) } else { None });
    let all: BTreeSet<&SessionId> = groups.flat_map(Apart::names).collect();
    let text = format!("{} sessions that may look alike are kept apart", all.len());
    (!all.is_empty()).then_some(Row { day: None, change: Change::Added, text })
}

fn rows(history: &History, op: &Op) -> Vec<Row> {
    let one = |day, change, text: String| vec![Row { day, change, text }];
    match op {
        Op::SetCheckIn { day, moment, fields, .. } => {
            let record = history.day(*day);
            let known = record.map(|record| match moment {
                crate::domain::Moment::Morning => &record.check_in,
                crate::domain::Moment::Before => &record.before,
            });
            let before = |field| known.and_then(|known| known.last_said(field)).and_then(|reading| reading.value());
            fields.iter().map(|(field, value)| answer(*day, *field, before(*field), value.as_ref())).collect()
        }
        Op::PutSession(session) => vec![of_session(history, session)],
        Op::PutTest(test) => {
            let known = history.test(&test.id);
            let change = if known.is_some() { Change::Changed } else { Change::Added };
            one(Some(test.day), change, format!("test {} {} {}", test.name, test.value, test.unit))
        }
        Op::PutDayPlan { day, .. } => one(Some(*day), Change::Changed, "what is set for the day".to_owned()),
        Op::SetProfile(_) => one(None, Change::Changed, "what is said about you".to_owned()),
        Op::PutExperiment(experiment) => {
            one(Some(experiment.first_day), Change::Added, format!("experiment {}", experiment.question))
        }
        Op::EndExperiment { id, day } => one(Some(*day), Change::Changed, format!("end of the experiment {}", id.0)),
        Op::PutSpan(span) => {
            let change = if history.span(&span.id).is_some() { Change::Changed } else { Change::Added };
            one(Some(span.from), change, format!("{} from {}", span.kind.id(), span.from))
        }
        Op::Erase(Key::Session(id)) => {
            let known = history.session(id);
            one(
                known.map(|known| known.day),
                Change::Gone,
                known.map_or_else(|| id.0.clone(), |known| format!("{} is in another one", told(known))),
            )
        }
        Op::Apart(_) | Op::Erase(_) | Op::Retract(_) => Vec::new(),
    }
}

fn answer(day: Day, field: Field, before: Option<&Value>, value: Option<&Value>) -> Row {
    let label = field.spec().label;
    let shown = |value: &Value| field.show(value);
    let (change, text) = match (before, value) {
        (None, Some(now)) => (Change::Added, format!("{label} {}", shown(now))),
        (Some(before), Some(now)) if before == now => (Change::Changed, format!("{label} {}, from another source", shown(now))),
        (Some(before), Some(now)) => (Change::Changed, format!("{label} {} → {}", shown(before), shown(now))),
        (_, None) => (Change::Gone, label.to_owned()),
    };
    Row { day: Some(day), change, text }
}

fn of_session(history: &History, session: &Session) -> Row {
    let known = history.session(&session.id);
    let parts = known.map_or(1, |known| join::parts(known).len());
    let (change, text) = match known {
        _ if join::is_joined(session) && session.parts.len() > parts => {
            (Change::Joined, format!("{}, from {}", told(session), join::sources(session)))
        }
        None => (Change::Added, told(session)),
        Some(known) => (Change::Changed, format!("{}: {}", told(session), differences(known, session))),
    };
    Row { day: Some(session.day), change, text }
}

fn told(session: &Session) -> String {
    let minutes = session.minutes.map(|minutes| format!(" {} min", minutes.get())).unwrap_or_default();
    let rpe = session.rpe.map(|rpe| format!(", RPE {rpe}")).unwrap_or_default();
    format!("{}{minutes}{rpe}", session.name())
}

/// Which fields are another: `minutes 48 → 50, title`.
fn differences(before: &Session, now: &Session) -> String {
    let fields = |session: &Session| match serde_json::to_value(Session { parts: Vec::new(), ..session.clone() }) {
        Ok(Json::Object(fields)) => fields,
        _ => Map::new(),
    };
    let (before, now) = (fields(before), fields(now));
    let differs =
        now.keys().chain(before.keys().filter(|key| !now.contains_key(*key))).filter(|key| before.get(*key) != now.get(*key));
    let word = |value: Option<&Json>| match value {
        None => Some("–".to_owned()),
        Some(Json::Number(number)) => Some(number.to_string()),
        Some(Json::Bool(_) | Json::String(_) | Json::Array(_) | Json::Object(_) | Json::Null) => None,
    };
    let said = differs.map(|key| match (word(before.get(key)), word(now.get(key))) {
        (Some(before), Some(now)) => format!("{key} {before} → {now}"),
        _ => key.clone(),
    });
    said.collect::<Vec<_>>().join(", ")
}
