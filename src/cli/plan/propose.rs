//! `upswing plan auto` and `plan repair`: the best order of what is still open, as a proposal or accepted.

use crate::app::week;
use crate::cli::answer::{Answer, Problem};
use crate::cli::open::Opened;
use crate::cli::plan::show::Days;
use crate::cli::plan::view;
use crate::domain::SessionId;
use crate::engine::planner::{
    self, BEYOND_PRICE, Broken, Limits, Plan, PlanSession, Proposal, RuleId, Spot, accepted_sessions, slot_word,
};

/// What can be asked.
#[derive(Debug, clap::Args)]
pub struct Propose {
    #[command(flatten)]
    days: Days,
    /// Do it
    #[arg(long)]
    accept: bool,
    /// One JSON object: the plan as it stands, and the proposal
    #[arg(long)]
    json: bool,
}

const STAYS: &str = "What is done, locked or in the past stays. Nothing changes without --accept; undo takes it back.";

/// What stands below the help of `plan auto`.
pub fn auto_help() -> String {
    format!("{STAYS}\nExample: upswing plan auto --start monday --accept")
}

/// What stands below the help of `plan repair`.
pub fn repair_help() -> String {
    format!("{STAYS}\nExample: upswing plan repair")
}

/// How wide the search may become, states a day: a pass of the specification.
const WIDTH: usize = 32_768;

pub fn run(args: &Propose, opened: &mut Opened) -> Result<Answer, Problem> {
    let plan = args.days.plan(opened)?;
    let proposal = planner::propose(&plan, &mut Limits { width: WIDTH, keep_going: &mut || true }, opened.tuning());
    let ops: Vec<_> = accepted_sessions(opened.history(), &plan, &proposal).into_iter().map(week::put).collect();
    let anything = !ops.is_empty();
    let text = text(&plan, &proposal, anything);
    let json = args.json.then(|| {
        let judgement = planner::judge(&plan, opened.tuning());
        Answer::json(&view::PlanView::of(&plan, &judgement, Some(&proposal), &opened.tuning().load))
    });
    if args.accept && anything {
        opened.commit(ops)?;
    }
    let last = match (anything, args.accept) {
        (false, _) => String::new(),
        (true, true) => format!("Done.{}\n", opened.undo("takes all of it back")),
        (true, false) => "Nothing was changed; the same with --accept does it.\n".to_owned(),
    };
    json.unwrap_or_else(|| Ok(Answer::Text(text + &last)))
}

fn text(plan: &Plan, proposal: &Proposal, anything: bool) -> String {
    let mut lines = Vec::new();
    let stays: Vec<&Broken> = proposal.judgement.broken.iter().filter(|broken| broken.rule != RuleId::Moved).collect();
    if !anything {
        let rest = if stays.is_empty() { "." } else { "; no order repairs what stays:" };
        lines.push(format!("Your order is already the best by these rules{rest}"));
    }
    lines.extend(proposal.moves.iter().map(|step| {
        let from = step.from.map(|spot| format!(" from {}", place(plan, spot))).unwrap_or_default();
        format!("Move {}{from} to {}.", name(plan, &step.id), place(plan, step.to))
    }));
    lines.extend(
        proposal
            .eased
            .iter()
            .map(|eased| format!("Ease {}: {} {} min, RPE {}.", name(plan, &eased.id), eased.kind, eased.minutes, eased.rpe)),
    );
    lines.extend(proposal.dropped.iter().map(|id| format!("Leave out {}: there is no place for it.", name(plan, id))));
    lines.extend(proposal.relax.iter().map(|relax| relax.text.clone()));
    lines.extend(stays.iter().map(|broken| format!("Stays: {}", broken.text)));
    lines.extend(anything.then(|| cost_line(proposal)));
    lines.join("\n") + "\n"
}

fn cost_line(proposal: &Proposal) -> String {
    let words = |cost: i64| if cost < BEYOND_PRICE { cost.to_string() } else { "not possible".to_owned() };
    let proof = if proposal.proven {
        "Nothing better exists by these rules.".to_owned()
    } else {
        format!("At most {} could still be saved.", proposal.gap())
    };
    format!("Cost of the order: {} → {}. {proof}", words(proposal.own_cost), words(proposal.cost()))
}

fn name<'a>(plan: &'a Plan, id: &'a SessionId) -> &'a str {
    plan.session(id).map_or(&id.0, PlanSession::name)
}

fn place(plan: &Plan, spot: Spot) -> String {
    format!("{} {}", plan.date(spot.day).short(), slot_word(spot.slot))
}
