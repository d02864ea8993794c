//! The experiments of a history: what each stands at, what is assigned, which designs are refused (`learning.md` §5).

use crate::domain::{Day, DayRecord, Experiment, Field, History, Op, Outcome, Registered, Session, Unit};

use super::learning::power::Power;
use super::learning::trial::{self, Assigned, Measured, Seen, Standing, TrialDay, TrialDays, TrialSession};
use super::readiness::Season;
use super::tuning::Learning;

/// Said with every experiment.
pub const ALWAYS: &str = "Not for illness, medicine, pain or eating less: ask a doctor.";

/// An experiment with all that is said about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report<'a> {
    /// As it was registered, and when it was ended.
    pub registered: &'a Registered,
    /// Where it stands.
    pub seen: Seen,
    /// What is assigned now.
    pub assigned: Assigned,
    /// What it can find.
    pub power: Power,
    /// The last day of its last pair; `None` where sessions are decided.
    pub last_day: Option<Day>,
}

impl Report<'_> {
    /// Does it wait or run?
    pub fn is_open(&self) -> bool {
        matches!(self.seen.standing, Standing::Waiting | Standing::Running)
    }

    /// The seed, told when it is over.
    pub fn seed(&self) -> Option<u64> {
        (!self.is_open()).then_some(self.registered.experiment.seed)
    }
}

/// Every experiment registered up to a day, the earliest first.
pub fn all<'a>(history: &'a History, season: &Season, today: Day, tuning: &Learning) -> Vec<Report<'a>> {
    registered(history, today).into_iter().map(|known| report(known, history, season, today, tuning)).collect()
}

/// The experiment that waits or runs.
pub fn current<'a>(history: &'a History, season: &Season, today: Day, tuning: &Learning) -> Option<Report<'a>> {
    // It is asked for at every start, and the days of one that is over may lie years back.
    let known = registered(history, today).into_iter().filter(|known| !is_over(known, history, today));
    known.map(|known| report(known, history, season, today, tuning)).find(Report::is_open)
}

/// Every experiment registered up to a day, the earliest first.
fn registered(history: &History, today: Day) -> Vec<&Registered> {
    let mut known: Vec<&Registered> = history.experiments().filter(|known| known.experiment.registered <= today).collect();
    known.sort_by_key(|known| (known.experiment.registered, known.experiment.first_day));
    known
}

/// Is it seen without a look at all its days that it is over?
fn is_over(known: &Registered, history: &History, today: Day) -> bool {
    let by_calendar = || match trial::last_day(&known.experiment) {
        Some(last) => last < today,
        None => has_all_sessions(&known.experiment, history, today),
    };
    known.ended.is_some_and(|ended| ended <= today) || by_calendar()
}

/// Were all sessions it counts done before a day? The newest are asked first, so that many that were done lately tell it.
fn has_all_sessions(experiment: &Experiment, history: &History, day: Day) -> bool {
    let days = history.days_in(experiment.first_day, day.minus(1)).rev().filter(|(_, record)| has_one(experiment, record));
    let all = 2 * usize::from(experiment.pairs);
    days.take(all).count() == all
}

/// Was a session done that is one of its?
fn has_one(experiment: &Experiment, record: &DayRecord) -> bool {
    record.sessions().any(|session| Some(session.kind) == experiment.kind && session.is_done())
}

fn report<'a>(registered: &'a Registered, history: &History, season: &Season, today: Day, tuning: &Learning) -> Report<'a> {
    let experiment = &registered.experiment;
    let last_day = trial::last_day(experiment);
    // What comes after its end says nothing of it.
    let end = [registered.ended, last_day].into_iter().flatten().fold(today, Day::min);
    let days = days(history, season, experiment.first_day, end);
    Report {
        registered,
        seen: Seen::of(registered, &days, today, tuning),
        assigned: Assigned::of(experiment, &days, today),
        power: power(experiment, history, season, tuning),
        last_day,
    }
}

