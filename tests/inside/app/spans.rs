//! What holds over days: said with one key and three questions, told where it holds, ended by a *no* of the check-in.

use upswing::app::ask::Ask;
use upswing::app::{Event, Form, Overlay, today, words};
use upswing::domain::{Day, SpanKind};
use upswing::ui::theme::{Glyphs, Theme};

use crate::desk::{Desk, text};

fn desk() -> Desk {
    Desk::new(crate::sample::entries(), crate::sample::today())
}

fn form(desk: &Desk) -> &Form {
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no form is open") };
    form
}

fn said(desk: &Desk) -> &str {
    desk.model.message().map(|message| message.text.as_str()).unwrap_or_default()
}

fn screen(desk: &Desk) -> String {
    text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE))
}

/// The desk of the next morning.
fn sleep(desk: &mut Desk) {
    desk.now.today = desk.now.today.plus(1);
    desk.send(Event::Resize);
}

fn holding(desk: &Desk) -> Option<String> {
    today::holding(desk.model.journal.history(), desk.model.today)
}

#[test]
fn an_illness_is_said_with_two_keys_and_ends_with_a_no_in_the_morning() {
    let mut desk = desk();
    desk.press("I 1 Ctrl+s");
    assert!(said(&desk).starts_with("Noted: ill from"), "{}", said(&desk));
    assert_eq!(holding(&desk).as_deref(), Some("Day 1 ill"));
    desk.press("c");
    assert_ne!(form(&desk).row().map(|row| row.label), Some("still ill"), "it began today");
    desk.press("Ctrl+g");
    for _ in 0..3 {
        sleep(&mut desk);
    }
    assert_eq!(holding(&desk).as_deref(), Some("Day 4 ill"));
    assert!(screen(&desk).contains("Day 4 ill"));
    desk.press("c");
    assert_eq!(form(&desk).rows.first().map(|row| row.label), Some("still ill"));
    desk.press("n Ctrl+s");
    assert_eq!(holding(&desk), None);
    let held = desk.model.journal.history().held();
    assert_eq!(held.first().and_then(|held| held.last()), Some(desk.model.today.minus(1)));
    desk.press("u");
    assert_eq!(holding(&desk).as_deref(), Some("Day 4 ill"), "undo of the check-in brings it back");
    desk.press("u");
    assert_eq!(desk.model.journal.history().held(), []);
}

#[test]
fn a_holiday_is_said_in_the_week_and_seen_there_and_under_the_chart() {
    let mut desk = desk();
    // The strip under the calendar: letters of spans and marks of stages, nothing else but the frames.
    let strips = |screen: &str| {
        let only = |line: &str| line.contains('h') && line.chars().all(|letter| " │h-=#".contains(letter));
        screen.lines().filter(|line| line.rsplit("││").next().is_some_and(only)).count()
    };
    assert_eq!(strips(&screen(&desk)), 0);
    desk.press("3 I 3 Ctrl+u");
    desk.write("today..+2d");
    desk.press("Ctrl+s");
    let (today, span) = (desk.model.today, desk.model.journal.history().spans().next().cloned().unwrap());
    assert_eq!((span.kind, span.from, span.to), (SpanKind::Holiday, today, Some(today.plus(2))));
    let screen = screen(&desk);
    assert!(screen.contains("holiday"), "no mark in the week\n{screen}");
    assert_eq!(strips(&screen), 1, "no strip under the chart\n{screen}");
}

#[test]
fn an_open_injury_is_ended_by_typing_its_last_day() {
    let mut desk = desk();
    desk.press("I 2 Enter");
    desk.write("strength:lo");
    desk.press("Right Ctrl+s");
    sleep(&mut desk);
    assert_eq!(holding(&desk).as_deref(), Some("Injury, day 2"));
    desk.press("I");
    assert!(matches!(&desk.model.overlay, Some(Overlay::List(_))), "which one?");
    desk.press("Down Enter");
    desk.write("yesterday");
    desk.press("Ctrl+s");
    let span = desk.model.journal.history().spans().next().cloned().unwrap();
    let last: Option<Day> = Some(desk.model.today.minus(1));
    assert_eq!((span.kind, span.to, span.avoid.len()), (SpanKind::Injury, last, 1));
    assert_eq!(holding(&desk), None);
}

#[test]
fn what_cannot_be_is_said_and_the_form_stays() {
    let mut desk = desk();
    desk.press("I Ctrl+s");
    assert_eq!(form(&desk).error.as_deref(), Some("Choose what it is: 1–4."));
    desk.press("Up Up Up Up 1 Ctrl+s I Enter 1 Ctrl+s");
    assert!(form(&desk).error.as_deref().is_some_and(|error| error.contains("found ill from")), "{:?}", form(&desk).error);
}

#[test]
fn the_days_are_read_out_while_they_are_typed_one_of_them_once() {
    let desk = desk();
    let (ask, today) = (Ask::Days(desk.model.today), desk.model.today);
    let date = |day: Day| words::date(day, today);
    let read = |text: &str| ask.reading(text);
    assert_eq!(read("today"), Some(format!("= {}", date(today))));
    assert_eq!(read(&format!("{today}..{}", today.plus(2))), Some(format!("= {} to {}", date(today), date(today.plus(2)))));
    assert_eq!(read(&format!("{today}..")), Some(format!("= from {} on, open", date(today))));
    assert_eq!(read("some day"), None);
}
