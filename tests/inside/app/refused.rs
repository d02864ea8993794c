//! What a form does not take, as the command line does not: days that have not come, days that are closed, numbers that
//! cannot be. It says why and stays open.

use upswing::app::{Event, Form, Overlay, Tone};
use upswing::domain::{Day, Entry, Kind, Minutes, Op, Session, SessionId, Stamp, Status};

use super::week;
use crate::desk::Desk;
use crate::sample;

fn desk() -> Desk {
    Desk::new(sample::entries(), sample::today())
}

/// A desk with one session.
fn with_session(day: Day, status: Status) -> Desk {
    let mut session = Session::new(SessionId("one".to_owned()), day, Kind::Strength, status);
    session.minutes = Minutes::try_from(50u16).ok();
    let mut desk = Desk::new(Entry::batch(vec![Op::PutSession(Box::new(session))], Stamp::default(), 1, 1), sample::today());
    desk.press("3");
    desk.model.week.day = day;
    desk.model.week.session = Some(SessionId("one".to_owned()));
    desk
}

fn form(desk: &Desk) -> &Form {
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no form is open") };
    form
}

/// Answers a question by typing.
fn answer(desk: &mut Desk, row: &str, text: &str) {
    let at = form(desk).rows.iter().position(|known| known.id == row).unwrap();
    if let Some(Overlay::Form { form, .. }) = &mut desk.model.overlay {
        form.cursor = at;
    }
    desk.press("Ctrl+u");
    desk.write(text);
}

fn said(desk: &Desk) -> &str {
    desk.model.message().map(|message| message.text.as_str()).unwrap_or_default()
}

/// Saves, and is told why not.
#[track_caller]
fn refused(desk: &mut Desk, why: &str) {
    let before = desk.model.journal.revision();
    desk.press("Ctrl+s");
    let told = form(desk).error.clone().unwrap_or_default();
    assert!(told.contains(why), "expected \"{why}\", told \"{told}\"");
    assert_eq!(desk.model.journal.revision(), before, "something was written");
}

#[test]
fn the_sleep_that_is_needed_is_read_as_sleep() {
    for (typed, minutes) in [("8", 480), ("7.5", 450), ("7:15", 435), ("450min", 450), ("", 420)] {
        let mut desk = desk();
        desk.press("P");
        answer(&mut desk, "sleep_need", typed);
        desk.press("Ctrl+s");
        assert!(desk.model.overlay.is_none(), "{typed}: {:?}", form(&desk).error);
        assert_eq!(desk.model.journal.history().profile().sleep_need(), minutes, "{typed}");
    }
    for typed in ["4", "12", "8min", "4:59", "11:01"] {
        let mut desk = desk();
        desk.press("P");
        answer(&mut desk, "sleep_need", typed);
        refused(&mut desk, "expected a need of 5:00–11:00");
    }
}

#[test]
fn what_one_started_with_has_to_be_possible() {
    let mut desk = desk();
    desk.press("P");
    answer(&mut desk, "start_fitness", "40");
    answer(&mut desk, "start_fatigue", "30");
    desk.press("Ctrl+s");
    for impossible in ["2000", "-1"] {
        desk.press("P");
        answer(&mut desk, "start_fitness", impossible);
        refused(&mut desk, "expected 0–1000 points a day");
        desk.press("Ctrl+g");
    }
    let start = desk.model.journal.history().profile().start().unwrap();
    assert_eq!(start.both(), (40.0, 30.0), "what was said before is still there");
}

#[test]
fn what_was_done_is_of_a_day_that_has_come() {
    let mut desk = desk();
    desk.press("l 2 5 0 Enter 7");
    answer(&mut desk, "day", "+8d");
    refused(&mut desk, "expected a day up to today");
    desk.press("Ctrl+g T");
    answer(&mut desk, "value", "312");
    answer(&mut desk, "day", "+8d");
    refused(&mut desk, "expected a day up to today");
    let mut done = with_session(sample::today().minus(1), Status::Done);
    done.press("e");
    answer(&mut done, "day", "tomorrow");
    refused(&mut done, "expected a day up to today");
}

