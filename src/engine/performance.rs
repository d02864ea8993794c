//! What the loads do to performance: fitness and fatigue as plain recursions, the impulse response,
//! its exact Bayesian fit to test results, and what follows for one session or another plan.
//!
//! Everything below works on plain slices: `loads[d]` is the load of day `d` in points, day 0 is the
//! first day with a record, and days after the end are rest. Only [`series`] and
//! [`fit`] know a history.
//!
//! | part | decides |
//! |---|---|
//! | [`recursion`] | the two averages and where they start |
//! | [`impulse`] | the published two-exponential model |
//! | [`student`] | the t distribution and mixtures of it |
//! | [`posterior`] | what the tests say about the model, with bands |
//! | [`influence`] | what one session does, morning by morning |
//! | [`what_if`] | the same forecast under other plans |
//! | [`week`] | monotony, strain, ramp |
//! | [`series`] | those slices, from a history |
//! | [`fit`] | all of it for one history and one kind of test |
//! | [`outlook`] | the alternatives on the morning that counts |

pub mod fit;
pub mod impulse;
pub mod influence;
pub mod outlook;
pub mod posterior;
pub mod recursion;
pub mod series;
pub mod student;
pub mod week;
pub mod what_if;

pub use fit::{Fit, Knowledge};
pub use outlook::{Outlook, outlooks};
pub use posterior::{Data, FitWarning, Posterior, Start};
pub use series::DailyLoads;
