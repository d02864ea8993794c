//! `upswing plan`: what is to come, and how it is changed.

mod change;
mod day;
mod find;
mod hands;
mod propose;
mod show;
mod tries;
mod view;

use super::answer::{Answer, Problem};
use super::open::Opened;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing plan add strength 50 7 --day thu, then upswing plan show\n\
                        upswing plan move strength fri --try tells what that would change, and changes nothing")]
pub struct Plan {
    /// Only try it: nothing is written; the weeks that differ are told side by side
    #[arg(long = "try", global = true)]
    tries: bool,
    #[command(subcommand)]
    command: PlanCommand,
}

#[derive(Debug, clap::Subcommand)]
enum PlanCommand {
    /// Show the sessions, what the order costs and why, and where fitness and fatigue go
    Show(show::Show),
    /// Add a session
    Add(change::Add),
    /// Put a session on another day or into the other half of its day
    Move(change::Move),
    /// Mark a session as done
    Done(change::Done),
    /// Leave a session out; it stays in the record and adds no load
    #[command(after_help = "Example: upswing plan skip wed/intervals")]
    Skip(change::Pick),
    /// Take a session out of the plan
    #[command(after_help = "Example: upswing plan delete sat/endurance")]
    Delete(change::Pick),
    /// Change what a session is: its length, its effort, how much it matters
    Edit(hands::Edit),
    /// Add the same sessions once more
    #[command(after_help = "Example: upswing plan duplicate thu/strength")]
    Duplicate(hands::Several),
    /// Let two sessions exchange their places
    #[command(after_help = "Example: upswing plan swap tue/intervals thu/endurance")]
    Swap(hands::Two),
    /// Pin sessions to their places
    #[command(after_help = "Example: upswing plan lock sat/endurance")]
    Lock(hands::Several),
    /// Let sessions move again
    #[command(after_help = "Example: upswing plan unlock sat/endurance")]
    Unlock(hands::Several),
    /// Plan what was planned or done the week before, on days that are empty
    #[command(after_help = "Example: upswing plan copy --week +1w")]
    Copy(hands::Week),
    /// Begin with a week that suits a situation, on days that are empty
    Template(hands::Template),
    /// Take out what is still to be done in a week, but not what is locked
    #[command(after_help = "Example: upswing plan clear --week +1w")]
    Clear(hands::Week),
    /// Set the time of one day, or what its week is for
    Day(day::SetDay),
    /// Propose the best order of the open sessions; what each move saves
    #[command(after_help = propose::auto_help())]
    Auto(propose::Propose),
    /// Put the rest of the week in order after a skip, a miss or a poor morning
    #[command(after_help = propose::repair_help())]
    Repair(propose::Propose),
}

/// Shows, changes or tries the plan.
pub fn run(args: &Plan, opened: &mut Opened) -> Result<Answer, Problem> {
    if args.tries { tries::run(opened, |opened| done(&args.command, opened)) } else { done(&args.command, opened) }
}

fn done(command: &PlanCommand, opened: &mut Opened) -> Result<Answer, Problem> {
    match command {
        PlanCommand::Show(args) => show::run(args, opened),
        PlanCommand::Add(args) => change::add(args, opened),
        PlanCommand::Move(args) => change::shift(args, opened),
        PlanCommand::Done(args) => change::done(args, opened),
        PlanCommand::Skip(args) => change::skip(args, opened),
        PlanCommand::Delete(args) => change::delete(args, opened),
        PlanCommand::Edit(args) => hands::edit(args, opened),
        PlanCommand::Duplicate(args) => hands::duplicate(args, opened),
        PlanCommand::Swap(args) => hands::swap(args, opened),
        PlanCommand::Lock(args) => hands::lock(args, true, opened),
        PlanCommand::Unlock(args) => hands::lock(args, false, opened),
        PlanCommand::Copy(args) => hands::copy(args, opened),
        PlanCommand::Template(args) => hands::template(args, opened),
        PlanCommand::Clear(args) => hands::clear(args, opened),
        PlanCommand::Day(args) => day::run(args, opened),
        PlanCommand::Auto(args) | PlanCommand::Repair(args) => propose::run(args, opened),
    }
}
