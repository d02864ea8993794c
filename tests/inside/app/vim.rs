//! Vim's hands: its letters move wherever one stands, and text stays text.

use upswing::app::{Key, Keymap, Overlay, Pane, Preset, Scope};

use crate::desk::Desk;

fn desk() -> Desk {
    let mut desk = Desk::new(crate::sample::entries(), crate::sample::today());
    desk.model.keymap = Keymap::of(Preset::Vim);
    desk
}

#[test]
fn its_letters_move_in_the_chart() {
    let mut desk = desk();
    let today = desk.model.today;
    desk.press("2");
    let after = |desk: &mut Desk, keys: &str| {
        desk.press(keys);
        desk.model.chart.crosshair.since(today)
    };
    assert_eq!((after(&mut desk, "h h"), after(&mut desk, "l"), after(&mut desk, "k"), after(&mut desk, "j")), (-2, -1, -8, -1));
    assert!(after(&mut desk, "g g") < -30);
    assert!(after(&mut desk, "G") >= 0);
    let last = desk.model.chart.last;
    desk.press("Ctrl+u");
    assert!(desk.model.chart.last < last);
    desk.press("g d");
    assert!(matches!(desk.model.overlay, Some(Overlay::Form { .. })));
}

#[test]
fn its_letters_move_in_the_week() {
    let mut desk = desk();
    let today = desk.model.today;
    desk.press("3 h h l");
    assert_eq!(desk.model.week.day, today.minus(1));
    desk.press("Ctrl+d");
    assert_eq!(desk.model.week.day, today.plus(6));
    desk.press("g g");
    assert_eq!(desk.model.week.day, today);
    assert_eq!(desk.model.focus, Pane::Week);
}

#[test]
fn a_slash_looks_for_a_day_and_letters_scroll_a_text() {
    let mut desk = desk();
    desk.press("/");
    desk.write("jk");
    assert!(matches!(&desk.model.overlay, Some(Overlay::List(list)) if list.query == "jk"));
    desk.press("Esc w j j");
    let cursor = |desk: &Desk| match &desk.model.overlay {
        Some(Overlay::List(list)) => list.cursor,
        _ => panic!("no list"),
    };
    assert_eq!(cursor(&desk), 2);
    desk.press("G");
    assert!(cursor(&desk) > 2);
    desk.press("g g");
    assert_eq!(cursor(&desk), 0);
}

#[test]
fn in_a_form_letters_move_where_no_text_is_typed() {
    let mut desk = desk();
    desk.press("T");
    desk.write("gg");
    desk.press("Ctrl+s Esc c j j k l");
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no form") };
    assert_eq!(form.cursor, 1);
    let draft = desk.model.drafts.first().unwrap();
    assert!(draft.answers.iter().any(|(row, answer)| row == "name" && answer == "gg"), "{draft:?}");
}

#[test]
fn a_pair_without_a_meaning_does_nothing_and_is_forgotten() {
    let mut desk = desk();
    desk.press("2 g z h");
    assert!(!desk.model.zoomed);
    assert_eq!(desk.model.chart.crosshair, desk.model.today.minus(1));
}

#[test]
fn without_vims_set_none_of_its_letters_moves() {
    let standard = Keymap::of(Preset::Standard);
    let vim = Keymap::of(Preset::Vim);
    let moves = |keymap: &Keymap, scope| {
        let letters = ['h', 'j', 'k', 'l'].map(|letter| keymap.lookup(&[scope], Key::char(letter)).map(|row| row.name));
        letters
            .iter()
            .flatten()
            .filter(|name| {
                ["day-back", "day-on", "select-day-back", "select-day-on", "select-up", "select-down", "change-up", "change-down"]
                    .contains(name)
            })
            .count()
    };
    for (scope, count) in [(Scope::Chart, 2), (Scope::Week, 4), (Scope::Proposal, 2)] {
        assert_eq!(
            (moves(&standard, scope), moves(&vim, scope)),
            (0, count),
            "half of them would mislead a hand that knows them all"
        );
    }
}
