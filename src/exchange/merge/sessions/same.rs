//! What becomes of an entry that is a plan's, or the same entry again.
//!
//! Everything here is a fixed point: taking the same entry once more changes nothing. When two entries of different
//! sources are one session is decided in [`crate::domain::join`].

use crate::domain::Session;
use crate::domain::join::{self, better_load, compatible, laid_over, said};

/// How unlike are a done entry and a session that was planned for its day? `None` = not that one.
pub fn planned(known: &Session, found: &Session) -> Option<u32> {
    let possible = known.is_open() && found.is_done() && known.day == found.day && compatible(known, found);
    let minutes = |session: &Session| session.minutes.map_or(0, |minutes| u32::from(minutes.get()));
    let other_kind = u32::from(known.kind != found.kind) * 10_000;
    possible.then(|| minutes(known).abs_diff(minutes(found)) + other_kind)
}

/// The same entry again: what the file says now holds, what it does not say stays.
pub fn updated(known: &Session, found: &Session) -> Session {
    let older = if known.is_done() { !found.is_done() } else { !known.is_open() && found.is_open() };
    if older {
        // It was planned when the file was written, and done or skipped since.
        return known.clone();
    }
    match !known.is_done() && found.is_done() {
        true if known.id != found.id => done(known, found),
        true => laid_over(&as_planned(known), found),
        false => laid_over(known, found),
    }
}

/// A plan that was done: the file's numbers, the plan's words and place. What the file said is kept beside it, as with any
/// session of several sources: another one may follow, and the same one may come again.
pub fn done(plan: &Session, found: &Session) -> Session {
    let plan = as_planned(plan);
    let told = Session { parts: join::parts(found).to_vec(), ..found.clone() };
    Session {
        day: plan.day,
        original_day: plan.original_day,
        kind: plan.kind,
        kind_guessed: plan.kind_guessed,
        title: said(&plan.title, &found.title),
        load: better_load(found, &plan),
        place: plan.place.clone(),
        notes: said(&plan.notes, &found.notes),
        source: found.source.clone(),
        source_id: found.source_id.clone(),
        ..laid_over(&plan, &told)
    }
}

/// What was planned moves to the fields of the plan, to make room for what was done.
fn as_planned(plan: &Session) -> Session {
    let planned_minutes = plan.planned_minutes.or(plan.minutes);
    let planned_rpe = plan.planned_rpe.or(plan.rpe);
    Session { planned_minutes, planned_rpe, minutes: None, rpe: None, load: None, ..plan.clone() }
}
