//! What the engine knows, put into words: why today's advice is what it is, the cycle of the last
//! weeks, and what the tests say.

mod basics;
mod body;
mod cycle;
mod fit;
mod why;

pub use basics::{BASICS, basic};
pub use cycle::cycle;
pub use fit::{FitAsk, waiting};
pub use why::why;
