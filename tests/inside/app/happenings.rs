//! Whatever happens in whatever order at whatever size: no panic, one overlay, a cursor in its list, a history that is the
//! fold of its entries, and nothing unsaved that the journal does not hold.

use crate::desk::Desk;
use proptest::prelude::*;
use ratatui::layout::Rect;
use upswing::app::{COMMANDS, Direction, Event, Key, Overlay, update};
use upswing::domain::Journal;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{self, Look};

/// The size of the screen that is clicked at.
const SCREEN: Rect = Rect { x: 0, y: 0, width: 120, height: 36 };

#[derive(Debug, Clone)]
enum Happening {
    Command(usize, usize),
    Letter(char),
    Paste(String),
    NotSaved(bool),
    Saved,
    Arrived(usize),
    Replaced(usize),
    Draw(u16, u16),
    Midnight,
    Ending,
    /// The machine's clock is set to another day, so many days off.
    Clock(i64),
    Click(u16, u16),
    Wheel(u16, u16, bool),
    Deadline(u64),
}

fn happening() -> impl Strategy<Value = Happening> {
    prop_oneof![
        12 => (0..COMMANDS.len(), 0..2_usize).prop_map(|(row, key)| Happening::Command(row, key)),
        6 => prop::char::range(' ', '~').prop_map(Happening::Letter),
        1 => "[a-z0-9 \u{1b}\n]{0,40}".prop_map(Happening::Paste),
        1 => any::<bool>().prop_map(Happening::NotSaved),
        2 => Just(Happening::Saved),
        1 => (0..40_usize).prop_map(Happening::Arrived),
        1 => (0..40_usize).prop_map(Happening::Replaced),
        3 => (0..160_u16, 0..50_u16).prop_map(|(columns, rows)| Happening::Draw(columns, rows)),
        1 => Just(Happening::Midnight),
        1 => Just(Happening::Ending),
        1 => (-500..500_i64).prop_map(Happening::Clock),
        3 => (0..160_u16, 0..50_u16).prop_map(|(x, y)| Happening::Click(x, y)),
        1 => (0..160_u16, 0..50_u16, any::<bool>()).prop_map(|(x, y, back)| Happening::Wheel(x, y, back)),
        2 => (0..10_000_u64).prop_map(Happening::Deadline),
    ]
}

/// Lets it happen; what was written is acknowledged only when [`Happening::Saved`] comes.
fn happen(desk: &mut Desk, happening: &Happening, written: &mut Vec<upswing::domain::BatchId>) {
    let some = |count: usize| crate::sample::entries().into_iter().take(count).collect::<Vec<_>>();
    let event = match happening {
        Happening::Command(row, key) => {
            let keys = COMMANDS[*row].keys;
            keys.get(*key % keys.len().max(1)).map_or(Event::Resize, |key| Event::Key(Key::parse(key).unwrap()))
        }
        Happening::Letter(letter) => Event::Key(Key::char(*letter)),
        Happening::Paste(text) => Event::Paste(text.clone()),
        Happening::NotSaved(other) => match written.first() {
            Some(batch) => Event::NotSaved(*batch, format!("the disk is full ({other}).")),
            None => Event::Resize,
        },
        Happening::Saved if written.is_empty() => Event::Resize,
        Happening::Saved => Event::Saved(written.remove(0)),
        Happening::Arrived(count) => Event::Arrived(some(*count)),
        Happening::Replaced(count) => Event::Replaced(some(*count)),
        Happening::Draw(columns, rows) => {
            desk.see(*columns, *rows);
            Event::Resize
        }
        Happening::Midnight => {
            desk.now.today = desk.now.today.plus(1);
            Event::Deadline
        }
        Happening::Ending => Event::Ending,
        Happening::Clock(days) => {
            desk.now.today = desk.now.today.plus(*days);
            desk.now.wall_ms = desk.now.wall_ms.saturating_add_signed(*days * 86_400_000);
            Event::Deadline
        }
        Happening::Click(x, y) => under(desk, *x, *y).map_or(Event::Resize, Event::Click),
        Happening::Wheel(x, y, back) => {
            let direction = if *back { Direction::Back } else { Direction::On };
            under(desk, *x, *y).map_or(Event::Resize, |target| Event::Wheel(target, direction))
        }
        Happening::Deadline(later) => {
            desk.now.wall_ms += later;
            Event::Deadline
        }
    };
    let effects = update(&mut desk.model, event, desk.now);
    written.extend(effects.iter().filter_map(|effect| match effect {
        upswing::app::Effect::Append(entries) => entries.first().map(|entry| entry.batch),
        _ => None,
    }));
}

/// What is at a place of the screen.
fn under(desk: &Desk, x: u16, y: u16) -> Option<upswing::app::Target> {
    let look = Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE };
    ui::hit(&desk.model, look, SCREEN, x % SCREEN.width, y % SCREEN.height)
}

/// How many lives are lived: more by `UPSWING_HAPPENINGS`, a million events are some 33,000.
fn lives() -> u32 {
    std::env::var("UPSWING_HAPPENINGS").ok().and_then(|count| count.parse().ok()).unwrap_or(24)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: lives(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_the_model_stays_whole(happenings in prop::collection::vec(happening(), 1..60)) {
        let mut desk = Desk::new(crate::sample::entries(), crate::sample::today());
        let mut written = Vec::new();
        for happening in &happenings {
            happen(&mut desk, happening, &mut written);
            match &desk.model.overlay {
                Some(Overlay::List(list)) => prop_assert!(list.cursor <= list.len().saturating_sub(1)),
                Some(Overlay::Form { form, .. }) => prop_assert!(form.cursor <= form.rows.len()),
                Some(Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_)) | None => {}
            }
            let (history, week) = (desk.model.journal.history(), &desk.model.week);
            prop_assert!(week.session.iter().chain(&week.marked).all(|id| history.session(id).is_some()));
            let held: Vec<_> = desk.model.journal.entries().iter().map(|entry| entry.stamp).collect();
            prop_assert!(desk.model.unsaved.entries().iter().all(|entry| held.contains(&entry.stamp)));
            prop_assert_eq!(desk.model.unsaved.is_empty(), written.is_empty());
        }
        let mut again = Journal::default();
        again.add(desk.model.journal.entries().iter().map(|entry| upswing::domain::Entry::clone(entry)));
        prop_assert_eq!(again.history(), desk.model.journal.history());
    }
}
