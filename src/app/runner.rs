//! A session as it is done: five blocks in order, a clock that can stop, a bell at each block's end.
//!
//! Driven by the times of events alone, so it can be replayed; what is kept in a file is the runner itself.

pub mod commands;

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Kind, SessionId};
use crate::engine::blocks::Blocks;

/// The block of calm breathing.
const DOWNSHIFT: usize = 4;
/// For so long the start of a block is announced, milliseconds.
const ANNOUNCED_MS: u64 = 10_000;
/// Seconds of breathing in, and of a whole breath.
const BREATH: (u64, u64) = (4, 10);

/// A session that is being done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Runner {
    /// Which session.
    pub session: SessionId,
    /// The day it is done on.
    pub day: Day,
    /// What to call it.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Minutes of each block, in the order of [`Blocks::NAMES`].
    pub minutes: [u16; 5],
    /// The block that is on; past the last = over.
    pub at: usize,
    /// What was done of it before the clock last went on, milliseconds.
    pub done_ms: u64,
    /// What was done of each block that was left, milliseconds.
    #[serde(default)]
    pub spent_ms: [u64; 5],
    /// The clock goes since then, milliseconds since 1970; `None` = it stands.
    #[serde(skip)]
    pub since_ms: Option<u64>,
}

/// In or out, and how many seconds of it are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Breath {
    /// Breathing in, 4 seconds.
    In(u64),
    /// Breathing out, 6 seconds.
    Out(u64),
}

impl Runner {
    /// A session at its first block, the clock going.
    pub fn new(session: SessionId, day: Day, name: &str, kind: Kind, blocks: Blocks, now_ms: u64) -> Runner {
        let (name, minutes) = (name.to_owned(), blocks.minutes());
        let mut runner =
            Runner { session, day, name, kind, minutes, at: 0, done_ms: 0, spent_ms: [0; 5], since_ms: Some(now_ms) };
        runner.skip_empty();
        runner
    }

    /// Does the clock go?
    pub fn is_running(&self) -> bool {
        self.since_ms.is_some()
    }

    /// Are all blocks done?
    pub fn is_over(&self) -> bool {
        self.at >= self.minutes.len()
    }

    /// What was done of the block, milliseconds.
    pub fn elapsed(&self, now_ms: u64) -> u64 {
        self.done_ms.saturating_add(self.since_ms.map_or(0, |since| now_ms.saturating_sub(since)))
    }

    /// How long the block is, milliseconds.
    pub fn length(&self) -> u64 {
        self.minutes.get(self.at).map_or(0, |minutes| u64::from(*minutes) * 60_000)
    }

    /// What was done of the whole session, milliseconds.
    pub fn total(&self, now_ms: u64) -> u64 {
        self.spent().saturating_add(self.elapsed(now_ms))
    }

    /// Stops the clock, or lets it go on.
    pub fn pause(&mut self, now_ms: u64) {
        if self.is_over() {
            return;
        }
        self.done_ms = self.elapsed(now_ms);
        self.since_ms = if self.is_running() { None } else { Some(now_ms) };
    }

    /// Stops the clock.
    pub fn stop(&mut self, now_ms: u64) {
        self.done_ms = self.elapsed(now_ms);
        self.since_ms = None;
    }

    /// On to the next block, however much of this one was done.
    pub fn next(&mut self, now_ms: u64) {
        self.begin(self.elapsed(now_ms), 0, now_ms);
    }

    /// Time went by: ends every block whose time is over. Says whether one ended.
    pub fn tick(&mut self, now_ms: u64) -> bool {
        let mut ended = false;
        while self.is_running() && !self.is_over() && self.elapsed(now_ms) >= self.length() {
            let more = self.elapsed(now_ms) - self.length();
            self.begin(self.length(), more, now_ms);
            ended = true;
        }
        ended
    }

    /// What was done of the blocks that were left, milliseconds.
    fn spent(&self) -> u64 {
        self.spent_ms.iter().fold(0, |sum, spent| sum.saturating_add(*spent))
    }

    /// Leaves a block of which so much was done for the next one that has minutes, so much of it done.
    fn begin(&mut self, spent_ms: u64, done_ms: u64, now_ms: u64) {
        if let Some(spent) = self.spent_ms.get_mut(self.at) {
            *spent = spent_ms;
        }
        self.at = self.at.saturating_add(1);
        self.skip_empty();
        self.done_ms = if self.is_over() { 0 } else { done_ms };
        self.since_ms = self.since_ms.filter(|_| !self.is_over()).map(|_| now_ms);
    }

