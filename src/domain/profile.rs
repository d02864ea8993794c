//! The person: what stays the same from day to day. Everything may be unsaid.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::numbers::OutOfRange;
use super::plan::Availability;
use super::session::words;
use super::zone::Zone;

/// Nobody needs less sleep, or more, minutes (`readiness.md` §13).
pub const SLEEP_NEED: RangeInclusive<u16> = 300..=660;

/// The life around the training. It changes what is suggested, never what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Situation {
    /// Sits for a living.
    DeskWorker,
    /// A student.
    Student,
    /// A parent.
    Parent,
    /// An athlete.
    Athlete,
    /// An older adult.
    OlderAdult,
}

words!(Situation {
    DeskWorker = "desk-worker",
    Student = "student",
    Parent = "parent",
    Athlete = "athlete",
    OlderAdult = "older-adult",
});

/// The person, as the journal knows them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Profile {
    /// The life around the training.
    pub situation: Option<Situation>,
    /// Sleep needed, minutes; `None` = the default of 420.
    sleep_need: Option<u16>,
    /// Fitness and fatigue to start from, points a day.
    start: Option<(f64, f64)>,
    /// The morning they are of.
    start_day: Option<Day>,
    /// What the person trains for, in their words.
    pub goal: Option<String>,
    /// Time for training, Monday to Sunday.
    pub week: [Availability; 7],
    /// Where the person lives, for times that come as UTC; `None` = where the machine is.
    #[serde(with = "zone")]
    pub zone: Option<Zone>,
}

/// A zone as its IANA name.
mod zone {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use crate::domain::Zone;

    pub fn serialize<S: Serializer>(zone: &Option<Zone>, serializer: S) -> Result<S::Ok, S::Error> {
        zone.map(Zone::name).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Zone>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        name.map(|name| name.parse().map_err(serde::de::Error::custom)).transpose()
    }
}

/// Values of another program to start the averages from (`model.md` §2); 0 and 0 = did not train before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StartValues {
    /// Fitness, points a day.
    pub fitness: f64,
    /// Fatigue, points a day.
    pub fatigue: f64,
    /// The morning they are of; `None` = that of the first record.
    pub day: Option<Day>,
}

impl StartValues {
    /// Fitness and fatigue.
    pub fn both(self) -> (f64, f64) {
        (self.fitness, self.fatigue)
    }
}

/// One change of the profile; the last change of each kind holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProfileChange {
    /// The situation, or none.
    Situation(Option<Situation>),
    /// Minutes of sleep needed.
    SleepNeed(Option<u16>),
    /// Fitness and fatigue to start from.
    Start(Option<(f64, f64)>),
    /// The morning that the start values are of; said together with them.
    StartDay(Option<Day>),
    /// What the person trains for.
    Goal(Option<String>),
    /// The time on one weekday, 0 = Monday.
    Weekday(u8, Availability),
    /// The zone by its IANA name, or none.
    Zone(Option<String>),
}

impl Profile {
    /// Sleep needed in minutes, kept in 300–660 (`readiness.md` §13).
    pub fn sleep_need(&self) -> i64 {
        i64::from(self.sleep_need.unwrap_or(420).clamp(*SLEEP_NEED.start(), *SLEEP_NEED.end()))
    }

    /// The need as it was set, if it was.
    pub fn sleep_need_set(&self) -> Option<u16> {
        self.sleep_need
    }

    /// The values to start the averages from, if they were given.
    pub fn start(&self) -> Option<StartValues> {
        self.start.map(|(fitness, fatigue)| StartValues { fitness, fatigue, day: self.start_day })
    }

    /// Lays a change over what is there.
    pub fn apply(&mut self, change: &ProfileChange) {
        match change {
            ProfileChange::Situation(situation) => self.situation = *situation,
            ProfileChange::SleepNeed(need) => self.sleep_need = *need,
            ProfileChange::Start(start) => {
                self.start = start.filter(|(a, b)| valid_start(*a).is_ok() && valid_start(*b).is_ok());
            }
            ProfileChange::StartDay(day) => self.start_day = *day,
            ProfileChange::Goal(goal) => self.goal.clone_from(goal),
            ProfileChange::Zone(zone) => self.zone = zone.as_deref().and_then(|name| zone_of(name).ok()),
            ProfileChange::Weekday(day, availability) => {
                if let Some(slot) = self.week.get_mut(usize::from(*day)) {
                    *slot = *availability;
                }
            }
        }
    }
}

/// A zone by its IANA name.
///
/// # Errors
/// What is expected.
pub fn zone_of(name: &str) -> Result<Zone, String> {
    name.parse()
}

/// Checks a start value: a finite number of points a day, 0–1000.
///
/// # Errors
/// Anything else.
pub fn valid_start(points: f64) -> Result<f64, OutOfRange> {
    if (0.0..=1000.0).contains(&points) {
        Ok(points)
    } else {
        Err(OutOfRange { expected: "0–1000 points a day", found: points })
    }
}
