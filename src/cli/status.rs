//! `upswing status`: the day in one short line, for a prompt or a bar.

use crate::app::words;
use crate::engine::readiness::Do;

use super::answer::{Answer, Problem};
use super::open::Opened;

/// Says the day in one line: `74 train · form −9 · strength 50 min`.
pub fn run(opened: &Opened) -> Result<Answer, Problem> {
    let advice = opened.advice(opened.today());
    let verdict = words::verdict_word(advice.verdict);
    let mut parts = vec![advice.score().map_or_else(|| verdict.to_owned(), |score| format!("{score} {verdict}"))];
    parts.push(format!("form {}", words::signed(advice.load.state.form())));
    let action = &advice.action;
    match (action.act, action.kind) {
        (Do::Keep | Do::Ease | Do::Swap | Do::Move, Some(kind)) => parts.push(format!("{kind} {} min", action.minutes)),
        (Do::Rest | Do::Open, _) | (_, None) => {}
    }
    Ok(Answer::line(parts.join(" · ")))
}
