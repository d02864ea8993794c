//! How it looks: reads what `app` prepared, changes nothing.
//!
//! Widgets name roles and glyphs, never colours or characters: [`theme`] alone knows those.

mod chart;
mod form;
mod frame;
mod hints;
mod list;
mod look;
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

pub use chart::{read_out, svg as chart_svg};
pub use look::Look;
pub use picture::Picture;
pub use root::{draw, hit, reach};
pub use text::first_row;
