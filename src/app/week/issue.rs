//! What the week says against its order, each with the one command that helps, which its digit does.

use crate::engine::Tuning;
use crate::engine::planner::{self, Help, Judgement, Plan, RuleId};

/// A sentence about the week.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// What is broken, or what the week holds too much or too little of.
    pub text: String,
    /// What helps.
    pub proposal: Option<Proposal>,
}

/// One command that helps, and the digit that does it.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// From 1 on; none where the digits are used up.
    pub digit: Option<u8>,
    /// The command in words: `move Long run to Thu evening`.
    pub words: String,
    /// The command.
    pub help: Help,
}

/// As many proposals have a digit.
pub const DIGITS: u8 = 5;
/// How many broken rules are told with the command that helps.
const HELPED: usize = 2;

/// The sentences of a judged plan, the dearest first. Moves are none: the person made them.
pub fn issues(plan: &Plan, judgement: &Judgement, tuning: &Tuning) -> Vec<Issue> {
    let broken = judgement.broken.iter().filter(|broken| broken.rule != RuleId::Moved);
    // Help is looked for among some hundred plans: only for those that are read first.
    let help = |index, broken| (index < HELPED).then(|| planner::help(plan, broken, tuning)).flatten();
    let helped = broken.enumerate().map(|(index, broken)| (broken.text.clone(), help(index, broken)));
    let told = judgement.warnings.iter().map(|warning| (warning.text.clone(), warning.help.clone()));
    let mut digits = 1..=DIGITS;
    let mut issue = |(text, help): (String, Option<Help>)| {
        let proposal = help.map(|help| Proposal { digit: digits.next(), words: help.words(plan), help });
        Issue { text, proposal }
    };
    helped.chain(told).map(&mut issue).collect()
}

/// The proposal of a digit.
pub fn proposal(issues: &[Issue], digit: u8) -> Option<&Proposal> {
    issues.iter().filter_map(|issue| issue.proposal.as_ref()).find(|proposal| proposal.digit == Some(digit))
}
