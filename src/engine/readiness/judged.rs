//! One morning, judged: score, signs, stage, limits, verdict.

use crate::domain::Day;

use super::advice::Limit;
use super::context::Context;
use super::ids::{BarGroup, Confidence, Verdict};
use super::limits::{self, Facts, Illness};
use super::morning::{Morning, Specified};
use super::plan::TodayPlan;
use super::score::{self, Contributions};
use super::series::Row;
use super::signs::Signs;
use super::stage::{STAGE_DAYS, StageState, Tally};
use super::verdict::{band, verdict};
use super::weights::specified;

/// A morning, judged.
pub(super) struct Judged {
    /// With the weights in force.
    pub contributions: Contributions,
    /// What the answers about feeling say with the specified weights.
    pub feel: i64,
    /// What the specified weights alone would say.
    pub specified: Specified,
    /// Was it judged with own weights?
    pub own: bool,
    /// The score before limits.
    pub raw: Option<i64>,
    pub evidence: i64,
    pub confidence: Confidence,
    pub illness: Option<Illness>,
    pub signs: Signs,
    pub tally: Tally,
    pub stage: StageState,
    pub limits: Vec<Limit>,
    /// The band without yesterday's margin, and with it.
    pub free_band: Option<Verdict>,
    pub band: Option<Verdict>,
    pub verdict: Verdict,
}

impl Judged {
    /// Judges a morning as `today` tells it.
    pub fn of(context: &Context, today: &Row, plan: &TodayPlan) -> Judged {
        let tuning = context.tuning;
        let plain = Contributions::of(context, today, &specified(tuning));
        let own = context.weights.share > 0.0;
        let contributions = if own { Contributions::of(context, today, &context.weights.of) } else { plain };
        let evidence = contributions.evidence(tuning);
        let scored = score::said(today) >= tuning.score_answers;
        let raw_of = |contributions: &Contributions| scored.then(|| tuning.base + contributions.sum());
        let raw = raw_of(&contributions);
        let confidence = score::confidence(raw.is_some(), evidence, tuning);
        let found = context.stage_before.found_on(context.day, tuning);
        let signs = Signs::look(context, today, found.stage);
        let tally = if today.is_check_in() && !today.ill { signs.tally() } else { Tally::default() };
        let stage = found.after(context.day, today.is_check_in(), tally, context.tallies(STAGE_DAYS as i64), tuning);
        let illness = Illness::find(context, today);
        let limits = Facts { context, today, plan, illness, stage: stage.stage, confidence }.limits();
        let specified = Specified::of(raw_of(&plain), context, &limits);
        let band_after = |yesterday| raw.map(|raw| band(raw, yesterday, tuning));
        let band = band_after(context.band_before);
        let verdict = verdict(band, &limits);
        let free_band = band_after(None);
        let feel = plain.sum_of(&[BarGroup::Feel]);
        Judged {
            contributions,
            feel,
            specified,
            own,
            raw,
            evidence,
            confidence,
            illness,
            signs,
            tally,
            stage,
            limits,
            free_band,
            band,
            verdict,
        }
    }

    /// The limit's bar, if there is a score and something caps it.
    pub fn limit_bar(&self) -> Option<i64> {
        limits::bar(&self.limits, self.raw?)
    }

    /// What is kept of it.
    pub fn morning(&self, day: Day, checked_in: bool, expected: Option<f64>) -> Morning {
        Morning {
            day,
            checked_in,
            score_milli: self.score(),
            confidence: self.confidence,
            band: self.band,
            verdict: self.verdict,
            stage: self.stage.stage,
            signs: self.signs.seen().count() as i64,
            specified: self.specified,
            own: self.own,
            expected,
            state: self.stage,
        }
    }

    /// The score after limits.
    pub fn score(&self) -> Option<i64> {
        self.raw.map(|raw| raw + self.limit_bar().unwrap_or(0))
    }
}

impl Specified {
    fn of(raw: Option<i64>, context: &Context, limits: &[Limit]) -> Specified {
        let band = raw.map(|raw| band(raw, context.specified_band_before, context.tuning));
        let score = raw.map(|raw| raw + limits::bar(limits, raw).unwrap_or(0));
        Specified { raw, score, band, verdict: verdict(band, limits) }
    }
}
