//! What is known of files on their way in: questions, answers, and how far they are.

use crate::domain::{Day, Journal, Op};
use crate::engine::tuning::Load;

use super::list::Line;

/// What reading files needs to know of the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct FileAsk {
    /// What is known; a copy that costs nothing.
    pub journal: Journal,
    /// What a session weighs of which too little is said.
    pub load: Load,
    /// The day it is.
    pub today: Day,
}

/// What came of looking at the watched files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Came {
    /// The history it was compared with.
    pub revision: u64,
    /// What there is to write.
    pub ops: Vec<Op>,
    /// What that is, in one line: `last night 6 h 58, HRV 50 from Gadgetbridge`.
    pub said: String,
    /// What stands in the way of some of it.
    pub trouble: Vec<String>,
}

/// What a file that was named would bring.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// Which question it answers.
    pub number: u64,
    /// The history it was compared with.
    pub revision: u64,
    /// What there is to write.
    pub ops: Vec<Op>,
    /// What that is, by day and field.
    pub lines: Vec<Line>,
}

/// Is somebody looking?
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Looking {
    /// Nobody.
    #[default]
    Idle,
    /// Somebody.
    Running,
    /// Something changed meanwhile: once more.
    Again,
}

/// Files on their way in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Arriving {
    /// Are there folders that are looked at by themselves?
    pub watches: bool,
    /// Is somebody looking?
    pub looking: Looking,
    /// Somebody asked for the look, and wants an answer.
    pub asked: bool,
    /// The trouble that was told already.
    pub trouble: Vec<String>,
    /// The newest question.
    pub number: u64,
    /// The path that was named.
    pub path: String,
    /// What it would bring, once it is read.
    pub found: Option<(u64, Vec<Op>)>,
    /// What is shown of it.
    pub lines: Vec<Line>,
}
