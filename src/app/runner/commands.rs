//! What the keys of a running session do, and what is kept of it.

use crate::app::doing::open;
use crate::app::event::Effect;
use crate::app::forms;
use crate::app::model::{Model, Overlay};
use crate::app::now::Now;
use crate::app::purpose::Purpose;
use crate::domain::{Minutes, Session};
use crate::engine::blocks::Blocks;

use super::Runner;

/// Begins the session under the cursor, or goes on with the one that was left.
pub fn start(model: &mut Model, now: Now) -> Vec<Effect> {
    let mut runner = match (model.kept_session().cloned(), model.selected_session()) {
        (Some(kept), _) => kept,
        (None, Some(session)) => begun(model, session, now),
        (None, None) => return Vec::new(),
    };
    if !runner.is_running() {
        runner.pause(now.wall_ms);
    }
    show(model, runner, now)
}

/// A session from its first block; as today's advice has it, if that is about this session.
fn begun(model: &Model, session: &Session, now: Now) -> Runner {
    let advised = &model.facts.advice().action;
    let eased = advised.blocks.filter(|_| advised.id.as_ref() == Some(&session.id));
    let blocks = eased.unwrap_or_else(|| Blocks::of(session.kind, session.minutes.map_or(0, Minutes::get)));
    let kind = advised.kind.filter(|_| eased.is_some()).unwrap_or(session.kind);
    Runner::new(session.id.clone(), model.today, session.name(), kind, blocks, now.wall_ms)
}

/// Shows the runner, and keeps how far it is.
fn show(model: &mut Model, runner: Runner, now: Now) -> Vec<Effect> {
    let effect = keep(model, &runner, now);
    model.overlay = Some(Overlay::Runner(runner));
    vec![effect]
}

/// Keeps how far a session is, so that it survives whatever happens.
fn keep(model: &mut Model, runner: &Runner, now: Now) -> Effect {
    let mut kept = runner.clone();
    kept.stop(now.wall_ms);
    model.kept = Some(kept.clone());
    Effect::KeepSession(Some(Box::new(kept)))
}

fn change(model: &mut Model, now: Now, change: impl FnOnce(&mut Runner)) -> Vec<Effect> {
    let Some(Overlay::Runner(runner)) = &model.overlay else { return Vec::new() };
    let mut runner = runner.clone();
    change(&mut runner);
    show(model, runner, now)
}

/// Stops the clock, or lets it go on; at the end, the questions.
pub fn pause(model: &mut Model, now: Now) -> Vec<Effect> {
    if matches!(&model.overlay, Some(Overlay::Runner(runner)) if runner.is_over()) {
        return finish(model, now);
    }
    change(model, now, |runner| runner.pause(now.wall_ms))
}

/// On to the next block; past the last one come the questions.
pub fn next(model: &mut Model, now: Now) -> Vec<Effect> {
    let effects = change(model, now, |runner| runner.next(now.wall_ms));
    match &model.overlay {
        Some(Overlay::Runner(runner)) if runner.is_over() => finish(model, now),
        _ => effects,
    }
}

/// Leaves the session; it can be gone on with.
pub fn leave(model: &mut Model, now: Now) -> Vec<Effect> {
    let effects = change(model, now, |runner| runner.stop(now.wall_ms));
    model.overlay = None;
    effects
}

/// The session is over: the questions after it, with the minutes that it took.
pub fn finish(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Runner(runner)) = model.overlay.take() else { return Vec::new() };
    model.kept = None;
    let used = model.used_tags();
    let mut effects = vec![Effect::KeepSession(None)];
    if let Some(session) = model.journal.history().session(&runner.session) {
        let took = u16::try_from(runner.total(now.wall_ms).saturating_add(30_000) / 60_000).ok();
        let mut form = forms::after(session, &used);
        // What was measured is an answer: it outlives leaving the questions.
        let minutes = took.and_then(|minutes| Minutes::try_from(minutes).ok());
        if let Some((row, minutes)) = form.rows.iter_mut().find(|row| row.id == "minutes").zip(minutes) {
            row.answer = minutes.to_string();
        }
        effects.extend(open(model, Purpose::After(runner.session), form));
    }
    effects
}

/// Time went by: the bell where a block ended, and every minute how far the session is.
pub fn tick(model: &mut Model, now: Now) -> Vec<Effect> {
    let Some(Overlay::Runner(runner)) = &mut model.overlay else { return Vec::new() };
    let ended = runner.tick(now.wall_ms);
    let runner = runner.clone();
    let kept_ms = model.kept.as_ref().map_or(0, |kept| kept.total(now.wall_ms));
    let mut effects = if ended { vec![Effect::Bell] } else { Vec::new() };
    if ended || runner.total(now.wall_ms) >= kept_ms.saturating_add(60_000) {
        effects.push(keep(model, &runner, now));
    }
    effects
}
