//! What would seat a dropped session: the smallest single change of the week (`planner.md` §5).

use crate::domain::{Availability, Slot};
use crate::engine::{Tuning, Verdict};

use super::evaluate::drop_price;
use super::frame::{Frame, Role, slot_minutes};
use super::outcome::{Relax, Relaxation, slot_word};
use super::plan::{DayIndex, Plan, PlanSession, Spot};
use super::solve::{Limits, least_cost, solve};
use super::telling::day_name;

/// For each dropped session what would seat it.
pub(super) fn relaxations(
    frame: &Frame<'_>,
    places: &[Option<Spot>],
    dropped: &[usize],
    limits: &mut Limits<'_>,
    tuning: &Tuning,
) -> Vec<Relax> {
    let mut asked = Asked { frame, places, price: dropped_price(frame, places), limits, tuning };
    let mut relax = Vec::with_capacity(dropped.len());
    for session in dropped {
        let Some(plan_session) = frame.plan.sessions.get(*session) else { continue };
        let relaxation = asked.relaxation(*session);
        let text = words(frame.plan, plan_session, relaxation);
        relax.push(Relax { session: plan_session.id.clone(), relaxation, text });
    }
    relax
}

fn words(plan: &Plan, session: &PlanSession, relaxation: Relaxation) -> String {
    let name = session.name();
    match relaxation {
        Relaxation::Minutes { minutes, spot } => {
            let (day, slot, left) = (day_name(plan, spot.day), slot_word(spot.slot), i64::from(session.minutes) - minutes);
            let shorter = if left > 0 { format!(", or shorten {name} to {left}") } else { String::new() };
            format!("{day} {slot} needs {minutes} more minutes{shorter}, or drop it.")
        }
        Relaxation::Two { day } => {
            format!("{name} fits on {} if two sessions are allowed there; or drop it.", day_name(plan, day))
        }
        Relaxation::Nothing => format!("No single change seats {name}: drop it."),
    }
}

/// The sum of the priority prices of who is dropped.
fn dropped_price(frame: &Frame<'_>, places: &[Option<Spot>]) -> i64 {
    let price = |index: &usize| match (places.get(*index).copied().flatten(), frame.plan.sessions.get(*index)) {
        (None, Some(session)) => drop_price(&frame.numbers, session.priority),
        _ => 0,
    };
    frame.free().iter().map(price).sum()
}

struct Asked<'a, 'l> {
    frame: &'a Frame<'a>,
    places: &'a [Option<Spot>],
    /// What the plan drops.
    price: i64,
    limits: &'a mut Limits<'l>,
    tuning: &'a Tuning,
}

impl Asked<'_, '_> {
    fn relaxation(&mut self, session: usize) -> Relaxation {
        let needs = self.needs(session);
        for (minutes, spot) in self.candidates(session) {
            if self.drops_less(spot.day, |day| lengthen(day, spot.slot, needs, minutes)) {
                return Relaxation::Minutes { minutes, spot };
            }
        }
        for day in self.days(session) {
            let two = self.frame.plan.availability(day).is_some_and(|day| day.two);
            if !two && self.drops_less(day, |day| day.two = true) {
                return Relaxation::Two { day };
            }
        }
        Relaxation::Nothing
    }

    fn needs(&self, session: usize) -> i64 {
        self.frame.facts.get(session).map_or(0, |facts| facts.minutes)
    }

    /// The days of its window, from today on.
    fn days(&self, session: usize) -> std::ops::RangeInclusive<DayIndex> {
        let (first, last) = self.frame.windows.get(session).copied().unwrap_or((0, -1));
        first.max(self.frame.first())..=last.min(self.frame.plan.length() - 1)
    }

    /// The places it could have with more minutes, the fewest first.
    fn candidates(&self, session: usize) -> Vec<(i64, Spot)> {
        let fixed = self.frame.plan.sessions.get(session).and_then(|session| session.fix_slot);
        let against_today = matches!(self.frame.plan.verdict, Verdict::Rest | Verdict::Recover);
        let mut candidates = Vec::new();
        for day in self.days(session) {
            let (Some(time), Some(own)) = (self.frame.plan.availability(day), self.frame.plan.sessions.get(session)) else {
                continue;
            };
            if self.frame.is_off(day) || self.frame.plan.avoids(own, day) || (against_today && day == self.frame.plan.today) {
                continue;
            }
            for slot in [Slot::Am, Slot::Pm] {
                let spot = Spot { day, slot };
                let lacks = self.lacks(session, time, spot);
                if self.frame.base_in(spot) == 0 && fixed.is_none_or(|fixed| fixed == slot) && lacks > 0 {
                    candidates.push((lacks, spot));
                }
            }
        }
        candidates.sort_unstable();
        candidates
    }

    /// The minutes that lack: of the slot, or of the day with the other slot as planned.
    fn lacks(&self, session: usize, time: &Availability, spot: Spot) -> i64 {
        let needs = self.needs(session);
        let slot = needs - slot_minutes(time, spot.slot);
        let others = self.frame.base_of(spot.day).minutes + self.planned_beside(spot);
        let day = time.day.map_or(0, |limit| others + needs - i64::from(limit));
        slot.max(day).max(0)
    }

    /// Minutes of the free session planned in the other slot of the day.
    fn planned_beside(&self, spot: Spot) -> i64 {
        let beside = |place: &Option<Spot>| place.is_some_and(|other| other.day == spot.day && other.slot != spot.slot);
        let sessions = self.frame.roles.iter().zip(self.places).zip(&self.frame.facts);
        sessions.filter(|((role, place), _)| **role == Role::Free && beside(place)).map(|(_, facts)| facts.minutes).sum()
    }

    /// Does the best plan drop less when a day is changed like this?
    fn drops_less(&mut self, day: DayIndex, change: impl FnOnce(&mut Availability)) -> bool {
        let mut plan: Plan = self.frame.plan.clone();
        if let Some(time) = usize::try_from(day).ok().and_then(|day| plan.days.get_mut(day)) {
            change(time);
        }
        let frame = Frame::new(&plan, self.tuning);
        // Whatever drops less costs less than the dropped ones alone: all rules together cost less than one could.
        if least_cost(&frame) >= self.price {
            return false;
        }
        let solution = solve(&frame, self.limits);
        dropped_price(&frame, &solution.places) < self.price
    }
}

/// Gives a slot these minutes, and a day's limit so many more.
fn lengthen(day: &mut Availability, slot: Slot, needs: i64, more: i64) {
    let needs = u16::try_from(needs).unwrap_or(u16::MAX);
    match slot {
        Slot::Am => day.am = day.am.max(needs),
        Slot::Pm => day.pm = day.pm.max(needs),
    }
    day.day = day.day.map(|limit| limit.saturating_add(u16::try_from(more).unwrap_or(u16::MAX)));
}
