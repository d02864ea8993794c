//! The rules of a plan, once each: their names, short words, what they look at and whether they have a price.

use crate::domain::session::words;

/// A rule of `planner.md` §3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleId {
    /// Hard days without a day between.
    HardRow,
    /// Two or more hard sessions on one day.
    DoubleHard,
    /// Hard today, and the verdict says ease.
    TodayEase,
    /// Strength for the same muscles within 48 hours.
    StrengthGap,
    /// A week without a day that only charges.
    RestDay,
    /// Too few strength days.
    StrengthDays,
    /// Too few balance days.
    BalanceDays,
    /// What tires stands before what needs a fresh mind.
    Order,
    /// Skill on the day after a drain.
    SkillFresh,
    /// Much load near an event.
    NearEvent,
    /// Much load on one day.
    Spread,
    /// A session leaves its place.
    Moved,
    /// A session has no place.
    Dropped,
    /// A session stands where it may not.
    Illegal,
    /// A locked session stands where a free one may not.
    LockConflict,
    /// Few aerobic minutes.
    WhoAerobic,
    /// A week far above the ones before.
    Ramp,
    /// More than the start of a return allows.
    ReturnLoad,
    /// A week without difference.
    Monotony,
    /// Form outside its window.
    FormWindow,
    /// What charges does not win.
    ChargeShare,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A day, or a day and the one before it.
    Day,
    /// A full week.
    Week,
    /// A session and its place.
    Session,
}

words!(RuleId {
    HardRow = "hard_row",
    DoubleHard = "double_hard",
    TodayEase = "today_ease",
    StrengthGap = "strength_gap",
    RestDay = "rest_day",
    StrengthDays = "strength_days",
    BalanceDays = "balance_days",
    Order = "order",
    SkillFresh = "skill_fresh",
    NearEvent = "near_event",
    Spread = "spread",
    Moved = "moved",
    Dropped = "dropped",
    Illegal = "illegal",
    LockConflict = "lock_conflict",
    WhoAerobic = "who_aerobic",
    Ramp = "ramp",
    ReturnLoad = "return_load",
    Monotony = "monotony",
    FormWindow = "form_window",
    ChargeShare = "charge_share",
});

/// One row: short words, scope, and has it a cost that a plan may set for itself?
type Described = (&'static str, Scope, bool);

impl RuleId {
    fn row(self) -> Described {
        match self {
            RuleId::HardRow => ("hard days in a row", Scope::Day, true),
            RuleId::DoubleHard => ("two hard sessions a day", Scope::Day, true),
            RuleId::TodayEase => ("hard, and today says ease", Scope::Day, true),
            RuleId::StrengthGap => ("strength within 48 h", Scope::Day, true),
            RuleId::RestDay => ("no day that only charges", Scope::Week, true),
            RuleId::StrengthDays => ("few strength days", Scope::Week, true),
            RuleId::BalanceDays => ("few balance days", Scope::Week, true),
            RuleId::Order => ("tired before skill", Scope::Day, true),
            RuleId::SkillFresh => ("skill after a drain", Scope::Day, true),
            RuleId::NearEvent => ("much near the event", Scope::Day, false),
            RuleId::Spread => ("much on one day", Scope::Day, true),
            RuleId::Moved => ("moved", Scope::Session, false),
            RuleId::Dropped => ("no place for it", Scope::Session, false),
            RuleId::Illegal => ("not possible where it stands", Scope::Session, false),
            RuleId::LockConflict => ("locked against the rules", Scope::Session, false),
            RuleId::WhoAerobic => ("few aerobic minutes", Scope::Week, false),
            RuleId::Ramp => ("much more than before", Scope::Week, false),
            RuleId::ReturnLoad => ("much for a return", Scope::Week, false),
            RuleId::Monotony => ("days much alike", Scope::Week, false),
            RuleId::FormWindow => ("form out of its window", Scope::Day, false),
            RuleId::ChargeShare => ("more drains than charges", Scope::Week, false),
        }
    }

    /// A few words that stand alone.
    pub fn short(self) -> &'static str {
        self.row().0
    }

    /// What it looks at.
    pub fn scope(self) -> Scope {
        self.row().1
    }

    /// May a plan set its cost by its name?
    fn has_own_cost(self) -> bool {
        self.row().2
    }
}

/// By name, which is how the specification orders equal costs.
impl Ord for RuleId {
    fn cmp(&self, other: &RuleId) -> std::cmp::Ordering {
        self.id().cmp(other.id())
    }
}

impl PartialOrd for RuleId {
    fn partial_cmp(&self, other: &RuleId) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// What a plan may set for itself beside the costs of its rules: both parts of `moved`, and the limits.
const OWN_LIMITS: [&str; 9] = [
    "moved_day",
    "moved_slot",
    "strength_target",
    "balance_target",
    "spread_over",
    "hard_rpe2",
    "hard_load",
    "hard_day",
    "drain_load",
];

/// May a plan set a number of this name for itself (`planner.md` §3)?
pub fn is_own_number(name: &str) -> bool {
    RuleId::ALL.iter().any(|rule| rule.has_own_cost() && rule.id() == name) || OWN_LIMITS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::tuning::Planner;

    #[test]
    fn every_own_number_stands_in_the_table() {
        let own = RuleId::ALL.iter().filter(|rule| rule.has_own_cost()).map(|rule| rule.id());
        for name in own.chain(OWN_LIMITS) {
            assert!(Planner::ROWS.iter().any(|row| row.name == name), "{name}");
        }
    }
}
