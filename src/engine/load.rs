//! What a session weighs, in points (`model.md` §1).
//!
//! Whole arithmetic in milli-points (`readiness.md` §2): 100 points = 100 000 = one hour at
//! threshold. Finding duplicates and scaling a device's own unit belong to the importers.

use std::collections::BTreeMap;

use crate::domain::history::Asked;
use crate::domain::{self, Day, Entry, History, Journal, Kind, LoadOrigin, Minutes, Op, Points, Rpe, Session};

use super::milli;
use super::round::median;
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
    effort_milli(i64::from(rpe.halves()) * 5, minutes.get(), tuning)
}

/// The same for an effort in tenths of RPE.
pub fn effort_milli(tenths: i64, minutes: u16, tuning: &Load) -> i64 {
    (tuning.srpe_milli * tenths * i64::from(minutes)).div_euclid(10)
}

/// A day's load in milli-points: the sum of its *done* sessions.
pub fn day_milli(history: &History, day: Day, tuning: &Tuning) -> i64 {
    done_milli(history.sessions_on(day), tuning)
}

/// The load of those sessions that are done, in milli-points.
pub fn done_milli<'a>(sessions: impl Iterator<Item = &'a Session>, tuning: &Tuning) -> i64 {
    sessions.filter(|session| session.is_done()).map(|session| session_milli(session, tuning)).sum()
}

/// What a day will weigh if its plan is done, in milli-points: *done* and open sessions, as `today` expects them.
pub fn expected_milli(history: &History, day: Day, today: Day, tuning: &Tuning) -> i64 {
    let counts = |session: &&Session| session.is_done() || session.is_open();
    history.sessions_on(day).filter(counts).map(|session| planned_milli(history, session, today, tuning)).sum()
}

/// A session's load in milli-points; an open one of which too little is said weighs what is typical before `today`.
pub fn planned_milli(history: &History, session: &Session, today: Day, tuning: &Tuning) -> i64 {
    if !session.is_open() || !is_unknown(session) {
        return session_milli(session, tuning);
    }
    let typical = || typical_effort(history, session.kind, today, &tuning.load);
    let minutes = || typical_minutes(history, session.kind, today, &tuning.load);
    let effort = session.rpe.or(session.planned_rpe).map_or_else(typical, |rpe| i64::from(rpe.halves()) * 5);
    let minutes = session.minutes.or(session.planned_minutes).map_or_else(minutes, Minutes::get);
    effort_milli(effort, minutes, &tuning.load)
}

/// The whole points of sessions that were done or are to be, of which some have these milli-points; `None` = trained,
/// load unknown.
pub fn lived_points<'a>(sessions: impl Iterator<Item = (&'a Session, i64)>) -> Option<i64> {
    let (mut points, mut unknown) = (0, false);
    for (session, milli) in sessions {
        unknown |= session.is_done() && is_unknown(session);
        points += milli::rounded(milli);
    }
    (points > 0 || !unknown).then_some(points)
}

/// Is nothing known of a session that a load could follow from?
pub fn is_unknown(session: &Session) -> bool {
    session.load.is_none() && (session.rpe.is_none() || session.minutes.is_none())
}

/// How much harder a session felt than it was measured: session-RPE over the load beside it.
/// `None` without both.
pub fn felt_ratio(session: &Session, tuning: &Tuning) -> Option<f64> {
    let load = session.load.filter(|load| load.origin != LoadOrigin::Estimated)?.points.milli();
    let (rpe, minutes) = session.rpe.zip(session.minutes)?;
    (load > 0).then(|| rated_milli(rpe, minutes, &tuning.load) as f64 / load as f64)
}

/// Did a session feel clearly harder than it was measured, or easier? `None` if neither, or nothing to compare.
pub fn felt(session: &Session, tuning: &Tuning) -> Option<Felt> {
    let ratio = felt_ratio(session, tuning)?;
    match ratio {
        _ if ratio > tuning.load.felt_apart => Some(Felt::Harder),
        _ if ratio < tuning.load.felt_apart.recip() => Some(Felt::Easier),
        _ => None,
    }
}

