//! Every curve as plain numbers, a value a day from the first known day to the forecast's end,
//! computed once for each change of the journal: a draw only borrows from here.

use crate::domain::field::ANSWERS;
use crate::domain::{Day, Field, History, Kind};
use crate::engine::averages::{Curve, State};
use crate::engine::performance::week::Week;
use crate::engine::readiness::{Advice, Season, Stage};
use crate::engine::{Tuning, load};

use super::ahead::Ahead;
use super::series::Series;
use super::{Reach, WhatIf};

/// A value a day; missing where nothing is known.
pub type Values = Vec<Option<f64>>;

/// The two edges of a band.
pub type Edges = [Values; 2];

/// Every curve, from [`Traces::first`] on.
#[derive(Debug, Clone, PartialEq)]
pub struct Traces {
    /// The day of the first value of each list.
    pub first: Day,
    /// The last day the crosshair can be on.
    pub last: Day,
    /// Days from here on are planned; its own morning is known.
    pub today: Day,
    /// Points that were done, by kind; only kinds that were ever done.
    pub loads: Vec<(Kind, Values)>,
    /// Points that were done, in all.
    pub total: Values,
    /// Points that are planned.
    pub planned: Values,
    /// Morning values, the forecast's too.
    pub fitness: Values,
    /// Morning values, the forecast's too.
    pub fatigue: Values,
    /// Morning values, the forecast's too.
    pub form: Values,
    /// Where form costs score: from the low to the high edge more and more.
    pub costly: Edges,
    /// Form on the other ways through this week, from tomorrow on.
    pub what_if: Edges,
    /// 0–100.
    pub score: Values,
    /// Mean of the day's sessions, 1–5.
    pub charge: Values,
    /// Of the seven days before each morning.
    pub monotony: Values,
    /// Of the seven days before each morning.
    pub strain: Values,
    /// Answers and readings.
    fields: Vec<(Field, Values)>,
    /// The usual ranges of the sensors that are shown.
    usual: Vec<(Field, Edges)>,
    /// Stages of fatigue that are not fresh.
    pub stages: Vec<(Day, Stage)>,
    /// Days with a test.
    pub tests: Vec<Day>,
    /// Days with an event.
    pub events: Vec<Day>,
    /// What the plan leads to.
    pub ahead: Ahead,
}

impl Traces {
    /// The curves of a history on a day; the usual ranges come with [`Traces::add_usual`].
    pub fn of(season: &Season, advice: &Advice, history: &History, today: Day, tuning: &Tuning) -> Traces {
        let curve = season.curve();
        let ahead = Ahead::of(curve, history, today, tuning);
        let first = curve.map_or(today, Curve::first);
        let planned_to = history.days().next_back().map_or(today, |(day, _)| day);
        let last = planned_to.min(today.plus(tuning.model.forecast_limit)).max(today.plus(tuning.model.forecast_days));
        let mut traces = Traces::empty(first, last, today, ahead);
        traces.averages(season, tuning);
        traces.sessions(history, tuning);
        traces.mornings(season, advice);
        traces.check_ins(history);
        traces.week_figures(tuning);
        traces.tests = history.tests().map(|test| test.day).collect();
        traces
    }

    fn empty(first: Day, last: Day, today: Day, ahead: Ahead) -> Traces {
        let none = || Vec::new();
        Traces {
            first,
            last,
            today,
            loads: Vec::new(),
            total: none(),
            planned: none(),
            fitness: none(),
            fatigue: none(),
            form: none(),
            costly: [none(), none()],
            what_if: [none(), none()],
            score: none(),
            charge: none(),
            monotony: none(),
            strain: none(),
            fields: Vec::new(),
            usual: Vec::new(),
            stages: Vec::new(),
            tests: Vec::new(),
            events: Vec::new(),
            ahead,
        }
    }

    /// The days the crosshair can be on.
    pub fn reach(&self) -> Reach {
        (self.first, self.last)
    }

    /// Where a day stands in the lists; `None` before the first.
    pub fn index(&self, day: Day) -> Option<usize> {
        usize::try_from(day.since(self.first)).ok()
    }

    /// The value of a list on a day.
    pub fn on(&self, values: &[Option<f64>], day: Day) -> Option<f64> {
        self.index(day).and_then(|index| values.get(index)).copied().flatten()
    }

