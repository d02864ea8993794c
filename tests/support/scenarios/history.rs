//! From a scenario to a journal: every value passes the domain's own checks on its way.

use std::collections::BTreeMap;

use toml::{Table, Value};
use upswing::domain::field::{Field, Raw};
use upswing::domain::{
    Avoid, Body, Day, Entry, Improved, Journal, Kind, Load, LoadOrigin, Minutes, Moment, Op, Origin, Points, ProfileChange, Rpe,
    Session, SessionId, Situation, Source, Span, SpanId, SpanKind, Stamp, Status, WeekKind,
};
use upswing::engine::readiness::{PlannedToday, TodayPlan};

use super::read::{Block, Case, PlannedSession, cycled, number, whole};

/// Everything the engine is asked about.
pub struct Scene {
    pub journal: Journal,
    pub day: Day,
    pub plan: TodayPlan,
    /// Fields of today that were refused, in field order.
    pub refused: Vec<String>,
}

/// What the blocks wrote into one date.
#[derive(Default)]
struct Written {
    fields: Table,
    sessions: Vec<Table>,
}

impl Scene {
    pub fn of(case: &Case) -> Result<Scene, String> {
        let day: Day = case.day.parse().map_err(|error| format!("day: {error}"))?;
        let mut ops = profile(case, day)?;
        for (number, span) in case.span.iter().enumerate() {
            ops.push(Op::PutSpan(Box::new(held(span, day, number)?)));
        }
        for (offset, written) in &written(&case.history)? {
            let date = day.plus(*offset);
            // The morning itself is told by [today]; its row is not looked at.
            if *offset != 0 {
                ops.extend(check_in(date, &written.fields)?.0);
            }
            for (number, session) in written.sessions.iter().enumerate() {
                ops.push(Op::PutSession(Box::new(done(date, number, session)?)));
            }
        }
        let (today, refused) = check_in(day, &case.today)?;
        ops.extend(today);
        let mut journal = Journal::default();
        journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
        Ok(Scene { journal, day, plan: plan(case)?, refused })
    }
}

/// Lays the blocks over each other, by offset from the day looked at.
fn written(blocks: &[Block]) -> Result<BTreeMap<i64, Written>, String> {
    let mut days: BTreeMap<i64, Written> = BTreeMap::new();
    for block in blocks {
        let step = usize::try_from(block.every.unwrap_or(1)).ok().filter(|step| *step > 0).ok_or("every: not a step")?;
        for (index, offset) in (block.from..=block.to).step_by(step).enumerate() {
            write(block, index, days.entry(offset).or_default())?;
        }
    }
    Ok(days)
}

fn write(block: &Block, index: usize, day: &mut Written) -> Result<(), String> {
    for field in &block.missing {
        known(field)?;
        day.fields.remove(field);
    }
    for (field, value) in &block.fields {
        known(field)?;
        day.fields.insert(field.clone(), cycled(value, index)?.clone());
    }
    match block.sessions.as_deref() {
        Some([]) => day.sessions.clear(),
        Some(_) => return Err("sessions: only [] is known".to_owned()),
        None => {}
    }
    if let Some(session) = &block.session {
        let table = cycled(session, index)?.as_table().ok_or("session: not a table")?;
        let mut one = Table::new();
        for (key, value) in table {
            one.insert(key.clone(), cycled(value, index)?.clone());
        }
        if !block.add {
            day.sessions.clear();
        }
        day.sessions.push(one);
    }
    Ok(())
}

const SOURCE: &str = "source";
const TAP_SOURCE: &str = "tap_source";

fn known(field: &str) -> Result<(), String> {
    let is_known = Field::from_id(field).is_some() || [SOURCE, TAP_SOURCE].contains(&field);
    if is_known { Ok(()) } else { Err(format!("unknown field `{field}`")) }
}

/// The ops of a check-in, and the fields that were refused in the order of `readiness.md` §1.
fn check_in(day: Day, fields: &Table) -> Result<(Vec<Op>, Vec<String>), String> {
    fields.keys().try_for_each(|field| known(field))?;
    let mut refused: Vec<(usize, String)> = Vec::new();
    let text = |name: &str| fields.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    for name in [SOURCE, TAP_SOURCE] {
        if fields.get(name).is_some_and(|value| !value.is_str()) {
            refused.push((Field::ReactionMs as usize, name.to_owned()));
        }
    }
    let mut by_device: BTreeMap<String, Vec<(Field, Option<upswing::domain::Value>)>> = BTreeMap::new();
    for (name, value) in fields {
        let Some(field) = Field::from_id(name) else { continue };
        let device = match field {
            Field::RestingHr | Field::HrvRmssd => text(SOURCE),
            Field::ReactionMs => text(TAP_SOURCE),
            _ => String::new(),
        };
        match raw(field, value).and_then(|raw| field.accept(&raw).ok()) {
            Some(value) => by_device.entry(device).or_default().push((field, Some(value))),
            None => refused.push((field as usize, name.clone())),
        }
    }
    refused.sort_by_key(|(place, name)| (*place, [SOURCE, TAP_SOURCE].contains(&name.as_str())));
    let op = |(device, fields)| {
        let source = Source { origin: Origin::Typed, device };
        Op::SetCheckIn { day, moment: Moment::Morning, fields, source }
    };
    Ok((by_device.into_iter().map(op).collect(), refused.into_iter().map(|(_, name)| name).collect()))
}

