//! A month of mornings with ratings, and an experiment from registering to its result.

use crate::desk::{Desk, text};
use upswing::app::explain;
use upswing::app::{Content, Facts, Overlay, Pick, Purpose};
use upswing::domain::{Day, Entry, Field, Moment, Op, ProfileChange, Source, Span, SpanId, SpanKind, Stamp, Value};
use upswing::engine::experiments;
use upswing::engine::learning::agreement::{Proof, RatedMorning};
use upswing::engine::learning::contrast::{Contrast, Finding};
use upswing::engine::learning::trial::{self, Standing};
use upswing::engine::proof::Panel;
use upswing::ui::theme::{Glyphs, Theme};

const DAY_MS: u64 = 86_400_000;

fn asking(today: &str) -> Desk {
    let today: Day = today.parse().unwrap();
    let mut desk = Desk::new(Vec::new(), today);
    desk.model.tuning.ask_ready = true;
    desk.model.facts = Facts::new(desk.model.journal.history(), today, &desk.model.tuning);
    desk
}

fn screen(desk: &Desk) -> String {
    text(&desk.draw(120, 40, Theme::Mono, &Glyphs::UNICODE))
}

fn lines(desk: &Desk) -> String {
    let Some(Overlay::List(list)) = &desk.model.overlay else { return String::new() };
    let lines = (0..list.len()).filter_map(|index| list.line(index, desk.model.journal.history()));
    lines.map(|line| format!("{} {}\n", line.lead, line.text)).collect()
}

/// What stands beside the waiting question.
fn hint(desk: &Desk) -> &str {
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { return "" };
    form.row().map_or("", |row| &row.hint)
}

fn next_day(desk: &mut Desk) {
    desk.now.today = desk.now.today.plus(1);
    desk.now.wall_ms += DAY_MS;
}

/// The waiting question.
fn waits(desk: &Desk) -> &'static str {
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { return "" };
    form.row().map_or("save", |row| row.id)
}

/// Opens the check-in, answers the seven questions, passes over the numbers.
fn answer(desk: &mut Desk, digits: &str) {
    desk.press("c");
    desk.write(digits);
    desk.press("Enter Enter Enter");
}

#[test]
fn a_month_of_mornings_with_ratings() {
    let mut desk = asking("2026-03-02");
    for morning in 0..30_i64 {
        let mood = 1 + (morning * 7 % 5);
        answer(&mut desk, &format!("3{mood}33333"));
        assert_eq!((waits(&desk), hint(&desk)), ("ready", "0 not at all … 10 fully"));
        assert!(!screen(&desk).contains("so far"), "no score before the own rating");
        desk.write(&(4 + mood).to_string());
        desk.press("Enter");
        assert_eq!(waits(&desk), "save");
        assert!(screen(&desk).contains("so far"), "and then there is one:\n{}", screen(&desk));
        desk.press("Enter");
        assert_eq!(desk.model.overlay, None);
        let check_in = desk.model.journal.history().check_in(desk.now.today).unwrap();
        assert_eq!((check_in.whole(Field::Ready), check_in.whole(Field::ReadyLater)), (Some(4 + mood), None));
        if morning < 29 {
            next_day(&mut desk);
        }
    }
    assert_eq!(desk.model.facts.season.rated(desk.now.today).len(), 30);
    desk.press("w");
    assert!(lines(&desk).contains("Own weights") && lines(&desk).contains("As specified today would be"), "{}", lines(&desk));
    desk.press("Esc p");
    assert!(lines(&desk).contains("Of two mornings you rated differently"), "{}", lines(&desk));
    // Each difference with its interval, in the numbers of the panel.
    let panel = Panel::of(&desk.model.facts.season, desk.now.today, &desk.model.tuning.learning);
    let difference = panel.proof.numbers.unwrap().score_energy;
    let (diff, half) = (100.0 * difference.diff, 160.0 * difference.se);
    let against = lines(&desk).lines().find(|line| line.contains("The score against energy alone: ")).unwrap().to_owned();
    assert!(against.contains(&format!("{:.1} % (± {half:.1}).", diff.abs())) && !against.contains("  0"), "{against}");
    assert!(matches!(&desk.model.overlay, Some(Overlay::List(list)) if list.content == Content::Proof));
}

