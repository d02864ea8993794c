//! `upswing proof`: does the score mean anything for you? And how much is chance.

mod view;

use crate::app::Facts;
use crate::app::explain;
use crate::engine::proof::Panel;

use super::answer::{Answer, Problem};
use super::open::Opened;
use super::why::block;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Your answers against your own rating: not performance, not health.\nExample: upswing proof --json | jq .verdict"
)]
pub struct Proof {
    /// One JSON object: counts, verdict, agreements with their intervals, expected ratings, sessions
    #[arg(long)]
    json: bool,
}

/// Says what the ratings tell about the score.
pub fn run(args: &Proof, opened: &Opened) -> Result<Answer, Problem> {
    let tuning = opened.tuning();
    let facts = Facts::new(opened.history(), opened.today(), tuning);
    let panel = Panel::of(&facts.season, opened.today(), &tuning.learning);
    if args.json {
        return Answer::json(&view::ProofView::of(&panel));
    }
    let rated = facts.season.rated(opened.today());
    Ok(Answer::Lines(block(&explain::proof(&panel, &rated, tuning.ask_ready, &tuning.learning))))
}
