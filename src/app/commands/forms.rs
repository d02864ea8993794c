//! What the keys of a form do, and what becomes of its answers: a change of the journal, or a draft.

use crate::app::action::Action;
use crate::app::answers;
use crate::app::doing::{commit, new_name, open, show};
use crate::app::draft::Draft;
use crate::app::event::Effect;
use crate::app::form::{Form, Move, Outcome};
use crate::app::forms as questions;
use crate::app::list::Content;
use crate::app::model::{Model, Overlay, Tone};
use crate::app::now::Now;
use crate::app::pane::Pane;
use crate::app::purpose::Purpose;
use crate::app::{bringing, doubts, explain, waiting, week, words};
use crate::domain::journal::{Moment, Op};
use crate::domain::{Day, ExperimentId, Field, Minutes, SessionId, SpanId, TestId, join, settle};
use crate::engine::experiments;
use crate::engine::learning::trial;
use crate::engine::load;

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

/// Turns a yes-or-no question of the open check-in, wherever its cursor is, and says so: its row may be out of sight.
pub(super) fn flag(model: &mut Model, field: Field, now: Now) -> Vec<Effect> {
    let Some(Overlay::Form { form, .. }) = &mut model.overlay else { return Vec::new() };
    let Some(is_set) = form.toggle(field.spec().id) else { return Vec::new() };
    model.preview();
    let said = format!("{}: {}.", words::capital(field.spec().label), if is_set { "yes" } else { "no" });
    model.say(Tone::Notice, said, now);
    Vec::new()
}

/// A key of the form that is no character.
pub(super) fn moved(model: &mut Model, direction: Move, now: Now) -> Vec<Effect> {
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

/// Saves, or says what is missing.
pub(super) fn save(model: &mut Model, now: Now) -> Vec<Effect> {
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
    match taken(model, &purpose, &form, now) {
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

fn taken(model: &mut Model, purpose: &Purpose, form: &Form, now: Now) -> Result<Vec<Effect>, String> {
    let today = model.today;
    let (ops, said) = match purpose {
        Purpose::CheckIn(day) => {
            let (known, check_in) = (model.facts.season.morning(*day), model.journal.history().check_in(*day));
            let said = format!("Check-in of {} saved. {}", day.short(), answers::no_tags(form).unwrap_or_default());
            (answers::morning(*day, form, check_in, known, today), said.trim_end().to_owned())
        }
        Purpose::Before(day) => (answers::check_in(*day, Moment::Before, form), "Noted. The advice has looked again.".to_owned()),
        Purpose::AddSession(_) => {
            let mut session = answers::session(form, None, SessionId(new_name(model, now)), now)?;
            let usual = load::typical_minutes(model.journal.history(), session.kind, today, &model.tuning.load);
            session.minutes = session.minutes.or_else(|| Minutes::try_from(usual).ok());
            (vec![week::put(session.clone())], format!("{} planned for {}.", session.name(), session.day.short()))
        }
        Purpose::EditSession(id) => {
            let known = model.journal.history().session(id).cloned();
            let mut session = answers::session(form, known.as_ref(), id.clone(), now)?;
            load::estimate(model.journal.history(), &mut session, &model.tuning.load);
            (vec![week::put_changed(model.journal.history(), session.clone())], format!("{} changed.", session.name()))
        }
        Purpose::After(id) => {
            let planned = model.journal.history().session(id).ok_or("This session was taken out meanwhile.")?;
            let mut session = answers::after(form, planned);
            load::estimate(model.journal.history(), &mut session, &model.tuning.load);
            let (tags, none) = answers::tags(form, session.day, model.journal.history());
            let put = week::put_changed(model.journal.history(), session.clone());
            ([vec![put], tags].concat(), format!("{} is done.{none}", session.name()))
        }
        Purpose::Log => {
            let mut session = answers::logged(form, SessionId(new_name(model, now)), now)?;
            load::estimate(model.journal.history(), &mut session, &model.tuning.load);
            let (tags, none) = answers::tags(form, session.day, model.journal.history());
            let said = format!("{} of {} logged.{none}", session.name(), session.day.short());
            let settle::Typed { ops, joined, .. } = settle::typed(model.journal.history(), session, false);
            match joined {
                None => ([ops, tags].concat(), said),
                Some(known) => {
                    let key = model.keymap.key_of(Action::ListPart);
                    let said = format!("{said} Joined with {}; {key} in the list of days makes two of them.", join::name(&known));
                    ([ops, tags].concat(), said)
                }
            }
        }
        Purpose::Span(known) => {
            let id = known.clone().unwrap_or_else(|| SpanId(new_name(model, now)));
            let history = model.journal.history();
            let span = answers::span(form, known.as_ref().and_then(|id| history.span(id)), id, history, today)?;
            let said = format!("Noted: {}.", words::span(&span, None, today));
            (vec![Op::PutSpan(Box::new(span))], said)
        }
        Purpose::Test => {
            let test = answers::test(form, TestId(new_name(model, now)), now)?;
            let said = format!("{} {} saved.", test.name, test.result());
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
            let (history, tuning) = (model.journal.history(), &model.tuning.learning);
            let can = explain::can_find(&experiment, &experiments::power(&experiment, history, &model.facts.season, tuning));
            let said = format!("Registered: it begins on {}. {can} {}", experiment.first_day.short(), experiments::ALWAYS);
            (vec![Op::PutExperiment(Box::new(experiment))], said)
        }
        Purpose::Import => {
            let path = form.answer("path").ok_or("Type the path of a file or a folder.")?.trim().to_owned();
            return Ok(bringing::begin(model, &path));
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
    let effects = commit(model, ops, &said, now);
    if let Purpose::CheckIn(day) = purpose
        && let Some(shifted) = model.facts.season.shifted(*day).filter(|_| !effects.is_empty())
    {
        model.unsaved.say_too(&format!("{} Then name it under more questions.", words::new_device(shifted)));
    }
    Ok(effects)
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
pub(super) fn forget(model: &mut Model, now: Now) -> Vec<Effect> {
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
