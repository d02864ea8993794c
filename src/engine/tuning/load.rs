//! Numbers of a session's load (`model.md` §1).

use super::thresholds;

thresholds! { "load",
    /// Numbers of `model.md` §1.
    Load {
        srpe_milli: i64 = 238, 50..1_000, "milli-points per RPE and minute", Judgement, "Session RPE to points: 60 min at 7 are 99.96";
        typical_skill: i64 = 25, 0..100, "tenths of RPE", Judgement, "Typical effort of skill practice";
        typical_strength: i64 = 50, 0..100, "tenths of RPE", Judgement, "Typical effort of strength training";
        typical_endurance: i64 = 35, 0..100, "tenths of RPE", Judgement, "Typical effort of endurance training";
        typical_intervals: i64 = 70, 0..100, "tenths of RPE", Judgement, "Typical effort of intervals";
        typical_balance: i64 = 20, 0..100, "tenths of RPE", Judgement, "Typical effort of balance practice";
        typical_mobility: i64 = 10, 0..100, "tenths of RPE", Judgement, "Typical effort of mobility";
        typical_event: i64 = 80, 0..100, "tenths of RPE", Judgement, "Typical effort of an event";
        typical_needs: i64 = 5, 1..50, "sessions", Judgement, "From so many rated sessions of a kind the own effort replaces the typical one";
        typical_last: i64 = 10, 1..50, "sessions", Judgement, "The own effort is the median of so many";
        felt_apart: f64 = 1.5, 1.05..5.0, "session RPE over load", Judgement, "From this ratio on a session felt harder than measured, below its inverse easier; told, never counted";
        trimp_threshold: f64 = 0.85, 0.5..1.0, "share of heart-rate reserve", Judgement, "Threshold heart rate where the profile says none";
        edwards_scale: f64 = 2.4, 0.5..10.0, "zone minutes per point", Judgement, "Edwards zones to points";
    }
}
