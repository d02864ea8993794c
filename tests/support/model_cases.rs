//! Cases of `model.md` §11: each call, its input read strictly, and every expected number compared.
#![expect(clippy::indexing_slicing, reason = "lists are made long enough for the mornings asked for")]

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use upswing::domain::typed::{self, Unread, Where};
use upswing::domain::{Day, Minutes, Rpe, StartValues};
use upswing::engine::averages::{Curve, CurveMorning, Record, State, auto_start};
use upswing::engine::breaks::{TrainingDay, returns};
use upswing::engine::performance::impulse::Response;
use upswing::engine::performance::influence::{self, Marks};
use upswing::engine::performance::posterior::{Band, Interval};
use upswing::engine::performance::recursion::{self, Curves};
use upswing::engine::performance::student::{Mixture, Part, Student};
use upswing::engine::performance::week::Week;
use upswing::engine::performance::what_if::Alternative;
use upswing::engine::performance::{Data, Posterior, Start, impulse};
use upswing::engine::{Tuning, load};

#[path = "model_cases/posterior.rs"]
mod posterior;

use super::Outcome;
use super::vectors::{self, read};
use posterior::{mix_quantile, posterior as posterior_case, t_cdf};

/// Runs every case of a folder.
pub fn run(folder: &Path) -> Vec<Outcome> {
    vectors::run(folder, answer)
}

fn answer(call: &str, input: &Value) -> Result<Value, String> {
    let tuning = Tuning::default();
    match call {
        "points_srpe" => points_srpe(&read(input)?, &tuning),
        "points_trimp" => read(input).map(|input| points_trimp(&input, &tuning)),
        "auto_seed" => read(input).map(|input| auto_seed(&input)),
        "start_day" => read(input).map(|input| start_day(&input)),
        "mornings" => read(input).map(|input| mornings(&input)),
        "break_return" => read(input).map(|input| break_return(&input, &tuning)),
        "typed_sleep" => typed_sleep(&read(input)?),
        "curves" => read(input).map(|input| curves(&input)),
        "impulse" => read(input).map(|input| impulse_sums(&input)),
        "banister" => read(input).map(|input| banister(&input)),
        "influence" => read(input).map(|input| turns(&input)),
        "session" => read(input).map(|input| session(&input, &tuning)),
        "form_of_session" => read(input).map(|input| form_of_session(&input, &tuning)),
        "week" => read(input).map(|input| week(&input, &tuning)),
        "what_if" => what_if(&read(input)?, &tuning),
        "t_cdf" => read(input).map(|input| t_cdf(&input)),
        "mix_quantile" => mix_quantile(&read(input)?),
        "posterior" => read(input).map(|input| posterior_case(&input, &tuning)),
        unknown => Err(format!("there is no call \"{unknown}\"")),
    }
}

/// JSON has no NaN: a number that is none must not pass as null.
fn number(value: f64) -> Value {
    if value.is_finite() { json!(value) } else { json!(value.to_string()) }
}

fn optional(value: Option<f64>) -> Value {
    value.map_or(Value::Null, number)
}

fn numbers(values: impl IntoIterator<Item = f64>) -> Value {
    values.into_iter().map(number).collect()
}

/// The loads up to the last morning asked for: a day without a session is a day of rest.
fn until(loads: &[f64], days: &[usize]) -> Vec<f64> {
    let mut loads = loads.to_vec();
    loads.resize(loads.len().max(days.iter().copied().max().unwrap_or(0)), 0.0);
    loads
}

