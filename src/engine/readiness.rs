//! Check-in → score, stage, verdict, advice (`readiness.md`). A pure function of what was known
//! that morning: it sees the day's check-in and plan, the days before it, and nothing later.
//!
//! `series` holds the days, `ground` what today's answers cannot change, `season` judges morning
//! after morning, `compose` puts the advice together.

mod action;
mod advice;
mod album;
mod baseline;
mod change;
mod compose;
mod frozen;
mod ground;
mod ids;
mod limits;
mod normal;
mod own;
mod plan;
mod reasons;
mod rhythm;
mod score;
mod season;
mod series;
mod signs;
mod stage;
mod verdict;
mod window;
mod words;

pub use advice::{
    Action, Advice, AsSpecified, Bar, Change, ChangeTo, Changes, ChargeBalance, Limit, LoadState, Own, Reason, SignSeen,
};
pub use album::Album;
pub use baseline::Usual;
pub use ids::{BarGroup, Confidence, Do, LimitId, Sign, Signal, Stage, Verdict};
pub use normal::{Baseline, Shifted};
pub use own::SessionDay;
pub use plan::{PlannedToday, TodayPlan};
pub use reasons::{ReasonClass, ReasonId, situation_advice};
pub use rhythm::Rhythm;
pub use score::specified;
pub use season::{Morning, Season, Specified, evaluate};
pub use words::{limit_label, remedy};