/// A value as it was written; `None` = of a type that no field takes.
fn raw(field: Field, value: &Value) -> Option<Raw> {
    match value {
        Value::Array(words) if field == Field::Tags => {
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            Some(Raw::Text(words.join(" ")))
        }
        Value::Integer(whole) => Some(Raw::Whole(*whole)),
        Value::Float(number) => Some(Raw::Decimal(*number)),
        Value::Boolean(flag) => Some(Raw::Flag(*flag)),
        Value::String(text) => Some(Raw::Text(text.clone())),
        Value::Datetime(_) | Value::Array(_) | Value::Table(_) => None,
    }
}

const SESSION_KEYS: [&str; 12] =
    ["kind", "minutes", "rpe", "planned_rpe", "load", "status", "charge", "clean", "skill", "improved", "recovered", "supports"];

/// A session of the history; a value that is not possible counts as missing.
fn done(day: Day, number_of_day: usize, table: &Table) -> Result<Session, String> {
    if let Some(key) = table.keys().find(|key| !SESSION_KEYS.contains(&key.as_str())) {
        return Err(format!("unknown session field `{key}`"));
    }
    let text = |key: &str| table.get(key).and_then(Value::as_str);
    let flag = |key: &str| table.get(key).and_then(Value::as_bool);
    let kind = text("kind").ok_or("session: no kind")?;
    let status = text("status").map_or(Ok(Status::Done), |id| Status::from_id(id).ok_or(format!("status {id}")))?;
    let id = SessionId(format!("{day}-{number_of_day}"));
    let points = number(table.get("load")).and_then(|points| Points::try_from(points).ok());
    Ok(Session {
        minutes: minutes(table.get("minutes")),
        rpe: rpe(table.get("rpe")),
        planned_rpe: rpe(table.get("planned_rpe")),
        load: points.map(|points| Load { points, origin: LoadOrigin::Measured }),
        charge: whole(table.get("charge")).filter(|charge| (1..=5).contains(charge)).and_then(|charge| u8::try_from(charge).ok()),
        clean: flag("clean"),
        skill: flag("skill"),
        improved: text("improved").and_then(Improved::from_id),
        recovered: flag("recovered"),
        supports: flag("supports"),
        ..Session::new(id, day, kind_of(kind)?, status)
    })
}

fn kind_of(id: &str) -> Result<Kind, String> {
    Kind::from_id(id).ok_or_else(|| format!("kind {id}"))
}

fn minutes(value: Option<&Value>) -> Option<Minutes> {
    whole(value).and_then(|minutes| u16::try_from(minutes).ok()).and_then(|minutes| Minutes::try_from(minutes).ok())
}

fn rpe(value: Option<&Value>) -> Option<Rpe> {
    number(value).and_then(|rpe| Rpe::try_from(rpe).ok())
}

fn held(span: &super::read::Span, day: Day, number: usize) -> Result<Span, String> {
    let held = Span {
        id: SpanId(number.to_string()),
        kind: SpanKind::from_id(&span.kind).ok_or_else(|| format!("span {}", span.kind))?,
        from: day.plus(span.from),
        to: span.to.map(|to| day.plus(to)),
        avoid: span.avoid.iter().cloned().map(Avoid::try_from).collect::<Result<_, _>>()?,
        note: span.note.clone(),
    };
    held.possible()?;
    Ok(held)
}

fn profile(case: &Case, day: Day) -> Result<Vec<Op>, String> {
    let profile = &case.profile;
    let named = |id: &String| Situation::from_id(id).ok_or_else(|| format!("situation {id}"));
    let situation = profile.situation.as_ref().map(named).transpose()?;
    let need = whole(profile.sleep_need.as_ref()).map(|need| need.clamp(0, i64::from(u16::MAX)) as u16);
    let start = number(profile.start_fitness.as_ref()).zip(number(profile.start_fatigue.as_ref()));
    let start_day = profile.start_day.map(|offset| day.plus(offset));
    let changes = [
        ProfileChange::Situation(situation),
        ProfileChange::SleepNeed(need),
        ProfileChange::Start(start),
        ProfileChange::StartDay(start_day),
    ];
    Ok(changes.into_iter().map(Op::SetProfile).collect())
}

fn plan(case: &Case) -> Result<TodayPlan, String> {
    let plan = &case.plan;
    Ok(TodayPlan {
        // A week by any other name is an ordinary one.
        week: plan.week.as_deref().and_then(WeekKind::from_id),
        event_in_days: whole(plan.event_in_days.as_ref()),
        available_minutes: whole(plan.available_minutes.as_ref()),
        session: plan.session.as_ref().map(planned).transpose()?,
    })
}

fn planned(session: &PlannedSession) -> Result<PlannedToday, String> {
    Ok(PlannedToday {
        id: None,
        kind: kind_of(&session.kind)?,
        minutes: minutes(session.minutes.as_ref()),
        rpe: rpe(session.rpe.as_ref()),
        movable: session.movable.as_ref().and_then(Value::as_bool).unwrap_or(false),
        body: session.body.as_deref().map_or(Some(Body::Full), Body::from_id).ok_or("body: not a half")?,
    })
}
