//! The chart of the dashboard: any history at any size with any keys, and what it reads out.

use crate::life::{model, now, press};
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use upswing::app::chart::fitted::Fitted;
use upswing::app::chart::{Mark, Unit, WhatIf, insight};
use upswing::app::{COMMANDS, Direction, Effect, Event, Key, Keymap, Model, Pane, Series, Target, update, words};
use upswing::domain::{Day, Entry, Field, Kind, Minutes, Op, Rpe, Session, SessionId, Stamp, Status, Test, TestId};
use upswing::engine::Tuning;
use upswing::ui::theme::{Glyphs, Theme};
use upswing::ui::{Look, draw, hit};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-22")
}

const UNICODE: Look = Look { theme: Theme::Dark, glyphs: &Glyphs::UNICODE };
const ASCII: Look = Look { theme: Theme::Mono, glyphs: &Glyphs::ASCII };

fn drawn(model: &Model, look: Look, width: u16, height: u16) -> Buffer {
    let area = Rect::new(0, 0, width, height);
    let mut buf = Buffer::empty(area);
    draw(model, look, area, &mut buf);
    buf
}

fn screen(model: &Model, width: u16, height: u16) -> String {
    let buf = drawn(model, UNICODE, width, height);
    let rows = buf.content.chunks(usize::from(width.max(1)));
    rows.map(|row| row.iter().map(|cell| cell.symbol()).collect::<String>().trim_end().to_owned() + "\n").collect()
}

/// The chart alone.
fn chart(days: i64) -> Model {
    let mut model = model(today(), days);
    press(&mut model, &["2", "z"]);
    model
}

fn show(model: &mut Model, ids: &[&str]) {
    let series = ids.iter().filter_map(|id| Series::from_id(id)).collect();
    model.show_curves(upswing::app::chart::Shown { series, ..Default::default() });
}

/// Answers a fit that is asked for, as the shell does.
fn fit(model: &mut Model) -> Option<Fitted> {
    let at = now(model.today);
    let asked = update(model, Event::Resize, at);
    let request = asked.into_iter().find_map(|effect| if let Effect::Fit(request) = effect { Some(request) } else { None })?;
    let fitted = request.answer();
    update(model, Event::Fitted(Box::new(fitted.clone())), at);
    Some(fitted)
}

#[test]
fn a_fit_is_seen_in_steps_until_every_morning_has_its_own() {
    let mut model = chart(3_653);
    press(&mut model, &["0"]);
    show(&mut model, &["performance"]);
    let at = now(model.today);
    let asked = update(&mut model, Event::Resize, at);
    let request = asked.into_iter().find_map(|effect| if let Effect::Fit(request) = effect { Some(request) } else { None });
    let request = request.unwrap();
    let (steps, whole) = (request.in_steps(), request.answer());
    assert!(!steps.whole && whole.whole);
    assert_eq!((steps.first, &steps.tests, &steps.knowledge), (whole.first, &whole.tests, &whole.knowledge));
    assert_eq!((steps.level.first(), steps.level.last()), (whole.level.first(), whole.level.last()));
    let same = steps.level.iter().zip(&whole.level).filter(|(step, own)| step == own).count();
    assert!((90..=100).contains(&same), "{same} mornings are their own");
    // Whichever comes first, the whole stays.
    update(&mut model, Event::Fitted(Box::new(steps.clone())), at);
    assert_eq!(model.fitted.as_ref(), Some(&steps));
    update(&mut model, Event::Fitted(Box::new(whole.clone())), at);
    update(&mut model, Event::Fitted(Box::new(steps)), at);
    assert_eq!(model.fitted, Some(whole));
}

#[test]
fn the_read_out_tells_the_day_under_the_crosshair() {
    let mut model = chart(400);
    press(&mut model, &["Left"]);
    let screen = screen(&model, 140, 40);
    let state = model.facts.season.curve().unwrap().state(today().minus(1)).unwrap();
    let [fitness, fatigue, form] = words::averages(state, 0);
    assert!(screen.contains(&format!("fitness {fitness} · fatigue {fatigue} · form {form}")), "{screen}");
    assert!(screen.contains("Sat 21 Nov") && screen.contains("endurance") && screen.contains("resting pulse"), "{screen}");
}

