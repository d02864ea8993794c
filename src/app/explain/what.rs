//! What the numbers under the cursor are: each as it stands on the screen, with its word of the glossary.

use crate::app::chart::Series;
use crate::app::curves::{morning_state, score_on, state_on};
use crate::app::glossary::{Term, meaning};
use crate::app::list::{Line, Weight, section};
use crate::app::model::Model;
use crate::app::pane::Pane;
use crate::app::{week, words};
use crate::domain::Field;
use crate::domain::typed::show_duration;
use crate::engine::averages::State;
use crate::engine::milli;

/// A number as it stands on the screen, and the word that says what it is.
type Number = (String, &'static str);

/// What the focused pane shows under its cursor.
pub fn what(model: &Model) -> Vec<Line> {
    let sections = match model.focus {
        Pane::Today => vec![("This morning".to_owned(), morning(model)), ("What to do".to_owned(), to_do(model))],
        Pane::Chart => {
            vec![(model.chart.crosshair.short(), curves(model)), ("What else stands in the chart".to_owned(), marks(model))]
        }
        Pane::Week => vec![(model.week.day.short(), chosen(model)), ("The week shown".to_owned(), meters(model))],
    };
    let lines = |numbers: Vec<Number>| numbers.into_iter().filter_map(line).collect();
    sections.into_iter().flat_map(|(heading, numbers)| section(&heading, lines(numbers))).collect()
}

fn line((value, word): Number) -> Option<Line> {
    let Term { word, sentence, unit } = meaning(word)?;
    let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
    Some(Line::new(value, format!("{word}: {sentence}{unit}"), Weight::Plain))
}

// ---- today

fn morning(model: &Model) -> Vec<Number> {
    let advice = model.facts.advice();
    let score = advice.score().map_or_else(|| "–".to_owned(), |score| score.to_string());
    let mut numbers = vec![
        (score, "score"),
        (advice.confidence.to_string(), "confidence"),
        (words::verdict_word(advice.verdict).to_owned(), "verdict"),
        (advice.stage.to_string(), "stage"),
    ];
    let weightiest = advice.bars.iter().max_by_key(|bar| bar.milli.abs());
    numbers.extend(weightiest.map(|bar| (words::signed_tenths(bar.shown).trim().to_owned(), "bar")));
    if advice.load.state != State::default() {
        numbers.extend(averages(model, advice.load.state));
        numbers.extend(advice.load.settling.then(|| (String::new(), "settling")));
    }
    numbers.push((String::new(), "usual"));
    numbers
}

fn averages(model: &Model, state: State) -> [Number; 4] {
    let [fitness, fatigue, form] = words::averages(state, 0);
    [
        (fitness, "fitness"),
        (fatigue, "fatigue"),
        (form, "form"),
        (words::form_zone(state, &model.tuning.readiness).to_owned(), "zone of form"),
    ]
}

fn to_do(model: &Model) -> Vec<Number> {
    let action = &model.facts.advice().action;
    let blocks = action.blocks.map_or(0, |blocks| blocks.named().count());
    let mut numbers: Vec<Number> = Vec::new();
    numbers.extend((blocks > 0).then(|| (blocks.to_string(), "block")));
    numbers.extend(action.rir.map(|(low, high)| (if low == high { low.to_string() } else { format!("{low}–{high}") }, "RIR")));
    numbers.extend(action.rpe_cap.map(|cap| (format!("≤ {}", words::tenths(cap)), "RPE")));
    numbers
}

// ---- chart

/// The words of a curve.
fn words_of(series: Series) -> &'static [&'static str] {
    match series {
        Series::Loads => &["load"],
        Series::Averages => &["fitness", "fatigue"],
        Series::Form => &["form", "zone of form"],
        Series::Score => &["score"],
        Series::Field(Field::HrvRmssd) => &["HRV", "usual"],
        Series::Field(Field::RestingHr) => &["resting pulse", "usual"],
        Series::Field(Field::ReactionMs) => &["reaction", "usual"],
        Series::Field(Field::SleepMinutes) => &["slept"],
        Series::Field(_) => &["check-in"],
        Series::Performance => &["performance", "band"],
        Series::Charge => &["charge"],
        Series::Monotony => &["monotony"],
        Series::Strain => &["strain"],
    }
}

