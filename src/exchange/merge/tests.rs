//! Test results: the same day and name, in the same place among its equals, is the same test.

use std::collections::BTreeMap;

use super::content::content_name;
use crate::domain::{Day, History, Op, Test, TestId};
use crate::exchange::found::Found;
use crate::exchange::report::Counts;

/// What to write, and the counts of each file.
pub fn merge(history: &History, files: &[Found]) -> (Vec<Op>, Vec<Counts>) {
    let mut results: BTreeMap<TestId, Test> = BTreeMap::new();
    let counts = files.iter().map(|file| {
        let mut counts = Counts::default();
        let mut equals: BTreeMap<(Day, String), usize> = BTreeMap::new();
        for test in &file.tests {
            let rank = equals.entry((test.day, test.name.to_lowercase())).or_default();
            let test = named(history, test, *rank);
            *rank += 1;
            match results.get(&test.id).or_else(|| history.test(&test.id)) {
                None => counts.new += 1,
                Some(known) if *known == test => counts.same += 1,
                Some(_) => counts.updated += 1,
            }
            results.insert(test.id.clone(), test);
        }
        counts
    });
    let counts = counts.collect();
    let changed = results.into_values().filter(|test| history.test(&test.id) != Some(test));
    (changed.map(Op::PutTest).collect(), counts)
}

/// The test with its name: its own, that of an equal result typed before, or one from its content.
fn named(history: &History, test: &Test, rank: usize) -> Test {
    let mut named = test.clone();
    if named.id.0.is_empty() {
        let name = test.name.to_lowercase();
        named.id = TestId(content_name('t', &[&test.day.to_string(), &name, &rank.to_string()]));
        let equal = |known: &&Test| Test { id: named.id.clone(), ..(*known).clone() } == named;
        if history.test(&named.id).is_none()
            && let Some(known) = history.tests().find(equal)
        {
            named.id = known.id.clone();
        }
    }
    named
}
