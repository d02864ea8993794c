//! Why: everything there is to say about a morning, most important first (`readiness.md` §10).
//!
//! Decides what is told and in which order; the sentences are in `words`.

mod id;

use std::cmp::Reverse;

use crate::domain::field::Slept;
use crate::domain::{Field, Kind, WeekKind};
use crate::engine::milli;

use super::advice::Action;
use super::context::{Context, Share};
use super::ids::{BarGroup, LimitId, Stage, Verdict};
use super::judged::Judged;
use super::plan::TodayPlan;
use super::rhythm::Rhythm;
use super::score::said;
use super::sensor::Sensor;
use super::series::Row;
use super::verdict::{threshold, without_plan};

pub use id::{ReasonClass, ReasonId, situation_advice};

/// A reason before it has its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BareReason {
    pub id: ReasonId,
    pub class: ReasonClass,
    pub numbers: Vec<i64>,
}

/// What reasons are drawn from.
pub(super) struct Why<'a> {
    pub context: &'a Context<'a>,
    pub today: &'a Row,
    pub plan: &'a TodayPlan,
    pub judged: &'a Judged,
    pub action: &'a Action,
    /// An injury changes the session.
    pub spared: bool,
}

impl Why<'_> {
    /// Everything there is to say, in order.
    pub fn reasons(&self) -> Vec<BareReason> {
        let mut found: Vec<(ReasonId, Vec<i64>)> = Vec::new();
        self.professionals(&mut found);
        self.body(&mut found);
        self.silence(&mut found);
        self.contrast(&mut found);
        found.extend(self.judged.signs.seen().map(|seen| (ReasonId::Sign(seen.sign), seen.on.numbers().to_vec())));
        self.bars(&mut found);
        self.plan_limits(&mut found);
        self.sensors(&mut found);
        self.rhythm(&mut found);
        if found.is_empty() && self.judged.verdict == Verdict::Train {
            found.push((ReasonId::AsUsual, Vec::new()));
        }
        self.encouragement(&mut found);
        // Found in table order: a stable sort needs to know no more of the table.
        let mut told: Vec<BareReason> = found.into_iter().map(|(id, numbers)| self.told(id, numbers)).collect();
        told.sort_by_key(|told| (told.class, told.id.class() == ReasonClass::Notice, self.size(told)));
        told
    }

    fn told(&self, id: ReasonId, numbers: Vec<i64>) -> BareReason {
        let class = match id.class() {
            ReasonClass::Notice if self.binds(id) => ReasonClass::Binding,
            class => class,
        };
        BareReason { id, class, numbers }
    }

    /// Bars are told longest first.
    fn size(&self, told: &BareReason) -> Reverse<i64> {
        Reverse(told.numbers.first().filter(|_| told.class.is_bar()).map_or(0, |milli| milli.abs()))
    }

    /// Is this what decides the verdict?
    fn binds(&self, id: ReasonId) -> bool {
        let (verdict, limits) = (self.judged.verdict, &self.judged.limits);
        match id {
            ReasonId::Held => self.judged.band == Some(verdict),
            ReasonId::Injury => self.spared,
            ReasonId::Limit(id) => {
                let ceiling = limits.iter().find(|limit| limit.id == id).map(|limit| limit.ceiling);
                verdict < without_plan(self.judged.band, limits) && ceiling == Some(verdict)
            }
            _ => false,
        }
    }

    fn stage_days(&self) -> i64 {
        self.judged.stage.held(self.context.day).unwrap_or(0)
    }

    fn professionals(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        if self.judged.stage.stage == Stage::Overreaching {
            found.push((ReasonId::SeeProOverreach, vec![self.stage_days()]));
        }
        if let Some(ill) = self.judged.illness.filter(|ill| ill.ago == 0 && ill.days >= self.context.tuning.see_pro_ill) {
            found.push((ReasonId::SeeProIll, vec![ill.days]));
        }
        let aches = self.context.mornings(14, self.today).filter(|row| row.pain).count() as i64;
        if aches >= self.context.tuning.see_pro_pain {
            found.push((ReasonId::SeeProPain, vec![aches]));
        }
    }

    /// The limits of the body, and the way back up.
    fn body(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        let limits = self.judged.limits.iter().map(|limit| limit.id);
        let silent =
            |limit: &LimitId| *limit == LimitId::BreakReturn && matches!(self.judged.verdict, Verdict::Rest | Verdict::Recover);
        for limit in limits.filter(|limit| ReasonId::Limit(*limit).class() == ReasonClass::Body && !silent(limit)) {
            found.push((ReasonId::Limit(limit), self.limit_numbers(limit)));
            let unsaid = self.judged.illness.is_some_and(|illness| illness.until_silence && illness.ago == 1);
            if unsaid && matches!(limit, LimitId::IllReturnFirst | LimitId::IllReturnThen) {
                found.push((ReasonId::IllUntil, Vec::new()));
            }
        }
        if self.judged.stage.returning {
            found.push((ReasonId::ReturnRamp, vec![self.stage_days()]));
        }
    }

    fn limit_numbers(&self, limit: LimitId) -> Vec<i64> {
        let illness = self.judged.illness;
        match limit {
            LimitId::Ill => illness.map(|ill| vec![ill.days]).unwrap_or_default(),
            LimitId::IllReturnFirst | LimitId::IllReturnThen => illness.map(|ill| vec![ill.ago, ill.days]).unwrap_or_default(),
            LimitId::SleepUnder4 | LimitId::SleepUnder5 => {
                self.today.sleep.map(|slept| vec![slept, self.context.need]).unwrap_or_default()
            }
            LimitId::StageOverreaching | LimitId::StageDeeper | LimitId::StageSurface => {
                vec![self.judged.signs.seen().count() as i64, self.stage_days()]
            }
            LimitId::LowConfidence => {
                vec![milli::full(self.judged.evidence), milli::full(self.context.tuning.evidence_medium)]
            }
            LimitId::TaperHold => self.plan.event_in_days.into_iter().collect(),
            LimitId::PostEvent => self.context.event_ago.into_iter().collect(),
            LimitId::BreakReturn => self.context.back.map(|back| vec![back.days, back.share]).unwrap_or_default(),
            LimitId::Pain | LimitId::DeloadWeek => Vec::new(),
        }
    }

    /// What was not said.
    fn silence(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        if !self.today.is_check_in() {
            found.push((ReasonId::NoCheckin, Vec::new()));
        } else if self.judged.raw.is_none() && !self.today.ill {
            found.push((ReasonId::TooLittleSaid, vec![said(self.today), self.context.tuning.score_answers]));
        }
        let low = self.judged.limits.iter().any(|limit| limit.id == LimitId::LowConfidence);
        if low && self.judged.free_band == Some(Verdict::Build) {
            found.push((ReasonId::Limit(LimitId::LowConfidence), self.limit_numbers(LimitId::LowConfidence)));
        }
    }

    /// Data against feel: told, never scored.
    fn contrast(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        let measured = self.context.sensors.all().any(|sensor| sensor.position.is_some());
        if self.judged.raw.is_none() || !measured {
            return;
        }
        let feel = self.judged.feel;
        let data = self.judged.contributions.sum_of(&[BarGroup::Sensor, BarGroup::Trend]);
        if feel <= self.context.tuning.feel_low && data >= 0 {
            found.push((ReasonId::FeelOverData, vec![feel, data]));
        }
        if feel >= self.context.tuning.feel_high && data <= self.context.tuning.data_low {
            found.push((ReasonId::DataUnderFeel, vec![feel, data]));
        }
    }

    fn bars(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        for (signal, milli) in self.judged.contributions.bars().filter(|(_, milli)| milli.abs() >= self.context.tuning.told_from)
        {
            found.push((if milli < 0 { ReasonId::Down(signal) } else { ReasonId::Up(signal) }, vec![milli]));
        }
    }

    /// The event, the week and yesterday's margin.
    fn plan_limits(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        if self.plan.session.as_ref().is_some_and(|session| session.kind == Kind::Event) {
            found.push((ReasonId::EventToday, Vec::new()));
        }
        for limit in [LimitId::TaperHold, LimitId::PostEvent, LimitId::DeloadWeek] {
            if self.judged.limits.iter().any(|found| found.id == limit) {
                found.push((ReasonId::Limit(limit), self.limit_numbers(limit)));
            }
        }
        if let Some(first) = self.context.injuries.iter().map(|injury| injury.from).min() {
            found.push((ReasonId::Injury, vec![self.context.day.since(first) + 1]));
        }
        if let (Some(raw), Some(free)) = (self.judged.raw, self.judged.free_band.filter(|free| Some(*free) != self.judged.band)) {
            found.push((ReasonId::Held, vec![raw, threshold(free, self.context.tuning) + self.context.tuning.margin]));
        }
    }

    fn sensors(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        if self.today.travel || self.context.series.travelled(self.context.index, self.context.tuning.travel_days) {
            // The day itself, and those after it.
            found.push((ReasonId::Travel, vec![self.context.tuning.travel_days + 1]));
        }
        // The resting pulse speaks for both.
        let hearts = [Sensor::Rhr, Sensor::Hrv].map(|sensor| self.context.sensors.get(sensor)).into_iter();
        let odd = hearts.filter(|sensor| !sensor.is_trend(self.context.tuning)).filter_map(|sensor| sensor.z_today);
        if let Some(z) = odd.into_iter().find(|z| *z <= self.context.tuning.z_odd) {
            found.push((ReasonId::OneOddReading, vec![z]));
        }
        let unknown = || self.context.sensors.all().filter(|sensor| sensor.today && !sensor.counts);
        if let Some(fewest) = unknown().map(|sensor| sensor.readings).min() {
            let changed = unknown().any(|sensor| sensor.changed);
            let id = if changed { ReasonId::SourceChanged } else { ReasonId::BaselineBuilding };
            found.push((id, vec![fewest, self.context.tuning.baseline_readings]));
        }
    }

    /// What the last weeks ask for.
    fn rhythm(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        let tuning = self.context.tuning;
        if self.plan.week != Some(WeekKind::Deload) && !self.context.paused {
            let due = Rhythm::of(self.context).filter(|rhythm| rhythm.last.is_none());
            found.extend(due.map(|rhythm| (ReasonId::DeloadDue, vec![rhythm.days.div_euclid(7)])));
        }
        let (index, series) = (self.context.index, self.context.series);
        let sessions = series.sessions_in(index - tuning.recent_days, index - 1).iter();
        let hijack = Share::of_last(sessions.filter_map(|done| done.supports.map(|supports| !supports)), tuning.hijack_answers);
        if hijack.hits >= tuning.hijack_no {
            found.push((ReasonId::Hijack, vec![hijack.hits, hijack.of]));
        }
        let nights = self.context.mornings(tuning.recent_days, self.today).filter_map(|row| row.slept_better);
        let late = Share::of_last(nights.map(|slept| slept == Slept::No), tuning.late_answers);
        if late.hits >= tuning.late_no {
            found.push((ReasonId::LateHard, vec![late.hits, late.of]));
        }
    }

    fn encouragement(&self, found: &mut Vec<(ReasonId, Vec<i64>)>) {
        let (verdict, tuning) = (self.judged.verdict, self.context.tuning);
        let planned = self.plan.session.as_ref().map(|session| session.kind);
        let given_up = planned.is_some_and(|kind| kind != Kind::Mobility) && matches!(verdict, Verdict::Rest | Verdict::Recover);
        if self.today.rest_worry || given_up {
            found.push((ReasonId::RestKeepsGains, self.rest_day()));
        }
        let short = self.today.sleep.filter(|slept| *slept < tuning.sleep_short);
        if let Some(slept) = short.filter(|_| matches!(planned, Some(Kind::Strength | Kind::Intervals))) {
            found.push((ReasonId::NoPunishment, vec![slept]));
        }
        if self.today.answer(Field::Soreness).is_some_and(|soreness| soreness <= 2) {
            found.push((ReasonId::SorenessNotScore, Vec::new()));
        }
        if self.action.failure_ok {
            found.push((ReasonId::FailureTool, Vec::new()));
        }
        if let Some(situation) = self.context.situation.filter(|_| verdict != Verdict::None) {
            found.push((ReasonId::Situation(situation), Vec::new()));
        }
    }

    /// What one rest day costs and clears: the daily steps of the two averages.
    fn rest_day(&self) -> Vec<i64> {
        let (fitness, fatigue) = (self.context.averages.fitness, self.context.averages.fatigue);
        let (loss, clears) = ((fitness * 23_528).div_euclid(1_000_000), (fatigue * 133_122).div_euclid(1_000_000));
        vec![loss, fitness, clears, fatigue]
    }
}