#[test]
fn marks_are_found_in_both_directions() {
    let mut model = chart(800);
    for (keys, mark) in
        [(["r", "R"], Mark::Test), (["n", "N"], Mark::Session), (["k", "K"], Mark::CheckIn), (["v", "V"], Mark::Gap)]
    {
        press(&mut model, &["t", keys[1]]);
        let back = model.chart.crosshair;
        assert!(back < today(), "{mark:?}");
        press(&mut model, &[keys[1], keys[0]]);
        assert_eq!(model.chart.crosshair, back, "{mark:?}");
    }
    press(&mut model, &["t", "e"]);
    assert_eq!(model.chart.crosshair, today().plus(20));
    press(&mut model, &["e"]);
    assert!(model.message().is_some_and(|message| message.text.contains("No event after")));
}

#[test]
fn a_gap_begins_where_the_line_stops() {
    let mut model = chart(800);
    press(&mut model, &["V"]);
    let curve = model.facts.season.curve().unwrap();
    let in_gap = |day| curve.in_gap(day, model.today);
    assert!(in_gap(model.chart.crosshair) && !in_gap(model.chart.crosshair.minus(1)));
    assert!(screen(&model, 120, 36).contains("no records: a gap"));
}

#[test]
fn a_date_is_typed() {
    let mut model = chart(800);
    press(&mut model, &["g", "2", "0", "2", "6", "-", "0", "3", "Enter"]);
    assert_eq!(model.chart.crosshair, day("2026-03-01"));
    press(&mut model, &["g", "-", "3", "w", "Enter"]);
    assert_eq!(model.chart.crosshair, today().minus(21));
}

#[test]
fn enter_opens_the_day_to_edit() {
    let mut model = chart(60);
    press(&mut model, &["Up", "Enter"]);
    assert!(screen(&model, 120, 36).contains("Check-in · Sun 15 Nov"));
}

#[test]
fn chosen_curves_are_remembered_and_at_most_a_handful() {
    let mut model = chart(60);
    press(&mut model, &["o", "Down", "Down", "Down"]);
    let at = now(today());
    let kept = update(&mut model, Event::Key(Key::parse("Enter").unwrap()), at);
    assert_eq!(kept, [Effect::KeepView(model.chart.shown.clone())]);
    assert!(model.chart.shown.series.contains(&Series::Score));
    let written = serde_json::to_string(&model.chart.shown).unwrap();
    assert_eq!(serde_json::from_str::<upswing::app::chart::Shown>(&written).unwrap(), model.chart.shown);
    let other = r#"{"series":["form","no_such","form","hrv_rmssd"]}"#;
    let read: upswing::app::chart::Shown = serde_json::from_str(other).unwrap();
    assert_eq!(read.series, [Series::Form, Series::Field(Field::HrvRmssd)]);
}

#[test]
fn the_mouse_finds_the_day_it_points_at() {
    let model = chart(400);
    let area = Rect::new(0, 0, 120, 36);
    let days = |x| match hit(&model, UNICODE, area, x, 15) {
        Some(Target::ChartDay(day)) => Some(day),
        _ => None,
    };
    let found: Vec<Day> = (0..120).filter_map(days).collect();
    assert_eq!((found[0], found[found.len() - 1]), (model.chart.first(), model.chart.last));
    assert!(found.is_sorted());
}

#[test]
fn resting_this_week_raises_form_and_nothing_before_today_changes() {
    let mut model = chart(400);
    press(&mut model, &["x"]);
    assert_eq!(model.chart.what_if, Some(WhatIf::Rested));
    let traces = &model.facts.traces;
    let [rested, halved] = &traces.what_if;
    let so_far = traces.so_far(rested);
    assert!(so_far.len() > 84 && so_far.iter().all(Option::is_none), "only what comes is told");
    // Today is a Sunday: the rest of this week is today.
    let tomorrow = today().plus(1);
    let plan = traces.on(&traces.form, tomorrow).unwrap();
    assert!(traces.on(rested, tomorrow).unwrap() >= traces.on(halved, tomorrow).unwrap());
    assert!(traces.on(halved, tomorrow).unwrap() >= plan);
}

