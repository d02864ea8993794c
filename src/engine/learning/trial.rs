//! Experiments: which half is *yes*, which pairs are finished and complete, where one stands (`learning.md` §5).
//!
//! The coin is tossed by the seed before the first day, so nobody can choose; the result stays hidden until the end.

use std::collections::BTreeMap;

use crate::domain::session::words;
use crate::domain::{Day, Experiment, Kind, Outcome, Registered, Unit};
use crate::engine::tuning::Learning;

use super::signs::Showing;
use crate::engine::round::half_up;

/// A value of a device, in tenths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measured {
    /// In tenths.
    pub tenths: i64,
    /// The device.
    pub source: String,
}

impl Measured {
    /// A value of a device.
    pub fn of(value: f64, source: &str) -> Measured {
        Measured { tenths: half_up(10.0 * value) as i64, source: source.to_owned() }
    }
}

/// What an experiment looks at on a day.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TrialDay {
    /// The score as specified and before limits, milli-points.
    pub raw: Option<i64>,
    /// The rating given before a score was seen.
    pub ready: Option<i64>,
    /// Resting pulse.
    pub rhr: Option<Measured>,
    /// Heart-rate variability.
    pub hrv: Option<Measured>,
    /// Minutes asleep.
    pub sleep: Option<i64>,
    /// Ill, flagged or by a span, or travelling.
    pub away: bool,
    /// Was yesterday's assignment kept?
    pub kept: Option<bool>,
    /// The sessions that were done, as recorded.
    pub sessions: Vec<TrialSession>,
}

/// What an experiment looks at of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrialSession {
    /// What it was.
    pub kind: Kind,
    /// What it gave or took, 1–5.
    pub charge: Option<i64>,
    /// How hard it was, tenths.
    pub rpe: Option<i64>,
    /// Whether it stayed clean.
    pub clean: Option<bool>,
}

/// The days an experiment looks at.
pub type TrialDays = BTreeMap<Day, TrialDay>;

/// Where an experiment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Its first day has not come.
    Waiting,
    /// It goes on.
    Running,
    /// Its last pair is finished.
    Ended,
    /// It was ended before that.
    Stopped,
}

words!(Standing { Waiting = "waiting", Running = "running", Ended = "ended", Stopped = "stopped" });

/// An experiment as a day sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it stands.
    pub standing: Standing,
    /// Pairs that are over.
    pub finished: i64,
    /// Those of them that count.
    pub complete: i64,
    /// How often it was said whether the assignment was kept, and how often it was.
    pub kept: (i64, i64),
    /// What it showed; hidden while it waits or runs.
    pub result: Option<Showing>,
}

/// What is assigned; `None` = nothing, or not to be told yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assigned {
    /// Today's half is *yes*.
    pub today: Option<bool>,
    /// Tomorrow's.
    pub tomorrow: Option<bool>,
    /// That of the next session.
    pub next: Option<bool>,
}

/// The coin: a step of splitmix64 (Steele, Lea & Flood 2014, doi 10.1145/2660193.2660195).
pub fn splitmix64(x: u64) -> u64 {
    let x = x.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    x ^ (x >> 31)
}

/// A seed for an experiment, from when and by whom it is registered: nobody chooses it.
pub fn seed(wall_ms: u64, device: u64) -> u64 {
    splitmix64(wall_ms ^ splitmix64(device)) & Experiment::MAX_SEED
}

/// Is the first half of pair `k` the *yes* half?
pub fn yes_first(seed: u64, k: u64) -> bool {
    splitmix64(seed.wrapping_add(k)) % 2 == 1
}

/// Days of a half; `None` where sessions are decided.
fn half_days(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Day => Some(1),
        Unit::Block => Some(2),
        Unit::Session => None,
    }
}

/// The last day of the last pair; `None` where sessions are decided.
pub fn last_day(experiment: &Experiment) -> Option<Day> {
    half_days(experiment.unit).map(|half| experiment.first_day.plus(2 * half * i64::from(experiment.pairs)))
}

