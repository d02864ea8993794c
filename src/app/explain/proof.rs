//! Does the score mean anything for you? The sentences of the panel (`learning.md` §7), calm where nothing is known.

use crate::engine::learning::agreement::{Agreement, Compared, Difference, Meaning, Numbers, Proof, RatedMorning, Unknown};
use crate::engine::learning::contrast::{Contrast, Finding};
use crate::engine::proof::Panel;
use crate::engine::tuning::Learning;

use crate::app::list::{Line, Weight, section};
use crate::app::words;

/// Said with every panel.
const ALWAYS: &str = "Your answers against your own rating: not performance, not health.";

/// The panel; `rated` are the rated mornings it looked at and those before.
pub fn proof(panel: &Panel, rated: &[RatedMorning], asked: bool, tuning: &Learning) -> Vec<Line> {
    let proof = &panel.proof;
    let mut lines = vec![Line::new("", verdict(proof, tuning), Weight::Strong)];
    lines.extend(proof.numbers.as_ref().map(|numbers| Line::plain(because(numbers))));
    if !asked {
        let ask = "You are not asked for ratings: ask_ready = true in the configuration asks how ready you are each morning.";
        lines.push(Line::new("", ask, Weight::Muted));
    }
    lines.push(Line::new("", ALWAYS, Weight::Muted));
    lines.push(Line::gap());
    lines.extend(proof.numbers.as_ref().map(|of| numbers(of, tuning)).unwrap_or_default());
    if proof.numbers.is_some() {
        lines.extend(picture(rated, proof.window));
    }
    lines.extend(sessions(panel));
    lines
}

fn verdict(proof: &Proof, tuning: &Learning) -> String {
    match (proof.verdict, proof.why) {
        (Meaning::MeansSomething, _) => "The score means something for you.".to_owned(),
        (Meaning::NotShown, _) => "Not shown: the score may follow your rating by chance.".to_owned(),
        (Meaning::Unknown, Some(Unknown::Alike)) => "Unknown: your ratings hardly differ.".to_owned(),
        (Meaning::Unknown, Some(Unknown::Few) | None) => {
            let more = (tuning.proof_ratings - proof.ratings).max(1);
            format!("Unknown. Rate {more} more {} and I can tell.", if more == 1 { "morning" } else { "mornings" })
        }
    }
}

fn because(numbers: &Numbers) -> String {
    let of = numbers.own.as_ref().unwrap_or(&numbers.score);
    format!("Of two mornings you rated differently, the one with the higher score was the higher rated one in {}.", share(of))
}

/// `72 % (67–77)`.
fn share(of: &Agreement) -> String {
    let percent = |share: f64| (100.0 * share).round();
    format!("{} % ({}–{})", percent(of.c), percent(of.low), percent(of.high))
}

fn numbers(numbers: &Numbers, tuning: &Learning) -> Vec<Line> {
    let line = |what: &str, of: &Agreement| Line::new(share(of), what, Weight::Plain);
    let mut lines = vec![line("the score as specified", &numbers.score), line("your answer about energy alone", &numbers.energy)];
    lines.extend(numbers.own.as_ref().map(|own| line("the score with your own weights", own)));
    let differences = [
        ("The score against energy alone", Some(&numbers.score_energy)),
        ("Your own weights against energy alone", numbers.own_energy.as_ref()),
        ("Your own weights against the specified ones", numbers.own_score.as_ref()),
    ];
    let told = differences.into_iter().filter_map(|(what, of)| Some(format!("{what}: {}.", compared(of?, tuning))));
    lines.extend(told.map(Line::plain));
    if let Some(errors) = &numbers.expected {
        lines.push(Line::plain(format!(
            "The expected rating was off by {:.2} on {} mornings; the mean of the ratings before by {:.2}.",
            errors.error, errors.mornings, errors.last_error
        )));
    }
    section("How often it agrees with you, and how far that may be chance", lines)
}

