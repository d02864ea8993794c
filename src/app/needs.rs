//! What a command needs before it can be done, as data; whether it is there is asked by `why_not`.

/// What must be there for a command to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Needs {
    /// Nothing: it can always be done.
    Nothing,
    /// An open check-in, where no text is typed.
    CheckIn,
    /// Something that was done.
    Undoable,
    /// Something that was taken back.
    Redoable,
    /// A session under the cursor.
    Session,
    /// That every session it acts on is still to be done.
    OpenSessions,
    /// A marked session.
    Mark,
    /// Two marked sessions, still to be done.
    TwoMarks,
    /// A session of the week shown that is still to be done.
    OpenWeek,
    /// A session from today on, or missed this week, that is still to be done.
    OpenAhead,
    /// A list in which a line is chosen.
    Choice,
    /// The list of days.
    Days,
    /// The list of curves.
    Curves,
    /// A proposal that changes something.
    Change,
    /// A proposal with this digit.
    Proposal(u8),
    /// More than one sentence about the week.
    Issues,
    /// A plan that is tried.
    Tried,
    /// A session of today that can be begun, or gone on with.
    SessionToStart,
}
