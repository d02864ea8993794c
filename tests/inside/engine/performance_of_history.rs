//! One history through the performance model: which results count, what is said when, and what the
//! real rider of Clarke & Skiba (2013) gives.
use upswing::domain::{
    Day, Entry, History, Journal, Kind, Load, LoadOrigin, Op, Points, ProfileChange, Session, SessionId, Stamp, Status, Test,
    TestId,
};
use upswing::engine::performance::impulse::Response;
use upswing::engine::performance::what_if::Alternative;
use upswing::engine::performance::{DailyLoads, Data, Fit, FitWarning, Knowledge, Posterior, Start, fit, outlooks, recursion};
use upswing::engine::{Tuning, averages};

fn day(index: i64) -> Day {
    Day::from_ymd(2026, 3, 2).unwrap().plus(index)
}

fn session(index: i64, points: f64, kind: Kind, status: Status) -> Op {
    let id = SessionId(format!("{status}-{index}-{points}"));
    let mut session = Session::new(id, day(index), kind, status);
    session.load = Some(Load { points: Points::try_from(points).unwrap(), origin: LoadOrigin::Typed });
    Op::PutSession(Box::new(session))
}

fn test(index: i64, value: f64, unit: &str) -> Op {
    let id = TestId(format!("{index}-{value}-{unit}"));
    Op::PutTest(Test { id, day: day(index), name: "5 min".to_owned(), value, unit: unit.to_owned() })
}

fn history(ops: Vec<Op>) -> History {
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    journal.history().clone()
}

/// A hundred days of easy and hard ones, and tests every fortnight.
fn trained(tests: usize, unit: &str) -> Vec<Op> {
    let loads =
        (0..100).map(|index| session(index, [80.0, 0.0, 40.0, 120.0, 0.0][(index % 5) as usize], Kind::Endurance, Status::Done));
    let results = [281.0, 284.0, 283.0, 288.0, 290.0, 287.0, 292.0, 291.0, 294.0];
    let tests = results.into_iter().zip(0..).take(tests).map(|(value, nth)| test(20 + 9 * nth, value, unit));
    loads.chain(tests).collect()
}

fn fitted(ops: Vec<Op>, today: i64) -> Fit {
    Fit::of(&history(ops), day(today), "5 min", &Tuning::default()).unwrap()
}

#[test]
fn what_is_said_grows_with_the_tests() {
    let knowledge: Vec<Knowledge> = (0..=9).map(|tests| fitted(trained(tests, "W"), 100).knowledge).collect();
    assert_eq!(knowledge[0], Knowledge::NoTest);
    assert_eq!(knowledge[1..4], [Knowledge::Points(3), Knowledge::Points(2), Knowledge::Points(1)]);
    assert!(knowledge[4..8].iter().all(|knowledge| *knowledge == Knowledge::Early));
    assert!(knowledge[8].has_curve());
}

#[test]
fn below_four_tests_there_is_no_curve_at_all() {
    let fit = fitted(trained(3, "W"), 80);
    assert_eq!(fit.tests.len(), 3);
    assert_eq!(fit.warnings.iter().map(|warning| warning.id()).collect::<Vec<_>>(), ["few_tests"]);
    assert!(fit.summary.is_none() && fit.session(80.0).is_none() && fit.trials().is_empty());
    assert!(fit.bands(day(0).to(day(120))).is_empty());
}

#[test]
fn without_load_the_tests_are_not_explained() {
    let ops = (0..6).map(|nth| test(10 * nth, 280.0 + nth as f64, "W")).collect();
    let fit = fitted(ops, 60);
    assert_eq!(fit.knowledge, Knowledge::NoLoad);
    assert!(fit.bands(day(0).to(day(60))).is_empty());
    let one = fitted(vec![test(3, 280.0, "W")], 60);
    assert_eq!(one.warnings, [FitWarning::FewTests(3), FitWarning::Stale(8)], "said with or without load");
}

