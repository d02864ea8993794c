//! The sample year is what its program makes.

#[path = "../../../examples/made/sample_year/chance.rs"]
mod chance;
#[path = "../../../examples/made/sample_year/life.rs"]
mod life;
#[path = "../../../examples/made/sample_year/plan.rs"]
mod plan;

use upswing::domain::{Entry, Journal, Op, Stamp};
use upswing::exchange::export;

#[test]
fn the_file_is_what_the_program_makes() {
    let ops: Vec<Op> = [life::person(), life::year(), plan::weeks_ahead()].concat();
    let mut journal = Journal::default();
    journal.add(Entry::batch(ops, Stamp::default(), 1, 1));
    let stale = "assets/sample-year.jsonl is stale: cargo run --example made -- sample-year writes it again";
    assert!(export::jsonl(journal.history()) == include_str!("../../../assets/sample-year.jsonl"), "{stale}");
}
