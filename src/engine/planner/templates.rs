//! A week to begin with, for each situation (`planner.md` §6); each is already in its best order.

use crate::domain::{Availability, Kind, Situation, Slot};

/// A session of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggested {
    /// Day of the week, 0 = Monday.
    pub day: u8,
    /// Morning or evening.
    pub slot: Slot,
    /// What it is.
    pub kind: Kind,
    /// How long.
    pub minutes: u16,
    /// Effort in half RPE.
    pub halves: u8,
}

/// A week for a situation.
#[derive(Debug)]
pub struct Template {
    /// Whom it is for.
    pub situation: Situation,
    /// The time it takes, Monday to Sunday.
    pub days: [Availability; 7],
    /// Its sessions, in time order.
    pub sessions: &'static [Suggested],
}

const fn time(am: u16, pm: u16, two: bool) -> Availability {
    Availability { am, pm, day: None, two, off: false }
}

/// Weekdays alike, Saturday and Sunday.
const fn week(workday: Availability, saturday: Availability, sunday: Availability) -> [Availability; 7] {
    [workday, workday, workday, workday, workday, saturday, sunday]
}

const fn on(day: u8, slot: Slot, kind: Kind, minutes: u16, halves: u8) -> Suggested {
    Suggested { day, slot, kind, minutes, halves }
}

use Kind::{Balance, Endurance, Intervals, Mobility, Skill, Strength};
use Slot::{Am, Pm};

/// One template for each situation.
pub static TEMPLATES: [Template; 5] = [
    Template {
        situation: Situation::DeskWorker,
        days: week(time(0, 60, false), time(90, 60, false), time(90, 60, false)),
        sessions: &[
            on(0, Pm, Strength, 45, 12),
            on(1, Pm, Mobility, 20, 2),
            on(2, Pm, Endurance, 60, 6),
            on(3, Pm, Strength, 45, 12),
            on(4, Pm, Mobility, 20, 2),
            on(5, Am, Endurance, 75, 6),
            on(6, Am, Endurance, 45, 6),
        ],
    },
    Template {
        situation: Situation::Student,
        days: week(time(0, 90, false), time(90, 90, false), time(90, 90, false)),
        sessions: &[
            on(0, Pm, Skill, 45, 10),
            on(1, Pm, Strength, 45, 12),
            on(2, Pm, Endurance, 80, 6),
            on(3, Pm, Skill, 45, 10),
            on(4, Pm, Strength, 45, 12),
            on(5, Am, Endurance, 90, 6),
            on(6, Pm, Mobility, 20, 2),
        ],
    },
    Template {
        situation: Situation::Parent,
        days: week(time(0, 45, false), time(60, 45, false), time(90, 45, false)),
        sessions: &[
            on(0, Pm, Mobility, 15, 2),
            on(1, Pm, Strength, 30, 12),
            on(3, Pm, Endurance, 45, 6),
            on(5, Am, Strength, 30, 12),
            on(6, Am, Endurance, 75, 6),
        ],
    },
    Template {
        situation: Situation::Athlete,
        days: week(time(60, 90, true), time(120, 90, true), time(120, 90, true)),
        sessions: &[
            on(0, Pm, Mobility, 30, 2),
            on(1, Am, Skill, 25, 8),
            on(1, Pm, Intervals, 50, 16),
            on(2, Pm, Strength, 45, 12),
            on(3, Pm, Endurance, 60, 6),
            on(4, Am, Skill, 30, 8),
            on(4, Pm, Strength, 50, 14),
            on(5, Am, Endurance, 90, 6),
            on(6, Am, Intervals, 50, 16),
        ],
    },
    Template {
        situation: Situation::OlderAdult,
        days: week(time(60, 60, true), time(60, 60, true), time(60, 60, true)),
        sessions: &[
            on(0, Am, Balance, 20, 4),
            on(0, Pm, Strength, 40, 12),
            on(1, Am, Endurance, 45, 6),
            on(2, Am, Balance, 20, 4),
            on(2, Pm, Endurance, 45, 6),
            on(3, Pm, Strength, 40, 12),
            on(4, Am, Balance, 20, 4),
            on(4, Pm, Endurance, 45, 6),
            on(5, Am, Endurance, 60, 6),
            on(6, Am, Mobility, 20, 2),
        ],
    },
];

/// The template of a situation.
pub fn template(situation: Situation) -> &'static Template {
    match situation {
        Situation::DeskWorker => &TEMPLATES[0],
        Situation::Student => &TEMPLATES[1],
        Situation::Parent => &TEMPLATES[2],
        Situation::Athlete => &TEMPLATES[3],
        Situation::OlderAdult => &TEMPLATES[4],
    }
}
