//! The frame of a plan: slots, time available, and what a single day is for.

use serde::{Deserialize, Serialize};

use super::session::words;

/// Morning or evening.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// Morning.
    Am,
    /// Evening.
    Pm,
}

words!(Slot { Am = "am", Pm = "pm" });

/// Time for training on one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Availability {
    /// Minutes in the morning, 0–1440.
    pub am: u16,
    /// Minutes in the evening, 0–1440.
    pub pm: u16,
    /// Minutes in all; `None` = no limit.
    pub day: Option<u16>,
    /// Two training sessions allowed.
    pub two: bool,
    /// Blackout: no slots at all.
    pub off: bool,
}

impl Default for Availability {
    /// An hour and a half in the morning and in the evening, one training session.
    fn default() -> Availability {
        Availability { am: 90, pm: 90, day: None, two: false, off: false }
    }
}

/// What a week is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WeekKind {
    /// A week that builds.
    Build,
    /// A lighter week.
    Deload,
}

words!(WeekKind { Build = "build", Deload = "deload" });

/// What was set for one day of the plan; absent = as usual.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DayPlan {
    /// This day's time, where it differs from the weekday's.
    pub availability: Option<Availability>,
    /// Set on a Monday: what the week is for that this Monday lies in, whatever day weeks start on.
    pub week: Option<WeekKind>,
}
