//! Cases of `learning.md` §11: each call, its input read strictly, and every expected output compared.

use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use upswing::domain::field::ANSWERS;
use upswing::domain::{
    CheckIn, Day, Entry, Experiment, ExperimentId, Field, Journal, Kind, Moment, Op, Outcome as Looked, Registered, Source,
    Stamp, Unit, Value as Said, tags,
};
use upswing::engine::Tuning;
use upswing::engine::learning::agreement::{Agreement, Difference, Errors, Proof, RatedMorning};
use upswing::engine::learning::contrast::Contrast;
use upswing::engine::learning::power::Power;
use upswing::engine::learning::signs::Showing;
use upswing::engine::learning::trial::{self, Measured, Seen, TrialDay, TrialDays, TrialSession};
use upswing::engine::learning::{Weight, expected, marks};
use upswing::engine::readiness::{Advice, Bar, Season, TodayPlan};

use super::vectors::{self, read};
use super::{Outcome, scenarios};

/// Days after start, rating, score, energy, own, mean of the expected rating.
type RatedRow = (i64, i64, Option<i64>, Option<i64>, Option<i64>, Option<f64>);
/// Score, RPE beyond what was expected in tenths, charge.
type SessionsDay = (Option<i64>, Vec<i64>, Vec<i64>);

/// Runs every case of a folder.
pub fn run(folder: &Path) -> Vec<Outcome> {
    vectors::run(folder, answer)
}

