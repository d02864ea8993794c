//! What the week tells is true: of races, of loads that nobody said, of blocks that were left, of nothing to leave, of what is added once more.

use super::week::{all, desk, find, monday, session};
use crate::desk::{Desk, text};
use upswing::domain::{Availability, Body, Entry, Kind, Op, Place, Priority, ProfileChange, Session, SessionId, Slot, Stamp};
use upswing::engine::planner::RuleId;
use upswing::ui::theme::{Glyphs, Theme};

#[test]
fn a_race_is_not_measured_against_the_time_for_training() {
    let mut race = session("r", 5, Kind::Event, 180, 18);
    race.place.slot = Some(Slot::Am);
    let off = |day| Op::SetProfile(ProfileChange::Weekday(day, Availability { off: true, ..Availability::default() }));
    let short = Availability { am: 60, pm: 60, day: Some(60), ..Availability::default() };
    for set in [Op::SetProfile(ProfileChange::Weekday(5, short)), off(5)] {
        let desk = Desk::new(Entry::batch(vec![set, Op::PutSession(Box::new(race.clone()))], Stamp::default(), 1, 1), monday());
        let broken = &desk.model.facts.judgement.broken;
        assert!(broken.iter().all(|broken| broken.rule != RuleId::LockConflict), "{broken:?}");
    }
    // Two on one day share it, and take nothing from what is locked beside them.
    let mut evening = race.clone();
    (evening.id, evening.place.slot) = (SessionId("e".to_owned()), Some(Slot::Pm));
    let mut strength = session("l", 5, Kind::Strength, 45, 10);
    strength.place.lock = true;
    for beside in [evening, strength] {
        let ops = [race.clone(), beside].map(|session| Op::PutSession(Box::new(session)));
        let ops = [vec![Op::SetProfile(ProfileChange::Weekday(5, short))], ops.to_vec()].concat();
        let broken = Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), monday()).model.facts.judgement.broken;
        assert!(broken.iter().all(|broken| broken.rule != RuleId::LockConflict), "{broken:?}");
    }
    // Two at once are told, but nothing can be unlocked.
    let mut other = race.clone();
    other.id = SessionId("s".to_owned());
    let desk = desk(vec![race, other], 0);
    let conflict = desk.model.facts.issues.iter().find(|issue| issue.text.contains("something fixed stands there")).unwrap();
    assert!(conflict.proposal.is_none() && !conflict.text.contains("locked"), "{conflict:?}");
}

#[test]
fn a_session_of_which_little_is_said_weighs_the_same_everywhere() {
    let mut unsaid = session("a", 3, Kind::Endurance, 60, 6);
    unsaid.rpe = None;
    let mut desk = desk(vec![unsaid], 2);
    desk.press("Right");
    let meter = desk.model.facts.judgement.meters.first().unwrap().load;
    assert!(meter > 0);
    assert_eq!((desk.model.session_milli(desk.model.selected_session().unwrap()) + 500) / 1000, meter);
    let drawn = text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE));
    let next = drawn.lines().find(|line| line.contains("endurance") && line.contains("1 h 00")).unwrap();
    assert!(next.contains(&format!(" {meter} │")), "{drawn}");
}

#[test]
fn esc_is_silent_where_there_is_nothing_to_leave() {
    let mut desk = desk(vec![session("a", 0, Kind::Strength, 60, 14)], 0);
    for pane in ["1", "2", "3"] {
        desk.press(pane);
        desk.press("Esc");
        assert!(desk.model.messages.is_empty(), "{pane}: {:?}", desk.model.messages);
    }
}

#[test]
fn a_block_that_was_left_is_not_drawn_as_done_and_a_minute_is_as_long_in_every_block() {
    let mut desk = desk(vec![session("a", 0, Kind::Strength, 60, 14)], 0);
    desk.press("S");
    desk.now.wall_ms += 3_000;
    desk.press("n");
    let drawn = text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE));
    let row = |name: &str| drawn.lines().find(|line| line.contains(&format!("{name} ")) && line.contains(" min  ")).unwrap();
    let [full, empty] = Glyphs::UNICODE.meter;
    let cells = |name: &str| (row(name).matches(full).count(), row(name).matches(empty).count());
    assert_eq!(cells("prime").0, 0, "{drawn}");
    assert!(cells("strength").1 > 2 * cells("prime").1, "{drawn}");
    assert!(drawn.contains("NOW"));
    desk.press("Space");
    let drawn = text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE));
    assert!(drawn.contains("paused") && !drawn.contains("NOW"), "{drawn}");
}

#[test]
fn what_is_added_once_more_stands_in_the_same_place_and_is_free_to_move() {
    let mut once = session("a", 0, Kind::Strength, 60, 14);
    once.place = Place { lock: true, priority: Priority::Must, slot: Some(Slot::Pm), body: Body::Upper, ..Place::default() };
    let mut desk = desk(vec![once.clone()], 0);
    desk.model.week.session = Some(once.id.clone());
    desk.press("y");
    let more: Vec<Session> = all(&desk).into_iter().filter(|session| session.id != once.id).collect();
    let [more] = more.as_slice() else { panic!("one more: {more:?}") };
    assert_eq!((more.day, &more.place), (once.day, &Place { lock: false, ..once.place }));
    assert_eq!(find(&desk, "a"), Some(&once), "the first one stays");
}
