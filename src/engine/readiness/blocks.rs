//! The blocks of a session: prime, skill, strength, aerobic, downshift, always in this order
//! (`readiness.md` §8).

use crate::domain::Kind;
use crate::engine::tuning::Readiness;

const PRIME: usize = 0;
const SKILL: usize = 1;
const DOWNSHIFT: usize = 4;

/// Shares of the five blocks, per mille; `None` for events, which have none.
fn shares(kind: Kind) -> Option<[i64; 5]> {
    match kind {
        Kind::Skill => Some([150, 450, 150, 150, 100]),
        Kind::Strength => Some([150, 150, 500, 100, 100]),
        Kind::Endurance => Some([100, 100, 100, 600, 100]),
        Kind::Intervals => Some([200, 100, 0, 600, 100]),
        Kind::Balance => Some([150, 450, 250, 50, 100]),
        Kind::Mobility => Some([600, 0, 0, 250, 150]),
        Kind::Event => None,
    }
}

/// Minutes of the five blocks; they add up to `minutes`. `fresh` = skill can be learned today.
pub fn blocks(kind: Kind, minutes: i64, fresh: bool, tuning: &Readiness) -> Option<[i64; 5]> {
    let mut shares = shares(kind)?;
    if minutes < tuning.short_session {
        shares = short(shares);
    }
    if !fresh && !matches!(kind, Kind::Skill | Kind::Balance) {
        let [prime, skill, ..] = &mut shares;
        *prime += *skill;
        *skill = 0;
    }
    Some(share_out(minutes, shares))
}

/// A short session: prime, the main thing, downshift.
fn short(shares: [i64; 5]) -> [i64; 5] {
    let main = (0..shares.len()).rev().max_by_key(|at| shares.get(*at)).unwrap_or(SKILL);
    let mut short = [0; 5];
    for (at, share) in [(PRIME, 200), (main, 650), (DOWNSHIFT, 150)] {
        if let Some(block) = short.get_mut(at) {
            *block += share;
        }
    }
    short
}

/// Whole minutes by the largest remainder, ties to the earlier block.
fn share_out(minutes: i64, shares: [i64; 5]) -> [i64; 5] {
    let mut blocks = shares.map(|share| (minutes * share).div_euclid(1000));
    let left = minutes - blocks.iter().sum::<i64>();
    let mut order = [0, 1, 2, 3, 4];
    order.sort_by_key(|at: &usize| std::cmp::Reverse(shares.get(*at).map(|share| (minutes * share).rem_euclid(1000))));
    for at in order.into_iter().take(usize::try_from(left).unwrap_or(0)) {
        if let Some(block) = blocks.get_mut(at) {
            *block += 1;
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_length_adds_up() {
        let tuning = Readiness::default();
        for kind in Kind::ALL.iter().copied().filter(|kind| *kind != Kind::Event) {
            for minutes in 5..=1440 {
                for fresh in [true, false] {
                    let blocks = blocks(kind, minutes, fresh, &tuning).unwrap();
                    assert_eq!(blocks.iter().sum::<i64>(), minutes, "{kind} {minutes}");
                    assert!(blocks[DOWNSHIFT] > 0 || minutes < 5, "{kind} {minutes}: the downshift is never left out");
                }
            }
        }
    }

    #[test]
    fn a_short_mobility_session_is_prime_and_downshift() {
        assert_eq!(blocks(Kind::Mobility, 10, true, &Readiness::default()), Some([9, 0, 0, 0, 1]));
    }

    #[test]
    fn skill_is_learned_only_when_fresh() {
        let tuning = Readiness::default();
        assert_eq!(blocks(Kind::Strength, 60, false, &tuning), Some([18, 0, 30, 6, 6]));
        assert_eq!(blocks(Kind::Skill, 60, false, &tuning), Some([9, 27, 9, 9, 6]));
    }
}
