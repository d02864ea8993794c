//! A lower bound for every state, and how it is sharpened.
//!
//! Every session left gets a price. If sessions could be used as often as one likes, but each use paid
//! its price back, the best rest of the plan would follow from the aux alone (a small table, backwards
//! over the days, with all rules exact); that plus the prices of who is left can never exceed the true
//! rest, as long as no price is above the price of dropping. Prices that make the imaginary plan use
//! everybody about once make the bound tight.
#![expect(clippy::indexing_slicing, reason = "numeric kernel: classes, traces and auxes are numbered by the instance")]

use crate::domain::Slot;

use super::assignment::row_prices;
use super::classes::{Class, POINT, Value};
use super::instance::{DayTable, Instance};

/// How much of a direction lives on in the next one.
const INERTIA: i64 = 10;
const WHOLE: i64 = 16;
/// How often prices are changed at most.
const ROUNDS: usize = 60;
/// How far above the bound the best plan is taken to be at first; halved where that leads nowhere.
const FIRST_REACH: Value = 16 * POINT;
/// Rounds without a better bound before that.
const PATIENCE: usize = 5;
/// Above any rest of a plan, with room to add.
const NEVER: Value = Value::MAX / 8;

/// Prices, and what follows from them.
#[derive(Debug, Clone)]
pub(super) struct Bound {
    /// The price of a session of each class; of nobody 0.
    pub prices: Vec<Value>,
    /// Day by day, the value of each pair less the prices of its two.
    pub reduced: Vec<Vec<Value>>,
    /// Day by day, for each aux and trace: the cheapest rest of the plan from there, the day's own value aside.
    pub rest: Vec<Vec<Value>>,
    /// Nothing cheaper exists.
    pub least: Value,
    /// How often the imaginary plan of `least` uses each class.
    used: Vec<i64>,
}

impl Bound {
    /// The bound of good starting prices.
    pub fn new(instance: &Instance) -> Bound {
        Bound::of(instance, starting_prices(instance))
    }

    fn of(instance: &Instance, prices: Vec<Value>) -> Bound {
        let reduce = |day: &DayTable| {
            let less = |pair: &super::instance::DayPair| pair.value - prices[usize::from(pair.am)] - prices[usize::from(pair.pm)];
            day.pairs.iter().map(less).collect::<Vec<Value>>()
        };
        let reduced: Vec<Vec<Value>> = instance.days.iter().map(reduce).collect();
        let cheapest: Vec<Vec<(Value, usize)>> =
            instance.days.iter().zip(&reduced).map(|(day, reduced)| cheapest_pairs(day, reduced)).collect();
        let rest = rests(instance, &cheapest);
        let held: Value = instance.classes.iter().zip(&prices).map(|(class, price)| class.members.len() as Value * price).sum();
        let (imagined, used) = imagine(instance, &cheapest, &rest);
        Bound { prices, reduced, rest, least: held + imagined, used }
    }

    /// Better prices: small steps towards everybody being used once. `best` is the value of the best plan known.
    pub fn sharpen(self, instance: &Instance, best: Option<Value>) -> Bound {
        let mut here = self.clone();
        let mut sharpest = self;
        let (mut reach, mut since) = (FIRST_REACH, 0);
        let mut way = vec![0; instance.nobody()];
        for _ in 0..ROUNDS {
            let gap = best.map_or(reach, |best| (best - here.least).clamp(0, reach));
            let Some(prices) = better_prices(instance, &here, &mut way, gap) else { break };
            here = Bound::of(instance, prices);
            since += 1;
            if here.least > sharpest.least {
                since = 0;
                sharpest = here.clone();
            } else if since == PATIENCE {
                since = 0;
                reach = reach * 2 / 3;
            }
        }
        sharpest
    }
}

/// A step towards everybody being used once; `None` where they are, or no step is left.
///
/// `way` is the direction, in which the steps before still count (else they would zigzag).
fn better_prices(instance: &Instance, bound: &Bound, way: &mut [i64], gap: Value) -> Option<Vec<Value>> {
    if instance.classes.iter().zip(&bound.used).all(|(class, used)| class.members.len() as i64 == *used) {
        return None;
    }
    for ((way, class), used) in way.iter_mut().zip(&instance.classes).zip(&bound.used) {
        *way = *way * INERTIA / WHOLE + (class.members.len() as i64 - used) * WHOLE;
    }
    let norm: i64 = way.iter().map(|way| way * way).sum();
    if norm == 0 || gap == 0 {
        return None;
    }
    let dearer = |(class, (price, way)): (&Class, (&Value, &i64))| (price + gap * WHOLE * way / norm).min(class.drop);
    let mut prices: Vec<Value> = instance.classes.iter().zip(bound.prices.iter().zip(way.iter())).map(dearer).collect();
    prices.push(0);
    (prices != bound.prices).then_some(prices)
}

