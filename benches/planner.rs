//! How long a week takes: the proven order beside the price of judging the same plan, in one run.
//!
//! `cargo bench --bench planner`; a ratio to the floor says more than a time, which changes with the machine.
#![expect(clippy::print_stdout, clippy::indexing_slicing, reason = "a benchmark speaks to a person, about plans it made itself")]

#[path = "../tests/support/planner_weeks.rs"]
mod planner_weeks;

use std::hint::black_box;
use std::time::{Duration, Instant};

use upswing::engine::Tuning;
use upswing::engine::planner::{Limits, Plan, Proposal, judge, propose};

fn main() {
    let tuning = Tuning::default();
    let full: Vec<Plan> = (0..100).map(planner_weeks::full_week).collect();
    row("judge, 14 sessions", &full, |plan| drop(black_box(judge(plan, &tuning))));
    row("propose, 14 sessions", &full, |plan| drop(black_box(order(plan, &tuning))));
    let too_full: Vec<Plan> = (0..100).map(planner_weeks::too_full_week).collect();
    row("propose, 20 in 14 slots", &too_full, |plan| drop(black_box(order(plan, &tuning))));
    let weeks: Vec<Plan> = (0..10).map(|seed| planner_weeks::four_weeks(seed, 14)).collect();
    row("propose, 28 days of 56", &weeks, |plan| drop(black_box(order(plan, &tuning))));
    let small: Vec<Plan> = (0..500).map(planner_weeks::small_plan).collect();
    row("judge, small", &small, |plan| drop(black_box(judge(plan, &tuning))));
    row("propose, small", &small, |plan| drop(black_box(order(plan, &tuning))));
}

/// The proven best order.
fn order(plan: &Plan, tuning: &Tuning) -> Proposal {
    let proposal = propose(plan, &mut Limits { width: 262_144, keep_going: &mut || true }, tuning);
    assert!(proposal.proven);
    proposal
}

/// Prints the median and the worst over the plans, each the best of three runs.
fn row(name: &str, plans: &[Plan], run: impl Fn(&Plan)) {
    let time = |plan: &Plan| {
        let once = || {
            let start = Instant::now();
            run(plan);
            start.elapsed()
        };
        (0..3).map(|_| once()).min().unwrap_or_default()
    };
    let mut times: Vec<Duration> = plans.iter().map(time).collect();
    times.sort_unstable();
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{name:24} median {:>10.3} ms   worst {:>10.3} ms", median.as_secs_f64() * 1e3, worst.as_secs_f64() * 1e3);
}
