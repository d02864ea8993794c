//! What can happen to the application, and what it can ask of the world.

use std::collections::BTreeSet;

use crate::domain::{BatchId, Day, Entry, SessionId, Stamp};
use crate::engine::planner::Proposal;

use super::arriving::{Came, FileAsk, Preview};
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
    /// What stands over the dashboard, where none of its lines is.
    Over,
    /// Beside what stands over the dashboard, or beside its panes.
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
    /// How far the open text can be scrolled: its last line that can stand first. Only the screen knows it.
    Reaches(usize),
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
    /// The theme is kept, or why it is not.
    ThemeKept(Result<String, String>),
    /// The journal's file may have changed.
    FileChanged,
    /// What every fit says, in lines.
    FitsTold(Vec<Line>),
    /// The answer to the question of this number.
    Proposed(u64, Box<Proposal>),
    /// A fit that was asked for.
    Fitted(Box<Fitted>),
    /// Something in the watched folders may have changed.
    WatchedChanged,
    /// What the watched files bring.
    Came(Box<Came>),
    /// How far the reading of this number is, in words.
    Reading(u64, String),
    /// What a file that was named would bring.
    Previewed(Box<Preview>),
    /// A path that was typed, how it goes on, and what else it could be.
    Completed(String, String, String),
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
    /// Read what is new in the watched files, away from the keys.
    LookAtWatched(Box<FileAsk>),
    /// What was read of the watched files need not be read again, once what was asked for before is durable.
    KeepSeen,
    /// Read a file or a folder under a number, away from the keys.
    Bring(u64, String, Box<FileAsk>),
    /// Nobody waits for a file any more.
    StopBringing,
    /// How may this path go on?
    Complete(String),
    /// Ring the bell.
    Bell,
    /// Draw with the inks of this theme.
    ShowTheme(String),
    /// Write the theme into the configuration.
    KeepTheme(String),
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
    /// What was left the last time is among the batches to come: it can go from its file once they are durable.
    TakeLeft(BTreeSet<Stamp>),
    /// Forget what was left the last time.
    ForgetLeft(BTreeSet<Stamp>),
    /// Open the dashboard of somebody in the folder; leaving it leads back to the list.
    OpenPerson(String),
    /// Leave.
    Quit,
}
