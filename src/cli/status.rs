//! `upswing status`: the day in one short line, for a prompt or a bar.

use crate::app::{Facts, explain, words};
use crate::engine::experiments;
use crate::engine::readiness::Do;

use super::answer::{Answer, Problem};
use super::open::Opened;

/// Says the day in one line: `74 train · form −9 · strength 50 min`.
pub fn run(opened: &Opened) -> Result<Answer, Problem> {
    let facts = Facts::new(opened.history(), opened.today(), opened.tuning());
    let advice = facts.advice();
    let verdict = words::verdict_word(advice.verdict);
    let mut parts = vec![advice.score().map_or_else(|| verdict.to_owned(), |score| format!("{score} {verdict}"))];
    parts.push(format!("form {}", words::signed(advice.load.state.form())));
    let action = &advice.action;
    match (action.act, action.kind) {
        (Do::Keep | Do::Ease | Do::Swap | Do::Move, Some(kind)) => parts.push(format!("{kind} {} min", action.minutes)),
        (Do::Rest | Do::Open, _) | (_, None) => {}
    }
    let experiment = experiments::current(opened.history(), &facts.season, opened.today(), &opened.tuning().learning);
    parts.extend(experiment.as_ref().and_then(explain::assignment));
    Ok(Answer::line(parts.join(" · ")))
}
