//! Sessions that are changed by hand, as values: moved, exchanged, repeated, taken out.

use crate::domain::{Day, History, Key, Op, Place, Session, SessionId, Slot, Status, join};

/// The sessions of a day as they are shown: morning before evening, then by start, then as recorded.
pub fn on_day(history: &History, day: Day) -> Vec<&Session> {
    let mut sessions: Vec<&Session> = history.sessions_on(day).collect();
    sessions.sort_by_key(|session| (session.slot(), session.start));
    sessions
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

/// Two sessions in each other's place; their lengths stay their own.
pub fn exchanged(first: &Session, second: &Session) -> Vec<Session> {
    let to_place_of = |session: &Session, other: &Session| in_slot(&moved_to(session, other.day), other.slot());
    vec![to_place_of(first, second), to_place_of(second, first)]
}

/// The session, free to move.
pub fn freed(mut session: Session) -> Session {
    session.place.lock = false;
    session
}

/// The session planned once more: what it is and how hard, not what became of it, nor where it stands.
fn again(session: &Session, id: SessionId, day: Day) -> Session {
    let mut copy = Session::new(id, day, session.kind, Status::Planned);
    copy.title.clone_from(&session.title);
    copy.minutes = session.planned_minutes.or(session.minutes);
    copy.rpe = session.planned_rpe.or(session.rpe);
    copy
}

/// The session planned once more where it stands, not before today, free to move.
pub fn once_more(session: &Session, id: SessionId, today: Day) -> Session {
    let place = Place { lock: false, ..session.place.clone() };
    Session { place, ..again(session, id, session.day.max(today)) }
}

/// Puts a session into the journal.
pub fn put(session: Session) -> Op {
    Op::PutSession(Box::new(session))
}

/// Puts a session that was changed by hand into the journal ([`join::by_hand`]).
pub fn put_changed(history: &History, session: Session) -> Op {
    put(join::by_hand(history.session(&session.id), session))
}

/// Takes out what is still to be done in the week from `first` on, but not what is locked.
pub fn cleared(history: &History, first: Day, today: Day) -> Vec<Op> {
    let sessions = first.max(today).to(first.plus(6)).flat_map(|day| history.sessions_on(day));
    let open = sessions.filter(|session| session.is_open() && !session.place.lock);
    open.map(|session| Op::Erase(Key::Session(session.id.clone()))).collect()
}

/// Last week's sessions on the empty days of the week from `first` on: same days and slots, not their
/// status or locks, events left out (`planner.md` §6).
pub fn copy_week(history: &History, first: Day, today: Day, mut id: impl FnMut() -> SessionId) -> Vec<Op> {
    let mut ops = Vec::new();
    for day in first.max(today).to(first.plus(6)) {
        if history.sessions_on(day).next().is_some() {
            continue;
        }
        for old in on_day(history, day.minus(7)) {
            if old.kind == crate::domain::Kind::Event || old.status == Status::Skipped {
                continue;
            }
            let place = Place { lock: false, fix_day: None, window: None, ..old.place.clone() };
            ops.push(put(Session { place, ..again(old, id(), day) }));
        }
    }
    ops
}
