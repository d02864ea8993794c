//! What each command does to the model.

use crate::domain::field::Raw;
use crate::domain::journal::{Moment, Op};
use crate::domain::{BatchId, Day, ExperimentId, Field, Origin, SessionId, Source, TestId, join};
use crate::engine::experiments::{self, may_undo};
use crate::engine::learning::trial;

use super::action::{Action, COMMANDS};
use super::answers;
use super::chart;
use super::direction::Direction;
use super::doing::{commit, new_name, open, seen, show};
use super::draft::Draft;
use super::edit::Edit;
use super::event::Effect;
use super::explain::FitAsk;
use super::form::{Form, Move, Outcome};
use super::forms;
use super::leaving;
use super::list::{Content, List, Pick};
use super::lists;
use super::model::{Model, Overlay, Purpose, Tone};
use super::now::Now;
use super::pane::Pane;
use super::reaction::Reaction;
use super::week;
use super::why_not::why_not;
use super::words;

/// Runs a command that can be done now.
pub fn run(model: &mut Model, action: Action, now: Now) -> Vec<Effect> {
    if action != Action::Undo {
        // Only the very next press is the second one.
        model.sure_about = None;
    }
    match action {
        Action::Quit => leaving::quit(model),
        Action::Suspend => vec![Effect::Suspend],
        Action::Undo => retract(model, Direction::Back, now),
        Action::Redo => retract(model, Direction::On, now),
        Action::Zoom => seen(|| model.zoomed = !model.zoomed),
        Action::NextPane => seen(|| model.focus = model.focus.step(1)),
        Action::PreviousPane => seen(|| model.focus = model.focus.step(-1)),
        Action::Focus(pane) => seen(|| model.focus = pane),
        Action::CheckIn => open_check_in(model, model.today),
        Action::EditDay => edit_day(model, now),
        Action::BeforeSession => open(model, Purpose::Before, forms::before(model.today, model.journal.history())),
        Action::LogSession => {
            let used = model.used_tags();
            open(model, Purpose::Log, forms::log(model.today, &used))
        }
        Action::Proof => show(model, Content::Proof),
        Action::Experiments => show(model, Content::Experiments),
        Action::NewExperiment => {
            open(model, Purpose::Experiment, forms::experiment(model.today, model.tuning.learning.pairs))
        }
        Action::EndExperiment => end_experiment(model, now),
        Action::Reaction => seen(|| model.overlay = Some(Overlay::Reaction(Reaction::new(now.wall_ms)))),
        Action::Tap => tap(model, now),
        Action::AddTest => open_test(model),
        Action::Profile => open(model, Purpose::Profile, forms::profile(model.journal.history())),
        Action::GoToDate => open(model, Purpose::GoTo, forms::go_to(model.today)),
        Action::Week(action) => week::commands::run(model, action, now),
        Action::Help | Action::Palette | Action::Days | Action::Messages | Action::Changes | Action::Why | Action::Cycle => {
            lists::shown_by(action).map_or_else(Vec::new, |content| show(model, content))
        }
        Action::Fit => fit(model),
        Action::Chart(action) => chart::commands::run(model, action, now),
        Action::Today => today(model),
        Action::FormNext => form_key(model, Move::Next, now),
        Action::FormBack => form_key(model, Move::Back, now),
        Action::FormForward => form_key(model, Move::Forward, now),
        Action::FormLess => form_key(model, Move::Less, now),
        Action::FormMore => form_key(model, Move::More, now),
        Action::FormErase => form_key(model, Move::Erase, now),
        Action::FormSave => save_form(model, now),
        Action::Flag(field) => flag(model, field, now),
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
    if let Err(reason) = may_undo(model.journal.batch(what).map(|entry| &entry.op), model.today) {
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
    if let Err(reason) = may_undo(model.journal.batch(batch).map(|entry| &entry.op), model.today) {
        model.say(Tone::Notice, reason, now);
        return Vec::new();
    }
    let (ops, word) = if model.journal.counts(batch) {
        (vec![Op::Retract(batch)], "Taken back")
    } else {
        (model.journal.holding_back(batch).map(Op::Retract).collect(), "Given back")
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

fn edit_day(model: &mut Model, now: Now) -> Vec<Effect> {
    let day = model.chart.crosshair;
    if day > model.today {
        let key = model.keymap.key_of(Action::Focus(Pane::Week));
        model.say(Tone::Notice, format!("That day has not come yet; the plan is in the week pane ({key})."), now);
        return Vec::new();
    }
    open_check_in(model, day)
}

// ---- forms

fn open_check_in(model: &mut Model, day: Day) -> Vec<Effect> {
    let history = model.journal.history();
    let extra = model.facts.extra(history, day, model.today, &model.tuning);
    let form = forms::check_in(day, history, &model.facts.season, &model.draft, &extra);
    open(model, Purpose::CheckIn(day), form)
}

fn open_test(model: &mut Model) -> Vec<Effect> {
    let newest = model.journal.history().tests().max_by_key(|test| test.day);
    let form = forms::test(model.today, newest);
    open(model, Purpose::Test, form)
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

/// Turns a yes-or-no question of the open check-in, wherever its cursor is, and says so: its row may be out of sight.
fn flag(model: &mut Model, field: Field, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { form, .. }) = &mut model.overlay else { return Vec::new() };
    let Some(is_set) = form.toggle(field.spec().id) else { return Vec::new() };
    // Nobody is asked how ready they are on a day of illness.
    if form.answer("ill") == Some("y") {
        form.drop_row("ready");
    }
    model.preview();
    let said = format!("{}: {}.", words::capital(field.spec().label), if is_set { "yes" } else { "no" });
    model.say(Tone::Notice, said, now);
    Vec::new()
}

fn form_key(model: &mut Model, direction: Move, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { form, .. }) = &mut model.overlay else { return Vec::new() };
    let outcome = form.moved(direction);
    model.preview();
    match outcome {
        Outcome::Stay => Vec::new(),
        Outcome::Done => take_form(model, now),
    }
}

fn save_form(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { form, .. }) = &mut model.overlay else { return Vec::new() };
    match form.finish() {
        Outcome::Stay => Vec::new(),
        Outcome::Done => take_form(model, now),
    }
}

/// Turns the open form's answers into entries; what is missing keeps it open and says so.
fn take_form(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { purpose, form }) = model.overlay.take() else { return Vec::new() };
    match taken(model, &purpose, &form, now) {
        Ok(mut effects) => {
            if matches!(purpose, Purpose::CheckIn(_)) && model.draft != Draft::default() {
                model.draft = Draft::default();
                effects.push(Effect::KeepDraft(None));
            }
            model.preview();
            effects
        }
        Err(reason) => {
            model.overlay = Some(Overlay::Form { purpose, form: Form { error: Some(reason), ..form } });
            Vec::new()
        }
    }
}

fn taken(model: &mut Model, purpose: &Purpose, form: &Form, now: Now) -> Result<Vec<Effect>, String> {
    let today = model.today;
    let (ops, said) = match purpose {
        Purpose::CheckIn(day) => {
            let known = model.facts.season.morning(*day);
            let said = format!("Check-in of {} saved. {}", day.short(), answers::no_tags(form).unwrap_or_default());
            (answers::morning(*day, form, known, today), said.trim_end().to_owned())
        }
        Purpose::Before => (answers::check_in(today, Moment::Before, form), "Noted. The advice has looked again.".to_owned()),
        Purpose::AddSession => {
            let session = answers::session(form, None, SessionId(new_name(model, now)), today)?;
            (vec![week::put(session.clone())], format!("{} planned for {}.", session.name(), session.day.short()))
        }
        Purpose::EditSession(id) => {
            let known = model.journal.history().session(id).cloned();
            let session = answers::session(form, known.as_ref(), id.clone(), today)?;
            (vec![week::put(session.clone())], format!("{} changed.", session.name()))
        }
        Purpose::After(id) => {
            let planned = model.journal.history().session(id).ok_or("This session was taken out meanwhile.")?;
            let session = answers::after(form, planned);
            let tags = answers::tags(form, session.day, model.journal.history());
            ([vec![week::put(session.clone())], tags].concat(), format!("{} is done.", session.name()))
        }
        Purpose::Log => {
            let session = answers::logged(form, SessionId(new_name(model, now)), today)?;
            let said = format!("{} of {} logged.", session.name(), session.day.short());
            let tags = answers::tags(form, session.day, model.journal.history());
            match join::typed(model.journal.history(), session, false) {
                (ops, None) => ([ops, tags].concat(), said),
                (ops, Some(known)) => {
                    let key = model.keymap.key_of(Action::ListPart);
                    let said = format!("{said} Joined with {}; {key} in the list of days makes two of them.", join::name(&known));
                    ([ops, tags].concat(), said)
                }
            }
        }
        Purpose::Test => {
            let test = answers::test(form, TestId(new_name(model, now)), today)?;
            let said = format!("{} {} {} saved.", test.name, test.value, test.unit);
            (vec![Op::PutTest(test)], said)
        }
        Purpose::Profile => (
            answers::profile(form, model.journal.history(), model.today)?,
            format!("Noted; {} takes it back.", model.keymap.key_of(Action::Undo)),
        ),
        Purpose::Time(day) => (
            week::time::ops(form, *day, (model.journal.history(), model.tuning.week_starts), today)?,
            format!("The time of {} is noted.", day.short()),
        ),
        Purpose::MoveTo => {
            let day = answers::day(form, today)?;
            return Ok(week::commands::move_to(model, |_| day, now));
        }
        Purpose::Experiment => {
            let seed = trial::seed(now.wall_ms, model.device);
            let experiment = answers::experiment(form, ExperimentId(new_name(model, now)), seed, today)?;
            let open = model.experiment();
            experiments::may_register(&experiment, open.as_ref(), today)?;
            let said = format!("Registered: it begins on {}. {}", experiment.first_day.short(), experiments::ALWAYS);
            (vec![Op::PutExperiment(Box::new(experiment))], said)
        }
        Purpose::GoTo => {
            let day = answers::day(form, today)?;
            if model.focus == Pane::Week {
                model.week.go_to(day, model.tuning.week_starts);
                model.refresh_week();
            } else {
                model.chart.go_to(day, model.facts.traces.reach());
            }
            return Ok(Vec::new());
        }
    };
    Ok(commit(model, ops, &said, now))
}

fn close(model: &mut Model, now: Now) -> Vec<Effect> {
    match model.overlay.take() {
        Some(Overlay::Proposal(_)) => vec![Effect::StopProposing],
        Some(Overlay::Form { purpose: Purpose::CheckIn(day), form }) => keep_draft(model, day, &form, now),
        Some(_) | None => Vec::new(),
    }
}

/// Keeps what was answered of a check-in, without asking.
fn keep_draft(model: &mut Model, day: Day, form: &Form, now: Now) -> Vec<Effect> {
    let changed = form.rows.iter().filter(|row| row.changed());
    let answers: Vec<_> = changed.map(|row| (row.id.to_owned(), row.answer.clone())).collect();
    model.preview();
    if answers.is_empty() {
        return Vec::new();
    }
    let said = format!("{} answers kept as a draft; {} goes on.", answers.len(), model.keymap.key_of(Action::CheckIn));
    model.say(Tone::Notice, said, now);
    model.draft = Draft { day: Some(day), answers, told: form.told.clone() };
    vec![Effect::KeepDraft(Some(model.draft.clone()))]
}

// ---- experiments

fn end_experiment(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(id) = model.experiment().map(|report| report.registered.experiment.id.clone()) else {
        model.say(Tone::Notice, "No experiment waits or runs.", now);
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
    form_key(model, Move::Edit(edit), now)
}

/// Makes several sessions of those of the chosen day that came from several sources.
fn part(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::List(list)) = &model.overlay else { return Vec::new() };
    let Pick::Day(day) = list.pick() else { return Vec::new() };
    let joined = model.journal.history().sessions_on(day).filter(|session| !session.parts.is_empty());
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
        Pick::Nothing => {
            model.overlay = None;
            Vec::new()
        }
        Pick::Unsaved(choice) => leaving::chosen(model, choice, now),
        Pick::Day(day) => open_check_in(model, day),
        Pick::Change(batch) => change(model, batch, now),
        Pick::Template(choice) => {
            model.overlay = None;
            week::commands::lay(model, choice, now)
        }
        Pick::Series(series) => chart::commands::toggle(model, series, now),
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
