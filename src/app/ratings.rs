//! Which field a rating becomes, decided once, when it is written (`learning.md` §1).

use crate::domain::{Day, Field, Value};
use crate::engine::readiness::Morning;

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
