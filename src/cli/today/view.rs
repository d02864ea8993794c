//! The advice as JSON. The names are the specification's; what is absent is `null`.
//!
//! Units: `…_milli`, `milli` and `evidence` are milli-points, and 70,000 + Σ `bars[].milli` =
//! `score_milli`; `shown` is in tenths of a point; `cap` is in points of the score; `rpe_cap` in points of RPE;
//! `load` in points a day. `refused` is always empty here: what is not possible never gets into the journal.
//! `session` is `null` where nothing is planned and the day is not for rest.

use serde::Serialize;

use crate::domain::field::ANSWERS;
use crate::domain::{Day, Field};
use crate::engine::blocks::Blocks;
use crate::engine::experiments::Report;
use crate::engine::milli;
use crate::engine::readiness::{Action, Advice, Change, ChangeTo, Do, Limit, Own, Reason};

/// All of it.
#[derive(Debug, Serialize)]
pub struct TodayView<'a> {
    day: Day,
    score: Option<i64>,
    score_milli: Option<i64>,
    confidence: &'static str,
    evidence: i64,
    band: Option<&'static str>,
    verdict: &'static str,
    stage: &'static str,
    stage_days: Option<i64>,
    stage_return: bool,
    limits: Vec<LimitView>,
    bars: Vec<BarView>,
    missing: Vec<&'static str>,
    refused: [&'static str; 0],
    confirm: Vec<&'static str>,
    headline: Vec<&'a str>,
    reasons: Vec<ReasonView<'a>>,
    session: Option<AdvisedView<'a>>,
    change: ChangeView,
    load: LoadView,
    charge: ChargeView,
    own: Option<OwnView>,
    expected: Option<ExpectedView>,
    experiment: Option<ExperimentView<'a>>,
}

#[derive(Debug, Serialize)]
struct OwnView {
    ratings: i64,
    used: i64,
    since: Day,
    log_odds: f64,
    share: f64,
    weights: Vec<WeightView>,
    as_specified: AsSpecifiedView,
}

#[derive(Debug, Serialize)]
struct WeightView {
    id: &'static str,
    percent: i64,
    worst: i64,
    best: i64,
}

#[derive(Debug, Serialize)]
struct AsSpecifiedView {
    score: Option<i64>,
    score_milli: Option<i64>,
    band: Option<&'static str>,
    verdict: &'static str,
}

#[derive(Debug, Serialize)]
struct ExpectedView {
    mean: f64,
    low: i64,
    high: i64,
}

/// What is assigned; `null` = nothing, or not to be told yet.
#[derive(Debug, Serialize)]
struct ExperimentView<'a> {
    id: &'a str,
    question: &'a str,
    yes: &'a str,
    today: Option<bool>,
    tomorrow: Option<bool>,
    next: Option<bool>,
}

#[derive(Debug, Serialize)]
struct LimitView {
    id: &'static str,
    cap: Option<i64>,
    ceiling: &'static str,
}

#[derive(Debug, Serialize)]
struct BarView {
    id: &'static str,
    group: &'static str,
    milli: i64,
    shown: i64,
}

#[derive(Debug, Serialize)]
struct ReasonView<'a> {
    id: &'a str,
    class: u8,
    numbers: &'a [i64],
    text: &'a str,
    seed: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct AdvisedView<'a> {
    id: Option<&'a str>,
    #[serde(rename = "do")]
    act: &'static str,
    kind: Option<&'static str>,
    minutes: i64,
    volume_pct: i64,
    rir: Option<(i64, i64)>,
    rpe_cap: Option<f64>,
    failure_ok: bool,
    blocks: Option<[u16; 5]>,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    up: Option<(&'static str, ChangedTo, &'static str)>,
    down: Option<(&'static str, ChangedTo, &'static str)>,
}

/// The value a field would have.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum ChangedTo {
    Whole(i64),
    Flag(bool),
}

#[derive(Debug, Serialize)]
struct LoadView {
    fitness: f64,
    fatigue: f64,
    form: f64,
    settling: bool,
}

#[derive(Debug, Serialize)]
struct ChargeView {
    charged: i64,
    drained: i64,
    days: i64,
}

