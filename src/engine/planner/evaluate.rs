//! Prices one placement of the free sessions: every broken rule with its cost (`planner.md` §3).

use crate::domain::{Kind, Priority, SessionId};
use crate::engine::tuning::Planner;

use super::facts::{DayFacts, Mark, SessionFacts, Trace, WeekFacts, charging};
use super::frame::{Frame, Role, over_day};
use super::outcome::{Broken, slot_word};
use super::plan::{DayIndex, Spot};
use super::rule_id::RuleId;
use super::rules::{About, Check, DayView, LinkView, RULES, Rule};
use super::telling::{Telling, closed_reason, day_name};

/// What dropping a session of a priority costs before its minutes.
pub(super) fn drop_price(numbers: &Planner, priority: Priority) -> i64 {
    match priority {
        Priority::Must => numbers.drop_must,
        Priority::Should => numbers.drop_should,
        Priority::Could => numbers.drop_could,
    }
}

/// What leaving a place for another one costs.
pub(super) fn move_price(numbers: &Planner, from: Spot, to: Spot) -> i64 {
    if from.day != to.day {
        numbers.moved_slot + numbers.moved_day
    } else if from.slot != to.slot {
        numbers.moved_slot
    } else {
        0
    }
}

/// A placement, priced.
pub(super) struct Evaluation {
    pub broken: Vec<Broken>,
    /// The part of the cost that is for moving.
    pub changes: i64,
    /// Day by day, what stands there, in time order.
    pub standing: Vec<Vec<(Spot, usize)>>,
    /// Day by day, their sum.
    pub facts: Vec<DayFacts>,
}

impl Evaluation {
    pub fn cost(&self) -> i64 {
        self.broken.iter().map(|broken| broken.cost).sum()
    }
}

/// The person's own order: free sessions of past days count as dropped.
pub(super) fn own_places(frame: &Frame<'_>) -> Vec<Option<Spot>> {
    let today = frame.plan.today;
    frame.plan.sessions.iter().map(|session| session.at.filter(|spot| spot.day >= today)).collect()
}

/// Prices a placement; `places` is parallel to the plan's sessions and read for the free ones.
pub(super) fn evaluate(frame: &Frame<'_>, places: &[Option<Spot>]) -> Evaluation {
    let standing = standing(frame, places);
    let facts = standing.iter().map(|day| sum(frame, day)).collect();
    let mut pricing = Pricing { frame, places, evaluation: Evaluation { broken: Vec::new(), changes: 0, standing, facts } };
    pricing.locked();
    pricing.free();
    pricing.days_too_full();
    pricing.soft();
    let mut evaluation = pricing.evaluation;
    evaluation.broken.sort_by(|a, b| {
        b.cost.cmp(&a.cost).then_with(|| a.rule.cmp(&b.rule)).then_with(|| (&a.days, &a.sessions).cmp(&(&b.days, &b.sessions)))
    });
    evaluation
}

/// Day by day, who stands there: base and placed free sessions, in time order and by id.
fn standing(frame: &Frame<'_>, places: &[Option<Spot>]) -> Vec<Vec<(Spot, usize)>> {
    let mut standing = vec![Vec::new(); frame.plan.days.len()];
    for (index, (role, place)) in frame.roles.iter().zip(places).enumerate() {
        let spot = match role {
            Role::Base(spot) => Some(*spot),
            Role::Free => *place,
            Role::Lapsed | Role::Out => None,
        };
        let Some(spot) = spot else { continue };
        if let Some(day) = usize::try_from(spot.day).ok().and_then(|day| standing.get_mut(day)) {
            day.push((spot, index));
        }
    }
    let id = |index: usize| frame.plan.sessions.get(index).map(|session| &session.id);
    for day in &mut standing {
        day.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| id(a.1).cmp(&id(b.1))));
    }
    standing
}

/// Day by day the sum of who stands there.
pub(super) fn sums(frame: &Frame<'_>, places: &[Option<Spot>]) -> Vec<DayFacts> {
    standing(frame, places).iter().map(|day| sum(frame, day)).collect()
}

fn sum(frame: &Frame<'_>, day: &[(Spot, usize)]) -> DayFacts {
    let mut facts = DayFacts::default();
    for (spot, index) in day {
        if let Some(session) = frame.facts.get(*index) {
            facts.add(session, spot.slot);
        }
    }
    facts
}

struct Pricing<'a> {
    frame: &'a Frame<'a>,
    places: &'a [Option<Spot>],
    evaluation: Evaluation,
}

