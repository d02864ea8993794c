//! What each command does to the model.

mod forms;
pub mod themes;

use crate::domain::field::Raw;
use crate::domain::journal::{Moment, Op};
use crate::domain::{BatchId, Day, Field, Origin, Source, join};
use crate::engine::experiments::{may_redo, may_undo};

use super::action::{Action, COMMANDS};
use super::bringing;
use super::chart;
use super::days;
use super::direction::Direction;
use super::doing::{commit, seen, show};
use super::edit::Edit;
use super::event::Effect;
use super::explain::FitAsk;
use super::form::Move;
use super::leaving;
use super::list::{Content, List, Pick};
use super::lists;
use super::model::{Model, Overlay, Tone};
use super::now::Now;
use super::pane::Pane;
use super::reaction::Reaction;
use super::runner;
use super::week;
use super::why_not::why_not;

pub use forms::typed;

/// Runs a command that can be done now.
pub fn run(model: &mut Model, action: Action, now: Now) -> Vec<Effect> {
    if action != Action::Undo {
        // Only the very next press is the second one.
        model.sure_about = None;
    }
    match action {
        Action::Quit => leaving::quit(model, now),
        Action::Suspend => vec![Effect::Suspend],
        Action::Undo => retract(model, Direction::Back, now),
        Action::Redo => retract(model, Direction::On, now),
        Action::Zoom => seen(|| model.zoomed = !model.zoomed),
        Action::NextPane => seen(|| model.focus = model.focus.step(1)),
        Action::PreviousPane => seen(|| model.focus = model.focus.step(-1)),
        Action::Focus(pane) => seen(|| model.focus = pane),
        Action::CheckIn => forms::check_in(model, model.today),
        Action::EditDay => edit_day(model, model.chart.crosshair, now),
        Action::BeforeSession
        | Action::LogSession
        | Action::NewExperiment
        | Action::AddTest
        | Action::Profile
        | Action::Import
        | Action::GoToDate => forms::begin(model, action),
        Action::Proof => show(model, Content::Proof),
        Action::Experiments => show(model, Content::Experiments),
        Action::Spans => forms::spans(model),
        Action::EndExperiment => end_experiment(model, now),
        Action::Reaction => seen(|| model.overlay = Some(Overlay::Reaction(Reaction::new(now.wall_ms)))),
        Action::Tap => tap(model, now),
        Action::Week(action) => week::commands::run(model, action, now),
        Action::Help
        | Action::Palette
        | Action::Days
        | Action::Messages
        | Action::Changes
        | Action::Why
        | Action::What
        | Action::Themes
        | Action::Cycle => lists::shown_by(action).map_or_else(Vec::new, |content| show(model, content)),
        Action::Refresh => bringing::refresh(model, now),
        Action::Fit => fit(model),
        Action::Chart(action) => chart::commands::run(model, action, now),
        Action::Today => today(model),
        Action::FormNext => forms::moved(model, Move::Next, now),
        Action::FormBack => forms::moved(model, Move::Back, now),
        Action::FormForward => forms::moved(model, Move::Forward, now),
        Action::FormLess => forms::moved(model, Move::Less, now),
        Action::FormMore => forms::moved(model, Move::More, now),
        Action::FormErase => forms::moved(model, Move::Erase, now),
        Action::FormSave => forms::save(model, now),
        Action::FormDrop => forms::forget(model, now),
        Action::Flag(field) => forms::flag(model, field, now),
        Action::Close => close(model, now),
        Action::ListUp => list(model, |list| list.step(-1)),
        Action::ListDown => list(model, |list| list.step(1)),
        Action::ListPageUp => list(model, |list| list.step(-10)),
        Action::ListPageDown => list(model, |list| list.step(10)),
        Action::ListTop => list(model, |list| list.step(i64::MIN / 2)),
        Action::ListEnd => list(model, |list| list.step(i64::MAX / 2)),
        Action::Edit(edit) => edited(model, edit, now),
        Action::ListPick => pick(model, now),
        Action::ListPart => part(model, now),
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
    if let Err(reason) = may_turn(model, what, direction) {
        model.say(Tone::Notice, reason, now);
        return Vec::new();
    }
    if let Some(asked) = asks_first(model, what, direction, now) {
        return asked;
    }
    let key = match direction {
        Direction::Back => (model.keymap.key_of(Action::Redo), "gives it back"),
        Direction::On => (model.keymap.key_of(Action::Undo), "takes it back"),
    };
    let said = format!("{word}: {}. {} {}.", lists::describe(&model.journal, what), key.0, key.1);
    commit(model, vec![Op::Retract(target)], &said, now)
}

/// May this change be taken back, or given back?
fn may_turn(model: &Model, what: BatchId, direction: Direction) -> Result<(), String> {
    let ops = model.journal.batch(what).map(|entry| &entry.op);
    match direction {
        Direction::Back => may_undo(ops, model.today),
        Direction::On => may_redo(ops, model.experiment().as_ref(), model.today),
    }
}

/// A change of more records than this is not taken back by a stray key: it says what it would do and is pressed twice.
const ASKED_FROM: usize = 20;

fn asks_first(model: &mut Model, what: BatchId, direction: Direction, now: Now) -> Option<Vec<Effect>> {
    let is_sure = model.sure_about.take() == Some(what);
    if is_sure || direction == Direction::On || lists::size(&model.journal, what) <= ASKED_FROM {
        return None;
    }
    model.sure_about = Some(what);
    let key = model.keymap.key_of(Action::Undo);
    let said = format!("{key} again takes back: {}.", lists::describe(&model.journal, what));
    model.say(Tone::Notice, said, now);
    Some(Vec::new())
}

/// Takes one change back alone, however long ago it was, or gives it back.
fn change(model: &mut Model, batch: BatchId, now: Now) -> Vec<Effect> {
    let direction = if model.journal.counts(batch) { Direction::Back } else { Direction::On };
    if let Err(reason) = may_turn(model, batch, direction) {
        model.say(Tone::Notice, reason, now);
        return Vec::new();
    }
    let (ops, word) = match direction {
        Direction::Back => (vec![Op::Retract(batch)], "Taken back"),
        Direction::On => (model.journal.holding_back(batch).map(Op::Retract).collect(), "Given back"),
    };
    let said = format!("{word}: {}.", lists::describe(&model.journal, batch));
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

fn list(model: &mut Model, change: impl FnOnce(&mut List)) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = &mut model.overlay {
        change(list);
    }
    Vec::new()
}

/// An editing key: for the row that waits, or for what is looked for.
fn edited(model: &mut Model, edit: Edit, now: Now) -> Vec<Effect> {
    if let Some(Overlay::List(list)) = &mut model.overlay {
        list.edit(edit, model.journal.history());
        return Vec::new();
    }
    forms::moved(model, Move::Edit(edit), now)
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