#[test]
fn a_rating_after_the_score_was_seen_is_one_said_later() {
    let mut desk = asking("2026-03-02");
    answer(&mut desk, "3333333");
    desk.write("7");
    desk.press("Enter Up Up");
    while waits(&desk) != "ready" {
        desk.press(if waits(&desk) == "save" { "Up" } else { "Down" });
    }
    desk.press("Backspace");
    desk.write("2");
    desk.press("Ctrl+s");
    let said = |desk: &Desk, field| desk.model.journal.history().check_in(desk.now.today).unwrap().whole(field);
    assert_eq!((said(&desk, Field::Ready), said(&desk, Field::ReadyLater)), (Some(7), Some(2)));
    // Passed over, looked at, then rated.
    next_day(&mut desk);
    answer(&mut desk, "3333333");
    desk.press("Enter Up");
    while waits(&desk) != "ready" {
        desk.press("Up");
    }
    desk.write("5");
    desk.press("Ctrl+s");
    assert_eq!((said(&desk, Field::Ready), said(&desk, Field::ReadyLater)), (None, Some(5)));
}

#[test]
fn nobody_is_asked_on_an_ill_day_or_when_it_is_off() {
    let mut desk = asking("2026-03-02");
    desk.press("c i");
    desk.write("3333333");
    desk.press("Enter Enter Enter");
    assert_eq!(waits(&desk), "save");
    let mut off = Desk::new(Vec::new(), "2026-03-02".parse().unwrap());
    answer(&mut off, "3333333");
    assert_eq!(waits(&off), "save");
    assert!(screen(&off).contains("so far"));
}

#[test]
fn an_experiment_from_registering_to_its_result() {
    let mut desk = asking("2026-03-02");
    desk.press("Ctrl+e");
    assert!(matches!(&desk.model.overlay, Some(Overlay::Form { purpose: Purpose::Experiment, .. })));
    desk.write("does an early dinner help?");
    desk.press("Enter");
    desk.write("dinner before seven");
    desk.press("Enter");
    desk.write("2");
    desk.press("Enter Enter");
    desk.write("10");
    desk.press("Enter Enter Enter");
    assert_eq!(desk.model.overlay, None, "{}", screen(&desk));
    let known = desk.model.journal.history().experiments().next().unwrap().experiment.clone();
    assert_eq!((known.pairs, known.first_day), (10, "2026-03-03".parse().unwrap()));
    assert!(screen(&desk).contains("Tomorrow:"), "the evening before:\n{}", screen(&desk));
    desk.press("O");
    assert!(!lines(&desk).contains("you answered"), "nothing was asked yet: {}", lines(&desk));
    desk.press("Esc");
    desk.press("Ctrl+e");
    desk.write("another");
    desk.press("Enter");
    desk.write("yes");
    desk.press("Enter");
    desk.write("2");
    desk.press("Ctrl+s");
    assert!(screen(&desk).contains("one at a time"), "{}", screen(&desk));
    desk.press("Esc");
    for after in 0..=20_i64 {
        next_day(&mut desk);
        let yes = after > 0 && trial::of_day(&known, desk.now.today.minus(1)) == Some(true);
        if after == 0 {
            desk.press("u");
            assert!(screen(&desk).contains("It has begun: end it instead."), "{}", screen(&desk));
        }
        answer(&mut desk, "3333333");
        if after > 0 {
            assert_eq!((waits(&desk), hint(&desk)), ("kept", ""), "after day {after}: no rating");
            desk.write("y");
        }
        desk.write(if yes { "8" } else { "5" });
        desk.press("Enter Enter");
        let report = desk.model.experiment();
        assert_eq!(report.is_some(), after < 20, "after day {after}");
        if after == 10 {
            desk.press("O");
            assert!(lines(&desk).contains("hidden until the end"), "{}", lines(&desk));
            assert!(lines(&desk).contains("As assigned on 10 of 10 days you answered."), "{}", lines(&desk));
            desk.press("Esc");
        }
    }
    let reports = desk.model.facts.experiments(desk.model.journal.history(), desk.now.today, &desk.model.tuning);
    let [report] = reports.as_slice() else { panic!("one experiment") };
    assert_eq!((report.seen.standing, report.seen.complete, report.seen.kept), (Standing::Ended, 10, (20, 20)));
    desk.press("O");
    assert!(lines(&desk).contains("It differs.") && lines(&desk).contains("+3.0"), "{}", lines(&desk));
}

