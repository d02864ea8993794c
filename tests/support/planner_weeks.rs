//! Weeks by number: the same number gives the same week on every machine.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "every number made here is inside its limits")]

use upswing::domain::{Availability, Avoid, Body, Day, Kind, Priority, Rpe, SessionId, Situation, Slot, SpanKind, Status};
use upswing::engine::Verdict;
use upswing::engine::planner::{Plan, PlanSession, PlanSpan, Spot, Yesterday};

/// Numbers in a fixed order (SplitMix64).
pub struct Dice(u64);

impl Dice {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(1))
    }

    /// A number below `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = self.0;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (number ^ (number >> 31)) % sides
    }

    /// A number from a range, both ends included.
    pub fn from(&mut self, first: i64, last: i64) -> i64 {
        first + self.roll((last - first + 1) as u64) as i64
    }

    /// Yes, `times` in `of`.
    pub fn chance(&mut self, times: u64, of: u64) -> bool {
        self.roll(of) < times
    }

    /// One of several.
    pub fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len() as u64) as usize]
    }
}

fn start() -> Day {
    Day::from_ymd(2026, 3, 2).unwrap()
}

fn slot(dice: &mut Dice) -> Slot {
    dice.pick(Slot::ALL)
}

const KINDS: [Kind; 6] = [Kind::Skill, Kind::Strength, Kind::Endurance, Kind::Intervals, Kind::Balance, Kind::Mobility];

/// Fourteen different sessions on seven days with two slots, where the person put them without care.
pub fn full_week(seed: u64) -> Plan {
    let mut dice = Dice::new(seed);
    let day = Availability { am: 90, pm: 90, day: None, two: true, off: false };
    let mut plan = Plan::empty(start(), 0, vec![day; 7]);
    plan.situation = Some(Situation::Athlete);
    let kinds = [Kind::Skill, Kind::Strength, Kind::Endurance, Kind::Intervals, Kind::Endurance, Kind::Mobility, Kind::Balance];
    for number in 0..14 {
        let kind = kinds[number % 7];
        let mut session = PlanSession::new(SessionId(format!("s{number:02}")), kind);
        session.minutes = 20 + 5 * dice.roll(12) as u16;
        session.rpe = Rpe::from_halves(session.rpe.halves() + dice.roll(3) as u8).unwrap();
        session.priority = dice.pick(Priority::ALL);
        session.at = Some(Spot { day: dice.roll(7) as i32, slot: slot(&mut dice) });
        plan.sessions.push(session);
    }
    plan
}

/// Like [`full_week`], with more sessions than the week holds.
pub fn too_full_week(seed: u64) -> Plan {
    let mut plan = full_week(seed);
    let mut dice = Dice::new(!seed);
    for number in 14..20 {
        let mut session = PlanSession::new(SessionId(format!("s{number:02}")), dice.pick(&KINDS));
        session.minutes = 20 + 5 * dice.roll(12) as u16;
        session.priority = dice.pick(Priority::ALL);
        session.at = dice.chance(1, 2).then(|| Spot { day: dice.roll(7) as i32, slot: slot(&mut dice) });
        plan.sessions.push(session);
    }
    plan
}

/// Four weeks of `each` different sessions.
pub fn four_weeks(seed: u64, each: usize) -> Plan {
    let mut plan = full_week(seed);
    plan.days = plan.days.repeat(4);
    plan.sessions.clear();
    for week in 0..4 {
        for mut session in full_week(seed * 4 + week).sessions.into_iter().take(each) {
            session.id = SessionId(format!("w{week}{}", session.id));
            session.at = session.at.map(|spot| Spot { day: spot.day + 7 * week as i32, ..spot });
            plan.sessions.push(session);
        }
    }
    plan
}

