//! All that is known, by day. The only way to make one is to fold a [`super::Journal`], or to take up what such a
//! fold became as bytes.

mod cold;
mod days;
mod noted;
mod record;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::apart::{Apart, KeptApart};
use super::checkin::{CheckIn, Source};
use super::day::Day;
use super::experiment::{ExperimentId, Registered};
use super::field::{Field, Value};
use super::packed::{Frozen, Kept, Packed};
use super::plan::{Availability, DayPlan};
use super::profile::Profile;
use super::session::{Kind, Session, SessionId};
use super::span::{Held, Span, SpanId, SpanKind};
use super::stamp::Stamp;
use super::test::{Test, TestId};

pub use noted::Asked;
pub use record::DayRecord;

use cold::Cold;
use days::Days;
use record::Recorded;

/// All that is known.
#[derive(Debug, Clone, Default)]
pub struct History {
    days: Days,
    /// The same that stand on the days, but for those of a fold.
    sessions: BTreeMap<SessionId, Arc<Recorded>>,
    tests: BTreeMap<TestId, Test>,
    experiments: BTreeMap<ExperimentId, Registered>,
    spans: BTreeMap<SpanId, Span>,
    profile: Profile,
    apart: KeptApart,
    /// Of a fold: on which day a check-in ended the open illness of a first day.
    wells: BTreeMap<Day, Day>,
}

impl PartialEq for History {
    fn eq(&self, other: &History) -> bool {
        self.days == other.days
            && (&self.tests, &self.experiments, &self.spans) == (&other.tests, &other.experiments, &other.spans)
            && (&self.profile, &self.apart) == (&other.profile, &other.apart)
    }
}

/// What is no day of a history, as bytes.
#[derive(Serialize, Deserialize)]
struct Rest<'a> {
    tests: Vec<Test>,
    profile: Profile,
    apart: Vec<Vec<SessionId>>,
    wells: BTreeMap<Day, Day>,
    /// [`Rare`], in the form of the journal; empty where there is none of it.
    rare: &'a [u8],
}

/// What few have, and what leaves out what is not said.
#[derive(Default, Serialize, Deserialize)]
struct Rare {
    experiments: Vec<Registered>,
    spans: Vec<Span>,
}

impl History {
    /// The history as bytes that [`History::thaw`] takes up, written up to a day: what is planned after it is no past that
    /// could lie far. `None` only if there is no room for them.
    pub fn freeze(&self, written: Day) -> Option<Frozen> {
        let (experiments, spans) = (self.experiments.values().cloned(), self.spans.values().cloned());
        let rare = Rare { experiments: experiments.collect(), spans: spans.collect() };
        let is_empty = rare.experiments.is_empty() && rare.spans.is_empty();
        let rare = if is_empty { Vec::new() } else { rmp_serde::to_vec_named(&rare).ok()? };
        let rest = Rest {
            tests: self.tests.values().cloned().collect(),
            profile: self.profile.clone(),
            apart: self.apart.iter().map(|apart| apart.names().to_vec()).collect(),
            wells: self.spans.values().filter_map(|span| Some((span.from, self.well(span)?))).collect(),
            rare: &rare,
        };
        let mut bytes = postcard::to_allocvec(&rest).ok()?;
        let (far, days) = self.days.freeze(written)?;
        bytes.extend(days);
        Frozen::of(far, bytes)
    }

    /// Takes up the history that begins at this place of what was kept, with what lies far as this part; `None` if
    /// [`History::freeze`] cannot have made it. Days are read when they are asked for: the bytes have to be known to be just
    /// what this program made.
    pub fn thaw(kept: &Kept, at: usize, part: usize) -> Option<History> {
        let (packed, at) = Packed::take(kept, at, part)?;
        let bytes = &kept.near;
        let (rest, after) = postcard::take_from_bytes::<Rest<'_>>(bytes.get(at..)?).ok()?;
        let at = bytes.len().checked_sub(after.len())?;
        let rare = if rest.rare.is_empty() { Rare::default() } else { rmp_serde::from_slice(rest.rare).ok()? };
        let Rest { tests, profile, apart, wells, .. } = rest;
        Some(History {
            days: Days::of(Cold::of(packed, Arc::clone(bytes), at)?),
            sessions: BTreeMap::new(),
            tests: tests.into_iter().map(|test| (test.id.clone(), test)).collect(),
            experiments: rare.experiments.into_iter().map(|known| (known.experiment.id.clone(), known)).collect(),
            spans: rare.spans.into_iter().map(|span| (span.id.clone(), span)).collect(),
            profile,
            apart: apart.into_iter().map(Apart::of).collect(),
            wells,
        })
    }

    /// Are there days of long ago that nobody asked for? They need not be there for a morning; only tests ask that.
    pub fn is_packed(&self) -> bool {
        self.days.is_packed()
    }

