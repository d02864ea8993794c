//! What is asked about once before a form is saved, and told on the command line: a typed date far from everything
//! else, another unit of a test.

use crate::domain::{Day, History, Test};
use crate::engine::Tuning;

use super::answers;
use super::form::{Form, Row};
use super::model::Model;
use super::purpose::Purpose;

/// What to ask before the form is saved; `None` = nothing.
pub fn question(model: &Model, purpose: &Purpose, form: &Form) -> Option<String> {
    let history = model.journal.history();
    let was_done = |id| history.session(id).is_some_and(|session| !session.is_open());
    let is_past = matches!(purpose, Purpose::Log | Purpose::Test) || matches!(purpose, Purpose::EditSession(id) if was_done(id));
    let typed = form.find("day").is_some_and(Row::changed) && is_past;
    let day = typed.then(|| answers::day(form, model.today).ok()).flatten();
    // One that has not come is refused: there is nothing to ask.
    let far = day.filter(|day| *day <= model.today.plus(1)).and_then(|day| far(history, day, &model.tuning));
    far.or_else(|| other_unit_of(form, history).filter(|_| *purpose == Purpose::Test))
}

fn other_unit_of(form: &Form, history: &History) -> Option<String> {
    let (name, unit) = (form.answer("name")?.trim(), form.answer("unit").unwrap_or_default().trim());
    other_unit(newest(history, name, Day::MAX)?, unit)
}

/// The newest result of a test up to a day.
pub fn newest<'a>(history: &'a History, name: &str, until: Day) -> Option<&'a Test> {
    history.tests().filter(|test| test.name == name && test.day <= until).max_by_key(|test| test.day)
}

/// That results in another unit than before stand for themselves; `None` = it is the same one.
pub fn other_unit(before: &Test, unit: &str) -> Option<String> {
    let (was, now) = (named(&before.unit), named(unit));
    (before.unit != unit).then(|| {
        let day = before.day;
        format!("{} had {was} on {day}, now {now}: results of another unit stand for themselves.", before.name)
    })
}

fn named(unit: &str) -> String {
    if unit.is_empty() { "no unit".to_owned() } else { format!("the unit {unit}") }
}

/// That a typed day lies far from every other record; `None` = it does not, or there is no other.
pub fn far(history: &History, day: Day, tuning: &Tuning) -> Option<String> {
    let days = history.days_from_others(day)?;
    (days > tuning.model.typed_far).then(|| format!("{day} lies {days} days from every other record."))
}
