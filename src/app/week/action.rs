//! What can be asked of the week.

use crate::app::direction::Direction;

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
    /// Try changes on a copy, or take what was tried.
    Try,
    /// Leave the plan as it was before it was tried.
    TryNot,
    /// Do what the proposal of this digit says.
    Help(u8),
    /// Show more of what the week says.
    Scroll(Direction),
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
