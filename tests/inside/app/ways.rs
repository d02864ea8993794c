//! Ways in and out: what closes a list, what an unknown key says, undo that asks, words people use in the palette.

use upswing::app::{Effect, Event, Overlay, Target};
use upswing::domain::{Entry, Kind, Minutes, Op, Session, SessionId, Stamp, Status};

use crate::desk::Desk;

fn desk() -> Desk {
    Desk::new(crate::sample::entries(), crate::sample::today())
}

/// The same life as one change, as an import brings it.
fn imported() -> Desk {
    let ops = crate::sample::entries().into_iter().map(|entry| entry.op).collect();
    Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), crate::sample::today())
}

fn said(desk: &Desk) -> &str {
    desk.model.message().map(|message| message.text.as_str()).unwrap_or_default()
}

#[test]
fn a_list_is_closed_by_its_own_key_by_q_and_by_a_click_beside_it() {
    for open in ["?", "L", "w", "H", "m", "C"] {
        for close in [open, "q", "Esc"] {
            let mut desk = desk();
            desk.press(open);
            assert!(matches!(desk.model.overlay, Some(Overlay::List(_))), "{open}");
            desk.press(close);
            assert!(desk.model.overlay.is_none(), "{open}, then {close}");
        }
        let mut desk = desk();
        desk.press(open);
        desk.send(Event::Click(Target::Outside));
        assert!(desk.model.overlay.is_none(), "{open}, then a click beside it");
    }
}

#[test]
fn what_is_looked_for_is_not_a_way_out() {
    let mut desk = desk();
    desk.press("L x q");
    assert!(matches!(&desk.model.overlay, Some(Overlay::List(list)) if list.query == "xq"));
    let mut palette = self::desk();
    palette.press(": q u i t");
    assert!(matches!(&palette.model.overlay, Some(Overlay::List(list)) if list.query == "quit"));
}

#[test]
fn an_unknown_key_says_where_it_has_a_meaning() {
    let mut desk = desk();
    desk.press("1 o");
    assert!(said(&desk).contains("Fitness and fatigue"), "{}", said(&desk));
    desk.press("Z");
    assert!(said(&desk).contains("no use here"), "{}", said(&desk));
}

#[test]
fn a_change_of_many_records_is_undone_by_two_presses_in_a_row_only() {
    let mut desk = imported();
    let before = desk.model.journal.history().clone();
    desk.press("u");
    assert!(said(&desk).starts_with("u again takes back"), "{}", said(&desk));
    desk.press("2 u");
    assert_eq!(*desk.model.journal.history(), before, "another key lay between");
    desk.press("u");
    assert!(desk.model.journal.history().is_empty());
    desk.press("U");
    assert_eq!(*desk.model.journal.history(), before);
}

#[test]
fn any_change_is_taken_back_alone_from_the_list_of_changes() {
    let mut desk = imported();
    let before = desk.model.journal.history().clone();
    desk.press("H Enter");
    assert!(desk.model.journal.history().is_empty());
    desk.press("Enter");
    assert_eq!(*desk.model.journal.history(), before);
}

#[test]
fn the_palette_knows_the_words_people_use() {
    for (word, name) in
        [("race", "add"), ("deload", "time"), ("holiday", "span"), ("availability", "time"), ("restore", "changes")]
    {
        let mut desk = desk();
        desk.press(":");
        desk.write(word);
        let Some(Overlay::List(list)) = &desk.model.overlay else { panic!("{word}") };
        let first = list.line(0, desk.model.journal.history()).unwrap();
        assert!(first.text.starts_with(name), "{word}: {}", first.text);
    }
}

#[test]
fn the_form_and_the_pane_know_one_usual_range() {
    let mut desk = desk();
    let today = desk.model.today;
    let range = desk.model.facts.season.usual_on(upswing::domain::Field::HrvRmssd, [today]).next().flatten().unwrap();
    desk.press("c");
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no form") };
    let hint = &form.rows.iter().find(|row| row.id == "hrv_rmssd").unwrap().hint;
    assert!(hint.contains(&format!("usual {:.0}–{:.0}", range.low, range.high)), "{hint}");
}

#[test]
fn a_theme_is_tried_on_under_the_cursor_and_kept_when_taken() {
    let mut desk = desk();
    desk.model.themes = upswing::app::themes::Themes {
        names: vec!["sea".to_owned(), "dark".to_owned(), "light".to_owned()],
        chosen: "dark".to_owned(),
        seen: "dark".to_owned(),
    };
    let shown = |effects: &[Effect]| {
        effects.iter().find_map(|effect| match effect {
            Effect::ShowTheme(name) => Some(name.clone()),
            _ => None,
        })
    };
    desk.press("Ctrl+t");
    assert_eq!(desk.model.themes.seen, "sea", "the first line is under the cursor");
    let effects = desk.press("Down Down");
    assert_eq!(shown(&effects).as_deref(), Some("dark"));
    assert_eq!(desk.model.themes.seen, "light");
    let effects = desk.press("Esc");
    assert_eq!(shown(&effects).as_deref(), Some("dark"), "as it was");
    let effects = desk.press("Ctrl+t Enter");
    assert!(effects.contains(&Effect::KeepTheme("sea".to_owned())), "{effects:?}");
    assert_eq!(desk.model.themes.chosen, "sea");
}

#[test]
fn a_session_that_runs_while_the_program_is_ended_keeps_its_clock() {
    let mut session = Session::new(SessionId("one".to_owned()), crate::sample::today(), Kind::Strength, Status::Planned);
    session.minutes = Minutes::try_from(50_u16).ok();
    let ops = vec![Op::PutSession(Box::new(session))];
    let mut desk = Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), crate::sample::today());
    desk.press("3 S");
    desk.now.wall_ms += 59_000;
    let kept = desk.send(Event::Ending).into_iter().find_map(|effect| match effect {
        Effect::KeepSession(kept) => kept,
        _ => None,
    });
    assert_eq!(kept.unwrap().elapsed(u64::MAX), 59_000);
}
