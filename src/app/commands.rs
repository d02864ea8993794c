//! What each command does to the model.

mod answered;
mod forms;
pub mod themes;

use std::sync::Arc;

use crate::domain::field::Raw;
use crate::domain::journal::{Moment, Op};
use crate::domain::{BatchId, Day, Entry, Field, Origin, Source, join};
use crate::engine::experiments::{may_redo, may_undo};

use super::action::{Action, COMMANDS, ListAction};
use super::bringing;
use super::chart;
use super::days;
use super::direction::Direction;
use super::doing::{commit, seen, show};
use super::edit::Edit;
use super::event::Effect;
use super::explain::FitAsk;
use super::leaving;
use super::list::{Content, Pick};
use super::lists;
use super::model::{Model, Overlay, Tone};
use super::now::Now;
use super::pane::Pane;
use super::reaction::Reaction;
use super::runner;
use super::week;
use super::why_not::why_not;

use Action as A;

pub use forms::typed;

/// Runs a command that can be done now.
pub fn run(model: &mut Model, action: Action, now: Now) -> Vec<Effect> {
    if action != Action::Undo {
        // Only the very next press is the second one.
        model.sure_about = None;
    }
    match action {
        A::Quit => leaving::quit(model, now),
        A::Suspend => vec![Effect::Suspend],
        A::Undo => retract(model, Direction::Back, now),
        A::Redo => retract(model, Direction::On, now),
        A::Zoom => seen(|| model.zoomed = !model.zoomed),
        A::NextPane => seen(|| model.focus = model.focus.step(1)),
        A::PreviousPane => seen(|| model.focus = model.focus.step(-1)),
        A::Focus(pane) => seen(|| model.focus = pane),
        A::CheckIn => forms::check_in(model, model.today),
        A::EditDay => edit_day(model, model.chart.crosshair, now),
        A::BeforeSession | A::LogSession | A::NewExperiment | A::AddTest | A::Profile | A::Import | A::GoToDate => {
            forms::begin(model, action)
        }
        A::Proof => show(model, Content::Proof),
        A::Experiments => show(model, Content::Experiments),
        A::Spans => forms::spans(model),
        A::EndExperiment => end_experiment(model, now),
        A::Reaction => seen(|| model.overlay = Some(Overlay::Reaction(Reaction::new(now.wall_ms)))),
        A::Tap => tap(model, now),
        A::Week(action) => week::commands::run(model, action, now),
        A::Help | A::Palette | A::Days | A::Messages | A::Changes | A::Why | A::What | A::Themes | A::Cycle => {
            lists::shown_by(action).map_or_else(Vec::new, |content| show(model, content))
        }
        A::Refresh => bringing::refresh(model, now),
        A::Fit => fit(model),
        A::Chart(action) => chart::commands::run(model, action, now),
        A::Today => today(model),
        A::Form(action) => forms::run(model, action, now),
        A::Close => close(model, now),
        A::List(action) => list(model, action, now),
        A::Edit(edit) => edited(model, edit),
    }
}

// ---- undo

fn retract(model: &mut Model, direction: Direction, now: Now) -> Vec<Effect> {
    let stacks = model.journal.undo_stacks();
    let (target, word) = match direction {
        Direction::Back => (stacks.undo.last().copied(), "Undone"),
        Direction::On => (stacks.redo.last().copied(), "Done again"),
    };
    let Some(target) = target else { return Vec::new() };
    let what = match direction {
        Direction::Back => target,
        Direction::On => model.journal.retraction_of(target).unwrap_or(target),
    };
    let entries = model.journal.batch(what);
    if let Err(reason) = may_turn(model, &entries, direction) {
        model.say(Tone::Notice, reason, now);
        return Vec::new();
    }
    let did = lists::describe_all(&entries);
    if let Some(asked) = asks_first(model, what, &did, direction, now) {
        return asked;
    }
    let key = match direction {
        Direction::Back => (model.keymap.key_of(Action::Redo), "gives it back"),
        Direction::On => (model.keymap.key_of(Action::Undo), "takes it back"),
    };
    let said = format!("{word}: {did}. {} {}.", key.0, key.1);
    commit(model, vec![Op::Retract(target)], &said, now)
}