    /// A list without what comes after today's morning.
    pub fn so_far<'v>(&self, values: &'v [Option<f64>]) -> &'v [Option<f64>] {
        let known = self.index(self.today).map_or(0, |index| index + 1);
        values.get(..known).unwrap_or(values)
    }

    /// The numbers of a series that is one line; none for those that are more, or none yet.
    pub fn line(&self, series: Series) -> Option<&Values> {
        match series {
            Series::Loads => Some(&self.total),
            Series::Form => Some(&self.form),
            Series::Score => Some(&self.score),
            Series::Field(field) => self.field(field),
            Series::Charge => Some(&self.charge),
            Series::Monotony => Some(&self.monotony),
            Series::Strain => Some(&self.strain),
            Series::Averages | Series::Performance => None,
        }
    }

    /// The values of a field of the check-in.
    pub fn field(&self, field: Field) -> Option<&Values> {
        self.fields.iter().find(|(known, _)| *known == field).map(|(_, values)| values)
    }

    /// The usual range of a sensor that is shown.
    pub fn usual(&self, field: Field) -> Option<&Edges> {
        self.usual.iter().find(|(known, _)| *known == field).map(|(_, edges)| edges)
    }

    /// Adds the usual ranges of the sensors among these series: a window over sixty days for each day.
    pub fn add_usual(&mut self, season: &Season, shown: &[Series]) {
        for series in shown {
            let Series::Field(field @ (Field::RestingHr | Field::HrvRmssd | Field::ReactionMs)) = *series else { continue };
            if self.usual(field).is_some() {
                continue;
            }
            let range = |day: Day| season.usual(field, day).map(|usual| (usual.low, usual.high));
            let both: Vec<Option<(f64, f64)>> = self.first.to(self.today).map(range).collect();
            let edge = |of: fn((f64, f64)) -> f64| both.iter().map(|range| range.map(of)).collect();
            self.usual.push((field, [edge(|range| range.0), edge(|range| range.1)]));
        }
    }

    fn averages(&mut self, season: &Season, tuning: &Tuning) {
        let Some(curve) = season.curve() else { return };
        let known = |day: Day| curve.state(day).filter(|_| !curve.in_gap(day));
        let known = self.first.to(self.today).map(known);
        let states: Vec<Option<State>> = known.chain(self.ahead.states.iter().copied().map(Some)).collect();
        let of = |value: &dyn Fn(State) -> f64| states.iter().map(|state| state.map(value)).collect();
        self.fitness = of(&|state| state.fitness);
        self.fatigue = of(&|state| state.fatigue);
        self.form = of(&State::form);
        let table = &tuning.readiness;
        let edge = |per_mille: i64| {
            let floor = table.form_floor as f64 / 1000.0;
            let share = per_mille as f64 / 1000.0;
            move |state: State| -share * state.fitness.max(floor)
        };
        self.costly = [of(&edge(table.form_full)), of(&edge(table.form_dead))];
        let before = vec![None; self.index(self.today).map_or(0, |index| index + 1)];
        let with = |what_if: WhatIf| {
            let form = self.ahead.under(what_if).iter().map(|state| Some(state.form()));
            before.iter().copied().chain(form).collect()
        };
        self.what_if = WhatIf::ALL.map(with);
    }

    /// Loads, charge, events: one pass over the sessions.
    fn sessions(&mut self, history: &History, tuning: &Tuning) {
        let days = usize::try_from(self.last.since(self.first) + 1).unwrap_or(0);
        let none = || vec![None; days];
        let mut kinds: Vec<(Kind, Values)> = Vec::new();
        let (mut total, mut planned, mut charge) = (none(), none(), none());
        for (day, index) in self.first.to(self.last).zip(0..) {
            let (mut answers, mut answered) = (0.0, 0.0);
            for session in history.sessions_on(day) {
                let points = load::session_milli(session, tuning) as f64 / 1000.0;
                if session.kind == Kind::Event && (session.is_open() || session.is_done()) && self.events.last() != Some(&day) {
                    self.events.push(day);
                }
                if session.is_open() && day >= self.today {
                    add(&mut planned, index, points);
                }
                if !session.is_done() {
                    continue;
                }
                add(&mut total, index, points);
                if !kinds.iter().any(|(kind, _)| *kind == session.kind) {
                    kinds.push((session.kind, none()));
                }
                if let Some((_, values)) = kinds.iter_mut().find(|(kind, _)| *kind == session.kind) {
                    add(values, index, points);
                }
                if let Some(answer) = session.charge {
                    answers += f64::from(answer);
                    answered += 1.0;
                }
            }
            if answered > 0.0 {
                add(&mut charge, index, answers / answered);
            }
        }
        kinds.sort_by_key(|(kind, _)| *kind);
        (self.loads, self.total, self.planned, self.charge) = (kinds, total, planned, charge);
    }

    fn mornings(&mut self, season: &Season, advice: &Advice) {
        let score = |milli: i64| milli.div_euclid(1000) as f64;
        let before = season.mornings().iter().filter(|morning| morning.day < self.today);
        self.score = before.map(|morning| morning.score_milli.map(score)).collect();
        self.score.push(advice.score_milli.map(score));
        let tired = season.mornings().iter().filter(|morning| morning.stage != Stage::Fresh);
        self.stages = tired.map(|morning| (morning.day, morning.stage)).collect();
    }

    fn check_ins(&mut self, history: &History) {
        let days = usize::try_from(self.today.since(self.first) + 1).unwrap_or(0);
        let measured = [Field::RestingHr, Field::HrvRmssd, Field::SleepMinutes, Field::ReactionMs];
        self.fields = measured.into_iter().chain(ANSWERS).map(|field| (field, vec![None; days])).collect();
        for (day, record) in history.days_in(self.first, self.today) {
            let Some(index) = self.index(day) else { continue };
            for (field, values) in &mut self.fields {
                let value = record.check_in.number(*field);
                let shown = if *field == Field::SleepMinutes { value.map(|minutes| minutes / 60.0) } else { value };
                if let Some(slot) = values.get_mut(index) {
                    *slot = shown;
                }
            }
        }
    }

    fn week_figures(&mut self, tuning: &Tuning) {
        let loads: Vec<f64> = self.so_far(&self.total).iter().map(|load| load.unwrap_or(0.0)).collect();
        let known = |index: usize| self.fitness.get(index).is_some_and(Option::is_some);
        let week = |index: usize| {
            let days = index.checked_sub(7).and_then(|from| loads.get(from..index)).filter(|_| known(index));
            days.map_or_else(Week::default, |days| Week::of(days, 0.0, 7, &tuning.model))
        };
        let weeks: Vec<Week> = (0..loads.len()).map(week).collect();
        self.monotony = weeks.iter().map(|week| week.monotony).collect();
        self.strain = weeks.iter().map(|week| week.strain).collect();
    }
}

fn add(values: &mut Values, index: usize, value: f64) {
    if let Some(slot) = values.get_mut(index).filter(|_| value > 0.0) {
        *slot = Some(slot.unwrap_or(0.0) + value);
    }
}
