//! What a morning stands on before anyone answers: the facts that today's answers do not change.
//!
//! Computed once a morning, so that trying other answers (the live score, §11) costs next to nothing.

use crate::domain::{Day, Kind, Profile, Situation, Span, SpanKind};
use crate::engine::averages::{Curve, State};
use crate::engine::breaks::{self, RETURN_DAYS, TrainingDay, returns};
use crate::engine::lane::Lane;
use crate::engine::learning::Weights;
use crate::engine::tuning::{Load, Readiness};

use super::advice::ChargeBalance;
use super::baseline::SensorToday;
use super::ids::Verdict;
use super::season::Season;
use super::sensor::{PerSensor, Sensor};
use super::series::{Done, Row, Series};
use super::stage::{StageState, Tally};
use super::window::Window;
use crate::engine::round::half_up;

/// Hits among those looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Share {
    pub hits: i64,
    pub of: i64,
}

impl Share {
    /// The last `last` answers, counting those that are `true`.
    pub fn of_last(answers: impl DoubleEndedIterator<Item = bool>, last: i64) -> Share {
        answers.rev().take(usize::try_from(last).unwrap_or(0)).fold(Share::default(), |share, hit| share.and(hit))
    }

    pub fn and(self, hit: bool) -> Share {
        Share { hits: self.hits + i64::from(hit), of: self.of + 1 }
    }
}

/// What does not depend on today's answers.
pub(super) struct Context<'a> {
    pub day: Day,
    /// Days since the first row.
    pub index: i64,
    pub series: &'a Series,
    curve: Option<&'a Curve>,
    pub tuning: &'a Readiness,
    pub loads: &'a Load,
    /// Minutes of sleep needed.
    pub need: i64,
    pub situation: Option<Situation>,
    /// How every earlier morning counts for the stage.
    tallies: &'a Lane<Tally>,
    /// The stage as yesterday left it.
    pub stage_before: StageState,
    /// Yesterday's band, if yesterday had a score.
    pub band_before: Option<Verdict>,
    /// The same as the specified weights found it.
    pub specified_band_before: Option<Verdict>,
    /// The weights of the answers in force.
    pub weights: Weights,
    pub sensors: PerSensor<SensorToday>,
    pub averages: Averages,
    /// The return from a break.
    pub back: Option<Back>,
    /// Injuries of today.
    pub injuries: Vec<&'a Span>,
    /// A pause holds today.
    pub paused: bool,
    pub charge: ChargeBalance,
    /// Sessions harder than expected.
    pub harder: Share,
    /// Sessions that did not stay clean.
    pub unclean: Share,
    /// Sessions begun without having recovered.
    pub unrecovered: Share,
    /// Load of the last seven days, milli-points.
    pub week_load: i64,
    /// Days since the last event done within the last days.
    pub event_ago: Option<i64>,
}

