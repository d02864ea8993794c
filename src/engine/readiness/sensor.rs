//! The sensors, what differs among them, and a reading of one in whole units (`readiness.md` §2).

use serde::{Deserialize, Serialize};

use crate::domain::Field;
use crate::engine::round::half_up;
use crate::engine::tuning::Readiness;

/// Something that is measured, and has a usual range of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sensor {
    /// Heart-rate variability.
    Hrv,
    /// Resting pulse.
    Rhr,
    /// Reaction time.
    Reaction,
}

impl Sensor {
    /// All of them, in the order in which they are told.
    pub const ALL: [Sensor; 3] = [Sensor::Hrv, Sensor::Rhr, Sensor::Reaction];

    /// What of a check-in is its reading.
    pub fn field(self) -> Field {
        match self {
            Sensor::Hrv => Field::HrvRmssd,
            Sensor::Rhr => Field::RestingHr,
            Sensor::Reaction => Field::ReactionMs,
        }
    }

    /// The sensor whose reading a field is.
    pub fn of(field: Field) -> Option<Sensor> {
        Sensor::ALL.into_iter().find(|sensor| sensor.field() == field)
    }

    /// Is it the heart that is measured? That of somebody who travels says nothing of training for some days.
    pub(super) fn is_of_heart(self) -> bool {
        match self {
            Sensor::Hrv | Sensor::Rhr => true,
            Sensor::Reaction => false,
        }
    }

    /// Does one reading tell where one stands, or only the mean of a week?
    pub(super) fn tells_alone(self) -> bool {
        match self {
            Sensor::Hrv | Sensor::Rhr => false,
            Sensor::Reaction => true,
        }
    }

    /// 1 where higher is better, −1 where lower is.
    pub(super) fn sign(self) -> i64 {
        match self {
            Sensor::Hrv => 1,
            Sensor::Rhr | Sensor::Reaction => -1,
        }
    }

    /// The smallest spread that is believed, in whole units.
    pub(super) fn least_spread(self, tuning: &Readiness) -> i64 {
        match self {
            Sensor::Hrv => tuning.hrv_spread,
            Sensor::Rhr => tuning.rhr_spread,
            Sensor::Reaction => tuning.reaction_spread,
        }
    }

    /// A reading in whole units, micro-ln of HRV or thousandths of pulse and milliseconds: rounded to a tenth of its unit first.
    pub(super) fn whole(self, value: f64) -> i64 {
        let tenths = half_up(10.0 * value);
        match self {
            Sensor::Hrv => half_up(1e6 * (tenths / 10.0).ln()) as i64,
            Sensor::Rhr | Sensor::Reaction => tenths as i64 * 100,
        }
    }

    /// Whole units in the unit of the reading.
    pub(super) fn in_unit(self, whole: i64) -> f64 {
        match self {
            Sensor::Hrv => (whole as f64 / 1e6).exp(),
            Sensor::Rhr | Sensor::Reaction => whole as f64 / 1000.0,
        }
    }
}

/// A reading in whole units ([`Sensor::whole`]) and the device it was taken with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SensorReading {
    /// In whole units.
    pub value: i64,
    /// The number of the device.
    pub source: u32,
}

/// One of something for each sensor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct PerSensor<T> {
    pub hrv: T,
    pub rhr: T,
    pub reaction: T,
}

impl<T> PerSensor<T> {
    /// What stands for a sensor.
    pub fn get(&self, sensor: Sensor) -> &T {
        match sensor {
            Sensor::Hrv => &self.hrv,
            Sensor::Rhr => &self.rhr,
            Sensor::Reaction => &self.reaction,
        }
    }

    pub fn get_mut(&mut self, sensor: Sensor) -> &mut T {
        match sensor {
            Sensor::Hrv => &mut self.hrv,
            Sensor::Rhr => &mut self.rhr,
            Sensor::Reaction => &mut self.reaction,
        }
    }

    /// All of them, in the order of the sensors.
    pub fn all(&self) -> impl Iterator<Item = &T> {
        Sensor::ALL.iter().map(|sensor| self.get(*sensor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::field::FIELDS;

    #[test]
    fn a_sensor_is_known_by_its_field_and_no_other_field_is_one() {
        let found: Vec<Sensor> = FIELDS.iter().filter_map(|spec| Sensor::of(spec.field)).collect();
        assert_eq!(found.len(), Sensor::ALL.len());
        assert!(Sensor::ALL.iter().all(|sensor| Sensor::of(sensor.field()) == Some(*sensor)));
    }

    #[test]
    fn whole_units_lead_back_to_the_reading() {
        for sensor in Sensor::ALL {
            assert!((sensor.in_unit(sensor.whole(61.5)) - 61.5).abs() < 0.001, "{sensor:?}");
        }
    }
}
