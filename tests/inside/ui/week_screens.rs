//! What stands over the week: a better order, whole, in part and where nothing is better; a repair with
//! somebody who has no place; the time of a day; a session by the clock.

use crate::desk::{Desk, text};
use insta::assert_snapshot;
use upswing::app::Event;
use upswing::domain::{Availability, Day, DayPlan, Entry, Kind, Minutes, Op, Rpe, Session, SessionId, Slot, Stamp, Status};
use upswing::ui::theme::{Glyphs, Theme};

fn monday() -> Day {
    Day::from_ymd(2026, 3, 2).unwrap()
}

fn session(name: &str, day: i64, kind: Kind, minutes: u16, halves: u8) -> Op {
    let mut session = Session::new(SessionId(name.to_owned()), monday().plus(day), kind, Status::Planned);
    session.minutes = Minutes::try_from(minutes).ok();
    session.rpe = Rpe::from_halves(halves);
    session.place.slot = Some(Slot::Pm);
    Op::PutSession(Box::new(session))
}

fn hard_week() -> Vec<Op> {
    vec![
        session("a", 0, Kind::Strength, 60, 14),
        session("b", 1, Kind::Intervals, 50, 16),
        session("c", 3, Kind::Endurance, 60, 6),
        session("d", 4, Kind::Strength, 60, 14),
        session("e", 5, Kind::Skill, 45, 10),
    ]
}

/// The week that has time on two days only, for four sessions.
fn full_week() -> Vec<Op> {
    let mut ops = hard_week();
    for day in (1..7).filter(|day| *day != 3) {
        let availability = Some(Availability { off: true, ..Availability::default() });
        ops.push(Op::PutDayPlan { day: monday().plus(day), plan: DayPlan { availability, week: None } });
    }
    ops
}

fn desk(ops: Vec<Op>, today: i64) -> Desk {
    let mut desk = Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), monday().plus(today));
    desk.press("3 z");
    desk
}

/// The screen at two sizes, and the smaller one in ASCII.
fn told(desk: &Desk) -> String {
    let small = text(&desk.draw(80, 24, Theme::Dark, &Glyphs::UNICODE));
    let large = text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE));
    let ascii = text(&desk.draw(80, 24, Theme::Mono, &Glyphs::ASCII));
    assert!(ascii.is_ascii());
    format!("── 80×24\n{small}── 120×36\n{large}── 80×24 ASCII\n{ascii}")
}

fn after(mut desk: Desk, keys: &str) -> String {
    desk.press(keys);
    told(&desk)
}

#[test]
fn a_better_order() {
    assert_snapshot!("better_order", after(desk(hard_week(), 0), "a"));
    assert_snapshot!("better_order_in_part", after(desk(hard_week(), 0), "a Down Space"));
    assert_snapshot!("nothing_better", after(desk(hard_week(), 0), "a Enter a"));
}

#[test]
fn a_repair() {
    assert_snapshot!("repair_is_offered", after(desk(hard_week(), 2), ""));
    assert_snapshot!("repair", after(desk(full_week(), 0), "R"));
}

#[test]
fn marks_and_weeks_to_begin_with() {
    assert_snapshot!("marked", after(desk(hard_week(), 0), "Space Right Space"));
    assert_snapshot!("templates", after(desk(hard_week(), 0), "i"));
    let mut typing = desk(hard_week(), 0);
    typing.press("M");
    typing.write("fri");
    assert_snapshot!("move_to_a_date", told(&typing));
    assert_snapshot!("time_of_a_day", after(desk(hard_week(), 0), "v"));
}

#[test]
fn a_session_by_the_clock() {
    let mut desk = desk(hard_week(), 0);
    desk.press("S");
    assert_snapshot!("session_begins", told(&desk));
    desk.press("n n n n");
    for _ in 0..13 {
        desk.now.wall_ms += 1_000;
        desk.send(Event::Deadline);
    }
    assert_snapshot!("session_downshift", told(&desk));
    desk.press("Space");
    assert_snapshot!("session_paused", told(&desk));
    desk.press("Esc");
    assert_snapshot!("session_can_go_on", told(&desk));
}

#[test]
fn what_a_session_gave_is_said_whole_or_not_at_all() {
    let gave = |op: Op, charge: u8| match op {
        Op::PutSession(session) => Op::PutSession(Box::new(Session { charge: Some(charge), status: Status::Done, ..*session })),
        op => op,
    };
    let ops = hard_week().into_iter().zip([4, 2, 5, 4, 3]).map(|(op, charge)| gave(op, charge)).collect();
    let desk = desk(ops, 6);
    let mut said = false;
    for width in 60..=200 {
        let screen = text(&desk.draw(width, 36, Theme::Dark, &Glyphs::UNICODE));
        let signs = screen.match_indices('+').map(|(at, sign)| screen[at + sign.len()..].chars().next());
        for next in signs {
            assert!(next.is_some_and(|next| next.is_ascii_digit()), "at {width} columns\n{screen}");
            said = true;
        }
    }
    assert!(said);
}