impl<'a> Context<'a> {
    /// The context of the morning `day`, whose check-in `today` brings the readings.
    pub fn of(season: &'a Season, day: Day, today: &Row) -> Context<'a> {
        Context::after(season, day, today, &mut Default::default())
    }

    /// The same, where `windows` are those of the morning before: they slide on.
    pub fn after(season: &'a Season, day: Day, today: &Row, windows: &mut PerSensor<Window>) -> Context<'a> {
        let (series, profile, tuning) = (&season.series, &season.profile, &season.tuning.readiness);
        let curve = season.curve.as_ref();
        let index = curve.map(|curve| day.since(curve.first())).filter(|index| *index > 0).unwrap_or(0);
        let start_day = curve.and_then(|curve| curve.start_seen_on(day)).filter(|start| *start <= day);
        let start_index = start_day.zip(curve).map_or(0, |(start, curve)| start.since(curve.first()));
        let today_holds = || season.held.iter().map(|held| &held.span).filter(|span| span.covers(day));
        // The first day of the calendar has no yesterday.
        let yesterday = season.morning(day.minus(1)).filter(|morning| morning.day < day);
        let recent = series.sessions_in(index - tuning.recent_days, index - 1);
        let last = |answer: fn(&Done) -> Option<bool>| Share::of_last(recent.iter().filter_map(answer), tuning.recent_sessions);
        let mut today_of = |sensor: Sensor| SensorToday::look(sensor, series, index, today, windows.get_mut(sensor), tuning);
        let sensors = PerSensor { hrv: today_of(Sensor::Hrv), rhr: today_of(Sensor::Rhr), reaction: today_of(Sensor::Reaction) };
        Context {
            day,
            index,
            series,
            curve,
            tuning,
            loads: &season.tuning.load,
            need: profile.sleep_need(),
            situation: profile.situation,
            tallies: &season.tallies,
            stage_before: yesterday.map(|morning| morning.state).unwrap_or_default(),
            band_before: yesterday.and_then(|morning| morning.band),
            specified_band_before: yesterday.and_then(|morning| morning.specified.band),
            weights: season.weights_on(day),
            sensors,
            averages: Averages::of(curve, start_day, profile, day, tuning),
            back: returning(series, start_index, index, tuning),
            injuries: today_holds().filter(|span| span.kind == SpanKind::Injury).collect(),
            paused: today_holds().any(|span| span.kind == SpanKind::Pause),
            charge: balance(series, index, tuning),
            harder: last(|session| session.harder),
            unclean: last(|session| session.clean.map(|clean| !clean)),
            unrecovered: last(|session| session.recovered.map(|recovered| !recovered)),
            week_load: series.load_in(index - 7, index - 1),
            event_ago: event_ago(series, index, tuning),
        }
    }

    /// The check-ins of the last `days` mornings, today's last.
    pub fn mornings<'b>(&'b self, days: i64, today: &'b Row) -> impl DoubleEndedIterator<Item = &'b Row> {
        self.series.rows_in(self.index - days + 1, self.index - 1).iter().chain(std::iter::once(today))
    }

    /// Days without load of the last `days`, from the start day on and in no gap.
    pub fn rested_in(&self, days: i64) -> i64 {
        let since_start = self.averages.age.unwrap_or(0).min(days);
        let rested = |ago: &i64| self.series.load_in(self.index - ago, self.index - ago) == 0;
        let known = |ago: &i64| !self.curve.is_some_and(|curve| curve.in_gap_seen_on(self.day.minus(*ago), self.day));
        (1..=since_start).filter(rested).filter(known).count() as i64
    }

    /// How the last `days` mornings counted for the stage, without today.
    pub fn tallies(&self, days: i64) -> &[Tally] {
        self.tallies.between(self.index - days + 1, self.index - 1)
    }
}

/// Where fitness and fatigue stand in the morning.
#[derive(Debug, Clone, Copy)]
pub(super) struct Averages {
    /// Points a day.
    pub state: State,
    /// The averages are not to be trusted yet.
    pub settling: bool,
    /// Rounded to milli-points a day.
    pub fitness: i64,
    pub fatigue: i64,
    pub form_known: bool,
    /// Days since the start day as this morning knows it; `None` without one.
    pub age: Option<i64>,
    /// One of the last six weeks lies in a gap.
    pub gap: bool,
}

impl Averages {
    fn of(curve: Option<&Curve>, start_day: Option<Day>, profile: &Profile, day: Day, tuning: &Readiness) -> Averages {
        let age = start_day.map(|start| day.since(start)).filter(|age| *age > 0);
        let given = profile.start().filter(|start| start.day.is_none_or(|first| first <= day));
        let given = given.map(|start| State { fitness: start.fitness, fatigue: start.fatigue });
        let state = curve.and_then(|curve| curve.state(day)).or(given).unwrap_or_default();
        Averages {
            state,
            settling: curve.map_or(given.is_none(), |curve| curve.settling(day)),
            fitness: half_up(1000.0 * state.fitness) as i64,
            fatigue: half_up(1000.0 * state.fatigue) as i64,
            form_known: given.is_some() || age.is_some_and(|age| age >= tuning.form_after),
            age,
            gap: curve.is_some_and(|curve| curve.has_gap(day.minus(tuning.deload_base), day)),
        }
    }
}

/// A morning in the weeks of coming back after a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Back {
    /// Days without training.
    pub days: i64,
    /// Week of the return, from 0.
    pub week: usize,
    /// What it allows, per cent of the usual week.
    pub share: i64,
    /// The usual session, milli-points.
    pub session: i64,
}

/// The return from a break that a morning lies in.
fn returning(series: &Series, start: i64, index: i64, tuning: &Readiness) -> Option<Back> {
    // Most mornings lie in none: no run as long ends in the last four weeks.
    let recent = series.training_in((index - RETURN_DAYS - tuning.break_days).max(start), index - 1);
    let mut run = 0;
    let is_break = |day: &TrainingDay| {
        run = if day.trains { 0 } else { run + 1 };
        run >= tuning.break_days
    };
    if !recent.iter().any(is_break) {
        return None;
    }
    let trains = |from| series.training_in(from, index - 1).iter().map(|day| day.trains);
    let start = breaks::enough(start, index, tuning, trains);
    let known = returns(series.training_in(start, index - 1), 1000, tuning);
    let back = known.last()?;
    let (week, share) = back.week(usize::try_from(index - start).ok()?, tuning)?;
    Some(Back { days: back.days as i64, week, share, session: back.session })
}

/// Days since the last event done within the last days.
fn event_ago(series: &Series, index: i64, tuning: &Readiness) -> Option<i64> {
    let sessions = series.sessions_in(index - tuning.post_event_days, index - 1);
    sessions.iter().rev().find(|session| session.kind == Kind::Event).map(|event| index - event.index)
}

/// Charged against drained sessions of the last two weeks.
fn balance(series: &Series, index: i64, tuning: &Readiness) -> ChargeBalance {
    let mut balance = ChargeBalance { days: tuning.charge_days, ..ChargeBalance::default() };
    for charge in series.sessions_in(index - tuning.charge_days, index - 1).iter().filter_map(|session| session.charge) {
        balance.answers += 1;
        balance.charged += i64::from(charge >= 4);
        balance.drained += i64::from(charge <= 2);
    }
    balance
}
