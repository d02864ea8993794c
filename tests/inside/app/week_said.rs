//! What the week says of each change: of one session its name and its day, of several how many, and how to go back.

use super::week::{all, desk, find, hard_week, monday, session};
use crate::desk::Desk;
use upswing::domain::{Kind, Session, Slot, Status};

fn said(desk: &mut Desk, keys: &str) -> String {
    desk.press(keys);
    desk.model.message().map(|message| message.text.clone()).unwrap_or_default()
}

/// What is said of one session, and of two that are marked, after these keys were pressed.
fn of_one_and_two(before: &str, keys: &str) -> [String; 2] {
    ["", "Space Right Space"].map(|marks| {
        let mut desk = desk(hard_week(), 0);
        desk.press(before);
        desk.press(marks);
        said(&mut desk, keys)
    })
}

#[test]
fn a_change_of_one_session_is_told_with_its_name_and_of_several_with_their_number() {
    let day = |number: i64| monday().plus(number).short();
    let (mon, tue) = (day(0), day(1));
    for (keys, one, two) in [
        (">", format!("strength: {mon} → {tue}"), "2 sessions moved.".to_owned()),
        ("Shift+Up", format!("strength on {mon}: morning"), "2 sessions: morning".to_owned()),
        ("k", format!("strength on {mon} stays where it is."), "2 sessions stay where they are.".to_owned()),
        ("k k", format!("strength on {mon} may move again."), "2 sessions may move again.".to_owned()),
        ("y", format!("Once more: strength on {mon}."), "Once more: 2 sessions.".to_owned()),
        (
            "x",
            format!("strength on {mon} is taken out; u brings it back."),
            "2 sessions are taken out; u brings them back.".to_owned(),
        ),
        (
            "s",
            format!("strength on {mon} is left out. Rest counts too. R repairs the week."),
            "2 sessions are left out. Rest counts too. R repairs the week.".to_owned(),
        ),
    ] {
        assert_eq!(of_one_and_two("", keys), [one, two], "{keys}");
    }
}

#[test]
fn several_are_pinned_unless_all_of_them_are_already() {
    let mut desk = desk(hard_week(), 0);
    desk.press("k Space Right Space k");
    assert!(["a", "b"].iter().all(|name| find(&desk, name).unwrap().place.lock), "one of two was free");
    desk.press("k");
    assert!(!["a", "b"].iter().any(|name| find(&desk, name).unwrap().place.lock));
}

#[test]
fn half_a_day_changes_only_what_does_not_stand_there_and_says_so() {
    let mut sessions = vec![session("a", 0, Kind::Strength, 60, 14), session("b", 1, Kind::Endurance, 45, 6)];
    sessions[0].place.slot = Some(Slot::Am);
    let mut desk = desk(sessions, 0);
    desk.press("Shift+Up");
    assert!(desk.model.message().is_none(), "it stands there already");
    assert_eq!(said(&mut desk, "Space Right Space Shift+Up"), format!("endurance on {}: morning", monday().plus(1).short()));
    let slots = |desk: &Desk| ["a", "b"].map(|name| find(desk, name).unwrap().slot());
    assert_eq!(slots(&desk), [Slot::Am; 2]);
    assert_eq!(said(&mut desk, "Shift+Down"), "2 sessions: evening");
    assert_eq!(slots(&desk), [Slot::Pm; 2]);
}

