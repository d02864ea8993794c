//! Numbers of a session's load (`model.md` §1).

use super::row::thresholds;
use crate::domain::Kind;

thresholds! { "load",
    /// Numbers of `model.md` §1.
    Load {
        srpe_milli: i64 = 238, 50..1_000, "milli-points per RPE and minute", Judgement, "Session RPE to points: 60 min at 7 are 99.96";
        typical_skill: i64 = 25, 0..100, "tenths of RPE", Judgement, "Typical effort of skill practice";
        cap_skill: i64 = 50, 0..100, "tenths of RPE", Judgement, "Highest effort of planned skill practice where none is said";
        typical_strength: i64 = 50, 0..100, "tenths of RPE", Judgement, "Typical effort of strength training";
        cap_strength: i64 = 80, 0..100, "tenths of RPE", Judgement, "Highest effort of planned strength training where none is said";
        typical_endurance: i64 = 35, 0..100, "tenths of RPE", Judgement, "Typical effort of endurance training";
        cap_endurance: i64 = 50, 0..100, "tenths of RPE", Judgement, "Highest effort of planned endurance training where none is said";
        typical_intervals: i64 = 70, 0..100, "tenths of RPE", Judgement, "Typical effort of intervals";
        cap_intervals: i64 = 85, 0..100, "tenths of RPE", Judgement, "Highest effort of planned intervals where none is said";
        typical_balance: i64 = 20, 0..100, "tenths of RPE", Judgement, "Typical effort of balance practice";
        cap_balance: i64 = 50, 0..100, "tenths of RPE", Judgement, "Highest effort of planned balance practice where none is said";
        typical_mobility: i64 = 10, 0..100, "tenths of RPE", Judgement, "Typical effort of mobility";
        cap_mobility: i64 = 30, 0..100, "tenths of RPE", Judgement, "Highest effort of planned mobility where none is said";
        typical_event: i64 = 80, 0..100, "tenths of RPE", Judgement, "Typical effort of an event";
        cap_event: i64 = 100, 0..100, "tenths of RPE", Judgement, "Highest effort of a planned event where none is said";
        typical_minutes: i64 = 45, 1..1_440, "minutes", Judgement, "Length of a session of a kind never done before";
        typical_needs: i64 = 5, 1..50, "sessions", Judgement, "From so many rated sessions of a kind the own effort replaces the typical one";
        typical_last: i64 = 10, 1..50, "sessions", Judgement, "The own effort is the median of so many";
        felt_apart: f64 = 1.5, 1.05..5.0, "session RPE over load", Judgement, "From this ratio on a session felt harder than measured, below its inverse easier; told, never counted";
        trimp_threshold: f64 = 0.85, 0.5..1.0, "share of heart-rate reserve", Judgement, "Threshold heart rate where the profile says none";
        edwards_scale: f64 = 2.4, 0.5..10.0, "zone minutes per point", Judgement, "Edwards zones to points";
    }
}

impl Load {
    /// The two efforts of a kind in tenths of RPE: typical (`model.md` §1) and cap (`readiness.md` §8).
    fn efforts(&self, kind: Kind) -> [i64; 2] {
        match kind {
            Kind::Skill => [self.typical_skill, self.cap_skill],
            Kind::Strength => [self.typical_strength, self.cap_strength],
            Kind::Endurance => [self.typical_endurance, self.cap_endurance],
            Kind::Intervals => [self.typical_intervals, self.cap_intervals],
            Kind::Balance => [self.typical_balance, self.cap_balance],
            Kind::Mobility => [self.typical_mobility, self.cap_mobility],
            Kind::Event => [self.typical_event, self.cap_event],
        }
    }

    /// What a session of a kind usually asks, tenths of RPE: for estimates, and plans without an effort.
    pub fn typical(&self, kind: Kind) -> i64 {
        let [typical, _] = self.efforts(kind);
        typical
    }

    /// What the advice allows where no effort was planned, tenths of RPE.
    pub fn cap(&self, kind: Kind) -> i64 {
        let [_, cap] = self.efforts(kind);
        cap
    }
}
