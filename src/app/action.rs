//! The command table: everything a person can do, once.
//!
//! Keys, footer, help, palette and `docs/keys.md` are read from [`COMMANDS`]; a new command is a
//! variant, a row and an arm in `update`.

use super::chart::{ChartAction, Mark, Step};
use super::model::Model;
use super::model::{Overlay, Pane};

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

    /// Choose a day of the week.
    SelectDay(Direction),
    /// Choose a session of the day.
    SelectSession(Direction),
    /// Move the session to another day.
    MoveDay(Direction),
    /// Move the session within the day.
    MoveSlot(Direction),
    /// The week before.
    WeekBack,
    /// The week after.
    WeekOn,
    /// Add a session.
    AddSession,
    /// Edit the session.
    EditSession,
    /// The session was done.
    Done,
    /// Leave the session out.
    Skip,
    /// Pin the session, or free it.
    Lock,
    /// Add the same session once more.
    Duplicate,
    /// Take the session out of the plan.
    Delete,
    /// Copy last week's plan into empty days.
    CopyWeek,

    /// Take the answer, or skip.
    FormNext,
    /// Back a question.
    FormBack,
    /// On a question.
    FormForward,
    /// The option before.
    FormLess,
    /// The option after.
    FormMore,
    /// Take the answer away.
    FormErase,
    /// Save what was answered.
    FormSave,
    /// Close; a check-in is kept as a draft.
    Close,

    /// Up a line.
    ListUp,
    /// Down a line.
    ListDown,
    /// Up a page.
    ListPageUp,
    /// Down a page.
    ListPageDown,
    /// To the first line.
    ListTop,
    /// To the last line.
    ListEnd,
    /// Take the chosen line.
    ListPick,
    /// Take away a letter of what is looked for.
    ListErase,
}

/// Backwards or onwards.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Backwards: left, up, earlier.
    Back,
    /// Onwards: right, down, later.
    On,
}

impl Direction {
    /// −1 or +1.
    pub fn sign(self) -> i64 {
        match self {
            Direction::Back => -1,
            Direction::On => 1,
        }
    }
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
    /// The reaction-time test.
    Reaction,
    /// A list or text over the dashboard.
    List,
}

impl Scope {
    /// Its title in the help.
    pub fn title(self) -> &'static str {
        match self {
            Scope::Everywhere => "Everywhere",
            Scope::Today => "Today",
            Scope::Chart => "Fitness and fatigue",
            Scope::Week => "Week",
            Scope::Form => "Questions",
            Scope::Reaction => "Reaction time",
            Scope::List => "Lists and texts",
        }
    }

    /// Every scope, in the order of the help.
    pub const ALL: [Scope; 7] =
        [Scope::Everywhere, Scope::Today, Scope::Chart, Scope::Week, Scope::Form, Scope::Reaction, Scope::List];
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
    /// Why it cannot be done now; `None` = it can.
    pub why_not: fn(&Model) -> Option<&'static str>,
}

const fn command(
    action: Action,
    name: &'static str,
    hint: &'static str,
    sentence: &'static str,
    keys: &'static [&'static str],
    scope: Scope,
) -> Command {
    Command { action, name, hint, sentence, keys, scope, why_not: always }
}

const fn only(command: Command, why_not: fn(&Model) -> Option<&'static str>) -> Command {
    Command { why_not, ..command }
}

fn always(_: &Model) -> Option<&'static str> {
    None
}

fn something_to_undo(model: &Model) -> Option<&'static str> {
    model.journal.undo_stacks().undo.is_empty().then_some("There is nothing to undo yet.")
}

fn something_to_redo(model: &Model) -> Option<&'static str> {
    model.journal.undo_stacks().redo.is_empty().then_some("There is nothing to do again.")
}

fn a_session(model: &Model) -> Option<&'static str> {
    model.selected_session().is_none().then_some("Choose a session first: the arrows go from day to day.")
}

fn an_open_session(model: &Model) -> Option<&'static str> {
    match model.selected_session() {
        None => a_session(model),
        Some(session) if !session.is_open() => Some("This session is not open any more; u undoes what was said about it."),
        Some(_) => None,
    }
}

