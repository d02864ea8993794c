//! `upswing undo`: takes the last change back, or does it again.

use serde::Serialize;

use crate::app::lists::describe;
use crate::domain::{BatchId, Op};
use crate::engine::experiments::may_undo;

use super::answer::{Answer, Problem};
use super::open::{Opened, entry_id};

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "An import is one change: undo takes all of it back. Nothing is ever lost: --redo does it again.\n\
                        Example: upswing undo --list")]
pub struct Undo {
    /// Show what can be undone, the latest first, and change nothing
    #[arg(long)]
    list: bool,
    /// Do again what was undone last
    #[arg(long, conflicts_with = "list")]
    redo: bool,
    /// Answer with JSON
    #[arg(long)]
    json: bool,
}

/// A change that can be undone, for a script.
#[derive(Debug, Serialize)]
struct Change {
    id: String,
    what: String,
}

/// Takes the last change back.
pub fn run(args: &Undo, opened: &mut Opened) -> Result<Answer, Problem> {
    let stacks = opened.journal.undo_stacks();
    if args.list {
        return list(args, opened, &stacks.undo);
    }
    let (target, word) = if args.redo { (stacks.redo.last(), "Done again") } else { (stacks.undo.last(), "Undone") };
    let Some(target) = target.copied() else {
        let what = if args.redo { "done again" } else { "undone" };
        return Err(Problem::Failed(format!("expected a change that can be {what}, found none. Nothing was changed.")));
    };
    let about = if args.redo { opened.journal.retraction_of(target).unwrap_or(target) } else { target };
    let change = Change { id: entry_id(about), what: describe(&opened.journal, about) };
    let ops = opened.journal.batch(about).map(|entry| &entry.op);
    may_undo(ops, opened.today()).map_err(Problem::Failed)?;
    opened.commit(vec![Op::Retract(target)])?;
    if args.json { Answer::json(&change) } else { Ok(Answer::line(format!("{word}: {}.", change.what))) }
}

fn list(args: &Undo, opened: &Opened, batches: &[BatchId]) -> Result<Answer, Problem> {
    let change = |batch: &BatchId| Change { id: entry_id(*batch), what: describe(&opened.journal, *batch) };
    let changes: Vec<Change> = batches.iter().rev().map(change).collect();
    if args.json {
        return Answer::json(&changes);
    }
    if changes.is_empty() {
        return Ok(Answer::line("Nothing can be undone: nothing was written yet."));
    }
    Ok(Answer::Text(changes.iter().map(|change| format!("{}\n", change.what)).collect()))
}
