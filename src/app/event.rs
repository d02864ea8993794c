//! What can happen to the application, and what it can ask of the world.

use crate::domain::{BatchId, Day, Entry, SessionId};
use crate::engine::planner::Proposal;

use super::chart::Shown;
use super::chart::fitted::{FitRequest, Fitted};
use super::direction::Direction;
use super::draft::Draft;
use super::explain::FitAsk;
use super::key::Key;
use super::list::Line;
use super::pane::Pane;
use super::proposal::Question;
use super::runner::Runner;

/// What is under the mouse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A pane.
    Pane(Pane),
    /// A day in the chart.
    ChartDay(Day),
    /// A day of the week pane.
    WeekDay(Day),
    /// A session of the week pane.
    Session(SessionId),
    /// A line of the open list or form.
    Line(usize),
    /// Beside what stands over the dashboard.
    Outside,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The mouse was clicked.
    Click(Target),
    /// The mouse was moved with the button down.
    Drag(Target),
    /// The button was let go.
    Release(Target),
    /// The mouse wheel was turned.
    Wheel(Target, Direction),
    /// The window has another size.
    Resize,
    /// The window is looked at again.
    FocusGained,
    /// The program ends, asked to or not: by a signal, or because the terminal is gone.
    Ending,
    /// The deadline that was asked for has come.
    Deadline,
    /// A batch is durable.
    Saved(BatchId),
    /// A batch could not be saved; it is kept and tried again.
    NotSaved(BatchId, String),
    /// Another process added entries.
    Arrived(Vec<Entry>),
    /// Another journal is in the place of the one that was read: all of its entries.
    Replaced(Vec<Entry>),
    /// The journal could not be read again.
    NotRead(String),
    /// The journal's file may have changed.
    FileChanged,
    /// What every fit says, in lines.
    FitsTold(Vec<Line>),
    /// The answer to the question of this number.
    Proposed(u64, Box<Proposal>),
    /// A fit that was asked for.
    Fitted(Box<Fitted>),
}

/// Something to be done to the world. Each is answered by an event, or ends the program.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Make a batch durable.
    Append(Vec<Entry>),
    /// Look for entries of other processes.
    Look,
    /// Keep the answers of the forms that were not finished.
    KeepDrafts(Vec<Draft>),
    /// Look for a better order, away from the keys.
    Propose(Box<Question>),
    /// Nobody waits for a better order any more.
    StopProposing,
    /// Keep how far a session is; `None` forgets it.
    KeepSession(Option<Box<Runner>>),
    /// Ring the bell.
    Bell,
    /// Remember which curves are shown.
    KeepView(Shown),
    /// Fit every kind of test and put it into words, away from the keys.
    TellFits(Box<FitAsk>),
    /// Fit the tests, away from the keys.
    Fit(Box<FitRequest>),
    /// Give the terminal back until the shell continues us.
    Suspend,
    /// Forget what could not be saved.
    ForgetUnsaved,
    /// What was left the last time is among the batches to come: its file can go once they are durable.
    TakeLeft,
    /// Forget what was left the last time.
    ForgetLeft,
    /// Leave.
    Quit,
}
