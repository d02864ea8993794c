//! Experiments as JSON; the names are the specification's (`learning.md` §7). Outcomes in whole units.

use serde::Serialize;

use crate::domain::Day;
use crate::engine::experiments::Report;
use crate::engine::learning::signs::Showing;

/// One experiment.
#[derive(Debug, Serialize)]
pub struct Experiment<'a> {
    id: &'a str,
    question: &'a str,
    yes: &'a str,
    unit: &'static str,
    kind: Option<&'static str>,
    outcome: &'static str,
    pairs: u8,
    first_day: Day,
    last_day: Option<Day>,
    seed: Option<u64>,
    state: &'static str,
    finished: i64,
    complete: i64,
    dropped: i64,
    kept: Kept,
    find: Find,
    result: Option<ResultView>,
}

#[derive(Debug, Serialize)]
struct Kept {
    answered: i64,
    yes: i64,
}

#[derive(Debug, Serialize)]
struct Find {
    sd: Option<f64>,
    chances: Option<[i64; 3]>,
}

#[derive(Debug, Serialize)]
struct ResultView {
    pairs: i64,
    mean: Option<i64>,
    low: Option<i64>,
    high: Option<i64>,
    p: Option<(u64, u64)>,
    verdict: &'static str,
    seen_over: Option<i64>,
}

impl<'a> Experiment<'a> {
    /// An experiment with all that is said about it.
    pub fn of(report: &Report<'a>) -> Experiment<'a> {
        let (experiment, seen) = (&report.registered.experiment, &report.seen);
        let (answered, yes) = seen.kept;
        Experiment {
            id: &experiment.id.0,
            question: &experiment.question,
            yes: &experiment.yes,
            unit: experiment.unit.id(),
            kind: experiment.kind.map(|kind| kind.id()),
            outcome: experiment.outcome.id(),
            pairs: experiment.pairs,
            first_day: experiment.first_day,
            last_day: report.last_day,
            seed: report.seed(),
            state: seen.standing.id(),
            finished: seen.finished,
            complete: seen.complete,
            dropped: seen.finished - seen.complete,
            kept: Kept { answered, yes },
            find: Find { sd: report.power.sd, chances: report.power.chances },
            result: seen.result.as_ref().map(result),
        }
    }
}

fn result(of: &Showing) -> ResultView {
    let numbers = of.numbers.as_ref();
    ResultView {
        pairs: of.pairs,
        mean: numbers.map(|numbers| numbers.mean),
        low: numbers.map(|numbers| numbers.low),
        high: numbers.map(|numbers| numbers.high),
        p: numbers.map(|numbers| numbers.p),
        verdict: of.verdict.id(),
        seen_over: of.seen_over,
    }
}
