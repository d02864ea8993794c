//! The album: what four weeks of work built (`readiness.md` §9).

use crate::domain::Improved;

/// Stress, response and adaptation of the last four weeks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Album {
    /// Load, milli-points.
    pub load: i64,
    /// Sessions done.
    pub sessions: i64,
    /// Sessions at an RPE of 7 or more.
    pub hard: i64,
    /// Days with load 0.
    pub rest_days: i64,
    /// Sessions of two weeks that charged.
    pub charged: i64,
    /// Sessions of two weeks that drained.
    pub drained: i64,
    /// Sessions begun recovered.
    pub recovered: i64,
    /// What improved, how often, in the order of [`Improved`].
    pub improved: [i64; Improved::ALL.len()],
    /// Sessions with a skill for real life.
    pub skill: i64,
    /// How much smoother movement became, thousandths of an answer; `None` = too few answers.
    pub smoother: Option<i64>,
}
