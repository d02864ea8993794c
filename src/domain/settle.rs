//! Which entries are one session. What comes out follows from the entries alone, never from the order in which they came:
//! those that can belong together are sorted anew, the most alike first.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::apart::Apart;
use super::day::Day;
use super::history::History;
use super::join::{fits, parts, put, together_with, unlike, worth};
use super::journal::{Key, Op};
use super::session::{Session, SessionId};

/// Nobody does so many sessions in a row: where more entries look alike they stay as they are.
const MOST_ALIKE: usize = 500;

/// A row of a file of this import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which file.
    pub file: usize,
    /// Which row of it: two rows of one file are two sessions.
    pub row: usize,
    /// The source that the row tells of; `None` = the whole session.
    pub source: Option<String>,
}

/// A session as it stands before.
#[derive(Debug, Clone, Copy)]
pub struct Unsettled<'a> {
    /// The session.
    pub session: &'a Session,
    /// Does it stand in the history?
    pub known: bool,
    /// The rows that tell of it.
    pub rows: &'a [Row],
}

/// A session as it stands after.
#[derive(Debug, Clone, PartialEq)]
pub struct Settled {
    /// The session; `None` = alone, and as it was.
    pub session: Option<Session>,
    /// The one that it goes on from; `None` = it was a part of another.
    pub main: Option<usize>,
    /// Every one that gave something to it, in their order.
    pub from: Vec<usize>,
}

impl Settled {
    /// The session, of those that stood there before.
    fn session<'a>(&'a self, before: &[Unsettled<'a>]) -> Option<&'a Session> {
        self.session.as_ref().or_else(|| Some(before.get(self.main?)?.session))
    }
}

/// What one source said.
struct Node<'a> {
    part: &'a Session,
    /// The session it stands in.
    whole: usize,
}

struct Pile<'a> {
    all: &'a [Unsettled<'a>],
    nodes: Vec<Node<'a>>,
    /// Looked up for every entry, and told in no order.
    by_name: HashMap<&'a SessionId, usize>,
    by_day: BTreeMap<Day, BTreeMap<&'a str, Vec<usize>>>,
    of_whole: Vec<Vec<usize>>,
    /// Further sessions that hold the same entry.
    twins: BTreeMap<usize, Vec<usize>>,
}

/// Sorts what is near the sessions of these positions anew. What is not near them is not among the answers.
pub fn settle<'a>(
    all: &'a [Unsettled<'a>],
    touched: &BTreeSet<usize>,
    is_apart: &dyn Fn(&SessionId, &SessionId) -> bool,
) -> Vec<Settled> {
    let pile = Pile::of(all);
    let mut seen = BTreeSet::new();
    let mut settled = Vec::new();
    for whole in touched {
        if seen.contains(whole) {
            continue;
        }
        let near = pile.near(*whole);
        if pile.is_alone(*whole, &near) {
            seen.insert(*whole);
            settled.push(Settled { session: None, main: Some(*whole), from: vec![*whole] });
            continue;
        }
        let mut wholes: BTreeSet<usize> = near.iter().filter_map(|at| Some(pile.nodes.get(*at)?.whole)).collect();
        wholes.insert(*whole);
        // Of too many that look alike some are met again and again.
        wholes.retain(|whole| seen.insert(*whole));
        let groups = if near.len() > MOST_ALIKE { pile.as_it_is(&wholes) } else { pile.groups(near, is_apart) };
        settled.extend(pile.sessions(&groups));
    }
    settled
}