impl Pricing<'_> {
    fn id(&self, index: usize) -> Option<SessionId> {
        self.frame.plan.sessions.get(index).map(|session| session.id.clone())
    }

    fn add(&mut self, rule: RuleId, days: Vec<DayIndex>, sessions: &[usize], cost: i64, text: String) {
        let mut sessions: Vec<SessionId> = sessions.iter().filter_map(|index| self.id(*index)).collect();
        sessions.sort();
        self.evaluation.broken.push(Broken { rule, days, sessions, cost, text });
    }

    /// Locked sessions where a free one may not stand: told, the person decides.
    fn locked(&mut self) {
        for (index, role) in self.frame.roles.iter().enumerate() {
            let (Role::Base(spot), Some(why)) = (role, self.frame.lock_conflict(index)) else { continue };
            let is_event = self.frame.facts.get(index).is_some_and(|facts| facts.kind == Kind::Event);
            let stands = if is_event { "stands" } else { "is locked" };
            let text = format!("{} {stands} on {}, but {}.", self.name(index), self.place(*spot), closed_reason(why));
            self.add(RuleId::LockConflict, vec![spot.day], &[index], 0, text);
        }
    }

    /// Free sessions: dropped, moved, or where they may not stand.
    fn free(&mut self) {
        for index in self.frame.free() {
            match self.places.get(index).copied().flatten() {
                None => self.dropped(index),
                Some(spot) => {
                    self.moved(index, spot);
                    self.illegal(index, spot);
                }
            }
        }
    }

    fn dropped(&mut self, index: usize) {
        let (Some(session), Some(facts)) = (self.frame.plan.sessions.get(index), self.frame.facts.get(index)) else { return };
        let numbers = &self.frame.numbers;
        let change = if session.at.is_some() { numbers.moved_day + numbers.moved_slot } else { 0 };
        self.evaluation.changes += change;
        let (first, last) = self.frame.windows.get(index).copied().unwrap_or((0, -1));
        let hurt = (first.max(self.frame.first())..=last).any(|day| self.frame.plan.avoids(session, day));
        let why = if hurt { " that the injury allows" } else { "" };
        let text = format!("{} has no place{why}: it is dropped.", self.name(index));
        let cost = drop_price(numbers, session.priority) + facts.minutes + change;
        self.add(RuleId::Dropped, Vec::new(), &[index], cost, text);
    }

    fn moved(&mut self, index: usize, to: Spot) {
        let Some(from) = self.frame.plan.sessions.get(index).and_then(|session| session.at) else { return };
        let cost = move_price(&self.frame.numbers, from, to);
        if cost > 0 {
            self.evaluation.changes += cost;
            let same_day = from.day == to.day;
            let place = |spot: Spot| if same_day { slot_word(spot.slot).to_owned() } else { day_name(self.frame.plan, spot.day) };
            let text = format!("Moved from {} to {}.", place(from), place(to));
            self.add(RuleId::Moved, vec![from.day, to.day], &[index], cost, text);
        }
    }

    fn illegal(&mut self, index: usize, spot: Spot) {
        let reason = match self.frame.closed(index, spot) {
            Some(why) => closed_reason(why),
            None if self.shared_with_smaller(index, spot) => "another session stands there",
            None => return,
        };
        let text = format!("Not possible: {} on {}; {reason}.", self.name(index), self.place(spot));
        self.add(RuleId::Illegal, vec![spot.day], &[index], self.frame.numbers.illegal, text);
    }

    /// Does a free session of smaller id stand in this slot too?
    fn shared_with_smaller(&self, index: usize, spot: Spot) -> bool {
        let day = usize::try_from(spot.day).ok().and_then(|day| self.evaluation.standing.get(day));
        let mut before = day.into_iter().flatten().take_while(|(_, other)| *other != index);
        before.any(|(other, who)| *other == spot && self.is_free(*who))
    }

    fn is_free(&self, index: usize) -> bool {
        self.frame.roles.get(index) == Some(&Role::Free)
    }

    /// Days with more than they hold, where a free session has a part in it; once a day and reason.
    fn days_too_full(&mut self) {
        let standing = std::mem::take(&mut self.evaluation.standing);
        let days = (0..).zip(&self.frame.plan.days).zip(&standing).zip(self.evaluation.facts.clone());
        for (((day, time), here), facts) in days {
            let free: Vec<usize> = here.iter().map(|(_, index)| *index).filter(|index| self.is_free(*index)).collect();
            if !free.is_empty() && over_day(time, facts.minutes) {
                let limit = time.day.unwrap_or_default();
                let text =
                    format!("Not possible: {} minutes on {}; it has {limit}.", facts.minutes, day_name(self.frame.plan, day));
                self.add(RuleId::Illegal, vec![day], &free, self.frame.numbers.illegal, text);
            }
            let trains = |index: &usize| self.frame.facts.get(*index).is_some_and(|facts| !charging(facts.kind));
            if !time.two && facts.training > 1 && free.iter().any(trains) {
                let text = format!("Not possible: {} training sessions on {}.", facts.training, day_name(self.frame.plan, day));
                self.add(RuleId::Illegal, vec![day], &free, self.frame.numbers.illegal, text);
            }
        }
        self.evaluation.standing = standing;
    }

    fn soft(&mut self) {
        let standing = std::mem::take(&mut self.evaluation.standing);
        let facts = std::mem::take(&mut self.evaluation.facts);
        let first = self.frame.first();
        let mut before = self.frame.yesterday();
        let mut week = WeekFacts::default();
        for ((day, facts), here) in (0..).zip(&facts).zip(&standing) {
            let trace = facts.trace(&self.frame.numbers);
            week.add(&trace);
            if day >= first {
                let eve = usize::try_from(day - 1).ok().and_then(|eve| standing.get(eve)).map_or(&[][..], Vec::as_slice);
                self.day(&Moment { day, facts, trace: &trace, before, here, eve, week: &week });
            }
            before = trace.mark;
            if day % 7 == 6 {
                week = WeekFacts::default();
            }
        }
        self.evaluation.standing = standing;
        self.evaluation.facts = facts;
    }

    /// The rules that are decided on a day; a week's on its last one.
    fn day(&mut self, moment: &Moment<'_>) {
        let Moment { day, facts, trace, before, .. } = *moment;
        let numbers = &self.frame.numbers;
        let (ease, near) = (self.frame.eases(day), self.frame.near_of(day));
        for rule in RULES {
            let (cost, days) = match rule.check {
                Check::Day(check) => (check(&DayView { numbers, facts, trace, ease, near }), vec![day]),
                Check::Link(check) => (check(&LinkView { numbers, before, trace }), vec![day - 1, day]),
                Check::Week(check) if day % 7 == 6 && !self.frame.is_away_week(day) => {
                    (check(numbers, moment.week), (day - 6..=day).collect())
                }
                Check::Week(_) => continue,
            };
            // Strength twice on one day is a gap between the day and itself.
            let days = if rule.about == About::Strength { vec![day, day] } else { days };
            if cost > 0 {
                self.tell(rule, moment, &days, cost);
            }
        }
    }

    fn tell(&mut self, rule: &Rule, moment: &Moment<'_>, days: &[DayIndex], cost: i64) {
        let lists = self.named(rule.about, moment);
        let each = cost / i64::try_from(lists.len()).unwrap_or(1).max(1);
        let in_order: Vec<usize> = moment.here.iter().map(|(_, index)| *index).collect();
        let before: Vec<usize> = moment.eve.iter().map(|(_, index)| *index).collect();
        for sessions in lists {
            let text = (rule.says)(&Telling {
                frame: self.frame,
                day: if matches!(rule.check, Check::Week(_)) { moment.day - 6 } else { moment.day },
                sessions: &sessions,
                before: &before,
                in_order: &in_order,
                facts: moment.facts,
                week: moment.week,
            });
            self.add(rule.id, days.to_vec(), &sessions, each, text);
        }
    }

    /// The sessions a rule names: one list for each entry.
    fn named(&self, about: About, moment: &Moment<'_>) -> Vec<Vec<usize>> {
        let of = |day: &[(Spot, usize)], wanted: fn(&SessionFacts) -> bool| -> Vec<usize> {
            let wanted = |index: &usize| self.frame.facts.get(*index).is_some_and(wanted);
            day.iter().map(|(_, index)| *index).filter(wanted).collect()
        };
        let strength = |facts: &SessionFacts| facts.kind == Kind::Strength;
        let all = |_: &SessionFacts| true;
        match about {
            About::Nobody => vec![Vec::new()],
            About::Day => vec![of(moment.here, all)],
            About::Quiet => vec![of(moment.here, |facts| facts.kind != Kind::Event)],
            About::Hard => vec![of(moment.here, |facts| facts.hard)],
            About::Strength => vec![of(moment.here, strength)],
            About::Both => vec![[of(moment.eve, all), of(moment.here, all)].concat()],
            About::BothStrength => vec![[of(moment.eve, strength), of(moment.here, strength)].concat()],
            About::EachSkill => {
                let skills = of(moment.here, |facts| facts.kind == Kind::Skill);
                skills.iter().map(|skill| [vec![*skill], of(moment.eve, all)].concat()).collect()
            }
        }
    }

    fn name(&self, index: usize) -> &str {
        self.frame.plan.sessions.get(index).map_or("", super::plan::PlanSession::name)
    }

    fn place(&self, spot: Spot) -> String {
        format!("{} {}", day_name(self.frame.plan, spot.day), slot_word(spot.slot))
    }
}

/// A day while its rules are decided.
struct Moment<'a> {
    day: DayIndex,
    facts: &'a DayFacts,
    trace: &'a Trace,
    before: Mark,
    here: &'a [(Spot, usize)],
    eve: &'a [(Spot, usize)],
    week: &'a WeekFacts,
}
