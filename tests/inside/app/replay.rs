//! The application is a function of its events: the same events give the same screen, every key is
//! safe at every size, and what was done can be undone and done again.

use crate::desk::{Desk, text};
use proptest::prelude::*;
use upswing::app::{Action, COMMANDS, Effect, Event, Key, Overlay, Pane, Pick};
use upswing::domain::{Entry, History, Journal};
use upswing::ui::theme::{Glyphs, Theme};

const UNICODE: &Glyphs = &Glyphs::UNICODE;

fn lived() -> Desk {
    Desk::new(crate::sample::entries(), crate::sample::today())
}

fn screen(desk: &Desk) -> String {
    text(&desk.draw(120, 36, Theme::Dark, UNICODE))
}

/// A morning and a week's planning, as it was recorded.
const RECORDED: &str = "c 4 3 4 4 5 4 4 7 : 1 0 Enter 5 2 Enter 6 4 Enter Enter \
    2 Left Left Shift+Left + o Down Down Enter Esc f Home End t \
    3 Shift+Right Shift+Right k y x u u U n 2 4 5 Enter 7 Enter Enter Enter \
    d 7 Enter Enter 4 y n 1 Enter Enter Enter z w Down Esc L s q u a t Esc b 3 3 3 3 Enter u u \
    z Tab Tab BackTab ? P a g e Down Esc : z o o m Enter 1";

#[test]
fn the_same_events_give_the_same_screen() {
    let run = || {
        let mut desk = lived();
        let mut written: Vec<Effect> = Vec::new();
        let mut screens = String::new();
        for key in RECORDED.split_whitespace() {
            desk.now.wall_ms += 137;
            written.extend(desk.press(key));
            screens += &screen(&desk);
        }
        (screens, written)
    };
    let (first, second) = (run(), run());
    assert!(first == second, "a second run of the same events looks different");
    let saved = first.1.iter().filter(|effect| matches!(effect, Effect::Append(_))).count();
    assert!(saved > 8, "the record does something: {saved}");
}

#[test]
fn drawing_changes_nothing() {
    let (mut drawn, mut unseen) = (lived(), lived());
    for key in RECORDED.split_whitespace() {
        drawn.press(key);
        unseen.press(key);
        drawn.draw(80, 24, Theme::Mono, UNICODE);
    }
    assert_eq!(screen(&drawn), screen(&unseen));
}

/// What the file gives back is what the screen shows.
#[test]
fn what_is_written_tells_the_whole_history() {
    let mut desk = lived();
    let mut written = crate::sample::entries();
    for key in RECORDED.split_whitespace() {
        desk.now.wall_ms += 137;
        for effect in desk.press(key) {
            if let Effect::Append(entries) = effect {
                written.extend(entries);
            }
        }
    }
    assert_eq!(&folded(written), desk.model.journal.history());
}

fn folded(entries: Vec<Entry>) -> History {
    let mut journal = Journal::default();
    journal.add(entries);
    journal.history().clone()
}

#[test]
fn every_command_of_the_dashboard_can_be_reached_from_the_palette() {
    for (row, command) in COMMANDS.iter().enumerate() {
        if !command.scope.is_dashboard() {
            continue;
        }
        let mut desk = lived();
        desk.press("u : ");
        desk.write(command.name);
        let Some(Overlay::List(list)) = &desk.model.overlay else { panic!("no palette") };
        let history = desk.model.journal.history();
        let at = (0..list.len()).position(|index| list.line(index, history).is_some_and(|line| line.pick == Pick::Command(row)));
        let at = at.unwrap_or_else(|| panic!("{} is not found by its name", command.name));
        assert_eq!(at, 0, "{} is not the first when its name is typed", command.name);
    }
}