/// For each trace the cheapest pair that leaves it.
fn cheapest_pairs(day: &DayTable, reduced: &[Value]) -> Vec<(Value, usize)> {
    let mut cheapest = vec![(NEVER, 0); day.traces];
    for (number, (pair, value)) in day.pairs.iter().zip(reduced).enumerate() {
        let slot = &mut cheapest[usize::from(pair.trace)];
        if *value < slot.0 {
            *slot = (*value, number);
        }
    }
    cheapest
}

/// Backwards over the days: the cheapest rest after each aux and trace.
fn rests(instance: &Instance, cheapest: &[Vec<(Value, usize)>]) -> Vec<Vec<Value>> {
    let mut rests = vec![Vec::new(); instance.days.len()];
    let mut after: Vec<Value> = Vec::new();
    for (number, day) in instance.days.iter().enumerate().rev() {
        let rest: Vec<Value> =
            day.next.iter().map(|(aux, cost)| cost + after.get(usize::from(*aux)).copied().unwrap_or(0)).collect();
        let best = |of_aux: &[Value]| of_aux.iter().zip(&cheapest[number]).map(|(rest, (value, _))| rest + value).min();
        after = rest.chunks(day.traces.max(1)).map(|of_aux| best(of_aux).unwrap_or(0)).collect();
        rests[number] = rest;
    }
    rests
}

/// The imaginary plan: its value, and how often it uses each class.
fn imagine(instance: &Instance, cheapest: &[Vec<(Value, usize)>], rests: &[Vec<Value>]) -> (Value, Vec<i64>) {
    let mut used = vec![0; instance.nobody() + 1];
    let (mut aux, mut whole) = (0, None);
    for (number, day) in instance.days.iter().enumerate() {
        let of_aux = &rests[number][aux * day.traces..(aux + 1) * day.traces];
        let choices = of_aux.iter().zip(&cheapest[number]).map(|(rest, (value, _))| rest + value);
        let Some((trace, value)) = choices.enumerate().min_by_key(|(_, value)| *value) else { continue };
        whole.get_or_insert(value);
        let pair = day.pairs[cheapest[number][trace].1];
        used[usize::from(pair.am)] += 1;
        used[usize::from(pair.pm)] += 1;
        aux = usize::from(day.next[aux * day.traces + trace].0);
    }
    used.truncate(instance.nobody());
    (whole.unwrap_or(0), used)
}

/// The prices of seating everybody as if days did not touch each other.
fn starting_prices(instance: &Instance) -> Vec<Value> {
    let members: Vec<usize> =
        instance.classes.iter().enumerate().flat_map(|(class, of)| of.members.iter().map(move |_| class)).collect();
    let seats: Vec<Vec<Value>> = instance.days.iter().flat_map(|day| seats(instance, day)).collect();
    let row = |class: &usize| {
        let drop = instance.classes[*class].drop;
        let seat = seats.iter().map(|seat| seat[*class].min(NEVER / 4));
        seat.chain(members.iter().map(|_| drop)).collect::<Vec<Value>>()
    };
    let rows: Vec<Vec<Value>> = members.iter().map(row).collect();
    let mut prices: Vec<Value> = instance.classes.iter().map(|class| class.drop).collect();
    for (class, price) in members.iter().zip(row_prices(&rows)) {
        prices[*class] = prices[*class].min(price);
    }
    prices.push(0);
    prices
}

/// The seats of a day, each with the price of every class alone on it: the two slots, or where one training
/// session is all a day holds, one seat for training and the two slots for what charges.
fn seats(instance: &Instance, day: &DayTable) -> Vec<Vec<Value>> {
    let nobody = instance.nobody();
    let pairs = || day.pairs.iter().map(|pair| (usize::from(pair.am), usize::from(pair.pm), pair.value));
    let empty = pairs().find(|(am, pm, _)| (*am, *pm) == (nobody, nobody)).map_or(0, |(_, _, value)| value);
    let trains = |class: usize| class < nobody && !super::facts::charging(instance.classes[class].facts.kind);
    let shared = !pairs().any(|(am, pm, _)| trains(am) && trains(pm));
    let mut seats = vec![vec![NEVER; nobody]; 3];
    for (am, pm, value) in pairs().filter(|(am, pm, _)| (*am == nobody) != (*pm == nobody)) {
        let (class, slot) = if am == nobody { (pm, Slot::Pm) } else { (am, Slot::Am) };
        let seat = match slot {
            _ if shared && trains(class) => 2,
            Slot::Am => 0,
            Slot::Pm => 1,
        };
        seats[seat][class] = seats[seat][class].min((value - empty).max(0));
    }
    seats
}