/// Was the day before one of an experiment, so that its morning asks whether the assignment was kept?
pub fn asks_kept(history: &History, season: &Season, day: Day) -> bool {
    let yesterday = day.minus(1);
    let was_one = |known: &Registered| {
        let experiment = &known.experiment;
        let goes_on = known.ended.is_none_or(|ended| ended >= yesterday) && experiment.first_day <= yesterday;
        let counted = || {
            let days = days(history, season, experiment.first_day, yesterday);
            let sessions = trial::sessions(experiment.kind, &days, experiment.first_day, yesterday);
            let sessions: Vec<Day> = sessions.take(2 * usize::from(experiment.pairs)).map(|(day, _)| day).collect();
            sessions.last() == Some(&yesterday)
        };
        // Its first sessions may lie years back, and on most mornings there was none the day before.
        let may_be = || history.day(yesterday).is_some_and(|record| has_one(experiment, record));
        goes_on
            && (if experiment.unit == Unit::Session {
                may_be() && !has_all_sessions(experiment, history, yesterday) && counted()
            } else {
                trial::of_day(experiment, yesterday).is_some()
            })
    };
    history.experiments().any(was_one)
}

/// What an experiment can find, from the days before it was registered.
pub fn power(experiment: &Experiment, history: &History, season: &Season, tuning: &Learning) -> Power {
    let (first, last) = (experiment.registered.minus(tuning.find_days), experiment.registered.minus(1));
    let days = days(history, season, first, last);
    let outcome = experiment.outcome;
    let values: Vec<i64> = match experiment.unit {
        Unit::Day | Unit::Block => days.values().filter_map(|day| trial::morning_value(outcome, day)).collect(),
        Unit::Session => {
            let sessions = trial::sessions(experiment.kind, &days, first, last);
            sessions.filter_map(|(_, session)| trial::session_value(outcome, session)).collect()
        }
    };
    Power::of(experiment.unit, outcome, experiment.pairs, &values, tuning)
}

/// What experiments look at, of a range of days.
fn days(history: &History, season: &Season, first: Day, last: Day) -> TrialDays {
    if last < first {
        return TrialDays::new();
    }
    let mut days: TrialDays = history.days_in(first, last).map(|(day, _)| (day, trial_day(history, season, day))).collect();
    // A span of illness goes on through days nothing is known of.
    for day in first.to(last).filter(|day| season.is_ill(*day)) {
        days.entry(day).or_default().away = true;
    }
    days
}

fn trial_day(history: &History, season: &Season, day: Day) -> TrialDay {
    let Some(check_in) = history.check_in(day) else { return TrialDay::default() };
    let measured = |field: Field| {
        let device = check_in.reading(field).map(|reading| reading.source().device.as_str())?;
        check_in.number(field).map(|value| Measured::of(value, device))
    };
    TrialDay {
        raw: season.morning(day).and_then(|morning| morning.specified.raw),
        ready: check_in.whole(Field::Ready),
        rhr: measured(Field::RestingHr),
        hrv: measured(Field::HrvRmssd),
        sleep: check_in.whole(Field::SleepMinutes),
        away: check_in.flag(Field::Travel) || check_in.flag(Field::Ill),
        kept: check_in.value(Field::Kept).map(|_| check_in.flag(Field::Kept)),
        sessions: history.sessions_on(day).filter(|session| session.is_done()).map(trial_session).collect(),
    }
}

fn trial_session(session: &Session) -> TrialSession {
    TrialSession {
        kind: session.kind,
        charge: session.charge.map(i64::from),
        rpe: session.rpe.map(|rpe| i64::from(rpe.halves()) * 5),
        clean: session.clean,
    }
}

/// May this be registered today?
///
/// # Errors
/// Why not, and what to do in its place.
pub fn may_register(experiment: &Experiment, open: Option<&Report>, today: Day) -> Result<(), String> {
    if experiment.question.trim().is_empty() || experiment.yes.trim().is_empty() {
        return Err("Say what you want to know, and what is done on a yes day.".to_owned());
    }
    experiment.possible()?;
    if experiment.first_day <= today {
        return Err(format!(
            "expected a first day after today, {today}, found {}: the coin falls before the day. Begin tomorrow.",
            experiment.first_day
        ));
    }
    open.map_or(Ok(()), |open| {
        let question = &open.registered.experiment.question;
        Err(format!("“{question}” {} already: one at a time. Wait for its end, or end it first.", doing(open.seen.standing)))
    })
}

