//! The cases of the posterior: distributions, bands, parameters.

use super::*;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cdf {
    df: u32,
    x: Vec<f64>,
}

pub fn t_cdf(input: &Cdf) -> Value {
    let student = Student::new(input.df);
    json!({ "p": numbers(input.x.iter().map(|x| student.cdf(*x))) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quantile {
    weight: Vec<f64>,
    loc: Vec<f64>,
    scale: Vec<f64>,
    df: u32,
    p: Vec<f64>,
}

pub fn mix_quantile(input: &Quantile) -> Result<Value, String> {
    if input.weight.len() != input.loc.len() || input.loc.len() != input.scale.len() {
        return Err("input: weight, loc and scale differ in length".to_owned());
    }
    let student = Student::new(input.df);
    let triples = input.weight.iter().zip(&input.loc).zip(&input.scale);
    let parts: Vec<Part> =
        triples.map(|((weight, location), scale)| Part { weight: *weight, location: *location, scale: *scale }).collect();
    let mixture = Mixture::new(&student, parts);
    Ok(json!({ "q": numbers(input.p.iter().map(|p| mixture.quantiles([*p])[0])) }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PosteriorInput {
    loads: Vec<f64>,
    tests: Vec<(usize, f64)>,
    starts: Vec<(f64, f64)>,
    higher_is_better: bool,
    plan: Option<Vec<f64>>,
    days: Vec<usize>,
    session: Option<f64>,
    today: usize,
}

pub fn posterior(input: &PosteriorInput, tuning: &Tuning) -> Value {
    let starts: Vec<Start> = input.starts.iter().map(|(load, prior)| Start { load: *load, prior: *prior }).collect();
    let data = Data { loads: &input.loads, tests: &input.tests, starts: &starts, higher_is_better: input.higher_is_better };
    let Some(posterior) = Posterior::of(&data, &tuning.model) else { return Value::Null };
    let summary = posterior.summary();
    let loads: Vec<f64> = input.loads.iter().chain(input.plan.iter().flatten()).copied().collect();
    let bands = posterior.bands(&loads, &input.days);
    let probabilities = starts.iter().zip(&summary.start);
    let mut answer = json!({
        "reference_load": number(posterior.reference_load()),
        "scale": number(posterior.scale()),
        "df": posterior.df(),
        "log_evidence": number(posterior.log_evidence()),
        "parameters": {
            "tau1": interval(&summary.tau1),
            "tau2": interval(&summary.tau2),
            "p0": interval(&summary.p0),
            "k1": interval(&summary.k1),
            "k2": interval(&summary.k2),
            "sigma": { "mean": number(summary.sigma) },
            "start": probabilities
                .map(|(start, probability)| json!({ "value": start.load, "probability": number(*probability) }))
                .collect::<Value>(),
        },
        "p_k1_negative": number(summary.k1_negative),
        "p_k2_negative": number(summary.k2_negative),
        "informed": number(summary.informed),
        "warnings": posterior.warnings(&summary, input.today).iter().map(|warning| warning.id()).collect::<Vec<_>>(),
        "test_bands": bands.iter().map(|bands| band(bands.morning, &bands.test)).collect::<Value>(),
        "level_bands": bands.iter().map(|bands| band(bands.morning, &bands.level)).collect::<Value>(),
    });
    if let Some(load) = input.session {
        answer["session"] = chances(&posterior, load);
    }
    answer
}

fn chances(posterior: &Posterior, load: f64) -> Value {
    let effect = posterior.session(load);
    json!({
        "q10": numbers(effect.q10),
        "q50": numbers(effect.q50),
        "q90": numbers(effect.q90),
        "chance": numbers(effect.chance),
        "paid_back": effect.paid_back,
        "sure": effect.sure,
    })
}

fn interval(interval: &Interval) -> Value {
    let Interval { mean, q10, q50, q90 } = *interval;
    json!({ "mean": number(mean), "q10": number(q10), "q50": number(q50), "q90": number(q90) })
}

fn band(day: usize, band: &Band) -> Value {
    let Band { mean, q10, q25, q50, q75, q90 } = *band;
    json!({
        "day": day,
        "mean": number(mean),
        "q10": number(q10),
        "q25": number(q25),
        "q50": number(q50),
        "q75": number(q75),
        "q90": number(q90),
    })
}
