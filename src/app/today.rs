//! What stands in Today beside the advice: the last days beside the usual, what was done, what comes next.

use crate::domain::field::ANSWERS;
use crate::domain::typed::show_duration;
use crate::domain::{Day, Field, Held, History, Kind, Session, SpanKind};
use crate::engine::milli;
use crate::engine::readiness::{Advice, BarGroup, Confidence, Do};

use super::action::Action;
use super::chart::Series;
use super::lists::session_line;
use super::model::Model;
use super::week::WeekAction;
use super::words;

/// The series of the front, from the table of the chart's series.
const FRONT: [Series; 5] = [
    Series::Score,
    Series::Field(Field::SleepMinutes),
    Series::Field(Field::HrvRmssd),
    Series::Field(Field::RestingHr),
    Series::Form,
];
/// Days that *usual* looks at, and the fewest values it speaks from.
const USUAL_DAYS: i64 = 28;
const USUAL_FROM: usize = 7;
/// Days that an event is looked for.
const EVENT_DAYS: i64 = 180;

/// The last days of one series.
#[derive(Debug, Clone, PartialEq)]
pub struct Recent {
    /// Its short name.
    pub label: &'static str,
    /// The oldest first, today last; `None` = not known.
    pub values: Vec<Option<f64>>,
    /// Today's value; empty = not known.
    pub today: String,
    /// The usual range or mean; empty = not known yet.
    pub usual: String,
}

/// The last so many days of what is told every morning; a series that says nothing in them is left out.
pub fn recent(model: &Model, days: i64) -> Vec<Recent> {
    let traces = &model.facts.traces;
    let of = |series: Series| {
        let values = traces.line(series)?;
        let on = |day: Day| traces.on(values, day);
        let shown: Vec<Option<f64>> = model.today.minus(days - 1).to(model.today).map(on).collect();
        let before: Vec<f64> = model.today.minus(USUAL_DAYS).to(model.today.minus(1)).filter_map(on).collect();
        let (today, usual) = told(model, series, on(model.today), before);
        shown.iter().any(Option::is_some).then_some(Recent { label: short(series), values: shown, today, usual })
    };
    FRONT.into_iter().filter_map(of).collect()
}

fn short(series: Series) -> &'static str {
    match series {
        Series::Field(Field::HrvRmssd) => "HRV",
        Series::Field(Field::RestingHr) => "pulse",
        Series::Score => "score",
        other => other.label(),
    }
}

/// Today's value and the usual one, as text.
fn told(model: &Model, series: Series, today: Option<f64>, mut before: Vec<f64>) -> (String, String) {
    let whole = |value: f64| words::signed(value);
    before.sort_by(f64::total_cmp);
    let is_enough = before.len() >= USUAL_FROM;
    let quarter = |share: usize| before.get(before.len() * share / 4).copied().unwrap_or_default();
    match series {
        Series::Field(Field::SleepMinutes) => {
            let hours = |value: f64| show_duration((value * 60.0).round() as i64);
            (today.map(hours).unwrap_or_default(), if is_enough { hours(quarter(2)) } else { String::new() })
        }
        Series::Field(field) => {
            // The range of the readings is the engine's, the same as in the chart and in *why*.
            let usual = model.facts.season.usual_on(field, [model.today]).next().flatten();
            let usual = usual.map(|usual| format!("{:.0}–{:.0}", usual.low, usual.high)).unwrap_or_default();
            (today.map(whole).unwrap_or_default(), usual)
        }
        Series::Form => (today.map(whole).unwrap_or_default(), form_zone(model).unwrap_or_default().to_owned()),
        _ => {
            let usual = if is_enough { format!("{:.0}–{:.0}", quarter(1), quarter(3)) } else { String::new() };
            (today.map(|value| format!("{value:.0}")).unwrap_or_default(), usual)
        }
    }
}

/// Where form stands this morning.
fn form_zone(model: &Model) -> Option<&'static str> {
    let state = model.facts.season.curve()?.state(model.today)?;
    Some(words::form_zone(state, &model.tuning.readiness))
}

/// What an advice says to do, beside what was planned.
pub fn what_to_do(model: &Model, advice: &Advice) -> String {
    let planned = advice.action.id.as_ref().and_then(|id| model.journal.history().session(id));
    if advice.action.act == Do::Open {
        let add = model.keymap.key_of(Action::Week(WeekAction::Add));
        return words::nothing_planned(advice.verdict, &format!("{add} adds a session in the week"));
    }
    let minutes = planned.and_then(|session| session.minutes).map(|minutes| i64::from(minutes.get()));
    let text = words::what_to_do(&advice.action, minutes);
    let own_name = planned.filter(|session| session.name() != Kind::id(session.kind) && advice.action.act == Do::Keep);
    own_name.map_or_else(|| text.clone(), |session| format!("{}: {}", session.name(), words::lower_first(&text)))
}

