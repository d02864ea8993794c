//! Puts together what is said about a morning.

use crate::domain::field::FIELDS;
use crate::domain::{CheckIn, Day, Field, History};
use crate::engine::Tuning;
use crate::engine::learning::expected::{self, Expected};

use super::action::Decision;
use super::advice::{Advice, Album, AsSpecified, Bar, LoadState, Own, Reason};
use super::change::Question;
use super::context::Context;
use super::ids::{NEEDED, Signal};
use super::judged::Judged;
use super::learned::bars as answer_bars;
use super::plan::TodayPlan;
use super::reasons::Why;
use super::rhythm::Rhythm;
use super::score::tenths;
use super::season::Season;
use super::series::Row;
use super::weights::specified;
use super::words::{self, Names};

impl Season {
    /// The advice of a morning as `check_in` tells it: the day's own, or a draft of it.
    ///
    /// The season must reach to the day before `day`; what it holds of `day` and later is not
    /// looked at.
    pub fn advise(&self, day: Day, check_in: &CheckIn, plan: &TodayPlan) -> Advice {
        let ill = self.held.iter().any(|held| held.makes_ill(day, check_in.denied(Field::Ill)));
        let today = Row::of(check_in, ill, &self.series.sources);
        let context = Context::of(self, day, &today);
        let judged = Judged::of(&context, &today, plan);
        let (own, expected) = self.own(day, &today, &judged);
        Advice { own, expected, ..compose(&context, &today, check_in, plan, &judged) }
    }

    /// Own weights on a morning, with what would be said as specified; and the rating to expect of it.
    fn own(&self, day: Day, today: &Row, judged: &Judged) -> (Option<Own>, Option<Expected>) {
        let (Some((week, weights)), Some(state)) = (self.week_on(day), self.learned_on(day)) else { return (None, None) };
        let tuning = &self.tuning.learning;
        let plain = &judged.specified;
        let own = Own {
            ratings: state.ratings,
            used: week.ratings,
            since: day.monday(),
            log_odds: week.log_odds,
            weights,
            as_specified: AsSpecified { score_milli: plain.score, band: plain.band, verdict: plain.verdict },
        };
        let told = judged.raw.is_some() && !today.ill && expected::is_known(&state, day, tuning);
        let bars = answer_bars(today, &specified(&self.tuning.readiness));
        let expected = told.then(|| Expected::of(&state.read(day, &bars, tuning), weights.share, tuning));
        (Some(own), expected)
    }

    /// Lighter weeks as the morning of a day sees them; `None` until a usual week is known.
    pub fn rhythm(&self, day: Day) -> Option<Rhythm> {
        Rhythm::of(&Context::of(self, day, &Row::default()))
    }
}

/// The advice of a day of a history: its own check-in, the days before it, and this plan.
pub fn evaluate(history: &History, day: Day, plan: &TodayPlan, tuning: &Tuning) -> Advice {
    let season = Season::new(history, day.minus(1), tuning);
    let none = CheckIn::default();
    season.advise(day, history.check_in(day).unwrap_or(&none), plan)
}

/// The advice of a judged morning.
fn compose(context: &Context, today: &Row, check_in: &CheckIn, plan: &TodayPlan, judged: &Judged) -> Advice {
    let Context { situation, tuning, .. } = *context;
    let heavy = today.answer(Field::Movement).is_some_and(|movement| movement <= 2);
    let (verdict, stage) = (judged.verdict, judged.stage.stage);
    let (limits, back, injuries, loads) = (&judged.limits, context.back, &context.injuries, context.loads);
    let decision = Decision { verdict, stage, limits, heavy, situation, plan, back, injuries, tuning, loads };
    let (action, spared) = (decision.action(), decision.is_spared());
    let bars = bars(context, today, judged, tuning.base);
    let missing: Vec<Field> = NEEDED.into_iter().filter(|field| today.answer(*field).is_none()).collect();
    let reasons = sentences(&Why { context, today, plan, judged, action: &action, spared }, &missing, &bars);
    Advice {
        day: context.day,
        score_milli: judged.score(),
        confidence: judged.confidence,
        evidence: judged.evidence,
        band: judged.band,
        verdict,
        stage,
        stage_days: judged.stage.held(context.day),
        stage_return: judged.stage.returning,
        signs: judged.signs.seen().collect(),
        limits: judged.limits.clone(),
        bars,
        missing,
        confirm: unusual(check_in),
        reasons,
        action,
        change: Question { context, today, plan, judged }.changes(),
        load: LoadState { state: context.averages.state, settling: context.averages.settling },
        charge: context.charge,
        album: Album::of(context, today),
        own: None,
        expected: None,
    }
}

fn bars(context: &Context, today: &Row, judged: &Judged, base: i64) -> Vec<Bar> {
    let signals = judged.contributions.bars().map(|(signal, milli)| (Some(signal), milli, words::label(signal, context, today)));
    let cap = judged.limits.iter().filter(|limit| limit.cap.is_some()).min_by_key(|limit| limit.cap);
    let limit = judged.limit_bar().zip(cap).map(|(milli, limit)| (None, milli, words::limit_label(limit.id).to_owned()));
    let parts: Vec<(Option<Signal>, i64, String)> = signals.chain(limit).collect();
    let shown = tenths(&parts.iter().map(|(_, milli, _)| *milli).collect::<Vec<i64>>(), base);
    let bar = |((signal, milli, label), shown)| Bar { signal, milli, shown, label };
    parts.into_iter().zip(shown).map(bar).collect()
}

fn sentences(why: &Why, missing: &[Field], bars: &[Bar]) -> Vec<Reason> {
    let bar = |signal: Signal| {
        let found = bars.iter().find(|bar| bar.signal == Some(signal));
        found.map_or_else(|| (signal.id().to_owned(), 0), |bar| (bar.label.clone(), bar.shown))
    };
    let names = Names { missing, bar: &bar };
    let reason = |told: super::reasons::BareReason| Reason {
        text: words::sentence(told.id, &told.numbers, &names),
        id: told.id.name(),
        what: told.id,
        class: told.class,
        numbers: told.numbers,
        seed: told.id.seed(),
    };
    why.reasons().into_iter().map(reason).collect()
}

/// Unusual values, in field order.
fn unusual(check_in: &CheckIn) -> Vec<Field> {
    let unusual = |field: &Field| check_in.value(*field).is_some_and(|value| field.unusual(value));
    FIELDS.iter().map(|spec| spec.field).filter(unusual).collect()
}
