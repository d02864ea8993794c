//! How often each tag was set. A count and nothing more: no mean, no score, no arrow by tag (`learning.md` §6).

use std::collections::BTreeMap;

use crate::domain::Day;
use crate::engine::tuning::Learning;

/// Said where tags are shown.
pub const ALWAYS: &str = "A tag is a mark. To learn what it does, make it an experiment.";

/// A tag and its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagCount {
    /// The tag.
    pub tag: String,
    /// On how many of the last days it was set.
    pub days: i64,
    /// The last of them.
    pub last: Day,
}

/// Counts the tags of the days up to `day`: most days first, then in code-point order.
pub fn counts<'a, T>(day: Day, days: impl IntoIterator<Item = (Day, T)>, tuning: &Learning) -> Vec<TagCount>
where
    T: IntoIterator<Item = &'a str>,
{
    let first = day.minus(tuning.tag_days - 1);
    let mut found: BTreeMap<&str, (i64, Day)> = BTreeMap::new();
    for (of, tags) in days.into_iter().filter(|(of, _)| (first..=day).contains(of)) {
        for tag in tags {
            let (count, last) = found.entry(tag).or_insert((0, of));
            (*count, *last) = (*count + 1, of.max(*last));
        }
    }
    let count = |(tag, (days, last)): (&str, (i64, Day))| TagCount { tag: tag.to_owned(), days, last };
    let mut counts: Vec<TagCount> = found.into_iter().map(count).collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.days));
    counts
}
