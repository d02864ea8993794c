//! What is normal for this person: the baselines of `readiness.md` §3 in the units people read.

use crate::domain::{CheckIn, Day, Field};

use super::baseline::{SENSORS, Sensor, in_its_unit};
use super::season::Season;
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

/// A person's own range, in the unit of the field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Usual {
    /// The centre.
    pub centre: f64,
    /// One spread below it.
    pub low: f64,
    /// One spread above it.
    pub high: f64,
}

/// The fields of the sensors, in their order.
const FIELDS: [Field; SENSORS] = [Field::HrvRmssd, Field::RestingHr, Field::ReactionMs];

impl Season {
    /// The baselines of a morning as `check_in` tells it; a sensor that was never read has none.
    pub fn baselines(&self, day: Day, check_in: &CheckIn) -> Vec<Baseline> {
        let today = Row::of(check_in, self.sources());
        let ground = self.ground(day, &today);
        let baseline = |(at, field): (usize, Field)| {
            let sensor: &Sensor = ground.sensors.get(at)?;
            let named = self.sources().name(sensor.source?).map(str::to_owned);
            let device = named.or_else(|| check_in.reading(field).map(|reading| reading.source.device.clone()));
            let unit = |whole: i64| in_its_unit(at, whole);
            Some(Baseline {
                field,
                device: device.unwrap_or_default(),
                readings: sensor.readings,
                needed: self.tuning().readiness.baseline_readings,
                usual: sensor.range.map(|range| Usual {
                    centre: unit(range.centre),
                    low: unit(range.centre - range.spread),
                    high: unit(range.centre + range.spread),
                }),
                today: check_in.number(field),
                bad: (sensor.bad, sensor.recent),
            })
        };
        FIELDS.into_iter().enumerate().filter_map(baseline).collect()
    }
}
