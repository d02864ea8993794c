//! Interchangeable sessions (`planner.md` §4): the solver decides between classes, not names.

use std::collections::BTreeMap;

use crate::domain::{Kind, Priority, Slot};
use crate::engine::tuning::Planner;

use super::evaluate::drop_price;
use super::facts::{Muscles, SessionFacts};
use super::frame::Frame;
use super::plan::{DayIndex, Spot};

/// A cost and its part for moving in one number, compared in this order: cost × 2²⁰ + changes.
///
/// The changes of any plan stay far below 2²⁰, its cost below 2⁴².
pub(super) type Value = i64;

/// One point of cost.
pub(super) const POINT: Value = 1 << 20;

/// A cost of which `changes` is for moving.
pub(super) fn value(cost: i64, changes: i64) -> Value {
    cost * POINT + changes
}

/// Sessions that nobody could tell apart.
#[derive(Debug)]
pub(super) struct Class {
    /// By id.
    pub members: Vec<usize>,
    pub facts: SessionFacts,
    /// Where they may stand, in time order.
    pub open: Vec<Spot>,
    /// The price of dropping one.
    pub drop: Value,
    /// Where the person has them; empty if they are not placed.
    own: Vec<Spot>,
}

/// What makes sessions interchangeable.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    kind: Kind,
    minutes: i64,
    load: i64,
    halves: u8,
    priority: Priority,
    muscles: Muscles,
    open: Vec<Spot>,
    placed: bool,
}

/// The classes of the free sessions, numbered by their smallest id.
pub(super) fn classes(frame: &Frame<'_>) -> Vec<Class> {
    let mut by_likeness: BTreeMap<Likeness, usize> = BTreeMap::new();
    let mut classes: Vec<Class> = Vec::new();
    // In the order of ids, so a class gets its number from its smallest one.
    for index in frame.free() {
        let (Some(session), Some(facts)) = (frame.plan.sessions.get(index), frame.facts.get(index)) else { continue };
        let open = open_places(frame, index);
        let likeness = Likeness {
            kind: session.kind,
            minutes: facts.minutes,
            load: facts.load,
            halves: session.rpe.halves(),
            priority: session.priority,
            muscles: facts.muscles,
            open: open.clone(),
            placed: session.at.is_some(),
        };
        let number = *by_likeness.entry(likeness).or_insert(classes.len());
        if number == classes.len() {
            let drop = drop_value(&frame.numbers, session.priority, facts, session.at.is_some());
            classes.push(Class { members: Vec::new(), facts: *facts, open, drop, own: Vec::new() });
        }
        if let Some(class) = classes.get_mut(number) {
            class.members.push(index);
            class.own.extend(session.at);
        }
    }
    classes
}

fn open_places(frame: &Frame<'_>, session: usize) -> Vec<Spot> {
    let (first, last) = frame.windows.get(session).copied().unwrap_or((0, -1));
    let days = first.max(frame.first())..=last.min(frame.plan.length() - 1);
    let spots = days.flat_map(|day| [Spot { day, slot: Slot::Am }, Spot { day, slot: Slot::Pm }]);
    spots.filter(|spot| frame.closed(session, *spot).is_none()).collect()
}

fn drop_value(numbers: &Planner, priority: Priority, facts: &SessionFacts, placed: bool) -> Value {
    let change = if placed { numbers.moved_day + numbers.moved_slot } else { 0 };
    value(drop_price(numbers, priority) + facts.minutes + change, change)
}

impl Class {
    /// The last day with a place for it.
    pub fn last_day(&self) -> Option<DayIndex> {
        self.open.last().map(|spot| spot.day)
    }

    pub fn is_open(&self, spot: Spot) -> bool {
        self.open.binary_search(&spot).is_ok()
    }

    /// What it costs to have these of the class on a day, counted on places (§3, `moved`).
    pub fn move_value(&self, numbers: &Planner, day: DayIndex, here: &[Slot]) -> Value {
        if self.own.is_empty() {
            return 0;
        }
        let more = |now: usize, before: usize| i64::try_from(now.saturating_sub(before)).unwrap_or(0);
        let before = |slot: Slot| self.own.iter().filter(|spot| **spot == Spot { day, slot }).count();
        let on_day = self.own.iter().filter(|spot| spot.day == day).count();
        let slots: i64 = here.iter().map(|slot| more(1, before(*slot))).sum();
        let change = numbers.moved_day * more(here.len(), on_day) + numbers.moved_slot * slots;
        value(change, change)
    }
}

/// Gives the places of a class to its sessions (§5, naming); who is not in the answer is dropped.
///
/// First who stays put, then who stays on the day, then the rest by id.
pub(super) fn name_places(class: &Class, places: &[Spot], own: impl Fn(usize) -> Option<Spot>) -> Vec<(usize, Spot)> {
    let mut waiting: Vec<usize> = class.members.clone();
    let mut places: Vec<Spot> = places.to_vec();
    let mut named = Vec::with_capacity(places.len());
    let stays_put = |session: usize, spot: Spot| own(session) == Some(spot);
    let stays_on_day = |session: usize, spot: Spot| own(session).is_some_and(|own| own.day == spot.day);
    let anyone = |_: usize, _: Spot| true;
    let rounds: [&dyn Fn(usize, Spot) -> bool; 3] = [&stays_put, &stays_on_day, &anyone];
    for fits in rounds {
        places.retain(|spot| match waiting.iter().position(|session| fits(*session, *spot)) {
            Some(at) => {
                named.push((waiting.remove(at), *spot));
                false
            }
            None => true,
        });
    }
    named
}