    /// Are these two entries kept apart?
    pub fn are_apart(&self, one: &SessionId, other: &SessionId) -> bool {
        self.apart.holds(one, other)
    }

    /// All entries that are kept apart.
    pub fn apart(&self) -> &KeptApart {
        &self.apart
    }

    /// The person.
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What is known of a day.
    pub fn day(&self, day: Day) -> Option<&DayRecord> {
        self.days.get(day)
    }

    /// The check-in of a day, if there is anything in it.
    pub fn check_in(&self, day: Day) -> Option<&CheckIn> {
        self.days.get(day).map(|record| &record.check_in)
    }

    /// Is anything known of any day?
    pub fn has_days(&self) -> bool {
        !self.days.is_empty()
    }

    /// Every day something is known of, in order.
    pub fn days(&self) -> impl DoubleEndedIterator<Item = (Day, &DayRecord)> {
        self.days.iter()
    }

    /// The days of a range, both ends included.
    pub fn days_in(&self, first: Day, last: Day) -> impl DoubleEndedIterator<Item = (Day, &DayRecord)> {
        self.days.range(first, last)
    }

    /// The days of which another history knows something else, in order.
    pub fn days_unlike(&self, other: &History) -> Vec<Day> {
        self.days.unlike(&other.days)
    }

    /// How many days a day lies from the nearest other one with a record or a test; `None` = there is no other.
    pub fn days_from_others(&self, day: Day) -> Option<i64> {
        let before = self.days.range(Day::MIN, day.minus(1)).next_back().map(|(other, _)| day.since(other));
        let after = self.days.range(day.plus(1), Day::MAX).next().map(|(other, _)| other.since(day));
        let tests = self.tests.values().map(|test| test.day.since(day).abs()).filter(|days| *days > 0);
        before.into_iter().chain(after).filter(|days| *days > 0).chain(tests).min()
    }

    /// The sessions of a day, in the order they were first recorded.
    pub fn sessions_on(&self, day: Day) -> impl Iterator<Item = &Session> {
        self.days.get(day).into_iter().flat_map(DayRecord::sessions)
    }

    /// A session by its name.
    pub fn session(&self, id: &SessionId) -> Option<&Session> {
        self.recorded(id).map(|recorded| &recorded.session)
    }

    /// Every session, by name.
    pub fn sessions(&self) -> impl Iterator<Item = &Session> {
        let mut cold: Vec<&Session> = Vec::new();
        if self.days.is_cold() {
            cold.extend(self.days().flat_map(|(_, record)| record.sessions()));
            cold.sort_by(|one, other| one.id.cmp(&other.id));
        }
        let warm = self.sessions.values().filter(|_| !self.days.is_cold()).map(|recorded| &recorded.session);
        warm.chain(cold)
    }

    /// Every session, in the order they were first recorded: whatever changes of one, its place stays until it is taken away.
    pub fn sessions_as_recorded(&self) -> Vec<&Session> {
        let mut all: Vec<&Arc<Recorded>> = self.days().flat_map(|(_, record)| &record.sessions).collect();
        all.sort_by_key(|recorded| (recorded.first, &recorded.session.id));
        all.into_iter().map(|recorded| &recorded.session).collect()
    }

    fn recorded(&self, id: &SessionId) -> Option<&Arc<Recorded>> {
        self.sessions.get(id).or_else(|| self.days.session(id))
    }

    /// Every test result, by name of the entry.
    pub fn tests(&self) -> impl Iterator<Item = &Test> {
        self.tests.values()
    }

    /// A test result by the name of its entry.
    pub fn test(&self, id: &TestId) -> Option<&Test> {
        self.tests.get(id)
    }

    /// Every experiment, by name.
    pub fn experiments(&self) -> impl Iterator<Item = &Registered> {
        self.experiments.values()
    }

    /// An experiment by its name.
    pub fn experiment(&self, id: &ExperimentId) -> Option<&Registered> {
        self.experiments.get(id)
    }

    /// Every span, in the order of their first days.
    pub fn spans(&self) -> impl Iterator<Item = &Span> {
        let mut spans: Vec<&Span> = self.spans.values().collect();
        spans.sort_by_key(|span| (span.from, &span.id));
        spans.into_iter()
    }

    /// The spans that hold on a day, in the order of their first days.
    pub fn spans_on(&self, day: Day) -> impl Iterator<Item = &Span> {
        self.spans().filter(move |span| span.covers(day))
    }

    /// A span by its name.
    pub fn span(&self, id: &SpanId) -> Option<&Span> {
        self.spans.get(id)
    }

    /// Every span with the day on which a check-in ended it, by name.
    pub fn held(&self) -> Vec<Held> {
        let held = |span: &Span| Held { span: span.clone(), well: self.well(span) };
        self.spans.values().map(held).collect()
    }

