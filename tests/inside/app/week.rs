//! The week by its keys: several at once, a better order whole and in part, a repair, the time of a
//! day, a session done by the clock and gone on with after leaving.

use crate::desk::{Desk, text};
use upswing::app::{Effect, Event, Overlay, Pane, Target, deadline};
use upswing::domain::{Availability, Day, Entry, Kind, Minutes, Op, Rpe, Session, SessionId, Slot, Stamp, Status, WeekKind};
use upswing::engine::planner::RuleId;
use upswing::ui::theme::{Glyphs, Theme};

/// A Monday.
pub(super) fn monday() -> Day {
    Day::from_ymd(2026, 3, 2).unwrap()
}

pub(super) fn session(name: &str, day: i64, kind: Kind, minutes: u16, halves: u8) -> Session {
    let mut session = Session::new(SessionId(name.to_owned()), monday().plus(day), kind, Status::Planned);
    session.minutes = Minutes::try_from(minutes).ok();
    session.rpe = Rpe::from_halves(halves);
    session.place.slot = Some(Slot::Pm);
    session
}

/// Intervals on the day after strength, and long enough a week to put them apart.
pub(super) fn hard_week() -> Vec<Session> {
    vec![
        session("a", 0, Kind::Strength, 60, 14),
        session("b", 1, Kind::Intervals, 50, 16),
        session("c", 3, Kind::Endurance, 60, 6),
        session("d", 4, Kind::Strength, 60, 14),
        session("e", 5, Kind::Endurance, 45, 6),
    ]
}

/// The week pane over these sessions, so many days after Monday.
pub(super) fn desk(sessions: Vec<Session>, today: i64) -> Desk {
    let ops = sessions.into_iter().map(|session| Op::PutSession(Box::new(session))).collect();
    let mut desk = Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), monday().plus(today));
    desk.press("3");
    desk
}

pub(super) fn find<'a>(desk: &'a Desk, name: &str) -> Option<&'a Session> {
    desk.model.journal.history().session(&SessionId(name.to_owned()))
}

pub(super) fn day_of(desk: &Desk, name: &str) -> i64 {
    find(desk, name).unwrap().day.since(monday())
}

fn status(desk: &Desk, name: &str) -> Status {
    find(desk, name).unwrap().status
}

/// Everything that stands in the plan.
pub(super) fn all(desk: &Desk) -> Vec<Session> {
    desk.model.journal.history().sessions().cloned().collect()
}

pub(super) fn batches(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::Append(_))).count()
}

// ---- several at once

#[test]
fn marked_sessions_move_together_in_one_step() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Space Right Space");
    assert_eq!(batches(&desk.press(">")), 1);
    assert_eq!((day_of(&desk, "a"), day_of(&desk, "b")), (1, 2));
    desk.press("u");
    assert_eq!((day_of(&desk, "a"), day_of(&desk, "b")), (0, 1));
}

#[test]
fn marked_sessions_are_locked_skipped_and_taken_out_together() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Space Right Space k");
    assert!(find(&desk, "a").unwrap().place.lock && find(&desk, "b").unwrap().place.lock);
    desk.press("k s");
    assert_eq!((status(&desk, "a"), status(&desk, "b")), (Status::Skipped, Status::Skipped));
    assert!(desk.model.week.marked.is_empty());
    desk.press("u Left Space Right Space x");
    assert_eq!((find(&desk, "a"), find(&desk, "b")), (None, None));
    desk.press("u");
    assert_eq!(all(&desk).len(), 5);
}

#[test]
fn nothing_moves_before_today_not_even_a_part() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Space Right Space <");
    assert_eq!((day_of(&desk, "a"), day_of(&desk, "b")), (0, 1));
    assert!(desk.model.message().unwrap().text.contains("before today"));
}

#[test]
fn a_mark_is_taken_away_by_space_or_all_by_escape() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Space Space");
    assert!(desk.model.week.marked.is_empty());
    desk.press("Space Esc");
    assert!(desk.model.week.marked.is_empty());
}

#[test]
fn two_sessions_exchange_their_places_not_their_lengths() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Space Right Space X");
    assert_eq!((day_of(&desk, "a"), day_of(&desk, "b")), (1, 0));
    assert_eq!(find(&desk, "a").unwrap().minutes, Minutes::try_from(60_u16).ok());
    desk.press("X");
    assert_eq!((day_of(&desk, "a"), status(&desk, "a")), (0, Status::Planned));
}

