//! What becomes of the answers of a form: a change of the journal with the sentence that says so, or a place to go to.

use crate::app::action::{Action, ListAction};
use crate::app::answers;
use crate::app::doing::{commit, new_name};
use crate::app::event::Effect;
use crate::app::form::Form;
use crate::app::model::Model;
use crate::app::now::Now;
use crate::app::pane::Pane;
use crate::app::purpose::Purpose;
use crate::app::{bringing, days, explain, week, words};
use crate::domain::journal::{Moment, Op};
use crate::domain::{Day, ExperimentId, Minutes, SessionId, SpanId, TestId, join, settle};
use crate::engine::experiments;
use crate::engine::learning::trial;
use crate::engine::load;

/// A change of the journal, and what is said of it.
type Changed = (Vec<Op>, String);

/// Does what the answers say.
///
/// # Errors
/// What is missing, or cannot be.
pub(super) fn taken(model: &mut Model, purpose: &Purpose, form: &Form, now: Now) -> Result<Vec<Effect>, String> {
    let (ops, said) = match purpose {
        Purpose::CheckIn(day) => return Ok(check_in(model, *day, form, now)),
        Purpose::Before(day) => (answers::check_in(*day, Moment::Before, form), "Noted. The advice has looked again.".to_owned()),
        Purpose::AddSession(_) => planned(model, form, now)?,
        Purpose::EditSession(id) => edited(model, id, form, now)?,
        Purpose::After(id) => after(model, id, form)?,
        Purpose::Log => logged(model, form, now)?,
        Purpose::Span(known) => span(model, known.as_ref(), form, now)?,
        Purpose::Test => test(model, form, now)?,
        Purpose::Profile => profile(model, form)?,
        Purpose::Time(day) => time(model, *day, form)?,
        Purpose::Experiment => experiment(model, form, now)?,
        Purpose::MoveTo => {
            let day = days::to_come(answers::day(form, model.today)?, model.today)?;
            return Ok(week::commands::move_to(model, |_| day, now));
        }
        Purpose::Import => {
            let path = form.answer("path").ok_or("Type the path of a file or a folder.")?.trim().to_owned();
            return Ok(bringing::begin(model, &path));
        }
        Purpose::GoTo => return go_to(model, form),
    };
    Ok(commit(model, ops, &said, now))
}

fn check_in(model: &mut Model, day: Day, form: &Form, now: Now) -> Vec<Effect> {
    let (known, before) = (model.facts.season.morning(day), model.journal.history().check_in(day));
    let ops = answers::morning(day, form, before, known, model.today);
    let said = format!("Check-in of {} saved. {}", day.short(), answers::no_tags(form).unwrap_or_default());
    let effects = commit(model, ops, said.trim_end(), now);
    if let Some(shifted) = model.facts.season.shifted(day).filter(|_| !effects.is_empty()) {
        model.unsaved.say_too(&format!("{} Then name it under more questions.", words::new_device(shifted)));
    }
    effects
}

fn planned(model: &Model, form: &Form, now: Now) -> Result<Changed, String> {
    let mut session = answers::session(form, None, SessionId(new_name(model, now)), now)?;
    let usual = load::typical_minutes(model.journal.history(), session.kind, model.today, &model.tuning.load);
    session.minutes = session.minutes.or_else(|| Minutes::try_from(usual).ok());
    let said = format!("{} planned for {}.", session.name(), session.day.short());
    Ok((vec![week::put(session)], said))
}

fn edited(model: &Model, id: &SessionId, form: &Form, now: Now) -> Result<Changed, String> {
    let history = model.journal.history();
    let known = history.session(id).ok_or("This session was taken out meanwhile.")?;
    let mut session = answers::session(form, Some(known), id.clone(), now)?;
    load::estimate(history, &mut session, &model.tuning.load);
    let said = format!("{} changed.", session.name());
    Ok((vec![week::put_changed(history, session)], said))
}

fn after(model: &Model, id: &SessionId, form: &Form) -> Result<Changed, String> {
    let history = model.journal.history();
    let mut session = answers::after(form, history.session(id).ok_or("This session was taken out meanwhile.")?);
    load::estimate(history, &mut session, &model.tuning.load);
    let (tags, none) = answers::tags(form, session.day, history);
    let said = format!("{} is done.{none}", session.name());
    Ok(([vec![week::put_changed(history, session)], tags].concat(), said))
}

fn logged(model: &Model, form: &Form, now: Now) -> Result<Changed, String> {
    let history = model.journal.history();
    let mut session = answers::logged(form, SessionId(new_name(model, now)), now)?;
    load::estimate(history, &mut session, &model.tuning.load);
    let (tags, none) = answers::tags(form, session.day, history);
    let mut said = format!("{} of {} logged.{none}", session.name(), session.day.short());
    let settle::Typed { ops, joined, .. } = settle::typed(history, session, false);
    if let Some(known) = joined {
        let key = model.keymap.key_of(Action::List(ListAction::Part));
        said += &format!(" Joined with {}; {key} in the list of days makes two of them.", join::name(&known));
    }
    Ok(([ops, tags].concat(), said))
}

fn span(model: &Model, known: Option<&SpanId>, form: &Form, now: Now) -> Result<Changed, String> {
    let history = model.journal.history();
    let id = known.cloned().unwrap_or_else(|| SpanId(new_name(model, now)));
    let span = answers::span(form, known.and_then(|id| history.span(id)), id, history, model.today)?;
    let said = format!("Noted: {}.", words::span(&span, None, model.today));
    Ok((vec![Op::PutSpan(Box::new(span))], said))
}

fn test(model: &Model, form: &Form, now: Now) -> Result<Changed, String> {
    let test = answers::test(form, TestId(new_name(model, now)), now)?;
    let said = format!("{} {} saved.", test.name, test.result());
    Ok((vec![Op::PutTest(test)], said))
}

fn profile(model: &Model, form: &Form) -> Result<Changed, String> {
    let ops = answers::profile(form, model.journal.history(), model.today)?;
    Ok((ops, format!("Noted; {} takes it back.", model.keymap.key_of(Action::Undo))))
}

fn time(model: &Model, day: Day, form: &Form) -> Result<Changed, String> {
    let ops = week::time::ops(form, day, (model.journal.history(), model.tuning.week_starts), model.today)?;
    Ok((ops, format!("The time of {} is noted.", day.short())))
}

fn experiment(model: &Model, form: &Form, now: Now) -> Result<Changed, String> {
    let seed = trial::seed(now.wall_ms, model.device);
    let experiment = answers::experiment(form, ExperimentId(new_name(model, now)), seed, model.today)?;
    experiments::may_register(&experiment, model.experiment().as_ref(), model.today)?;
    let (history, tuning) = (model.journal.history(), &model.tuning.learning);
    let can = explain::can_find(&experiment, &experiments::power(&experiment, history, &model.facts.season, tuning));
    let said = format!("Registered: it begins on {}. {can} {}", experiment.first_day.short(), experiments::ALWAYS);
    Ok((vec![Op::PutExperiment(Box::new(experiment))], said))
}

fn go_to(model: &mut Model, form: &Form) -> Result<Vec<Effect>, String> {
    let day = answers::day(form, model.today)?;
    if model.focus == Pane::Week {
        model.week.go_to(day, model.tuning.week_starts);
        model.refresh_week();
    } else {
        model.chart.go_to(day, model.facts.traces.reach());
    }
    Ok(Vec::new())
}
