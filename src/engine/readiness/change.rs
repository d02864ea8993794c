//! What would change the advice: one field of today, history fixed (`readiness.md` §11).

use crate::domain::Field;
use crate::domain::field::ANSWERS;

use super::advice::{Change, ChangeTo, Changes};
use super::context::Context;
use super::ids::Verdict;
use super::judged::Judged;
use super::plan::TodayPlan;
use super::series::Row;
use super::words::limit_label;

/// How far a full night is away: as far as three steps of an answer.
const NIGHT_DISTANCE: i64 = 3;

/// The morning that is to be changed.
pub(super) struct Question<'a> {
    pub context: &'a Context<'a>,
    pub today: &'a Row,
    pub plan: &'a TodayPlan,
    pub judged: &'a Judged,
}

/// A change to try, and how far it is away.
struct Step {
    distance: i64,
    field: Field,
    value: ChangeTo,
    row: Row,
}

impl Question<'_> {
    /// The nearest change in each direction.
    pub fn changes(&self) -> Changes {
        let verdict = self.judged.verdict;
        if verdict == Verdict::None {
            return Changes::default();
        }
        let up = self.first(self.steps_up(), |found| found > verdict);
        let down = self.first(self.steps_down(), |found| found < verdict && found != Verdict::None);
        let held_by = (up.is_none() && verdict != Verdict::Build).then(|| self.held_by());
        Changes { up, down, held_by }
    }

    fn first(&self, mut steps: Vec<Step>, wanted: impl Fn(Verdict) -> bool) -> Option<Change> {
        // Stable: steps stand in the order that decides ties.
        steps.sort_by_key(|step| step.distance);
        steps.into_iter().find_map(|step| {
            let verdict = Judged::of(self.context, &step.row, self.plan).verdict;
            wanted(verdict).then_some(Change { field: step.field, value: step.value, verdict })
        })
    }

    fn steps_up(&self) -> Vec<Step> {
        let mut steps = self.answers(|answer, now| answer > now);
        let cleared = [
            (Field::Ill, self.today.ill, Row { ill: false, ..*self.today }),
            (Field::Pain, self.today.pain, Row { pain: false, ..*self.today }),
        ];
        for (field, _, row) in cleared.into_iter().filter(|(_, is_set, _)| *is_set) {
            steps.push(Step { distance: 1, field, value: ChangeTo::Flag(false), row });
        }
        if self.today.sleep.is_some_and(|slept| slept < self.context.need) {
            let row = Row { sleep: Some(self.context.need), ..*self.today };
            let value = ChangeTo::Whole(self.context.need);
            steps.push(Step { distance: NIGHT_DISTANCE, field: Field::SleepMinutes, value, row });
        }
        steps
    }

    fn steps_down(&self) -> Vec<Step> {
        self.answers(|answer, now| answer < now)
    }

    /// Every other value of an answer that was given.
    fn answers(&self, wanted: impl Fn(i64, i64) -> bool) -> Vec<Step> {
        let mut steps = Vec::new();
        for (at, field) in ANSWERS.into_iter().enumerate() {
            let Some(now) = self.today.answer(field) else { continue };
            for answer in (1..=5u8).filter(|answer| wanted(i64::from(*answer), now)) {
                let mut row = *self.today;
                if let Some(slot) = row.answers.get_mut(at) {
                    *slot = Some(answer);
                }
                let value = ChangeTo::Whole(i64::from(answer));
                steps.push(Step { distance: (i64::from(answer) - now).abs(), field, value, row });
            }
        }
        steps
    }

    fn held_by(&self) -> String {
        let holding = self.judged.limits.iter().find(|limit| limit.ceiling == self.judged.verdict);
        holding.map_or_else(
            || "No single change lifts this: it is the sum of the morning.".to_owned(),
            |limit| format!("No single change lifts this: {} holds it.", limit_label(limit.id)),
        )
    }
}
