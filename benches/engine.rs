//! What the engine costs after ten years, and what a fit costs: `cargo bench --bench engine`.

#[path = "support/decade.rs"]
mod decade;
#[path = "support/measure.rs"]
mod measure;

use std::cell::RefCell;
use std::error::Error;
use std::fs;

use measure::{median, report};
use upswing::domain::{CheckIn, Day, Entry, Field, Moment, Op, Source, Value};
use upswing::engine::Tuning;
use upswing::engine::performance::{Data, Posterior, Start, recursion};
use upswing::engine::proof::Panel;
use upswing::engine::readiness::{Season, TodayPlan};
use upswing::engine::tuning::Model;

const RUNS: usize = 25;

fn main() -> Result<(), Box<dyn Error>> {
    readiness()?;
    learning()?;
    fit()
}

/// Every morning of ten years, one more day, and the score while somebody answers.
fn readiness() -> Result<(), Box<dyn Error>> {
    let tuning = Tuning::default();
    let mut journal = decade::journal()?;
    let last = decade::first().plus(decade::DAYS - 1);
    let floor = "a walk over them";
    let walk = median(RUNS, || (), |()| decade::walk(journal.history()));
    report(
        "judge the mornings of ten years",
        median(RUNS, || (), |()| Season::new(journal.history(), last, &tuning)),
        floor,
        walk,
    );

    let mut number = decade::DAYS - 1;
    let add = |journal: &mut upswing::domain::Journal, number: &mut i64| {
        *number += 1;
        journal.add(Entry::batch(vec![decade::check_in(*number)], journal.last_stamp(), 1, 1));
        Season::new(journal.history(), decade::first().plus(*number), &tuning)
    };
    report("add a day, judge all of them again", median(RUNS, || (), |()| add(&mut journal, &mut number)), floor, walk);

    let season = Season::new(journal.history(), last, &tuning);
    let Op::SetCheckIn { fields, source, .. } = decade::check_in(decade::DAYS) else { return Ok(()) };
    let mut draft = CheckIn::default();
    fields.into_iter().for_each(|(field, value)| draft.merge(field, value, &source, journal.last_stamp()));
    let plan = TodayPlan::of(journal.history(), last.plus(1), &tuning);
    let live = median(100 * RUNS, || (), |()| season.advise(last.plus(1), &draft, &plan));
    let copy = median(100 * RUNS, || (), |()| draft.clone());
    report("the advice of a draft", live, "copying the draft", copy);
    Ok(())
}

/// Ten years of daily ratings: from nothing, one more morning, the panel; beside the same without being asked.
fn learning() -> Result<(), Box<dyn Error>> {
    let (plain, asked) = (Tuning::default(), Tuning { ask_ready: true, ..Tuning::default() });
    let mut journal = decade::journal()?;
    let rated = (0..decade::DAYS).map(|number| {
        let fields = vec![(Field::Ready, Some(Value::Whole(3 + number * 7 % 6)))];
        Op::SetCheckIn { day: decade::first().plus(number), moment: Moment::Morning, fields, source: Source::typed() }
    });
    let rated: Vec<Op> = rated.collect();
    journal.add(Entry::batch(rated, journal.last_stamp(), 1, 1));
    let last = decade::first().plus(decade::DAYS - 1);
    let unasked = median(RUNS, || (), |()| Season::new(journal.history(), last, &plain));
    let all = median(RUNS, || (), |()| Season::new(journal.history(), last, &asked));
    report("ten years of rated mornings (aim: 20 ms)", all, "nobody asked", unasked);
    let mut season = Season::new(journal.history(), last, &asked);
    // A morning nobody knew of, with its rating; the day after it is read with what was learned from that.
    let (journal, mut number) = (RefCell::new(journal), decade::DAYS - 1);
    let new = || {
        number += 1;
        let day = decade::first().plus(number);
        let fields = vec![(Field::Ready, Some(Value::Whole(3 + number * 7 % 6)))];
        let rating = Op::SetCheckIn { day, moment: Moment::Morning, fields, source: Source::typed() };
        let mut journal = journal.borrow_mut();
        let stamp = journal.last_stamp();
        journal.add(Entry::batch(vec![decade::check_in(number), rating], stamp, 1, 1));
        day
    };
    let learn = |day: Day| {
        season.renew(journal.borrow().history(), day, day);
        season.learned_on(day.plus(1))
    };
    report("one more rated morning (aim: 1 ms)", median(RUNS, new, learn), "all of them", all);
    let panel = median(RUNS, || (), |()| Panel::of(&season, last, &asked.learning));
    report("the panel (aim: 5 ms)", panel, "all of them", all);
    Ok(())
}

