//! Every pane and everything that stands over them, at four sizes, with colour and without.
//!
//! A snapshot holds the characters of each size; beside the two smallest the ink of every cell; and
//! of the screen without colour the rows that differ.

use crate::desk::{Desk, dump, text};
use insta::assert_snapshot;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::Modifier;
use upswing::ui::theme::{Glyphs, Role, Theme};

const SIZES: [(u16, u16); 4] = [(60, 18), (80, 24), (120, 36), (200, 60)];

/// A letter for each ink; of two roles with the same ink the first.
const LETTERS: &[(Role, &str)] = &[
    (Role::Strong, "S"),
    (Role::Muted, "m"),
    (Role::Border, "-"),
    (Role::Build, "B"),
    (Role::Train, "T"),
    (Role::Ease, "E"),
    (Role::Recover, "R"),
    (Role::Fitness, "f"),
    (Role::Fatigue, "g"),
    (Role::Form, "o"),
    (Role::Score, "s"),
    (Role::Hrv, "h"),
    (Role::Pulse, "p"),
    (Role::Sleep, "z"),
    (Role::Performance, "P"),
    (Role::LoadSkill, "1"),
    (Role::LoadStrength, "2"),
    (Role::LoadEndurance, "3"),
    (Role::LoadIntervals, "4"),
    (Role::LoadCharge, "5"),
    (Role::LoadEvent, "6"),
    (Role::Stop, "!"),
    (Role::Plain, "."),
];

fn ink(cell: &Cell) -> &'static str {
    if cell.symbol() == " " && !cell.modifier.contains(Modifier::REVERSED) {
        return " ";
    }
    let of_role = |(role, _): &&(Role, &str)| Theme::Dark.style(*role).fg == Some(cell.fg);
    let letter = LETTERS.iter().find(of_role).map_or("~", |(_, letter)| letter);
    if cell.modifier.contains(Modifier::REVERSED) { "#" } else { letter }
}

fn weight(cell: &Cell) -> &'static str {
    let has = |modifier| cell.modifier.contains(modifier);
    match (has(Modifier::REVERSED), has(Modifier::BOLD), has(Modifier::DIM)) {
        (true, ..) => "#",
        _ if cell.symbol() == " " => " ",
        (_, true, false) => "B",
        (_, false, true) => "d",
        (_, true, true) => "x",
        (_, false, false) => ".",
    }
}

/// The rows of a screen that differ from those of another, with their numbers.
fn other_rows(screen: &Buffer, than: &Buffer) -> String {
    let (ours, theirs) = (text(screen), text(than));
    let rows = ours.lines().zip(theirs.lines()).enumerate();
    rows.filter(|(_, (ours, theirs))| ours != theirs).map(|(row, (ours, _))| format!("{row:>3} {ours}\n")).collect()
}

fn told(desk: &Desk) -> String {
    let mut told = String::new();
    for (width, height) in SIZES {
        let colour = desk.draw(width, height, Theme::Dark, &Glyphs::UNICODE);
        let mono = desk.draw(width, height, Theme::Mono, &Glyphs::UNICODE);
        told += &format!("── {width}×{height}\n{}", text(&colour));
        let differs = other_rows(&mono, &colour);
        if !differs.is_empty() {
            told += &format!("── {width}×{height} without colour, where it differs\n{differs}");
        }
        if height <= 24 {
            told += &format!("── {width}×{height} inks\n{}", dump(&colour, |cell| ink(cell)));
            told += &format!("── {width}×{height} weights without colour\n{}", dump(&mono, |cell| weight(cell)));
        }
    }
    told
}

fn sample_desk() -> Desk {
    Desk::new(crate::sample::entries(), crate::sample::today())
}

/// What stands on the screen after these keys, on the sample history.
fn after(keys: &str) -> String {
    let mut desk = sample_desk();
    desk.press(keys);
    told(&desk)
}

#[test]
fn panes() {
    assert_snapshot!("today", after("1"));
    assert_snapshot!("chart", after("2 Left Left"));
    assert_snapshot!("week", after("3"));
    assert_snapshot!("today_zoomed", after("1 z"));
    assert_snapshot!("chart_zoomed", after("2 z Left"));
    assert_snapshot!("week_zoomed", after("3 z Right"));
}

#[test]
fn forms() {
    assert_snapshot!("check_in", after("c 4 3 9 i"));
    assert_snapshot!("before_a_session", after("b 4"));
    assert_snapshot!("log_a_session", after("l 2 5 0 Enter"));
    assert_snapshot!("plan_a_session", after("3 n"));
    assert_snapshot!("edit_a_session", after("3 Enter"));
    assert_snapshot!("after_a_session", after("3 d 7 Enter"));
    assert_snapshot!("a_test", after("T"));
    assert_snapshot!("you", after("P"));
    assert_snapshot!("go_to", after("2 g x"));
    assert_snapshot!("reaction", after("r"));
}

#[test]
fn lists() {
    assert_snapshot!("why", after("w"));
    assert_snapshot!("cycle", after("C"));
    assert_snapshot!("fit", after("F"));
    assert_snapshot!("days", after("L Down"));
    assert_snapshot!("messages", after("3 s u m"));
    let mut palette = sample_desk();
    palette.press(":");
    palette.write("zoo");
    assert_snapshot!("commands", told(&palette));
    assert_snapshot!("help", after("?"));
    assert_snapshot!("curves", after("2 o Down"));
}

#[test]
fn nothing_is_known_yet() {
    for (name, keys) in [
        ("empty", ""),
        ("empty_check_in", "c"),
        ("empty_week", "3"),
        ("empty_chart", "2"),
        ("empty_why", "w"),
        ("empty_cycle", "C"),
        ("empty_fit", "F"),
    ] {
        let mut desk = Desk::new(Vec::new(), crate::sample::today());
        desk.press(keys);
        assert_snapshot!(name, told(&desk));
    }
}

#[test]
fn in_ascii_nothing_else_is_drawn() {
    let mut desk = sample_desk();
    let mut told = String::new();
    for keys in ["2", "3", "w", "Esc c", "Esc ?"] {
        desk.press(keys);
        let screen = text(&desk.draw(120, 36, Theme::Mono, &Glyphs::ASCII));
        assert!(screen.is_ascii(), "{screen}");
        told += &screen;
    }
    assert_snapshot!(told);
}

#[test]
fn below_the_smallest_size_one_line_is_honest() {
    let desk = sample_desk();
    assert_snapshot!(text(&desk.draw(50, 10, Theme::Dark, &Glyphs::UNICODE)));
}