fn doing(standing: Standing) -> &'static str {
    match standing {
        Standing::Waiting => "waits",
        Standing::Running => "runs",
        Standing::Ended => "has ended",
        Standing::Stopped => "was stopped",
    }
}

/// May what these ops did be undone today? A registration may up to the day before its first day; an end is final. What
/// an import or a restore brought goes as a whole, with the experiments in it.
///
/// # Errors
/// Why not, and what to do in its place.
pub fn may_undo<'a>(ops: impl IntoIterator<Item = &'a Op>, today: Day) -> Result<(), String> {
    match alone(ops) {
        Some(Op::PutExperiment(experiment)) if experiment.first_day <= today => Err("It has begun: end it instead.".to_owned()),
        Some(Op::EndExperiment { .. }) => Err("The end of an experiment is final: register a new one instead.".to_owned()),
        _ => Ok(()),
    }
}

/// May what these ops did, and was taken back, be done again today? A registration is one as at the first time: nothing
/// else waits or runs, and its first day is still to come. What an import brought comes back as a whole, however old; only
/// an experiment that is not over in it never stands beside another one.
///
/// # Errors
/// Why not, and what to do in its place.
pub fn may_redo<'a>(ops: impl IntoIterator<Item = &'a Op>, open: Option<&Report>, today: Day) -> Result<(), String> {
    let ops: Vec<&Op> = ops.into_iter().collect();
    if let [Op::PutExperiment(experiment)] = ops.as_slice() {
        return may_register(experiment, open, today);
    }
    let is_over =
        |experiment: &Experiment| ops.iter().any(|op| matches!(op, Op::EndExperiment { id, .. } if *id == experiment.id));
    ops.iter().try_for_each(|op| match op {
        Op::PutExperiment(experiment) if !is_over(experiment) => may_register(experiment, open, experiment.first_day.minus(1)),
        _ => Ok(()),
    })
}

/// The op of a change that is one op: so registrations and ends are written.
fn alone<'a>(ops: impl IntoIterator<Item = &'a Op>) -> Option<&'a Op> {
    let mut ops = ops.into_iter();
    ops.next().filter(|_| ops.next().is_none())
}

/// How long it takes, where the calendar does not say.
pub fn duration_words(experiment: &Experiment) -> Option<String> {
    (experiment.unit == Unit::Session).then(|| format!("At 2 a week {0} pairs are {0} weeks.", experiment.pairs))
}

/// The unit of a whole number of this outcome, as a divisor and a word.
pub fn scale(outcome: Outcome) -> (f64, &'static str) {
    match outcome {
        Outcome::Score | Outcome::Ready | Outcome::Charge | Outcome::Rpe => (10.0, "points"),
        Outcome::Rhr => (10.0, "bpm"),
        Outcome::Hrv => (10.0, "ms"),
        Outcome::SleepMinutes => (1.0, "minutes"),
        Outcome::Clean => (10.0, "of all sessions"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ExperimentId;

    #[test]
    fn neither_the_question_nor_what_is_done_on_a_yes_day_is_left_out() {
        let today = Day::from_ymd(2026, 3, 2).unwrap();
        let of = |question: &str, yes: &str| Experiment {
            id: ExperimentId("e".to_owned()),
            registered: today,
            question: question.to_owned(),
            yes: yes.to_owned(),
            unit: Unit::Day,
            kind: None,
            outcome: Outcome::Score,
            pairs: 10,
            first_day: today.plus(1),
            seed: 7,
        };
        let may = |question, yes| may_register(&of(question, yes), None, today);
        assert_eq!(may("does tea help?", "tea"), Ok(()));
        for refused in [may(" ", "tea"), may("does tea help?", ""), may("", " ")] {
            assert!(refused.unwrap_err().starts_with("Say what you want to know"));
        }
    }
}
