//! From the history to a plan and back.

use std::collections::BTreeMap;

use upswing::domain::{
    Availability, Day, Entry, Journal, Kind, Load, LoadOrigin, Minutes, Op, Points, ProfileChange, Rpe, Session, SessionId, Slot,
    Span, SpanId, SpanKind, Stamp, Status,
};
use upswing::engine::planner::{Limits, Plan, PlanBasis, RuleId, Spot, accept, accepted_sessions, judge, propose};
use upswing::engine::readiness::Season;
use upswing::engine::{Stage, Tuning, Verdict};

fn day(date: &str) -> Day {
    date.parse().unwrap()
}

fn session(id: &str, date: &str, kind: Kind, status: Status, minutes: u16, rpe: f64) -> Session {
    let mut session = Session::new(SessionId(id.to_owned()), day(date), kind, status);
    session.minutes = Minutes::try_from(minutes).ok();
    session.rpe = Rpe::try_from(rpe).ok();
    session
}

fn journal(sessions: Vec<Session>) -> Journal {
    let evening = Availability { am: 0, pm: 90, day: None, two: false, off: false };
    let mut ops: Vec<Op> = (0..7).map(|weekday| Op::SetProfile(ProfileChange::Weekday(weekday, evening))).collect();
    ops.extend(sessions.into_iter().map(|mut session| {
        session.place.slot = Some(Slot::Pm);
        Op::PutSession(Box::new(session))
    }));
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal
}

fn given(start: &str, today: &str) -> PlanBasis {
    PlanBasis {
        start: day(start),
        days: 7,
        today: day(today),
        verdict: Verdict::Train,
        stage: Stage::Fresh,
        first: Some(day("2026-02-20")),
        mornings: Vec::new(),
        lived: Vec::new(),
        feels: BTreeMap::new(),
    }
}

#[test]
fn a_plan_holds_what_the_history_says() {
    let mut measured = session("m", "2026-03-04", Kind::Endurance, Status::Planned, 60, 3.0);
    measured.load = Some(Load { points: Points::try_from(84.5).unwrap(), origin: LoadOrigin::Measured });
    let mut missed = session("late", "2026-02-27", Kind::Skill, Status::Planned, 40, 5.0);
    missed.place.window = Some((day("2026-02-23"), day("2026-03-03")));
    let sessions = vec![
        session("y", "2026-03-01", Kind::Strength, Status::Done, 60, 8.0),
        session("old", "2026-02-25", Kind::Endurance, Status::Planned, 60, 3.0),
        session("race", "2026-03-10", Kind::Event, Status::Planned, 90, 9.0),
        measured,
        missed,
    ];
    let journal = journal(sessions);
    let plan = Plan::from_history(journal.history(), &given("2026-03-02", "2026-03-02"), &Tuning::default());
    assert_eq!((plan.today, plan.length(), plan.days[0].pm), (0, 7, 90));
    assert!(plan.yesterday.hard && plan.yesterday.drain && plan.yesterday.body.is_some());
    assert_eq!(plan.events, [8]);
    let past: Vec<i64> = plan.past.iter().flatten().copied().collect();
    assert_eq!(past, [0, 0, 0, 0, 0, 0, 0, 0, 0, 114], "a planned session of the past weighs nothing");
    let ids: Vec<&str> = plan.sessions.iter().map(|session| session.id.0.as_str()).collect();
    assert_eq!(ids, ["late", "m"]);
    assert_eq!(plan.sessions[0].window, Some((-7, 1)));
    assert_eq!((plan.sessions[1].points(&Tuning::default().load), plan.sessions[1].load), (85, Some(85)));
    assert!(plan.sessions.iter().all(|session| !session.eased), "nothing was eased yet");
    assert_eq!(plan.sessions[1].at, Some(Spot { day: 2, slot: Slot::Pm }));
}

#[test]
fn what_keeps_the_plan_before_it_was_eased_already() {
    let mut eased = session("eased", "2026-03-04", Kind::Endurance, Status::Planned, 40, 3.0);
    eased.planned_minutes = Minutes::try_from(60_u16).ok();
    let mut done = session("done", "2026-03-02", Kind::Endurance, Status::Done, 40, 3.0);
    done.planned_minutes = Minutes::try_from(60_u16).ok();
    let journal = journal(vec![eased, done, session("whole", "2026-03-05", Kind::Endurance, Status::Planned, 60, 3.0)]);
    let plan = Plan::from_history(journal.history(), &given("2026-03-02", "2026-03-02"), &Tuning::default());
    let eased: Vec<&str> = plan.sessions.iter().filter(|session| session.eased).map(|session| session.id.0.as_str()).collect();
    assert_eq!(eased, ["eased"]);
}

