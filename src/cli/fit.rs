//! `upswing fit`: what the tests say about what training does, and how sure that is.

mod view;

use crate::domain::Day;
use crate::engine::performance::Fit;
use crate::engine::performance::fit::{Trial, test_names};
use crate::engine::performance::posterior::{Band, Interval, Summary};

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::{count, date};
use super::told::TextLine;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "A test would read inside its range 8 times in 10. Example: upswing fit \"5 min power\"")]
pub struct FitTests {
    /// What was tested; what was tested most often if not said
    name: Option<String>,
    /// One JSON object: tests, parameters, warnings, bands of the coming four weeks
    #[arg(long)]
    json: bool,
}

/// The forecast looks so many days ahead.
const AHEAD: i64 = 28;

/// Says what the tests of one name tell.
pub fn run(args: &FitTests, opened: &Opened) -> Result<Answer, Problem> {
    let names = test_names(opened.history(), opened.today());
    let Some(name) = args.name.as_ref().or(names.first()) else {
        let said = "no test yet: fitness, fatigue and form need none. `upswing test \"5 min power\" 300 W` adds one.";
        return Err(Problem::Failed(said.to_owned()));
    };
    if !names.contains(name) {
        return Err(Problem::Failed(format!("expected one of {}, found \"{name}\".", names.join(", "))));
    }
    let fit = Fit::of(opened.history(), opened.today(), name, opened.tuning())
        .ok_or_else(|| Problem::Failed("nothing is recorded up to today that a test could be explained with.".to_owned()))?;
    if args.json {
        let bands = fit.bands(opened.today().to(opened.today().plus(AHEAD)));
        return Answer::json(&view::FitView::of(&fit, &bands));
    }
    Ok(Answer::Lines(text(&fit, opened.today())))
}

fn text(fit: &Fit, today: Day) -> Vec<TextLine> {
    let mut lines = vec![TextLine::heading(tests_line(fit, today)), TextLine::plain(capital_sentence(&fit.knowledge.sentence()))];
    lines.extend(fit.warnings.iter().map(|warning| TextLine::warning(format!("! {}", capital_sentence(&warning.sentence())))));
    lines.extend(fit.summary.iter().flat_map(|summary| parameters(summary, &fit.unit)).map(TextLine::plain));
    let ahead = [today, today.plus(AHEAD)];
    lines.extend(fit.bands(ahead).iter().map(|bands| {
        let when =
            if bands.day == today { "today".to_owned() } else { format!("on {} if the plan is done", date(bands.day, today)) };
        TextLine::plain(format!("A test would read {} {} {when}, 8 in 10.", range(&bands.test), fit.unit))
    }));
    lines.extend(trials_line(&fit.trials()).map(TextLine::muted));
    lines
}

fn tests_line(fit: &Fit, today: Day) -> String {
    let last = fit.tests.last().map(|(day, value)| format!(", the last {value} {} on {}", fit.unit, date(*day, today)));
    format!("{}: {}{}.", fit.name, count(fit.tests.len(), "test"), last.unwrap_or_default())
}

fn parameters(summary: &Summary, unit: &str) -> Vec<String> {
    let days = |interval: &Interval| format!("{:.0} days ({:.0}–{:.0})", interval.q50, interval.q10, interval.q90);
    let hundred = |interval: &Interval| {
        let [low, middle, high] = [interval.q10, interval.q50, interval.q90].map(|value| number(value * 100.0));
        format!("{middle} {unit} ({low} to {high})")
    };
    vec![
        format!("What a session builds fades over {}; what it costs over {}.", days(&summary.tau1), days(&summary.tau2)),
        format!("100 points build {} and cost {} at first.", hundred(&summary.k1), hundred(&summary.k2)),
        format!(
            "Without any training: {} {unit}. A test is off by about {} {unit}.",
            number(summary.p0.q50),
            number(summary.sigma)
        ),
    ]
}

fn trials_line(trials: &[Trial]) -> Option<String> {
    let inside = trials.iter().filter(|trial| (trial.forecast.q10..=trial.forecast.q90).contains(&trial.found)).count();
    (!trials.is_empty())
        .then(|| format!("Forecast from the tests before it, {inside} of {} later tests read inside their range.", trials.len()))
}

fn range(band: &Band) -> String {
    format!("{}–{}", number(band.q10), number(band.q90))
}

/// As many decimals as say something.
fn number(value: f64) -> String {
    let decimals = if value.abs() >= 100.0 {
        0
    } else if value.abs() >= 10.0 {
        1
    } else {
        2
    };
    format!("{value:.decimals$}").replace('-', "−")
}

fn capital_sentence(sentence: &str) -> String {
    format!("{}.", crate::app::words::capital(sentence))
}
