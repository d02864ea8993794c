//! Why a command cannot be done now: what it needs, held against the model, in a sentence.

use super::action::{Action, COMMANDS, Command};
use super::list::{Content, List};
use super::model::{Model, Overlay};
use super::needs::Needs;
use super::purpose::Purpose;
use super::week::{self, WeekAction, repair};

/// Why a command cannot be done now; `None` = it can.
pub fn why_not(model: &Model, command: &Command) -> Option<String> {
    missing(model, command.needs)
}

/// The key of an action as it is now; empty where a nearer meaning of the same key goes before.
pub fn key_now(model: &Model, action: Action) -> String {
    let key = model.keymap.key_of(action);
    let near = |command: &&Command| model.scopes().first() == Some(&command.scope) && command.action != action;
    let mut nearer = COMMANDS.iter().filter(near).filter(|command| model.keymap.shown(command) == key);
    if nearer.any(|command| why_not(model, command).is_none()) { String::new() } else { key }
}

fn missing(model: &Model, needs: Needs) -> Option<String> {
    match needs {
        Needs::Nothing => None,
        Needs::CheckIn => {
            let asked =
                |overlay: &Overlay| matches!(overlay, Overlay::Form { purpose: Purpose::CheckIn(_), form } if !form.takes_text());
            said(!model.overlay.as_ref().is_some_and(asked), "Only a check-in asks for it, and not where text is typed.")
        }
        Needs::Undoable => said(model.journal.undo_stacks().undo.is_empty(), "There is nothing to undo yet."),
        Needs::Redoable => said(model.journal.undo_stacks().redo.is_empty(), "There is nothing to do again."),
        Needs::Session => said(model.selected_session().is_none(), "Choose a session first: the arrows go from day to day."),
        Needs::OpenSessions => open_sessions(model),
        Needs::Mark => {
            let key = model.keymap.key_of(Action::Week(WeekAction::Mark));
            model.week.marked.is_empty().then(|| format!("Nothing is marked: {key} marks a session."))
        }
        Needs::TwoMarks => two_marks(model),
        Needs::OpenWeek => said(!anything_open(model), "Nothing in this week is still to be done."),
        Needs::OpenAhead => said(!repair::anything_open(model), "Nothing from today on is still to be done."),
        Needs::Choice => said(!listed(model, |list| list.content.chooses()), "Nothing is chosen in a text."),
        Needs::Days => said(!listed(model, |list| list.content == Content::Days), "That is done in the list of days."),
        Needs::Curves => said(!listed(model, |list| list.content == Content::Series), "Only curves are shown and hidden."),
        Needs::Change if is_looking(model) => said(true, "It is still being looked for."),
        Needs::Change => said(!proposes(model), "Nothing is to be changed here."),
        Needs::Proposal(digit) => {
            said(week::proposal(&model.facts.issues, digit).is_none(), "Nothing is proposed under this digit.")
        }
        Needs::Issues => said(model.facts.issues.len() < 2, "The week has nothing more to say."),
        Needs::Tried => model
            .tried
            .is_none()
            .then(|| format!("No plan is tried: {} begins.", model.keymap.key_of(Action::Week(WeekAction::Try)))),
        Needs::SessionToStart => session_to_start(model),
    }
}

/// Is the better order still looked for?
fn is_looking(model: &Model) -> bool {
    matches!(&model.overlay, Some(Overlay::Proposal(proposing)) if proposing.found.is_none())
}

/// Does the proposal over the dashboard change anything?
fn proposes(model: &Model) -> bool {
    let Some(Overlay::Proposal(proposing)) = &model.overlay else { return false };
    proposing.found.as_ref().is_some_and(|found| !found.changes(&proposing.plan).is_empty())
}

fn listed(model: &Model, is: impl Fn(&List) -> bool) -> bool {
    matches!(&model.overlay, Some(Overlay::List(list)) if is(list))
}

fn said(missing: bool, sentence: &str) -> Option<String> {
    missing.then(|| sentence.to_owned())
}

fn open_sessions(model: &Model) -> Option<String> {
    let targets = model.targets();
    if targets.is_empty() {
        return missing(model, Needs::Session);
    }
    let key = model.keymap.key_of(Action::Undo);
    let closed = targets.iter().any(|session| !session.is_open());
    closed.then(|| format!("This session is not open any more; {key} undoes what was said about it."))
}

fn two_marks(model: &Model) -> Option<String> {
    if model.targets().len() == 2 && model.week.marked.len() == 2 {
        return open_sessions(model);
    }
    let key = model.keymap.key_of(Action::Week(WeekAction::Mark));
    Some(format!("Mark two sessions first: {key} marks the one under the cursor."))
}

/// Is anything of the week shown still to be done?
fn anything_open(model: &Model) -> bool {
    let first = model.week_shown();
    first.max(model.today).to(first.plus(6)).any(|day| {
        let mut sessions = model.journal.history().sessions_on(day);
        sessions.any(|session| session.is_open())
    })
}

fn session_to_start(model: &Model) -> Option<String> {
    if model.kept_session().is_some() {
        return None;
    }
    let key = model.keymap.key_of(Action::Week(WeekAction::Edit));
    match model.selected_session() {
        None => missing(model, Needs::Session),
        Some(session) if !session.is_open() => Some("This session is not open any more.".to_owned()),
        Some(session) if session.day != model.today => Some("Only a session of today can be started.".to_owned()),
        Some(session) if session.minutes.is_none() => Some(format!("Say first how many minutes it has: {key} edits it.")),
        Some(_) => None,
    }
}
