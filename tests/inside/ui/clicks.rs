//! A click takes the row that is drawn under it, of every list and form that stands over the dashboard, at any size; frames,
//! the first and the last row are no place of anything. What the mouse does, the keys do too, and leave the same behind.

use proptest::prelude::*;
use ratatui::layout::Rect;
use upswing::app::{Content, Direction, Event, Facts, Key, List, Now, Overlay, Pane, Target, update};
use upswing::ui::theme::Glyphs;
use upswing::ui::{Look, hit};

use crate::desk::{Desk, text};

/// Keys that open a list or a form.
const WAYS: &[&str] = &[
    "?", ":", "H", "P", "T", "m", "C", "F", "w", "W", "c", "l", "b", "L", "p", "O", "3 n", "3 Enter", "3 a", "Ctrl+e", "Ctrl+t",
    "2 s",
];

/// What else is pressed: the place and what is listed change.
const ON: &[&str] = &["", "Down", "Down Down Down Down", "PageDown", "PageDown PageDown", "End", "Up", "4 4", "t e"];

fn look() -> Look {
    Look { theme: Default::default(), glyphs: &Glyphs::UNICODE }
}

/// What the line under a place says, as it is known to the model: without the blanks.
fn said(desk: &Desk, index: usize) -> String {
    let said = match desk.model.overlay.as_ref() {
        Some(Overlay::List(list)) => {
            list.line(index, desk.model.journal.history()).map(|line| format!("{}{}{}", line.lead, line.text, line.note))
        }
        Some(Overlay::Form { form, .. }) => {
            Some(form.rows.get(index).map_or("save".to_owned(), |row| format!("{}{}{}", row.label, row.answer, row.question)))
        }
        _ => None,
    };
    said.unwrap_or_default().split_whitespace().collect()
}

fn cursor(desk: &Desk) -> Option<usize> {
    match desk.model.overlay.as_ref()? {
        Overlay::List(list) if list.content.chooses() => Some(list.cursor),
        Overlay::Form { form, .. } => Some(form.cursor),
        Overlay::List(_) | Overlay::Reaction(_) | Overlay::Proposal(_) | Overlay::Runner(_) => None,
    }
}

fn list(desk: &Desk) -> Option<&List> {
    match &desk.model.overlay {
        Some(Overlay::List(list)) => Some(list),
        _ => None,
    }
}

/// Rows of a list above its lines: what is looked for, and the heads.
fn heads_of(list: &List) -> usize {
    if list.content.searchable() { 2 } else { 0 }
}

/// The row of a screen inside the frame that stands over it: from where, and what it says.
fn rows_over(screen: &str) -> Vec<(u16, u16, String)> {
    let rows: Vec<Vec<char>> = screen.lines().map(|row| row.chars().collect()).collect();
    let corner = |row: &Vec<char>| row.windows(2).position(|pair| pair == ['╭', '▌']);
    let Some((top, left)) = rows.iter().enumerate().find_map(|(y, row)| Some((y, corner(row)?))) else { return Vec::new() };
    let width = rows[top][left..].iter().position(|cell| *cell == '╮').unwrap_or(0);
    let inside = rows.iter().enumerate().skip(top + 1).take_while(|(_, row)| row.get(left) == Some(&'│'));
    let said = |(y, row): (usize, &Vec<char>)| (y as u16, left as u16, row[left + 1..left + width].iter().collect());
    inside.map(said).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 120, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_click_takes_the_row_that_is_drawn_under_it(
        (way, on) in (prop::sample::select(WAYS), prop::sample::select(ON)),
        (width, height) in (60_u16..200, 18_u16..60),
        across in 0_u16..200,
    ) {
        let mut desk = open(way);
        desk.press(on);
        prop_assume!(matches!(desk.model.overlay, Some(Overlay::List(_) | Overlay::Form { .. })));
        let screen = text(&desk.draw(width, height, Default::default(), &Glyphs::UNICODE));
        let area = Rect::new(0, 0, width, height);
        let mut marked = None;
        for (at, (y, left, row)) in rows_over(&screen).into_iter().enumerate() {
            let columns = u16::try_from(row.chars().count()).unwrap_or(1);
            let x = left + 1 + across % columns;
            let target = hit(&desk.model, look(), area, x, y);
            for beside in [left, left + 1, left + columns, left + columns + 1] {
                let beside = hit(&desk.model, look(), area, beside, y);
                prop_assert_eq!(beside, Some(Target::Over), "{}", screen);
            }
            if x == left + 1 || x == left + columns {
                continue;
            }
            if list(&desk).is_some_and(|list| at >= heads_of(list)) && !row.trim().is_empty() {
                prop_assert!(matches!(target, Some(Target::Line(_))), "{row} is drawn and not hit\n{screen}");
            }
            if row.trim_start().starts_with('▌') {
                marked = marked.or(Some(target.clone()));
            }
            let Some(Target::Line(index)) = target else {
                prop_assert_eq!(target, Some(Target::Over), "{}", screen);
                continue;
            };
            let first: String = row.trim_matches(['▌', ' ']).split_whitespace().take(1).collect();
            let first = first.trim_end_matches('…');
            let is_form = matches!(desk.model.overlay, Some(Overlay::Form { .. }));
            // Below the question that waits stand its options.
            let is_option = is_form && cursor(&desk) == Some(index) && first.starts_with(|letter: char| letter.is_ascii_digit());
            prop_assert!(is_option || said(&desk, index).contains(first), "{row} is not {}\n{screen}", said(&desk, index));
            let mut clicked = Desk { model: desk.model.clone(), now: desk.now };
            clicked.send(Event::Click(Target::Line(index)));
            match &clicked.model.overlay {
                Some(Overlay::List(list)) if !list.content.chooses() => {
                    prop_assert_eq!(Some(list.cursor), self::list(&desk).map(|list| list.cursor), "a text is not moved");
                }
                Some(Overlay::Form { form, .. }) if form.error.is_some() => prop_assert_eq!(cursor(&clicked), cursor(&desk)),
                _ => prop_assert_eq!(cursor(&clicked), Some(index), "{}\n{}", row, screen),
            }
        }
        // The row of the cursor is the one that is drawn so.
        if let (Some(cursor), Some(marked)) = (cursor(&desk), marked) {
            prop_assert_eq!(marked, Some(Target::Line(cursor)), "{}", screen);
        }
    }
}

