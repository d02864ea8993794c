//! The days before a morning, dense by date, in the form the rules read them.
//!
//! Built once from a history; everything after it is windows over these rows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::field::{ANSWERS, Slept, Value};
use crate::domain::packed::NEAR;
use crate::domain::{CheckIn, DayRecord, Field, Held, History, Improved, Kind, Rpe, Session};
use crate::engine::averages::{self, Curve};
use crate::engine::breaks::TrainingDay;
use crate::engine::lane::{Freezing, Lane, Thawing};
use crate::engine::round::median;
use crate::engine::tuning::Readiness;
use crate::engine::{Tuning, load};

use super::sensor::{PerSensor, Sensor, SensorReading};

/// What a check-in said. A day on which nothing was said has the default.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Row {
    /// Flagged, or by a span.
    pub ill: bool,
    /// Said not to be ill.
    pub denied: bool,
    pub pain: bool,
    pub travel: bool,
    pub rest_worry: bool,
    /// The answers in the order of [`ANSWERS`].
    pub answers: [Option<u8>; ANSWERS.len()],
    /// Minutes asleep.
    pub sleep: Option<i64>,
    pub slept_better: Option<Slept>,
    /// How ready, 0–10, said before a score was seen.
    pub ready: Option<u8>,
    pub readings: PerSensor<Option<SensorReading>>,
}

impl Row {
    /// Reads a check-in; a device that `sources` does not know is a new one.
    pub fn of(check_in: &CheckIn, ill_by_span: bool, sources: &Sources) -> Row {
        let mut row = Row { ill: ill_by_span, ..Row::default() };
        for (field, value, source) in check_in.readings() {
            row.take(field, value, || sources.number(&source.device));
        }
        row
    }

    /// Takes up one value.
    fn take(&mut self, field: Field, value: &Value, source: impl FnOnce() -> u32) {
        let flag = matches!(value, Value::Flag(true));
        let whole = if let Value::Whole(number) = value { Some(*number) } else { None };
        let small = whole.and_then(|number| u8::try_from(number).ok());
        let number = if let Value::Number(number) = value { Some(*number) } else { whole.map(|number| number as f64) };
        match field {
            Field::Energy
            | Field::Mood
            | Field::Motivation
            | Field::Soreness
            | Field::Stress
            | Field::Movement
            | Field::SleepQuality => {
                if let Some(answer) = field.answer_place().and_then(|place| self.answers.get_mut(place)) {
                    *answer = small;
                }
            }
            Field::SleepMinutes => self.sleep = whole,
            Field::HrvRmssd | Field::RestingHr | Field::ReactionMs => {
                if let (Some(sensor), Some(number)) = (Sensor::of(field), number) {
                    let reading = SensorReading { value: sensor.whole(number), source: source() };
                    *self.readings.get_mut(sensor) = Some(reading);
                }
            }
            Field::Ill => (self.ill, self.denied) = (self.ill || flag, !flag),
            Field::Pain => self.pain = flag,
            Field::Travel => self.travel = flag,
            Field::RestWorry => self.rest_worry = flag,
            Field::SleptBetter => self.slept_better = if let Value::Choice(slept) = value { Some(*slept) } else { None },
            Field::Ready => self.ready = small,
            // No rule looks back at these.
            Field::Nap
            | Field::AteWell
            | Field::DrankEnough
            | Field::SomeCalm
            | Field::BedInTime
            | Field::Note
            | Field::ReadyLater
            | Field::Kept
            | Field::Tags => {}
        }
    }

    /// A check-in in the sense of `readiness.md` §1: an answer, `ill` or `pain`.
    pub fn is_check_in(&self) -> bool {
        self.ill || self.pain || self.answers.iter().any(Option::is_some)
    }

    /// Does it end the silence after an illness?
    pub fn speaks(&self) -> bool {
        self.is_check_in() || self.denied
    }

    /// One of the seven answers.
    pub fn answer(&self, field: Field) -> Option<i64> {
        self.answers.get(field.answer_place()?).copied().flatten().map(i64::from)
    }
}

/// Devices by number.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Sources(BTreeMap<String, u32>);

impl Sources {
    fn learn(&mut self, check_in: &CheckIn) {
        for (field, _, source) in check_in.readings() {
            if Sensor::of(field).is_some() && !self.0.contains_key(&source.device) {
                let number = self.0.len() as u32;
                self.0.insert(source.device.clone(), number);
            }
        }
    }

