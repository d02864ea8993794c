//! Fields that edit: the cursor of every text, what a prefilled value does, dates as words, toggles where no text is typed.

use upswing::app::{Event, Form, Overlay, waiting};

use crate::desk::Desk;

fn desk() -> Desk {
    Desk::new(crate::sample::entries(), crate::sample::today())
}

/// Down to a question.
fn down_to(desk: &mut Desk, row: &str) {
    while form(desk).row().map(|row| row.id) != Some(row) {
        desk.press("Down");
    }
}

fn form(desk: &Desk) -> &Form {
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no form is open") };
    form
}

fn said(desk: &Desk) -> &str {
    desk.model.message().map(|message| message.text.as_str()).unwrap_or_default()
}

#[test]
fn a_prefilled_day_gives_way_to_a_date_in_words() {
    let mut desk = desk();
    desk.press("3 n 2 4 5 Enter 7");
    assert_eq!(form(&desk).row().map(|row| row.id), Some("day"));
    desk.write("+8d");
    assert_eq!(form(&desk).answer("day"), Some("+8d"));
    desk.press("Ctrl+s");
    let day = desk.model.today.plus(8);
    let planned = desk.model.journal.history().sessions_on(day).any(|session| session.is_open());
    assert!(planned, "nothing is planned on {day}");
}

#[test]
fn a_date_is_typed_as_words_wherever_one_is_asked_for() {
    for words in ["next fri", "Fri", "+8d", "tomorrow"] {
        let mut desk = desk();
        desk.press("2 g");
        desk.write(words);
        desk.press("Enter");
        assert!(desk.model.overlay.is_none(), "{words}: {:?}", form(&desk).error);
    }
}

#[test]
fn the_cursor_goes_where_a_line_of_a_shell_would_take_it() {
    let mut desk = desk();
    desk.press("T");
    desk.press("Ctrl+u");
    desk.write("long jump");
    for (keys, expected) in [
        ("Home D Delete", "Dong jump"),
        ("Right Right Ctrl+k", "Don"),
        ("Left Left Backspace", "on"),
        ("End Left m Ctrl+e e", "omne"),
        ("Ctrl+a X Ctrl+w", "omne"),
        ("Ctrl+e Ctrl+u", ""),
    ] {
        desk.press(keys);
        assert_eq!(form(&desk).answer("name").unwrap_or_default(), expected, "{keys}");
    }
    desk.send(Event::Paste("two\r\nlines\n".to_owned()));
    assert_eq!(form(&desk).answer("name"), Some("two lines"));
}

#[test]
fn what_is_looked_for_is_edited_in_the_same_way() {
    let mut desk = desk();
    desk.press(":");
    desk.write("zoo");
    desk.press("Left Left e Ctrl+a Delete n Ctrl+e");
    let query = |desk: &Desk| match &desk.model.overlay {
        Some(Overlay::List(list)) => list.query.clone(),
        _ => panic!("no list"),
    };
    assert_eq!(query(&desk), "neoo");
    desk.press("Ctrl+w");
    assert_eq!(query(&desk), "");
}

#[test]
fn toggles_act_where_no_text_is_typed_and_say_so() {
    let mut desk = desk();
    desk.press("c i");
    assert_eq!((form(&desk).answer("ill"), said(&desk)), (Some("y"), "Ill: yes."));
    desk.press("i");
    assert_eq!((form(&desk).answer("ill"), said(&desk)), (Some("n"), "Ill: no."));
    down_to(&mut desk, "resting_hr");
    desk.press("p");
    assert_eq!(form(&desk).answer("pain"), None);
    assert!(form(&desk).error.is_some(), "a letter is no pulse");
    desk.press("5 2 Backspace Backspace");
    assert_eq!(form(&desk).answer("resting_hr"), None);
}

#[test]
fn every_form_keeps_what_was_typed_and_today_offers_it() {
    let mut desk = desk();
    desk.press("l 2 4 5 Esc");
    assert_eq!(said(&desk), "2 answers kept as a draft; l goes on.");
    assert_eq!(waiting(&desk.model), ["2 answers in “Log a session” wait, l goes on."]);
    desk.press("c 1 1 Esc");
    assert_eq!(waiting(&desk.model).len(), 2);
    assert!(waiting(&desk.model)[0].ends_with("c goes on."), "the check-in of today comes first");
    desk.press("l");
    assert_eq!((form(&desk).answer("kind"), form(&desk).answer("minutes")), (Some("2"), Some("45")));
    desk.press("Ctrl+s");
    assert_eq!(waiting(&desk.model).len(), 1, "what was saved waits no more");
    desk.press("c Ctrl+g");
    assert_eq!(waiting(&desk.model), Vec::<String>::new());
    desk.press("P Esc");
    assert_eq!(waiting(&desk.model), Vec::<String>::new(), "nothing was typed");
}

#[test]
fn every_question_is_a_sentence_and_a_race_is_one_of_its_own() {
    for keys in ["c", "b", "l", "P", "T", "I", "Ctrl+e", "2 g", "3 n", "3 v", "3 Enter", "3 d"] {
        let mut desk = desk();
        desk.press(keys);
        for row in &form(&desk).rows {
            assert!(row.question.ends_with(['?', '.']), "{keys}: {} asks {:?}", row.id, row.question);
        }
    }
    let mut desk = desk();
    desk.press("3 n Enter Enter Enter Enter");
    desk.write("City run");
    desk.press("Enter y Ctrl+s");
    let day = desk.model.week.day;
    let race = desk.model.journal.history().sessions_on(day).find(|session| session.title == "City run").unwrap();
    assert_eq!(race.kind, upswing::domain::Kind::Event);
}

#[test]
fn more_questions_are_reached_from_the_line_that_saves() {
    let mut desk = desk();
    desk.press("3 n Enter Enter Enter Enter Enter Enter");
    assert!(form(&desk).row().is_none(), "the asked questions are over");
    desk.press("Down");
    assert_eq!(form(&desk).row().map(|row| row.id), Some("slot"));
    // Nothing is said there yet: the way back and down again leads past them.
    desk.press("Up");
    let last = form(&desk).row().map(|row| row.id);
    desk.press("Down");
    assert!(last.is_some() && form(&desk).row().is_none(), "down from {last:?}");
}

#[test]
fn a_number_that_is_being_typed_is_not_scored_yet() {
    let mut desk = desk();
    desk.press("c");
    down_to(&mut desk, "sleep_minutes");
    let score = |desk: &Desk| desk.model.facts.preview.as_ref().and_then(|advice| advice.score());
    let before = score(&desk);
    desk.write("3");
    assert_eq!(score(&desk), before, "3 may become 3:30 or 30");
    desk.write(":30");
    desk.press("Enter");
    assert!(score(&desk) < before, "a short night, taken");
}

#[test]
fn a_draft_keeps_the_day_it_was_typed_for() {
    let mut desk = desk();
    let day = desk.model.today;
    desk.press("l 2 4 5 Enter 7 Esc");
    desk.now.today = day.plus(1);
    desk.press("l");
    assert_eq!(form(&desk).answer("day"), Some(day.to_string().as_str()));
}

#[test]
fn what_is_refused_is_called_by_its_label() {
    let mut desk = desk();
    desk.press("c");
    down_to(&mut desk, "resting_hr");
    desk.write("300");
    desk.press("Enter");
    let error = form(&desk).error.clone().unwrap();
    assert!(error.starts_with("resting pulse: 300 is not possible here"), "{error}");
}
