//! Cases of `planner.md`: each week is a case, and so is each row of `blocks.json`.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;

use serde::Deserialize;
use upswing::domain::{Availability, Avoid, Body, Day, Kind, Priority, Rpe, SessionId, Situation, Slot, SpanKind, Status};
use upswing::engine::Tuning;
use upswing::engine::blocks::Blocks;
use upswing::engine::planner::{
    Limits, Plan, PlanSession, PlanSpan, Proposal, Relaxation, RuleId, Spot, Yesterday, is_own_number, propose,
};
use upswing::engine::{Stage, Verdict};

use super::{Outcome, files};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(rename = "why")]
    _why: String,
    #[serde(rename = "proof")]
    _proof: Option<serde_json::Value>,
    input: Option<Input>,
    expect: Option<Expect>,
    #[serde(default)]
    blocks: Vec<(Kind, u16, [u16; 5])>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input {
    days: usize,
    start: Day,
    today: i32,
    verdict: String,
    stage: String,
    situation: Option<Situation>,
    #[serde(default)]
    rules: BTreeMap<String, i64>,
    #[serde(default)]
    yesterday: YesterdayIn,
    #[serde(default)]
    events: Vec<i32>,
    avail: Vec<AvailIn>,
    sessions: Vec<SessionIn>,
    spans: Option<Vec<SpanIn>>,
    past: Option<Vec<Option<i64>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SpanIn {
    kind: SpanKind,
    from: i32,
    to: Option<i32>,
    #[serde(default)]
    avoid: Vec<Avoid>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct YesterdayIn {
    hard: bool,
    drain: bool,
    body: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AvailIn {
    #[serde(default)]
    am: u16,
    #[serde(default)]
    pm: u16,
    day: Option<u16>,
    #[serde(default)]
    two: bool,
    #[serde(default)]
    off: bool,
    #[serde(default)]
    own: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SessionIn {
    id: String,
    kind: Kind,
    minutes: u16,
    rpe: Rpe,
    load: Option<i64>,
    priority: Option<u8>,
    day: Option<i32>,
    slot: Option<Slot>,
    #[serde(default)]
    lock: bool,
    fix_day: Option<i32>,
    fix_slot: Option<Slot>,
    window: Option<(i32, i32)>,
    body: Option<Body>,
    status: Option<Status>,
    #[serde(rename = "original_day")]
    _original_day: Option<i32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expect {
    cost: i64,
    changes: i64,
    plan: Vec<(String, i32, Slot)>,
    dropped: Vec<String>,
    broken: Vec<BrokenOut>,
    own_cost: i64,
    meters: Vec<MeterOut>,
    #[serde(default)]
    eased: Vec<(String, Kind, u16, f64)>,
    #[serde(default)]
    lapsed: Vec<String>,
    #[serde(default)]
    relax: Vec<RelaxOut>,
    told: Option<Vec<ToldOut>>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct ToldOut {
    rule: String,
    days: (i32, i32),
    numbers: Vec<i64>,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct BrokenOut {
    rule: String,
    days: Vec<i32>,
    sessions: Vec<String>,
    cost: i64,
}

#[derive(Deserialize, Debug, PartialEq)]
#[serde(deny_unknown_fields)]
struct MeterOut {
    load: i64,
    aerobic: i64,
    strength_days: i64,
    balance_days: i64,
    rest_days: i64,
    charge: i64,
    drain: i64,
    monotony_high: bool,
}

#[derive(Deserialize, Debug)]
#[serde(deny_unknown_fields)]
struct RelaxOut {
    session: String,
    minutes: Option<i64>,
    day: Option<i32>,
    slot: Option<Slot>,
    two: Option<bool>,
}

/// Runs every case of a folder.
pub fn run(folder: &Path) -> Vec<Outcome> {
    files(folder, "json").iter().flat_map(|file| run_file(file)).collect()
}

fn run_file(file: &Path) -> Vec<Outcome> {
    let name = file.file_stem().map(|stem| format!("planner/{}", stem.to_string_lossy())).unwrap_or_default();
    let failed = |line: String| vec![Outcome { name: name.clone(), differences: vec![line] }];
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return failed(format!("not readable: {error}")),
    };
    let case: Case = match serde_json::from_str(&text) {
        Ok(case) => case,
        Err(error) => return failed(format!("not a case: {error}")),
    };
    let mut outcomes: Vec<Outcome> = case.blocks.iter().map(|row| run_row(&case.name, row)).collect();
    match (&case.input, &case.expect) {
        (Some(input), Some(expect)) => {
            let differences = differences(input, expect);
            outcomes.push(Outcome { name: format!("planner/{}", case.name), differences });
        }
        (None, None) if !outcomes.is_empty() => {}
        _ => outcomes.extend(failed("expected `input` and `expect`, or `blocks`".to_owned())),
    }
    outcomes
}

fn differences(input: &Input, expect: &Expect) -> Vec<String> {
    let told = input.past.is_some() || input.spans.is_some();
    if told != expect.told.is_some() {
        return vec!["expected `told` with `past` or `spans`, and only then".to_owned()];
    }
    plan(input).map_or_else(|error| vec![error], |plan| week(&plan, expect))
}

fn run_row(name: &str, (kind, minutes, expected): &(Kind, u16, [u16; 5])) -> Outcome {
    let mut differences = Vec::new();
    differ(&mut differences, "blocks", expected, &Blocks::of(*kind, *minutes).minutes());
    Outcome { name: format!("planner/{name} {kind} {minutes}"), differences }
}

fn differ<T: PartialEq + Debug>(differences: &mut Vec<String>, what: &str, expected: &T, found: &T) {
    if expected != found {
        differences.push(format!("{what}: expected {expected:?}, found {found:?}"));
    }
}

/// The plan of a case's input.
fn plan(input: &Input) -> Result<Plan, String> {
    if input.avail.len() != input.days {
        return Err(format!("expected {} days in `avail`, found {}", input.days, input.avail.len()));
    }
    let avail = |day: &AvailIn| Availability { am: day.am, pm: day.pm, day: day.day, two: day.two, off: day.off };
    let mut plan = Plan::empty(input.start, input.today, input.avail.iter().map(avail).collect());
    plan.verdict = Verdict::from_id(&input.verdict).ok_or_else(|| format!("no verdict: {}", input.verdict))?;
    plan.stage = Stage::from_id(&input.stage).ok_or_else(|| format!("no stage: {}", input.stage))?;
    plan.situation = input.situation;
    if let Some(unknown) = input.rules.keys().find(|name| !is_own_number(name)) {
        return Err(format!("no number a plan may set: {unknown}"));
    }
    plan.rules = input.rules.clone();
    let body = match input.yesterday.body.as_deref() {
        None | Some("none") => None,
        Some(word) => Some(Body::from_id(word).ok_or_else(|| format!("no body: {word}"))?),
    };
    plan.yesterday = Yesterday { hard: input.yesterday.hard, drain: input.yesterday.drain, body };
    plan.events = input.events.clone();
    plan.own = (0..).zip(&input.avail).filter(|(_, day)| day.own).map(|(day, _)| day).collect();
    plan.past = input.past.clone().unwrap_or_default();
    let span = |span: &SpanIn| PlanSpan { kind: span.kind, from: span.from, to: span.to, avoid: span.avoid.clone() };
    plan.spans = input.spans.iter().flatten().map(span).collect();
    plan.sessions = input.sessions.iter().map(session).collect::<Result<_, _>>()?;
    Ok(plan)
}

fn session(input: &SessionIn) -> Result<PlanSession, String> {
    let priority = match input.priority.unwrap_or(2) {
        1 => Priority::Must,
        2 => Priority::Should,
        3 => Priority::Could,
        other => return Err(format!("no priority: {other}")),
    };
    Ok(PlanSession {
        minutes: input.minutes,
        rpe: input.rpe,
        load: input.load,
        priority,
        at: input.day.map(|day| Spot { day, slot: input.slot.unwrap_or(Slot::Am) }),
        lock: input.lock,
        fix_day: input.fix_day,
        fix_slot: input.fix_slot,
        window: input.window,
        body: input.body.unwrap_or_default(),
        status: input.status.unwrap_or(Status::Planned),
        ..PlanSession::new(SessionId(input.id.clone()), input.kind)
    })
}

/// Solves a week and compares.
fn week(plan: &Plan, expect: &Expect) -> Vec<String> {
    let proposal = propose(plan, &mut Limits { width: 262_144, keep_going: &mut || true }, &Tuning::default());
    let mut lines = Vec::new();
    differ(&mut lines, "proven", &true, &proposal.proven);
    differ(&mut lines, "bound", &expect.cost, &proposal.bound);
    differ(&mut lines, "cost", &expect.cost, &proposal.cost());
    differ(&mut lines, "changes", &expect.changes, &proposal.changes());
    let placed = proposal.places.iter().filter_map(|(id, spot)| spot.map(|spot| (id.0.clone(), spot.day, spot.slot)));
    differ(&mut lines, "plan", &expect.plan, &placed.collect());
    differ(&mut lines, "dropped", &expect.dropped, &names(&proposal.dropped));
    differ(&mut lines, "own_cost", &expect.own_cost, &proposal.own_cost);
    differ(&mut lines, "lapsed", &expect.lapsed, &names(&proposal.lapsed));
    let eased = proposal.eased.iter().map(|eased| (eased.id.0.clone(), eased.kind, eased.minutes, eased.rpe.value()));
    differ(&mut lines, "eased", &expect.eased, &eased.collect());
    differ(&mut lines, "broken", &expect.broken, &broken(&proposal));
    differ(&mut lines, "meters", &expect.meters, &meters(&proposal));
    let relax: Vec<_> = proposal.relax.iter().map(|relax| (relax.session.0.clone(), relax.relaxation)).collect();
    differ(&mut lines, "relax", &expect.relax.iter().map(relaxation).collect(), &relax);
    if let Some(expected) = &expect.told {
        differ(&mut lines, "told", expected, &told(&proposal));
    }
    lines
}

/// What the weeks of the plan shown say, by days, then rule.
fn told(proposal: &Proposal) -> Vec<ToldOut> {
    let asked = |rule: RuleId| matches!(rule, RuleId::WhoAerobic | RuleId::Ramp | RuleId::ReturnLoad);
    let warnings = proposal.judgement.warnings.iter().filter(|warning| asked(warning.rule));
    let entry = |warning: &upswing::engine::planner::Warning| ToldOut {
        rule: warning.rule.id().to_owned(),
        days: (warning.days.first().copied().unwrap_or_default(), warning.days.last().copied().unwrap_or_default()),
        numbers: warning.numbers.clone(),
    };
    let mut told: Vec<ToldOut> = warnings.map(entry).collect();
    told.sort_by(|a, b| (a.days, &a.rule).cmp(&(b.days, &b.rule)));
    told
}

fn names(ids: &[SessionId]) -> Vec<String> {
    ids.iter().map(|id| id.0.clone()).collect()
}

fn broken(proposal: &Proposal) -> Vec<BrokenOut> {
    let entry = |broken: &upswing::engine::planner::Broken| BrokenOut {
        rule: broken.rule.id().to_owned(),
        days: broken.days.clone(),
        sessions: names(&broken.sessions),
        cost: broken.cost,
    };
    proposal.judgement.broken.iter().map(entry).collect()
}

fn meters(proposal: &Proposal) -> Vec<MeterOut> {
    let entry = |meter: &upswing::engine::planner::Meter| MeterOut {
        load: meter.load,
        aerobic: meter.aerobic,
        strength_days: meter.strength_days,
        balance_days: meter.balance_days,
        rest_days: meter.rest_days,
        charge: meter.charge,
        drain: meter.drain,
        monotony_high: meter.monotony_high,
    };
    proposal.judgement.meters.iter().map(entry).collect()
}

fn relaxation(relax: &RelaxOut) -> (String, Relaxation) {
    let relaxation = match (relax.two.unwrap_or(false), relax.minutes, relax.day, relax.slot) {
        (true, _, Some(day), _) => Relaxation::Two { day },
        (false, Some(minutes), Some(day), Some(slot)) => Relaxation::Minutes { minutes, spot: Spot { day, slot } },
        _ => Relaxation::Nothing,
    };
    (relax.session.clone(), relaxation)
}
