//! One thing that happened: what it is about, what it belongs to, when and by whom it was written.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answers;
use crate::domain::apart::Apart;
use crate::domain::checkin::Source;
use crate::domain::day::Day;
use crate::domain::experiment::{Experiment, ExperimentId};
use crate::domain::field::{Field, Value};
use crate::domain::plan::DayPlan;
use crate::domain::profile::ProfileChange;
use crate::domain::session::{Session, SessionId};
use crate::domain::span::{Span, SpanId};
use crate::domain::stamp::Stamp;
use crate::domain::test::{Test, TestId};

/// What was done together and is undone together; named by its first stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BatchId(pub Stamp);

/// Which check-in of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    /// In the morning.
    Morning,
    /// Before a session.
    Before,
}

/// What an entry is about; entries of different keys never touch each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Key {
    /// A check-in.
    CheckIn(Day, Moment),
    /// A session.
    Session(SessionId),
    /// A test result.
    Test(TestId),
    /// What was set for a day of the plan.
    DayPlan(Day),
    /// The person.
    Profile,
    /// Whether these entries are kept apart.
    Apart(Apart),
    /// An experiment.
    Experiment(ExperimentId),
    /// A span.
    Span(SpanId),
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    /// Answers were given (`None` takes one away); they merge field by field.
    SetCheckIn {
        /// The day of waking.
        day: Day,
        /// Morning, or before a session.
        moment: Moment,
        /// The answers.
        #[serde(with = "answers")]
        fields: Vec<(Field, Option<Value>)>,
        /// Where they come from.
        #[serde(default = "Source::typed", skip_serializing_if = "Source::is_plain")]
        source: Source,
    },
    /// A session is now this.
    PutSession(Box<Session>),
    /// A test result is now this.
    PutTest(Test),
    /// A day of the plan is now this.
    PutDayPlan {
        /// The day.
        day: Day,
        /// What is set for it.
        plan: DayPlan,
    },
    /// The person changed.
    SetProfile(ProfileChange),
    /// An experiment is registered; of a name the first one holds (`learning.md` §5).
    PutExperiment(Box<Experiment>),
    /// An experiment is ended early; the first end holds.
    EndExperiment {
        /// Which one.
        id: ExperimentId,
        /// The day it was ended.
        day: Day,
    },
    /// A span is now this.
    PutSpan(Box<Span>),
    /// Entries that may look like one session are as many, and are never joined.
    Apart(Apart),
    /// Forget everything before this about one thing.
    Erase(Key),
    /// A batch counts no longer; of a retraction: it counts again.
    Retract(BatchId),
}

impl Op {
    /// What this is about; `None` for a retraction, which is about a batch.
    pub fn key(&self) -> Option<Key> {
        match self {
            Op::SetCheckIn { day, moment, .. } => Some(Key::CheckIn(*day, *moment)),
            Op::PutSession(session) => Some(Key::Session(session.id.clone())),
            Op::PutTest(test) => Some(Key::Test(test.id.clone())),
            Op::PutDayPlan { day, .. } => Some(Key::DayPlan(*day)),
            Op::SetProfile(_) => Some(Key::Profile),
            Op::PutExperiment(experiment) => Some(Key::Experiment(experiment.id.clone())),
            Op::EndExperiment { id, .. } => Some(Key::Experiment(id.clone())),
            Op::PutSpan(span) => Some(Key::Span(span.id.clone())),
            Op::Apart(apart) => Some(Key::Apart(apart.in_order())),
            Op::Erase(key) => Some(key.clone()),
            Op::Retract(_) => None,
        }
    }
}

/// A line of the journal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// When, and by whom.
    pub stamp: Stamp,
    /// What it belongs to.
    pub batch: BatchId,
    /// What happened.
    pub op: Op,
}

/// What each retraction takes back, by its batch and stamp.
pub(super) type Retractions = BTreeMap<(BatchId, Stamp), BatchId>;

impl Entry {
    /// If it takes something back: its batch and stamp, and what.
    pub(super) fn retraction(&self) -> Option<((BatchId, Stamp), BatchId)> {
        match self.op {
            Op::Retract(target) => Some(((self.batch, self.stamp), target)),
            _ => None,
        }
    }

    /// Makes one batch of what happened together, with stamps after `last`.
    pub fn batch(ops: Vec<Op>, last: Stamp, wall_ms: u64, device: u64) -> Vec<Entry> {
        let mut stamp = last;
        let mut batch = None;
        let enter = |op| {
            stamp = stamp.next(wall_ms, device);
            Entry { stamp, batch: *batch.get_or_insert(BatchId(stamp)), op }
        };
        ops.into_iter().map(enter).collect()
    }
}