#[test]
fn the_best_result_of_a_day_counts_and_other_units_do_not() {
    for (unit, best) in [("W", 290.0), ("s", 270.0)] {
        let fit = fitted(vec![test(3, 1.0, "kg"), test(5, 280.0, unit), test(5, 290.0, unit), test(5, 270.0, unit)], 9);
        assert_eq!(fit.tests, [(day(5), best)]);
        assert_eq!(fit.lower_is_better, unit == "s");
    }
    assert_eq!(fitted(vec![test(5, 280.0, "W"), test(12, 285.0, "W")], 9).tests.len(), 1, "a test to come is not known");
}

#[test]
fn names_come_most_tested_first() {
    let mut ops = trained(4, "W");
    ops.push(Op::PutTest(Test {
        id: TestId("x".to_owned()),
        day: day(3),
        name: "jump".to_owned(),
        value: 41.0,
        unit: "cm".to_owned(),
    }));
    assert_eq!(fit::test_names(&history(ops), day(100)), ["5 min", "jump"]);
}

#[test]
fn a_plan_changes_the_future_only() {
    let quiet = fitted(trained(9, "W"), 100);
    let mut ops = trained(9, "W");
    ops.extend((100..128).map(|index| session(index, 150.0, Kind::Intervals, Status::Planned)));
    let busy = fitted(ops, 100);
    assert_eq!(quiet.bands(day(0).to(day(100))), busy.bands(day(0).to(day(100))));
    assert_ne!(quiet.bands(day(101).to(day(127))), busy.bands(day(101).to(day(127))));
    assert_eq!(quiet.summary, busy.summary);
}

#[test]
fn a_given_start_is_the_only_hypothesis() {
    let mut ops = trained(8, "W");
    ops.push(Op::SetProfile(ProfileChange::Start(Some((55.0, 60.0)))));
    let fit = fitted(ops, 100);
    assert_eq!(fit.summary.as_ref().map(|summary| summary.start.len()), Some(1));
    assert_eq!(fit.series().starts(100, &Tuning::default()), [Start { load: 55.0, prior: 1.0 }]);
}

#[test]
fn tests_from_the_fifth_on_are_forecast_from_those_before() {
    let fit = fitted(trained(9, "W"), 100);
    let trials = fit.trials();
    assert_eq!(trials.iter().map(|trial| trial.found).collect::<Vec<_>>(), [290.0, 287.0, 292.0, 291.0, 294.0]);
    let without = fitted(trained(4, "W"), 100);
    let before = without.bands(trials[0].day.to(trials[0].day));
    assert!((before[0].test.q50 - trials[0].forecast.q50).abs() < 1e-9, "the fifth test must not know itself");
}

#[test]
fn the_series_reaches_to_the_last_planned_day() {
    let tuning = Tuning::default();
    let mut ops = trained(0, "W");
    let four_weeks = DailyLoads::of(&history(ops.clone()), day(100), &tuning).unwrap();
    assert_eq!((four_weeks.done.len(), four_weeks.plan.len(), four_weeks.event), (100, 28, None));
    ops.push(session(100 + 59, 90.0, Kind::Event, Status::Planned));
    ops.push(session(100, 30.0, Kind::Endurance, Status::Done));
    ops.push(session(100, 20.0, Kind::Endurance, Status::Planned));
    ops.push(session(400, 90.0, Kind::Event, Status::Planned));
    let longer = DailyLoads::of(&history(ops), day(100), &tuning).unwrap();
    assert_eq!((longer.plan.len(), longer.event, longer.plan[0]), (60, Some(59), 50.0));
    assert_eq!(DailyLoads::of(&history(trained(0, "W")), day(-1), &tuning), None);
}

#[test]
fn form_ahead_goes_on_from_this_mornings() {
    let (history, tuning) = (history(trained(1, "W")), Tuning::default());
    let series = DailyLoads::of(&history, day(100), &tuning).unwrap();
    let curve = averages::Curve::of(&history, day(99), &tuning).unwrap();
    assert_eq!(curve.state(day(100)), Some(series.state));
    let rest = outlooks(&series, None, &tuning).into_iter().find(|outlook| outlook.alternative == Alternative::Rest).unwrap();
    let ahead = curve.forecast(day(100), [0.0; 28]);
    assert!((rest.curves.form()[28] - ahead[27].form()).abs() < 1e-9);
    assert_eq!((rest.day, rest.performance), (day(127), None));
}

