//! A day, a check-in and a session, each in one line.

use crate::domain::field::Slept;
use crate::domain::{CheckIn, Day, Field, History, Session, Status, Value, join, typed};

use super::week::on_day;
use super::words;

/// A day in the list of days: its numbers; what was done and said is written when it is seen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DayRow {
    /// Which day.
    pub day: Day,
    /// The score of its morning.
    pub score: Option<i64>,
    /// What it weighs, done or planned, in points; none = nothing.
    pub load: Option<i64>,
    /// Form on its morning.
    pub form: Option<i64>,
}

/// What stands above the numbers of [`DayRow::line`].
pub const DAY_HEADS: &str = "score   load   form";

impl DayRow {
    /// `   76     75     −3   Legs 45 min RPE 7 · energy 4, mood 4`.
    pub fn line(&self, history: &History) -> String {
        let number = |value: Option<i64>, width: usize| {
            let text = value.map_or_else(|| "·".to_owned(), |value| words::with_true_minus(&value.to_string()));
            format!("{text:>width$}")
        };
        let (score, load, form) = (number(self.score, 5), number(self.load, 7), number(self.form, 7));
        format!("{score}{load}{form}   {}", day_line(history, self.day))
    }
}

/// What was done and said on a day, in one line.
fn day_line(history: &History, day: Day) -> String {
    let sessions = on_day(history, day).into_iter().map(session_line);
    let said = history.check_in(day).map(check_in_line).filter(|said| !said.is_empty());
    sessions.chain(said).collect::<Vec<_>>().join(" · ")
}

/// A check-in in one line: `energy 4, mood 3, slept 7 h 10`.
pub fn check_in_line(check_in: &CheckIn) -> String {
    check_in_parts(check_in).join(", ")
}

/// What a check-in says, a part for each answer.
pub fn check_in_parts(check_in: &CheckIn) -> Vec<String> {
    let part = |(field, value): (Field, &Value)| match value {
        Value::Flag(false) => None,
        Value::Flag(true) => Some(field.spec().label.to_owned()),
        Value::Text(tags) if field == Field::Tags => {
            Some(tags.split_whitespace().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "))
        }
        Value::Choice(slept) => Some(slept_better(*slept).to_owned()),
        Value::Text(text) => Some(format!("“{text}”")),
        Value::Whole(minutes) if matches!(field, Field::SleepMinutes | Field::Nap) => {
            Some(format!("{} {}", field.spec().label, typed::show_duration(*minutes)))
        }
        value => Some(format!("{} {}", field.spec().label, field.show(value))),
    };
    check_in.values().filter_map(part).collect()
}

/// The answer to "slept better?", as it is read in a line.
fn slept_better(slept: Slept) -> &'static str {
    match slept {
        Slept::Yes => "slept better",
        Slept::Same => "slept as usual",
        Slept::No => "slept worse",
    }
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
