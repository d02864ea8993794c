//! The deload of stages `deeper` and `overreaching` (`planner.md` §3): first shorter and easier, then ordered.

use crate::domain::{Kind, Rpe};
use crate::engine::tuning::Planner;
use crate::engine::{Stage, Tuning};

use super::facts::charging;
use super::frame::{Frame, Role};
use super::outcome::Eased;
use super::plan::{Plan, PlanSession};

/// How far from today a deload reaches, days.
const REACH: i32 = 6;

/// The week to order: the plan itself, or eased where the stage asks for it; and what was eased, by id.
pub(super) fn eased(plan: &Plan, tuning: &Tuning) -> (Plan, Vec<Eased>) {
    let table = &tuning.planner;
    let (percent, hardest) = match plan.stage {
        Stage::Fresh | Stage::Surface => return (plan.clone(), Vec::new()),
        Stage::Deeper => (table.deload_percent, table.deload_rpe2),
        Stage::Overreaching => (table.deload_over_percent, table.deload_over_rpe2),
    };
    let free = Frame::new(plan, tuning).with_role(|role| role == Role::Free);
    let mut plan = plan.clone();
    let today = plan.today;
    let mut changed = Vec::new();
    for index in free {
        let Some(session) = plan.sessions.get_mut(index) else { continue };
        let near = session.at.is_none_or(|spot| (today..=today + REACH).contains(&spot.day));
        if charging(session.kind) || session.lock || session.eased || !near {
            continue;
        }
        let before = session.clone();
        ease(session, table, percent, hardest);
        if *session != before {
            session.eased = true;
            let (id, kind, minutes, rpe) = (session.id.clone(), session.kind, session.minutes, session.rpe);
            changed.push(Eased { id, kind, minutes, rpe });
        }
    }
    (plan, changed)
}

fn ease(session: &mut PlanSession, table: &Planner, percent: i64, hardest: i64) {
    let minutes = i64::from(session.minutes);
    if minutes > table.deload_least {
        let part = minutes * percent / 100;
        let shorter = (part - part % table.deload_step.max(1)).max(table.deload_least);
        session.minutes = u16::try_from(shorter).unwrap_or(session.minutes);
    }
    let halves = i64::from(session.rpe.halves()).min(hardest);
    session.rpe = u8::try_from(halves).ok().and_then(Rpe::from_halves).unwrap_or(session.rpe);
    if session.kind == Kind::Intervals {
        session.kind = Kind::Endurance;
    }
    session.load = None;
    session.milli = None;
}
