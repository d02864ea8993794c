//! Fitness and fatigue: the two averages of daily load, as morning values (`model.md` §2).
//!
//! A morning of day *d* has seen the loads of the days before *d*. Loads are whole milli-points;
//! the recursion is the same operations in the same order however it is entered, so adding a day
//! gives the same bits as computing everything again.

use std::collections::BTreeSet;

use crate::domain::{Day, History, Session, StartValues};

use super::load;
use super::tuning::Tuning;

/// 1 − e^(−1/42), the daily step of fitness.
pub const FITNESS_STEP: f64 = 0.023_528_313_347_756_735;
/// 1 − e^(−1/7), the daily step of fatigue.
pub const FATIGUE_STEP: f64 = 0.133_122_100_249_818_4;
/// The start is the mean load of at most so many first days.
pub const SEED_DAYS: usize = 28;
/// With an automatic start the averages are settling before this day index.
pub const SETTLING_DAYS: usize = 42;
/// So many days in a row without any record are a gap.
pub const GAP_DAYS: usize = 14;
/// After a gap the averages are settling for so many days.
pub const AFTER_GAP_DAYS: usize = 28;

/// The state of one morning, in points a day.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct State {
    /// The slow average (42 days).
    pub fitness: f64,
    /// The fast average (7 days).
    pub fatigue: f64,
}

impl State {
    /// Fitness − fatigue.
    pub fn form(self) -> f64 {
        self.fitness - self.fatigue
    }

    /// The next morning, after a day with this load in points.
    #[must_use]
    pub fn next(self, load: f64) -> State {
        State {
            fitness: self.fitness + (load - self.fitness) * FITNESS_STEP,
            fatigue: self.fatigue + (load - self.fatigue) * FATIGUE_STEP,
        }
    }
}

/// The mean of the first (at most 28) daily loads, milli-points in, points a day out; 0 without any.
pub fn auto_seed(loads: &[i64]) -> f64 {
    let first = loads.get(..SEED_DAYS).unwrap_or(loads);
    if first.is_empty() { 0.0 } else { first.iter().sum::<i64>() as f64 / 1000.0 / first.len() as f64 }
}

/// One morning of a [`Curve`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Morning {
    /// The day.
    pub day: Day,
    /// Its morning values.
    pub state: State,
    /// Not to be trusted yet: soon after the start or after a gap.
    pub settling: bool,
    /// Part of a run of at least 14 days without any record.
    pub gap: bool,
}

/// Loads and morning values of every day from the first one that says something.
///
/// Mornings run one further than days: the last one has seen every load there is.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    first: Day,
    start: Option<State>,
    loads: Vec<i64>,
    states: Vec<State>,
    /// For each day: is it inside a gap?
    gaps: Vec<bool>,
    /// For each morning: mornings since a gap was last in force; `None` = never.
    since_gap: Vec<Option<usize>>,
    /// For each day: days in a row without any record, up to this one.
    empty_runs: Vec<usize>,
}

impl Curve {
    /// A curve without a day yet, whose first day will be `first`. `start` is fitness and fatigue
    /// as given by the person; `None` = the automatic seed.
    pub fn new(first: Day, start: Option<(f64, f64)>) -> Curve {
        let start = start.map(|(fitness, fatigue)| State { fitness, fatigue });
        Curve {
            first,
            start,
            loads: Vec::new(),
            states: vec![start.unwrap_or_default()],
            gaps: Vec::new(),
            since_gap: vec![None],
            empty_runs: Vec::new(),
        }
    }

    /// The curve of a history up to and including the day `through`; `None` where no day up to
    /// then says anything.
    pub fn of(history: &History, through: Day, tuning: &Tuning) -> Option<Curve> {
        let first = first_day(history).filter(|first| *first <= through)?;
        let mut curve = Curve::new(first, history.profile().start().map(StartValues::both));
        curve.extend(history, through, tuning);
        Some(curve)
    }

    /// Adds the days of a history up to and including `through`.
    pub fn extend(&mut self, history: &History, through: Day, tuning: &Tuning) {
        let tested: BTreeSet<Day> = history.tests().map(|test| test.day).collect();
        for day in self.first.to(through).skip(self.loads.len()) {
            let recorded = tested.contains(&day) || is_recorded(history, day);
            self.push(load::day_milli(history, day, tuning), recorded);
        }
    }

    /// Forgets this day (of those there are) and all after it, as if they had never been added.
    pub fn cut(&mut self, day: Day) {
        let days = usize::try_from(day.since(self.first)).unwrap_or(0);
        self.loads.truncate(days);
        self.states.truncate(days + 1);
        self.gaps.truncate(days);
        self.since_gap.truncate(days + 1);
        self.empty_runs.truncate(days);
        // Only what came later may have made a gap of the last days.
        let run = self.empty_runs.last().copied().unwrap_or(0);
        if run < GAP_DAYS {
            self.gaps.iter_mut().rev().take(run).for_each(|gap| *gap = false);
        }
    }

