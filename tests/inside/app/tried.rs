//! A plan that is tried on a copy, by its keys: nothing is written before it is taken, and what is lived is.

use super::week::{all, batches, day_of, desk, find, hard_week, monday, session};
use proptest::prelude::*;
use upswing::app::tried::{Tried, is_of_plan};
use upswing::app::{Effect, Event, Facts};
use upswing::domain::{Availability, Day, DayPlan, Entry, History, Journal, Kind, Op, Session, Status};
use upswing::engine::Tuning;

#[test]
fn what_is_tried_is_shown_and_not_written_until_it_is_taken_as_one_step() {
    let mut desk = desk(hard_week(), 0);
    let before = all(&desk);
    let mut effects = desk.press("f > y");
    effects.extend(desk.press("Right Right x"));
    assert_eq!(batches(&effects), 0, "nothing may be written while it is tried");
    assert_ne!(all(&desk), before);
    assert!(desk.model.message().unwrap().text.starts_with("Only tried: "));
    let tried = all(&desk);
    assert_eq!(batches(&desk.press("f")), 1);
    assert_eq!(all(&desk), tried, "what was tried is what stands");
    desk.press("u");
    assert_eq!(all(&desk), before, "one step takes all of it back");
}

#[test]
fn what_is_not_taken_leaves_the_plan_as_it_was() {
    let mut desk = desk(hard_week(), 0);
    let (before, facts) = (all(&desk), format!("{:?}", desk.model.facts.judgement));
    let mut effects = desk.press("f > k x u u");
    effects.extend(desk.press("Ctrl+g"));
    assert_eq!(batches(&effects), 0);
    assert_eq!((all(&desk), format!("{:?}", desk.model.facts.judgement)), (before, facts));
    desk.press("u");
    assert!(all(&desk).is_empty(), "what is undone next is what was done before");
}

#[test]
fn what_is_lived_while_a_plan_is_tried_is_written_and_stays() {
    let mut desk = desk(hard_week(), 0);
    let mut effects = desk.press("f >");
    effects.extend(desk.press("c 4 4 4 4 Ctrl+s"));
    assert_eq!(batches(&effects), 1);
    desk.press("Ctrl+g");
    assert_eq!(day_of(&desk, "a"), 0);
    assert_eq!(desk.model.journal.history().check_in(monday()).unwrap().values().count(), 4);
}

#[test]
fn what_another_device_changes_meanwhile_is_not_taken_back() {
    let mut desk = desk(hard_week(), 0);
    desk.press("f >");
    let other = Session { title: "by the sea".to_owned(), ..session("c", 3, Kind::Endurance, 60, 6) };
    let entries = Entry::batch(vec![Op::PutSession(Box::new(other))], desk.model.journal.last_stamp(), 2, 9);
    desk.send(Event::Arrived(entries));
    desk.press("f");
    assert_eq!((day_of(&desk, "a"), find(&desk, "c").unwrap().title.as_str()), (1, "by the sea"));
}

#[test]
fn leaving_says_once_that_a_plan_is_only_tried() {
    let mut desk = desk(hard_week(), 0);
    assert_eq!(desk.press("f q"), vec![Effect::Quit], "nothing was tried yet");
    assert_eq!(desk.press("> q"), vec![]);
    assert!(desk.model.message().unwrap().text.starts_with("A plan is only tried: f in the week takes it"));
    assert_eq!(desk.press("q"), vec![Effect::Quit]);
}

#[test]
fn what_is_taken_back_while_a_plan_is_tried_is_only_tried_too() {
    let mut desk = desk(hard_week(), 0);
    desk.press(">");
    let before = all(&desk);
    assert_eq!(batches(&desk.press("f u")), 0);
    assert_eq!(day_of(&desk, "a"), 0);
    desk.press("Ctrl+g");
    assert_eq!(all(&desk), before);
    assert_eq!(batches(&desk.press("f u f")), 1);
    assert_eq!(day_of(&desk, "a"), 0);
}

#[test]
fn an_older_change_that_arrives_meanwhile_is_in_the_numbers_that_stay() {
    let mut sessions = hard_week();
    sessions.truncate(1);
    let mut desk = desk(sessions, 2);
    let stamp = desk.model.journal.last_stamp();
    desk.press("Left Left f d 7 Enter Enter Enter Enter Enter Enter");
    desk.press("Ctrl+g");
    desk.press("f >");
    let done = Session { status: Status::Done, ..session("b", 0, Kind::Endurance, 60, 12) };
    desk.send(Event::Arrived(Entry::batch(vec![Op::PutSession(Box::new(done))], stamp, 1, 9)));
    desk.press("Ctrl+g");
    let anew = Facts::new(desk.model.journal.history(), desk.model.today, &desk.model.tuning);
    assert_eq!(
        desk.model.facts.season.curve().map(|curve| curve.state(desk.model.today)),
        anew.season.curve().map(|curve| curve.state(desk.model.today))
    );
    assert!(desk.model.facts.season.curve().is_some());
}

#[test]
fn the_days_that_differ_are_those_a_session_left_and_came_to_and_those_with_other_time() {
    let desk = desk(hard_week(), 0);
    let journal = &desk.model.journal;
    let kept = Tried::new(journal, &desk.model.facts);
    assert!(kept.days(journal.history()).is_empty());
    let moved = Session { day: monday().plus(6), ..session("b", 1, Kind::Intervals, 50, 16) };
    let plan = DayPlan { availability: Some(Availability { off: true, ..Availability::default() }), ..DayPlan::default() };
    let ops = vec![Op::PutDayPlan { day: monday().plus(3), plan }, Op::PutSession(Box::new(moved))];
    let mut copy = journal.clone();
    copy.add(Entry::batch(ops, copy.last_stamp(), 2, 1));
    assert_eq!(kept.days(copy.history()), [1, 3, 6].map(|day| monday().plus(day)));
}

/// Every session, and what was set for each day.
fn plan(history: &History) -> (Vec<Session>, [Availability; 7], Vec<(Day, DayPlan)>) {
    let set = history.days().map(|(day, record)| (day, record.plan)).filter(|(_, plan)| *plan != DayPlan::default());
    (history.sessions().cloned().collect(), history.profile().week, set.collect())
}

proptest! {
    #[test]
    fn what_is_taken_is_exactly_what_was_tried(
        lived in prop::collection::vec(crate::any_ops::ops(4), 1..6),
        tried in crate::any_ops::ops(20),
        back in any::<bool>(),
    ) {
        let mut journal = Journal::default();
        for ops in lived {
            journal.add(Entry::batch(ops, journal.last_stamp(), 1, 1));
        }
        let kept = Tried::new(&journal, &Facts::new(&History::default(), monday(), &Tuning::default()));
        let mut tried: Vec<Op> = tried.into_iter().filter(|op| is_of_plan(op, &journal)).collect();
        let undone = journal.changes().map(Op::Retract).rfind(|op| back && is_of_plan(op, &journal));
        tried.extend(undone);
        let mut copy = journal.clone();
        copy.add(Entry::batch(tried, copy.last_stamp(), 2, 1));
        journal.add(Entry::batch(kept.difference(copy.history()), journal.last_stamp(), 3, 1));
        prop_assert_eq!(plan(journal.history()), plan(copy.history()));
    }
}
