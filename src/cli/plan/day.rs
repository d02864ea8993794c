//! `upswing plan day`: the time there is on one day, and what its week is for.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cli::answer::{Answer, Problem};
use crate::cli::halves::{Halves, halves, time_line};
use crate::cli::open::Opened;
use crate::cli::shown::yes_no;
use crate::domain::{Availability, Day, DayPlan, Op, WeekKind, typed};

/// What can be set.
#[derive(Debug, clap::Args)]
#[command(after_help = "Without a flag it says what is set. Example: upswing plan day sat --time 120+0, or upswing plan day \
                        monday --week deload")]
pub struct SetDay {
    /// Which day or days: 2025-03-01, tomorrow, sat, mon..fri, 2025-03-01..2025-03-09
    #[arg(allow_hyphen_values = true)]
    day: String,
    /// Minutes there are, morning + evening, such as 0+90; off; or usual, as on other such weekdays
    #[arg(long, value_name = "AM+PM", value_parser = or_usual)]
    time: Option<Setting<Halves>>,
    /// Two training sessions allowed
    #[arg(long, value_name = "yes|no", value_parser = yes_no)]
    two: Option<bool>,
    /// What the whole week of that day is for
    #[arg(long, value_parser = ["deload", "build", USUAL])]
    week: Option<String>,
    /// One JSON object with what is set now
    #[arg(long)]
    json: bool,
}

const USUAL: &str = "usual";

/// Something for this day alone, or nothing of its own.
#[derive(Debug, Clone, Copy)]
enum Setting<T> {
    Own(T),
    Usual,
}

fn or_usual(text: &str) -> Result<Setting<Halves>, String> {
    if text == USUAL { Ok(Setting::Usual) } else { halves(text).map(Setting::Own) }
}

/// What is set, for a script.
#[derive(Debug, Serialize)]
struct DayView {
    id: Option<String>,
    day: Day,
    availability: Availability,
    week: Option<&'static str>,
}

pub fn run(args: &SetDay, opened: &mut Opened) -> Result<Answer, Problem> {
    let days = typed::days(&args.day, opened.today()).map_err(Problem::Usage)?;
    let (Some(day), Some(last)) = (days.first().copied(), days.last().copied()) else { return Ok(Answer::line("")) };
    let changed: BTreeMap<Day, DayPlan> = days.iter().flat_map(|day| changed(args, opened, *day)).collect();
    let ops: Vec<Op> = changed.into_iter().map(|(day, plan)| Op::PutDayPlan { day, plan }).collect();
    let id = if ops.is_empty() { None } else { Some(opened.commit(ops)?) };
    let availability = opened.history().availability(day);
    let mark = opened.tuning().week_starts.mark(day);
    let week = plan_of(opened, mark).week;
    if args.json {
        return Answer::json(&DayView { id, day, availability, week: week.map(WeekKind::id) });
    }
    let week = match week {
        Some(WeekKind::Deload) => "a lighter one",
        Some(WeekKind::Build) => "one that builds",
        None => "an ordinary one",
    };
    let time = time_line(&availability);
    let told = if last > day { format!("{} to {}", day.short(), last.short()) } else { day.short() };
    Ok(Answer::line(format!("{told}: {time}. The week of {} is {week}.", opened.week_of(day).short())))
}

/// The days whose setting is another one then.
fn changed(args: &SetDay, opened: &Opened, day: Day) -> BTreeMap<Day, DayPlan> {
    let mark = opened.tuning().week_starts.mark(day);
    let mut plans: BTreeMap<Day, DayPlan> = [day, mark].into_iter().map(|day| (day, plan_of(opened, day))).collect();
    let before = plans.clone();
    if let Some(plan) = plans.get_mut(&day) {
        let now = opened.history().availability(day);
        match args.time {
            Some(Setting::Own(Halves { am, pm, off })) => plan.availability = Some(Availability { am, pm, off, ..now }),
            Some(Setting::Usual) => plan.availability = None,
            None => {}
        }
        if let Some(two) = args.two {
            plan.availability = Some(Availability { two, ..plan.availability.unwrap_or(now) });
        }
    }
    if let (Some(week), Some(plan)) = (&args.week, plans.get_mut(&mark)) {
        plan.week = WeekKind::from_id(week);
    }
    plans.retain(|day, plan| before.get(day) != Some(plan));
    plans
}

fn plan_of(opened: &Opened, day: Day) -> DayPlan {
    opened.history().day(day).map(|record| record.plan).unwrap_or_default()
}
