//! A template that was chosen to be laid over a week.

use crate::domain::Situation;

/// Which template, and what becomes of the plan that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TemplateChoice {
    /// Whose week.
    pub situation: Situation,
    /// Take what is still to be done out first.
    pub replace: bool,
}
