//! The whole explanation of a morning: every bar and reason with where it comes from.

use crate::domain::{CheckIn, Day};
use crate::engine::milli;
use crate::engine::readiness::{
    Advice, Bar, BarGroup, Limit, LimitId, Reason, ReasonId, Signal, limit_label, most_evidence, specified,
};
use crate::engine::tuning;

use super::{basics, body, own};
use crate::app::action::Action;
use crate::app::list::{Line, Weight, section};
use crate::app::model::Model;
use crate::app::words;

/// Why today's advice is what it is.
pub fn why(model: &Model) -> Vec<Line> {
    let (advice, history) = (model.facts.advice(), model.journal.history());
    let mut lines = verdict(advice, &model.tuning.readiness);
    lines.extend(bars(advice, &model.tuning.readiness));
    lines.extend(own::own(advice, &specified(&model.tuning.readiness), &model.tuning.learning));
    lines.extend(reasons(advice));
    lines.extend(changes(advice));
    lines.extend(limits(advice));
    lines.extend(feel_and_data(advice));
    lines.extend(body::stage(advice, &model.tuning.readiness));
    lines.extend(body::rhythm(advice, model.facts.season.rhythm(advice.day)));
    let check_in = check_in(model, advice.day);
    lines.extend(body::baselines(&model.facts.season.baselines(advice.day, &check_in), &model.tuning.readiness));
    lines.extend(basics::strip(history, advice.day));
    let key = model.keymap.key_of(Action::Cycle);
    lines.push(Line::new("", format!("{key} shows what the last weeks of work led to."), Weight::Muted));
    lines
}

/// What was said on a day.
fn check_in(model: &Model, day: Day) -> CheckIn {
    model.journal.history().check_in(day).cloned().unwrap_or_default()
}

fn verdict(advice: &Advice, numbers: &tuning::Readiness) -> Vec<Line> {
    let score = advice.score().map_or_else(|| "–".to_owned(), |score| score.to_string());
    let mut lines = vec![
        Line::new(score, words::verdict_title(advice.verdict), Weight::Strong),
        Line::plain(format!(
            "Confidence {}: {} of {} points of evidence.",
            advice.confidence,
            milli::full(advice.evidence),
            milli::full(most_evidence(numbers))
        )),
    ];
    if !advice.missing.is_empty() {
        let missing: Vec<&str> = advice.missing.iter().map(|field| field.spec().label).collect();
        lines.push(Line::plain(format!("Not answered: {}.", missing.join(", "))));
    }
    lines.push(Line::gap());
    lines
}

/// What the words at the right end mean.
const BASES: [&str; 3] = [
    "Literature: from studies. Judgement: reasoned, no study behind it.",
    "Seed text: from the texts the program was founded on, by number.",
    "docs/thresholds.md has each number's reason; config.toml can change it.",
];

fn bars(advice: &Advice, numbers: &tuning::Readiness) -> Vec<Line> {
    if advice.bars.is_empty() {
        return Vec::new();
    }
    let mut lines = vec![Line::new(words::start(numbers), "start: everything as usual", Weight::Plain).noted("judgement")];
    let bar = |bar: &Bar| {
        let line = Line::new(words::signed_tenths(bar.shown), bar.label.clone(), Weight::Plain).with_bar(bar.milli);
        line.noted(bar.signal.and_then(signal_row).map_or("a limit, below", |row| row.basis.word()))
    };
    lines.extend(advice.bars.iter().map(bar));
    if let Some(milli) = advice.score_milli {
        lines.push(Line::new(words::tenths(milli.div_euclid(100)), "score", Weight::Strong));
    }
    lines.extend(BASES.map(|sentence| Line::new("", sentence, Weight::Muted)));
    section("The score, bar by bar, and where each weight comes from", lines)
}

/// The row of the table that says how much a signal can take.
fn signal_row(signal: Signal) -> Option<&'static tuning::Threshold> {
    let stem = match signal {
        Signal::Hrv | Signal::Rhr | Signal::Reaction => "sensor",
        Signal::HrvTrend | Signal::RhrTrend => "trend",
        other => other.id(),
    };
    let names = [format!("{stem}_worst"), format!("{stem}_five")];
    tuning::Readiness::ROWS.iter().find(|row| names.iter().any(|name| name == row.name))
}

fn reasons(advice: &Advice) -> Vec<Line> {
    let said = advice.reasons.iter().filter(|reason| !reason.class.is_bar());
    let line = |reason: &Reason| Line::new("•", reason.text.clone(), Weight::Plain).noted(source(reason));
    section("Reasons, the weightiest first", said.map(line).collect())
}

/// Where a reason comes from.
fn source(reason: &Reason) -> String {
    let row = match reason.what {
        ReasonId::Limit(LimitId::SleepUnder4) => "sleep_very_short",
        ReasonId::Limit(LimitId::SleepUnder5) => "sleep_short",
        _ => "",
    };
    let basis = tuning::Readiness::ROWS.iter().find(|known| known.name == row).map_or("judgement", |row| row.basis.word());
    reason.seed.map_or_else(|| basis.to_owned(), |seed| format!("seed text {seed}"))
}

fn changes(advice: &Advice) -> Vec<Line> {
    let change = &advice.change;
    let sentences = words::change_sentences(change);
    let held = change.held_by.clone().filter(|_| change.up.is_none());
    let lines = sentences.chain(held).map(|sentence| Line::new("•", sentence, Weight::Plain));
    section("What would change it", lines.collect())
}

fn limits(advice: &Advice) -> Vec<Line> {
    let line = |limit: &Limit| {
        let cap = limit.cap.map(|cap| format!("≤ {}", milli::full(cap))).unwrap_or_default();
        Line::new(cap, format!("at most {}: {}", words::verdict_word(limit.ceiling), limit_label(limit.id)), Weight::Plain)
    };
    section("Limits in force", advice.limits.iter().map(line).collect())
}

/// What was said beside what was measured: shown, never averaged away.
fn feel_and_data(advice: &Advice) -> Vec<Line> {
    const GROUPS: [(&str, &[BarGroup]); 4] = [
        ("how you feel", &[BarGroup::Feel]),
        ("the night", &[BarGroup::Sleep]),
        ("what was measured", &[BarGroup::Sensor, BarGroup::Trend]),
        ("training", &[BarGroup::Load]),
    ];
    let line = |(name, groups): (&str, &[BarGroup])| {
        let bars: Vec<&Bar> = advice.bars.iter().filter(|bar| groups.contains(&bar.group())).collect();
        let shown: i64 = bars.iter().map(|bar| bar.shown).sum();
        let milli = bars.iter().map(|bar| bar.milli).sum();
        let name = if bars.is_empty() { format!("{name}: nothing known") } else { name.to_owned() };
        let lead = if bars.is_empty() { "·".to_owned() } else { words::signed_tenths(shown) };
        Line::new(lead, name, Weight::Plain).with_bar(milli)
    };
    if advice.bars.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<Line> = GROUPS.into_iter().map(line).collect();
    lines.push(Line::new("", "Feel weighs more than all sensors together; where the two differ, both are told.", Weight::Muted));
    section("Feel and data, side by side", lines)
}
