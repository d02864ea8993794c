//! The plan as a calendar file (iCalendar, RFC 5545).
//!
//! The same journal gives the same bytes. Every session keeps its `UID`, and each change of it raises its `SEQUENCE`
//! and `DTSTAMP`: a calendar that reads the file again updates what it has and doubles nothing. What was skipped or
//! taken out is told as cancelled.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use chrono::DateTime;

use crate::domain::{BatchId, Day, Entry, Journal, Op, Session, SessionId, Slot, Stamp, Status};

/// A line has at most so many bytes without its end.
const LINE: usize = 75;

/// What the journal says about a session beside what it is now.
#[derive(Debug)]
struct Trace<'a> {
    /// How often it was changed, undo and redo included.
    changes: usize,
    /// When last.
    last: Stamp,
    /// As it was last written, whatever became of it.
    written: &'a Session,
}

/// The sessions from a day on, as a calendar.
pub fn calendar(journal: &Journal, first: Day) -> String {
    let mut text = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Upswing//Plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"] {
        put(&mut text, line);
    }
    let entries = journal.entries();
    let traces = traces(&entries);
    let now = |id: &SessionId| journal.history().session(id);
    let mut shown: Vec<(&Session, bool, &Trace<'_>)> = traces
        .iter()
        .map(|(id, trace)| now(id).map_or((trace.written, true, trace), |session| (session, is_cancelled(session), trace)))
        .filter(|(session, ..)| session.day >= first)
        .collect();
    shown.sort_by_key(|(session, ..)| (session.day, session.slot(), session.start, &session.id));
    for (session, cancelled, trace) in shown {
        event(&mut text, session, cancelled, trace);
    }
    put(&mut text, "END:VCALENDAR");
    text
}

fn is_cancelled(session: &Session) -> bool {
    session.status == Status::Skipped
}

/// How often and when each session was changed. An undo changes every session of what it takes back.
fn traces(entries: &[Arc<Entry>]) -> BTreeMap<&SessionId, Trace<'_>> {
    let mut traces: BTreeMap<&SessionId, Trace<'_>> = BTreeMap::new();
    let mut of_batch: BTreeMap<BatchId, Vec<&SessionId>> = BTreeMap::new();
    for entry in entries {
        let touched: Vec<&SessionId> = match &entry.op {
            Op::PutSession(session) => {
                let fresh = || Trace { changes: 0, last: entry.stamp, written: session };
                traces.entry(&session.id).or_insert_with(fresh).written = session;
                vec![&session.id]
            }
            Op::Erase(crate::domain::Key::Session(id)) => vec![id],
            Op::Retract(target) => of_batch.get(target).cloned().unwrap_or_default(),
            Op::SetCheckIn { .. }
            | Op::PutTest(_)
            | Op::PutDayPlan { .. }
            | Op::SetProfile(_)
            | Op::PutExperiment(_)
            | Op::EndExperiment { .. }
            | Op::PutSpan(_)
            | Op::Apart(_)
            | Op::Erase(_) => Vec::new(),
        };
        for trace in &touched {
            if let Some(trace) = traces.get_mut(*trace) {
                (trace.changes, trace.last) = (trace.changes + 1, entry.stamp);
            }
        }
        of_batch.entry(entry.batch).or_default().extend(touched);
    }
    traces
}

fn event(text: &mut String, session: &Session, cancelled: bool, trace: &Trace<'_>) {
    put(text, "BEGIN:VEVENT");
    put(text, &format!("UID:{}@upswing", escaped(&session.id.0)));
    put(text, &format!("DTSTAMP:{}", stamp(trace.last)));
    put(text, &format!("SEQUENCE:{}", trace.changes.saturating_sub(1)));
    when(text, session);
    put(text, &format!("SUMMARY:{}", escaped(&summary(session))));
    put(text, &format!("DESCRIPTION:{}", escaped(&description(session))));
    put(text, &format!("CATEGORIES:{}", session.kind));
    put(text, if cancelled { "STATUS:CANCELLED" } else { "STATUS:CONFIRMED" });
    put(text, "END:VEVENT");
}

/// From its start if that is known, in local time; else the day, which it does not fill.
fn when(text: &mut String, session: &Session) {
    let day = session.day.to_string().replace('-', "");
    match session.start {
        Some(start) => {
            put(text, &format!("DTSTART:{day}T{:02}{:02}00", start / 60, start % 60));
            if let Some(minutes) = session.minutes {
                put(text, &format!("DURATION:PT{minutes}M"));
            }
        }
        None => {
            put(text, &format!("DTSTART;VALUE=DATE:{day}"));
            put(text, "TRANSP:TRANSPARENT");
        }
    }
}

/// `strength 50 min, evening`.
fn summary(session: &Session) -> String {
    let minutes = session.minutes.map(|minutes| format!(" {minutes} min")).unwrap_or_default();
    let half = match (session.start, session.place.slot) {
        (None, Some(Slot::Am)) => ", morning",
        (None, Some(Slot::Pm)) => ", evening",
        (Some(_), _) | (None, None) => "",
    };
    format!("{}{minutes}{half}", session.name())
}

