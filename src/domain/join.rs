//! When two entries are one session, and what that session is then (`formats.md` §1, rules 2 and 4).
//!
//! A session that several sources tell of keeps what each of them said, so that it can be parted, and so that the order
//! in which they came changes nothing. Everything here is symmetric and a fixed point.

use std::cmp::Ordering;

use serde_json::{Map, Value as Json};

use super::apart::Apart;
use super::day::Day;
use super::history::History;
use super::journal::Op;
use super::session::{Kind, Load, LoadOrigin, Place, Session, SessionId};

/// Without a start, durations of one session differ by at most so many minutes, or a tenth.
const MINUTES_APART: u32 = 5;
/// Two spans are one session from this share of the shorter one on, percent.
const OVERLAP_PERCENT: i64 = 50;
/// A clock that is wrong by whole quarters of an hour …
const QUARTER: i64 = 15;
/// … up to so many minutes is another zone's.
const FURTHEST_ZONE: i64 = 14 * 60;
/// … and with whole minutes off by one at most.
const SLACK: i64 = 1;

/// How unlike are two done sessions of different sources, in minutes? `None` = they are two. Symmetric.
pub fn unlike(one: &Session, other: &Session) -> Option<u32> {
    let possible = one.is_done() && other.is_done() && one.source != other.source;
    if !possible || !compatible(one, other) {
        return None;
    }
    let (first, second) = (u32::from(one.minutes?.get()), u32::from(other.minutes?.get()));
    let apart = first.abs_diff(second);
    match (span(one), span(other)) {
        (Some(a), Some(b)) => {
            let overlap = a.1.min(b.1) - a.0.max(b.0);
            if overlap * 100 >= OVERLAP_PERCENT * (a.1 - a.0).min(b.1 - b.0) {
                return Some(apart);
            }
            // What is further off is less alike than anything that overlaps.
            is_other_zone(one, other, (a.0 - b.0).abs(), apart).then_some(apart + 1_000)
        }
        _ => (one.day == other.day && apart <= MINUTES_APART.max(first.max(second) / 10)).then_some(apart),
    }
}

/// Did another program write local time as UTC? The durations are equal but for 1 % and 5 s, as far as whole minutes tell.
fn is_other_zone(one: &Session, other: &Session, off: i64, apart: u32) -> bool {
    let typed = one.source.is_empty() || other.source.is_empty();
    let rest = off % QUARTER;
    let whole = rest <= SLACK || rest >= QUARTER - SLACK;
    let longer = one.minutes.max(other.minutes).map_or(0, |minutes| i64::from(minutes.get()));
    let same = apart == 0 || (apart == 1 && longer * 60 >= 25 * 100);
    !typed && whole && same && off <= FURTHEST_ZONE + SLACK
}

/// Start and end in minutes, where both are known.
fn span(session: &Session) -> Option<(i64, i64)> {
    let start = session.day.since(Day::MIN) * 1440 + i64::from(session.start?);
    Some((start, start + i64::from(session.minutes?.get())))
}

/// A kind that was guessed fits any; a walk is recorded as mobility here and as endurance there.
pub fn compatible(one: &Session, other: &Session) -> bool {
    let moves = |kind| matches!(kind, Kind::Endurance | Kind::Mobility);
    one.kind == other.kind || one.kind_guessed || other.kind_guessed || (moves(one.kind) && moves(other.kind))
}

/// What a session was made of: itself, or what each of its sources said.
pub fn parts(session: &Session) -> &[Session] {
    if session.parts.is_empty() { std::slice::from_ref(session) } else { &session.parts }
}

/// How unlike are a session, which may be made of several, and an entry of another source? `None` = they are two, or
/// are kept apart.
pub fn fits(history: &History, known: &Session, entry: &Session) -> Option<u32> {
    let parts = parts(known);
    if parts.iter().any(|part| part.source == entry.source || history.are_apart(&part.id, &entry.id)) {
        return None;
    }
    parts.iter().filter_map(|part| unlike(part, entry)).min()
}

/// Is it one session of several sources?
pub fn is_joined(session: &Session) -> bool {
    session.parts.len() > 1
}

/// The changes that make several sessions of one with several sources, for good.
pub fn part(session: &Session) -> Vec<Op> {
    let all = parted(session);
    let apart = Apart::of(all.iter().map(|part| part.id.clone()));
    all.into_iter().map(put).chain([Op::Apart(apart)]).collect()
}

pub(super) fn put(session: Session) -> Op {
    Op::PutSession(Box::new(session))
}

/// A session with other parts; what was changed of it by hand since stays.
pub fn with_parts(known: &Session, all: Vec<Session>) -> Session {
    together_with(&[known], all)
}

