//! What follows from the history, computed once for each change and shown by every pane alike.

use crate::domain::{CheckIn, Day, History};
use crate::engine::Tuning;
use crate::engine::averages::State;
use crate::engine::planner::{self, Judgement, Plan};
use crate::engine::readiness::{Advice, Season, TodayPlan};

use super::chart::traces::Traces;

/// What follows from the history on a day.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Every morning so far: loads, averages, scores, stages.
    pub season: Season,
    /// What is said about today.
    pub advice: Advice,
    /// What would be said if the open check-in were saved now.
    pub preview: Option<Advice>,
    /// The numbers behind the chart.
    pub traces: Traces,
    /// The week that is shown, as a plan.
    pub plan: Plan,
    /// That plan, judged.
    pub judgement: Judgement,
}

impl Facts {
    /// What follows from a history on a day; the week shown is judged by [`Facts::judge_week`].
    pub fn new(history: &History, today: Day, tuning: &Tuning) -> Facts {
        let season = Season::new(history, today, tuning);
        let empty = CheckIn::default();
        let check_in = history.check_in(today).unwrap_or(&empty);
        let advice = season.advise(today, check_in, &TodayPlan::of(history, today, tuning));
        let traces = Traces::of(&season, &advice, history, today, tuning);
        let plan = Plan::empty(today.monday(), 0, Vec::new());
        let judgement = planner::judge(&plan, tuning);
        Facts { season, advice, preview: None, traces, plan, judgement }
    }

    /// What would be said about a day with this check-in in place of its own.
    pub fn advise(&self, history: &History, day: Day, check_in: &CheckIn, tuning: &Tuning) -> Advice {
        self.season.advise(day, check_in, &TodayPlan::of(history, day, tuning))
    }

    /// The forecast of a coming morning; `None` for today and earlier, or too far ahead.
    pub fn forecast_on(&self, today: Day, day: Day) -> Option<State> {
        usize::try_from(day.since(today) - 1).ok().and_then(|ahead| self.traces.ahead.states.get(ahead)).copied()
    }

    /// Judges the week that begins on `monday`, with today's verdict.
    pub fn judge_week(&mut self, history: &History, monday: Day, today: Day, tuning: &Tuning) {
        let _ = (history, today);
        self.plan = Plan::empty(monday, 0, Vec::new());
        self.judgement = planner::judge(&self.plan, tuning);
    }
}