/// How a session felt beside what was measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Felt {
    /// Harder.
    Harder,
    /// Easier.
    Easier,
}

/// The rated sessions of a history by kind, the oldest first: for many estimates at once.
#[derive(Debug, Default)]
pub struct Efforts(BTreeMap<Kind, Vec<(Day, i64)>>);

impl Efforts {
    /// Those of a history.
    pub fn of(history: &History) -> Efforts {
        let mut efforts = Efforts::default();
        for (day, session) in history.days().flat_map(|(day, record)| record.sessions().map(move |session| (day, session))) {
            if let Some(rpe) = session.rpe.filter(|_| session.is_done()) {
                efforts.0.entry(session.kind).or_default().push((day, i64::from(rpe.halves()) * 5));
            }
        }
        efforts
    }

    /// As [`estimated`], of the history this was made of.
    pub fn estimated(&self, kind: Kind, minutes: Minutes, day: Day, tuning: &Load) -> Option<Points> {
        let rated = self.0.get(&kind).map(Vec::as_slice).unwrap_or_default();
        let before = rated.get(..rated.partition_point(|(of, _)| *of < day)).unwrap_or_default();
        let own = before.iter().rev().map(|(_, effort)| *effort).take(tuning.typical_last.max(1) as usize).collect();
        points_of(effort_of(own, kind, tuning), minutes, tuning)
    }
}

/// Lets a done session without a rating carry the estimated load of its kind and length (`readiness.md` §2); a rating
/// replaces it, and what was said or measured stays.
pub fn estimate(history: &History, session: &mut Session, tuning: &Load) {
    session.load = session.load.filter(|load| load.origin != LoadOrigin::Estimated);
    if session.is_done() {
        estimate_with(session, |kind, minutes, day| estimated(history, kind, minutes, day, tuning));
    }
}

/// The effort to expect of an unrated session of a kind, in tenths of RPE: the median of the last
/// ten rated sessions of that kind before `day`, from five on; else the kind's typical effort.
pub fn typical_effort(history: &History, kind: Kind, day: Day, tuning: &Load) -> i64 {
    effort_of(last_of(history, kind, Asked::Effort, day, tuning), kind, tuning)
}

/// The middle one of one's own efforts where there are enough, else what is typical of the kind.
fn effort_of(mut own: Vec<i64>, kind: Kind, tuning: &Load) -> i64 {
    if (own.len() as i64) < tuning.typical_needs { tuning.typical(kind) } else { median(&mut own).unwrap_or(0) }
}

/// The length to expect of a session of a kind: the median of the last ten before `day`, else 45 minutes.
pub fn typical_minutes(history: &History, kind: Kind, day: Day, tuning: &Load) -> u16 {
    let mut own = last_of(history, kind, Asked::Minutes, day, tuning);
    u16::try_from(median(&mut own).unwrap_or(tuning.typical_minutes)).unwrap_or(u16::MAX)
}

/// What the last ten done sessions of a kind before `day` say, the newest first.
fn last_of(history: &History, kind: Kind, asked: Asked, day: Day, tuning: &Load) -> Vec<i64> {
    history.said_before(kind, asked, day).take(tuning.typical_last.max(1) as usize).collect()
}

/// The estimated load of an unrated session of that length, to be stored with the mark *estimated*.
pub fn estimated(history: &History, kind: Kind, minutes: Minutes, day: Day, tuning: &Load) -> Option<Points> {
    points_of(typical_effort(history, kind, day, tuning), minutes, tuning)
}

/// An unrated session carries the estimated load of its kind; a rating replaces it. What is typical is asked for.
fn estimate_with(session: &mut Session, typical: impl Fn(Kind, Minutes, Day) -> Option<Points>) {
    session.load = session.load.filter(|load| session.rpe.is_none() || load.origin != LoadOrigin::Estimated);
    let (None, None, Some(minutes)) = (session.load, session.rpe, session.minutes) else { return };
    let load = |points| domain::Load { points, origin: LoadOrigin::Estimated };
    session.load = typical(session.kind, minutes, session.day).map(load);
}