#[test]
fn reordering_exchanges_with_the_neighbour_in_time() {
    let mut desk = desk(hard_week(), 0);
    desk.press("J");
    assert_eq!((day_of(&desk, "a"), day_of(&desk, "b")), (1, 0));
    desk.press("J");
    assert_eq!((day_of(&desk, "a"), day_of(&desk, "c")), (3, 1));
    desk.press("K K K");
    assert_eq!(day_of(&desk, "a"), 0);
    assert!(desk.model.message().unwrap().text.contains("no open session"));
}

#[test]
fn a_date_is_typed_to_move_to_and_to_go_to() {
    let mut desk = desk(hard_week(), 0);
    desk.press("M");
    desk.write("2026-03-11");
    desk.press("Ctrl+s");
    assert_eq!(day_of(&desk, "a"), 9);
    desk.press("g");
    desk.write("2026-06-01");
    desk.press("Ctrl+s");
    assert_eq!(desk.model.week.day, Day::from_ymd(2026, 6, 1).unwrap());
}

#[test]
fn clearing_keeps_what_is_done_locked_or_over() {
    let mut sessions = hard_week();
    sessions[2].status = Status::Done;
    sessions[3].place.lock = true;
    let mut desk = desk(sessions, 1);
    assert_eq!(batches(&desk.press("E")), 1);
    let left: Vec<String> = all(&desk).into_iter().map(|session| session.id.0).collect();
    assert_eq!(left, ["a", "c", "d"]);
    desk.press("u");
    assert_eq!(all(&desk).len(), 5);
}

#[test]
fn a_template_fills_empty_days_and_replaces_only_when_told() {
    let mut desk = desk(vec![session("a", 0, Kind::Skill, 30, 8)], 0);
    desk.press("i Enter");
    assert!(find(&desk, "a").is_some());
    assert_eq!(all(&desk).len(), 7, "Monday is taken");
    desk.press("u i Down Down Down Down Down Down Enter");
    assert!(find(&desk, "a").is_none());
    assert_eq!((all(&desk).len(), desk.model.facts.judgement.cost), (7, 0));
    desk.press("u");
    assert_eq!(all(&desk).len(), 1);
}

// ---- a better order

#[test]
fn a_better_order_is_accepted_as_one_step_and_asking_again_changes_nothing() {
    let mut desk = desk(hard_week(), 0);
    let before = all(&desk);
    desk.press("a");
    let Some(Overlay::Proposal(proposing)) = &desk.model.overlay else { panic!("a proposal is shown") };
    let found = proposing.found.as_ref().unwrap();
    assert!(found.shown.proven && found.shown.cost() < found.shown.own_cost);
    let cost = found.shown.cost() - found.shown.changes();
    assert_eq!(all(&desk), before, "nothing is changed yet");
    assert_eq!(batches(&desk.press("Enter")), 1);
    assert_eq!(desk.model.facts.judgement.cost, cost);
    desk.press("a");
    let Some(Overlay::Proposal(again)) = &desk.model.overlay else { panic!("a proposal is shown") };
    assert!(again.found.as_ref().unwrap().whole().is_empty());
    let drawn = text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE));
    assert!(drawn.contains("The order of the week") && !drawn.contains("Enter accept"), "there is nothing to accept\n{drawn}");
    desk.press("Enter Esc u");
    assert_eq!(all(&desk), before);
}

#[test]
fn escape_leaves_everything_as_it_was() {
    let mut desk = desk(hard_week(), 0);
    let before = all(&desk);
    assert_eq!(desk.press("a Esc").last(), Some(&Effect::StopProposing));
    assert_eq!((all(&desk), desk.model.overlay), (before, None));
}

#[test]
fn a_change_that_is_left_out_stays_and_the_rest_is_priced_again() {
    let mut desk = desk(hard_week(), 0);
    desk.press("a");
    let Some(Overlay::Proposal(proposing)) = &desk.model.overlay else { panic!("a proposal is shown") };
    let changes = proposing.found.as_ref().unwrap().changes(&proposing.plan);
    let whole = proposing.found.as_ref().unwrap().shown.clone();
    let stays = changes.first().unwrap().clone();
    let home = desk.model.journal.history().session(&stays).unwrap().day;
    desk.press("Space");
    let Some(Overlay::Proposal(proposing)) = &desk.model.overlay else { panic!("a proposal is shown") };
    let part = &proposing.found.as_ref().unwrap().shown;
    assert!(!part.proven && part.cost() >= whole.cost());
    assert_eq!(part.moves.len() + 1, whole.moves.len());
    desk.press("Enter");
    assert_eq!(desk.model.journal.history().session(&stays).unwrap().day, home);
}

