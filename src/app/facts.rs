//! What follows from the history, computed once for each change and shown by every pane alike.

use crate::domain::{CheckIn, Day, History};
use crate::engine::Tuning;
use crate::engine::averages::State;
use crate::engine::load;
use crate::engine::planner::{self, Judgement, Plan};
use crate::engine::readiness::{Advice, Season, TodayPlan};

/// How many days ahead the forecast looks.
pub const FORECAST_DAYS: i64 = 28;

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
    /// Fitness and fatigue of the coming mornings if the plan is done, tomorrow's first.
    pub forecast: Vec<State>,
    /// The week that is shown, as a plan.
    pub plan: Plan,
    /// That plan, judged.
    pub judgement: Judgement,
}

impl Facts {
    /// What follows from a history on a day; the week shown is judged by [`Facts::judge_week`].
    pub fn new(history: &History, today: Day, tuning: &Tuning) -> Facts {
        let season = Season::new(history, today, tuning);
        let (empty, plan) = (CheckIn::default(), TodayPlan::of(history, today, tuning));
        let check_in = history.check_in(today).unwrap_or(&empty);
        let morning = season.advise(today, check_in, &plan);
        let later = history.day(today).map(|record| &record.before).filter(|before| before.values().next().is_some());
        let before = later.map(|later| season.advise(today, &check_in.overlaid(later), &plan));
        let forecast = forecast(&season, history, today, tuning);
        let plan = Plan::empty(today.monday(), 0, Vec::new());
        let judgement = planner::judge(&plan, tuning);
        Facts { season, morning, before, preview: None, forecast, plan, judgement }
    }

    /// What is said about today: before the session if that was asked, else this morning.
    pub fn advice(&self) -> &Advice {
        self.before.as_ref().unwrap_or(&self.morning)
    }

    /// What would be said about a day with this check-in in place of its own.
    pub fn advise(&self, history: &History, day: Day, check_in: &CheckIn, tuning: &Tuning) -> Advice {
        self.season.advise(day, check_in, &TodayPlan::of(history, day, tuning))
    }

    /// The forecast of a coming morning; `None` for today and earlier, or too far ahead.
    pub fn forecast_on(&self, today: Day, day: Day) -> Option<State> {
        usize::try_from(day.since(today) - 1).ok().and_then(|ahead| self.forecast.get(ahead)).copied()
    }

    /// Judges the week that begins on `monday`, with today's verdict.
    pub fn judge_week(&mut self, history: &History, monday: Day, today: Day, tuning: &Tuning) {
        let _ = (history, today);
        self.plan = Plan::empty(monday, 0, Vec::new());
        self.judgement = planner::judge(&self.plan, tuning);
    }
}

/// The coming mornings: what was done today and what is planned from today on, nothing else.
fn forecast(season: &Season, history: &History, today: Day, tuning: &Tuning) -> Vec<State> {
    let points = |day| load::expected_milli(history, day, tuning) as f64 / 1000.0;
    let loads = today.to(today.plus(FORECAST_DAYS - 1)).map(points);
    season.curve().map(|curve| curve.forecast(today, loads)).unwrap_or_default()
}
