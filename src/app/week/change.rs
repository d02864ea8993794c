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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Body, Entry, Journal, Kind, Minutes, Priority, Rpe, Stamp};

    fn day(number: i64) -> Day {
        Day::from_ymd(2026, 3, 2).unwrap().plus(number)
    }

    /// A session of last Monday of which everything is said: where it had to stand, what was planned, what became of it.
    fn whole() -> Session {
        let monday = day(-7);
        Session {
            title: "Deadlifts".to_owned(),
            notes: "went well".to_owned(),
            minutes: Minutes::try_from(40_u16).ok(),
            planned_minutes: Minutes::try_from(60_u16).ok(),
            rpe: Rpe::try_from(8.0).ok(),
            planned_rpe: Rpe::try_from(6.0).ok(),
            charge: Some(4),
            original_day: Some(monday.minus(1)),
            place: Place {
                slot: Some(Slot::Pm),
                priority: Priority::Must,
                lock: true,
                fix_day: Some(monday),
                fix_slot: Some(Slot::Pm),
                window: Some((monday, monday.plus(2))),
                body: Body::Lower,
            },
            ..Session::new(SessionId("a".to_owned()), monday, Kind::Strength, Status::Done)
        }
    }

    /// What was planned of it, on a day and in a place.
    fn planned(id: &str, day: Day, place: Place) -> Session {
        Session {
            title: "Deadlifts".to_owned(),
            minutes: Minutes::try_from(60_u16).ok(),
            rpe: Rpe::try_from(6.0).ok(),
            place,
            ..Session::new(SessionId(id.to_owned()), day, Kind::Strength, Status::Planned)
        }
    }

    #[test]
    fn what_is_copied_to_another_week_is_what_was_planned_bound_to_none_of_its_days() {
        let mut journal = Journal::default();
        journal.add(Entry::batch(vec![put(whole())], Stamp::default(), 1, 1));
        let copy = |today| copy_week(journal.history(), day(0), today, || SessionId("b".to_owned()));
        let place = Place { lock: false, fix_day: None, window: None, ..whole().place };
        assert_eq!(copy(day(0)), [put(planned("b", day(0), place))]);
        assert_eq!(copy(day(1)), [], "its day is over");
    }

    #[test]
    fn once_more_it_stands_where_it_stood_or_today_and_is_only_not_locked() {
        let more = |today| once_more(&whole(), SessionId("b".to_owned()), today);
        let place = || Place { lock: false, ..whole().place };
        assert_eq!(more(day(-9)), planned("b", day(-7), place()));
        assert_eq!(more(day(0)), planned("b", day(0), place()));
    }

    #[test]
    fn what_is_moved_remembers_its_first_day_until_it_is_back_there() {
        let first = planned("a", day(0), Place::default());
        let away = moved_to(&first, day(2));
        assert_eq!((away.day, away.original_day, away.status), (day(2), Some(day(0)), Status::Moved));
        let further = moved_to(&away, day(4));
        assert_eq!((further.day, further.original_day, further.status), (day(4), Some(day(0)), Status::Moved));
        assert_eq!(moved_to(&further, day(0)), first);
        let evening =
            Session { place: Place { slot: Some(Slot::Pm), ..Place::default() }, ..planned("b", day(3), Place::default()) };
        let [one, other] = &exchanged(&first, &evening)[..] else { panic!() };
        assert_eq!((one.id.0.as_str(), one.day, one.slot()), ("a", day(3), Slot::Pm));
        assert_eq!((other.id.0.as_str(), other.day, other.slot()), ("b", day(0), Slot::Am));
    }

    #[test]
    fn a_week_is_cleared_of_what_is_open_and_free_from_today_to_its_last_day() {
        let of = |id: i64, change: fn(&mut Session)| {
            let mut session = planned(&id.to_string(), day(id), Place::default());
            change(&mut session);
            put(session)
        };
        let mut journal = Journal::default();
        let ops = vec![
            of(-1, |_| ()),
            of(0, |_| ()),
            of(1, |_| ()),
            of(2, |session| session.status = Status::Done),
            of(3, |session| session.place.lock = true),
            of(4, |session| session.status = Status::Skipped),
            of(5, |session| session.status = Status::Moved),
            of(6, |_| ()),
            of(7, |_| ()),
        ];
        journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
        let gone = |ids: &[i64]| ids.iter().map(|id| Op::Erase(Key::Session(SessionId(id.to_string())))).collect::<Vec<_>>();
        assert_eq!(cleared(journal.history(), day(0), day(1)), gone(&[1, 5, 6]));
        assert_eq!(cleared(journal.history(), day(0), day(-3)), gone(&[0, 1, 5, 6]));
    }
}