#[test]
fn leaving_out_and_taking_in_again_is_the_whole_proposal() {
    let mut desk = desk(hard_week(), 0);
    desk.press("a Space Space");
    let Some(Overlay::Proposal(proposing)) = &desk.model.overlay else { panic!("a proposal is shown") };
    let found = proposing.found.as_ref().unwrap();
    assert_eq!(&found.shown, found.whole());
}

#[test]
fn an_answer_that_comes_too_late_is_dropped() {
    let mut desk = desk(hard_week(), 0);
    let question = desk.press("a").into_iter().find_map(|effect| match effect {
        Effect::Propose(question) => Some(question),
        _ => None,
    });
    desk.press("Esc");
    let question = question.unwrap();
    let late = Event::Proposed(question.number, Box::new(question.answer(&mut || true)));
    desk.send(late);
    assert_eq!(desk.model.overlay, None);
}

#[test]
fn a_search_leaves_the_screen_still_for_a_second_and_then_says_that_it_goes_on() {
    let screen = |desk: &Desk| text(&desk.draw(80, 24, Theme::Dark, &Glyphs::UNICODE));
    let mut desk = desk(hard_week(), 0);
    desk.now.wall_ms += 10_000;
    upswing::app::update(&mut desk.model, Event::Key(upswing::app::Key::char('a')), desk.now);
    assert!(!screen(&desk).contains("looking"));
    assert_eq!(deadline(&desk.model, desk.now), Some(1_000));
    desk.now.wall_ms += 1_000;
    desk.send(Event::Deadline);
    assert!(screen(&desk).contains("Still looking"));
    assert_eq!(deadline(&desk.model, desk.now), None);
    desk.press("Esc");
    assert_eq!(desk.model.overlay, None);
}

#[test]
fn what_changed_elsewhere_meanwhile_is_not_written_over() {
    let mut desk = desk(hard_week(), 0);
    desk.press("a");
    let skipped = Session { status: Status::Skipped, ..find(&desk, "a").unwrap().clone() };
    let op = Op::PutSession(Box::new(skipped));
    let entries = Entry::batch(vec![op], desk.model.journal.last_stamp(), 2, 7);
    desk.send(Event::Arrived(entries));
    assert_eq!(batches(&desk.press("Enter")), 0);
    assert_eq!(status(&desk, "a"), Status::Skipped);
}

#[test]
fn a_fixed_day_and_a_typed_load_are_part_of_the_form() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Enter Down Down Down Down Down Down Down Down Down y");
    desk.write("2026-03-03");
    desk.press("Enter 2 Enter Enter");
    desk.write("88");
    desk.press("Ctrl+s");
    let session = find(&desk, "a").unwrap();
    assert_eq!((session.place.fix_day, session.place.fix_slot), (Some(monday().plus(1)), Some(Slot::Pm)));
    assert_eq!((session.place.lock, session.load.map(|load| load.points.value())), (true, Some(88.0)));
    let again = session.clone();
    desk.press("Enter Ctrl+s");
    assert_eq!(find(&desk, "a"), Some(&again));
}

// ---- repair

#[test]
fn a_missed_session_is_offered_a_repair_that_moves_it_on() {
    let mut desk = desk(hard_week(), 2);
    let screen = text(&desk.draw(120, 36, Theme::Dark, &Glyphs::UNICODE));
    assert!(screen.contains("2 sessions were missed"), "{screen}");
    desk.press("R Enter");
    assert!(day_of(&desk, "a") >= 2 || status(&desk, "a") == Status::Skipped);
    assert!(day_of(&desk, "b") >= 2 || status(&desk, "b") == Status::Skipped);
    desk.press("R");
    let Some(Overlay::Proposal(again)) = &desk.model.overlay else { panic!("a proposal is shown") };
    assert!(again.found.as_ref().unwrap().whole().is_empty());
}