#[test]
fn tags_are_completed_from_those_used() {
    let mut desk = asking("2026-03-02");
    answer(&mut desk, "3333333");
    desk.press("Enter");
    let to_tags = |desk: &mut Desk| {
        for _ in 0..40 {
            if waits(desk) == "tags" {
                return;
            }
            desk.press("Down");
        }
        panic!("no question for tags");
    };
    to_tags(&mut desk);
    assert!(screen(&desk).contains("A mark, never an effect."), "{}", screen(&desk));
    desk.write("Late-Meal a_b sauna");
    desk.press("Ctrl+s");
    assert!(screen(&desk).contains("No tags: a_b"), "{}", screen(&desk));
    next_day(&mut desk);
    answer(&mut desk, "3333333");
    desk.press("Enter");
    to_tags(&mut desk);
    desk.write("sa");
    desk.press("Right");
    desk.write("la");
    desk.press("Right Ctrl+s");
    let check_in = desk.model.journal.history().check_in(desk.now.today).unwrap();
    assert_eq!(check_in.tags().collect::<Vec<_>>(), ["late-meal", "sauna"]);
}

/// A morning with tags and a note.
fn tagged(day: Day, tags: &str, note: &str) -> Op {
    let text = |field, text: &str| (field, Some(Value::Text(text.to_owned())));
    let fields = vec![(Field::Energy, Some(Value::Whole(3))), text(Field::Tags, tags), text(Field::Note, note)];
    Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() }
}

fn with_tags() -> Desk {
    let today: Day = "2026-03-06".parse().unwrap();
    let said = [("sauna", ""), ("sa una", "a b n #sauna"), ("late-meal sauna", ""), ("sauna-long", ""), ("una-sa", "s a u n a")];
    let ops = said.iter().zip(0..).map(|((tags, note), after)| tagged(today.minus(after), tags, note)).collect();
    Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), today)
}

#[test]
fn days_are_filtered_by_whole_tags() {
    let found = |query: &str| {
        let mut desk = with_tags();
        desk.press("L");
        desk.write(query);
        let Some(Overlay::List(list)) = &desk.model.overlay else { panic!("a list") };
        let lines = (0..list.len()).filter_map(|at| list.line(at, desk.model.journal.history()));
        let day = |pick: &Pick| if let Pick::Day(day) = pick { format!("{:02}", day.day_of_month()) } else { String::new() };
        lines.map(|line| day(&line.pick)).collect::<Vec<_>>()
    };
    let days = |mut of: Vec<String>| {
        of.sort();
        of.join(" ")
    };
    assert_eq!(days(found("#sauna ")), "04 06");
    assert_eq!(days(found("#SAUNA")), "04 06", "a whole tag is not the beginning of a longer one");
    assert_eq!(days(found("#saun")), "03 04 06", "a tag may go on while it is typed");
    assert_eq!(days(found("#saun ")), "", "and no longer after a blank");
    assert_eq!(days(found("#sauna #late")), "04");
    assert_eq!(days(found("#sauna late")), "04", "the rest need only resemble");
    assert_eq!(days(found("#")), "02 03 04 05 06");
    assert_eq!(days(found("#aun")), "");
}

