//! The days of a history: as they were folded, over those of a fold that are read when somebody asks.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::day::Day;
use crate::domain::packed::Packed;
use crate::domain::session::{Kind, SessionId};

use super::cold::{self, Cold};
use super::noted::{self, Asked, Noted};
use super::record::{DayRecord, Recorded};

/// A day and what is known of it.
type OfDay<'h> = (Day, &'h DayRecord);

/// Every day something is known of.
#[derive(Debug, Clone, Default)]
pub(super) struct Days {
    /// Over a fold these hide the fold's; an empty one hides a day of which nothing is known any more.
    warm: BTreeMap<Day, DayRecord>,
    cold: Option<Arc<Cold>>,
}

impl PartialEq for Days {
    fn eq(&self, other: &Days) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Days {
    /// The days of a fold.
    pub fn of(cold: Cold) -> Days {
        Days { warm: BTreeMap::new(), cold: Some(Arc::new(cold)) }
    }

    /// The days as bytes, those far and those near, written up to a day.
    pub fn freeze(&self, written: Day) -> Option<(Arc<Packed>, Vec<u8>)> {
        cold::freeze(&self.warm, self.cold.as_deref(), written)
    }

    /// Are there days of long ago that nobody asked for? Only tests ask that.
    pub fn is_packed(&self) -> bool {
        self.cold.as_ref().is_some_and(|cold| cold.is_packed())
    }

    /// Do they stand over a fold?
    pub fn is_cold(&self) -> bool {
        self.cold.is_some()
    }

    pub fn get(&self, day: Day) -> Option<&DayRecord> {
        let cold = || self.cold.as_ref().and_then(|cold| cold.get(day));
        self.warm.get(&day).or_else(cold).filter(|record| self.cold.is_none() || !record.is_empty())
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = OfDay<'_>> {
        self.range(Day::MIN, Day::MAX)
    }

    /// The days of a range, both ends included. A day of a fold is read when its turn comes.
    pub fn range(&self, first: Day, last: Day) -> impl DoubleEndedIterator<Item = OfDay<'_>> {
        let only_warm = self.cold.is_none().then(|| self.warm_in(first, last).map(|(day, record)| (*day, record)));
        let over = self.cold.iter().flat_map(move |cold| {
            // What lies far is asked for when its turn comes, which it may not.
            let far = cold.far_until();
            let lately = (far.map_or(first, |far| first.max(far.plus(1))), last);
            [far.map(|far| (first, last.min(far))), Some(lately)].into_iter().flatten()
        });
        let known = over.flat_map(|(first, last)| self.known(first, last));
        only_warm.into_iter().flatten().chain(known.filter_map(|day| self.get(day).map(|record| (day, record))))
    }

    fn warm_in(&self, first: Day, last: Day) -> impl DoubleEndedIterator<Item = (&Day, &DayRecord)> {
        // An inverted range would panic inside the map.
        self.warm.range(first..=last.max(first)).filter(move |(day, _)| **day <= last)
    }

    /// The days of a range of which something is or was known.
    fn known(&self, first: Day, last: Day) -> Vec<Day> {
        let cold = self.cold.iter().flat_map(|cold| cold.days_in(first, last));
        let mut days: Vec<Day> = cold.chain(self.warm_in(first, last).map(|(day, _)| *day)).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// What the done sessions of a kind before a day say, the newest first.
    pub fn said_before(&self, kind: Kind, asked: Asked, day: Day) -> impl Iterator<Item = i64> {
        let far = self.noted_before(day);
        let said = move |(_, record)| noted::said(record, kind, asked);
        let noted = far.map(|(_, noted)| noted.get(kind, asked)).unwrap_or_default();
        let lately = self.range(far.map_or(Day::MIN, |(last, _)| last.plus(1)), day.minus(1));
        let before = far.filter(|_| noted.len() == noted::MOST).map(|(last, _)| self.range(Day::MIN, last));
        let more = before.into_iter().flat_map(move |days| days.rev().flat_map(said).skip(noted::MOST));
        lately.rev().flat_map(said).chain(noted.iter().copied()).chain(more)
    }

    /// The device that was typed with the newest heart values up to a day.
    pub fn typed_device(&self, until: Day) -> Option<&str> {
        let far = self.noted_before(until.plus(1));
        let lately = self.range(far.map_or(Day::MIN, |(last, _)| last.plus(1)), until);
        let typed = lately.rev().find_map(|(_, record)| record.check_in.typed_device());
        typed.or_else(|| far.and_then(|(_, noted)| noted.device.as_deref()))
    }

    /// The last of the days that lie far and what is noted of them, if all of them are before a day and as they were.
    fn noted_before(&self, day: Day) -> Option<(Day, &Noted)> {
        let far = self.cold.as_ref().and_then(|cold| cold.far_until().zip(cold.noted()));
        far.filter(|(last, _)| *last < day && self.is_unchanged(*last))
    }

    /// The days that are others in another history, in order. Of two over one fold only those written over are looked at.
    pub fn unlike(&self, other: &Days) -> Vec<Day> {
        let is_one = self.cold.as_ref().zip(other.cold.as_ref()).is_some_and(|(one, other)| Arc::ptr_eq(one, other));
        let known = |days: &Days| if is_one { days.warm.keys().copied().collect() } else { days.known(Day::MIN, Day::MAX) };
        let mut days = [known(self), known(other)].concat();
        days.sort_unstable();
        days.dedup();
        days.retain(|day| self.get(*day) != other.get(*day));
        days
    }

    /// Is all up to a day as a fold has it?
    pub fn is_unchanged(&self, last: Day) -> bool {
        self.cold.is_some() && self.warm.range(..=last).next().is_none()
    }

    pub fn is_empty(&self) -> bool {
        self.iter().next_back().is_none()
    }

    /// Changes a day and forgets it if nothing is left.
    pub fn change(&mut self, day: Day, change: impl FnOnce(&mut DayRecord)) {
        let record = self.warm.entry(day).or_insert_with(|| {
            let cold = self.cold.as_ref().and_then(|cold| cold.get(day));
            cold.cloned().unwrap_or_default()
        });
        change(record);
        if self.cold.is_none() && record.is_empty() {
            self.warm.remove(&day);
        }
    }

    /// A session of the fold, as far as it still stands.
    pub fn session(&self, id: &SessionId) -> Option<&Arc<Recorded>> {
        let mut days = self.cold.as_ref()?.days_of(id);
        days.find_map(|day| self.get(day)?.sessions.iter().find(|recorded| recorded.session.id == *id))
    }
}
