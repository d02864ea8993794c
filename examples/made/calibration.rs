//! Writes `docs/calibration.md`: how often the bands of simulated athletes hold what they promise.

use std::fmt::Write as _;

use upswing::engine::Tuning;

use crate::athletes;

const ATHLETES: usize = 1000;

/// Writes the page.
///
/// # Errors
///
/// If it cannot be written.
pub fn make() -> std::io::Result<()> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/calibration.md");
    std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs"))?;
    std::fs::write(path, report())
}

fn report() -> String {
    let model = Tuning::default().model;
    let mut text = String::from(HEAD);
    for (fewest, most) in [(4, 8), (6, 32)] {
        let tallies = athletes::tally(2026, ATHLETES, fewest, most, &model);
        for (ahead, tally) in athletes::HORIZONS.iter().zip(tallies) {
            let (error, last) = tally.errors();
            let share = |number: usize| 100.0 * tally.share(number);
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "| {fewest}–{most} | {ahead} | {:.1} % | {:.1} % | {:.1} % | {error:.1} | {last:.1} |",
                share(tally.test80),
                share(tally.test50),
                share(tally.level80),
            );
        }
    }
    text + TAIL
}

const HEAD: &str = "# Do the bands hold what they promise?

Written by `cargo run --release --example made -- calibration`; do not edit by hand.

1000 simulated athletes a row, the same on every run. Their parameters are drawn evenly from ranges of the literature
(time constants 30–60 and 4–15 days, training worth 10–50 % of 150–400 W, fatigue costing 0.3–0.7 of that, test error
0.9–2 %), not from what the estimator believes beforehand. Half of them trained before their first recorded day and the
estimator is not told. Each is fitted to some months of loads and tests; a result on the day of the last test, a week
and four weeks later is held back and compared with the band that was forecast for it.

| tests | days ahead | results in the 80 % test band | in the 50 % test band | true levels in the 80 % level band | error of the line, W | \"as in the last test\", W |
|---|---|---|---|---|---|---|
";

const TAIL: &str = "
The test suite runs a smaller number of athletes and fails if the 80 % test band holds fewer than 75 % or more than
85 % of the results at any distance.
";
