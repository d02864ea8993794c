//! What a person can do: the model, the command table, and `update`, which is pure.
//!
//! `event → action → update → effects → draw`: the time comes as an argument, results come back as
//! events, and nothing here touches a file, a clock or a terminal.

mod action;
mod answers;
pub mod ask;
pub mod chart;
mod commands;
pub mod curves;
mod day_line;
mod deadline;
mod direction;
mod doing;
mod draft;
mod edit;
mod event;
pub mod explain;
mod facts;
mod form;
mod forms;
mod glossary;
mod key;
mod keymap;
mod leaving;
mod list;
pub mod lists;
mod model;
mod needs;
mod now;
mod pane;
pub mod proposal;
pub mod ratings;
mod reaction;
pub mod runner;
pub mod today;
mod unsaved;
mod update;
pub mod week;
mod why_not;
pub mod words;

pub use action::{Action, COMMANDS, Command, Scope};
pub use chart::{ChartAction, ChartView, Series};
pub use deadline::deadline;
pub use direction::Direction;
pub use draft::Draft;
pub use edit::{Caret, Edit};
pub use event::{Effect, Event, Target};
pub use explain::{BASICS, FitAsk, basic};
pub use facts::Facts;
pub use form::{Form, Row, RowKind};
pub use forms::BEFORE;
pub use glossary::{TERMS, Term};
pub use key::{Code, Key};
pub use keymap::Keymap;
pub use leaving::offer_left;
pub use list::{Content, LONGEST_QUERY, Line, Lines, List, Pick, Weight};
pub use model::{Message, Model, NOTICE_MS, Overlay, Purpose, Tone};
pub use needs::Needs;
pub use now::Now;
pub use pane::Pane;
pub use reaction::{FLASHES, Phase, Reaction};
pub use unsaved::{Choice, Left, Unsaved};
pub use update::update;
pub use why_not::{key_now, why_not};
