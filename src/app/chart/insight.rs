//! What there is to see in the days that are shown, in sentences.

use crate::app::model::Model;
use crate::app::words;
use crate::domain::Day;
use crate::engine::Tuning;
use crate::engine::readiness::Stage;

use super::series::{Series, Unit};
use super::traces::Traces;

/// The lines that say what the curves mean.
pub const MEANING: [&str; 6] = [
    "Load is what a day asked of you; 100 points are an hour at threshold.",
    "Fitness is the slow memory of load (42 days), fatigue the fast one (7 days).",
    "Form is fitness − fatigue: low after hard weeks, high after rest. Neither is better.",
    "A line that stops is a gap: nothing is known there, and nothing is made up.",
    "Under the days: - = # how deep fatigue is; ill i, injured x, holiday h, pause p.",
    "Shaded: how sure it is. After today it is arithmetic on your plan, not a promise.",
];

/// Days that a start and an end are the mean of, as a share of what is shown.
const ENDS: usize = 4;

/// What the days shown tell, the most telling first; nothing that is not there.
pub fn sentences(model: &Model) -> Vec<String> {
    let (first, last) = (model.chart.first(), model.chart.last.min(model.today));
    let traces = &model.facts.traces;
    let first = first.max(traces.first);
    if last < first {
        return Vec::new();
    }
    let mut said: Vec<String> = Vec::new();
    said.extend(changed_most(model, first, last));
    said.extend(longest_build(traces, first, last));
    said.extend(longest_recovery(traces, first, last));
    said.extend(lighter_weeks(traces, first, last, &model.tuning));
    said.extend(stages(traces, first, last));
    said
}

/// The curve whose end differs most from its start, measured by its own spread.
fn changed_most(model: &Model, first: Day, last: Day) -> Option<String> {
    let traces = &model.facts.traces;
    let fitness = ("fitness", Unit::Points, &traces.fitness);
    let others = Series::all().filter(|series| !matches!(series, Series::Loads | Series::Monotony | Series::Strain));
    let others = others.filter_map(|series| Some((series.label(), series.unit(), traces.line(series)?)));
    let change = |(label, unit, values): (&'static str, Unit, &super::traces::Values)| {
        let known: Vec<f64> = part(traces, values, first, last).iter().flatten().copied().collect();
        let end = (known.len() / ENDS).max(1);
        let (start, finish) = (mean(known.get(..end)?)?, mean(known.get(known.len().checked_sub(end)?..)?)?);
        let all = mean(&known)?;
        let spread = mean(&known.iter().map(|value| (value - all).powi(2)).collect::<Vec<_>>())?.sqrt();
        (known.len() >= 2 * ENDS && spread > 0.0).then_some((label, unit, start, finish, (finish - start).abs() / spread))
    };
    let most = std::iter::once(fitness).chain(others).filter_map(change).max_by(|a, b| a.4.total_cmp(&b.4))?;
    let (label, unit, start, finish, _) = most;
    Some(format!("Changed most: {label}, from {} to {}.", with_unit(start, unit), with_unit(finish, unit)))
}

/// The longest run of days on which fitness stood higher than a week before: it begins in the week before its first day.
fn longest_build(traces: &Traces, first: Day, last: Day) -> Option<String> {
    let fitness = |day: Day| traces.on(&traces.fitness, day);
    let rises = |day: Day| fitness(day).zip(fitness(day.minus(7))).is_some_and(|(now, before)| now > before);
    let (from, to) = longest_run(first, last, rises)?;
    let begun = from.minus(7);
    let (start, end) = (fitness(begun)?.round(), fitness(to)?.round());
    (to.since(from) >= 6 && end > start)
        .then(|| format!("Longest build: {} days to {}, fitness {start:.0} to {end:.0}.", to.since(begun), dated(to, last)))
}

