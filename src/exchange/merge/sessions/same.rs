//! When two entries are one session, and what that session is then.
//!
//! Everything here is a fixed point: joining the same entry once more changes nothing.

use super::Entry;
use crate::domain::{Day, Kind, Load, LoadOrigin, Place, Session};
use crate::exchange::found::FoundSession;

/// Durations of one session differ by at most so many minutes, or a tenth.
const MINUTES_APART: u32 = 5;
/// Two spans are one session from this share of the shorter one on, percent.
const OVERLAP_PERCENT: i64 = 50;

/// How unlike are an entry and a done session of another source? `None` = they are two sessions.
pub fn duplicate(known: &Session, kind_said: bool, entry: &Entry) -> Option<u32> {
    let found = &entry.found.session;
    let possible = known.is_done() && found.is_done() && known.source != found.source;
    if !possible || !compatible(known.kind, kind_said, entry) {
        return None;
    }
    let (one, other) = (u32::from(known.minutes?.get()), u32::from(found.minutes?.get()));
    let apart = one.abs_diff(other);
    let is_one = match (span(known), span(found)) {
        (Some(a), Some(b)) => {
            let overlap = a.1.min(b.1) - a.0.max(b.0);
            overlap * 100 >= OVERLAP_PERCENT * (a.1 - a.0).min(b.1 - b.0)
        }
        _ => known.day == found.day && apart <= MINUTES_APART.max(one.max(other) / 10),
    };
    is_one.then_some(apart)
}

/// How unlike are a done entry and a session that was planned for its day? `None` = not that one.
pub fn planned(known: &Session, kind_said: bool, entry: &Entry) -> Option<u32> {
    let found = &entry.found.session;
    let possible = known.is_open() && found.is_done() && known.day == found.day && compatible(known.kind, kind_said, entry);
    let minutes = |session: &Session| session.minutes.map_or(0, |minutes| u32::from(minutes.get()));
    let other_kind = u32::from(known.kind != found.kind) * 10_000;
    possible.then(|| minutes(known).abs_diff(minutes(found)) + other_kind)
}

/// Start and end in minutes, where both are known.
fn span(session: &Session) -> Option<(i64, i64)> {
    let start = session.day.since(Day::MIN) * 1440 + i64::from(session.start?);
    Some((start, start + i64::from(session.minutes?.get())))
}

/// A kind that was guessed fits any; a walk is recorded as mobility here and as endurance there.
fn compatible(known: Kind, known_said: bool, entry: &Entry) -> bool {
    let found = entry.found.session.kind;
    let moves = |kind| matches!(kind, Kind::Endurance | Kind::Mobility);
    known == found || !known_said || !entry.found.kind_said || (moves(known) && moves(found))
}

/// The same entry again: what the file says now holds, what it does not say stays.
pub fn updated(known: &Session, entry: &Entry) -> Session {
    let FoundSession { session: found, kind_said, .. } = entry.found;
    let older = if known.is_done() { !found.is_done() } else { !known.is_open() && found.is_open() };
    if older {
        // It was planned when the file was written, and done or skipped since.
        return known.clone();
    }
    let known = if known.is_open() && found.is_done() { as_planned(known) } else { known.clone() };
    let mut session = laid_over(&known, found, *kind_said);
    if known.id != entry.id {
        // One of two that became one: the words are the other's.
        session.load = better_load(found, &known);
        session.title = said(known.title, &found.title);
        session.notes = said(known.notes, &found.notes);
        session.kind = known.kind;
        session.day = known.day;
        session.original_day = known.original_day;
        session.place = known.place;
    }
    session
}

/// A plan that was done: the file's numbers, the plan's words and place.
pub fn done(plan: &Session, _: bool, entry: &Entry) -> Session {
    let source = entry.found.session.source.clone();
    Session { source, source_id: entry.source_id.clone(), ..updated(plan, entry) }
}

/// What was planned moves to the fields of the plan, to make room for what was done.
fn as_planned(plan: &Session) -> Session {
    let planned_minutes = plan.planned_minutes.or(plan.minutes);
    let planned_rpe = plan.planned_rpe.or(plan.rpe);
    Session { planned_minutes, planned_rpe, minutes: None, rpe: None, load: None, ..plan.clone() }
}

/// Two sources of one session: the stronger one's fields, and what only the weaker one has.
pub fn joined(known: &Session, kind_said: bool, entry: &Entry) -> Session {
    let found = &entry.found.session;
    let session = if strength(found) > strength(known) {
        let session = laid_over(known, found, entry.found.kind_said);
        let source = found.source.clone();
        Session { load: better_load(found, known), source, source_id: entry.source_id.clone(), ..session }
    } else {
        let session = laid_over(found, known, kind_said);
        let (source, source_id) = (known.source.clone(), known.source_id.clone());
        Session { load: better_load(known, found), source, source_id, ..session }
    };
    Session { id: known.id.clone(), place: known.place.clone(), ..session }
}

/// How much a source is worth against another: what a person logged by hand beats any file.
fn strength(session: &Session) -> u8 {
    u8::from(session.source.is_empty())
}

/// Every field that `new` says, over `old`.
fn laid_over(old: &Session, new: &Session, kind_said: bool) -> Session {
    Session {
        id: old.id.clone(),
        day: new.day,
        original_day: new.original_day.or(old.original_day).filter(|day| *day != new.day),
        start: new.start.or(old.start),
        kind: if kind_said { new.kind } else { old.kind },
        title: said(new.title.clone(), &old.title),
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
        notes: said(new.notes.clone(), &old.notes),
        source: said(new.source.clone(), &old.source),
        source_id: said(new.source_id.clone(), &old.source_id),
    }
}

/// The first text, or the second where it is empty.
fn said(first: String, second: &str) -> String {
    if first.is_empty() { second.to_owned() } else { first }
}

/// The load with the better origin; of equals that of the first.
fn better_load(first: &Session, second: &Session) -> Option<Load> {
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