const fn chart(
    action: ChartAction,
    name: &'static str,
    hint: &'static str,
    sentence: &'static str,
    keys: &'static [&'static str],
) -> Command {
    command(Action::Chart(action), name, hint, sentence, keys, Scope::Chart)
}

use Action as A;
use ChartAction as C;
use Direction as D;
use Scope as S;

/// Everything a person can do.
pub static COMMANDS: &[Command] = &[
    command(
        A::CheckIn,
        "check-in",
        "check in",
        "Answer this morning's questions; the score moves with every answer.",
        &["c"],
        S::Everywhere,
    ),
    command(A::LogSession, "log", "log", "Log a session that you have done.", &["l"], S::Everywhere),
    command(A::Why, "why", "why", "Every bar and reason behind today's advice, and what would change it.", &["w"], S::Everywhere),
    command(
        A::BeforeSession,
        "before",
        "before a session",
        "Four answers just before a session; the advice answers at once.",
        &["b"],
        S::Everywhere,
    ),
    command(A::Reaction, "reaction", "reaction", "Measure your reaction time: about a minute of flashes.", &["r"], S::Everywhere),
    command(A::AddTest, "test", "enter a test", "Enter the result of a performance test.", &["T"], S::Everywhere),
    command(
        A::Cycle,
        "cycle",
        "cycle",
        "Stress, response, adaptation: did I let my body respond to the work I did?",
        &["C"],
        S::Everywhere,
    ),
    command(A::Fit, "fit", "fit", "What your tests say: how you respond to training, with bands.", &["F"], S::Everywhere),
    command(A::Days, "days", "days", "All days, newest first: find one by typing and edit it.", &["L"], S::Everywhere),
    command(
        A::Profile,
        "profile",
        "you",
        "Your situation, sleep need and the time you have for training.",
        &["P"],
        S::Everywhere,
    ),
    only(command(A::Undo, "undo", "undo", "Take back the last thing you did.", &["u"], S::Everywhere), something_to_undo),
    only(
        command(A::Redo, "redo", "redo", "Do again what was taken back last.", &["U", "Ctrl+r"], S::Everywhere),
        something_to_redo,
    ),
    command(A::NextPane, "next-pane", "pane", "Go to the next pane.", &["Tab"], S::Everywhere),
    command(A::PreviousPane, "previous-pane", "pane", "Go to the pane before.", &["BackTab"], S::Everywhere),
    command(A::Focus(Pane::Today), "today-pane", "today", "Go to the Today pane.", &["1"], S::Everywhere),
    command(A::Focus(Pane::Chart), "chart-pane", "chart", "Go to the chart.", &["2"], S::Everywhere),
    command(A::Focus(Pane::Week), "week-pane", "week", "Go to the week.", &["3"], S::Everywhere),
    command(A::Zoom, "zoom", "zoom", "Show only the focused pane, or all of them again.", &["z"], S::Everywhere),
    command(A::Messages, "messages", "messages", "What the program told you since it was started.", &["m"], S::Everywhere),
    command(A::Palette, "commands", "commands", "Find a command by its name.", &[":"], S::Everywhere),
    command(A::Help, "help", "help", "All keys, what the words mean, and what this program is not.", &["?"], S::Everywhere),
    command(A::Suspend, "suspend", "suspend", "Back to the shell; fg returns here.", &["Ctrl+z"], S::Everywhere),
    command(A::Quit, "quit", "quit", "Leave. Everything is saved already.", &["q", "Ctrl+c"], S::Everywhere),
    command(A::Why, "explain", "why", "Every bar and reason behind today's advice.", &["Enter"], S::Today),
    chart(C::Step(Step::Day(D::Back)), "day-back", "day", "Crosshair a day back.", &["Left", "h"]),
    chart(C::Step(Step::Day(D::On)), "day-on", "day", "Crosshair a day on.", &["Right"]),
    command(A::EditDay, "edit-day", "edit day", "Edit the check-in of the day under the crosshair.", &["Enter"], S::Chart),
    chart(C::Choose, "series", "curves", "Choose which curves are shown.", &["o"]),
    chart(C::Zoom(D::Back), "zoom-in", "closer", "Show fewer days, around the crosshair.", &["+", "="]),
    chart(C::Zoom(D::On), "zoom-out", "wider", "Show more days, around the crosshair.", &["-"]),
    chart(C::Explain, "explain-curves", "explain", "What the curves mean, and what they show here.", &["i"]),
    chart(C::ZoomAll, "zoom-all", "everything", "Show everything there is.", &["0"]),
    chart(C::Step(Step::Week(D::Back)), "crosshair-week-back", "week", "Crosshair a week back.", &["Shift+Left", "Up"]),
    chart(C::Step(Step::Week(D::On)), "crosshair-week-on", "week", "Crosshair a week on.", &["Shift+Right", "Down"]),
    chart(C::Step(Step::Month(D::Back)), "month-back", "4 weeks", "Crosshair four weeks back.", &["PageUp"]),
    chart(C::Step(Step::Month(D::On)), "month-on", "4 weeks", "Crosshair four weeks on.", &["PageDown"]),
    chart(C::Pan(D::Back), "pan-back", "pan", "Show the days before: half a screen back.", &["["]),
    chart(C::Pan(D::On), "pan-on", "pan", "Show the days after: half a screen on.", &["]"]),
    chart(C::First, "first-day", "first day", "Crosshair to the first day of the history.", &["Home"]),
    chart(C::Last, "last-day", "last day", "Crosshair to the last planned day.", &["End"]),
    command(A::Today, "today", "today", "Back to today.", &["t"], S::Chart),
    command(A::GoToDate, "go-to", "go to date", "Type a date: 2025-06, -3w, last monday.", &["g"], S::Chart),
    chart(C::To(Mark::Session, D::On), "next-session", "session", "The next day with a session.", &["n"]),
    chart(C::To(Mark::Session, D::Back), "session-before", "session", "The day before with a session.", &["N"]),
    chart(C::To(Mark::Event, D::On), "next-event", "event", "The next event.", &["e"]),
    chart(C::To(Mark::Event, D::Back), "event-before", "event", "The event before.", &["E"]),
    chart(C::To(Mark::Test, D::On), "next-test", "test", "The next test result.", &["r"]),
    chart(C::To(Mark::Test, D::Back), "test-before", "test", "The test result before.", &["R"]),
    chart(C::To(Mark::CheckIn, D::On), "next-check-in", "check-in", "The next check-in.", &["k"]),
    chart(C::To(Mark::CheckIn, D::Back), "check-in-before", "check-in", "The check-in before.", &["K"]),
    chart(C::To(Mark::Gap, D::On), "next-gap", "gap", "The next two weeks or more without any record.", &["v"]),
    chart(C::To(Mark::Gap, D::Back), "gap-before", "gap", "The gap before.", &["V"]),
    chart(C::Forecast, "forecast", "forecast", "Show or hide what the plan leads to.", &["f"]),
    chart(C::WhatIf, "what-if", "what if", "Beside the plan: this week rested, then halved.", &["x"]),
    chart(C::Best, "best-form", "best form", "To the morning of the best form before the next event.", &["B"]),
    chart(C::Effect, "effect", "effect", "What the session at the crosshair does, and when it is paid back.", &["s"]),
    chart(C::Compare, "compare", "last season", "Last season's fitness beside this one's.", &["y"]),
    command(A::SelectDay(Direction::Back), "select-day-back", "day", "Choose the day before.", &["Left", "h"], S::Week),
    command(A::SelectDay(Direction::On), "select-day-on", "day", "Choose the next day.", &["Right"], S::Week),
    command(A::SelectSession(Direction::Back), "select-up", "session", "Choose the session above.", &["Up"], S::Week),
    command(A::SelectSession(Direction::On), "select-down", "session", "Choose the session below.", &["Down", "j"], S::Week),
    only(
        command(
            A::MoveDay(Direction::Back),
            "move-back",
            "move",
            "Move the session a day earlier.",
            &["Shift+Left", "<"],
            S::Week,
        ),
        an_open_session,
    ),
    only(
        command(A::MoveDay(Direction::On), "move-on", "move", "Move the session a day later.", &["Shift+Right", ">"], S::Week),
        an_open_session,
    ),
    only(
        command(
            A::MoveSlot(Direction::Back),
            "move-morning",
            "morning",
            "Move the session to the morning.",
            &["Shift+Up"],
            S::Week,
        ),
        an_open_session,
    ),
    only(
        command(
            A::MoveSlot(Direction::On),
            "move-evening",
            "evening",
            "Move the session to the evening.",
            &["Shift+Down"],
            S::Week,
        ),
        an_open_session,
    ),
    command(A::AddSession, "add", "add", "Add a session to the chosen day.", &["n", "a"], S::Week),
    only(command(A::EditSession, "edit", "edit", "Edit the chosen session.", &["Enter", "e"], S::Week), a_session),
    only(command(A::Done, "done", "done", "The session was done: ten seconds of questions.", &["d"], S::Week), a_session),
    only(command(A::Skip, "skip", "skip", "Leave the session out. It adds no load.", &["s"], S::Week), an_open_session),
    only(command(A::Lock, "lock", "lock", "Pin the session to its place, or free it.", &["k"], S::Week), an_open_session),
    only(command(A::Duplicate, "duplicate", "duplicate", "Add the same session once more.", &["y"], S::Week), a_session),
    only(command(A::Delete, "delete", "delete", "Take the session out.", &["x", "Delete"], S::Week), a_session),
    command(
        A::CopyWeek,
        "copy-week",
        "copy last week",
        "Plan what you planned or did last week, on days that are empty.",
        &["Y"],
        S::Week,
    ),
    command(A::WeekBack, "week-back", "week before", "Show the week before.", &["PageUp"], S::Week),
    command(A::WeekOn, "week-on", "week after", "Show the week after.", &["PageDown"], S::Week),
    command(A::Today, "this-week", "this week", "Back to this week.", &["t"], S::Week),
    command(A::FormNext, "answer", "take or skip", "Take the answer, or skip; at the end, save.", &["Enter"], S::Form),
    command(A::FormBack, "question-back", "back", "Back to the question before.", &["Up", "BackTab"], S::Form),
    command(A::FormForward, "question-on", "on", "On to the next question.", &["Down", "Tab"], S::Form),
    command(A::FormLess, "option-back", "choose", "The option before.", &["Left"], S::Form),
    command(A::FormMore, "option-on", "choose", "The option after.", &["Right"], S::Form),
    command(A::FormErase, "erase", "erase", "Take the answer, or its last character, away.", &["Backspace", "Delete"], S::Form),
    command(A::FormSave, "save", "save", "Save what was answered.", &["Ctrl+s"], S::Form),
    command(A::Close, "later", "later", "Close. A check-in is kept as a draft.", &["Esc"], S::Form),
    command(A::Tap, "tap", "tap", "Begin, answer the flash, keep the result.", &["Space", "Enter"], S::Reaction),
    command(A::Close, "leave", "leave", "Leave the test; nothing is kept.", &["Esc"], S::Reaction),
    command(A::ListUp, "up", "up", "Up a line.", &["Up"], S::List),
    command(A::ListDown, "down", "down", "Down a line.", &["Down"], S::List),
    command(A::ListPageUp, "page-up", "page", "Up ten lines.", &["PageUp"], S::List),
    command(A::ListPageDown, "page-down", "page", "Down ten lines.", &["PageDown"], S::List),
    command(A::ListTop, "top", "top", "To the first line.", &["Home"], S::List),
    command(A::ListEnd, "end", "end", "To the last line.", &["End"], S::List),
    command(A::ListPick, "pick", "take", "Take the chosen line.", &["Enter"], S::List),
    command(A::ListErase, "list-erase", "erase", "Take away a letter of what is looked for.", &["Backspace"], S::List),
    command(A::Close, "close", "close", "Close.", &["Esc"], S::List),
];

/// The scopes whose keys apply now, the nearest first.
pub fn scopes(model: &Model) -> &'static [Scope] {
    match (&model.overlay, model.focus) {
        (Some(Overlay::Form { .. }), _) => &[Scope::Form],
        (Some(Overlay::Reaction(_)), _) => &[Scope::Reaction],
        (Some(Overlay::List(_)), _) => &[Scope::List],
        (None, Pane::Today) => &[Scope::Today, Scope::Everywhere],
        (None, Pane::Chart) => &[Scope::Chart, Scope::Everywhere],
        (None, Pane::Week) => &[Scope::Week, Scope::Everywhere],
    }
}