/// What holds over this day, and a nap before it: `Day 4 ill · Nap 0:30`; none if there is nothing to tell.
pub fn holding(history: &History, day: Day) -> Option<String> {
    let nap = history.check_in(day).and_then(|check_in| check_in.whole(Field::Nap)).filter(|minutes| *minutes > 0);
    let nap = nap.map(|minutes| format!("Nap {}", show_duration(minutes)));
    let told: Vec<String> = held_line(history, day).into_iter().chain(nap).collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// What holds over this day, and for how long: `Day 4 ill`; none if nothing does.
pub fn held_line(history: &History, day: Day) -> Option<String> {
    let denied = history.check_in(day).is_some_and(|check_in| check_in.denied(Field::Ill));
    let tell = |held: &Held| {
        let number = day.since(held.span.from) + 1;
        let is_ill = held.span.kind == SpanKind::Ill;
        let told = if is_ill { held.makes_ill(day, denied) } else { held.span.covers(day) };
        let text =
            if is_ill { format!("Day {number} ill") } else { format!("{}, day {number}", words::capital(held.span.kind.id())) };
        told.then_some(text)
    };
    let told: Vec<String> = history.held().iter().filter_map(tell).collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// What holds on a day, in a word; none if nothing does.
pub fn held_on(held: &[Held], day: Day) -> Option<&'static str> {
    held.iter().find(|held| held.holds(day)).map(|held| held.span.kind.id())
}

/// What was done today, and that the rest of the day is rest; none if nothing was.
pub fn done_today(model: &Model) -> Option<String> {
    let done: Vec<String> =
        model.journal.history().sessions_on(model.today).filter(|session| session.is_done()).map(session_line).collect();
    let is_more = model.journal.history().sessions_on(model.today).any(Session::is_open);
    let after = if is_more { "" } else { " Rest is the rest of today's work." };
    (!done.is_empty()).then(|| format!("Done: {}.{after}", done.join(", ")))
}

/// How sure the score is, and what was not answered.
pub fn confidence_line(advice: &Advice) -> String {
    let silent: Vec<&str> = ANSWERS
        .iter()
        .filter(|field| !advice.bars.iter().any(|bar| bar.id() == field.spec().id))
        .map(|field| field.spec().label)
        .collect();
    let sure = format!("confidence {}", advice.confidence.id());
    match silent.as_slice() {
        [] => sure,
        _ if advice.confidence == Confidence::High => sure,
        [one] => format!("{sure} · {one} not answered"),
        several => format!("{sure} · {} not answered", several.len()),
    }
}

/// Feel beside data: what each kind of evidence adds to the score, milli-points.
pub fn evidence(advice: &Advice) -> [(&'static str, i64); 4] {
    let sum = |groups: &[BarGroup]| advice.bars.iter().filter(|bar| groups.contains(&bar.group())).map(|bar| bar.milli).sum();
    [
        ("feel", sum(&[BarGroup::Feel])),
        ("night", sum(&[BarGroup::Sleep])),
        ("measured", sum(&[BarGroup::Sensor, BarGroup::Trend])),
        ("training", sum(&[BarGroup::Load])),
    ]
}

/// A session that comes.
#[derive(Debug, Clone, PartialEq)]
pub struct Coming {
    /// When.
    pub day: Day,
    /// Its name.
    pub name: String,
    /// How long; empty = not said.
    pub minutes: String,
    /// Its load in points.
    pub points: i64,
}

/// The next open sessions after today, at most so many, within two weeks.
pub fn coming(model: &Model, most: usize) -> Vec<Coming> {
    let history = model.journal.history();
    let days = history.days_in(model.today.plus(1), model.today.plus(14));
    let open = days.flat_map(|(day, _)| history.sessions_on(day).filter(|session| session.is_open()));
    open.take(most)
        .map(|session| Coming {
            day: session.day,
            name: session.name().to_owned(),
            minutes: session.minutes.map(|minutes| show_duration(i64::from(minutes.get()))).unwrap_or_default(),
            points: milli::rounded(model.session_milli(session)),
        })
        .collect()
}

/// The next event: its day, its name, the days to it and the form of its morning.
pub fn next_event(model: &Model) -> Option<(Day, String, i64, Option<f64>)> {
    let history = model.journal.history();
    let days = history.days_in(model.today.plus(1), model.today.plus(EVENT_DAYS));
    let mut open = days.flat_map(|(day, _)| history.sessions_on(day).filter(|session| session.is_open()));
    let event = open.find(|session| session.kind == Kind::Event)?;
    let form = model.facts.forecast_on(model.today, event.day).map(|state| state.form());
    Some((event.day, event.name().to_owned(), event.day.since(model.today), form))
}