    /// Adds the next day: its load in milli-points, and whether anything at all was recorded.
    pub fn push(&mut self, load: i64, recorded: bool) {
        let last = self.states.last().copied().unwrap_or_default();
        self.loads.push(load);
        let state = if self.start.is_none() && self.loads.len() <= SEED_DAYS {
            // A morning of the first weeks has its own seed: all of its days are run again.
            let seed = auto_seed(&self.loads);
            self.loads.iter().fold(State { fitness: seed, fatigue: seed }, |state, load| state.next(points(*load)))
        } else {
            last.next(points(load))
        };
        self.states.push(state);
        self.mark_gap(recorded);
    }

    fn mark_gap(&mut self, recorded: bool) {
        let empty_run = if recorded { 0 } else { self.empty_runs.last().map_or(1, |run| run + 1) };
        self.empty_runs.push(empty_run);
        let in_gap = empty_run >= GAP_DAYS;
        self.gaps.push(in_gap);
        if empty_run == GAP_DAYS {
            self.gaps.iter_mut().rev().take(GAP_DAYS).for_each(|gap| *gap = true);
        }
        let before = self.since_gap.last().copied().flatten();
        self.since_gap.push(if in_gap { Some(1) } else { before.map(|mornings| mornings + 1) });
    }

    /// The first day that says something: day 0.
    pub fn first(&self) -> Day {
        self.first
    }

    /// The loads of the days from the first one on, in milli-points.
    pub fn loads(&self) -> &[i64] {
        &self.loads
    }

    /// Fitness and fatigue given by the person, if they were.
    pub fn start(&self) -> Option<State> {
        self.start
    }

    /// The automatic seed of the newest morning.
    pub fn seed(&self) -> f64 {
        auto_seed(&self.loads)
    }

    /// The morning values of a day; `None` before the first day or past the morning after the last.
    pub fn state(&self, day: Day) -> Option<State> {
        usize::try_from(day.since(self.first)).ok().and_then(|index| self.states.get(index)).copied()
    }

    /// Is the morning soon after an automatic start, or after a gap?
    pub fn settling(&self, day: Day) -> bool {
        let Ok(index) = usize::try_from(day.since(self.first)) else { return self.start.is_none() };
        let since_gap = self.since_gap.get(index).copied().flatten();
        (self.start.is_none() && index < SETTLING_DAYS) || since_gap.is_some_and(|mornings| mornings <= AFTER_GAP_DAYS)
    }

    /// The load of a day in milli-points; `None` outside the days there are.
    pub fn load(&self, day: Day) -> Option<i64> {
        usize::try_from(day.since(self.first)).ok().and_then(|index| self.loads.get(index)).copied()
    }

    /// Is the day part of a run of at least 14 days without any record?
    pub fn in_gap(&self, day: Day) -> bool {
        usize::try_from(day.since(self.first)).ok().and_then(|index| self.gaps.get(index)).copied().unwrap_or(false)
    }

    /// Every morning from the first day to the one after the last day.
    pub fn mornings(&self) -> impl Iterator<Item = Morning> {
        self.states.iter().zip(0..).map(|(state, index)| {
            let day = self.first.plus(index);
            let gap = self.gaps.get(index as usize).copied().unwrap_or(false);
            Morning { day, state: *state, settling: self.settling(day), gap }
        })
    }

    /// The mornings after `from` if these loads (points) follow from that day on: arithmetic, not a
    /// promise. Nothing where the state of `from` is not known.
    pub fn forecast(&self, from: Day, loads: impl IntoIterator<Item = f64>) -> Vec<State> {
        let Some(mut state) = self.state(from) else { return Vec::new() };
        let next = |load| {
            state = state.next(load);
            state
        };
        loads.into_iter().map(next).collect()
    }
}

/// The first day that says something: an accepted value, a true flag, a text or a done session.
pub fn first_day(history: &History) -> Option<Day> {
    let says = |day: Day| history.sessions_on(day).any(Session::is_done);
    history.days().find(|(day, record)| record.check_in.says_something() || says(*day)).map(|(day, _)| day)
}

/// Was anything at all recorded on the day? A plan that was only made is no record.
fn is_recorded(history: &History, day: Day) -> bool {
    history.day(day).is_some_and(|record| record.check_in.says_something() || record.before.says_something())
        || history.sessions_on(day).any(|session| !session.is_open())
}

fn points(milli: i64) -> f64 {
    milli as f64 / 1000.0
}
