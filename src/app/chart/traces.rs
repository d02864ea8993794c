//! Every curve as plain numbers, a value a day to the forecast's end, computed once for each change of the journal and each
//! look further back: a draw only borrows from here. They begin where somebody looks: ten years are known, and a chart
//! shows a season.

use crate::domain::field::ANSWERS;
use crate::domain::{Day, Field, History, Kind};
use crate::engine::averages::{Curve, GAP_DAYS, State};
use crate::engine::milli;
use crate::engine::performance::week::Week;
use crate::engine::readiness::{Advice, Season, Sensor, Stage};
use crate::engine::{Tuning, load};

use super::ahead::{Ahead, WhatIf};
use super::series::{MEASURED, Series};

/// A value a day; missing where nothing is known.
pub type Values = Vec<Option<f64>>;

/// The first and the last day the crosshair can be on.
pub type Reach = (Day, Day);

/// The two edges of a band.
pub type Edges = [Values; 2];

/// Every curve, from [`Traces::first`] on.
#[derive(Debug, Clone, PartialEq)]
pub struct Traces {
    /// Nothing before this day is looked at.
    floor: Day,
    /// The first day that is known.
    begin: Day,
    /// Day 0 of the averages.
    start: Option<Day>,
    /// The day of the first value of each list.
    pub first: Day,
    /// The last day the crosshair can be on.
    pub last: Day,
    /// Days from here on are planned; its own morning is known.
    pub today: Day,
    /// Points that were done, by kind; only kinds that weighed anything.
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
    /// Days with tags.
    pub tagged: Vec<Day>,
    /// Days with an event.
    pub events: Vec<Day>,
    /// What the plan leads to.
    pub ahead: Ahead,
}

impl Traces {
    /// The curves of a history on a day, not from before `floor`; the usual ranges come with [`Traces::add_usual`].
    pub fn of(season: &Season, advice: &Advice, history: &History, today: Day, tuning: &Tuning, floor: Day) -> Traces {
        let mut traces = Traces { floor, ..Traces::empty(today) };
        traces.renew(season, advice, history, Day::MIN, today, tuning);
        traces
    }

    /// The curves after a change of the records from the day `from` on: the same as [`Traces::of`],
    /// but what was before that stays.
    pub fn renew(&mut self, season: &Season, advice: &Advice, history: &History, from: Day, today: Day, tuning: &Tuning) {
        let curve = season.curve();
        let begin = curve.map_or(today, Curve::first);
        let first = begin.max(self.floor);
        // A gap changes the days it is made of, an event the scores before it; and today is another day than the others.
        let reach = GAP_DAYS as i64 + tuning.readiness.taper_days;
        let from = from.min(self.today).min(today).minus(reach);
        // What lies before the start day has no averages.
        let start = curve.and_then(|curve| curve.start_seen_on(today));
        self.cut(if (first, start) == (self.first, self.start) { self.index(from).unwrap_or(0) } else { 0 });
        self.start = start;
        let planned_to = history.days().next_back().map_or(today, |(day, _)| day);
        let last = planned_to.min(today.plus(tuning.model.forecast_limit)).max(today.plus(tuning.model.forecast_days));
        (self.begin, self.first, self.last, self.today) = (begin, first, last, today);
        self.ahead = Ahead::of(curve, history, today, tuning);
        self.averages(season, tuning);
        self.sessions(history, tuning);
        self.mornings(season, advice);
        self.check_ins(history);
        self.week_figures(tuning);
        self.tests = history.tests().map(|test| test.day).collect();
        let tagged = history.days_in(self.floor, Day::MAX).filter(|(_, record)| record.check_in.tags().next().is_some());
        self.tagged = tagged.map(|(day, _)| day).collect();
    }

    /// May there be something known from this day on that the curves lack?
    pub fn lack(&self, from: Day) -> bool {
        from < self.floor
    }

    /// Forgets all days but the first so many.
    fn cut(&mut self, days: usize) {
        let [low, high] = &mut self.costly;
        let [rested, halved] = &mut self.what_if;
        let lines = [&mut self.total, &mut self.planned, &mut self.fitness, &mut self.fatigue, &mut self.form, low, high];
        let more = [rested, halved, &mut self.score, &mut self.charge, &mut self.monotony, &mut self.strain];
        let fields = self.fields.iter_mut().map(|(_, values)| values);
        let loads = self.loads.iter_mut().map(|(_, values)| values);
        let usual = self.usual.iter_mut().flat_map(|(_, edges)| edges);
        lines.into_iter().chain(more).chain(fields).chain(loads).chain(usual).for_each(|values| values.truncate(days));
        let end = self.first.plus(days as i64);
        self.stages.retain(|(day, _)| *day < end);
        self.events.retain(|day| *day < end);
    }

    fn empty(today: Day) -> Traces {
        let none = || Vec::new();
        Traces {
            floor: Day::MIN,
            begin: today,
            first: today,
            start: None,
            last: today,
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
            tagged: Vec::new(),
            events: Vec::new(),
            ahead: Ahead::default(),
        }
    }

    /// The days the crosshair can be on; yesterday among them, so that it can be entered on the first day.
    pub fn reach(&self) -> Reach {
        (self.begin.min(self.today.minus(1)), self.last)
    }

