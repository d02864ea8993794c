//! Laying a template over a week: on empty days only, unless told to replace.

use crate::app::list::{Line, Pick, Weight};
use crate::app::model::Model;
use crate::domain::{Availability, Day, DayPlan, History, Minutes, Op, Rpe, Session, SessionId, Slot, Status};
use crate::engine::planner::{Suggested, TEMPLATES, Template, template};

use super::change::{cleared, put};
use super::choice::TemplateChoice;

/// The templates to choose from; the person's own situation first.
pub fn lines(model: &Model) -> Vec<Line> {
    let own = model.journal.history().profile().situation;
    let mut templates: Vec<&Template> = TEMPLATES.iter().collect();
    templates.sort_by_key(|template| Some(template.situation) != own);
    let line = |template: &&Template, replace: bool| {
        let word = if replace { "replace" } else { "fill" };
        let text = format!("{word:<7} {}", told(template));
        Line::new(template.situation.id(), text, Weight::Plain)
            .picks(Pick::Template(TemplateChoice { situation: template.situation, replace }))
    };
    let mut lines: Vec<Line> = templates.iter().map(|template| line(template, false)).collect();
    lines.push(Line::gap());
    lines.extend(templates.iter().map(|template| line(template, true)));
    lines
}

/// `2 strength 3 endurance 2 mobility`.
fn told(template: &Template) -> String {
    let kinds = crate::domain::Kind::ALL.iter();
    let counted = kinds.map(|kind| (kind, template.sessions.iter().filter(|session| session.kind == *kind).count()));
    let told = counted.filter(|(_, count)| *count > 0).map(|(kind, count)| format!("{count} {kind}"));
    told.collect::<Vec<_>>().join(" ")
}

/// What laying a template over the week of `monday` does, from today on.
///
/// A day whose time is too short for what it gets takes the template's time; a day off stays one.
pub fn ops(history: &History, monday: Day, today: Day, choice: TemplateChoice, mut id: impl FnMut() -> SessionId) -> Vec<Op> {
    let template = template(choice.situation);
    let mut ops = if choice.replace { cleared(history, monday, today) } else { Vec::new() };
    for (number, time) in (0..).zip(&template.days) {
        let day = monday.plus(i64::from(number));
        let sessions: Vec<&Suggested> = template.sessions.iter().filter(|session| session.day == number).collect();
        if day < today || history.availability(day).off || !becomes_empty(history, day, choice.replace) {
            continue;
        }
        if !fits(&history.availability(day), &sessions) {
            let week = history.day(day).and_then(|record| record.plan.week);
            ops.push(Op::PutDayPlan { day, plan: DayPlan { availability: Some(*time), week } });
        }
        ops.extend(sessions.into_iter().map(|session| put(planned(session, id(), day))));
    }
    ops
}

fn becomes_empty(history: &History, day: Day, replace: bool) -> bool {
    history.sessions_on(day).all(|session| replace && session.is_open() && !session.place.lock)
}

fn fits(time: &Availability, sessions: &[&Suggested]) -> bool {
    let minutes = |slot: Slot| if slot == Slot::Am { time.am } else { time.pm };
    let total: u16 = sessions.iter().map(|session| session.minutes).sum();
    let long_enough = sessions.iter().all(|session| session.minutes <= minutes(session.slot));
    long_enough && time.day.is_none_or(|day| total <= day) && (time.two || sessions.len() < 2)
}

fn planned(suggested: &Suggested, id: SessionId, day: Day) -> Session {
    let mut session = Session::new(id, day, suggested.kind, Status::Planned);
    session.minutes = Minutes::try_from(suggested.minutes).ok();
    session.rpe = Rpe::from_halves(suggested.halves);
    session.place.slot = Some(suggested.slot);
    session
}
