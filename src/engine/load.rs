//! What a session weighs, in points (`model.md` §1).
//!
//! Whole arithmetic in milli-points (`readiness.md` §2): 100 points = 100 000 = one hour at
//! threshold. Finding duplicates and scaling a device's own unit belong to the importers.

use crate::domain::{Day, History, Kind, LoadOrigin, Minutes, Points, Rpe, Session};

use super::tuning::{Load, Tuning};

/// A session's load in milli-points, whatever its status: a load that was typed, measured or
/// scaled, else RPE × minutes, else the estimate; 0 where none of them is known.
pub fn session_milli(session: &Session, tuning: &Tuning) -> i64 {
    let rated = session.rpe.zip(session.minutes).map(|(rpe, minutes)| rated_milli(rpe, minutes, &tuning.load));
    match session.load {
        Some(load) if load.origin != LoadOrigin::Estimated => load.points.milli(),
        Some(load) => rated.unwrap_or_else(|| load.points.milli()),
        None => rated.unwrap_or(0),
    }
}

/// Session-RPE in milli-points: 0.238 × RPE × minutes.
pub fn rated_milli(rpe: Rpe, minutes: Minutes, tuning: &Load) -> i64 {
    (tuning.srpe_milli * i64::from(rpe.halves()) * 5 * i64::from(minutes.get())).div_euclid(10)
}

/// A day's load in milli-points: the sum of its *done* sessions.
pub fn day_milli(history: &History, day: Day, tuning: &Tuning) -> i64 {
    history.sessions_on(day).filter(|session| session.is_done()).map(|session| session_milli(session, tuning)).sum()
}

/// The load that is still planned for a day, in milli-points.
pub fn planned_milli(history: &History, day: Day, tuning: &Tuning) -> i64 {
    history.sessions_on(day).filter(|session| session.is_open()).map(|session| session_milli(session, tuning)).sum()
}

/// How much harder a session felt than it was measured: session-RPE over the load beside it.
/// `None` without both.
pub fn felt_ratio(session: &Session, tuning: &Tuning) -> Option<f64> {
    let load = session.load.filter(|load| load.origin != LoadOrigin::Estimated)?.points.milli();
    let (rpe, minutes) = session.rpe.zip(session.minutes)?;
    (load > 0).then(|| rated_milli(rpe, minutes, &tuning.load) as f64 / load as f64)
}

/// The effort to expect of an unrated session of a kind, in tenths of RPE: the median of the last
/// ten rated sessions of that kind before `day`, from five on; else the kind's typical effort.
pub fn typical_effort(history: &History, kind: Kind, day: Day, tuning: &Load) -> i64 {
    let rated = |session: &Session| session.rpe.filter(|_| session.kind == kind && session.is_done());
    let days = history.days_in(Day::MIN, day.minus(1)).rev();
    let mut own: Vec<i64> = days
        .flat_map(|(day, _)| newest_first(history.sessions_on(day).filter_map(rated)))
        .map(|rpe| i64::from(rpe.halves()) * 5)
        .take(tuning.typical_last.max(1) as usize)
        .collect();
    if (own.len() as i64) < tuning.typical_needs {
        return typical_of(kind, tuning);
    }
    own.sort_unstable();
    let (low, high) = (own.get((own.len() - 1) / 2), own.get(own.len() / 2));
    low.zip(high).map_or(0, |(low, high)| (low + high).div_euclid(2))
}

/// The estimated load of an unrated session of that length, to be stored with the mark *estimated*.
pub fn estimated(history: &History, kind: Kind, minutes: Minutes, day: Day, tuning: &Load) -> Option<Points> {
    let effort = typical_effort(history, kind, day, tuning);
    let milli = (tuning.srpe_milli * effort * i64::from(minutes.get())).div_euclid(10);
    Points::try_from((milli as f64 / 1000.0).min(1000.0)).ok()
}

fn newest_first<T>(recorded: impl Iterator<Item = T>) -> impl Iterator<Item = T> {
    recorded.collect::<Vec<T>>().into_iter().rev()
}

fn typical_of(kind: Kind, tuning: &Load) -> i64 {
    match kind {
        Kind::Skill => tuning.typical_skill,
        Kind::Strength => tuning.typical_strength,
        Kind::Endurance => tuning.typical_endurance,
        Kind::Intervals => tuning.typical_intervals,
        Kind::Balance => tuning.typical_balance,
        Kind::Mobility => tuning.typical_mobility,
        Kind::Event => tuning.typical_event,
    }
}

/// Banister's training impulse in points: 100 = one hour at the threshold's share of heart-rate
/// reserve. `weight` (a, b) is (0.64, 1.92) for men and unknown, (0.86, 1.67) for women.
///
/// `None` unless all numbers are finite and the threshold's impulse is above 0.
pub fn banister_points(minutes: f64, reserve: f64, threshold: f64, weight: (f64, f64)) -> Option<f64> {
    let impulse = |minutes: f64, share: f64| minutes * share * weight.0 * (weight.1 * share).exp();
    let (done, hour) = (impulse(minutes, reserve), impulse(60.0, threshold));
    let points = 100.0 * done / hour;
    (points.is_finite() && points >= 0.0 && hour > 0.0).then_some(points)
}

/// Edwards' zones in points: minutes in the zones 1–5, each times its number, scaled.
pub fn edwards_points(minutes: [f64; 5], tuning: &Load) -> Option<f64> {
    let sum: f64 = minutes.iter().zip(1..).map(|(minutes, zone)| minutes * f64::from(zone)).sum();
    let points = sum / tuning.edwards_scale;
    (points.is_finite() && points >= 0.0).then_some(points)
}