#[test]
fn week_figures_go_back_to_the_first_whole_week() {
    let tuning = Tuning::default();
    let series = DailyLoads::of(&history(trained(0, "W")), day(100), &tuning).unwrap();
    let weeks = series.weeks(26, &tuning);
    assert_eq!((weeks.len(), weeks[0].0, weeks[14].0), (15, day(100), day(2)));
    assert!(weeks[..14].iter().all(|(_, week)| week.total.is_some()) && weeks[14].1.total.is_none());
}

#[test]
fn alternatives_are_compared_on_the_event_morning() {
    let mut ops = trained(9, "W");
    ops.extend((100..121).map(|index| session(index, 60.0, Kind::Endurance, Status::Planned)));
    ops.push(session(121, 90.0, Kind::Event, Status::Planned));
    let (history, tuning) = (history(ops), Tuning::default());
    let fit = Fit::of(&history, day(100), "5 min", &tuning).unwrap();
    let outlooks = outlooks(fit.series(), Some(&fit), &tuning);
    assert_eq!(outlooks.iter().map(|outlook| outlook.alternative).collect::<Vec<_>>(), Alternative::ALL);
    assert!(outlooks.iter().all(|outlook| outlook.day == day(121) && outlook.performance.is_some()));
    let form: Vec<f64> = outlooks.iter().map(|outlook| outlook.form_difference).collect();
    assert!(form[0] == 0.0 && form[1] > form[2] && form[2] > 0.0 && form[4] > 0.0, "{form:?}");
}

fn rider() -> (Vec<f64>, Vec<(usize, f64)>) {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/model/clarke_skiba.json")).unwrap();
    let file: serde_json::Value = serde_json::from_str(&text).unwrap();
    let list = |name: &str| -> Vec<f64> { serde_json::from_value(file["data"][name].clone()).unwrap() };
    let tests = list("test_day").into_iter().map(|day| day as usize).zip(list("test_value")).collect();
    (list("loads"), tests)
}

#[test]
fn the_real_riders_last_tests_are_forecast_within_7_watts() {
    let (loads, tests) = rider();
    let seed = recursion::auto_seed(&loads);
    let starts = [Start { load: 0.0, prior: 0.5 }, Start { load: seed, prior: 0.5 }];
    let model = Tuning::default().model;
    let data = Data { loads: &loads, tests: &tests[..6], starts: &starts, higher_is_better: true };
    let later: Vec<usize> = tests[6..].iter().map(|(day, _)| *day).collect();
    let bands = Posterior::of(&data, &model).unwrap().bands(&loads, &later);
    let squares: f64 = bands.iter().zip(&tests[6..]).map(|(bands, (_, found))| (bands.level.q50 - found).powi(2)).sum();
    let error = (squares / 3.0).sqrt();
    assert!((error - 6.7).abs() < 0.05, "{error}");

    let all = Posterior::of(&Data { tests: &tests, ..data }, &model).unwrap().summary();
    assert!((all.start[0] - 0.992).abs() < 0.0005, "{:?}", all.start);
}

#[test]
fn a_person_outside_the_usual_range_is_told_so() {
    let model = Tuning::default().model;
    let loads: Vec<f64> = (0..700).map(|day| if day / 50 % 2 == 0 { 90.0 } else { 20.0 }).collect();
    let starts = [Start { load: 0.0, prior: 1.0 }];
    let warnings = |tau1: f64, tau2: f64| {
        let truth = Response { k1: 0.04, k2: 0.05, tau1, tau2 }.performance(200.0, &loads, 0.0);
        let tests: Vec<(usize, f64)> = (4..70).map(|nth| (10 * nth, truth[10 * nth])).collect();
        let data = Data { loads: &loads, tests: &tests, starts: &starts, higher_is_better: true };
        let posterior = Posterior::of(&data, &model).unwrap();
        posterior.warnings(&posterior.summary(), 700)
    };
    assert_eq!(warnings(45.0, 8.0), []);
    assert_eq!(warnings(200.0, 8.0), [FitWarning::Edge]);
}
