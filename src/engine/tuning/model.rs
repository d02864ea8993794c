//! Numbers of load, fitness, fatigue and the performance model (`model.md`).

use super::thresholds;

thresholds! { "model",
    /// Numbers of `model.md`.
    Model {
        srpe_points: f64 = 0.238, 0.05..1.0, "points per RPE and minute", Judgement, "Session RPE to points: 60 min at 7 are 99.96";
    }
}