fn curves(model: &Model) -> Vec<Number> {
    let day = model.chart.crosshair;
    let state = state_on(model, day).map(|state| averages(model, state));
    let value = |series: Series, word: &'static str| -> String {
        let average = state.iter().flatten().find(|(_, name)| *name == word).map(|(value, _)| value.clone());
        let known = match (series, word) {
            (Series::Loads, _) => {
                let points = model.facts.season.curve().and_then(|curve| curve.load(day)).filter(|milli| *milli > 0);
                points.map(|milli| milli::rounded(milli).to_string())
            }
            (Series::Score, _) => score_on(model, day).map(|score| format!("{score:.0}")),
            (Series::Averages | Series::Form, _) => average,
            (_, "usual" | "band") => Some(String::new()),
            (Series::Field(Field::SleepMinutes), _) => {
                told(model, series).map(|hours| show_duration((hours * 60.0).round() as i64))
            }
            _ => told(model, series).map(|value| words::tenths((value * 10.0).round() as i64)),
        };
        known.unwrap_or_else(|| "–".to_owned())
    };
    let mut numbers: Vec<Number> = Vec::new();
    for series in &model.chart.shown.series {
        let new = words_of(*series).iter().map(|word| (value(*series, word), *word));
        let new: Vec<Number> = new.filter(|(_, word)| !numbers.iter().any(|(_, other)| other == word)).collect();
        numbers.extend(new);
    }
    numbers
}

/// The value of a curve under the crosshair.
fn told(model: &Model, series: Series) -> Option<f64> {
    let traces = &model.facts.traces;
    traces.line(series).and_then(|values| traces.on(values, model.chart.crosshair))
}

/// What is neither a curve nor a number: only what is there to be seen.
fn marks(model: &Model) -> Vec<Number> {
    let (traces, view) = (&model.facts.traces, &model.chart);
    let is_seen = |day: &crate::domain::Day| (view.first()..=view.last).contains(day);
    let stage = traces.stages.iter().any(|(day, _)| is_seen(day));
    let seen = [
        (view.last > model.today && view.shown.forecast, "forecast"),
        (view.what_if.is_some(), "what if"),
        (view.effect.as_ref().is_some_and(|effect| effect.paid_back.is_some()), "paid back"),
        (stage, "stage"),
        (traces.tests.iter().any(is_seen), "test"),
        (traces.events.iter().any(is_seen), "event"),
        (traces.tagged.iter().any(is_seen), "tag"),
        (true, "gap"),
    ];
    seen.into_iter().filter(|(is_there, _)| *is_there).map(|(_, word)| (String::new(), word)).collect()
}

// ---- week

fn chosen(model: &Model) -> Vec<Number> {
    let mut numbers: Vec<Number> = Vec::new();
    if let Some(session) = model.selected_session() {
        let points = milli::rounded(model.session_milli(session));
        let minutes = session.minutes.map_or_else(|| "?".to_owned(), |minutes| minutes.to_string());
        numbers.extend([(minutes, "minutes"), (points.to_string(), "load")]);
        numbers.extend(session.rpe.map(|rpe| (rpe.to_string(), "RPE")));
        numbers.extend(session.charge.map(|charge| (charge.to_string(), "charge")));
        numbers.extend(session.is_open().then(|| (session.place.priority.id().to_owned(), "priority")));
        numbers.extend(session.place.lock.then(|| (String::new(), "lock")));
    }
    let day = model.week.day;
    if let Some(state) = morning_state(model, day) {
        let [.., form, zone] = averages(model, state);
        numbers.extend([form, zone]);
        numbers.extend((day > model.today).then(|| (String::new(), "forecast")));
    }
    numbers
}

fn meters(model: &Model) -> Vec<Number> {
    let Some(meter) = model.facts.judgement.meters.first() else { return Vec::new() };
    let mut numbers = vec![
        (meter.aerobic.to_string(), "aerobic"),
        (meter.strength_days.to_string(), "strength days"),
        (meter.load.to_string(), "week's load"),
        (format!("{} : {}", meter.charge, meter.drain), "charge"),
        (meter.rest_days.to_string(), "rest day"),
    ];
    let issue = model.facts.issues.first();
    numbers.extend(issue.map(|_| (model.facts.issues.len().to_string(), "issue")));
    let proposal = week::proposal(&model.facts.issues, 1);
    numbers.extend(proposal.map(|_| ("1".to_owned(), "proposal")));
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_curve_and_everything_else_has_its_word_in_the_glossary() {
        for series in Series::all() {
            for word in words_of(series) {
                assert!(meaning(word).is_some(), "{word}");
            }
        }
        for word in ["confidence", "verdict", "stage", "bar", "settling", "usual", "block", "RIR", "RPE", "forecast", "what if"] {
            assert!(meaning(word).is_some(), "{word}");
        }
        for word in ["paid back", "test", "event", "tag", "gap", "minutes", "charge", "priority", "lock", "aerobic"] {
            assert!(meaning(word).is_some(), "{word}");
        }
        for word in ["strength days", "week's load", "rest day", "issue", "proposal"] {
            assert!(meaning(word).is_some(), "{word}");
        }
    }
}
