//! A click takes the row that is drawn under it: of every list and form that stands over the dashboard, at any size.

use proptest::prelude::*;
use ratatui::layout::Rect;
use upswing::app::{Event, Overlay, Target};
use upswing::ui::theme::Glyphs;
use upswing::ui::{Look, hit};

use crate::desk::{Desk, text};

/// Keys that open a list or a form.
const WAYS: &[&str] = &[
    "?", ":", "H", "P", "T", "m", "C", "F", "w", "c", "l", "b", "L", "p", "O", "3 n", "3 Enter", "3 a", "Ctrl+e", "Ctrl+t", "2 s",
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
        for (y, left, row) in rows_over(&screen) {
            let x = left + 1 + across % u16::try_from(row.chars().count()).unwrap_or(1);
            let target = hit(&desk.model, look(), area, x, y);
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
            prop_assert!(cursor(&clicked).is_none_or(|cursor| cursor == index), "{row}\n{screen}");
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
    let mut desk = MADE.with(|made| Desk { model: made.model.clone(), now: made.now });
    desk.press(way);
    desk
}
