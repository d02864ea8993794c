//! `upswing report`: today, the trend and the week as one page to keep, to print or to send to a coach.

use std::path::PathBuf;

use crate::app::chart::{Shown, insight};
use crate::app::{Model, Series, words};
use crate::domain::{Day, Field};
use crate::engine::averages::State;
use crate::engine::readiness::{Advice, ReasonClass};
use crate::exchange::page::{Part, html};

use super::answer::{Answer, Problem};
use super::chart;
use super::files::write_new;
use super::open::Opened;
use super::shown::full_date;
use super::today::what_to_do;

/// Where it goes.
#[derive(Debug, clap::Args)]
#[command(after_help = "The page needs nothing but itself: no network, no script. Notes are left out.\n\
                        Example: upswing report november.html")]
pub struct Report {
    /// The file; what is there is not overwritten
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// Writes the page.
pub fn run(args: &Report, opened: &mut Opened) -> Result<Answer, Problem> {
    write_new(&args.file, &page(opened))?;
    Ok(Answer::line(format!("The report is in {}.", args.file.display())))
}

/// The page.
fn page(opened: &mut Opened) -> String {
    let model = chart::model(opened);
    let mut parts = today(opened);
    parts.push(Part::Heading("Fitness, fatigue and form".to_owned()));
    parts.push(figure(
        &model,
        84,
        14,
        &[Series::Loads, Series::Averages, Series::Form],
        "Ten weeks, and the next two as planned.",
    ));
    parts.push(Part::List(insight::sentences(&model)));
    let year = "A year. A line that stops is a gap.";
    parts.push(figure(&model, 364, 14, &[Series::Loads, Series::Averages, Series::Form], year));
    parts.extend(sensors(&model));
    parts.extend(performance(&model));
    parts.push(Part::Heading("This week and the next".to_owned()));
    parts.push(week(&model));
    parts.push(Part::Heading("What the curves mean".to_owned()));
    parts.push(Part::List(insight::MEANING.map(str::to_owned).to_vec()));
    parts.push(Part::Text("Not medical advice. Made on this machine by upswing; nothing was sent anywhere.".to_owned()));
    html("Training report", &full_date(opened.today()), &parts)
}

fn today(opened: &mut Opened) -> Vec<Part> {
    let advice = opened.advice(opened.today());
    let mut parts = vec![
        Part::Heading("Today".to_owned()),
        Part::Lead(lead(opened, &advice)),
        Part::Text(format!("Confidence {}. {}", advice.confidence, what_to_do(opened, &advice))),
        Part::Text(words::stage_line(advice.stage).to_owned()),
    ];
    let reasons: Vec<String> =
        advice.reasons.iter().filter(|reason| reason.class < ReasonClass::Takes).map(|reason| reason.text.clone()).collect();
    if !reasons.is_empty() {
        parts.push(Part::List(reasons));
    }
    if !advice.bars.is_empty() {
        let start = words::start(&opened.tuning().readiness);
        let mut rows = vec![vec!["what".to_owned(), "points".to_owned()], vec!["start: everything as usual".to_owned(), start]];
        rows.extend(advice.bars.iter().map(|bar| vec![bar.label.clone(), words::signed_tenths(bar.shown)]));
        parts.push(Part::Table(rows));
    }
    parts
}

/// What a coach reads first: the verdict, the score beside what is usual, how one stands.
fn lead(opened: &Opened, advice: &Advice) -> String {
    let numbers = &opened.tuning().readiness;
    let verdict = words::capital(&words::verdict_title(advice.verdict).to_lowercase());
    let score = match advice.score() {
        Some(score) => format!("The score is {score} of 100; {} is a day like any other.", words::start(numbers)),
        None => "There is no score: too little was answered.".to_owned(),
    };
    let state = advice.load.state;
    if state == State::default() {
        return format!("{verdict}. {score}");
    }
    let form = words::signed(state.form());
    format!("{verdict}. {score} Form is {form} points a day: {}.", words::form_zone(state, numbers))
}

/// The chart of so many days up to today and some more.
fn figure(model: &Model, days: i64, ahead: i64, series: &[Series], caption: &str) -> Part {
    let mut model = model.clone();
    model.show_curves(Shown { series: series.to_vec(), ..Shown::default() });
    chart::fit(&mut model);
    let last = model.today.plus(ahead);
    model.show_days(last.minus(days - 1), last);
    Part::Figure { svg: chart::drawing(&model, caption, &[]), caption: caption.to_owned() }
}

/// Pulse, HRV and sleep, where there are any in the last twelve weeks.
fn sensors(model: &Model) -> Vec<Part> {
    let recent = |field: &Field| {
        let days = model.journal.history().days_in(model.today.minus(83), model.today);
        days.into_iter().any(|(_, record)| record.check_in.number(*field).is_some())
    };
    let fields: Vec<Field> = [Field::HrvRmssd, Field::RestingHr, Field::SleepMinutes].into_iter().filter(recent).collect();
    if fields.is_empty() {
        return Vec::new();
    }
    let series: Vec<Series> = fields.into_iter().map(Series::Field).collect();
    let caption = "Twelve weeks; shaded: the usual range.";
    vec![Part::Heading("Readings".to_owned()), figure(model, 84, 0, &series, caption)]
}

fn performance(model: &Model) -> Vec<Part> {
    if model.facts.traces.tests.is_empty() {
        return Vec::new();
    }
    let caption = "Tests of the last year, the fitted level, and where half and four fifths of tests lie.";
    vec![Part::Heading("Performance".to_owned()), figure(model, 364, 28, &[Series::Performance], caption)]
}

/// Two weeks, a row a day.
fn week(model: &Model) -> Part {
    let (history, traces) = (model.journal.history(), &model.facts.traces);
    let row = |day: Day| {
        let sessions: Vec<String> =
            crate::app::week::on_day(history, day).into_iter().map(crate::app::lists::session_line).collect();
        let (done, planned) = (traces.on(&traces.total, day), traces.on(&traces.planned, day));
        let points = |load: Option<f64>| load.map_or_else(|| "·".to_owned(), |load| format!("{load:.0}"));
        vec![day.short(), if sessions.is_empty() { "–".to_owned() } else { sessions.join("; ") }, points(done), points(planned)]
    };
    let first = model.this_week();
    let head = ["day", "sessions", "done", "planned"].map(str::to_owned).to_vec();
    Part::Table(std::iter::once(head).chain(first.to(first.plus(13)).map(row)).collect())
}
