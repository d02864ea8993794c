//! What to do with today's session (`readiness.md` §8).

use crate::domain::{Kind, Situation, Span};
use crate::engine::blocks::Blocks;
use crate::engine::load::effort_milli;
use crate::engine::tuning::{Load, Readiness};

use super::advice::{Action, Limit};
use super::context::Back;
use super::ids::{Do, LimitId, Stage, Verdict};
use super::plan::{PlannedToday, TodayPlan};

/// What the action looks at.
pub(super) struct Decision<'a> {
    pub verdict: Verdict,
    pub stage: Stage,
    pub limits: &'a [Limit],
    /// Movement was answered with 1 or 2.
    pub heavy: bool,
    pub situation: Option<Situation>,
    pub plan: &'a TodayPlan,
    /// The return from a break.
    pub back: Option<Back>,
    /// Injuries of today.
    pub injuries: &'a [&'a Span],
    pub tuning: &'a Readiness,
    pub loads: &'a Load,
}

/// A row of the table, before minutes and blocks.
struct Prescription {
    act: Do,
    kind: Kind,
    volume_pct: i64,
    /// At most so many minutes.
    at_most: Option<i64>,
    rir: Option<(i64, i64)>,
    /// Tenths of RPE.
    cap: i64,
    failure_ok: bool,
    note: Option<&'static str>,
}

impl Prescription {
    fn keep(kind: Kind, cap: i64) -> Prescription {
        Prescription { act: Do::Keep, kind, volume_pct: 100, at_most: None, rir: None, cap, failure_ok: false, note: None }
    }

    fn ease(self, volume_pct: i64) -> Prescription {
        Prescription { act: Do::Ease, volume_pct, ..self }
    }

    fn effort_at_most(self, cap: i64) -> Prescription {
        Prescription { cap: self.cap.min(cap), ..self }
    }

    /// A session that only charges, in place of the planned one.
    fn gentle(act: Do, minutes: i64, tuning: &Readiness) -> Prescription {
        Prescription { act, at_most: Some(minutes), ..Prescription::keep(Kind::Mobility, tuning.gentle_effort) }
    }
}

/// Tenths of RPE: the end of the scale.
const HIGHEST_EFFORT: i64 = 100;

