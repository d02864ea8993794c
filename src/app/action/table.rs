//! The command table: a row for everything a person can do.

use super::{Action, Command, FormAction, ListAction, Scope};
use crate::app::chart::{ChartAction, Mark, Step};
use crate::app::direction::Direction;
use crate::app::edit::Edit;
use crate::app::form::Move;
use crate::app::needs::Needs;
use crate::app::pane::Pane;
use crate::app::week::WeekAction;
use crate::domain::Field;

const fn command(
    action: Action,
    name: &'static str,
    hint: &'static str,
    sentence: &'static str,
    keys: &'static [&'static str],
    scope: Scope,
) -> Command {
    Command { action, name, hint, sentence, keys, scope, needs: Needs::Nothing, also: "" }
}

const fn only(command: Command, needs: Needs) -> Command {
    Command { needs, ..command }
}

const fn of_week(
    action: WeekAction,
    name: &'static str,
    hint: &'static str,
    sentence: &'static str,
    keys: &'static [&'static str],
) -> Command {
    command(Action::Week(action), name, hint, sentence, keys, Scope::Week)
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

const fn form(
    action: FormAction,
    name: &'static str,
    hint: &'static str,
    sentence: &'static str,
    keys: &'static [&'static str],
) -> Command {
    command(Action::Form(action), name, hint, sentence, keys, Scope::Form)
}

const fn list(
    action: ListAction,
    name: &'static str,
    hint: &'static str,
    sentence: &'static str,
    keys: &'static [&'static str],
) -> Command {
    command(Action::List(action), name, hint, sentence, keys, Scope::List)
}

const fn text(edit: Edit, name: &'static str, sentence: &'static str, keys: &'static [&'static str]) -> Command {
    command(Action::Edit(edit), name, "edit", sentence, keys, Scope::Text)
}

/// A command that is also looked for by these words.
const fn known_as(command: Command, also: &'static str) -> Command {
    Command { also, ..command }
}

