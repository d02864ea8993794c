//! What is inside a session: prime, skill, strength, aerobic, downshift (`planner.md` §2).
//!
//! A shortened session loses its extras first, then prime, then its main block; never the downshift.

use crate::domain::Kind;

/// How a kind divides its time; judgement throughout.
struct Division {
    /// The longest prime, minutes; the least is 3 (2 below 15 minutes, none below 10).
    prime: u16,
    /// Skill, strength, aerobic in percent of the rest.
    percent: [u16; 3],
    /// The block that takes what the others leave; `None` = prime itself.
    main: Option<usize>,
}

/// Length of the session from which skill, strength, aerobic work is added beside the main block.
const EXTRA_FROM: [u16; 3] = [30, 40, 45];
/// Shorter extras are not worth the change.
const EXTRA_LEAST: u16 = 3;

fn share(kind: Kind) -> Division {
    match kind {
        Kind::Skill | Kind::Balance => Division { prime: 10, percent: [70, 30, 0], main: Some(0) },
        Kind::Strength => Division { prime: 10, percent: [15, 70, 15], main: Some(1) },
        Kind::Endurance => Division { prime: 5, percent: [0, 0, 100], main: Some(2) },
        Kind::Intervals => Division { prime: 15, percent: [10, 0, 90], main: Some(2) },
        Kind::Event => Division { prime: 15, percent: [0, 0, 100], main: Some(2) },
        Kind::Mobility => Division { prime: 10, percent: [0, 0, 0], main: None },
    }
}

/// Minutes of each block of a session, in the order in which they are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Blocks {
    /// Warming up.
    pub prime: u16,
    /// What needs a fresh mind.
    pub skill: u16,
    /// Strength.
    pub strength: u16,
    /// Aerobic work.
    pub aerobic: u16,
    /// Calming down.
    pub downshift: u16,
}

impl Blocks {
    /// Their names, in the order in which they are done.
    pub const NAMES: [&str; 5] = ["prime", "skill", "strength", "aerobic", "downshift"];

    /// The blocks of a session of so many minutes; they sum to them.
    pub fn of(kind: Kind, minutes: u16) -> Blocks {
        let share = share(kind);
        let downshift = minutes.min((minutes / 10).clamp(2, 10));
        let prime = match minutes {
            0..10 => 0,
            10..15 => 2,
            _ => (u32::from(minutes) * 3 / 20).min(u32::from(share.prime)).max(3) as u16,
        };
        let mut rest = minutes - downshift - prime.min(minutes - downshift);
        let Some(main) = share.main else { return Blocks { prime: minutes - downshift, downshift, ..Blocks::default() } };
        let whole = u32::from(rest);
        let extra = |block: usize, percent: u16, from: u16| {
            let part = (whole * u32::from(percent) / 100) as u16;
            if block == main || minutes < from || part < EXTRA_LEAST { 0 } else { part }
        };
        let [skill, strength, aerobic] = share.percent;
        let [skill_from, strength_from, aerobic_from] = EXTRA_FROM;
        let mut work = [extra(0, skill, skill_from), extra(1, strength, strength_from), extra(2, aerobic, aerobic_from)];
        rest -= work.iter().sum::<u16>();
        if let Some(block) = work.get_mut(main) {
            *block = rest;
        }
        let [skill, strength, aerobic] = work;
        Blocks { prime, skill, strength, aerobic, downshift }
    }

    /// The same session where skill cannot be learned: its minutes prime.
    pub fn primed(self) -> Blocks {
        Blocks { prime: self.prime + self.skill, skill: 0, ..self }
    }

    /// The minutes in the order of [`Blocks::NAMES`].
    pub fn minutes(self) -> [u16; 5] {
        [self.prime, self.skill, self.strength, self.aerobic, self.downshift]
    }

    /// The blocks that have minutes, by name.
    pub fn named(self) -> impl Iterator<Item = (&'static str, u16)> {
        Blocks::NAMES.into_iter().zip(self.minutes()).filter(|(_, minutes)| *minutes > 0)
    }
}
