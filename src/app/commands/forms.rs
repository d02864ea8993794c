//! What the keys of a form do; what becomes of its answers is decided in `answered`.

use crate::app::action::{Action, FormAction};
use crate::app::doing::{open, show};
use crate::app::draft::Draft;
use crate::app::edit::Edit;
use crate::app::event::Effect;
use crate::app::form::{Form, Move, Outcome};
use crate::app::forms as questions;
use crate::app::list::Content;
use crate::app::model::{Model, Overlay, Tone};
use crate::app::now::Now;
use crate::app::pane::Pane;
use crate::app::purpose::Purpose;
use crate::app::{bringing, doubts, waiting, words};
use crate::domain::{Day, Field, SpanId};

use super::answered;

/// Asks for the check-in of a day.
pub(super) fn check_in(model: &mut Model, day: Day) -> Vec<Effect> {
    let history = model.journal.history();
    let extra = model.facts.extra(history, day, model.today, &model.tuning);
    let form = questions::check_in(day, history, &model.facts.season, &extra);
    open(model, Purpose::CheckIn(day), form)
}

/// Opens the form that a command asks with; nothing for one that asks nothing.
pub(super) fn begin(model: &mut Model, action: Action) -> Vec<Effect> {
    let (history, today) = (model.journal.history(), model.today);
    let (purpose, form) = match action {
        Action::BeforeSession => (Purpose::Before(today), questions::before(today, history)),
        Action::LogSession => (Purpose::Log, questions::log(today, &model.used_tags())),
        Action::NewExperiment => (Purpose::Experiment, questions::experiment(today, model.tuning.learning.pairs)),
        Action::AddTest => {
            let newest = history.tests().max_by_key(|test| test.day);
            (Purpose::Test, questions::test(today, newest))
        }
        Action::Import => (Purpose::Import, bringing::form()),
        Action::Profile => (Purpose::Profile, questions::profile(history)),
        Action::GoToDate => (Purpose::GoTo, questions::go_to(today)),
        _ => return Vec::new(),
    };
    open(model, purpose, form)
}

/// Asks what holds over days; where something holds or held, which one first.
pub(super) fn spans(model: &mut Model) -> Vec<Effect> {
    if model.journal.history().spans().next().is_some() { show(model, Content::Spans) } else { span(model, None) }
}

/// Asks about a known span, or about a new one from the day on that is looked at.
pub(super) fn span(model: &mut Model, id: Option<SpanId>) -> Vec<Effect> {
    let day = match model.focus {
        Pane::Week => model.week.day,
        Pane::Chart => model.chart.crosshair,
        Pane::Today => model.today,
    };
    let known = id.as_ref().and_then(|id| model.journal.history().span(id));
    let form = questions::span(day, known, model.today);
    open(model, Purpose::Span(id), form)
}

/// A character was typed while something stands over the dashboard.
pub fn typed(model: &mut Model, character: char, _now: Now) -> Vec<Effect> {
    match &mut model.overlay {
        Some(Overlay::Form { form, .. }) => form.typed(character),
        Some(Overlay::List(list)) => list.typed(character.encode_utf8(&mut [0; 4]), model.journal.history()),
        Some(Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_)) | None => {}
    }
    model.preview();
    Vec::new()
}

/// Does what was asked of the open form.
pub(super) fn run(model: &mut Model, action: FormAction, now: Now) -> Vec<Effect> {
    match action {
        FormAction::Go(direction) => moved(model, direction, now),
        FormAction::Save => save(model, now),
        FormAction::Drop => forget(model, now),
        FormAction::Flag(field) => flag(model, field, now),
    }
}

/// Turns a yes-or-no question of the open check-in, wherever its cursor is, and says so: its row may be out of sight.
fn flag(model: &mut Model, field: Field, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { form, .. }) = &mut model.overlay else { return Vec::new() };
    let Some(is_set) = form.toggle(field.spec().id) else { return Vec::new() };
    model.preview();
    let said = format!("{}: {}.", words::capital(field.spec().label), if is_set { "yes" } else { "no" });
    model.say(Tone::Notice, said, now);
    Vec::new()
}

/// From question to question, and from option to option.
fn moved(model: &mut Model, direction: Move, now: Now) -> Vec<Effect> {
    if direction == Move::Forward
        && let Some(completing) = bringing::complete(model)
    {
        return vec![completing];
    }
    let Some(Overlay::Form { form, .. }) = &mut model.overlay else { return Vec::new() };
    let outcome = form.moved(direction);
    model.preview();
    match outcome {
        Outcome::Stay => Vec::new(),
        Outcome::Done => take_form(model, now),
    }
}

/// An editing key: for the answer of the question that waits.
pub(super) fn edit(model: &mut Model, edit: Edit) -> Vec<Effect> {
    if let Some(Overlay::Form { form, .. }) = &mut model.overlay {
        form.edit(edit);
        model.preview();
    }
    Vec::new()
}

/// Saves, or says what is missing.
fn save(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { form, .. }) = &mut model.overlay else { return Vec::new() };
    match form.finish() {
        Outcome::Stay => Vec::new(),
        Outcome::Done => take_form(model, now),
    }
}

/// Turns the open form's answers into entries; what is missing keeps it open and says so.
fn take_form(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { purpose, form }) = model.overlay.take() else { return Vec::new() };
    let question = doubts::question(model, &purpose, &form).filter(|question| form.asked_about.as_ref() != Some(question));
    if let Some(question) = question {
        let error = Some(format!("{question} Save once more to keep it."));
        model.overlay = Some(Overlay::Form { purpose, form: Form { error, asked_about: Some(question), ..form } });
        return Vec::new();
    }
    match answered::taken(model, &purpose, &form, now) {
        Ok(mut effects) => {
            effects.extend(forget_draft(model, &purpose));
            model.preview();
            effects
        }
        Err(reason) => {
            model.overlay = Some(Overlay::Form { purpose, form: Form { error: Some(reason), ..form } });
            Vec::new()
        }
    }
}

/// Keeps what was typed into a form that is closed, without asking, and says so.
pub(super) fn keep(model: &mut Model, purpose: Purpose, form: &Form, now: Now) -> Vec<Effect> {
    model.preview();
    let answers = form.typed_so_far();
    if answers.is_empty() {
        return forget_draft(model, &purpose);
    }
    let goes_on = waiting::goes_on(model, &purpose);
    if purpose.is_fleeting() {
        model.say(Tone::Notice, format!("Left as it was; {goes_on}."), now);
        return Vec::new();
    }
    let given = form.rows.iter().filter(|row| row.changed()).count();
    let said = format!("{} kept as a draft; {goes_on}.", words::counted(given, "answer"));
    model.say(Tone::Notice, said, now);
    model.drafts.retain(|draft| draft.purpose != purpose);
    model.drafts.push(Draft { purpose, answers, given, told: form.told.clone() });
    vec![Effect::KeepDrafts(model.drafts.clone())]
}

/// Closes the form and forgets what was typed into it.
fn forget(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { purpose, .. }) = model.overlay.take() else { return Vec::new() };
    model.preview();
    model.say(Tone::Notice, "Closed; nothing of it is kept.", now);
    forget_draft(model, &purpose)
}

fn forget_draft(model: &mut Model, purpose: &Purpose) -> Vec<Effect> {
    let before = model.drafts.len();
    model.drafts.retain(|draft| draft.purpose != *purpose);
    if model.drafts.len() == before { Vec::new() } else { vec![Effect::KeepDrafts(model.drafts.clone())] }
}
