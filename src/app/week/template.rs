//! Laying a template over a week: on empty days only, unless told to replace.

use crate::app::list::{Line, Pick, Weight};
use crate::app::model::Model;
use crate::app::words;
use crate::domain::{Availability, Day, DayPlan, History, Minutes, Op, Rpe, Session, SessionId, Slot, Status};
use crate::engine::planner::{Suggested, TEMPLATES, Template, template};

use super::change::{cleared, put};
use super::choice::TemplateChoice;

/// The templates to choose from, first to fill empty days, then to replace the plan; the person's own situation first.
pub fn lines(model: &Model) -> Vec<Line> {
    let own = model.journal.history().profile().situation;
    let mut templates: Vec<&Template> = TEMPLATES.iter().collect();
    templates.sort_by_key(|template| Some(template.situation) != own);
    let line = |template: &&Template, replace: bool| {
        let word = if replace { "replace" } else { "fill" };
        let choice = TemplateChoice { situation: template.situation, replace, takes_time: None };
        Line::new(template.situation.id(), format!("{word:<7}  {}", told(template)), Weight::Plain).picks(Pick::Template(choice))
    };
    let mut lines: Vec<Line> = templates.iter().map(|template| line(template, false)).collect();
    lines.push(Line::gap());
    lines.extend(templates.iter().map(|template| line(template, true)));
    let explained =
        ["Fill: only days without a session.", "Replace: what is still to be done this week and is not pinned goes first."];
    lines.push(Line::gap());
    lines.extend(explained.map(|sentence| Line::new("", sentence, Weight::Muted)));
    lines
}

/// What is asked before a template changes the time of days: it never does without an answer.
pub fn question(model: &Model, choice: TemplateChoice) -> Vec<Line> {
    let laid_so = |takes: bool| {
        let choice = TemplateChoice { takes_time: Some(takes), ..choice };
        laid(model.journal.history(), model.week_shown(), model.today, choice, || SessionId(String::new()))
    };
    let (taken, kept) = (laid_so(true), laid_so(false));
    let answer = |takes: bool, text: String| {
        let choice = TemplateChoice { takes_time: Some(takes), ..choice };
        Line::plain(text).picks(Pick::Template(choice))
    };
    let left = kept.left.len().saturating_sub(taken.left.len());
    let mut lines = vec![
        answer(false, format!("Leave the time as it is, and {} out.", words::counted(left, "session"))),
        answer(true, format!("Give {} the template's time, in this week only.", days_that_take(&taken.ops))),
        Line::plain("Plan nothing."),
        Line::gap(),
    ];
    let why =
        "It needs more time on these days than a day has by itself, or two sessions on one. Nobody has set their time so far.";
    lines.push(Line::new("", why, Weight::Muted));
    lines
}

/// `2 strength 3 endurance 2 mobility`.
fn told(template: &Template) -> String {
    let kinds = crate::domain::Kind::ALL.iter();
    let counted = kinds.map(|kind| (kind, template.sessions.iter().filter(|session| session.kind == *kind).count()));
    let told = counted.filter(|(_, count)| *count > 0).map(|(kind, count)| format!("{count} {kind}"));
    told.collect::<Vec<_>>().join(" ")
}

/// A template laid over a week.
#[derive(Debug, Default)]
pub struct Laid {
    /// What it does.
    pub ops: Vec<Op>,
    /// What of it found no time.
    pub left: Vec<Unplaced>,
}

/// A session of a template that found no time.
#[derive(Debug)]
pub struct Unplaced {
    /// `strength on Mon`.
    what: String,
    why: &'static str,
}

/// Why a session found no time on a day that could take the template's.
const UNSET: &str = "a day whose time nobody set has too little for it";

/// What laying a template over the week from `first` on does, from today on.
///
/// A day whose time nobody has set takes the template's, unless the choice says no; what does not fit into the time of
/// a day is left out and told, as are the sessions of days that are over or taken.
pub fn laid(history: &History, first: Day, today: Day, choice: TemplateChoice, mut id: impl FnMut() -> SessionId) -> Laid {
    let template = template(choice.situation);
    let ops = if choice.replace { cleared(history, first, today) } else { Vec::new() };
    let mut laid = Laid { ops, left: Vec::new() };
    for (number, template_time) in (0..).zip(&template.days) {
        // A template's days are weekdays, whatever day the week starts on.
        let day = first.plus((i64::from(number) - i64::from(first.weekday().num_days_from_monday())).rem_euclid(7));
        let own = history.availability(day);
        let is_unset = own == Availability::default();
        let time = if is_unset && choice.takes_time != Some(false) { *template_time } else { own };
        let too_little = if is_unset { UNSET } else { "too little time is set for it" };
        let closed = closed(history, day, today, choice.replace);
        let mut here: Vec<&Suggested> = Vec::new();
        for session in template.sessions.iter().filter(|session| session.day == number) {
            here.push(session);
            if let Some(why) = closed.or_else(|| (!fits(&time, &here)).then_some(too_little)) {
                here.pop();
                laid.left.push(Unplaced { what: format!("{} on {}", session.kind, day.weekday_name()), why });
            }
        }
        if !here.is_empty() && !fits(&own, &here) {
            let week = history.day(day).and_then(|record| record.plan.week);
            laid.ops.push(Op::PutDayPlan { day, plan: DayPlan { availability: Some(time), week } });
        }
        laid.ops.extend(here.into_iter().map(|session| put(planned(session, id(), day))));
    }
    laid
}

/// Why nothing may be planned on a day.
fn closed(history: &History, day: Day, today: Day, replace: bool) -> Option<&'static str> {
    let own = history.day(day).is_some_and(|record| record.plan.availability.is_some());
    let away = !own && history.spans_on(day).any(|span| span.kind.is_away());
    match () {
        () if day < today => Some("over already"),
        () if history.availability(day).off || away => Some("a day off"),
        () if !becomes_empty(history, day, replace) => Some("something stands there"),
        () => None,
    }
}

/// What found no time, as one sentence, each reason once; empty if everything did.
pub fn left_out(left: &[Unplaced]) -> String {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for Unplaced { what, why } in left {
        match reasons.iter_mut().find(|(known, _)| known == why) {
            Some((_, all)) => all.push(what),
            None => reasons.push((why, vec![what])),
        }
    }
    let told: Vec<String> = reasons.iter().map(|(why, all)| format!("{}: {why}", all.join(", "))).collect();
    if told.is_empty() { String::new() } else { format!(" Left out: {}.", told.join("; ")) }
}

/// Would more of it find time on days that took the template's?
pub fn lacks_time(left: &[Unplaced]) -> bool {
    left.iter().any(|left| left.why == UNSET)
}

/// Does this set the time of a day?
pub fn sets_time(ops: &[Op]) -> bool {
    ops.iter().any(|op| matches!(op, Op::PutDayPlan { .. }))
}

/// Which days take the template's time, as a sentence; empty if none does.
pub fn took_time(ops: &[Op]) -> String {
    if sets_time(ops) { format!(" The time of {} is the template's now.", days_that_take(ops)) } else { String::new() }
}

fn days_that_take(ops: &[Op]) -> String {
    let days = ops.iter().filter_map(|op| if let Op::PutDayPlan { day, .. } = op { Some(day.weekday_name()) } else { None });
    days.collect::<Vec<_>>().join(", ")
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
