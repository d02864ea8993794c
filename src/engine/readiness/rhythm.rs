//! The rhythm of lighter weeks (`readiness.md` §8): when the last one was, and when one is due.

use crate::domain::Situation;

use super::context::Context;

/// Lighter weeks as a morning sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rhythm {
    /// So many days ago the last lighter week ended, 1 = yesterday; `None` = longer ago than `days`: one is due.
    pub last: Option<i64>,
    /// After so many days without one it is due.
    pub days: i64,
    /// Load of the last seven days, milli-points.
    pub week: i64,
    /// A week of at most so much is a lighter one, milli-points.
    pub lighter: i64,
}

impl Rhythm {
    /// The rhythm of a morning; `None` until a usual week is known.
    pub(super) fn of(context: &Context) -> Option<Rhythm> {
        let Context { tuning, index, series, .. } = *context;
        let older = context.situation == Some(Situation::OlderAdult);
        let days = if older { tuning.deload_days_older } else { tuning.deload_days };
        let total = series.load_in(index - tuning.deload_base, index - 1);
        let known = context.averages.age.is_some_and(|age| age >= tuning.deload_base) && !context.averages.gap;
        // A usual week is as much of the base's load as seven days are of its days.
        let (base, share) = (tuning.deload_base.max(1) * 1000, tuning.deload_share * total * 7);
        let light = |end: i64| series.load_in(end - 6, end) * base <= share;
        (known && total > 0).then(|| Rhythm {
            last: (1..=days).find(|ago| light(index - ago)),
            days,
            week: context.week_load,
            lighter: share.div_euclid(base),
        })
    }
}