impl<'a> Pile<'a> {
    fn of(all: &'a [Unsettled<'a>]) -> Pile<'a> {
        let (nodes, of_whole) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
        let (by_name, by_day, twins) = (HashMap::with_capacity(all.len()), BTreeMap::new(), BTreeMap::new());
        let mut pile = Pile { all, nodes, by_name, by_day, of_whole, twins };
        for (whole, told) in all.iter().enumerate() {
            let nodes = parts(told.session).iter().map(|part| pile.add(part, whole)).collect();
            pile.of_whole.push(nodes);
        }
        pile
    }

    /// An entry that came twice, in two sessions of two machines, is one.
    fn add(&mut self, part: &'a Session, whole: usize) -> usize {
        let at = self.nodes.len();
        let known = *self.by_name.entry(&part.id).or_insert(at);
        if known == at {
            self.by_day.entry(part.day).or_default().entry(part.source.as_str()).or_default().push(at);
            self.nodes.push(Node { part, whole });
        } else {
            self.twins.entry(known).or_default().push(whole);
        }
        known
    }

    /// Every entry that can belong together with those of a session, with the whole of their sessions.
    fn near(&self, whole: usize) -> Vec<usize> {
        let of = |whole: usize| self.of_whole.get(whole).into_iter().flatten().copied();
        let mut found: BTreeSet<usize> = of(whole).collect();
        let mut open: Vec<usize> = found.iter().copied().collect();
        while let Some(node) = open.pop().and_then(|at| self.nodes.get(at)) {
            let days = self.by_day.range(node.part.day.minus(1)..=node.part.day.plus(1));
            let others = days.flat_map(|(_, sources)| sources).filter(|(source, _)| **source != node.part.source);
            let alike = others.flat_map(|(_, nodes)| nodes).copied().filter(|at| {
                !found.contains(at) && self.nodes.get(*at).is_some_and(|other| unlike(node.part, other.part).is_some())
            });
            let mut more: Vec<usize> = of(node.whole).collect();
            more.extend(alike.take(MOST_ALIKE + 1));
            open.extend(more.iter().copied().filter(|at| found.insert(*at)));
            if found.len() > MOST_ALIKE {
                break;
            }
        }
        found.into_iter().collect()
    }

    /// Is what is near a session its own one entry, which is in no other?
    fn is_alone(&self, whole: usize, near: &[usize]) -> bool {
        let own = |node: &usize| self.nodes.get(*node).is_some_and(|node| node.whole == whole) && !self.twins.contains_key(node);
        self.of_whole.get(whole).is_some_and(|nodes| matches!(nodes.as_slice(), [node] if near == [*node] && own(node)))
    }

    /// The groups that there are: each with all of its entries, those too that the look round did not come to.
    fn as_it_is(&self, wholes: &BTreeSet<usize>) -> Vec<Vec<usize>> {
        wholes.iter().filter_map(|whole| self.of_whole.get(*whole).cloned()).collect()
    }

    /// The groups that the entries make: the most alike come together first.
    fn groups(&self, mut near: Vec<usize>, is_apart: &dyn Fn(&SessionId, &SessionId) -> bool) -> Vec<Vec<usize>> {
        near.sort_by(|one, other| match (self.nodes.get(*one), self.nodes.get(*other)) {
            (Some(one), Some(other)) => worth(one.part, other.part),
            _ => one.cmp(other),
        });
        let nodes: Vec<&Node> = near.iter().filter_map(|at| self.nodes.get(*at)).collect();
        let mut edges = Vec::new();
        for (first, one) in nodes.iter().enumerate() {
            for (second, other) in nodes.iter().enumerate().skip(first + 1) {
                edges.extend(unlike(one.part, other.part).map(|apart| (apart, first, second)));
            }
        }
        edges.sort_unstable();
        let mut group: Vec<usize> = (0..nodes.len()).collect();
        let mut members: BTreeMap<usize, Vec<usize>> = group.iter().map(|at| (*at, vec![*at])).collect();
        for (_, first, second) in edges {
            let (Some(one), Some(other)) = (group.get(first).copied(), group.get(second).copied()) else { continue };
            let of = |number: usize| members.get(&number).into_iter().flatten().filter_map(|at| nodes.get(*at));
            let two =
                |a: &Node, b: &Node| a.part.source == b.part.source || self.are_rows(a, b) || is_apart(&a.part.id, &b.part.id);
            if one != other && !of(one).any(|a| of(other).any(|b| two(a, b))) {
                let joining = members.remove(&other).unwrap_or_default();
                group.iter_mut().filter(|number| **number == other).for_each(|number| *number = one);
                members.entry(one).or_default().extend(joining);
            }
        }
        let in_order = |mut members: Vec<usize>| {
            members.sort_unstable();
            members.into_iter().filter_map(|at| near.get(at).copied()).collect()
        };
        members.into_values().map(in_order).collect()
    }

    fn rows(&self, node: &Node) -> impl Iterator<Item = (usize, usize)> {
        let rows = self.all.get(node.whole).map_or(&[][..], |told| told.rows);
        let source = &node.part.source;
        rows.iter().filter(move |row| row.source.as_ref().is_none_or(|of| of == source)).map(|row| (row.file, row.row))
    }

    /// Does a file have two rows for them?
    fn are_rows(&self, one: &Node, other: &Node) -> bool {
        self.rows(one).any(|a| self.rows(other).any(|b| a.0 == b.0 && a.1 != b.1))
    }

    /// The groups as sessions: each keeps the name of the one it goes on from.
    fn sessions(&self, groups: &[Vec<usize>]) -> Vec<Settled> {
        groups.iter().map(|group| self.session(group)).collect()
    }

    fn session(&self, group: &[usize]) -> Settled {
        let nodes = || group.iter().filter_map(|at| self.nodes.get(*at));
        let mut wholes: BTreeSet<usize> = nodes().map(|node| node.whole).collect();
        wholes.extend(group.iter().filter_map(|at| self.twins.get(at)).flatten());
        let mut going: Vec<usize> = wholes.iter().copied().filter(|whole| self.goes_with(*whole, group)).collect();
        going.sort_by(|one, other| self.rank(*one, *other));
        let all: Vec<Session> = nodes().map(|node| node.part.clone()).collect();
        let before: Vec<&Session> = going.iter().filter_map(|at| self.all.get(*at)).map(|told| told.session).collect();
        Settled { session: Some(together_with(&before, all)), main: going.first().copied(), from: wholes.into_iter().collect() }
    }

    /// A session goes on where the entry is that gave it its name, else where its strongest is.
    fn goes_with(&self, whole: usize, group: &[usize]) -> bool {
        let Some((told, nodes)) = self.all.get(whole).zip(self.of_whole.get(whole)) else { return false };
        let named = nodes.iter().find(|at| self.nodes.get(**at).is_some_and(|node| node.part.id == told.session.id));
        named.or_else(|| nodes.first()).is_some_and(|at| group.contains(at))
    }

    /// Which of two gives its name: what is known, then what is worth more.
    fn rank(&self, one: usize, other: usize) -> std::cmp::Ordering {
        match (self.all.get(one), self.all.get(other)) {
            (Some(a), Some(b)) => b.known.cmp(&a.known).then_with(|| worth(a.session, b.session)),
            _ => one.cmp(&other),
        }
    }
}

