//! Check-in → score, stage, verdict, advice (`readiness.md`). A pure function of what was known
//! that morning: it sees the day's check-in and plan, the days before it, and nothing later.

mod advice;
mod album;
mod ids;
mod plan;

pub use advice::{
    Action, Advice, Bar, Change, ChangeTo, Changes, ChargeBalance, Limit, LoadState, Reason, SignSeen, situation_advice,
};
pub use album::Album;
pub use ids::{BarGroup, Confidence, Do, LimitId, Sign, Signal, Stage, Verdict};
pub use plan::{PlannedToday, TodayPlan};
