//! Lists over ten years: opened at once, looked through by what is typed or pasted.

use crate::desk::{Desk, text};
use upswing::app::{Event, LONGEST_QUERY, List, Overlay, Pick};
use upswing::domain::{Day, Entry, Field, Moment, Op, Source, Stamp, Value};
use upswing::ui::theme::Glyphs;

const DAYS: i64 = 3650;

fn day(number: i64) -> Day {
    Day::from_ymd(2016, 3, 2).unwrap().plus(number)
}

/// Ten years of mornings; every seventh tells of a café, every hundredth of legs.
fn ten_years() -> Desk {
    let note = |number: i64| match number {
        number if number % 100 == 0 => "Heavy LEGS",
        number if number % 7 == 0 => "at the café",
        _ => "",
    };
    let morning = |number: i64| {
        let note = Some(note(number)).filter(|note| !note.is_empty()).map(|note| Value::Text(note.to_owned()));
        let fields = vec![(Field::Energy, Some(Value::Whole(1 + number % 5))), (Field::Note, note)];
        Op::SetCheckIn { day: day(number), moment: Moment::Morning, fields, source: Source::typed() }
    };
    Desk::new(Entry::batch((0..DAYS).map(morning).collect(), Stamp::default(), 1, 1), day(DAYS - 1))
}

fn list(desk: &Desk) -> &List {
    let Some(Overlay::List(list)) = &desk.model.overlay else { panic!("no list is open") };
    list
}

fn found(desk: &Desk) -> Vec<String> {
    let list = list(desk);
    (0..list.len()).filter_map(|index| list.line(index, desk.model.journal.history())).map(|line| line.text.clone()).collect()
}

#[test]
fn all_days_are_there_and_the_screen_shows_the_newest() {
    let mut desk = ten_years();
    desk.press("L");
    assert_eq!(list(&desk).len(), DAYS as usize);
    let drawn = text(&desk.draw(120, 36, Default::default(), &Glyphs::UNICODE));
    assert!(drawn.contains(&day(DAYS - 1).to_string()) && drawn.contains("energy 5"), "{drawn}");
    desk.press("End");
    assert_eq!(list(&desk).pick(), Pick::Day(day(0)));
    assert!(text(&desk.draw(120, 36, Default::default(), &Glyphs::UNICODE)).contains(&day(0).to_string()));
}

#[test]
fn what_is_typed_finds_days_in_any_case_with_or_without_accents_and_in_any_order() {
    let mut desk = ten_years();
    desk.press("L");
    desk.write("legs heavy");
    assert_eq!(found(&desk).len(), 37);
    assert!(found(&desk).iter().all(|line| line.contains("Heavy LEGS")));
    desk.press(&"Backspace ".repeat(10));
    assert_eq!(list(&desk).len(), DAYS as usize);
    desk.write("cafe");
    assert!(found(&desk)[0].contains("café"), "{:?}", found(&desk)[0]);
}

#[test]
fn a_paste_of_any_length_is_looked_for_once_and_cut() {
    let mut desk = ten_years();
    desk.press("L");
    desk.send(Event::Paste("energy ".repeat(700) + "\u{1b}[31m\n"));
    assert_eq!(list(&desk).query.chars().count(), LONGEST_QUERY);
    assert_eq!(list(&desk).len(), DAYS as usize);
    desk.send(Event::Paste("x".repeat(5000)));
    desk.write("y");
    assert_eq!(list(&desk).query.chars().count(), LONGEST_QUERY);
    assert!(!list(&desk).query.contains('x'));
}
