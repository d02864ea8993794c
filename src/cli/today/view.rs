//! The advice as JSON. The names are the specification's; what is absent is `null`.
//!
//! Units: `…_milli`, `milli` and `evidence` are milli-points, and 70,000 + Σ `bars[].milli` =
//! `score_milli`; `shown` is in tenths of a point; `cap` is in points of the score; `rpe_cap` in points of RPE;
//! `load` in points a day. `refused` is always empty here: what is not possible never gets into the journal.
//! `session` is `null` where nothing is planned and the day is not for rest.

use serde::Serialize;

use crate::domain::{Day, Field};
use crate::engine::readiness::{Action, Advice, Change, ChangeTo, Do, Limit, Reason};

/// All of it.
#[derive(Debug, Serialize)]
pub struct Today<'a> {
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
    session: Option<SessionView<'a>>,
    change: ChangeView,
    load: LoadView,
    charge: ChargeView,
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
struct SessionView<'a> {
    id: Option<&'a str>,
    #[serde(rename = "do")]
    act: &'static str,
    kind: Option<&'static str>,
    minutes: i64,
    volume_pct: i64,
    rir: Option<(i64, i64)>,
    rpe_cap: Option<f64>,
    failure_ok: bool,
    blocks: Option<[i64; 5]>,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    up: Option<(&'static str, Answered, &'static str)>,
    down: Option<(&'static str, Answered, &'static str)>,
}

/// The value a field would have.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Answered {
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

impl<'a> Today<'a> {
    /// What is said about a morning.
    pub fn of(advice: &'a Advice) -> Today<'a> {
        let names = |fields: &[Field]| fields.iter().map(|field| field.id()).collect();
        let state = advice.load.state;
        Today {
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
        }
    }
}

fn limit(limit: &Limit) -> LimitView {
    LimitView { id: limit.id.id(), cap: limit.cap.map(|milli| milli.div_euclid(1000)), ceiling: limit.ceiling.id() }
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
    ReasonView { id: &reason.id, class: reason.class, numbers: &reason.numbers, text: &reason.text, seed: reason.seed }
}

fn session(action: &Action) -> Option<SessionView<'_>> {
    (action.act != Do::Open).then(|| SessionView {
        id: action.id.as_ref().map(|id| id.0.as_str()),
        act: action.act.id(),
        kind: action.kind.map(|kind| kind.id()),
        minutes: action.minutes,
        volume_pct: action.volume_pct,
        rir: action.rir,
        rpe_cap: action.rpe_cap.map(|tenths| tenths as f64 / 10.0),
        failure_ok: action.failure_ok,
        blocks: action.blocks,
    })
}

fn change(change: Option<&Change>) -> Option<(&'static str, Answered, &'static str)> {
    let change = change?;
    let value = match change.value {
        ChangeTo::Whole(whole) => Answered::Whole(whole),
        ChangeTo::Flag(flag) => Answered::Flag(flag),
    };
    Some((change.field.id(), value, change.verdict.id()))
}