/// Gives the done sessions of a batch that have neither a rating nor a load the typical load of their kind; what is typical
/// is also learned from the rated sessions of the batch.
pub fn estimate_batch(journal: &Journal, ops: &mut [Op], tuning: &Load) {
    let mut after = journal.clone();
    after.add(Entry::batch(ops.to_vec(), after.last_stamp(), 0, 0));
    let efforts = Efforts::of(after.history());
    for op in ops {
        if let Op::PutSession(session) = op
            && session.is_done()
        {
            estimate_with(session, |kind, minutes, day| efforts.estimated(kind, minutes, day, tuning));
        }
    }
}

fn points_of(effort: i64, minutes: Minutes, tuning: &Load) -> Option<Points> {
    let milli = effort_milli(effort, minutes.get(), tuning);
    Points::try_from(milli::points(milli).min(1000.0)).ok()
}

/// Banister's training impulse in points: 100 = one hour at the threshold's share of heart-rate
/// reserve, the usual one where none is known. `weight` (a, b) is (0.64, 1.92) for men and unknown, (0.86, 1.67) for women.
///
/// `None` unless all numbers are finite and the threshold's impulse is above 0.
pub fn banister_points(minutes: f64, reserve: f64, threshold: Option<f64>, weight: (f64, f64), tuning: &Load) -> Option<f64> {
    let threshold = threshold.unwrap_or(tuning.trimp_threshold);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, Journal, Load as SessionLoad, Op, SessionId, Stamp, Status};

    fn session(number: usize, rpe: Option<f64>, load: Option<(f64, LoadOrigin)>) -> Session {
        let day = Day::from_ymd(2026, 3, 1).unwrap().plus(number as i64);
        Session {
            minutes: Minutes::try_from(60u16).ok(),
            rpe: rpe.map(|rpe| Rpe::try_from(rpe).unwrap()),
            load: load.map(|(points, origin)| SessionLoad { points: Points::try_from(points).unwrap(), origin }),
            ..Session::new(SessionId(number.to_string()), day, Kind::Strength, Status::Done)
        }
    }

    #[test]
    fn a_rating_replaces_an_estimate_and_nothing_else() {
        let milli = |rpe, load| session_milli(&session(0, rpe, load), &Tuning::default());
        assert_eq!(milli(Some(7.0), None), 99_960);
        assert_eq!(milli(Some(7.0), Some((80.0, LoadOrigin::Typed))), 80_000);
        assert_eq!(milli(Some(7.0), Some((80.0, LoadOrigin::Scaled))), 80_000);
        assert_eq!(milli(Some(7.0), Some((80.0, LoadOrigin::Estimated))), 99_960);
        assert_eq!(milli(None, Some((80.0, LoadOrigin::Estimated))), 80_000);
        assert_eq!(milli(None, None), 0);
    }

    #[test]
    fn the_own_effort_replaces_the_typical_one_from_five_sessions_on() {
        let tuning = Load::default();
        let effort = |ratings: &[f64]| {
            let put = |(number, rpe): (usize, &f64)| Op::PutSession(Box::new(session(number, Some(*rpe), None)));
            let mut journal = Journal::default();
            journal.add(Entry::batch(ratings.iter().enumerate().map(put).collect(), Stamp::default(), 1, 1));
            typical_effort(journal.history(), Kind::Strength, Day::MAX, &tuning)
        };
        assert_eq!(effort(&[8.0; 4]), 50);
        assert_eq!(effort(&[8.0, 8.0, 6.0, 7.0, 9.0]), 80);
        let eleven = [1.0, 4.0, 4.0, 4.0, 4.0, 4.0, 7.0, 7.0, 7.0, 7.0, 7.0];
        assert_eq!(effort(&eleven), 55, "the last ten, the mean of the middle two");
    }

    #[test]
    fn many_estimates_at_once_are_those_of_one() {
        let tuning = Load::default();
        let put = |number: usize| Op::PutSession(Box::new(session(number / 2, Some((number % 9) as f64 + 1.0), None)));
        let mut journal = Journal::default();
        journal.add(Entry::batch((0..40).map(put).collect(), Stamp::default(), 1, 1));
        let (history, efforts) = (journal.history(), Efforts::of(journal.history()));
        let minutes = Minutes::try_from(50_u16).unwrap();
        for day in (0..30).map(|days| Day::from_ymd(2026, 2, 25).unwrap().plus(days)) {
            let one = estimated(history, Kind::Strength, minutes, day, &tuning);
            assert_eq!(efforts.estimated(Kind::Strength, minutes, day, &tuning), one, "{day}");
        }
    }

    #[test]
    fn an_hour_at_threshold_is_100_points() {
        let points = |minutes, reserve, threshold| banister_points(minutes, reserve, threshold, (0.64, 1.92), &Load::default());
        assert_eq!(points(60.0, 0.85, None), Some(100.0));
        assert!((points(90.0, 0.6, Some(0.85)).unwrap() - 65.518_241_485_356_1).abs() < 1e-9);
        assert_eq!(points(60.0, f64::NAN, None), None);
        assert_eq!(points(60.0, 0.85, Some(0.0)), None);
        assert_eq!(edwards_points([0.0, 0.0, 0.0, 60.0, 0.0], &Load::default()), Some(100.0));
    }

    fn journal(sessions: impl IntoIterator<Item = Session>) -> Journal {
        let mut journal = Journal::default();
        let put = |session| Op::PutSession(Box::new(session));
        journal.add(Entry::batch(sessions.into_iter().map(put).collect(), Stamp::default(), 1, 1));
        journal
    }

    fn lasting(number: usize, minutes: u16) -> Session {
        Session { minutes: Minutes::try_from(minutes).ok(), ..session(number, Some(5.0), None) }
    }

    #[test]
    fn the_own_length_is_the_middle_one_of_the_last_ten_of_the_kind_before_the_day() {
        let tuning = Load::default();
        let day = |number: usize| session(number, None, None).day;
        let known = journal((0..12).map(|number| lasting(number, 20 + 10 * number as u16)));
        let minutes = |kind, number| typical_minutes(known.history(), kind, day(number), &tuning);
        assert_eq!([minutes(Kind::Strength, 0), minutes(Kind::Skill, 12)], [45, 45], "nothing of it is known");
        assert_eq!([minutes(Kind::Strength, 1), minutes(Kind::Strength, 3)], [20, 30]);
        assert_eq!(minutes(Kind::Strength, 12), 85, "the first two are forgotten");
    }

    #[test]
    fn an_open_session_weighs_what_is_said_of_it_and_for_the_rest_what_is_typical() {
        let tuning = Tuning::default();
        let known = journal((0..5).map(|number| Session { rpe: Rpe::try_from(8.0).ok(), ..lasting(number, 30) }));
        let today = session(9, None, None).day;
        let milli = |session: &Session| planned_milli(known.history(), session, today, &tuning);
        let (rpe, minutes) = (Rpe::try_from(4.0).ok(), Minutes::try_from(50_u16).ok());
        let open = Session { status: Status::Planned, minutes: None, ..session(9, None, None) };
        let weighs = |tenths, minutes| effort_milli(tenths, minutes, &tuning.load);
        assert_eq!(milli(&open), weighs(80, 30));
        assert_eq!(milli(&Session { rpe, ..open.clone() }), weighs(40, 30));
        assert_eq!(milli(&Session { planned_rpe: rpe, ..open.clone() }), weighs(40, 30));
        assert_eq!(milli(&Session { minutes, ..open.clone() }), weighs(80, 50));
        assert_eq!(milli(&Session { planned_minutes: minutes, ..open.clone() }), weighs(80, 50));
        assert_eq!(milli(&Session { rpe, minutes, ..open.clone() }), weighs(40, 50));
        let load = session(0, None, Some((33.0, LoadOrigin::Typed))).load;
        assert_eq!(milli(&Session { load, ..open.clone() }), 33_000);
        assert_eq!(milli(&Session { status: Status::Done, ..open.clone() }), 0, "what was done weighs what is known of it");
        assert_eq!(milli(&Session { status: Status::Moved, ..open }), weighs(80, 30));
    }

    #[test]
    fn a_day_weighs_what_was_done_and_is_expected_to_weigh_what_is_open_too() {
        let (tuning, load) = (Tuning::default(), |points| Some((points, LoadOrigin::Measured)));
        let of = |id: &str, status, points| Session { id: SessionId(id.to_owned()), status, ..session(0, None, load(points)) };
        let known = journal([
            of("a", Status::Done, 10.0),
            of("b", Status::Done, 5.0),
            of("c", Status::Planned, 20.0),
            of("d", Status::Moved, 40.0),
            of("e", Status::Skipped, 80.0),
        ]);
        let (history, day) = (known.history(), session(0, None, None).day);
        assert_eq!((day_milli(history, day, &tuning), expected_milli(history, day, day, &tuning)), (15_000, 75_000));
    }

    #[test]
    fn points_of_a_day_are_known_unless_all_there_is_was_done_without_a_load() {
        let unknown = Session { minutes: None, ..session(0, Some(5.0), None) };
        let known = session(1, Some(5.0), None);
        let planned = Session { status: Status::Planned, ..unknown.clone() };
        let points = |sessions: &[(&Session, i64)]| lived_points(sessions.iter().copied());
        assert_eq!(points(&[]), Some(0));
        assert_eq!(points(&[(&unknown, 0)]), None);
        assert_eq!(points(&[(&unknown, 0), (&known, 40_400)]), Some(40));
        assert_eq!(points(&[(&known, 40_400), (&known, 400)]), Some(40));
        assert_eq!(points(&[(&planned, 0)]), Some(0), "it was not trained");
        assert!(
            [(&known, false), (&unknown, true), (&session(0, None, None), true)]
                .iter()
                .all(|(session, is)| is_unknown(session) == *is)
        );
        assert!(!is_unknown(&session(0, None, Some((1.0, LoadOrigin::Estimated)))));
    }

    #[test]
    fn a_done_session_without_a_rating_is_estimated_and_what_was_said_or_measured_stays() {
        let tuning = Load::default();
        let known = journal((0..5).map(|number| Session { rpe: Rpe::try_from(8.0).ok(), ..lasting(number, 30) }));
        let estimated = |session: Session| {
            let mut session = Session { day: session.day.plus(20), ..session };
            estimate(known.history(), &mut session, &tuning);
            session.load.map(|load| (load.points.milli(), load.origin))
        };
        let weighs = Some((effort_milli(80, 60, &tuning), LoadOrigin::Estimated));
        assert_eq!(estimated(session(0, None, None)), weighs);
        assert_eq!(estimated(session(0, None, Some((7.0, LoadOrigin::Estimated)))), weighs, "an old estimate is made anew");
        assert_eq!(estimated(session(0, None, Some((7.0, LoadOrigin::Measured)))), Some((7_000, LoadOrigin::Measured)));
        assert_eq!(estimated(session(0, Some(3.0), Some((7.0, LoadOrigin::Estimated)))), None, "a rating replaces it");
        let not_done = Session { status: Status::Skipped, ..session(0, None, Some((7.0, LoadOrigin::Estimated))) };
        assert_eq!(estimated(not_done), None);
        let long = Session { minutes: Minutes::try_from(1440_u16).ok(), ..session(0, None, None) };
        assert_eq!(estimated(long), Some((1_000_000, LoadOrigin::Estimated)), "no load is more than a thousand points");
    }
}
