//! The plan: days with their time, sessions with their places (`planner.md` §1).
//!
//! A plan is a value: commands make a new one, nothing here looks at a clock or a store.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Availability, Avoid, Body, Day, Kind, Priority, Rpe, SessionId, Situation, Slot, SpanKind, Status};
use crate::engine::averages::State;
use crate::engine::tuning::Load;
use crate::engine::{Stage, Verdict, load, milli};

/// A day of the plan, counted from its first one; negative = before it.
pub type DayIndex = i32;

/// Most days a plan has.
pub const MOST_DAYS: usize = 28;

/// A place in the plan, in time order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    /// Which day.
    pub day: DayIndex,
    /// Morning or evening.
    pub slot: Slot,
}

/// What the day before day 0 was like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Yesterday {
    /// Was it a hard day?
    pub hard: bool,
    /// Did it drain?
    pub drain: bool,
    /// Which muscles its strength work was for.
    pub body: Option<Body>,
}

/// A session as the planner sees it.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanSession {
    /// Unique; compared by its bytes.
    pub id: SessionId,
    /// What the person calls it; empty = its kind.
    pub title: String,
    /// What it is.
    pub kind: Kind,
    /// Minutes, 0–1440.
    pub minutes: u16,
    /// Effort.
    pub rpe: Rpe,
    /// A measured load, whole points; replaces the estimate.
    pub load: Option<i64>,
    /// Its load as the averages count it, milli-points, where it is not RPE × minutes or the measured one.
    pub milli: Option<i64>,
    /// How much it matters.
    pub priority: Priority,
    /// Where it stands; `None` = not placed yet.
    pub at: Option<Spot>,
    /// Stays where it is.
    pub lock: bool,
    /// May only be on this day.
    pub fix_day: Option<DayIndex>,
    /// May only be in this slot.
    pub fix_slot: Option<Slot>,
    /// May only be on these days (first, last).
    pub window: Option<(DayIndex, DayIndex)>,
    /// For strength: which half.
    pub body: Body,
    /// Where it stands in life.
    pub status: Status,
    /// Better or broken after it, in tenths of an answer: 10 drained … 50 charged. `None` = expected by kind.
    pub feel: Option<i64>,
    /// A deload has shortened it already.
    pub eased: bool,
}

impl PlanSession {
    /// A session not placed yet, of no length.
    pub fn new(id: SessionId, kind: Kind) -> PlanSession {
        PlanSession {
            id,
            title: String::new(),
            kind,
            minutes: 0,
            rpe: Rpe::default(),
            load: None,
            milli: None,
            priority: Priority::default(),
            at: None,
            lock: false,
            fix_day: None,
            fix_slot: None,
            window: None,
            body: Body::default(),
            status: Status::Planned,
            feel: None,
            eased: false,
        }
    }

    /// What to call it in a sentence.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { self.kind.id() } else { &self.title }
    }

    /// Load as the averages count it, milli-points.
    pub fn milli(&self, numbers: &Load) -> i64 {
        let effort = || load::effort_milli(i64::from(self.rpe.halves()) * 5, self.minutes, numbers);
        self.milli.or(self.load.map(|load| load * 1000)).unwrap_or_else(effort)
    }

    /// The same in whole points, rounded half up.
    pub fn points(&self, numbers: &Load) -> i64 {
        milli::rounded(self.milli(numbers))
    }
}

/// Costs and limits of one plan, by name; the names are those of [`super::is_own_number`].
pub type OwnRules = BTreeMap<String, i64>;

/// What holds over days, counted as the plan's.
#[derive(Debug, Clone, PartialEq)]
pub struct PlanSpan {
    /// What holds.
    pub kind: SpanKind,
    /// Its first day.
    pub from: DayIndex,
    /// Its last day; `None` = open.
    pub to: Option<DayIndex>,
    /// Of an injury: what it does not allow.
    pub avoid: Vec<Avoid>,
}

impl PlanSpan {
    /// Does it hold on a day?
    pub fn covers(&self, day: DayIndex) -> bool {
        self.from <= day && self.to.is_none_or(|to| day <= to)
    }
}

/// A morning of the plan that is known: today's and the ones before it, or what leads to a plan to come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    /// Fitness and fatigue; `None` = before the start day.
    pub state: Option<State>,
    /// Not to be trusted yet.
    pub settling: bool,
}

/// A plan of 1–28 days.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The date of day 0.
    pub start: Day,
    /// Today, as a day of the plan.
    pub today: DayIndex,
    /// What this morning says.
    pub verdict: Verdict,
    /// How deep fatigue sits.
    pub stage: Stage,
    /// The life around the training.
    pub situation: Option<Situation>,
    /// Costs and limits that differ from the table.
    pub rules: OwnRules,
    /// The day before day 0.
    pub yesterday: Yesterday,
    /// Event days outside the plan.
    pub events: Vec<DayIndex>,
    /// The days and their time.
    pub days: Vec<Availability>,
    /// The sessions, in any order.
    pub sessions: Vec<PlanSession>,
    /// The days whose time was set for this very day.
    pub own: BTreeSet<DayIndex>,
    /// What holds over days.
    pub spans: Vec<PlanSpan>,
    /// Whole points of each day to the day before day 0, from the start day or from a later one that tells as much of breaks
    /// and returns; `None` = trained, load unknown.
    pub past: Vec<Option<i64>>,
    /// The first mornings, as far as they are known.
    pub mornings: Vec<Known>,
}

impl Plan {
    /// A plan without sessions.
    pub fn empty(start: Day, today: DayIndex, days: Vec<Availability>) -> Plan {
        Plan {
            start,
            today,
            verdict: Verdict::Train,
            stage: Stage::Fresh,
            situation: None,
            rules: OwnRules::new(),
            yesterday: Yesterday::default(),
            events: Vec::new(),
            days,
            sessions: Vec::new(),
            own: BTreeSet::new(),
            spans: Vec::new(),
            past: Vec::new(),
            mornings: Vec::new(),
        }
    }

    /// How many days.
    pub fn length(&self) -> DayIndex {
        DayIndex::try_from(self.days.len()).unwrap_or(DayIndex::MAX)
    }

    /// The date of a day of the plan.
    pub fn date(&self, day: DayIndex) -> Day {
        self.start.plus(i64::from(day))
    }

    /// The time of a day; `None` outside the plan.
    pub fn availability(&self, day: DayIndex) -> Option<&Availability> {
        usize::try_from(day).ok().and_then(|day| self.days.get(day))
    }

    /// Is the person away on a day, on holiday or in a pause, and has not set its time all the same?
    pub fn away(&self, day: DayIndex) -> bool {
        self.spans.iter().any(|span| span.kind.is_away() && span.covers(day)) && !self.own.contains(&day)
    }

    /// Does an injury not allow a session on a day?
    pub fn avoids(&self, session: &PlanSession, day: DayIndex) -> bool {
        let meets = |span: &PlanSpan| span.avoid.iter().any(|avoid| avoid.meets(session.kind, session.body));
        self.spans.iter().any(|span| span.kind == SpanKind::Injury && span.covers(day) && meets(span))
    }

    /// A session by its name.
    pub fn session(&self, id: &SessionId) -> Option<&PlanSession> {
        self.sessions.iter().find(|session| session.id == *id)
    }

    /// The full weeks of the plan, by their first day.
    pub fn full_weeks(&self) -> impl Iterator<Item = DayIndex> {
        (0..self.length() / 7).map(|week| week * 7)
    }
}
