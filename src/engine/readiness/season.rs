//! All mornings of a history, judged once, and what is asked of them.

use std::collections::BTreeMap;

use crate::domain::{Day, Field, Held, Kind, Profile};
use crate::engine::Tuning;
use crate::engine::averages::Curve;
use crate::engine::breaks;
use crate::engine::lane::Lane;

use super::baseline::Usual;
use super::learned::Learned;
use super::morning::Morning;
use super::sensor::Sensor;
use super::series::Series;
use super::stage::Tally;
use super::window::Window;

/// So many answers after sessions of a kind make an expectation.
const FEELS: usize = 5;

/// Every morning of a history up to a day.
///
/// Mornings are judged in order, each from what was known then. Building takes one pass; asking
/// costs one morning.
#[derive(Debug, Clone)]
pub struct Season {
    pub(super) series: Series,
    pub(super) curve: Option<Curve>,
    pub(super) mornings: Lane<Morning>,
    pub(super) tallies: Lane<Tally>,
    /// What ratings taught; `None` where nobody is asked for them.
    pub(super) learned: Option<Learned>,
    pub(super) profile: Profile,
    /// What holds over days.
    pub(super) held: Vec<Held>,
    pub(super) tuning: Tuning,
}

impl Season {
    /// What holds over days, as the history says it.
    pub fn held(&self) -> &[Held] {
        &self.held
    }

    /// What was said on a morning; `None` outside the days this was built from.
    pub fn morning(&self, day: Day) -> Option<&Morning> {
        let first = self.curve.as_ref()?.first();
        day.index_from(first).and_then(|index| self.mornings.get(index))
    }

    /// Every morning in order.
    pub fn mornings(&self) -> &[Morning] {
        self.mornings.all()
    }

    /// The last morning's day.
    pub fn last_day(&self) -> Option<Day> {
        self.mornings.last().map(|morning| morning.day)
    }

    /// The mornings from this day on, in order.
    pub fn mornings_from(&self, day: Day) -> &[Morning] {
        let first = self.curve.as_ref().map_or(day, Curve::first);
        self.mornings.since(day.index_from(first).unwrap_or(0))
    }

    /// Loads, fitness and fatigue; `None` before the first day that says something.
    pub fn curve(&self) -> Option<&Curve> {
        self.curve.as_ref()
    }

    /// Whole points of each day from one day to the eve of another, as a plan sees them; `None` = trained, load unknown.
    pub fn lived(&self, from: Day, day: Day) -> &[Option<i64>] {
        let index = |day: Day| self.curve.as_ref().map_or(0, |curve| day.since(curve.first()));
        self.series.lived_in(index(from), index(day) - 1)
    }

    /// The day, `first` or later, from which on a plan has to know the days up to the eve of this one.
    pub fn lived_from(&self, first: Day, day: Day) -> Day {
        let start = self.curve.as_ref().map_or(day, Curve::first);
        let trains = |from| self.lived(start.plus(from), day).iter().map(|points| points.is_none_or(|points| points > 0));
        start.plus(breaks::enough(first.since(start), day.since(start), &self.tuning.readiness, trains))
    }

    /// The expected answer after a session of each kind, in tenths: the mean of the last five, where there are five.
    pub fn feels(&self) -> BTreeMap<Kind, i64> {
        let feels = |kind: &Kind| (*kind, self.series.last_charges(*kind, FEELS));
        let enough = Kind::ALL.iter().map(feels).filter(|(_, last)| last.len() == FEELS);
        enough.map(|(kind, last)| (kind, last.into_iter().map(i64::from).sum::<i64>() * 10 / FEELS as i64)).collect()
    }

    /// The usual range of a sensor on a morning; `None` for other fields, and until there are enough readings.
    pub fn usual(&self, field: Field, day: Day) -> Option<Usual> {
        self.usual_on(field, [day]).next().flatten()
    }

    /// The same for many mornings, for less if they follow each other.
    pub fn usual_on(&self, field: Field, days: impl IntoIterator<Item = Day>) -> impl Iterator<Item = Option<Usual>> {
        let about = Sensor::of(field).zip(self.curve.as_ref().map(Curve::first));
        let mut own = Window::default();
        days.into_iter().map(move |day| {
            let (sensor, first) = about?;
            Usual::look(sensor, &self.series, day.since(first), &mut own, &self.tuning.readiness)
        })
    }
}
