//! What is known of one day.

use std::sync::Arc;

use crate::domain::checkin::CheckIn;
use crate::domain::plan::DayPlan;
use crate::domain::session::Session;
use crate::domain::stamp::Stamp;

/// What is known of one day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DayRecord {
    /// The morning's check-in.
    pub check_in: CheckIn,
    /// The check before a session (energy, mood, motivation, movement).
    pub before: CheckIn,
    /// What was set for the day in the plan.
    pub plan: DayPlan,
    /// The sessions that stand on this day, in the order they were first recorded.
    pub(super) sessions: Vec<Arc<Recorded>>,
}

/// A session and when it was first recorded.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Recorded {
    pub first: Stamp,
    pub session: Session,
}

impl DayRecord {
    /// The day's sessions, in the order they were first recorded.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        self.sessions.iter().map(|recorded| &recorded.session)
    }

    /// Is nothing known of it?
    pub(super) fn is_empty(&self) -> bool {
        *self == DayRecord::default()
    }
}