use Action as A;
use ChartAction as C;
use Direction as D;
use Edit as E;
use FormAction as F;
use ListAction as L;
use Needs as N;
use Scope as S;
use WeekAction as W;

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
    command(A::Proof, "proof", "proof", "Does the score mean anything for you? And how much is chance.", &["p"], S::Everywhere),
    command(
        A::Experiments,
        "experiments",
        "experiments",
        "What a coin decides today, and what experiments showed.",
        &["O"],
        S::Everywhere,
    ),
    command(
        A::NewExperiment,
        "new-experiment",
        "experiment",
        "Register an experiment on yourself: decided by a coin, looked at once.",
        &["Ctrl+e"],
        S::Everywhere,
    ),
    command(
        A::EndExperiment,
        "end-experiment",
        "end it",
        "End the experiment that runs. An end is final.",
        &["Ctrl+x"],
        S::Everywhere,
    ),
    known_as(
        command(
            A::Spans,
            "span",
            "ill, away",
            "Ill, injured or away: from when to when, or that it is over.",
            &["I"],
            S::Everywhere,
        ),
        "sick illness injury injured holiday vacation pause break travel",
    ),
    only(command(A::Undo, "undo", "undo", "Take back the last thing you did.", &["u"], S::Everywhere), N::Undoable),
    only(command(A::Redo, "redo", "redo", "Do again what was taken back last.", &["U", "Ctrl+r"], S::Everywhere), N::Redoable),
    known_as(
        command(
            A::Changes,
            "changes",
            "changes",
            "What was written, the newest first: take one change back alone, or give it back.",
            &["H"],
            S::Everywhere,
        ),
        "history restore take back",
    ),
    known_as(
        command(
            A::Import,
            "import",
            "import",
            "Bring in a file, a folder or an archive: you see what it would change before anything is written.",
            &["Ctrl+o"],
            S::Everywhere,
        ),
        "open load file csv fit watch phone",
    ),
    known_as(
        command(
            A::Refresh,
            "refresh",
            "refresh",
            "Look for what is new in the watched folders and the journal.",
            &["R"],
            S::Everywhere,
        ),
        "sync reload watch",
    ),
    command(A::NextPane, "next-pane", "pane", "Go to the next pane.", &["Tab"], S::Everywhere),
    command(A::PreviousPane, "previous-pane", "pane", "Go to the pane before.", &["BackTab"], S::Everywhere),
    command(A::Focus(Pane::Today), "today-pane", "today", "Go to the Today pane.", &["1"], S::Everywhere),
    command(A::Focus(Pane::Chart), "chart-pane", "chart", "Go to the chart.", &["2"], S::Everywhere),
    command(A::Focus(Pane::Week), "week-pane", "week", "Go to the week.", &["3"], S::Everywhere),
    command(A::Zoom, "zoom", "zoom", "Show only the focused pane, or all of them again.", &["z"], S::Everywhere),
    command(A::Messages, "messages", "messages", "What the program told you since it was started.", &["m"], S::Everywhere),
    known_as(
        command(
            A::What,
            "what-is-this",
            "what is this",
            "What the numbers under the cursor are, in words.",
            &["W"],
            S::Everywhere,
        ),
        "meaning glossary words number describe",
    ),
    command(A::Palette, "commands", "commands", "Find a command by its name.", &[":"], S::Everywhere),
    command(A::Help, "help", "help", "All keys, what the words mean, and what this program is not.", &["?"], S::Everywhere),
    known_as(
        command(
            A::Themes,
            "theme",
            "theme",
            "Choose the inks of the screen: the one under the cursor is tried on.",
            &["Ctrl+t"],
            S::Everywhere,
        ),
        "colour color dark light contrast look",
    ),
    command(A::Suspend, "suspend", "suspend", "Back to the shell; fg returns here.", &["Ctrl+z"], S::Everywhere),
    command(A::Quit, "quit", "quit", "Leave. Everything is saved already.", &["q", "Ctrl+c"], S::Everywhere),
    command(A::Why, "explain", "why", "Every bar and reason behind today's advice.", &["Enter"], S::Today),
    chart(C::Step(Step::Day(D::Back)), "day-back", "day", "Crosshair a day back.", &["Left"]),
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
    of_week(W::Day(D::Back), "select-day-back", "day", "Choose the day before.", &["Left"]),
    of_week(W::Day(D::On), "select-day-on", "day", "Choose the next day.", &["Right"]),
    of_week(W::Session(D::Back), "select-up", "session", "Choose the session above.", &["Up"]),
    of_week(W::Session(D::On), "select-down", "session", "Choose the session below.", &["Down"]),
    only(of_week(W::Order, "order", "best order", "Look for the best order of this week.", &["a"]), N::OpenWeek),
    only(of_week(W::MoveDay(D::Back), "move-back", "move", "Move a day earlier.", &["Shift+Left", "<"]), N::OpenSessions),
    only(of_week(W::MoveDay(D::On), "move-on", "move", "Move a day later.", &["Shift+Right", ">"]), N::OpenSessions),
    known_as(of_week(W::Add, "add", "add", "Add a session to the chosen day.", &["n"]), "race event competition plan a session"),
    only(of_week(W::Done, "done", "done", "The session was done: ten seconds of questions.", &["d"]), N::Session),
    only(of_week(W::Start, "start", "start", "Do the session, block by block, with a clock.", &["S"]), N::SessionToStart),
    only(of_week(W::Edit, "edit", "edit", "Edit the chosen session.", &["Enter", "e"]), N::Session),
    only(of_week(W::Skip, "skip", "skip", "Leave the session out. It adds no load.", &["s"]), N::OpenSessions),
    only(of_week(W::MoveSlot(D::Back), "move-morning", "morning", "Move to the morning.", &["Shift+Up"]), N::OpenSessions),
    only(of_week(W::MoveSlot(D::On), "move-evening", "evening", "Move to the evening.", &["Shift+Down"]), N::OpenSessions),
    only(of_week(W::MoveTo, "move-to", "move to", "Type the day to move to.", &["M"]), N::OpenSessions),
    only(of_week(W::Reorder(D::Back), "reorder-up", "swap", "Exchange places with the session before.", &["K"]), N::OpenSessions),
    only(of_week(W::Reorder(D::On), "reorder-down", "swap", "Exchange places with the session after.", &["J"]), N::OpenSessions),
    only(of_week(W::Mark, "mark", "mark", "Mark the session: the next command is for all marked ones.", &["Space"]), N::Session),
    only(of_week(W::Unmark, "unmark", "unmark", "Take every mark away.", &["Esc"]), N::Mark),
    only(of_week(W::Swap, "swap", "swap", "Let the two marked sessions exchange their places.", &["X"]), N::TwoMarks),
    only(of_week(W::Lock, "lock", "lock", "Pin to its place, or free it.", &["k"]), N::OpenSessions),
    only(of_week(W::Duplicate, "duplicate", "duplicate", "Add the same once more.", &["y"]), N::Session),
    only(of_week(W::Delete, "delete", "delete", "Take out of the plan.", &["x", "Delete"]), N::Session),
    only(of_week(W::Clear, "clear-week", "clear", "Take out what is still to be done this week.", &["E"]), N::OpenWeek),
    of_week(W::Copy, "copy-week", "copy last week", "Plan what you planned or did last week, on empty days.", &["Y"]),
    known_as(
        of_week(W::Templates, "template", "template", "Begin with a week that suits a life like yours.", &["i"]),
        "fill a week start plan example",
    ),
    known_as(
        of_week(W::Time, "time", "time", "The time there is on the day, days off, a lighter week.", &["v"]),
        "deload lighter availability days off",
    ),
    only(of_week(W::OrderFour, "order-four", "four weeks", "Look for the best order of four weeks.", &["A"]), N::OpenAhead),
    only(
        of_week(W::Repair, "repair", "repair", "Make what is left of the week right again, with few moves.", &["R"]),
        N::OpenAhead,
    ),
    known_as(
        of_week(W::Try, "try", "try", "Try changes of the plan on a copy, judged beside it; again, take them.", &["f"]),
        "what if copy compare",
    ),
    only(of_week(W::TryNot, "try-not", "as it was", "Leave the plan as it was before it was tried.", &["Ctrl+g"]), N::Tried),
    only(of_week(W::Help(1), "help-1", "do it", "Do what is proposed beside the first number.", &["1"]), N::Proposal(1)),
    only(of_week(W::Help(2), "help-2", "do it", "Do what is proposed beside the second number.", &["2"]), N::Proposal(2)),
    only(of_week(W::Help(3), "help-3", "do it", "Do what is proposed beside the third number.", &["3"]), N::Proposal(3)),
    only(of_week(W::Help(4), "help-4", "do it", "Do what is proposed beside the fourth number.", &["4"]), N::Proposal(4)),
    only(of_week(W::Help(5), "help-5", "do it", "Do what is proposed beside the fifth number.", &["5"]), N::Proposal(5)),
    only(of_week(W::Scroll(D::Back), "issues-up", "scroll", "What the week says: show the sentence before.", &["["]), N::Issues),
    only(
        of_week(W::Scroll(D::On), "issues-down", "scroll", "What the week says: show the next sentence first.", &["]"]),
        N::Issues,
    ),
    of_week(W::Week(D::Back), "week-back", "week before", "Show the week before.", &["PageUp"]),
    of_week(W::Week(D::On), "week-on", "week after", "Show the week after.", &["PageDown"]),
    command(A::Today, "this-week", "this week", "Back to this week.", &["t"], S::Week),
    command(A::GoToDate, "week-go-to", "go to date", "Type a date: 2025-06, +3w, monday.", &["g"], S::Week),
    only(command(A::Week(W::Accept), "accept", "accept", "Do what is proposed.", &["Enter"], S::Proposal), N::Change),
    only(
        command(
            A::Week(W::LeaveOut),
            "leave-out",
            "leave one out",
            "Leave a change out, or take it in again.",
            &["Space"],
            S::Proposal,
        ),
        N::Change,
    ),
    only(command(A::Week(W::Choose(D::Back)), "change-up", "choose", "The change above.", &["Up"], S::Proposal), N::Change),
    only(command(A::Week(W::Choose(D::On)), "change-down", "choose", "The change below.", &["Down"], S::Proposal), N::Change),
    command(A::Close, "as-it-was", "as it was", "Leave everything as it was.", &["Esc"], S::Proposal),
    command(A::Week(W::Pause), "pause", "pause", "Stop the clock, or let it go on.", &["Space"], S::Runner),
    command(A::Week(W::NextBlock), "next-block", "next block", "On to the next block.", &["n"], S::Runner),
    command(A::Week(W::Finish), "finish", "finish", "The session is over: ten seconds of questions.", &["Enter"], S::Runner),
    command(A::Week(W::Leave), "leave-session", "leave", "Leave; it can be gone on with.", &["Esc"], S::Runner),
    form(F::Go(Move::Next), "answer", "take or skip", "Take the answer, or skip; at the end, save.", &["Enter"]),
    form(F::Go(Move::Back), "question-back", "back", "Back to the question before.", &["Up", "BackTab"]),
    form(F::Go(Move::Forward), "question-on", "on", "On to the next question.", &["Down", "Tab"]),
    form(F::Go(Move::Less), "option-back", "choose", "The option before.", &["Left"]),
    form(F::Go(Move::More), "option-on", "choose", "The option after.", &["Right"]),
    form(F::Go(Move::Erase), "erase", "erase", "Take the answer away.", &["Backspace", "Delete"]),
    form(F::Save, "save", "save", "Save what was answered.", &["Ctrl+s"]),
    only(form(F::Flag(Field::Ill), "ill", "ill", "In a check-in: say that you are ill, or take it back.", &["i"]), N::CheckIn),
    only(
        form(F::Flag(Field::Pain), "pain", "pain", "In a check-in: say that something hurts, or take it back.", &["p"]),
        N::CheckIn,
    ),
    only(
        form(F::Flag(Field::Travel), "travel", "travel", "In a check-in: say that you travelled, or take it back.", &["t"]),
        N::CheckIn,
    ),
    command(A::Close, "later", "later", "Close. What was typed is kept as a draft.", &["Esc"], S::Form),
    // Not Ctrl+d: some terminals send it when they close, and nobody wants to lose anything by that.
    form(F::Drop, "drop", "drop", "Close and forget what was typed.", &["Ctrl+g"]),
    text(E::Left, "letter-back", "The cursor a letter back.", &["Left", "Ctrl+b"]),
    text(E::Right, "letter-on", "The cursor a letter on; at the end of tags it completes the last one.", &["Right", "Ctrl+f"]),
    text(E::WordLeft, "word-back", "The cursor a word back.", &["Ctrl+Left"]),
    text(E::WordRight, "word-on", "The cursor a word on.", &["Ctrl+Right"]),
    text(E::Start, "text-start", "The cursor to the beginning.", &["Ctrl+a", "Home"]),
    text(E::End, "text-end", "The cursor to the end.", &["Ctrl+e", "End"]),
    text(E::Back, "erase-back", "Take the letter before the cursor away.", &["Backspace", "Ctrl+h"]),
    text(E::Delete, "erase-on", "Take the letter at the cursor away.", &["Delete"]),
    text(E::WordBack, "erase-word", "Take the word before the cursor away.", &["Ctrl+w"]),
    text(E::ToStart, "erase-start", "Take all before the cursor away.", &["Ctrl+u"]),
    text(E::ToEnd, "erase-end", "Take all from the cursor on away.", &["Ctrl+k"]),
    command(A::Tap, "tap", "tap", "Begin, answer the flash, keep the result.", &["Space", "Enter"], S::Reaction),
    command(A::Close, "leave", "leave", "Leave the test; nothing is kept.", &["Esc"], S::Reaction),
    only(list(L::Pick, "toggle", "show or hide", "Show the chosen curve, or hide it.", &["Space"]), N::Curves),
    list(L::Line(D::Back), "up", "up", "Up a line.", &["Up"]),
    list(L::Line(D::On), "down", "down", "Down a line.", &["Down"]),
    list(L::Page(D::Back), "page-up", "page", "Up ten lines.", &["PageUp"]),
    list(L::Page(D::On), "page-down", "page", "Down ten lines.", &["PageDown"]),
    list(L::End(D::Back), "top", "top", "To the first line.", &["Home"]),
    list(L::End(D::On), "end", "end", "To the last line.", &["End"]),
    only(list(L::Pick, "pick", "take", "Take the chosen line.", &["Enter"]), N::Choice),
    only(list(L::Part, "part", "part", "Part the sessions of the chosen day that were joined.", &["Ctrl+p"]), N::Days),
    command(A::Close, "close", "close", "Close.", &["Esc"], S::List),
];