/// Morning values at some mornings.
fn at(values: &[f64], days: &[usize]) -> Value {
    numbers(days.iter().map(|day| values[*day]))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Effort {
    rpe: f64,
    minutes: f64,
}

fn points_srpe(input: &Effort, tuning: &Tuning) -> Result<Value, String> {
    // No session is 0 minutes long; by the formula it would weigh nothing.
    if input.minutes == 0.0 {
        return Ok(json!({ "points": 0.0 }));
    }
    let rpe = Rpe::try_from(input.rpe).map_err(|error| error.to_string())?;
    let minutes = Minutes::try_from(input.minutes).map_err(|error| error.to_string())?;
    Ok(json!({ "points": number(load::rated_milli(rpe, minutes, &tuning.load) as f64 / 1000.0) }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trimp {
    minutes: f64,
    fraction: f64,
    threshold_fraction: Option<f64>,
    a: Option<f64>,
    b: Option<f64>,
}

fn points_trimp(input: &Trimp, tuning: &Tuning) -> Value {
    let weight = (input.a.unwrap_or(0.64), input.b.unwrap_or(1.92));
    let points = load::banister_points(input.minutes, input.fraction, input.threshold_fraction, weight, &tuning.load);
    json!({ "points": optional(points) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loads {
    loads: Vec<f64>,
}

fn auto_seed(input: &Loads) -> Value {
    json!({ "seed": number(recursion::auto_seed(&input.loads)) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rows {
    rows: Vec<usize>,
    today: usize,
}

fn start_day(input: &Rows) -> Value {
    json!({ "start": auto_start(&input.rows, input.today) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MorningsInput {
    rows: Vec<usize>,
    #[serde(default)]
    other: Vec<usize>,
    loads: Vec<f64>,
    start: Option<GivenStart>,
    today: usize,
    days: Vec<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GivenStart {
    day: i64,
    fitness: f64,
    fatigue: f64,
}

fn mornings(input: &MorningsInput) -> Value {
    let first = Day::MIN.plus(input.rows.first().map_or(0, |row| *row as i64));
    let start = input.start.as_ref();
    let given =
        start.map(|start| StartValues { fitness: start.fitness, fatigue: start.fatigue, day: Some(Day::MIN.plus(start.day)) });
    let mut curve = Curve::new(first, given);
    for day in 0..input.today {
        let record = match () {
            () if input.rows.contains(&day) => Record::Row,
            () if input.other.contains(&day) => Record::Other,
            () => Record::Empty,
        };
        curve.push((input.loads.get(day).copied().unwrap_or(0.0) * 1000.0).round() as i64, record);
    }
    let drawn: Vec<CurveMorning> = curve.mornings().collect();
    let morning = |day: &i64| {
        let found = drawn[*day as usize];
        let state = found.state;
        json!({
            "day": day,
            "fitness": optional(state.map(|state| state.fitness)),
            "fatigue": optional(state.map(|state| state.fatigue)),
            "form": optional(state.map(State::form)),
            "settling": state.map(|_| found.settling),
            "gap": found.gap,
            "before_start": state.is_none(),
        })
    };
    json!({ "mornings": input.days.iter().map(morning).collect::<Vec<Value>>() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BreakInput {
    sessions: Vec<(i64, Vec<Option<f64>>)>,
    start: i64,
    today: i64,
}

fn break_return(input: &BreakInput, tuning: &Tuning) -> Value {
    let mut days = vec![TrainingDay::default(); (input.today - input.start).max(0) as usize];
    for (day, loads) in &input.sessions {
        let Some(day) = usize::try_from(day - input.start).ok().and_then(|index| days.get_mut(index)) else { continue };
        for load in loads {
            let milli = load.map(|load| (load * 1000.0).round() as i64);
            day.load += milli.unwrap_or(0);
            day.sessions += i64::from(milli.is_some_and(|load| load > 0));
            day.trains |= milli.is_none_or(|load| load > 0);
        }
    }
    let back = returns(&days, 1000, &tuning.readiness).last().copied();
    let now = back.and_then(|back| Some((back, back.week(days.len(), &tuning.readiness)?)));
    json!({
        "days": now.map(|(back, _)| back.days),
        "week": now.map(|(_, (week, _))| week),
        "share": now.map(|(_, (_, share))| share),
        "usual": now.map(|(back, _)| back.usual),
        "session": now.map(|(back, _)| back.session),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    text: String,
    #[serde(rename = "where")]
    place: String,
}

fn typed_sleep(input: &Typed) -> Result<Value, String> {
    let place = match input.place.as_str() {
        "form" => Where::Form,
        "line" => Where::Line,
        other => return Err(format!("where: {other}")),
    };
    let (minutes, readings) = match typed::sleep(&input.text, place) {
        Ok(minutes) => (Some(minutes), Vec::new()),
        Err(Unread::Two(_, readings)) => (None, readings.to_vec()),
        Err(Unread::Form(_)) => (None, Vec::new()),
    };
    Ok(json!({ "minutes": minutes, "readings": readings }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CurvesInput {
    loads: Vec<f64>,
    start: f64,
    start_fatigue: Option<f64>,
    days: Vec<usize>,
}

fn curves(input: &CurvesInput) -> Value {
    let fatigue = input.start_fatigue.unwrap_or(input.start);
    let curves = Curves::of(&until(&input.loads, &input.days), input.start, fatigue);
    json!({
        "fitness": at(&curves.fitness, &input.days),
        "fatigue": at(&curves.fatigue, &input.days),
        "form": at(&curves.form(), &input.days),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sums {
    loads: Vec<f64>,
    tau: f64,
    start: f64,
    days: Vec<usize>,
}

fn impulse_sums(input: &Sums) -> Value {
    json!({ "g": at(&impulse::sums(&until(&input.loads, &input.days), input.start, input.tau), &input.days) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Banister {
    loads: Vec<f64>,
    p0: f64,
    k1: f64,
    k2: f64,
    tau1: f64,
    tau2: f64,
    start: f64,
    days: Vec<usize>,
    observed: Option<Vec<f64>>,
}

fn banister(input: &Banister) -> Value {
    let response = Response { k1: input.k1, k2: input.k2, tau1: input.tau1, tau2: input.tau2 };
    let performance = response.performance(input.p0, &until(&input.loads, &input.days), input.start);
    let mut answer = json!({ "p": at(&performance, &input.days) });
    if let Some(observed) = &input.observed {
        let pairs = input.days.iter().zip(observed);
        answer["sse"] = number(pairs.map(|(day, value)| (performance[*day] - value).powi(2)).sum());
    }
    answer
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    k1: f64,
    k2: f64,
    tau1: f64,
    tau2: f64,
}

fn turns(input: &Parameters) -> Value {
    let turns = Response { k1: input.k1, k2: input.k2, tau1: input.tau1, tau2: input.tau2 }.turns();
    json!({ "t_n": optional(turns.net), "t_g": optional(turns.gain) })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionInput {
    load: f64,
    k1: f64,
    k2: f64,
    tau1: f64,
    tau2: f64,
    days: Vec<usize>,
}

fn session(input: &SessionInput, tuning: &Tuning) -> Value {
    let response = Response { k1: input.k1, k2: input.k2, tau1: input.tau1, tau2: input.tau2 };
    effects(&response, input.load, &input.days, tuning)
}

fn effects(response: &Response, load: f64, days: &[usize], tuning: &Tuning) -> Value {
    let Marks { dip, paid_back, peak, back } = response.marks(load, &tuning.model);
    json!({
        "effect": numbers(days.iter().map(|day| response.effect(load, *day))),
        "dip_day": dip.map(|dip| dip.0),
        "dip": optional(dip.map(|dip| dip.1)),
        "paid_back_day": paid_back,
        "peak_day": peak.map(|peak| peak.0),
        "peak": optional(peak.map(|peak| peak.1)),
        "back_day": back,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FormInput {
    load: f64,
    days: Vec<usize>,
}

fn form_of_session(input: &FormInput, tuning: &Tuning) -> Value {
    let mut answer = effects(&Response::form(), input.load, &input.days, tuning);
    answer["noticeable_until"] = json!(influence::noticeable_until(input.load, &tuning.model));
    answer
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WeekInput {
    loads: Vec<f64>,
    start: f64,
    t: usize,
}

fn week(input: &WeekInput, tuning: &Tuning) -> Value {
    let week = Week::of(&input.loads, input.start, input.t, &tuning.model);
    json!({
        "total": optional(week.total),
        "monotony": optional(week.monotony),
        "strain": optional(week.strain),
        "acwr": optional(week.acwr),
        "ramp": optional(week.ramp),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WhatIf {
    kind: String,
    done: Vec<f64>,
    plan: Vec<f64>,
    start: f64,
    event: Option<usize>,
}

fn what_if(input: &WhatIf, tuning: &Tuning) -> Result<Value, String> {
    let kind = Alternative::from_id(&input.kind).ok_or_else(|| format!("there is no alternative \"{}\"", input.kind))?;
    let Some(loads) = kind.loads(&input.done, &input.plan, input.event, &tuning.model) else {
        return Ok(json!({ "loads": null, "fitness": null, "fatigue": null, "form": null }));
    };
    let all: Vec<f64> = input.done.iter().chain(&loads).copied().collect();
    let curves = Curves::of(&all, input.start, input.start);
    let today = input.done.len();
    Ok(json!({
        "loads": numbers(loads),
        "fitness": numbers(curves.fitness[today..].iter().copied()),
        "fatigue": numbers(curves.fatigue[today..].iter().copied()),
        "form": numbers(curves.form()[today..].iter().copied()),
    }))
}
