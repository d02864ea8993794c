//! What a person's own history may change, and what it may claim (`learning.md`).
//!
//! Pure numbers: nothing here knows a history, a season or a screen. [`crate::engine::readiness`]
//! uses the weights, [`crate::engine::proof`] and [`crate::engine::experiments`] gather what the rest asks for.
//!
//! | part | decides |
//! |---|---|
//! | [`state`] | the two lines through the ratings, and which of them foretells better |
//! | [`line`] | one such line: a regression whose level walks |
//! | [`weight`], [`round`] | what an answer weighs, and how halves are rounded |
//! | [`weights`] | the weights in force for a week |
//! | [`expected`] | the rating to expect, and its set |
//! | [`agreement`] | does the score rank mornings as the person does? |
//! | [`contrast`] | sessions after low and after high scores |
//! | [`trial`] | experiments: order, pairs, state |
//! | [`signs`] | the exact test and its interval |
//! | [`power`] | what an experiment can find |
//! | [`marks`] | how often each tag was set |

pub mod agreement;
pub mod contrast;
pub mod expected;
pub mod line;
pub mod marks;
pub mod power;
pub mod signs;
pub mod state;
pub mod trial;
pub mod weight;
pub mod weights;

pub use expected::Expected;
pub use state::LearnedState;
pub use weight::{ANSWERED, Weight};
pub use weights::Weights;