/// A session with other parts, some of them those of another life's or an earlier day's; what was changed by hand of either stays,
/// of both what was changed here.
pub fn united(known: &Session, other: &Session, all: Vec<Session>) -> Session {
    let united = together_with(&[known, other], all);
    // What is estimated is estimated once.
    let estimated = known.load.filter(|load| load.origin == LoadOrigin::Estimated && united.load.is_none());
    let same = Session { load: united.load.or(estimated), ..united.clone() };
    if same == *known { same } else { united }
}

/// A session that is changed by hand. Of one that a file told, what the file said stays beside it: when the same file comes
/// again it takes nothing back.
pub fn by_hand(known: Option<&Session>, session: Session) -> Session {
    match known {
        Some(known) if known.is_done() && !known.source.is_empty() && known.parts.is_empty() && *known != session => {
            Session { parts: vec![known.clone()], ..session }
        }
        _ => session,
    }
}

/// One session of what several sources said. It goes on from those that were there before: it has the name of the first,
/// and what was changed by hand of any of them.
pub(super) fn together_with(before: &[&Session], mut all: Vec<Session>) -> Session {
    all.sort_by(worth);
    if let [before] = before
        && parts(before) == all
    {
        return (*before).clone();
    }
    let edits: Map<String, Json> = before.iter().rev().flat_map(|session| edits(session)).collect();
    let (together, main) = (together(&all), before.first().map(|session| session.id.clone()));
    let id = main.unwrap_or_else(|| all.first().map_or_else(|| together.id.clone(), |part| part.id.clone()));
    // Under another name than its own it stays a part, so that it is found again.
    let is_itself = edits.is_empty() && matches!(all.as_slice(), [only] if only.id == id);
    let parts = if is_itself { Vec::new() } else { all };
    let mut session = Session { id, parts, ..edited(together, &edits) };
    // What was estimated of what the file said is estimated anew of what was said instead.
    if ["minutes", "kind", "rpe"].iter().any(|field| edits.contains_key(*field)) {
        session.load = session.load.filter(|load| load.origin != LoadOrigin::Estimated);
    }
    session
}

/// The entry that is worth the most comes first; between any two it is decided by what they say.
pub(super) fn worth(one: &Session, other: &Session) -> Ordering {
    let by_worth = (strength(other), seen(other)).cmp(&(strength(one), seen(one)));
    let key = |session: &Session| (session.day, session.start, session.minutes, session.kind);
    by_worth
        .then_with(|| (&one.source, &one.source_id).cmp(&(&other.source, &other.source_id)))
        .then_with(|| key(one).cmp(&key(other)))
        .then_with(|| one.id.cmp(&other.id))
}

/// The sources of a session as sessions of their own; what was changed by hand stays with the first.
pub fn parted(session: &Session) -> Vec<Session> {
    let edits = edits(session);
    let mut all = session.parts.clone();
    // The name of the whole stays in use.
    let in_use = all.iter().any(|part| part.id == session.id);
    if let Some(first) = all.first_mut() {
        let said = Session { id: if in_use { first.id.clone() } else { session.id.clone() }, parts: Vec::new(), ..first.clone() };
        // As with any that is changed by hand, what its file said stays beside it.
        let parts = if edits.is_empty() { Vec::new() } else { vec![said.clone()] };
        *first = Session { id: said.id.clone(), parts, ..edited(said, &edits) };
    }
    all
}

/// What stands in a session that does not follow from its parts; nothing in the place of what was taken away.
fn edits(session: &Session) -> Map<String, Json> {
    let whole = |session: &Session| {
        // What was only estimated is estimated again.
        let load = session.load.filter(|load| load.origin != LoadOrigin::Estimated);
        match serde_json::to_value(Session { parts: Vec::new(), load, ..session.clone() }) {
            Ok(Json::Object(fields)) => fields,
            _ => Map::new(),
        }
    };
    if session.parts.is_empty() {
        return Map::new();
    }
    let (shown, made) = (whole(session), whole(&together(&session.parts)));
    let gone = made.keys().filter(|key| !shown.contains_key(*key) && *key != "load").map(|key| (key.clone(), Json::Null));
    let changed = shown.iter().filter(|(key, value)| made.get(*key) != Some(value) && *key != "id");
    changed.map(|(key, value)| (key.clone(), value.clone())).chain(gone).collect()
}

fn edited(session: Session, edits: &Map<String, Json>) -> Session {
    if edits.is_empty() {
        return session;
    }
    let Ok(Json::Object(mut fields)) = serde_json::to_value(&session) else { return session };
    for (key, value) in edits {
        if value.is_null() {
            fields.remove(key);
        } else {
            fields.insert(key.clone(), value.clone());
        }
    }
    serde_json::from_value(Json::Object(fields)).unwrap_or(session)
}

