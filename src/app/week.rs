//! What the week shows, and how the keys move sessions.

use crate::domain::{Day, History, Op, Session, SessionId, Slot, Status};

use super::action::Direction;

/// What the week pane shows.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekView {
    /// The day under the cursor; its week is shown.
    pub day: Day,
    /// The session under the cursor.
    pub session: Option<SessionId>,
}

impl WeekView {
    /// The week of a day.
    pub fn new(day: Day) -> WeekView {
        WeekView { day, session: None }
    }

    /// The Monday of the week shown.
    pub fn monday(&self) -> Day {
        self.day.monday()
    }

    /// The session under the cursor: the chosen one, or the day's first.
    pub fn selected<'a>(&self, history: &'a History) -> Option<&'a Session> {
        let sessions = on_day(history, self.day);
        let chosen = sessions.iter().find(|session| Some(&session.id) == self.session.as_ref());
        chosen.or(sessions.first()).copied()
    }

    /// Follows the chosen session when it moved, forgets it when it is gone.
    pub fn keep_in(&mut self, history: &History) {
        match self.session.as_ref().map(|id| history.session(id)) {
            Some(Some(session)) => self.day = session.day,
            Some(None) => self.session = None,
            None => {}
        }
    }

    /// To another day.
    pub fn step_day(&mut self, days: i64) {
        self.day = self.day.plus(days);
        self.session = None;
    }

    /// To another session of the day.
    pub fn step_session(&mut self, direction: Direction, history: &History) {
        let sessions = on_day(history, self.day);
        let at = self.selected(history).and_then(|now| sessions.iter().position(|session| session.id == now.id));
        let next = (at.unwrap_or(0) as i64 + direction.sign()).clamp(0, (sessions.len() as i64 - 1).max(0)) as usize;
        self.session = sessions.get(next).map(|session| session.id.clone());
    }
}

/// The sessions of a day as they are shown: morning before evening, then by start, then as recorded.
pub fn on_day(history: &History, day: Day) -> Vec<&Session> {
    let mut sessions: Vec<&Session> = history.sessions_on(day).collect();
    sessions.sort_by_key(|session| (slot_of(session), session.start));
    sessions
}

/// The half of the day a session stands in; one without a word is a morning one (`planner.md` §1).
pub fn slot_of(session: &Session) -> Slot {
    let by_start = session.start.map(|start| if start < 12 * 60 { Slot::Am } else { Slot::Pm });
    session.place.slot.or(by_start).unwrap_or(Slot::Am)
}

/// The session on another day: it keeps its first day, and is planned again when it comes back.
pub fn moved_to(session: &Session, day: Day) -> Session {
    let original = session.original_day.unwrap_or(session.day);
    let home = day == original;
    Session {
        day,
        original_day: (!home).then_some(original),
        status: if home { Status::Planned } else { Status::Moved },
        ..session.clone()
    }
}

/// The session in the other half of its day.
pub fn in_slot(session: &Session, slot: Slot) -> Session {
    let mut moved = session.clone();
    moved.place.slot = Some(slot);
    moved
}

/// Puts a session into the journal.
pub fn put(session: Session) -> Op {
    Op::PutSession(Box::new(session))
}

/// Last week's sessions on the empty days of the week of `monday`: same days and slots, not their
/// status or locks, events left out (`planner.md` §6).
pub fn copy_week(history: &History, monday: Day, today: Day, mut id: impl FnMut() -> SessionId) -> Vec<Op> {
    let mut ops = Vec::new();
    for day in monday.max(today).to(monday.plus(6)) {
        if history.sessions_on(day).next().is_some() {
            continue;
        }
        for old in on_day(history, day.minus(7)) {
            if old.kind == crate::domain::Kind::Event || old.status == Status::Skipped {
                continue;
            }
            let mut copy = Session::new(id(), day, old.kind, Status::Planned);
            copy.title.clone_from(&old.title);
            copy.minutes = old.planned_minutes.or(old.minutes);
            copy.rpe = old.planned_rpe.or(old.rpe);
            copy.place = crate::domain::Place { lock: false, fix_day: None, window: None, ..old.place.clone() };
            ops.push(put(copy));
        }
    }
    ops
}
