//! What can be asked of what stands over the dashboard: of a form, of a list.

use crate::app::direction::Direction;
use crate::app::form::Move;
use crate::domain::Field;

/// What a person can ask of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormAction {
    /// From question to question, and from option to option.
    Go(Move),
    /// Save what was answered.
    Save,
    /// Close and forget what was typed.
    Drop,
    /// Say yes or no to a question of the check-in from anywhere in it.
    Flag(Field),
}

/// What a person can ask of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListAction {
    /// A line up or down.
    Line(Direction),
    /// Ten lines up or down.
    Page(Direction),
    /// To the first line or to the last.
    End(Direction),
    /// Take the chosen line.
    Pick,
    /// Part the sessions of the chosen day that were joined.
    Part,
}
