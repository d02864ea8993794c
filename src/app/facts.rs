//! What follows from the history, computed once for each change and shown by every pane alike.

use crate::domain::{CheckIn, Day, History};
use crate::engine::Tuning;
use crate::engine::averages::State;
use crate::engine::experiments::{self, Report};
use crate::engine::learning::marks;
use crate::engine::planner::{self, Judgement, Known, Plan, PlanBasis};
use crate::engine::readiness::{Advice, Season, TodayPlan};

use super::chart::ChartView;
use super::chart::traces::Traces;
use super::forms::Extra;
use super::week::{Issue, issues};

/// So many days more are looked at when somebody looks back.
const AT_ONCE: i64 = 365;

/// Weeks after the one shown that are told beside it.
pub const COMING: usize = 4;

/// What follows from the history on a day.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Every morning so far: loads, averages, scores, stages.
    pub season: Season,
    /// What is said about today, as the morning told it.
    pub morning: Advice,
    /// What is said about today with what was answered before the session; none if nothing was.
    pub before: Option<Advice>,
    /// What would be said if the open check-in were saved now.
    pub preview: Option<Advice>,
    /// The numbers behind the chart.
    pub traces: Traces,
    /// The week that is shown, as a plan.
    pub plan: Plan,
    /// That plan, judged.
    pub judgement: Judgement,
    /// What it breaks and what helps, the dearest first, then what the week says.
    pub issues: Vec<Issue>,
    /// The four weeks after it, judged.
    pub coming: Judgement,
}

impl Facts {
    /// What follows from a history on a day; the week shown is judged by [`Facts::judge_week`], and the chart's numbers
    /// begin where a chart at rest looks back to.
    pub fn new(history: &History, today: Day, tuning: &Tuning) -> Facts {
        Facts::seen_from(history, today, today, tuning)
    }

    /// What followed on a day, seen from today: what was planned ahead of a past day then is not kept.
    pub fn seen_from(history: &History, today: Day, day: Day, tuning: &Tuning) -> Facts {
        let plan = plan_of(history, today, day, tuning);
        Facts::of(Season::new(history, day, tuning), history, &plan, day, tuning)
    }

    /// The same from a season that was judged up to some other day.
    pub fn taken_up(mut season: Season, history: &History, today: Day, tuning: &Tuning) -> Facts {
        season.renew(history, Day::MAX, today);
        Facts::of(season, history, &TodayPlan::of(history, today, tuning), today, tuning)
    }

    /// Makes sure of the chart's numbers from this day on; tells whether some are new.
    pub fn look_back(&mut self, from: Day, history: &History, today: Day, tuning: &Tuning) -> bool {
        let is_lacking = self.traces.lack(from);
        if is_lacking {
            // What is turned over day by day is not computed anew with each.
            self.traces = Traces::of(&self.season, &self.morning, history, today, tuning, from.minus(AT_ONCE));
        }
        is_lacking
    }

    fn of(season: Season, history: &History, plan: &TodayPlan, today: Day, tuning: &Tuning) -> Facts {
        let (morning, before) = said(&season, history, plan, today);
        let from = ChartView::new(today).looks_back_to(tuning);
        let traces = Traces::of(&season, &morning, history, today, tuning, from);
        let plan = Plan::empty(tuning.week_starts.first(today), 0, Vec::new());
        let judgement = planner::judge(&plan, tuning);
        let coming = judgement.clone();
        Facts { season, morning, before, preview: None, traces, plan, judgement, issues: Vec::new(), coming }
    }

    /// What follows after a change: the same as [`Facts::new`], but nothing is computed again that
    /// records from the day `from` on cannot have changed. What was looked back at stays.
    pub fn renew(&mut self, history: &History, from: Day, today: Day, tuning: &Tuning) {
        self.season.renew(history, from, today);
        (self.morning, self.before) = said(&self.season, history, &TodayPlan::of(history, today, tuning), today);
        self.traces.renew(&self.season, &self.morning, history, from, today, tuning);
        self.preview = None;
    }

    /// What is said about today: before the session if that was asked, else this morning.
    pub fn advice(&self) -> &Advice {
        self.before.as_ref().unwrap_or(&self.morning)
    }

