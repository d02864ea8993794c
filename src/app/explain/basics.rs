//! The unscored basics as a quiet strip of the last weeks: no streak, no score, no missing day counted.

use crate::domain::{Day, Field, History};

use crate::app::list::{Line, section};

/// What is asked and never scored.
pub const BASICS: [Field; 4] = [Field::AteWell, Field::DrankEnough, Field::SomeCalm, Field::BedInTime];

/// Days of the strip.
const DAYS: i64 = 28;

/// Yes and no of four weeks, the oldest day first; `None` = not said. Empty if it was never said.
pub fn basic(history: &History, field: Field, today: Day) -> Vec<Option<bool>> {
    let said = |day: Day| history.check_in(day).filter(|check_in| check_in.value(field).is_some()).map(|said| said.flag(field));
    let days: Vec<Option<bool>> = today.minus(DAYS - 1).to(today).map(said).collect();
    if days.iter().all(Option::is_none) { Vec::new() } else { days }
}

/// The strip as lines of text.
pub(super) fn strip(history: &History, today: Day) -> Vec<Line> {
    let line = |field: Field| {
        let days = basic(history, field, today);
        let mark = |day: &Option<bool>| match day {
            Some(true) => '●',
            Some(false) => '○',
            None => '·',
        };
        let yes = days.iter().flatten().filter(|yes| **yes).count();
        let said = days.iter().flatten().count();
        let marks: String = days.iter().map(mark).collect();
        (said > 0).then(|| Line::plain(format!("{:<14} {marks}  {yes} of {said}", field.spec().label)))
    };
    section("The basics, four weeks, today on the right (never scored)", BASICS.into_iter().filter_map(line).collect())
}
