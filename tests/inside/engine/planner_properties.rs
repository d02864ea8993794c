//! What holds for every plan (`planner.md` §8), on weeks by number.

use crate::planner_weeks::{Dice, four_weeks, full_week, small_plan, too_full_week};
use upswing::domain::{Availability, Kind, Priority, SessionId, Slot, SpanKind, Status};
use upswing::engine::blocks::Blocks;
use upswing::engine::planner::{
    Help, Judgement, Limits, Plan, PlanSession, Proposal, Relaxation, RuleId, Spot, accept, help, judge, propose,
};
use upswing::engine::{Stage, Tuning, Verdict};

const ILLEGAL: i64 = 100_000_000_000;
/// More ways than this to place everybody are not tried one by one.
const MOST_WAYS: usize = 1000;

fn solve(plan: &Plan, width: usize) -> Proposal {
    propose(plan, &mut Limits { width, keep_going: &mut || true }, &Tuning::default())
}

fn best(plan: &Plan) -> Proposal {
    let proposal = solve(plan, 262_144);
    assert!(proposal.proven);
    proposal
}

/// The places open to a free session, as the specification says it.
fn open(plan: &Plan, session: &PlanSession) -> Vec<Spot> {
    let last = plan.days.len() as i32 - 1;
    let week = |day: i32| (day.div_euclid(7) * 7, day.div_euclid(7) * 7 + 6);
    let own = session.fix_day.map(|day| (day, day)).or(session.window).or(session.at.map(|spot| week(spot.day)));
    let (first, end) = own.unwrap_or((0, last));
    let base: Vec<&PlanSession> = plan.sessions.iter().filter(|other| is_base(plan, other)).collect();
    let mut spots = Vec::new();
    for (day, time) in (0..).zip(&plan.days) {
        for (slot, minutes) in [(Slot::Am, time.am), (Slot::Pm, time.pm)] {
            let spot = Spot { day, slot };
            let of_day = base.iter().filter(|other| other.at.is_some_and(|at| at.day == day));
            let whole = of_day.map(|other| other.minutes).sum::<u16>() + session.minutes;
            let forbidden = match plan.verdict {
                Verdict::Rest => true,
                Verdict::Recover => session.kind != Kind::Mobility,
                _ => false,
            };
            let closed = day < plan.today
                || day < first
                || day > end
                || time.off
                || away(plan, day)
                || avoided(plan, session, day)
                || session.fix_slot.is_some_and(|fixed| fixed != slot)
                || base.iter().any(|other| other.at == Some(spot))
                || minutes < session.minutes
                || time.day.is_some_and(|limit| whole > limit)
                || (day == plan.today && forbidden);
            if !closed {
                spots.push(spot);
            }
        }
    }
    spots
}

/// On holiday or in a pause, and no time of its own is set for the day.
fn away(plan: &Plan, day: i32) -> bool {
    let mut spans = plan.spans.iter().filter(|span| span.from <= day && span.to.is_none_or(|to| day <= to));
    spans.any(|span| matches!(span.kind, SpanKind::Holiday | SpanKind::Pause)) && !plan.own.contains(&day)
}

/// An injury does not allow it.
fn avoided(plan: &Plan, session: &PlanSession, day: i32) -> bool {
    let spans = plan.spans.iter().filter(|span| span.from <= day && span.to.is_none_or(|to| day <= to));
    let mut injuries = spans.filter(|span| span.kind == SpanKind::Injury);
    injuries.any(|span| span.avoid.iter().any(|avoid| avoid.meets(session.kind, session.body)))
}

fn is_base(plan: &Plan, session: &PlanSession) -> bool {
    let Some(at) = session.at else { return false };
    let locked = session.lock || session.kind == Kind::Event;
    session.status == Status::Done || (session.status != Status::Skipped && locked && at.day >= plan.today)
}

fn price(session: &PlanSession, moving: i64) -> i64 {
    let price = match session.priority {
        Priority::Must => 1_000_000_000,
        Priority::Should => 10_000_000,
        Priority::Could => 100_000,
    };
    price + i64::from(session.minutes) + if session.at.is_some() { moving } else { 0 }
}

/// The classes of the free sessions, by id, numbered by their smallest one.
fn class_numbers(plan: &Plan, free: &[&PlanSession]) -> (Vec<usize>, usize) {
    let mut found: Vec<(usize, &PlanSession)> = Vec::new();
    let points = |session: &PlanSession| session.points(&Tuning::default().load);
    let alike = |a: &PlanSession, b: &PlanSession| {
        (a.kind, a.minutes, points(a), a.rpe, a.priority, a.body) == (b.kind, b.minutes, points(b), b.rpe, b.priority, b.body)
            && open(plan, a) == open(plan, b)
            && a.at.is_some() == b.at.is_some()
    };
    let mut numbers = Vec::new();
    let mut next = 0;
    for session in free {
        let known = found.iter().find(|(_, other)| alike(other, session)).map(|(number, _)| *number);
        let number = known.unwrap_or(next);
        next += usize::from(known.is_none());
        found.push((number, session));
        numbers.push(number);
    }
    // A class without any place stands in no word and has no number in it.
    (numbers, next)
}

