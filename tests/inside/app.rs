//! What a person can do: keys in, a model and its screen out.

mod asked;
mod bringing;
mod chart;
mod clock;
mod cycle;
mod days;
mod explain;
mod facts;
mod fields;
mod first_minutes;
mod happenings;
mod learning;
mod list;
mod questions;
mod reaction;
mod refused;
mod replay;
mod spans;
mod today;
mod tried;
mod vim;
mod ways;
mod week;
mod week_said;
mod week_told;
mod words;
