//! Every number of the table moved: for walks that look for a number that is written in the program.

use upswing::engine::tuning::{Threshold, rows};

/// Every number that can be another, as far from its default as its sentences still say the same: some way up, else down.
pub fn moved() -> impl Iterator<Item = (&'static Threshold, f64)> {
    rows().filter_map(|row| {
        let step = (row.default.abs() * 0.07).max(if row.whole { 1.0 } else { 0.0 });
        let step = if row.whole { step.round() } else { step };
        let found = [row.default + step, row.default - step].into_iter().find(|value| (row.min..=row.max).contains(value));
        found.map(|value| (row, value))
    })
}