#[test]
fn half_of_the_week_lies_between_all_and_nothing_of_it_and_what_is_done_stays_done() {
    let monday = day("2026-11-16");
    let session = |name: &str, status, minutes: u16| {
        let mut session = Session::new(SessionId(name.to_owned()), monday, Kind::Endurance, status);
        (session.minutes, session.rpe) = (Minutes::try_from(minutes).ok(), Rpe::try_from(5.0).ok());
        Op::PutSession(Box::new(session))
    };
    let mut journal = crate::life::journal(monday, 400);
    let last = journal.entries().iter().map(|entry| entry.stamp).max().unwrap();
    journal.add(Entry::batch(vec![session("done", Status::Done, 40), session("open", Status::Planned, 60)], last, 2, 1));
    let model = Model::new(journal, now(monday), 1, Tuning::default(), Keymap::default());
    let ahead = &model.facts.traces.ahead;
    let (rested, halved) = (ahead.under(WhatIf::Rested), ahead.under(WhatIf::Halved));
    for ((plan, rested), halved) in ahead.states.iter().zip(rested).zip(halved) {
        assert!((2.0 * halved.fitness - plan.fitness - rested.fitness).abs() < 1e-9, "{plan:?} {halved:?} {rested:?}");
        assert!((2.0 * halved.fatigue - plan.fatigue - rested.fatigue).abs() < 1e-9, "{plan:?} {halved:?} {rested:?}");
    }
    assert!(ahead.states[0].fatigue > halved[0].fatigue && halved[0].fatigue > rested[0].fatigue);
    let idle = model.facts.season.curve().unwrap().state(monday).unwrap().next(0.0);
    assert!(rested[0].fatigue > idle.fatigue, "the session that is done counts");
}

#[test]
fn the_best_form_lies_before_the_event() {
    let mut model = chart(400);
    press(&mut model, &["B"]);
    let (best, form) = model.facts.traces.ahead.best.unwrap();
    assert_eq!((model.chart.crosshair, model.facts.traces.ahead.event), (best, Some(today().plus(20))));
    let traces = &model.facts.traces;
    // This morning may be the best one already.
    let until = today().to(today().plus(20));
    assert!(until.filter_map(|day| traces.on(&traces.form, day)).all(|other| other <= form));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// The curves begin where somebody looks: wherever that is, what is shown and told is what all of them show and tell.
    #[test]
    fn what_is_looked_back_at_is_what_is_known(
        days in 1..1_500_i64,
        keys in proptest::collection::vec(proptest::sample::select(vec!["-", "0", "[", "[", "[", "y", "Left", "Home", "]"]), 1..9),
        wide in any::<bool>(),
        // The clock is set back or ahead, with the crosshair where it is.
        clock in prop_oneof![1 => Just(0), 2 => -200..200_i64],
    ) {
        let mut model = chart(days);
        show(&mut model, &["loads", "averages", "form", "resting_hr", "monotony"]);
        for key in keys.into_iter().chain(["later"]) {
            if key == "later" {
                update(&mut model, Event::Resize, now(today().plus(clock)));
            } else {
                press(&mut model, &[key]);
            }
            let mut whole = model.clone();
            let (history, tuning) = (model.journal.history(), &model.tuning);
            whole.facts.look_back(Day::MIN, history, model.today, tuning);
            whole.add_usual();
            let (width, height) = if wide { (120, 36) } else { (60, 18) };
            prop_assert_eq!(screen(&model, width, height), screen(&whole, width, height));
            prop_assert_eq!(insight::sentences(&model), insight::sentences(&whole));
        }
    }
}

#[test]
fn fitness_fatigue_and_form_add_up_as_they_are_shown() {
    let number = |text: &str| text.replace('−', "-").parse::<f64>().unwrap();
    for step in 0..4000 {
        let (fitness, fatigue) = (f64::from(step % 97) * 0.77, f64::from(step % 89) * 0.83);
        let state = upswing::engine::averages::State { fitness, fatigue };
        for (decimals, unit) in [(0, 1.0), (1, 0.1)] {
            let [shown, tired, form] = words::averages(state, decimals).map(|text| number(&text));
            assert!((shown - tired - form).abs() < 1e-9, "{shown} − {tired} is not {form}");
            assert!((form - state.form()).abs() <= unit / 2.0 + 1e-9, "form is rounded as everywhere");
            assert!((shown - fitness).abs() < unit && (tired - fatigue).abs() < unit, "{state:?}");
        }
    }
}

