//! What an import would write, by day and field, before anything is written.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::found::FoundSession;
use super::own::Record;

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

/// What nobody reads in a list of changes: names, and how sure something is.
const UNSAID: [&str; 5] = ["parts", "id", "source_id", "kind_guessed", "load_origin"];

/// Which columns are another, in the words of our own tables: `start – → 09:00, minutes 48 → 50, notes`.
fn differences(before: &Session, now: &Session) -> String {
    let record = |session: &Session| FoundSession { line: 0, session: session.clone(), kind_said: true };
    let (before, now) = (record(before), record(now));
    let day = (before.day() != now.day()).then(|| format!("day {} → {}", before.day(), now.day()));
    let columns = FoundSession::columns().filter(|column| !UNSAID.contains(column));
    let differing = columns.map(|column| (column, before.write(column), now.write(column))).filter(|(_, was, is)| was != is);
    let said = differing.map(|(column, was, is)| {
        let label = column.replace('_', " ").replace("rpe", "RPE");
        // A text of many lines would hide the rest.
        if column == "notes" { label } else { format!("{label} {} → {}", word(&was), word(&is)) }
    });
    let said: Vec<String> = day.into_iter().chain(said).collect();
    if !said.is_empty() {
        return said.join(", ");
    }
    // Nothing that is shown is another; what stands behind it is.
    let anew = now.session.parts.iter().filter(|part| !before.session.parts.contains(part));
    let sources: Vec<&str> =
        anew.map(|part| part.source.as_str()).map(|name| if name.is_empty() { "you" } else { name }).collect();
    if sources.is_empty() { "what stands behind it".to_owned() } else { format!("what {} said", sources.join(" and ")) }
}

fn word(value: &Json) -> Cow<'_, str> {
    match value {
        Json::Null => Cow::Borrowed("–"),
        Json::String(text) => Cow::Borrowed(text),
        Json::Bool(yes) => Cow::Borrowed(if *yes { "yes" } else { "no" }),
        Json::Number(_) | Json::Array(_) | Json::Object(_) => Cow::Owned(value.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, Journal, Kind, Minutes, Rpe, Stamp, Status};

    #[test]
    fn what_changes_of_a_session_is_told_in_the_words_of_a_table() {
        let day = Day::from_ymd(2026, 3, 4).unwrap();
        let mut plan = Session::new(SessionId("a".to_owned()), day, Kind::Endurance, Status::Planned);
        (plan.minutes, plan.rpe) = (Minutes::try_from(60_u16).ok(), Rpe::try_from(4.0).ok());
        plan.title = "Easy hour".to_owned();
        let mut journal = Journal::default();
        journal.add(Entry::batch(vec![Op::PutSession(Box::new(plan.clone()))], Stamp::default(), 1, 1));
        let told = |now: Session| {
            let rows = preview(journal.history(), &[Op::PutSession(Box::new(now))]);
            rows.into_iter().map(|row| (row.change, row.text)).collect::<Vec<_>>()
        };
        let mut done = Session { status: Status::Done, start: Some(9 * 60), source: "garmin".to_owned(), ..plan.clone() };
        (done.planned_minutes, done.planned_rpe) = (plan.minutes, plan.rpe);
        (done.minutes, done.notes) = (Minutes::try_from(62_u16).ok(), "windy\nand cold".to_owned());
        let text = "Easy hour 62 min, RPE 4: start – → 09:00, minutes 60 → 62, status planned → done, notes, source – → garmin, \
                    planned minutes – → 60, planned RPE – → 4";
        assert_eq!(told(done), [(Change::Changed, text.to_owned())]);
        let moved = Session { day: day.plus(1), status: Status::Moved, original_day: Some(day), ..plan.clone() };
        let text = "Easy hour 60 min, RPE 4: day 2026-03-04 → 2026-03-05, status planned → moved, planned day – → 2026-03-04";
        assert_eq!(told(moved), [(Change::Changed, text.to_owned())]);
        let mut behind = plan.clone();
        behind.parts = vec![Session { source: "strava".to_owned(), parts: Vec::new(), ..plan }];
        assert_eq!(told(behind), [(Change::Changed, "Easy hour 60 min, RPE 4: what strava said".to_owned())]);
    }
}
