//! Lists over ten years: opened at once, looked through by what is typed or pasted.

use crate::desk::{Desk, text};
use upswing::app::{Content, Event, LONGEST_QUERY, Lines, List, Overlay, Pick, Target, Weight, lists};
use upswing::domain::{
    Apart, Day, DayPlan, Entry, ExperimentId, Field, Journal, Key, Kind, Minutes, Moment, Op, ProfileChange, Rpe, Session,
    SessionId, Source, Span, SpanId, SpanKind, Stamp, Status, Test, TestId, Value,
};
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
    assert!(drawn.contains(&long(DAYS - 1)) && drawn.contains("energy 5"), "{drawn}");
    desk.press("End");
    assert_eq!(list(&desk).pick(), Pick::Day(day(0)));
    assert!(text(&desk.draw(120, 36, Default::default(), &Glyphs::UNICODE)).contains(&long(0)));
}

/// `Sat 28 Nov 2026`.
fn long(number: i64) -> String {
    format!("{} {}", day(number).short(), day(number).year())
}

#[test]
fn days_open_at_today_in_columns_one_row_each_but_the_chosen_one() {
    let mut desk = Desk::new(crate::sample::entries(), crate::sample::today());
    desk.press("L");
    assert_eq!(list(&desk).pick(), Pick::Day(crate::sample::today()), "not on the farthest planned day");
    let drawn = text(&desk.draw(120, 36, Default::default(), &Glyphs::UNICODE));
    let heads = drawn.lines().find(|line| line.contains("score   load   form")).unwrap();
    let column = |head: &str| heads.find(head).unwrap() + head.len();
    let state = desk.model.facts.season.curve().unwrap().state(crate::sample::today().minus(1)).unwrap();
    let before = format!("{} {}", crate::sample::today().minus(1).short(), crate::sample::today().year());
    let row: Vec<char> = drawn.lines().find(|line| line.contains(&before)).unwrap().chars().collect();
    let form = upswing::app::words::signed(state.form());
    // A line begins with as many border characters as the heads; they are counted in characters.
    let end = heads[..column("form")].chars().count();
    let found: String = row[end - form.chars().count()..end].iter().collect();
    assert_eq!(found, form, "{drawn}");
    desk.write("2026-11-17");
    assert_eq!(list(&desk).pick(), Pick::Day(Day::from_ymd(2026, 11, 17).unwrap()), "a date is found as files write it");
}

#[test]
fn the_end_of_a_text_is_reached_and_a_click_takes_the_line_under_it_where_lines_are_wrapped() {
    let mut desk = Desk::new(crate::sample::entries(), crate::sample::today());
    desk.press("? End");
    let drawn = text(&desk.draw(60, 18, Default::default(), &Glyphs::UNICODE));
    assert!(drawn.contains("call for help"), "{drawn}");
    let area = ratatui::layout::Rect::new(0, 0, 60, 18);
    let look = upswing::ui::Look { theme: Default::default(), glyphs: &Glyphs::UNICODE };
    let history = desk.model.journal.history();
    for (y, row) in (0..).zip(drawn.lines()) {
        let Some(Target::Line(index)) = upswing::ui::hit(&desk.model, look, area, 10, y) else { continue };
        let Some(line) = list(&desk).line(index, history) else { continue };
        let words: Vec<&str> = row.trim_matches(['│', ' ', '▌']).split_whitespace().collect();
        assert!(words.iter().all(|word| line.lead.contains(word) || line.text.contains(word)), "{row} is not {line:?}");
    }
}

#[test]
fn bars_of_a_list_share_a_scale_that_holds_the_largest() {
    let flags = [Field::Ill, Field::Pain].map(|field| (field, Some(Value::Flag(true))));
    let answers = [(Field::Energy, 1), (Field::Mood, 2), (Field::Motivation, 2), (Field::Stress, 2), (Field::Movement, 2)];
    let answers = answers.map(|(field, value)| (field, Some(Value::Whole(value))));
    let fields = flags.into_iter().chain(answers).collect();
    let op = Op::SetCheckIn { day: day(0), moment: Moment::Morning, fields, source: Source::typed() };
    let mut desk = Desk::new(Entry::batch(vec![op], Stamp::default(), 1, 1), day(0));
    desk.press("w");
    let drawn = text(&desk.draw(120, 36, Default::default(), &Glyphs::UNICODE));
    let cells = |label: &str, from: &str| {
        let line = drawn.lines().find(|line| line.contains(label) && line.contains(from));
        line.map(|line| line.matches(['█', '▐']).count())
    };
    let milli = |lead: &str| desk.model.facts.advice().bars.iter().find(|bar| bar.label.starts_with(lead)).map(|bar| bar.milli);
    let bars = &desk.model.facts.advice().bars;
    let largest = bars.iter().max_by_key(|bar| bar.milli.abs()).unwrap();
    assert!(largest.milli < milli("energy").unwrap() && largest.milli < -14_000, "{bars:?}");
    assert!(cells(&largest.label, "a limit") > cells("energy 1", "literature"), "{drawn}");
    // Where the weights come from has a legend.
    assert!(drawn.contains("Literature: from studies."), "{drawn}");
}