#[test]
fn a_morning_that_says_ease_is_offered_a_repair_that_empties_today() {
    let mut desk = desk(hard_week(), 0);
    desk.press("c 2 3 2 2 3 3 2 Ctrl+s");
    let screen = text(&desk.draw(80, 24, Theme::Dark, &Glyphs::UNICODE));
    assert!(screen.contains("Today says ease, the plan does not: R makes the week right again"), "{screen}");
    desk.press("R Enter");
    assert!(day_of(&desk, "a") > 0 || find(&desk, "a").unwrap().status == Status::Skipped);
    assert!(desk.model.facts.judgement.broken.iter().all(|broken| broken.rule != RuleId::TodayEase));
}

#[test]
fn a_past_week_has_nothing_to_order() {
    let mut desk = desk(hard_week(), 2);
    desk.press("PageUp a");
    assert_eq!(desk.model.overlay, None);
}

// ---- time

#[test]
fn the_time_of_a_day_is_an_exception_for_its_date() {
    let mut desk = desk(hard_week(), 0);
    desk.press("v 4 5 Enter 0 Enter Enter y n Ctrl+s");
    let history = desk.model.journal.history();
    let expected = Availability { am: 45, pm: 0, day: None, two: true, off: false };
    assert_eq!(history.availability(monday()), expected);
    assert_eq!(history.availability(monday().plus(7)), Availability::default());
    desk.press("u");
    assert_eq!(desk.model.journal.history().availability(monday()), Availability::default());
}

#[test]
fn days_off_up_to_a_date_are_one_step() {
    let mut desk = desk(Vec::new(), 0);
    desk.press("v Down Down Down Down y");
    desk.write("2026-03-04");
    desk.press("Ctrl+s");
    let history = desk.model.journal.history();
    assert!((0..3).all(|day| history.availability(monday().plus(day)).off));
    assert!(!history.availability(monday().plus(3)).off);
    desk.press("u");
    assert!(!desk.model.journal.history().availability(monday()).off);
}

#[test]
fn every_week_changes_the_weekday_and_a_lighter_week_stands_on_its_monday() {
    let mut desk = desk(Vec::new(), 1);
    desk.press("v 3 0 Enter Down Down Down Down Down y 2 Ctrl+s");
    let history = desk.model.journal.history();
    assert_eq!((history.availability(monday().plus(8)).am, history.availability(monday()).am), (30, 90));
    assert_eq!(history.day(monday()).unwrap().plan.week, Some(WeekKind::Deload));
    let screen = text(&desk.draw(80, 24, Theme::Dark, &Glyphs::UNICODE));
    assert!(screen.contains("Week 10 · lighter"), "{screen}");
}

// ---- a session by the clock

/// Lets so many milliseconds pass, waking as often as was asked for.
fn pass(desk: &mut Desk, mut ms: u64) -> Vec<Effect> {
    let mut effects = Vec::new();
    while let Some(wait) = deadline(&desk.model, desk.now).filter(|wait| *wait <= ms) {
        desk.now.wall_ms += wait.max(1);
        ms -= wait.max(1).min(ms);
        effects.extend(desk.send(Event::Deadline));
    }
    desk.now.wall_ms += ms;
    effects
}

fn bells(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| **effect == Effect::Bell).count()
}

#[test]
fn a_session_goes_through_its_blocks_rings_at_each_end_and_asks_after_it() {
    let mut desk = desk(vec![session("a", 0, Kind::Mobility, 20, 2)], 0);
    desk.press("S");
    let Some(Overlay::Runner(runner)) = &desk.model.overlay else { panic!("the session is shown") };
    let blocks = runner.minutes.iter().filter(|minutes| **minutes > 0).count();
    assert_eq!(bells(&pass(&mut desk, 20 * 60_000 - 1)), blocks - 1);
    assert_eq!(bells(&pass(&mut desk, 1)), 1, "downshift is over");
    assert_eq!(deadline(&desk.model, desk.now), None);
    let effects = desk.press("Enter");
    assert!(effects.contains(&Effect::KeepSession(None)));
    desk.press("2 Ctrl+s");
    let done = find(&desk, "a").unwrap();
    assert_eq!((done.status, done.minutes), (Status::Done, Minutes::try_from(20_u16).ok()));
}

