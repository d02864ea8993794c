//! Which field a rating becomes, decided once, when it is written; and until when the form keeps the score to
//! itself (`learning.md` §1).

use crate::domain::{Day, Field, Value};
use crate::engine::readiness::Morning;

use super::form::Form;

/// A rating counts as given before the score if it is today's, the journal makes no score for the day yet, and
/// nobody has `shown` one; else it is kept as said later, and nothing learns from it.
///
/// `morning` is what the journal made of the day without what is about to be written. A rating that is taken
/// back (`None`) keeps its field.
pub fn settle(fields: &mut Vec<(Field, Option<Value>)>, morning: Option<&Morning>, day: Day, today: Day, shown: bool) {
    let scored = morning.is_some_and(|morning| morning.score_milli.is_some());
    if day == today && !scored && !shown {
        return;
    }
    let typed = |(field, value): &(Field, Option<Value>)| *field == Field::Ready && value.is_some();
    // What was typed for the later field itself stays.
    if fields.iter().any(|(field, _)| *field == Field::ReadyLater) {
        fields.retain(|field| !typed(field));
    }
    fields.iter_mut().filter(|field| typed(field)).for_each(|(field, _)| *field = Field::ReadyLater);
}

/// The row of the rating.
const ROW: &str = "ready";

/// Does the form keep the score to itself, because the rating is asked for and was neither given nor passed over?
pub fn is_silent(form: &Form) -> bool {
    form.told.is_none() && form.find(ROW).is_some()
}

/// Nobody is asked on an ill day: the question goes and comes back with what is answered about illness now. A rating after
/// a score was shown while it was away is one said later.
pub fn follow_illness(form: &mut Form) {
    if form.answer("ill").map_or(form.is_ill, |answer| answer == "y") {
        form.set_aside(ROW);
    } else if let Some(at) = form.bring_back()
        && form.told.is_none()
    {
        // It was not passed over: it was not there.
        form.cursor = form.cursor.min(at);
        if form.seen {
            form.told = form.find(ROW).map(|row| row.answer.clone());
        }
    }
}

/// Once the question is left, a score may be shown: from then on another rating is one said later.
pub fn tell(form: &mut Form) {
    let at = form.rows.iter().position(|row| row.id == ROW);
    if form.told.is_none() && at.is_some_and(|at| form.cursor > at) {
        form.told = form.find(ROW).map(|row| row.answer.clone());
    }
}

/// Lays the form's rating into the fields it changes: what was said before the score was shown, and what after.
pub fn from_form(fields: &mut Vec<(Field, Option<Value>)>, form: &Form) {
    let Some(row) = form.find(ROW).filter(|row| row.changed()) else { return };
    let Some(before) = form.told.as_ref().filter(|before| **before != row.answer) else { return };
    fields.retain(|(field, _)| *field != Field::Ready);
    fields.extend(rating(before).map(|value| (Field::Ready, Some(value))));
    fields.extend(rating(&row.answer).map(|value| (Field::ReadyLater, Some(value))));
}

fn rating(text: &str) -> Option<Value> {
    Field::Ready.parse(text).ok()
}