    /// The device of a number.
    pub fn name(&self, number: u32) -> Option<&str> {
        self.0.iter().find(|(_, known)| **known == number).map(|(device, _)| device.as_str())
    }

    fn number(&self, device: &str) -> u32 {
        self.0.get(device).copied().unwrap_or(u32::MAX)
    }
}

/// A done session.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(super) struct Done {
    /// Days since the first row.
    pub index: i64,
    pub kind: Kind,
    pub minutes: Option<i64>,
    /// Tenths of RPE.
    pub rpe: Option<i64>,
    /// What it was planned at, tenths of RPE.
    pub planned: Option<i64>,
    /// Harder than expected? `None` = nothing to judge by.
    pub harder: Option<bool>,
    /// By how much it was harder than expected, tenths of RPE.
    pub beyond: Option<i64>,
    pub charge: Option<u8>,
    pub clean: Option<bool>,
    pub skill: Option<bool>,
    pub improved: Option<Improved>,
    pub recovered: Option<bool>,
    pub supports: Option<bool>,
}

impl Done {
    fn of(session: &Session, index: i64) -> Done {
        let tenths = |rpe: Rpe| i64::from(rpe.halves()) * 5;
        Done {
            index,
            kind: session.kind,
            minutes: session.minutes.map(|minutes| i64::from(minutes.get())),
            rpe: session.rpe.map(tenths),
            planned: session.planned_rpe.map(tenths),
            harder: None,
            beyond: None,
            charge: session.charge.filter(|charge| (1..=5).contains(charge)),
            clean: session.clean,
            skill: session.skill,
            improved: session.improved,
            recovered: session.recovered,
            supports: session.supports,
        }
    }
}

/// So many answers after sessions of a kind are there at once: more than are asked for, also where several are of one day.
const CHARGES: usize = 32;

/// The rows of all days from the first one that says something.
#[derive(Debug, Clone)]
pub(super) struct Series {
    rows: Lane<Row>,
    /// For each day, the readings that may count on a later morning.
    valid: PerSensor<Lane<Option<SensorReading>>>,
    /// For each day: does an illness end with it?
    closing: Lane<bool>,
    /// The days as a break sees them, loads in milli-points.
    training: Lane<TrainingDay>,
    /// The days as a plan sees them ([`load::lived_points`]).
    lived: Lane<Option<i64>>,
    /// In day order, within a day as recorded.
    done: Lane<Done>,
    /// For each day, where its sessions begin in `done`; one more at the end.
    begins: Lane<usize>,
    /// Of each kind, the day indices and answers of its done sessions: somebody's last five balance sessions may lie years
    /// back, and are asked for every morning.
    charges: BTreeMap<Kind, Lane<(i64, u8)>>,
    /// Σ load of the days before each day; one more at the end.
    loads: Lane<i64>,
    /// Devices that no row has any more may be among them: a number only has to differ from the others.
    pub sources: Sources,
}

impl Default for Series {
    fn default() -> Series {
        let (rows, valid, done, closing, training, lived, charges, sources) = Default::default();
        let (begins, loads) = (vec![0].into(), vec![0].into());
        Series { rows, valid, closing, training, lived, done, begins, charges, loads, sources }
    }
}

impl Series {
    /// Adds the days of a curve that are not there yet.
    pub fn extend(&mut self, history: &History, held: &[Held], curve: &Curve, tuning: &Tuning) {
        let (judged, none) = (self.done.len(), CheckIn::default());
        // The largest: grown day by day they would be copied again and again.
        self.rows.reserve_all(curve.days());
        for index in self.rows.len() as i64..curve.days() as i64 {
            let day = curve.first().plus(index);
            let record = history.day(day);
            let check_in = record.map(|record| &record.check_in);
            check_in.inspect(|check_in| self.sources.learn(check_in));
            let ill = averages::is_ill(record, held, day);
            let row = Row::of(check_in.unwrap_or(&none), ill, &self.sources);
            self.closing.push(row.ill && held.iter().any(|held| held.makes_ill(day, false) && held.span.to == Some(day)));
            self.push_valid(&row, tuning.readiness.travel_days);
            self.rows.push(row);
            let done = || record.into_iter().flat_map(DayRecord::sessions).filter(|session| session.is_done());
            done().for_each(|done| self.push_done(Done::of(done, index)));
            self.training.push(training(done(), tuning));
            self.lived.push(load::lived_points(done().map(|done| (done, load::session_milli(done, tuning)))));
            self.begins.push(self.done.len());
            self.loads.push(self.loads.last().copied().unwrap_or(0) + curve.load(day).unwrap_or(0));
        }
        self.judge_efforts(judged, &tuning.readiness);
    }

