//! Limits: what holds the score or the verdict down whatever the bars say (`readiness.md` §5).

use crate::domain::WeekKind;
use crate::engine::tuning::Readiness;

use super::advice::Limit;
use super::context::Context;
use super::ids::{Confidence, LimitId, Stage, Verdict};
use super::plan::TodayPlan;
use super::series::Row;

/// An illness: today's, or the last one while the return from it lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Illness {
    /// Days since its last day; 0 = ill today.
    pub ago: i64,
    /// How many days it took, silent ones included.
    pub days: i64,
    /// Nobody said when it was over.
    pub until_silence: bool,
}

impl Illness {
    /// The illness that still matters on a morning.
    pub fn find(context: &Context, today: &Row) -> Option<Illness> {
        let (tuning, series, index) = (context.tuning, context.series, context.index);
        if today.ill {
            return Some(Illness { ago: 0, days: 1 + days_before(context, index), until_silence: false });
        }
        let reach = tuning.ill_return_max + tuning.ill_silent;
        let rows = series.rows_in(index - reach, index - 1);
        let last = index - 1 - rows.iter().rev().position(|row| row.ill)? as i64;
        let silent = silence_after(context, last, index - 1);
        let days = 1 + silent + days_before(context, last);
        Some(Illness { ago: index - last - silent, days, until_silence: silent > 0 })
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

/// How many days directly after an ill one are silent, up to and including `through`: they belong to the illness.
fn silence_after(context: &Context, ill: i64, through: i64) -> i64 {
    let series = context.series;
    if series.closes_illness(ill) {
        return 0;
    }
    let silent = |day: &i64| {
        let speaks = series.rows_in(*day, *day).iter().any(|row| row.ill || row.speaks());
        !speaks && series.sessions_in(*day, *day).is_empty()
    };
    (ill + 1..=through).take_while(silent).take(usize::try_from(context.tuning.ill_silent).unwrap_or(0)).count() as i64
}

/// The days of the illness before this ill day.
fn days_before(context: &Context, ill: i64) -> i64 {
    let (mut first, mut day) = (ill, ill - 1);
    while day >= 0 && first - day <= context.tuning.ill_silent + 1 {
        let is_ill = context.series.rows_in(day, day).iter().any(|row| row.ill);
        // Silence belongs to the illness where an ill day lies before it.
        if is_ill && silence_after(context, day, first - 1) < first - 1 - day {
            break;
        }
        if is_ill {
            first = day;
        }
        day -= 1;
    }
    ill - first
}

/// What the limits look at.
pub(super) struct Facts<'a> {
    pub context: &'a Context<'a>,
    pub today: &'a Row,
    pub plan: &'a TodayPlan,
    pub illness: Option<Illness>,
    pub stage: Stage,
    pub confidence: Confidence,
}

impl Facts<'_> {
    /// The limits in force, in the order of the table.
    pub fn limits(&self) -> Vec<Limit> {
        let tuning = self.context.tuning;
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
            self.context.back.map(|_| LimitId::BreakReturn),
            (self.confidence == Confidence::Low).then_some(LimitId::LowConfidence),
            (self.plan.week == Some(WeekKind::Deload)).then_some(LimitId::DeloadWeek),
            self.event_near(tuning).then_some(LimitId::TaperHold),
            self.context.event_ago.map(|_| LimitId::PostEvent),
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
        LimitId::StageSurface
        | LimitId::BreakReturn
        | LimitId::LowConfidence
        | LimitId::DeloadWeek
        | LimitId::TaperHold
        | LimitId::PostEvent => (None, Verdict::Train),
    };
    Limit { id, cap, ceiling }
}

/// The limit's bar: what the lowest cap takes from the raw score. `None` if nothing caps it.
pub(super) fn bar(limits: &[Limit], raw: i64) -> Option<i64> {
    limits.iter().filter_map(|limit| limit.cap).min().map(|cap| (cap - raw).min(0))
}
