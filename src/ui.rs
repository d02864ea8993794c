//! How it looks: reads what `app` prepared, changes nothing.
//!
//! Widgets name roles and glyphs, never colours or characters: [`theme`] alone knows those.

mod chart;
mod form;
mod frame;
mod list;
mod picture;
mod proposal;
mod reaction;
mod root;
mod runner;
mod text;
pub mod theme;
mod today;
mod week;
pub mod widgets;

pub use picture::Picture;
pub use root::{Look, draw, hints, hit};