/// Is a day of the experiment one of a *yes* half? `None` outside, and where sessions are decided.
pub fn of_day(experiment: &Experiment, day: Day) -> Option<bool> {
    let half = half_days(experiment.unit)?;
    let since = day.since(experiment.first_day);
    let inside = since >= 0 && since < 2 * half * i64::from(experiment.pairs);
    inside.then(|| yes_first(experiment.seed, since.div_euclid(2 * half).unsigned_abs()) == (since.rem_euclid(2 * half) < half))
}

/// Is the session with this number, from 1, one of a *yes* half?
pub fn of_session(experiment: &Experiment, number: u64) -> Option<bool> {
    let inside = experiment.unit == Unit::Session && (1..=2 * u64::from(experiment.pairs)).contains(&number);
    inside.then(|| yes_first(experiment.seed, (number - 1) / 2) == (number % 2 == 1))
}

/// The value of a morning's outcome in whole units; `None` if it is missing, or no morning's outcome.
pub fn morning_value(outcome: Outcome, day: &TrialDay) -> Option<i64> {
    match outcome {
        Outcome::Score => day.raw.map(|raw| raw.div_euclid(100)),
        Outcome::Ready => day.ready.map(|rating| 10 * rating),
        Outcome::Rhr => day.rhr.as_ref().map(|rhr| rhr.tenths),
        Outcome::Hrv => day.hrv.as_ref().map(|hrv| hrv.tenths),
        Outcome::SleepMinutes => day.sleep,
        Outcome::Charge | Outcome::Rpe | Outcome::Clean => None,
    }
}

/// The value of a session's outcome in tenths; `None` if it is missing, or no session's outcome.
pub fn session_value(outcome: Outcome, session: &TrialSession) -> Option<i64> {
    match outcome {
        Outcome::Charge => session.charge.map(|charge| 10 * charge),
        Outcome::Rpe => session.rpe,
        Outcome::Clean => session.clean.map(|clean| if clean { 10 } else { 0 }),
        Outcome::Score | Outcome::Ready | Outcome::Rhr | Outcome::Hrv | Outcome::SleepMinutes => None,
    }
}

fn source(outcome: Outcome, day: &TrialDay) -> Option<&str> {
    let measured = match outcome {
        Outcome::Rhr => day.rhr.as_ref(),
        Outcome::Hrv => day.hrv.as_ref(),
        Outcome::Score | Outcome::Ready | Outcome::SleepMinutes | Outcome::Charge | Outcome::Rpe | Outcome::Clean => None,
    };
    measured.map(|measured| measured.source.as_str())
}

/// The sessions that count on some days: the first done one of the kind on each.
pub fn sessions(kind: Option<Kind>, days: &TrialDays, first: Day, last: Day) -> impl Iterator<Item = (Day, &TrialSession)> {
    // An inverted range would panic inside the map.
    let range = days.range(first.min(last)..=last).filter(move |(day, _)| **day >= first);
    range.filter_map(move |(day, of_day)| {
        of_day.sessions.iter().find(|session| Some(session.kind) == kind).map(|session| (*day, session))
    })
}

/// A pair of which at least the last day has come.
struct Pair {
    last: Day,
    /// Of the first and of the second half.
    values: [Option<i64>; 2],
    /// Ill or away, or two devices.
    spoilt: bool,
}

impl Pair {
    fn is_finished(&self, on: Day) -> bool {
        let [_, second] = self.values;
        self.last < on || (self.last == on && second.is_some())
    }

    /// *Yes* less the other, if the pair counts.
    fn difference(&self, yes_first: bool) -> Option<i64> {
        let [first, second] = self.values;
        let difference = first?.checked_sub(second?)?;
        (!self.spoilt).then_some(if yes_first { difference } else { -difference })
    }
}

