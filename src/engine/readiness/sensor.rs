//! The three sensors, and a reading of one in whole units (`readiness.md` §2).

use serde::{Deserialize, Serialize};

use crate::engine::round::half_up;

/// How many sensors there are.
pub(super) const SENSORS: usize = 3;
/// Heart-rate variability; higher is better.
pub(super) const HRV: usize = 0;
/// Resting pulse; lower is better.
pub(super) const RHR: usize = 1;
/// Reaction time; lower is better.
pub(super) const REACTION: usize = 2;

/// A reading in whole units (§2) and the device it was taken with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SensorReading {
    /// Micro-ln of HRV, thousandths of pulse or milliseconds.
    pub value: i64,
    /// The number of the device.
    pub source: u32,
}

/// A reading in whole units: rounded to a tenth of its unit first.
pub(super) fn reading_of(sensor: usize, value: f64) -> i64 {
    let tenths = half_up(10.0 * value);
    if sensor == HRV { half_up(1e6 * (tenths / 10.0).ln()) as i64 } else { tenths as i64 * 100 }
}
