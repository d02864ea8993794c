//! `upswing undo`: takes the last change back, or does it again.

use std::sync::Arc;

use serde::Serialize;

use crate::app::Facts;
use crate::app::lists::{describe, describe_all, written_on};
use crate::domain::{BatchId, Entry, Op};
use crate::engine::experiments::{may_redo, may_undo};
use crate::shell::clock;

use super::answer::{Answer, Problem};
use super::open::{Opened, entry_id};

/// What can be asked.
#[derive(Debug, clap::Args)]
#[command(after_help = "An import is one change: undo takes all of it back. Nothing is ever lost: --redo does it again.\n\
                        Example: upswing undo --list")]
pub struct Undo {
    /// Take back this change alone, by its id of --list (its first characters are enough)
    id: Option<String>,
    /// Show what can be undone, the latest first, and change nothing
    #[arg(long)]
    list: bool,
    /// Do again what was undone last, or give back the change of this id
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
    day: String,
    what: String,
    counts: bool,
}

/// Takes the last change back.
pub fn run(args: &Undo, opened: &mut Opened) -> Result<Answer, Problem> {
    if args.list {
        return list(args, opened);
    }
    if let Some(id) = &args.id {
        return one(args, id, opened);
    }
    let stacks = opened.journal.undo_stacks();
    let (target, word) = if args.redo { (stacks.redo.last(), "Done again") } else { (stacks.undo.last(), "Undone") };
    let Some(target) = target.copied() else {
        let what = if args.redo { "done again" } else { "undone" };
        return Err(Problem::Failed(format!("expected a change that can be {what}, found none. Nothing was changed.")));
    };
    let about = if args.redo { opened.journal.retraction_of(target).unwrap_or(target) } else { target };
    let entries = opened.journal.batch(about);
    may_turn(opened, &entries, args.redo)?;
    let change = Change::of(opened, about, &entries);
    opened.commit(vec![Op::Retract(target)])?;
    if args.json { Answer::json(&change) } else { Ok(Answer::line(format!("{word}: {}.", change.what))) }
}

/// Takes one change back alone, however long ago it was, or gives it back.
fn one(args: &Undo, id: &str, opened: &mut Opened) -> Result<Answer, Problem> {
    let found: Vec<BatchId> = opened.journal.changes().filter(|batch| entry_id(*batch).starts_with(id)).collect();
    let batch = match found.as_slice() {
        [batch] => *batch,
        [] => {
            return Err(Problem::Failed(format!(
                "expected the id of a change, found {id}: none begins so. --list shows them all."
            )));
        }
        several => {
            let count = several.len();
            return Err(Problem::Failed(format!(
                "expected one change, found {count} that begin with {id}: write more of the id."
            )));
        }
    };
    let counts = opened.journal.counts(batch);
    if counts == args.redo {
        let (state, other) =
            if counts { ("counts", "without --redo it is taken back") } else { ("was taken back", "--redo gives it back") };
        return Err(Problem::Failed(format!(
            "{} {state} already; {other}. Nothing was changed.",
            describe(&opened.journal, batch)
        )));
    }
    let entries = opened.journal.batch(batch);
    may_turn(opened, &entries, args.redo)?;
    let change = Change::of(opened, batch, &entries);
    let ops = if counts { vec![Op::Retract(batch)] } else { opened.journal.holding_back(batch).map(Op::Retract).collect() };
    opened.commit(ops)?;
    let word = if counts { "Taken back" } else { "Given back" };
    if args.json { Answer::json(&change) } else { Ok(Answer::line(format!("{word}: {}.", change.what))) }
}

/// May this change be taken back, or done again?
fn may_turn(opened: &Opened, entries: &[Arc<Entry>], again: bool) -> Result<(), Problem> {
    let today = opened.today();
    let ops = entries.iter().map(|entry| &entry.op);
    let may = if again {
        let facts = Facts::new(opened.history(), today, opened.tuning());
        may_redo(ops, facts.experiment(opened.history(), today, opened.tuning()).as_ref(), today)
    } else {
        may_undo(ops, today)
    };
    may.map_err(Problem::Failed)
}

impl Change {
    fn of(opened: &Opened, batch: BatchId, entries: &[Arc<Entry>]) -> Change {
        Change {
            id: entry_id(batch),
            day: written_on(batch, clock::date_of),
            what: describe_all(entries),
            counts: opened.journal.counts(batch),
        }
    }
}

fn list(args: &Undo, opened: &Opened) -> Result<Answer, Problem> {
    let told = opened.journal.told_changes();
    let changes: Vec<Change> = told.iter().rev().map(|(batch, entries)| Change::of(opened, *batch, entries)).collect();
    if args.json {
        return Answer::json(&changes);
    }
    if changes.is_empty() {
        return Ok(Answer::line("Nothing can be undone: nothing was written yet."));
    }
    let line = |change: &Change| {
        let state = if change.counts { "" } else { "taken back: " };
        format!("{}  {}  {state}{}\n", change.id, change.day, change.what)
    };
    Ok(Answer::Text(changes.iter().map(line).collect()))
}
