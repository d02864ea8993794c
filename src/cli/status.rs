//! `upswing status`: the day in one short line, for a prompt or a bar.

use crate::app::{advice_of, explain, words};
use crate::domain::CheckIn;
use crate::domain::typed::show_duration;
use crate::engine::experiments;
use crate::engine::readiness::Do;

use super::answer::{Answer, Problem};
use super::open::Opened;

/// What is asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing status --due && notify-send \"The check-in takes a minute.\"")]
pub struct Status {
    /// Say nothing; end with 0 if this morning's check-in is still to be done, with 1 if it is there
    #[arg(long)]
    due: bool,
}

/// Says the day in one line: `74 train · form −9 · strength 50 min`.
pub fn run(args: &Status, opened: &mut Opened) -> Result<Answer, Problem> {
    if args.due {
        let answered = opened.history().check_in(opened.today()).is_some_and(CheckIn::is_check_in);
        return if answered { Err(Problem::No) } else { Ok(Answer::Exact(String::new())) };
    }
    let (today, season) = (opened.today(), opened.season(opened.today()));
    let advice = &advice_of(&season, opened.history(), today, today, opened.tuning());
    let verdict = words::verdict_word(advice.verdict);
    let mut parts = vec![advice.score().map_or_else(|| verdict.to_owned(), |score| format!("{score} {verdict}"))];
    parts.push(format!("form {}", words::signed(advice.load.state.form())));
    let action = &advice.action;
    match (action.act, action.kind) {
        (Do::Keep | Do::Ease | Do::Swap | Do::Move, Some(kind)) => {
            parts.push(format!("{kind} {}", show_duration(action.minutes)));
        }
        (Do::Rest | Do::Open, _) | (_, None) => {}
    }
    let experiment = experiments::current(opened.history(), &season, opened.today(), &opened.tuning().learning);
    parts.extend(experiment.as_ref().and_then(explain::assignment));
    opened.give_back(season);
    Ok(Answer::line(parts.join(" · ")))
}
