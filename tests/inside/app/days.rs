//! Which day it is after midnight, and on which day weeks start.

use crate::desk::{Desk, text};
use upswing::app::Event;
use upswing::domain::{Day, Entry, Kind, Minutes, Op, Session, SessionId, Stamp, Status, WeekKind, WeekStart};
use upswing::engine::readiness::TodayPlan;
use upswing::ui::theme::{Glyphs, Theme};

/// A Thursday.
fn thursday() -> Day {
    Day::from_ymd(2026, 11, 26).unwrap()
}

fn screen(desk: &Desk) -> String {
    text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE))
}

fn planned(name: &str, day: Day) -> Op {
    let mut session = Session::new(SessionId(name.to_owned()), day, Kind::Strength, Status::Planned);
    session.minutes = Minutes::try_from(60u16).ok();
    Op::PutSession(Box::new(session))
}

fn desk(ops: Vec<Op>, week: WeekStart) -> Desk {
    let mut desk = Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), thursday());
    desk.model.tuning.week_starts = week;
    desk.model.refresh(Day::MIN);
    desk
}

#[test]
fn between_midnight_and_bed_the_header_says_which_day_it_still_is() {
    let mut desk = Desk::new(Vec::new(), thursday());
    desk.send(Event::Deadline);
    assert!(screen(&desk).lines().next().unwrap().contains("   Thu 26 Nov"));
    desk.now.still = true;
    desk.send(Event::Deadline);
    assert!(screen(&desk).lines().next().unwrap().contains("   still Thu 26 Nov"));
    // What is answered now is of the day that is still going on.
    desk.press("c 4 4 4 4 4 4 4 Ctrl+s");
    assert!(desk.model.journal.history().check_in(thursday()).is_some());
    (desk.now.still, desk.now.today) = (false, thursday().plus(1));
    desk.send(Event::Deadline);
    assert!(screen(&desk).lines().next().unwrap().contains("   Fri 27 Nov"));
}

#[test]
fn the_week_pane_begins_on_the_chosen_day() {
    for (week, first, last) in [
        (WeekStart::Monday, "Mon 23", "Sun 29"),
        (WeekStart::Sunday, "Sun 22", "Sat 28"),
        (WeekStart::Saturday, "Sat 21", "Fri 27"),
    ] {
        let screen = screen(&desk(Vec::new(), week));
        let head = screen.lines().find(|line| line.contains(first)).unwrap_or_else(|| panic!("{week}: {screen}"));
        assert!(head.find(first) < head.find(last), "{head}");
    }
}

#[test]
fn the_planner_plans_the_week_of_the_pane() {
    let desk = desk(Vec::new(), WeekStart::Sunday);
    assert_eq!(desk.model.facts.plan.date(0), thursday().minus(4));
    assert_eq!(desk.model.facts.judgement.meters.len(), 1);
}

#[test]
fn copying_and_clearing_know_the_week() {
    // On a Saturday and on a Sunday: one week where weeks start on Saturday, two where they start on Monday.
    let (saturday, sunday) = (thursday().plus(2), thursday().plus(3));
    let count = |week| {
        let mut desk = desk(vec![planned("a", saturday), planned("b", sunday)], week);
        desk.press("3 Right Right Right E");
        desk.model.journal.history().sessions().count()
    };
    assert_eq!((count(WeekStart::Monday), count(WeekStart::Saturday), count(WeekStart::Sunday)), (0, 0, 1));
}

#[test]
fn a_lighter_week_stays_the_same_week_whatever_day_it_starts_on() {
    let sunday = thursday().plus(3);
    let mut desk = desk(Vec::new(), WeekStart::Sunday);
    desk.press("3 Right Right Right v");
    let lighter = WeekKind::ALL.iter().position(|kind| *kind == WeekKind::Deload).unwrap() + 1;
    let to_the_last = "Down ".repeat(7);
    desk.press(&format!("{to_the_last}{lighter} Ctrl+s"));
    let is = |desk: &Desk, day| TodayPlan::of(desk.model.journal.history(), day, &desk.model.tuning).week;
    assert_eq!((is(&desk, sunday), is(&desk, sunday.plus(6))), (Some(WeekKind::Deload), Some(WeekKind::Deload)));
    assert_eq!((is(&desk, sunday.minus(1)), is(&desk, sunday.plus(7))), (None, None));
    // It is kept on its Monday: weeks from Monday on find it there.
    desk.model.tuning.week_starts = WeekStart::Monday;
    assert_eq!((is(&desk, sunday), is(&desk, sunday.plus(1))), (None, Some(WeekKind::Deload)));
}

#[test]
fn what_is_copied_of_last_week_is_neither_an_event_nor_what_was_left_out() {
    let last_friday = thursday().minus(6);
    let of = |name: &str, kind: Kind, status: Status| {
        let mut session = Session::new(SessionId(name.to_owned()), last_friday, kind, status);
        session.minutes = Minutes::try_from(60u16).ok();
        Op::PutSession(Box::new(session))
    };
    let ops = vec![
        of("race", Kind::Event, Status::Done),
        of("later", Kind::Event, Status::Skipped),
        of("out", Kind::Strength, Status::Skipped),
        of("run", Kind::Endurance, Status::Done),
    ];
    let mut desk = desk(ops, WeekStart::Monday);
    desk.press("3 Y");
    let copied = desk.model.journal.history().sessions_on(thursday().plus(1)).map(|session| (session.kind, session.status));
    assert_eq!(copied.collect::<Vec<_>>(), [(Kind::Endurance, Status::Planned)]);
}
