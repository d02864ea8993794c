//! Keys and thresholds are told as they are: with every key bound anew and the told numbers moved, no screen shows an old one.

use crate::desk::{Desk, text};
use crate::moved::moved;
use crate::told_keys::{new_keys, old_keys};
use upswing::app::{COMMANDS, Keymap, Model, Overlay, Pane, Preset, Scope};
use upswing::domain::Journal;
use upswing::engine::Tuning;
use upswing::ui::theme::Glyphs;

fn all_moved() -> Tuning {
    let mut tuning = Tuning::default();
    moved().for_each(|(row, value)| tuning.set(row.group, row.name, value).unwrap());
    assert_eq!(tuning.put_in_order(), Vec::<String>::new());
    tuning
}

fn desk(keys: &[String]) -> Desk {
    let own: Vec<_> = COMMANDS.iter().zip(keys).map(|(command, key)| (command.name.to_owned(), vec![key.clone()])).collect();
    let desk = Desk::new(crate::sample::entries(), crate::sample::today());
    let mut journal = Journal::default();
    journal.add(crate::sample::entries());
    Desk { model: Model::new(journal, desk.now, 9, all_moved(), Keymap::with(Preset::Standard, &own).unwrap()), now: desk.now }
}

fn drawn(desk: &Desk) -> String {
    text(&desk.draw(120, 36, Default::default(), &Glyphs::UNICODE))
}

fn pane_of(scope: Scope) -> Pane {
    match scope {
        Scope::Chart => Pane::Chart,
        Scope::Week => Pane::Week,
        _ => Pane::Today,
    }
}

/// Everything that is drawn and said while every command of the dashboard is done once, and every one of what it opens.
fn everything_told(keys: &[String]) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for (row, key) in COMMANDS.iter().zip(keys).filter(|(row, _)| row.scope.is_dashboard()) {
        let mut opened = desk_like(keys);
        opened.model.focus = pane_of(row.scope);
        opened.press(key);
        told.push((row.name.to_owned(), drawn(&opened)));
        let scopes = opened.model.overlay.as_ref().map_or(&[][..], |_| opened.model.scopes());
        for (_, key) in COMMANDS.iter().zip(keys).filter(|(inside, _)| scopes.contains(&inside.scope)) {
            let mut desk = Desk { model: opened.model.clone(), now: opened.now };
            desk.press(key);
            told.push((row.name.to_owned(), drawn(&desk)));
        }
    }
    told
}

/// A desk that is made once and copied.
fn desk_like(keys: &[String]) -> Desk {
    thread_local! { static MADE: std::cell::RefCell<Option<(Model, upswing::app::Now)>> = const { std::cell::RefCell::new(None) }; }
    MADE.with_borrow_mut(|made| {
        let (model, now) = made.get_or_insert_with(|| {
            let desk = desk(keys);
            (desk.model, desk.now)
        });
        Desk { model: model.clone(), now: *now }
    })
}

#[test]
fn no_screen_tells_a_key_or_a_number_that_is_not_in_force() {
    let keys = new_keys();
    let told = everything_told(&keys);
    let mut old: Vec<String> = vec!["70.0".to_owned(), "150–300".to_owned(), "of 150".to_owned(), "/150".to_owned()];
    old.extend(old_keys());
    for (name, screen) in &told {
        let found: Vec<&String> = old.iter().filter(|old| screen.contains(old.as_str())).collect();
        assert!(found.is_empty(), "after {name} the screen tells {found:?}\n{screen}");
    }
    let shows = |name: &str, what: &str| told.iter().any(|(row, screen)| row == name && screen.contains(what));
    assert!(shows("why", "74.9"), "the start of the bars is not told");
    assert!(told.iter().any(|(_, screen)| screen.contains(&keys[0])), "no key is told at all");
}

#[test]
fn a_check_in_counts_the_answers_to_a_score_that_are_in_force() {
    let keys: Vec<String> = COMMANDS.iter().map(|row| row.keys.first().copied().unwrap_or_default().to_owned()).collect();
    let mut desk = desk(&keys);
    desk.model = Model::new(Journal::default(), desk.now, 9, all_moved(), desk.model.keymap.clone());
    let needed = desk.model.tuning.readiness.score_answers;
    assert_ne!(needed, Tuning::default().readiness.score_answers);
    desk.press("c");
    let asked = ["energy", "mood", "motivation", "stress", "movement"].into_iter().zip(0..needed);
    for (id, given) in asked {
        let more = upswing::app::words::counted(needed - given, "more answer");
        assert!(drawn(&desk).contains(&format!(" {more} for a score")), "after {given} answers\n{}", drawn(&desk));
        if let Some(Overlay::Form { form, .. }) = &mut desk.model.overlay {
            form.cursor = form.rows.iter().position(|row| row.id == id).unwrap();
        }
        desk.press("4");
    }
    assert!(!drawn(&desk).contains("for a score"), "{}", drawn(&desk));
}

#[test]
fn letters_of_a_check_in_are_commands_only_where_they_are_no_answer() {
    let keys: Vec<String> = COMMANDS.iter().map(|row| row.keys.first().copied().unwrap_or_default().to_owned()).collect();
    let mut desk = desk(&keys);
    let flag = |desk: &Desk, id: &str| match &desk.model.overlay {
        Some(Overlay::Form { form, .. }) => form.answer(id).map(str::to_owned),
        _ => None,
    };
    desk.press("c");
    let before = flag(&desk, "travel");
    desk.press("t");
    assert_ne!(flag(&desk, "travel"), before);
    assert!(drawn(&desk).contains("Travel: "), "what was changed is said\n{}", drawn(&desk));
    if let Some(Overlay::Form { form, .. }) = &mut desk.model.overlay {
        form.cursor = form.rows.iter().position(|row| row.id == "note").unwrap();
    }
    let (ill, pain) = (flag(&desk, "ill"), flag(&desk, "pain"));
    desk.write("pit");
    assert_eq!((flag(&desk, "ill"), flag(&desk, "pain")), (ill, pain));
    assert!(flag(&desk, "note").unwrap().ends_with("pit"));
}