impl<'a> TodayView<'a> {
    /// What is said about a morning, with the experiment that waits or runs.
    pub fn of(advice: &'a Advice, experiment: Option<&Report<'a>>) -> TodayView<'a> {
        let names = |fields: &[Field]| fields.iter().map(|field| field.id()).collect();
        let state = advice.load.state;
        TodayView {
            day: advice.day,
            score: advice.score(),
            score_milli: advice.score_milli,
            confidence: advice.confidence.id(),
            evidence: advice.evidence,
            band: advice.band.map(|band| band.id()),
            verdict: advice.verdict.id(),
            stage: advice.stage.id(),
            stage_days: advice.stage_days,
            stage_return: advice.stage_return,
            limits: advice.limits.iter().map(limit).collect(),
            bars: bars(advice),
            missing: names(&advice.missing),
            refused: [],
            confirm: names(&advice.confirm),
            headline: advice.headline().iter().map(|reason| reason.id.as_str()).collect(),
            reasons: advice.reasons.iter().map(reason).collect(),
            session: session(&advice.action),
            change: ChangeView { up: change(advice.change.up.as_ref()), down: change(advice.change.down.as_ref()) },
            load: LoadView { fitness: state.fitness, fatigue: state.fatigue, form: state.form(), settling: advice.load.settling },
            charge: ChargeView { charged: advice.charge.charged, drained: advice.charge.drained, days: advice.charge.days },
            own: advice.own.as_ref().map(own),
            expected: advice.expected.map(|expected| ExpectedView {
                mean: expected.mean,
                low: expected.low,
                high: expected.high,
            }),
            experiment: experiment.map(assigned),
        }
    }
}

fn own(own: &Own) -> OwnView {
    let each = ANSWERS.into_iter().zip(own.weights.percent).zip(own.weights.of);
    let plain = &own.as_specified;
    OwnView {
        ratings: own.ratings,
        used: own.used,
        since: own.since,
        log_odds: own.log_odds,
        share: own.weights.share,
        weights: each
            .map(|((field, percent), of)| WeightView { id: field.id(), percent, worst: of.worst, best: of.best })
            .collect(),
        as_specified: AsSpecifiedView {
            score: plain.score_milli.map(milli::full),
            score_milli: plain.score_milli,
            band: plain.band.map(|band| band.id()),
            verdict: plain.verdict.id(),
        },
    }
}

fn assigned<'a>(report: &Report<'a>) -> ExperimentView<'a> {
    let (experiment, told) = (&report.registered.experiment, report.assigned);
    ExperimentView {
        id: &experiment.id.0,
        question: &experiment.question,
        yes: &experiment.yes,
        today: told.today,
        tomorrow: told.tomorrow,
        next: told.next,
    }
}

fn limit(limit: &Limit) -> LimitView {
    LimitView { id: limit.id.id(), cap: limit.cap.map(milli::full), ceiling: limit.ceiling.id() }
}

fn bars(advice: &Advice) -> Vec<BarView> {
    let view = |bar: &crate::engine::readiness::Bar| BarView {
        id: bar.id(),
        group: bar.group().id(),
        milli: bar.milli,
        shown: bar.shown,
    };
    advice.bars.iter().map(view).collect()
}

fn reason(reason: &Reason) -> ReasonView<'_> {
    ReasonView { id: &reason.id, class: reason.class.number(), numbers: &reason.numbers, text: &reason.text, seed: reason.seed }
}

fn session(action: &Action) -> Option<AdvisedView<'_>> {
    (action.act != Do::Open).then(|| AdvisedView {
        id: action.id.as_ref().map(|id| id.0.as_str()),
        act: action.act.id(),
        kind: action.kind.map(|kind| kind.id()),
        minutes: action.minutes,
        volume_pct: action.volume_pct,
        rir: action.rir,
        rpe_cap: action.rpe_cap.map(|tenths| tenths as f64 / 10.0),
        failure_ok: action.failure_ok,
        blocks: action.blocks.map(Blocks::minutes),
    })
}

fn change(change: Option<&Change>) -> Option<(&'static str, ChangedTo, &'static str)> {
    let change = change?;
    let value = match change.value {
        ChangeTo::Whole(whole) => ChangedTo::Whole(whole),
        ChangeTo::Flag(flag) => ChangedTo::Flag(flag),
    };
    Some((change.field.id(), value, change.verdict.id()))
}
