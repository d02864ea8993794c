//! The solver's tables (`planner.md` §5): per day the legal pairs and what follows from each.
#![expect(clippy::indexing_slicing, reason = "numeric kernel: classes, traces and states are numbered by the tables themselves")]

use std::collections::HashMap;

use crate::domain::Slot;

use super::classes::{Class, POINT, Value, classes};
use super::evaluate::own_places;
use super::facts::{DayFacts, Mark, Trace, WeekFacts};
use super::frame::{Frame, over_day};
use super::plan::{DayIndex, Spot};
use super::rules::{DayView, LinkView, day_cost, link_cost, week_cost};

/// What is left of each class, in bits side by side; above them the number of the [`Aux`], and a
/// bit that is always set (so that "nobody" can be asked for like a class).
pub(super) type Key = u128;

/// Bits for what is left.
const LEFT_BITS: u32 = 115;
pub(super) const AUX_SHIFT: u32 = LEFT_BITS;
const NOBODY: Key = 1 << 127;

/// Where a class stands in the key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub mask: Key,
    pub one: Key,
}

/// What the days so far leave behind for the rules about more than one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Aux {
    pub before: Mark,
    pub week: WeekFacts,
}

/// Whom a day gets: a class or nobody (= number of classes) in the morning and in the evening.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayPair {
    pub am: u8,
    pub pm: u8,
    /// Which of the day's traces it leaves.
    pub trace: u16,
    /// What the day costs by itself, with moving.
    pub value: Value,
}

/// A day of the solver.
#[derive(Debug)]
pub(super) struct DayTable {
    pub day: DayIndex,
    /// In word order.
    pub pairs: Vec<DayPair>,
    pub traces: usize,
    /// For each aux and trace: the next day's aux, and what the rules about more than one day cost.
    pub next: Vec<(u16, Value)>,
    /// Classes whose last place is on this day: who is left of them is dropped.
    pub expiring: Vec<usize>,
}

/// All tables.
#[derive(Debug)]
pub(super) struct Instance {
    pub classes: Vec<Class>,
    /// For each class, and for nobody at the end.
    pub fields: Vec<Field>,
    pub days: Vec<DayTable>,
    /// All are left, nothing is left behind yet.
    pub start: Key,
    /// What must be dropped whatever is done.
    pub hopeless: Value,
    /// Did every class find room in the key?
    pub complete: bool,
}

impl Instance {
    pub fn new(frame: &Frame<'_>) -> Instance {
        let (mut classes, mut hopeless, mut complete) = (Vec::new(), 0, true);
        let mut used = 0;
        for class in self::classes(frame) {
            let bits = usize::BITS - class.members.len().leading_zeros();
            let fits = used + bits <= LEFT_BITS;
            complete &= fits || class.open.is_empty();
            if class.open.is_empty() || !fits {
                hopeless += class.drop * class.members.len() as Value;
            } else {
                used += bits;
                classes.push(class);
            }
        }
        let (fields, start) = fields(&classes);
        let mut instance = Instance { classes, fields, days: Vec::new(), start, hopeless, complete };
        instance.days = instance.day_tables(frame);
        instance
    }

    /// The number that means nobody.
    pub fn nobody(&self) -> usize {
        self.classes.len()
    }

    /// How many of a class are left.
    pub fn left(&self, key: Key, class: usize) -> i64 {
        let field = self.fields[class];
        i64::try_from((key & field.mask) >> field.one.trailing_zeros()).unwrap_or(0)
    }

    fn day_tables(&self, frame: &Frame<'_>) -> Vec<DayTable> {
        let mut auxes = vec![first_aux(frame)];
        let mut tables = Vec::new();
        for day in frame.first()..frame.plan.length() {
            let (pairs, traces) = self.pairs(frame, day);
            let (next, after) = transitions(frame, day, &auxes, &traces);
            let expiring = (0..self.classes.len()).filter(|class| self.classes[*class].last_day() == Some(day)).collect();
            tables.push(DayTable { day, pairs, traces: traces.len(), next, expiring });
            auxes = after;
        }
        tables
    }

    /// The legal pairs of a day in word order, and the different traces they leave.
    fn pairs(&self, frame: &Frame<'_>, day: DayIndex) -> (Vec<DayPair>, Vec<Trace>) {
        let mut numbers: HashMap<Trace, u16> = HashMap::new();
        let (mut pairs, mut traces) = (Vec::new(), Vec::new());
        for am in self.candidates(Spot { day, slot: Slot::Am }) {
            for pm in self.candidates(Spot { day, slot: Slot::Pm }) {
                let Some((facts, moves)) = self.legal(frame, day, am, pm) else { continue };
                let trace = facts.trace(&frame.numbers);
                let cost = day_cost(&DayView {
                    numbers: &frame.numbers,
                    facts: &facts,
                    trace: &trace,
                    ease: frame.eases(day),
                    near: frame.near_of(day),
                });
                let number = *numbers.entry(trace).or_insert_with(|| {
                    traces.push(trace);
                    (traces.len() - 1) as u16
                });
                pairs.push(DayPair { am: am as u8, pm: pm as u8, trace: number, value: cost * POINT + moves });
            }
        }
        (pairs, traces)
    }

