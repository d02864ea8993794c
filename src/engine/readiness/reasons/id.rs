//! What can be said about a morning: the table of `readiness.md` §10.

use crate::domain::Situation;

use super::super::ids::{LimitId, Sign, Signal};
use ReasonClass as C;

/// How important a reason is, the most important first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReasonClass {
    /// A professional is named.
    Professional,
    /// A limit of the body, or the way back up.
    Body,
    /// What the verdict hangs on, or what it lacks.
    Binding,
    /// Feel and numbers say different things.
    Contrast,
    /// A sign of fatigue.
    Sign,
    /// A bar that takes.
    Takes,
    /// A bar that gives.
    Gives,
    /// What else there is to know of the day, the sensors and the weeks.
    Notice,
    /// What makes it easier to follow.
    Encouragement,
}

impl ReasonClass {
    /// The number of the specification, 0 first.
    pub fn number(self) -> u8 {
        self as u8
    }

    /// Does it say what a bar shows?
    pub fn is_bar(self) -> bool {
        matches!(self, ReasonClass::Takes | ReasonClass::Gives)
    }
}

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
    /// Nobody said when an illness was over.
    IllUntil,
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
    /// An injury of today.
    Injury,
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
    /// Nothing else to say.
    AsUsual,
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
struct Wording {
    class: C,
    name: &'static str,
    seed: Option<&'static str>,
    text: &'static str,
}

const fn row(class: C, name: &'static str, seed: &'static str, text: &'static str) -> Wording {
    Wording { class, name, seed: Some(seed), text }
}

/// A row that comes from no seed text.
const fn own(class: C, name: &'static str, text: &'static str) -> Wording {
    Wording { class, name, seed: None, text }
}

#[rustfmt::skip]
impl ReasonId {
    /// The row of the table. Of a family (`sign_…`) the name is what all of them begin with; what
    /// stands in braces is filled in by `words`.
    fn row(self) -> Wording {
        match self {
            ReasonId::SeeProOverreach => row(C::Professional, "see_pro_overreach", "002", "Tired for weeks, and rest alone is not enough (at this stage: {0:since}): worth talking to a doctor or sports physician."),
            ReasonId::SeeProIll => own(C::Professional, "see_pro_ill", "Day {0} of being ill: let a doctor have a look."),
            ReasonId::SeeProPain => row(C::Professional, "see_pro_pain", "002", "This ache was there on {0} of 14 days: let a physio or doctor look at it."),
            ReasonId::Limit(limit) => limit_row(limit),
            ReasonId::IllUntil => own(C::Body, "ill_until", "You did not say when you were well again: I count until yesterday."),
            ReasonId::ReturnRamp => row(C::Body, "return_ramp", "002", "On the way back up, {0:day}: step by step keeps it."),
            ReasonId::NoCheckin => row(C::Binding, "no_checkin", "002", "No check-in yet: half a minute is enough."),
            ReasonId::TooLittleSaid => own(C::Binding, "too_little_said", "{0} of {1} answers: too little for a score. Missing: {missing}."),
            ReasonId::FeelOverData => row(C::Contrast, "feel_over_data", "002", "Your numbers look fine, you do not feel it. Feel counts more."),
            ReasonId::DataUnderFeel => row(C::Contrast, "data_under_feel", "002", "You feel good, your numbers are lower than usual. A mirror, not a master: see how the warm-up goes."),
            ReasonId::Sign(sign) => sign_row(sign),
            ReasonId::Down(_) => own(C::Takes, "down_", "{bar}"),
            ReasonId::Up(_) => own(C::Gives, "up_", "{bar}"),
            ReasonId::EventToday => row(C::Notice, "event_today", "003", "The day is here. Start easier than you want to."),
            ReasonId::Injury => row(C::Notice, "injury", "002", "Injury, day {0}: what it does not allow is swapped, the rest may go on."),
            ReasonId::Held => own(C::Notice, "held", "Just over the line; after yesterday {1:points} is asked."),
            ReasonId::Travel => own(C::Notice, "travel", "Travelling: heart numbers wait {0:in words}, feel counts."),
            ReasonId::OneOddReading => row(C::Notice, "one_odd_reading", "002", "One odd reading: noted, not acted on."),
            ReasonId::SourceChanged => own(C::Notice, "source_changed", "New device: getting to know it ({0} of {1} readings)."),
            ReasonId::BaselineBuilding => own(C::Notice, "baseline_building", "Getting to know your normal ({0} of {1} readings)."),
            ReasonId::DeloadDue => row(C::Notice, "deload_due", "001", "{0:weeks} without a lighter one: plan it before you need it."),
            ReasonId::Hijack => row(C::Notice, "hijack", "003", "{0:recent sessions} got in life's way: a smaller week can be the stronger one."),
            ReasonId::LateHard => row(C::Notice, "late_hard", "003", "Slept worse after {0} of {1} sessions: try earlier, or a longer downshift."),
            ReasonId::AsUsual => own(C::Notice, "as_usual", "Everything as usual: train as planned."),
            ReasonId::RestKeepsGains => row(C::Encouragement, "rest_keeps_gains", "001", "A rest day costs {0:points} of {1:points} fitness points and clears {2:points} of {3:points} fatigue. It lets adaptation finish."),
            ReasonId::NoPunishment => row(C::Encouragement, "no_punishment", "003", "A hard session on {0:clock} of sleep punishes, it does not build."),
            ReasonId::SorenessNotScore => row(C::Encouragement, "soreness_not_score", "001", "Soreness says where you worked, not how well."),
            ReasonId::FailureTool => row(C::Encouragement, "failure_tool", "003", "Failure is a tool for the last set today; exhaustion is a warning light."),
            ReasonId::Situation(situation) => row(C::Encouragement, "situation_", "003", situation_advice(situation)),
        }
    }
}

