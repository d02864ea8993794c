//! Puts together what is said about a morning.

use crate::domain::field::FIELDS;
use crate::domain::{CheckIn, Field};

use super::action::Scene;
use super::advice::{Advice, Bar, LoadState, Reason};
use super::album::Album;
use super::change::Question;
use super::ground::Ground;
use super::ids::Signal;
use super::plan::TodayPlan;
use super::reasons::Why;
use super::score::{NEEDED, tenths};
use super::season::Judged;
use super::series::Row;
use super::words::{self, Names};

/// The advice of a judged morning.
pub(super) fn compose(ground: &Ground, today: &Row, check_in: &CheckIn, plan: &TodayPlan, judged: &Judged) -> Advice {
    let Ground { situation, tuning, .. } = *ground;
    let heavy = today.answer(Field::Movement).is_some_and(|movement| movement <= 2);
    let (verdict, stage) = (judged.verdict, judged.stage.stage);
    let (limits, back, injuries, loads) = (&judged.limits, ground.back, &ground.injuries, ground.loads);
    let scene = Scene { verdict, stage, limits, heavy, situation, plan, back, injuries, tuning, loads };
    let (action, spared) = (scene.action(), scene.is_spared());
    let bars = bars(ground, today, judged, tuning.base);
    let missing: Vec<Field> = NEEDED.into_iter().filter(|field| today.answer(*field).is_none()).collect();
    let reasons = sentences(&Why { ground, today, plan, judged, action: &action, spared }, &missing, &bars);
    Advice {
        day: ground.day,
        score_milli: judged.score(),
        confidence: judged.confidence,
        evidence: judged.evidence,
        band: judged.band,
        verdict,
        stage,
        stage_days: judged.stage.held(ground.day),
        stage_return: judged.stage.returning,
        signs: judged.signs.seen().collect(),
        limits: judged.limits.clone(),
        bars,
        missing,
        confirm: unusual(check_in),
        reasons,
        action,
        change: Question { ground, today, plan, judged }.changes(),
        load: LoadState { state: ground.state, settling: ground.settling },
        charge: ground.charge,
        album: Album::of(ground, today),
        own: None,
        expected: None,
    }
}

fn bars(ground: &Ground, today: &Row, judged: &Judged, base: i64) -> Vec<Bar> {
    let signals = judged.contributions.bars().map(|(signal, milli)| (Some(signal), milli, words::label(signal, ground, today)));
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
    let reason = |told: super::reasons::Told| Reason {
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
