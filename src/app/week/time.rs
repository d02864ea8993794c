//! The time there is on a day: its questions, and what their answers change.

use std::collections::BTreeMap;

use crate::app::ask::Ask;
use crate::app::form::{Form, Row, RowKind};
use crate::domain::{Availability, Day, DayPlan, History, Op, ProfileChange, WeekKind, WeekStart, typed};

/// The questions about the time of a day.
pub fn form(day: Day, history: &History, week: WeekStart, today: Day) -> Form {
    let time = history.availability(day);
    let flag = |set: bool| if set { "y" } else { "n" };
    let minutes = |id, label, value: String, question| Row::new(id, label, RowKind::Typed(Ask::Time), value).asks(question);
    let kinds = WeekKind::ALL.iter().map(|kind| kind.id()).collect();
    let chosen = plan_of(history, week.mark(day)).week.and_then(|week| WeekKind::ALL.iter().position(|kind| *kind == week));
    Form::new(vec![
        minutes("am", "morning", time.am.to_string(), "How much time is there in the morning?")
            .hint("minutes, or h:mm; 0 = no time"),
        minutes("pm", "evening", time.pm.to_string(), "How much time is there in the evening?")
            .hint("minutes, or h:mm; 0 = no time"),
        minutes("day", "in all", time.day.map(|minutes| minutes.to_string()).unwrap_or_default(), "How much in all?")
            .hint("no limit if empty"),
        Row::new("two", "two a day", RowKind::Flag, flag(time.two))
            .asks("Are two sessions possible?")
            .hint("two sessions that train"),
        Row::new("off", "day off", RowKind::Flag, flag(time.off)).asks("Is it a day off?").hint("nothing on this day"),
        Row::new("until", "up to", RowKind::Typed(Ask::Day(today)), "")
            .asks("Up to which day is it the same?")
            .hint("the same on every day up to this one"),
        Row::new("every", "every week", RowKind::Flag, "n").asks("Is it so every week?"),
        Row::new("week", "the week is for", RowKind::Choice(kinds), chosen.map(|at| (at + 1).to_string()).unwrap_or_default())
            .asks("What is the week for?"),
    ])
}

/// What the answers change; nothing that stayed the same.
///
/// # Errors
/// What is expected.
pub fn ops(form: &Form, day: Day, (history, week): (&History, WeekStart), today: Day) -> Result<Vec<Op>, String> {
    let time = answered(form, history.availability(day))?;
    let last = form.answer("until").map_or(Ok(day), |text| typed::day(text, today))?;
    if last < day || last.since(day) > 366 {
        return Err(format!("expected a day from {day} on, at most a year later, found {last}"));
    }
    let every = form.find("every").and_then(Row::flag).unwrap_or_default();
    let mut ops = Vec::new();
    let mut plans: BTreeMap<Day, DayPlan> = BTreeMap::new();
    for changed in day.to(last) {
        let own = (!every && time != of_weekday(history, changed)).then_some(time);
        plans.insert(changed, DayPlan { availability: own, ..plan_of(history, changed) });
        if every && changed.since(day) < 7 && time != of_weekday(history, changed) {
            ops.push(Op::SetProfile(ProfileChange::Weekday(weekday(changed) as u8, time)));
        }
    }
    let kind = form.find("week").and_then(Row::chosen).and_then(|at| WeekKind::ALL.get(at)).copied();
    let mark = week.mark(day);
    plans.entry(mark).or_insert_with(|| plan_of(history, mark)).week = kind;
    let changed = plans.into_iter().filter(|(day, plan)| *plan != plan_of(history, *day));
    ops.extend(changed.map(|(day, plan)| Op::PutDayPlan { day, plan }));
    Ok(ops)
}

fn answered(form: &Form, known: Availability) -> Result<Availability, String> {
    let minutes = |id: &str| form.answer(id).map(typed::duration).transpose();
    let flag = |id: &str| form.find(id).and_then(Row::flag).unwrap_or_default();
    Ok(Availability {
        am: minutes("am")?.unwrap_or(known.am).min(1440),
        pm: minutes("pm")?.unwrap_or(known.pm).min(1440),
        day: minutes("day")?.map(|minutes| minutes.min(1440)),
        two: flag("two"),
        off: flag("off"),
    })
}

fn plan_of(history: &History, day: Day) -> DayPlan {
    history.day(day).map(|record| record.plan).unwrap_or_default()
}

fn weekday(day: Day) -> usize {
    day.weekday().num_days_from_monday() as usize
}

fn of_weekday(history: &History, day: Day) -> Availability {
    history.profile().week.get(weekday(day)).copied().unwrap_or_default()
}
