//! Costs and limits of the planner (`planner.md`).

use super::thresholds;

thresholds! { "planner",
    /// Numbers of `planner.md`.
    Planner {
        hard_row: i64 = 40, 0..200, "cost", Judgement, "A hard day after a hard day";
    }
}
