//! Every threshold is read: one that nothing reads would be set, told in `docs/thresholds.md`, and change nothing.

use std::collections::BTreeMap;
use std::fs;

use upswing::engine::tuning;

use super::rooms::{files, root, tokens};

/// How often each word stands in the code, texts included: costs are found by the names of their rules.
fn words() -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for file in files(&root().join("src")) {
        let source = fs::read_to_string(file).unwrap();
        for word in source.lines().filter(|line| !line.trim_start().starts_with("//")).flat_map(tokens) {
            *counts.entry(word.to_owned()).or_default() += 1;
        }
    }
    counts
}

#[test]
fn every_threshold_that_can_be_set_is_read() {
    let counts = words();
    // Its own row is the first time. One whose limits are one number only tells what is fixed elsewhere.
    let read = |name: &str| counts.get(name).is_some_and(|count| *count > 1);
    let unread = tuning::rows().filter(|row| row.min < row.max && !read(row.name));
    let unread: Vec<String> = unread.map(|row| format!("{}.{}", row.group, row.name)).collect();
    assert_eq!(unread, Vec::<String>::new(), "nothing in src reads them: use them, or take their rows away");
}