    /// Where a day stands in the lists; `None` before the first.
    pub fn index(&self, day: Day) -> Option<usize> {
        day.index_from(self.first)
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
            let Series::Field(field) = *series else { continue };
            if Sensor::of(field).is_none() {
                continue;
            }
            if self.usual(field).is_none() {
                self.usual.push((field, Edges::default()));
            }
            let Some((_, [lows, highs])) = self.usual.iter_mut().find(|(known, _)| *known == field) else { continue };
            let missing = self.first.to(self.today).skip(lows.len());
            for usual in season.usual_on(field, missing) {
                lows.push(usual.map(|usual| usual.low));
                highs.push(usual.map(|usual| usual.high));
            }
        }
    }

    fn averages(&mut self, season: &Season, tuning: &Tuning) {
        let Some(curve) = season.curve() else { return };
        let kept = self.fitness.len();
        let known = |day: Day| curve.state(day).filter(|_| !curve.in_gap(day, self.today));
        let known = self.first.to(self.today).skip(kept).map(known);
        let states: Vec<Option<State>> = known.chain(self.ahead.states.iter().copied().map(Some)).collect();
        let add = |values: &mut Values, value: &dyn Fn(State) -> f64| values.extend(states.iter().map(|state| state.map(value)));
        add(&mut self.fitness, &|state| state.fitness);
        add(&mut self.fatigue, &|state| state.fatigue);
        add(&mut self.form, &State::form);
        let table = &tuning.readiness;
        let edge = |per_mille: i64| {
            let floor = table.form_floor as f64 / 1000.0;
            let share = per_mille as f64 / 1000.0;
            move |state: State| -share * state.fitness.max(floor)
        };
        let [low, high] = &mut self.costly;
        add(low, &edge(table.form_full));
        add(high, &edge(table.form_dead));
        let before = usize::try_from(self.today.since(self.first) + 1).unwrap_or(0);
        for (values, what_if) in self.what_if.iter_mut().zip(WhatIf::ALL) {
            values.resize(before, None);
            values.extend(self.ahead.under(what_if).iter().map(|state| Some(state.form())));
        }
    }

    /// Loads, charge, events: one pass over the sessions.
    fn sessions(&mut self, history: &History, tuning: &Tuning) {
        let days = usize::try_from(self.last.since(self.first) + 1).unwrap_or(0);
        let kept = self.total.len();
        let lines = [&mut self.total, &mut self.planned, &mut self.charge];
        lines.into_iter().chain(self.loads.iter_mut().map(|(_, values)| values)).for_each(|values| values.resize(days, None));
        for (day, index) in self.first.to(self.last).zip(0..).skip(kept) {
            let (mut answers, mut answered) = (0.0, 0.0);
            for session in history.sessions_on(day) {
                let points = milli::points(load::planned_milli(history, session, self.today, tuning));
                if session.kind == Kind::Event && (session.is_open() || session.is_done()) && self.events.last() != Some(&day) {
                    self.events.push(day);
                }
                if session.is_open() && day >= self.today {
                    add(&mut self.planned, index, points);
                }
                if !session.is_done() {
                    continue;
                }
                add(&mut self.total, index, points);
                add(self.loads_of(session.kind, days), index, points);
                if let Some(answer) = session.charge {
                    answers += f64::from(answer);
                    answered += 1.0;
                }
            }
            if answered > 0.0 {
                add(&mut self.charge, index, answers / answered);
            }
        }
        self.loads.retain(|(_, values)| values.iter().any(Option::is_some));
    }

    /// The loads of a kind, in the order of kinds.
    fn loads_of(&mut self, kind: Kind, days: usize) -> &mut Values {
        let at = self.loads.partition_point(|(known, _)| *known < kind);
        if self.loads.get(at).is_none_or(|(known, _)| *known != kind) {
            self.loads.insert(at, (kind, vec![None; days]));
        }
        #[expect(clippy::indexing_slicing, reason = "it is there, or was put there just now")]
        &mut self.loads[at].1
    }

    fn mornings(&mut self, season: &Season, advice: &Advice) {
        let score = |milli: i64| milli::full(milli) as f64;
        let new = season.mornings_from(self.first.plus(self.score.len() as i64));
        let before = new.iter().filter(|morning| morning.day < self.today);
        self.score.extend(before.map(|morning| morning.score_milli.map(score)));
        self.score.push(advice.score_milli.map(score));
        let tired = new.iter().filter(|morning| morning.stage != Stage::Fresh);
        self.stages.extend(tired.map(|morning| (morning.day, morning.stage)));
    }

    fn check_ins(&mut self, history: &History) {
        let days = usize::try_from(self.today.since(self.first) + 1).unwrap_or(0);
        if self.fields.is_empty() {
            self.fields = MEASURED.into_iter().chain(ANSWERS).map(|field| (field, Values::new())).collect();
        }
        let kept = self.fields.first().map_or(0, |(_, values)| values.len());
        self.fields.iter_mut().for_each(|(_, values)| values.resize(days, None));
        for (day, record) in history.days_in(self.first.plus(kept as i64), self.today) {
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
        let week = |index: usize| {
            let known = self.fitness.get(index).is_some_and(Option::is_some);
            let days = index.checked_sub(7).and_then(|from| self.total.get(from..index)).filter(|_| known)?;
            let loads: Vec<f64> = days.iter().map(|load| load.unwrap_or(0.0)).collect();
            Some(Week::of(&loads, 0.0, 7, &tuning.model))
        };
        let weeks: Vec<Week> =
            (self.monotony.len()..self.so_far(&self.total).len()).map(|index| week(index).unwrap_or_default()).collect();
        self.monotony.extend(weeks.iter().map(|week| week.monotony));
        self.strain.extend(weeks.iter().map(|week| week.strain));
    }
}

fn add(values: &mut Values, index: usize, value: f64) {
    if let Some(slot) = values.get_mut(index).filter(|_| value > 0.0) {
        *slot = Some(slot.unwrap_or(0.0) + value);
    }
}
