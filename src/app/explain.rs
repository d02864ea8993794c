//! What the engine knows, put into words: why today's advice is what it is, the cycle of the last
//! weeks, and what the tests say.

mod basics;
mod body;
mod cycle;
mod experiments;
mod fit;
mod own;
mod proof;
mod what;
mod why;

pub use basics::{BASICS, basic};
pub use cycle::cycle;
pub use experiments::{assignment, assignments, can_find, experiments};
pub use fit::{FitAsk, waiting};
pub use own::{as_specified, own_line};
pub use proof::proof;
pub use what::what;
pub use why::why;
