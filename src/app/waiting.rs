//! What was typed and not saved yet: told in Today, with the key that goes on.

use super::action::Action;
use super::draft::Draft;
use super::model::Model;
use super::purpose::Purpose;
use super::week::WeekAction;
use super::words;

/// Forms that wait to be gone on with, the check-in of today first: `9 answers wait, c goes on.`
pub fn waiting(model: &Model) -> Vec<String> {
    let mut drafts: Vec<&Draft> = model.drafts.iter().rev().filter(|draft| can_go_on(model, &draft.purpose)).collect();
    drafts.sort_by_key(|draft| !is_today(model, &draft.purpose));
    drafts.into_iter().map(|draft| line(model, draft)).collect()
}

fn line(model: &Model, draft: &Draft) -> String {
    let answers = words::counted(draft.given, "answer");
    let wait = if draft.given == 1 { "waits" } else { "wait" };
    let goes_on = goes_on(model, &draft.purpose);
    if is_today(model, &draft.purpose) {
        return format!("{answers} {wait}, {goes_on}.");
    }
    format!("{answers} in “{}” {wait}, {goes_on}.", draft.purpose.title())
}

fn is_today(model: &Model, purpose: &Purpose) -> bool {
    *purpose == Purpose::CheckIn(model.today)
}

/// Is what it is about still there?
fn can_go_on(model: &Model, purpose: &Purpose) -> bool {
    match purpose {
        Purpose::EditSession(id) | Purpose::After(id) => model.journal.history().session(id).is_some(),
        Purpose::Span(Some(id)) => model.journal.history().span(id).is_some(),
        Purpose::Before(day) => *day == model.today,
        Purpose::MoveTo | Purpose::GoTo | Purpose::Import => false,
        Purpose::CheckIn(_)
        | Purpose::AddSession(_)
        | Purpose::Log
        | Purpose::Test
        | Purpose::Profile
        | Purpose::Time(_)
        | Purpose::Experiment
        | Purpose::Span(None) => true,
    }
}

/// The key that goes on with a form, as a few words.
pub fn goes_on(model: &Model, purpose: &Purpose) -> String {
    let key = |action| model.keymap.key_of(action);
    match purpose {
        Purpose::CheckIn(_) if is_today(model, purpose) => format!("{} goes on", key(Action::CheckIn)),
        Purpose::CheckIn(_) => format!("{} finds the day", key(Action::Days)),
        Purpose::Before(_) => format!("{} goes on", key(Action::BeforeSession)),
        Purpose::AddSession(None) => format!("{} in the week goes on", key(Action::Week(WeekAction::Add))),
        Purpose::AddSession(Some(kind)) => format!("the week's proposal to add {kind} goes on"),
        Purpose::EditSession(_) => format!("{} on it in the week goes on", key(Action::Week(WeekAction::Edit))),
        Purpose::After(_) => format!("{} on it in the week goes on", key(Action::Week(WeekAction::Done))),
        Purpose::Log => format!("{} goes on", key(Action::LogSession)),
        Purpose::Test => format!("{} goes on", key(Action::AddTest)),
        Purpose::Import => format!("{} asks again", key(Action::Import)),
        Purpose::Profile => format!("{} goes on", key(Action::Profile)),
        Purpose::Time(_) => format!("{} on that day of the week goes on", key(Action::Week(WeekAction::Time))),
        Purpose::MoveTo => format!("{} asks again", key(Action::Week(WeekAction::MoveTo))),
        Purpose::GoTo => format!("{} asks again", key(Action::GoToDate)),
        Purpose::Span(_) => format!("{} goes on", key(Action::Spans)),
        Purpose::Experiment => format!("{} goes on", key(Action::NewExperiment)),
    }
}