#[test]
fn every_command_has_a_name_a_key_and_a_sentence() {
    for command in COMMANDS {
        assert!(
            !command.name.is_empty() && !command.hint.is_empty() && command.sentence.ends_with(['.', '?']),
            "{}",
            command.name
        );
        assert!(command.keys.iter().all(|key| Key::parse(key).is_some()) && !command.keys.is_empty(), "{}", command.name);
    }
}

/// Any key of the table, any letter, and what else can happen.
fn any_event() -> impl Strategy<Value = Event> {
    let names: Vec<&str> = COMMANDS.iter().flat_map(|command| command.keys).copied().collect();
    // Leaving is told by an effect and changes nothing.
    let known = prop::sample::select(names).prop_map(|name| Event::Key(Key::parse(name).unwrap()));
    let common = prop::sample::select(vec!["Enter", "1", "4", "y", "Esc", "Down", "u", "U", "Shift+Right", "3", "c", "n"]);
    prop_oneof![
        6 => known,
        6 => common.prop_map(|name| Event::Key(Key::parse(name).unwrap())),
        3 => prop::char::range(' ', '~').prop_map(|letter| Event::Key(Key::char(letter))),
        1 => any::<char>().prop_map(|letter| Event::Key(Key::char(letter))),
        1 => "\\PC{0,12}".prop_map(Event::Paste),
        1 => Just(Event::Resize),
        1 => Just(Event::Deadline),
        1 => Just(Event::FileChanged),
    ]
}

fn closed(desk: &mut Desk) {
    desk.model.overlay = None;
    if desk.model.tried.is_some() {
        // What is only tried is not among what can be undone.
        desk.model.focus = Pane::Week;
        desk.press("Ctrl+g");
    }
    desk.model.focus = Pane::Today;
}

/// Presses a key until nothing is left for it; every press saves something or is the last.
fn all(desk: &mut Desk, key: &str) -> usize {
    let saves = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Append(_)));
    (0..10_000).take_while(|_| saves(&desk.press(key))).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_keys_at_any_size_are_safe_and_can_be_undone(
        empty in any::<bool>(),
        events in prop::collection::vec(any_event(), 1..60),
        sizes in prop::collection::vec((1u16..=300, 1u16..=100), 1..4),
    ) {
        // Three weeks, because each of their batches is taken back.
        let entries = if empty { Vec::new() } else { crate::sample::history(crate::sample::today().minus(21), crate::sample::today()) };
        let mut desk = Desk::new(entries, crate::sample::today());
        for (number, event) in events.into_iter().enumerate() {
            desk.now.wall_ms += 50;
            desk.send(event);
            let (width, height) = sizes[number % sizes.len()];
            if number % 4 == 0 {
                desk.draw(width, height, Theme::Dark, UNICODE);
            }
        }
        for (width, height) in sizes {
            desk.draw(width, height, Theme::Mono, &Glyphs::ASCII);
        }
        closed(&mut desk);
        // What was taken back meanwhile can be done again; then everything can be taken back.
        all(&mut desk, "U");
        let last = desk.model.journal.history().clone();
        let done = all(&mut desk, "u");
        prop_assert!(desk.model.journal.history().is_empty(), "undoing everything leaves something");
        prop_assert_eq!(all(&mut desk, "U"), done);
        prop_assert_eq!(desk.model.journal.history(), &last);
    }

    #[test]
    fn every_size_draws(width in 1u16..=300, height in 1u16..=100, key in prop::sample::select(vec!["1", "2", "3", "c", "w", "L", "?", "n", "r", "P"])) {
        let mut desk = lived();
        desk.press(key);
        for theme in [Theme::Dark, Theme::Mono] {
            desk.draw(width, height, theme, UNICODE);
        }
    }
}

#[test]
fn leaving_asks_the_world_for_one_thing() {
    assert_eq!(lived().press("q"), [Effect::Quit]);
    assert_eq!(lived().press("Ctrl+z"), [Effect::Suspend]);
    assert!(COMMANDS.iter().any(|command| command.action == Action::Quit));
}
