//! The album: what the last weeks of work built (`readiness.md` §9). "Did I let my body respond to
//! the work I did?"

use crate::domain::{Field, Improved};

use super::advice::Album;
use super::context::Context;
use super::series::Row;

impl Album {
    /// The album of a morning.
    pub(super) fn of(context: &Context, today: &Row) -> Album {
        let Context { tuning, series, index, .. } = *context;
        let days = tuning.album_days;
        let sessions = series.sessions_in(index - days, index - 1);
        let count = |hit: fn(&super::series::Done) -> bool| sessions.iter().filter(|done| hit(done)).count() as i64;
        let improved = |kind: Improved| sessions.iter().filter(|done| done.improved == Some(kind)).count() as i64;
        let mut marks = [0; Improved::ALL.len()];
        for (mark, kind) in marks.iter_mut().zip(Improved::ALL) {
            *mark = improved(*kind);
        }
        Album {
            load: series.load_in(index - days, index - 1),
            sessions: sessions.len() as i64,
            hard: sessions.iter().filter(|done| done.rpe.is_some_and(|rpe| rpe >= tuning.hard_from)).count() as i64,
            rest_days: context.rested_in(days),
            charged: context.charge.charged,
            drained: context.charge.drained,
            recovered: count(|done| done.recovered == Some(true)),
            improved: marks,
            skill: count(|done| done.skill == Some(true)),
            smoother: smoother(context, today),
        }
    }
}

/// Mean movement of the last two weeks less that of the two before, ill days left out.
fn smoother(context: &Context, today: &Row) -> Option<i64> {
    let tuning = context.tuning;
    let half = tuning.album_days.div_euclid(2);
    let mean = |rows: &mut dyn Iterator<Item = &Row>| {
        let answers: Vec<i64> = rows.filter(|row| !row.ill).filter_map(|row| row.answer(Field::Movement)).collect();
        let count = answers.len() as i64;
        (count >= tuning.smoother_answers.max(1)).then(|| (answers.iter().sum::<i64>() * 1000).div_euclid(count))
    };
    let earlier = context.series.rows_in(context.index - 2 * half + 1, context.index - half);
    let (now, then) = (mean(&mut context.mornings(half, today))?, mean(&mut earlier.iter())?);
    Some(now - then)
}