    /// The days as a break sees them, of a range of day indices, both ends included.
    pub fn training_in(&self, first: i64, last: i64) -> &[TrainingDay] {
        self.training.between(first, last)
    }

    /// The points of a range of day indices, both ends included, as a plan sees them.
    pub fn lived_in(&self, first: i64, last: i64) -> &[Option<i64>] {
        self.lived.between(first, last)
    }

    fn push_done(&mut self, done: Done) {
        if let Some(charge) = done.charge {
            self.charges.entry(done.kind).or_default().push((done.index, charge));
        }
        self.done.push(done);
    }

    /// So many answers after done sessions of a kind, the newest day first, within a day as recorded.
    pub fn last_charges(&self, kind: Kind, count: usize) -> Vec<u8> {
        let Some(charges) = self.charges.get(&kind) else { return Vec::new() };
        let begin = charges.len().saturating_sub(count);
        // The earliest day among them may have more of them.
        let day = charges.get(begin).map(|(index, _)| *index);
        let more = (0..begin).rev().take_while(|place| charges.get(*place).map(|(index, _)| *index) == day).count();
        let mut last = charges.since(begin - more).to_vec();
        last.sort_by_key(|(index, _)| std::cmp::Reverse(*index));
        last.into_iter().take(count).map(|(_, charge)| charge).collect()
    }

    /// Is the day the last one of a closed illness?
    pub fn closes_illness(&self, index: i64) -> bool {
        usize::try_from(index).ok().and_then(|index| self.closing.get(index)).copied().unwrap_or(false)
    }

    /// Writes the days, so that [`Series::thaw`] takes them up; `None` only if there is no room for them.
    pub fn freeze(&self, out: &mut Freezing) -> Option<()> {
        let Series { rows, valid, closing, training, lived, done, begins, charges, loads, sources } = self;
        out.put_lane(rows)?;
        valid.all().try_for_each(|valid| out.put_lane(valid))?;
        out.put_lane(closing)?;
        out.put_lane(training)?;
        out.put_lane(lived)?;
        // Whoever trains twice a day looks back at twice as many.
        let before = begins.since(begins.len().saturating_sub(NEAR)).first().copied().unwrap_or(0);
        out.put_lane_of(done, done.len().saturating_sub(before))?;
        out.put_lane(begins)?;
        out.put_lane(loads)?;
        out.put(&(sources, charges.keys().collect::<Vec<_>>()))?;
        charges.values().try_for_each(|charges| out.put_lane_of(charges, CHARGES))
    }

    /// Takes up days; `None` if [`Series::freeze`] cannot have written them.
    pub fn thaw(from: &mut Thawing) -> Option<Series> {
        let mut series = Series {
            rows: from.take_lane()?,
            valid: PerSensor { hrv: from.take_lane()?, rhr: from.take_lane()?, reaction: from.take_lane()? },
            closing: from.take_lane()?,
            training: from.take_lane()?,
            lived: from.take_lane()?,
            done: from.take_lane()?,
            begins: from.take_lane()?,
            loads: from.take_lane()?,
            ..Series::default()
        };
        let (sources, kinds): (Sources, Vec<Kind>) = from.take()?;
        series.sources = sources;
        for kind in kinds {
            series.charges.insert(kind, from.take_lane()?);
        }
        Some(series)
    }

    /// Forgets all days but the first so many.
    pub fn cut(&mut self, days: usize) {
        self.rows.truncate(days);
        Sensor::ALL.into_iter().for_each(|sensor| self.valid.get_mut(sensor).truncate(days));
        self.done.truncate(self.begins.get(days).copied().unwrap_or(self.done.len()));
        self.begins.truncate(days + 1);
        self.loads.truncate(days + 1);
        self.closing.truncate(days);
        self.training.truncate(days);
        self.lived.truncate(days);
        for charges in self.charges.values_mut() {
            let gone = |place: &usize| charges.get(*place).is_some_and(|(index, _)| *index >= days as i64);
            let count = (0..charges.len()).rev().take_while(gone).count();
            charges.truncate(charges.len() - count);
        }
    }

