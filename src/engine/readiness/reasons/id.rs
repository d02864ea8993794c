//! What can be said about a morning: the table of `readiness.md` §10 without its sentences.

use crate::domain::Situation;

use super::super::ids::{LimitId, Sign, Signal};

/// What can be said; the names are the specification's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReasonId {
    /// Weeks of fatigue: a professional is named.
    SeeProOverreach,
    /// Ill for a week: a professional is named.
    SeeProIll,
    /// An ache that stays: a professional is named.
    SeeProPain,
    /// A limit of the body, of evidence or of the plan.
    Limit(LimitId),
    /// On the way back up from a deeper stage.
    ReturnRamp,
    /// Nobody has checked in.
    NoCheckin,
    /// Too few answers for a score.
    TooLittleSaid,
    /// The numbers look better than it feels.
    FeelOverData,
    /// It feels better than the numbers look.
    DataUnderFeel,
    /// A sign of fatigue.
    Sign(Sign),
    /// A bar that takes.
    Down(Signal),
    /// A bar that gives.
    Up(Signal),
    /// An event today.
    EventToday,
    /// Above the line, but not by yesterday's margin.
    Held,
    /// Heart values wait.
    Travel,
    /// One bad reading.
    OneOddReading,
    /// A new device.
    SourceChanged,
    /// Too few readings yet.
    BaselineBuilding,
    /// A lighter week is due.
    DeloadDue,
    /// Sessions get in life's way.
    Hijack,
    /// Sleep is worse after sessions.
    LateHard,
    /// What a rest day costs and clears.
    RestKeepsGains,
    /// Little sleep, hard session.
    NoPunishment,
    /// Sore is not how well one trained.
    SorenessNotScore,
    /// Failure is allowed today.
    FailureTool,
    /// The line of a situation.
    Situation(Situation),
}

/// A row of the table.
struct Row {
    class: u8,
    name: &'static str,
    seed: Option<&'static str>,
}

const fn row(class: u8, name: &'static str, seed: &'static str) -> Row {
    Row { class, name, seed: Some(seed) }
}

const fn own(class: u8, name: &'static str) -> Row {
    Row { class, name, seed: None }
}

impl ReasonId {
    /// The row of the table; of a family (`sign_…`) the name is what all of them begin with.
    fn row(self) -> Row {
        match self {
            ReasonId::SeeProOverreach => row(0, "see_pro_overreach", "002"),
            ReasonId::SeeProIll => own(0, "see_pro_ill"),
            ReasonId::SeeProPain => row(0, "see_pro_pain", "002"),
            ReasonId::Limit(limit) => limit_row(limit),
            ReasonId::ReturnRamp => row(1, "return_ramp", "002"),
            ReasonId::NoCheckin => row(2, "no_checkin", "002"),
            ReasonId::TooLittleSaid => own(2, "too_little_said"),
            ReasonId::FeelOverData => row(3, "feel_over_data", "002"),
            ReasonId::DataUnderFeel => row(3, "data_under_feel", "002"),
            ReasonId::Sign(sign) => row(4, "sign_", sign_seed(sign)),
            ReasonId::Down(_) => own(5, "down_"),
            ReasonId::Up(_) => own(6, "up_"),
            ReasonId::EventToday => row(7, "event_today", "003"),
            ReasonId::Held => own(7, "held"),
            ReasonId::Travel => own(7, "travel"),
            ReasonId::OneOddReading => row(7, "one_odd_reading", "002"),
            ReasonId::SourceChanged => own(7, "source_changed"),
            ReasonId::BaselineBuilding => own(7, "baseline_building"),
            ReasonId::DeloadDue => row(7, "deload_due", "001"),
            ReasonId::Hijack => row(7, "hijack", "003"),
            ReasonId::LateHard => row(7, "late_hard", "003"),
            ReasonId::RestKeepsGains => row(8, "rest_keeps_gains", "001"),
            ReasonId::NoPunishment => row(8, "no_punishment", "003"),
            ReasonId::SorenessNotScore => row(8, "soreness_not_score", "001"),
            ReasonId::FailureTool => row(8, "failure_tool", "003"),
            ReasonId::Situation(_) => row(8, "situation_", "003"),
        }
    }

    /// The name of the specification.
    pub fn name(self) -> String {
        format!("{}{}", self.row().name, self.member().replace('-', "_"))
    }

    /// The member of a family, for instance the sign of `sign_…`.
    fn member(self) -> &'static str {
        if let ReasonId::Sign(sign) = self {
            sign.id()
        } else if let ReasonId::Down(signal) | ReasonId::Up(signal) = self {
            signal.id()
        } else if let ReasonId::Situation(situation) = self {
            situation.id()
        } else {
            ""
        }
    }

    /// How important, 0 first.
    pub fn class(self) -> u8 {
        self.row().class
    }

    /// The seed text it comes from.
    pub fn seed(self) -> Option<&'static str> {
        self.row().seed
    }
}

fn limit_row(limit: LimitId) -> Row {
    let name = limit.id();
    match limit {
        LimitId::Ill | LimitId::IllReturnFirst | LimitId::IllReturnThen => row(1, name, "000"),
        LimitId::SleepUnder4 | LimitId::SleepUnder5 => row(1, name, "003"),
        LimitId::Pain | LimitId::StageOverreaching | LimitId::StageDeeper | LimitId::StageSurface => row(1, name, "002"),
        LimitId::LowConfidence => own(2, name),
        LimitId::TaperHold | LimitId::DeloadWeek => row(7, name, "003"),
        LimitId::PostEvent => row(7, name, "002"),
    }
}

fn sign_seed(sign: Sign) -> &'static str {
    match sign {
        Sign::HardEffort | Sign::MovementOff | Sign::Drained | Sign::LowDrive | Sign::LingeringSoreness => "001",
        Sign::RestNoHelp | Sign::Aches | Sign::RhrUp | Sign::HrvDown | Sign::PoorSleep | Sign::SlowRecovery => "002",
    }
}