/// May this change be taken back, or given back?
fn may_turn(model: &Model, entries: &[Arc<Entry>], direction: Direction) -> Result<(), String> {
    let ops = entries.iter().map(|entry| &entry.op);
    match direction {
        Direction::Back => may_undo(ops, model.today),
        Direction::On => may_redo(ops, model.experiment().as_ref(), model.today),
    }
}

/// A change of more records than this is not taken back by a stray key: it says what it would do and is pressed twice.
const ASKED_FROM: usize = 20;

fn asks_first(model: &mut Model, what: BatchId, did: &str, direction: Direction, now: Now) -> Option<Vec<Effect>> {
    let is_sure = model.sure_about.take() == Some(what);
    if is_sure || direction == Direction::On || model.journal.batch_len(what) <= ASKED_FROM {
        return None;
    }
    model.sure_about = Some(what);
    let key = model.keymap.key_of(Action::Undo);
    model.say(Tone::Notice, format!("{key} again takes back: {did}."), now);
    Some(Vec::new())
}

/// Takes one change back alone, however long ago it was, or gives it back.
fn change(model: &mut Model, batch: BatchId, now: Now) -> Vec<Effect> {
    let direction = if model.journal.counts(batch) { Direction::Back } else { Direction::On };
    let entries = model.journal.batch(batch);
    if let Err(reason) = may_turn(model, &entries, direction) {
        model.say(Tone::Notice, reason, now);
        return Vec::new();
    }
    let (ops, word) = match direction {
        Direction::Back => (vec![Op::Retract(batch)], "Taken back"),
        Direction::On => (model.journal.holding_back(batch).map(Op::Retract).collect(), "Given back"),
    };
    let said = format!("{word}: {}.", lists::describe_all(&entries));
    let effects = commit(model, ops, &said, now);
    let lines = lists::lines(model, Content::Changes);
    if let Some(Overlay::List(list)) = &mut model.overlay {
        list.refill(lines, model.journal.history());
    }
    effects
}

// ---- chart

fn today(model: &mut Model) -> Vec<Effect> {
    match model.focus {
        Pane::Week => {
            model.week = week::WeekView::new(model.today);
            model.refresh_week();
        }
        Pane::Chart | Pane::Today => model.chart.home(model.today),
    }
    Vec::new()
}

fn edit_day(model: &mut Model, day: Day, now: Now) -> Vec<Effect> {
    if !days::has_come(day, now) {
        let key = model.keymap.key_of(Action::Focus(Pane::Week));
        model.say(Tone::Notice, format!("That day has not come yet; the plan is in the week pane ({key})."), now);
        return Vec::new();
    }
    forms::check_in(model, day)
}

/// Closes what is open over the dashboard; what was answered of a form is kept.
pub(super) fn close(model: &mut Model, now: Now) -> Vec<Effect> {
    if matches!(&model.overlay, Some(Overlay::List(list)) if list.content == Content::People) {
        // Below it there is nothing, so it stays until the program is left.
        return vec![Effect::Quit];
    }
    if matches!(&model.overlay, Some(Overlay::Runner(_))) {
        return runner::commands::leave(model, now);
    }
    match model.overlay.take() {
        Some(Overlay::Proposal(_)) => vec![Effect::StopProposing],
        Some(Overlay::List(list)) => bringing::left(model, &list),
        Some(Overlay::Form { purpose, form }) => forms::keep(model, purpose, &form, now),
        Some(_) | None => Vec::new(),
    }
}

// ---- experiments

fn end_experiment(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(id) = model.experiment().map(|report| report.registered.experiment.id.clone()) else {
        let key = model.keymap.key_of(Action::NewExperiment);
        model.say(Tone::Notice, format!("No experiment waits or runs; {key} registers one."), now);
        return Vec::new();
    };
    let said = format!("Ended. {} shows what it showed.", model.keymap.key_of(Action::Experiments));
    commit(model, vec![Op::EndExperiment { id, day: model.today }], &said, now)
}

// ---- reaction time

