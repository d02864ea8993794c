//! Nights out of stretches: what a device recorded piece by piece, joined to one night a day.
//!
//! `formats-local.md` §1 rule 6 and `formats.md`, *Apple Health*: per device stretches at most two hours apart are one
//! block, overlaps count once, a block of three hours asleep is a night (shorter: a nap), its day is the day of waking.

use std::collections::BTreeMap;

use crate::domain::Day;

/// Stretches this far apart or less are one block, ms.
const JOINED: i64 = 2 * 3_600_000;
/// A block with less sleep is a nap, ms.
const NIGHT: i64 = 3 * 3_600_000;
/// So many stretches are kept at most; 27 years of fifty a night.
pub const MAX_STRETCHES: usize = 500_000;

/// Something that a device saw between two moments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The beginning, ms since 1970 UTC.
    pub from: i64,
    /// The end, ms since 1970 UTC.
    pub to: i64,
    /// Asleep, or awake within the night.
    pub asleep: bool,
    /// Does the device tell the stages of sleep apart?
    pub staged: bool,
}

/// The night that ends on a day, from one device.
#[derive(Debug, Clone, PartialEq)]
pub struct Night {
    /// Asleep, ms.
    pub asleep: i64,
    /// Some of it with stages.
    pub staged: bool,
    /// When it was, each part from first falling asleep to waking, ms.
    pub spans: Vec<(i64, i64)>,
}

impl Night {
    /// Asleep, minutes.
    pub fn minutes(&self) -> f64 {
        self.asleep as f64 / 60_000.0
    }

    /// Which of two devices knows a night better: the one with stages, then the longest.
    pub fn rank(&self) -> (bool, i64) {
        (self.staged, self.asleep)
    }

    /// Takes another part of the night in.
    pub fn join(&mut self, other: Night) {
        self.asleep += other.asleep;
        self.staged |= other.staged;
        self.spans.extend(other.spans);
    }
}

/// The stretches of one device, in any order.
#[derive(Debug, Clone, Default)]
pub struct Stretches(Vec<Stretch>);

/// What the stretches of a device come to.
#[derive(Debug, Clone, Default)]
pub struct Nights {
    /// One night a day.
    pub nights: BTreeMap<Day, Night>,
    /// Blocks that are too short for a night.
    pub naps: usize,
}

impl Stretches {
    /// Adds one; one without length, or of more than two days, says nothing. Whoever adds asks first whether there is room:
    /// [`MAX_STRETCHES`].
    pub fn add(&mut self, stretch: Stretch) {
        if !(1..=2 * 24 * 3_600_000).contains(&stretch.to.saturating_sub(stretch.from)) {
            return;
        }
        match self.0.last_mut() {
            // Minute after minute of the same becomes one.
            Some(last) if last.to == stretch.from && (last.asleep, last.staged) == (stretch.asleep, stretch.staged) => {
                last.to = stretch.to;
            }
            _ => self.0.push(stretch),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Joins them to nights; `day` gives the local day of a moment, `None` where it cannot be one.
    pub fn nights(mut self, mut day: impl FnMut(i64) -> Option<Day>) -> Nights {
        self.0.sort_unstable_by_key(|stretch| (stretch.from, stretch.to));
        let mut all = Nights::default();
        let mut block: Option<Block> = None;
        for stretch in self.0 {
            let joins = block.as_ref().is_some_and(|block| stretch.from.saturating_sub(block.end) <= JOINED);
            if !joins && let Some(done) = block.take() {
                done.finish(&mut all, &mut day);
            }
            block.get_or_insert_with(|| Block::at(stretch.from)).take(stretch);
        }
        if let Some(done) = block {
            done.finish(&mut all, &mut day);
        }
        all
    }
}

/// Stretches that belong together, in the order of their beginnings.
struct Block {
    /// The end of the latest stretch.
    end: i64,
    /// The beginning of the first sleep and the end of the last.
    slept: Option<(i64, i64)>,
    asleep: i64,
    staged: bool,
}

impl Block {
    fn at(from: i64) -> Block {
        Block { end: from, slept: None, asleep: 0, staged: false }
    }

    fn take(&mut self, stretch: Stretch) {
        self.end = self.end.max(stretch.to);
        if !stretch.asleep {
            return;
        }
        let (first, until) = self.slept.unwrap_or((stretch.from, stretch.from));
        // What overlaps counts once.
        self.asleep += (stretch.to - stretch.from.max(until)).max(0);
        self.slept = Some((first, until.max(stretch.to)));
        self.staged |= stretch.staged;
    }

    fn finish(self, all: &mut Nights, day: &mut impl FnMut(i64) -> Option<Day>) {
        let Some(span) = self.slept else { return };
        if self.asleep < NIGHT {
            all.naps += 1;
            return;
        }
        let Some(day) = day(span.1) else { return };
        let night = Night { asleep: self.asleep, staged: self.staged, spans: vec![span] };
        match all.nights.get_mut(&day) {
            Some(known) => known.join(night),
            None => {
                all.nights.insert(day, night);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn stretch(from: i64, to: i64, asleep: bool) -> Stretch {
        Stretch { from: from * HOUR, to: to * HOUR, asleep, staged: false }
    }

    fn nights(stretches: &[Stretch]) -> (Vec<(i64, i64)>, usize) {
        let mut all = Stretches::default();
        stretches.iter().for_each(|stretch| all.add(*stretch));
        let first = Day::from_ymd(2026, 1, 1).unwrap();
        let found = all.nights(|ms| Some(first.plus(ms.div_euclid(24 * HOUR))));
        (found.nights.iter().map(|(day, night)| (day.since(first), night.asleep / HOUR)).collect(), found.naps)
    }

    #[test]
    fn what_overlaps_counts_once_and_short_blocks_are_naps() {
        assert_eq!(nights(&[stretch(22, 26, true), stretch(23, 28, true), stretch(24, 25, true)]), (vec![(1, 6)], 0));
        assert_eq!(nights(&[stretch(14, 16, true)]), (vec![], 1));
    }

    #[test]
    fn a_wake_between_two_parts_holds_them_together() {
        let parts = [stretch(22, 24, true), stretch(24, 27, false), stretch(27, 29, true)];
        assert_eq!(nights(&parts), (vec![(1, 4)], 0));
        assert_eq!(nights(&[parts[0], parts[2]]), (vec![], 2));
    }

    #[test]
    fn two_long_parts_of_a_day_add_up_and_nonsense_is_nothing() {
        assert_eq!(nights(&[stretch(0, 4, true), stretch(8, 12, true)]), (vec![(0, 8)], 0));
        assert_eq!(nights(&[stretch(9, 3, true), stretch(0, 80, true), stretch(1, 3, false)]), (vec![], 0));
    }
}
