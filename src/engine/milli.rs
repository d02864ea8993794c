//! Thousandths of a point: the engine counts in them, so that sums are exact; people read points.

/// Whole points, half a point up: loads, fitness, form.
pub fn rounded(milli: i64) -> i64 {
    (milli + 500).div_euclid(1000)
}

/// The points that are full, as a score is shown: 61 999 are 61.
pub fn full(milli: i64) -> i64 {
    milli.div_euclid(1000)
}

/// Points with their fraction.
pub fn points(milli: i64) -> f64 {
    milli as f64 / 1000.0
}