    fn push_valid(&mut self, row: &Row, travel_days: i64) {
        let away = row.travel || self.travelled(self.rows.len() as i64, travel_days);
        for sensor in Sensor::ALL {
            let waits = row.ill || (away && sensor.is_of_heart());
            self.valid.get_mut(sensor).push(row.readings.get(sensor).filter(|_| !waits));
        }
    }

    /// Was one of the `days` before this one a travel day?
    pub fn travelled(&self, index: i64, days: i64) -> bool {
        self.rows_in(index - days, index - 1).iter().any(|row| row.travel)
    }

    /// Marks the sessions from this one on that were harder than expected (`readiness.md` §6).
    fn judge_efforts(&mut self, first: usize, tuning: &Readiness) {
        // What may be looked back at, of each kind in day order.
        let Some(begin) = self.done.get(first).map(|session| session.index - tuning.expected_days) else { return };
        let mut before: BTreeMap<Kind, Vec<Effort>> = BTreeMap::new();
        let begin = usize::try_from(begin).ok().and_then(|day| self.begins.get(day)).copied().unwrap_or(0);
        for (session, at) in self.done.since_mut(begin).iter_mut().zip(begin..) {
            let own = before.entry(session.kind).or_default();
            if at >= first {
                let expected = session.planned.or_else(|| usual_effort(own, session, tuning));
                session.beyond = session.rpe.zip(expected).map(|(rpe, expected)| rpe - expected);
                session.harder = session.beyond.map(|beyond| beyond >= tuning.harder_by);
            }
            own.extend(session.minutes.zip(session.rpe).map(|(minutes, rpe)| Effort { index: session.index, minutes, rpe }));
        }
    }

    /// The rows of a range of day indices, both ends included; days outside are left out.
    pub fn rows_in(&self, first: i64, last: i64) -> &[Row] {
        self.rows.between(first, last)
    }

    /// The readings of a sensor that may count, of a range of day indices, both ends included.
    pub fn readings_in(&self, sensor: Sensor, first: i64, last: i64) -> &[Option<SensorReading>] {
        self.valid.get(sensor).between(first, last)
    }

    /// The done sessions of a range of day indices, both ends included.
    pub fn sessions_in(&self, first: i64, last: i64) -> &[Done] {
        let begin = |index: i64| self.begins.get(usize::try_from(index).unwrap_or(0).min(self.rows.len())).copied().unwrap_or(0);
        self.done.between(begin(first) as i64, begin(last + 1) as i64 - 1)
    }

    /// The load of a range of day indices, both ends included, milli-points.
    pub fn load_in(&self, first: i64, last: i64) -> i64 {
        let before = |index: i64| self.loads.get(usize::try_from(index).unwrap_or(0).min(self.rows.len())).copied().unwrap_or(0);
        before(last + 1) - before(first)
    }
}

/// How hard a session was.
struct Effort {
    /// Days since the first row.
    index: i64,
    minutes: i64,
    /// Tenths of RPE.
    rpe: i64,
}

/// The median effort of those sessions, all of one kind, that were about as long as this one, before its day.
fn usual_effort(own: &[Effort], session: &Done, tuning: &Readiness) -> Option<i64> {
    let minutes = session.minutes?;
    let place = |index: i64| own.partition_point(|effort| effort.index < index);
    let before = own.get(place(session.index - tuning.expected_days)..place(session.index))?;
    let near = |effort: &&Effort| (effort.minutes - minutes).abs() * 100 <= tuning.expected_minutes * minutes;
    let mut efforts: Vec<i64> = before.iter().filter(near).map(|effort| effort.rpe).collect();
    median(&mut efforts).filter(|_| efforts.len() as i64 >= tuning.expected_sessions)
}

/// A day as a break sees it: it trains with a session whose load is over 0 or unknown.
fn training<'a>(done: impl Iterator<Item = &'a Session>, tuning: &Tuning) -> TrainingDay {
    let mut day = TrainingDay::default();
    for session in done {
        let load = load::session_milli(session, tuning);
        day.load += load;
        day.sessions += i64::from(load > 0);
        day.trains |= load > 0 || load::is_unknown(session);
    }
    day
}
