//! The year that was lived: how each morning felt, what was done, what was tested.

use upswing::domain::field::Slept;
use upswing::domain::{
    Availability, Day, DayPlan, Field, Improved, Kind, Minutes, Moment, Op, Origin, ProfileChange, Rpe, Session, SessionId,
    Situation, Slot, Source, Status, Test, TestId, Value, WeekKind,
};
use upswing::engine::averages::State;

use super::chance::Chance;

/// The last morning, a Sunday.
pub fn today() -> Day {
    Day::from_ymd(2025, 6, 29).unwrap_or(Day::MIN)
}

/// Days before the last morning.
const DAYS: i64 = 364;
/// Days before today on which something lasting happened, first and last.
const ILL: (i64, i64) = (141, 136);
const HOLIDAY: (i64, i64) = (262, 247);
const TRAVEL: (i64, i64) = (201, 200);
const ACHE: (i64, i64) = (47, 45);
/// The session of this day was put off until today.
pub const PUT_OFF: i64 = 2;
/// Fitness and fatigue at the beginning, points a day.
const START: f64 = 36.0;
/// A new ring since so many days.
const NEW_RING: i64 = 76;

/// The week of a day, counted from the first one.
fn week_of(day: Day) -> i64 {
    day.monday().since(today().minus(DAYS).monday()) / 7
}

fn within(ago: i64, (first, last): (i64, i64)) -> bool {
    (last..=first).contains(&ago)
}

/// What the person said about themselves.
pub fn person() -> Vec<Op> {
    let time = Availability { am: 60, pm: 120, day: None, two: false, off: false };
    let mut changes = vec![
        ProfileChange::Situation(Some(Situation::DeskWorker)),
        ProfileChange::SleepNeed(Some(450)),
        ProfileChange::Start(Some((START, START))),
        ProfileChange::Goal(Some("a half marathon, and a back that holds".to_owned())),
    ];
    changes.extend((0..7).map(|day| ProfileChange::Weekday(day, time)));
    changes.into_iter().map(Op::SetProfile).collect()
}

