//! What the entries of all files come to: joined with each other and with what is known, or what was planned and is done.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::{Entry, Known, Merged, Pool, same};
use crate::domain::join;
use crate::domain::settle::{Settled, Unsettled, settle};
use crate::domain::{Apart, Day, KeptApart, SessionId};
use crate::exchange::found::Found;

impl Pool<'_> {
    /// Two rows of one file are two sessions, for good: what else comes later does not join them. A file that gives its
    /// rows names of ours says itself what is kept apart.
    pub(super) fn keep_apart(&mut self, found: &Found, entries: &[Entry]) {
        let known = self.history.apart();
        self.apart.extend(found.apart.iter().filter(|apart| !known.covers(apart)).cloned());
        let mut days: BTreeMap<Day, Vec<&Entry>> = BTreeMap::new();
        let rows = entries.iter().filter(|entry| !entry.named && entry.session.is_done());
        rows.for_each(|entry| days.entry(entry.session.day).or_default().push(entry));
        for (day, of_day) in &days {
            let next = days.get(&day.plus(1));
            // Beside no later day it stands with the one before.
            if next.is_none() && days.contains_key(&day.minus(1)) {
                continue;
            }
            // Also those that do not look alike: what comes later may look like both.
            let near: Vec<&Entry> = of_day.iter().chain(next.into_iter().flatten()).copied().collect();
            let first = near.first().map(|entry| &entry.session.source);
            if near.iter().all(|entry| Some(&entry.session.source) == first) {
                // Of one source no two are one anyway.
                continue;
            }
            let apart = Apart::of(near.iter().map(|entry| entry.session.id.clone()));
            if !known.covers(&apart) && !self.are_apart(&near) {
                self.apart.insert(apart);
            }
        }
    }

    /// Is every two of them kept apart, as far as they come from two sources?
    fn are_apart(&self, near: &[&Entry]) -> bool {
        let known = |one: &Entry, other: &Entry| {
            one.session.source == other.session.source || self.history.are_apart(&one.session.id, &other.session.id)
        };
        near.iter().enumerate().all(|(at, one)| near.iter().skip(at + 1).all(|other| known(one, other)))
    }

    /// Sorts what is new and what it is near to into sessions.
    pub(super) fn settle(&mut self, taken: &mut [Merged]) {
        let ends = self.apart.iter().flat_map(Apart::names).filter_map(|id| self.by_id.get(id));
        self.touched.extend(ends.copied());
        let all: Vec<Unsettled> =
            self.all.iter().map(|known| Unsettled { session: &known.session, known: known.known, rows: &known.rows }).collect();
        let new: KeptApart = self.apart.iter().cloned().collect();
        let is_apart = |one: &SessionId, other: &SessionId| self.history.are_apart(one, other) || new.holds(one, other);
        let groups = settle(&all, &self.touched, &is_apart);
        let mut of_fresh: BTreeMap<usize, usize> = BTreeMap::new();
        for (number, group) in groups.iter().enumerate() {
            group.from.iter().for_each(|from| *of_fresh.entry(*from).or_insert(number) = number);
        }
        for (number, group) in groups.iter().enumerate() {
            of_fresh.extend(group.main.map(|main| (main, number)));
        }
        let before: Vec<Before> = groups.iter().map(|group| self.before(group)).collect();
        let places: Vec<usize> = self.replace(groups);
        let mut told: BTreeSet<usize> =
            before.iter().enumerate().filter(|(_, was)| !was.known.is_empty()).map(|(at, _)| at).collect();
        for (at, file) in std::mem::take(&mut self.fresh) {
            let group = of_fresh.get(&at).and_then(|number| Some((*number, before.get(*number)?, *places.get(*number)?)));
            let (Some((number, was, place)), Some(taken)) = (group, taken.get_mut(file)) else { continue };
            if !told.insert(number) {
                taken.counts.merged += 1;
                if let Some(name) = was.fresh.get(&at) {
                    taken.joins.add(None, &format!("{name} is joined with {}", was.joined(at)));
                }
            } else if self.do_planned(place) {
                taken.counts.merged += 1;
            } else {
                taken.counts.new += 1;
            }
        }
    }

    /// Puts the sessions in the places of those they go on from; says where each is.
    fn replace(&mut self, groups: Vec<Settled>) -> Vec<usize> {
        let mains: BTreeSet<usize> = groups.iter().filter_map(|group| group.main).collect();
        for from in groups.iter().flat_map(|group| &group.from).filter(|from| !mains.contains(from)) {
            self.all.get_mut(*from).into_iter().for_each(|known| known.gone = true);
        }
        let mut places = Vec::with_capacity(groups.len());
        for Settled { session, main, .. } in groups {
            let place = main.unwrap_or(self.all.len());
            match (self.all.get_mut(place), session) {
                (Some(known), Some(session)) => known.session = Cow::Owned(session),
                (None, Some(session)) => {
                    self.all.push(Known { session: Cow::Owned(session), known: false, rows: Vec::new(), gone: false });
                }
                (_, None) => {}
            }
            places.push(place);
        }
        places
    }

    /// What was planned was done: of the plans of the day the one that is most like it. Says whether there is one.
    fn do_planned(&mut self, place: usize) -> bool {
        let Some(found) = self.all.get(place) else { return false };
        let rows = |known: &Known| known.rows.iter().any(|row| found.rows.iter().any(|other| other.file == row.file));
        let open = self.open.get(&found.session.day).into_iter().flatten().copied();
        let plans = open.filter_map(|at| Some((at, self.all.get(at)?))).filter(|(_, known)| !known.gone && !rows(known));
        let like = plans.filter_map(|(at, known)| Some((same::planned(&known.session, &found.session)?, at)));
        let Some((_, plan)) = like.min() else { return false };
        let done = self.all.get(plan).map(|plan| same::done(&plan.session, &found.session));
        if let Some((plan, done)) = self.all.get_mut(plan).zip(done) {
            plan.session = Cow::Owned(done);
        }
        self.all.get_mut(place).into_iter().for_each(|found| found.gone = true);
        true
    }

    /// How the sessions of a group are called before they are one.
    fn before(&self, group: &Settled) -> Before {
        let mut before = Before::default();
        if group.from.len() < 2 {
            // Alone: nobody asks for its name.
            before.known.extend(
                group.from.iter().filter(|at| self.all.get(**at).is_some_and(|known| known.known)).map(|_| String::new()),
            );
            return before;
        }
        let main = group.main.into_iter().chain(group.from.iter().copied().filter(|at| Some(*at) != group.main));
        for (at, known) in main.filter_map(|at| Some((at, self.all.get(at)?))) {
            let typed = join::parts(&known.session).iter().find(|part| part.source.is_empty());
            let whose = if typed.is_some() { "your " } else { "" };
            if known.known {
                before.known.push(format!("{whose}{}", join::name(typed.unwrap_or(&known.session))));
            } else {
                before.fresh.insert(at, join::name(&known.session));
            }
        }
        before
    }
}

/// How sessions are called before they are one.
#[derive(Default)]
struct Before {
    known: Vec<String>,
    fresh: BTreeMap<usize, String>,
}

impl Before {
    /// What one of the new ones is joined with: what was known, else the first of the others.
    fn joined(&self, at: usize) -> String {
        let other = || self.fresh.iter().find(|(other, _)| **other != at).map(|(_, name)| name.clone());
        if self.known.is_empty() { other().unwrap_or_default() } else { self.known.join(" and ") }
    }
}
