//! The stage of fatigue: one step at most a morning (`readiness.md` §6).

use serde::{Deserialize, Serialize};

use crate::domain::Day;
use crate::engine::tuning::Readiness;

use super::ids::Stage;

/// How a morning counts for the stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Tally {
    /// A check-in without illness; other mornings do not count.
    pub counts: bool,
    pub signs: i64,
    pub deep: i64,
    pub rest_no_help: bool,
}

/// The stage and what decides when it moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct StageState {
    pub stage: Stage,
    /// The day of the last change.
    pub since: Option<Day>,
    /// Calm check-ins in a row.
    pub calm: i64,
    /// Entered from a deeper stage.
    pub returning: bool,
    /// The last check-in, ill ones too.
    pub last_check_in: Option<Day>,
}

impl StageState {
    /// The state as a morning finds it: after a long silence everything is forgotten.
    #[must_use]
    pub fn found_on(self, day: Day, tuning: &Readiness) -> StageState {
        let silent = self.last_check_in.is_some_and(|last| day.since(last) > tuning.forget_after);
        if silent { StageState::default() } else { self }
    }

    /// Days since the last change.
    pub fn held(self, day: Day) -> Option<i64> {
        self.since.map(|since| day.since(since))
    }

    /// One morning on. `earlier` are the tallies of the mornings before, newest last.
    #[must_use]
    pub fn after(mut self, day: Day, check_in: bool, today: Tally, earlier: &[Tally], tuning: &Readiness) -> StageState {
        if check_in {
            self.last_check_in = Some(day);
        }
        if !today.counts {
            return self;
        }
        self.calm = if today.signs <= tuning.calm_signs { self.calm + 1 } else { 0 };
        let next = self.next(day, &Counted { today, earlier }, tuning);
        if next == self.stage {
            return self;
        }
        let returning = next < self.stage && next != Stage::Fresh;
        StageState { stage: next, since: Some(day), calm: 0, returning, last_check_in: self.last_check_in }
    }

    /// The table; upward conditions first.
    fn next(self, day: Day, mornings: &Counted, tuning: &Readiness) -> Stage {
        let held = |days: i64| self.held(day).is_some_and(|held| held >= days);
        match self.stage {
            Stage::Fresh if mornings.today.signs >= tuning.surface_signs => Stage::Surface,
            Stage::Surface if mornings.deepening(tuning) => Stage::Deeper,
            Stage::Surface if self.calm >= tuning.surface_calm => Stage::Fresh,
            Stage::Deeper if held(tuning.over_held) && mornings.piling_up(tuning) => Stage::Overreaching,
            Stage::Deeper if mornings.rest_fails(tuning) => Stage::Overreaching,
            Stage::Deeper if self.calm >= tuning.deeper_calm && held(tuning.deeper_held) => Stage::Surface,
            Stage::Overreaching if self.calm >= tuning.over_calm && held(tuning.over_stay) => Stage::Deeper,
            Stage::Fresh | Stage::Surface | Stage::Deeper | Stage::Overreaching => self.stage,
        }
    }
}

/// The mornings that count, today's own apart.
struct Counted<'a> {
    today: Tally,
    earlier: &'a [Tally],
}

impl Counted<'_> {
    /// Mornings of the last `days` on which something held.
    fn of_last(&self, days: usize, held: impl Fn(&Tally) -> bool) -> i64 {
        let earlier = self.earlier.iter().rev().take(days - 1);
        earlier.chain([&self.today]).filter(|tally| tally.counts && held(tally)).count() as i64
    }

    fn deepening(&self, tuning: &Readiness) -> bool {
        let held = |tally: &Tally| tally.signs >= tuning.deeper_signs && tally.deep >= tuning.deeper_deep;
        self.of_last(7, held) >= tuning.deeper_mornings
    }

    fn piling_up(&self, tuning: &Readiness) -> bool {
        let held = |tally: &Tally| tally.signs >= tuning.over_signs && tally.deep >= tuning.over_deep;
        self.of_last(STAGE_DAYS, held) >= tuning.over_mornings
    }

    fn rest_fails(&self, tuning: &Readiness) -> bool {
        let held = |tally: &Tally| tally.rest_no_help && tally.signs >= tuning.over_signs;
        self.of_last(7, held) >= tuning.over_rest_mornings
    }
}

