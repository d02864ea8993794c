//! What is said this morning: the score with its bars, the verdict with its reasons, what to do.

use crate::domain::{Day, Field, Improved, Kind, SessionId};
use crate::engine::averages::State;
use crate::engine::blocks::Blocks;
use crate::engine::learning::{Expected, Weights};
use crate::engine::milli;
use crate::engine::tuning::Readiness;

use super::ids::{BarGroup, Confidence, Do, LimitId, NEEDED, Sign, Signal, Stage, Verdict};
use super::reasons::{ReasonClass, ReasonId};

/// All that is said about one morning.
#[derive(Debug, Clone, PartialEq)]
pub struct Advice {
    /// The morning.
    pub day: Day,
    /// The score in milli-points, 0–100 000; `None` = too little was said.
    pub score_milli: Option<i64>,
    /// How much of the evidence was there.
    pub confidence: Confidence,
    /// Σ |worst| of the signals that have a bar, milli-points.
    pub evidence: i64,
    /// The band of the score with yesterday's margin, before any limit.
    pub band: Option<Verdict>,
    /// What the day is for.
    pub verdict: Verdict,
    /// Accumulated fatigue.
    pub stage: Stage,
    /// Days since the stage changed; `None` before its first change.
    pub stage_days: Option<i64>,
    /// The stage was entered from a deeper one.
    pub stage_return: bool,
    /// The signs of this morning with their two numbers, in the order they are told; none on ill days.
    pub signs: Vec<SignSeen>,
    /// The limits in force.
    pub limits: Vec<Limit>,
    /// The bars, the limit's last. The base of the score (a threshold, 70 000 unless set) + Σ milli = score.
    pub bars: Vec<Bar>,
    /// Which of the five answers that make a score are missing.
    pub missing: Vec<Field>,
    /// Unusual values that a person is asked to confirm.
    pub confirm: Vec<Field>,
    /// Everything there is to say, most important first; the headline is the first three.
    pub reasons: Vec<Reason>,
    /// What to do today.
    pub action: Action,
    /// What would raise and what would lower the verdict.
    pub change: Changes,
    /// Fitness, fatigue and form of this morning.
    pub load: LoadState,
    /// Sessions that charged against sessions that drained.
    pub charge: ChargeBalance,
    /// What the last weeks built.
    pub album: Album,
    /// Own weights; `None` where nobody is asked for ratings.
    pub own: Option<Own>,
    /// The rating to expect; told once there is a score.
    pub expected: Option<Expected>,
}

/// The weights a morning is judged with, and what the specified ones would say.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Own {
    /// Rated mornings before this day.
    pub ratings: i64,
    /// Those the week's weights are from.
    pub used: i64,
    /// The Monday they hold from.
    pub since: Day,
    /// Evidence for own weights, natural log of the odds.
    pub log_odds: f64,
    /// The weights in force, and how far they are believed.
    pub weights: Weights,
    /// What the specified weights would say.
    pub as_specified: AsSpecified,
}

/// What the specified weights would say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AsSpecified {
    /// The score in milli-points.
    pub score_milli: Option<i64>,
    /// The band, before any limit.
    pub band: Option<Verdict>,
    /// What the day would be for.
    pub verdict: Verdict,
}

impl Advice {
    /// The score as it is shown, 0–100.
    pub fn score(&self) -> Option<i64> {
        self.score_milli.map(milli::full)
    }

    /// How many more answers make a score.
    pub fn lacking(&self, tuning: &Readiness) -> i64 {
        (tuning.score_answers - (NEEDED.len() as i64 - self.missing.len() as i64)).max(0)
    }

    /// Was none of the answers given that make a score?
    pub fn is_silent(&self) -> bool {
        self.missing.len() == NEEDED.len()
    }

    /// The first three reasons.
    pub fn headline(&self) -> &[Reason] {
        self.reasons.get(..3).unwrap_or(&self.reasons)
    }
}

/// A sign and what it was seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignSeen {
    /// Which one.
    pub sign: Sign,
    /// On what.
    pub on: SeenOn,
}

/// What a sign was seen on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeenOn {
    /// So many of so many days, sessions or readings.
    Of {
        /// Those that show it.
        hits: i64,
        /// All of them.
        of: i64,
    },
    /// Too little sleep.
    Short {
        /// Minutes that lack, the mean of the nights.
        minutes: i64,
        /// So many nights.
        nights: i64,
    },
}