impl Decision<'_> {
    /// What to do today.
    pub fn action(&self) -> Action {
        let Some(planned) = self.plan.session.as_ref() else {
            return nothing(if self.verdict == Verdict::Rest { Do::Rest } else { Do::Open }, None);
        };
        let rule = self.rule(planned).map(|rule| self.coming_back(rule, planned));
        match rule.and_then(|rule| self.sparing(rule, planned)) {
            Some(rule) => self.apply(&rule, planned),
            None => nothing(Do::Rest, Some(planned)),
        }
    }

    /// Does an injury change what is done today?
    pub fn is_spared(&self) -> bool {
        let advised = self.plan.session.as_ref().and_then(|planned| Some((self.rule(planned)?, planned)));
        advised.is_some_and(|(rule, planned)| self.is_avoided(rule.kind, planned))
    }

    /// In the weeks after a break: no full effort in the first, and no more than its share of the usual week.
    fn coming_back(&self, rule: Prescription, planned: &PlannedToday) -> Prescription {
        let Some(back) = self.back.filter(|_| !matches!(rule.kind, Kind::Mobility | Kind::Balance)) else { return rule };
        let cap = if back.week == 0 { rule.cap.min(self.tuning.return_effort) } else { rule.cap }.min(HIGHEST_EFFORT);
        let minutes = u16::try_from(self.length(planned)).unwrap_or(u16::MAX);
        let load = effort_milli(cap, minutes, self.loads);
        // A session that is small already is not cut twice.
        let most = (load > 0 && rule.kind != Kind::Event).then(|| back.share.max((back.share * back.session).div_euclid(load)));
        let volume_pct = most.map_or(rule.volume_pct, |most| rule.volume_pct.min(most));
        let lowers = cap < rule.cap.min(HIGHEST_EFFORT) || volume_pct < rule.volume_pct;
        let act = if lowers && rule.act == Do::Keep { Do::Ease } else { rule.act };
        Prescription { act, cap, volume_pct, ..rule }
    }

    /// What an injury does not allow becomes something gentle; `None` if that is not allowed either.
    fn sparing(&self, rule: Prescription, planned: &PlannedToday) -> Option<Prescription> {
        if !self.is_avoided(rule.kind, planned) {
            return Some(rule);
        }
        let gentle = Prescription::gentle(Do::Swap, self.tuning.gentle_minutes, self.tuning);
        (!self.is_avoided(gentle.kind, planned)).then_some(gentle)
    }

    fn is_avoided(&self, kind: Kind, planned: &PlannedToday) -> bool {
        self.injuries.iter().any(|injury| injury.avoids(kind, planned.body))
    }

    fn length(&self, planned: &PlannedToday) -> i64 {
        planned.minutes.map_or(self.tuning.default_minutes, |minutes| i64::from(minutes.get()))
    }

    fn apply(&self, rule: &Prescription, planned: &PlannedToday) -> Action {
        let minutes = self.minutes(rule, planned);
        Action {
            id: planned.id.clone(),
            act: rule.act,
            kind: Some(rule.kind),
            minutes,
            volume_pct: rule.volume_pct,
            rir: rule.rir,
            rpe_cap: Some(rule.cap.min(HIGHEST_EFFORT)),
            failure_ok: rule.failure_ok,
            blocks: self.blocks(rule.kind, minutes),
            note: rule.note,
        }
    }

    /// Skill is learned only when fresh: else its minutes go to prime, unless they are what the session is for.
    fn blocks(&self, kind: Kind, minutes: i64) -> Option<Blocks> {
        let blocks = Blocks::of(kind, u16::try_from(minutes).unwrap_or(u16::MAX));
        let fresh = !self.heavy && self.verdict != Verdict::Recover;
        let blocks = if fresh || matches!(kind, Kind::Skill | Kind::Balance) { blocks } else { blocks.primed() };
        (kind != Kind::Event).then_some(blocks)
    }

    fn minutes(&self, rule: &Prescription, planned: &PlannedToday) -> i64 {
        let mut minutes = (self.length(planned) * rule.volume_pct).div_euclid(100);
        let parent = self.situation == Some(Situation::Parent) && self.verdict == Verdict::Ease;
        let short = parent && !matches!(planned.kind, Kind::Event | Kind::Mobility);
        let most = [rule.at_most, short.then_some(self.tuning.parent_minutes), self.plan.available_minutes];
        for most in most.into_iter().flatten() {
            minutes = minutes.min(most);
        }
        minutes.max(self.tuning.least_minutes)
    }

    /// The cell of the table; `None` = rest.
    fn rule(&self, planned: &PlannedToday) -> Option<Prescription> {
        let keep = Prescription::keep(planned.kind, planned_effort(planned, self.loads));
        match self.verdict {
            Verdict::Build => Some(self.build(keep)),
            Verdict::Train => Some(self.train(keep)),
            Verdict::Ease => Some(self.ease(keep)),
            Verdict::Recover => Some(self.recover(keep, planned.movable)),
            Verdict::Rest => None,
            Verdict::None => Some(Prescription { note: Some("decide after the prime block"), ..keep }),
        }
    }

    fn build(&self, keep: Prescription) -> Prescription {
        let more = |keep: Prescription| Prescription {
            volume_pct: self.tuning.build_volume,
            cap: keep.cap + self.tuning.build_effort,
            ..keep
        };
        match keep.kind {
            Kind::Strength => Prescription { rir: Some((1, 2)), failure_ok: true, ..more(keep) },
            Kind::Endurance | Kind::Intervals => more(keep),
            Kind::Skill | Kind::Balance | Kind::Mobility | Kind::Event => keep,
        }
    }

    fn train(&self, keep: Prescription) -> Prescription {
        match keep.kind {
            Kind::Skill if self.heavy => keep.ease(self.tuning.ease_volume),
            Kind::Strength => Prescription { rir: Some((1, 3)), ..keep },
            Kind::Skill | Kind::Balance | Kind::Endurance | Kind::Intervals | Kind::Mobility | Kind::Event => keep,
        }
    }

    fn ease(&self, keep: Prescription) -> Prescription {
        let volume = self.tuning.ease_volume;
        match keep.kind {
            Kind::Skill if self.heavy => Prescription::gentle(Do::Swap, self.tuning.gentle_minutes, self.tuning),
            Kind::Skill | Kind::Balance => keep.ease(volume),
            Kind::Strength => Prescription {
                rir: Some((3, 3)),
                ..keep.ease(self.tuning.ease_strength_volume).effort_at_most(self.tuning.ease_strength_effort)
            },
            Kind::Endurance => keep.ease(volume).effort_at_most(self.tuning.ease_endurance_effort),
            Kind::Intervals if self.keeps_intensity() => keep.ease(self.tuning.athlete_volume),
            Kind::Intervals => Prescription {
                act: Do::Swap,
                volume_pct: volume,
                ..Prescription::keep(Kind::Endurance, self.tuning.ease_endurance_effort)
            },
            Kind::Mobility | Kind::Event => keep,
        }
    }

    fn recover(&self, keep: Prescription, movable: bool) -> Prescription {
        let gentle = Prescription::gentle(Do::Swap, self.tuning.gentle_minutes, self.tuning);
        match keep.kind {
            Kind::Balance if self.situation == Some(Situation::OlderAdult) => {
                keep.ease(self.tuning.older_volume).effort_at_most(self.tuning.older_effort)
            }
            Kind::Strength | Kind::Intervals if movable => Prescription::gentle(Do::Move, self.tuning.moved_minutes, self.tuning),
            Kind::Skill | Kind::Balance | Kind::Strength | Kind::Endurance | Kind::Intervals => gentle,
            Kind::Mobility => Prescription { at_most: Some(self.tuning.gentle_minutes), ..keep },
            Kind::Event => Prescription { cap: self.tuning.event_effort, note: Some("take part"), ..keep.ease(100) },
        }
    }

    /// An athlete without a reason of the body against it keeps the intensity and gives up volume.
    fn keeps_intensity(&self) -> bool {
        let body = |limit: &Limit| {
            matches!(
                limit.id,
                LimitId::Pain | LimitId::SleepUnder4 | LimitId::SleepUnder5 | LimitId::IllReturnFirst | LimitId::IllReturnThen
            )
        };
        let athlete = self.situation == Some(Situation::Athlete);
        athlete && self.stage <= Stage::Surface && !self.heavy && !self.limits.iter().any(body)
    }
}

/// The planned effort in tenths of RPE, or the highest one usual for its kind.
fn planned_effort(planned: &PlannedToday, loads: &Load) -> i64 {
    planned.rpe.map_or_else(|| loads.cap(planned.kind), |rpe| i64::from(rpe.halves()) * 5)
}

fn nothing(act: Do, planned: Option<&PlannedToday>) -> Action {
    Action {
        id: planned.and_then(|planned| planned.id.clone()),
        act,
        kind: None,
        minutes: 0,
        volume_pct: 0,
        rir: None,
        rpe_cap: None,
        failure_ok: false,
        blocks: None,
        note: None,
    }
}
