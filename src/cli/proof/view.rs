//! The panel as JSON; the names are the specification's (`learning.md` §7), what cannot be told is `null`.

use serde::Serialize;

use crate::engine::learning::agreement::{Agreement, Difference, Errors};
use crate::engine::learning::contrast;
use crate::engine::proof::Panel;

/// All of it.
#[derive(Debug, Serialize)]
pub struct ProofView {
    ratings: i64,
    window: i64,
    weeks: Option<i64>,
    pairs: Option<i64>,
    verdict: &'static str,
    why: Option<&'static str>,
    score: Option<Agrees>,
    energy: Option<Agrees>,
    own: Option<Agrees>,
    score_energy: Option<Differs>,
    own_energy: Option<Differs>,
    own_score: Option<Differs>,
    expected: Option<Off>,
    sessions: Sessions,
}

#[derive(Debug, Serialize)]
struct Agrees {
    c: f64,
    se: f64,
    low: f64,
    high: f64,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Differs {
    diff: f64,
    se: f64,
    verdict: &'static str,
}

#[derive(Debug, Serialize)]
struct Off {
    n: i64,
    error: f64,
    last_error: f64,
}

#[derive(Debug, Serialize)]
struct Sessions {
    rpe: Contrast,
    charge: Contrast,
}

#[derive(Debug, Serialize)]
struct Contrast {
    low_n: i64,
    high_n: i64,
    diff: Option<f64>,
    half: Option<f64>,
    verdict: &'static str,
}

impl ProofView {
    /// What can be said.
    pub fn of(panel: &Panel) -> ProofView {
        let (proof, numbers) = (&panel.proof, panel.proof.numbers.as_ref());
        ProofView {
            ratings: proof.ratings,
            window: proof.window,
            weeks: proof.weeks,
            pairs: proof.pairs,
            verdict: proof.verdict.id(),
            why: proof.why.map(|why| why.id()),
            score: numbers.map(|numbers| agrees(&numbers.score)),
            energy: numbers.map(|numbers| Agrees { verdict: None, ..agrees(&numbers.energy) }),
            own: numbers.and_then(|numbers| numbers.own.as_ref().map(agrees)),
            score_energy: numbers.map(|numbers| differs(&numbers.score_energy)),
            own_energy: numbers.and_then(|numbers| numbers.own_energy.as_ref().map(differs)),
            own_score: numbers.and_then(|numbers| numbers.own_score.as_ref().map(differs)),
            expected: numbers.and_then(|numbers| numbers.expected.as_ref().map(off)),
            sessions: Sessions { rpe: contrast(&panel.rpe), charge: contrast(&panel.charge) },
        }
    }
}

fn agrees(of: &Agreement) -> Agrees {
    Agrees { c: of.c, se: of.se, low: of.low, high: of.high, verdict: Some(of.verdict.id()) }
}

fn differs(of: &Difference) -> Differs {
    Differs { diff: of.diff, se: of.se, verdict: of.verdict.id() }
}

fn off(of: &Errors) -> Off {
    Off { n: of.mornings, error: of.error, last_error: of.last_error }
}

fn contrast(of: &contrast::Contrast) -> Contrast {
    Contrast { low_n: of.low_n, high_n: of.high_n, diff: of.diff, half: of.half, verdict: of.verdict.id() }
}
