//! Stress → response → adaptation (`readiness.md` §9), three albums side by side, so that change can be seen.

use crate::domain::{Day, Field, Improved};
use crate::engine::milli;
use crate::engine::readiness::{Advice, Album, ChargeBalance};
use crate::engine::tuning::Readiness;

use crate::app::list::{Line, Weight};
use crate::app::model::Model;
use crate::app::words;

/// Windows side by side.
const WINDOWS: i64 = 3;
/// Columns of a label and of a number.
const LABEL: usize = 20;
const NUMBER: usize = 11;

/// The days of an album, seen from the morning after them.
struct Window {
    first: Day,
    last: Day,
    album: Album,
    /// Of the `charge_days` before that morning.
    charge: ChargeBalance,
    score: Option<f64>,
    slept: Option<f64>,
    fitness: Option<f64>,
}

/// What the last weeks of work led to.
pub fn cycle(model: &Model) -> Vec<Line> {
    let first = model.facts.season.curve().map(|curve| curve.first());
    let days = model.tuning.readiness.album_days;
    let windows: Vec<Window> = (0..WINDOWS).rev().map(|back| Window::of(model, model.today.minus(back * days), days)).collect();
    let known: Vec<Window> = windows.into_iter().filter(|window| first.is_some_and(|first| first <= window.last)).collect();
    let Some(now) = known.last() else {
        return vec![Line::plain(format!(
            "Here {days} days of work stand beside what they led to, as soon as there is a check-in or a session."
        ))];
    };
    let numbers = &model.tuning.readiness;
    let mut lines = vec![Line::new("", answer(now, numbers), Weight::Strong), Line::gap()];
    lines.push(Line::new("", row("", &known, |window| short(window.first)), Weight::Muted));
    lines.push(Line::new("", row("", &known, |window| format!("– {}", short(window.last))), Weight::Muted));
    lines.extend(stress(&known, numbers));
    lines.extend(response(&known));
    lines.extend(adaptation(&known, numbers));
    lines
}

impl Window {
    fn of(model: &Model, morning: Day, days: i64) -> Window {
        let history = model.journal.history();
        let empty = Default::default();
        let check_in = history.check_in(morning).unwrap_or(&empty);
        let Advice { album, charge, .. } = model.facts.advise(history, morning, check_in, &model.tuning);
        let (first, last) = (morning.minus(days), morning.minus(1));
        let scores = first.to(last).filter_map(|day| model.facts.season.morning(day)?.score_milli);
        let nights = history.days_in(first, last).filter_map(|(_, record)| record.check_in.number(Field::SleepMinutes));
        let fitness = model.facts.season.curve().and_then(|curve| curve.state(morning)).map(|state| state.fitness);
        let score = mean(scores.map(milli::points));
        Window { first, last, album, charge, score, slept: mean(nights), fitness }
    }
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / f64::from(count))
}

/// `12 Nov`.
fn short(day: Day) -> String {
    format!("{} {}", day.day_of_month(), day.month_name())
}

/// A label and one number for each window, in columns.
fn row(label: &str, windows: &[Window], shown: impl Fn(&Window) -> String) -> String {
    let numbers: String = windows.iter().map(|window| format!("{:>NUMBER$}", shown(window))).collect();
    format!("{label:<LABEL$}{numbers}")
}

fn plain(label: &str, windows: &[Window], shown: impl Fn(&Window) -> String) -> Line {
    Line::plain(row(label, windows, shown))
}

fn or_dot(value: Option<String>) -> String {
    value.unwrap_or_else(|| "·".to_owned())
}

fn stress(windows: &[Window], numbers: &Readiness) -> [Line; 4] {
    let hard = format!("hard, from RPE {}", words::tenths(numbers.hard_from));
    [
        Line::heading("Stress"),
        plain("load, points", windows, |window| milli::rounded(window.album.load).to_string()),
        plain("sessions", windows, |window| window.album.sessions.to_string()),
        plain(&hard, windows, |window| window.album.hard.to_string()),
    ]
}

fn response(windows: &[Window]) -> Vec<Line> {
    let mut lines = vec![
        Line::heading("Response"),
        plain("rest days", windows, |window| window.album.rest_days.to_string()),
        plain("score, mean", windows, |window| or_dot(window.score.map(|score| format!("{score:.0}")))),
        plain("a night, mean", windows, |window| or_dot(window.slept.map(|slept| clock(slept.round() as i64)))),
        plain("charged : drained", windows, |window| match window.charge.answers {
            0 => "·".to_owned(),
            _ => format!("{} : {}", window.charge.charged, window.charge.drained),
        }),
    ];
    lines.extend(counted("begun recovered", windows, |window| window.album.recovered));
    lines
}

/// A count that comes from answers; left out where nobody answered, because that is no 0.
fn counted(label: &str, windows: &[Window], count: impl Fn(&Window) -> i64) -> Option<Line> {
    windows.iter().any(|window| count(window) > 0).then(|| plain(label, windows, |window| count(window).to_string()))
}

fn adaptation(windows: &[Window], numbers: &Readiness) -> Vec<Line> {
    let mut lines = vec![Line::heading("Adaptation")];
    let improved = |(at, improved): (usize, &Improved)| {
        counted(&format!("{improved} better"), windows, |window| window.album.improved.get(at).copied().unwrap_or(0))
    };
    lines.extend(Improved::ALL.iter().enumerate().filter_map(improved));
    lines.extend(counted("a skill for life", windows, |window| window.album.skill));
    lines.push(plain("movement, change", windows, |window| {
        or_dot(window.album.smoother.map(|change| words::with_true_minus(&format!("{:+.1}", change as f64 / 1000.0))))
    }));
    lines.push(plain("fitness after it", windows, |window| or_dot(window.fitness.map(|fitness| format!("{fitness:.0}")))));
    lines.push(Line::gap());
    let (charge, half) = (words::counted(numbers.charge_days, "day"), numbers.album_days.div_euclid(2));
    let told = format!("Charged : drained of {charge}; movement: the last {half} less the {half} before.");
    lines.push(Line::new("", told, Weight::Muted));
    lines
}

fn clock(minutes: i64) -> String {
    format!("{} h {:02}", minutes / 60, minutes % 60)
}

/// The balance as an answer to the heading.
fn answer(now: &Window, numbers: &Readiness) -> String {
    let ChargeBalance { charged, drained, answers, days } = now.charge;
    let days = words::counted(days, "day");
    match charged - drained {
        _ if answers < numbers.charge_answers => "Too few answers after sessions to say: they take ten seconds.".to_owned(),
        ahead if ahead > 0 => {
            let sessions = words::counted(charged, "session");
            format!("Yes, by what you said: {sessions} of {days} charged you, {drained} drained you.")
        }
        0 => format!("Just so: as many sessions of {days} charged you as drained you, {charged}."),
        _ => format!(
            "Not quite: {} of {days} drained you, {charged} charged you. An easier day lets the work arrive.",
            words::counted(drained, "session")
        ),
    }
}