/// The stage looks at the mornings of so many days.
pub(super) const STAGE_DAYS: usize = 14;

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i64) -> Day {
        Day::MIN.plus(number)
    }

    fn morning(signs: i64, deep: i64) -> Tally {
        Tally { counts: true, signs, deep, rest_no_help: false }
    }

    /// Where these mornings lead, one a day.
    fn walk(mornings: &[Tally]) -> StageState {
        let tuning = Readiness::default();
        (0..mornings.len()).fold(StageState::default(), |state, at| {
            let today = day(at as i64);
            state.found_on(today, &tuning).after(today, mornings[at].counts, mornings[at], &mornings[..at], &tuning)
        })
    }

    #[test]
    fn one_step_at_most_a_morning() {
        assert_eq!(walk(&[morning(9, 6)]).stage, Stage::Surface);
        assert_eq!(walk(&[morning(9, 6); 4]).stage, Stage::Surface);
        let deeper = walk(&[morning(9, 6); 5]);
        assert_eq!((deeper.stage, deeper.since), (Stage::Deeper, Some(day(4))));
    }

    #[test]
    fn deeper_is_held_three_weeks_before_overreaching() {
        assert_eq!(walk(&[morning(4, 2); 25]).stage, Stage::Deeper);
        assert_eq!(walk(&[morning(4, 2); 26]).stage, Stage::Overreaching);
    }

    #[test]
    fn rest_that_does_not_help_needs_no_three_weeks() {
        let tired = Tally { rest_no_help: true, ..morning(4, 2) };
        assert_eq!(walk(&[tired; 6]).stage, Stage::Overreaching);
    }

    #[test]
    fn surface_signs_alone_never_lead_deeper() {
        assert_eq!(walk(&[morning(11, 0); 60]).stage, Stage::Surface);
        assert_eq!(walk(&[morning(11, 1); 60]).stage, Stage::Deeper);
        let unhelped = Tally { rest_no_help: true, ..morning(3, 3) };
        assert_eq!(walk(&[unhelped; 60]).stage, Stage::Deeper, "four signs are asked for");
    }

    #[test]
    fn a_pattern_needs_its_mornings_and_no_more() {
        let after = |parts: &[(Tally, usize)]| {
            let mornings: Vec<Tally> = parts.iter().flat_map(|(morning, times)| vec![*morning; *times]).collect();
            walk(&mornings).stage
        };
        let (tired, so_so) = (morning(4, 2), morning(2, 0));
        let unhelped = Tally { rest_no_help: true, ..tired };
        assert_eq!(after(&[(tired, 4), (so_so, 3), (tired, 1)]), Stage::Surface, "the eighth morning back is forgotten");
        assert_eq!(after(&[(tired, 4), (so_so, 2), (tired, 1)]), Stage::Deeper, "5 of 7");
        assert_eq!(after(&[(tired, 12), (so_so, 3), (tired, 11)]), Stage::Overreaching, "11 of 14");
        assert_eq!(after(&[(tired, 12), (so_so, 4), (tired, 10)]), Stage::Deeper, "10 of 14");
        assert_eq!(after(&[(tired, 5), (unhelped, 4)]), Stage::Deeper, "4 of 7");
        assert_eq!(after(&[(tired, 5), (unhelped, 5)]), Stage::Overreaching, "5 of 7");
    }

    #[test]
    fn the_way_down_is_slow_and_marked() {
        let mut mornings = vec![morning(4, 2); 5];
        mornings.extend([morning(0, 0); 7]);
        let returned = walk(&mornings);
        assert_eq!((returned.stage, returned.returning, returned.since), (Stage::Surface, true, Some(day(11))));
        mornings.extend([morning(1, 1); 3]);
        let fresh = walk(&mornings);
        assert_eq!((fresh.stage, fresh.returning), (Stage::Fresh, false));
    }

    #[test]
    fn two_weeks_of_silence_forget() {
        let tuning = Readiness::default();
        let tired = walk(&[morning(2, 0)]);
        assert_eq!(tired.found_on(day(14), &tuning).stage, Stage::Surface);
        assert_eq!(tired.found_on(day(15), &tuning), StageState::default());
    }
}
