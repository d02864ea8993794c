//! A day, a check-in and a session, each in one line.

use crate::domain::{CheckIn, Day, Field, History, Session, Status, Value, join, typed};

use super::week::on_day;

/// What was done and said on a day, in one line.
pub fn day_line(history: &History, day: Day) -> String {
    let sessions = on_day(history, day).into_iter().map(session_line);
    let said = history.check_in(day).map(check_in_line).filter(|said| !said.is_empty());
    sessions.chain(said).collect::<Vec<_>>().join("   ")
}

/// A check-in in one line: `energy 4, mood 3, slept 7:10`.
pub fn check_in_line(check_in: &CheckIn) -> String {
    let part = |(field, value): (Field, &Value)| match value {
        Value::Flag(false) => None,
        Value::Flag(true) => Some(field.spec().label.to_owned()),
        Value::Text(tags) if field == Field::Tags => {
            Some(tags.split_whitespace().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "))
        }
        Value::Text(text) => Some(format!("“{text}”")),
        value => Some(format!("{} {}", field.spec().label, field.show(value))),
    };
    check_in.values().filter_map(part).collect::<Vec<_>>().join(", ")
}

/// A session in one line: `strength 50 min, RPE 7, done`.
pub fn session_line(session: &Session) -> String {
    let mut line = session.name().to_owned();
    if let Some(minutes) = session.minutes {
        line += &format!(" {}", typed::show_duration(i64::from(minutes.get())));
    }
    if let Some(rpe) = session.rpe {
        line += &format!(" RPE {rpe}");
    }
    if join::is_joined(session) {
        line += &format!(" (joined: {})", join::sources(session));
    }
    match session.status {
        Status::Done => line,
        Status::Planned | Status::Moved | Status::Skipped => format!("{line} ({})", session.status.id()),
    }
}