/// A real rider: 165 days, 9 tests (Clarke & Skiba 2013).
fn fit() -> Result<(), Box<dyn Error>> {
    let file: serde_json::Value =
        serde_json::from_slice(&fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases/model/clarke_skiba.json"))?)?;
    let list = |name: &str| -> Result<Vec<f64>, serde_json::Error> {
        serde_json::from_value(file.get("data").and_then(|data| data.get(name)).cloned().unwrap_or_default())
    };
    let mut loads = list("loads")?;
    let tests: Vec<(usize, f64)> = list("test_day")?.into_iter().map(|day| day as usize).zip(list("test_value")?).collect();
    let starts = [Start { load: 0.0, prior: 0.5 }, Start { load: recursion::auto_seed(&loads), prior: 0.5 }];
    let model = Tuning::default().model;
    let averages = || (1..=48).map(|tau| recursion::mornings(&loads, 0.0, f64::from(tau))).collect::<Vec<_>>();
    let floor = median(RUNS, || (), |()| averages());
    let data = Data { loads: &loads, tests: &tests, starts: &starts, higher_is_better: true };
    let what = format!("fit {} days with {} tests", loads.len(), tests.len());
    report(&what, median(4 * RUNS, || (), |()| Posterior::of(&data, &model)), "its 48 averages", floor);
    let posterior = Posterior::of(&data, &model).ok_or("no fit")?;
    let today = loads.len();
    loads.extend([40.0; 28]);
    let mornings: Vec<usize> = (today..today + 28).collect();
    report(
        "28 days of 50 and 80 % bands",
        median(RUNS, || (), |()| posterior.bands(&loads, &mornings)),
        "its 48 averages",
        floor,
    );
    let effect = median(RUNS, || (), |()| posterior.session(80.0));
    report("what one session does", effect, "its 48 averages", floor);
    long_fit(&model)
}

/// Ten years with a hundred tests, and bands on as many mornings as a chart of all of it asks for first.
fn long_fit(model: &Model) -> Result<(), Box<dyn Error>> {
    let loads: Vec<f64> = (0..decade::DAYS).map(|day| (day * 7_919 % 131) as f64).collect();
    let tests: Vec<(usize, f64)> = (1..=100).map(|test| (test * 36, 300.0 + (test * 37 % 23) as f64)).collect();
    let starts = [Start { load: 0.0, prior: 0.5 }, Start { load: recursion::auto_seed(&loads), prior: 0.5 }];
    let averages = || (1..=48).map(|tau| recursion::mornings(&loads, 0.0, f64::from(tau))).collect::<Vec<_>>();
    let floor = median(RUNS, || (), |()| averages());
    let data = Data { loads: &loads, tests: &tests, starts: &starts, higher_is_better: true };
    let fit = || Posterior::of(&data, model).ok_or("no fit");
    report("fit ten years with 100 tests", median(RUNS, || (), |()| fit()), "its 48 averages", floor);
    let posterior = fit()?;
    let mornings: Vec<usize> = (0..loads.len()).step_by(loads.len() / 96).collect();
    let bands = || posterior.bands(&loads, &mornings);
    report("its bands in 96 steps (both: aim 50 ms)", median(RUNS, || (), |()| bands()), "its 48 averages", floor);
    Ok(())
}
