//! Upswing: the daily training decision, in a terminal, offline.
//!
//! The rooms of this house, from the ground up. A room uses only rooms below it;
//! `tests/inside/house/rooms.rs` holds the walls.
//!
//! | room | decides |
//! |---|---|
//! | [`domain`] | what there is: days, check-ins, sessions, tests, the journal and its fold |
//! | [`engine`] | what follows from it: pure functions, no clock, no files |
//! | [`app`] | what a person can do: the model, the command table, `update` |
//! | [`ui`] | how it looks: reads the model, changes nothing |
//! | [`store`] | how it lasts: the journal in one redb file |
//! | [`sync`] | how several machines share it: files in a folder that others carry |
//! | [`exchange`] | how it travels: files in and out |
//! | [`cli`] | the same commands without a screen |
//! | [`shell`] | the terminal: events in, effects out |

pub mod app;
pub mod cli;
pub mod domain;
pub mod engine;
pub mod exchange;
pub mod shell;
pub mod store;
pub mod sync;
pub mod ui;
