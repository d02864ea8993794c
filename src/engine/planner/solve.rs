//! From a plan to its best order: passes of growing width until one cuts nothing away (`planner.md` §5).

use std::collections::BTreeMap;

use crate::domain::Slot;

use super::bound::Bound;
use super::classes::{POINT, Value, name_places};
use super::frame::Frame;
use super::instance::Instance;
use super::plan::Spot;
use super::search::{Search, Word};

/// The width of the first pass, and how much wider each next one is.
const FIRST_WIDTH: usize = 64;
const WIDER: usize = 8;

/// How long to search.
pub struct Limits<'a> {
    /// The widest pass, states per day; the specification's passes are 64, 512, 4,096 … 262,144.
    pub width: usize,
    /// Asked every 1,024 states; a pass during which it says no is thrown away.
    pub keep_going: &'a mut dyn FnMut() -> bool,
}

/// A best plan, or the best one found.
#[derive(Debug)]
pub(super) struct Solution {
    /// Parallel to the plan's sessions; `None` for who is dropped or not free.
    pub places: Vec<Option<Spot>>,
    /// No plan costs less than this.
    pub bound: i64,
    /// Is it the one best plan?
    pub proven: bool,
}

/// Finds the best order of the free sessions.
pub(super) fn solve(frame: &Frame<'_>, limits: &mut Limits<'_>) -> Solution {
    let instance = Instance::new(frame);
    let mut bound = Bound::new(&instance).sharpen(&instance, None);
    let (mut best, mut least, mut proven): (Option<Word>, Value, bool) = (None, bound.least, false);
    let mut width = FIRST_WIDTH.min(limits.width.max(1));
    loop {
        let search = Search { instance: &instance, bound: &bound, best: best.as_ref(), width };
        // The first pass is short, and without it there would be nothing to show.
        let pass = if best.is_none() { search.run(&mut || true) } else { search.run(limits.keep_going) };
        let Some(pass) = pass else { break };
        best = pass.found.or(best);
        let value = best.as_ref().map_or(Value::MAX, |best| best.value);
        least = least.max(pass.cut.map_or(value, |cut| cut.min(value)));
        proven = pass.cut.is_none();
        if proven || width >= limits.width {
            break;
        }
        if width == FIRST_WIDTH {
            bound = bound.sharpen(&instance, Some(value));
            least = least.max(bound.least);
        }
        width = (width * WIDER).min(limits.width);
    }
    let complete = instance.complete;
    Solution {
        places: best.map_or_else(Vec::new, |best| places(frame, &instance, &best)),
        bound: if complete { whole_cost(frame, &instance, least + instance.hopeless) } else { 0 },
        proven: proven && complete,
    }
}

/// The least whole cost that a value of at least this has.
fn whole_cost(frame: &Frame<'_>, instance: &Instance, value: Value) -> i64 {
    let sessions: usize = instance.classes.iter().map(|class| class.members.len()).sum();
    let most_changes = (frame.numbers.moved_day + frame.numbers.moved_slot) * (frame.free().len().max(sessions) as i64);
    ((value - most_changes).max(0) + POINT - 1) / POINT
}

/// No order costs less than this; rough, and quick to have.
pub(super) fn least_cost(frame: &Frame<'_>) -> i64 {
    let instance = Instance::new(frame);
    if instance.complete { whole_cost(frame, &instance, Bound::new(&instance).least + instance.hopeless) } else { 0 }
}

/// Gives the sessions the places of their classes.
fn places(frame: &Frame<'_>, instance: &Instance, word: &Word) -> Vec<Option<Spot>> {
    let mut of_class: BTreeMap<usize, Vec<Spot>> = BTreeMap::new();
    for (day, number) in instance.days.iter().zip(&word.pairs) {
        let Some(pair) = day.pairs.get(usize::from(*number)) else { continue };
        for (class, slot) in [(pair.am, Slot::Am), (pair.pm, Slot::Pm)] {
            of_class.entry(usize::from(class)).or_default().push(Spot { day: day.day, slot });
        }
    }
    let mut places = vec![None; frame.plan.sessions.len()];
    let own = |session: usize| frame.plan.sessions.get(session).and_then(|session| session.at);
    for (class, spots) in instance.classes.iter().enumerate().filter_map(|(number, class)| Some(class).zip(of_class.get(&number)))
    {
        for (session, spot) in name_places(class, spots, own) {
            if let Some(place) = places.get_mut(session) {
                *place = Some(spot);
            }
        }
    }
    places
}