/// The sample with one of them open; made once and copied.
fn open(way: &str) -> Desk {
    thread_local! { static MADE: Desk = Desk::new(crate::sample::entries(), crate::sample::today()); }
    let mut desk = MADE.with(Desk::clone);
    desk.press(way);
    desk
}

/// A sample with this open, as it is drawn in a window.
fn drawn(desk: &mut Desk, width: u16, height: u16) -> String {
    text(&desk.see(width, height))
}

fn under(desk: &Desk, (width, height): (u16, u16), (x, y): (u16, u16)) -> Option<Target> {
    hit(&desk.model, look(), Rect::new(0, 0, width, height), x, y)
}

#[test]
fn at_the_end_of_a_text_the_first_step_back_is_seen() {
    for (way, content) in [("w", Content::Why), ("C", Content::Cycle), ("F", Content::Fit), ("p", Content::Proof)] {
        let mut desk = open(way);
        assert_eq!(list(&desk).map(|list| list.content), Some(content));
        let top = drawn(&mut desk, 80, 18);
        desk.press("End");
        let end = drawn(&mut desk, 80, 18);
        desk.press("Down PageDown");
        assert_eq!(drawn(&mut desk, 80, 18), end, "{content:?} has an end");
        if top == end {
            continue;
        }
        desk.press("Up");
        assert_ne!(drawn(&mut desk, 80, 18), end, "{content:?}: the key does nothing");
        desk.press("End");
        desk.send(Event::Wheel(Target::Over, Direction::Back));
        assert_ne!(drawn(&mut desk, 80, 18), end, "{content:?}: the wheel does nothing");
        // In a larger window less of it is out of sight.
        desk.press("End");
        let end = drawn(&mut desk, 80, 24);
        desk.press("Up");
        assert!(drawn(&mut desk, 80, 24) != end || list(&desk).is_some_and(|list| list.cursor == 0), "{content:?}\n{end}");
    }
}

