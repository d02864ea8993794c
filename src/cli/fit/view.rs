//! The fit as JSON. Values are in the test's unit; `q10`–`q90` is the range of 8 in 10; `p0`, `k1`, `k2`, `tau1`,
//! `tau2` are the specification's. `parameters` is `null` and `bands` is empty where no curve can be told.

use serde::Serialize;

use crate::domain::Day;
use crate::engine::performance::Fit;
use crate::engine::performance::fit::DayBands;
use crate::engine::performance::posterior::{Band, Interval, Summary};

/// All of it.
#[derive(Debug, Serialize)]
pub struct FitView<'a> {
    name: &'a str,
    unit: &'a str,
    lower_is_better: bool,
    knowledge: &'static str,
    tests: Vec<(Day, f64)>,
    warnings: Vec<FitWarningView>,
    parameters: Option<Parameters>,
    bands: Vec<BandsView>,
    trials: Vec<TrialView>,
}

#[derive(Debug, Serialize)]
struct FitWarningView {
    id: &'static str,
    text: String,
}

#[derive(Debug, Serialize)]
struct Parameters {
    tau1: IntervalView,
    tau2: IntervalView,
    p0: IntervalView,
    k1: IntervalView,
    k2: IntervalView,
    sigma: f64,
    start: Vec<f64>,
    k1_negative: f64,
    k2_negative: f64,
    informed: f64,
}

#[derive(Debug, Serialize)]
struct IntervalView {
    mean: f64,
    q10: f64,
    q50: f64,
    q90: f64,
}

#[derive(Debug, Serialize)]
struct BandsView {
    day: Day,
    test: BandView,
    level: BandView,
}

#[derive(Debug, Serialize)]
struct TrialView {
    day: Day,
    found: f64,
    forecast: BandView,
}

#[derive(Debug, Serialize)]
struct BandView {
    mean: f64,
    q10: f64,
    q25: f64,
    q50: f64,
    q75: f64,
    q90: f64,
}

impl<'a> FitView<'a> {
    /// A fit and the bands of the coming days.
    pub fn of(fit: &'a Fit, bands: &[DayBands]) -> FitView<'a> {
        let warning =
            |warning: &crate::engine::performance::FitWarning| FitWarningView { id: warning.id(), text: warning.sentence() };
        let trials = fit.trials();
        let trial = trials.iter().map(|trial| TrialView { day: trial.day, found: trial.found, forecast: band(&trial.forecast) });
        FitView {
            name: &fit.name,
            unit: &fit.unit,
            lower_is_better: fit.lower_is_better,
            knowledge: fit.knowledge.id(),
            tests: fit.tests.clone(),
            warnings: fit.warnings.iter().map(warning).collect(),
            parameters: fit.summary.as_ref().map(parameters),
            bands: bands.iter().map(of_day).collect(),
            trials: trial.collect(),
        }
    }
}

fn of_day(bands: &DayBands) -> BandsView {
    BandsView { day: bands.day, test: band(&bands.test), level: band(&bands.level) }
}

fn parameters(summary: &Summary) -> Parameters {
    Parameters {
        tau1: interval(&summary.tau1),
        tau2: interval(&summary.tau2),
        p0: interval(&summary.p0),
        k1: interval(&summary.k1),
        k2: interval(&summary.k2),
        sigma: summary.sigma,
        start: summary.start.clone(),
        k1_negative: summary.k1_negative,
        k2_negative: summary.k2_negative,
        informed: summary.informed,
    }
}

fn interval(interval: &Interval) -> IntervalView {
    let Interval { mean, q10, q50, q90 } = *interval;
    IntervalView { mean, q10, q50, q90 }
}

fn band(band: &Band) -> BandView {
    let Band { mean, q10, q25, q50, q75, q90 } = *band;
    BandView { mean, q10, q25, q50, q75, q90 }
}
