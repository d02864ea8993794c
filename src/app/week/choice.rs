//! A template that was chosen to be laid over a week.

use crate::domain::Situation;

/// Which template, and what becomes of the plan and the days that are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateChoice {
    /// Whose week.
    pub situation: Situation,
    /// Take what is still to be done out first.
    pub replace: bool,
    /// Do days whose time nobody has set take the template's where it needs more? `None` = nobody was asked yet.
    pub takes_time: Option<bool>,
}