    /// The day on which a check-in ended an open illness.
    fn well(&self, span: &Span) -> Option<Day> {
        let said = |(day, record): (Day, &DayRecord)| record.check_in.denied(Field::Ill).then_some(day);
        let find = || self.days_in(span.from.plus(1), Day::MAX).find_map(said);
        // It may lie years back, and is asked for every morning.
        let known = || self.wells.get(&span.from).copied().filter(|well| self.days.is_unchanged(*well));
        let ends = span.kind == SpanKind::Ill && span.is_open();
        ends.then(|| known().or_else(find)).flatten()
    }

    /// The time for training on a day: the day's own, else the weekday's.
    pub fn availability(&self, day: Day) -> Availability {
        let weekday = day.weekday().num_days_from_monday() as usize;
        self.days
            .get(day)
            .and_then(|record| record.plan.availability)
            .or_else(|| self.profile.week.get(weekday).copied())
            .unwrap_or_default()
    }

    /// What the done sessions of a kind before a day say, the newest first.
    pub fn said_before(&self, kind: Kind, asked: Asked, day: Day) -> impl Iterator<Item = i64> {
        self.days.said_before(kind, asked, day)
    }

    /// The device that was typed with the newest heart values up to a day; `None` = none was.
    pub fn typed_device(&self, until: Day) -> Option<&str> {
        self.days.typed_device(until)
    }

    /// Is nothing known at all?
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.tests.is_empty() && self.experiments.is_empty() && self.spans.is_empty()
    }

    pub(super) fn set_apart(&mut self, group: &Apart, apart: bool) {
        self.apart.set(group, apart);
    }

    // Each setter returns the earliest day it changes anything for.

    pub(super) fn set_profile(&mut self, profile: Profile) -> Day {
        self.profile = profile;
        Day::MIN
    }

    pub(super) fn set_check_in(&mut self, day: Day, check_in: CheckIn) -> Day {
        self.change(day, |record| record.check_in = check_in)
    }

    /// Lays answers over those of a check-in that were all given before.
    pub(super) fn answer(
        &mut self,
        day: Day,
        before: bool,
        answers: &[(Field, Option<Value>)],
        source: &Source,
        stamp: Stamp,
    ) -> Day {
        self.change(day, |record| {
            let check_in = if before { &mut record.before } else { &mut record.check_in };
            check_in.merge_all(answers, source, stamp);
        })
    }

    pub(super) fn set_before(&mut self, day: Day, before: CheckIn) -> Day {
        self.change(day, |record| record.before = before)
    }

    pub(super) fn set_day_plan(&mut self, day: Day, plan: DayPlan) -> Day {
        // What a week is for stands on its Monday, which may be its third day.
        self.change(day, |record| record.plan = plan).minus(2)
    }

    pub(super) fn set_test(&mut self, id: &TestId, test: Option<Test>) -> Option<Day> {
        let now = test.as_ref().map(|test| test.day);
        let old = match test {
            Some(test) => self.tests.insert(id.clone(), test),
            None => self.tests.remove(id),
        };
        old.map(|test| test.day).into_iter().chain(now).min()
    }

    pub(super) fn set_span(&mut self, id: &SpanId, span: Option<Span>) -> Option<Day> {
        let now = span.as_ref().map(|span| span.from);
        let old = match span {
            Some(span) => self.spans.insert(id.clone(), span),
            None => self.spans.remove(id),
        };
        old.map(|old| old.from).into_iter().chain(now).min()
    }

    pub(super) fn set_experiment(&mut self, id: &ExperimentId, registered: Option<Registered>) -> Option<Day> {
        let now = registered.as_ref().map(|registered| registered.experiment.first_day);
        let old = match registered {
            Some(registered) => self.experiments.insert(id.clone(), registered),
            None => self.experiments.remove(id),
        };
        old.map(|old| old.experiment.first_day).into_iter().chain(now).min()
    }

    /// Puts a session, first recorded at `first`, where it belongs; `None` takes it away.
    pub(super) fn set_session(&mut self, id: &SessionId, session: Option<(Stamp, Session)>) -> Option<Day> {
        let recorded = session.map(|(first, session)| Arc::new(Recorded { first, session }));
        let old = match &recorded {
            Some(recorded) => self.sessions.insert(id.clone(), Arc::clone(recorded)),
            None => self.sessions.remove(id),
        };
        let old = old.as_ref().or_else(|| self.days.session(id)).map(|old| old.session.day);
        if let Some(day) = old {
            self.change(day, |record| record.sessions.retain(|present| present.session.id != *id));
        }
        let now = recorded.map(|recorded| {
            self.change(recorded.session.day, |record| {
                let at = record.sessions.partition_point(|other| (other.first, &other.session.id) < (recorded.first, id));
                record.sessions.insert(at, recorded);
            })
        });
        old.into_iter().chain(now).min()
    }

    /// Changes a day and forgets it if nothing is left.
    fn change(&mut self, day: Day, change: impl FnOnce(&mut DayRecord)) -> Day {
        self.days.change(day, change);
        day
    }
}
