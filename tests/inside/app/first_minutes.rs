//! What a person meets first: numbers that say what they are, a profile that shows what it has, no surprise in a template.

use upswing::app::chart::Shown;
use upswing::app::today::confidence_line;
use upswing::app::{Content, Line, Lines, Overlay, Series, lists};
use upswing::domain::field::ANSWERS;
use upswing::domain::{Availability, Entry, Field, Moment, Op, ProfileChange, Source, Stamp, Value, typed};
use upswing::engine::readiness::{Confidence, TodayPlan, evaluate};

use crate::desk::Desk;

fn lived_in() -> Desk {
    Desk::new(crate::sample::entries(), crate::sample::today())
}

fn with_time(week: [(u16, u16, bool); 7]) -> Desk {
    let time = |(am, pm, off)| Availability { am, pm, off, ..Availability::default() };
    let day = |(day, halves)| Op::SetProfile(ProfileChange::Weekday(day, time(halves)));
    Desk::new(Entry::batch((0..).zip(week).map(day).collect(), Stamp::default(), 1, 1), crate::sample::today())
}

fn told(desk: &Desk) -> String {
    let Lines::Written(lines) = lists::lines(&desk.model, Content::What) else { panic!("a text") };
    lines.iter().map(|Line { lead, text, .. }| format!("{lead} {text}\n")).collect()
}

fn answer(desk: &Desk, id: &str) -> String {
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("a form is open") };
    form.find(id).unwrap().answer.clone()
}

fn hint(desk: &Desk, id: &str) -> String {
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("a form is open") };
    form.find(id).unwrap().hint.clone()
}

fn said(desk: &Desk) -> &str {
    desk.model.message().map(|message| message.text.as_str()).unwrap_or_default()
}

const FREE: (u16, u16, bool) = (0, 0, true);

#[test]
fn every_pane_tells_what_its_numbers_are() {
    let mut desk = lived_in();
    for (pane, words) in [
        ("1", ["score: ", "verdict: ", "bar: ", "form: "].as_slice()),
        ("2", &["load: ", "fitness: ", "zone of form: ", "forecast: "]),
        ("3", &["minutes: ", "load: ", "form: ", "aerobic: ", "charge: "]),
    ] {
        desk.press(pane);
        desk.press("W");
        assert!(matches!(&desk.model.overlay, Some(Overlay::List(list)) if list.content == Content::What), "{pane}");
        let told = told(&desk);
        for word in words {
            assert!(told.contains(word), "pane {pane} does not tell {word}\n{told}");
        }
        desk.press("W");
        assert!(desk.model.overlay.is_none());
    }
    let mut empty = Desk::new(Vec::new(), crate::sample::today());
    for pane in ["1", "2", "3"] {
        empty.press(pane);
        assert!(!told(&empty).is_empty());
    }
    assert!(empty.model.facts.issues.is_empty(), "nothing is warned of before anything was entered");
}

#[test]
fn the_profile_shows_the_days_and_minutes_it_has() {
    let mut desk = with_time([(60, 60, false), FREE, (60, 60, false), FREE, (60, 60, false), FREE, FREE]);
    desk.press("P");
    assert_eq!((answer(&desk, "days"), answer(&desk, "available")), ("mon wed fri".to_owned(), "60".to_owned()));
    let before = desk.model.journal.history().profile().week;
    desk.press("Ctrl+s");
    assert_eq!(desk.model.journal.history().profile().week, before, "looking changes nothing");
}

#[test]
fn other_minutes_leave_days_free_and_other_days_leave_the_minutes() {
    let mut desk = with_time([(0, 60, false), FREE, (0, 60, false), FREE, (0, 60, false), (120, 0, false), FREE]);
    desk.press("P");
    assert_eq!(answer(&desk, "available"), "", "no one number is true of all");
    assert!(hint(&desk, "available").starts_with("now mon wed fri 0+60, sat 120+0"), "{}", hint(&desk, "available"));
    desk.press("Down");
    desk.write("mon sat sun");
    desk.press("Ctrl+s");
    let week = desk.model.journal.history().profile().week;
    let halves = week.map(|time| if time.off { None } else { Some((time.am, time.pm)) });
    assert_eq!(halves, [Some((0, 60)), None, None, None, None, Some((120, 0)), Some((90, 90))]);
    desk.press("P Down Down");
    desk.write("45");
    desk.press("Ctrl+s");
    let week = desk.model.journal.history().profile().week;
    let halves = week.map(|time| if time.off { None } else { Some((time.am, time.pm)) });
    assert_eq!(halves, [Some((45, 45)), None, None, None, None, Some((45, 45)), Some((45, 45))]);
}

#[test]
fn a_template_says_what_it_left_out_of_days_with_little_time() {
    let mut set = with_time([(30, 30, false), FREE, FREE, FREE, FREE, FREE, FREE]);
    set.press("3 PageDown");
    set.press("i Enter");
    let day_plans = |desk: &Desk| desk.model.journal.history().days().filter(|(_, day)| day.plan.availability.is_some()).count();
    assert_eq!(day_plans(&set), 0, "time that was set is never changed");
    assert!(said(&set).contains("Left out: "), "{}", said(&set));
}

