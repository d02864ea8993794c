//! One pass over the days (`planner.md` §5): states forward, the cheapest way to each, the earlier word on ties.
#![expect(clippy::indexing_slicing, reason = "numeric kernel: classes, pairs and states are numbered by the instance")]

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::bound::Bound;
use super::classes::Value;
use super::instance::{AUX_SHIFT, DayTable, Instance, Key};

const AUX_MASK: Key = 0xfff << AUX_SHIFT;

/// Above the value of any plan, with room to subtract.
const NO_LIMIT: Value = Value::MAX / 4;

/// How many states are looked at between two questions whether to go on.
const ASK_EVERY: usize = 1024;

/// A plan of the classes: which pair each day has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Without what must be dropped whatever is done.
    pub value: Value,
    /// Day by day the number of its pair.
    pub pairs: Vec<u16>,
}

/// What a pass found.
#[derive(Debug)]
pub(super) struct Pass {
    /// The best plan, if there is a better one than the best known.
    pub found: Option<Word>,
    /// The least that the states cut away for width could have come to; `None` = none was cut.
    pub cut: Option<Value>,
}

/// The cheapest way to what is left and left behind on a morning.
#[derive(Debug, Clone, Copy)]
struct Reached {
    key: Key,
    /// What it cost so far, and the prices of who is left.
    value: Value,
    /// `value` and the cheapest rest there could be.
    total: Value,
    /// The state of the day before, in word order, and the pair that led here.
    parent: u32,
    pair: u16,
    /// How its word so far compares with the best known plan's.
    word: Ordering,
}

/// Spreads the bits of a key; keys are no input of strangers.
#[derive(Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_u128(&mut self, key: u128) {
        let (low, high) = (key as u64, (key >> 64) as u64);
        let mixed = u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
        self.0 = (mixed as u64) ^ ((mixed >> 64) as u64);
    }
}

type Layer = HashMap<Key, u32, BuildHasherDefault<KeyHasher>>;

/// A pass under way.
pub(super) struct Search<'a> {
    pub instance: &'a Instance,
    pub bound: &'a Bound,
    /// The best plan known.
    pub best: Option<&'a Word>,
    /// States kept for each day.
    pub width: usize,
}

