//! Check-in → score, stage, verdict, advice (`readiness.md`). A pure function of what was known
//! that morning: it sees the day's check-in and plan, the days before it, and nothing later.
//!
//! From the ground up: `ids`, `sensor`, `advice` and `morning` are plain data; `series` holds the days, `season` all
//! mornings; `context` is what today's answers cannot change; `judged` is one morning, `renew` judges one after the
//! other, and `compose` puts the advice together.

mod action;
mod advice;
mod album;
mod baseline;
mod change;
mod compose;
mod context;
mod frozen;
mod ids;
mod judged;
mod learned;
mod limits;
mod morning;
mod normal;
mod own;
mod plan;
mod reasons;
mod renew;
mod rhythm;
mod score;
mod season;
mod sensor;
mod series;
mod signs;
mod stage;
mod verdict;
mod weights;
mod window;
mod words;

pub use advice::{
    Action, Advice, Album, AsSpecified, Bar, Change, ChangeTo, Changes, ChargeBalance, Limit, LoadState, Own, Reason, SeenOn,
    SignSeen,
};
pub use baseline::Usual;
pub use compose::evaluate;
pub use ids::{BarGroup, Confidence, Do, LimitId, Sign, Signal, Stage, Verdict};
pub use morning::{Morning, Specified};
pub use normal::{Baseline, Shifted};
pub use own::SessionDay;
pub use plan::{PlannedToday, TodayPlan};
pub use reasons::{ReasonClass, ReasonId, situation_advice};
pub use rhythm::Rhythm;
pub use season::Season;
pub use sensor::Sensor;
pub use weights::{most_evidence, specified};
pub use words::{limit_label, remedy};
