//! Writes `docs/learning-simulated.md`: who gains from own weights, who loses nothing, and how often experiments
//! and naive looks find what is not there.

use std::fmt::Write as _;

use crate::raters::{Mean, Rater, experiments, group};

const PEOPLE: u64 = 300;
const RUNS: u64 = 4000;

/// Writes the page.
///
/// # Errors
///
/// If it cannot be written.
pub fn make() -> std::io::Result<()> {
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/learning-simulated.md"), report())
}

fn report() -> String {
    let mut text = String::from(HEAD);
    let groups = [
        ("rate by other weights than ours", Rater::OwnWeights),
        ("rate by our weights", Rater::AsSpecified),
        ("rate for no reason", Rater::Randomly),
        ("never rate", Rater::Never),
    ];
    for (who, rater) in groups {
        let of = group(rater, PEOPLE);
        let (changed, moved) = (told(of.changed, 0), told(of.moved, 2));
        // Writing to a string cannot fail.
        let _ = if rater == Rater::Never {
            writeln!(text, "| {who} | – | – | – | – | {changed} | {moved} |")
        } else {
            let [specified, own, gain] = [of.specified, of.own, of.gain].map(|mean| told(mean, 3));
            writeln!(text, "| {who} | {specified} | {own} | {gain} | {} | {changed} | {moved} |", told(of.share, 2))
        };
    }
    text += MIDDLE;
    for memory in [0.0, 0.3, 0.6, 0.9] {
        let of = experiments(RUNS, memory);
        let found = [of.differs, of.hint, of.peeking, of.peeking_hint, of.tag].map(|share| told(share, 3));
        let _ = writeln!(text, "| {memory} | {} |", found.join(" | "));
    }
    text + TAIL
}

/// `0.702 ± 0.009`.
fn told(of: Mean, decimals: usize) -> String {
    let mean = format!("{:.decimals$}", of.mean);
    // Nothing has no sign.
    let mean = mean.strip_prefix('-').filter(|rest| rest.chars().all(|digit| matches!(digit, '0' | '.'))).unwrap_or(&mean);
    format!("{mean} ± {:.decimals$}", of.error)
}

const HEAD: &str = "# What learning does to made-up people

Written by `cargo run --release --example made -- learning`; do not edit by hand.

300 made-up people a row, 150 mornings each, the same on every run. Their answers scatter around the usual one, their
level wanders, and each rating strays by 0.8 points. The columns: how often the higher score was the higher rated one
of two mornings (last 60; ½ is chance) with the specified weights and with those in force, the gain of each person, how
far own weights were believed at the end (0–1), how many of the 150 mornings got another score than the specified one,
and by how many points the score that was shown lay from it, mean of all mornings. ± is the Monte Carlo error of each
number, two standard errors over the people or runs.

| people who | specified | in force | gain | share | mornings changed | points moved |
|---|---|---|---|---|---|---|
";

const MIDDLE: &str = "
# How often something is found that is not there

4,000 experiments a row, 20 pairs of days each, on mornings that remember the day before (correlation in the first column)
and hold no effect at all. Beside the exact test at the end: looking after every pair from the tenth on, and the naive
way: comparing the mornings after days with a tag and without, where the tag does nothing but is set more often on low days.

| memory | exact, p ≤ .05 | exact, p ≤ .10 | looking after each pair, p ≤ .05 | the same, p ≤ .10 | tag \"works\", p < .05 |
|---|---|---|---|---|---|
";

const TAIL: &str = "
The test suite runs a smaller number and fails if people with other weights gain nothing, if random ratings are believed,
or if the exact test finds more than its level.
";
