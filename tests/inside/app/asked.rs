//! What forms ask about once, what they fill in, and what can still be entered late.

use crate::desk::{Desk, text};
use upswing::app::{Overlay, Purpose};
use upswing::domain::{
    Day, Entry, Field, Kind, LoadOrigin, Minutes, Moment, Op, Session, SessionId, Source, Stamp, Status, Value,
};
use upswing::ui::theme::{Glyphs, Theme};

/// A Wednesday.
fn today() -> Day {
    Day::from_ymd(2026, 3, 4).unwrap()
}

fn desk(ops: Vec<Op>) -> Desk {
    Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), today())
}

fn planned(name: &str, day: Day) -> Op {
    let mut session = Session::new(SessionId(name.to_owned()), day, Kind::Strength, Status::Planned);
    session.minutes = Minutes::try_from(60u16).ok();
    Op::PutSession(Box::new(session))
}

fn pulse(day: Day, value: f64) -> Op {
    let fields = vec![(Field::RestingHr, Some(Value::Number(value)))];
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

fn find<'a>(desk: &'a Desk, name: &str) -> &'a Session {
    desk.model.journal.history().session(&SessionId(name.to_owned())).unwrap()
}

fn error(desk: &Desk) -> Option<String> {
    match &desk.model.overlay {
        Some(Overlay::Form { form, .. }) => form.error.clone(),
        _ => None,
    }
}

/// Puts the cursor of the open form on a row and types an answer over what is there.
fn answer(desk: &mut Desk, row: &str, text: &str) {
    if let Some(Overlay::Form { form, .. }) = &mut desk.model.overlay {
        form.cursor = form.rows.iter().position(|known| known.id == row).unwrap_or_else(|| panic!("no row {row}"));
        form.rows[form.cursor].answer.clear();
    }
    desk.write(text);
}

fn said(desk: &Desk) -> String {
    desk.model.messages.iter().map(|message| message.text.clone() + "\n").collect()
}

#[test]
fn a_date_far_from_all_others_is_asked_about_once() {
    let mut desk = desk(vec![planned("a", today())]);
    desk.press("l 2");
    answer(&mut desk, "minutes", "50");
    answer(&mut desk, "day", "2025-03-04");
    desk.press("Ctrl+s");
    assert!(
        error(&desk).unwrap().contains("2025-03-04 lies 365 days from every other record. Save once more"),
        "{:?}",
        error(&desk)
    );
    assert_eq!(desk.model.journal.history().sessions().count(), 1);
    desk.press("Ctrl+s");
    assert_eq!(desk.model.journal.history().sessions().count(), 2, "{:?}", error(&desk));
    // A day that is not far is not asked about.
    desk.press("l 2");
    answer(&mut desk, "minutes", "50");
    answer(&mut desk, "day", "-3d");
    desk.press("Ctrl+s");
    assert_eq!(desk.model.journal.history().sessions().count(), 3, "{:?}", error(&desk));
}

#[test]
fn a_done_session_put_far_from_all_others_is_asked_about_a_planned_one_is_not() {
    for done in [true, false] {
        let mut desk = desk(vec![planned("a", today()), planned("b", today())]);
        desk.press("3");
        if done {
            desk.model.week.session = Some(SessionId("a".to_owned()));
            desk.press("d Ctrl+s");
        }
        desk.model.week.session = Some(SessionId("a".to_owned()));
        desk.press("e");
        answer(&mut desk, "day", "2025-03-04");
        desk.press("Ctrl+s");
        let question = error(&desk).is_some_and(|error| error.contains("lies 365 days from every other record"));
        assert_eq!(question, done, "{:?}", error(&desk));
    }
}

#[test]
fn another_unit_of_a_test_is_asked_about_once() {
    let test = upswing::domain::Test {
        id: upswing::domain::TestId("t".to_owned()),
        day: today().minus(7),
        name: "squat".to_owned(),
        value: 100.0,
        unit: "kg".to_owned(),
    };
    let mut desk = desk(vec![Op::PutTest(test)]);
    desk.press("T");
    answer(&mut desk, "value", "225");
    answer(&mut desk, "unit", "lb");
    desk.press("Ctrl+s");
    assert!(error(&desk).unwrap().contains("squat had the unit kg on 2026-02-25, now the unit lb"), "{:?}", error(&desk));
    desk.press("Ctrl+s");
    assert_eq!(desk.model.journal.history().tests().count(), 2);
}

#[test]
fn a_session_done_without_a_rating_is_estimated_and_a_rating_replaces_it() {
    let mut desk = desk(vec![planned("a", today())]);
    desk.press("3 d Ctrl+s");
    let done = find(&desk, "a");
    assert_eq!((done.rpe, done.load.map(|load| load.origin)), (None, Some(LoadOrigin::Estimated)));
    let before = done.load;
    // Half as long it weighs less.
    desk.press("d");
    answer(&mut desk, "minutes", "30");
    desk.press("Ctrl+s");
    assert!(find(&desk, "a").load.unwrap().points.value() < before.unwrap().points.value());
    desk.press("d");
    answer(&mut desk, "rpe", "7");
    desk.press("Ctrl+s");
    assert_eq!(find(&desk, "a").load, None, "its rating says what it weighs");
}

#[test]
fn a_new_session_of_the_plan_takes_the_usual_length_and_no_effort() {
    let mut desk = desk(Vec::new());
    desk.press("3 n 2 Ctrl+s");
    let session = desk.model.journal.history().sessions().next().unwrap();
    assert_eq!((session.minutes.map(Minutes::get), session.rpe, session.load), (Some(45), None, None));
}