#[test]
fn what_is_planned_is_of_a_day_that_is_still_open() {
    let mut desk = desk();
    desk.press("3 n 2 4 5 Enter 7");
    answer(&mut desk, "day", "yesterday");
    refused(&mut desk, "expected a day from today");
    let mut open = with_session(sample::today().plus(1), Status::Planned);
    open.press("e");
    answer(&mut open, "day", "-3d");
    refused(&mut open, "expected a day from today");
    // What was not done stays where it is, whatever else is said about it.
    let mut missed = with_session(sample::today().minus(1), Status::Planned);
    missed.press("e");
    answer(&mut missed, "minutes", "40");
    missed.press("Ctrl+s");
    assert!(missed.model.overlay.is_none(), "{:?}", form(&missed).error);
}

#[test]
fn a_session_that_is_to_come_is_not_done() {
    let mut desk = with_session(sample::today().plus(2), Status::Planned);
    desk.press("d");
    assert!(desk.model.overlay.is_none());
    assert!(said(&desk).contains("has not come yet"), "{}", said(&desk));
}

#[test]
fn a_day_that_is_to_come_is_not_checked_in() {
    let mut desk = with_session(sample::today().plus(2), Status::Planned);
    desk.press("L Home Enter");
    assert!(!matches!(desk.model.overlay, Some(Overlay::Form { .. })), "asks about a day that has not come");
    assert!(said(&desk).contains("has not come yet"), "{}", said(&desk));
}

/// After midnight the new date can be named, though it is still the day before.
#[test]
fn after_midnight_both_days_have_come() {
    let mut desk = desk();
    desk.now.still = true;
    desk.send(Event::Deadline);
    desk.press("l 2 5 0 Enter 7");
    answer(&mut desk, "day", "tomorrow");
    desk.press("Ctrl+s");
    assert!(desk.model.overlay.is_none(), "{:?}", form(&desk).error);
}

#[test]
fn an_error_below_something_that_is_open_is_there_when_that_is_closed() {
    let mut desk = desk();
    desk.press("?");
    desk.send(Event::NotRead("the journal could not be read".to_owned()));
    desk.press("Down Esc");
    let shown = |desk: &Desk| desk.model.message().is_some_and(|message| message.tone == Tone::Error);
    assert!(shown(&desk), "gone with the key that closed what hid it");
    desk.press("Right");
    assert!(!shown(&desk));
}

#[test]
fn a_missed_session_takes_nobody_elses_day() {
    let mut desk = week::desk(week::hard_week(), 2);
    let before = week::all(&desk);
    // The intervals of Tuesday were missed; the run of Thursday would be, in their place.
    let effects = desk.press("Left Space Right Right Space X");
    assert_eq!((week::batches(&effects), week::all(&desk)), (0, before));
    assert!(desk.model.message().unwrap().text.contains("days before today are closed"));
}

#[test]
fn a_day_that_is_over_is_no_day_to_move_to_and_the_form_says_so() {
    let mut desk = week::desk(week::hard_week(), 2);
    let before = week::all(&desk);
    desk.press("Right M");
    "yesterday".chars().for_each(|letter| drop(desk.press(&letter.to_string())));
    desk.press("Enter");
    assert!(matches!(&desk.model.overlay, Some(Overlay::Form { .. })), "what was typed is still there");
    assert_eq!(week::all(&desk), before);
}

#[test]
fn what_was_left_out_is_not_done_before_its_day() {
    let mut desk = week::desk(week::hard_week(), 2);
    desk.press("Right s d");
    assert!(desk.model.overlay.is_none());
    assert!(desk.model.message().unwrap().text.contains("has not come yet"));
}
