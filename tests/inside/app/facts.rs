//! What follows from the history as the panes see it: on the very days on which it is told otherwise if one counts wrong.

use upswing::app::Facts;
use upswing::domain::{Day, Entry, Journal, Kind, Load, LoadOrigin, Minutes, Op, Points, Rpe, Session, SessionId, Stamp, Status};
use upswing::engine::Tuning;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn done(date: &str, how: Option<(u16, u8)>) -> Op {
    let mut session = Session::new(SessionId(date.to_owned()), day(date), Kind::Strength, Status::Done);
    session.minutes = how.and_then(|(minutes, _)| Minutes::try_from(minutes).ok());
    session.rpe = how.and_then(|(_, halves)| Rpe::from_halves(halves));
    Op::PutSession(Box::new(session))
}

fn journal(ops: Vec<Op>) -> Journal {
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal
}

fn facts(journal: &Journal, today: &str) -> Facts {
    let mut facts = Facts::new(journal.history(), day(today), &Tuning::default());
    facts.judge_week(journal.history(), day(today).monday(), day(today), &Tuning::default());
    facts
}

#[test]
fn a_plan_looks_back_no_further_than_the_start_day() {
    // One session, a year of silence, and then somebody begins.
    let dates = ["2025-02-10", "2026-02-02", "2026-02-04", "2026-02-06"];
    let journal = journal(dates.iter().map(|date| done(date, Some((60, 12)))).collect());
    let facts = facts(&journal, "2026-02-10");
    assert_eq!(facts.season.curve().unwrap().start_seen_on(day("2026-02-10")), Some(day("2026-02-02")));
    let past: Vec<bool> = facts.plan.past.iter().map(|points| points.is_some_and(|points| points > 0)).collect();
    assert_eq!(past, [true, false, true, false, true, false, false], "the week before, from its first session on");
    let told = format!("{:?}", facts.issues);
    assert!(!told.contains("ReturnLoad"), "nobody comes back from a break before the start: {told}");
}

#[test]
fn a_day_that_has_only_begun_is_in_no_gap_and_makes_none() {
    let journal = journal((1..=9).map(|day| done(&format!("2026-01-{:02}", day * 3), Some((60, 12)))).collect());
    // The last record is of 27 January: on the morning of 10 February 13 days are empty, a day later it is a gap.
    for (today, gap) in [("2026-02-10", false), ("2026-02-11", true), ("2026-02-14", true)] {
        let facts = facts(&journal, today);
        let fitness = &facts.traces.fitness;
        let on = |date: &str| facts.traces.on(fitness, day(date));
        assert_eq!(on("2026-01-28").is_none(), gap, "{today}");
        assert_eq!(on("2026-02-09").is_none(), gap, "{today}");
        assert!(on(today).is_some(), "today's own numbers are shown, above all to who comes back: {today}");
    }
}

#[test]
fn of_a_session_of_unknown_length_nothing_is_made_up() {
    let known = done("2026-02-04", Some((60, 10)));
    let alone = facts(&journal(vec![known.clone()]), "2026-02-05").judgement.meters[0].aerobic;
    let facts = facts(&journal(vec![done("2026-02-02", None), done("2026-02-03", None), known]), "2026-02-05");
    let points = |at: usize| facts.plan.sessions[at].points(&Tuning::default().load);
    assert_eq!([points(0), points(1)], [0, 0]);
    assert!(points(2) > 0);
    let meter = &facts.judgement.meters[0];
    assert_eq!((meter.load, meter.aerobic), (points(2), alone), "the week weighs what is known");
}

#[test]
fn a_done_session_without_a_rating_is_as_hard_as_its_load_was_estimated() {
    let mut run = Session::new(SessionId("run".to_owned()), day("2026-02-04"), Kind::Endurance, Status::Done);
    run.minutes = Minutes::try_from(45_u16).ok();
    run.load = Some(Load { points: Points::try_from(40.0).unwrap(), origin: LoadOrigin::Estimated });
    let facts = facts(&journal(vec![Op::PutSession(Box::new(run))]), "2026-02-05");
    assert!(facts.judgement.meters[0].aerobic >= 30, "{:?}", facts.judgement.meters[0]);
}