#[test]
fn a_week_is_cleared_and_copied_with_the_number_of_its_sessions_and_what_stands_in_the_way() {
    let mut lone = desk(vec![session("a", 0, Kind::Strength, 60, 14)], 0);
    assert_eq!(said(&mut lone, "E"), "Taken out: 1 session; u brings it back.");
    let mut locked = session("a", 0, Kind::Strength, 60, 14);
    locked.place.lock = true;
    assert_eq!(said(&mut desk(vec![locked], 0), "E"), "What is still to be done this week is locked; k frees it.");
    let mut whole = desk(hard_week(), 0);
    assert_eq!(said(&mut whole, "PageDown Y"), "5 sessions copied from the week before.");
    assert_eq!(all(&whole).len(), 10);
    let nothing = "Nothing to copy: last week is empty, or every day of this one has something.";
    assert_eq!(said(&mut whole, "Y"), nothing);
    assert_eq!(said(&mut whole, "PageDown PageDown Y"), nothing);
    assert_eq!(said(&mut whole, "PageUp PageUp E"), "Taken out: 5 sessions; u brings them back.");
}

#[test]
fn what_would_change_a_day_that_is_over_is_refused_with_the_reason() {
    let sessions = hard_week();
    let closed = "The days before today are closed for the plan.";
    let mut desk = desk(sessions, 1);
    assert_eq!(said(&mut desk, "<"), closed);
    assert_eq!(said(&mut desk, "Left Space Right Space X"), closed);
    assert_eq!((find(&desk, "a").unwrap().day, find(&desk, "b").unwrap().day), (monday(), monday().plus(1)));
    desk.press("Esc Left");
    assert_eq!(said(&mut desk, ">"), format!("strength: {} → {}", monday().short(), monday().plus(1).short()), "to today it may");
}

#[test]
fn a_session_that_is_still_to_come_is_brought_to_today_before_it_is_done() {
    let mut desk = desk(hard_week(), 0);
    let told = said(&mut desk, "Right d");
    assert_eq!(told, format!("intervals stands on {}, which has not come yet; M brings it to today.", monday().plus(1).short()));
    assert!(desk.model.overlay.is_none());
    desk.press("Left d");
    assert!(desk.model.overlay.is_some(), "today's is done");
}

#[test]
fn what_was_tried_is_told_with_the_number_of_its_changes() {
    let mut desk = desk(hard_week(), 0);
    assert_eq!(said(&mut desk, "f"), "What you change in the plan now is only tried: f takes it, Ctrl+g does not.");
    assert_eq!(said(&mut desk, "f"), "Nothing was tried, and nothing has changed.");
    assert_eq!(said(&mut desk, "f > f"), "1 change of the plan taken.");
    assert_eq!(said(&mut desk, "f > Right s f"), "2 changes of the plan taken.");
    let before = all(&desk);
    assert_eq!(said(&mut desk, "f > Ctrl+g"), "The plan is as it was.");
    assert_eq!(all(&desk), before);
}

#[test]
fn what_the_week_says_is_scrolled_from_its_first_sentence_to_its_last() {
    let crowd = |day: i64| session(&format!("s{day}"), day, Kind::Intervals, 90, 18);
    let mut desk = desk((0..7).map(crowd).collect::<Vec<Session>>(), 0);
    let sentences = desk.model.facts.issues.len();
    assert!(sentences > 2);
    let from = |desk: &mut Desk, key: &str| {
        desk.press(key);
        desk.model.week.from
    };
    assert_eq!([from(&mut desk, "["), from(&mut desk, "]"), from(&mut desk, "]"), from(&mut desk, "[")], [0, 1, 2, 1]);
    (0..sentences).for_each(|_| {
        desk.press("]");
    });
    assert_eq!(desk.model.week.from, sentences - 1);
}

#[test]
fn a_session_that_is_done_or_left_out_is_copied_as_one_still_to_do() {
    let mut sessions = hard_week();
    sessions[0].status = Status::Done;
    let mut desk = desk(sessions, 0);
    desk.press("y");
    let more: Vec<Session> = all(&desk).into_iter().filter(|session| session.id.0.len() > 1).collect();
    assert_eq!(more.iter().map(|session| (session.status, session.day)).collect::<Vec<_>>(), [(Status::Planned, monday())]);
    assert_eq!(desk.model.week.session.as_ref(), Some(&more[0].id), "the new one is chosen");
}