/// The pairs that may be finished on a day, in order.
fn pairs(experiment: &Experiment, days: &TrialDays, on: Day) -> Vec<Pair> {
    let away = |day: Day| days.get(&day).is_some_and(|day| day.away);
    let Some(half) = half_days(experiment.unit) else {
        let sessions: Vec<_> = sessions(experiment.kind, days, experiment.first_day, on).collect();
        let pair = |pair: &[(Day, &TrialSession)]| {
            let [(first, one), (last, other)] = pair else { return None };
            let values = [one, other].map(|session| session_value(experiment.outcome, session));
            Some(Pair { last: *last, values, spoilt: away(*first) || away(*last) })
        };
        return sessions.chunks(2).take(usize::from(experiment.pairs)).filter_map(pair).collect();
    };
    let pair = |k: i64| {
        let first = experiment.first_day.plus(2 * half * k);
        let (middle, last) = (first.plus(half), first.plus(2 * half));
        let mornings = [middle, last].map(|day| days.get(&day));
        let values = mornings.map(|day| day.and_then(|day| morning_value(experiment.outcome, day)));
        let [one, other] = mornings.map(|day| day.and_then(|day| source(experiment.outcome, day)));
        let spoilt = first.to(last).any(away) || one != other;
        Pair { last, values, spoilt }
    };
    (0..i64::from(experiment.pairs)).map(pair).take_while(|pair| pair.last <= on).collect()
}

impl Seen {
    /// The experiment as `today` sees it; what lies after `today` is not looked at.
    pub fn of(registered: &Registered, days: &TrialDays, today: Day, tuning: &Learning) -> Seen {
        let experiment = &registered.experiment;
        let ended = registered.ended.filter(|ended| *ended <= today);
        let on = ended.unwrap_or(today);
        let mut over = pairs(experiment, days, on);
        over.retain(|pair| pair.is_finished(on));
        let all = over.len() == usize::from(experiment.pairs);
        let standing = match ended {
            _ if all => Standing::Ended,
            Some(_) => Standing::Stopped,
            None if today < experiment.first_day => Standing::Waiting,
            None => Standing::Running,
        };
        let with_order = over.iter().zip(0..).map(|(pair, k)| pair.difference(yes_first(experiment.seed, k)));
        let differences: Vec<i64> = with_order.flatten().collect();
        let shown = matches!(standing, Standing::Ended | Standing::Stopped);
        Seen {
            standing,
            finished: over.len() as i64,
            complete: differences.len() as i64,
            kept: kept(experiment, days, on),
            result: shown.then(|| Showing::of(&differences, tuning)),
        }
    }
}

/// On the mornings after days of the experiment: how often it was said whether the assignment was kept, and how often it was.
fn kept(experiment: &Experiment, days: &TrialDays, on: Day) -> (i64, i64) {
    let mornings: Vec<Day> = match last_day(experiment) {
        Some(last) => experiment.first_day.plus(1).to(last.min(on)).collect(),
        None => {
            let counted = usize::from(experiment.pairs) * 2;
            sessions(experiment.kind, days, experiment.first_day, on.minus(1)).take(counted).map(|(day, _)| day.plus(1)).collect()
        }
    };
    let said = mornings.iter().filter_map(|day| days.get(day)?.kept);
    said.fold((0, 0), |(answered, yes), kept| (answered + 1, yes + i64::from(kept)))
}

impl Assigned {
    /// What is assigned by an experiment that waits or runs. A day's half is told from the day before on, a
    /// session's once the session before it is done, the first one's from the evening before the first day on.
    pub fn of(experiment: &Experiment, days: &TrialDays, today: Day) -> Assigned {
        let told = today >= experiment.first_day.minus(1);
        let done = sessions(experiment.kind, days, experiment.first_day, today).count() as u64;
        Assigned {
            today: of_day(experiment, today),
            tomorrow: of_day(experiment, today.plus(1)),
            next: of_session(experiment, done + 1).filter(|_| told),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_coin_is_the_published_one() {
        assert_eq!(splitmix64(0), 0xE220_A839_7B1D_CDAF);
    }

    #[test]
    fn a_seed_comes_from_when_and_by_whom_and_is_exact_everywhere() {
        let by = |wall_ms, device| seed(wall_ms, device);
        let all: std::collections::BTreeSet<u64> = (0..50).flat_map(|ms| (0..50).map(move |device| by(ms, device))).collect();
        assert_eq!(all.len(), 2500, "no two alike");
        assert!(all.iter().all(|seed| *seed <= Experiment::MAX_SEED));
        assert!(
            all.iter().any(|seed| *seed > Experiment::MAX_SEED / 2) && all.iter().any(|seed| *seed < Experiment::MAX_SEED / 2)
        );
    }
}