    fn skip_empty(&mut self) {
        while self.minutes.get(self.at) == Some(&0) {
            self.at += 1;
        }
    }

    /// Milliseconds until the next second shows; `None` while the clock stands.
    pub fn deadline(&self, now_ms: u64) -> Option<u64> {
        self.is_running().then(|| 1000 - self.elapsed(now_ms) % 1000)
    }

    /// Has the block just begun, after another one?
    pub fn announces(&self, now_ms: u64) -> bool {
        self.spent() > 0 && !self.is_over() && self.elapsed(now_ms) < ANNOUNCED_MS
    }

    /// Where the breath is; only in the downshift.
    pub fn breath(&self, now_ms: u64) -> Option<Breath> {
        let second = self.elapsed(now_ms) / 1000 % BREATH.1;
        let breath = if second < BREATH.0 { Breath::In(second) } else { Breath::Out(second - BREATH.0) };
        (self.at == DOWNSHIFT).then_some(breath)
    }

    /// The block that is on, with its name.
    pub fn block(&self) -> Option<&'static str> {
        Blocks::NAMES.get(self.at).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runner([prime, skill, strength, aerobic, downshift]: [u16; 5]) -> Runner {
        let blocks = Blocks { prime, skill, strength, aerobic, downshift };
        let day = Day::from_ymd(2026, 3, 2).unwrap();
        Runner::new(SessionId("s".to_owned()), day, "strength", Kind::Strength, blocks, 1_000)
    }

    #[test]
    fn blocks_without_minutes_are_left_out_and_the_rest_follow_in_order() {
        let mut runner = runner([1, 0, 2, 0, 1]);
        assert!(!runner.tick(60_999));
        assert!(runner.tick(61_000));
        assert_eq!((runner.block(), runner.elapsed(61_000)), (Some("strength"), 0));
        assert!(runner.announces(70_999) && !runner.announces(71_000));
        assert!(runner.tick(181_500));
        assert_eq!((runner.block(), runner.elapsed(181_500)), (Some("downshift"), 500));
        assert!(runner.tick(241_000) && runner.is_over() && !runner.is_running());
        assert_eq!(runner.total(999_999), 240_000);
    }

    #[test]
    fn a_long_sleep_ends_every_block_at_once() {
        let mut runner = runner([1, 1, 1, 1, 1]);
        assert!(runner.tick(10_000_000) && runner.is_over());
        assert_eq!((runner.total(0), runner.deadline(10_000_000)), (300_000, None));
    }

    #[test]
    fn nothing_goes_on_while_the_clock_stands() {
        let mut runner = runner([5, 0, 0, 0, 1]);
        runner.pause(31_500);
        assert_eq!((runner.elapsed(900_000), runner.deadline(900_000), runner.tick(900_000)), (30_500, None, false));
        runner.pause(900_000);
        assert_eq!((runner.elapsed(900_600), runner.deadline(900_600)), (31_100, Some(900)));
    }

    #[test]
    fn the_next_block_counts_what_was_done_of_this_one() {
        let mut runner = runner([5, 0, 0, 0, 1]);
        runner.next(61_000);
        assert_eq!((runner.block(), runner.total(61_000)), (Some("downshift"), 60_000));
        assert_eq!(runner.spent_ms, [60_000, 0, 0, 0, 0], "a block that was left early is not one that was done");
        assert_eq!(runner.breath(64_999), Some(Breath::In(3)));
        assert_eq!(runner.breath(65_000), Some(Breath::Out(0)));
        assert_eq!(runner.breath(71_000), Some(Breath::In(0)));
    }

    #[test]
    fn a_file_that_somebody_changed_is_a_session_that_is_over() {
        let mut kept = runner([1, 1, 1, 1, 1]);
        (kept.at, kept.done_ms, kept.spent_ms) = (usize::MAX, u64::MAX, [u64::MAX; 5]);
        kept.pause(5);
        kept.next(5);
        assert!(kept.is_over() && !kept.tick(u64::MAX) && kept.block().is_none());
        (kept.at, kept.since_ms) = (0, Some(0));
        assert!(kept.tick(u64::MAX) && kept.is_over());
        // Each block was gone through once more, a minute each.
        assert_eq!(kept.total(u64::MAX), 5 * 60_000);
    }

    #[test]
    fn what_is_kept_stands_until_somebody_goes_on() {
        let mut runner = runner([5, 0, 0, 0, 1]);
        runner.stop(61_000);
        let kept: Runner = serde_json::from_str(&serde_json::to_string(&runner).unwrap()).unwrap();
        assert_eq!(kept, runner);
        assert_eq!(kept.elapsed(999_000), 60_000);
    }
}