fn answer(call: &str, input: &Value) -> Result<Value, String> {
    let tuning = Tuning::default();
    match call {
        "set" => read(input).map(|input| set(&input, &tuning)),
        "proof" => read(input).map(|input| proof(&input, &tuning)),
        "sessions" => read(input).map(|input| sessions(&input, &tuning)),
        "find" => find(&read(input)?, &tuning),
        "assign" => assign(&read(input)?),
        "result" => read(input).map(|input| result(&input, &tuning)),
        "experiment" => experiment(&read(input)?, &tuning),
        "tags" => read(input).map(|input| typed(&input)),
        "tag_counts" => read(input).map(|input| tag_counts(&input, &tuning)),
        "own" => own(&read(input)?),
        "today" => scenarios::advice(input.clone()).map(|advice| today(&advice)),
        _ => Err(format!("unknown call {call}")),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Own {
    start: Day,
    mornings: Vec<Morning>,
    ask: Vec<i64>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Morning {
    Well(i64, String, Option<i64>),
    Maybe(i64, String, Option<i64>, bool),
}

/// The check-in of a morning: seven answers, a rating, ill.
fn check_in(day: Day, answers: &str, ready: Option<i64>, ill: bool) -> Op {
    let digits = answers.chars().map(|digit| digit.to_digit(10).map(|digit| Said::Whole(i64::from(digit))));
    let mut fields: Vec<(Field, Option<Said>)> = ANSWERS.into_iter().zip(digits).filter(|(_, value)| value.is_some()).collect();
    fields.extend(ready.map(|rating| (Field::Ready, Some(Said::Whole(rating)))));
    fields.extend(ill.then_some((Field::Ill, Some(Said::Flag(true)))));
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

fn own(input: &Own) -> Result<Value, String> {
    let tuning = Tuning { ask_ready: true, ..Tuning::default() };
    let said = input.mornings.iter().map(|morning| match morning {
        Morning::Well(after, answers, ready) => {
            (input.start.plus(*after), check_in(input.start.plus(*after), answers, *ready, false))
        }
        Morning::Maybe(after, answers, ready, ill) => {
            (input.start.plus(*after), check_in(input.start.plus(*after), answers, *ready, *ill))
        }
    });
    let (days, ops): (Vec<Day>, Vec<Op>) = said.unzip();
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    let history = journal.history();
    let ask = |after: &i64| {
        let day = input.start.plus(*after);
        let season = Season::new(history, day.minus(1), &tuning);
        let none = CheckIn::default();
        let advice = season.advise(day, history.check_in(day).unwrap_or(&none), &TodayPlan::default());
        let own = advice.own.ok_or("no own weights")?;
        let state = season.learned_on(day).ok_or("nothing learned")?;
        let bar = |answer: &Field| advice.bars.iter().find(|bar| bar.id() == answer.id()).map(|bar| bar.milli);
        let bars = days.contains(&day).then(|| ANSWERS.iter().map(bar).collect::<Vec<_>>());
        Ok(json!({
            "ratings": own.ratings, "used": own.used, "log_odds": own.log_odds, "share": own.weights.share,
            "percent": own.weights.percent, "worst": own.weights.of.map(|of| of.worst), "best": own.weights.of.map(|of| of.best),
            "population": state.population.m, "own": state.own.m, "bars": bars, "expected": expectation(&advice),
        }))
    };
    Ok(json!({ "asked": input.ask.iter().map(ask).collect::<Result<Vec<_>, String>>()? }))
}

fn expectation(advice: &Advice) -> Value {
    json!(advice.expected.map(|expected| json!({"mean": expected.mean, "low": expected.low, "high": expected.high})))
}

fn today(advice: &Advice) -> Value {
    let bar = |bar: &Bar| json!({"id": bar.id(), "milli": bar.milli, "shown": bar.shown});
    let own = advice.own.map(|own| {
        let weight = |((field, percent), of): ((Field, i64), Weight)| {
            json!({"id": field.id(), "percent": percent, "worst": of.worst, "best": of.best})
        };
        let weights = ANSWERS.into_iter().zip(own.weights.percent).zip(own.weights.of).map(weight).collect::<Vec<_>>();
        let plain = own.as_specified;
        json!({
            "ratings": own.ratings, "used": own.used, "since": own.since.to_string(), "log_odds": own.log_odds,
            "share": own.weights.share, "weights": weights,
            "as_specified": {
                "score": plain.score_milli.map(|milli| milli.div_euclid(1000)), "score_milli": plain.score_milli,
                "verdict": plain.verdict.id(), "band": plain.band.map(|band| band.id()),
            },
        })
    });
    json!({
        "score_milli": advice.score_milli, "score": advice.score(), "verdict": advice.verdict.id(),
        "band": advice.band.map(|band| band.id()), "confidence": advice.confidence.id(), "evidence": advice.evidence,
        "limits": advice.limits.iter().map(|limit| limit.id.id()).collect::<Vec<_>>(), "stage": advice.stage.id(),
        "bars": advice.bars.iter().map(bar).collect::<Vec<_>>(), "own": own, "expected": expectation(advice),
    })
}

fn word<T>(id: &str, from_id: fn(&str) -> Option<T>) -> Result<T, String> {
    from_id(id).ok_or_else(|| format!("unknown word {id}"))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sets {
    of: Vec<(f64, f64, u32)>,
}

fn set(input: &Sets, tuning: &Tuning) -> Value {
    let set = |(mean, scale, df): &(f64, f64, u32)| expected::set(*mean, *scale, *df, tuning.learning.set_chance);
    json!({ "sets": input.of.iter().map(set).collect::<Vec<_>>() })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rated {
    start: Day,
    mornings: Vec<RatedRow>,
}

fn proof(input: &Rated, tuning: &Tuning) -> Value {
    let morning = |(after, rating, score, energy, own, expected): &_| RatedMorning {
        day: input.start.plus(*after),
        rating: *rating,
        score: *score,
        energy: *energy,
        own: *own,
        expected: *expected,
    };
    let mornings: Vec<RatedMorning> = input.mornings.iter().map(morning).collect();
    let proof = Proof::of(&mornings, &tuning.learning);
    let numbers = proof.numbers.as_ref();
    let agreement = |of: &Agreement| json!({"c": of.c, "se": of.se, "low": of.low, "high": of.high, "verdict": of.verdict.id()});
    let difference = |of: &Difference| json!({"diff": of.diff, "se": of.se, "verdict": of.verdict.id()});
    let errors = |of: &Errors| json!({"n": of.mornings, "error": of.error, "last_error": of.last_error});
    json!({
        "ratings": proof.ratings, "window": proof.window, "weeks": proof.weeks, "pairs": proof.pairs,
        "verdict": proof.verdict.id(), "why": proof.why.map(|why| why.id()),
        "score": numbers.map(|numbers| agreement(&numbers.score)),
        "energy": numbers.map(|numbers| agreement(&numbers.energy)),
        "own": numbers.and_then(|numbers| numbers.own.as_ref().map(agreement)),
        "score_energy": numbers.map(|numbers| difference(&numbers.score_energy)),
        "own_energy": numbers.and_then(|numbers| numbers.own_energy.as_ref().map(difference)),
        "own_score": numbers.and_then(|numbers| numbers.own_score.as_ref().map(difference)),
        "expected": numbers.and_then(|numbers| numbers.expected.as_ref().map(errors)),
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionDays {
    days: Vec<(Option<i64>, Vec<i64>, Vec<i64>)>,
}

fn sessions(input: &SessionDays, tuning: &Tuning) -> Value {
    let mean = |of: &[i64], unit: f64| {
        let sum = of.iter().sum::<i64>() as f64;
        (!of.is_empty()).then(|| sum / unit / of.len() as f64)
    };
    let contrast = |value: &dyn Fn(&SessionsDay) -> Option<f64>| {
        let days = input.days.iter().filter_map(|day| Some((day.0?, value(day)?)));
        let of = Contrast::of(days, &tuning.learning);
        json!({"low_n": of.low_n, "high_n": of.high_n, "diff": of.diff, "half": of.half, "verdict": of.verdict.id()})
    };
    json!({"rpe": contrast(&|day| mean(&day.1, 10.0)), "charge": contrast(&|day| mean(&day.2, 1.0))})
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Find {
    outcome: String,
    unit: String,
    pairs: u8,
    values: Vec<i64>,
}

fn find(input: &Find, tuning: &Tuning) -> Result<Value, String> {
    let (unit, outcome) = (word(&input.unit, Unit::from_id)?, word(&input.outcome, Looked::from_id)?);
    let power = Power::of(unit, outcome, input.pairs, &input.values, &tuning.learning);
    Ok(json!({"sd": power.sd, "chances": power.chances}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Assign {
    seed: u64,
    unit: String,
    pairs: u8,
    first_day: Day,
}

fn registered(unit: Unit, pairs: u8, first_day: Day, seed: u64) -> Experiment {
    Experiment {
        id: ExperimentId("e".to_owned()),
        registered: first_day.minus(1),
        question: String::new(),
        yes: String::new(),
        unit,
        kind: (unit == Unit::Session).then_some(Kind::Strength),
        outcome: Looked::Score,
        pairs,
        first_day,
        seed,
    }
}

fn assign(input: &Assign) -> Result<Value, String> {
    let experiment = registered(word(&input.unit, Unit::from_id)?, input.pairs, input.first_day, input.seed);
    let last = trial::last_day(&experiment);
    let yes = match last {
        Some(last) => {
            let days = input.first_day.to(last).filter(|day| trial::of_day(&experiment, *day) == Some(true));
            json!(days.collect::<Vec<Day>>().iter().map(Day::to_string).collect::<Vec<_>>())
        }
        None => {
            let numbers = 1..=2 * u64::from(input.pairs);
            json!(numbers.filter(|number| trial::of_session(&experiment, *number) == Some(true)).collect::<Vec<u64>>())
        }
    };
    Ok(json!({"yes": yes, "last": last.map(|last| last.to_string())}))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Differences {
    d: Vec<i64>,
}

fn result(input: &Differences, tuning: &Tuning) -> Value {
    showing(&Showing::of(&input.d, &tuning.learning))
}

fn showing(of: &Showing) -> Value {
    let numbers = of.numbers.as_ref();
    json!({
        "pairs": of.pairs, "mean": numbers.map(|n| n.mean), "low": numbers.map(|n| n.low), "high": numbers.map(|n| n.high),
        "p": numbers.map(|n| n.p), "verdict": of.verdict.id(), "seen_over": of.seen_over,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Run {
    unit: String,
    kind: Option<String>,
    outcome: String,
    pairs: u8,
    first_day: Day,
    seed: u64,
    stopped: Option<Day>,
    day: Day,
    rows: Vec<(i64, Fields)>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fields {
    raw: Option<i64>,
    ready: Option<i64>,
    #[serde(rename = "ready_later")]
    _ready_later: Option<i64>,
    resting_hr: Option<f64>,
    hrv_rmssd: Option<f64>,
    sleep_minutes: Option<i64>,
    source: Option<String>,
    #[serde(default)]
    ill: bool,
    #[serde(default)]
    travel: bool,
    kept: Option<bool>,
    #[serde(default)]
    sessions: Vec<Done>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Done {
    kind: String,
    status: Option<String>,
    charge: Option<i64>,
    rpe: Option<f64>,
    clean: Option<bool>,
    #[serde(rename = "minutes")]
    _minutes: Option<i64>,
}

fn trial_day(fields: &Fields) -> Result<TrialDay, String> {
    let source = fields.source.clone().unwrap_or_default();
    let measured = |value: Option<f64>| value.map(|value| Measured::of(value, &source));
    let done = fields.sessions.iter().filter(|session| session.status.as_deref().is_none_or(|status| status == "done"));
    let session = |done: &Done| {
        let kind = word(&done.kind, Kind::from_id)?;
        Ok(TrialSession { kind, charge: done.charge, rpe: done.rpe.map(|rpe| (10.0 * rpe).round() as i64), clean: done.clean })
    };
    Ok(TrialDay {
        raw: fields.raw,
        ready: fields.ready,
        rhr: measured(fields.resting_hr),
        hrv: measured(fields.hrv_rmssd),
        sleep: fields.sleep_minutes,
        away: fields.ill || fields.travel,
        kept: fields.kept,
        sessions: done.map(session).collect::<Result<_, String>>()?,
    })
}

fn experiment(input: &Run, tuning: &Tuning) -> Result<Value, String> {
    let unit = word(&input.unit, Unit::from_id)?;
    let kind = input.kind.as_deref().map(|kind| word(kind, Kind::from_id)).transpose()?;
    let outcome = word(&input.outcome, Looked::from_id)?;
    let experiment = Experiment { kind, outcome, ..registered(unit, input.pairs, input.first_day, input.seed) };
    let mut days = TrialDays::new();
    for (after, fields) in &input.rows {
        days.insert(input.first_day.plus(*after), trial_day(fields)?);
    }
    let seen = Seen::of(&Registered { experiment, ended: input.stopped }, &days, input.day, &tuning.learning);
    Ok(json!({
        "state": seen.standing.id(), "finished": seen.finished, "complete": seen.complete,
        "dropped": seen.finished - seen.complete, "kept": {"answered": seen.kept.0, "yes": seen.kept.1},
        "result": seen.result.as_ref().map(showing),
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    typed: String,
}

fn typed(input: &Typed) -> Value {
    let read = tags::read(&input.typed);
    json!({"tags": read.tags, "refused": read.refused})
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Tagged {
    day: Day,
    rows: Vec<(Day, Vec<String>)>,
}

fn tag_counts(input: &Tagged, tuning: &Tuning) -> Value {
    let days = input.rows.iter().map(|(day, tags)| (*day, tags.iter().map(String::as_str)));
    let counts = marks::counts(input.day, days, &tuning.learning);
    let count = |count: &marks::TagCount| json!({"tag": count.tag, "days": count.days, "last": count.last.to_string()});
    json!({"tags": counts.iter().map(count).collect::<Vec<_>>()})
}
