//! Experiments in words: what is assigned, where each stands, what one showed and what it could have seen (`learning.md` §5).

use crate::domain::{Day, Experiment, Unit};
use crate::engine::experiments::{self, ALWAYS, Report};
use crate::engine::learning::power::{EFFECTS, Power};
use crate::engine::learning::signs::{ResultNumbers, Showed, Showing};
use crate::engine::learning::trial::Standing;
use crate::engine::tuning::Learning;

use crate::app::list::{Line, Weight, section};
use crate::app::words;

/// All experiments, the newest first.
pub fn experiments(reports: &[Report], today: Day, tuning: &Learning) -> Vec<Line> {
    if reports.is_empty() {
        return vec![
            Line::plain("No experiment yet."),
            Line::new(
                "",
                "A coin decides each day; the result is looked at once, at the end. That is how one learns what something does.",
                Weight::Muted,
            ),
            Line::new("", ALWAYS, Weight::Muted),
        ];
    }
    let mut lines: Vec<Line> = reports.iter().rev().flat_map(|report| one(report, today, tuning)).collect();
    lines.push(Line::new("", ALWAYS, Weight::Muted));
    lines
}

/// One experiment.
fn one(report: &Report, today: Day, tuning: &Learning) -> Vec<Line> {
    let experiment = &report.registered.experiment;
    let mut lines = vec![Line::new("", standing(report, today), Weight::Strong), Line::plain(design(experiment))];
    lines.extend(assignment(report).map(Line::plain));
    let (answered, yes) = report.seen.kept;
    if answered > 0 {
        lines.push(Line::plain(format!("As assigned on {yes} of {} you answered.", days(answered))));
    }
    match &report.seen.result {
        Some(result) => lines.extend(shown(experiment, result, tuning).into_iter().map(Line::plain)),
        None => lines.push(Line::plain(can_find(experiment, &report.power))),
    }
    section(&experiment.question, lines)
}

fn standing(report: &Report, today: Day) -> String {
    let (experiment, seen) = (&report.registered.experiment, &report.seen);
    let pairs = format!("{} of {} pairs are over, {} count", seen.finished, experiment.pairs, seen.complete);
    match seen.standing {
        Standing::Waiting => {
            format!("Begins on {} (in {}).", experiment.first_day.short(), days(experiment.first_day.since(today)))
        }
        Standing::Running => format!("Runs: {pairs}. The result stays hidden until the end."),
        Standing::Ended => format!("Over: {pairs}."),
        Standing::Stopped => format!("Ended early: {pairs}."),
    }
}

fn days(count: i64) -> String {
    words::counted(count, "day")
}

fn design(experiment: &Experiment) -> String {
    let unit = match (experiment.unit, experiment.kind) {
        (Unit::Day, _) => "one of two days".to_owned(),
        (Unit::Block, _) => "two of four days".to_owned(),
        (Unit::Session, kind) => format!("one of two {} sessions", kind.map_or("", |kind| kind.id())),
    };
    let after = if experiment.unit == Unit::Session { "after the session" } else { "the morning after" };
    format!("Yes: {}, on {unit}. Looked at: {}, {after}.", experiment.yes, words::outcome(experiment.outcome))
}

/// What is assigned, in sentences: for Today, the status line and the list.
pub fn assignment(report: &Report) -> Option<String> {
    let told = assignments(report);
    (!told.is_empty()).then(|| told.join(" "))
}

/// The same, a sentence for each day or session that is told of.
pub fn assignments(report: &Report) -> Vec<String> {
    let yes_is = &report.registered.experiment.yes;
    let half = |yes: bool| if yes { yes_is.clone() } else { format!("not “{yes_is}”") };
    let Some(assigned) = report.is_open().then_some(report.assigned) else { return Vec::new() };
    let told = [("Today", assigned.today), ("Tomorrow", assigned.tomorrow), ("Next session", assigned.next)];
    told.into_iter().filter_map(|(when, yes)| Some(format!("{when}: {}.", half(yes?)))).collect()
}

/// What it can find, said before it starts.
pub fn can_find(experiment: &Experiment, power: &Power) -> String {
    let mut parts = Vec::new();
    let (divisor, unit) = experiments::scale(experiment.outcome);
    if let Some(chances) = power.chances {
        let effect = |(effect, chance): (f64, i64)| match power.sd {
            Some(sd) => format!("{:.1} {unit} in {chance} %", effect * sd / divisor),
            None => format!("{effect} of your usual spread in {chance} %"),
        };
        let effects: Vec<String> = EFFECTS.into_iter().zip(chances).map(effect).collect();
        parts.push(format!("It would find an effect of {}.", effects.join(", ")));
    } else {
        parts.push("Nobody measured how much an experiment with this outcome can find.".to_owned());
    }
    parts.extend(experiments::duration_words(experiment));
    parts.join(" ")
}

/// The result, sentence by sentence.
fn shown(experiment: &Experiment, result: &Showing, tuning: &Learning) -> Vec<String> {
    let (divisor, unit) = experiments::scale(experiment.outcome);
    let decimals = usize::from(divisor > 1.0);
    let told = |units: i64| format!("{:+.decimals$}", units as f64 / divisor).replace('-', "−");
    let difference = |numbers: &ResultNumbers| {
        let (count, all) = numbers.p;
        format!(
            "Yes less the other: {} {unit}, {} {} to {} (p = {:.3}).",
            told(numbers.mean),
            words::times(1.0 - 1.0 / tuning.inside as f64, "case"),
            told(numbers.low),
            told(numbers.high),
            count as f64 / all as f64
        )
    };
    let verdict = match result.verdict {
        Showed::NoResult => format!("No result: {} complete pairs, {} are needed.", result.pairs, tuning.pairs_needed),
        Showed::Differs => "It differs.".to_owned(),
        Showed::Hint => "A hint: repeat it.".to_owned(),
        Showed::NotShown => "Nothing was shown.".to_owned(),
    };
    let over = result
        .seen_over
        .map(|over| format!("A difference over {:.decimals$} {unit} would probably have been seen.", over as f64 / divisor));
    [Some(verdict), result.numbers.as_ref().map(difference), over].into_iter().flatten().collect()
}