/// Cost, changes and word of one way to place the free sessions; `None` = not legal.
fn priced(plan: &Plan, free: &[&PlanSession], places: &[Option<Spot>]) -> Option<(i64, i64, Vec<usize>)> {
    let own = |name: &str, usual: i64| plan.rules.get(name).copied().unwrap_or(usual);
    let (day, slot) = (own("moved_day", 3), own("moved_slot", 1));
    let mut placed = plan.clone();
    placed.sessions.retain(|session| !free.iter().any(|other| other.id == session.id));
    let (mut cost, mut changes) = (0, 0);
    for (session, place) in free.iter().zip(places) {
        let change = match (session.at, place) {
            (Some(_), None) => day + slot,
            (Some(from), Some(to)) if from.day != to.day => day + slot,
            (Some(from), Some(to)) if from.slot != to.slot => slot,
            _ => 0,
        };
        changes += change;
        cost += if place.is_none() { price(session, day + slot) } else { change };
        if place.is_some() {
            placed.sessions.push(PlanSession { at: *place, lock: false, ..(*session).clone() });
        }
    }
    let judged = judge(&placed, &Tuning::default()).cost;
    if judged >= ILLEGAL {
        return None;
    }
    let (numbers, nobody) = class_numbers(plan, free);
    let mut word = vec![nobody; plan.days.len() * 2];
    for (number, place) in numbers.iter().zip(places) {
        if let Some(spot) = place {
            word[spot.day as usize * 2 + usize::from(spot.slot == Slot::Pm)] = *number;
        }
    }
    Some((cost + judged, changes, word))
}

/// The best of all ways; `None` if there are too many.
fn by_force(plan: &Plan, free: &[&PlanSession]) -> Option<(i64, i64, Vec<usize>)> {
    let choices: Vec<Vec<Option<Spot>>> =
        free.iter().map(|session| open(plan, session).into_iter().map(Some).chain([None]).collect()).collect();
    let ways: usize = choices.iter().map(Vec::len).product();
    if ways > MOST_WAYS {
        return None;
    }
    let mut least: Option<(i64, i64, Vec<usize>)> = None;
    for mut way in 0..ways {
        let mut places = Vec::new();
        for choice in &choices {
            places.push(choice[way % choice.len()]);
            way /= choice.len();
        }
        let seated: Vec<&Spot> = places.iter().flatten().collect();
        if seated.iter().enumerate().any(|(at, spot)| seated[..at].contains(spot)) {
            continue;
        }
        if let Some(found) = priced(plan, free, &places)
            && least.as_ref().is_none_or(|least| found < *least)
        {
            least = Some(found);
        }
    }
    least
}

fn free_of<'a>(plan: &'a Plan, proposal: &Proposal) -> Vec<&'a PlanSession> {
    proposal.places.iter().filter_map(|(id, _)| plan.session(id)).collect()
}

#[test]
fn the_proposal_is_the_best_of_all_ways_and_every_bound_holds() {
    let mut tried = 0;
    for seed in 0..1500 {
        let plan = small_plan(seed);
        let proposal = best(&plan);
        let free = free_of(&plan, &proposal);
        let Some((cost, changes, word)) = by_force(&plan, &free) else { continue };
        tried += 1;
        assert_eq!((proposal.cost(), proposal.changes()), (cost, changes), "seed {seed}");
        let places: Vec<Option<Spot>> = proposal.places.iter().map(|(_, place)| *place).collect();
        assert_eq!(priced(&plan, &free, &places), Some((cost, changes, word)), "seed {seed}");
        for width in [1, 2, 3, 8] {
            let narrow = solve(&plan, width);
            assert!(narrow.bound <= cost && cost <= narrow.cost(), "seed {seed}, width {width}");
            assert!(!narrow.proven || narrow.places == proposal.places, "seed {seed}, width {width}");
        }
    }
    assert!(tried > 1000, "only {tried} plans were small enough");
}

