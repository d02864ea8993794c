//! What can be asked of the week, and when it cannot be done.

use crate::app::action::Direction;
use crate::app::model::Model;

use super::{repair, targets};

/// Something about the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WeekAction {
    /// Choose a day.
    Day(Direction),
    /// Choose a session of the day.
    Session(Direction),
    /// Show another week.
    Week(Direction),
    /// Mark the session, so that the next command is for all marked ones.
    Mark,
    /// Take every mark away.
    Unmark,
    /// Move to another day.
    MoveDay(Direction),
    /// Move within the day.
    MoveSlot(Direction),
    /// Type the day to move to.
    MoveTo,
    /// Exchange places with the session before or after in time.
    Reorder(Direction),
    /// Let two marked sessions exchange their places.
    Swap,
    /// Add a session.
    Add,
    /// Edit the session.
    Edit,
    /// The session was done.
    Done,
    /// Leave out.
    Skip,
    /// Pin to its place, or free it.
    Lock,
    /// Add the same once more.
    Duplicate,
    /// Take out of the plan.
    Delete,
    /// Take everything open of the week out.
    Clear,
    /// Copy last week's plan into empty days.
    Copy,
    /// Choose a week to begin with.
    Templates,
    /// The time there is on the day.
    Time,
    /// Look for the best order of the week.
    Order,
    /// Look for the best order of four weeks.
    OrderFour,
    /// Make the week right again from today on.
    Repair,
    /// Do the session, block by block.
    Start,

    /// A line of the proposal.
    Choose(Direction),
    /// Leave a change of the proposal out, or take it in again.
    LeaveOut,
    /// Do what is proposed.
    Accept,

    /// Stop the clock, or let it go on.
    Pause,
    /// On to the next block.
    NextBlock,
    /// Leave the session; it can be gone on with.
    Leave,
    /// The session is over: the questions after it.
    Finish,
}

type WhyNot = Option<&'static str>;

pub(crate) fn a_session(model: &Model) -> WhyNot {
    model.selected_session().is_none().then_some("Choose a session first: the arrows go from day to day.")
}

/// Is every session that a command would act on still open?
pub(crate) fn open_sessions(model: &Model) -> WhyNot {
    let targets = targets(model);
    if targets.is_empty() {
        return a_session(model);
    }
    let closed = "This session is not open any more; u undoes what was said about it.";
    targets.iter().any(|session| !session.is_open()).then_some(closed)
}

pub(crate) fn a_mark(model: &Model) -> WhyNot {
    model.week.marked.is_empty().then_some("Nothing is marked: Space marks a session.")
}

pub(crate) fn two_marks(model: &Model) -> WhyNot {
    let two = targets(model).len() == 2 && model.week.marked.len() == 2;
    if two { open_sessions(model) } else { Some("Mark two sessions first: Space marks the one under the cursor.") }
}

pub(crate) fn something_open(model: &Model) -> WhyNot {
    let monday = model.week.monday();
    let open = monday.max(model.today).to(monday.plus(6)).any(|day| {
        let mut sessions = model.journal.history().sessions_on(day);
        sessions.any(|session| session.is_open())
    });
    (!open).then_some("Nothing in this week is still to be done.")
}

pub(crate) fn something_to_repair(model: &Model) -> WhyNot {
    (!repair::anything_open(model)).then_some("Nothing from today on is still to be done.")
}

pub(crate) fn something_to_start(model: &Model) -> WhyNot {
    if model.kept_session().is_some() {
        return None;
    }
    match model.selected_session() {
        None => a_session(model),
        Some(session) if !session.is_open() => Some("This session is not open any more."),
        Some(session) if session.day != model.today => Some("Only a session of today can be started."),
        Some(session) if session.minutes.is_none() => Some("Say first how many minutes it has: Enter edits it."),
        Some(_) => None,
    }
}
