//! Fitness and fatigue: the two averages of daily load, as morning values (`model.md` §2).
//!
//! A morning of day *d* has seen the loads of the days before *d*. Loads are whole milli-points;
//! the recursion is the same operations in the same order however it is entered, so adding a day
//! gives the same bits as computing everything again.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::domain::{Day, DayRecord, Field, Held, History, Session, SpanKind, StartValues};

use super::lane::{Freezing, Lane, Thawing};
use super::tuning::Tuning;
use super::{load, milli};

/// 1 − e^(−1/42), the daily step of fitness.
pub const FITNESS_STEP: f64 = 0.023_528_313_347_756_735;
/// 1 − e^(−1/7), the daily step of fatigue.
pub const FATIGUE_STEP: f64 = 0.133_122_100_249_818_4;
/// The start is the mean load of at most so many first days.
pub const SEED_DAYS: usize = 28;
/// It is taken over at least so many days.
pub const SEED_LEAST: usize = 7;
/// A first day counts as the start if two others follow within fewer days than this, or if it is as recent.
pub const START_DAYS: usize = 42;
/// With an automatic start the averages are settling before this day index.
pub const SETTLING_DAYS: usize = 42;
/// So many days in a row without any record are a gap.
pub const GAP_DAYS: usize = 14;
/// After a gap the averages are settling for so many days.
pub const AFTER_GAP_DAYS: usize = 28;

/// The state of one morning, in points a day.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
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

/// The mean of the first (at most 28) daily loads, milli-points in, points a day out; over at least a week; 0 without any.
pub fn auto_seed(loads: &[i64]) -> f64 {
    let first = loads.get(..SEED_DAYS).unwrap_or(loads);
    milli::points(first.iter().sum::<i64>()) / first.len().max(SEED_LEAST) as f64
}

/// Day 0 as a morning knows it, from the days before it that say something, in order: the first one that two
/// others follow soon or that is recent itself, else the first; `None` without any (`model.md` §2).
pub fn auto_start(rows: &[usize], morning: usize) -> Option<usize> {
    let before = rows.get(..rows.partition_point(|row| *row < morning)).unwrap_or_default();
    let followed = before.windows(3).find_map(|three| match three {
        [row, _, third] if third - row < START_DAYS => Some(*row),
        _ => None,
    });
    // Looked up, not looked for: it is asked of every morning of ten years.
    let recent = before.get(before.partition_point(|row| row + START_DAYS < morning)).copied();
    followed.into_iter().chain(recent).min().or(before.first().copied())
}

/// What is known of a day beside its load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// Nothing at all.
    Empty,
    /// A test, a skipped session: no gap, but no row either.
    Other,
    /// A check-in value or a done session.
    Row,
}

/// One morning of a [`Curve`], as its newest morning sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurveMorning {
    /// The day.
    pub day: Day,
    /// Its morning values; `None` before the start day.
    pub state: Option<State>,
    /// Not to be trusted yet: soon after the start or after a gap.
    pub settling: bool,
    /// Part of a run of at least 14 days without any record.
    pub gap: bool,
}

/// Loads and morning values of every day from the first one that says something.
///
/// Mornings run one further than days: the last one has seen every load there is. Each has its own start day.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    first: Day,
    /// Values given by the person, and the index of the morning they are of.
    given: Option<(usize, State)>,
    loads: Lane<i64>,
    /// The days that are rows.
    rows: Vec<usize>,
    states: Lane<State>,
    /// For each morning: its day 0; `None` before the day of given values.
    starts: Lane<Option<usize>>,
    /// For each morning: mornings since a gap was last in force; `None` = never.
    since_gap: Lane<Option<usize>>,
    /// For each day from the given start day on: days in a row without any record, up to this one.
    empty_runs: Lane<usize>,
}

impl Curve {
    /// A curve without a day yet, whose first day will be `first`. `start` is what the person gave, of `first`
    /// unless they said a later day; `None` = an automatic start.
    pub fn new(first: Day, start: Option<StartValues>) -> Curve {
        let given = start.map(|start| {
            let index = start.day.map_or(0, |day| day.index_from(first).unwrap_or(0));
            (index, State { fitness: start.fitness, fatigue: start.fatigue })
        });
        let begun = given.is_none_or(|(index, _)| index == 0);
        Curve {
            first,
            given,
            loads: Lane::default(),
            rows: Vec::new(),
            states: vec![given.filter(|_| begun).map(|(_, state)| state).unwrap_or_default()].into(),
            starts: vec![begun.then_some(0)].into(),
            since_gap: vec![None].into(),
            empty_runs: Lane::default(),
        }
    }