#[test]
fn space_shows_and_hides_a_curve() {
    let mut desk = ten_years();
    desk.press("2 o");
    let before = desk.model.chart.shown.series.clone();
    desk.press("Down Down Space");
    assert_ne!(desk.model.chart.shown.series, before);
    desk.press("Space");
    assert_eq!(desk.model.chart.shown.series, before);
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

#[test]
fn a_change_is_described_by_what_a_person_would_count() {
    let (morning, note) = ((Field::Energy, Some(Value::Whole(3))), (Field::Note, Some(Value::Text("slept".to_owned()))));
    let said = |fields| Op::SetCheckIn { day: day(0), moment: Moment::Morning, fields, source: Source::typed() };
    let session =
        |name: &str| Op::PutSession(Box::new(Session::new(SessionId(name.to_owned()), day(0), Kind::Strength, Status::Planned)));
    let described = |ops: Vec<Op>| {
        let entries = Entry::batch(ops, Stamp::default(), 1, 1);
        let (batch, mut journal) = (entries[0].batch, Journal::default());
        journal.add(entries);
        lists::describe(&journal, batch)
    };
    assert_eq!(described(vec![said(vec![morning.clone()]), said(vec![note])]), "1 check-in");
    assert_eq!(described(vec![session("a"), said(vec![morning]), session("b")]), "1 check-in, 2 sessions");
}

#[test]
fn every_change_is_described_by_what_it_is_and_its_day() {
    let said =
        |moment, fields: Vec<(Field, Option<Value>)>| Op::SetCheckIn { day: day(0), moment, fields, source: Source::typed() };
    let answers =
        |count: usize| [Field::Energy, Field::Mood].into_iter().take(count).map(|field| (field, Some(Value::Whole(3)))).collect();
    let mut session = Session::new(SessionId("a".to_owned()), day(0), Kind::Strength, Status::Skipped);
    let plain = Op::PutSession(Box::new(session.clone()));
    session.title = "Deadlifts".to_owned();
    let test = Test { id: TestId("t".to_owned()), day: day(0), name: "5 km".to_owned(), value: 1.0, unit: "s".to_owned() };
    let span = Span::new(SpanId("s".to_owned()), SpanKind::Injury, day(0));
    let apart = |names: [&str; 2]| Op::Apart(Apart::of(names.map(|name| SessionId(name.to_owned()))));
    let on = day(0).short();
    for (op, told) in [
        (said(Moment::Morning, answers(1)), format!("check-in of {on}, 1 answer")),
        (said(Moment::Morning, answers(2)), format!("check-in of {on}, 2 answers")),
        (said(Moment::Before, answers(2)), format!("check before the session of {on}")),
        (plain, format!("strength on {on} (skipped)")),
        (Op::PutSession(Box::new(session)), format!("Deadlifts on {on} (skipped)")),
        (Op::PutTest(test), format!("test 5 km of {on}")),
        (Op::PutDayPlan { day: day(0), plan: DayPlan::default() }, format!("plan of {on}")),
        (Op::EndExperiment { id: ExperimentId("e".to_owned()), day: day(0) }, "the end of an experiment".to_owned()),
        (Op::PutSpan(Box::new(span)), format!("injury from {on}")),
        (Op::SetProfile(ProfileChange::Goal(None)), "what you said about yourself".to_owned()),
        (apart(["a", "b"]), "2 sessions kept apart".to_owned()),
        (Op::Erase(Key::Session(SessionId("a".to_owned()))), "something taken out".to_owned()),
    ] {
        let entries = Entry::batch(vec![op], Stamp::default(), 1, 1);
        let (batch, mut journal) = (entries[0].batch, Journal::default());
        journal.add(entries);
        assert_eq!((lists::describe(&journal, batch), journal.batch_len(batch)), (told, 1));
    }
}

#[test]
fn what_holds_is_listed_the_newest_first_and_what_holds_still_stands_out() {
    let span = |id: &str, from: i64, to: Option<i64>| {
        let span = Span::new(SpanId(id.to_owned()), SpanKind::Holiday, day(from));
        Op::PutSpan(Box::new(Span { to: to.map(day), ..span }))
    };
    let spans =
        vec![span("over", -20, Some(-1)), span("today", -30, Some(0)), span("coming", 5, Some(6)), span("open", -9, None)];
    let desk = Desk::new(Entry::batch(spans, Stamp::default(), 1, 1), day(0));
    let Lines::Written(lines) = lists::lines(&desk.model, Content::Spans) else { panic!("a text") };
    let told: Vec<(Pick, bool)> = lines.iter().map(|line| (line.pick.clone(), line.weight == Weight::Strong)).collect();
    let of = |id: &str, strong| (Pick::Span(Some(SpanId(id.to_owned()))), strong);
    assert_eq!(told, [(Pick::Span(None), false), of("coming", true), of("open", true), of("over", false), of("today", true)]);
}

#[test]
fn a_day_in_the_list_has_what_was_done_before_today_and_what_is_expected_from_then_on() {
    let session = |number: i64, status| {
        let mut session = Session::new(SessionId(number.to_string()), day(number), Kind::Strength, status);
        (session.minutes, session.rpe) = (Minutes::try_from(60_u16).ok(), Rpe::try_from(5.0).ok());
        Op::PutSession(Box::new(session))
    };
    let sessions = [(-2, Status::Done), (-1, Status::Planned), (0, Status::Planned), (3, Status::Planned), (4, Status::Skipped)];
    let ops = sessions.map(|(number, status)| session(number, status)).to_vec();
    let desk = Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), day(0));
    let Lines::Days(rows) = lists::lines(&desk.model, Content::Days) else { panic!("days") };
    let loads: Vec<(i64, Option<i64>)> = rows.iter().map(|row| (row.day.since(day(0)), row.load)).collect();
    assert_eq!(loads, [(4, None), (3, Some(71)), (0, Some(71)), (-1, None), (-2, Some(71))]);
}