/// `better, +4 % (± 3)`: the difference of the two shares, and half its interval.
fn compared(of: &Difference, tuning: &Learning) -> String {
    let word = match of.verdict {
        Compared::Better => "better",
        Compared::Worse => "worse",
        Compared::NoClearDifference => "no clear difference",
    };
    let half = 100.0 * tuning.proof_factor * of.se;
    format!("{word}, {} % (± {half:.1})", signed(100.0 * of.diff))
}

/// `+4.0`, `−0.3`, `0.0`; within a sentence.
fn signed(value: f64) -> String {
    words::signed_tenths((10.0 * value).round() as i64).trim_start().to_owned()
}

/// Columns of the picture: a score of 0–100 in halves.
const COLUMNS: usize = 51;

/// For each rating the scores of its mornings: their range, the middle half, the median.
fn picture(rated: &[RatedMorning], window: i64) -> Vec<Line> {
    let begin = rated.len().saturating_sub(usize::try_from(window).unwrap_or(0));
    let of = |rating: i64| {
        let window = rated.get(begin..).unwrap_or_default().iter().filter(move |morning| morning.rating == rating);
        let mut scores: Vec<i64> = window.filter_map(|morning| morning.own.or(morning.score)).collect();
        scores.sort_unstable();
        scores
    };
    let row = |(rating, scores): (i64, Vec<i64>)| {
        let count = scores.len();
        let mornings = if count == 1 { "1 morning".to_owned() } else { format!("{count} mornings") };
        Line::new(rating.to_string(), strip(&scores), Weight::Plain).noted(mornings)
    };
    let rows = (0..=10).rev().map(|rating| (rating, of(rating))).filter(|(_, scores)| !scores.is_empty()).map(row);
    let axis = Line::new("score", scale(), Weight::Muted);
    let signs = Line::new("", "- range, = middle half, o median", Weight::Muted);
    section("Your rating and the scores of those mornings", rows.chain([axis, signs]).collect())
}

/// The scale below the picture, without blanks that a line's end may swallow: 50 and 100 end in their own column.
fn scale() -> String {
    format!("0{:.>2$}{:.>3$}", 50, 100, COLUMNS / 2, COLUMNS / 2)
}

fn strip(scores: &[i64]) -> String {
    let at = |quarter: usize| {
        let score = scores.get((scores.len() - 1) * quarter / 4).copied().unwrap_or(0);
        usize::try_from(score.div_euclid(2000)).unwrap_or(0)
    };
    let (low, left, middle, right, high) = (at(0), at(1), at(2), at(3), at(4));
    let mark = |column: usize| match column {
        _ if column == middle => 'o',
        _ if (left..=right).contains(&column) => '=',
        _ if (low..=high).contains(&column) => '-',
        _ => ' ',
    };
    (0..COLUMNS).map(mark).collect::<String>().trim_end().to_owned()
}

fn sessions(panel: &Panel) -> Vec<Line> {
    let line = |what: &str, unit: &str, of: &Contrast| match (of.verdict, of.diff, of.half) {
        (Finding::TooFew, ..) | (_, None, _) | (_, _, None) => {
            format!("{what}: too few days to tell ({} after a low score, {} after another).", of.low_n, of.high_n)
        }
        (Finding::Difference, Some(diff), Some(half)) => {
            let more = if diff > 0.0 { "higher" } else { "lower" };
            format!("{what} was {:.1} {unit} {more} on days with a low score (± {half:.1}).", diff.abs())
        }
        (Finding::NoneSeen, Some(diff), Some(half)) => {
            format!("{what}: no difference seen ({} {unit} on days with a low score, ± {half:.1}).", signed(diff))
        }
    };
    let lines = vec![
        Line::plain(line("Effort above what was expected", "points of RPE", &panel.rpe)),
        Line::plain(line("What sessions gave back", "points", &panel.charge)),
        Line::new("", "Most people show none.", Weight::Muted),
    ];
    section("Your sessions on days with a low score", lines)
}