    /// The curve of a history up to and including the day `through`; `None` where no day up to
    /// then says anything.
    pub fn of(history: &History, through: Day, tuning: &Tuning) -> Option<Curve> {
        let mut curve = Curve::new(first_day(history, through)?, history.profile().start());
        curve.extend(history, through, tuning);
        Some(curve)
    }

    /// Adds the days of a history up to and including `through`.
    pub fn extend(&mut self, history: &History, through: Day, tuning: &Tuning) {
        let tested: BTreeSet<Day> = history.tests().map(|test| test.day).collect();
        let held = history.held();
        for day in self.first.to(through).skip(self.loads.len()) {
            let known = history.day(day);
            let record = match record_of(known, &held, day) {
                Record::Empty if tested.contains(&day) => Record::Other,
                record => record,
            };
            self.push(known.map_or(0, |known| load::done_milli(known.sessions(), tuning)), record);
        }
    }

    /// Writes the curve, so that [`Curve::thaw`] takes it up; `None` only if there is no room for it.
    pub(super) fn freeze(&self, out: &mut Freezing) -> Option<()> {
        let Curve { first, given, loads, rows, states, starts, since_gap, empty_runs } = self;
        out.put(&(first, given, rows))?;
        out.put_lane(loads)?;
        out.put_lane(states)?;
        out.put_lane(starts)?;
        out.put_lane(since_gap)?;
        out.put_lane(empty_runs)
    }

    /// Takes up a curve; `None` if [`Curve::freeze`] cannot have written it.
    pub(super) fn thaw(from: &mut Thawing) -> Option<Curve> {
        let (first, given, rows) = from.take()?;
        let (loads, states, starts) = (from.take_lane()?, from.take_lane()?, from.take_lane()?);
        let (since_gap, empty_runs) = (from.take_lane()?, from.take_lane()?);
        Some(Curve { first, given, loads, rows, states, starts, since_gap, empty_runs })
    }

    /// Forgets this day (of those there are) and all after it, as if they had never been added.
    pub fn cut(&mut self, day: Day) {
        let days = day.index_from(self.first).unwrap_or(0);
        self.loads.truncate(days);
        self.rows.truncate(self.rows.partition_point(|row| *row < days));
        self.states.truncate(days + 1);
        self.starts.truncate(days + 1);
        self.since_gap.truncate(days + 1);
        self.empty_runs.truncate(days);
    }

    /// Adds the next day: its load in milli-points, and what else is known of it.
    pub fn push(&mut self, load: i64, record: Record) {
        if record == Record::Row {
            self.rows.push(self.loads.len());
        }
        self.loads.push(load);
        let morning = self.loads.len();
        let start = match self.given {
            Some((index, _)) => (index <= morning).then_some(index),
            None => Some(auto_start(&self.rows, morning).unwrap_or(0)),
        };
        let goes_on = self.starts.last() == Some(&start);
        let state = match start {
            None => State::default(),
            // A morning of the first weeks has its own seed: all of its days are run again.
            Some(start) if !goes_on || (self.given.is_none() && morning - start <= SEED_DAYS) => self.since_start(start),
            Some(_) => self.states.last().copied().unwrap_or_default().next(milli::points(load)),
        };
        self.states.push(state);
        self.starts.push(start);
        self.mark_gap(record != Record::Empty);
    }

    /// The newest morning, computed from its day 0 on.
    fn since_start(&self, start: usize) -> State {
        let loads = self.loads.since(start);
        let seed = || auto_seed(loads);
        let begin = self.given.map_or_else(|| State { fitness: seed(), fatigue: seed() }, |(_, state)| state);
        loads.iter().fold(begin, |state, load| state.next(milli::points(*load)))
    }

    fn mark_gap(&mut self, recorded: bool) {
        let before_start = self.given.is_some_and(|(index, _)| self.empty_runs.len() < index);
        let empty_run = if recorded || before_start { 0 } else { self.empty_runs.last().map_or(1, |run| run + 1) };
        self.empty_runs.push(empty_run);
        let before = self.since_gap.last().copied().flatten();
        self.since_gap.push(if empty_run >= GAP_DAYS { Some(1) } else { before.map(|mornings| mornings + 1) });
    }

    /// The first day that says something: day 0.
    pub fn first(&self) -> Day {
        self.first
    }

    /// How many days there are, from the first one on.
    pub fn days(&self) -> usize {
        self.loads.len()
    }

    /// Day 0 as the newest morning knows it; `None` before the day of given values.
    pub fn start_day(&self) -> Option<Day> {
        self.starts.last().copied().flatten().map(|index| self.first.plus(index as i64))
    }

