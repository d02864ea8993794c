//! Real mornings of real people (PMData, CC BY 4.0): nothing panics, and no score without evidence.

use std::path::Path;

use crate::pmdata::{Person, spearman};
use upswing::domain::{CheckIn, Field};
use upswing::engine::Tuning;
use upswing::engine::readiness::{Confidence, Season, TodayPlan, Verdict};

/// The answers that make a score: three of them are needed (`readiness.md` §4).
const NEEDED: [Field; 5] = [Field::Energy, Field::Mood, Field::Motivation, Field::Stress, Field::Movement];

/// Everybody, if the data stands beside the project.
fn people() -> Option<Vec<Person>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/pmdata");
    if !folder.is_dir() {
        println!("skipped: PMData is not beside the project");
        return None;
    }
    Some(crate::pmdata::people(&folder).unwrap())
}

#[test]
fn every_day_of_every_person_is_judged_on_what_was_said() {
    let Some(people) = people() else { return };
    assert!(!people.is_empty());
    let (tuning, empty) = (Tuning::default(), CheckIn::default());
    for person in &people {
        let history = person.journal.history();
        let (first, last) = (history.days().next().unwrap().0, history.days().next_back().unwrap().0);
        let season = Season::new(history, last, &tuning);
        for day in first.minus(1).to(last.plus(30)) {
            let check_in = history.check_in(day).unwrap_or(&empty);
            let advice = season.advise(day, check_in, &TodayPlan::of(history, day, &tuning));
            let said = NEEDED.iter().filter(|field| check_in.whole(**field).is_some()).count();
            assert_eq!(advice.score_milli.is_some(), said >= 3, "{} {day}: {said} answers", person.name);
            assert_eq!(advice.score_milli.is_some(), advice.confidence != Confidence::None, "{} {day}", person.name);
            assert!(advice.score_milli.is_some() || advice.verdict == Verdict::None, "{} {day}: {}", person.name, advice.verdict);
            let bars: i64 = advice.bars.iter().map(|bar| bar.milli).sum();
            assert!(
                advice.score_milli.is_none_or(|score| score == tuning.readiness.base + bars && (0..=100_000).contains(&score))
            );
        }
    }
}

#[test]
fn the_score_follows_the_rating_it_never_saw() {
    let Some(people) = people() else { return };
    for person in people {
        for day in &person.mornings {
            assert_eq!(day.mean().is_some(), day.answers.iter().any(Option::is_some), "{}", person.name);
            assert!((0.0..=10.0).contains(&day.rating) && day.slept.is_none_or(|slept| slept > 0.0), "{}", person.name);
            assert!(day.score.is_some() || day.verdict == Verdict::None, "{}", person.name);
        }
        let pairs: Vec<(f64, f64)> = person.mornings.iter().filter_map(|day| Some((day.score?, day.rating))).collect();
        assert!(pairs.len() > 30 && spearman(&pairs).is_some_and(|found| found > 0.0), "{}", person.name);
    }
}

#[test]
fn the_page_tells_what_is_found() {
    let Some(people) = people() else { return };
    let found = crate::pmdata_report::report(&people).unwrap();
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pmdata.md")).unwrap();
    assert!(page.contains(&found), "docs/pmdata.md is stale; it should hold\n{found}");
}

#[test]
fn ranks_share_ties() {
    assert_eq!(spearman(&[(1.0, 2.0), (2.0, 4.0), (3.0, 9.0)]), Some(1.0));
    assert_eq!(spearman(&[(1.0, 9.0), (2.0, 4.0), (3.0, 2.0)]), Some(-1.0));
    assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), None);
    let tied = spearman(&[(1.0, 1.0), (2.0, 1.0), (3.0, 2.0), (4.0, 3.0)]).unwrap();
    assert!((tied - 0.948_683_298_050_513_9).abs() < 1e-12, "{tied}");
}
