//! A proposal that is taken in part: some sessions stay as they are, the rest is priced again.

use crate::domain::SessionId;
use crate::engine::Tuning;

use super::deload::eased;
use super::diff;
use super::evaluate::own_places;
use super::frame::Frame;
use super::outcome::Proposal;
use super::plan::Plan;

/// A proposal without what it does to some sessions: they stay as the person has them.
///
/// What is left is no longer proven and may break hard rules; [`Proposal::is_possible`] says so.
pub fn leave_out(plan: &Plan, proposal: &Proposal, stay: &[SessionId], tuning: &Tuning) -> Proposal {
    let stays = |id: &SessionId| stay.contains(id);
    let mut week = eased(plan, tuning).0;
    for session in &mut week.sessions {
        if let Some(own) = plan.session(&session.id).filter(|own| stays(&own.id)) {
            session.clone_from(own);
        }
    }
    let frame = Frame::new(&week, tuning);
    let own = own_places(&frame);
    let place = |session: &super::PlanSession, own| if stays(&session.id) { own } else { proposal.place(&session.id) };
    let places: Vec<_> = week.sessions.iter().zip(own).map(|(session, own)| place(session, own)).collect();
    let judgement = super::judgement(&frame, &places);
    let before = super::evaluate(&frame, &own_places(&frame));
    Proposal {
        places: diff::places(&frame, &places).into_iter().filter(|(id, _)| !stays(id)).collect(),
        own_cost: before.cost(),
        bound: proposal.bound.min(judgement.cost),
        proven: proposal.proven && stay.is_empty(),
        moves: proposal.moves.iter().filter(|step| !stays(&step.id)).cloned().collect(),
        dropped: proposal.dropped.iter().filter(|id| !stays(id)).cloned().collect(),
        eased: proposal.eased.iter().filter(|eased| !stays(&eased.id)).cloned().collect(),
        lapsed: proposal.lapsed.clone(),
        relax: proposal.relax.iter().filter(|relax| !stays(&relax.session)).cloned().collect(),
        saved: diff::saved(&before.broken, &judgement.broken),
        judgement,
    }
}