#[test]
fn tagged_days_have_a_mark_on_the_chart() {
    let marks = |desk: &Desk| screen(desk).lines().filter(|line| line.contains("# tag")).count();
    let desk = with_tags();
    assert!(marks(&desk) > 0, "{}", screen(&desk));
    let mut none = Desk::new(Vec::new(), "2026-03-06".parse().unwrap());
    answer(&mut none, "3333333");
    none.press("Enter");
    assert_eq!(marks(&none), 0, "{}", screen(&none));
    let mut desk = with_tags();
    desk.press("2 i");
    assert!(lines(&desk).contains("A tag is a mark."), "{}", lines(&desk));
}

#[test]
fn tags_after_a_session_join_those_of_its_day() {
    let mut desk = with_tags();
    desk.press("l");
    for _ in 0..40 {
        match waits(&desk) {
            "kind" => drop(desk.write("2")),
            "minutes" => {
                desk.write("50");
                desk.press("Down");
            }
            "tags" => break,
            _ => drop(desk.press("Down")),
        }
    }
    assert_eq!(waits(&desk), "tags", "{}", screen(&desk));
    desk.write("Hot-Bath a_b sauna");
    desk.press("Ctrl+s");
    let said = desk.model.messages.last().unwrap().text.clone();
    assert!(said.contains("No tags: a_b"), "{said}");
    assert_eq!(desk.model.overlay, None, "{}", screen(&desk));
    let check_in = desk.model.journal.history().check_in(desk.now.today).unwrap();
    assert_eq!(check_in.tags().collect::<Vec<_>>(), ["hot-bath", "sauna"]);
}

#[test]
fn the_rating_is_asked_as_the_morning_is_ill_now() {
    let rows = |desk: &Desk| match &desk.model.overlay {
        Some(Overlay::Form { form, .. }) => form.rows.iter().filter(|row| row.id == "ready").count(),
        _ => panic!("a form"),
    };
    // i twice is as if it had not been pressed.
    let mut desk = asking("2026-03-02");
    desk.press("c");
    assert_eq!(rows(&desk), 1);
    desk.press("i");
    assert_eq!(rows(&desk), 0);
    desk.press("i");
    assert_eq!(rows(&desk), 1);
    desk.write("3333333");
    desk.press("Enter Enter Enter");
    assert_eq!(waits(&desk), "ready");
    desk.write("8");
    desk.press("Enter Enter");
    assert_eq!(desk.model.journal.history().check_in(desk.now.today).unwrap().whole(Field::Ready), Some(8));
    // An illness that goes on: asked once it is said to be over.
    let today: Day = "2026-03-02".parse().unwrap();
    let ill = Span::new(SpanId("ill".to_owned()), SpanKind::Ill, today.minus(3));
    let mut desk = Desk::new(Entry::batch(vec![Op::PutSpan(Box::new(ill))], Stamp::default(), 1, 1), today);
    desk.model.tuning.ask_ready = true;
    desk.model.facts = Facts::new(desk.model.journal.history(), today, &desk.model.tuning);
    desk.press("c");
    assert_eq!((waits(&desk), rows(&desk)), ("ill", 0));
    desk.write("n");
    assert_eq!(rows(&desk), 1);
    desk.write("3333333");
    desk.press("Enter Enter Enter");
    assert_eq!(waits(&desk), "ready");
    desk.write("6");
    desk.press("Enter Enter");
    let check_in = desk.model.journal.history().check_in(today).unwrap();
    assert_eq!((check_in.whole(Field::Ready), check_in.whole(Field::ReadyLater)), (Some(6), None));
}

