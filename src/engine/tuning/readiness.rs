//! Numbers of the check-in, the score, the stages and the verdict (`readiness.md`).

use super::thresholds;

thresholds! { "readiness",
    /// Numbers of `readiness.md`.
    Readiness {
        base: i64 = 70_000, 0..100_000, "milli-points", Judgement, "Score of a morning on which everything is as usual";
    }
}
