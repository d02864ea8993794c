//! How firmly a session stands in the plan: the questions about it, and what their answers mean.

use crate::app::ask::{self, Ask};
use crate::app::form::{Form, Row, RowKind};
use crate::domain::{Day, Load, LoadOrigin, Points, Session, Slot, typed};

/// The questions, with what is known.
pub fn rows(known: Option<&Session>, today: Day) -> Vec<Row> {
    let place = known.map(|session| session.place.clone()).unwrap_or_default();
    let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
    let slot = place.fix_slot.and_then(|fixed| Slot::ALL.iter().position(|slot| *slot == fixed));
    let load = known.and_then(|session| session.load).map(|load| load.points.value().to_string()).unwrap_or_default();
    let date = |id, label, value, question| Row::new(id, label, RowKind::Typed(Ask::Day(today)), value).asks(question);
    let (first, last) = place.window.unzip();
    vec![
        Row::new("lock", "stays there", RowKind::Flag, if place.lock { "y" } else { "" })
            .asks("Does it stay there, whatever order is proposed?"),
        date("fix_day", "only on", day(place.fix_day), "Is it possible on one day only? On which?")
            .hint("no other day is proposed"),
        Row::new(
            "fix_slot",
            "only in the",
            RowKind::Choice(vec!["morning", "evening"]),
            slot.map(|at| (at + 1).to_string()).unwrap_or_default(),
        )
        .asks("Is it possible in the morning or the evening only?"),
        date("first", "not before", day(first), "From which day on is it possible?").hint("its week if nothing is said"),
        date("last", "not after", day(last), "Until which day is it possible?").hint("its week if nothing is said"),
        Row::new("load", "load", RowKind::Typed(Ask::Number), load)
            .asks("What load do you expect?")
            .hint("points, in place of minutes × effort"),
    ]
}

/// Lays the answers over a session.
///
/// # Errors
/// What is expected.
pub fn lay_over(session: &mut Session, form: &Form, today: Day) -> Result<(), String> {
    let day = |id: &str| form.answer(id).map(|text| typed::day(text, today)).transpose();
    session.place.lock = form.find("lock").and_then(Row::flag).unwrap_or_default();
    session.place.fix_day = day("fix_day")?;
    session.place.fix_slot = form.find("fix_slot").and_then(Row::chosen).and_then(|at| Slot::ALL.get(at)).copied();
    session.place.window = match (day("first")?, day("last")?) {
        (None, None) => None,
        (first, last) => Some((first.unwrap_or(session.day), last.unwrap_or(session.day))),
    };
    if let Some((first, last)) = session.place.window.filter(|(first, last)| first > last) {
        return Err(format!("expected a last day from {first} on, found {last}"));
    }
    if form.find("load").is_some_and(Row::changed) {
        session.load = form.answer("load").map(points).transpose()?;
    }
    Ok(())
}

fn points(text: &str) -> Result<Load, String> {
    let points = Points::try_from(ask::number(text)?).map_err(|error| error.to_string())?;
    Ok(Load { points, origin: LoadOrigin::Typed })
}
