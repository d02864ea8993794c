//! A training session: planned, done, moved or skipped, with what was said about it after.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::day::Day;
use super::numbers::{Minutes, Points, Rpe};
use super::plan::Slot;

/// Gives an enum of words its `id`, its `ALL` and the way back.
macro_rules! words {
    ($name:ident { $($variant:ident = $id:literal),+ $(,)? }) => {
        impl $name {
            /// Every value, in the specification's order.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word of the specification, of files and of JSON.
            pub fn id(self) -> &'static str {
                match self { $($name::$variant => $id),+ }
            }

            /// The value of a word.
            pub fn from_id(id: &str) -> Option<$name> {
                $name::ALL.iter().copied().find(|value| value.id() == id)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.id())
            }
        }
    };
}
pub(crate) use words;

/// The name of a session: unique, never changed, compared by its bytes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SessionId(pub String);

impl fmt::Display for SessionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a session is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Practice: must be fresh.
    Skill,
    /// Strength training.
    Strength,
    /// Steady, zone 2.
    Endurance,
    /// Hard aerobic work.
    Intervals,
    /// Balance practice; charges.
    Balance,
    /// Mobility, breathing, a walk; charges.
    Mobility,
    /// A race or test on a fixed day.
    Event,
}

words!(Kind {
    Skill = "skill",
    Strength = "strength",
    Endurance = "endurance",
    Intervals = "intervals",
    Balance = "balance",
    Mobility = "mobility",
    Event = "event",
});

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// To be done.
    Planned,
    /// Done.
    Done,
    /// Left out; adds no load.
    Skipped,
    /// To be done on another day than first planned ([`Session::original_day`]).
    Moved,
}

words!(Status { Planned = "planned", Done = "done", Skipped = "skipped", Moved = "moved" });

/// How much a planned session matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// Dropped last.
    Must,
    /// The usual.
    #[default]
    Should,
    /// Dropped first.
    Could,
}

words!(Priority { Must = "must", Should = "should", Could = "could" });

impl Priority {
    /// The specification's number: 1 must, 2 should, 3 could.
    pub fn number(self) -> u8 {
        match self {
            Priority::Must => 1,
            Priority::Should => 2,
            Priority::Could => 3,
        }
    }
}

/// Which half of the body strength work is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// All of it.
    #[default]
    Full,
    /// Arms, chest, back.
    Upper,
    /// Legs and hips.
    Lower,
}

words!(Body { Full = "full", Upper = "upper", Lower = "lower" });

/// What a session improved, as the person saw it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Improved {
    /// Strength.
    Strength,
    /// Balance.
    Balance,
    /// Coordination.
    Coordination,
    /// Endurance.
    Endurance,
}

words!(Improved { Strength = "strength", Balance = "balance", Coordination = "coordination", Endurance = "endurance" });

/// Where a session's load comes from; the rank of `model.md` §1, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LoadOrigin {
    /// Points typed by the person.
    Typed,
    /// A measured value already in points.
    Measured,
    /// TRIMP or a scaled device load.
    Scaled,
    /// Minutes with a typical effort of the kind; a rating replaces it.
    Estimated,
}

words!(LoadOrigin { Typed = "typed", Measured = "measured", Scaled = "scaled", Estimated = "estimated" });

/// A load that stands beside RPE and minutes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Load {
    /// The points.
    pub points: Points,
    /// Where they come from.
    pub origin: LoadOrigin,
}

/// Where and how firmly a planned session stands; the planner's fields (`planner.md` §1).
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Place {
    /// Morning or evening; `None` = not said.
    pub slot: Option<Slot>,
    /// How much it matters.
    pub priority: Priority,
    /// Stays where it is.
    pub lock: bool,
    /// May only be on this day.
    pub fix_day: Option<Day>,
    /// May only be in this slot.
    pub fix_slot: Option<Slot>,
    /// May only be on these days (first, last).
    pub window: Option<(Day, Day)>,
    /// For strength: which half.
    pub body: Body,
}

impl Place {
    /// Is nothing said about it?
    pub fn is_anywhere(&self) -> bool {
        *self == Place::default()
    }
}

/// A training session.
///
/// The journal keeps it whole: the last version written is the session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// Its name.
    pub id: SessionId,
    /// The day it was done, or stands on in the plan.
    pub day: Day,
    /// The first planned day, if it now stands on another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub original_day: Option<Day>,
    /// Local start, minutes after midnight; `None` = unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<u16>,
    /// What it is.
    pub kind: Kind,
    /// What the person calls it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Where it stands.
    pub status: Status,
    /// How long; `None` = unknown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Minutes>,
    /// How hard it was; for a session not done yet, how hard it is planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rpe: Option<Rpe>,
    /// The minutes of the plan, kept when it was done or made lighter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_minutes: Option<Minutes>,
    /// The RPE of the plan, kept when it was done or made lighter.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_rpe: Option<Rpe>,
    /// A load that is not RPE × minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub load: Option<Load>,
    /// Better or broken after it: 1 drained … 5 charged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub charge: Option<u8>,
    /// Did the movement stay clean?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clean: Option<bool>,
    /// A skill for real life?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill: Option<bool>,
    /// What improved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub improved: Option<Improved>,
    /// Recovered enough before it?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovered: Option<bool>,
    /// Supports life (true) or hijacks it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supports: Option<bool>,
    /// Where and how firmly it stands in the plan.
    #[serde(default, skip_serializing_if = "Place::is_anywhere")]
    pub place: Place,
    /// Free text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
    /// The program or device it comes from; empty = logged by hand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Its name there; empty = none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source_id: String,
    /// Its kind was guessed, because the file does not say it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kind_guessed: bool,
    /// What each of its sources said, where it is more than what one of them said: of several sources, corrected by hand, or
    /// done as it was planned; see [`super::join`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Session>,
}

impl Session {
    /// A session with nothing said about it but its name, day, kind and status.
    pub fn new(id: SessionId, day: Day, kind: Kind, status: Status) -> Session {
        Session {
            id,
            day,
            original_day: None,
            start: None,
            kind,
            title: String::new(),
            status,
            minutes: None,
            rpe: None,
            planned_minutes: None,
            planned_rpe: None,
            load: None,
            charge: None,
            clean: None,
            skill: None,
            improved: None,
            recovered: None,
            supports: None,
            place: Place::default(),
            notes: String::new(),
            source: String::new(),
            source_id: String::new(),
            kind_guessed: false,
            parts: Vec::new(),
        }
    }

    /// Is it still to be done (planned or moved)?
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Planned | Status::Moved)
    }

    /// The half of the day it stands in: as said, else by its start; without either a morning one.
    pub fn slot(&self) -> Slot {
        let by_start = self.start.map(|start| if start < 12 * 60 { Slot::Am } else { Slot::Pm });
        self.place.slot.or(by_start).unwrap_or(Slot::Am)
    }

    /// Was it done?
    pub fn is_done(&self) -> bool {
        self.status == Status::Done
    }

    /// What to call it on the screen: its title, or its kind.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { self.kind.id() } else { &self.title }
    }
}
