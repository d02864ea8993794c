//! The reaction-time test: eight flashes after random waits, the median of the answers
//! (`readiness.md` §1). It is driven by the times of events alone, so it can be replayed.

/// Flashes of a test.
pub const FLASHES: usize = 8;
/// More guesses than this, and there is no value.
const MOST_GUESSES: usize = 3;
/// An answer faster than this is a guess, milliseconds.
const FASTEST_MS: u64 = 120;
/// Waits are between these, milliseconds.
const WAIT_MS: (u64, u64) = (2_000, 6_000);

/// Where the test is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Phase {
    /// Not begun.
    Ready,
    /// Nothing to see until then, milliseconds since 1970.
    Waiting(u64),
    /// The flash is shown since then.
    Shown(u64),
    /// All answered.
    Done,
    /// Too many guesses: no value.
    Guessed,
}

/// A reaction-time test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reaction {
    /// Where it is.
    pub phase: Phase,
    /// The answers so far, milliseconds.
    pub answers: Vec<u64>,
    /// How often somebody was too fast.
    pub guesses: usize,
    /// Was the last tap too fast?
    pub too_soon: bool,
    random: u64,
}

impl Reaction {
    /// A test that was not begun; the seed decides the waits.
    pub fn new(seed: u64) -> Reaction {
        Reaction { phase: Phase::Ready, answers: Vec::new(), guesses: 0, too_soon: false, random: seed }
    }

    /// A key was pressed.
    pub fn tap(&mut self, now_ms: u64) {
        match self.phase {
            Phase::Ready => self.wait(now_ms),
            Phase::Guessed => {
                *self = Reaction::new(self.random);
                self.wait(now_ms);
            }
            Phase::Waiting(_) => self.guessed(now_ms),
            Phase::Shown(since) => match now_ms.saturating_sub(since) {
                fast if fast < FASTEST_MS => self.guessed(now_ms),
                answer => self.answered(answer, now_ms),
            },
            Phase::Done => {}
        }
    }

    /// Time went by: shows the flash when its wait is over.
    pub fn tick(&mut self, now_ms: u64) {
        if matches!(self.phase, Phase::Waiting(until) if until <= now_ms) {
            self.phase = Phase::Shown(now_ms);
        }
    }

    /// Milliseconds until the next flash.
    pub fn deadline(&self, now_ms: u64) -> Option<u64> {
        match self.phase {
            Phase::Waiting(until) => Some(until.saturating_sub(now_ms)),
            Phase::Ready | Phase::Shown(_) | Phase::Done | Phase::Guessed => None,
        }
    }

    /// The median of a finished test, milliseconds.
    pub fn median(&self) -> Option<u64> {
        let mut sorted = self.answers.clone();
        sorted.sort_unstable();
        let (low, high) = (sorted.get((sorted.len().max(1) - 1) / 2)?, sorted.get(sorted.len() / 2)?);
        (self.phase == Phase::Done).then_some((low + high) / 2)
    }

    /// The fastest and the slowest answer, milliseconds.
    pub fn spread(&self) -> Option<(u64, u64)> {
        Some((*self.answers.iter().min()?, *self.answers.iter().max()?))
    }

    /// Guesses that are left before the test gives no value.
    pub fn guesses_left(&self) -> usize {
        MOST_GUESSES.saturating_sub(self.guesses)
    }

    fn answered(&mut self, answer: u64, now_ms: u64) {
        self.answers.push(answer);
        self.too_soon = false;
        if self.answers.len() == FLASHES {
            self.phase = Phase::Done;
        } else {
            self.wait(now_ms);
        }
    }

    fn guessed(&mut self, now_ms: u64) {
        self.guesses += 1;
        self.too_soon = true;
        if self.guesses > MOST_GUESSES {
            self.phase = Phase::Guessed;
        } else {
            self.wait(now_ms);
        }
    }

    fn wait(&mut self, now_ms: u64) {
        // SplitMix64: unforeseeable enough for a finger, the same for the same seed.
        self.random = self.random.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.random ^ (self.random >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let span = WAIT_MS.1 - WAIT_MS.0 + 1;
        self.phase = Phase::Waiting(now_ms.saturating_add(WAIT_MS.0 + (mixed ^ (mixed >> 31)) % span));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers every flash after `delays`, one after the other.
    fn run(delays: &[u64]) -> Reaction {
        let (mut test, mut now) = (Reaction::new(7), 1_000);
        test.tap(now);
        for delay in delays {
            let Phase::Waiting(until) = test.phase else { break };
            assert!((2_000..=6_000).contains(&(until - now)));
            now = until;
            test.tick(now);
            now += delay;
            test.tap(now);
        }
        test
    }

    #[test]
    fn the_median_of_eight_answers() {
        let test = run(&[300, 280, 310, 290, 500, 270, 305, 295]);
        assert_eq!(test.median(), Some(297));
        assert_eq!(test.spread(), Some((270, 500)));
    }

    #[test]
    fn a_guess_is_repeated_and_a_fourth_one_ends_it() {
        let test = run(&[100, 300, 280, 310, 290, 300, 270, 305, 295]);
        assert_eq!((test.guesses, test.phase), (1, Phase::Done));
        let mut test = run(&[50, 60, 70, 80]);
        assert_eq!((test.median(), &test.phase), (None, &Phase::Guessed));
        test.tap(90_000);
        assert!(matches!(test.phase, Phase::Waiting(_)) && test.answers.is_empty() && test.guesses == 0, "begins again");
    }

    #[test]
    fn a_tap_before_the_flash_is_a_guess() {
        let mut test = Reaction::new(1);
        test.tap(0);
        test.tap(1);
        assert_eq!((test.guesses, test.guesses_left(), test.too_soon), (1, 2, true));
    }
}
