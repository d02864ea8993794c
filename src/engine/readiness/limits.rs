//! Limits: what holds the score or the verdict down whatever the bars say (`readiness.md` §5).

use crate::domain::WeekKind;
use crate::engine::tuning::Readiness;

use super::advice::Limit;
use super::ground::Ground;
use super::ids::{Confidence, LimitId, Stage, Verdict};
use super::plan::TodayPlan;
use super::series::Row;

/// An illness: today's, or the last one while the return from it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Illness {
    /// Days since the last ill day; 0 = ill today.
    pub ago: i64,
    /// How many days it took, gaps within it included.
    pub days: i64,
}

impl Illness {
    /// The illness that still matters on a morning.
    pub fn find(ground: &Ground, today: &Row) -> Option<Illness> {
        let tuning = ground.tuning;
        let ago = ground.mornings(tuning.ill_return_max + 1, today).rev().position(|row| row.ill)? as i64;
        // Back from the last ill day: silence belongs to the illness if an ill day lies before it.
        let (mut days, mut silent) = (1, 0);
        for row in ground.series.rows_in(0, ground.index - ago - 1).iter().rev() {
            if row.ill {
                days += silent + 1;
                silent = 0;
            } else if row.is_check_in() || silent == tuning.ill_gap {
                break;
            } else {
                silent += 1;
            }
        }
        Some(Illness { ago, days })
    }

    fn limit(self, tuning: &Readiness) -> Option<LimitId> {
        let back = self.days.max(tuning.ill_return_min).min(tuning.ill_return_max);
        match self.ago {
            0 => Some(LimitId::Ill),
            ago if ago <= (back + 1).div_euclid(2) => Some(LimitId::IllReturnFirst),
            ago if ago <= back => Some(LimitId::IllReturnThen),
            _ => None,
        }
    }
}

/// What the limits look at.
pub(super) struct Facts<'a> {
    pub ground: &'a Ground<'a>,
    pub today: &'a Row,
    pub plan: &'a TodayPlan,
    pub illness: Option<Illness>,
    pub stage: Stage,
    pub confidence: Confidence,
}

impl Facts<'_> {
    /// The limits in force, in the order of the table.
    pub fn limits(&self) -> Vec<Limit> {
        let tuning = self.ground.tuning;
        let slept = self.today.sleep;
        let sleep = match slept {
            Some(slept) if slept < tuning.sleep_very_short => Some(LimitId::SleepUnder4),
            Some(slept) if slept < tuning.sleep_short => Some(LimitId::SleepUnder5),
            _ => None,
        };
        let stage = match self.stage {
            Stage::Fresh => None,
            Stage::Surface => Some(LimitId::StageSurface),
            Stage::Deeper => Some(LimitId::StageDeeper),
            Stage::Overreaching => Some(LimitId::StageOverreaching),
        };
        let in_force = [
            self.illness.and_then(|illness| illness.limit(tuning)),
            sleep,
            self.today.pain.then_some(LimitId::Pain),
            stage,
            (self.confidence == Confidence::Low).then_some(LimitId::LowConfidence),
            (self.plan.week == Some(WeekKind::Deload)).then_some(LimitId::DeloadWeek),
            self.event_near(tuning).then_some(LimitId::TaperHold),
            self.ground.event_ago.map(|_| LimitId::PostEvent),
        ];
        in_force.into_iter().flatten().map(|id| limit(id, tuning)).collect()
    }

    fn event_near(&self, tuning: &Readiness) -> bool {
        self.plan.event_in_days.is_some_and(|days| (1..=tuning.taper_days).contains(&days))
    }
}

/// The cap and the ceiling of a limit.
fn limit(id: LimitId, tuning: &Readiness) -> Limit {
    let (cap, ceiling) = match id {
        LimitId::Ill => (Some(tuning.ill_cap), Verdict::Rest),
        LimitId::IllReturnFirst => (Some(tuning.ill_first_cap), Verdict::Recover),
        LimitId::IllReturnThen => (Some(tuning.ill_then_cap), Verdict::Ease),
        LimitId::SleepUnder4 => (Some(tuning.sleep_very_short_cap), Verdict::Recover),
        LimitId::SleepUnder5 => (Some(tuning.sleep_short_cap), Verdict::Ease),
        LimitId::Pain => (Some(tuning.pain_cap), Verdict::Ease),
        LimitId::StageOverreaching => (Some(tuning.overreaching_cap), Verdict::Recover),
        LimitId::StageDeeper => (Some(tuning.deeper_cap), Verdict::Ease),
        LimitId::StageSurface | LimitId::LowConfidence | LimitId::DeloadWeek | LimitId::TaperHold | LimitId::PostEvent => {
            (None, Verdict::Train)
        }
    };
    Limit { id, cap, ceiling }
}

/// The limit's bar: what the lowest cap takes from the raw score. `None` if nothing caps it.
pub(super) fn bar(limits: &[Limit], raw: i64) -> Option<i64> {
    limits.iter().filter_map(|limit| limit.cap).min().map(|cap| (cap - raw).min(0))
}
