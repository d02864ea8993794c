//! `upswing plan`: what is to come, and how it is changed.

mod change;
mod day;
mod find;
mod propose;
mod show;
mod view;

pub use day::time_line;

use super::answer::{Answer, Problem};
use super::open::Opened;

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example: upswing plan add strength 50 7 --day thu, then upswing plan show")]
pub struct Plan {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
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
    /// Set the time of one day, or what its week is for
    Day(day::SetDay),
    /// Propose the best order of the open sessions; what each move saves
    #[command(after_help = propose::auto_help())]
    Auto(propose::Propose),
    /// Put the rest of the week in order after a skip, a miss or a poor morning
    #[command(after_help = propose::repair_help())]
    Repair(propose::Propose),
}

/// Shows or changes the plan.
pub fn run(args: &Plan, opened: &mut Opened) -> Result<Answer, Problem> {
    match &args.command {
        Command::Show(args) => show::run(args, opened),
        Command::Add(args) => change::add(args, opened),
        Command::Move(args) => change::shift(args, opened),
        Command::Done(args) => change::done(args, opened),
        Command::Skip(args) => change::skip(args, opened),
        Command::Delete(args) => change::delete(args, opened),
        Command::Day(args) => day::run(args, opened),
        Command::Auto(args) | Command::Repair(args) => propose::run(args, opened),
    }
}
