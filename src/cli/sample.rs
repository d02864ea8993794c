//! The sample year: a made-up life that ends today, for `upswing demo`.
//!
//! It is a backup like any other (`assets/sample-year.jsonl`, made by `examples/made/sample_year.rs`), read through the
//! same door as a file of one's own, and then moved so that its last morning is today.

use crate::domain::{Day, Entry, Journal, Op, ProfileChange, Session, Stamp};
use crate::exchange::{self, Context};
use crate::shell::Fold;
use crate::store::{Store, writer_id};

use super::answer::Problem;
use super::open::{Configured, Opened, configured};

const YEAR: &str = include_str!("../../assets/sample-year.jsonl");

/// The morning that becomes today.
const LAST_MORNING: &str = "2025-06-29";

/// The sample year, as if it had been lived up to today. Nothing is read but the configuration.
///
/// # Errors
/// No folder for the configuration, or a day fixed by the environment that is none.
pub fn opened() -> Result<Opened, Problem> {
    let Configured { paths, settings, clock } = configured()?;
    let entries = entries(clock.now().today, writer_id())?;
    let mut store = Store::in_memory();
    store.append(&entries)?;
    let mut journal = Journal::default();
    journal.add(entries);
    let fold = Fold::at(&paths, &settings);
    Ok(Opened::made(paths, settings, store, journal, clock, fold))
}

/// What happened in the year that ends on `today`.
fn entries(today: Day, device: u64) -> Result<Vec<Entry>, Problem> {
    let last: Day = LAST_MORNING.parse().map_err(|error| Problem::Failed(format!("the sample year: {error}")))?;
    let context = Context { today: last, newest: last, zone: None, skip_bad_rows: false, declared: Default::default() };
    let found = exchange::read("sample-year.jsonl", YEAR.as_bytes(), &context, &mut |_, _| true)?;
    let ops = exchange::merge(Journal::default().history(), vec![found]).ops;
    let later = today.since(last);
    let ops = ops.into_iter().map(|op| moved(op, later)).collect();
    // An old stamp, so that whatever is done in the demonstration comes after it.
    Ok(Entry::batch(ops, Stamp::default(), 1, device))
}

/// The same so many days later.
fn moved(op: Op, days: i64) -> Op {
    match op {
        Op::SetCheckIn { day, moment, fields, source } => Op::SetCheckIn { day: day.plus(days), moment, fields, source },
        Op::PutSession(session) => Op::PutSession(Box::new(moved_session(*session, days))),
        Op::PutTest(test) => Op::PutTest(crate::domain::Test { day: test.day.plus(days), ..test }),
        // What a week is for stands on its Monday.
        Op::PutDayPlan { day, plan } => Op::PutDayPlan { day: day.plus(days).monday(), plan },
        Op::PutExperiment(mut experiment) => {
            experiment.registered = experiment.registered.plus(days);
            experiment.first_day = experiment.first_day.plus(days);
            Op::PutExperiment(experiment)
        }
        Op::EndExperiment { id, day } => Op::EndExperiment { id, day: day.plus(days) },
        Op::PutSpan(mut span) => {
            span.from = span.from.plus(days);
            span.to = span.to.map(|to| to.plus(days));
            Op::PutSpan(span)
        }
        Op::SetProfile(ProfileChange::StartDay(day)) => Op::SetProfile(ProfileChange::StartDay(day.map(|day| day.plus(days)))),
        Op::SetProfile(_) | Op::Apart(_) | Op::Erase(_) | Op::Retract(_) => op,
    }
}

fn moved_session(mut session: Session, days: i64) -> Session {
    session.day = session.day.plus(days);
    session.original_day = session.original_day.map(|day| day.plus(days));
    session.place.fix_day = session.place.fix_day.map(|day| day.plus(days));
    session.place.window = session.place.window.map(|(first, last)| (first.plus(days), last.plus(days)));
    session
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Facts;
    use crate::domain::{Field, Kind};
    use crate::engine::performance::{Fit, Knowledge};
    use crate::engine::{Stage, Tuning};

    fn year(today: Day) -> Journal {
        let mut journal = Journal::default();
        journal.add(entries(today, 1).unwrap());
        journal
    }

    #[test]
    fn there_is_something_to_see_everywhere() {
        let (today, tuning) = (LAST_MORNING.parse().unwrap(), Tuning::default());
        let journal = year(today);
        let (history, facts) = (journal.history(), Facts::new(journal.history(), today, &tuning));
        assert!(facts.advice().score().is_some() && facts.advice().action.id.is_some());
        assert!(facts.season.mornings().iter().any(|morning| morning.stage != Stage::Fresh), "a time of fatigue");
        assert!(facts.season.curve().is_some_and(|curve| curve.mornings().any(|morning| morning.gap)), "a gap");
        assert!(history.days().any(|(_, record)| record.check_in.flag(Field::Ill)), "an illness");
        let fit = Fit::of(history, today, "5 min power", &tuning).unwrap();
        assert_eq!(fit.knowledge, Knowledge::Fitted);
        assert!(history.sessions().any(|session| session.kind == Kind::Event && session.day > today), "an event ahead");
    }

    #[test]
    fn the_year_ends_today_whatever_day_it_is() {
        for today in ["2026-11-22", "2024-02-29", "2031-01-01"] {
            let today: Day = today.parse().unwrap();
            let journal = year(today);
            let history = journal.history();
            let (first, last) = (history.days().next().unwrap().0, history.days().next_back().unwrap().0);
            assert!(today.since(first) >= 364, "{first}");
            assert!(last > today, "something is planned");
            assert!(history.check_in(today).is_some());
        }
    }
}