impl SeenOn {
    /// Both numbers, as the specification's table has them.
    pub fn numbers(self) -> [i64; 2] {
        match self {
            SeenOn::Of { hits, of } => [hits, of],
            SeenOn::Short { minutes, nights } => [minutes, nights],
        }
    }
}

/// A limit in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Which one.
    pub id: LimitId,
    /// The highest score, milli-points; `None` = it holds only the verdict.
    pub cap: Option<i64>,
    /// The highest verdict.
    pub ceiling: Verdict,
}

/// One bar of the score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The signal; `None` = the limit's bar.
    pub signal: Option<Signal>,
    /// What it does to the score, milli-points.
    pub milli: i64,
    /// The same in tenths of a point, rounded so that the bars add up to the score.
    pub shown: i64,
    /// What it is about, with today's value: `energy 2`, `sleep 6 h 10`.
    pub label: String,
}

impl Bar {
    /// The name in JSON: the signal's, or `limit`.
    pub fn id(&self) -> &'static str {
        self.signal.map_or("limit", Signal::id)
    }

    /// What it belongs to.
    pub fn group(&self) -> BarGroup {
        self.signal.map_or(BarGroup::Limit, Signal::group)
    }
}

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The name of the specification, for instance `down_energy`.
    pub id: String,
    /// The same, typed.
    pub what: ReasonId,
    /// How important.
    pub class: ReasonClass,
    /// Its numbers, as in the specification's table.
    pub numbers: Vec<i64>,
    /// The sentence.
    pub text: String,
    /// The seed text it comes from, `000`–`003`.
    pub seed: Option<&'static str>,
}

/// What to do today.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// The planned session's name, if it stands in the plan.
    pub id: Option<SessionId>,
    /// What becomes of it.
    pub act: Do,
    /// The kind after the advice; `None` = rest or open.
    pub kind: Option<Kind>,
    /// Minutes after the advice.
    pub minutes: i64,
    /// Share of the planned volume, per cent.
    pub volume_pct: i64,
    /// Repetitions in reserve, from – to; where strength says so.
    pub rir: Option<(i64, i64)>,
    /// Highest effort, tenths of RPE.
    pub rpe_cap: Option<i64>,
    /// May the last set go to failure?
    pub failure_ok: bool,
    /// What is inside it; `None` for events, and where there is nothing to do.
    pub blocks: Option<Blocks>,
    /// A few words beside it, for instance `take part`.
    pub note: Option<&'static str>,
}

/// One change of today's check-in and the verdict it would lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// The value it would have.
    pub value: ChangeTo,
    /// The verdict then.
    pub verdict: Verdict,
}

/// The value of a [`Change`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeTo {
    /// An answer or minutes.
    Whole(i64),
    /// A flag.
    Flag(bool),
}

/// The nearest change in each direction.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Changes {
    /// Raises the verdict.
    pub up: Option<Change>,
    /// Lowers the verdict.
    pub down: Option<Change>,
    /// Where no single change raises it: the sentence that says which limit or stage holds it.
    pub held_by: Option<String>,
}

/// Fitness and fatigue of a morning.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct LoadState {
    /// Points a day.
    pub state: State,
    /// Not to be trusted yet.
    pub settling: bool,
}

/// Sessions that charged against sessions that drained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ChargeBalance {
    /// Answers of 4 and 5.
    pub charged: i64,
    /// Answers of 1 and 2.
    pub drained: i64,
    /// All answers.
    pub answers: i64,
    /// Of so many days.
    pub days: i64,
}

/// Stress, response and adaptation of the last weeks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Album {
    /// Load, milli-points.
    pub load: i64,
    /// Sessions done.
    pub sessions: i64,
    /// Sessions from the RPE on that is hard.
    pub hard: i64,
    /// Days with load 0 from the start day on, those of a gap left out.
    pub rest_days: i64,
    /// Sessions that charged, of the days of the balance.
    pub charged: i64,
    /// Sessions that drained, of the same days.
    pub drained: i64,
    /// Sessions begun recovered.
    pub recovered: i64,
    /// What improved, how often, in the order of [`Improved::ALL`].
    pub improved: [i64; Improved::ALL.len()],
    /// Sessions with a skill for real life.
    pub skill: i64,
    /// How much smoother movement became, thousandths of an answer; `None` = too few answers.
    pub smoother: Option<i64>,
}
