//! `upswing today`: score, verdict, what to do, and the three weightiest reasons.

mod view;

use crate::app::words::{self, counted};
use crate::app::{advice_of, explain, today};
use crate::domain::Day;
use crate::engine::averages::State;
use crate::engine::experiments::{self, Report};
use crate::engine::readiness::{Advice, Do};
use crate::ui::theme::Role;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::shown::full_date;
use super::told::TextLine;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing today --json | jq .verdict")]
pub struct Today {
    /// Another day: 2025-03-01, -3d, yesterday, last monday
    #[arg(long, value_name = "DAY", allow_hyphen_values = true)]
    day: Option<String>,
    /// One JSON object: score, verdict, bars, reasons, session, what would change it
    #[arg(long)]
    json: bool,
}

/// Says what today is for.
pub fn run(args: &Today, opened: &mut Opened) -> Result<Answer, Problem> {
    let day = opened.past_day(args.day.as_deref())?;
    let season = opened.season(day);
    let advice = advice_of(&season, opened.history(), opened.today(), day, opened.tuning());
    let experiment = experiments::current(opened.history(), &season, day, &opened.tuning().learning);
    let answer = if args.json {
        Answer::json(&view::TodayView::of(&advice, experiment.as_ref()))
    } else {
        Ok(Answer::Lines(text(opened, day, &advice, experiment.as_ref())))
    };
    opened.give_back(season);
    answer
}

fn text(opened: &Opened, day: Day, advice: &Advice, experiment: Option<&Report>) -> Vec<TextLine> {
    let mut lines = vec![TextLine::heading(full_date(day) + &opened.still(day).replacen(" It is", ":", 1)), heading(advice)];
    lines.extend(today::holding(opened.history(), day).map(TextLine::plain));
    lines.push(TextLine::heading("Do:").and(Role::Plain, format!(" {}", what_to_do(opened, advice))));
    lines.extend(advice.action.blocks.map(|blocks| TextLine::muted(format!("    {}", words::blocks_line(blocks)))));
    let assigned = experiment.and_then(explain::assignment);
    lines.extend(assigned.map(|assigned| TextLine::heading("Experiment:").and(Role::Plain, format!(" {assigned}"))));
    lines.extend(advice.own.filter(|own| own.weights.share > 0.0).map(|own| TextLine::muted(explain::as_specified(&own))));
    lines.extend((!advice.headline().is_empty()).then(|| TextLine::heading("Why:")));
    lines.extend(advice.headline().iter().map(|reason| TextLine::plain(format!("  • {}", reason.text))));
    lines.extend(words::change_sentences(&advice.change).map(TextLine::plain));
    lines.extend(advice.change.held_by.clone().filter(|_| advice.change.up.is_none()).map(TextLine::plain));
    lines.push(TextLine::muted(load_line(advice)));
    lines.push(TextLine::muted("More: upswing why"));
    lines
}

/// `74  TRAIN AS PLANNED   confidence high`.
fn heading(advice: &Advice) -> TextLine {
    let (ink, title) = (Role::verdict(advice.verdict), words::verdict_title(advice.verdict));
    match advice.score() {
        Some(score) => TextLine::heading(format!("{score} of 100"))
            .and(ink, format!("  {title}"))
            .and(Role::Muted, format!("   confidence {}", advice.confidence)),
        None => TextLine::of(ink, format!("–  {title}")),
    }
}

/// What to do, with the length that was planned beside it where the advice shortens it.
pub fn what_to_do(opened: &Opened, advice: &Advice) -> String {
    let done: Vec<&str> =
        opened.history().sessions_on(advice.day).filter(|session| session.is_done()).map(|session| session.name()).collect();
    if advice.action.act == Do::Open && !done.is_empty() {
        return format!("Done: {}. Nothing more is planned.", done.join(", "));
    }
    if advice.action.act == Do::Open {
        return words::nothing_planned(advice.verdict, "a session of your choice");
    }
    let planned = advice.action.id.as_ref().and_then(|id| opened.history().session(id));
    let minutes = planned.and_then(|session| session.minutes).map(|minutes| i64::from(minutes.get()));
    words::what_to_do(&advice.action, minutes)
}

fn load_line(advice: &Advice) -> String {
    let state = advice.load.state;
    if state == State::default() {
        return "Fitness, fatigue and form begin with the first session: upswing log.".to_owned();
    }
    let settling = if advice.load.settling { ", still settling" } else { "" };
    let [fitness, fatigue, form] = words::averages(state, 1);
    let mut line = format!("Fitness {fitness}, fatigue {fatigue}, form {form} points a day{settling}.");
    let charge = advice.charge;
    if charge.answers > 0 {
        let [sessions, days] = [(charge.charged, "session"), (charge.days, "day")].map(|(count, noun)| counted(count, noun));
        line += &format!(" {sessions} charged, {} drained in {days}.", charge.drained);
    }
    line
}