#[test]
fn a_template_that_needs_more_time_than_a_day_has_asks_first() {
    let opened = || {
        let mut desk = Desk::new(Vec::new(), crate::sample::today());
        // The athlete's week: two sessions on some days.
        desk.press("3 PageDown i Down Down Down Enter");
        desk
    };
    let day_plans = |desk: &Desk| desk.model.journal.history().days().filter(|(_, day)| day.plan.availability.is_some()).count();
    let sessions = |desk: &Desk| desk.model.journal.history().sessions().count();
    let mut desk = opened();
    let Some(Overlay::List(list)) = &desk.model.overlay else { panic!("it asks") };
    assert!(matches!(list.content, Content::TemplateTime(_)));
    assert_eq!((day_plans(&desk), sessions(&desk)), (0, 0), "nothing is changed without an answer");
    desk.press("Esc");
    assert_eq!((day_plans(&desk), sessions(&desk)), (0, 0));
    let mut kept = opened();
    kept.press("Enter");
    assert_eq!((day_plans(&kept), sessions(&kept) > 0), (0, true), "the time stays, what fits is planned");
    assert!(said(&kept).contains("Left out: "), "{}", said(&kept));
    let mut taken = opened();
    taken.press("Down Enter");
    assert!(day_plans(&taken) > 0 && sessions(&taken) > sessions(&kept));
    assert!(said(&taken).contains("is the template's now"), "{}", said(&taken));
    let mut none = opened();
    none.press("Down Down Enter");
    assert_eq!((none.model.overlay.is_none(), day_plans(&none), sessions(&none)), (true, 0, 0));
}

/// Types into a row of the open form.
fn fill(desk: &mut Desk, id: &str, text: &str) {
    let Some(Overlay::Form { form, .. }) = &mut desk.model.overlay else { panic!("a form is open") };
    form.cursor = form.rows.iter().position(|row| row.id == id).unwrap();
    desk.write(text);
}

#[test]
fn fitness_and_fatigue_so_far_are_taken_together_or_not_at_all() {
    let mut desk = Desk::new(Vec::new(), crate::sample::today());
    desk.press("P");
    fill(&mut desk, "start_fitness", "55");
    desk.press("Ctrl+s");
    let Some(Overlay::Form { form, .. }) = &desk.model.overlay else { panic!("it stays open") };
    assert!(form.error.as_ref().is_some_and(|told| told.contains("belong together")), "{:?}", form.error);
    assert_eq!(desk.model.journal.history().profile().start(), None);
    fill(&mut desk, "start_fatigue", "48");
    desk.press("Ctrl+s");
    assert!(desk.model.overlay.is_none(), "{}", said(&desk));
    let start = desk.model.journal.history().profile().start().unwrap();
    assert_eq!((start.fitness, start.fatigue), (55.0, 48.0));
}

#[test]
fn a_value_under_the_crosshair_is_told_as_it_was_said() {
    let today = crate::sample::today();
    let fields = vec![(Field::SleepMinutes, Some(Value::Whole(450))), (Field::HrvRmssd, Some(Value::Number(66.5)))];
    let said = Op::SetCheckIn { day: today, moment: Moment::Morning, fields, source: Source::typed() };
    let mut desk = Desk::new(Entry::batch(vec![said], Stamp::default(), 1, 1), today);
    desk.press("2");
    let series = [Field::SleepMinutes, Field::HrvRmssd].map(Series::Field).to_vec();
    desk.model.show_curves(Shown { series, ..Shown::default() });
    let told = told(&desk);
    for value in [format!("{} slept", typed::show_duration(450)), "66.5 HRV".to_owned()] {
        assert!(told.contains(&value), "{value}: {told}");
    }
}

#[test]
fn the_first_morning_says_how_sure_it_is_and_what_was_not_answered() {
    let line = |answered: usize| {
        let fields = ANSWERS.iter().take(answered).map(|field| (*field, Some(Value::Whole(3)))).collect();
        let today = crate::sample::today();
        let said = Op::SetCheckIn { day: today, moment: Moment::Morning, fields, source: Source::typed() };
        let desk = Desk::new(Entry::batch(vec![said], Stamp::default(), 1, 1), today);
        let advice = evaluate(desk.model.journal.history(), today, &TodayPlan::default(), &desk.model.tuning);
        assert_ne!(advice.confidence, Confidence::High);
        (confidence_line(&advice), format!("confidence {}", advice.confidence.id()))
    };
    let (all, sure) = line(7);
    assert_eq!(all, sure, "nothing is missing");
    let (six, sure) = line(6);
    assert_eq!(six, format!("{sure} · {} not answered", ANSWERS[6].spec().label));
    let (five, sure) = line(5);
    assert_eq!(five, format!("{sure} · 2 not answered"));
}
