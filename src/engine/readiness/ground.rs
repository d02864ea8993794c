//! What a morning stands on before anyone answers: the facts that today's answers do not change.
//!
//! Computed once a morning, so that trying other answers (the live score, §11) costs next to nothing.

use crate::domain::{Day, Kind};
use crate::engine::averages::{Curve, State};
use crate::engine::tuning::Readiness;

use super::advice::ChargeBalance;
use super::baseline::{SENSORS, Sensor, half_up};
use super::series::{Done, Row, Series, between};
use super::stage::{StageState, Tally};

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

/// What the days before left behind.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before<'a> {
    /// How each earlier morning counts for the stage, by day index.
    pub tallies: &'a [Tally],
    /// The stage as yesterday left it.
    pub stage: StageState,
    /// Yesterday's band, if yesterday had a score.
    pub band: Option<super::Verdict>,
}

/// What does not depend on today's answers.
pub(super) struct Ground<'a> {
    pub day: Day,
    /// Days since the first row.
    pub index: i64,
    pub series: &'a Series,
    pub before: Before<'a>,
    pub sensors: [Sensor; SENSORS],
    /// Morning values, points a day.
    pub state: State,
    /// Rounded to milli-points a day.
    pub fitness: i64,
    pub fatigue: i64,
    pub form_known: bool,
    /// Days since the first row; `None` without one.
    pub age: Option<i64>,
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

impl<'a> Ground<'a> {
    /// The ground of the morning `day`, whose check-in `today` brings the readings.
    pub fn of(
        day: Day,
        today: &Row,
        (series, curve): (&'a Series, Option<&Curve>),
        start: Option<State>,
        before: Before<'a>,
        tuning: &Readiness,
    ) -> Ground<'a> {
        let age = curve.map(|curve| day.since(curve.first())).filter(|age| *age > 0);
        let index = age.unwrap_or(0);
        let state = curve.and_then(|curve| curve.state(day)).or(start).unwrap_or_default();
        let recent = series.sessions_in(index - tuning.recent_days, index - 1);
        let last = |answer: fn(&Done) -> Option<bool>| Share::of_last(recent.iter().filter_map(answer), tuning.recent_sessions);
        let event = |session: &&Done| session.kind == Kind::Event;
        let events = series.sessions_in(index - tuning.post_event_days, index - 1);
        Ground {
            day,
            index,
            series,
            before,
            sensors: [0, 1, 2].map(|sensor| Sensor::look(sensor, series, index, today, tuning)),
            state,
            fitness: half_up(1000.0 * state.fitness) as i64,
            fatigue: half_up(1000.0 * state.fatigue) as i64,
            form_known: start.is_some() || age.is_some_and(|age| age >= tuning.form_after),
            age,
            charge: balance(series, index, tuning),
            harder: last(|session| session.harder),
            unclean: last(|session| session.clean.map(|clean| !clean)),
            unrecovered: last(|session| session.recovered.map(|recovered| !recovered)),
            week_load: series.load_in(index - 7, index - 1),
            event_ago: events.iter().rev().find(event).map(|event| index - event.index),
        }
    }

    /// The check-ins of the last `days` mornings, today's last.
    pub fn mornings<'b>(&'b self, days: i64, today: &'b Row) -> impl DoubleEndedIterator<Item = &'b Row> {
        self.series.rows_in(self.index - days + 1, self.index - 1).iter().chain(std::iter::once(today))
    }

    /// How the last `days` mornings counted for the stage, without today.
    pub fn tallies(&self, days: i64) -> &[Tally] {
        between(self.before.tallies, self.index - days + 1, self.index - 1)
    }
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
