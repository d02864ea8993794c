//! Files on their way in: watched ones, and those that are shown before they are written.

use upswing::app::{Came, Content, Effect, Event, Line, Overlay, Preview};
use upswing::domain::{Field, Kind, Minutes, Moment, Op, Origin, Session, SessionId, Source, Status, Value};

use crate::desk::Desk;
use crate::sample;

fn desk() -> Desk {
    let mut desk = Desk::new(Vec::new(), sample::today());
    desk.model.arriving.watches = true;
    desk
}

fn night() -> Vec<Op> {
    let fields = vec![(Field::SleepMinutes, Some(Value::Whole(418)))];
    let source = Source { origin: Origin::Wearable, device: String::new() };
    vec![Op::SetCheckIn { day: sample::today(), moment: Moment::Morning, fields, source }]
}

fn came(desk: &Desk, ops: Vec<Op>) -> Event {
    let revision = desk.model.journal.revision();
    Event::Came(Box::new(Came { revision, ops, said: "last night 6 h 58 from Gadgetbridge".to_owned(), trouble: Vec::new() }))
}

fn looks(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::LookAtWatched(_))).count()
}

#[test]
fn what_came_is_one_change_told_in_one_line_and_fills_the_check_in() {
    let mut desk = desk();
    let effects = desk.send(Event::WatchedChanged);
    assert_eq!(looks(&effects), 1);
    // While somebody looks nobody else does; afterwards once more.
    assert_eq!(looks(&desk.send(Event::WatchedChanged)), 0);
    let event = came(&desk, night());
    let effects = desk.send(event);
    let order: Vec<_> = effects.iter().map(std::mem::discriminant).collect();
    let keeps = order.iter().position(|effect| *effect == std::mem::discriminant(&Effect::KeepSeen)).unwrap();
    assert!(matches!(effects[0], Effect::Append(_)) && keeps > 0, "it is written first, and then counts as read");
    assert_eq!(looks(&effects), 1);
    let said = desk.model.message().unwrap().text.clone();
    assert!(said.starts_with("Last night 6 h 58 from Gadgetbridge."), "{said}");
    desk.press("c");
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no check-in") };
    assert_eq!(form.answer("sleep_minutes"), Some("6:58"));
    desk.press("Esc u");
    assert!(desk.model.journal.history().check_in(sample::today()).is_none());
}

#[test]
fn what_was_compared_with_an_older_journal_is_looked_at_again() {
    let mut desk = desk();
    desk.send(Event::WatchedChanged);
    let event = came(&desk, night());
    desk.model.learn(upswing::domain::Entry::batch(night(), Default::default(), 5, 3));
    let effects = desk.send(event);
    assert_eq!((looks(&effects), effects.len()), (1, 1));
}

#[test]
fn trouble_is_told_once_and_stops_nothing() {
    let mut desk = desk();
    for told in [true, false] {
        desk.send(Event::WatchedChanged);
        let before = desk.model.messages.len();
        let revision = desk.model.journal.revision();
        let trouble = vec!["night.db: cannot be read".to_owned()];
        let effects = desk.send(Event::Came(Box::new(Came { revision, trouble, ..Came::default() })));
        assert!(effects.contains(&Effect::KeepSeen));
        assert_eq!(desk.model.messages.len() > before, told);
    }
}

#[test]
fn a_file_is_shown_before_it_is_written_and_left_without_trace() {
    let mut desk = desk();
    desk.press("Ctrl+o");
    desk.write("~/Dow");
    assert_eq!(desk.press("Tab"), [Effect::Complete("~/Dow".to_owned())]);
    desk.send(Event::Completed("~/Dow".to_owned(), "~/Downloads/".to_owned(), String::new()));
    desk.press("x Backspace");
    let number = match &desk.press("Enter")[..] {
        [Effect::Bring(number, path, _)] if path == "~/Downloads/" => *number,
        other => panic!("{other:?}"),
    };
    desk.send(Event::Reading(number, "Reading: 25 %, 5.0 MB/s, 15 s left".to_owned()));
    let preview = |desk: &Desk, number| {
        let lines = vec![Line::plain("2026-11-18  added  sleep 6:58")];
        Event::Previewed(Box::new(Preview { number, revision: desk.model.journal.revision(), ops: night(), lines }))
    };
    assert_eq!(desk.press("Esc"), [Effect::StopBringing]);
    let late = preview(&desk, number);
    assert!(desk.send(late).is_empty() && desk.model.overlay.is_none() && desk.model.journal.is_empty());
    desk.press("Ctrl+o");
    desk.write("n.csv");
    let number = match &desk.press("Enter")[..] {
        [Effect::Bring(number, ..)] => *number,
        other => panic!("{other:?}"),
    };
    let event = preview(&desk, number);
    desk.send(event);
    assert!(matches!(&desk.model.overlay, Some(Overlay::List(list)) if list.content == Content::Import && list.len() == 3));
    assert!(desk.model.journal.is_empty(), "nothing is written before it was seen");
    assert!(matches!(desk.press("Enter")[..], [Effect::Append(_)]));
    assert!(desk.model.journal.history().check_in(sample::today()).is_some());
}

#[test]
fn what_is_shown_is_written_as_it_is() {
    let mut desk = desk();
    desk.press("Ctrl+o");
    desk.write("n.csv");
    let number = match &desk.press("Enter")[..] {
        [Effect::Bring(number, _, ask)] if ask.journal == desk.model.journal && ask.load == desk.model.tuning.load => *number,
        other => panic!("{other:?}"),
    };
    // Whoever read the file has said what it weighs; nothing is added to that here.
    let session = Session {
        minutes: Minutes::try_from(60u16).ok(),
        ..Session::new(SessionId("a".to_owned()), sample::today(), Kind::Strength, Status::Done)
    };
    let ops = vec![Op::PutSession(Box::new(session))];
    let revision = desk.model.journal.revision();
    desk.send(Event::Previewed(Box::new(Preview { number, revision, ops: ops.clone(), lines: Vec::new() })));
    match &desk.press("Enter")[..] {
        [Effect::Append(entries)] => assert!(entries.iter().map(|entry| &entry.op).eq(&ops)),
        other => panic!("{other:?}"),
    }
}

/// Named, read and shown: what it would bring to the journal as it is.
fn shown(desk: &mut Desk, ops: Vec<Op>) {
    desk.press("Ctrl+o");
    desk.write("n.csv");
    let number = match &desk.press("Enter")[..] {
        [Effect::Bring(number, ..)] => *number,
        other => panic!("{other:?}"),
    };
    let revision = desk.model.journal.revision();
    desk.send(Event::Previewed(Box::new(Preview { number, revision, ops, lines: Vec::new() })));
}

#[test]
fn what_was_shown_of_a_file_is_not_written_to_another_journal() {
    let mut desk = Desk::new(sample::entries(), sample::today());
    shown(&mut desk, night());
    let others = sample::history(sample::today().minus(30), sample::today());
    desk.send(Event::Replaced(others));
    let effects = desk.press("Enter");
    assert!(matches!(effects[..], [Effect::Bring(..)]), "it is looked at once more: {effects:?}");
}

#[test]
fn enter_on_a_file_that_is_being_read_ends_the_reading_too() {
    let mut desk = desk();
    desk.press("Ctrl+o");
    desk.write("n.csv");
    assert!(matches!(desk.press("Enter")[..], [Effect::Bring(..)]));
    assert_eq!(desk.press("Enter"), [Effect::StopBringing]);
    assert!(desk.model.overlay.is_none());
}
