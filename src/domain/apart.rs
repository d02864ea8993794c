//! Entries that are never joined. Said of whole groups: what came from one table costs a few words a row, not one for
//! every two of its rows.

use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use super::session::SessionId;

/// Entries of which no two are ever one session. A copy costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "Told", into = "Told")]
pub struct Apart(Arc<[SessionId]>);

/// As it stands in journals and backups, which first knew pairs alone.
#[derive(Serialize, Deserialize)]
struct Told {
    a: SessionId,
    b: SessionId,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    others: Vec<SessionId>,
}

impl From<Told> for Apart {
    fn from(told: Told) -> Apart {
        // In the order in which it stands there, so that it is written as it was read.
        Apart([told.a, told.b].into_iter().chain(told.others).collect())
    }
}

impl From<Apart> for Told {
    fn from(apart: Apart) -> Told {
        let mut names = apart.0.iter().cloned();
        let a = names.next().unwrap_or_else(|| SessionId(String::new()));
        let b = names.next().unwrap_or_else(|| a.clone());
        Told { a, b, others: names.collect() }
    }
}

impl Apart {
    /// These, in whatever order; fewer than two say nothing.
    pub fn of(names: impl IntoIterator<Item = SessionId>) -> Apart {
        let names: BTreeSet<SessionId> = names.into_iter().collect();
        Apart(names.into_iter().collect())
    }

    /// The same, each name once and the smaller first.
    pub(super) fn in_order(&self) -> Apart {
        let in_order = self.0.is_sorted_by(|one, other| one < other);
        if in_order { self.clone() } else { Apart::of(self.0.iter().cloned()) }
    }

    /// Their names.
    pub fn names(&self) -> &[SessionId] {
        &self.0
    }

    fn has(&self, name: &SessionId) -> bool {
        self.0.binary_search(name).is_ok()
    }
}

/// All groups of entries that are kept apart.
#[derive(Debug, Clone, Default)]
pub struct KeptApart {
    all: BTreeSet<Apart>,
    /// Every name with its group and its place there, in the order of the names; made when it is first asked for.
    by_name: OnceLock<Arc<Vec<(Apart, usize)>>>,
}

impl PartialEq for KeptApart {
    fn eq(&self, other: &KeptApart) -> bool {
        self.all == other.all
    }
}

impl FromIterator<Apart> for KeptApart {
    fn from_iter<I: IntoIterator<Item = Apart>>(groups: I) -> KeptApart {
        KeptApart { all: groups.into_iter().map(|group| group.in_order()).collect(), by_name: OnceLock::new() }
    }
}

impl KeptApart {
    /// Every group, each with its names in order.
    pub fn iter(&self) -> impl Iterator<Item = &Apart> {
        self.all.iter()
    }

    /// Are these two kept apart?
    pub fn holds(&self, one: &SessionId, other: &SessionId) -> bool {
        one != other && self.of(one).any(|group| group.has(other))
    }

    /// Is everything known that this says?
    pub fn covers(&self, apart: &Apart) -> bool {
        let Some(first) = apart.0.first() else { return true };
        self.of(first).any(|group| apart.0.iter().all(|name| group.has(name)))
    }

    pub(super) fn set(&mut self, group: &Apart, apart: bool) {
        let changed = if apart { self.all.insert(group.in_order()) } else { self.all.remove(&group.in_order()) };
        if changed {
            self.by_name.take();
        }
    }

    /// The groups with this name.
    fn of(&self, name: &SessionId) -> impl Iterator<Item = &Apart> {
        let all = self.by_name.get_or_init(|| Arc::new(by_name(&self.all)));
        let from = all.partition_point(|(group, at)| group.0.get(*at) < Some(name));
        let of = all.get(from..).unwrap_or_default().iter();
        of.take_while(move |(group, at)| group.0.get(*at) == Some(name)).map(|(group, _)| group)
    }
}

fn by_name(all: &BTreeSet<Apart>) -> Vec<(Apart, usize)> {
    let places = |group: &Apart| (0..group.0.len()).map(|at| (group.clone(), at)).collect::<Vec<_>>();
    let mut by_name: Vec<(Apart, usize)> = all.iter().flat_map(places).collect();
    by_name.sort_by(|(one, at), (other, place)| one.0.get(*at).cmp(&other.0.get(*place)));
    by_name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entry, Journal, Op, Stamp};

    fn names(names: &str) -> Vec<SessionId> {
        names.chars().map(|name| SessionId(name.to_string())).collect()
    }

    #[test]
    fn a_pair_stands_in_a_journal_as_it_always_did() {
        let text = r#"{"apart":{"a":"y","b":"x"}}"#;
        let op: Op = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&op).unwrap(), text);
        let group = Op::Apart(Apart::of(names("cba")));
        let text = serde_json::to_string(&group).unwrap();
        assert_eq!(text, r#"{"apart":{"a":"a","b":"b","others":["c"]}}"#);
        assert_eq!(serde_json::from_str::<Op>(&text).unwrap(), group);
        let mut journal = Journal::default();
        journal.add(Entry::batch(vec![op, group], Stamp::default(), 1, 1));
        let [a, b, c, x, y] = &names("abcxy")[..] else { panic!() };
        for (one, other, apart) in [(x, y, true), (y, x, true), (a, c, true), (c, b, true), (a, x, false), (a, a, false)] {
            assert_eq!(journal.history().are_apart(one, other), apart, "{one} {other}");
        }
    }

    #[test]
    fn a_group_is_the_same_in_whatever_order_and_however_often_its_names_were_said() {
        let told = |names: &str| Apart(names.chars().map(|name| SessionId(name.to_string())).collect());
        for said in ["abc", "cba", "bac", "aabc", "abcc", "abbc", "cabcab"] {
            let kept = KeptApart::from_iter([told(said), told("abc")]);
            assert_eq!(kept.iter().collect::<Vec<_>>(), [&told("abc")], "{said}");
        }
        assert_eq!(told("aa").in_order(), told("a"), "nothing to be kept apart from");
    }

    #[test]
    fn what_is_taken_back_leaves_what_others_say() {
        let mut kept = KeptApart::default();
        kept.set(&Apart::of(names("abc")), true);
        kept.set(&Apart::of(names("bc")), true);
        assert!(kept.covers(&Apart::of(names("ca"))) && !kept.covers(&Apart::of(names("cd"))));
        kept.set(&Apart::of(names("cba")), false);
        let [a, b, c] = &names("abc")[..] else { panic!() };
        assert!(kept.holds(b, c) && !kept.holds(a, b));
    }
}
