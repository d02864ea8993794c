//! When the week should be made right again from today on, and why.

use crate::app::model::Model;
use crate::domain::{Session, Status};
use crate::engine::planner::RuleId;
use crate::engine::readiness::{Stage, Verdict};

/// Days a repair looks at, from this week's first; with the next week if that is planned: a deload reaches there.
pub fn days(model: &Model) -> usize {
    let next = model.this_week().plus(7);
    let planned = next.to(next.plus(6)).any(|day| model.journal.history().sessions_on(day).any(Session::is_open));
    if planned { 14 } else { 7 }
}

/// Is there anything from today on that a repair could move?
pub fn anything_open(model: &Model) -> bool {
    let last = model.this_week().plus(13);
    let sessions = model.today.to(last).flat_map(|day| model.journal.history().sessions_on(day));
    sessions.chain(missed(model)).any(Session::is_open)
}

/// What stood on a day of this week before today and was not done.
fn missed(model: &Model) -> impl Iterator<Item = &Session> {
    let days = model.this_week().to(model.today).filter(|day| *day < model.today);
    days.flat_map(|day| model.journal.history().sessions_on(day)).filter(|session| session.is_open())
}

/// Why the week of today asks for a repair; `None` if it does not, or if another week is shown.
pub fn reason(model: &Model) -> Option<String> {
    if model.week_shown() != model.this_week() || !anything_open(model) {
        return None;
    }
    let advice = model.facts.advice();
    let against_today = model.facts.judgement.broken.iter().any(|broken| {
        let today = broken.days.contains(&model.facts.plan.today);
        today && matches!(broken.rule, RuleId::TodayEase | RuleId::Illegal)
    });
    let missed = missed(model).count();
    match (advice.stage, advice.verdict) {
        (Stage::Deeper | Stage::Overreaching, _) if to_ease(model) => Some("Fatigue sits deeper".to_owned()),
        (_, verdict @ (Verdict::Ease | Verdict::Recover | Verdict::Rest)) if against_today => {
            Some(format!("Today says {}, the plan does not", crate::app::words::verdict_word(verdict)))
        }
        _ if missed == 1 => Some("One session was missed".to_owned()),
        _ if missed > 1 => Some(format!("{missed} sessions were missed")),
        _ if skipped_today(model) && model.facts.judgement.cost > model.facts.judgement.changes => {
            Some("A session was left out".to_owned())
        }
        _ => None,
    }
}

/// Is there a session in the coming week that a deload has not shortened yet?
fn to_ease(model: &Model) -> bool {
    let sessions = model.today.to(model.today.plus(6)).flat_map(|day| model.journal.history().sessions_on(day));
    sessions.filter(|session| session.is_open() && !session.place.lock).any(|session| {
        use crate::domain::Kind::{Balance, Mobility};
        !matches!(session.kind, Mobility | Balance) && session.planned_minutes.is_none() && session.planned_rpe.is_none()
    })
}

fn skipped_today(model: &Model) -> bool {
    model.journal.history().sessions_on(model.today).any(|session| session.status == Status::Skipped)
}