#[test]
fn what_was_planned_on_a_past_day_is_done_skipped_or_edited_late() {
    let mut desk =
        desk(vec![planned("done", today().minus(1)), planned("skipped", today().minus(2)), planned("edited", today().minus(2))]);
    desk.press("3 Left d");
    answer(&mut desk, "rpe", "7");
    desk.press("Ctrl+s");
    assert_eq!((find(&desk, "done").status, find(&desk, "done").day), (Status::Done, today().minus(1)));
    desk.press("Left");
    desk.model.week.session = Some(SessionId("skipped".to_owned()));
    desk.press("s");
    assert_eq!(find(&desk, "skipped").status, Status::Skipped);
    desk.model.week.session = Some(SessionId("edited".to_owned()));
    desk.press("e");
    answer(&mut desk, "minutes", "35");
    desk.press("Ctrl+s");
    let edited = find(&desk, "edited");
    assert_eq!((edited.minutes.map(Minutes::get), edited.status, edited.day), (Some(35), Status::Planned, today().minus(2)));
}

#[test]
fn yesterday_can_be_entered_on_the_first_day() {
    let mut desk = desk(Vec::new());
    desk.press("2 Left Enter");
    let Some(Overlay::Form { purpose: Purpose::CheckIn(day), .. }) = &desk.model.overlay else { panic!("no check-in") };
    assert_eq!(*day, today().minus(1));
    desk.press("4 4 4 4 4 4 4 Ctrl+s");
    assert!(desk.model.journal.history().check_in(today().minus(1)).is_some());
    desk.press("l 2");
    answer(&mut desk, "minutes", "50");
    answer(&mut desk, "day", "yesterday");
    desk.press("Ctrl+s");
    assert_eq!(desk.model.journal.history().sessions_on(today().minus(1)).count(), 1, "{:?}", error(&desk));
}

#[test]
fn the_device_typed_last_is_proposed_again() {
    let mut desk = desk(vec![pulse(today().minus(1), 50.0)]);
    let row = |desk: &Desk| match &desk.model.overlay {
        Some(Overlay::Form { form, .. }) => form.find("device").unwrap().answer.clone(),
        _ => panic!("no form"),
    };
    let device = |desk: &Desk, day: Day| {
        desk.model
            .journal
            .history()
            .check_in(day)
            .and_then(|known| known.reading(Field::RestingHr))
            .map(|reading| reading.source().device.clone())
    };
    desk.press("c");
    assert_eq!(row(&desk), "");
    answer(&mut desk, "resting_hr", "51");
    answer(&mut desk, "device", "strap");
    desk.press("Ctrl+s");
    assert_eq!(device(&desk, today()).as_deref(), Some("strap"));
    assert_eq!(device(&desk, today().minus(1)).as_deref(), Some(""), "what was said before stays");
    desk.now.today = today().plus(1);
    desk.press("c");
    assert_eq!(row(&desk), "strap");
    let screen = text(&desk.draw(100, 40, Theme::Mono, &Glyphs::UNICODE));
    assert!(!screen.contains("of pulse and HRV"), "it is one of the further questions\n{screen}");
    answer(&mut desk, "resting_hr", "52");
    desk.press("Ctrl+s");
    assert_eq!(device(&desk, today().plus(1)).as_deref(), Some("strap"));
    // Named anew it is said of this morning's pulse alone.
    desk.press("c");
    answer(&mut desk, "device", "ring");
    desk.press("Ctrl+s");
    let of = |desk: &Desk, back: i64| device(desk, today().plus(1 - back));
    assert_eq!((of(&desk, 0).as_deref(), of(&desk, 1).as_deref()), (Some("ring"), Some("strap")));
}

#[test]
fn five_readings_far_off_ask_for_a_new_device_with_the_fifth() {
    let mut ops: Vec<Op> = (5..25).map(|back| pulse(today().minus(back), 50.0 + (back % 3) as f64)).collect();
    ops.extend((1..5).map(|back| pulse(today().minus(back), 70.0)));
    let mut desk = desk(ops);
    desk.press("c");
    answer(&mut desk, "resting_hr", "70");
    desk.press("Ctrl+s");
    assert!(said(&desk).contains("5 resting pulse readings in a row far above their range: a new device?"), "{}", said(&desk));
}

#[test]
fn the_panes_tell_one_form_of_a_morning_also_in_the_first_weeks() {
    for trained in [1, 4, 9, 40, 80] {
        let done = |back: i64| {
            let Op::PutSession(mut session) = planned(&format!("s{back}"), today().minus(back)) else { unreachable!() };
            session.status = Status::Done;
            session.rpe = upswing::domain::Rpe::from_halves(14);
            Op::PutSession(session)
        };
        let mut desk = desk((0..trained).filter(|back| back % 3 != 1).map(done).collect());
        desk.press("3");
        let facts = &desk.model.facts;
        assert_eq!(
            facts.advice().load.state.form(),
            facts.season.curve().unwrap().state(today()).map_or(0.0, |state| state.form())
        );
        for form in &facts.judgement.forecast {
            let day = facts.plan.date(form.day);
            let drawn = facts.traces.on(&facts.traces.form, day).filter(|_| day <= today());
            let ahead = facts.forecast_on(today(), day).map(|state| state.form());
            assert_eq!(form.state.map(|state| state.form()), drawn.or(ahead), "{trained} {day}");
        }
        // What is drawn in the week are these numbers; the read-out of the chart is compared on the command line.
        let form = upswing::app::words::signed(facts.advice().load.state.form());
        let screen = text(&desk.draw(160, 50, Theme::Mono, &Glyphs::UNICODE));
        assert!(screen.contains(&format!("form {form} ")), "{trained}: {screen}");
    }
}