/// The longest run of days with form at zero or above.
fn longest_recovery(traces: &Traces, first: Day, last: Day) -> Option<String> {
    let fresh = |day: Day| traces.on(&traces.form, day).is_some_and(|form| form >= 0.0);
    let (from, to) = longest_run(first, last, fresh)?;
    (to.since(from) >= 2)
        .then(|| format!("Longest recovery: {} days to {}, form not below 0.", to.since(from) + 1, dated(to, last)))
}

/// Whole weeks with little load beside the weeks before them.
fn lighter_weeks(traces: &Traces, first: Day, last: Day, tuning: &Tuning) -> Option<String> {
    let (begin, tuning) = (tuning.week_starts.first(first.plus(6)), &tuning.readiness);
    let base = tuning.deload_base.max(7);
    let sum = |from: Day, to: Day| part(traces, &traces.total, from, to).iter().flatten().sum::<f64>();
    let is_light = |begin: &Day| {
        let before = sum(begin.minus(base), begin.minus(1)) / base as f64 * 7.0;
        let known = begin.minus(base) >= traces.first && traces.on(&traces.fitness, *begin).is_some();
        known && before > 0.0 && sum(*begin, begin.plus(6)) <= before * tuning.deload_share as f64 / 1000.0
    };
    // Counted, not stepped: at the calendar's end a step stands still.
    let weeks = last.since(begin).div_euclid(7).max(-1) + 1;
    let begins = (0..weeks).map(|week| begin.plus(7 * week)).filter(|begin| last.since(*begin) >= 6);
    let light: Vec<Day> = begins.filter(is_light).collect();
    let newest = light.last()?;
    let weeks = words::counted(light.len(), "lighter week");
    Some(format!("{weeks}, the last from {}.", dated(*newest, last)))
}

fn stages(traces: &Traces, first: Day, last: Day) -> Option<String> {
    let inside = |stage: Stage| traces.stages.iter().filter(|(day, is)| (first..=last).contains(day) && *is == stage).count();
    let counted = [Stage::Surface, Stage::Deeper, Stage::Overreaching].map(|stage| (stage, inside(stage)));
    let parts: Vec<String> = counted
        .iter()
        .filter(|(_, days)| *days > 0)
        .map(|(stage, days)| format!("{stage} {}", words::counted(*days, "day")))
        .collect();
    (!parts.is_empty()).then(|| format!("Fatigue that gathered: {}.", parts.join(", ")))
}

/// The longest run of days that hold; the later one of equals.
fn longest_run(first: Day, last: Day, holds: impl Fn(Day) -> bool) -> Option<(Day, Day)> {
    let (mut longest, mut begun): (Option<(Day, Day)>, Option<Day>) = (None, None);
    for day in first.to(last) {
        begun = holds(day).then(|| begun.unwrap_or(day));
        let Some(begin) = begun else { continue };
        if longest.is_none_or(|(from, to)| day.since(begin) >= to.since(from)) {
            longest = Some((begin, day));
        }
    }
    longest
}

/// The values of some days.
fn part<'v>(traces: &Traces, values: &'v [Option<f64>], first: Day, last: Day) -> &'v [Option<f64>] {
    let begin = traces.index(first).unwrap_or(0);
    let end = traces.index(last).map_or(0, |index| index + 1).min(values.len());
    values.get(begin..end).unwrap_or_default()
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// A day with its year where that is another one than `beside`'s.
fn dated(day: Day, beside: Day) -> String {
    if day.year() == beside.year() { day.short() } else { format!("{} {}", day.short(), day.year()) }
}

/// A number as it is read out.
pub fn with_unit(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Points | Unit::Score => words::signed(value),
        Unit::Bpm => format!("{value:.0} bpm"),
        Unit::Hrv | Unit::Reaction => format!("{value:.0} ms"),
        Unit::Hours => crate::domain::typed::show_duration((value * 60.0).round() as i64),
        Unit::Answer | Unit::Test | Unit::Ratio => format!("{value:.1}"),
        Unit::Strain => format!("{value:.0}"),
    }
}