#[test]
fn a_session_that_is_left_goes_on_where_it_was() {
    let mut desk = desk(vec![session("a", 0, Kind::Strength, 60, 14)], 0);
    desk.press("S");
    pass(&mut desk, 150_000);
    let effects = desk.press("Esc");
    let kept = effects.into_iter().find_map(|effect| match effect {
        Effect::KeepSession(kept) => kept,
        _ => None,
    });
    assert_eq!(kept.as_ref().unwrap().elapsed(0), 150_000);
    let mut later = desk_with_kept(kept.map(|kept| *kept));
    let screen = text(&later.draw(120, 36, Theme::Dark, &Glyphs::UNICODE));
    assert!(screen.contains("strength stopped in prime"), "{screen}");
    later.press("S");
    pass(&mut later, 1_000);
    let Some(Overlay::Runner(runner)) = &later.model.overlay else { panic!("the session is shown") };
    assert_eq!(runner.elapsed(later.now.wall_ms), 151_000);
}

fn desk_with_kept(kept: Option<upswing::app::runner::Runner>) -> Desk {
    let mut desk = desk(vec![session("a", 0, Kind::Strength, 60, 14)], 0);
    desk.model.kept = kept;
    desk.now.wall_ms += 3_600_000;
    desk
}

#[test]
fn a_crash_loses_less_than_a_minute() {
    let mut desk = desk(vec![session("a", 0, Kind::Strength, 60, 14)], 0);
    let mut effects = desk.press("S");
    effects.extend(pass(&mut desk, 179_000));
    let kept = effects.into_iter().rev().find_map(|effect| match effect {
        Effect::KeepSession(kept) => kept,
        _ => None,
    });
    assert!(kept.unwrap().elapsed(u64::MAX) >= 119_000);
}

#[test]
fn nothing_wakes_a_session_that_is_paused() {
    let mut desk = desk(vec![session("a", 0, Kind::Strength, 60, 14)], 0);
    desk.press("S Space");
    assert_eq!(deadline(&desk.model, desk.now), None);
    desk.press("n Space");
    assert!(deadline(&desk.model, desk.now).is_some());
}

#[test]
fn a_session_of_another_day_is_not_started() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Right S");
    assert_eq!(desk.model.overlay, None);
}

#[test]
fn a_digit_does_what_is_proposed_and_undo_takes_it_back() {
    let mut desk = desk(hard_week(), 0);
    let before = all(&desk);
    let cost = desk.model.facts.judgement.cost;
    desk.press("1");
    assert!(desk.model.facts.judgement.cost < cost, "the first proposal helps");
    desk.press("u");
    assert_eq!(all(&desk), before);
}

#[test]
fn a_digit_without_a_proposal_goes_to_its_pane() {
    let mut desk = desk(Vec::new(), 0);
    desk.press("1");
    assert_eq!(desk.model.focus, Pane::Today);
}

#[test]
fn a_session_is_dragged_to_another_day() {
    let mut desk = desk(hard_week(), 0);
    desk.send(Event::Click(Target::Session(SessionId("c".to_owned()))));
    desk.send(Event::Drag(Target::WeekDay(monday().plus(4))));
    desk.send(Event::Drag(Target::WeekDay(monday().plus(6))));
    desk.send(Event::Release(Target::WeekDay(monday().plus(6))));
    let moved = desk.model.journal.history().session(&SessionId("c".to_owned())).unwrap();
    assert_eq!(moved.day, monday().plus(6));
    desk.send(Event::Click(Target::Session(SessionId("c".to_owned()))));
    desk.send(Event::Drag(Target::WeekDay(monday().plus(2))));
    desk.send(Event::Release(Target::Outside));
    assert_eq!(desk.model.week.day, monday().plus(6), "let go elsewhere, nothing moves");
}

#[test]
fn what_is_dragged_moves_and_not_what_is_marked() {
    let mut desk = desk(hard_week(), 0);
    desk.press("Space");
    desk.send(Event::Click(Target::Session(SessionId("c".to_owned()))));
    desk.send(Event::Release(Target::WeekDay(monday().plus(6))));
    assert_eq!((day_of(&desk, "a"), day_of(&desk, "c")), (0, 6));
}

#[test]
fn what_the_week_says_stays_in_view_when_it_grows_less() {
    let mut desk = desk(hard_week(), 0);
    desk.press("] ] ] ] ] ] ] ] ]");
    desk.press("E");
    assert!(desk.model.week.from <= desk.model.facts.issues.len().saturating_sub(1));
}
