//! What is normal for this person, and how much of it is known: the baselines of `readiness.md` §3.

use crate::domain::{CheckIn, Day, Field};

use super::baseline::{SENSORS, Usual};
use super::ground::Ground;
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

/// The fields of the sensors, in their order.
const FIELDS: [Field; SENSORS] = [Field::HrvRmssd, Field::RestingHr, Field::ReactionMs];

impl Season {
    /// The baselines of a morning as `check_in` tells it; a sensor without a reading of late has none.
    pub fn baselines(&self, day: Day, check_in: &CheckIn) -> Vec<Baseline> {
        let sources = &self.series.sources;
        let ground = Ground::of(self, day, &Row::of(check_in, false, sources));
        let baseline = |(field, sensor): (Field, &super::baseline::Sensor)| {
            let named = sources.name(sensor.source?).map(str::to_owned);
            let device = named.or_else(|| check_in.reading(field).map(|reading| reading.source.device.clone()));
            Some(Baseline {
                field,
                device: device.unwrap_or_default(),
                readings: sensor.readings,
                needed: ground.tuning.baseline_readings,
                usual: self.usual(field, day).filter(|_| sensor.counts),
                today: check_in.number(field),
                bad: (sensor.bad, sensor.recent),
            })
        };
        FIELDS.into_iter().zip(&ground.sensors).filter_map(baseline).collect()
    }
}
