//! What the week shows, and how the keys move sessions.

mod action;
mod change;
mod choice;
pub mod commands;
pub mod firmness;
mod issue;
pub mod repair;
pub mod template;
pub mod time;

use std::collections::BTreeSet;

use crate::domain::{Day, History, Session, SessionId, WeekKind, WeekStart};

use super::direction::Direction;

pub use action::WeekAction;
pub use change::{cleared, copy_week, exchanged, in_slot, moved_to, on_day, once_more, put, put_changed};
pub use choice::TemplateChoice;
pub use issue::{Issue, Proposal, issues, proposal};

/// What the week pane shows.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekView {
    /// The day under the cursor; its week is shown.
    pub day: Day,
    /// The session under the cursor.
    pub session: Option<SessionId>,
    /// Sessions that the next command acts on together.
    pub marked: BTreeSet<SessionId>,
    /// A session that the mouse holds.
    pub held: Option<SessionId>,
    /// What the week says is shown from this sentence on.
    pub from: usize,
}

impl WeekView {
    /// The week of a day.
    pub fn new(day: Day) -> WeekView {
        WeekView { day, session: None, marked: BTreeSet::new(), held: None, from: 0 }
    }

    /// Is the week shown meant to be a lighter one?
    pub fn is_lighter(&self, history: &History, week: WeekStart) -> bool {
        history.day(week.mark(self.day)).is_some_and(|record| record.plan.week == Some(WeekKind::Deload))
    }

    /// The session under the cursor: the chosen one, or the day's first.
    pub fn selected<'a>(&self, history: &'a History) -> Option<&'a Session> {
        let sessions = on_day(history, self.day);
        let chosen = sessions.iter().find(|session| Some(&session.id) == self.session.as_ref());
        chosen.or(sessions.first()).copied()
    }

    /// Follows the chosen session when it moved, forgets it when it is gone.
    pub fn keep_in(&mut self, history: &History) {
        self.marked.retain(|id| history.session(id).is_some());
        match self.session.as_ref().map(|id| history.session(id)) {
            Some(Some(session)) => self.day = session.day,
            Some(None) => self.session = None,
            None => {}
        }
    }

    /// To a day.
    pub fn go_to(&mut self, day: Day, week: WeekStart) {
        if week.first(self.day) != week.first(day) {
            self.from = 0;
        }
        self.day = day;
        self.session = None;
    }

    /// To another day.
    pub fn step_day(&mut self, days: i64, week: WeekStart) {
        self.go_to(self.day.plus(days), week);
    }

    /// To another session of the day.
    pub fn step_session(&mut self, direction: Direction, history: &History) {
        let sessions = on_day(history, self.day);
        let at = self.selected(history).and_then(|now| sessions.iter().position(|session| session.id == now.id));
        let next = (at.unwrap_or(0) as i64 + direction.sign()).clamp(0, (sessions.len() as i64 - 1).max(0)) as usize;
        self.session = sessions.get(next).map(|session| session.id.clone());
    }
}