impl Search<'_> {
    /// Goes over all days; `None` where `keep_going` said no.
    pub fn run(&self, keep_going: &mut dyn FnMut() -> bool) -> Option<Pass> {
        let mut layer = vec![self.first()];
        let mut ways: Vec<Vec<(u32, u16)>> = Vec::with_capacity(self.instance.days.len());
        let (mut cut, mut states): (Option<Value>, usize) = (None, 0);
        for number in 0..self.instance.days.len() {
            let mut next = self.extend(number, &layer, &mut states, keep_going)?;
            next.sort_unstable_by_key(|state| (state.parent, state.pair));
            cut = [cut, narrow(&mut next, self.width)].into_iter().flatten().min();
            ways.push(next.iter().map(|state| (state.parent, state.pair)).collect());
            layer = next;
        }
        // The first of the cheapest has the smallest word.
        let last = layer.iter().enumerate().min_by_key(|(_, state)| state.value);
        let found = last.map(|(at, state)| Word { value: state.value, pairs: way_to(&ways, at) });
        Some(Pass { found, cut })
    }

    fn first(&self) -> Reached {
        let classes = self.instance.classes.iter().zip(&self.bound.prices);
        let value = classes.map(|(class, price)| class.members.len() as Value * price).sum();
        Reached { key: self.instance.start, value, total: self.bound.least, parent: 0, pair: 0, word: Ordering::Equal }
    }

    /// Every state of the next morning that may still lead to the best plan.
    fn extend(
        &self,
        number: usize,
        layer: &[Reached],
        states: &mut usize,
        keep_going: &mut dyn FnMut() -> bool,
    ) -> Option<Vec<Reached>> {
        let mut known = Layer::default();
        let mut next: Vec<Reached> = Vec::new();
        for (rank, state) in (0u32..).zip(layer) {
            *states += 1;
            if states.is_multiple_of(ASK_EVERY) && !keep_going() {
                return None;
            }
            self.extend_state(number, rank, state, &mut known, &mut next);
        }
        Some(next)
    }

    fn extend_state(&self, number: usize, rank: u32, state: &Reached, known: &mut Layer, next: &mut Vec<Reached>) {
        let day = &self.instance.days[number];
        let reduced = &self.bound.reduced[number];
        let aux = usize::try_from((state.key & AUX_MASK) >> AUX_SHIFT).unwrap_or(0) * day.traces;
        let (rest, following) = (&self.bound.rest[number][aux..aux + day.traces], &day.next[aux..aux + day.traces]);
        let (limit, best_pair) = self.best.map_or((NO_LIMIT, 0), |best| (best.value, best.pairs[number]));
        let slack = limit - state.value;
        for (pair_number, (pair, value)) in (0u16..).zip(day.pairs.iter().zip(reduced)) {
            let trace = usize::from(pair.trace);
            let to_come = value + rest[trace];
            if to_come > slack {
                continue;
            }
            let Some(left) = self.take(state.key, pair.am, pair.pm) else { continue };
            let (left, expired) = self.expire(day, left);
            let word = state.word.then(if self.best.is_some() { pair_number.cmp(&best_pair) } else { Ordering::Equal });
            let total = state.value + to_come + expired;
            // Only an earlier word may tie with the best known plan.
            if total > limit || (total == limit && word == Ordering::Greater) {
                continue;
            }
            let (aux, cost) = following[trace];
            let key = (left & !AUX_MASK) | (Key::from(aux) << AUX_SHIFT);
            let value = state.value + value + cost + expired;
            keep(Reached { key, value, total, parent: rank, pair: pair_number, word }, known, next);
        }
    }

    /// What is left when these two are taken; `None` where one of them is used up.
    fn take(&self, key: Key, am: u8, pm: u8) -> Option<Key> {
        let (am, pm) = (self.instance.fields[usize::from(am)], self.instance.fields[usize::from(pm)]);
        if key & am.mask == 0 {
            return None;
        }
        let key = key - am.one;
        (key & pm.mask != 0).then(|| key - pm.one)
    }

    /// Drops who has no place after this day; what that costs above the prices held for them.
    fn expire(&self, day: &DayTable, mut key: Key) -> (Key, Value) {
        let mut cost = 0;
        for class in &day.expiring {
            cost += self.instance.left(key, *class) * (self.instance.classes[*class].drop - self.bound.prices[*class]);
            key &= !self.instance.fields[*class].mask;
        }
        (key, cost)
    }
}

/// Keeps the cheaper of two ways to one state; on ties the one that came first.
fn keep(state: Reached, known: &mut Layer, next: &mut Vec<Reached>) {
    let at = *known.entry(state.key).or_insert(next.len() as u32) as usize;
    match next.get_mut(at) {
        None => next.push(state),
        Some(present) if state.value < present.value => *present = state,
        Some(_) => {}
    }
}

/// Keeps the most promising states, in word order; the least of what the others could have come to.
fn narrow(states: &mut Vec<Reached>, width: usize) -> Option<Value> {
    if states.len() <= width {
        return None;
    }
    states.sort_by_key(|state| state.total);
    let cut = states.get(width).map(|state| state.total);
    states.truncate(width);
    states.sort_unstable_by_key(|state| (state.parent, state.pair));
    cut
}

/// The pairs that lead to a state of the last layer.
fn way_to(ways: &[Vec<(u32, u16)>], mut at: usize) -> Vec<u16> {
    let mut pairs = Vec::with_capacity(ways.len());
    for layer in ways.iter().rev() {
        let (parent, pair) = layer[at];
        pairs.push(pair);
        at = parent as usize;
    }
    pairs.reverse();
    pairs
}