/// The device of reaction times: the keyboard and terminal they were tapped on.
const TAP_SOURCE: &str = "terminal";

fn tap(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Reaction(test)) = &mut model.overlay else { return Vec::new() };
    let Some(median) = test.median() else {
        test.tap(now.wall_ms);
        return Vec::new();
    };
    model.overlay = None;
    let Ok(value) = Field::ReactionMs.accept(&Raw::Whole(i64::try_from(median).unwrap_or(i64::MAX))) else {
        model.say(Tone::Notice, format!("{median} ms is too slow to be a reaction time; nothing was kept."), now);
        return Vec::new();
    };
    let source = Source { origin: Origin::Typed, device: TAP_SOURCE.to_owned() };
    let fields = vec![(Field::ReactionMs, Some(value))];
    let op = Op::SetCheckIn { day: model.today, moment: Moment::Morning, fields, source };
    commit(model, vec![op], &format!("Reaction time {median} ms saved."), now)
}

// ---- lists

/// Shows what the tests say; the fits are done elsewhere, because they may take a while.
fn fit(model: &mut Model) -> Vec<Effect> {
    show(model, Content::Fit);
    let history = model.journal.history();
    if history.tests().next().is_none() {
        return Vec::new();
    }
    vec![Effect::TellFits(Box::new(FitAsk { history: history.clone(), today: model.today, tuning: model.tuning.clone() }))]
}

fn list(model: &mut Model, action: ListAction, now: Now) -> Vec<Effect> {
    match action {
        ListAction::Line(direction) => step(model, direction.sign()),
        ListAction::Page(direction) => step(model, direction.sign() * 10),
        ListAction::End(direction) => step(model, direction.sign() * (i64::MAX / 2)),
        ListAction::Pick => pick(model, now),
        ListAction::Part => part(model, now),
    }
}

fn step(model: &mut Model, by: i64) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = &mut model.overlay {
        list.step(by);
    }
    Vec::new()
}

/// An editing key: for the row that waits, or for what is looked for.
fn edited(model: &mut Model, edit: Edit) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = &mut model.overlay {
        list.edit(edit, model.journal.history());
        return Vec::new();
    }
    forms::edit(model, edit)
}

/// Makes several sessions of those of the chosen day that came from several sources.
fn part(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::List(list)) = &model.overlay else { return Vec::new() };
    let Pick::Day(day) = list.pick() else { return Vec::new() };
    let joined = model.journal.history().sessions_on(day).filter(|session| join::is_joined(session));
    let ops: Vec<Op> = joined.flat_map(join::part).collect();
    if ops.is_empty() {
        model.say(Tone::Notice, format!("Nothing of {} was joined.", day.short()), now);
        return Vec::new();
    }
    model.overlay = None;
    commit(model, ops, &format!("Parted: what was joined on {} stands for itself again.", day.short()), now)
}

fn pick(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::List(list)) = &model.overlay else { return Vec::new() };
    match list.pick() {
        // Below the list of people there is nothing.
        Pick::Nothing if list.content == Content::People => Vec::new(),
        // As Esc does: whoever reads or looks for something is told that nobody waits any more.
        Pick::Nothing => close(model, now),
        Pick::Person(name) => vec![Effect::OpenPerson(name)],
        Pick::Unsaved(choice) => leaving::chosen(model, choice, now),
        Pick::Day(day) => edit_day(model, day, now),
        Pick::Span(id) => forms::span(model, id),
        Pick::Import => bringing::import(model, now),
        Pick::Change(batch) => change(model, batch, now),
        Pick::Template(choice) => {
            model.overlay = None;
            week::commands::lay(model, choice, now)
        }
        Pick::Series(series) => chart::commands::toggle(model, series, now),
        Pick::Theme(name) => themes::take(model, name),
        Pick::Test(name) => chart::commands::choose_test(model, &name, now),
        Pick::Command(index) => {
            model.overlay = None;
            let Some(command) = COMMANDS.get(index) else { return Vec::new() };
            if let Some(reason) = why_not(model, command) {
                model.say(Tone::Notice, reason, now);
                return Vec::new();
            }
            run(model, command.action, now)
        }
    }
}