/// One of several, the strongest first: its fields, and what only a weaker one has.
fn together(all: &[Session]) -> Session {
    let mut parts = all.iter().rev();
    let Some(weakest) = parts.next() else {
        return Session::new(SessionId(String::new()), Day::MIN, Kind::Endurance, super::Status::Done);
    };
    parts.fold(weakest.clone(), |weaker, stronger| Session {
        load: better_load(stronger, &weaker),
        ..laid_over(&weaker, stronger)
    })
}

/// Phones, watches and their dumps, by the beginning of the source's name.
const PHONES: [&str; 8] =
    ["Apple Health", "Fitbit", "Gadgetbridge", "Garmin", "Health Auto Export", "Health Connect", "Polar", "Samsung Health"];

/// How much a source is worth against another: what a person typed, then recordings, then tables.
fn strength(session: &Session) -> u8 {
    let source = session.source.as_str();
    let is = |name: &str| source.starts_with(name);
    match source {
        "" => 6,
        _ if is("fit") => 5,
        _ if is("tcx") => 4,
        _ if is("golden") => 3,
        _ if is("gpx") => 2,
        _ if PHONES.iter().any(|name| is(name)) => 1,
        _ => 0,
    }
}

/// Of devices and apps of one rank the one that saw the most of a session is worth the most, minutes.
fn seen(session: &Session) -> u16 {
    let phone = PHONES.iter().any(|name| session.source.starts_with(name));
    session.minutes.filter(|_| phone).map_or(0, |minutes| minutes.get())
}

/// Every field that `new` says, over `old`.
pub fn laid_over(old: &Session, new: &Session) -> Session {
    Session {
        id: old.id.clone(),
        day: new.day,
        original_day: new.original_day.or(old.original_day).filter(|day| *day != new.day),
        start: new.start.or(old.start),
        kind: if new.kind_guessed { old.kind } else { new.kind },
        kind_guessed: new.kind_guessed && old.kind_guessed,
        title: said(&new.title, &old.title),
        status: new.status,
        minutes: new.minutes.or(old.minutes),
        rpe: new.rpe.or(old.rpe),
        planned_minutes: new.planned_minutes.or(old.planned_minutes),
        planned_rpe: new.planned_rpe.or(old.planned_rpe),
        load: new.load.or(unless_rated(old, new)),
        charge: new.charge.or(old.charge),
        clean: new.clean.or(old.clean),
        skill: new.skill.or(old.skill),
        improved: new.improved.or(old.improved),
        recovered: new.recovered.or(old.recovered),
        supports: new.supports.or(old.supports),
        place: if new.place == Place::default() { old.place.clone() } else { new.place.clone() },
        notes: said(&new.notes, &old.notes),
        source: said(&new.source, &old.source),
        source_id: if new.source.is_empty() && !new.source_id.is_empty() {
            new.source_id.clone()
        } else {
            said(&new.source_id, &old.source_id)
        },
        parts: parts_over(&old.parts, &new.parts),
    }
}

/// What each source said last; of one that says nothing now what it said before.
fn parts_over(old: &[Session], new: &[Session]) -> Vec<Session> {
    let silent = old.iter().filter(|part| new.iter().all(|said| said.source != part.source));
    let mut all: Vec<Session> = new.iter().chain(silent).cloned().collect();
    all.sort_by(worth);
    all
}

/// The first text, or the second where it is empty.
pub fn said(first: &str, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { first.to_owned() }
}

/// The load with the better origin; of equals that of the first.
pub fn better_load(first: &Session, second: &Session) -> Option<Load> {
    match (unless_rated(first, second), unless_rated(second, first)) {
        (Some(first), Some(second)) if second.origin < first.origin => Some(second),
        (first, second) => first.or(second),
    }
}

/// The load of a session; a rating of either replaces an estimate.
fn unless_rated(session: &Session, other: &Session) -> Option<Load> {
    let rated = session.rpe.is_some() || other.rpe.is_some();
    session.load.filter(|load| load.origin != LoadOrigin::Estimated || !rated)
}

/// Where a session comes from, in words: `typed, garmin`.
pub fn sources(session: &Session) -> String {
    let word = |part: &Session| if part.source.is_empty() { "typed".to_owned() } else { part.source.clone() };
    parts(session).iter().map(word).collect::<Vec<_>>().join(", ")
}

/// A session as it is told by name: `endurance 62 min, RPE 3, of 2026-03-10`.
pub fn name(session: &Session) -> String {
    let minutes = session.minutes.map(|minutes| format!(" {} min", minutes.get())).unwrap_or_default();
    let rpe = session.rpe.map(|rpe| format!(", RPE {rpe}")).unwrap_or_default();
    let day = session.day;
    format!("{}{minutes}{rpe}, of {} {day}", session.name(), day.weekday_name())
}