#[test]
fn every_free_session_appears_once_and_nothing_illegal_is_proposed() {
    for seed in 0..1500 {
        let plan = small_plan(seed);
        let proposal = best(&plan);
        let mut spots: Vec<Spot> = proposal.places.iter().filter_map(|(_, place)| *place).collect();
        let count = spots.len();
        spots.sort_unstable();
        spots.dedup();
        assert_eq!(spots.len(), count, "seed {seed}: two in one slot");
        for (id, place) in &proposal.places {
            let session = plan.session(id).unwrap();
            assert!(!is_base(&plan, session), "seed {seed}: {id} is fixed");
            assert_eq!(place.is_none(), proposal.dropped.contains(id), "seed {seed}: {id}");
            assert!(place.is_none_or(|spot| open(&plan, session).contains(&spot)), "seed {seed}: {id} in a closed place");
        }
        assert!(proposal.judgement.broken.iter().all(|broken| broken.rule != RuleId::Illegal), "seed {seed}");
    }
}

#[test]
fn no_proposal_costs_more_than_the_order_that_is_there() {
    for seed in 0..1500 {
        let plan = small_plan(seed);
        let proposal = best(&plan);
        assert!(proposal.cost() <= proposal.own_cost, "seed {seed}");
        let judged = judge(&plan, &Tuning::default());
        for judgement in [&proposal.judgement, &judged] {
            assert_eq!(judgement.cost, judgement.broken.iter().map(|broken| broken.cost).sum::<i64>(), "seed {seed}");
            assert!(judgement.broken.iter().all(|broken| !broken.text.is_empty()), "seed {seed}");
        }
        let saved: i64 = proposal.saved.values().map(|saved| saved.saved()).sum();
        assert_eq!(saved, proposal.own_cost - proposal.cost(), "seed {seed}");
    }
}

#[test]
fn what_helps_beside_a_broken_rule_helps_that_rule() {
    let tuning = Tuning::default();
    let mut helped = 0;
    for seed in 0..400 {
        let plan = small_plan(seed);
        let judgement = judge(&plan, &tuning);
        let of_rule = |judged: &Judgement, rule: RuleId| {
            judged.broken.iter().filter(|broken| broken.rule == rule).map(|broken| broken.cost).sum::<i64>()
        };
        for broken in judgement.broken.iter().filter(|broken| broken.rule != RuleId::Moved) {
            let mut changed = plan.clone();
            match help(&plan, broken, &tuning) {
                Some(Help::Move { id, to }) => {
                    changed.sessions.iter_mut().filter(|session| session.id == id).for_each(|session| session.at = Some(to));
                }
                Some(Help::Swap(one, other)) => {
                    let at = |id: &SessionId| plan.session(id).and_then(|session| session.at);
                    for session in &mut changed.sessions {
                        if session.id == one {
                            session.at = at(&other);
                        } else if session.id == other {
                            session.at = at(&one);
                        }
                    }
                }
                Some(Help::Add(_) | Help::Unlock(_)) | None => continue,
            }
            helped += 1;
            let after = judge(&changed, &tuning);
            assert!(of_rule(&after, broken.rule) < of_rule(&judgement, broken.rule), "seed {seed}: {}", broken.text);
            assert!(after.cost < judgement.cost, "seed {seed}: {}", broken.text);
        }
    }
    assert!(helped > 50, "{helped}");
}

#[test]
fn where_the_order_is_proven_best_the_week_proposes_no_other_one() {
    let tuning = Tuning::default();
    let mut settled = 0;
    for seed in 0..400 {
        let mut plan = small_plan(seed);
        plan.rules.remove("moved_day");
        plan.rules.remove("moved_slot");
        let accepted = accept(&plan, &best(&plan));
        if !best(&accepted).proven {
            continue;
        }
        settled += 1;
        for broken in &judge(&accepted, &tuning).broken {
            let helps = help(&accepted, broken, &tuning);
            assert!(!matches!(helps, Some(Help::Move { .. } | Help::Swap(..))), "seed {seed}: {} {helps:?}", broken.text);
        }
    }
    assert!(settled > 100, "{settled}");
}

#[test]
fn an_accepted_proposal_is_proposed_again_without_a_change() {
    for seed in 0..1500 {
        let mut plan = small_plan(seed);
        plan.rules.remove("moved_day");
        plan.rules.remove("moved_slot");
        let first = best(&plan);
        let accepted = accept(&plan, &first);
        let again = best(&accepted);
        assert_eq!((again.changes(), &again.places), (0, &first.places), "seed {seed}");
        assert!(again.moves.is_empty(), "seed {seed}");
    }
}

#[test]
fn a_deload_is_accepted_once() {
    for seed in 0..500 {
        let mut plan = small_plan(seed);
        plan.stage = if seed % 2 == 0 { Stage::Deeper } else { Stage::Overreaching };
        let first = best(&plan);
        let again = best(&accept(&plan, &first));
        assert!(!again.eased.iter().any(|eased| first.eased.iter().any(|before| before.id == eased.id)), "seed {seed}");
    }
}