/// A session of the usual week: kind, title, minutes, half RPE.
type Usual = (Kind, &'static str, f64, f64);

const WEEK: [Option<Usual>; 7] = [
    Some((Kind::Strength, "Back and core", 50.0, 14.0)),
    Some((Kind::Endurance, "Easy run", 50.0, 8.0)),
    Some((Kind::Intervals, "5 × 4 min", 50.0, 16.0)),
    Some((Kind::Mobility, "", 20.0, 2.0)),
    Some((Kind::Strength, "Legs", 45.0, 14.0)),
    Some((Kind::Endurance, "Long run", 95.0, 9.0)),
    None,
];
/// Every other week: climbing in place of the second strength session, balance on Sunday.
const OTHER: [(usize, Usual); 2] = [(4, (Kind::Skill, "Climbing: feet", 60.0, 11.0)), (6, (Kind::Balance, "", 20.0, 4.0))];

/// Everything of the year, day by day.
pub fn year() -> Vec<Op> {
    let mut life =
        Life { chance: Chance::new(20_250_629), state: State { fitness: START, fatigue: START }, ops: Vec::new(), late: false };
    for ago in (0..=DAYS).rev() {
        life.day(ago);
    }
    life.ops
}

struct Life {
    chance: Chance,
    state: State,
    ops: Vec<Op>,
    /// Was there a hard session in the evening before?
    late: bool,
}

impl Life {
    fn day(&mut self, ago: i64) {
        let day = today().minus(ago);
        let deload = week_of(day) % 4 == 3;
        if deload && day == day.monday() && !within(ago, HOLIDAY) {
            self.ops.push(Op::PutDayPlan { day, plan: DayPlan { availability: None, week: Some(WeekKind::Deload) } });
        }
        if within(ago, HOLIDAY) {
            self.state = self.state.next(0.0);
            return;
        }
        self.tests(day, ago);
        self.morning(day, ago);
        let load = if ago == 0 { 0.0 } else { self.train(day, ago, deload) };
        self.state = self.state.next(load);
    }

    /// How rested the person is: about 0, less when loaded.
    fn freshness(&self) -> f64 {
        (self.state.form() / self.state.fitness.max(15.0)).clamp(-0.8, 0.5)
    }

    fn morning(&mut self, day: Day, ago: i64) {
        let sick = within(ago, ILL);
        // Some mornings are forgotten; the ring forgets nothing.
        let asked = ago < 14 || !self.chance.happens(0.06);
        let night = 428.0 + 32.0 * self.chance.noise()
            - if self.late { 15.0 } else { 0.0 }
            - if within(ago, TRAVEL) { 130.0 } else { 0.0 };
        self.ring(day, ago, night);
        if !asked {
            return;
        }
        let mut said = self.feelings(ago, night);
        if ago % 3 == 0 && ago > 0 {
            let reaction = 262.0 - 40.0 * self.freshness() + 9.0 * self.chance.noise();
            self.say(day, vec![(Field::ReactionMs, Value::Number(reaction.round()))], Origin::Typed, "laptop");
        }
        said.extend(self.flags(ago, sick));
        said.extend(note(ago).map(|text| (Field::Note, Value::Text(text.to_owned()))));
        self.say(day, said, Origin::Typed, "");
    }

    fn feelings(&mut self, ago: i64, night: f64) -> Vec<(Field, Value)> {
        if ago == 0 {
            // Begun and not finished: three answers are still to be given.
            return [(Field::Energy, 4), (Field::Mood, 4), (Field::Motivation, 3), (Field::Stress, 3)]
                .map(|(field, answer)| (field, Value::Whole(answer)))
                .into();
        }
        let sick = if within(ago, ILL) { 1.7 } else { 0.0 };
        let tired = self.freshness() * 2.0 + (night - 430.0) / 110.0 - sick;
        let life = (ago as f64 / 19.0).sin() * 0.4;
        let usual = [
            (Field::Energy, 3.5 + tired),
            (Field::Mood, 3.7 + 0.5 * tired + life),
            (Field::Motivation, 3.6 + 0.6 * tired + life),
            (Field::Stress, 3.4 + life - 0.3 * sick),
            (Field::Soreness, 3.6 + self.freshness() * 2.2),
            (Field::Movement, 3.5 + 0.8 * tired),
            (Field::SleepQuality, 3.4 + (night - 430.0) / 45.0 - sick),
        ];
        let answer = |(field, mean): (Field, f64)| {
            let number = (mean + 0.5 * self.chance.noise()).round().clamp(1.0, 5.0) as i64;
            (field, Value::Whole(number))
        };
        usual.into_iter().map(answer).collect()
    }

    fn flags(&mut self, ago: i64, sick: bool) -> Vec<(Field, Value)> {
        let mut flags = Vec::new();
        let set = [(Field::Ill, sick), (Field::Travel, within(ago, TRAVEL)), (Field::Pain, within(ago, ACHE))];
        flags.extend(set.into_iter().filter(|(_, is)| *is).map(|(field, _)| (field, Value::Flag(true))));
        if self.late && ago > 0 {
            let slept = if self.chance.happens(0.35) { Slept::No } else { Slept::Same };
            flags.push((Field::SleptBetter, Value::Choice(slept)));
        }
        if ago < 60 && ago > 0 {
            let basics = [(Field::AteWell, 0.8), (Field::DrankEnough, 0.7), (Field::SomeCalm, 0.55), (Field::BedInTime, 0.6)];
            flags.extend(basics.map(|(field, share)| (field, Value::Flag(self.chance.happens(share)))));
        }
        flags
    }

    /// What the ring measured at night.
    fn ring(&mut self, day: Day, ago: i64, night: f64) {
        let new = ago < NEW_RING;
        let sick = if within(ago, ILL) { 1.0 } else { 0.0 };
        let level = 4.12 + if new { -0.16 } else { 0.0 } + 0.0016 * self.state.fitness;
        let hrv = (level + 0.13 * self.freshness() - 0.3 * sick + 0.075 * self.chance.noise()).exp();
        let pulse = 53.0 - 0.06 * self.state.fitness - 4.0 * self.freshness() + 7.0 * sick + 1.1 * self.chance.noise();
        let pulse = pulse + if new { 1.5 } else { 0.0 };
        let tenths = |value: f64| (value * 10.0).round() / 10.0;
        let values = vec![
            (Field::SleepMinutes, Value::Whole(night.clamp(200.0, 600.0).round() as i64)),
            (Field::RestingHr, Value::Number(pulse.round())),
            (Field::HrvRmssd, Value::Number(tenths(hrv))),
        ];
        self.say(day, values, Origin::Wearable, if new { "ring 2" } else { "ring 1" });
    }

    fn say(&mut self, day: Day, values: Vec<(Field, Value)>, origin: Origin, device: &str) {
        let fields = values.into_iter().map(|(field, value)| (field, Some(value))).collect();
        let source = Source { origin, device: device.to_owned() };
        self.ops.push(Op::SetCheckIn { day, moment: Moment::Morning, fields, source });
    }

    fn tests(&mut self, day: Day, ago: i64) {
        // On the Sunday of every easy week.
        let easy_sunday = week_of(day) % 4 == 3 && day == day.monday().plus(6);
        if ago == 0 || !easy_sunday || within(ago, ILL) {
            return;
        }
        let State { fitness, fatigue } = self.state;
        let power = 236.0 + 1.15 * fitness - 0.75 * fatigue + 2.5 * self.chance.noise();
        self.ops.push(test(day, "5 min power", power.round(), "W"));
        if week_of(day) % 3 == 0 {
            self.ops.push(test(day, "pull-ups", (6.0 + fitness / 9.0 + 0.5 * self.chance.noise()).round(), "reps"));
        }
    }

    /// Does what the week asks for; returns its load in points.
    fn train(&mut self, day: Day, ago: i64, deload: bool) -> f64 {
        self.late = false;
        if within(ago, ILL) || ago == PUT_OFF {
            return 0.0;
        }
        let week = week_of(day);
        let weekday = usize::try_from(day.since(day.monday())).unwrap_or(0);
        let other = OTHER.iter().find(|(at, _)| *at == weekday && week % 2 == 1).map(|(_, usual)| *usual);
        let Some(usual) = other.or(WEEK.get(weekday).copied().flatten()) else { return 0.0 };
        let after_illness = within(ago, (ILL.1 - 1, ILL.1 - 7));
        let session = self.session(day, ago, usual, deload || after_illness);
        let load = session.rpe.zip(session.minutes).map_or(0.0, |(rpe, minutes)| 0.238 * rpe.value() * f64::from(minutes.get()));
        let done = session.is_done();
        self.ops.push(Op::PutSession(Box::new(session)));
        if done { load } else { 0.0 }
    }

    fn session(&mut self, day: Day, ago: i64, usual: Usual, easy: bool) -> Session {
        let (kind, title, minutes, halves) = usual;
        let id = SessionId(format!("sample-{:03}", DAYS - ago));
        let size = season(ago) * if easy { 0.6 } else { 1.0 };
        let planned = (minutes * size / 5.0).round() * 5.0;
        let planned_halves = if easy { halves - 2.0 } else { halves };
        let skipped = self.chance.happens(0.06);
        let mut session = Session::new(id, day, kind, if skipped { Status::Skipped } else { Status::Done });
        session.title = title.to_owned();
        session.place.slot = Some(if kind == Kind::Mobility { Slot::Am } else { Slot::Pm });
        session.planned_minutes = Minutes::try_from(planned.max(10.0)).ok();
        session.planned_rpe = rpe(planned_halves);
        if skipped {
            return session;
        }
        if self.chance.happens(0.08) {
            session.original_day = Some(day.minus(1));
        }
        let tired = -self.freshness();
        session.minutes = Minutes::try_from((planned + 3.0 * self.chance.noise()).round().max(10.0)).ok();
        session.rpe = rpe(planned_halves + 1.2 * tired + 0.7 * self.chance.noise());
        self.late = planned_halves >= 14.0;
        self.after(&mut session, tired);
        session
    }

    fn after(&mut self, session: &mut Session, tired: f64) {
        let usual = match session.kind {
            Kind::Mobility | Kind::Balance => 4.4,
            Kind::Skill | Kind::Endurance => 3.8,
            Kind::Strength => 3.4,
            Kind::Intervals | Kind::Event => 2.9,
        };
        session.charge = Some((usual - 1.5 * tired + 0.6 * self.chance.noise()).round().clamp(1.0, 5.0) as u8);
        session.clean = Some(!self.chance.happens(0.12 + 0.2 * tired.max(0.0)));
        session.recovered = Some(!self.chance.happens(0.15 + 0.5 * tired.max(0.0)));
        session.supports = Some(!self.chance.happens(0.08));
        session.skill = Some(matches!(session.kind, Kind::Skill | Kind::Balance) || self.chance.happens(0.1));
        session.improved = match session.kind {
            Kind::Strength => Some(Improved::Strength),
            Kind::Endurance | Kind::Intervals => Some(Improved::Endurance),
            Kind::Skill => Some(Improved::Coordination),
            Kind::Balance => Some(Improved::Balance),
            Kind::Mobility | Kind::Event => None,
        }
        .filter(|_| self.chance.happens(0.4));
    }
}

/// How much training a time of the year holds: less in winter, more towards the event.
fn season(ago: i64) -> f64 {
    match ago {
        0..=60 => 1.05,
        61..=120 => 0.95,
        121..=200 => 0.75,
        201..=246 => 0.85,
        _ => 0.9,
    }
}

fn rpe(halves: f64) -> Option<Rpe> {
    Rpe::from_halves(halves.round().clamp(2.0, 19.0) as u8)
}

fn test(day: Day, name: &str, value: f64, unit: &str) -> Op {
    let id = TestId(format!("sample-{name}-{day}"));
    Op::PutTest(Test { id, day, name: name.to_owned(), value, unit: unit.to_owned() })
}

fn note(ago: i64) -> Option<&'static str> {
    const NOTES: [(i64, &str); 10] = [
        (340, "First week of the plan."),
        (246, "Back from two weeks without anything. Good."),
        (201, "Night train."),
        (141, "Throat. Staying in bed."),
        (135, "Better. Slowly now."),
        (90, "Legs felt springy on the stairs."),
        (76, "New ring."),
        (47, "Right shin pulls when I run downhill."),
        (20, "Slept like a stone."),
        (6, "Deadline at work this week."),
    ];
    NOTES.iter().find(|(day, _)| *day == ago).map(|(_, text)| *text)
}
