//! `upswing plan show`: the sessions of some days, what their order costs and why, and what the weeks hold.

use crate::app::{Facts, lists, week, words};
use crate::cli::answer::{Answer, Problem};
use crate::cli::open::Opened;
use crate::cli::plan::view;
use crate::cli::shown::{count, points};
use crate::cli::told::TextLine;
use crate::domain::{Day, Session};
use crate::engine::milli;
use crate::engine::planner::{self, BEYOND_PRICE, Broken, Judgement, Meter, Plan};
use crate::engine::tuning::Planner;
use crate::ui::theme::Role;

/// Which days.
#[derive(Debug, clap::Args)]
pub struct Days {
    /// First day; this week's first if not said: 2025-03-03, monday, +1w
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    start: Option<String>,
    /// How many days, 1–28
    #[arg(long, value_name = "N", default_value_t = 7, value_parser = clap::value_parser!(u8).range(1..=planner::MOST_DAYS as i64))]
    days: u8,
}

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing plan show --days 14")]
pub struct Show {
    #[command(flatten)]
    days: Days,
    /// One JSON object: sessions, cost, broken rules, meters, forecast; days count from the first one
    #[arg(long)]
    json: bool,
}

impl Days {
    /// The plan of these days as it stands.
    pub fn plan(&self, opened: &Opened) -> Result<Plan, Problem> {
        let (history, tuning, today) = (opened.history(), opened.tuning(), opened.today());
        let start = self.start.as_deref().map_or(Ok(opened.week_of(today)), |text| opened.day(Some(text)))?;
        let facts = Facts::new(history, today, tuning);
        let given = facts.given(start, usize::from(self.days), today);
        Ok(Plan::from_history(history, &given, tuning))
    }
}

pub fn run(args: &Show, opened: &Opened) -> Result<Answer, Problem> {
    let plan = args.days.plan(opened)?;
    let judgement = planner::judge(&plan, opened.tuning());
    if args.json {
        return Answer::json(&view::PlanView::of(&plan, &judgement, None, &opened.tuning().load));
    }
    Ok(Answer::Lines(text(opened, &plan, &judgement)))
}

fn text(opened: &Opened, plan: &Plan, judgement: &Judgement) -> Vec<TextLine> {
    let days = 0..plan.length();
    let mut lines: Vec<TextLine> = days.map(|day| day_line(opened, plan.date(day), judgement, day)).collect();
    lines.push(TextLine::default());
    lines.extend(judgement.meters.iter().map(|meter| TextLine::muted(meter_line(plan, meter, &opened.tuning().planner))));
    if !opened.history().has_days() {
        // Nobody is told what is missing before anything was entered.
        lines.push(TextLine::plain("Nothing is planned yet: `upswing plan add strength 50 --day tomorrow` begins."));
        return lines;
    }
    if judgement.broken.is_empty() && judgement.warnings.is_empty() {
        lines.push(TextLine::plain("No rule is broken."));
    }
    lines.extend(judgement.broken.iter().map(|broken| TextLine::warning(broken_line(plan, broken, opened))));
    lines.extend(judgement.warnings.iter().map(|warning| TextLine::warning(format!("! {}", warning.text))));
    lines
}

fn day_line(opened: &Opened, day: Day, judgement: &Judgement, index: i32) -> TextLine {
    let sessions: Vec<String> =
        week::on_day(opened.history(), day).into_iter().map(|session| session_line(opened, session)).collect();
    let sessions = if sessions.is_empty() { "–".to_owned() } else { sessions.join(", ") };
    let (mark, role) = if day == opened.today() { ("›", Role::Strong) } else { (" ", Role::Plain) };
    let form = judgement.forecast.iter().find(|form| form.day == index);
    let form = form.and_then(|form| form.state).map(|state| format!("form {:>5}", points(state.form()))).unwrap_or_default();
    TextLine::of(role, format!("{mark} {:<10}", day.short()))
        .and(Role::Muted, format!(" {form:<11}"))
        .and(role, format!(" {sessions}"))
}

/// `strength 50 min RPE 7 (planned), 83 points, evening`.
fn session_line(opened: &Opened, session: &Session) -> String {
    let milli = crate::engine::load::planned_milli(opened.history(), session, opened.today(), opened.tuning());
    let load = if milli > 0 { format!(", {} points", milli::rounded(milli)) } else { String::new() };
    let slot = session.place.slot.map(|slot| format!(", {}", planner::slot_word(slot))).unwrap_or_default();
    let lock = if session.place.lock { ", locked" } else { "" };
    format!("{}{load}{slot}{lock}", lists::session_line(session))
}

fn meter_line(plan: &Plan, meter: &Meter, numbers: &Planner) -> String {
    let (least, most) = (numbers.aerobic_least, numbers.aerobic_most);
    let even = if meter.monotony_high { " Every day is like the other." } else { "" };
    format!(
        "Week of {}: {} points; {} aerobic minutes of {least}–{most}; strength on {}, balance on {}, rest on {}; \
         {} charge, {} drain.{even}",
        plan.date(meter.first).short(),
        meter.load,
        meter.aerobic,
        days(meter.strength_days),
        days(meter.balance_days),
        days(meter.rest_days),
        count(usize::try_from(meter.charge).unwrap_or(0), "session"),
        meter.drain,
    )
}

fn days(number: i64) -> String {
    count(usize::try_from(number).unwrap_or(0), "day")
}

/// The sentence of a broken rule, its cost, and one command that helps.
fn broken_line(plan: &Plan, broken: &Broken, opened: &Opened) -> String {
    let cost = if (1..BEYOND_PRICE).contains(&broken.cost) { format!(" ({})", broken.cost) } else { String::new() };
    let help = planner::help(plan, broken, opened.tuning()).map(|help| format!(" {}?", words::capital(&help.words(plan))));
    format!("• {}{cost}{}", broken.text, help.unwrap_or_default())
}
