//! The words of readiness, as types: verdicts, stages, signals, signs, limits.
//!
//! The order of the variants is the order of the specification's tables; ties are decided by it.

use serde::{Deserialize, Serialize};

use crate::domain::Field;
use crate::domain::session::words;

/// The answers that make a score.
pub(super) const NEEDED: [Field; 5] = [Field::Energy, Field::Mood, Field::Motivation, Field::Stress, Field::Movement];

/// What the day is for. Later is more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Verdict {
    /// Too little is known to say.
    #[default]
    None,
    /// Nothing today.
    Rest,
    /// Only what charges.
    Recover,
    /// The same session, less of it.
    Ease,
    /// As planned.
    Train,
    /// A good day to push.
    Build,
}

words!(Verdict { None = "none", Rest = "rest", Recover = "recover", Ease = "ease", Train = "train", Build = "build" });

/// Accumulated fatigue. Later is deeper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Stage {
    /// None.
    #[default]
    Fresh,
    /// Days.
    Surface,
    /// One to a few weeks.
    Deeper,
    /// Weeks to months.
    Overreaching,
}

words!(Stage { Fresh = "fresh", Surface = "surface", Deeper = "deeper", Overreaching = "overreaching" });

/// How much of the evidence was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Confidence {
    /// No score.
    #[default]
    None,
    /// Little.
    Low,
    /// The seven answers, or so.
    Medium,
    /// Feel and sensors.
    High,
}

words!(Confidence { None = "none", Low = "low", Medium = "medium", High = "high" });

/// What a bar belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BarGroup {
    /// How it feels.
    Feel,
    /// The night.
    Sleep,
    /// Measured this morning.
    Sensor,
    /// Training.
    Load,
    /// The last five days of a sensor.
    Trend,
    /// What holds the score down.
    Limit,
}

words!(BarGroup {
    Feel = "feel",
    Sleep = "sleep",
    Sensor = "sensor",
    Load = "load",
    Trend = "trend",
    Limit = "limit",
});

/// One part of the score (`readiness.md` §4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Signal {
    /// How full of energy, 5 = full.
    Energy,
    /// Mood, 5 = bright.
    Mood,
    /// How keen, 5 = very keen.
    Motivation,
    /// Soreness, 5 = none.
    Soreness,
    /// How calm life is, 5 = calm.
    Stress,
    /// How movement feels, 5 = springy.
    Movement,
    /// How sleep refreshed, 5 = well.
    SleepQuality,
    /// Minutes asleep against the need.
    SleepNight,
    /// Heart-rate variability against its range.
    Hrv,
    /// Resting pulse against its range.
    Rhr,
    /// Reaction time against its range.
    Reaction,
    /// Fatigue against fitness.
    Form,
    /// Sessions that charged against those that drained.
    Charge,
    /// Bad HRV readings of the last five.
    HrvTrend,
    /// Bad pulse readings of the last five.
    RhrTrend,
}

words!(Signal {
    Energy = "energy",
    Mood = "mood",
    Motivation = "motivation",
    Soreness = "soreness",
    Stress = "stress",
    Movement = "movement",
    SleepQuality = "sleep_quality",
    SleepNight = "sleep_night",
    Hrv = "hrv",
    Rhr = "rhr",
    Reaction = "reaction",
    Form = "form",
    Charge = "charge",
    HrvTrend = "hrv_trend",
    RhrTrend = "rhr_trend",
});

impl Signal {
    /// What it belongs to.
    pub fn group(self) -> BarGroup {
        match self {
            Signal::Energy | Signal::Mood | Signal::Motivation | Signal::Soreness | Signal::Stress | Signal::Movement => {
                BarGroup::Feel
            }
            Signal::SleepQuality | Signal::SleepNight => BarGroup::Sleep,
            Signal::Hrv | Signal::Rhr | Signal::Reaction => BarGroup::Sensor,
            Signal::Form | Signal::Charge => BarGroup::Load,
            Signal::HrvTrend | Signal::RhrTrend => BarGroup::Trend,
        }
    }
}

/// What holds the verdict or the score down (`readiness.md` §5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LimitId {
    /// Ill today.
    Ill,
    /// The first half of the return after illness.
    IllReturnFirst,
    /// The second half.
    IllReturnThen,
    /// A very short night.
    SleepUnder4,
    /// A short night.
    SleepUnder5,
    /// An ache that changes movement.
    Pain,
    /// Fatigue that asks for weeks.
    StageOverreaching,
    /// Fatigue that asks for a lighter week or more.
    StageDeeper,
    /// Fatigue that asks for a few easier days.
    StageSurface,
    /// The weeks after a break.
    BreakReturn,
    /// A score on little evidence.
    LowConfidence,
    /// A lighter week.
    DeloadWeek,
    /// Just before an event.
    TaperHold,
    /// Just after one.
    PostEvent,
}

words!(LimitId {
    Ill = "ill",
    IllReturnFirst = "ill_return_first",
    IllReturnThen = "ill_return_then",
    SleepUnder4 = "sleep_under_4",
    SleepUnder5 = "sleep_under_5",
    Pain = "pain",
    StageOverreaching = "stage_overreaching",
    StageDeeper = "stage_deeper",
    StageSurface = "stage_surface",
    BreakReturn = "break_return",
    LowConfidence = "low_confidence",
    DeloadWeek = "deload_week",
    TaperHold = "taper_hold",
    PostEvent = "post_event",
});

impl LimitId {
    /// A plan limit says nothing about the body.
    pub fn is_plan(self) -> bool {
        matches!(self, LimitId::DeloadWeek | LimitId::TaperHold | LimitId::PostEvent)
    }
}

/// A sign of accumulated fatigue (`readiness.md` §6), in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// Low energy although the load is light.
    RestNoHelp,
    /// Sessions felt harder than they should.
    HardEffort,
    /// Movement heavy, reactions slow, sessions unclean.
    MovementOff,
    /// Sessions drained more often than they charged.
    Drained,
    /// Mood and motivation low.
    LowDrive,
    /// An ache that stays.
    Aches,
    /// Resting pulse up.
    RhrUp,
    /// HRV down.
    HrvDown,
    /// Sleep that does not refresh, or too little of it.
    PoorSleep,
    /// Not recovered before sessions.
    SlowRecovery,
    /// Soreness that stays.
    LingeringSoreness,
}

words!(Sign {
    RestNoHelp = "rest_no_help",
    HardEffort = "hard_effort",
    MovementOff = "movement_off",
    Drained = "drained",
    LowDrive = "low_drive",
    Aches = "aches",
    RhrUp = "rhr_up",
    HrvDown = "hrv_down",
    PoorSleep = "poor_sleep",
    SlowRecovery = "slow_recovery",
    LingeringSoreness = "lingering_soreness",
});

impl Sign {
    /// Deep signs say more than surface ones.
    pub fn is_deep(self) -> bool {
        match self {
            Sign::RestNoHelp | Sign::HardEffort | Sign::MovementOff | Sign::Drained | Sign::LowDrive | Sign::Aches => true,
            Sign::RhrUp | Sign::HrvDown | Sign::PoorSleep | Sign::SlowRecovery | Sign::LingeringSoreness => false,
        }
    }
}

/// What becomes of the planned session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Do {
    /// As planned.
    Keep,
    /// Less of it.
    Ease,
    /// Another kind in its place.
    Swap,
    /// To another day, something gentle in its place.
    Move,
    /// Nothing today.
    Rest,
    /// Nothing is planned: open.
    Open,
}

words!(Do { Keep = "keep", Ease = "ease", Swap = "swap", Move = "move", Rest = "rest", Open = "open" });