    /// Day 0 as the morning of a day knows it.
    pub fn start_seen_on(&self, day: Day) -> Option<Day> {
        self.index(day).and_then(|index| self.starts.get(index)).copied().flatten().map(|index| self.first.plus(index as i64))
    }

    fn index(&self, day: Day) -> Option<usize> {
        day.index_from(self.first)
    }

    /// The morning values of a day, as that morning knew them; `None` before its start day or past the morning after the last.
    pub fn state(&self, day: Day) -> Option<State> {
        let index = self.index(day)?;
        self.starts.get(index).copied().flatten().and_then(|_| self.states.get(index)).copied()
    }

    /// Is the morning soon after an automatic start, or after a gap?
    pub fn settling(&self, day: Day) -> bool {
        let Some(index) = self.index(day) else { return self.given.is_none() };
        let since_gap = self.since_gap.get(index).copied().flatten();
        let start = self.starts.get(index).copied().flatten();
        let young = self.given.is_none() && start.is_none_or(|start| index.saturating_sub(start) < SETTLING_DAYS);
        young || since_gap.is_some_and(|mornings| mornings <= AFTER_GAP_DAYS)
    }

    /// The load of a day in milli-points; `None` outside the days there are.
    pub fn load(&self, day: Day) -> Option<i64> {
        day.index_from(self.first).and_then(|index| self.loads.get(index)).copied()
    }

    /// Is the day, of the start day or later, part of a run of at least 14 days without any record, as a morning knew it?
    /// That morning's own day is never in one: it has only begun.
    pub fn in_gap(&self, day: Day, morning: Day) -> bool {
        self.start_seen_on(morning).is_some_and(|start| start <= day) && self.in_gap_seen_on(day, morning)
    }

    /// Is the day part of such a run before this morning, whatever the start day, as far as that morning knew?
    pub fn in_gap_seen_on(&self, day: Day, morning: Day) -> bool {
        let (Some(day), Some(morning)) = (self.index(day), self.index(morning)) else { return false };
        let last = (day + GAP_DAYS).min(morning);
        (day..last).any(|end| self.empty_runs.get(end).is_some_and(|run| *run >= GAP_DAYS && end < day + run))
    }

    /// Is any day from `first` on in such a run before this morning, as far as that morning knew?
    pub fn has_gap(&self, first: Day, morning: Day) -> bool {
        let (first, morning) = (self.index(first).unwrap_or(0), self.index(morning).unwrap_or(0));
        let known = self.since_gap.get(morning.min(self.loads.len())).copied().flatten();
        known.is_some_and(|mornings| first + mornings <= morning.min(self.loads.len()))
    }

    /// Every morning from the first day to the one after the last day.
    pub fn mornings(&self) -> impl Iterator<Item = CurveMorning> {
        let (start, newest) = (self.start_day(), self.first.plus(self.loads.len() as i64));
        (0..self.states.len() as i64).map(move |index| {
            let day = self.first.plus(index);
            let state = self.state(day).filter(|_| start.is_some_and(|start| start <= day));
            CurveMorning { day, state, settling: self.settling(day), gap: self.in_gap(day, newest) }
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

/// The first day of the averages on the day `through`: one that says something, or the day of given values.
pub fn first_day(history: &History, through: Day) -> Option<Day> {
    let held = history.held();
    let row = history.days().find(|(day, record)| record_of(Some(record), &held, *day) == Record::Row).map(|(day, _)| day);
    let ill = held.iter().filter(|held| held.span.kind == SpanKind::Ill);
    let ill =
        ill.filter_map(|held| held.span.from.to(through).find(|day| is_ill(history.day(*day), std::slice::from_ref(held), *day)));
    let given = history.profile().start().and_then(|start| start.day);
    row.into_iter().chain(ill).chain(given).filter(|first| *first <= through).min()
}

/// Is a day of which this is known one of illness because of a span?
pub fn is_ill(known: Option<&DayRecord>, held: &[Held], day: Day) -> bool {
    let denied = || known.is_some_and(|known| known.check_in.denied(Field::Ill));
    held.iter().any(|held| held.makes_ill(day, false)) && !denied()
}

/// What is known of a day. A plan that was only made is no record.
fn record_of(known: Option<&DayRecord>, held: &[Held], day: Day) -> Record {
    let sessions = || known.into_iter().flat_map(DayRecord::sessions);
    if known.is_some_and(|known| known.check_in.says_something()) || is_ill(known, held, day) || sessions().any(Session::is_done)
    {
        Record::Row
    } else if known.is_some_and(|known| known.before.says_something()) || sessions().any(|session| !session.is_open()) {
        Record::Other
    } else {
        Record::Empty
    }
}