    /// The experiments registered up to today, the earliest first.
    pub fn experiments<'a>(&self, history: &'a History, today: Day, tuning: &Tuning) -> Vec<Report<'a>> {
        experiments::all(history, &self.season, today, &tuning.learning)
    }

    /// The experiment that waits or runs.
    pub fn experiment<'a>(&self, history: &'a History, today: Day, tuning: &Tuning) -> Option<Report<'a>> {
        experiments::current(history, &self.season, today, &tuning.learning)
    }

    /// What a check-in asks for beside its own questions.
    pub fn extra(&self, history: &History, day: Day, today: Day, tuning: &Tuning) -> Extra {
        extra_of(&self.season, history, day, today, tuning)
    }

    /// What would be said about a day with this check-in in place of its own.
    pub fn advise(&self, history: &History, day: Day, check_in: &CheckIn, tuning: &Tuning) -> Advice {
        let plan =
            if day < self.morning.day { TodayPlan::of_past(history, day, tuning) } else { TodayPlan::of(history, day, tuning) };
        self.season.advise(day, check_in, &plan)
    }

    /// The forecast of a coming morning; `None` for today and earlier, or too far ahead.
    pub fn forecast_on(&self, today: Day, day: Day) -> Option<State> {
        usize::try_from(day.since(today) - 1).ok().and_then(|ahead| self.traces.ahead.states.get(ahead)).copied()
    }

    /// What a plan of these days stands on: the mornings as they are known, today's verdict and stage.
    pub fn given(&self, start: Day, days: usize, today: Day) -> PlanBasis {
        let (curve, advice) = (self.season.curve(), self.advice());
        let known = |day: Day| match curve {
            Some(curve) if day <= today => Some(Known { state: curve.state(day), settling: curve.settling(day) }),
            Some(curve) => Some(Known { state: Some(self.forecast_on(today, day)?), settling: curve.settling(today) }),
            None if day < today => Some(Known { state: None, settling: true }),
            None if day == today => Some(Known { state: Some(advice.load.state), settling: advice.load.settling }),
            None => None,
        };
        let mornings = start.to(start.max(today)).take(days).map_while(known).collect();
        let end = start.min(today);
        let first = curve.and_then(|curve| curve.start_seen_on(today)).map(|first| self.season.lived_from(first, end));
        let lived = first.map(|first| self.season.lived(first, end).to_vec()).unwrap_or_default();
        let feels = self.season.feels();
        PlanBasis { lived, feels, start, days, today, verdict: advice.verdict, stage: advice.stage, first, mornings }
    }

    /// Judges the week that begins on `first`, with today's verdict.
    pub fn judge_week(&mut self, history: &History, first: Day, today: Day, tuning: &Tuning) {
        let given = self.given(first, 7, today);
        self.plan = Plan::from_history(history, &given, tuning);
        self.judgement = planner::judge(&self.plan, tuning);
        // Nobody is told what is missing before anything was entered.
        let silent = !history.has_days();
        self.issues = if silent { Vec::new() } else { issues(&self.plan, &self.judgement, tuning) };
        let coming = self.given(first.plus(7), 7 * COMING, today);
        self.coming = planner::judge(&Plan::from_history(history, &coming, tuning), tuning);
    }
}

/// What is said about a day that was or is, from a season that reaches to it: before the session if that was asked, else
/// its morning.
pub fn advice_of(season: &Season, history: &History, today: Day, day: Day, tuning: &Tuning) -> Advice {
    let (morning, before) = said(season, history, &plan_of(history, today, day, tuning), day);
    before.unwrap_or(morning)
}

/// What was planned on a day, seen from today.
fn plan_of(history: &History, today: Day, day: Day, tuning: &Tuning) -> TodayPlan {
    if day < today { TodayPlan::of_past(history, day, tuning) } else { TodayPlan::of(history, day, tuning) }
}

/// What is said about today, this morning and before the session.
fn said(season: &Season, history: &History, plan: &TodayPlan, today: Day) -> (Advice, Option<Advice>) {
    let empty = CheckIn::default();
    let check_in = history.check_in(today).unwrap_or(&empty);
    let later = history.day(today).map(|record| &record.before).filter(|before| before.values().next().is_some());
    let before = later.map(|later| season.advise(today, &check_in.overlaid(later), plan));
    (season.advise(today, check_in, plan), before)
}

/// What a check-in asks for beside its own questions, of a season that was judged up to today.
pub fn extra_of(season: &Season, history: &History, day: Day, today: Day, tuning: &Tuning) -> Extra {
    let counted = history.days_in(today.minus(tuning.learning.tag_days), today);
    let tagged = counted.map(|(day, record)| (day, record.check_in.tags()));
    Extra {
        ready: tuning.ask_ready && day == today,
        kept: experiments::asks_kept(history, season, day),
        tags: marks::counts(today, tagged, &tuning.learning).into_iter().map(|count| count.tag).collect(),
    }
}
