//! Everything a person can do, as a value; where it applies.
//!
//! Keys, footer, help, palette and `docs/keys.md` are read from [`COMMANDS`] (`action/table.rs`); a new command is a
//! variant, a row and an arm in `commands`.

mod over;
mod table;

use super::chart::ChartAction;
use super::edit::Edit;
use super::needs::Needs;
use super::pane::Pane;
use super::week::WeekAction;

pub use over::{FormAction, ListAction};
pub use table::COMMANDS;

/// What a person can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Answer this morning's questions.
    CheckIn,
    /// Log a finished session.
    LogSession,
    /// The whole explanation of today.
    Why,
    /// What the last weeks of work led to.
    Cycle,
    /// What the tests say.
    Fit,
    /// Ask again just before a session.
    BeforeSession,
    /// Measure reaction time.
    Reaction,
    /// Answer a flash, begin, or keep the result.
    Tap,
    /// Enter a test result.
    AddTest,
    /// All days, to look up and edit.
    Days,
    /// The person's own settings.
    Profile,
    /// The inks of the screen.
    Themes,
    /// Does the score mean anything for this person?
    Proof,
    /// Experiments on oneself.
    Experiments,
    /// Register an experiment.
    NewExperiment,
    /// End the experiment that waits or runs.
    EndExperiment,
    /// Say that one is ill, injured or away, or that it is over.
    Spans,
    /// Undo.
    Undo,
    /// Redo.
    Redo,
    /// The next pane.
    NextPane,
    /// The pane before.
    PreviousPane,
    /// Go to a pane.
    Focus(Pane),
    /// Show only the focused pane, or all again.
    Zoom,
    /// Messages so far.
    Messages,
    /// Shows the changes that can be taken back alone.
    Changes,
    /// What the numbers under the cursor are.
    What,
    /// Import a file or a folder, after a look at what it would bring.
    Import,
    /// Look at what others write: the journal and the watched folders.
    Refresh,
    /// Help.
    Help,
    /// Find a command by name.
    Palette,
    /// Stop and give the terminal back until `fg`.
    Suspend,
    /// Leave.
    Quit,

    /// Something about the chart.
    Chart(ChartAction),
    /// Back to today.
    Today,
    /// Type a date to go to.
    GoToDate,
    /// Edit the check-in of the day under the crosshair.
    EditDay,

    /// Something about the week.
    Week(WeekAction),

    /// Something about the open form.
    Form(FormAction),
    /// Close; what was typed is kept as a draft.
    Close,
    /// Edit the text that is typed.
    Edit(Edit),

    /// Something about the open list.
    List(ListAction),
}

/// Where a command applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Whatever has the focus.
    Everywhere,
    /// The Today pane.
    Today,
    /// The chart.
    Chart,
    /// The week.
    Week,
    /// A form over the dashboard.
    Form,
    /// Text that is typed, in a form or to look for something.
    Text,
    /// The reaction-time test.
    Reaction,
    /// A proposal of another order.
    Proposal,
    /// A session that is being done.
    Runner,
    /// A list or text over the dashboard.
    List,
}

impl Scope {
    /// The scopes whose keys apply in a pane, the nearest first.
    pub fn of_pane(pane: Pane) -> &'static [Scope] {
        match pane {
            Pane::Today => &[Scope::Today, Scope::Everywhere],
            Pane::Chart => &[Scope::Chart, Scope::Everywhere],
            Pane::Week => &[Scope::Week, Scope::Everywhere],
        }
    }

    /// Does it apply on the dashboard itself, with nothing open over it?
    pub fn is_dashboard(self) -> bool {
        matches!(self, Scope::Everywhere | Scope::Today | Scope::Chart | Scope::Week)
    }

    /// Its title in the help.
    pub fn title(self) -> &'static str {
        match self {
            Scope::Everywhere => "Everywhere",
            Scope::Today => "Today",
            Scope::Chart => "Fitness and fatigue",
            Scope::Week => "Week",
            Scope::Form => "Questions",
            Scope::Text => "Where text is typed",
            Scope::Reaction => "Reaction time",
            Scope::Proposal => "A better order",
            Scope::Runner => "A session",
            Scope::List => "Lists and texts",
        }
    }

    /// Every scope, in the order of the help.
    pub const ALL: [Scope; 10] = [
        Scope::Everywhere,
        Scope::Today,
        Scope::Chart,
        Scope::Week,
        Scope::Form,
        Scope::Text,
        Scope::Reaction,
        Scope::Proposal,
        Scope::Runner,
        Scope::List,
    ];
}

/// A row of the command table.
#[derive(Clone, Copy)]
pub struct Command {
    /// What it does.
    pub action: Action,
    /// Its name, for the palette and the configuration file.
    pub name: &'static str,
    /// The verb of the footer.
    pub hint: &'static str,
    /// One sentence.
    pub sentence: &'static str,
    /// Its keys by default, the first one shown.
    pub keys: &'static [&'static str],
    /// Where it applies.
    pub scope: Scope,
    /// What must be there for it to be done.
    pub needs: Needs,
    /// Other words that people look for it by.
    pub also: &'static str,
}
