//! The reaction test on the screen: a press too soon is told, the end is set against what is usual, and it begins again.

use crate::desk::{Desk, text};
use upswing::app::{Event, Overlay, Phase};
use upswing::domain::{Entry, Field, Moment, Op, Source, Stamp, Value};
use upswing::ui::theme::{Glyphs, Theme};

fn screen(desk: &Desk) -> String {
    text(&desk.draw(80, 24, Theme::Dark, &Glyphs::UNICODE))
}

/// Waits for the light and answers it after so many milliseconds.
fn answers(desk: &mut Desk, after: u64) {
    let Some(Overlay::Reaction(test)) = &desk.model.overlay else { panic!("the test is open") };
    let Phase::Waiting(until) = test.phase else { panic!("{:?}", test.phase) };
    desk.now.wall_ms = until;
    desk.send(Event::Deadline);
    desk.now.wall_ms += after;
    desk.press("Space");
}

#[test]
fn a_press_before_the_light_is_told_and_after_too_many_the_test_begins_again() {
    let mut desk = Desk::new(Vec::new(), crate::sample::today());
    desk.press("r Space Space");
    assert!(screen(&desk).contains("Too soon.") && screen(&desk).contains("2 more guesses are forgiven"), "{}", screen(&desk));
    answers(&mut desk, 300);
    assert!(!screen(&desk).contains("Too soon."), "an answer is an answer");
    desk.press("Space Space Space");
    assert!(screen(&desk).contains("begins again"), "{}", screen(&desk));
    desk.press("Space");
    assert!(screen(&desk).contains("0 of 8"));
    for _ in 0..8 {
        answers(&mut desk, 290);
    }
    let end = screen(&desk);
    assert!(end.contains("290 ms") && end.contains("no usual range yet"), "{end}");
    assert!(end.contains("Space keeps it for today, Esc leaves it out."), "not cut\n{end}");
}

#[test]
fn the_end_is_set_against_what_is_usual() {
    let today = crate::sample::today();
    let morning = |back: i64| {
        let fields = vec![(Field::ReactionMs, Some(Value::Number(280.0 + (back % 5) as f64 * 5.0)))];
        Op::SetCheckIn { day: today.minus(back), moment: Moment::Morning, fields, source: Source::typed() }
    };
    let mut desk = Desk::new(Entry::batch((1..40).map(morning).collect(), Stamp::default(), 1, 1), today);
    desk.press("r Space");
    for _ in 0..8 {
        answers(&mut desk, 300);
    }
    let usual = desk.model.facts.season.usual_on(Field::ReactionMs, [today]).next().flatten().unwrap();
    assert!(screen(&desk).contains(&format!("usual {:.0}–{:.0} ms", usual.low, usual.high)), "{}", screen(&desk));
}

#[test]
fn what_is_kept_is_an_answer_of_today_and_can_be_taken_back_and_what_no_hand_does_is_not_kept() {
    let mut desk = Desk::new(Vec::new(), crate::sample::today());
    let kept =
        |desk: &Desk| desk.model.journal.history().check_in(crate::sample::today()).and_then(|day| day.number(Field::ReactionMs));
    let test = |desk: &mut Desk, after: u64| {
        desk.press("r Space");
        (0..8).for_each(|_| answers(desk, after));
        desk.press("Space");
        assert!(desk.model.overlay.is_none());
    };
    test(&mut desk, 290);
    assert_eq!(kept(&desk), Some(290.0));
    assert!(screen(&desk).contains("Reaction time 290 ms saved."), "{}", screen(&desk));
    desk.press("u");
    assert_eq!(kept(&desk), None);
    test(&mut desk, 60_000);
    assert_eq!(kept(&desk), None);
    assert!(screen(&desk).contains("60000 ms is too slow to be a reaction time; nothing was kept."), "{}", screen(&desk));
}