/// What becomes of a session that was typed.
#[derive(Debug, Clone, PartialEq)]
pub struct Typed {
    /// The changes.
    pub ops: Vec<Op>,
    /// The session it is in now.
    pub session: Session,
    /// What it was joined with.
    pub joined: Option<Session>,
}

/// What a session that was typed becomes: one with what was imported of it, or, where that is asked for, one of its own
/// that is kept apart from what looks like it.
pub fn typed(history: &History, session: Session, separate: bool) -> Typed {
    if separate {
        let near = history.days_in(session.day.minus(1), session.day.plus(1)).flat_map(|(_, record)| record.sessions());
        let alike = near.filter(|known| known.id != session.id && fits(history, known, &session).is_some());
        let apart = alike.flat_map(parts).map(|part| Op::Apart(Apart::of([part.id.clone(), session.id.clone()])));
        let ops = std::iter::once(put(session.clone())).chain(apart).collect();
        return Typed { ops, session, joined: None };
    }
    let known = history.sessions().filter(|known| known.id != session.id);
    let mut all: Vec<Unsettled> = known.map(|known| Unsettled { session: known, known: true, rows: &[] }).collect();
    all.push(Unsettled { session: &session, known: false, rows: &[] });
    let new = all.len() - 1;
    let settled = settle(&all, &BTreeSet::from([new]), &|one, other| history.are_apart(one, other));
    let sessions: Vec<(&Settled, &Session)> = settled.iter().filter_map(|group| Some((group, group.session(&all)?))).collect();
    let has_it =
        |group: &Settled, now: &Session| group.from.contains(&new) && parts(now).iter().any(|part| part.id == session.id);
    let mine = sessions.iter().find(|(group, now)| has_it(group, now));
    let joined = mine.filter(|(group, _)| group.from.len() > 1).and_then(|(group, now)| {
        let main = group.main.filter(|main| *main != new).and_then(|main| all.get(main)).map(|told| told.session.clone());
        main.or_else(|| parts(now).iter().find(|part| part.id != session.id).cloned())
    });
    let now = mine.map_or(&session, |(_, now)| now).clone();
    // What it stood for in the plan is done with it; what became part of another session is gone as one of its own.
    let stay = |id: &SessionId| sessions.iter().any(|(_, now)| now.id == *id);
    let from = settled.iter().flat_map(|group| &group.from).filter_map(|at| all.get(*at)).map(|told| &told.session.id);
    let gone: BTreeSet<&SessionId> = from.filter(|id| !stay(id) && history.session(id).is_some()).collect();
    let changed = sessions.iter().map(|(_, now)| *now).filter(|now| history.session(&now.id) != Some(*now));
    let ops = changed.cloned().map(put).chain(gone.into_iter().map(|id| Op::Erase(Key::Session(id.clone())))).collect();
    Typed { ops, session: now, joined }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Minutes, Status};

    #[test]
    fn of_too_many_that_look_alike_each_is_told_once() {
        let session = |number: usize| {
            let mut session = Session::new(SessionId(number.to_string()), Day::MIN, Kind::Endurance, Status::Done);
            session.minutes = Minutes::try_from(60.0).ok();
            session.source = format!("device {number}");
            session
        };
        let sessions: Vec<Session> = (0..2 * MOST_ALIKE + 100).map(session).collect();
        let all: Vec<Unsettled> = sessions.iter().map(|session| Unsettled { session, known: false, rows: &[] }).collect();
        let settled = settle(&all, &(0..all.len()).collect(), &|_, _| false);
        let told: Vec<usize> = settled.iter().flat_map(|settled| settled.from.iter().copied()).collect();
        assert_eq!(told.len(), all.len());
        assert_eq!(told.into_iter().collect::<BTreeSet<usize>>().len(), all.len());
    }
}
