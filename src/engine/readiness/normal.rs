//! What is normal for this person, and how much of it is known: the baselines of `readiness.md` §3.

use crate::domain::{CheckIn, Day, Field};

use super::baseline::{Usual, shifted};
use super::context::Context;
use super::season::Season;
use super::sensor::Sensor;
use super::series::Row;

/// The baseline of one sensor on a morning.
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    /// What is measured.
    pub field: Field,
    /// The device it belongs to; empty = not said.
    pub device: String,
    /// Readings of that device in the days it looks back.
    pub readings: i64,
    /// So many readings are needed before it counts.
    pub needed: i64,
    /// The own range; `None` while it is being learned.
    pub usual: Option<Usual>,
    /// Today's reading.
    pub today: Option<f64>,
    /// Bad readings among those of the last five days, and how many those are.
    pub bad: (i64, i64),
}

/// Readings that have just become so many in a row far on one side of the range before them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shifted {
    /// What is measured.
    pub field: Field,
    /// Are they above the range?
    pub above: bool,
    /// How many they are.
    pub readings: i64,
}

impl Season {
    /// The pulse or HRV whose readings may be those of another device, asked about on the morning that makes the row
    /// long enough; the season must reach to that day.
    pub fn shifted(&self, day: Day) -> Option<Shifted> {
        let index = day.since(self.curve()?.first());
        let tuning = &self.tuning.readiness;
        Sensor::ALL.into_iter().filter(|sensor| sensor.is_of_heart()).find_map(|sensor| {
            let above = shifted(sensor, &self.series, index, tuning)?;
            Some(Shifted { field: sensor.field(), above, readings: tuning.device_run })
        })
    }

    /// The baselines of a morning as `check_in` tells it; a sensor without a reading of late has none.
    pub fn baselines(&self, day: Day, check_in: &CheckIn) -> Vec<Baseline> {
        let sources = &self.series.sources;
        let context = Context::of(self, day, &Row::of(check_in, false, sources));
        let baseline = |sensor: Sensor| {
            let (field, standing) = (sensor.field(), context.sensors.get(sensor));
            let named = sources.name(standing.source?).map(str::to_owned);
            let device = named.or_else(|| check_in.reading(field).map(|reading| reading.source().device.clone()));
            Some(Baseline {
                field,
                device: device.unwrap_or_default(),
                readings: standing.readings,
                needed: context.tuning.baseline_readings,
                usual: self.usual(field, day).filter(|_| standing.counts),
                today: check_in.number(field),
                bad: (standing.bad, standing.recent),
            })
        };
        Sensor::ALL.into_iter().filter_map(baseline).collect()
    }
}
