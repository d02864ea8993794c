//! What the plan says about today, as far as the advice needs it.

use std::cmp::Reverse;

use crate::domain::{Availability, Body, Day, History, Kind, Minutes, Rpe, Session, SessionId, WeekKind, WeekStart};
use crate::engine::Tuning;
use crate::engine::load::session_milli;

/// What the plan says about today.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TodayPlan {
    /// What the week is for.
    pub week: Option<WeekKind>,
    /// Days to the next open event from tomorrow on; `None` = none as near as the taper, or a past morning.
    pub event_in_days: Option<i64>,
    /// Minutes there are for training today; `None` = no limit.
    pub available_minutes: Option<i64>,
    /// The planned session.
    pub session: Option<PlannedToday>,
}

/// The session planned for today.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedToday {
    /// Its name in the plan, if it stands there.
    pub id: Option<SessionId>,
    /// What it is.
    pub kind: Kind,
    /// How long; `None` = not said.
    pub minutes: Option<Minutes>,
    /// How hard; `None` = not said.
    pub rpe: Option<Rpe>,
    /// May it go to another day?
    pub movable: bool,
    /// For strength: which half.
    pub body: Body,
}

impl PlannedToday {
    /// A session of the plan.
    pub fn of(session: &Session) -> PlannedToday {
        let place = &session.place;
        let fixed = place.lock || place.fix_day.is_some() || session.kind == Kind::Event;
        let one_day = place.window.is_some_and(|(first, last)| first == last);
        PlannedToday {
            id: Some(session.id.clone()),
            kind: session.kind,
            minutes: session.minutes,
            rpe: session.rpe,
            movable: !fixed && !one_day,
            body: place.body,
        }
    }
}

impl TodayPlan {
    /// What the plan of a history says about a day. Its main session is an event, else the open
    /// one that matters most: by priority, then slot, then size.
    pub fn of(history: &History, day: Day, tuning: &Tuning) -> TodayPlan {
        let open = history.sessions_on(day).filter(|session| session.is_open());
        let main = open.min_by_key(|session| {
            let load = Reverse(session_milli(session, tuning));
            (session.kind != Kind::Event, session.place.priority, session.place.slot, load, session.id.clone())
        });
        TodayPlan {
            week: week_of(history, day, tuning.week_starts),
            event_in_days: event_in_days(history, day, tuning),
            available_minutes: available(history, day),
            session: main.map(PlannedToday::of),
        }
    }

    /// The same of a day before today: what was planned ahead of it then is not kept.
    pub fn of_past(history: &History, day: Day, tuning: &Tuning) -> TodayPlan {
        TodayPlan { event_in_days: None, ..TodayPlan::of(history, day, tuning) }
    }
}

/// What the week of a day is for.
pub(super) fn week_of(history: &History, day: Day, week: WeekStart) -> Option<WeekKind> {
    history.day(week.mark(day)).and_then(|record| record.plan.week)
}

/// Days to the next open event from tomorrow on; looks as far as the taper does. Today's own hides none.
fn event_in_days(history: &History, day: Day, tuning: &Tuning) -> Option<i64> {
    let open = |session: &Session| session.kind == Kind::Event && session.is_open();
    let mut ahead = day.plus(1).to(day.plus(tuning.readiness.taper_days));
    ahead.find(|ahead| history.sessions_on(*ahead).any(open)).map(|event| event.since(day))
}

/// Minutes for training on a day; `None` where nobody has said anything about it.
fn available(history: &History, day: Day) -> Option<i64> {
    let time = history.availability(day);
    let slots = if time.off { 0 } else { i64::from(time.am) + i64::from(time.pm) };
    let minutes = time.day.map_or(slots, |day| slots.min(i64::from(day)));
    (time != Availability::default()).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{DayPlan, Entry, Journal, Op, Priority, Slot, Stamp, Status};

    fn sunday() -> Day {
        Day::from_ymd(2026, 3, 29).unwrap()
    }

    fn session(id: &str, day: Day, kind: Kind, status: Status) -> Session {
        Session::new(SessionId(id.to_owned()), day, kind, status)
    }

    fn plan(ops: Vec<Op>) -> TodayPlan {
        let mut journal = Journal::default();
        journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
        TodayPlan::of(journal.history(), sunday(), &Tuning::default())
    }

    fn put(session: Session) -> Op {
        Op::PutSession(Box::new(session))
    }

    #[test]
    fn the_main_session_is_the_open_one_that_matters_most() {
        let mut must = session("must", sunday(), Kind::Skill, Status::Planned);
        must.place.priority = Priority::Must;
        must.place.slot = Some(Slot::Pm);
        let should = session("should", sunday(), Kind::Strength, Status::Planned);
        let done = session("done", sunday(), Kind::Event, Status::Done);
        let main = plan(vec![put(should.clone()), put(must), put(done)]).session.unwrap();
        assert_eq!((main.kind, main.movable), (Kind::Skill, true));
        let event = session("event", sunday(), Kind::Event, Status::Planned);
        let main = plan(vec![put(should), put(event)]).session.unwrap();
        assert_eq!((main.kind, main.movable), (Kind::Event, false));
    }

    #[test]
    fn week_event_and_time_come_from_the_plan() {
        let event = session("event", sunday().plus(2), Kind::Event, Status::Planned);
        let far = session("far", sunday().plus(3), Kind::Event, Status::Planned);
        let week = DayPlan { week: Some(WeekKind::Deload), availability: None };
        let time = Availability { am: 20, pm: 60, day: Some(45), ..Availability::default() };
        let today = DayPlan { availability: Some(time), week: None };
        let put_plan = |day, plan| Op::PutDayPlan { day, plan };
        let found = plan(vec![put(event), put_plan(sunday().monday(), week), put_plan(sunday(), today)]);
        assert_eq!((found.week, found.event_in_days), (Some(WeekKind::Deload), Some(2)));
        assert_eq!((found.available_minutes, found.session), (Some(45), None));
        assert_eq!(plan(vec![put(far)]), TodayPlan::default());
    }
}
