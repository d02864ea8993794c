//! What a scenario expects, compared with the advice; every key may be left out.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde::Deserialize;
use toml::Value;
use upswing::engine::readiness::{Advice, Change, ChangeTo};

/// The `[expect]` table.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct Expect {
    verdict: Option<String>,
    stage: Option<String>,
    stage_days: Option<i64>,
    confidence: Option<String>,
    score_milli: Option<i64>,
    score_min: Option<i64>,
    score_max: Option<i64>,
    no_score: Option<bool>,
    limits: Option<Vec<String>>,
    headline: Option<Vec<String>>,
    #[serde(default)]
    reasons: Vec<String>,
    #[serde(default)]
    not_reasons: Vec<String>,
    #[serde(default)]
    bar: BTreeMap<String, i64>,
    #[serde(default)]
    numbers: BTreeMap<String, Vec<i64>>,
    refused: Option<Vec<String>>,
    confirm: Option<Vec<String>>,
    action: Option<String>,
    swap_to: Option<String>,
    minutes: Option<i64>,
    volume_pct: Option<i64>,
    rir: Option<Vec<i64>>,
    rpe_cap: Option<f64>,
    failure_ok: Option<bool>,
    blocks: Option<Vec<i64>>,
    change_up: Option<Vec<Value>>,
    change_down: Option<Vec<Value>>,
}

/// Collects what differs.
#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn same<T: PartialEq + Debug>(&mut self, key: &str, expected: Option<&T>, found: &T) {
        if let Some(expected) = expected.filter(|expected| *expected != found) {
            self.0.push(format!("{key}: expected {expected:?}, found {found:?}"));
        }
    }

    fn holds(&mut self, holds: bool, otherwise: impl FnOnce() -> String) {
        if !holds {
            self.0.push(otherwise());
        }
    }
}

fn names<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    ids.into_iter().map(str::to_owned).collect()
}

impl Expect {
    /// One line for each difference.
    pub fn differences(&self, advice: &Advice, refused: &Vec<String>) -> Result<Vec<String>, String> {
        let mut found = Differences::default();
        self.morning(advice, &mut found);
        self.told(advice, &mut found);
        self.doing(advice, &mut found);
        found.same("refused", self.refused.as_ref(), refused);
        found.same("confirm", self.confirm.as_ref(), &names(advice.confirm.iter().map(|field| field.id())));
        found.same("change_up", self.change_up.as_ref(), &change(advice.change.up.as_ref()));
        found.same("change_down", self.change_down.as_ref(), &change(advice.change.down.as_ref()));
        Ok(found.0)
    }

    fn morning(&self, advice: &Advice, found: &mut Differences) {
        found.same("verdict", self.verdict.as_ref(), &advice.verdict.to_string());
        found.same("stage", self.stage.as_ref(), &advice.stage.to_string());
        found.same("stage_days", self.stage_days.map(Some).as_ref(), &advice.stage_days);
        found.same("confidence", self.confidence.as_ref(), &advice.confidence.to_string());
        found.same("score_milli", self.score_milli.map(Some).as_ref(), &advice.score_milli);
        let (score, least, most) = (advice.score(), self.score_min, self.score_max);
        let above = least.is_none_or(|least| score.is_some_and(|score| score >= least));
        let below = most.is_none_or(|most| score.is_some_and(|score| score <= most));
        found.holds(above && below, || format!("score: expected {least:?}–{most:?}, found {score:?}"));
        found.same("no_score", self.no_score.as_ref(), &score.is_none());
        found.same("limits", self.limits.as_ref(), &names(advice.limits.iter().map(|limit| limit.id.id())));
        for (signal, milli) in &self.bar {
            let bar = advice.bars.iter().find(|bar| bar.id() == signal).map(|bar| bar.milli);
            // Without a cap the limit's bar is 0 and not drawn.
            let bar = bar.or((signal == "limit" && score.is_some()).then_some(0));
            found.same(&format!("bar {signal}"), Some(&Some(*milli)), &bar);
        }
    }

    fn told(&self, advice: &Advice, found: &mut Differences) {
        let told = names(advice.reasons.iter().map(|reason| reason.id.as_str()));
        found.same("headline", self.headline.as_ref(), &names(advice.headline().iter().map(|reason| reason.id.as_str())));
        for id in &self.reasons {
            found.holds(told.contains(id), || format!("reason {id} is not told: {told:?}"));
        }
        for id in &self.not_reasons {
            found.holds(!told.contains(id), || format!("reason {id} is told"));
        }
        for (id, numbers) in &self.numbers {
            let reason = advice.reasons.iter().find(|reason| reason.id == *id).map(|reason| &reason.numbers);
            found.same(&format!("numbers of {id}"), Some(&Some(numbers)), &reason);
        }
    }

    fn doing(&self, advice: &Advice, found: &mut Differences) {
        let action = &advice.action;
        found.same("action", self.action.as_ref(), &action.act.to_string());
        found.same("swap_to", self.swap_to.clone().map(Some).as_ref(), &action.kind.map(|kind| kind.to_string()));
        found.same("minutes", self.minutes.as_ref(), &action.minutes);
        found.same("volume_pct", self.volume_pct.as_ref(), &action.volume_pct);
        found.same("rir", self.rir.as_ref(), &action.rir.map_or_else(Vec::new, |(low, high)| vec![low, high]));
        found.same("rpe_cap", self.rpe_cap.map(Some).as_ref(), &action.rpe_cap.map(|tenths| tenths as f64 / 10.0));
        found.same("failure_ok", self.failure_ok.as_ref(), &action.failure_ok);
        found.same(
            "blocks",
            self.blocks.as_ref(),
            &action.blocks.map_or_else(Vec::new, |blocks| blocks.minutes().map(i64::from).to_vec()),
        );
    }
}

/// `[field, value, verdict]`, or `[]` for none.
fn change(change: Option<&Change>) -> Vec<Value> {
    let Some(change) = change else { return Vec::new() };
    let value = match change.value {
        ChangeTo::Whole(whole) => Value::Integer(whole),
        ChangeTo::Flag(flag) => Value::Boolean(flag),
    };
    vec![Value::from(change.field.id()), value, Value::from(change.verdict.id())]
}