    fn candidates(&self, spot: Spot) -> Vec<usize> {
        let open = |class: &usize| self.classes.get(*class).is_none_or(|class| class.is_open(spot));
        (0..=self.nobody()).filter(open).collect()
    }

    /// The day with these two and its base, and what moving them there costs; `None` = not allowed.
    fn legal(&self, frame: &Frame<'_>, day: DayIndex, am: usize, pm: usize) -> Option<(DayFacts, Value)> {
        let time = frame.plan.availability(day)?;
        let base = frame.base_of(day);
        let mut facts = base;
        let (mut moves, mut anyone) = (0, false);
        for (number, slots) in [(am, vec![Slot::Am]), (pm, vec![Slot::Pm])] {
            let Some(class) = self.classes.get(number) else { continue };
            anyone = true;
            facts.add(&class.facts, slots[0]);
            if am != pm {
                moves += class.move_value(&frame.numbers, day, &slots);
            }
        }
        if let (true, Some(class)) = (am == pm, self.classes.get(am)) {
            if class.members.len() < 2 {
                return None;
            }
            moves = class.move_value(&frame.numbers, day, &[Slot::Am, Slot::Pm]);
        }
        let too_many = !time.two && facts.training > 1 && facts.training > base.training;
        let too_long = anyone && over_day(time, facts.minutes);
        (!too_many && !too_long).then_some((facts, moves))
    }
}

fn fields(classes: &[Class]) -> (Vec<Field>, Key) {
    let mut fields = Vec::with_capacity(classes.len() + 1);
    let (mut shift, mut start) = (0, NOBODY);
    for class in classes {
        let bits = usize::BITS - class.members.len().leading_zeros();
        fields.push(Field { mask: ((1 << bits) - 1) << shift, one: 1 << shift });
        start |= (class.members.len() as Key) << shift;
        shift += bits;
    }
    fields.push(Field { mask: NOBODY, one: 0 });
    (fields, start)
}

/// What the days before the first open one leave behind.
fn first_aux(frame: &Frame<'_>) -> Aux {
    let own = super::evaluate::sums(frame, &own_places(frame));
    let first = frame.first();
    let mut aux = Aux { before: frame.yesterday(), week: WeekFacts::default() };
    for (day, facts) in (0..first).zip(own) {
        aux = step(frame, day, aux, &facts.trace(&frame.numbers)).0;
    }
    aux
}

/// What a day with this trace leaves behind after `aux`, and what the rules about more than one day cost.
fn step(frame: &Frame<'_>, day: DayIndex, aux: Aux, trace: &Trace) -> (Aux, i64) {
    let numbers = &frame.numbers;
    let mut cost = link_cost(&LinkView { numbers, before: aux.before, trace });
    let mut week = aux.week;
    week.add(trace);
    week.strength_days = week.strength_days.min(numbers.strength_target);
    week.balance_days = week.balance_days.min(numbers.balance_target);
    let asked = !frame.is_away_week(day);
    if day % 7 == 6 {
        cost += if asked { week_cost(numbers, &week) } else { 0 };
        week = WeekFacts::default();
    }
    // A week that does not end inside the plan, or is spent away, is not judged.
    if !asked || day - day.rem_euclid(7) + 6 >= frame.plan.length() {
        week = WeekFacts::default();
    }
    (Aux { before: trace.mark, week }, cost)
}

/// For each aux and trace what comes of it, and the auxes of the next day.
fn transitions(frame: &Frame<'_>, day: DayIndex, auxes: &[Aux], traces: &[Trace]) -> (Vec<(u16, Value)>, Vec<Aux>) {
    let mut numbers: HashMap<Aux, u16> = HashMap::new();
    let (mut next, mut after) = (Vec::with_capacity(auxes.len() * traces.len()), Vec::new());
    for aux in auxes {
        for trace in traces {
            let (following, cost) = step(frame, day, *aux, trace);
            let number = *numbers.entry(following).or_insert_with(|| {
                after.push(following);
                (after.len() - 1) as u16
            });
            next.push((number, cost * POINT));
        }
    }
    (next, after)
}