#[test]
fn the_order_of_the_input_changes_nothing() {
    for seed in 0..1000 {
        let plan = if seed % 20 == 0 { full_week(seed) } else { small_plan(seed) };
        let mut shuffled = plan.clone();
        let mut dice = Dice::new(seed);
        for at in (1..shuffled.sessions.len()).rev() {
            shuffled.sessions.swap(at, dice.roll(at as u64 + 1) as usize);
        }
        assert_eq!(best(&plan), best(&shuffled), "seed {seed}");
    }
}

#[test]
fn more_time_never_costs_more() {
    for seed in 0..1500 {
        let plan = small_plan(seed);
        let mut wider = plan.clone();
        let mut dice = Dice::new(seed);
        let day = dice.roll(plan.days.len() as u64) as usize;
        let change: fn(&mut Availability) = dice.pick(&[
            |day: &mut Availability| day.am += 30,
            |day: &mut Availability| day.pm += 30,
            |day: &mut Availability| day.day = day.day.map(|limit| limit + 30),
            |day: &mut Availability| day.day = None,
            |day: &mut Availability| day.two = true,
            |day: &mut Availability| day.off = false,
        ]);
        change(&mut wider.days[day]);
        assert!(best(&wider).cost() <= best(&plan).cost(), "seed {seed}");
    }
}

#[test]
fn a_relaxation_seats_somebody() {
    let mut seated = 0;
    for seed in 0..600 {
        let plan = small_plan(seed);
        let proposal = best(&plan);
        assert_eq!(proposal.relax.len(), proposal.dropped.len(), "seed {seed}");
        for relax in &proposal.relax {
            let Relaxation::Two { day } = relax.relaxation else { continue };
            let mut wider = plan.clone();
            wider.days[day as usize].two = true;
            assert!(best(&wider).cost() < proposal.cost(), "seed {seed}: {}", relax.session);
            seated += 1;
        }
    }
    assert!(seated > 0);
}

#[test]
fn weeks_beyond_the_width_say_so_and_bound_the_truth() {
    for seed in 0..6 {
        for plan in [full_week(seed), too_full_week(seed), four_weeks(seed, 5)] {
            let truth = best(&plan);
            for width in [1, 7, 64] {
                let narrow = solve(&plan, width);
                assert!(narrow.bound <= truth.cost() && truth.cost() <= narrow.cost(), "seed {seed}, width {width}");
                assert_eq!(narrow, solve(&plan, width), "seed {seed}, width {width}");
            }
        }
    }
}

#[test]
fn a_search_that_may_not_go_on_still_proposes() {
    for seed in 0..6 {
        let plan = full_week(seed);
        let proposal = propose(&plan, &mut Limits { width: 262_144, keep_going: &mut || false }, &Tuning::default());
        assert_eq!(proposal.places.len(), 14);
        assert!(proposal.bound <= proposal.cost() && proposal.gap() >= 0);
    }
}

#[test]
fn more_sessions_than_the_search_can_tell_apart_are_no_crash() {
    let mut plan = full_week(1);
    for number in 0..150 {
        let mut session = PlanSession::new(SessionId(format!("x{number:03}")), Kind::Endurance);
        session.minutes = 10 + number % 80;
        session.load = Some(i64::from(number));
        plan.sessions.push(session);
    }
    let proposal = solve(&plan, 64);
    assert!(!proposal.proven && proposal.bound <= proposal.cost());
    assert_eq!(proposal.places.len(), 164);
}

#[test]
fn blocks_sum_to_the_minutes_and_the_downshift_never_shrinks() {
    for kind in Kind::ALL {
        let mut before = 0;
        for minutes in 0..=1440 {
            let blocks = Blocks::of(*kind, minutes);
            assert_eq!(blocks.minutes().iter().sum::<u16>(), minutes, "{kind} {minutes}");
            assert!(blocks.downshift >= minutes.min(2) && blocks.downshift >= before, "{kind} {minutes}");
            before = blocks.downshift;
        }
    }
}

/// How often a search asks whether it may go on, once every 1,024 states of a pass, until the best plan is proven.
fn looks(plan: &Plan) -> usize {
    let mut looks = 0;
    let mut keep_going = || {
        looks += 1;
        true
    };
    let proposal = propose(plan, &mut Limits { width: 262_144, keep_going: &mut keep_going }, &Tuning::default());
    assert!(proposal.proven);
    looks
}

/// The bound is what makes the best plan of a week one of a second: with one that is not sharp the same plans take tens of
/// times as many states.
#[test]
fn the_best_plan_is_proven_in_few_states() {
    let sum = |plans: &dyn Fn(u64) -> Plan| (0..12).map(|seed| looks(&plans(seed))).sum::<usize>();
    let (full, four, too_full) = (sum(&full_week), sum(&|seed| four_weeks(seed, 6)), sum(&too_full_week));
    assert!(
        full <= 100 && four <= 4 && too_full <= 60,
        "{full} of full weeks, {four} of four weeks, {too_full} of too full ones"
    );
}