#[test]
fn answers_after_sessions_become_the_expectation() {
    let answered = |number: i64| {
        let date = day("2026-02-01").plus(number);
        let mut session = Session::new(SessionId(format!("a{number}")), date, Kind::Strength, Status::Done);
        session.charge = Some(if number == 0 { 1 } else { 4 });
        session
    };
    let mut sessions: Vec<Session> = (0..5).map(answered).collect();
    sessions.push(session("next", "2026-03-03", Kind::Strength, Status::Planned, 45, 6.0));
    let plan_of = |sessions: Vec<Session>| {
        let (journal, tuning) = (journal(sessions), Tuning::default());
        let feels = Season::new(journal.history(), day("2026-03-02"), &tuning).feels();
        Plan::from_history(journal.history(), &PlanBasis { feels, ..given("2026-03-02", "2026-03-02") }, &tuning)
    };
    assert_eq!(plan_of(sessions.clone()).sessions[0].feel, Some(34));
    sessions.remove(0);
    assert_eq!(plan_of(sessions).sessions[0].feel, None, "four answers are no expectation");
}

#[test]
fn of_a_day_with_many_answers_those_count_that_were_recorded_first() {
    let answered = |name: &str, date: &str, charge: u8| {
        let mut session = Session::new(SessionId(name.to_owned()), day(date), Kind::Strength, Status::Done);
        session.charge = Some(charge);
        session
    };
    let later = ["2026-02-11", "2026-02-12", "2026-02-13"].map(|date| answered(date, date, 3));
    let sessions = vec![answered("z", "2026-02-10", 5), answered("b", "2026-02-10", 5), answered("a", "2026-02-10", 1)];
    let journal = journal(sessions.into_iter().chain(later).collect());
    let feels = Season::new(journal.history(), day("2026-03-02"), &Tuning::default()).feels();
    assert_eq!(feels.get(&Kind::Strength), Some(&38), "5, 5 and three times 3");
}

#[test]
fn what_is_accepted_is_what_is_stored() {
    let hard = |id: &str, date: &str| session(id, date, Kind::Intervals, Status::Planned, 50, 8.0);
    let sessions = vec![hard("a", "2026-03-02"), hard("b", "2026-03-03"), hard("c", "2026-03-04")];
    for stage in [Stage::Fresh, Stage::Deeper] {
        let mut journal = journal(sessions.clone());
        let mut given = given("2026-03-02", "2026-03-02");
        given.stage = stage;
        let tuning = Tuning::default();
        let plan = Plan::from_history(journal.history(), &given, &tuning);
        let proposal = propose(&plan, &mut Limits { width: 4096, keep_going: &mut || true }, &tuning);
        let stored = accepted_sessions(journal.history(), &plan, &proposal);
        let ops = stored.into_iter().map(|session| Op::PutSession(Box::new(session))).collect();
        journal.add(Entry::batch(ops, journal.last_stamp(), 2, 1));
        let again = Plan::from_history(journal.history(), &given, &tuning);
        let mut accepted = accept(&plan, &proposal);
        accepted.sessions.sort_by_key(|session| session.at);
        assert_eq!(again.sessions, accepted.sessions, "{stage}");
        let second = propose(&again, &mut Limits { width: 4096, keep_going: &mut || true }, &tuning);
        assert!(second.moves.is_empty() && second.eased.is_empty(), "{stage}");
    }
}

#[test]
fn a_race_while_away_neither_conflicts_nor_asks_the_week_for_anything() {
    let broken = |is_away: bool| {
        let race = session("race", "2026-03-03", Kind::Event, Status::Planned, 180, 9.0);
        let mut journal = journal(vec![race]);
        let holiday =
            Span { to: Some(day("2026-03-04")), ..Span::new(SpanId("h".to_owned()), SpanKind::Holiday, day("2026-03-02")) };
        let ops = is_away.then(|| Op::PutSpan(Box::new(holiday))).into_iter().collect();
        journal.add(Entry::batch(ops, journal.last_stamp(), 2, 1));
        let (given, tuning) = (given("2026-03-02", "2026-03-02"), Tuning::default());
        let broken = judge(&Plan::from_history(journal.history(), &given, &tuning), &tuning).broken;
        broken.into_iter().map(|broken| broken.rule).collect::<Vec<_>>()
    };
    assert!(broken(false).contains(&RuleId::StrengthDays));
    assert_eq!(broken(true), []);
}

#[test]
fn coming_home_clears_the_mark() {
    let mut moved = session("a", "2026-03-05", Kind::Strength, Status::Moved, 45, 6.0);
    moved.original_day = Some(day("2026-03-03"));
    let journal = journal(vec![moved]);
    let plan = Plan::from_history(journal.history(), &given("2026-03-02", "2026-03-02"), &Tuning::default());
    let mut proposal = propose(&plan, &mut Limits { width: 64, keep_going: &mut || true }, &Tuning::default());
    proposal.places = vec![(SessionId("a".to_owned()), Some(Spot { day: 1, slot: Slot::Pm }))];
    let stored = accepted_sessions(journal.history(), &plan, &proposal);
    assert_eq!((stored[0].status, stored[0].original_day, stored[0].day), (Status::Planned, None, day("2026-03-03")));
}