fn description(session: &Session) -> String {
    let mut parts = vec![session.kind.id().to_owned(), session.status.id().to_owned()];
    parts.extend(session.rpe.map(|rpe| format!("RPE {rpe}")));
    parts.push(session.place.priority.id().to_owned());
    parts.extend(session.original_day.map(|day| format!("first planned for {day}")));
    parts.extend(Some(session.notes.clone()).filter(|notes| !notes.is_empty()));
    parts.join("\n")
}

/// When an entry was written, as a time in UTC.
fn stamp(stamp: Stamp) -> String {
    let time = i64::try_from(stamp.wall_ms).ok().and_then(DateTime::from_timestamp_millis).unwrap_or_default();
    time.format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text value: what has a meaning in the format stands behind a backslash, control characters are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            _ if letter.is_control() => {}
            _ => safe.push(letter),
        }
    }
    safe
}

/// Writes a line, folded between characters where it is too long.
fn put(text: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        length += letter.len_utf8();
        // Writing into a string cannot fail.
        let _ = text.write_char(letter);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, Key, Kind, Minutes};

    fn monday() -> Day {
        Day::from_ymd(2026, 3, 2).unwrap()
    }

    fn session(title: &str) -> Session {
        let mut session = Session::new(SessionId("a;1".to_owned()), monday(), Kind::Strength, Status::Planned);
        session.title = title.to_owned();
        session.minutes = Minutes::try_from(50_u16).ok();
        session
    }

    fn add(journal: &mut Journal, ops: Vec<Op>) -> BatchId {
        let entries = Entry::batch(ops, journal.last_stamp(), 1_772_409_600_000, 1);
        let batch = entries[0].batch;
        journal.add(entries);
        batch
    }

    fn put_session(journal: &mut Journal, session: Session) -> BatchId {
        add(journal, vec![Op::PutSession(Box::new(session))])
    }

    /// The lines as a reader sees them.
    fn unfolded(text: &str) -> Vec<String> {
        text.replace("\r\n ", "").lines().map(str::to_owned).collect()
    }

    fn value(text: &str, name: &str) -> String {
        let lines = unfolded(text);
        let found = lines.iter().find_map(|line| line.strip_prefix(&format!("{name}:")));
        found.unwrap_or_else(|| panic!("{name} in {text}")).to_owned()
    }

    #[test]
    fn a_session_keeps_its_name_and_every_change_raises_the_sequence() {
        let mut journal = Journal::default();
        put_session(&mut journal, session(""));
        let first = calendar(&journal, monday());
        assert_eq!((value(&first, "UID"), value(&first, "SEQUENCE")), ("a\\;1@upswing".to_owned(), "0".to_owned()));
        assert_eq!(first, calendar(&journal, monday()));
        let moved = put_session(&mut journal, Session { day: monday().plus(1), ..session("") });
        let second = calendar(&journal, monday());
        assert_eq!((value(&second, "SEQUENCE"), value(&second, "DTSTART;VALUE=DATE")), ("1".to_owned(), "20260303".to_owned()));
        add(&mut journal, vec![Op::Retract(moved)]);
        let third = calendar(&journal, monday());
        assert_eq!((value(&third, "SEQUENCE"), value(&third, "DTSTART;VALUE=DATE")), ("2".to_owned(), "20260302".to_owned()));
        assert_eq!(value(&third, "UID"), value(&first, "UID"));
    }

    #[test]
    fn what_is_skipped_or_taken_out_is_cancelled() {
        let mut journal = Journal::default();
        put_session(&mut journal, session(""));
        assert_eq!(value(&calendar(&journal, monday()), "STATUS"), "CONFIRMED");
        put_session(&mut journal, Session { status: Status::Skipped, ..session("") });
        assert_eq!(value(&calendar(&journal, monday()), "STATUS"), "CANCELLED");
        add(&mut journal, vec![Op::Erase(Key::Session(session("").id))]);
        let erased = calendar(&journal, monday());
        assert_eq!((value(&erased, "STATUS"), value(&erased, "SEQUENCE")), ("CANCELLED".to_owned(), "2".to_owned()));
    }

    #[test]
    fn texts_are_escaped_and_long_lines_folded_between_characters() {
        let mut journal = Journal::default();
        let title = "Kraft; Rücken, Beine \\ und\u{1b} ".repeat(6);
        put_session(&mut journal, session(&title));
        let text = calendar(&journal, monday());
        assert!(text.split("\r\n").all(|line| line.len() <= LINE && !line.contains(['\n', '\r', '\u{1b}'])));
        let expected = title.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\u{1b}', "");
        assert_eq!(value(&text, "SUMMARY"), format!("{expected} 50 min"));
    }

    #[test]
    fn a_known_start_is_a_time_of_day_where_the_person_is() {
        let mut journal = Journal::default();
        put_session(&mut journal, Session { start: Some(7 * 60 + 5), ..session("") });
        let text = calendar(&journal, monday());
        assert_eq!((value(&text, "DTSTART"), value(&text, "DURATION")), ("20260302T070500".to_owned(), "PT50M".to_owned()));
    }

    #[test]
    fn what_is_over_is_left_out_and_an_empty_plan_is_a_calendar() {
        let mut journal = Journal::default();
        put_session(&mut journal, session(""));
        let later = unfolded(&calendar(&journal, monday().plus(1)));
        assert!(later.iter().all(|line| line != "BEGIN:VEVENT") && later.last().map(String::as_str) == Some("END:VCALENDAR"));
    }
}