/// A small plan with anything in it.
pub fn small_plan(seed: u64) -> Plan {
    let mut dice = Dice::new(seed);
    let days = if dice.chance(1, 4) { dice.from(7, 8) } else { dice.from(1, 4) };
    let avail = (0..days).map(|_| availability(&mut dice)).collect();
    let today = if dice.chance(1, 2) { 0 } else { dice.from(0, days - 1) as i32 };
    let mut plan = Plan::empty(start(), today, avail);
    plan.verdict = dice.pick(Verdict::ALL);
    plan.situation = dice.chance(1, 3).then_some(Situation::OlderAdult);
    plan.yesterday =
        Yesterday { hard: dice.chance(1, 3), drain: dice.chance(1, 3), body: dice.chance(1, 3).then(|| dice.pick(Body::ALL)) };
    if dice.chance(1, 4) {
        plan.events.push(dice.from(-3, days + 3) as i32);
    }
    for name in ["moved_day", "moved_slot", "hard_row", "spread", "order", "strength_target", "hard_day", "skill_fresh"] {
        if dice.chance(1, 10) {
            plan.rules.insert(name.to_owned(), dice.from(0, 7));
        }
    }
    let most = if days > 4 { 3 } else { 5 };
    for number in 0..dice.from(1, most) {
        let session = session(&mut dice, number, days);
        plan.sessions.push(session);
    }
    lived(seed, &mut plan);
    plan
}

/// Lays something over a plan that holds over days: in every third one.
fn lived(seed: u64, plan: &mut Plan) {
    let mut dice = Dice::new(seed ^ 0x5eed_0f11_fe00);
    let days = i64::from(plan.length());
    if !dice.chance(1, 3) {
        return;
    }
    let kind = dice.pick(SpanKind::ALL);
    let from = dice.from(-2, days - 1);
    let to = dice.chance(3, 4).then(|| dice.from(from, days + 1) as i32);
    let choices: Vec<Avoid> = Avoid::choices().collect();
    let avoid = if kind == SpanKind::Injury { vec![dice.pick(&choices), dice.pick(&choices)] } else { Vec::new() };
    plan.spans.push(PlanSpan { kind, from: from as i32, to, avoid });
    if dice.chance(1, 3) {
        plan.own.insert(dice.from(0, days - 1) as i32);
    }
}

fn availability(dice: &mut Dice) -> Availability {
    let minutes = [0, 20, 30, 45, 60, 90];
    Availability {
        am: dice.pick(&minutes),
        pm: dice.pick(&minutes),
        day: dice.chance(1, 5).then(|| dice.pick(&minutes)),
        two: dice.chance(1, 2),
        off: dice.chance(1, 10),
    }
}

fn session(dice: &mut Dice, number: i64, days: i64) -> PlanSession {
    let kind = if dice.chance(1, 15) { Kind::Event } else { dice.pick(&KINDS) };
    let mut session = PlanSession::new(SessionId(format!("{}{number}", dice.pick(&["a", "b", "c"]))), kind);
    session.minutes = dice.pick(&[20, 30, 30, 45, 60]);
    session.rpe = Rpe::from_halves(dice.pick(&[4, 6, 12, 12, 14, 16])).unwrap();
    session.load = dice.chance(1, 8).then(|| dice.from(0, 140));
    session.priority = dice.pick(Priority::ALL);
    session.at = dice.chance(4, 5).then(|| Spot { day: dice.from(0, days - 1) as i32, slot: slot(dice) });
    session.lock = dice.chance(1, 10);
    session.fix_day = dice.chance(1, 12).then(|| dice.from(0, days - 1) as i32);
    session.fix_slot = dice.chance(1, 8).then(|| slot(dice));
    session.window = dice.chance(1, 8).then(|| {
        let first = dice.from(0, days - 1) as i32;
        (first, dice.from(i64::from(first), days + 1) as i32)
    });
    session.body = if kind == Kind::Strength { dice.pick(Body::ALL) } else { Body::Full };
    session.status =
        dice.pick(&[Status::Planned, Status::Planned, Status::Planned, Status::Moved, Status::Done, Status::Skipped]);
    session
}
