//! What is planned: this week and the next, and the event they lead to.
//!
//! The first days stand in an order that can be improved, so that there is something to propose.

use upswing::domain::{Kind, Minutes, Op, Place, Priority, Rpe, Session, SessionId, Slot, Status};

use super::life::{PUT_OFF, today};

/// Days ahead, kind, title, minutes, half RPE, how much it matters.
const AHEAD: [(i64, Kind, &str, u16, u8, Priority); 14] = [
    (0, Kind::Strength, "Legs", 45, 14, Priority::Should),
    (1, Kind::Intervals, "5 × 4 min", 50, 16, Priority::Must),
    (2, Kind::Skill, "Climbing: feet", 60, 11, Priority::Should),
    (3, Kind::Mobility, "", 20, 2, Priority::Could),
    (4, Kind::Endurance, "Easy run", 50, 8, Priority::Should),
    (5, Kind::Strength, "Legs", 45, 14, Priority::Should),
    (6, Kind::Endurance, "Long run", 100, 9, Priority::Must),
    (8, Kind::Strength, "Back and core", 50, 14, Priority::Should),
    (9, Kind::Endurance, "Easy run", 45, 8, Priority::Should),
    (10, Kind::Intervals, "4 × 5 min", 50, 16, Priority::Must),
    (11, Kind::Mobility, "", 20, 2, Priority::Could),
    (12, Kind::Balance, "", 20, 4, Priority::Could),
    (13, Kind::Endurance, "Long run", 80, 9, Priority::Should),
    (20, Kind::Event, "Half marathon", 110, 18, Priority::Must),
];

/// The sessions ahead.
pub fn weeks_ahead() -> Vec<Op> {
    AHEAD.iter().map(|row| Op::PutSession(Box::new(session(row)))).collect()
}

fn session((ahead, kind, title, minutes, halves, priority): &(i64, Kind, &str, u16, u8, Priority)) -> Session {
    let id = SessionId(format!("sample-ahead-{ahead:02}"));
    let mut session = Session::new(id, today().plus(*ahead), *kind, Status::Planned);
    session.title = (*title).to_owned();
    session.minutes = Minutes::try_from(*minutes).ok();
    session.rpe = Rpe::from_halves(*halves);
    let slot = if *kind == Kind::Event { Slot::Am } else { Slot::Pm };
    session.place = Place { slot: Some(slot), priority: *priority, lock: *kind == Kind::Event, ..Place::default() };
    if *ahead == 0 {
        session.status = Status::Moved;
        session.original_day = Some(today().minus(PUT_OFF));
    }
    session
}