#[test]
fn a_second_experiment_is_not_given_back_beside_one_that_waits() {
    let mut desk = asking("2026-03-02");
    let register = |desk: &mut Desk, question: &str, outcome: &str, pairs: &str| {
        desk.press("Ctrl+e");
        desk.write(question);
        desk.press("Enter");
        desk.write("tea");
        desk.press("Enter");
        desk.write(outcome);
        desk.press("Enter Enter");
        desk.press("Ctrl+u");
        desk.write(pairs);
        desk.press("Ctrl+s");
    };
    register(&mut desk, "is it tea?", "2", "31");
    assert!(screen(&desk).contains("found 31") && !screen(&desk).contains("fewer"), "{}", screen(&desk));
    desk.press("Esc");
    desk.model.drafts.clear();
    register(&mut desk, "is it tea?", "2", "10");
    let said = desk.model.messages.last().unwrap().text.clone();
    assert!(said.contains("It would find an effect of") && said.contains("ask a doctor"), "{said}");
    desk.press("u");
    assert_eq!(desk.model.experiment(), None);
    register(&mut desk, "is it coffee?", "2", "10");
    let last = desk.model.journal.changes().next().unwrap();
    desk.press("U");
    let open: Vec<_> = desk.model.journal.history().experiments().collect();
    assert_eq!(open.len(), 1, "the redo is gone with the new change");
    // Given back alone, from the list of changes.
    assert!(!desk.model.journal.counts(last));
    let entries: Vec<Op> = desk.model.journal.batch(last).iter().map(|entry| entry.op.clone()).collect();
    let (open, today) = (desk.model.experiment(), desk.now.today);
    let refused = experiments::may_redo(&entries, open.as_ref(), today).unwrap_err();
    assert!(refused.contains("one at a time"), "{refused}");
    let late = experiments::may_redo(&entries, None, today.plus(9)).unwrap_err();
    assert!(late.contains("a first day after today"), "{late}");
    assert_eq!(experiments::may_redo(&entries, None, today), Ok(()));
    // Nor among others, as an import brings it.
    let others = [Op::SetProfile(ProfileChange::Goal(None)), entries[0].clone()];
    assert_eq!(experiments::may_redo(&others, open.as_ref(), today).unwrap_err(), refused);
}

#[test]
fn a_difference_between_sessions_says_which_way_it_goes() {
    let desk = asking("2026-03-02");
    let learning = &desk.model.tuning.learning;
    let mut panel = Panel::of(&desk.model.facts.season, desk.now.today, learning);
    for (diff, way) in [(1.2, "higher"), (-1.2, "lower")] {
        panel.rpe = Contrast { low_n: 20, high_n: 20, diff: Some(diff), half: Some(0.4), verdict: Finding::Difference };
        let lines = explain::proof(&panel, &[], true, learning);
        let told = format!("Effort above what was expected was 1.2 points of RPE {way} on days with a low score (± 0.4).");
        assert!(lines.iter().any(|line| line.text == told), "{lines:?}");
    }
}

#[test]
fn the_picture_shows_the_range_the_middle_half_and_the_median_of_the_scores() {
    let desk = asking("2026-03-02");
    let learning = &desk.model.tuning.learning;
    let morning = |number: i64| {
        let rating = 3 + number % 5;
        let score = Some(8_000 * rating + 2_000 * (number / 5 % 12));
        RatedMorning { day: desk.now.today.minus(60 - number), rating, score, energy: Some(3), own: None, expected: None }
    };
    let rated: Vec<RatedMorning> = (0..60).map(morning).collect();
    let panel = Panel { proof: Proof::of(&rated, learning), ..Panel::of(&desk.model.facts.season, desk.now.today, learning) };
    let lines = explain::proof(&panel, &rated, true, learning);
    for rating in 3..8_usize {
        let line = lines.iter().find(|line| line.lead == rating.to_string()).unwrap();
        assert_eq!(line.text, format!("{}--===o===---", " ".repeat(4 * rating)), "{lines:?}");
    }
}