#[test]
fn a_click_leaves_a_question_as_the_keys_do() {
    let error = |desk: &Desk| match &desk.model.overlay {
        Some(Overlay::Form { form, .. }) => form.error.clone(),
        _ => panic!("no form is open"),
    };
    let at = |desk: &mut Desk, id: &str| match &mut desk.model.overlay {
        Some(Overlay::Form { form, .. }) => {
            form.cursor = form.rows.iter().position(|row| row.id == id).unwrap();
            form.rows[form.cursor].answer.clear();
        }
        _ => panic!("no form is open"),
    };
    let mut desk = open("l");
    at(&mut desk, "minutes");
    desk.write("0");
    let (was, mut keyed) = (cursor(&desk), Desk { model: desk.model.clone(), now: desk.now });
    keyed.press("Up");
    desk.send(Event::Click(Target::Line(0)));
    assert!(error(&desk).is_some(), "what is wrong is refused");
    assert_eq!((error(&desk), cursor(&desk)), (error(&keyed), was));
    desk.press("Backspace");
    desk.send(Event::Click(Target::Line(0)));
    assert_eq!((error(&desk), cursor(&desk)), (None, Some(0)));
    // What is asked before the score is shown is passed over by a click too.
    let mut desk = open("");
    desk.model.tuning.ask_ready = true;
    desk.model.facts = Facts::new(desk.model.journal.history(), desk.model.today, &desk.model.tuning);
    desk.press("c");
    at(&mut desk, "ready");
    desk.model.preview();
    assert_eq!(desk.model.facts.preview, None);
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("no form is open") };
    let after = form.cursor + 1;
    desk.send(Event::Click(Target::Line(after)));
    assert!(desk.model.facts.preview.is_some(), "the score follows the click");
}

#[test]
fn frames_and_what_stands_below_the_days_are_no_day() {
    for size in [(120, 36), (160, 50), (90, 40)] {
        let mut desk = open("");
        let screen = drawn(&mut desk, size.0, size.1);
        let (mut frames, mut meters) = (0, 0);
        for (y, row) in (0..).zip(screen.lines()) {
            let row: Vec<char> = row.chars().collect();
            for (from, to) in [('╭', '╮'), ('╰', '╯')] {
                let begins: Vec<usize> = (0..row.len()).filter(|x| row[*x] == from).collect();
                for begin in begins {
                    let end = (begin..row.len()).find(|x| row[*x] == to).unwrap();
                    for x in begin..=end {
                        let target = under(&desk, size, (x as u16, y));
                        assert!(matches!(target, Some(Target::Pane(_))), "{x}, {y}: {target:?}\n{screen}");
                    }
                    frames += 1;
                }
            }
            // The meters stand below the days; the blocks of today's session have such a word too.
            let row: String = row.into_iter().collect();
            for (at, _) in row.match_indices("aerobic ") {
                let target = under(&desk, size, (row[..at].chars().count() as u16, y));
                assert!(!matches!(target, Some(Target::WeekDay(_) | Target::Session(_))), "{target:?}\n{screen}");
                meters += usize::from(target == Some(Target::Pane(Pane::Week)));
            }
        }
        assert!(frames == 6 && meters > 0, "three frames and the meters\n{screen}");
    }
}

#[test]
fn a_session_that_is_let_go_beside_the_panes_is_let_go() {
    let size = (120, 36);
    let desk = open("");
    let cells = (0..size.1).flat_map(|y| (0..size.0).map(move |x| (x, y)));
    let planned = |target: &Target| match target {
        Target::Session(id) => desk.model.journal.history().session(id).is_some_and(upswing::domain::Session::is_open),
        _ => false,
    };
    let held = cells.filter_map(|at| under(&desk, size, at)).find(planned).unwrap();
    for y in [0, size.1 - 1] {
        let mut desk = open("");
        desk.send(Event::Click(held.clone()));
        assert!(desk.model.week.held.is_some());
        let beside = under(&desk, size, (40, y)).unwrap();
        desk.send(Event::Drag(beside.clone()));
        assert_eq!(desk.send(Event::Release(beside)), []);
        assert_eq!(desk.model.week.held, None);
    }
}

#[test]
fn where_one_line_is_drawn_nothing_is_under_the_mouse() {
    for way in ["", "?", "c", "w"] {
        let desk = open(way);
        for size in [(59, 30), (100, 17), (20, 5)] {
            for at in [(0, 0), (size.0 / 2, size.1 / 2), (size.0 - 1, size.1 - 1)] {
                assert_eq!(under(&desk, size, at), None, "{way} {size:?} {at:?}");
            }
        }
    }
}

#[test]
fn what_is_looked_for_and_not_drawn_yet_is_not_closed_by_a_click_beside_it() {
    let mut desk = open("3");
    // As long as nobody answers, it is looked for.
    update(&mut desk.model, Event::Key(Key::char('a')), desk.now);
    assert!(matches!(desk.model.overlay, Some(Overlay::Proposal(_))));
    let corner = (100, 30);
    assert_eq!(under(&desk, corner, (1, 5)), None, "the dashboard is drawn as it was");
    let later = Now { wall_ms: desk.now.wall_ms + 1_500, ..desk.now };
    update(&mut desk.model, Event::Deadline, later);
    assert_eq!(under(&desk, corner, (1, 5)), Some(Target::Outside), "beside what is drawn now");
}
