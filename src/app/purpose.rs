//! What a form is for.

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Kind, SessionId, SpanId};

/// What a form is for; decides what its answers mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Purpose {
    /// The check-in of a day.
    CheckIn(Day),
    /// The check before a session of a day.
    Before(Day),
    /// A new session of the plan: any, or of the kind that was proposed.
    AddSession(Option<Kind>),
    /// A session of the plan.
    EditSession(SessionId),
    /// After a session.
    After(SessionId),
    /// A finished session that was not planned.
    Log,
    /// A test result.
    Test,
    /// The person.
    Profile,
    /// The time there is on a day.
    Time(Day),
    /// The day that sessions move to.
    MoveTo,
    /// A date to go to.
    GoTo,
    /// An experiment to register.
    Experiment,
    /// What holds over days: a new span, or a known one.
    Span(Option<SpanId>),
    /// A file to import.
    Import,
}

impl Purpose {
    /// The title of its form.
    pub fn title(&self) -> String {
        match self {
            Purpose::CheckIn(day) => format!("Check-in · {}", day.short()),
            Purpose::Before(_) => "Before the session".to_owned(),
            Purpose::AddSession(_) => "Plan a session".to_owned(),
            Purpose::EditSession(_) => "Edit the session".to_owned(),
            Purpose::After(_) => "After the session".to_owned(),
            Purpose::Log => "Log a session".to_owned(),
            Purpose::Test => "A test result".to_owned(),
            Purpose::Profile => "You".to_owned(),
            Purpose::Time(day) => format!("Time on {}", day.short()),
            Purpose::MoveTo => "Move to".to_owned(),
            Purpose::GoTo => "Go to a date".to_owned(),
            Purpose::Import => "Import".to_owned(),
            Purpose::Experiment => "An experiment on yourself".to_owned(),
            Purpose::Span(_) => "Ill, injured or away".to_owned(),
        }
    }

    /// What its form does in the end, and the same of a key that does it.
    pub fn verbs(&self) -> (&'static str, &'static str) {
        match self {
            Purpose::MoveTo => ("move", "moves"),
            Purpose::GoTo => ("go", "goes"),
            Purpose::Import => ("look inside", "looks inside"),
            Purpose::CheckIn(_)
            | Purpose::Before(_)
            | Purpose::AddSession(_)
            | Purpose::EditSession(_)
            | Purpose::After(_)
            | Purpose::Log
            | Purpose::Test
            | Purpose::Profile
            | Purpose::Time(_)
            | Purpose::Experiment
            | Purpose::Span(_) => ("save", "saves"),
        }
    }

    /// Is it one question about where to go or what to read, which nobody goes on with later?
    pub fn is_fleeting(&self) -> bool {
        matches!(self, Purpose::MoveTo | Purpose::GoTo | Purpose::Import)
    }
}