#[rustfmt::skip]
fn limit_row(limit: LimitId) -> Wording {
    let name = limit.id();
    match limit {
        LimitId::Ill => row(C::Body, name, "000", "You are ill (day {0}). Rest is today's session."),
        LimitId::IllReturnFirst => row(C::Body, name, "000", "Day {0} after {1:days} ill: only what charges."),
        LimitId::IllReturnThen => row(C::Body, name, "000", "Day {0} after {1:days} ill: your session, but less of it."),
        LimitId::SleepUnder4 | LimitId::SleepUnder5 => row(C::Body, name, "003", "{0:clock} of sleep against a need of {1:clock}: keep it easy today."),
        LimitId::Pain => row(C::Body, name, "002", "An ache changes how you move: only pain-free movements."),
        LimitId::StageOverreaching => row(C::Body, name, "002", "{0:signs}{1:since}: your body asks for weeks, not days. Only what charges."),
        LimitId::StageDeeper => row(C::Body, name, "002", "{0:signs}{1:since}: fatigue sits deeper. A lighter week or more brings the spark back."),
        LimitId::StageSurface => row(C::Body, name, "002", "{0:signs}{1:since}: still adapting, just slower. A few easier days are often enough."),
        LimitId::BreakReturn => own(C::Body, name, "{0:days} without training: about {1} % of your usual week is a good start."),
        LimitId::LowConfidence => own(C::Binding, name, "Sounds great, on little evidence ({0} of {1}): train as planned, no extra."),
        LimitId::TaperHold => row(C::Notice, name, "003", "{0:days} to go: the form is there, do not spend it."),
        LimitId::PostEvent => row(C::Notice, name, "002", "{0:days} after the event: let it finish before you build."),
        LimitId::DeloadWeek => row(C::Notice, name, "003", "Lighter week: feeling good is the point of it, keep it light."),
    }
}

#[rustfmt::skip]
fn sign_row(sign: Sign) -> Wording {
    let sign_of = |seed, text| row(C::Sign, "sign_", seed, text);
    match sign {
        Sign::RestNoHelp => sign_of("002", "Low energy on {0} of {1} days although the load is light."),
        Sign::HardEffort => sign_of("001", "{0} of {1} sessions felt harder than they should. That is fatigue, not weakness."),
        Sign::MovementOff => sign_of("001", "Movement heavy or reactions slow ({0} of {1}): your coordination is tired."),
        Sign::Drained => sign_of("001", "{0} of {1} sessions left you drained rather than challenged."),
        Sign::LowDrive => sign_of("001", "Mood and motivation low on {0} of {1} days. A sign, not a lack of discipline."),
        Sign::Aches => sign_of("002", "An ache on {0} of {1} days: it is not getting its time to heal."),
        Sign::RhrUp => sign_of("002", "Resting pulse up on {0} of {1} days: a cue to back off."),
        Sign::HrvDown => sign_of("002", "HRV down on {0} of {1} days: a cue to back off."),
        Sign::PoorSleep => sign_of("002", "Sleep has not refreshed you lately."),
        Sign::SlowRecovery => sign_of("002", "Not recovered before {0} of {1} sessions."),
        Sign::LingeringSoreness => sign_of("001", "Sore on {0} of {1} days: the last work is still being repaired."),
    }
}

/// The line of advice of a situation.
pub fn situation_advice(situation: Situation) -> &'static str {
    match situation {
        Situation::DeskWorker => "Posture, a little strength, walking, breathing.",
        Situation::Student => "Variety, coordination, strength.",
        Situation::Parent => "The short session that can be repeated.",
        Situation::Athlete => "Intensity with periodisation and timing.",
        Situation::OlderAdult => "Strength, balance, power light and quick, confidence.",
    }
}

impl ReasonId {
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

    /// How important it is, unless it decides the verdict.
    pub fn class(self) -> ReasonClass {
        self.row().class
    }

    /// The seed text it comes from.
    pub fn seed(self) -> Option<&'static str> {
        self.row().seed
    }

    /// The sentence with its blanks.
    pub(in super::super) fn text(self) -> &'static str {
        self.row().text
    }
}
