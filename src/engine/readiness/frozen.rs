//! A season as bytes, so that a program that starts judges only the mornings that came since, and reads only the last of
//! those before.

use crate::domain::History;
use crate::domain::packed::{Frozen, Kept};
use crate::engine::Tuning;
use crate::engine::averages::Curve;
use crate::engine::lane::{Freezing, Lane, Thawing};

use super::learned::Learned;
use super::season::Season;
use super::series::Series;

impl Season {
    /// The season as bytes that [`Season::thaw`] takes up; `None` only if there is no room for them.
    pub fn freeze(&self) -> Option<Frozen> {
        Freezing::of(|out| {
            out.put(&self.curve.is_some())?;
            if let Some(curve) = &self.curve {
                curve.freeze(out)?;
            }
            self.series.freeze(out)?;
            out.put_lane(&self.mornings)?;
            out.put_lane(&self.tallies)?;
            self.learned.as_ref().map_or(Some(()), |learned| learned.freeze(out))
        })
    }

    /// Are there mornings of long ago that nobody asked for? They need not be there for today's; only
    /// tests ask that.
    pub fn is_packed(&self) -> bool {
        self.mornings.is_packed()
    }

    /// Takes up a season of this history, judged by these numbers, that begins at a place of what was kept, with what lies
    /// far as this part: whoever kept it has to know that. It is renewed before it is used. `None` if [`Season::freeze`]
    /// cannot have made it.
    pub fn thaw(kept: &Kept, at: usize, part: usize, history: &History, tuning: &Tuning) -> Option<Season> {
        let mut from = Thawing::at(kept, at, part)?;
        let curve = if from.take()? { Some(Curve::thaw(&mut from)?) } else { None };
        let series = Series::thaw(&mut from)?;
        let (mornings, tallies): (Lane<_>, _) = (from.take_lane()?, from.take_lane()?);
        let learned = if tuning.ask_ready { Some(Learned::thaw(&mut from, tuning)?) } else { None };
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