#[test]
fn a_build_that_is_told_is_one() {
    let mut seen = 0;
    for days in [60, 120, 400] {
        let mut model = chart(days);
        for _ in 0..30 {
            press(&mut model, &["["]);
            for sentence in insight::sentences(&model).iter().filter(|sentence| sentence.starts_with("Longest build")) {
                let (start, end) = sentence.rsplit_once("fitness ").unwrap().1.trim_end_matches('.').split_once(" to ").unwrap();
                assert!(start.parse::<f64>().unwrap() < end.parse::<f64>().unwrap(), "{sentence}");
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "some build was to be told");
}

#[test]
fn what_changed_most_is_told_from_its_first_quarter_to_its_last() {
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let mut seen = 0;
    for days in [60, 120, 400] {
        let mut model = chart(days);
        for _ in 0..5 {
            press(&mut model, &["["]);
            let said = insight::sentences(&model).into_iter().find(|sentence| sentence.starts_with("Changed most: "));
            let Some(said) = said else { continue };
            seen += 1;
            let (label, _) = said.trim_start_matches("Changed most: ").split_once(',').unwrap();
            let traces = &model.facts.traces;
            let mut of_series = Series::all().filter(|series| series.label() == label);
            let of_series = of_series.find_map(|series| Some((traces.line(series)?, series.unit())));
            let (values, unit) = of_series.unwrap_or((&traces.fitness, Unit::Points));
            let shown = model.chart.first().max(traces.first).to(model.chart.last.min(today()));
            let known: Vec<f64> = shown.filter_map(|day| traces.on(values, day)).collect();
            let quarter = known.len() / 4;
            let ends = [mean(&known[..quarter]), mean(&known[known.len() - quarter..])].map(|end| insight::with_unit(end, unit));
            assert_eq!(said, format!("Changed most: {label}, from {} to {}.", ends[0], ends[1]));
        }
    }
    assert!(seen > 5, "{seen} windows were told of");
}

#[test]
fn a_day_is_told_with_its_year_where_that_is_another_one() {
    let mut model = chart(800);
    let mut with_year = 0;
    for _ in 0..40 {
        let last = model.chart.last.min(today()).year();
        for sentence in insight::sentences(&model) {
            assert!(!sentence.contains(&last.to_string()), "{last}: {sentence}");
            with_year += usize::from(sentence.contains(&(last - 1).to_string()));
        }
        press(&mut model, &["["]);
    }
    assert!(with_year > 0, "some window begins in the year before");
}

#[test]
fn a_sessions_effect_follows_the_session() {
    let mut model = chart(400);
    press(&mut model, &["s"]);
    let effect = model.chart.effect.clone().unwrap();
    assert_eq!(effect.paid_back, Some(effect.day.plus(16)), "the average person's constants");
    assert!(screen(&model, 120, 36).contains("paid back"));
    press(&mut model, &["s"]);
    assert!(model.chart.effect.is_none());
}

#[test]
fn the_performance_line_comes_when_it_is_asked_for() {
    let mut model = chart(400);
    assert!(fit(&mut model).is_none(), "nobody looks at it");
    show(&mut model, &["performance"]);
    let fitted = fit(&mut model).unwrap();
    assert!(fit(&mut model).is_none(), "asked once");
    assert_eq!((fitted.name.as_str(), fitted.unit.as_str()), ("5 min power", "W"));
    let on = |edge| fitted.on(edge, today()).unwrap();
    let [low, high] = [on(&fitted.wide[0]), on(&fitted.wide[1])];
    assert!(low < on(&fitted.half[0]) && on(&fitted.half[1]) < high && low < on(&fitted.level) && on(&fitted.level) < high);
    assert!(screen(&model, 140, 40).contains("80 % of tests"));
}

#[test]
fn an_answer_to_an_older_question_is_not_shown() {
    let mut model = chart(200);
    show(&mut model, &["performance"]);
    let fitted = fit(&mut model).unwrap();
    let mut late = fitted.clone();
    late.question.revision += 1;
    late.name = "another".to_owned();
    let at = now(today());
    update(&mut model, Event::Fitted(Box::new(late)), at);
    assert_eq!(model.fitted, Some(fitted));
}

#[test]
fn the_usual_range_holds_most_readings() {
    let mut model = chart(400);
    press(&mut model, &["0"]);
    show(&mut model, &["hrv_rmssd"]);
    let traces = &model.facts.traces;
    let [low, high] = traces.usual(Field::HrvRmssd).unwrap();
    let values = traces.field(Field::HrvRmssd).unwrap();
    let inside = values
        .iter()
        .zip(low)
        .zip(high)
        .filter_map(|((value, low), high)| Some(*low.as_ref()? <= (*value)? && (*value)? <= (*high)?));
    let inside: Vec<bool> = inside.collect();
    let share = inside.iter().filter(|is| **is).count() as f64 / inside.len() as f64;
    assert!(inside.len() > 100 && (0.5..0.95).contains(&share), "{share} of {}", inside.len());
}

#[test]
fn the_days_shown_are_told_in_sentences() {
    let mut model = chart(800);
    press(&mut model, &["0"]);
    let said = insight::sentences(&model).join(" ");
    for word in ["Changed most", "Longest build", "Longest recovery", "lighter weeks"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    press(&mut model, &["i"]);
    let screen = screen(&model, 120, 36);
    assert!(insight::MEANING.iter().all(|line| screen.contains(line)), "{screen}");
}

#[test]
fn last_season_stands_beside_this_one() {
    let mut model = chart(800);
    press(&mut model, &["y"]);
    let traces = &model.facts.traces;
    let before = traces.on(&traces.fitness, today().minus(364)).unwrap();
    assert!(screen(&model, 120, 40).contains(&format!("a year before: fitness {before:.0}")));
}

/// Lives of every length, also none at all.
fn any_life() -> impl Strategy<Value = (Day, i64)> {
    let days = prop::sample::select(vec!["2026-11-22", "2024-02-29", "2026-03-29", "2026-10-25", "1900-01-01", "2199-12-31"]);
    let any = (days.prop_map(day), prop::sample::select(vec![0, 1, 2, 9, 60, 400]));
    // At the calendar's first day everything before it falls on that day; more than a few are no life.
    any.prop_map(|(today, days)| (today, if today == Day::MIN { days.min(9) } else { days }))
}

/// Keys of the chart and of lists, and letters.
fn any_keys() -> impl Strategy<Value = Vec<String>> {
    let keys: Vec<String> = COMMANDS.iter().flat_map(|command| command.keys).map(|key| (*key).to_owned()).collect();
    let keys = keys.into_iter().filter(|key| key != "q" && !key.starts_with("Ctrl")).collect::<Vec<_>>();
    prop::collection::vec(prop::sample::select(keys), 0..40)
}

#[test]
fn the_results_of_another_test_are_chosen_by_its_name() {
    let put = |(number, name): (i64, &str)| {
        let id = TestId(number.to_string());
        Op::PutTest(Test { id, day: today().minus(number), name: name.to_owned(), value: 40.0, unit: "cm".to_owned() })
    };
    let ops = (1..).zip(["jump", "hang", "jump"]).map(put).collect();
    let mut desk = crate::desk::Desk::new(Entry::batch(ops, Stamp::default(), 1, 1), today());
    desk.press("2 o End Enter");
    assert_eq!(desk.model.chart.shown.test.as_deref(), Some("hang"));
    assert!(desk.model.chart.shown.series.contains(&Series::Performance));
    // With as many curves as there can be, one more is refused and the test stays.
    let all: Vec<Series> = Series::all().filter(|series| *series != Series::Performance).collect();
    desk.model.chart.shown.series.clear();
    assert!(all.into_iter().any(|series| !desk.model.chart.shown.toggle(series)));
    desk.press("Up Enter");
    assert_eq!(desk.model.chart.shown.test.as_deref(), Some("hang"));
    let told = desk.model.message().map(|message| message.text.clone()).unwrap_or_default();
    assert!(told.contains("hide one first"), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_life_at_any_size_with_any_keys_draws((today, days) in any_life(), keys in any_keys(), sizes in prop::collection::vec((1u16..=300, 1u16..=100), 3)) {
        let mut model = model(today, days);
        model.focus = Pane::Chart;
        for key in &keys {
            press(&mut model, &[key]);
            let (first, last) = model.facts.traces.reach();
            let view = &model.chart;
            prop_assert!((first..=last).contains(&view.crosshair), "{key}: {} in {first}..{last}", view.crosshair);
            prop_assert!((view.first()..=view.last).contains(&view.crosshair), "{key}: {} on the screen", view.crosshair);
        }
        for (width, height) in sizes {
            drawn(&model, UNICODE, width, height);
            let plain = drawn(&model, ASCII, width, height);
            prop_assert!(plain.content.iter().all(|cell| cell.symbol().is_ascii()));
        }
    }

    #[test]
    fn the_smallest_window_draws_with_every_curve(which in prop::collection::vec(0usize..19, 0..6), zoom in 0usize..12) {
        let mut model = chart(60);
        let all: Vec<Series> = Series::all().collect();
        which.iter().for_each(|place| { model.chart.shown.toggle(all[*place]); });
        model.refresh(Day::MIN);
        for _ in 0..zoom {
            model.chart.zoom(Direction::On, model.facts.traces.reach());
        }
        for (width, height) in [(1, 1), (60, 18), (300, 100)] {
            drawn(&model, UNICODE, width, height);
        }
    }
}
