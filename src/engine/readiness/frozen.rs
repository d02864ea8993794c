//! A season as bytes, so that a program that starts judges only the mornings that came since.

use serde::{Deserialize, Serialize};

use crate::domain::History;
use crate::engine::Tuning;
use crate::engine::averages::Curve;

use super::learned::Learned;
use super::morning::Morning;
use super::season::Season;
use super::series::Series;
use super::stage::Tally;

/// What cannot be had for less than judging every morning.
#[derive(Serialize, Deserialize)]
struct Frozen<Series, Mornings, Tallies, Curve> {
    series: Series,
    curve: Curve,
    mornings: Mornings,
    tallies: Tallies,
}

impl Season {
    /// The season as bytes that [`Season::thaw`] takes up; `None` only if there is no room for them.
    pub fn freeze(&self) -> Option<Vec<u8>> {
        let Season { series, curve, mornings, tallies, .. } = self;
        postcard::to_allocvec(&Frozen { series, curve, mornings, tallies }).ok()
    }

    /// Takes up a season of this history, judged by these numbers: whoever kept the bytes has to know that. It is
    /// renewed before it is used. `None` if [`Season::freeze`] cannot have made the bytes.
    pub fn thaw(bytes: &[u8], history: &History, tuning: &Tuning) -> Option<Season> {
        let frozen: Frozen<Series, Vec<Morning>, Vec<Tally>, Option<Curve>> = postcard::from_bytes(bytes).ok()?;
        let Frozen { series, curve, mornings, tallies } = frozen;
        let rows = series.rows_in(0, mornings.len() as i64);
        let first = curve.as_ref().map(Curve::first);
        let learned = first.map_or_else(|| Learned::new(tuning), |first| Learned::of(first, &mornings, rows, tuning));
        Some(Season {
            series,
            curve,
            mornings,
            tallies,
            learned,
            profile: history.profile().clone(),
            held: history.held(),
            tuning: tuning.clone(),
        })
    }
}
